//! The word lists of the tokenizer, read once from `data/abbreviations.tsv` and `data/words.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a stop after an abbreviation may mean; see the header of `data/abbreviations.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: "Dr."
    Title,
    /// Stands inside a sentence: "vs."
    Reference,
    /// An abbreviation only before a digit: "No. 5"
    Number,
    /// A month: "Feb."
    Month,
    /// A day of the week: "Sat."
    Day,
    /// "a.m."
    Time,
    /// Follows a name or a list and may end a sentence: "Inc.", "etc."
    End,
}

/// Closed classes of words as bits, see the header of `data/words.tsv`.
pub(super) mod class {
    pub(in crate::tokenize) const PREFIX: u16 = 1;
    pub(in crate::tokenize) const UNIT: u16 = 2;
    pub(in crate::tokenize) const MEASURE: u16 = 4;
    pub(in crate::tokenize) const STARTER: u16 = 8;
    pub(in crate::tokenize) const SPEECH: u16 = 16;
    pub(in crate::tokenize) const DOMAIN: u16 = 32;
    pub(in crate::tokenize) const ZONE: u16 = 64;
    pub(in crate::tokenize) const FINITE: u16 = 128;
}

pub(super) struct Lexicon {
    abbreviations: HashMap<&'static str, Abbreviation>,
    classes: HashMap<&'static str, u16>,
    /// Fused words ("cannot") and the byte length of their first part.
    splits: HashMap<String, usize>,
}

/// The longest word, in bytes, that is looked up; longer ones are in no list.
const LONGEST: usize = 24;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists, read at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The lines of a data file without its header, split at the tab.
fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

impl Lexicon {
    fn read() -> Self {
        let mut abbreviations = HashMap::new();
        for (form, kind) in rows(include_str!("../../data/abbreviations.tsv")) {
            let kind = match kind {
                "title" => Abbreviation::Title,
                "ref" => Abbreviation::Reference,
                "num" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                "day" => Abbreviation::Day,
                "time" => Abbreviation::Time,
                _ => Abbreviation::End,
            };
            abbreviations.insert(form, kind);
        }
        let mut classes = HashMap::new();
        let mut splits = HashMap::new();
        for (name, words) in rows(include_str!("../../data/words.tsv")) {
            let bit = match name {
                "prefix" => class::PREFIX,
                "unit" => class::UNIT,
                "measure" => class::MEASURE,
                "starter" => class::STARTER,
                "speech" => class::SPEECH,
                "domain" => class::DOMAIN,
                "zone" => class::ZONE,
                "finite" => class::FINITE,
                _ => {
                    for word in words.split(' ') {
                        if let Some((first, second)) = word.split_once('|') {
                            splits.insert(format!("{first}{second}"), first.len());
                        }
                    }
                    continue;
                }
            };
            for word in words.split(' ') {
                *classes.entry(word).or_insert(0) |= bit;
            }
        }
        Self { abbreviations, classes, splits }
    }

    /// The class of an abbreviation, given without its last stop.
    pub(super) fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        if form.len() > LONGEST {
            return None;
        }
        self.abbreviations.get(form).copied()
    }

    /// Whether a word, in any case, is in one of the classes of the mask.
    pub(super) fn is(&self, word: &str, mask: u16) -> bool {
        let mut buffer = [0u8; LONGEST];
        lower(word, &mut buffer).and_then(|word| self.classes.get(word)).is_some_and(|bits| bits & mask != 0)
    }

    /// Where a fused word is cut ("can|not"), in bytes.
    pub(super) fn split(&self, word: &str) -> Option<usize> {
        let mut buffer = [0u8; LONGEST];
        lower(word, &mut buffer).and_then(|word| self.splits.get(word)).copied()
    }
}

/// The word in lower case, for short ASCII words only: there are no others in the lists.
fn lower<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let buffer = &mut buffer[..word.len()];
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let lexicon = lexicon();
        assert_eq!(lexicon.abbreviation("Dr"), Some(Abbreviation::Title));
        assert_eq!(lexicon.abbreviation("# What"), None);
        assert!(lexicon.is("The", class::STARTER));
        assert!(!lexicon.is("Paris", class::STARTER));
        assert_eq!(lexicon.split("Cannot"), Some(3));
    }
}
