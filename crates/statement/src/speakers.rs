//! Which nouns can speak, which of them speak for somebody else, and which name what can be said or done.

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
        .or_else(|| {
            let person = ["man", "men", "woman", "women", "person", "people", "ist", "ists", "ian", "ians"];
            (word.len() > 5 && person.iter().any(|p| word.ends_with(p))).then_some(Speaker::Person)
        })
}

/// Whether the noun names something said, planned or done.
pub(crate) fn is_deed(word: &str) -> bool {
    static TABLE: LazyLock<std::collections::HashSet<&'static str>> =
        LazyLock::new(|| include_str!("../data/deeds.tsv").lines().filter(|l| !l.starts_with('#')).collect());
    TABLE.contains(word)
        || word.strip_suffix("ies").is_some_and(|s| TABLE.contains(format!("{s}y").as_str()))
        || word.strip_suffix("es").is_some_and(|s| TABLE.contains(s))
        || word.strip_suffix('s').is_some_and(|s| TABLE.contains(s))
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
        assert!(is_deed("policies") && is_deed("sanctions") && !is_deed("lanterns"));
    }
}
