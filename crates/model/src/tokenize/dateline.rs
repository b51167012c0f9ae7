//! The line that opens a report: "Hong Kong (CNN)", "MOSCOW, Feb 3 (Reuters) —", "GENEVA —".

use std::ops::Range;

/// Tokens that a date line may have before its end.
const LENGTH: usize = 18;
/// Words that the outlet in brackets may have.
const OUTLET: usize = 5;

/// The index of the first token behind the date line that opens a paragraph; none where none does,
/// or where nothing follows it. It stands apart from the sentence behind it: no part of speech or
/// head goes from one into the other.
pub(super) fn end(text: &str, tokens: &[Range<usize>], paragraph: Range<usize>) -> Option<usize> {
    let word = |at: usize| &text[tokens[at].clone()];
    let last = paragraph.end.min(paragraph.start + LENGTH);
    let mut letters = String::new();
    for at in paragraph.start..last {
        match word(at) {
            "(" if at > paragraph.start => {
                let close = (at + 2..last.min(at + 2 + OUTLET)).find(|&close| word(close) == ")")?;
                let outlet = (at + 1..close)
                    .all(|inner| begins_name(word(inner)) || matches!(word(inner), "/" | "-" | "&" | "."));
                // "World Health Organization (WHO)" is a name with its acronym.
                if !outlet || letters.contains(word(at + 1)) {
                    return None;
                }
                let next = close + 1 + usize::from(close + 1 < paragraph.end && is_dash(word(close + 1)));
                let goes_on = next < paragraph.end
                    && (next > close + 1
                        || !word(next).starts_with(|c: char| c.is_lowercase() || is_stop(c)));
                return goes_on.then_some(next);
            }
            // Without an outlet only a line in capitals is told from a headline with a dash in it.
            dash if is_dash(dash) => {
                let capitals = word(paragraph.start).len() > 2
                    && !word(paragraph.start).contains(|c: char| c.is_lowercase());
                return (capitals && at > paragraph.start && at + 1 < paragraph.end).then_some(at + 1);
            }
            "," | "/" | "." | "and" | "of" => {}
            other if begins_name(other) => letters.extend(other.chars().next()),
            _ => return None,
        }
    }
    None
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "-" | "--")
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')')
}

fn begins_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}
