//! The arithmetic of the encoder.
//!
//! Every function here gives the same bits on every instruction set: sums of integers are exact in any
//! order, and the floating-point parts are one generic source, compiled several times, that fixes the
//! order of its sums by lanes and never fuses a multiplication with an addition. [`Isa::detect`] picks
//! the fastest set of the processor at run time.

mod attention;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod dense;
mod gemm;
mod lanes;
mod vector;

pub(crate) use attention::{Attention, attention};
pub(crate) use dense::{Product, dense};
pub(crate) use gemm::{Packed, QuantizedRows, gemm};
pub(crate) use vector::{add_layer_norm, gelu, quantize, softmax};

/// An instruction set that this processor has. Values come only from [`Isa::detect`] and
/// [`Isa::available`], so holding one proves that its instructions may be executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Isa(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Isa {
    /// The fastest set that the processor has.
    pub fn detect() -> Isa {
        Isa::available()[0]
    }

    /// All sets that the processor has, fastest first; the last one is portable.
    pub fn available() -> Vec<Isa> {
        let mut sets = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
                && is_x86_feature_detected!("avx2")
            {
                sets.push(Isa(Kind::Avx512Vnni));
            }
            if is_x86_feature_detected!("avx2") {
                sets.push(Isa(Kind::Avx2));
            }
        }
        sets.push(Isa(Kind::Portable));
        sets
    }

    /// A short name for reports.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => "avx512-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            Kind::Portable => "portable",
        }
    }
}

/// Defines a function that runs `$imp`, an `#[inline(always)]` function, compiled for the given set.
macro_rules! multiversion {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) = $imp:path) => {
        $(#[$meta])*
        #[allow(clippy::too_many_arguments)]
        $vis fn $name(isa: $crate::kernels::Isa, $($arg: $ty),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
                #[allow(clippy::too_many_arguments)]
                fn wide($($arg: $ty),*) {
                    $imp($($arg),*)
                }
                #[target_feature(enable = "avx2")]
                #[allow(clippy::too_many_arguments)]
                fn middle($($arg: $ty),*) {
                    $imp($($arg),*)
                }
                match isa.0 {
                    // SAFETY: an `Isa` of this kind exists only where the processor was found to have
                    // exactly these features (`Isa::available`).
                    $crate::kernels::Kind::Avx512Vnni => return unsafe { wide($($arg),*) },
                    // SAFETY: as above, for AVX2.
                    $crate::kernels::Kind::Avx2 => return unsafe { middle($($arg),*) },
                    $crate::kernels::Kind::Portable => {}
                }
            }
            let _ = isa;
            $imp($($arg),*)
        }
    };
}
pub(crate) use multiversion;

/// Width of all fixed-order sums, in `f32` lanes.
pub(crate) const LANES: usize = 16;

/// The sum of the lanes in a fixed order (halves, quarters …).
#[inline(always)]
pub(crate) fn sum_lanes(mut lanes: [f32; LANES]) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests;

/// Test numbers from a seed.
#[cfg(test)]
pub(crate) fn test_numbers(seed: u64) -> tests::Numbers {
    tests::Numbers(seed)
}
