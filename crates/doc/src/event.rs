//! PLOVER events and quantities.

use crate::id::{EntityId, EventId, StatementId};
use crate::names::named;
use crate::origin::Origin;
use crate::span::Span;
use compact_str::CompactString;

named! {
    /// PLOVER's sixteen event types.
    Plover {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE",
        Cooperate = "COOPERATE", Aid = "AID", Retreat = "RETREAT", Request = "REQUEST",
        Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN", Protest = "PROTEST",
        Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
    }
}

impl Plover {
    /// Whether the parties do it together (meetings, agreements, joint work).
    pub fn is_reciprocal(self) -> bool {
        matches!(self, Plover::Agree | Plover::Consult | Plover::Cooperate)
    }
}

named! {
    /// Whether the report presents the event as a fact, and which.
    Status {
        Happened = "happened",
        Ongoing = "ongoing",
        Planned = "planned",
        Hypothetical = "hypothetical",
        Alleged = "alleged",
        Denied = "denied",
    }
}

/// Who did what to whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words that name it.
    pub trigger: Span,
    /// Its PLOVER type.
    pub event: Plover,
    /// Its PLOVER mode (`visit`, `investigate`, `aerial` …).
    pub mode: Option<CompactString>,
    /// Its CAMEO code, where it can be told.
    pub cameo: Option<CompactString>,
    /// PLOVER contexts.
    pub contexts: Vec<CompactString>,
    /// Who did it.
    pub actor: Vec<EntityId>,
    /// To whom.
    pub recipient: Vec<EntityId>,
    /// When (TIMEX3 value).
    pub time: Option<CompactString>,
    /// Where.
    pub place: Option<EntityId>,
    /// Fact, plan, claim.
    pub status: Status,
    /// The statement that it is told in; none for the report's own voice.
    pub according_to: Option<StatementId>,
    /// The first record of the same event in this report.
    pub same_as: Option<EventId>,
    /// Why.
    pub origin: Origin,
}

/// A number with its unit: "1,000 kilometers", "12 soldiers".
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// The number.
    pub value: f64,
    /// The unit: SI symbol, ISO 4217 code, or the lemma of what is counted.
    pub unit: CompactString,
}
