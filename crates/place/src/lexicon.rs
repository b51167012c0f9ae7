//! The sets of words in `data/roles.tsv` and `data/stop.tsv`.

use std::collections::HashSet;

/// One set of a table of "set, words separated by spaces".
pub(crate) fn set(table: &'static str, name: &str) -> HashSet<&'static str> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(|(set, _)| *set == name).flat_map(|(_, words)| words.split_whitespace()).collect()
}

/// One set of `data/roles.tsv`.
pub(crate) fn role(name: &str) -> HashSet<&'static str> {
    set(include_str!("../data/roles.tsv"), name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn sets_are_read() {
        assert!(super::role("within").contains("near"));
        assert!(super::role("no such set").is_empty());
    }
}
