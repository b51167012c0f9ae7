//! Attributions by the dependency tree: one rule for each way in which English puts content to a cue.

mod according;
mod content;
mod extent;
mod lost;
pub(crate) mod noun;
pub(crate) mod subject;
mod verb;

use crate::draft::Draft;
use crate::lexicon::{Class, Cue, Lexicon};
use crate::view::View;
use dateline_doc::{Relation, SentenceId, Spans, TokenId, Upos};

/// A cue in the text: its row and its tokens.
pub(crate) struct Found<'l> {
    pub cue: &'l Cue,
    pub first: TokenId,
    pub last: TokenId,
}

impl Found<'_> {
    pub(crate) fn tokens(&self) -> impl Iterator<Item = TokenId> + use<> {
        (self.first.0..=self.last.0).map(TokenId)
    }

    pub(crate) fn spans(&self, view: &View) -> Spans {
        Spans::from(view.span(self.first).cover(view.span(self.last)))
    }
}

/// All attributions of a sentence that has a tree, in the order of their cues.
pub(crate) fn read<'l>(view: &View, lexicon: &'l Lexicon, sentence: SentenceId, out: &mut Vec<Draft<'l>>) {
    let (from, to) = view.bounds(sentence);
    let mut t = from;
    while t < to {
        let token = TokenId(t);
        t += 1;
        // Longer phrases and prepositions first; the first row that finds its content wins.
        for cue in lexicon.starting_with(view.word(token)) {
            let Some(found) = fitting(view, cue, token, to) else { continue };
            let before = out.len();
            match cue.class {
                Class::Verb => verb::read(view, &found, out),
                Class::Noun => noun::read(view, &found, out),
                Class::Adjective => verb::read_adjective(view, &found, out),
                Class::Preposition => according::read(view, &found, out),
                Class::Adverb => according::read_adverb(view, &found, out),
            }
            if out.len() > before {
                t = found.last.0 + 1;
                break;
            }
        }
    }
}

/// The row's phrase at the token, if its words and part of speech fit.
fn fitting<'l>(view: &View, cue: &'l Cue, t: TokenId, end: u32) -> Option<Found<'l>> {
    let fits = match cue.class {
        // "concerned" and the like are tagged as adjectives; they are verbs where a clause hangs on them.
        Class::Verb => {
            view.upos(t) == Upos::Verb
                || view.upos(t) == Upos::Adj
                    && view.child(t, &[Relation::Ccomp]).is_some()
                    && view.word(t).ends_with("ed")
        }
        Class::Noun => view.upos(t) == Upos::Noun || view.upos(t) == Upos::Propn && cue.words.len() == 1,
        Class::Adjective => matches!(view.upos(t), Upos::Adj | Upos::Verb | Upos::Adp),
        Class::Preposition | Class::Adverb => true,
    };
    let last = t.0 + cue.words.len() as u32 - 1;
    let whole = fits
        && last < end
        && (1..cue.words.len()).all(|i| view.word(TokenId(t.0 + i as u32)) == cue.words[i]);
    whole.then_some(Found { cue, first: t, last: TokenId(last) })
}

/// Whether a negation hangs on the token or on the verb that it completes ("refused to say").
pub(crate) fn negated(view: &View, t: TokenId) -> bool {
    let not = |t: TokenId| {
        view.children(t).iter().any(|&c| {
            matches!(view.word(c), "not" | "n't" | "never" | "nor" | "neither" | "without")
                && matches!(
                    view.relation(c),
                    Relation::Advmod | Relation::Mark | Relation::Case | Relation::Cc
                )
        })
    };
    if not(t) {
        return true;
    }
    view.relation(t) == Relation::Xcomp
        && view.head(t).is_some_and(|h| {
            not(h)
                || matches!(
                    view.word(h),
                    "refused"
                        | "refuses"
                        | "refusing"
                        | "declined"
                        | "declines"
                        | "declining"
                        | "failed"
                        | "fails"
                        | "avoided"
                        | "stopped"
                )
        })
}

/// Speech about the speaker's own and the listener's thoughts ("I think", "you know") colours what is said; inside
/// a quotation it is no statement of its own.
pub(crate) fn mere_hedge(view: &View, cue: &Cue, subject: Option<TokenId>, t: TokenId) -> bool {
    let inside = view.quote(t).is_some();
    let perception = matches!(
        cue.words[0].as_str(),
        "know"
            | "see"
            | "hear"
            | "mean"
            | "understand"
            | "realize"
            | "realise"
            | "remember"
            | "notice"
            | "imagine"
            | "suppose"
            | "guess"
            | "learn"
    );
    inside && perception
        || cue.is_mental()
            && subject.is_some_and(|s| matches!(view.word(s), "i" | "you" | "we" | "me" | "us" | "one"))
            && view.quote(t).is_some()
}
