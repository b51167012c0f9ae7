//! Who did what to whom: PLOVER events of a report.
//!
//! [`events`] reads the layers of a report (tokens and trees, mentions and entities, times, places,
//! statements) and returns its events: a trigger found by a frame (`data/frames/*.toml`), its type,
//! mode and CAMEO code, who acts on whom, whether it happened, when, where and who says so. The
//! frames are data; users lay files of their own over them with [`Frames::with_file`].
//!
//! [`quantities`] reads numbers with their units.

mod args;
mod fitted;
mod frames;
mod lemma;
mod quantity;
mod rank;
mod read;
mod roles;
mod same;
mod status;
mod triggers;
mod verbal;
mod view;
mod weigh;
mod when;
mod window;

pub use fitted::Features;
pub use frames::{FrameError, Frames};
pub use quantity::quantities;
pub use rank::Instance;
pub use read::{events, role_instances, trigger_instances};
pub use weigh::Weighing;

use dateline_doc::{
    Analysis, Entity, EntityId, Layer, Mention, MentionId, Place, PlaceId, Statement, StatementId,
    TimeExpression, TimeId,
};

/// The layers of a report that events are read from. Layers may be empty; spans are byte offsets
/// into `text`.
#[derive(Debug, Clone, Copy)]
pub struct Layers<'a> {
    /// The report's text.
    pub text: &'a str,
    /// Tokens, sentences, trees, names, and the reader's scores where it has such heads.
    pub analysis: &'a Analysis,
    /// Who and what it speaks of.
    pub entities: &'a Layer<EntityId, Entity>,
    /// Where it speaks of them.
    pub mentions: &'a Layer<MentionId, Mention>,
    /// Its time expressions.
    pub times: &'a Layer<TimeId, TimeExpression>,
    /// Names used as locations.
    pub places: &'a Layer<PlaceId, Place>,
    /// Who said what.
    pub statements: &'a Layer<StatementId, Statement>,
    /// The report's date (ISO 8601), where it is known.
    pub date: Option<&'a str>,
}
