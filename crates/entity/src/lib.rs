//! Who and what a report speaks of: mentions, coreference, identity, roles at a date.
//!
//! [`read`] goes from the linguistic layers of a text to its mentions and entities. What it knows
//! of the world comes from a [`Knowledge`]: tables in `data/` and a compact file of office-holders
//! that `examples/build_kb.rs` builds. Rules are deterministic; every mention and entity says in
//! its origin which of them made it. The stage cannot fail on a text.

mod acronym;
mod anaphora;
mod capitals;
mod cluster;
mod context;
mod day;
mod fold;
mod identity;
mod knowledge;
mod lexicon;
mod metonym;
mod names;
mod nominal;
mod office;
mod offices;
pub mod pack;
mod reading;
mod table;
mod told;
mod who;

pub use day::Day;
pub use knowledge::{Entry, Institution, Knowledge, KnowledgeError, Nominal, Title};
pub use office::{Office, classify};
pub use offices::{Holding, Offices, OpenError, Person};
pub use reading::{Reading, read};
pub use who::Answer;
