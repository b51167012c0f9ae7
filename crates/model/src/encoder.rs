//! Pieces to vectors to head scores, for a batch of windows.

use crate::kernels::{
    Attention, Isa, Packed, QuantizedRows, add_layer_norm, attention, gelu, gemm, quantize,
};
use crate::weights::Weights;

/// Rows of the feed-forward part that are worked on at once, so that they stay in cache.
const FFN_ROWS: usize = 96;

/// Rows of tiles must be whole in the byte buffer.
const TILE_ROWS: usize = 6;

/// A window: one sentence, or a part of a very long one.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    /// Indices of its words among the tokens of the text.
    pub(crate) words: std::ops::Range<usize>,
    /// It is not the first part of its sentence.
    pub(crate) continues: bool,
}

/// Where a window lies in a batch.
#[derive(Debug, Clone, Copy)]
struct Place {
    first_row: usize,
    rows: usize,
    first_out: usize,
    outs: usize,
}

/// The windows that are encoded together, and all memory that this needs. It is kept from batch to
/// batch, so that nothing is allocated for a token.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) windows: Vec<Window>,
    places: Vec<Place>,
    ids: Vec<u32>,
    shapes: Vec<u8>,
    /// Rows whose final vectors are wanted: [CLS] and each word's first piece, window by window;
    /// counted from the window's first row.
    wanted: Vec<u32>,
    x: Vec<f32>,
    y: Vec<f32>,
    wide: Vec<f32>,
    context: Vec<f32>,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    scratch: Vec<f32>,
    scratch16: Vec<i16>,
    /// The scores of all heads, a row for each wanted row.
    scores: Vec<f32>,
}

impl Batch {
    /// Empties it.
    pub(crate) fn clear(&mut self) {
        self.windows.clear();
        self.places.clear();
        self.ids.clear();
        self.shapes.clear();
        self.wanted.clear();
    }

    /// Rows so far.
    pub(crate) fn rows(&self) -> usize {
        self.ids.len()
    }

    /// Adds a window: the pieces of its words in `ids`, one after the other, `starts` where each word's
    /// pieces begin in them, and the shape of each word.
    pub(crate) fn push(
        &mut self,
        window: Window,
        ids: &[u32],
        starts: &[usize],
        shapes: &[u8],
        cls: u32,
        sep: u32,
    ) {
        let first_row = self.ids.len();
        let first_out = self.wanted.len();
        self.ids.push(cls);
        self.shapes.push(0);
        self.wanted.push(0);
        for (word, &start) in starts.iter().enumerate() {
            let end = starts.get(word + 1).copied().unwrap_or(ids.len());
            self.wanted.push((self.ids.len() - first_row) as u32);
            self.ids.extend_from_slice(&ids[start..end]);
            self.shapes.extend(std::iter::repeat_n(shapes[word], end - start));
        }
        self.ids.push(sep);
        self.shapes.push(0);
        self.windows.push(window);
        let rows = self.ids.len() - first_row;
        self.places.push(Place { first_row, rows, first_out, outs: self.wanted.len() - first_out });
    }

    /// The head scores of one window: a row for [CLS], then one for each word.
    pub(crate) fn scores(&self, window: usize, width: usize) -> &[f32] {
        let place = self.places[window];
        &self.scores[place.first_out * width..(place.first_out + place.outs) * width]
    }

    /// The final vectors of one window, as [`Batch::scores`].
    #[cfg(test)]
    pub(crate) fn vectors(&self, window: usize, hidden: usize) -> &[f32] {
        let place = self.places[window];
        &self.x[place.first_out * hidden..(place.first_out + place.outs) * hidden]
    }

    /// The pieces and shapes of all rows.
    #[cfg(test)]
    pub(crate) fn inputs(&self) -> (&[u32], &[u8]) {
        (&self.ids, &self.shapes)
    }

    /// Runs the encoder and the heads.
    pub(crate) fn encode(&mut self, weights: &Weights, isa: Isa) {
        let h = weights.config.hidden;
        let head = h / weights.config.attention_heads;
        self.embed(weights, isa);
        let last = weights.layers.len() - 1;
        for (index, layer) in weights.layers.iter().enumerate() {
            let rows = self.ids.len();
            self.linear_from_x(isa, rows, &layer.qkv);
            let outs = if index == last { self.wanted.len() } else { rows };
            grow(&mut self.context, outs * h);
            for place in &self.places {
                let qkv = &self.wide[place.first_row * 3 * h..(place.first_row + place.rows) * 3 * h];
                let (queries, from) = if index == last {
                    (&self.wanted[place.first_out..place.first_out + place.outs], place.first_out)
                } else {
                    (&COUNT[..place.rows], place.first_row)
                };
                let out = &mut self.context[from * h..(from + queries.len()) * h];
                let input = Attention { qkv, rows: place.rows, hidden: h, head, queries };
                attention(isa, &input, out, &mut self.scratch);
            }
            if index == last {
                self.keep_wanted(h);
            }
            quantize_into(isa, &self.context, h, outs, &layer.attn, &mut self.bytes, &mut self.scales);
            grow(&mut self.y, outs * h);
            let quantized = QuantizedRows { bytes: &self.bytes, scales: &self.scales };
            gemm(isa, &quantized, outs, &layer.attn, &mut self.y, &mut self.scratch16);
            let (weight, bias) = (&layer.attn_norm.weight, &layer.attn_norm.bias);
            add_layer_norm(
                isa,
                &mut self.x[..outs * h],
                &self.y,
                h,
                weight,
                bias,
                weights.config.layer_norm_eps,
            );
            self.feed_forward(weights, layer, isa, outs);
        }
        let outs = self.wanted.len();
        quantize_into(isa, &self.x, h, outs, &weights.heads, &mut self.bytes, &mut self.scales);
        grow(&mut self.scores, outs * weights.heads.outputs());
        let quantized = QuantizedRows { bytes: &self.bytes, scales: &self.scales };
        gemm(isa, &quantized, outs, &weights.heads, &mut self.scores, &mut self.scratch16);
    }

    fn embed(&mut self, weights: &Weights, isa: Isa) {
        let h = weights.config.hidden;
        grow(&mut self.x, self.ids.len() * h);
        for place in &self.places {
            for position in 0..place.rows {
                let row = place.first_row + position;
                let (word, scale) = weights.word(self.ids[row]);
                let shape = usize::from(self.shapes[row]);
                let shape = &weights.shapes[shape * h..(shape + 1) * h];
                let place = &weights.positions[position * h..(position + 1) * h];
                let x = &mut self.x[row * h..(row + 1) * h];
                for (((x, &w), p), s) in x.iter_mut().zip(word).zip(place).zip(shape) {
                    *x = f32::from(w as i8) * scale + p + s;
                }
            }
        }
        let eps = weights.config.layer_norm_eps;
        let rows = self.ids.len();
        add_layer_norm(isa, &mut self.x[..rows * h], &[], h, &weights.norm.weight, &weights.norm.bias, eps);
    }

    /// `wide = layer(x)` for the first rows.
    fn linear_from_x(&mut self, isa: Isa, rows: usize, layer: &Packed) {
        quantize_into(isa, &self.x, layer.inputs(), rows, layer, &mut self.bytes, &mut self.scales);
        grow(&mut self.wide, rows * layer.outputs());
        let quantized = QuantizedRows { bytes: &self.bytes, scales: &self.scales };
        gemm(isa, &quantized, rows, layer, &mut self.wide, &mut self.scratch16);
    }

    /// Moves the wanted rows of `x` to its front, in order.
    fn keep_wanted(&mut self, h: usize) {
        let mut out = 0;
        for place in &self.places {
            for &row in &self.wanted[place.first_out..place.first_out + place.outs] {
                let from = (place.first_row + row as usize) * h;
                // A row only moves to a place whose own row was moved or is not wanted.
                self.x.copy_within(from..from + h, out * h);
                out += 1;
            }
        }
    }

    fn feed_forward(&mut self, weights: &Weights, layer: &crate::weights::Layer, isa: Isa, rows: usize) {
        let h = weights.config.hidden;
        let ffn = layer.ffn_in.outputs();
        let mut first = 0;
        while first < rows {
            let here = (rows - first).min(FFN_ROWS);
            let x = &mut self.x[first * h..(first + here) * h];
            quantize_into(isa, x, h, here, &layer.ffn_in, &mut self.bytes, &mut self.scales);
            grow(&mut self.wide, here * ffn);
            let quantized = QuantizedRows { bytes: &self.bytes, scales: &self.scales };
            gemm(isa, &quantized, here, &layer.ffn_in, &mut self.wide, &mut self.scratch16);
            gelu(isa, &mut self.wide[..here * ffn]);
            quantize_into(isa, &self.wide, ffn, here, &layer.ffn_out, &mut self.bytes, &mut self.scales);
            grow(&mut self.y, here * h);
            let quantized = QuantizedRows { bytes: &self.bytes, scales: &self.scales };
            gemm(isa, &quantized, here, &layer.ffn_out, &mut self.y, &mut self.scratch16);
            let (weight, bias) = (&layer.ffn_norm.weight, &layer.ffn_norm.bias);
            add_layer_norm(isa, x, &self.y, h, weight, bias, weights.config.layer_norm_eps);
            first += here;
        }
    }
}

/// Quantises `rows` rows of `width` for a layer; the byte buffer gets room for whole tiles.
fn quantize_into(
    isa: Isa,
    x: &[f32],
    width: usize,
    rows: usize,
    layer: &Packed,
    bytes: &mut Vec<u8>,
    scales: &mut Vec<f32>,
) {
    let stride = layer.stride();
    grow(bytes, rows.next_multiple_of(TILE_ROWS) * stride);
    grow(scales, rows);
    quantize(isa, &x[..rows * width], width, &mut bytes[..rows * stride], stride, &mut scales[..rows]);
}

/// Makes a buffer at least so long; what is in it stays, or is zero.
fn grow<T: Clone + Default>(buffer: &mut Vec<T>, len: usize) {
    if buffer.len() < len {
        buffer.resize(len, T::default());
    }
}

/// 0, 1, 2 …: the queries where all rows are wanted. As long as the longest window.
static COUNT: [u32; 4096] = {
    let mut count = [0; 4096];
    let mut i = 0;
    while i < count.len() {
        count[i] = i as u32;
        i += 1;
    }
    count
};
