//! The weights that come with the crate.

use std::sync::OnceLock;

use crate::error::ModelError;
use crate::reader::Reader;

static READER: OnceLock<Result<Reader, ModelError>> = OnceLock::new();

/// The reader with the weights of `weights/reader.safetensors`, loaded at the first call (some tens of
/// milliseconds) and shared from then on.
///
/// # Errors
/// [`ModelError`] if the weights do not belong to this version.
pub fn default_reader() -> Result<&'static Reader, ModelError> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/weights/reader.safetensors");
    READER.get_or_init(|| Reader::open(path)).as_ref().map_err(Clone::clone)
}
