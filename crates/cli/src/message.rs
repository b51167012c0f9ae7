//! What goes to standard error: what, where, what to do.

use anstyle::{AnsiColor, Effects, Style};
use dateline_view::visible;
use std::io::Write;

const ERROR: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).effects(Effects::BOLD);
const WARNING: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow))).effects(Effects::BOLD);
const HELP: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan))).effects(Effects::BOLD);

/// Prints an error and, below it, what to do about it. Names and texts from outside may hold
/// anything: controls are escaped.
pub(crate) fn error(what: &str, help: Option<&str>) {
    // Nobody is left to tell if standard error is closed.
    let mut err = anstream::stderr().lock();
    let _ = writeln!(err, "{ERROR}error{ERROR:#}: {}", visible(what));
    if let Some(help) = help {
        let _ = writeln!(err, " {HELP}help{HELP:#}: {}", visible(help));
    }
}

/// Prints what is doubtful about a report that was read all the same.
pub(crate) fn warning(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{WARNING}warning{WARNING:#}: {}", visible(what));
}

/// Prints a remark.
pub(crate) fn note(what: &str) {
    let _ = writeln!(anstream::stderr().lock(), "dateline: {}", visible(what));
}
