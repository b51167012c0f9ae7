//! Tab-separated tables: comment lines start with `#`, lists inside a field are parted by `;`.

/// The rows of a table, each with the number of its line (from 1).
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| (at + 1, line.split('\t').map(str::trim).collect()))
}

/// The parts of a list field.
pub(crate) fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A field that may be missing at the end of a row.
pub(crate) fn field<'a>(row: &[&'a str], at: usize) -> &'a str {
    row.get(at).copied().unwrap_or_default()
}
