//! A report as it was read, and what is said of the text itself.

use crate::id::EntityId;
use crate::names::named;
use crate::span::Span;
use compact_str::CompactString;

/// A report: its text and what came with it. The text is exactly what was read, after decoding
/// and (for marked-up input) extraction; it is never edited.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The input's own id, else a hash of its source and bytes.
    pub id: String,
    /// Digest of the source bytes: the same id with another digest is a new version.
    pub digest: String,
    /// The text.
    pub text: String,
    /// ISO 639-1 code of the language.
    pub language: CompactString,
    /// The title, where the input has one apart from the text.
    pub title: Option<String>,
    /// The document creation time that came with the input (ISO 8601 date, or coarser).
    pub given_date: Option<CompactString>,
    /// Where the report was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
}

/// The document creation time (DCT) and why it is believed.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentDate {
    /// ISO 8601, at the finest granularity that is certain: `2023-03-01`, `2023-03` or `2023`.
    pub value: CompactString,
    /// Whether it came with the input.
    pub given: bool,
    /// From 0 to 1.
    pub confidence: f32,
    /// What in the text speaks for it.
    pub evidence: Vec<Span>,
}

/// The line that names place and outlet: "Hong Kong (CNN)", "MOSCOW, Feb 3 (Reuters) —".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// Where it stands.
    pub span: Span,
    /// The place.
    pub place: Option<EntityId>,
    /// The outlet.
    pub outlet: Option<EntityId>,
}

named! {
    /// What can be wrong with a text.
    DefectKind {
        UnbalancedQuote = "unbalanced-quote",
        MismatchedQuote = "mismatched-quote",
        StrayQuote = "stray-quote",
        BrokenSentence = "broken-sentence",
        BrokenAttribution = "broken-attribution",
        AcronymMismatch = "acronym-mismatch",
        DateContradiction = "date-contradiction",
        DateMissing = "date-missing",
        ImpossibleDate = "impossible-date",
        Mojibake = "mojibake",
        InvalidEncoding = "invalid-encoding",
        ControlCharacter = "control-character",
        Truncated = "truncated",
        Empty = "empty",
        OtherLanguage = "other-language",
        DuplicateId = "duplicate-id",
        LongToken = "long-token",
        NoArticle = "no-article",
    }
}

/// Something wrong with the text itself. The span may be empty only where the whole document is
/// meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: DefectKind,
    /// For a reader, in a short sentence.
    pub message: String,
}
