//! Breaks marked text into lines by display width.

use crate::clean::shown;
use unicode_width::UnicodeWidthChar;

/// A run of characters with the same tag, ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<T> {
    pub(crate) tag: T,
    pub(crate) text: String,
    /// In terminal columns.
    pub(crate) width: usize,
}

/// How many terminal columns a printable text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// A text on one line with its controls escaped.
pub(crate) fn printable(text: &str) -> String {
    crate::clean::visible(text).into_owned()
}

struct Wrapper<T> {
    limit: usize,
    lines: Vec<Vec<Piece<T>>>,
    line: Vec<Piece<T>>,
    line_width: usize,
    word: Vec<Piece<T>>,
    word_width: usize,
    space: Option<T>,
}

fn push<T: PartialEq>(pieces: &mut Vec<Piece<T>>, tag: T, text: &str, width: usize) {
    match pieces.last_mut() {
        Some(last) if last.tag == tag => {
            last.text.push_str(text);
            last.width += width;
        }
        _ => pieces.push(Piece { tag, text: text.into(), width }),
    }
}

impl<T: Copy + PartialEq> Wrapper<T> {
    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.line_width = 0;
        self.space = None;
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let gap = usize::from(self.space.is_some() && !self.line.is_empty());
        if !self.line.is_empty() && self.line_width + gap + self.word_width > self.limit {
            self.end_line();
        } else if gap == 1
            && let Some(tag) = self.space
        {
            push(&mut self.line, tag, " ", 1);
            self.line_width += 1;
        }
        self.space = None;
        for piece in std::mem::take(&mut self.word) {
            push(&mut self.line, piece.tag, &piece.text, piece.width);
        }
        self.line_width += std::mem::take(&mut self.word_width);
    }

    fn put(&mut self, tag: T, ch: char) {
        if ch == '\n' {
            self.end_word();
            self.end_line();
        } else if matches!(ch, ' ' | '\t' | '\r') {
            self.end_word();
            self.space.get_or_insert(tag);
        } else {
            let mut buffer = [0; 4];
            let escape = shown(ch);
            let text = escape.as_deref().unwrap_or_else(|| ch.encode_utf8(&mut buffer));
            let columns = width(text);
            if self.word_width + columns > self.limit && self.word_width > 0 {
                self.end_word();
                self.end_line();
            }
            push(&mut self.word, tag, text, columns);
            self.word_width += columns;
        }
    }
}

/// Breaks runs of text into lines of at most `limit` columns, at spaces where it can, inside words
/// that are longer than a line. White space runs become one space, `\n` starts a new line; controls
/// are escaped. A space belongs to the run that it stands in.
pub(crate) fn wrap<'t, T: Copy + PartialEq>(
    runs: impl IntoIterator<Item = (T, &'t str)>,
    limit: usize,
) -> Vec<Vec<Piece<T>>> {
    let mut wrapper = Wrapper {
        limit: limit.max(8),
        lines: Vec::new(),
        line: Vec::new(),
        line_width: 0,
        word: Vec::new(),
        word_width: 0,
        space: None,
    };
    for (tag, text) in runs {
        text.chars().for_each(|ch| wrapper.put(tag, ch));
    }
    wrapper.end_word();
    if !wrapper.line.is_empty() {
        wrapper.end_line();
    }
    wrapper.lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, limit: usize) -> Vec<String> {
        let line = |line: Vec<Piece<()>>| line.into_iter().map(|piece| piece.text).collect();
        wrap([((), text)], limit).into_iter().map(line).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_inside_long_words() {
        assert_eq!(lines("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(lines("a abcdefghijkl", 8), ["a", "abcdefgh", "ijkl"]);
        assert_eq!(lines("日本語日本語", 8), ["日本語日", "本語"]);
    }

    #[test]
    fn tags_follow_the_words() {
        let line = &wrap([(1, "a b"), (2, "c d")], 20)[0];
        let parts: Vec<_> = line.iter().map(|piece| (piece.tag, piece.text.as_str())).collect();
        assert_eq!(parts, [(1, "a b"), (2, "c d")]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_control_is_left(text in any::<String>(), limit in 12usize..60) {
            for line in lines(&text, limit) {
                prop_assert!(width(&line) <= limit);
                prop_assert!(!line.chars().any(char::is_control));
            }
        }
    }
}
