//! What the rest of a document says about where it plays.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use dateline_doc::Country;

/// Evidence for countries: how often each is spoken of.
#[derive(Debug, Clone, Default)]
pub struct Clues {
    weights: BTreeMap<Country, f64>,
    total: f64,
}

impl Clues {
    /// No evidence.
    pub fn new() -> Clues {
        Clues::default()
    }

    /// A country is spoken of: 1 for a mention, more for the date line or a country known beforehand.
    pub fn add(&mut self, country: Country, weight: f64) {
        *self.weights.entry(country).or_default() += weight;
        self.total += weight;
    }

    /// The part of all evidence that speaks for the country, from 0 to 1.
    pub fn share(&self, country: Country) -> f64 {
        match self.weights.get(&country) {
            // Two mentions' worth of doubt: one mention in a short text settles nothing.
            Some(weight) => weight / (self.total + 2.0),
            None => 0.0,
        }
    }

    /// Whether the country is spoken of at all.
    pub fn mentions(&self, country: Country) -> bool {
        self.weights.contains_key(&country)
    }
}

/// The country of an adjective or people ("Belarusian", "Danes"), as written in `data/demonyms.tsv`.
pub fn demonym(word: &str) -> Option<Country> {
    static TABLE: LazyLock<HashMap<&str, Country>> = LazyLock::new(|| {
        let rows = include_str!("../data/demonyms.tsv").lines().filter(|line| !line.starts_with('#'));
        let pairs = rows
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(code, words)| Some((code.parse().ok()?, words)));
        pairs.flat_map(|(country, words)| words.split('|').map(move |word| (word, country))).collect()
    });
    TABLE.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demonyms_are_known() {
        assert_eq!(demonym("Danes").map(|c| c.to_string()).as_deref(), Some("DNK"));
        assert_eq!(demonym("Tables"), None);
    }

    #[test]
    fn shares_grow_with_mentions() {
        let (dnk, swe) = ("DNK".parse().unwrap(), "SWE".parse().unwrap());
        let mut clues = Clues::new();
        clues.add(dnk, 3.0);
        clues.add(swe, 1.0);
        assert!(clues.share(dnk) > clues.share(swe) && clues.share(dnk) < 1.0);
        assert!(!clues.mentions("NOR".parse().unwrap()));
    }
}
