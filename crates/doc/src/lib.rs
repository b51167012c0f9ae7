//! A report and what was read in it.
//!
//! A [`Document`] holds a text that is never edited. Everything that dateline finds is a record that
//! points into that text: an [`Analysis`] holds the linguistic layers (tokens, sentences, heads,
//! names), a [`Ledger`] the records that users see (entities, times, places, statements, events).
//!
//! Offsets are UTF-8 bytes on character boundaries everywhere in Rust ([`Span`]); the JSON of
//! [`json`] counts Unicode code points and is the only place where one becomes the other.

pub mod analysis;
pub mod check;
pub mod conllu;
pub mod document;
pub mod entity;
pub mod event;
pub mod id;
pub mod json;
pub mod ledger;
mod names;
pub mod origin;
pub mod place;
pub mod quotation;
pub mod span;
pub mod statement;
pub mod syntax;
pub mod time;

pub use analysis::{Analysis, Name, NameKind, Sentence, Token, TokenScores};
pub use compact_str::CompactString;
pub use document::{Dateline, Defect, DefectKind, Document, DocumentDate};
pub use entity::{Country, Entity, EntityType, Form, Mention, RoleClass, Sector};
pub use event::{Event, Plover, Quantity, Status};
pub use id::{
    EntityId, EventId, Layer, MentionId, ParagraphId, PlaceId, QuotationId, SentenceId, StatementId, TimeId,
    TokenId,
};
pub use ledger::{Engine, Ledger};
pub use origin::{Origin, Stage};
pub use place::{Place, Precision};
pub use quotation::Quotation;
pub use span::{Span, Spans};
pub use statement::{Act, Kind, Polarity, Statement};
pub use syntax::{Morph, Relation, Upos};
pub use time::{TimeExpression, TimeType};
