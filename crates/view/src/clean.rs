//! What is safe to show: controls of terminals and of writing direction become visible escapes.

use std::borrow::Cow;

/// Whether a character acts on the screen instead of standing on it: C0 and C1 controls,
/// bidirectional marks, embeddings, overrides and isolates, line and paragraph separators, the
/// byte-order mark, and the invisible "tag" letters.
fn acts(ch: char) -> bool {
    matches!(ch,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The visible form of a character that must not be shown as it is (`\u{1b}`); none for the others.
///
/// Tabs and line ends have one too: callers lay out white space before they ask.
pub fn shown(ch: char) -> Option<String> {
    acts(ch).then(|| format!("\\u{{{:x}}}", u32::from(ch)))
}

/// A text for one line of a terminal: controls escaped, white space runs as one space.
pub fn visible(text: &str) -> Cow<'_, str> {
    let plain = |ch: char| !acts(ch);
    if text.chars().all(plain) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            ' ' | '\t' | '\n' | '\r' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => match shown(ch) {
                Some(escape) => out.push_str(&escape),
                None => out.push(ch),
            },
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        assert_eq!(visible("a\x1b[31mb\u{202e}c\u{9b}d"), "a\\u{1b}[31mb\\u{202e}c\\u{9b}d");
        assert_eq!(visible("one\r\n\ttwo"), "one two");
        assert_eq!(visible("naïve — “ok”"), "naïve — “ok”");
    }
}
