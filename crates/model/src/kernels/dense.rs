//! Small matrix products in `f32`, for the arc and relation scores.

use super::lanes::{Lanes, Plain};
use super::{Isa, Kind, LANES};

/// Rows that are worked on at once.
const ROWS: usize = 6;
/// Lanes of columns that are worked on at once.
const COLUMNS: usize = 2;

/// A product `out[i][o] = bias[o] + sum_k x[i][k] * w[k][o]`; the sum runs over k in order.
pub(crate) struct Product<'a> {
    /// Rows of `x_width`.
    pub(crate) x: &'a [f32],
    pub(crate) x_width: usize,
    /// `x_width` lines of `out_width`, a multiple of 16.
    pub(crate) w: &'a [f32],
    /// One line.
    pub(crate) bias: &'a [f32],
    pub(crate) out_width: usize,
}

/// Computes a product; `out` has whole rows, as many as are wanted.
pub(crate) fn dense(isa: Isa, product: &Product<'_>, out: &mut [f32]) {
    let Product { x, x_width, w, bias, out_width } = *product;
    assert!(out_width.is_multiple_of(LANES) && out.len().is_multiple_of(out_width));
    assert!(
        x.len() >= out.len() / out_width * x_width
            && w.len() >= x_width * out_width
            && bias.len() >= out_width
    );
    match isa.0 {
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512Vnni => {
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
            fn wide(product: &Product<'_>, out: &mut [f32]) {
                // SAFETY: these lanes need AVX-512F, which this function has.
                unsafe { rows::<super::lanes::Wide>(product, out) }
            }
            // SAFETY: an `Isa` of this kind exists only where these features were detected.
            unsafe { wide(product, out) }
        }
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => {
            #[target_feature(enable = "avx2")]
            fn halves(product: &Product<'_>, out: &mut [f32]) {
                // SAFETY: these lanes need AVX2, which this function has.
                unsafe { rows::<super::lanes::Halves>(product, out) }
            }
            // SAFETY: an `Isa` of this kind exists only where AVX2 was detected.
            unsafe { halves(product, out) }
        }
        // SAFETY: plain lanes need nothing.
        Kind::Portable => unsafe { rows::<Plain>(product, out) },
    }
}

/// # Safety
/// The processor must have the lanes' instructions.
#[inline(always)]
unsafe fn rows<V: Lanes>(product: &Product<'_>, out: &mut [f32]) {
    let Product { x, x_width, w, bias, out_width } = *product;
    let count = out.len() / out_width;
    let lanes = out_width / LANES;
    for first in (0..count).step_by(ROWS) {
        // Rows that are not there repeat the last one; their sums are dropped.
        let row = |r: usize| &x[(first + r).min(count - 1) * x_width..][..x_width];
        let x: [&[f32]; ROWS] = std::array::from_fn(row);
        for at in (0..lanes).step_by(COLUMNS) {
            // So do columns.
            let columns: [usize; COLUMNS] = std::array::from_fn(|c| (at + c).min(lanes - 1) * LANES);
            // SAFETY: the caller's promise, for all lanes of this block.
            unsafe {
                let mut sums = [[V::splat(0.0); COLUMNS]; ROWS];
                for k in 0..x_width {
                    let line = &w[k * out_width..][..out_width];
                    let line = columns.map(|c| V::load(lane(&line[c..])));
                    for r in 0..ROWS {
                        let value = V::splat(x[r][k]);
                        for c in 0..COLUMNS {
                            sums[r][c] = sums[r][c].add(value.mul(line[c]));
                        }
                    }
                }
                for (sums, out) in sums.iter().zip(out[first * out_width..].chunks_exact_mut(out_width)) {
                    for c in 0..COLUMNS {
                        let (target, _) = out[columns[c]..].as_chunks_mut::<LANES>();
                        sums[c].add(V::load(lane(&bias[columns[c]..]))).store(&mut target[0]);
                    }
                }
            }
        }
    }
}

/// The first sixteen numbers.
#[inline(always)]
fn lane(from: &[f32]) -> &[f32; LANES] {
    &from.as_chunks::<LANES>().0[0]
}
