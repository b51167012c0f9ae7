//! Events of public knowledge that a text mentions, and how it stands to them in time.

use super::timeline::{Day, number};
use dateline_doc::Span;
use jiff::civil::Date;
use std::sync::LazyLock;

/// A phrase that names or tells an event: words that must all stand in one sentence.
#[derive(Debug)]
struct Phrase {
    words: Vec<&'static str>,
    /// It tells the event as news.
    told: bool,
    event: usize,
}

#[derive(Debug)]
struct Table {
    days: Vec<(Day, i16)>,
    phrases: Vec<Phrase>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut t = Table { days: Vec::new(), phrases: Vec::new() };
    for line in include_str!("../../data/known_events.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cols = line.split('\t');
        let (Some(day), Some(_), Some(phrases)) = (cols.next(), cols.next(), cols.next()) else { continue };
        let Ok(day) = day.parse::<Date>() else { continue };
        let event = t.days.len();
        t.days.push((number(day), day.year()));
        for p in phrases.split(" | ") {
            let (told, p) = p.strip_prefix('!').map_or((false, p), |p| (true, p));
            t.phrases.push(Phrase { words: p.split(" & ").collect(), told, event });
            if p.contains('\'') {
                // Apostrophes are straight or curly.
                let curly: &'static str = Box::leak(p.replace('\'', "\u{2019}").into_boxed_str());
                t.phrases.push(Phrase { words: curly.split(" & ").collect(), told, event });
            }
        }
    }
    t
});

/// An event that a sentence mentions.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) day: Day,
    pub(crate) year: i16,
    pub(crate) told: bool,
    /// The sentence's number.
    pub(crate) sentence: usize,
    /// Where the phrase's words start.
    pub(crate) starts: Vec<u32>,
    /// From the first to the last of the phrase's words.
    pub(crate) span: Span,
}

/// Whether `at..at + len` of `text` is cut at word boundaries.
fn whole(text: &str, at: usize, len: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + len..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() && c != 's')
}

fn place_of(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|m| m.0).find(|&at| whole(text, at, word.len()))
}

/// The events that the sentences mention; `sentences` are byte ranges of `lower`, the text in small
/// letters of the same length.
pub(crate) fn mentions(lower: &str, sentences: &[Span]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for p in &TABLE.phrases {
        // Most phrases fail on their first word in the whole text.
        if p.words.iter().any(|w| !lower.contains(w)) {
            continue;
        }
        for (n, s) in sentences.iter().enumerate() {
            let text = s.of(lower);
            let Some(places) = p
                .words
                .iter()
                .map(|w| place_of(text, w).map(|at| (at, at + w.len())))
                .collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let start = places.iter().map(|p| p.0).min().unwrap_or(0) + s.start as usize;
            let end = places.iter().map(|p| p.1).max().unwrap_or(0) + s.start as usize;
            let (day, year) = TABLE.days[p.event];
            let span = Span::new(start, end);
            let starts: Vec<u32> = places.iter().map(|p| p.0 as u32 + s.start).collect();
            match out.iter_mut().find(|m| m.day == day && m.sentence == n) {
                Some(m) => {
                    m.told |= p.told;
                    m.starts.extend(starts);
                }
                None => out.push(Mention { day, year, told: p.told, sentence: n, starts, span }),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_is_well_formed() {
        let rows =
            include_str!("../../data/known_events.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(TABLE.days.len(), rows);
        for p in &TABLE.phrases {
            assert!(p.words.iter().all(|w| !w.is_empty() && *w == w.to_lowercase()), "{:?}", p.words);
        }
    }

    #[test]
    fn an_event_is_met_in_its_sentence() {
        let text = "two days after the fall of kabul he fled. the coup in myanmar was older.";
        let s = [Span::new(0, 41), Span::new(42, text.len())];
        let m = mentions(text, &s);
        assert!(m.iter().any(|m| m.day == number(date(2021, 8, 15)) && m.sentence == 0 && !m.told));
        assert!(m.iter().any(|m| m.day == number(date(2021, 2, 1)) && m.sentence == 1));
    }
}
