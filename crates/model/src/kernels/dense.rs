//! Small matrix products in `f32`, for the arc and relation scores.

use super::{LANES, multiversion};

multiversion! {
    /// `out[i][o] = bias[o] + sum_k x[i][k] * w[k][o]`; `w` has `x_width` lines of `out_width`, a multiple
    /// of 16; the sum runs over k in order.
    pub(crate) fn dense(x: &[f32], x_width: usize, w: &[f32], bias: &[f32], out: &mut [f32], out_width: usize)
        = dense_rows
}

multiversion! {
    /// As [`dense`], with `x` passed through ReLU first.
    pub(crate) fn dense_relu(x: &[f32], x_width: usize, w: &[f32], bias: &[f32], out: &mut [f32], out_width: usize)
        = dense_relu_rows
}

#[inline(always)]
fn dense_rows(x: &[f32], x_width: usize, w: &[f32], bias: &[f32], out: &mut [f32], out_width: usize) {
    rows::<false>(x, x_width, w, bias, out, out_width);
}

#[inline(always)]
fn dense_relu_rows(x: &[f32], x_width: usize, w: &[f32], bias: &[f32], out: &mut [f32], out_width: usize) {
    rows::<true>(x, x_width, w, bias, out, out_width);
}

const ROWS: usize = 4;

#[inline(always)]
fn rows<const RELU: bool>(
    x: &[f32],
    x_width: usize,
    w: &[f32],
    bias: &[f32],
    out: &mut [f32],
    out_width: usize,
) {
    let count = out.len() / out_width;
    let mut first = 0;
    while first < count {
        let here = (count - first).min(ROWS);
        for at in (0..out_width).step_by(LANES) {
            let mut sums = [[0.0f32; LANES]; ROWS];
            for k in 0..x_width {
                let line: &[f32] = &w[k * out_width + at..][..LANES];
                for r in 0..ROWS {
                    // Rows that are not there repeat the last one; their sums are dropped.
                    let v = x[(first + r.min(here - 1)) * x_width + k];
                    let v = if !RELU || v > 0.0 { v } else { 0.0 };
                    for l in 0..LANES {
                        sums[r][l] += v * line[l];
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate().take(here) {
                let out = &mut out[(first + r) * out_width + at..][..LANES];
                for l in 0..LANES {
                    out[l] = sums[l] + bias[at + l];
                }
            }
        }
        first += here;
    }
}
