//! When and where an event happened: its clause's time and place, else its sentence's.

use crate::triggers::Trigger;
use crate::view::View;
use compact_str::CompactString;
use dateline_doc::{EntityId, EntityType, Relation, TimeExpression, TimeType, TokenId, Upos};

/// A day, week, month or year; no durations, no vague ones.
fn dated(time: &TimeExpression) -> Option<CompactString> {
    if !matches!(time.kind, TimeType::Date | TimeType::Time)
        || !time.value.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let day = time.value.split('T').next().unwrap_or_default();
    // Decades and centuries ("198", "19") date no event.
    (day.len() >= 4).then(|| day.into())
}

/// How far a phrase is from a trigger in the tree. Way up from the trigger into other clauses costs
/// more than way down to the phrase; content of speech is not dated by its verb of saying.
fn distance(view: &View<'_>, trigger: TokenId, phrase: TokenId) -> Option<u32> {
    if !view.tree_at(trigger) {
        return Some(trigger.0.abs_diff(phrase.0) / 3 + 1);
    }
    let up: Vec<TokenId> = std::iter::once(trigger).chain(view.a.ancestors(trigger)).collect();
    let mut down = 0;
    let mut at = phrase;
    loop {
        if let Some(steps) = up.iter().position(|&id| id == at) {
            let mut cost = down;
            for &id in &up[..steps] {
                cost += match view.relation(id) {
                    Relation::Ccomp | Relation::Parataxis => 6,
                    Relation::AclRelcl | Relation::Advcl => 4,
                    Relation::Conj if view.upos(id) == Upos::Verb => 3,
                    Relation::Acl => 2,
                    _ => 1,
                };
            }
            return Some(cost);
        }
        // The phrase lies in a clause of its own: it dates that clause.
        down += match view.relation(at) {
            Relation::AclRelcl | Relation::Advcl | Relation::Ccomp | Relation::Parataxis => 6,
            Relation::Conj | Relation::Acl | Relation::Appos => 3,
            _ => 1,
        };
        at = view.head(at)?;
    }
}

/// The time expression that dates a trigger, with its distance.
pub(crate) fn time(view: &View<'_>, trigger: &Trigger<'_>) -> Option<(CompactString, u32)> {
    let sentence = &view.a.sentences[view.a.sentence_of(trigger.token)];
    let times = view.layers.times.iter().filter(|time| sentence.span.overlaps(time.span));
    let from = trigger.args.carrier.unwrap_or(trigger.token);
    times
        .filter_map(|time| {
            let value = dated(time)?;
            let head = view.a.head_of(time.span)?;
            let far = distance(view, from, head)?.min(distance(view, trigger.token, head)?);
            Some((value, far))
        })
        .min_by_key(|&(_, far)| far)
}

/// The place of a trigger: the nearest place name of its sentence that is no party.
pub(crate) fn place(view: &View<'_>, trigger: &Trigger<'_>) -> Option<(EntityId, u32)> {
    let sentence = &view.a.sentences[view.a.sentence_of(trigger.token)];
    let from = trigger.args.carrier.unwrap_or(trigger.token);
    view.layers
        .places
        .iter()
        .filter(|place| sentence.span.overlaps(place.span))
        .filter_map(|place| {
            let head = view.a.head_of(place.span)?;
            let kind = view.layers.entities.get(place.entity)?.kind;
            let located = matches!(
                view.case_of(head),
                Some(
                    "in" | "at"
                        | "near"
                        | "on"
                        | "outside"
                        | "inside"
                        | "across"
                        | "around"
                        | "off"
                        | "over"
                        | "throughout"
                        | "within"
                )
            ) || view.case_of(head) == Some("to")
                && matches!(trigger.frame.mode.as_deref(), Some("visit"));
            let mut far = distance(view, from, head)?.min(distance(view, trigger.token, head)?);
            if !located {
                far += 3;
            }
            if kind == EntityType::State && !located {
                far += 3;
            }
            Some((place.entity, far))
        })
        .min_by_key(|&(_, far)| far)
}
