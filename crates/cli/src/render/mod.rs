//! A ledger as bytes of one format.

mod csv;
mod pick;

use dateline_doc::{Ledger, json};
use dateline_view::{Layers, Terminal};

/// A format with all that it needs.
#[derive(Debug, Clone)]
pub(crate) enum Render {
    /// The view for people.
    Text(Terminal),
    /// One line of JSON; some layers may be left out.
    Json(Layers),
    /// A page.
    Html,
    /// A table of one layer.
    Csv(csv::Table),
    /// Tokens, tags and trees: no ledger is needed.
    Conllu,
}

impl Render {
    /// The table of a layer.
    ///
    /// # Errors
    /// What to do, if `layers` is not exactly one layer that has a table.
    pub(crate) fn csv(layers: Layers, explain: bool) -> Result<Render, String> {
        csv::Table::new(layers, explain).map(Render::Csv)
    }

    /// The ending of a file in this format.
    pub(crate) fn ending(&self) -> &'static str {
        match self {
            Render::Text(_) => "txt",
            Render::Json(_) => "json",
            Render::Html => "html",
            Render::Csv(_) => "csv",
            Render::Conllu => "conllu",
        }
    }

    /// What stands once above all reports.
    pub(crate) fn head(&self) -> String {
        match self {
            Render::Csv(table) => table.head(),
            _ => String::new(),
        }
    }

    /// One report; nothing in CoNLL-U, which does not show a ledger.
    pub(crate) fn report(&self, ledger: &Ledger) -> String {
        match self {
            Render::Text(terminal) => dateline_view::terminal(ledger, terminal),
            Render::Json(layers) => {
                let mut line =
                    if *layers == Layers::ALL { json::to_json(ledger) } else { pick::json(ledger, *layers) };
                line.push('\n');
                line
            }
            Render::Html => dateline_view::html(ledger),
            Render::Csv(table) => table.rows(ledger),
            Render::Conllu => String::new(),
        }
    }
}
