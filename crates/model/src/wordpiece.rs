//! Words to pieces of the vocabulary, and their case shapes.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::tokenize::floor_boundary;
use crate::weights::Config;

/// Longer parts of words, in characters, are unknown.
const LONGEST_PART: usize = 100;

/// The vocabulary: pieces that begin a word and pieces that go on (`##`).
pub(crate) struct WordPiece {
    text: Box<str>,
    /// Where each piece lies in `text`, without its `##`.
    pieces: Vec<(u32, u32)>,
    heads: Table,
    tails: Table,
    unk: u32,
    max_pieces: usize,
}

/// An open hash table from pieces to their ids.
struct Table {
    /// Id + 1, or 0 for an empty place.
    slots: Vec<u32>,
    /// Bytes of the longest piece.
    longest: usize,
}

/// A fixed hash (no seed: the same everywhere).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(K);
    }
    h ^ (h >> 29)
}

impl Table {
    fn new(count: usize) -> Table {
        Table { slots: vec![0; (count * 2).next_power_of_two().max(16)], longest: 0 }
    }

    fn find(&self, words: &WordPiece, piece: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash(piece.as_bytes()) as usize & mask;
        loop {
            match self.slots[at] {
                0 => return Err(at),
                id if words.piece(id - 1) == piece => return Ok(id - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

impl WordPiece {
    /// Reads a vocabulary, one piece a line.
    pub(crate) fn new(text: &str, config: &Config) -> Result<WordPiece, String> {
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
        if lines.len() > 2_000_000 {
            return Err(format!("{} pieces are too many", lines.len()));
        }
        for id in [config.cls, config.sep, config.unk] {
            if id as usize >= lines.len() {
                return Err(format!("special piece {id} is not among the {} pieces", lines.len()));
            }
        }
        let mut words = WordPiece {
            text: text.into(),
            pieces: Vec::with_capacity(lines.len()),
            heads: Table::new(lines.len()),
            tails: Table::new(lines.len()),
            unk: config.unk,
            max_pieces: config.max_pieces_per_word,
        };
        let mut at = 0;
        for (id, line) in lines.iter().enumerate() {
            let tail = line.len() > 2 && line.starts_with("##");
            let start = if tail { at + 2 } else { at };
            words.pieces.push((start as u32, (at + line.len()) as u32));
            at += line.len() + 1;
            let piece = &line[if tail { 2 } else { 0 }..];
            let table = if tail { &words.tails } else { &words.heads };
            if let Err(slot) = table.find(&words, piece) {
                let table = if tail { &mut words.tails } else { &mut words.heads };
                table.slots[slot] = id as u32 + 1;
                table.longest = table.longest.max(piece.len());
            }
        }
        Ok(words)
    }

    /// How many pieces there are.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    fn piece(&self, id: u32) -> &str {
        let (start, end) = self.pieces[id as usize];
        &self.text[start as usize..end as usize]
    }

    /// Appends the pieces of a word: at least one, at most the file's limit. `buffer` is scratch.
    pub(crate) fn push_word(&self, word: &str, buffer: &mut String, out: &mut Vec<u32>) {
        let first = out.len();
        let limit = first + self.max_pieces;
        buffer.clear();
        if word.is_ascii() {
            for b in word.bytes() {
                let c = char::from(b.to_ascii_lowercase());
                self.push_char(if c == '`' { '\'' } else { c }, buffer, out, limit);
            }
        } else {
            for c in word.chars() {
                // Typographic marks as the vocabulary has them.
                match c {
                    '‘' | '’' | '‛' | 'ʼ' | '´' | '`' => self.push_char('\'', buffer, out, limit),
                    '“' | '”' | '„' | '‟' => self.push_char('"', buffer, out, limit),
                    '‐' | '‑' => self.push_char('-', buffer, out, limit),
                    '…' => (0..3).for_each(|_| self.push_char('.', buffer, out, limit)),
                    _ => self.push_folded(c, buffer, out, limit),
                }
                if out.len() >= limit {
                    break;
                }
            }
        }
        self.flush(buffer, out, limit);
        if out.len() == first {
            out.push(self.unk);
        }
        out.truncate(limit);
    }

    /// One character, lowered, taken apart and without accents.
    fn push_folded(&self, c: char, buffer: &mut String, out: &mut Vec<u32>, limit: usize) {
        if c.is_ascii() {
            return self.push_char(c.to_ascii_lowercase(), buffer, out, limit);
        }
        if c.is_whitespace() {
            return self.flush(buffer, out, limit);
        }
        if c == '\u{FFFD}'
            || matches!(c.general_category(), GeneralCategory::Control | GeneralCategory::Format)
        {
            return;
        }
        for c in c.to_lowercase().nfd() {
            if c.is_ascii() || c.general_category() != GeneralCategory::NonspacingMark {
                self.push_char(c, buffer, out, limit);
            }
        }
    }

    /// One character of the folded word: marks and ideographs stand alone.
    fn push_char(&self, c: char, buffer: &mut String, out: &mut Vec<u32>, limit: usize) {
        if c.is_ascii_alphanumeric() {
            buffer.push(c);
        } else if c.is_ascii_whitespace() {
            self.flush(buffer, out, limit);
        } else if c.is_ascii_control() {
            // Dropped.
        } else if is_mark(c) || is_ideograph(c) {
            self.flush(buffer, out, limit);
            buffer.push(c);
            self.flush(buffer, out, limit);
        } else {
            buffer.push(c);
        }
    }

    /// Cuts what is in the buffer into the longest known pieces and clears it.
    fn flush(&self, buffer: &mut String, out: &mut Vec<u32>, limit: usize) {
        if buffer.is_empty() || out.len() >= limit {
            buffer.clear();
            return;
        }
        let first = out.len();
        let part = buffer.as_str();
        let known = part.len() <= 4 * LONGEST_PART && part.chars().nth(LONGEST_PART).is_none() && {
            let mut at = 0;
            loop {
                if at == part.len() {
                    break true;
                }
                let table = if at == 0 { &self.heads } else { &self.tails };
                let mut end = floor_boundary(part, at + table.longest);
                let piece = loop {
                    if end <= at {
                        break None;
                    }
                    if let Ok(id) = table.find(self, &part[at..end]) {
                        break Some(id);
                    }
                    end = floor_boundary(part, end - 1);
                };
                match piece {
                    Some(id) => out.push(id),
                    None => break false,
                }
                at = end;
            }
        };
        if !known {
            out.truncate(first);
            out.push(self.unk);
        }
        buffer.clear();
    }
}

/// Marks: ASCII ones and Unicode's punctuation.
fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// CJK ideographs: each is a part of its own.
fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2FA1F | 0xF900..=0xFAFF)
}

/// How a word is written, from 1 to 9 (letters and digits, upper and lower case).
pub(crate) fn case_shape(word: &str) -> u8 {
    let (mut letters, mut digits, mut upper, mut first_upper) = (0usize, 0usize, 0usize, false);
    for c in word.chars() {
        if c.is_alphabetic() {
            let is_upper = c.is_uppercase();
            first_upper |= letters == 0 && is_upper;
            upper += usize::from(is_upper);
            letters += 1;
        }
        digits += usize::from(c.is_numeric());
    }
    match (letters, digits) {
        (0, 0) => 9,
        (0, _) => 8,
        (_, 1..) => 7,
        (1, _) if first_upper => 4,
        _ if upper == 0 => 1,
        _ if upper == letters => 3,
        _ if first_upper && upper == 1 => 2,
        _ if first_upper => 5,
        _ => 6,
    }
}

/// Whether a word counts as the first one of its sentence: it has a letter or a digit.
pub(crate) fn is_spoken(shape: u8) -> bool {
    shape != 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> WordPiece {
        let config: Config = serde_json::from_str(
            r#"{"layers":1,"hidden":16,"attention_heads":1,"max_positions":16,"layer_norm_eps":1e-12,
                "max_pieces_per_word":4,"cls":1,"sep":2,"unk":0,"shapes":20}"#,
        )
        .unwrap();
        WordPiece::new("[UNK]\n[CLS]\n[SEP]\nfish\n##er\n##s\n.\n'\ncafe\n\u{6c34}\nf", &config).unwrap()
    }

    #[test]
    fn words_are_cut() {
        let words = vocabulary();
        for (word, pieces) in [
            ("Fishers", vec![3, 4, 5]),
            ("Café", vec![8]),
            ("CAFE\u{301}", vec![8]),
            ("fish…", vec![3, 6, 6, 6]),
            ("’s", vec![7, 0]),
            ("boat", vec![0]),
            ("水水", vec![9, 9]),
            ("", vec![0]),
            ("\u{200d}", vec![0]),
            ("......", vec![6, 6, 6, 6]),
            (&"f".repeat(101), vec![0]),
        ] {
            let mut out = Vec::new();
            words.push_word(word, &mut String::new(), &mut out);
            assert_eq!(out, pieces, "{word}");
        }
    }

    #[test]
    fn shapes() {
        let words = ["fish", "Fish", "FISH", "A", "McFish", "iFish", "B2", "12", "--", "a", "École"];
        let shapes: Vec<u8> = words.iter().map(|w| case_shape(w)).collect();
        assert_eq!(shapes, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2]);
    }
}
