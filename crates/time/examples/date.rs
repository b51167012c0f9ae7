//! Dates the reports of a JSON Lines file (`id`, `text`, `dct`) from their texts alone and compares.
//!
//! usage: date REPORTS.jsonl [OFFICEHOLDERS.tsv]   (country, position, person, wikidata, start, end)

use dateline_doc::Analysis;
use dateline_time::{Tenure, document_date, find};
use serde_json::Value;
use std::collections::HashMap;
use std::io::BufRead;

type Error = Box<dyn std::error::Error>;

fn day(text: &str, last: bool) -> Option<jiff::civil::Date> {
    match text.len() {
        4 => format!("{text}-{}", if last { "12-31" } else { "01-01" }).parse().ok(),
        7 => format!("{text}-{}", if last { "28" } else { "01" }).parse().ok(),
        _ => text.parse().ok(),
    }
}

fn offices(path: &str) -> Result<HashMap<String, Vec<Tenure>>, Error> {
    let mut by_name: HashMap<String, Vec<Tenure>> = HashMap::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|l| !l.starts_with('#')) {
        let cols: Vec<&str> = line.split('\t').collect();
        let [_, position, person, _, start, end] = cols[..] else { continue };
        let term = Tenure {
            position: position.into(),
            from: day(start, false),
            to: day(end, true),
            open: end.is_empty(),
        };
        if let Some(last) = person.split(' ').next_back().filter(|l| *l != person) {
            by_name.entry(last.to_owned()).or_default().push(term.clone());
        }
        by_name.entry(person.to_owned()).or_default().push(term);
    }
    Ok(by_name)
}

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: date REPORTS.jsonl [OFFICEHOLDERS.tsv]")?;
    let offices = args.next().map(|p| offices(&p)).transpose()?.unwrap_or_default();
    let who = |name: &str| offices.get(name).cloned().unwrap_or_default();
    let (mut n, mut letter, mut year, mut told, mut wrong, mut month) = (0, 0, 0, 0, 0, 0);
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let (text, gold) =
            (row["text"].as_str().unwrap_or_default(), row["dct"].as_str().unwrap_or_default());
        let none = Analysis::default();
        let date = document_date(text, &none, &find(text, &none), &who);
        let value = date.as_ref().map_or("", |d| d.value.as_str());
        n += 1;
        letter += usize::from(value == gold);
        let right = gold.starts_with(value) && !value.is_empty();
        year += usize::from(!value.is_empty() && gold.get(..4) == value.get(..4));
        month += usize::from(value.len() >= 7 && gold.get(..7) == value.get(..7));
        told += usize::from(!value.is_empty());
        wrong += usize::from(!value.is_empty() && !right);
        let confidence = date.as_ref().map_or(0.0, |d| d.confidence);
        let evidence: Vec<&str> = date.iter().flat_map(|d| &d.evidence).map(|s| s.of(text)).collect();
        println!(
            "{}\t{gold}\t{value}\t{confidence:.2}\t{}",
            row["id"],
            evidence.join(" | ").replace('\n', " ")
        );
    }
    eprintln!(
        "{n} reports, {told} dated, {letter} to the letter, year right {year}, month right {month}, not consistent {wrong}"
    );
    Ok(())
}
