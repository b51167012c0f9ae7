//! Bytes to reports.
//!
//! [`read`] walks the named inputs one by one and yields a [`Report`] or an [`InputError`] for each
//! document that it finds, in the order of the inputs; only one document is held at a time. What is
//! wrong with a document but does not keep it from being read is a [`Defect`] of the report; what
//! does keep it from being read is an error that names file and line, and the next document follows.
//!
//! Texts are decoded here and never changed afterwards.

mod decode;
mod error;
mod jsonl;
mod language;
pub mod limits;
mod mojibake;
mod text;
mod walk;

pub use decode::{Decoded, decode};
pub use error::{InputError, Problem};
pub use language::language;
pub use limits::Limits;
pub use text::report;
pub use walk::{Format, Options, read};

use dateline_doc::{Defect, Document};
use sha2::{Digest, Sha256};

/// A document and what its bytes had wrong with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// What is wrong with it as a text: bytes that no encoding explains, another language, nothing
    /// in it.
    pub defects: Vec<Defect>,
}

/// The digest of a document's source bytes: SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The id of a document that brings none: it depends on what the source is called and on its bytes,
/// not on the run or the machine.
pub(crate) fn id_of(source: &str, bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(source.as_bytes());
    hash.update([0]);
    hash.update(bytes);
    hex(&hash.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
