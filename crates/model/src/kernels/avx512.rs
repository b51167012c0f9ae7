//! The byte product with AVX-512 VNNI: `vpdpbusd` multiplies 64 pairs and adds them to 16 sums of 32
//! bits without saturation.

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

use super::gemm::{PANEL, Packed, QuantizedRows, TILE, for_each_tile, store_row};

/// See [`super::gemm`].
///
/// # Safety
/// The processor must have the features named below; `x.bytes` must have room for whole tiles.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
pub(super) unsafe fn run(x: &QuantizedRows<'_>, rows: usize, w: &Packed, out: &mut [f32]) {
    let stride = w.stride();
    let outputs = w.outputs();
    for_each_tile(rows, w, |first, panel, columns| {
        let mut sums = [[0i32; PANEL]; TILE];
        let tile = &x.bytes[first * stride..(first + TILE) * stride];
        // SAFETY: the features are this function's; the slice holds 6 rows, the panel stride/4 groups.
        unsafe { tile_sums(tile, stride, columns, &mut sums) };
        for (r, sums) in sums.iter().enumerate().take(rows - first) {
            let row = first + r;
            store_row(sums, x.scales[row], panel, w, &mut out[row * outputs..(row + 1) * outputs]);
        }
    });
}

/// The sums of 6 rows and 64 columns.
///
/// # Safety
/// Needs AVX-512 VNNI; `tile` must hold `TILE * stride` bytes, `columns` `stride * PANEL`, stride a
/// multiple of 4.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
#[inline]
unsafe fn tile_sums(tile: &[u8], stride: usize, columns: &[i8], out: &mut [[i32; PANEL]; TILE]) {
    debug_assert!(tile.len() >= TILE * stride && columns.len() >= stride * PANEL && stride.is_multiple_of(4));
    let mut sums: [[__m512i; 4]; TILE] = [[_mm512_setzero_si512(); 4]; TILE];
    let rows = tile.as_ptr();
    let weights = columns.as_ptr();
    for group in 0..stride / 4 {
        // SAFETY: group*256 + 256 <= stride*64 = columns.len(); r*stride + group*4 + 4 <= 6*stride.
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
    for (sums, out) in sums.iter().zip(out) {
        for (q, sum) in sums.iter().enumerate() {
            // SAFETY: `out` is 64 numbers, q < 4 writes 16 of them at q*16.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().add(q * 16).cast(), *sum) };
        }
    }
}
