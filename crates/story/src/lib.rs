//! Which reports repeat one another.
//!
//! [`overlaps`] finds reprints: pairs of texts of which one repeats a good part of the other, told
//! from form letters that only share their wording. Figures: `examples/reprints.rs`.

mod reprint;
mod shingle;
mod union;

pub use reprint::{Overlap, overlaps};
pub use shingle::Shingles;
pub use union::Groups;
