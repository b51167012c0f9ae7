//! `dateline explain`: what a code in a ledger means.

use crate::{Failure, Outcome, print};
use std::fmt::Write;

/// Kind, code, text; one a line, tab-separated, `#` comments.
const CODES: &str = include_str!("../data/codes.tsv");

struct Entry {
    kind: &'static str,
    code: &'static str,
    text: &'static str,
}

fn entries() -> impl Iterator<Item = Entry> {
    CODES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Entry { kind: fields.next()?, code: fields.next()?, text: fields.next()? })
    })
}

pub(crate) fn run(codes: &[String]) -> Result<Outcome, Failure> {
    let mut out = String::new();
    if codes.is_empty() {
        let mut kind = "";
        for entry in entries() {
            if entry.kind != kind {
                kind = entry.kind;
                let _ = writeln!(out, "{}{kind}", if out.is_empty() { "" } else { "\n" });
            }
            let _ = writeln!(out, "  {:<18} {}", entry.code, entry.text);
        }
        return print(&out);
    }
    for asked in codes {
        // "CONSULT/visit", as the view writes it, is both.
        for code in asked.split('/') {
            let code = cameo_root(code);
            let mut found = false;
            for entry in entries().filter(|entry| entry.code.eq_ignore_ascii_case(code)) {
                found = true;
                let _ = writeln!(out, "{} ({}): {}", entry.code, entry.kind, entry.text);
            }
            if !found {
                let _ = print(&out);
                let near = nearest(code);
                let help = near.map_or_else(
                    || "`dateline explain` lists all codes".to_string(),
                    |near| format!("did you mean `{near}`? `dateline explain` lists all codes"),
                );
                return Err(Failure::new(format!("no code is called `{code}`"), Some(&help)));
            }
        }
    }
    print(&out)
}

/// CAMEO codes are told by their first two digits, which name the kind of event.
fn cameo_root(code: &str) -> &str {
    let cameo = (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if cameo { &code[..2] } else { code }
}

/// The code that differs in at most two letters, if there is one.
fn nearest(asked: &str) -> Option<&'static str> {
    let asked = asked.to_ascii_lowercase();
    let near = |entry: &Entry| distance(&asked, &entry.code.to_ascii_lowercase());
    let best = entries().min_by_key(near)?;
    (near(&best) <= 2).then_some(best.code)
}

/// How many letters must be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, ch) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (to, &letter) in other.iter().enumerate() {
            let change = diagonal + usize::from(ch != letter);
            diagonal = row[to + 1];
            row[to + 1] = change.min(row[to] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Act, DefectKind, Plover, Relation, RoleClass, Sector, Status, Upos};

    #[test]
    fn every_code_of_the_model_is_explained() {
        let known = |code: &str| entries().any(|entry| entry.code == code);
        let all = [
            Plover::ALL.iter().map(|x| x.as_str()).collect::<Vec<_>>(),
            Status::ALL.iter().map(|x| x.as_str()).collect(),
            DefectKind::ALL.iter().map(|x| x.as_str()).collect(),
            Relation::ALL.iter().map(|x| x.as_str()).collect(),
            Upos::ALL.iter().map(|x| x.as_str()).collect(),
            Sector::ALL.iter().map(|x| x.as_str()).collect(),
            Act::ALL.iter().map(|x| x.as_str()).collect(),
            RoleClass::ALL.iter().map(|x| x.as_str()).collect(),
        ]
        .concat();
        let missing: Vec<_> = all.into_iter().filter(|code| !known(code)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_line_is_whole() {
        for line in CODES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|field| !field.is_empty()), "{line}");
        }
    }

    #[test]
    fn cameo_codes_are_told_by_their_root() {
        assert_eq!((cameo_root("0841"), cameo_root("2023-03"), cameo_root("é1")), ("08", "2023-03", "é1"));
        assert!((1..=20).all(|root| entries().any(|entry| entry.code == format!("{root:02}"))));
    }

    #[test]
    fn slips_find_their_code() {
        assert_eq!(nearest("CONSULTS"), Some("CONSULT"));
        assert_eq!(nearest("xyzxyz"), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
