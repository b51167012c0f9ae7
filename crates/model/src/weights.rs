//! The weight file: read, checked, packed. The format is described in `docs/reader.md`.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::error::ModelError;
use crate::kernels::Packed;
use crate::labels::Labels;
use crate::lemma::Lexicon;
use crate::wordpiece::WordPiece;

/// The bytes of a weight file, built in or read from a file.
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
}

impl Bytes {
    pub(crate) fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
        }
    }
}

/// Sizes and special ids, from the metadata key `config`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Config {
    pub(crate) layers: usize,
    pub(crate) hidden: usize,
    pub(crate) attention_heads: usize,
    pub(crate) max_positions: usize,
    pub(crate) layer_norm_eps: f32,
    pub(crate) max_pieces_per_word: usize,
    pub(crate) cls: u32,
    pub(crate) sep: u32,
    pub(crate) unk: u32,
    pub(crate) shapes: usize,
}

/// One slice of the heads' rows, from the metadata key `heads`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct HeadSlice {
    pub(crate) name: String,
    pub(crate) start: usize,
    pub(crate) rows: usize,
    #[serde(default)]
    pub(crate) labels: Vec<String>,
}

/// Weight and bias of a layer norm.
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

pub(crate) struct Layer {
    pub(crate) qkv: Packed,
    pub(crate) attn: Packed,
    pub(crate) attn_norm: Norm,
    pub(crate) ffn_in: Packed,
    pub(crate) ffn_out: Packed,
    pub(crate) ffn_norm: Norm,
}

/// A matrix in `f32`, turned so that each line holds all outputs of one input; lines are padded with
/// zeros to a multiple of 16.
pub(crate) struct Dense {
    pub(crate) lines: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) inputs: usize,
    pub(crate) width: usize,
}

pub(crate) struct Weights {
    pub(crate) bytes: Bytes,
    pub(crate) config: Config,
    pub(crate) wordpiece: WordPiece,
    /// Where in `bytes` the word embeddings lie: [vocabulary, hidden] of `i8`.
    pub(crate) words: std::ops::Range<usize>,
    pub(crate) word_scale: Vec<f32>,
    pub(crate) positions: Vec<f32>,
    pub(crate) shapes: Vec<f32>,
    pub(crate) norm: Norm,
    pub(crate) layers: Vec<Layer>,
    pub(crate) heads: Packed,
    pub(crate) labels: Labels,
    pub(crate) arc: Dense,
    pub(crate) rel: Dense,
    pub(crate) lexicon: Lexicon,
    pub(crate) digest: String,
}

fn metadata_error(key: &'static str, message: impl ToString) -> ModelError {
    ModelError::Metadata { key, message: message.to_string() }
}

fn tensor_error(tensor: &str, message: impl ToString) -> ModelError {
    ModelError::Tensor { tensor: tensor.to_string(), message: message.to_string() }
}

/// Looks tensors up and checks their types and shapes.
struct Tensors<'a>(SafeTensors<'a>);

impl<'a> Tensors<'a> {
    fn raw(&self, name: &str, dtype: Dtype) -> Result<(Vec<usize>, &'a [u8]), ModelError> {
        let view = self.0.tensor(name).map_err(|_| tensor_error(name, "is missing"))?;
        if view.dtype() != dtype {
            return Err(tensor_error(name, format!("has type {:?}, not {dtype:?}", view.dtype())));
        }
        Ok((view.shape().to_vec(), view.data()))
    }

    fn shaped(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], ModelError> {
        let (found, data) = self.raw(name, dtype)?;
        if found != shape {
            return Err(tensor_error(name, format!("has shape {found:?}, not {shape:?}")));
        }
        Ok(data)
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let data = self.shaped(name, Dtype::F32, shape)?;
        let floats: Vec<f32> =
            data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if floats.iter().any(|v| !v.is_finite() || v.abs() > 1e6) {
            return Err(tensor_error(name, "holds a number that is not finite or is absurdly large"));
        }
        Ok(floats)
    }

    fn text(&self, name: &str) -> Result<&'a str, ModelError> {
        let (_, data) = self.raw(name, Dtype::U8)?;
        std::str::from_utf8(data).map_err(|error| tensor_error(name, error))
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            weight: self.floats(&format!("{name}.weight"), &[width])?,
            bias: self.floats(&format!("{name}.bias"), &[width])?,
        })
    }

    /// A quantised matrix of `outputs` rows (any number of them if `None`).
    fn packed(&self, name: &str, outputs: Option<usize>, inputs: usize) -> Result<Packed, ModelError> {
        let weight = format!("{name}.weight");
        let (shape, data) = self.raw(&weight, Dtype::I8)?;
        let &[rows, columns] = shape.as_slice() else {
            return Err(tensor_error(&weight, format!("has shape {shape:?}, not two dimensions")));
        };
        if columns != inputs || outputs.is_some_and(|outputs| outputs != rows) {
            return Err(tensor_error(&weight, format!("has shape {shape:?}, not [{outputs:?}, {inputs}]")));
        }
        let scale = self.floats(&format!("{name}.scale"), &[rows])?;
        let bias = self.floats(&format!("{name}.bias"), &[rows])?;
        let data: Vec<i8> = data.iter().map(|&b| b as i8).collect();
        Packed::new(&data, rows, columns, scale, bias)
            .ok_or_else(|| tensor_error(&weight, format!("cannot be packed: shape {shape:?}")))
    }
}

impl Dense {
    /// From a matrix of `inputs` lines (`turned` false) or of `outputs` lines (`turned` true).
    fn new(matrix: &[f32], bias: Vec<f32>, inputs: usize, outputs: usize, turned: bool) -> Dense {
        let width = outputs.next_multiple_of(crate::kernels::LANES);
        let mut lines = vec![0.0; inputs * width];
        for i in 0..inputs {
            for o in 0..outputs {
                lines[i * width + o] = if turned { matrix[o * inputs + i] } else { matrix[i * outputs + o] };
            }
        }
        let mut bias = bias;
        bias.resize(width, 0.0);
        Dense { lines, bias, inputs, width }
    }
}

impl Config {
    fn check(&self) -> Result<(), ModelError> {
        let wrong = |message: String| Err(metadata_error("config", message));
        if self.layers == 0 || self.layers > 48 {
            return wrong(format!("{} layers", self.layers));
        }
        if self.hidden == 0 || !self.hidden.is_multiple_of(16) || self.hidden > 4096 {
            return wrong(format!("hidden size {} is no multiple of 16 up to 4096", self.hidden));
        }
        if self.attention_heads == 0 || !self.hidden.is_multiple_of(self.attention_heads) {
            return wrong(format!("{} heads do not share {} values", self.attention_heads, self.hidden));
        }
        if ![16, 32, 64].contains(&(self.hidden / self.attention_heads)) {
            return wrong(format!("head size {} is not 16, 32 or 64", self.hidden / self.attention_heads));
        }
        if self.max_pieces_per_word == 0
            || self.max_positions < self.max_pieces_per_word + 2
            || self.max_positions > 4096
        {
            return wrong(format!(
                "{} positions for words of {} pieces",
                self.max_positions, self.max_pieces_per_word
            ));
        }
        if self.shapes < 20 {
            return wrong(format!("{} case shapes, not 20", self.shapes));
        }
        if !(self.layer_norm_eps > 0.0 && self.layer_norm_eps < 1.0) {
            return wrong(format!("layer norm epsilon {}", self.layer_norm_eps));
        }
        Ok(())
    }
}

impl Weights {
    /// Reads and checks everything; the word embeddings stay where they are in `bytes`.
    pub(crate) fn read(bytes: Bytes) -> Result<Weights, ModelError> {
        let container = |error: safetensors::SafeTensorError| ModelError::Container(error.to_string());
        let (_, metadata) = SafeTensors::read_metadata(bytes.get()).map_err(container)?;
        let entries: HashMap<String, String> = metadata.metadata().clone().unwrap_or_default();
        let entry = |key: &'static str| entries.get(key).ok_or_else(|| metadata_error(key, "is missing"));
        let format = entries.get("format").cloned().unwrap_or_default();
        if format != "dateline-reader/1" {
            return Err(ModelError::Format(format));
        }
        let config: Config =
            serde_json::from_str(entry("config")?).map_err(|error| metadata_error("config", error))?;
        config.check()?;
        let slices: Vec<HeadSlice> =
            serde_json::from_str(entry("heads")?).map_err(|error| metadata_error("heads", error))?;
        let relations: Vec<String> =
            serde_json::from_str(entry("relations")?).map_err(|error| metadata_error("relations", error))?;
        let digest = entries.get("digest").cloned().unwrap_or_default();

        let tensors = Tensors(SafeTensors::deserialize(bytes.get()).map_err(container)?);
        let h = config.hidden;
        let wordpiece =
            WordPiece::new(tensors.text("vocab")?, &config).map_err(|m| tensor_error("vocab", m))?;
        let vocabulary = wordpiece.len();
        let words = tensors.shaped("emb.word", Dtype::I8, &[vocabulary, h])?;
        let start = words.as_ptr() as usize - bytes.get().as_ptr() as usize;
        let words = start..start + words.len();
        let mut layers = Vec::with_capacity(config.layers);
        for i in 0..config.layers {
            let ffn_in = tensors.packed(&format!("layer.{i}.ffn_in"), None, h)?;
            let ffn = ffn_in.outputs();
            layers.push(Layer {
                qkv: tensors.packed(&format!("layer.{i}.qkv"), Some(3 * h), h)?,
                attn: tensors.packed(&format!("layer.{i}.attn"), Some(h), h)?,
                attn_norm: tensors.norm(&format!("layer.{i}.attn_norm"), h)?,
                ffn_out: tensors.packed(&format!("layer.{i}.ffn_out"), Some(h), ffn)?,
                ffn_in,
                ffn_norm: tensors.norm(&format!("layer.{i}.ffn_norm"), h)?,
            });
        }
        let heads = tensors.packed("heads", None, h)?;
        let labels = Labels::new(&slices, &relations, heads.outputs())?;
        let a = labels.arc_dep.rows;
        let arc = Dense::new(
            &tensors.floats("arc.weight", &[a, a])?,
            tensors.floats("arc.bias", &[a])?,
            a,
            a,
            false,
        );
        let (r, l) = (labels.rel_dep.rows, relations.len());
        let rel = Dense::new(
            &tensors.floats("rel.weight", &[l, r])?,
            tensors.floats("rel.bias", &[l])?,
            r,
            l,
            true,
        );
        let lexicon = match tensors.0.tensor("lemma.lexicon") {
            Ok(_) => Lexicon::new(tensors.text("lemma.lexicon")?),
            Err(_) => Lexicon::new(""),
        };
        Ok(Weights {
            word_scale: tensors.floats("emb.word.scale", &[vocabulary])?,
            positions: tensors.floats("emb.position", &[config.max_positions, h])?,
            shapes: tensors.floats("emb.shape", &[config.shapes, h])?,
            norm: tensors.norm("emb.norm", h)?,
            wordpiece,
            words,
            layers,
            heads,
            labels,
            arc,
            rel,
            lexicon,
            digest,
            config,
            bytes,
        })
    }

    /// The embedding of a piece, as bytes to be read as `i8`, and its scale.
    pub(crate) fn word(&self, piece: u32) -> (&[u8], f32) {
        let h = self.config.hidden;
        let table = &self.bytes.get()[self.words.clone()];
        let at = piece as usize;
        (&table[at * h..(at + 1) * h], self.word_scale[at])
    }
}
