//! JSON to ledger.

use super::offsets::Offsets;
use super::shape;
use crate::document::{Dateline, Defect, Document, DocumentDate};
use crate::entity::{Country, Entity, Mention};
use crate::event::{Event, Quantity};
use crate::id::{EntityId, EventId, Id, StatementId};
use crate::ledger::{Engine, Ledger};
use crate::origin::Origin;
use crate::place::Place;
use crate::span::{Span, Spans};
use crate::statement::Statement;
use crate::time::TimeExpression;
use jiff::civil::Date;
use std::collections::HashMap;

/// Why a JSON text is no ledger, with the place of the fault.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or not of the ledger's shape.
    #[error("not a dateline ledger: {0}")]
    Shape(#[from] serde_json::Error),
    /// Another format's or a later version's `schema`.
    #[error("schema `{0}` is not `{expected}`", expected = super::SCHEMA)]
    Schema(String),
    /// A field that contradicts the rest.
    #[error("{place}: {message}")]
    Field {
        /// The field, as `events[0].trigger`.
        place: String,
        /// What is wrong with it.
        message: String,
    },
}

type Result<T> = std::result::Result<T, ReadError>;

struct Reader<'t> {
    offsets: Offsets<'t>,
    entities: HashMap<&'t str, EntityId>,
    statements: HashMap<&'t str, StatementId>,
    events: HashMap<&'t str, EventId>,
}

fn wrong<T>(place: &str, message: impl Into<String>) -> Result<T> {
    Err(ReadError::Field { place: place.into(), message: message.into() })
}

fn ids<'t, I: Id>(all: impl Iterator<Item = &'t String>) -> HashMap<&'t str, I> {
    all.enumerate().map(|(index, id)| (id.as_str(), I::at(index))).collect()
}

fn look_up<I: Id>(ids: &HashMap<&str, I>, id: &str, place: &str) -> Result<I> {
    ids.get(id).copied().map_or_else(|| wrong(place, format!("there is no `{id}`")), Ok)
}

impl Reader<'_> {
    fn span(&self, start: u32, end: u32, place: &str) -> Result<Span> {
        self.offsets
            .span(start, end)
            .map_or_else(|| wrong(place, format!("{start}..{end} is no span of the text")), Ok)
    }

    fn spans(&self, spans: &[shape::Span], place: &str) -> Result<Spans> {
        spans.iter().map(|s| self.span(s.start, s.end, place)).collect()
    }

    fn entity(&self, id: &str, place: &str) -> Result<EntityId> {
        look_up(&self.entities, id, place)
    }

    fn entity_list(&self, ids: &[String], place: &str) -> Result<Vec<EntityId>> {
        ids.iter().map(|id| self.entity(id, place)).collect()
    }

    fn maybe_entity(&self, id: &Option<String>, place: &str) -> Result<Option<EntityId>> {
        id.as_deref().map(|id| self.entity(id, place)).transpose()
    }

    fn maybe_statement(&self, id: &Option<String>, place: &str) -> Result<Option<StatementId>> {
        id.as_deref().map(|id| look_up(&self.statements, id, place)).transpose()
    }
}

fn origin(origin: &shape::Origin) -> Origin {
    let learned = origin.model.is_some();
    let name = origin.model.as_deref().or(origin.rule.as_deref()).unwrap_or_default();
    Origin { stage: origin.stage, rule: name.into(), learned, score: origin.score }
}

fn day(text: &Option<String>, place: &str) -> Result<Option<Date>> {
    let parse =
        |text: &String| text.parse().or_else(|error| wrong(place, format!("`{text}` is no day: {error}")));
    text.as_ref().map(parse).transpose()
}

fn country(text: &Option<String>, place: &str) -> Result<Option<Country>> {
    let parse = |text: &String| {
        text.parse().or_else(|error: crate::entity::NoCountry| wrong(place, error.to_string()))
    };
    text.as_ref().map(parse).transpose()
}

fn compact(text: &Option<String>) -> Option<compact_str::CompactString> {
    text.as_deref().map(Into::into)
}

/// Collects a list while naming each element's place: `mentions[3]`.
fn each<S, T, C: FromIterator<T>>(
    name: &str,
    all: &[S],
    mut read: impl FnMut(&S, &str) -> Result<T>,
) -> Result<C> {
    all.iter().enumerate().map(|(index, item)| read(item, &format!("{name}[{index}]"))).collect()
}

/// Reads one ledger. Ids may be any strings that are used consistently; fields that this version
/// does not know are passed over.
///
/// # Errors
/// [`ReadError`] names the field at fault.
pub fn from_json(json: &str) -> Result<Ledger> {
    let from: shape::Ledger = serde_json::from_str(json)?;
    if from.schema != super::SCHEMA {
        return Err(ReadError::Schema(from.schema));
    }
    let r = Reader {
        offsets: Offsets::new(&from.document.text),
        entities: ids(from.entities.iter().map(|e| &e.id)),
        statements: ids(from.statements.iter().map(|s| &s.id)),
        events: ids(from.events.iter().map(|v| &v.id)),
    };
    let date = from.document.date.as_ref().map(|d| -> Result<_> {
        let evidence = each("document.date.evidence", &d.evidence, |s, at| r.span(s.start, s.end, at))?;
        Ok(DocumentDate {
            value: d.value.as_str().into(),
            given: d.given,
            confidence: d.confidence,
            evidence,
        })
    });
    let dateline = from.document.dateline.as_ref().map(|d| -> Result<_> {
        let at = "document.dateline";
        Ok(Dateline {
            span: r.span(d.start, d.end, at)?,
            place: r.maybe_entity(&d.place, at)?,
            outlet: r.maybe_entity(&d.outlet, at)?,
        })
    });
    Ok(Ledger {
        engine: Engine { version: from.engine.version.clone(), model: from.engine.model.clone() },
        date: date.transpose()?,
        dateline: dateline.transpose()?,
        sentences: each("sentences", &from.sentences, |s, at| r.span(s.start, s.end, at))?,
        entities: each("entities", &from.entities, |e, at| {
            Ok(Entity {
                name: e.name.as_str().into(),
                kind: e.r#type,
                country: country(&e.country, at)?,
                sector: e.sector,
                members: r.entity_list(&e.members, at)?,
                role: compact(&e.role),
                role_class: e.role_class,
                wikidata: compact(&e.wikidata),
                geonames: e.geonames,
                origin: origin(&e.origin),
            })
        })?,
        mentions: each("mentions", &from.mentions, |m, at| {
            Ok(Mention {
                span: r.span(m.start, m.end, at)?,
                entity: r.entity(&m.entity, at)?,
                form: m.form,
                metonym: m.metonym,
                origin: origin(&m.origin),
            })
        })?,
        times: each("times", &from.times, |t, at| {
            Ok(TimeExpression {
                span: r.span(t.start, t.end, at)?,
                kind: t.r#type,
                value: t.value.as_str().into(),
                modifier: compact(&t.r#mod),
                from: day(&t.from, at)?,
                to: day(&t.to, at)?,
                origin: origin(&t.origin),
            })
        })?,
        places: each("places", &from.places, |p, at| {
            Ok(Place {
                span: r.span(p.start, p.end, at)?,
                entity: r.entity(&p.entity, at)?,
                lat: p.lat,
                lon: p.lon,
                geonames: p.geonames,
                country: country(&p.country, at)?,
                admin: compact(&p.admin),
                precision: p.precision,
                alternatives: p.alternatives.clone(),
                origin: origin(&p.origin),
            })
        })?,
        statements: each("statements", &from.statements, |s, at| {
            Ok(Statement {
                kind: s.kind,
                source: r.spans(&s.source, at)?,
                source_entity: r.entity_list(&s.source_entity, at)?,
                cue: r.spans(&s.cue, at)?,
                content: r.spans(&s.content, at)?,
                act: s.act,
                polarity: s.polarity,
                addressee: r.entity_list(&s.addressee, at)?,
                target: r.entity_list(&s.target, at)?,
                via: s.via.iter().map(|id| look_up(&r.statements, id, at)).collect::<Result<_>>()?,
                continues: r.maybe_statement(&s.continues, at)?,
                denies: r.maybe_statement(&s.denies, at)?,
                repeats: r.maybe_statement(&s.repeats, at)?,
                time: compact(&s.time),
                place: r.maybe_entity(&s.place, at)?,
                origin: origin(&s.origin),
            })
        })?,
        events: each("events", &from.events, |v, at| {
            Ok(Event {
                trigger: r.span(v.trigger.start, v.trigger.end, &format!("{at}.trigger"))?,
                event: v.event,
                mode: compact(&v.mode),
                cameo: compact(&v.cameo),
                contexts: v.contexts.iter().map(|text| text.as_str().into()).collect(),
                actor: r.entity_list(&v.actor, at)?,
                recipient: r.entity_list(&v.recipient, at)?,
                time: compact(&v.time),
                place: r.maybe_entity(&v.place, at)?,
                status: v.status,
                according_to: r.maybe_statement(&v.according_to, at)?,
                same_as: v.same_as.as_deref().map(|id| look_up(&r.events, id, at)).transpose()?,
                origin: origin(&v.origin),
            })
        })?,
        quantities: each("quantities", &from.quantities, |q, at| {
            Ok(Quantity { span: r.span(q.start, q.end, at)?, value: q.value, unit: q.unit.as_str().into() })
        })?,
        defects: each("defects", &from.defects, |d, at| {
            Ok(Defect { span: r.span(d.start, d.end, at)?, kind: d.kind, message: d.message.clone() })
        })?,
        document: Document {
            id: from.document.id.clone(),
            digest: from.document.digest.clone(),
            text: from.document.text.clone(),
            language: from.document.language.as_str().into(),
            title: from.document.title.clone(),
            given_date: from
                .document
                .date
                .as_ref()
                .filter(|date| date.given)
                .map(|date| date.value.as_str().into()),
            url: from.document.url.clone(),
            source: from.document.source.clone(),
        },
    })
}
