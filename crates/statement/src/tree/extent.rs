//! How far a content goes: what belongs to it, and what another cue or a circumstance begins.

use super::Found;
use crate::lexicon::{Class, Frames, Lexicon};
use crate::view::View;
use dateline_doc::{Act, Relation, Spans, TokenId, Upos};

/// A clause or phrase as content: its subtree, without what belongs to the cue.
pub(super) fn clause(view: &View, found: &Found, head: TokenId) -> Spans {
    let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
    tokens.retain(|x| *x < found.first || *x > found.last);
    // "said on Monday the dam was safe": the day is that of saying.
    if let &[a, b, ..] = &tokens[..]
        && a.0 == found.last.0 + 1
        && matches!(view.word(a), "on" | "in" | "last" | "this" | "late" | "early")
        && timely(view, b)
        && tokens.len() > 3
    {
        tokens.drain(..2);
    }
    view.pieces(&tokens)
}

/// An infinitive as content: like a clause, without a relative clause behind a comma.
pub(super) fn infinitive_clause(view: &View, found: &Found, head: TokenId) -> Spans {
    let mut tokens = view.subtree_without(head, &|c| {
        outside(view, found, c) || view.relation(c) == Relation::AclRelcl && behind_comma(view, c)
    });
    tokens.retain(|x| *x < found.first || *x > found.last);
    view.pieces(&tokens)
}

/// From an object through its complement.
pub(super) fn joined(view: &View, found: &Found, a: TokenId, b: TokenId) -> Spans {
    let mut tokens = view.subtree_without(a, &|c| outside(view, found, c));
    tokens.extend(view.subtree_without(b, &|c| outside(view, found, c)));
    tokens.sort_unstable();
    tokens.dedup();
    tokens.retain(|x| *x < found.first || *x > found.last);
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return Spans::new() };
    if first > found.last {
        return view.trimmed(first, last).into_iter().collect();
    }
    view.pieces(&tokens)
}

/// The cue itself, "according to X" at the end, and what another speech verb begins do not belong to the content.
pub(super) fn outside(view: &View, found: &Found, c: TokenId) -> bool {
    if found.tokens().any(|w| w == c) {
        return true;
    }
    match view.relation(c) {
        Relation::Obl => view.marker(c).is_some_and(|m| view.word(m) == "according"),
        Relation::Parataxis => is_cue_verb(view, c) && view.child(c, &[Relation::Nsubj]).is_some(),
        // "…, which he said would help": said apart.
        Relation::AclRelcl => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && behind_comma(view, c)
                && view.subtree_without(c, &|_| false).iter().any(|&x| x > found.last && speech_verb(view, x))
        }
        // "said it rained and warned that …", "…, adding that": the speaker goes on.
        Relation::Conj => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && speech_verb(view, c)
                && has_content(view, c)
        }
        Relation::Advcl => {
            c > found.last
                && view.quote(c) == view.quote(found.first)
                && view.word(c).ends_with("ing")
                && behind_comma(view, c)
                && speech_verb(view, c)
                && has_content(view, c)
        }
        _ => false,
    }
}

pub(super) fn has_content(view: &View, c: TokenId) -> bool {
    view.child(c, &[Relation::Ccomp, Relation::Obj, Relation::Xcomp, Relation::Advcl, Relation::Obl])
        .is_some()
}

/// A verb that speech alone is told with ("added", not "wanted").
pub(super) fn speech_verb(view: &View, t: TokenId) -> bool {
    Lexicon::shipped().starting_with(view.word(t)).any(|c| {
        c.class == Class::Verb
            && !c.is_mental()
            && (c.frames.quotation || matches!(c.act, Act::Accuse | Act::Deny | Act::Request))
            && c.frames != Frames::default()
            && view.upos(t) == Upos::Verb
    })
}

/// The object with the phrases behind it that parsers hang on the verb ("discussed ways to end the war in the north"),
/// without times and without a relative clause behind a comma.
pub(super) fn object_phrase(view: &View, found: &Found, o: TokenId) -> Spans {
    let beside = |c: TokenId| {
        let comma = behind_comma(view, c);
        outside(view, found, c)
            || comma && matches!(view.relation(c), Relation::AclRelcl | Relation::Advcl | Relation::Parataxis)
    };
    let mut tokens = view.subtree_without(o, &beside);
    if o > found.last {
        let mut end = tokens.last().copied().unwrap_or(o);
        for &c in view.children(found.first) {
            if c <= end || first_of(view, c) != Some(TokenId(end.0 + 1)) {
                continue;
            }
            let phrase = view.relation(c) == Relation::Obl
                && view.marker(c).is_some_and(|m| {
                    matches!(
                        view.word(m),
                        "of" | "on"
                            | "for"
                            | "to"
                            | "about"
                            | "against"
                            | "over"
                            | "between"
                            | "with"
                            | "regarding"
                            | "concerning"
                            | "toward"
                            | "towards"
                            | "without"
                            | "from"
                    )
                })
                && !timely(view, c);
            let purpose = view.relation(c) == Relation::Advcl && view.has_marker(c, "to");
            if !(phrase || purpose) {
                continue;
            }
            let more = view.subtree_without(c, &beside);
            end = more.last().copied().unwrap_or(end).max(end);
            tokens.extend(more);
        }
        tokens.sort_unstable();
        tokens.dedup();
    }
    tokens.retain(|x| *x < found.first || *x > found.last);
    if o > found.last
        && let Some(cut) = tokens.iter().position(|&x| x > o && circumstance(view, x))
    {
        tokens.truncate(cut);
    }
    view.pieces(&tokens)
}

/// A word that begins a circumstance of time: "during", "after", "on Monday", "earlier".
pub(super) fn circumstance(view: &View, x: TokenId) -> bool {
    let next = view.next(x);
    match view.word(x) {
        "during" | "before" | "after" | "following" | "amid" | "while" | "when" | "shortly" | "yesterday"
        | "today" | "earlier" | "later" => true,
        "on" | "in" | "at" | "this" | "last" | "late" | "early" => next.is_some_and(|n| timely(view, n)),
        _ => false,
    }
}

/// The first word of a subtree; punctuation that the parser hangs on it stays out.
pub(super) fn first_of(view: &View, c: TokenId) -> Option<TokenId> {
    view.subtree_without(c, &|_| false).into_iter().find(|&t| !view.is_punct(t))
}

/// Whether a comma stands before the subtree's first word.
pub(super) fn behind_comma(view: &View, c: TokenId) -> bool {
    first_of(view, c).is_some_and(|f| view.word_before(f) == ",")
}

/// A phrase of time: a weekday, a month, a year.
pub(super) fn timely(view: &View, c: TokenId) -> bool {
    matches!(
        view.word(c),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "week"
            | "month"
            | "year"
            | "day"
            | "morning"
            | "evening"
            | "afternoon"
            | "night"
            | "weekend"
            | "hours"
    ) || view.upos(c) == Upos::Num
}

pub(super) fn is_cue_verb(view: &View, t: TokenId) -> bool {
    Lexicon::shipped().starting_with(view.word(t)).any(|c| c.class == Class::Verb && c.takes_clause())
}
