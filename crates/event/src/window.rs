//! A reader for sentences without a tree: the nearest phrases on both sides of a trigger.

use crate::args::Args;
use crate::view::{View, ids};
use dateline_doc::TokenId;

/// How many tokens away a party may stand.
const REACH: u32 = 14;

/// What stands around a trigger, by position alone. A name or nominal before a verb is its subject,
/// one behind it its object; a preposition before a phrase names its slot.
pub(crate) fn around<'v>(view: &'v View<'_>, trigger: TokenId, verb: bool) -> Args<'v> {
    let range = view.sentence_tokens(trigger);
    let mut args = Args { carrier: Some(trigger), ..Args::default() };
    let before = range.start.max(trigger.0.saturating_sub(REACH))..trigger.0;
    let after = trigger.0 + 1..range.end.min(trigger.0 + 1 + REACH);
    let passive =
        verb && ids(trigger.0.saturating_sub(3).max(range.start)..trigger.0).any(|id| {
            matches!(view.word(id).to_lowercase().as_str(), "was" | "were" | "been" | "being" | "is" | "are")
        }) && view.word(trigger).to_lowercase().ends_with(['d', 'n', 't']);
    args.passive = passive;
    let mut slot: Option<&str> = None;
    let mut direct = true;
    for id in ids(after) {
        let word = view.lemma(id);
        if matches!(word, "." | ";" | "said" | "say") {
            break;
        }
        if let Some(preposition) = preposition(word) {
            slot = Some(preposition);
        } else if view.mention(id).is_some() {
            match slot {
                Some("by") => args.agent.push(id),
                Some(preposition) => args.oblique.push((preposition, id)),
                None if direct && verb => args.object.push(id),
                None => {}
            }
        } else if matches!(word, "," | "that") {
            direct = false;
        } else if direct && verb && slot.is_none() {
            // Any word up to the first preposition may be the object's head.
            args.object.push(id);
        } else if let Some(preposition) = slot.filter(|_| args.oblique.len() < 8) {
            args.oblique.push((preposition, id));
        }
    }
    // What stands right before a verb may be its subject, whatever it is.
    let last = before.end.checked_sub(1).filter(|at| verb && !passive && before.contains(at)).map(TokenId);
    args.subject.extend(last.filter(|&id| view.mention(id).is_none()));
    let mut left = ids(before).rev().filter(|&id| view.mention(id).is_some());
    if let Some(id) = left.next() {
        if passive {
            args.object.push(id);
        } else if verb {
            args.subject.push(id);
        } else if trigger.0 - id.0 <= 2 {
            args.modifier.push(id);
        } else {
            args.subject.push(id);
        }
    }
    args
}

fn preposition(word: &str) -> Option<&'static str> {
    const ALL: &[&str] = &[
        "with", "to", "against", "on", "of", "by", "from", "between", "in", "into", "at", "for", "about",
        "over", "upon",
    ];
    ALL.iter().find(|&&preposition| preposition == word).copied()
}
