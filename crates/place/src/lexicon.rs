//! The sets of words in `data/roles.tsv` and `data/stop.tsv`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One set of a table of "set, words separated by spaces".
pub(crate) fn set(table: &'static str, name: &str) -> HashSet<&'static str> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(|(set, _)| *set == name).flat_map(|(_, words)| words.split_whitespace()).collect()
}

/// One set of `data/roles.tsv`.
pub(crate) fn role(name: &str) -> HashSet<&'static str> {
    set(include_str!("../data/roles.tsv"), name)
}

macro_rules! sets {
    ($($name:ident = $set:literal),* $(,)?) => {
        $(pub(crate) static $name: LazyLock<HashSet<&str>> = LazyLock::new(|| role($set));)*
    };
}

sets! {
    WITHIN = "within", MOTION = "motion", SENDERS = "senders", PARTS = "parts", GROUNDS = "grounds",
    OFFICERS = "officers", INSTITUTIONS = "institutions", ACTS = "acts", REACHED = "reached", ABOVE = "above", RANKS = "ranks",
}

/// Whether a word, or the dictionary form that its ending lets guess, is in a set.
pub(crate) fn among(set: &HashSet<&str>, word: &str) -> bool {
    if set.contains(word) {
        return true;
    }
    let stem = |ending: &str, instead: &str| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
        let doubled = stem.as_bytes();
        let short = match doubled {
            [.., a, b] if a == b && stem.is_ascii() => &stem[..stem.len() - 1],
            _ => stem,
        };
        Some(set.contains(format!("{stem}{instead}").as_str()) || instead.is_empty() && set.contains(short))
    };
    [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e")]
        .into_iter()
        .any(|(ending, instead)| stem(ending, instead) == Some(true))
}

#[cfg(test)]
mod tests {
    #[test]
    fn sets_are_read() {
        assert!(super::role("within").contains("near"));
        assert!(super::role("no such set").is_empty());
    }
}
