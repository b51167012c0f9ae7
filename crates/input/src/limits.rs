//! The limits of input, in one place.

/// How much one document may cost before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document: a text file, or one line of JSON Lines.
    pub document_bytes: u64,
    /// Characters of a document's id; a longer one is cut, and a hash of the whole is added.
    pub id_chars: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document_bytes: 10 << 20, id_chars: 256 }
    }
}
