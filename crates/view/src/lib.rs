//! A ledger to look at: as text for a terminal ([`terminal()`]), as one self-contained HTML page
//! ([`html()`]).
//!
//! The report's text is hostile: control characters and bidirectional overrides never reach a
//! terminal or a page raw, and no tag of the text survives in the page. Both views show the text
//! with marks first, then the records; every record can be found in the text and the other way round.

mod clean;
mod html;
mod layers;
mod marks;
mod tell;
mod terminal;
mod timex;
mod wrap;

#[cfg(test)]
mod sample;

pub use clean::{shown, visible};
pub use html::html;
pub use layers::{Layers, UnknownLayer};
pub use terminal::{Terminal, terminal};
