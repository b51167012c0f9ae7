//! Everything that was read in one report.

use crate::document::{Dateline, Defect, Document, DocumentDate};
use crate::entity::{Entity, Mention};
use crate::event::{Event, Quantity};
use crate::id::{EntityId, EventId, Layer, MentionId, PlaceId, StatementId, TimeId};
use crate::place::Place;
use crate::span::Span;
use crate::statement::Statement;
use crate::time::TimeExpression;

/// What read the report, so that a result can be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Engine {
    /// dateline's version.
    pub version: String,
    /// The learned reader's name and the digest of its weights.
    pub model: String,
}

/// The records of one report. `json` writes and reads it by the contract.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// What read it.
    pub engine: Engine,
    /// The report.
    pub document: Document,
    /// Its date, where it can be told.
    pub date: Option<DocumentDate>,
    /// Its date line, where it has one.
    pub dateline: Option<Dateline>,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Who and what it speaks of.
    pub entities: Layer<EntityId, Entity>,
    /// Where it speaks of them, in text order.
    pub mentions: Layer<MentionId, Mention>,
    /// Its time expressions, in text order.
    pub times: Layer<TimeId, TimeExpression>,
    /// Names used as locations, in text order.
    pub places: Layer<PlaceId, Place>,
    /// Who said what, in text order.
    pub statements: Layer<StatementId, Statement>,
    /// Who did what, in text order.
    pub events: Layer<EventId, Event>,
    /// Numbers with units, in text order.
    pub quantities: Vec<Quantity>,
    /// What is wrong with the text, in text order.
    pub defects: Vec<Defect>,
}
