//! Which line ends are breaks of the text, and which only wrap a long line?
//!
//! A blank line always breaks. A single line end breaks too (a headline, a caption, one paragraph a
//! line), unless the text was wrapped at a fixed width: then the next word would not have fitted.

use super::chars::is_line_end;

/// Lines longer than this, in characters, are never the product of wrapping.
const WIDEST_WRAP: u32 = 110;
/// Lines shorter than this, in characters, are never wrapped.
const NARROWEST_WRAP: u32 = 45;
/// How many characters earlier than it must a wrapped line may end.
const SLACK: u32 = 2;

#[derive(Clone, Copy, Default)]
struct Line {
    /// Byte offset of the line's first character that is not white space.
    start: usize,
    /// Characters up to the last one that is not white space, indent included; 0 for a blank line.
    width: u32,
    /// Characters of the first word.
    first: u32,
    /// First character is a lower-case letter.
    lower: bool,
    /// First character is a list bullet.
    bullet: bool,
    /// Last character ends a sentence or announces something (`.`, `:`, `?` …).
    ended: bool,
}

/// The byte offsets at which a new paragraph starts (the first one of the text left out), ascending.
pub(super) fn paragraph_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut measured = None;
    let mut previous: Option<Line> = None;
    let mut blank = false;
    for_each_line(text, |line| {
        if line.width == 0 {
            blank = true;
            return;
        }
        if let Some(before) = previous {
            let wrap = !blank && {
                let width = *measured.get_or_insert_with(|| wrap_width(text));
                is_wrap(before, line, width)
            };
            if !wrap {
                starts.push(line.start);
            }
        }
        previous = Some(line);
        blank = false;
    });
    starts
}

/// Whether the line end between two neighbouring lines only wraps; `width` is the text's wrap width.
fn is_wrap(before: Line, after: Line, width: u32) -> bool {
    if after.bullet || after.width > WIDEST_WRAP || before.width > WIDEST_WRAP {
        // A paragraph on one line: only a plain continuation is none of its own.
        return !after.bullet && after.lower && !before.ended && before.width >= NARROWEST_WRAP;
    }
    if before.width < NARROWEST_WRAP {
        return after.lower && !before.ended && width >= NARROWEST_WRAP;
    }
    before.width + 1 + after.first + SLACK > width || (after.lower && !before.ended)
}

/// The width of the widest line that another line follows directly and that may have been wrapped.
fn wrap_width(text: &str) -> u32 {
    let mut width = 0;
    let mut previous = 0;
    for_each_line(text, |line| {
        if line.width > 0 && previous <= WIDEST_WRAP {
            width = width.max(previous);
        }
        previous = line.width;
    });
    width
}

/// Calls `visit` for every line, blank ones included; `\r\n` is one line end.
fn for_each_line(text: &str, mut visit: impl FnMut(Line)) {
    let mut line = Line::default();
    let (mut column, mut in_first, mut seen) = (0u32, false, false);
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_line_end(c) {
            if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') {
                continue;
            }
            line.ended = matches!(last, '.' | '!' | '?' | '…' | ':' | ';' | '"' | '”' | ')');
            visit(line);
            (line, column, in_first, seen, last) = (Line::default(), 0, false, false, ' ');
            continue;
        }
        column = column.saturating_add(1);
        if c.is_whitespace() {
            in_first = false;
            continue;
        }
        if !seen {
            seen = true;
            in_first = true;
            line.start = at;
            line.lower = c.is_lowercase();
            line.bullet = matches!(c, '•' | '*' | '·' | '‣' | '▪' | '●' | '◦' | '–' | '-' | '—')
                && chars.peek().is_some_and(|&(_, next)| next.is_whitespace());
        }
        if in_first {
            line.first = line.first.saturating_add(1);
        }
        line.width = column;
        last = c;
    }
    line.ended = true;
    visit(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        let mut starts = vec![0];
        starts.extend(paragraph_starts(text));
        starts.push(text.len());
        starts.windows(2).map(|w| text[w[0]..w[1]].trim()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let text = "Minister leaves office\nMARA TOWN (XYZ) The minister for fish left her office on Monday after a long dispute about nets and quotas with the islands.\nShe did not say why.";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The minister for fish left her office on Monday after a dispute about\nnets and quotas that had lasted for more than three years, and that had\nbrought the islands to the edge of ruin. She did not\nsay why.\n\nThe islands were silent.";
        assert_eq!(paragraphs(text).len(), 2, "{:?}", paragraphs(text));
    }

    #[test]
    fn bullets_and_short_lines_stand_alone() {
        assert_eq!(paragraphs("Three points:\n• fish\n• nets\n- boats").len(), 4);
        assert_eq!(paragraphs("a\r\n\r\nb\rc\u{2029}d").len(), 4);
        assert_eq!(paragraphs("\n\n\n").len(), 1);
    }
}
