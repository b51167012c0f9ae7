//! Attributions: who said what to whom, according to whom.

use crate::id::{EntityId, StatementId};
use crate::names::named;
use crate::origin::Origin;
use crate::span::Spans;
use compact_str::CompactString;

named! {
    /// How much of the content stands between quotation marks: all, none, some.
    Kind {
        Direct = "direct",
        Indirect = "indirect",
        Mixed = "mixed",
    }
}

named! {
    /// What the source does by the statement.
    Act {
        Say = "say",
        Accuse = "accuse",
        Deny = "deny",
        Threaten = "threaten",
        Request = "request",
        Support = "support",
        Agree = "agree",
        Reject = "reject",
        Promise = "promise",
        Believe = "believe",
        Intend = "intend",
        Ask = "ask",
        Decide = "decide",
        Report = "report",
    }
}

named! {
    /// Whether the attribution itself is negated ("did not say whether").
    Polarity {
        Positive = "positive",
        Negative = "negative",
    }
}

/// An attribution of content to a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Direct, indirect or mixed speech.
    pub kind: Kind,
    /// The words that name the source; none where nobody is named.
    pub source: Spans,
    /// Who the source is, by name, pronoun, role or context.
    pub source_entity: Vec<EntityId>,
    /// The verb, noun or preposition that attributes; none in a quotation that goes on.
    pub cue: Spans,
    /// What is said; quotation marks included, trailing comma excluded.
    pub content: Spans,
    /// What is done by saying it.
    pub act: Act,
    /// Negated or not.
    pub polarity: Polarity,
    /// Told whom.
    pub addressee: Vec<EntityId>,
    /// About or against whom.
    pub target: Vec<EntityId>,
    /// The statements that report this one: "X said, Y reported": X's via Y's.
    pub via: Vec<StatementId>,
    /// The statement whose quotation goes on here.
    pub continues: Option<StatementId>,
    /// The statement that this one denies.
    pub denies: Option<StatementId>,
    /// The earlier statement that says the same.
    pub repeats: Option<StatementId>,
    /// When it was made (TIMEX3 value).
    pub time: Option<CompactString>,
    /// Where it was made.
    pub place: Option<EntityId>,
    /// Why.
    pub origin: Origin,
}
