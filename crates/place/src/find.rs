//! Finding toponyms without a reader: the longest names of the gazetteer among capitalised words.
//!
//! This is for use of the crate alone; where a learned reader has found the names, it is better.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_doc::{Country, Span};

use crate::clues::{Clues, demonym};
use crate::fold::{fold, fold_into};
use crate::gazetteer::{Candidate, Class, Gazetteer, NameKind};
use crate::lexicon;

/// Most words in a name.
const LONGEST: usize = 6;
/// Fewest inhabitants of a city that is taken for one without a preposition of place before it.
const KNOWN_CITY: f64 = 100_000.0;

/// Words of which a name may have some in the middle, although they begin small.
const INNER: [&str; 18] = [
    "of", "the", "and", "de", "la", "le", "du", "del", "al", "el", "ez", "e", "am", "an", "der", "upon",
    "on", "sur",
];
/// Capitalised words whose bearer's name follows.
const TITLES: [&str; 34] = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "president",
    "minister",
    "premier",
    "chancellor",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "lieutenant",
    "sergeant",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "sir",
    "lord",
    "lady",
    "secretary",
    "ambassador",
    "professor",
    "spokesman",
];
/// Capitalised words after which the whole is no place.
const ORGANISATIONS: [&str; 30] = [
    "times",
    "post",
    "university",
    "party",
    "herald",
    "tribune",
    "journal",
    "united",
    "fc",
    "bank",
    "group",
    "inc",
    "corp",
    "institute",
    "college",
    "daily",
    "news",
    "airlines",
    "airways",
    "press",
    "police",
    "council",
    "council's",
    "ministry",
    "government",
    "school",
    "agency",
    "accord",
    "agreement",
    "convention",
];

/// A word of the text and its folded form's place in the buffer.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    capital: bool,
    /// Nothing but spaces stands between it and the word before.
    joined: bool,
    /// First of a sentence, as far as marks tell.
    first: bool,
}

/// A name found, with what it can stand for.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where it stands.
    pub span: Span,
    /// What it can mean.
    pub candidates: Vec<Candidate>,
}

/// The toponyms of a text that stand for places by their look and context, and what the text says of
/// countries. Offsets are bytes of `text`.
pub fn find(text: &str, gazetteer: &Gazetteer) -> (Vec<Hit>, Clues) {
    let words = words(text);
    let (mut hits, mut clues) = (Vec::new(), Clues::new());
    let mut at = 0;
    let mut key = String::new();
    while at < words.len() {
        if !words[at].capital {
            at += 1;
            continue;
        }
        if let Some(country) = people(text, &words, at) {
            clues.add(country, 0.7);
            at += 1;
            continue;
        }
        match longest(text, &words, at, gazetteer, &mut key) {
            Some((count, candidates)) => {
                let span = Span::new(words[at].start, words[at + count - 1].end);
                if plausible(text, &words, at, count, &candidates, gazetteer) {
                    if let Some(country) = country_named(&candidates) {
                        clues.add(country, 1.0);
                    }
                    hits.push(Hit { span, candidates });
                }
                at += count;
            }
            None => at += 1,
        }
    }
    (hits, clues)
}

/// What a text says of countries by their names and peoples.
pub fn clues(text: &str, gazetteer: &Gazetteer) -> Clues {
    find(text, gazetteer).1
}

/// The country, if that is what the name means in the first place.
pub(crate) fn country_named(candidates: &[Candidate]) -> Option<Country> {
    candidates
        .iter()
        .find(|c| c.class == Class::Country && c.name != NameKind::Alternate)
        .and_then(|c| c.country)
}

fn people(text: &str, words: &[Word], at: usize) -> Option<Country> {
    let word = &words[at];
    let two =
        words.get(at + 1).filter(|next| next.joined).and_then(|next| demonym(&text[word.start..next.end]));
    two.or_else(|| demonym(&text[word.start..word.end]))
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut gap_from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphabetic() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let inner = matches!(next, '\'' | '’' | '-' | '.' | 'ʻ' | '‘');
            let after = text[at + next.len_utf8()..].chars().next();
            if next.is_alphanumeric() || inner && after.is_some_and(char::is_alphabetic) {
                end = at + next.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        // "U.S." and "St." keep their last full stop out; folding drops the others.
        for suffix in ["'s", "’s"] {
            if text[start..end].ends_with(suffix) {
                end -= suffix.len();
            }
        }
        let gap = &text[gap_from..start];
        let joined = !words.is_empty()
            && !gap.is_empty()
            && gap.chars().all(|c| c == ' ' || c == '.')
            && gap.len() <= 2;
        let first = words.is_empty() || gap.contains('\n') || gap.contains(['.', '!', '?', '"', '“']);
        words.push(Word { start, end, capital: c.is_uppercase(), joined, first });
        gap_from = end;
    }
    words
}

/// The longest name of the gazetteer that begins at a word.
fn longest(
    text: &str,
    words: &[Word],
    at: usize,
    gazetteer: &Gazetteer,
    key: &mut String,
) -> Option<(usize, Vec<Candidate>)> {
    let mut count = 1;
    while count < LONGEST && at + count < words.len() && words[at + count].joined {
        let word = &words[at + count];
        if !word.capital && !INNER.contains(&&text[word.start..word.end]) {
            break;
        }
        count += 1;
    }
    while count > 0 {
        if words[at + count - 1].capital {
            fold_into(&text[words[at].start..words[at + count - 1].end], key);
            let candidates = gazetteer.exact_folded(key);
            if !candidates.is_empty() {
                return Some((count, candidates));
            }
        }
        count -= 1;
    }
    None
}

fn stop_set(name: &str) -> HashSet<&'static str> {
    lexicon::set(include_str!("../data/stop.tsv"), name)
}

fn plausible(
    text: &str,
    words: &[Word],
    at: usize,
    count: usize,
    candidates: &[Candidate],
    gazetteer: &Gazetteer,
) -> bool {
    static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| stop_set("common"));
    static SURNAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| stop_set("surnames"));
    static WITHIN: LazyLock<HashSet<&str>> = LazyLock::new(|| lexicon::role("within"));
    let word = |index: usize| &text[words[index].start..words[index].end];
    let name = &text[words[at].start..words[at + count - 1].end];
    let folded = fold(name);
    let country = country_named(candidates).is_some();
    if folded.chars().count() < 2 || (folded.chars().count() == 2 && !country) {
        return false;
    }
    let before = at.checked_sub(1).filter(|_| words[at].joined).map(word);
    let located = before
        .is_some_and(|word| WITHIN.contains(word) || matches!(word, "from" | "at" | "of" | "to" | "leaving"))
        || at.checked_sub(2).is_some_and(|index| {
            WITHIN.contains(word(index)) && words[at - 1].joined && !words[at - 1].capital
        });
    let best = candidates
        .iter()
        .map(|c| if c.class.is_city() { c.population } else { f64::INFINITY })
        .fold(0.0, f64::max);
    let known_kind = candidates.iter().any(|c| c.name != NameKind::Alternate);
    if count == 1 {
        if COMMON.contains(folded.as_str()) && !country {
            return false;
        }
        if SURNAMES.contains(folded.as_str()) && !located {
            return false;
        }
        // A person: "Mr Lincoln", "Paris Hilton", "Abraham Lincoln".
        let titled = before.is_some_and(|word| TITLES.contains(&word.to_lowercase().as_str()));
        if titled {
            return false;
        }
        let next = words.get(at + 1).filter(|next| next.joined && next.capital).map(|_| word(at + 1));
        if let Some(next) = next
            && !country
        {
            let next_folded = fold(next);
            if ORGANISATIONS.contains(&next_folded.as_str()) {
                return false;
            }
            if !gazetteer.knows(&next_folded) && !located && !COMMON.contains(next_folded.as_str()) {
                return false;
            }
        }
        let after_name =
            at.checked_sub(1).filter(|_| words[at].joined && !words[at].first).is_some_and(|index| {
                words[index].capital
                    && !COMMON.contains(fold(word(index)).as_str())
                    && demonym(word(index)).is_none()
            });
        if after_name && !country {
            return false;
        }
        if !located && (best < KNOWN_CITY || !known_kind) && !country {
            // A small place without a preposition: only beside another place ("X, Y").
            let comma = text[words[at].end..].starts_with(", ");
            let beside = comma
                && words
                    .get(at + 1)
                    .is_some_and(|next| next.capital && gazetteer.knows(&fold(&text[next.start..next.end])));
            return beside && known_kind;
        }
    } else {
        let last = fold(word(at + count - 1));
        let _ = last;
        let next = words.get(at + count).filter(|next| next.joined && next.capital).map(|_| word(at + count));
        if next.is_some_and(|next| ORGANISATIONS.contains(&fold(next).as_str())) {
            return false;
        }
        if !known_kind && !located {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let gazetteer = Gazetteer::bundled().expect("the bundled gazetteer is whole");
        find(text, &gazetteer).0.iter().map(|hit| &text[hit.span.range()]).collect()
    }

    #[test]
    fn towns_countries_and_regions_are_found() {
        assert_eq!(
            names("Rain fell in Sarajevo, Bosnia, and on the Black Sea coast."),
            ["Sarajevo", "Bosnia", "Black Sea"]
        );
        assert_eq!(
            names("The United States and South Korea meet in Ho Chi Minh City."),
            ["United States", "South Korea", "Ho Chi Minh City"]
        );
        assert_eq!(names("The clinic in Otranto closed."), ["Otranto"]);
    }

    #[test]
    fn persons_papers_and_common_words_are_not() {
        assert!(names("Mr Lincoln met General Jackson on Sunday.").is_empty());
        assert!(names("The London Times reported it.").is_empty());
        assert!(names("Most Reading is done in March. Of Nice things Mobile users speak.").is_empty());
    }

    #[test]
    fn peoples_speak_of_their_countries() {
        let gazetteer = Gazetteer::bundled().expect("the bundled gazetteer is whole");
        let clues = clues("Danes and Swedish sailors", &gazetteer);
        assert!(clues.mentions("DNK".parse().unwrap()) && clues.mentions("SWE".parse().unwrap()));
    }

    #[test]
    fn odd_text_is_survived() {
        for text in ["", "’", "A’", "É.", "U.S.", "Ünïcödé – “Q”’s", "\u{1f600} Paris\u{1f600}"]
        {
            let _ = names(text);
        }
    }
}
