//! Self-attention of one sentence, in `f32`.
//!
//! The queries stand side by side in the lanes, so that no sum runs across lanes and a query's result
//! does not depend on its neighbours.

use super::lanes::{Lanes, Plain};
use super::vector::{EXP, ROUND};
use super::{Isa, Kind, LANES};

/// How many keys are scored at once.
const KEYS: usize = 8;
/// How many dimensions of the context are summed at once.
const PART: usize = 8;

/// What attention works on.
pub(crate) struct Attention<'a> {
    /// `rows` rows of `3*hidden`: Q (with its scale), K, V.
    pub(crate) qkv: &'a [f32],
    /// Rows of the sentence, at least one.
    pub(crate) rows: usize,
    /// Width of Q.
    pub(crate) hidden: usize,
    /// Width of one head: 16, 32 or 64.
    pub(crate) head: usize,
    /// The rows whose context is wanted, all below `rows`.
    pub(crate) queries: &'a [u32],
}

/// Writes the contexts of the queries, in their order, to `out` (rows of `hidden`). `scratch` grows to
/// what is needed.
pub(crate) fn attention(isa: Isa, input: &Attention<'_>, out: &mut [f32], scratch: &mut Vec<f32>) {
    assert!(input.qkv.len() >= input.rows * 3 * input.hidden && input.rows > 0);
    assert!(input.queries.iter().all(|&q| (q as usize) < input.rows));
    let needed = input.rows.next_multiple_of(KEYS) * LANES;
    scratch.resize(scratch.len().max(needed), 0.0);
    let weights = &mut scratch[..needed];
    match isa.0 {
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512Vnni => {
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2")]
            fn wide(input: &Attention<'_>, out: &mut [f32], weights: &mut [f32]) {
                // SAFETY: these lanes need AVX-512F, which this function has.
                unsafe { any_head::<super::lanes::Wide>(input, out, weights) }
            }
            // SAFETY: an `Isa` of this kind exists only where these features were detected.
            unsafe { wide(input, out, weights) }
        }
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => {
            #[target_feature(enable = "avx2")]
            fn halves(input: &Attention<'_>, out: &mut [f32], weights: &mut [f32]) {
                // SAFETY: these lanes need AVX2, which this function has.
                unsafe { any_head::<super::lanes::Halves>(input, out, weights) }
            }
            // SAFETY: an `Isa` of this kind exists only where AVX2 was detected.
            unsafe { halves(input, out, weights) }
        }
        // SAFETY: plain lanes need nothing.
        Kind::Portable => unsafe { any_head::<Plain>(input, out, weights) },
    }
}

/// # Safety
/// The processor must have the lanes' instructions.
#[inline(always)]
unsafe fn any_head<V: Lanes>(input: &Attention<'_>, out: &mut [f32], weights: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe {
        match input.head {
            16 => all_heads::<V, 16>(input, out, weights),
            32 => all_heads::<V, 32>(input, out, weights),
            64 => all_heads::<V, 64>(input, out, weights),
            // Other sizes are refused when the weights are read.
            _ => out.fill(0.0),
        }
    }
}

/// # Safety
/// The processor must have the lanes' instructions.
#[inline(always)]
unsafe fn all_heads<V: Lanes, const D: usize>(input: &Attention<'_>, out: &mut [f32], weights: &mut [f32]) {
    let Attention { qkv, rows, hidden, queries, .. } = *input;
    let stride = 3 * hidden;
    let mut q = [[0.0f32; LANES]; D];
    for h in 0..hidden / D {
        let values = 2 * hidden + h * D;
        for (block, outs) in queries.chunks(LANES).zip(out.chunks_mut(LANES * hidden)) {
            for (l, &row) in block.iter().enumerate() {
                let query = &qkv[row as usize * stride + h * D..][..D];
                for d in 0..D {
                    q[d][l] = query[d];
                }
            }
            // SAFETY: the caller's promise.
            let inverse = unsafe { score_block::<V, D>(&q, qkv, stride, hidden + h * D, rows, weights) };
            for part in (0..D).step_by(PART) {
                // SAFETY: the caller's promise.
                let mut context = [unsafe { V::splat(0.0) }; PART];
                let (lines, _) = weights.as_chunks::<LANES>();
                for (line, row) in lines.iter().zip(qkv.chunks_exact(stride)).take(rows) {
                    let value = &row[values + part..][..PART];
                    // SAFETY: the caller's promise.
                    unsafe {
                        let p = V::load(line);
                        for d in 0..PART {
                            context[d] = context[d].add(p.mul(V::splat(value[d])));
                        }
                    }
                }
                let mut turned = [[0.0f32; LANES]; PART];
                for d in 0..PART {
                    // SAFETY: the caller's promise.
                    unsafe { context[d].mul(inverse).store(&mut turned[d]) };
                }
                for (l, out) in outs.chunks_exact_mut(hidden).enumerate() {
                    let out = &mut out[h * D + part..][..PART];
                    for d in 0..PART {
                        out[d] = turned[d][l];
                    }
                }
            }
        }
    }
}

/// Writes exp(score - max) to `weights`, a line of queries for each key, and gives one over their sums.
///
/// # Safety
/// The processor must have the lanes' instructions.
#[inline(always)]
unsafe fn score_block<V: Lanes, const D: usize>(
    q: &[[f32; LANES]; D],
    qkv: &[f32],
    stride: usize,
    keys: usize,
    rows: usize,
    weights: &mut [f32],
) -> V {
    let (lines, _) = weights.as_chunks_mut::<LANES>();
    // SAFETY: the caller's promise, for all lanes of this function.
    unsafe {
        let mut max = V::splat(f32::NEG_INFINITY);
        for (block, lines) in lines.chunks_exact_mut(KEYS).enumerate().take(rows.div_ceil(KEYS)) {
            // Keys that are not there repeat the last one: the largest score stays, the line is not read.
            let key = |t: usize| &qkv[(block * KEYS + t).min(rows - 1) * stride + keys..][..D];
            let key: [&[f32]; KEYS] = std::array::from_fn(key);
            let mut sums = [V::splat(0.0); KEYS];
            for d in 0..D {
                let query = V::load(&q[d]);
                for t in 0..KEYS {
                    sums[t] = sums[t].add(query.mul(V::splat(key[t][d])));
                }
            }
            for t in 0..KEYS {
                max = sums[t].max(max);
                sums[t].store(&mut lines[t]);
            }
        }
        let mut sum = V::splat(0.0);
        for line in lines.iter_mut().take(rows) {
            let e = exp(V::load(line).sub(max));
            e.store(line);
            sum = sum.add(e);
        }
        let mut inverse = [0.0f32; LANES];
        sum.store(&mut inverse);
        for value in &mut inverse {
            *value = 1.0 / *value;
        }
        V::load(&inverse)
    }
}

/// [`super::vector::exp`] in lanes, step by step the same.
///
/// # Safety
/// The processor must have the lanes' instructions.
#[inline(always)]
unsafe fn exp<V: Lanes>(x: V) -> V {
    // SAFETY: the caller's promise, for all lanes of this function.
    unsafe {
        let x = V::splat(87.0).min(V::splat(-87.0).max(x));
        let shifted = x.mul(V::splat(std::f32::consts::LOG2_E)).add(V::splat(ROUND));
        let n = shifted.sub(V::splat(ROUND));
        let r = x.sub(n.mul(V::splat(EXP.high))).sub(n.mul(V::splat(EXP.low)));
        let mut p = V::splat(EXP.poly[0]);
        for c in &EXP.poly[1..] {
            p = p.mul(r).add(V::splat(*c));
        }
        let p = p.mul(r.mul(r)).add(r).add(V::splat(1.0));
        p.mul(shifted.exponent())
    }
}
