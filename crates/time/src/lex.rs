//! Cuts text into the small pieces that the time grammar is written over.
//!
//! The grammar does not use the reader's tokens for matching, so that it finds the same in
//! "10:30 p.m.", "1914-18" and "year-long" whatever the tokenizer made of them; tags are looked
//! up by offset afterwards.

use std::collections::HashMap;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A run of ASCII digits.
    Digits,
    Mark,
}

/// One piece of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Byte offsets into the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// Number in the vocabulary; 0 for a word that the grammar does not know.
    pub(crate) id: u32,
    /// No white space before it.
    pub(crate) glued: bool,
    /// Starts with a capital letter.
    pub(crate) upper: bool,
    /// A line break that ends a line of prose lies before it: an empty line, or the break after a
    /// line too short to have been wrapped.
    pub(crate) newline: bool,
    /// The number, for digits of at most nine places.
    pub(crate) number: u32,
}

impl Piece {
    /// Number of bytes.
    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// The words that the grammar knows.
#[derive(Default, Debug)]
pub(crate) struct Vocabulary {
    ids: HashMap<String, u32>,
}

impl Vocabulary {
    /// The number of a word, made if it is new. The word must be lower-case.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        let next = self.ids.len() as u32 + 1;
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// The number of a word, 0 if it is not known.
    pub(crate) fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(0)
    }
}

/// One form for marks that print alike.
fn plain_mark(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2019}' | '\u{2018}' | '\u{02bc}' => "'",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => "-",
        '\u{201c}' | '\u{201d}' => "\"",
        _ => return None,
    })
}

fn class(c: char) -> Option<Kind> {
    if c.is_ascii_digit() {
        Some(Kind::Digits)
    } else if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) {
        Some(Kind::Word)
    } else if c.is_whitespace() || c.is_control() {
        None
    } else {
        Some(Kind::Mark)
    }
}

/// A line of fewer bytes than this was not broken for its length.
const WRAP: usize = 50;

/// Lexes text with a way to number words; `number` gets lower-case words.
pub(crate) fn lex_with(text: &str, mut number: impl FnMut(&str) -> u32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 4);
    let mut lower = String::new();
    let mut last_end = usize::MAX;
    let mut newline = true;
    let mut line_start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let Some(kind) = class(c) else {
            if c == '\n' {
                newline |= start - line_start < WRAP;
                line_start = start + 1;
            }
            continue;
        };
        let mut end = start + c.len_utf8();
        lower.clear();
        let mut digits = 0u32;
        match kind {
            Kind::Mark => match plain_mark(c) {
                Some(m) => lower.push_str(m),
                None => lower.push(c),
            },
            Kind::Digits => {
                digits = c as u32 - '0' as u32;
                lower.push(c);
            }
            Kind::Word => lower.extend(c.to_lowercase()),
        }
        if kind != Kind::Mark {
            while let Some(&(at, next)) = chars.peek() {
                if class(next) != Some(kind) {
                    break;
                }
                if kind == Kind::Digits {
                    digits = digits.saturating_mul(10).saturating_add(next as u32 - '0' as u32);
                    lower.push(next);
                } else if next.is_ascii() {
                    lower.push(next.to_ascii_lowercase());
                } else {
                    lower.extend(next.to_lowercase());
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let id = if kind == Kind::Digits && lower.len() > 4 || lower.len() > 24 { 0 } else { number(&lower) };
        out.push(Piece {
            start: start as u32,
            end: end as u32,
            kind,
            id,
            glued: last_end == start,
            upper: c.is_uppercase(),
            newline,
            number: digits,
        });
        last_end = end;
        newline = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_words_digits_and_marks() {
        let mut v = Vocabulary::default();
        v.intern("p");
        let t = "At 10:30 p.m.\nÉté 1914–18";
        let p = lex_with(t, |w| v.id(w));
        let s: Vec<&str> = p.iter().map(|p| &t[p.start as usize..p.end as usize]).collect();
        assert_eq!(s, ["At", "10", ":", "30", "p", ".", "m", ".", "Été", "1914", "–", "18"]);
        assert!(p[4].id == 1 && p[5].glued && p[8].newline && p[8].upper && p[9].number == 1914);
    }
}
