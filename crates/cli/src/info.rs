//! `dateline info`: what read a ledger, and whose data is inside.

use crate::engine::Engine;
use crate::{Failure, Outcome, print};
use std::fmt::Write;
use std::path::Path;

/// Name, use, licence of the data that ships inside; one a line, tab-separated, `#` comments.
const DATA: &str = include_str!("../data/licences.tsv");

pub(crate) fn run(weights: Option<&Path>) -> Result<Outcome, Failure> {
    let mut text =
        format!("dateline {}\nschema   {}\n", env!("CARGO_PKG_VERSION"), dateline_doc::json::SCHEMA);
    // A broken model is what somebody may want to find out here: say so and go on.
    match Engine::load(weights) {
        Ok(engine) => {
            let _ = writeln!(text, "model    {}", engine.name().model);
        }
        Err(error) => {
            let _ = writeln!(text, "model    cannot be loaded: {error}");
        }
    }
    text.push_str("\nData inside:\n");
    for (name, used_for, licence) in rows() {
        let _ = writeln!(text, "  {name}: {used_for} [{licence}]");
    }
    text.push_str("\nThe code is licensed MIT OR Apache-2.0.\n");
    print(&text)
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    DATA.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_has_three_fields() {
        let lines = super::DATA.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert!(lines > 0 && super::rows().count() == lines);
    }

    #[test]
    fn everything_that_the_weights_learned_from_is_named() {
        let card = include_str!("../../model/weights/reader.card.md");
        let sets = card.split("[[trained_on]]").skip(1).filter_map(|set| set.split('"').nth(1));
        let missing: Vec<_> = sets.filter(|set| !super::rows().any(|row| row.0.trim() == *set)).collect();
        assert!(missing.is_empty(), "{missing:?} stand in the model card and not in data/licences.tsv");
    }
}
