//! What can be wrong with a weight file.

/// Why a weight file was refused. Nothing else in this crate can fail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file could not be read.
    #[error("cannot read the weight file {path}: {message}")]
    File {
        /// The file.
        path: String,
        /// The system's words.
        message: String,
    },
    /// The container is damaged or is none.
    #[error("the weight file is no whole safetensors file ({0}); fetch or build it again")]
    Container(String),
    /// A format that this version does not read.
    #[error(
        "the weight file has the format `{0}`, this version reads `dateline-reader/1`; use a weight file of this version"
    )]
    Format(String),
    /// A metadata entry is missing or wrong.
    #[error("the weight file's metadata `{key}`: {message}")]
    Metadata {
        /// Which entry.
        key: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// A tensor is missing or does not fit.
    #[error("the weight file's tensor `{tensor}`: {message}")]
    Tensor {
        /// Its name.
        tensor: String,
        /// What is wrong with it.
        message: String,
    },
}
