//! The byte product with AVX2. The instruction for bytes, `vpmaddubsw`, saturates its 16-bit sums
//! (255*127*2 > 32767), so both sides are widened to 16 bits and `vpmaddwd` is used: its products of
//! at most 255*127 are added in pairs in 32 bits, exactly.

use std::arch::x86_64::{
    __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16,
    _mm256_set1_epi64x, _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::gemm::{PANEL, Packed, TILE, for_each_tile, store_row};

/// Registers of weights, 4 columns each: with 6 rows they leave 12 sums, which the 16 registers hold.
const QUARTERS: usize = 2;

/// See [`super::gemm`]; `x` are the activations as 16-bit numbers, `stride` a row.
///
/// # Safety
/// The processor must have AVX2; `x` must have room for whole tiles.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn run(x: &[i16], scales: &[f32], rows: usize, w: &Packed, out: &mut [f32]) {
    let stride = w.stride();
    let outputs = w.outputs();
    for_each_tile(rows, w, |first, panel, columns| {
        let mut sums = [[0i32; PANEL]; TILE];
        let tile = &x[first * stride..(first + TILE) * stride];
        // SAFETY: AVX2 is this function's; the slice holds 6 rows, the panel stride/4 groups.
        unsafe { tile_sums(tile, stride, columns, &mut sums) };
        for (r, sums) in sums.iter().enumerate().take(rows - first) {
            let row = first + r;
            store_row(sums, scales[row], panel, w, &mut out[row * outputs..(row + 1) * outputs]);
        }
    });
}

/// The sums of 6 rows and 64 columns.
///
/// # Safety
/// Needs AVX2; `tile` must hold `TILE * stride` numbers, `columns` `stride * PANEL`, stride a multiple
/// of 4.
#[target_feature(enable = "avx2")]
#[inline]
unsafe fn tile_sums(tile: &[i16], stride: usize, columns: &[i8], out: &mut [[i32; PANEL]; TILE]) {
    debug_assert!(tile.len() >= TILE * stride && columns.len() >= stride * PANEL && stride.is_multiple_of(4));
    for block in 0..PANEL / (4 * QUARTERS) {
        // Each register holds 4 columns, each in two halves.
        let mut sums: [[__m256i; QUARTERS]; TILE] = [[_mm256_setzero_si256(); QUARTERS]; TILE];
        for group in 0..stride / 4 {
            // SAFETY: group*256 + block*32 + 32 <= stride*64; r*stride + group*4 + 4 <= 6*stride.
            unsafe {
                let base = columns.as_ptr().add(group * 4 * PANEL + block * 16 * QUARTERS);
                let b =
                    [0, 1].map(|q| _mm256_cvtepi8_epi16(_mm_loadu_si128(base.add(16 * q).cast::<__m128i>())));
                for (r, sums) in sums.iter_mut().enumerate() {
                    let a = tile.as_ptr().add(r * stride + group * 4).cast::<i64>().read_unaligned();
                    let a = _mm256_set1_epi64x(a);
                    for q in 0..QUARTERS {
                        sums[q] = _mm256_add_epi32(sums[q], _mm256_madd_epi16(a, b[q]));
                    }
                }
            }
        }
        for (sums, out) in sums.iter().zip(out.iter_mut()) {
            for (q, sum) in sums.iter().enumerate() {
                let mut halves = [0i32; 8];
                // SAFETY: 8 numbers of 32 bits are 256 bits.
                unsafe { _mm256_storeu_si256(halves.as_mut_ptr().cast(), *sum) };
                for c in 0..4 {
                    out[(block * QUARTERS + q) * 4 + c] = halves[2 * c] + halves[2 * c + 1];
                }
            }
        }
    }
}
