//! Reads a data set of JSON Lines (`id`, `text`, `dct`) and writes predictions for `score_time.py`.
//!
//! usage: predict GOLD.jsonl > SYSTEM.jsonl

use dateline_doc::Analysis;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: predict GOLD.jsonl")?;
    let mut out = std::io::stdout().lock();
    let (mut words, mut seconds) = (0, 0.0);
    // The grammar is compiled on its first use.
    dateline_time::find("", &Analysis::default());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let date = row["dct"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let mut to_chars = vec![0usize; text.len() + 1];
        for (n, (at, _)) in text.char_indices().enumerate() {
            to_chars[at] = n;
        }
        to_chars[text.len()] = text.chars().count();
        let start = std::time::Instant::now();
        let reading = dateline_time::read(text, &Analysis::default(), date);
        seconds += start.elapsed().as_secs_f64();
        words += text.split_whitespace().count();
        let times: Vec<Value> = reading
            .times
            .iter()
            .map(|t| {
                json!({"start": to_chars[t.span.start as usize], "end": to_chars[t.span.end as usize], "type": t.kind.as_str(),
                    "value": t.value.as_str(), "mod": t.modifier.as_deref(), "rule": t.origin.rule.as_str()})
            })
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "timexes": times}))?;
    }
    eprintln!("{words} words, {:.0} a second", words as f64 / seconds);
    Ok(())
}
