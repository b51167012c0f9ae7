//! Toponyms in news reports: which names are used as locations, and where on earth they are.

pub mod build;
pub mod clues;
pub mod find;
pub mod fold;
mod format;
pub mod gazetteer;
pub mod geonames;
mod lexicon;
pub mod rank;
mod read;
pub mod role;
mod spans;
pub mod tables;
mod variants;

pub use gazetteer::{Candidate, Class, Entry, Gazetteer, GazetteerError, NameKind};
pub use rank::{Precision, Resolution, distance_km};
pub use read::{Layers, Reading, read, read_all};
pub use spans::{parse, resolve_spans};
