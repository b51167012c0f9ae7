//! What the readers see of a report: words in lower case, quotations over tokens, walks over trees.

use dateline_doc::{
    Analysis, Layer, Quotation, QuotationId, Relation, SentenceId, Span, Spans, TokenId, Upos,
};

/// Text, trees and quotations of one report with the lookups that rules need.
pub(crate) struct View<'a> {
    pub text: &'a str,
    pub analysis: &'a Analysis,
    pub quotes: &'a Layer<QuotationId, Quotation>,
    lower: Vec<Box<str>>,
    /// The innermost quotation around each token.
    quote_of: Vec<Option<QuotationId>>,
    /// Whether each sentence has a tree.
    has_tree: Vec<bool>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        text: &'a str,
        analysis: &'a Analysis,
        quotes: &'a Layer<QuotationId, Quotation>,
    ) -> Self {
        let lower = analysis
            .tokens
            .iter()
            .map(|t| t.span.of(text).replace('’', "'").to_lowercase().into_boxed_str())
            .collect();
        let mut quote_of = vec![None; analysis.tokens.len()];
        for (id, q) in quotes.iter_ids() {
            for t in analysis.token_ids_in(q.inner) {
                quote_of[t.index()] = Some(id);
            }
        }
        let has_tree = analysis
            .sentences
            .iter()
            .map(|s| {
                let range = s.tokens.start.0..s.tokens.end.0;
                range.len() < 2
                    || range.map(TokenId).any(|t| {
                        !matches!(
                            analysis.tokens[t].relation,
                            Relation::Dep | Relation::Root | Relation::Punct
                        )
                    })
            })
            .collect();
        View { text, analysis, quotes, lower, quote_of, has_tree }
    }

    pub(crate) fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    /// The token's word in lower case, with straight apostrophes.
    pub(crate) fn word(&self, t: TokenId) -> &str {
        &self.lower[t.index()]
    }

    pub(crate) fn raw(&self, t: TokenId) -> &'a str {
        self.analysis.tokens[t].span.of(self.text)
    }

    pub(crate) fn span(&self, t: TokenId) -> Span {
        self.analysis.tokens[t].span
    }

    pub(crate) fn upos(&self, t: TokenId) -> Upos {
        self.analysis.tokens[t].upos
    }

    pub(crate) fn relation(&self, t: TokenId) -> Relation {
        self.analysis.tokens[t].relation
    }

    pub(crate) fn head(&self, t: TokenId) -> Option<TokenId> {
        self.analysis.tokens[t].head
    }

    pub(crate) fn children(&self, t: TokenId) -> &[TokenId] {
        self.analysis.children(t)
    }

    pub(crate) fn child(&self, t: TokenId, relations: &[Relation]) -> Option<TokenId> {
        self.analysis.child_in(t, relations)
    }

    pub(crate) fn has_tree(&self, s: SentenceId) -> bool {
        self.has_tree[s.index()]
    }

    pub(crate) fn sentence(&self, t: TokenId) -> SentenceId {
        self.analysis.sentence_of(t)
    }

    /// First token of the sentence and one past its last.
    pub(crate) fn bounds(&self, s: SentenceId) -> (u32, u32) {
        let r = &self.analysis.sentences[s].tokens;
        (r.start.0, r.end.0)
    }

    pub(crate) fn next(&self, t: TokenId) -> Option<TokenId> {
        let n = TokenId(t.0 + 1);
        (n.index() < self.len()).then_some(n)
    }

    pub(crate) fn previous(&self, t: TokenId) -> Option<TokenId> {
        t.0.checked_sub(1).map(TokenId)
    }

    /// Word of the next token, or nothing.
    pub(crate) fn word_after(&self, t: TokenId) -> &str {
        self.next(t).map_or("", |n| self.word(n))
    }

    pub(crate) fn word_before(&self, t: TokenId) -> &str {
        self.previous(t).map_or("", |n| self.word(n))
    }

    pub(crate) fn is_punct(&self, t: TokenId) -> bool {
        self.raw(t)
            .chars()
            .all(|c| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '&' | '@' | '#'))
    }

    /// The innermost quotation around the token.
    pub(crate) fn quote(&self, t: TokenId) -> Option<QuotationId> {
        self.quote_of[t.index()]
    }

    /// Whether the word stands before the token among its case and mark children.
    pub(crate) fn has_marker(&self, t: TokenId, word: &str) -> bool {
        self.children(t)
            .iter()
            .any(|&c| matches!(self.relation(c), Relation::Case | Relation::Mark) && self.word(c) == word)
    }

    /// First case or mark child.
    pub(crate) fn marker(&self, t: TokenId) -> Option<TokenId> {
        self.child(t, &[Relation::Case, Relation::Mark])
    }

    /// Tokens of the subtree without those below `without`.
    pub(crate) fn subtree_without(&self, t: TokenId, without: &dyn Fn(TokenId) -> bool) -> Vec<TokenId> {
        let mut all = vec![t];
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            all.extend(self.children(at).iter().copied().filter(|&c| !without(c)));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// Pieces of text that sorted tokens cover: neighbours are joined, punctuation at each piece's ends is dropped.
    pub(crate) fn pieces(&self, tokens: &[TokenId]) -> Spans {
        let mut out = Spans::new();
        let mut i = 0;
        while i < tokens.len() {
            let mut j = i;
            while j + 1 < tokens.len() && tokens[j + 1].0 == tokens[j].0 + 1 {
                j += 1;
            }
            if let Some(span) = self.trimmed(tokens[i], tokens[j]) {
                out.push(span);
            }
            i = j + 1;
        }
        out
    }

    /// From `a` to `b` (both inclusive) without punctuation at the ends; quotation marks that belong to a quotation
    /// wholly inside are kept.
    pub(crate) fn trimmed(&self, mut a: TokenId, mut b: TokenId) -> Option<Span> {
        let keeps = |t: TokenId| {
            let raw = self.raw(t);
            raw.chars().any(crate::quotation::is_mark) || matches!(raw, "(" | "[" | "…")
        };
        while a <= b && self.is_punct(a) && !keeps(a) {
            a = TokenId(a.0 + 1);
        }
        while b > a && self.is_punct(b) && !(keeps(b) || self.raw(b) == ")" || self.raw(b) == "]") {
            b = TokenId(b.0 - 1);
        }
        if a > b || self.is_punct(a) && a == b {
            return None;
        }
        Some(self.span(a).cover(self.span(b)))
    }
}
