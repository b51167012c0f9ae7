//! Sixteen `f32` at once, for loops that the compiler does not turn into good vector code by itself.
//!
//! All operations are those of IEEE 754, lane by lane, so the three kinds of lanes give the same bits.

use super::LANES;

/// Sixteen numbers.
///
/// # Safety
/// The functions of an implementation may only be called where the processor has its instructions.
pub(super) trait Lanes: Copy {
    /// The same number in all lanes.
    unsafe fn splat(value: f32) -> Self;
    /// From memory.
    unsafe fn load(from: &[f32; LANES]) -> Self;
    /// To memory.
    unsafe fn store(self, to: &mut [f32; LANES]);
    /// Sum.
    unsafe fn add(self, other: Self) -> Self;
    /// Difference.
    unsafe fn sub(self, other: Self) -> Self;
    /// Product.
    unsafe fn mul(self, other: Self) -> Self;
    /// `if self > other { self } else { other }`.
    unsafe fn max(self, other: Self) -> Self;
    /// `if self < other { self } else { other }`.
    unsafe fn min(self, other: Self) -> Self;
    /// The bits, plus 127, 23 places up: 2^n, if n stands in the low bits.
    unsafe fn exponent(self) -> Self;
}

/// Lanes for any processor.
#[derive(Clone, Copy)]
pub(super) struct Plain([f32; LANES]);

impl Plain {
    #[inline(always)]
    fn both(self, other: Plain, f: impl Fn(f32, f32) -> f32) -> Plain {
        let mut out = self.0;
        for (out, other) in out.iter_mut().zip(other.0) {
            *out = f(*out, other);
        }
        Plain(out)
    }
}

impl Lanes for Plain {
    #[inline(always)]
    unsafe fn splat(value: f32) -> Plain {
        Plain([value; LANES])
    }
    #[inline(always)]
    unsafe fn load(from: &[f32; LANES]) -> Plain {
        Plain(*from)
    }
    #[inline(always)]
    unsafe fn store(self, to: &mut [f32; LANES]) {
        *to = self.0;
    }
    #[inline(always)]
    unsafe fn add(self, other: Plain) -> Plain {
        self.both(other, |a, b| a + b)
    }
    #[inline(always)]
    unsafe fn sub(self, other: Plain) -> Plain {
        self.both(other, |a, b| a - b)
    }
    #[inline(always)]
    unsafe fn mul(self, other: Plain) -> Plain {
        self.both(other, |a, b| a * b)
    }
    #[inline(always)]
    unsafe fn max(self, other: Plain) -> Plain {
        self.both(other, |a, b| if a > b { a } else { b })
    }
    #[inline(always)]
    unsafe fn min(self, other: Plain) -> Plain {
        self.both(other, |a, b| if a < b { a } else { b })
    }
    #[inline(always)]
    unsafe fn exponent(self) -> Plain {
        self.both(self, |a, _| f32::from_bits(a.to_bits().wrapping_add(127) << 23))
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) use x86::{Halves, Wide};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{LANES, Lanes};

    /// Lanes of AVX-512.
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Wide(__m512);

    // SAFETY (all functions): the caller answers for AVX-512F, as the trait says; loads and stores go
    // through references to 16 numbers.
    impl Lanes for Wide {
        #[inline(always)]
        unsafe fn splat(value: f32) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_set1_ps(value) })
        }
        #[inline(always)]
        unsafe fn load(from: &[f32; LANES]) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_loadu_ps(from.as_ptr()) })
        }
        #[inline(always)]
        unsafe fn store(self, to: &mut [f32; LANES]) {
            // SAFETY: see above.
            unsafe { _mm512_storeu_ps(to.as_mut_ptr(), self.0) }
        }
        #[inline(always)]
        unsafe fn add(self, other: Wide) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_add_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn sub(self, other: Wide) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_sub_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn mul(self, other: Wide) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_mul_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn max(self, other: Wide) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_max_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn min(self, other: Wide) -> Wide {
            // SAFETY: see above.
            Wide(unsafe { _mm512_min_ps(self.0, other.0) })
        }
        #[inline(always)]
        unsafe fn exponent(self) -> Wide {
            // SAFETY: see above.
            Wide(unsafe {
                let sum = _mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_set1_epi32(127));
                _mm512_castsi512_ps(_mm512_slli_epi32::<23>(sum))
            })
        }
    }

    /// Lanes of AVX2: two registers.
    #[derive(Clone, Copy)]
    pub(in crate::kernels) struct Halves(__m256, __m256);

    // SAFETY (all functions): the caller answers for AVX2, as the trait says; loads and stores go through
    // references to 16 numbers, of which 8 begin at each half.
    impl Lanes for Halves {
        #[inline(always)]
        unsafe fn splat(value: f32) -> Halves {
            // SAFETY: see above.
            let half = unsafe { _mm256_set1_ps(value) };
            Halves(half, half)
        }
        #[inline(always)]
        unsafe fn load(from: &[f32; LANES]) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from.as_ptr().add(8))) }
        }
        #[inline(always)]
        unsafe fn store(self, to: &mut [f32; LANES]) {
            // SAFETY: see above.
            unsafe {
                _mm256_storeu_ps(to.as_mut_ptr(), self.0);
                _mm256_storeu_ps(to.as_mut_ptr().add(8), self.1);
            }
        }
        #[inline(always)]
        unsafe fn add(self, other: Halves) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_add_ps(self.0, other.0), _mm256_add_ps(self.1, other.1)) }
        }
        #[inline(always)]
        unsafe fn sub(self, other: Halves) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_sub_ps(self.0, other.0), _mm256_sub_ps(self.1, other.1)) }
        }
        #[inline(always)]
        unsafe fn mul(self, other: Halves) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_mul_ps(self.0, other.0), _mm256_mul_ps(self.1, other.1)) }
        }
        #[inline(always)]
        unsafe fn max(self, other: Halves) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_max_ps(self.0, other.0), _mm256_max_ps(self.1, other.1)) }
        }
        #[inline(always)]
        unsafe fn min(self, other: Halves) -> Halves {
            // SAFETY: see above.
            unsafe { Halves(_mm256_min_ps(self.0, other.0), _mm256_min_ps(self.1, other.1)) }
        }
        #[inline(always)]
        unsafe fn exponent(self) -> Halves {
            // SAFETY: see above.
            unsafe {
                let up = |half: __m256| {
                    let sum = _mm256_add_epi32(_mm256_castps_si256(half), _mm256_set1_epi32(127));
                    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(sum))
                };
                Halves(up(self.0), up(self.1))
            }
        }
    }
}
