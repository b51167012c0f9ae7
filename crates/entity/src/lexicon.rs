//! Names of the tables found in a text: the longest at each place, whatever the tokens are.

use crate::fold::{self, Piece, pieces};
use compact_str::CompactString;
use dateline_doc::Span;
use std::collections::HashMap;

/// How a form speaks of its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// By its name.
    Name,
    /// An adjective or a noun for one person of a state.
    Demonym,
    /// The plural noun: people of the state.
    People,
    /// The name of a seat that stands for the state itself.
    State,
    /// The name of an institution that many states have; the entry is not told.
    Institution,
}

#[derive(Debug, Clone)]
struct FormPiece {
    text: CompactString,
    /// What stands between this piece and the next, beside white space and hyphens.
    gap: CompactString,
}

#[derive(Debug, Clone)]
struct Form {
    pieces: Vec<FormPiece>,
    entry: u32,
    usage: Usage,
    /// Ends with a full stop, as `U.S.` does.
    stop: bool,
}

/// Where a form stands in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    /// The bytes; a leading "the" is in it only if the form has it.
    pub(crate) span: Span,
    /// The entry; `u32::MAX` for institutions.
    pub(crate) entry: u32,
    /// How.
    pub(crate) usage: Usage,
    /// How many pieces.
    pub(crate) pieces: usize,
}

/// All forms by their first piece.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lexicon {
    forms: HashMap<String, Vec<Form>>,
}

/// What a gap holds beside white space and hyphens, with typographic apostrophes made plain.
fn gap_marks(gap: &str) -> CompactString {
    gap.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–'))
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`') { '\'' } else { c })
        .collect()
}

impl Lexicon {
    /// Adds a form.
    pub(crate) fn add(&mut self, form: &str, entry: u32, usage: Usage) {
        let found = pieces(form);
        let text = |piece: &Piece| &form[piece.start as usize..piece.end as usize];
        let Some(first) = found.first() else { return };
        let list = found
            .iter()
            .enumerate()
            .map(|(at, piece)| {
                let end = found.get(at + 1).map_or(form.len(), |next| next.start as usize);
                let gap = if at + 1 < found.len() { &form[piece.end as usize..end] } else { "" };
                FormPiece { text: fold::fold(text(piece)).into(), gap: gap_marks(gap) }
            })
            .collect();
        let key = fold::lower(text(first));
        let stop = form.ends_with('.');
        self.forms.entry(key).or_default().push(Form { pieces: list, entry, usage, stop });
    }

    /// Puts the longest forms first; to be called after the last `add`.
    pub(crate) fn sort(&mut self) {
        for forms in self.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.pieces.len()));
        }
    }

    /// The forms at each piece of the text, overlapping ones included, in text order, the longest
    /// first.
    pub(crate) fn hits(&self, text: &str, found: &[Piece]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut buffer = String::new();
        for at in 0..found.len() {
            let word = found[at].of(text);
            buffer.clear();
            if word.is_ascii() {
                buffer.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                buffer.push_str(&fold::lower(word));
            }
            let Some(forms) = self.forms.get(buffer.as_str()) else { continue };
            let mut length = usize::MAX;
            for form in forms.iter().filter(|form| form.stands(text, found, at)) {
                // Of forms of one length the first table's.
                if form.pieces.len() == length {
                    continue;
                }
                length = form.pieces.len();
                let last = at + form.pieces.len() - 1;
                let mut end = found[last].end as usize;
                if form.stop && text[end..].starts_with('.') {
                    end += 1;
                }
                hits.push(Hit {
                    span: Span::new(found[at].start as usize, end),
                    entry: form.entry,
                    usage: form.usage,
                    pieces: form.pieces.len(),
                });
            }
        }
        hits
    }
}

impl Piece {
    /// The letters.
    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Heads of names that reports often print in lower case.
const HEADS: &[&str] =
    &["party", "union", "movement", "agency", "group", "network", "parliament", "province", "army", "corps"];

impl Form {
    fn stands(&self, text: &str, found: &[Piece], at: usize) -> bool {
        let acronym = self.pieces.len() == 1 && self.pieces[0].text.chars().all(|c| !c.is_lowercase());
        self.pieces.iter().enumerate().all(|(offset, piece)| {
            let Some(here) = found.get(at + offset) else { return false };
            let word = here.of(text);
            // "the Labour party", "the European union": the head may lose its capital.
            let lowered = offset > 0 && HEADS.contains(&word) && piece.text.eq_ignore_ascii_case(word);
            if !lowered && !same_letters(word, &piece.text, acronym) {
                return false;
            }
            if offset + 1 == self.pieces.len() {
                return true;
            }
            let Some(next) = found.get(at + offset + 1) else { return false };
            let gap = &text[here.end as usize..next.start as usize];
            gap.len() <= 8 && gap.matches('\n').count() < 2 && gap_marks(gap) == piece.gap
        })
    }
}

/// Whether a word of the text is a form's piece: the same letters, with capitals where the text
/// has more of them (headlines, sentence starts), never with fewer.
fn same_letters(word: &str, piece: &str, acronym: bool) -> bool {
    let folded;
    let word = if word.is_ascii() {
        word
    } else {
        folded = fold::fold(word);
        &folded
    };
    if word == piece {
        return true;
    }
    if acronym || word.len() != piece.len() || !word.eq_ignore_ascii_case(piece) {
        return false;
    }
    let raised = word.chars().zip(piece.chars()).all(|(w, p)| w == p || w.is_uppercase());
    let all_caps = word.len() > 2 && word.chars().all(|c| !c.is_lowercase());
    // A piece with a capital may be all capitals; a lower-case one may be capitalised.
    raised && (all_caps || piece.chars().all(|c| !c.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, u32)> {
        let mut lexicon = Lexicon::default();
        for (entry, form) in
            ["U.S.", "US", "New Zealand", "al-Shabaab", "Côte d'Ivoire", "People's Party"].iter().enumerate()
        {
            lexicon.add(form, entry as u32, Usage::Name);
        }
        lexicon.sort();
        let hits = lexicon.hits(text, &pieces(text));
        hits.into_iter().map(|hit| (hit.span.of(text).to_owned(), hit.entry)).collect()
    }

    #[test]
    fn forms_are_found_whatever_the_marks() {
        assert_eq!(found("The U.S. and US envoys told us so."), [("U.S.".into(), 0), ("US".into(), 1)]);
        assert_eq!(found("NEW ZEALAND; New\nZealand; new zealand").len(), 2);
        assert_eq!(found("Al-Shabaab and al-Shabaab").len(), 2);
        assert_eq!(found("Cote d’Ivoire’s People’s Party").len(), 2);
        assert_eq!(found("A house in U. New. Zealand"), []);
    }
}
