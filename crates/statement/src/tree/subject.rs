//! Who speaks: the subject of a cue, its own or the one that it shares with the clause above.

use super::extent::speech_verb;
use super::verb::speaks;
use crate::phrase;
use crate::view::View;
use dateline_doc::syntax::VerbForm;
use dateline_doc::{Relation, TokenId, Upos};

/// How a cue's clause is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    Active,
    Passive,
}

/// Active or passive, by auxiliaries and passive subjects.
pub(crate) fn voice(view: &View, t: TokenId) -> Voice {
    let passive = view.children(t).iter().any(|&c| {
        matches!(
            view.relation(c),
            Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass | Relation::OblAgent
        )
    });
    let reduced = matches!(view.relation(t), Relation::Acl | Relation::Amod)
        && view.analysis.tokens[t].morph.verb_form == Some(VerbForm::Part)
        && view.word(t).ends_with("ed");
    if passive || reduced { Voice::Passive } else { Voice::Active }
}

/// The agent of a passive: "by X".
pub(crate) fn agent(view: &View, t: TokenId) -> Option<TokenId> {
    view.children(t).iter().copied().find(|&c| {
        view.relation(c) == Relation::OblAgent
            || view.relation(c) == Relation::Obl && view.has_marker(c, "by") && view.upos(c) != Upos::Num
    })
}

fn own(view: &View, t: TokenId) -> Option<TokenId> {
    view.child(t, &[Relation::Nsubj, Relation::NsubjOuter])
}

/// The speaker of an active verb; relative pronouns are followed to their nouns.
pub(crate) fn subject(view: &View, t: TokenId) -> Option<TokenId> {
    let mut at = t;
    for step in 0..6 {
        if let Some(s) = own(view, at) {
            if step > 0
                && let Some(speaker) = attributed(view, t, at, s)
            {
                return Some(speaker);
            }
            return Some(phrase::antecedent(view, s).unwrap_or(s));
        }
        // A shared or controlling subject may be that of a passive: "was forced to say".
        if step > 0
            && let Some(s) = view.child(at, &[Relation::NsubjPass])
        {
            if let Some(speaker) = attributed(view, t, at, s) {
                return Some(speaker);
            }
            return Some(phrase::antecedent(view, s).unwrap_or(s));
        }
        let head = view.head(at)?;
        match view.relation(at) {
            Relation::Acl if phrase::is_nominal(view, head) => {
                // "a letter saying", but "his plan to say": the planner speaks.
                if view.has_marker(at, "to") {
                    return view.child(head, &[Relation::NmodPoss]).or_else(|| up_from_object(view, head));
                }
                return Some(head);
            }
            Relation::AclRelcl => return Some(head),
            Relation::Xcomp => {
                // "asked him to say": the object speaks.
                let object = view.child(head, &[Relation::Iobj, Relation::Obj]);
                if let Some(o) = object
                    && o < at
                {
                    return Some(o);
                }
                at = head;
            }
            Relation::Conj | Relation::Advcl | Relation::Parataxis => {
                if view.relation(at) == Relation::Advcl
                    && view.has_marker(at, "as")
                    && let Some(o) = view.child(head, &[Relation::Obj])
                {
                    return Some(o);
                }
                at = head;
            }
            _ => return None,
        }
    }
    None
}

/// "The mayor said the tunnel would close and warned of delays": the subject that the verb of speech `t` shares
/// with the clause `at` cannot speak and gives way to the speaker of the attribution which the clause is the content of.
fn attributed(view: &View, t: TokenId, at: TokenId, shared: TokenId) -> Option<TokenId> {
    let thing = match view.upos(shared) {
        Upos::Noun => !speaks(view, shared),
        // "It" may be a ministry.
        Upos::Pron => matches!(view.word(shared), "this" | "that" | "these" | "those" | "there"),
        _ => false,
    };
    // Surveys find and maps show: only what is said needs somebody who speaks. "Would close and promise" has one
    // subject, "would close and promised" may have two.
    let infinitive = view.analysis.tokens[t].morph.verb_form == Some(VerbForm::Inf);
    if !thing || infinitive || !speech_verb(view, t) {
        return None;
    }
    let mut clause = at;
    loop {
        let head = view.head(clause)?;
        match view.relation(clause) {
            Relation::Conj => clause = head,
            Relation::Ccomp if speech_verb(view, head) && voice(view, head) == Voice::Active => {
                return subject(view, head);
            }
            _ => return None,
        }
    }
}

/// The subject of the verb that `noun` is the object of: "She made a promise".
pub(crate) fn up_from_object(view: &View, noun: TokenId) -> Option<TokenId> {
    let verb = view.head(noun)?;
    match view.relation(noun) {
        Relation::Obj | Relation::Obl if view.upos(verb) == Upos::Verb => subject(view, verb),
        Relation::NsubjPass => agent(view, verb),
        _ => None,
    }
}
