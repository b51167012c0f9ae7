//! Ledger to JSON.

use super::offsets::Offsets;
use super::{SCHEMA, shape};
use crate::id::{EntityId, EventId, Id, StatementId};
use crate::ledger::Ledger;
use crate::origin::Origin;
use crate::span::{Span, Spans};

struct Writer<'t>(Offsets<'t>);

impl Writer<'_> {
    fn span(&self, span: Span) -> shape::Span {
        shape::Span { start: self.0.code_points(span.start), end: self.0.code_points(span.end) }
    }

    fn spans(&self, spans: &Spans) -> Vec<shape::Span> {
        spans.iter().map(|span| self.span(span)).collect()
    }
}

fn origin(origin: &Origin) -> shape::Origin {
    let name = Some(origin.rule.to_string());
    let (rule, model) = if origin.learned { (None, name) } else { (name, None) };
    shape::Origin { stage: origin.stage, rule, model, score: origin.score }
}

pub(super) fn id<I: Id>(prefix: &str, id: I) -> String {
    format!("{prefix}{}", id.index() + 1)
}

fn entity(at: EntityId) -> String {
    id("e", at)
}

fn entities(ids: &[EntityId]) -> Vec<String> {
    ids.iter().map(|&at| entity(at)).collect()
}

fn statement(at: StatementId) -> String {
    id("s", at)
}

fn event(at: EventId) -> String {
    id("v", at)
}

/// The ledger in the shape of its JSON.
pub fn to_shape(ledger: &Ledger) -> shape::Ledger {
    let document = &ledger.document;
    let w = Writer(Offsets::new(&document.text));
    let text = |s: &compact_str::CompactString| s.to_string();
    shape::Ledger {
        schema: SCHEMA.into(),
        engine: shape::Engine { version: ledger.engine.version.clone(), model: ledger.engine.model.clone() },
        document: shape::Document {
            id: document.id.clone(),
            digest: document.digest.clone(),
            text: document.text.clone(),
            language: text(&document.language),
            title: document.title.clone(),
            url: document.url.clone(),
            source: document.source.clone(),
            date: ledger.date.as_ref().map(|date| shape::Date {
                value: text(&date.value),
                given: date.given,
                confidence: date.confidence,
                evidence: date.evidence.iter().map(|&span| w.span(span)).collect(),
            }),
            dateline: ledger.dateline.map(|line| {
                let shape::Span { start, end } = w.span(line.span);
                shape::Dateline { start, end, place: line.place.map(entity), outlet: line.outlet.map(entity) }
            }),
        },
        sentences: ledger.sentences.iter().map(|&span| w.span(span)).collect(),
        entities: ledger
            .entities
            .iter_ids()
            .map(|(at, e)| shape::Entity {
                id: entity(at),
                name: text(&e.name),
                r#type: e.kind,
                country: e.country.map(|code| code.to_string()),
                sector: e.sector,
                members: entities(&e.members),
                role: e.role.as_ref().map(text),
                role_class: e.role_class,
                wikidata: e.wikidata.as_ref().map(text),
                geonames: e.geonames,
                origin: origin(&e.origin),
            })
            .collect(),
        mentions: ledger
            .mentions
            .iter()
            .map(|m| {
                let shape::Span { start, end } = w.span(m.span);
                shape::Mention {
                    start,
                    end,
                    entity: entity(m.entity),
                    form: m.form,
                    metonym: m.metonym,
                    origin: origin(&m.origin),
                }
            })
            .collect(),
        times: ledger
            .times
            .iter()
            .map(|t| {
                let shape::Span { start, end } = w.span(t.span);
                shape::Time {
                    start,
                    end,
                    r#type: t.kind,
                    value: text(&t.value),
                    r#mod: t.modifier.as_ref().map(text),
                    from: t.from.map(|day| day.to_string()),
                    to: t.to.map(|day| day.to_string()),
                    origin: origin(&t.origin),
                }
            })
            .collect(),
        places: ledger
            .places
            .iter()
            .map(|p| {
                let shape::Span { start, end } = w.span(p.span);
                shape::Place {
                    start,
                    end,
                    entity: entity(p.entity),
                    lat: p.lat,
                    lon: p.lon,
                    geonames: p.geonames,
                    country: p.country.map(|code| code.to_string()),
                    admin: p.admin.as_ref().map(text),
                    precision: p.precision,
                    alternatives: p.alternatives.clone(),
                    origin: origin(&p.origin),
                }
            })
            .collect(),
        statements: ledger
            .statements
            .iter_ids()
            .map(|(at, s)| shape::Statement {
                id: statement(at),
                kind: s.kind,
                source: w.spans(&s.source),
                source_entity: entities(&s.source_entity),
                cue: w.spans(&s.cue),
                content: w.spans(&s.content),
                act: s.act,
                polarity: s.polarity,
                addressee: entities(&s.addressee),
                target: entities(&s.target),
                via: s.via.iter().map(|&at| statement(at)).collect(),
                continues: s.continues.map(statement),
                denies: s.denies.map(statement),
                repeats: s.repeats.map(statement),
                time: s.time.as_ref().map(text),
                place: s.place.map(entity),
                origin: origin(&s.origin),
            })
            .collect(),
        events: ledger
            .events
            .iter_ids()
            .map(|(at, v)| shape::Event {
                id: event(at),
                trigger: w.span(v.trigger),
                event: v.event,
                mode: v.mode.as_ref().map(text),
                cameo: v.cameo.as_ref().map(text),
                contexts: v.contexts.iter().map(text).collect(),
                actor: entities(&v.actor),
                recipient: entities(&v.recipient),
                time: v.time.as_ref().map(text),
                place: v.place.map(entity),
                status: v.status,
                according_to: v.according_to.map(statement),
                same_as: v.same_as.map(event),
                origin: origin(&v.origin),
            })
            .collect(),
        quantities: ledger
            .quantities
            .iter()
            .map(|q| {
                let shape::Span { start, end } = w.span(q.span);
                shape::Quantity { start, end, value: q.value, unit: text(&q.unit) }
            })
            .collect(),
        defects: ledger
            .defects
            .iter()
            .map(|d| {
                let shape::Span { start, end } = w.span(d.span);
                shape::Defect { start, end, kind: d.kind, message: d.message.clone() }
            })
            .collect(),
    }
}
