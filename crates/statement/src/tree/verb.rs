//! Verbs and adjectives as cues: speaker, addressee and target around the content.

use super::content::{active, passive};
use super::extent::clause;
use super::lost::{quoted_by, unparsed};
use super::subject::{self, Voice};
use super::{Found, mere_hedge, negated};
use crate::draft::Draft;
use crate::lexicon::Slot;
use crate::phrase;
use crate::speakers;
use crate::view::View;
use dateline_doc::{Polarity, Relation, TokenId, Upos};

/// Reads one verb.
pub(super) fn read<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let (cue, t) = (found.cue, found.first);
    if matches!(
        view.relation(t),
        Relation::Amod | Relation::Compound | Relation::Aux | Relation::Case | Relation::Mark
    ) {
        return;
    }
    let voice = subject::voice(view, t);
    let speaker = match voice {
        Voice::Active => subject::subject(view, t),
        Voice::Passive => subject::agent(view, t),
    };
    if mere_hedge(view, cue, speaker, t) {
        return;
    }
    if voice == Voice::Passive && quoted_by(view, found, out) {
        return;
    }
    let content = match voice {
        Voice::Active => active(view, found),
        Voice::Passive => passive(view, found),
    };
    let Some(content) = content else {
        unparsed(view, found, out);
        return;
    };
    // An act without an actor is a statement only if it is told as one: "it is said that", "was reported to".
    if speaker.is_none() && voice == Voice::Active && !impersonal(view, t) {
        unparsed(view, found, out);
        return;
    }
    // Things are offered, sought and wanted by all sorts of things; who makes a statement can speak.
    if !matches!(content.rule, "verb-clause" | "verb-parenthetical" | "passive-clause")
        && speaker.is_some_and(|s| !speaks(view, s))
    {
        return;
    }
    let mut draft = Draft::new(content.rule, Some(cue), t);
    draft.cue = found.spans(view);
    draft.content = content.spans;
    fill_source(view, &mut draft, speaker);
    if speaker.is_some_and(|s| s < t)
        && let Some((span, head)) = phrase::widened(view, &draft.source, t)
    {
        draft.source = span;
        draft.source_heads = vec![head];
    }
    let passive_object = (voice == Voice::Passive)
        .then(|| view.child(t, &[Relation::NsubjPass]))
        .flatten()
        .filter(|&s| s != content.head && !view.analysis.dominates(content.head, s));
    fill_slots(view, &mut draft, found, content.took_object, passive_object);
    if negated(view, t) {
        draft.polarity = Polarity::Negative;
    }
    out.push(draft);
}

/// A person, a body, a document or a name.
pub(super) fn speaks(view: &View, s: TokenId) -> bool {
    match view.upos(s) {
        Upos::Noun => {
            speakers::class(view.word(s)).is_some()
                || matches!(
                    view.word(s),
                    "others"
                        | "some"
                        | "many"
                        | "several"
                        | "thousands"
                        | "hundreds"
                        | "dozens"
                        | "majority"
                        | "number"
                        | "percent"
                        | "most"
                )
                || view.children(s).iter().any(|&c| {
                    matches!(view.relation(c), Relation::Appos | Relation::Flat | Relation::NmodDesc)
                        && view.upos(c) == Upos::Propn
                })
        }
        Upos::Pron => {
            !matches!(view.word(s), "it" | "that" | "this" | "which" | "what") || view.word(s) == "it"
        }
        _ => true,
    }
}

/// "It emerged that": a dummy subject. Imperatives and bare infinitives have none.
pub(super) fn impersonal(view: &View, t: TokenId) -> bool {
    view.child(t, &[Relation::Expl]).is_some()
}

pub(super) fn fill_source(view: &View, draft: &mut Draft, speaker: Option<TokenId>) {
    if let Some(s) = speaker {
        draft.source = phrase::source_span(view, s);
        draft.source_heads = phrase::conjuncts(view, s);
    }
}

pub(super) fn fill_slots(
    view: &View,
    draft: &mut Draft,
    found: &Found,
    took_object: bool,
    passive_object: Option<TokenId>,
) {
    let t = found.first;
    let inside = |x: TokenId| draft.content.contains(view.span(x));
    let mut addressee: Option<TokenId> = None;
    for slot in &found.cue.addressee {
        let hit = match slot {
            Slot::Object => view
                .child(t, &[Relation::Iobj])
                .or_else(|| view.child(t, &[Relation::Obj]).filter(|_| !took_object))
                .or(passive_object),
            Slot::Preposition(p) => view.children(t).iter().copied().find(|&c| {
                view.relation(c) == Relation::Obl && view.marker(c).is_some_and(|m| view.word(m) == p)
            }),
            Slot::Subject => None,
        };
        addressee = addressee.or(hit.filter(|&h| !inside(h)));
    }
    // "called on the rebels to …": those who are called on stand in the content.
    if addressee.is_none() && found.cue.words.len() > 1 && found.cue.frames.object_inf {
        addressee =
            view.children(t).iter().copied().find(|&c| {
                view.relation(c) == Relation::Obl && view.marker(c).is_some_and(|m| m == found.last)
            });
    }
    if addressee.is_none() {
        addressee = occasion(view, t).filter(|&a| !inside(a));
    }
    if let Some(a) = addressee {
        draft.addressee_heads = phrase::conjuncts(view, phrase::antecedent(view, a).unwrap_or(a));
    }
    let target = match found.cue.target {
        Some(Slot::Object) => view.child(t, &[Relation::Obj]).or(passive_object),
        Some(Slot::Subject) => view
            .child(t, &[Relation::Ccomp])
            .and_then(|c| view.child(c, &[Relation::Nsubj, Relation::NsubjPass])),
        _ => None,
    };
    if let Some(x) = target {
        draft.target_heads = phrase::conjuncts(view, phrase::antecedent(view, x).unwrap_or(x));
    }
}

/// The listener that the occasion names: "speaking to Radio North, she said", "in a letter to the mayor he wrote".
pub(super) fn occasion(view: &View, t: TokenId) -> Option<TokenId> {
    view.children(t).iter().copied().find_map(|c| {
        let speaks = matches!(view.relation(c), Relation::Advcl | Relation::Acl)
            && matches!(view.word(c), "speaking" | "talking" | "writing" | "responding" | "testifying");
        let words = matches!(view.relation(c), Relation::Obl)
            && matches!(
                view.word(c),
                "interview"
                    | "comments"
                    | "remarks"
                    | "statement"
                    | "letter"
                    | "message"
                    | "email"
                    | "call"
                    | "address"
                    | "speech"
                    | "meeting"
                    | "conversation"
            );
        if !(speaks || words) {
            return None;
        }
        view.children(c).iter().copied().find(|&x| {
            matches!(view.relation(x), Relation::Obl | Relation::Nmod)
                && view.marker(x).is_some_and(|m| matches!(view.word(m), "to" | "with" | "before"))
        })
    })
}

/// "is confident that", "was critical of".
pub(super) fn read_adjective<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let (cue, t) = (found.cue, found.first);
    let f = &cue.frames;
    if view.relation(t) == Relation::Amod {
        return;
    }
    let speaker = subject::subject(view, t).or_else(|| view.child(t, &[Relation::NsubjPass]));
    let Some(speaker) = speaker else { return };
    if mere_hedge(view, cue, Some(speaker), t) {
        return;
    }
    let kids: Vec<TokenId> = found.tokens().flat_map(|w| view.children(w).iter().copied()).collect();
    let head = if f.np {
        kids.iter().copied().find(|&c| {
            matches!(view.relation(c), Relation::Obl | Relation::Advcl | Relation::Nmod)
                && view.marker(c) == Some(found.last)
        })
    } else {
        kids.iter().copied().find(|&c| {
            c > t
                && matches!(view.relation(c), Relation::Ccomp | Relation::Advcl | Relation::Xcomp)
                && (f.that && (view.relation(c) == Relation::Ccomp || view.has_marker(c, "that"))
                    || f.inf && view.has_marker(c, "to"))
        })
    };
    let Some(head) = head else { return };
    let mut draft = Draft::new("adjective", Some(cue), t);
    draft.cue = found.spans(view);
    draft.content = clause(view, found, head);
    fill_source(view, &mut draft, Some(speaker));
    if negated(view, t) {
        draft.polarity = Polarity::Negative;
    }
    out.push(draft);
}
