//! Row-wise floating-point functions: layer norm, GELU, softmax, quantisation.

use super::{LANES, multiversion, sum_lanes};

multiversion! {
    /// `x = LN(x + y)` for every row of `width` values; `y` may be empty. Width must be a multiple of 16.
    pub(crate) fn add_layer_norm(x: &mut [f32], y: &[f32], width: usize, weight: &[f32], bias: &[f32], eps: f32)
        = add_layer_norm_rows
}

#[inline(always)]
fn add_layer_norm_rows(x: &mut [f32], y: &[f32], width: usize, weight: &[f32], bias: &[f32], eps: f32) {
    for (index, row) in x.chunks_exact_mut(width).enumerate() {
        if !y.is_empty() {
            let other = &y[index * width..(index + 1) * width];
            for (a, b) in row.iter_mut().zip(other) {
                *a += *b;
            }
        }
        let mut sums = [0.0f32; LANES];
        for chunk in row.chunks_exact(LANES) {
            for l in 0..LANES {
                sums[l] += chunk[l];
            }
        }
        let mean = sum_lanes(sums) / width as f32;
        let mut squares = [0.0f32; LANES];
        for chunk in row.chunks_exact(LANES) {
            for l in 0..LANES {
                let d = chunk[l] - mean;
                squares[l] += d * d;
            }
        }
        let inverse = 1.0 / (sum_lanes(squares) / width as f32 + eps).sqrt();
        for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
            *v = (*v - mean) * inverse * *w + *b;
        }
    }
}

multiversion! {
    /// GELU by the weight file's polynomial, in place.
    pub(crate) fn gelu(x: &mut [f32]) = gelu_all
}

#[inline(always)]
fn gelu_all(x: &mut [f32]) {
    for v in x {
        *v = gelu_one(*v);
    }
}

/// `x * (0.5 + t*P(t²))` with `t` = x limited to ±3.2.
#[inline(always)]
fn gelu_one(x: f32) -> f32 {
    const C: [f32; 5] = [0.3957306, -0.061388798, 0.007230259, -0.00048059466, 1.3358188e-05];
    let t = limit(x, -3.2, 3.2);
    let u = t * t;
    let p = C[0] + u * (C[1] + u * (C[2] + u * (C[3] + u * C[4])));
    x * (0.5 + t * p)
}

#[inline(always)]
fn limit(x: f32, low: f32, high: f32) -> f32 {
    let x = if x > high { high } else { x };
    if x < low { low } else { x }
}

/// Adding this rounds an `f32` of small magnitude to an integer, halves to even, and leaves the integer
/// in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0;

multiversion! {
    /// Quantises rows of `width` values to bytes: `out = round(x * 127/max|x|) + 128`, `scale = max|x| / 127`.
    /// Rows of `out` are `stride` bytes apart; what lies behind `width` in them is set to 128.
    pub(crate) fn quantize(x: &[f32], width: usize, out: &mut [u8], stride: usize, scales: &mut [f32])
        = quantize_rows
}

#[inline(always)]
fn quantize_rows(x: &[f32], width: usize, out: &mut [u8], stride: usize, scales: &mut [f32]) {
    for ((row, out), scale) in x.chunks_exact(width).zip(out.chunks_exact_mut(stride)).zip(scales) {
        let mut largest = [0.0f32; LANES];
        let chunks = row.chunks_exact(LANES);
        let rest = chunks.remainder();
        for chunk in chunks {
            for l in 0..LANES {
                let a = chunk[l].abs();
                largest[l] = if a > largest[l] { a } else { largest[l] };
            }
        }
        let mut max = 0.0f32;
        for &a in largest.iter().chain(rest) {
            let a = a.abs();
            max = if a > max { a } else { max };
        }
        *scale = max / 127.0;
        let factor = if max > 0.0 { 127.0 / max } else { 0.0 };
        let (values, padding) = out.split_at_mut(width);
        for (byte, &v) in values.iter_mut().zip(row) {
            let rounded = limit(v * factor, -127.0, 127.0) + ROUND;
            // The low byte of the sum is the integer's; 128 turns its sign bit.
            *byte = (rounded.to_bits() as u8) ^ 0x80;
        }
        padding.fill(128);
    }
}

/// The constants of e^x.
pub(super) struct Exp {
    /// ln 2 in two parts, so that `n * high` is exact.
    pub(super) high: f32,
    pub(super) low: f32,
    pub(super) poly: [f32; 6],
}

/// Cephes' polynomial for e^r - 1 - r over r², |r| <= ln 2 / 2.
pub(super) const EXP: Exp = Exp {
    high: 0.693_359_4,
    low: -2.121_944_4e-4,
    poly: [1.987_569_1e-4, 1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5],
};

/// e^x with a relative error below 2e-6; x is limited to ±87.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = limit(x, -87.0, 87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * EXP.high - n * EXP.low;
    let mut p = EXP.poly[0];
    for c in &EXP.poly[1..] {
        p = p * r + c;
    }
    let p = p * (r * r) + r + 1.0;
    // n lies in -126..=126: 2^n is a normal number.
    p * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// Softmax of a short row in place, in order.
pub(crate) fn softmax(row: &mut [f32]) {
    let max = row.iter().fold(f32::NEG_INFINITY, |m, &v| if v > m { v } else { m });
    let mut sum = 0.0;
    for v in row.iter_mut() {
        *v = exp(*v - max);
        sum += *v;
    }
    for v in row {
        *v /= sum;
    }
}
