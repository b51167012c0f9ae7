//! The weights that come with the crate.

use crate::error::ModelError;
use crate::reader::Reader;

static WEIGHTS: &[u8] = include_bytes!("../weights/reader.safetensors");

impl Reader {
    /// The reader with the weights of `weights/reader.safetensors`; some tens of milliseconds.
    ///
    /// # Errors
    /// [`ModelError`] if the weights do not belong to this version.
    pub fn bundled() -> Result<Reader, ModelError> {
        Reader::load_static(WEIGHTS)
    }
}
