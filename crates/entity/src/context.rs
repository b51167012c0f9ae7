//! What every rule of the stage looks at: the knowledge, the text, its layers, the date.

use crate::day::Day;
use crate::fold::{self, Piece};
use crate::knowledge::Knowledge;
use dateline_doc::{Analysis, Country, EntityType, Form, Span, TokenId, Upos};

use crate::lexicon::Usage;

/// The report and all that the rules may ask.
pub(crate) struct Context<'a> {
    pub(crate) kb: &'a Knowledge,
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) date: Option<Day>,
    pub(crate) pieces: Vec<Piece>,
    /// Whether the tokens carry tags and heads.
    pub(crate) tagged: bool,
    /// Whether the reader found names.
    pub(crate) named: bool,
    /// For each sentence, whether it is printed in capitals: asked for every name, and a sentence may be
    /// as long as the text.
    shouted: Vec<bool>,
}

/// What a title or an apposition tells of a person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// The key of the title in the tables.
    pub(crate) title: String,
    /// The words in the text.
    pub(crate) wording: String,
    /// The state that it names.
    pub(crate) country: Option<Country>,
    /// The mention of an organisation that it names, by its index.
    pub(crate) org: Option<usize>,
    /// "Former", "ex-".
    pub(crate) former: bool,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A mention before it has an entity.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) kind: EntityType,
    pub(crate) form: Form,
    /// The entry of the tables.
    pub(crate) entry: Option<u32>,
    pub(crate) usage: Usage,
    pub(crate) metonym: bool,
    /// The folded words, without a leading article.
    pub(crate) key: String,
    pub(crate) country: Option<Country>,
    /// The mention that it stands in.
    pub(crate) outer: Option<usize>,
    pub(crate) told: Vec<Told>,
    pub(crate) rule: &'static str,
    /// The reader's score, where the reader found it.
    pub(crate) learned: Option<f32>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        kb: &'a Knowledge,
        text: &'a str,
        analysis: &'a Analysis,
        date: Option<Day>,
    ) -> Context<'a> {
        let tagged = analysis.tokens.iter().any(|token| matches!(token.upos, Upos::Verb | Upos::Propn));
        let named = !analysis.names.is_empty();
        let shouted = analysis.sentences.iter().map(|sentence| is_shouted(sentence.span.of(text))).collect();
        Context { kb, text, analysis, date, pieces: fold::pieces(text), tagged, named, shouted }
    }

    /// The index of the first piece that ends after `offset`.
    pub(crate) fn piece_at(&self, offset: u32) -> usize {
        self.pieces.partition_point(|piece| piece.end <= offset)
    }

    /// The folded, lower-case letters of a piece.
    pub(crate) fn lower(&self, piece: usize) -> String {
        self.pieces.get(piece).map(|p| fold::lower(p.of(self.text))).unwrap_or_default()
    }

    /// The letters of a piece.
    pub(crate) fn piece(&self, piece: usize) -> &'a str {
        self.pieces.get(piece).map(|p| p.of(self.text)).unwrap_or_default()
    }

    /// What stands between a piece and the next one.
    pub(crate) fn gap_after(&self, piece: usize) -> &'a str {
        match (self.pieces.get(piece), self.pieces.get(piece + 1)) {
            (Some(here), Some(next)) => &self.text[here.end as usize..next.start as usize],
            (Some(here), None) => &self.text[here.end as usize..],
            _ => "",
        }
    }

    /// The pieces of a span, as indices.
    pub(crate) fn pieces_of(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.piece_at(span.start);
        let end = self.pieces.partition_point(|piece| piece.start < span.end);
        start..end.max(start)
    }

    /// The key of a span: folded pieces without a leading article and a possessive ending.
    pub(crate) fn key(&self, span: Span) -> String {
        let range = self.pieces_of(span);
        let mut words: Vec<String> = range.map(|at| self.lower(at)).collect();
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        if words.len() > 2 && matches!(words[words.len() - 1].as_str(), "jr" | "sr") {
            words.pop();
        }
        words.join(" ")
    }

    /// Whether the span is followed by a possessive ending.
    pub(crate) fn possessive(&self, span: Span) -> bool {
        let Some((before, after)) = self.text.split_at_checked(span.end as usize) else { return false };
        let Some(after) = after.strip_prefix(['\'', '’']) else { return false };
        let mut chars = after.chars();
        matches!(chars.next(), Some('s' | 'S')) && chars.next().is_none_or(|c| !c.is_alphanumeric())
            || before.ends_with('s') && after.starts_with(char::is_whitespace)
    }

    /// The token that is the head of a span, where tokens have heads.
    pub(crate) fn head(&self, span: Span) -> Option<TokenId> {
        self.tagged.then(|| self.analysis.head_of(span)).flatten()
    }

    /// The lemma of a token in lower case, else its word.
    pub(crate) fn lemma(&self, token: TokenId) -> String {
        let lemma = &self.analysis.tokens[token].lemma;
        if lemma.is_empty() || lemma == "_" {
            self.analysis.word(self.text, token).to_lowercase()
        } else {
            lemma.to_lowercase().to_string()
        }
    }

    /// Whether the piece is the first of its sentence or paragraph.
    pub(crate) fn starts_sentence(&self, piece: usize) -> bool {
        let Some(here) = self.pieces.get(piece) else { return false };
        self.analysis.sentence_at(here.start).is_some_and(|at| {
            let sentence = self.analysis.sentences[at].span;
            self.text[sentence.start as usize..here.start.max(sentence.start) as usize]
                .chars()
                .all(|c| !c.is_alphanumeric())
        })
    }

    /// Whether the sentence around `offset` is printed in capitals.
    pub(crate) fn shouted(&self, offset: u32) -> bool {
        self.analysis.sentence_at(offset).is_some_and(|at| self.shouted[at.index()])
    }

    /// The sentence of an offset, as a number.
    pub(crate) fn sentence(&self, offset: u32) -> usize {
        self.analysis.sentence_at(offset).map_or(usize::MAX, |at| at.index())
    }
}

/// Whether a sentence is printed in capitals.
fn is_shouted(sentence: &str) -> bool {
    let upper = sentence.chars().filter(|c| c.is_uppercase()).count();
    let lower = sentence.chars().filter(|c| c.is_lowercase()).count();
    upper > 8 && lower * 3 < upper
}

/// The indices of the items of a text-ordered list that can overlap `span`: names and titles are
/// never longer than a few hundred bytes, so that a long report costs no more per mention than a
/// short one.
pub(crate) fn near<T>(items: &[T], span: Span, of: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    let from = items.partition_point(|item| of(item).start.saturating_add(300) < span.start);
    let to = items.partition_point(|item| of(item).start < span.end);
    from..to.max(from)
}
