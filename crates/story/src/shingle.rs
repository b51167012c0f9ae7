//! Texts as sets of overlapping word triples.
//!
//! Broder, "On the resemblance and containment of documents" (1997). Words are compared without
//! case, marks and line breaks, so that a reprint's typography does not hide it; triples are short
//! enough to survive scanning errors every few words and long enough to be rare.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Words in one shingle.
const WIDTH: usize = 3;

/// The shingles of one text.
#[derive(Debug, Clone, Default)]
pub struct Shingles {
    /// In text order, with repetitions.
    pub(crate) sequence: Vec<u64>,
    /// Sorted, without repetitions.
    pub(crate) set: Vec<u64>,
    /// Names and numbers: words with a capital letter or a digit; sorted, without repetitions.
    pub(crate) salient: Vec<u64>,
}

impl Shingles {
    /// Reads a text.
    pub fn of(text: &str) -> Shingles {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(word_hash)
            .collect();
        let sequence: Vec<u64> = match words.len() {
            0 => Vec::new(),
            1..WIDTH => vec![hash(&words)],
            _ => words.windows(WIDTH).map(hash).collect(),
        };
        let is_salient =
            |word: &&str| word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit());
        let salient = unique(words_of(text).filter(is_salient).map(word_hash).collect());
        Shingles { set: unique(sequence.clone()), sequence, salient }
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn unique(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn word_hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in word.chars().flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}

fn hash(words: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
