//! Dictionary forms: a small lexicon, then learned edits of the word's end.

use compact_str::CompactString;

use crate::wordpiece::hash;

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

/// Lemmas of frequent and irregular forms: lines `form \t UPOS \t lemma`.
pub(crate) struct Lexicon {
    text: Box<str>,
    /// An open hash table: 1 + where the line starts, 0 for an empty place.
    slots: Vec<u32>,
}

impl Lexicon {
    pub(crate) fn new(text: &str) -> Lexicon {
        let count = text.split('\n').count();
        let mut lexicon =
            Lexicon { text: text.into(), slots: vec![0; (2 * count).next_power_of_two().max(16)] };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some((form, rest)) = line.split_once('\t')
                && let Some((upos, _)) = rest.split_once('\t')
                && let Err(slot) = lexicon.find(form, upos)
            {
                lexicon.slots[slot] = at as u32 + 1;
            }
            at += line.len();
        }
        lexicon
    }

    /// The lemma of a lower-case form with a part of speech; the first line counts.
    pub(crate) fn get(&self, form: &str, upos: &str) -> Option<&str> {
        self.find(form, upos).ok()
    }

    /// The lemma, or the empty place where the entry would stand.
    fn find(&self, form: &str, upos: &str) -> Result<&str, usize> {
        let mask = self.slots.len() - 1;
        let mut at = (hash(form.as_bytes()) ^ hash(upos.as_bytes()).rotate_left(20)) as usize & mask;
        loop {
            let Some(start) = self.slots[at].checked_sub(1) else { return Err(at) };
            let line = &self.text[start as usize..];
            let rest = line.strip_prefix(form).and_then(|rest| rest.strip_prefix('\t'));
            if let Some(lemma) = rest.and_then(|rest| rest.strip_prefix(upos)?.strip_prefix('\t')) {
                return Ok(lemma.split('\n').next().unwrap_or_default());
            }
            at = (at + 1) & mask;
        }
    }
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
