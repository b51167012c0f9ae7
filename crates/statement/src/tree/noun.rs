//! Nouns as cues: "the town's concern that", "issued a warning that", "calls for".

use super::subject;
use super::{Found, mere_hedge};
use crate::draft::Draft;
use crate::phrase;
use crate::view::View;
use dateline_doc::{Relation, TokenId, Upos};

/// Whether a clause hangs on the noun that it can be the cue of.
pub(super) fn has_clause(view: &View, t: TokenId) -> bool {
    view.children(t).iter().any(|&c| content_clause(view, c, true, true))
}

fn content_clause(view: &View, c: TokenId, that: bool, inf: bool) -> bool {
    matches!(view.relation(c), Relation::Acl | Relation::Ccomp | Relation::AclRelcl | Relation::Advcl)
        && (that && view.has_marker(c, "that")
            || inf && view.has_marker(c, "to") && view.relation(c) == Relation::Acl)
}

/// Reads one noun.
pub(super) fn read<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let (cue, t) = (found.cue, found.first);
    let f = &cue.frames;
    let kids = view.children(t);
    let clause = kids.iter().copied().find(|&c| c > t && content_clause(view, c, f.that, f.inf));
    let phrase = || {
        kids.iter().copied().find(|&c| {
            c > t
                && matches!(view.relation(c), Relation::Nmod | Relation::Acl | Relation::AclRelcl)
                && view.marker(c).is_some_and(|m| f.prepositions.iter().any(|p| view.word(m) == p))
        })
    };
    // "made some blunt comments on …": the phrase may hang on the verb.
    let across = || {
        let mut noun = t;
        while matches!(view.relation(noun), Relation::Nmod) {
            noun = view.head(noun)?;
        }
        let verb = view.head(noun).filter(|_| view.relation(noun) == Relation::Obj)?;
        let light = matches!(
            view.word(verb),
            "made"
                | "make"
                | "makes"
                | "making"
                | "gave"
                | "give"
                | "gives"
                | "giving"
                | "issued"
                | "issue"
                | "issues"
                | "issuing"
                | "offered"
                | "had"
                | "have"
                | "has"
        );
        view.children(verb).iter().copied().find(|&c| {
            light && c > t && view.marker(c).is_some_and(|m| f.prepositions.iter().any(|p| view.word(m) == p))
        })
    };
    let speaker =
        possessor(view, t).or_else(|| across().and_then(|_| subject::subject(view, across_verb(view, t)?)));
    let phrase = || phrase().or_else(across);
    let (rule, head) = match (clause, phrase()) {
        (Some(c), _) => ("noun-clause", c),
        // A mere "reports of": only with a speaker.
        (None, Some(c)) if speaker.is_some() => ("noun-phrase", c),
        _ => {
            let Some(c) = predicate(view, t).filter(|_| f.that) else { return };
            ("noun-predicate", c)
        }
    };
    // "his plan to go" needs its planner; "fears that" can do without.
    let speaker =
        speaker.or_else(|| agent_phrase(view, t, head)).or_else(|| subject::up_from_object(view, t));
    let infinitive = view.has_marker(head, "to") && rule == "noun-clause";
    if speaker.is_none() && (infinitive || cue.words[0] == "word") {
        return;
    }
    if mere_hedge(view, cue, speaker, t) {
        return;
    }
    // "reaffirmed their commitment to …": the verb's object says it all.
    if rule == "noun-phrase"
        && view.relation(t) == Relation::Obj
        && let Some(verb) = view.head(t)
        && out.iter().any(|d| d.at == verb && d.content.contains(view.span(t)))
    {
        return;
    }
    let mut draft = Draft::new(rule, Some(cue), t);
    draft.cue = found.spans(view);
    let tokens = view.subtree_without(head, &|c| {
        c == t
            || view.relation(c) == Relation::Obl
                && view.marker(c).is_some_and(|m| view.word(m) == "according")
            || rule == "noun-predicate" && view.relation(c).is_subject() && view.head(c) == Some(head)
    });
    draft.content = view.pieces(&tokens);
    if rule == "noun-predicate"
        && let Some(m) = view.marker(head)
        && let Some(&last) = tokens.last()
    {
        draft.content = view.trimmed(m, last).into_iter().collect();
    }
    super::verb::fill_source(view, &mut draft, speaker);
    if let Some(a) = view
        .children(t)
        .iter()
        .copied()
        .find(|&c| view.relation(c) == Relation::Nmod && view.has_marker(c, "to") && c != head)
    {
        draft.addressee_heads = phrase::conjuncts(view, a);
    }
    out.push(draft);
}

/// The verb above a noun and the nouns that it belongs to.
fn across_verb(view: &View, t: TokenId) -> Option<TokenId> {
    let mut at = view.head(t)?;
    while view.upos(at) != Upos::Verb {
        at = view.head(at)?;
    }
    Some(at)
}

/// "Paris's warning", "the French warning", "a US warning".
fn possessor(view: &View, t: TokenId) -> Option<TokenId> {
    view.child(t, &[Relation::NmodPoss]).or_else(|| {
        view.children(t).iter().copied().find(|&c| {
            c < t
                && (view.relation(c) == Relation::Compound && view.upos(c) == Upos::Propn
                    || view.relation(c) == Relation::Amod
                        && view.raw(c).starts_with(char::is_uppercase)
                        && c.0 != view.bounds(view.sentence(c)).0)
        })
    })
}

/// Who speaks by a noun that a quotation follows: "the palace issued this statement from the king: …".
pub(crate) fn speaker(view: &View, t: TokenId) -> Option<TokenId> {
    let up = || {
        let mut at = view.head(t)?;
        for _ in 0..3 {
            if view.upos(at) == Upos::Verb {
                return subject::subject(view, at);
            }
            at = view.head(at)?;
        }
        None
    };
    possessor(view, t)
        .or_else(|| agent_phrase(view, t, t))
        .or_else(|| subject::up_from_object(view, t))
        .or_else(up)
}

/// "a warning by the mayor that", "concerns among voters that", "a message from the king that".
fn agent_phrase(view: &View, t: TokenId, head: TokenId) -> Option<TokenId> {
    view.children(t).iter().copied().find(|&c| {
        c > t
            && c != head
            && view.relation(c) == Relation::Nmod
            && view.marker(c).is_some_and(|m| {
                matches!(view.word(m), "by" | "from" | "among" | "amongst" | "of" | "within")
            })
    })
}

/// "Our message is that …".
fn predicate(view: &View, t: TokenId) -> Option<TokenId> {
    if !matches!(view.relation(t), Relation::Nsubj | Relation::NsubjOuter) {
        return None;
    }
    let head = view.head(t)?;
    let cop =
        view.child(head, &[Relation::Cop]).is_some() || view.word(head) == "is" || view.word(head) == "was";
    if cop && view.has_marker(head, "that") {
        return Some(head);
    }
    view.child(head, &[Relation::Ccomp]).filter(|&c| cop && view.has_marker(c, "that"))
}
