//! The byte product with AVX-512 VNNI: `vpdpbusd` multiplies 64 pairs and adds them to 16 sums of 32
//! bits without saturation.

use std::arch::x86_64::{
    __m512i, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_loadu_ps, _mm512_loadu_si512,
    _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_si512, _mm512_storeu_ps,
    _mm512_storeu_si512, _mm512_sub_epi32,
};

use super::gemm::{Columns, PANEL, Packed, QuantizedRows, TILE, for_each_tile, store_row};

/// Registers of 16 sums in a row of a tile.
const QUARTERS: usize = PANEL / 16;

/// See [`super::gemm`].
///
/// # Safety
/// The processor must have the features named below; `x.bytes` must have room for whole tiles.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
pub(super) unsafe fn run(x: &QuantizedRows<'_>, rows: usize, w: &Packed, out: &mut [f32]) {
    let stride = w.stride();
    let outputs = w.outputs();
    for_each_tile(rows, w, |first, panel, weights| {
        let tile = &x.bytes[first * stride..(first + TILE) * stride];
        // SAFETY: the features are this function's; the slice holds 6 rows, the panel stride/4 groups.
        let sums = unsafe { tile_sums(tile, stride, weights) };
        let columns = w.columns(panel);
        for (r, sums) in sums.iter().enumerate().take(rows - first) {
            let row = first + r;
            let out = &mut out[row * outputs..(row + 1) * outputs];
            match out.get_mut(panel * PANEL..(panel + 1) * PANEL) {
                // SAFETY: the features are this function's.
                Some(out) => unsafe { finish_row(sums, x.scales[row], &columns, out) },
                None => {
                    let mut numbers = [0i32; PANEL];
                    for (q, sum) in sums.iter().enumerate() {
                        // SAFETY: q < 4 writes 16 of the 64 numbers at q*16.
                        unsafe { _mm512_storeu_si512(numbers.as_mut_ptr().add(q * 16).cast(), *sum) };
                    }
                    store_row(&numbers, x.scales[row], panel, w, out);
                }
            }
        }
    });
}

/// What [`store_row`] does, for a whole row of a panel: the same operations in the same order.
///
/// # Safety
/// Needs AVX-512F.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
#[inline]
unsafe fn finish_row(sums: &[__m512i; QUARTERS], x_scale: f32, columns: &Columns<'_>, out: &mut [f32]) {
    assert!(out.len() == PANEL);
    let x_scale = _mm512_set1_ps(x_scale);
    for (q, sum) in sums.iter().enumerate() {
        let at = q * 16;
        // SAFETY: at + 16 <= 64, the length of all four slices (`Columns` holds arrays of 64).
        unsafe {
            let offset = _mm512_loadu_si512(columns.offset.as_ptr().add(at).cast());
            let scale = _mm512_loadu_ps(columns.scale.as_ptr().add(at));
            let bias = _mm512_loadu_ps(columns.bias.as_ptr().add(at));
            let value = _mm512_cvtepi32_ps(_mm512_sub_epi32(*sum, offset));
            let value = _mm512_mul_ps(_mm512_mul_ps(value, x_scale), scale);
            _mm512_storeu_ps(out.as_mut_ptr().add(at), _mm512_add_ps(value, bias));
        }
    }
}

/// The sums of 6 rows and 64 columns.
///
/// # Safety
/// Needs AVX-512 VNNI; `tile` must hold `TILE * stride` bytes, `weights` `stride * PANEL`, stride a
/// multiple of 4.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
#[inline]
unsafe fn tile_sums(tile: &[u8], stride: usize, weights: &[i8]) -> [[__m512i; QUARTERS]; TILE] {
    debug_assert!(tile.len() >= TILE * stride && weights.len() >= stride * PANEL && stride.is_multiple_of(4));
    let mut sums = [[_mm512_setzero_si512(); QUARTERS]; TILE];
    let rows = tile.as_ptr();
    let weights = weights.as_ptr();
    for group in 0..stride / 4 {
        // SAFETY: group*256 + 256 <= stride*64 = weights.len(); r*stride + group*4 + 4 <= 6*stride.
        unsafe {
            let base = weights.add(group * 4 * PANEL);
            let b0 = _mm512_loadu_si512(base.cast());
            let b1 = _mm512_loadu_si512(base.add(64).cast());
            let b2 = _mm512_loadu_si512(base.add(128).cast());
            let b3 = _mm512_loadu_si512(base.add(192).cast());
            for (r, sums) in sums.iter_mut().enumerate() {
                let a = _mm512_set1_epi32(rows.add(r * stride + group * 4).cast::<i32>().read_unaligned());
                sums[0] = _mm512_dpbusd_epi32(sums[0], a, b0);
                sums[1] = _mm512_dpbusd_epi32(sums[1], a, b1);
                sums[2] = _mm512_dpbusd_epi32(sums[2], a, b2);
                sums[3] = _mm512_dpbusd_epi32(sums[3], a, b3);
            }
        }
    }
    sums
}
