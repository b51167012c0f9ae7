//! Time expressions in English news: where they stand, what they denote, and when the report was
//! written.
//!
//! ```
//! use dateline_doc::Analysis;
//! let date = "2024-02-15".parse().ok();
//! let times = dateline_time::read("Talks broke down on Tuesday.", &Analysis::default(), date).times;
//! assert_eq!(times[0].value, "2024-02-13");
//! ```
//!
//! The stage works on bare text; where the [`Analysis`] has tokens, tags, heads and names it uses them.
//! It cannot fail on text: it gives expressions and defects.

mod calendar;
mod date;
mod direction;
mod grammar;
mod guard;
mod lex;
mod matcher;
mod meaning;
mod number;
mod resolve;
mod stage;
mod value;
mod words;

pub use date::{Tenure, date_in_url, document_date};
pub use stage::{Candidate, Reading, find, normalise, read, resolve, resolve_about};

use grammar::{Grammar, RuleFile};
use matcher::Engine;
use std::sync::LazyLock;
use words::Words;

const FILES: [(&str, &str); 4] = [
    ("rules_block.toml", include_str!("../data/rules_block.toml")),
    ("rules_calendar.toml", include_str!("../data/rules_calendar.toml")),
    ("rules_clock.toml", include_str!("../data/rules_clock.toml")),
    ("rules_duration.toml", include_str!("../data/rules_duration.toml")),
];

fn rule_files() -> Result<Vec<RuleFile>, String> {
    FILES.iter().map(|(name, text)| toml::from_str(text).map_err(|e| format!("{name}: {e}"))).collect()
}

fn build_engine() -> Result<Engine, String> {
    let mut words = Words::parse(include_str!("../data/words.tsv"))?;
    let grammar = Grammar::compile(&rule_files()?, &mut words)?;
    Ok(Engine::new(words, grammar))
}

/// The compiled grammar. Its data are part of the program and a test reads them all.
static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| build_engine().expect("the rules that are built in are sound"));

#[cfg(test)]
mod tests;
