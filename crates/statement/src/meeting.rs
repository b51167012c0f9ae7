//! Who is spoken to where the words do not say it: those whom the speaker met.

use crate::draft::Draft;
use crate::phrase;
use crate::resolve::Resolver;
use crate::tree::subject;
use crate::view::View;
use dateline_doc::{EntityId, Relation, SentenceId, TokenId, Upos};

/// A meeting or a call: one side and the other.
pub(crate) struct Meeting {
    verb: TokenId,
    sentence: SentenceId,
    sides: [Vec<EntityId>; 2],
    others: Vec<TokenId>,
}

/// Sentences at the head of a report that may tell the meeting that the whole report is about.
const HEAD: u32 = 12;

/// All meetings that the text tells with "met (with) X", "spoke with X", "held a call with X".
pub(crate) fn find(view: &View, resolver: &Resolver) -> Vec<Meeting> {
    let mut out = Vec::new();
    for t in view.analysis.tokens.ids() {
        let verb = view.upos(t) == Upos::Verb
            && matches!(
                view.word(t),
                "met"
                    | "meet"
                    | "meets"
                    | "spoke"
                    | "speak"
                    | "speaks"
                    | "talked"
                    | "talks"
                    | "held"
                    | "hosted"
                    | "visited"
                    | "called"
                    | "received"
                    | "welcomed"
            );
        if !verb {
            continue;
        }
        let direct = matches!(view.word(t), "met" | "hosted" | "visited" | "received" | "welcomed");
        let other = with(view, t)
            .or_else(|| view.child(t, &[Relation::Obj]).and_then(|o| with(view, o)))
            .or_else(|| direct.then(|| view.child(t, &[Relation::Obj])).flatten());
        let (Some(other), Some(who)) = (other, subject::subject(view, t)) else { continue };
        let others = phrase::conjuncts(view, other);
        let sides = [resolver.parties(&phrase::conjuncts(view, who)), resolver.parties(&others)];
        if sides.iter().all(|s| !s.is_empty()) {
            out.push(Meeting { verb: t, sentence: view.sentence(t), sides, others });
        }
    }
    for t in view.analysis.tokens.ids() {
        if let Some(m) = noun(view, resolver, t) {
            out.push(m);
        }
    }
    out.sort_by_key(|m| m.verb);
    out
}

/// "Minister Low's call with Minister Berg", "talks between Low and Berg".
fn noun(view: &View, resolver: &Resolver, t: TokenId) -> Option<Meeting> {
    let meets = matches!(view.upos(t), Upos::Noun | Upos::Propn)
        && matches!(
            view.word(t),
            "meeting"
                | "meetings"
                | "call"
                | "calls"
                | "talks"
                | "conversation"
                | "summit"
                | "discussion"
                | "discussions"
        );
    if !meets {
        return None;
    }
    let (sentence, verb) = (view.sentence(t), t);
    let between = view.children(t).iter().copied().find(|&c| {
        matches!(view.relation(c), Relation::Nmod | Relation::Obl) && view.has_marker(c, "between")
    });
    if let Some(b) = between {
        let mut heads = phrase::conjuncts(view, b);
        if heads.len() < 2 {
            return None;
        }
        let others = heads.split_off(1);
        let sides = [resolver.parties(&heads), resolver.parties(&others)];
        return sides.iter().all(|s| !s.is_empty()).then_some(Meeting { verb, sentence, sides, others });
    }
    let other = with(view, t)?;
    let who = view.child(t, &[Relation::NmodPoss]).or_else(|| subject::up_from_object(view, t))?;
    let others = phrase::conjuncts(view, other);
    let sides = [resolver.parties(&phrase::conjuncts(view, who)), resolver.parties(&others)];
    sides.iter().all(|s| !s.is_empty()).then_some(Meeting { verb, sentence, sides, others })
}

fn with(view: &View, t: TokenId) -> Option<TokenId> {
    view.children(t)
        .iter()
        .copied()
        .find(|&c| matches!(view.relation(c), Relation::Obl | Relation::Nmod) && view.has_marker(c, "with"))
}

/// The addressee of a statement that names none: whom its speaker met in the same sentence, or in the report's
/// opening sentences if the report is about that meeting.
pub(crate) fn addressee(view: &View, meetings: &[Meeting], d: &Draft, source: &[EntityId]) -> Vec<EntityId> {
    if d.cue.is_empty() || d.cue_row.is_none_or(|c| c.is_mental()) {
        return Vec::new();
    }
    // Most of what is "said" after a meeting is said to the press: only "you" tells that the other side is meant.
    if d.cue_row.is_some_and(|c| c.words[0] == "say") && !speaks_to(view, d) {
        return Vec::new();
    }
    let sentence = view.sentence(d.at);
    let other_side = |m: &Meeting| match (
        source.iter().any(|e| m.sides[0].contains(e)),
        source.iter().any(|e| m.sides[1].contains(e)),
    ) {
        (true, false) => m.sides[1].clone(),
        (false, true) => m.sides[0].clone(),
        _ => Vec::new(),
    };
    let here = meetings.iter().filter(|m| {
        m.sentence == sentence && m.verb < d.at && !m.others.iter().any(|&o| d.source_heads.contains(&o))
    });
    let about = meetings.iter().filter(|m| m.sentence.0 < HEAD && m.sentence < sentence);
    here.chain(about).map(other_side).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether the quoted words of a statement speak to somebody.
fn speaks_to(view: &View, d: &Draft) -> bool {
    let home = view.quote(d.at);
    d.content.iter().flat_map(|piece| view.analysis.token_ids_in(piece)).any(|t| {
        view.quote(t).is_some()
            && view.quote(t) != home
            && matches!(view.word(t), "you" | "your" | "yours" | "yourself" | "yourselves")
    })
}

/// Both sides of the meeting that was told last before a sentence, or in it.
pub(crate) fn participants(meetings: &[Meeting], sentence: SentenceId) -> Vec<EntityId> {
    let Some(m) = meetings.iter().rfind(|m| m.sentence <= sentence) else { return Vec::new() };
    let mut all = m.sides[0].clone();
    all.extend(m.sides[1].iter().filter(|e| !m.sides[0].contains(e)));
    all
}
