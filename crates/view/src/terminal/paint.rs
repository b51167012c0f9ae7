//! Styles and the layout of lines.

use crate::wrap::{self, wrap};
use anstyle::{AnsiColor, Effects, Style};

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi(color)))
}

pub(super) const PLAIN: Style = Style::new();
pub(super) const DIM: Style = Style::new().effects(Effects::DIMMED);
pub(super) const TITLE: Style = Style::new().effects(Effects::BOLD);
pub(super) const NAME: Style = Style::new().effects(Effects::BOLD);
pub(super) const PLACE: Style = color(AnsiColor::Magenta).effects(Effects::BOLD.insert(Effects::UNDERLINE));
pub(super) const TIME: Style = color(AnsiColor::Cyan).effects(Effects::UNDERLINE);
pub(super) const EVENT: Style = color(AnsiColor::Yellow).effects(Effects::BOLD.insert(Effects::ITALIC));
pub(super) const CUE: Style = color(AnsiColor::Green).effects(Effects::ITALIC);
pub(super) const CONTENT: Style = color(AnsiColor::Green);
pub(super) const DEFECT: Style = color(AnsiColor::Red).effects(Effects::UNDERLINE);

/// A run of text in one style.
#[derive(Clone, Copy)]
pub(super) struct Run<'t>(pub(super) Style, pub(super) &'t str);

/// Collects the lines of the view.
pub(super) struct Paint {
    pub(super) width: usize,
    pub(super) color: bool,
    out: String,
}

impl Paint {
    pub(super) fn new(width: usize, color: bool) -> Paint {
        Paint { width, color, out: String::new() }
    }

    pub(super) fn finish(mut self) -> String {
        self.blank();
        self.out
    }

    /// Ends the paragraph: one empty line, not two.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Writes a printable text (of ours, or escaped by `wrap`).
    pub(super) fn put(&mut self, style: Style, text: &str) {
        if self.color && style != PLAIN && !text.is_empty() {
            let reset = style.render_reset();
            self.out.push_str(&format!("{style}{text}{reset}"));
        } else {
            self.out.push_str(text);
        }
    }

    /// Ends a line; no spaces stay at its end.
    pub(super) fn end(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        self.out.push('\n');
    }

    /// A section's heading, with a number of records at its right.
    pub(super) fn section(&mut self, title: &str, note: &str) {
        self.blank();
        self.lines("", &[Run(TITLE, title), Run(DIM, "  "), Run(DIM, note)]);
        self.put(DIM, &"─".repeat(self.width));
        self.end();
    }

    /// Wraps runs below one another: `label` stands at the left of the first line, the others are
    /// indented as far.
    pub(super) fn lines(&mut self, label: &str, runs: &[Run<'_>]) {
        let indent = wrap::width(label);
        let room = self.width.saturating_sub(indent);
        for (at, line) in wrap(runs.iter().map(|run| (run.0, run.1)), room).into_iter().enumerate() {
            if at == 0 {
                self.put(DIM, label);
            } else {
                self.put(PLAIN, &" ".repeat(indent));
            }
            line.iter().for_each(|piece| self.put(piece.tag, &piece.text));
            self.end();
        }
    }

    /// What somebody said, with a bar beside it.
    pub(super) fn barred(&mut self, indent: &str, text: &str) {
        for line in wrap([(PLAIN, text)], self.width.saturating_sub(indent.len() + 2)) {
            self.put(PLAIN, indent);
            self.put(CONTENT, "│ ");
            line.iter().for_each(|piece| self.put(piece.tag, &piece.text));
            self.end();
        }
    }

    /// Rows of cells below one another, each column as wide as its widest cell; the last column
    /// takes what is left and wraps. In a narrow terminal the cells of a row are joined by dots.
    pub(super) fn table(&mut self, rows: &[Vec<(Style, String)>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &[(Style, String)], at: usize| row.get(at).map_or(0, |cell| wrap::width(&cell.1));
        let widths: Vec<usize> =
            (0..columns).map(|at| rows.iter().map(|row| cell(row, at)).max().unwrap_or(0)).collect();
        let fixed: usize = widths.iter().take(columns.saturating_sub(1)).map(|width| width + 2).sum();
        let narrow = self.width.saturating_sub(fixed + 2) < 16;
        for row in rows {
            if narrow {
                let filled: Vec<_> = row.iter().filter(|cell| !cell.1.is_empty()).collect();
                let mut runs = Vec::new();
                for (at, cell) in filled.iter().enumerate() {
                    if at > 0 {
                        runs.push(Run(DIM, " · "));
                    }
                    runs.push(Run(cell.0, &cell.1));
                }
                self.lines("  ", &runs);
                continue;
            }
            let Some((last, first)) = row.split_last() else { continue };
            self.put(PLAIN, "  ");
            for ((style, text), width) in first.iter().zip(&widths) {
                self.put(*style, text);
                self.put(PLAIN, &" ".repeat(width + 2 - wrap::width(text)));
            }
            let used: usize = 2 + widths.iter().take(first.len()).map(|width| width + 2).sum::<usize>();
            let lines = wrap([(last.0, last.1.as_str())], self.width.saturating_sub(used));
            for (at, line) in lines.iter().enumerate() {
                if at > 0 {
                    self.put(PLAIN, &" ".repeat(used));
                }
                line.iter().for_each(|piece| self.put(piece.tag, &piece.text));
                self.end();
            }
            if lines.is_empty() {
                self.end();
            }
        }
    }
}
