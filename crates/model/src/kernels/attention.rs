//! Self-attention of one sentence, in `f32`.

use super::vector::exp;
use super::{LANES, multiversion, sum_lanes};

/// How many queries are worked on at once.
const QUERIES: usize = 4;

multiversion! {
    /// Attention of one sentence and all heads. `qkv` has `rows` rows of `3*hidden` (Q, K, V; the scale is
    /// inside Q), `queries` lists the rows whose context is wanted; their contexts go, in that order, into
    /// `out` (rows of `hidden`). `scratch` grows to what is needed. `head` is 32 or 64.
    pub(crate) fn attention(qkv: &[f32], rows: usize, hidden: usize, head: usize, queries: &[u32], out: &mut [f32], scratch: &mut Vec<f32>)
        = attention_any
}

#[inline(always)]
fn attention_any(
    qkv: &[f32],
    rows: usize,
    hidden: usize,
    head: usize,
    queries: &[u32],
    out: &mut [f32],
    scratch: &mut Vec<f32>,
) {
    match head {
        32 => attention_heads::<32>(qkv, rows, hidden, queries, out, scratch),
        64 => attention_heads::<64>(qkv, rows, hidden, queries, out, scratch),
        16 => attention_heads::<16>(qkv, rows, hidden, queries, out, scratch),
        // Other sizes are refused when the weights are read.
        _ => out.fill(0.0),
    }
}

#[inline(always)]
fn attention_heads<const D: usize>(
    qkv: &[f32],
    rows: usize,
    hidden: usize,
    queries: &[u32],
    out: &mut [f32],
    scratch: &mut Vec<f32>,
) {
    let stride = 3 * hidden;
    let padded = rows.next_multiple_of(LANES);
    scratch.clear();
    scratch.resize(padded * (D + QUERIES), 0.0);
    let (keys, weights) = scratch.split_at_mut(padded * D);
    for h in 0..hidden / D {
        // Keys turned: one line for each dimension.
        for j in 0..rows {
            let key = &qkv[j * stride + hidden + h * D..][..D];
            for d in 0..D {
                keys[d * padded + j] = key[d];
            }
        }
        for (block, outs) in queries.chunks(QUERIES).zip(out.chunks_mut(QUERIES * hidden)) {
            let mut q = [[0.0f32; D]; QUERIES];
            for (slot, &row) in q.iter_mut().zip(block) {
                slot.copy_from_slice(&qkv[row as usize * stride + h * D..][..D]);
            }
            let inverse = score_block(&q, keys, padded, rows, weights);
            let mut context = [[0.0f32; D]; QUERIES];
            for j in 0..rows {
                let value: &[f32; D] =
                    qkv[j * stride + 2 * hidden + h * D..][..D].try_into().unwrap_or(&[0.0; D]);
                for r in 0..QUERIES {
                    let w = weights[r * padded + j];
                    for d in 0..D {
                        context[r][d] += w * value[d];
                    }
                }
            }
            for ((out, context), inverse) in outs.chunks_mut(hidden).zip(&context).zip(&inverse) {
                for (o, c) in out[h * D..(h + 1) * D].iter_mut().zip(context) {
                    *o = *c * *inverse;
                }
            }
        }
    }
}

/// Writes exp(score - max) of each query and key to `weights`, and gives one over their sums.
#[inline(always)]
fn score_block<const D: usize>(
    q: &[[f32; D]; QUERIES],
    keys: &[f32],
    padded: usize,
    rows: usize,
    weights: &mut [f32],
) -> [f32; QUERIES] {
    for at in (0..padded).step_by(LANES) {
        let mut sums = [[0.0f32; LANES]; QUERIES];
        for d in 0..D {
            let key = &keys[d * padded + at..][..LANES];
            for r in 0..QUERIES {
                for l in 0..LANES {
                    sums[r][l] += q[r][d] * key[l];
                }
            }
        }
        for r in 0..QUERIES {
            weights[r * padded + at..][..LANES].copy_from_slice(&sums[r]);
        }
    }
    let mut inverse = [0.0f32; QUERIES];
    for r in 0..QUERIES {
        let line = &mut weights[r * padded..(r + 1) * padded];
        // What stands behind the last key must not count.
        line[rows..].fill(f32::NEG_INFINITY);
        let mut largest = [f32::NEG_INFINITY; LANES];
        for chunk in line.chunks_exact(LANES) {
            for l in 0..LANES {
                largest[l] = if chunk[l] > largest[l] { chunk[l] } else { largest[l] };
            }
        }
        let max = largest.iter().fold(f32::NEG_INFINITY, |m, &v| if v > m { v } else { m });
        let mut sums = [0.0f32; LANES];
        for chunk in line.chunks_exact_mut(LANES) {
            for l in 0..LANES {
                let e = exp(chunk[l] - max);
                chunk[l] = e;
                sums[l] += e;
            }
        }
        inverse[r] = 1.0 / sum_lanes(sums);
    }
    inverse
}
