//! Precision and recall of the links between statements (`continues`, `repeats`, `denies`) and of acts.
//!
//! `cargo run --release --example links -- GOLD.json LEDGER.json [GOLD LEDGER …]`
//!
//! Gold files and ledgers have the shape of the JSON contract; offsets are code points. Statements are matched as
//! `score_ledger.py` does: by content, Jaccard over words of one half or more, equal cues preferred. A link is right
//! if both of its ends are matched and linked in gold. Links of unmatched statements count against precision.

use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::error::Error;

#[derive(Default)]
struct Count {
    right: usize,
    gold: usize,
    read: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() || files.len() % 2 == 1 {
        return Err("usage: links GOLD.json LEDGER.json [GOLD LEDGER …]".into());
    }
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut acts = (0usize, 0usize);
    for pair in files.chunks(2) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&pair[0])?)?;
        let read: Value = serde_json::from_str(&std::fs::read_to_string(&pair[1])?)?;
        let text: Vec<char> = read["document"]["text"].as_str().unwrap_or_default().chars().collect();
        let (g, p) = (list(&gold["statements"]), list(&read["statements"]));
        let to = matched(&text, g, p);
        for &(i, j) in &to {
            let told = |s: &Value| s["act"].as_str().unwrap_or_default().to_string();
            acts.1 += 1;
            acts.0 += usize::from(told(&g[i]) == told(&p[j]));
        }
        for link in ["continues", "denies", "repeats"] {
            let c = counts.entry(link).or_default();
            let ends = |all: &[Value]| -> Vec<(String, String)> {
                all.iter()
                    .filter_map(|s| Some((s["id"].as_str()?.to_string(), s[link].as_str()?.to_string())))
                    .collect()
            };
            let (want, have) = (ends(g), ends(p));
            let name =
                |id: &str| to.iter().find(|(_, j)| p[*j]["id"] == id).and_then(|(i, _)| g[*i]["id"].as_str());
            c.gold += want.len();
            c.read += have.len();
            c.right += have
                .iter()
                .filter(|(a, b)| {
                    name(a).zip(name(b)).is_some_and(|(a, b)| want.iter().any(|(x, y)| x == a && y == b))
                })
                .count();
        }
    }
    for (link, c) in counts {
        let rate = |n: usize| if n == 0 { 0.0 } else { c.right as f64 / n as f64 };
        println!(
            "{link:10} p {:.3}  r {:.3}  right {}  gold {}  read {}",
            rate(c.read),
            rate(c.gold),
            c.right,
            c.gold,
            c.read
        );
    }
    println!("act        acc {:.3} of {}", acts.0 as f64 / acts.1.max(1) as f64, acts.1);
    Ok(())
}

fn list(v: &Value) -> &[Value] {
    v.as_array().map_or(&[], Vec::as_slice)
}

/// Starts of the words in spans.
fn words(text: &[char], spans: &Value) -> HashSet<usize> {
    let mut out = HashSet::new();
    for s in list(spans) {
        let (a, b) = (s["start"].as_u64().unwrap_or(0) as usize, s["end"].as_u64().unwrap_or(0) as usize);
        for i in a..b.min(text.len()) {
            let letter = |c: char| c.is_alphanumeric() || c == '_';
            if letter(text[i]) && (i == a || !letter(text[i - 1])) {
                out.insert(i);
            }
        }
    }
    out
}

fn overlap(a: &Value, b: &Value) -> bool {
    list(a).iter().any(|x| {
        list(b)
            .iter()
            .any(|y| x["start"].as_u64() < y["end"].as_u64() && y["start"].as_u64() < x["end"].as_u64())
    })
}

fn matched(text: &[char], gold: &[Value], read: &[Value]) -> Vec<(usize, usize)> {
    let (g, p): (Vec<_>, Vec<_>) = (
        gold.iter().map(|s| words(text, &s["content"])).collect(),
        read.iter().map(|s| words(text, &s["content"])).collect(),
    );
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for i in 0..g.len() {
        for j in 0..p.len() {
            let both = g[i].intersection(&p[j]).count() as f64;
            let share = both / (g[i].len() + p[j].len()) as f64;
            let jaccard = share / (1.0 - share);
            if jaccard >= 0.5 {
                all.push((jaccard + if overlap(&gold[i]["cue"], &read[j]["cue"]) { 0.1 } else { 0.0 }, i, j));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_g, mut used_p, mut out) = (HashSet::new(), HashSet::new(), Vec::new());
    for (_, i, j) in all {
        if !used_g.contains(&i) && !used_p.contains(&j) {
            used_g.insert(i);
            used_p.insert(j);
            out.push((i, j));
        }
    }
    out
}
