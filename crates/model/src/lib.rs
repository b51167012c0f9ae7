//! The learned reader of dateline: text to tokens, sentences, tags, heads and names.
//!
//! Nothing here knows about politics. [`tokenize`] cuts a text by rules; a [`Reader`] loads a weight
//! file and adds what was learned.

mod builtin;
mod decode;
mod encoder;
mod error;
mod kernels;
mod labels;
mod lemma;
#[cfg(test)]
mod parity;
mod reader;
#[cfg(test)]
mod tests;
mod tokenize;
mod weights;
mod wordpiece;

pub use error::ModelError;
pub use kernels::Isa;
pub use reader::Reader;
pub use tokenize::{MAX_TOKEN_BYTES, Segmentation, tokenize};
