//! Dictionary forms: a small lexicon, then learned edits of the word's end.

use compact_str::CompactString;

/// An edit that turns a form into its lemma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Script {
    /// Replace the whole.
    Whole(CompactString),
    /// Lower the case or not, drop characters at the end, append.
    Edit { lower: bool, strip: usize, append: CompactString },
}

impl Script {
    /// Reads `=text` or `CASE|STRIP|APPEND`; what cannot be read lowers the case.
    pub(crate) fn parse(label: &str) -> Script {
        if let Some(whole) = label.strip_prefix('=') {
            return Script::Whole(whole.into());
        }
        let mut parts = label.splitn(3, '|');
        let lower = parts.next() != Some("K");
        let strip = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
        Script::Edit { lower, strip, append: parts.next().unwrap_or_default().into() }
    }

    /// The lemma of a form.
    pub(crate) fn apply(&self, form: &str) -> CompactString {
        match self {
            Script::Whole(text) => text.clone(),
            Script::Edit { lower, strip, append } => {
                let mut lemma = if *lower { lowered(form) } else { CompactString::from(form) };
                if *strip > 0 {
                    match lemma.char_indices().rev().nth(*strip - 1) {
                        Some((at, _)) => lemma.truncate(at),
                        None => return lowered(form),
                    }
                }
                lemma.push_str(append);
                if lemma.is_empty() { lowered(form) } else { lemma }
            }
        }
    }
}

fn lowered(form: &str) -> CompactString {
    CompactString::from_str_to_lowercase(form)
}

/// Lemmas of frequent and irregular forms: lines `form \t UPOS \t lemma`, sorted by their first two
/// columns.
pub(crate) struct Lexicon {
    text: Box<str>,
    /// Where each line starts, in the order of the lines' keys.
    lines: Vec<u32>,
}

impl Lexicon {
    pub(crate) fn new(text: &str) -> Lexicon {
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.matches('\t').count() == 2 {
                lines.push(at as u32);
            }
            at += line.len();
        }
        let text: Box<str> = text.into();
        lines.sort_by(|&a, &b| key(&text, a).cmp(&key(&text, b)));
        Lexicon { text, lines }
    }

    /// The lemma of a lower-case form with a part of speech.
    pub(crate) fn get(&self, form: &str, upos: &str) -> Option<&str> {
        let found = self.lines.binary_search_by(|&line| key(&self.text, line).cmp(&(form, upos))).ok()?;
        let line = &self.text[self.lines[found] as usize..];
        let line = line.split('\n').next()?;
        line.rsplit('\t').next()
    }
}

/// The first two columns of the line at `at`.
fn key(text: &str, at: u32) -> (&str, &str) {
    let mut columns = text[at as usize..].split('\t');
    (columns.next().unwrap_or_default(), columns.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        for (label, form, lemma) in [
            ("L|0|", "Fish", "fish"),
            ("K|1|", "Rivers", "River"),
            ("L|3|y", "Cities", "city"),
            ("=be", "was", "be"),
            ("L|9|x", "To", "to"),
            ("L|2|", "To", "to"),
            ("L|1|", "Ḿ", ""),
            ("nonsense", "A", "a"),
        ] {
            let expected = if label == "L|1|" { "ḿ" } else { lemma };
            assert_eq!(Script::parse(label).apply(form), expected, "{label}");
        }
    }

    #[test]
    fn lexicon_finds_its_lines() {
        let lexicon = Lexicon::new("went\tVERB\tgo\nbad line\nbetter\tADJ\tgood\nbetter\tADV\twell\n");
        assert_eq!(lexicon.get("better", "ADV"), Some("well"));
        assert_eq!(lexicon.get("went", "VERB"), Some("go"));
        assert_eq!(lexicon.get("went", "NOUN"), None);
        assert_eq!(Lexicon::new("").get("a", "X"), None);
    }
}
