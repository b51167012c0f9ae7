//! The learned reader of dateline: text to tokens, sentences, tags, heads and names.
//!
//! Nothing here knows about politics. [`tokenize`] cuts a text by rules.

mod tokenize;

pub use tokenize::{MAX_TOKEN_BYTES, Segmentation, tokenize};
