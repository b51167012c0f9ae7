//! Where a record came from.

use crate::names::named;
use compact_str::CompactString;

named! {
    /// The stage that made a record.
    Stage {
        Input = "input",
        Model = "model",
        Entity = "entity",
        Time = "time",
        Place = "place",
        Statement = "statement",
        Event = "event",
        Story = "story",
        User = "user",
    }
}

/// Why a record is there: its stage, the rule or model that made it, and how sure it is.
/// `--explain`, the page's "why" and ablations read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The stage.
    pub stage: Stage,
    /// The rule's id in the stage's data files, or the model's name.
    pub rule: CompactString,
    /// Whether `rule` names a model rather than a rule.
    pub learned: bool,
    /// From 0 to 1; a rule that does not weigh evidence gives 1.
    pub score: f32,
}

impl Origin {
    /// A record made by a rule.
    pub fn rule(stage: Stage, rule: impl Into<CompactString>) -> Origin {
        Origin { stage, rule: rule.into(), learned: false, score: 1.0 }
    }

    /// A record made by a learned model.
    pub fn model(stage: Stage, model: impl Into<CompactString>, score: f32) -> Origin {
        Origin { stage, rule: model.into(), learned: true, score }
    }

    /// The same with another score.
    pub fn with_score(self, score: f32) -> Origin {
        Origin { score, ..self }
    }
}
