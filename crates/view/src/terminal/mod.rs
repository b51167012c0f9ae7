//! The view for a terminal: the text with marks, then the records, sentence first.

mod paint;
mod records;
mod text;

use crate::layers::Layers;
use crate::tell;
use dateline_doc::Ledger;
use paint::{Paint, Run};

/// How to show a ledger on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns; at least 40 are used.
    pub width: usize,
    /// Whether ANSI styles may be written. Without them, a row of signs under each line of the
    /// text tells what is marked.
    pub color: bool,
    /// Which records to show. With all layers the text is shown too.
    pub layers: Layers,
    /// Whether to say below each record which rule or model made it, and from which words.
    pub explain: bool,
}

impl Default for Terminal {
    fn default() -> Self {
        Terminal { width: 80, color: false, layers: Layers::ALL, explain: false }
    }
}

/// A ledger as text for a terminal, with a line end at its end. Nothing raw from the report gets
/// through: controls and bidirectional overrides are escaped.
pub fn terminal(ledger: &Ledger, options: &Terminal) -> String {
    let mut paint = Paint::new(options.width.max(40), options.color);
    heading(ledger, &mut paint);
    if options.layers == Layers::ALL {
        text::text(ledger, &mut paint);
    }
    let mut records = records::Records { ledger, paint: &mut paint, explain: options.explain };
    if options.layers.statements {
        records.statements();
    }
    if options.layers.events {
        records.events();
    }
    if options.layers.times {
        records.times();
    }
    if options.layers.places {
        records.places();
    }
    if options.layers.entities {
        records.entities();
    }
    if options.layers.defects {
        records.defects();
    }
    paint.finish()
}

fn heading(ledger: &Ledger, paint: &mut Paint) {
    let document = &ledger.document;
    let mut facts = Vec::new();
    match tell::date(ledger) {
        Some((day, why)) => facts.push(format!("{day} ({why})")),
        None => facts.push("no date: give one with --date".into()),
    }
    if let Some(line) = ledger.dateline {
        facts.push(tell::words(ledger, line.span));
    }
    facts.extend(document.source.clone());
    facts.extend(document.url.clone());
    facts.push(document.id.clone());
    paint.blank();
    paint.lines("", &[Run(paint::TITLE, &tell::title(ledger, paint.width - 2))]);
    paint.lines("", &[Run(paint::DIM, &facts.join(" · "))]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_view_of_a_report() {
        insta::assert_snapshot!(terminal(&sample::ledger(), &Terminal::default()));
    }

    #[test]
    fn the_view_with_reasons_in_a_narrow_terminal() {
        let options = Terminal { width: 44, explain: true, ..Terminal::default() };
        insta::assert_snapshot!(terminal(&sample::ledger(), &options));
    }

    #[test]
    fn picked_layers_come_without_the_text() {
        let layers = "times".parse().unwrap();
        let shown = terminal(&sample::ledger(), &Terminal { layers, ..Terminal::default() });
        assert!(shown.contains("WHEN") && !shown.contains("WHO SAID WHAT"));
    }

    #[test]
    fn colour_changes_no_word() {
        let colored = terminal(&sample::ledger(), &Terminal { color: true, ..Terminal::default() });
        assert!(colored.contains("\x1b["));
        let mut plain = String::new();
        let mut rest = colored.as_str();
        while let Some((before, after)) = rest.split_once("\x1b[") {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        plain.push_str(rest);
        for line in ["Tarn ministers", "ERUN HALDEN", "WHO SAID WHAT"] {
            assert!(plain.to_uppercase().contains(&line.to_uppercase()), "{line} in {plain}");
        }
    }

    #[test]
    fn nothing_raw_reaches_the_terminal() {
        let ledger = sample::hostile();
        for color in [false, true] {
            let shown = terminal(&ledger, &Terminal { color, explain: true, ..Terminal::default() });
            let foreign = |ch: char| ch.is_control() && ch != '\n' && !(color && ch == '\x1b');
            assert!(!shown.contains(foreign), "{shown:?}");
            assert!(!shown.contains('\u{202e}') && !shown.contains("\x1b[31m<script"));
        }
    }

    #[test]
    fn lines_keep_to_the_width() {
        for width in [40, 60, 100] {
            let shown =
                terminal(&sample::ledger(), &Terminal { width, explain: true, ..Terminal::default() });
            for line in shown.lines() {
                assert!(crate::wrap::width(line) <= width, "{width}: {line}");
            }
        }
    }
}
