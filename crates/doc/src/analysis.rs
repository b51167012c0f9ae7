//! The linguistic layers of a text: tokens, sentences, paragraphs, heads, names, learned scores.

use crate::event::{Plover, Status};
use crate::id::{Layer, ParagraphId, SentenceId, TokenId};
use crate::names::named;
use crate::span::Span;
use crate::syntax::{Morph, Relation, Upos};
use compact_str::CompactString;
use std::ops::Range;

/// A word, number, mark or symbol.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub morph: Morph,
    /// Dictionary form: lower case but for proper nouns.
    pub lemma: CompactString,
    /// Its head in the tree of its sentence; `None` for the root.
    pub head: Option<TokenId>,
    /// Its relation to the head.
    pub relation: Relation,
}

/// A sentence: a trimmed span and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// The paragraph that it stands in.
    pub paragraph: ParagraphId,
}

named! {
    /// What kind of thing a name names, as the learned reader sees it.
    NameKind {
        /// A person.
        Person = "PER",
        /// A state or another place.
        Place = "LOC",
        /// An organisation.
        Organisation = "ORG",
        /// A building, airport, bridge.
        Facility = "FAC",
        /// A named event.
        Event = "EVENT",
        /// A nationality, a people, a religious or political group ("Belarusian").
        Group = "NORP",
    }
}

/// A proper name or demonym found by the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its tokens; all of one sentence.
    pub tokens: Range<TokenId>,
    /// From its first token to its last.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// From 0 to 1.
    pub score: f32,
}

/// What the reader's further heads say of one token: probabilities that later stages weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TokenScores {
    /// That it belongs to an attribution's cue.
    pub cue: f32,
    /// That it belongs to an attribution's source.
    pub source: f32,
    /// That it belongs to an attribution's content.
    pub content: f32,
    /// That it triggers an event of each type, in the order of [`Plover::ALL`].
    pub trigger: [f32; Plover::ALL.len()],
    /// The status that an event with this trigger would have, in the order of [`Status::ALL`].
    pub status: [f32; Status::ALL.len()],
}

/// The layers of one text. Sentences and paragraphs are in order, every token lies in exactly one
/// sentence, heads stay inside their sentence and form a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The tokens of the text in order.
    pub tokens: Layer<TokenId, Token>,
    /// The sentences in order.
    pub sentences: Layer<SentenceId, Sentence>,
    /// The paragraphs (lines or blocks of lines) in order.
    pub paragraphs: Layer<ParagraphId, Span>,
    /// The names in order; none overlap.
    pub names: Vec<Name>,
    /// One for each token, or none at all where the model has no such heads.
    pub scores: Layer<TokenId, TokenScores>,
    children: Vec<TokenId>,
    first_child: Vec<u32>,
    sentence_of: Vec<SentenceId>,
}

impl Analysis {
    /// Puts layers together and indexes the trees. A head outside the sentence or in a cycle is
    /// replaced by the sentence's root, so that the walks below end.
    pub fn new(
        tokens: Layer<TokenId, Token>,
        sentences: Layer<SentenceId, Sentence>,
        paragraphs: Layer<ParagraphId, Span>,
        names: Vec<Name>,
        scores: Layer<TokenId, TokenScores>,
    ) -> Analysis {
        let mut analysis = Analysis { tokens, sentences, paragraphs, names, scores, ..Analysis::default() };
        analysis.mend_heads();
        analysis.index();
        analysis
    }

    fn mend_heads(&mut self) {
        let ranges: Vec<Range<TokenId>> = self.sentences.iter().map(|s| s.tokens.clone()).collect();
        for range in ranges {
            let ids = || (range.start.0..range.end.0).map(TokenId);
            let root = ids().find(|&id| self.tokens[id].head.is_none()).unwrap_or(range.start);
            // 0: not seen, 1: on the way up from the present token, 2: known to reach the root.
            let mut state = vec![0u8; ids().count()];
            let place = |id: TokenId| (id.0 - range.start.0) as usize;
            for id in ids() {
                let mut way = Vec::new();
                let mut at = id;
                loop {
                    let seen = state[place(at)];
                    if seen == 2 {
                        break;
                    }
                    if seen == 1 {
                        self.tokens[at].head = (at != root).then_some(root);
                        break;
                    }
                    state[place(at)] = 1;
                    way.push(at);
                    match self.tokens[at].head {
                        None if at == root => break,
                        Some(head) if range.contains(&head) && head != at => at = head,
                        _ => {
                            self.tokens[at].head = (at != root).then_some(root);
                            if at == root {
                                break;
                            }
                            at = root;
                        }
                    }
                }
                for seen in way {
                    state[place(seen)] = 2;
                }
            }
        }
    }

    fn index(&mut self) {
        let count = self.tokens.len();
        self.first_child = vec![0; count + 1];
        for token in &self.tokens {
            if let Some(head) = token.head {
                self.first_child[head.index() + 1] += 1;
            }
        }
        for at in 0..count {
            self.first_child[at + 1] += self.first_child[at];
        }
        let mut next = self.first_child.clone();
        self.children = vec![TokenId(0); self.first_child[count] as usize];
        for (id, token) in self.tokens.iter_ids() {
            if let Some(head) = token.head {
                let slot = &mut next[head.index()];
                self.children[*slot as usize] = id;
                *slot += 1;
            }
        }
        self.sentence_of = vec![SentenceId(0); count];
        for (id, sentence) in self.sentences.iter_ids() {
            for token in sentence.tokens.start.0..sentence.tokens.end.0 {
                self.sentence_of[token as usize] = id;
            }
        }
    }

    /// The dependents of a token in text order.
    pub fn children(&self, token: TokenId) -> &[TokenId] {
        let at = token.index();
        &self.children[self.first_child[at] as usize..self.first_child[at + 1] as usize]
    }

    /// The dependents that stand in `relation` to the token.
    pub fn children_by(&self, token: TokenId, relation: Relation) -> impl Iterator<Item = TokenId> + '_ {
        self.children(token).iter().copied().filter(move |&child| self.tokens[child].relation == relation)
    }

    /// The first dependent in one of the relations.
    pub fn child_in(&self, token: TokenId, relations: &[Relation]) -> Option<TokenId> {
        self.children(token).iter().copied().find(|&child| relations.contains(&self.tokens[child].relation))
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: TokenId) -> SentenceId {
        self.sentence_of[token.index()]
    }

    /// The root of a sentence's tree.
    pub fn root(&self, sentence: SentenceId) -> Option<TokenId> {
        let range = &self.sentences[sentence].tokens;
        (range.start.0..range.end.0).map(TokenId).find(|&id| self.tokens[id].head.is_none())
    }

    /// The heads above a token, from its own head to the root.
    pub fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.tokens[token].head, |&at| self.tokens[at].head)
    }

    /// Whether `lower` is `upper` or hangs somewhere below it.
    pub fn dominates(&self, upper: TokenId, lower: TokenId) -> bool {
        lower == upper || self.ancestors(lower).any(|above| above == upper)
    }

    /// A token and all below it, in text order.
    pub fn subtree(&self, token: TokenId) -> Vec<TokenId> {
        let mut all = vec![token];
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            all.extend_from_slice(self.children(at));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The span from the first to the last token of a subtree.
    pub fn subtree_span(&self, token: TokenId) -> Span {
        self.subtree(token)
            .into_iter()
            .map(|id| self.tokens[id].span)
            .fold(self.tokens[token].span, Span::cover)
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<TokenId> {
        let tokens = self.tokens.as_slice();
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        TokenId::at(start)..TokenId::at(end.max(start))
    }

    /// The ids of [`Analysis::tokens_in`], one by one.
    pub fn token_ids_in(&self, span: Span) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        let range = self.tokens_in(span);
        (range.start.0..range.end.0).map(TokenId)
    }

    /// The token of the span that is the head of the others: the first whose head lies outside.
    pub fn head_of(&self, span: Span) -> Option<TokenId> {
        let range = self.tokens_in(span);
        let outside = |id: &TokenId| self.tokens[*id].head.is_none_or(|head| !range.contains(&head));
        self.token_ids_in(span).find(outside)
    }

    /// The sentence that covers or follows a byte offset; none behind the last.
    pub fn sentence_at(&self, offset: u32) -> Option<SentenceId> {
        let at = self.sentences.as_slice().partition_point(|sentence| sentence.span.end <= offset);
        (at < self.sentences.len()).then(|| SentenceId::at(at))
    }

    /// The words of a token as they stand in `text`.
    pub fn word<'t>(&self, text: &'t str, token: TokenId) -> &'t str {
        self.tokens[token].span.of(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(start: usize, head: Option<u32>) -> Token {
        Token {
            span: Span::new(start, start + 1),
            upos: Upos::X,
            morph: Morph::default(),
            lemma: "x".into(),
            head: head.map(TokenId),
            relation: if head.is_some() { Relation::Dep } else { Relation::Root },
        }
    }

    fn analysis(heads: &[Option<u32>]) -> Analysis {
        let tokens: Layer<TokenId, Token> =
            heads.iter().enumerate().map(|(at, &head)| token(2 * at, head)).collect();
        let span = Span::new(0, 2 * heads.len() - 1);
        let sentence =
            Sentence { span, tokens: TokenId(0)..TokenId::at(heads.len()), paragraph: ParagraphId(0) };
        Analysis::new(tokens, vec![sentence].into(), vec![span].into(), Vec::new(), Layer::new())
    }

    #[test]
    fn walks_follow_the_tree() {
        let tree = analysis(&[Some(1), None, Some(1), Some(2)]);
        assert_eq!(tree.children(TokenId(1)), [TokenId(0), TokenId(2)]);
        assert_eq!(tree.subtree_span(TokenId(2)), Span::new(4, 7));
        assert!(tree.dominates(TokenId(1), TokenId(3)) && !tree.dominates(TokenId(0), TokenId(3)));
        assert_eq!(tree.head_of(Span::new(4, 7)), Some(TokenId(2)));
    }

    #[test]
    fn cycles_and_foreign_heads_are_mended() {
        for heads in [
            &[Some(1), Some(0), None][..],
            &[Some(1), Some(0)],
            &[Some(0)],
            &[Some(7), None],
            &[None, None, Some(1)],
        ] {
            let tree = analysis(heads);
            for id in tree.tokens.ids() {
                assert!(tree.ancestors(id).take(heads.len() + 1).count() <= heads.len());
            }
            assert_eq!(tree.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        }
    }
}
