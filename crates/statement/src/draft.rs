//! A statement while it is being read: spans and tokens, nothing resolved yet.

use crate::lexicon::Cue;
use dateline_doc::{Act, Kind, Polarity, QuotationId, Spans, TokenId};

/// One attribution as the readers hand it on.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'l> {
    /// The id of the rule that found it.
    pub rule: &'static str,
    pub cue_row: Option<&'l Cue>,
    /// First token of the cue; in a quotation without one, the first token of the content.
    pub at: TokenId,
    pub cue: Spans,
    pub source: Spans,
    /// Head tokens of the source, one for each coordinated part.
    pub source_heads: Vec<TokenId>,
    pub content: Spans,
    pub addressee_heads: Vec<TokenId>,
    pub target_heads: Vec<TokenId>,
    pub act: Act,
    pub polarity: Polarity,
    /// The kind, where it does not follow from marks (a speaker's turn is direct).
    pub kind: Option<Kind>,
    /// The quotation that makes up (part of) the content.
    pub quote: Option<QuotationId>,
    /// Index of the draft whose quotation goes on here.
    pub continues: Option<usize>,
    /// Index of the draft that reports this one, where the words say so ("Y reported, citing X").
    pub via: Option<usize>,
}

impl<'l> Draft<'l> {
    pub(crate) fn new(rule: &'static str, cue_row: Option<&'l Cue>, at: TokenId) -> Self {
        Draft {
            rule,
            cue_row,
            at,
            cue: Spans::new(),
            source: Spans::new(),
            source_heads: Vec::new(),
            content: Spans::new(),
            addressee_heads: Vec::new(),
            target_heads: Vec::new(),
            act: cue_row.map_or(Act::Say, |c| c.act),
            polarity: Polarity::Positive,
            kind: None,
            quote: None,
            continues: None,
            via: None,
        }
    }
}
