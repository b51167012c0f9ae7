//! Products of byte matrices: activations `u8` (offset by 128) times weights `i8`, summed in `i32`.
//!
//! The sums are exact: at most `K * 255 * 127 < 2^31` for every `K` up to 66,000, which [`Packed::new`]
//! checks. So every path and every order gives the same integers.

use super::{Isa, Kind};

/// Columns of a panel: what one tile computes at once.
pub(super) const PANEL: usize = 64;
/// Rows of a tile.
pub(super) const TILE: usize = 6;

/// A weight matrix in panels of 64 columns: for each panel, for each group of 4 input values, for each
/// column, the 4 weights. Columns behind the last and inputs behind the last are zero.
pub(crate) struct Packed {
    panels: Vec<i8>,
    /// 128 times the sum of each column's weights: what the offset of the activations adds.
    offset: Vec<i32>,
    scale: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

/// Offset, scale and bias of the columns of a panel.
pub(super) struct Columns<'a> {
    pub(super) offset: &'a [i32; PANEL],
    pub(super) scale: &'a [f32; PANEL],
    pub(super) bias: &'a [f32; PANEL],
}

/// Rows of activations in bytes, see [`super::quantize`].
pub(crate) struct QuantizedRows<'a> {
    /// Rows of [`Packed::stride`] bytes; there must be room for a multiple of 6 rows.
    pub(crate) bytes: &'a [u8],
    /// The size of one step of each row.
    pub(crate) scales: &'a [f32],
}

impl Packed {
    /// Packs `weights` of `outputs` rows and `inputs` columns. `None` if the sizes do not fit together.
    pub(crate) fn new(
        weights: &[i8],
        outputs: usize,
        inputs: usize,
        scale: Vec<f32>,
        bias: Vec<f32>,
    ) -> Option<Packed> {
        if inputs == 0 || inputs > 60_000 || outputs == 0 || weights.len() != outputs.checked_mul(inputs)? {
            return None;
        }
        if scale.len() != outputs || bias.len() != outputs {
            return None;
        }
        let depth = inputs.next_multiple_of(4);
        let width = outputs.next_multiple_of(PANEL);
        let mut panels = vec![0i8; depth * width];
        let mut offset = vec![0i32; width];
        for (o, row) in weights.chunks_exact(inputs).enumerate() {
            let base = (o / PANEL) * PANEL * depth + (o % PANEL) * 4;
            for (group, values) in row.chunks(4).enumerate() {
                panels[base + group * PANEL * 4..][..values.len()].copy_from_slice(values);
            }
            offset[o] = 128 * row.iter().map(|&w| i32::from(w)).sum::<i32>();
        }
        let (mut scale, mut bias) = (scale, bias);
        scale.resize(width, 0.0);
        bias.resize(width, 0.0);
        Some(Packed { panels, offset, scale, bias, inputs, outputs })
    }

    /// What the sums of a panel's columns are turned into numbers with.
    #[inline(always)]
    pub(super) fn columns(&self, panel: usize) -> Columns<'_> {
        let (offset, _) = self.offset.as_chunks::<PANEL>();
        let (scale, _) = self.scale.as_chunks::<PANEL>();
        let (bias, _) = self.bias.as_chunks::<PANEL>();
        Columns { offset: &offset[panel], scale: &scale[panel], bias: &bias[panel] }
    }

    /// Input values of a row.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Output values of a row.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Bytes of a quantised row.
    pub(crate) fn stride(&self) -> usize {
        self.inputs.next_multiple_of(4)
    }
}

/// `out[r][o] = (sum_k x[r][k] * w[o][k]) * x_scale[r] * w_scale[o] + bias[o]` for the first `rows` rows;
/// `out` has rows of [`Packed::outputs`]. `wide` is scratch.
pub(crate) fn gemm(
    isa: Isa,
    x: &QuantizedRows<'_>,
    rows: usize,
    w: &Packed,
    out: &mut [f32],
    wide: &mut Vec<i16>,
) {
    let stride = w.stride();
    assert!(x.bytes.len() >= rows.next_multiple_of(TILE) * stride, "room for whole tiles");
    assert!(x.scales.len() >= rows && out.len() >= rows * w.outputs);
    match isa.0 {
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512Vnni => {
            // SAFETY: this `Isa` exists only where the features were detected; sizes are asserted above
            // and `Packed` keeps its panels whole.
            unsafe { super::avx512::run(x, rows, w, out) }
        }
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => {
            // The bytes as 16-bit numbers, once for all panels.
            wide.clear();
            wide.extend(x.bytes[..rows.next_multiple_of(TILE) * stride].iter().map(|&b| i16::from(b)));
            // SAFETY: as above; `wide` holds as many numbers as the tiles read.
            unsafe { super::avx2::run(wide, x.scales, rows, w, out) }
        }
        Kind::Portable => {
            let _ = wide;
            portable(x, rows, w, out);
        }
    }
}

/// The product on any processor, in `f32`: that is exact, since every product is below 2^15 and a run of
/// [`RUN`] of them below 2^24, and any compiler turns it into vector code.
fn portable(x: &QuantizedRows<'_>, rows: usize, w: &Packed, out: &mut [f32]) {
    const ROWS: usize = 4;
    const LANES: usize = 8;
    let stride = w.stride();
    let mut columns = vec![0.0f32; stride * PANEL];
    let mut numbers = vec![0.0f32; ROWS * stride];
    for (panel, packed) in w.panels.chunks_exact(stride * PANEL).enumerate() {
        // The panel turned: a line of 64 columns for each input.
        for (group, weights) in packed.chunks_exact(4 * PANEL).enumerate() {
            for (column, weights) in weights.chunks_exact(4).enumerate() {
                for k in 0..4 {
                    columns[(group * 4 + k) * PANEL + column] = f32::from(weights[k]);
                }
            }
        }
        for first in (0..rows).step_by(ROWS) {
            // There is room for whole tiles of 6 rows only: behind that, rows repeat.
            let row = |r: usize| (first + r).min(rows - 1);
            for r in 0..ROWS {
                let bytes = &x.bytes[row(r) * stride..][..stride];
                for (k, &b) in bytes.iter().enumerate() {
                    numbers[k * ROWS + r] = f32::from(b);
                }
            }
            let mut sums = [[0i32; PANEL]; ROWS];
            for from in (0..stride).step_by(RUN) {
                let to = (from + RUN).min(stride);
                for column in (0..PANEL).step_by(LANES) {
                    let mut run = [[0.0f32; LANES]; ROWS];
                    for k in from..to {
                        let line = &columns[k * PANEL + column..][..LANES];
                        let a = &numbers[k * ROWS..][..ROWS];
                        for r in 0..ROWS {
                            for l in 0..LANES {
                                run[r][l] += a[r] * line[l];
                            }
                        }
                    }
                    for r in 0..ROWS {
                        for l in 0..LANES {
                            sums[r][column + l] += run[r][l] as i32;
                        }
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate().take(rows - first) {
                let row = first + r;
                store_row(sums, x.scales[row], panel, w, &mut out[row * w.outputs..(row + 1) * w.outputs]);
            }
        }
    }
}

/// How many products of a byte and a weight are summed in an `f32` before an integer takes them over.
const RUN: usize = 512;
const _: () = assert!(RUN * 255 * 127 < 1 << 24);

/// Calls `tile` with the first row, the panel's number and its weights, panel by panel.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) fn for_each_tile(rows: usize, w: &Packed, mut tile: impl FnMut(usize, usize, &[i8])) {
    let size = w.stride() * PANEL;
    for (panel, columns) in w.panels.chunks_exact(size).enumerate() {
        let mut first = 0;
        while first < rows {
            tile(first, panel, columns);
            first += TILE;
        }
    }
}

/// Turns one row of a panel's sums into numbers and writes them.
#[inline(always)]
pub(super) fn store_row(sums: &[i32; PANEL], x_scale: f32, panel: usize, w: &Packed, out: &mut [f32]) {
    let from = panel * PANEL;
    let Columns { offset, scale, bias } = w.columns(panel);
    let one = |l: usize| (sums[l] - offset[l]) as f32 * x_scale * scale[l] + bias[l];
    if let Some(out) = out.get_mut(from..from + PANEL) {
        for (l, out) in out.iter_mut().enumerate() {
            *out = one(l);
        }
    } else if let Some(out) = out.get_mut(from..) {
        for (l, out) in out.iter_mut().enumerate() {
            *out = one(l);
        }
    }
}
