//! Further mentions of one event.

use crate::view::View;
use compact_str::CompactString;
use dateline_doc::{Country, EntityId, Event, EventId, Layer, Status};

/// What a merge looks at beside the record.
#[derive(Debug, Clone)]
pub(crate) struct Clue {
    /// The lemma of the trigger's head.
    pub(crate) lemma: CompactString,
    /// Whether the trigger is a noun that takes up what was told ("the attack").
    pub(crate) definite: bool,
    /// Whether the time is the event's own and not inferred.
    pub(crate) dated: bool,
}

/// Links each event to the first record of the same one and lets both lend each other what they lack.
pub(crate) fn link(view: &View<'_>, events: &mut Layer<EventId, Event>, clues: &[Clue]) {
    for later in 1..events.len() {
        let first = (0..later).filter(|&earlier| events[EventId::at(earlier)].same_as.is_none());
        let found = first.rev().find(|&earlier| {
            let (a, b) = (&events[EventId::at(earlier)], &events[EventId::at(later)]);
            same(view, a, b, &clues[earlier], &clues[later])
        });
        let Some(earlier) = found else { continue };
        let (earlier, later) = (EventId::at(earlier), EventId::at(later));
        events[later].same_as = Some(earlier);
        lend(events, earlier, later, clues);
        lend(events, later, earlier, clues);
    }
}

/// Gives further mentions what the first one has come to know.
pub(crate) fn lend_all(events: &mut Layer<EventId, Event>, clues: &[Clue]) {
    for at in 0..events.len() {
        let id = EventId::at(at);
        if let Some(first) = events[id].same_as {
            lend(events, first, id, clues);
        }
    }
}

fn lend(events: &mut Layer<EventId, Event>, from: EventId, to: EventId, clues: &[Clue]) {
    let giver = events[from].clone();
    let taker = &mut events[to];
    if taker.actor.is_empty()
        && !giver.recipient.iter().any(|id| taker.recipient.contains(id) && giver.actor.contains(id))
    {
        taker.actor = giver.actor.into_iter().filter(|id| !taker.recipient.contains(id)).collect();
    }
    if taker.recipient.is_empty() {
        taker.recipient = giver.recipient.into_iter().filter(|id| !taker.actor.contains(id)).collect();
    }
    if !clues[to.index()].dated && clues[from.index()].dated && giver.time.is_some() {
        taker.time = giver.time;
    }
    if taker.place.is_none() {
        taker.place = giver.place;
    }
}

fn same(view: &View<'_>, a: &Event, b: &Event, ca: &Clue, cb: &Clue) -> bool {
    if a.event != b.event || real(a.status) != real(b.status) {
        return false;
    }
    if let (Some(one), Some(two), true, true) = (&a.time, &b.time, ca.dated, cb.dated)
        && !one.starts_with(two.as_str())
        && !two.starts_with(one.as_str())
    {
        return false;
    }
    // A call is no visit.
    if a.mode.is_some() && b.mode.is_some() && a.mode != b.mode || is_remote(a) != is_remote(b) {
        return false;
    }
    let (lent, owed) = (all(a), all(b));
    let shared = lent.iter().any(|one| owed.iter().any(|two| alike(view, *one, *two)));
    let clash = |x: &[EntityId], y: &[EntityId]| {
        !x.is_empty() && !y.is_empty() && !x.iter().any(|one| y.iter().any(|two| alike(view, *one, *two)))
    };
    if clash(&a.actor, &b.actor) && !a.event.is_reciprocal()
        || clash(&a.recipient, &b.recipient) && !a.event.is_reciprocal()
    {
        return false;
    }
    let lemma = ca.lemma == cb.lemma;
    if a.event.is_reciprocal() && !owed.is_empty() && !lent.is_empty() {
        return shared
            && (lemma
                || owed.iter().all(|two| lent.iter().any(|one| alike(view, *one, *two)))
                || lent.iter().all(|one| owed.iter().any(|two| alike(view, *one, *two))));
    }
    shared && (lemma || cb.definite || both(view, a, b))
        || cb.definite && (lemma || owed.is_empty()) && !clash(&lent, &owed)
}

/// Whether it is held over a distance.
fn is_remote(event: &Event) -> bool {
    event.mode.as_deref() == Some("phone")
}

/// Both roles agree.
fn both(view: &View<'_>, a: &Event, b: &Event) -> bool {
    let meet =
        |x: &[EntityId], y: &[EntityId]| x.iter().any(|one| y.iter().any(|two| alike(view, *one, *two)));
    meet(&a.actor, &b.actor) && meet(&a.recipient, &b.recipient)
}

fn real(status: Status) -> bool {
    !matches!(status, Status::Denied)
}

fn all(event: &Event) -> Vec<EntityId> {
    event.actor.iter().chain(&event.recipient).copied().collect()
}

/// One entity, or two of one country.
pub(crate) fn alike(view: &View<'_>, a: EntityId, b: EntityId) -> bool {
    let country = |id: EntityId| -> Option<Country> { view.layers.entities.get(id)?.country };
    a == b || country(a).is_some() && country(a) == country(b)
}
