//! The layers of one report, indexed for this stage.

use crate::Layers;
use crate::frames::Frames;
use crate::frames::classes::WordSet;
use crate::lemma::guesses;
use compact_str::CompactString;
use dateline_doc::{
    Analysis, EntityType, Form, Mention, MentionId, NameKind, Relation, SentenceId, Token, TokenId, Upos,
};
use smallvec::SmallVec;

/// The layers and what is looked up in them again and again.
pub(crate) struct View<'a> {
    pub(crate) layers: &'a Layers<'a>,
    pub(crate) a: &'a Analysis,
    pub(crate) frames: &'a Frames,
    /// Dictionary form of each token, lower case.
    lemmas: Vec<CompactString>,
    /// Further forms of tokens without tags and of capitalised words.
    more: Vec<SmallVec<[CompactString; 2]>>,
    /// The mention whose head each token is.
    headed: Vec<Option<MentionId>>,
    /// The innermost mention that covers each token.
    covered: Vec<Option<MentionId>>,
    /// Whether each token stands inside a proper name of more than one word.
    named: Vec<bool>,
    /// The sentences of the headline.
    headline: std::ops::Range<u32>,
    /// Whether each sentence has a tree worth its name.
    trees: Vec<bool>,
}

impl<'a> View<'a> {
    pub(crate) fn new(layers: &'a Layers<'a>, frames: &'a Frames) -> View<'a> {
        let a = layers.analysis;
        let count = a.tokens.len();
        let mut view = View {
            layers,
            a,
            frames,
            lemmas: Vec::with_capacity(count),
            more: Vec::with_capacity(count),
            headed: vec![None; count],
            covered: vec![None; count],
            named: vec![false; count],
            headline: headline(layers),
            trees: Vec::with_capacity(a.sentences.len()),
        };
        for token in &a.tokens {
            view.add_lemma(token);
        }
        view.index_mentions();
        for name in a.names.iter().filter(|name| name.kind != NameKind::Event) {
            if name.tokens.end.0 > name.tokens.start.0 + 1 {
                view.named[name.tokens.start.index()..name.tokens.end.index()].fill(true);
            }
        }
        for sentence in &a.sentences {
            let tokens = a.tokens.range(sentence.tokens.clone());
            let tagged = tokens.iter().filter(|token| token.upos != Upos::X).count() * 2 >= tokens.len();
            let related =
                tokens.iter().filter(|token| token.relation != Relation::Dep).count() * 2 > tokens.len();
            view.trees.push(tagged && (related || tokens.len() < 2));
        }
        view
    }

    fn add_lemma(&mut self, token: &Token) {
        let word = token.span.of(self.layers.text);
        let lower =
            if token.lemma.is_empty() { word.to_lowercase() } else { token.lemma.to_lowercase().into() };
        let mut more = SmallVec::new();
        let untagged = token.lemma.is_empty() || token.upos == Upos::X;
        if untagged || token.upos == Upos::Propn && word.len() > 3 {
            for guess in guesses(word) {
                if guess != lower && self.frames.known(&guess) {
                    more.push(guess);
                }
            }
        }
        self.lemmas.push(lower.into());
        self.more.push(more);
    }

    fn index_mentions(&mut self) {
        for (id, mention) in self.layers.mentions.iter_ids() {
            let range = self.a.tokens_in(mention.span);
            for token in range.start.0..range.end.0 {
                let slot = &mut self.covered[token as usize];
                let longer = |old: MentionId| self.layers.mentions[old].span.len() >= mention.span.len();
                if slot.is_none_or(longer) {
                    *slot = Some(id);
                }
                let kind = self.layers.entities.get(mention.entity).map(|entity| entity.kind);
                if mention.form == Form::Name
                    && range.end.0 > range.start.0 + 1
                    && kind != Some(EntityType::Event)
                {
                    self.named[token as usize] = true;
                }
            }
            if let Some(head) = self.a.head_of(mention.span) {
                // Of several mentions with one head the longest says most ("the two leaders").
                let slot = &mut self.headed[head.index()];
                let shorter = |old: MentionId| self.layers.mentions[old].span.len() <= mention.span.len();
                if slot.is_none_or(shorter) {
                    *slot = Some(id);
                }
            }
        }
    }

    pub(crate) fn token(&self, id: TokenId) -> &'a Token {
        &self.a.tokens[id]
    }

    pub(crate) fn lemma(&self, id: TokenId) -> &str {
        &self.lemmas[id.index()]
    }

    /// Every form that a token may be looked up by.
    pub(crate) fn forms(&self, id: TokenId) -> impl Iterator<Item = &CompactString> {
        std::iter::once(&self.lemmas[id.index()]).chain(self.more[id.index()].iter())
    }

    /// Whether the token's lemma or word is `word`.
    pub(crate) fn is(&self, id: TokenId, word: &str) -> bool {
        self.forms(id).any(|form| form == word) || self.word(id).eq_ignore_ascii_case(word)
    }

    pub(crate) fn word(&self, id: TokenId) -> &'a str {
        self.a.word(self.layers.text, id)
    }

    pub(crate) fn upos(&self, id: TokenId) -> Upos {
        self.a.tokens[id].upos
    }

    pub(crate) fn relation(&self, id: TokenId) -> Relation {
        self.a.tokens[id].relation
    }

    pub(crate) fn head(&self, id: TokenId) -> Option<TokenId> {
        self.a.tokens[id].head
    }

    pub(crate) fn has_tree(&self, sentence: SentenceId) -> bool {
        self.trees.get(sentence.index()).copied().unwrap_or(false)
    }

    pub(crate) fn tree_at(&self, id: TokenId) -> bool {
        self.has_tree(self.a.sentence_of(id))
    }

    /// Whether a token stands in the headline.
    pub(crate) fn in_headline(&self, id: TokenId) -> bool {
        self.headline.contains(&self.a.sentence_of(id).0)
    }

    /// The tokens of the token's sentence.
    pub(crate) fn sentence_tokens(&self, id: TokenId) -> std::ops::Range<u32> {
        let range = &self.a.sentences[self.a.sentence_of(id)].tokens;
        range.start.0..range.end.0
    }

    /// The mention headed by a token.
    pub(crate) fn mention(&self, id: TokenId) -> Option<(&'a Mention, EntityType)> {
        let mention = &self.layers.mentions[self.headed[id.index()]?];
        Some((mention, self.layers.entities.get(mention.entity)?.kind))
    }

    /// The innermost mention around a token.
    pub(crate) fn mention_over(&self, id: TokenId) -> Option<&'a Mention> {
        Some(&self.layers.mentions[self.covered[id.index()]?])
    }

    /// Whether the token stands inside a proper name of more than one word (not of an event).
    pub(crate) fn in_name(&self, id: TokenId) -> bool {
        self.named[id.index()]
    }

    /// The preposition or case mark of a nominal, lower case.
    pub(crate) fn case_of(&self, id: TokenId) -> Option<&str> {
        let mark = self.a.children_by(id, Relation::Case).next()?;
        Some(self.lemma(mark))
    }

    /// Whether a nominal belongs to a class of words or entities.
    pub(crate) fn belongs(&self, id: TokenId, set: &WordSet) -> bool {
        if set.is_empty() {
            return false;
        }
        let words = |id: TokenId| {
            self.forms(id).any(|form| set.words.contains(form))
                || set.words.contains(self.word(id).to_lowercase().as_str())
        };
        if words(id) {
            return true;
        }
        if set.number && self.upos(id) == Upos::Num {
            return true;
        }
        // "thousands of protesters", "a group of soldiers"
        let of = self.a.children_by(id, Relation::Nmod).filter(|&child| self.case_of(child) == Some("of"));
        if matches!(self.upos(id), Upos::Num | Upos::Noun) && of.into_iter().any(words) {
            return true;
        }
        match self.mention(id) {
            Some((_, EntityType::Person)) => set.person || set.actor,
            Some((mention, EntityType::Group)) => set.person && mention.form != Form::Pronoun || set.actor,
            Some((_, EntityType::State | EntityType::Organisation)) => set.actor || set.place,
            Some((_, EntityType::Place)) => set.place || set.actor,
            _ => false,
        }
    }
}

/// The sentences of the first paragraph, if it is one line without a full stop and more follows.
fn headline(layers: &Layers<'_>) -> std::ops::Range<u32> {
    let a = layers.analysis;
    let Some(first) = a.sentences.iter().next() else { return 0..0 };
    let text = first.span.of(layers.text);
    let alone = a.sentences.iter().nth(1).is_some_and(|second| {
        let between = layers.text.get(first.span.end as usize..second.span.start as usize);
        between.is_some_and(|gap| gap.contains('\n'))
    });
    let open = !text.ends_with(['.', '!', '?', '”', '"']);
    if alone && open && text.len() < 250 { 0..1 } else { 0..0 }
}

/// The ids of a range of token numbers.
pub(crate) fn ids(range: std::ops::Range<u32>) -> impl DoubleEndedIterator<Item = TokenId> {
    range.map(TokenId)
}
