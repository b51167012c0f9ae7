//! What must hold of every ledger. Debug builds and tests check each one that is made.

use crate::id::Id;
use crate::ledger::Ledger;
use crate::span::{Span, Spans};

/// Everything that is wrong with a ledger, in words; empty for a sound one.
///
/// Spans lie in the text on character boundaries and are not empty; ids point at records that are
/// there; records stand in text order; links between statements and events lead to others and never
/// in a circle; scores lie between 0 and 1; coordinates are on the globe.
pub fn violations(ledger: &Ledger) -> Vec<String> {
    let mut check = Check { text: &ledger.document.text, found: Vec::new() };
    check.spans("sentences", ledger.sentences.iter().copied());
    if ledger.sentences.windows(2).any(|pair| pair[0].end > pair[1].start) {
        check.found.push("sentences overlap or are out of order".into());
    }
    let entities = ledger.entities.len();
    for (at, entity) in ledger.entities.iter().enumerate() {
        check.ids(&format!("entity {at} members"), &entity.members, entities);
        check.score(&format!("entity {at}"), entity.origin.score);
        if entity.members.iter().any(|member| member.index() == at) {
            check.found.push(format!("entity {at} is its own member"));
        }
    }
    check.ordered("mentions", ledger.mentions.iter().map(|m| m.span));
    for (at, mention) in ledger.mentions.iter().enumerate() {
        check.ids(&format!("mention {at}"), &[mention.entity], entities);
    }
    check.ordered("times", ledger.times.iter().map(|t| t.span));
    check.ordered("places", ledger.places.iter().map(|p| p.span));
    for (at, place) in ledger.places.iter().enumerate() {
        check.ids(&format!("place {at}"), &[place.entity], entities);
        if !(-90.0..=90.0).contains(&place.lat) || !(-180.0..=180.0).contains(&place.lon) {
            check.found.push(format!("place {at} lies at {}, {}", place.lat, place.lon));
        }
    }
    check.statements(ledger);
    check.events(ledger);
    check.spans("quantities", ledger.quantities.iter().map(|q| q.span));
    for defect in &ledger.defects {
        if !defect.span.is_empty() {
            check.span("defects", defect.span);
        }
    }
    check.found
}

struct Check<'t> {
    text: &'t str,
    found: Vec<String>,
}

impl Check<'_> {
    fn span(&mut self, what: &str, span: Span) {
        if span.is_empty() || self.text.get(span.range()).is_none() {
            self.found.push(format!("{what}: {}..{} is no span of the text", span.start, span.end));
        }
    }

    fn spans(&mut self, what: &str, spans: impl Iterator<Item = Span>) {
        spans.for_each(|span| self.span(what, span));
    }

    fn pieces(&mut self, what: &str, pieces: &Spans) {
        self.spans(what, pieces.iter());
    }

    fn ordered(&mut self, what: &str, spans: impl Iterator<Item = Span> + Clone) {
        self.spans(what, spans.clone());
        if !spans.map(|span| span.start).is_sorted() {
            self.found.push(format!("{what} are out of order"));
        }
    }

    fn ids<I: Id>(&mut self, what: &str, ids: &[I], count: usize) {
        if let Some(id) = ids.iter().find(|id| id.index() >= count) {
            self.found.push(format!("{what}: there is no {id:?}"));
        }
    }

    fn score(&mut self, what: &str, score: f32) {
        if !(0.0..=1.0).contains(&score) {
            self.found.push(format!("{what}: score {score} is not in 0..1"));
        }
    }

    fn statements(&mut self, ledger: &Ledger) {
        let (entities, statements) = (ledger.entities.len(), ledger.statements.len());
        for (id, s) in ledger.statements.iter_ids() {
            let what = format!("statement {}", id.index());
            self.pieces(&what, &s.source);
            self.pieces(&what, &s.cue);
            self.pieces(&what, &s.content);
            if s.content.is_empty() {
                self.found.push(format!("{what} has no content"));
            }
            for list in [&s.source_entity, &s.addressee, &s.target] {
                self.ids(&what, list, entities);
            }
            self.ids(&what, s.place.as_slice(), entities);
            for links in [&s.via[..], s.continues.as_slice(), s.denies.as_slice(), s.repeats.as_slice()] {
                self.ids(&what, links, statements);
                if links.contains(&id) {
                    self.found.push(format!("{what} is linked to itself"));
                }
            }
            self.score(&what, s.origin.score);
        }
        if via_in_circle(ledger) {
            self.found.push("statements report one another in a circle".into());
        }
    }

    fn events(&mut self, ledger: &Ledger) {
        let (entities, events) = (ledger.entities.len(), ledger.events.len());
        self.ordered("events", ledger.events.iter().map(|v| v.trigger));
        for (id, v) in ledger.events.iter_ids() {
            let what = format!("event {}", id.index());
            self.ids(&what, &v.actor, entities);
            self.ids(&what, &v.recipient, entities);
            self.ids(&what, v.place.as_slice(), entities);
            self.ids(&what, v.according_to.as_slice(), ledger.statements.len());
            self.ids(&what, v.same_as.as_slice(), events);
            if v.same_as.is_some_and(|first| first >= id) {
                self.found.push(format!("{what} is the same as a later one"));
            }
            self.score(&what, v.origin.score);
        }
    }
}

fn via_in_circle(ledger: &Ledger) -> bool {
    let count = ledger.statements.len();
    // Depth-first over `via`: 1 is on the present path, 2 is done.
    let mut state = vec![0u8; count];
    for start in 0..count {
        let mut stack = vec![(start, 0usize)];
        while let Some((at, next)) = stack.pop() {
            state[at] = 1;
            let via = &ledger.statements.as_slice()[at].via;
            match via.get(next).map(|id| id.index()) {
                None => state[at] = 2,
                Some(to) if to >= count => {}
                Some(to) => {
                    stack.push((at, next + 1));
                    match state[to] {
                        1 => return true,
                        0 => stack.push((to, 0)),
                        _ => {}
                    }
                }
            }
        }
    }
    false
}
