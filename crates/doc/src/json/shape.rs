//! The JSON of one ledger, field by field. Offsets count code points; ids are strings.

use crate::document::DefectKind;
use crate::entity::{EntityType, Form, RoleClass, Sector};
use crate::event::{Plover, Status};
use crate::origin::Stage;
use crate::place::Precision;
use crate::statement::{Act, Kind, Polarity};
use crate::time::TimeType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of `document.text` in Unicode code points, end exclusive.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// Why a record is there: a rule's id, or a model's name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// The stage that made it.
    pub stage: Stage,
    /// The rule, if a rule made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The model, if a model made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// From 0 to 1.
    pub score: f32,
}

/// The ledger of one report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "dateline ledger")]
pub struct Ledger {
    /// Always `dateline/1`.
    pub schema: String,
    /// What read it.
    pub engine: Engine,
    /// The report.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Who and what it speaks of.
    pub entities: Vec<Entity>,
    /// Where it speaks of them.
    pub mentions: Vec<Mention>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Names used as locations.
    pub places: Vec<Place>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what.
    pub events: Vec<Event>,
    /// Numbers with units.
    pub quantities: Vec<Quantity>,
    /// What is wrong with the text itself.
    pub defects: Vec<Defect>,
}

/// What read the report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Engine {
    /// dateline's version.
    pub version: String,
    /// The reader and the digest of its weights.
    pub model: String,
}

/// The report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The input's own id, else a hash of its source and bytes.
    pub id: String,
    /// Digest of the source bytes.
    pub digest: String,
    /// Exactly the text that was read.
    pub text: String,
    /// ISO 639-1.
    pub language: String,
    /// Its title, where the input has one.
    pub title: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Document creation time.
    pub date: Option<Date>,
    /// The date line.
    pub dateline: Option<Dateline>,
}

/// Document creation time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// ISO 8601, at the finest granularity that is certain.
    pub value: String,
    /// Whether it came with the input.
    pub given: bool,
    /// From 0 to 1.
    pub confidence: f32,
    /// What in the text speaks for it.
    pub evidence: Vec<Span>,
}

/// "Hong Kong (CNN)".
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Dateline {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The place's entity.
    pub place: Option<String>,
    /// The outlet's entity.
    pub outlet: Option<String>,
}

/// A person, state, organisation, group, place, facility or event.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e1` …
    pub id: String,
    /// Its best name.
    pub name: String,
    /// What it is.
    pub r#type: EntityType,
    /// ISO 3166-1 alpha-3, or `EUR`.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// Ids of the members of a plural group.
    pub members: Vec<String>,
    /// Its role at the document's date.
    pub role: Option<String>,
    /// The class of the role.
    pub role_class: Option<RoleClass>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Why.
    pub origin: Origin,
}

/// Where an entity is spoken of.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Whom.
    pub entity: String,
    /// Name (demonyms too), nominal, pronoun.
    pub form: Form,
    /// A place that stands for its government.
    pub metonym: bool,
    /// Why.
    pub origin: Origin,
}

/// A time expression.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// TIMEX3 type.
    pub r#type: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 modifier.
    pub r#mod: Option<String>,
    /// The earliest day it can be.
    pub from: Option<String>,
    /// The latest day it can be.
    pub to: Option<String>,
    /// Why.
    pub origin: Origin,
}

/// A name used as a location.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What it names.
    pub entity: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// The country it lies in: ISO 3166-1 alpha-3.
    #[serde(default)]
    pub country: Option<String>,
    /// The first-order division it lies in.
    #[serde(default)]
    pub admin: Option<String>,
    /// How finely the point tells where it is.
    pub precision: Precision,
    /// GeoNames ids of the next best places of the name.
    #[serde(default)]
    pub alternatives: Vec<u32>,
    /// Why.
    pub origin: Origin,
}

/// An attribution of content to a source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// `s1` …
    pub id: String,
    /// Direct, indirect, mixed.
    pub kind: Kind,
    /// The words that name the source.
    pub source: Vec<Span>,
    /// Who it is.
    pub source_entity: Vec<String>,
    /// What attributes.
    pub cue: Vec<Span>,
    /// What is said, with its quotation marks.
    pub content: Vec<Span>,
    /// What is done by saying it.
    pub act: Act,
    /// Negative: "did not say whether".
    pub polarity: Polarity,
    /// Told whom.
    pub addressee: Vec<String>,
    /// About whom.
    pub target: Vec<String>,
    /// The statements that report this one.
    pub via: Vec<String>,
    /// The statement that goes on here.
    pub continues: Option<String>,
    /// The statement that is denied.
    pub denies: Option<String>,
    /// The earlier statement of the same.
    pub repeats: Option<String>,
    /// When.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Why.
    pub origin: Origin,
}

/// Who did what to whom.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `v1` …
    pub id: String,
    /// The words that name it.
    pub trigger: Span,
    /// PLOVER type.
    pub event: Plover,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Who.
    pub actor: Vec<String>,
    /// To whom.
    pub recipient: Vec<String>,
    /// When.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// As the report presents it.
    pub status: Status,
    /// The statement it is told in.
    pub according_to: Option<String>,
    /// The first record of the same event.
    pub same_as: Option<String>,
    /// Why.
    pub origin: Origin,
}

/// A number with its unit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The number.
    pub value: f64,
    /// SI symbol, ISO 4217 code, or what is counted.
    pub unit: String,
}

/// What is wrong with the text itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Defect {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What kind.
    pub kind: DefectKind,
    /// In a short sentence.
    pub message: String,
}
