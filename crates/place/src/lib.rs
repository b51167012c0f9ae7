//! Toponyms in news reports: which names are used as locations, and where on earth they are.

pub mod build;
pub mod clues;
mod context;
pub mod find;
pub mod fold;
mod format;
mod frame;
pub mod gazetteer;
pub mod geonames;
mod lexicon;
mod prior;
pub mod rank;
mod read;
pub mod role;
mod spans;
pub mod tables;
mod variants;

pub use context::distance_km;
pub use gazetteer::{Candidate, Class, Entry, Gazetteer, GazetteerError, NameKind};
pub use rank::Resolution;
pub use read::{Layers, Reading, read, read_all};
pub use spans::{parse, resolve_spans};
