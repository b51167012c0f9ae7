//! Which nouns can speak, and which of them speak for somebody else.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a noun speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    Person,
    Body,
    /// A text: its author speaks.
    Document,
}

/// The class of a word's singular or plural form in lower case.
pub(crate) fn class(word: &str) -> Option<Speaker> {
    static TABLE: LazyLock<HashMap<&'static str, Speaker>> =
        LazyLock::new(|| parse(include_str!("../data/speakers.tsv")));
    let find = |w: &str| TABLE.get(w).copied();
    find(word)
        .or_else(|| word.strip_suffix("ies").and_then(|s| find(&format!("{s}y"))))
        .or_else(|| word.strip_suffix("men").and_then(|s| find(&format!("{s}man"))))
        .or_else(|| word.strip_suffix('s').and_then(find))
        .or_else(|| word.strip_suffix("es").and_then(find))
}

fn parse(table: &'static str) -> HashMap<&'static str, Speaker> {
    let mut out = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let Some((class, nouns)) = line.split_once('\t') else { continue };
        let class = match class {
            "person" => Speaker::Person,
            "body" => Speaker::Body,
            _ => Speaker::Document,
        };
        for noun in nouns.split(' ') {
            out.entry(noun).or_insert(class);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_does_not_matter() {
        assert_eq!(class("officials"), Some(Speaker::Person));
        assert_eq!(class("spokesmen"), Some(Speaker::Person));
        assert_eq!(class("ministries"), Some(Speaker::Body));
        assert_eq!(class("reading"), Some(Speaker::Document));
        assert_eq!(class("granite"), None);
    }
}
