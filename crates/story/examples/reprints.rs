//! Pairs found among the texts of a JSON Lines file (`id`, `text`, `story`, `kind`), against its stories.
//!
//! zcat ../shared/data/stories/reprints_dev.jsonl.gz | cargo run --release -p dateline-story --example reprints

use dateline_story::{Shingles, overlaps};
use std::collections::BTreeMap;
use std::io::{Read, stdin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = String::new();
    stdin().read_to_string(&mut input)?;
    let rows: Vec<serde_json::Value> = input.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let field = |at: usize, name: &str| rows[at][name].as_str().unwrap_or_default().to_string();
    let texts: Vec<Shingles> = (0..rows.len()).map(|at| Shingles::of(&field(at, "text"))).collect();
    let start = std::time::Instant::now();
    let found = overlaps(&texts);
    let right = |a: usize, b: usize| {
        field(a, "story") == field(b, "story")
            || field(a, "host") == field(b, "id")
            || field(b, "host") == field(a, "id")
            || field(a, "host") == field(b, "story")
            || field(b, "host") == field(a, "story")
    };
    let hits = found.iter().filter(|pair| right(pair.part, pair.whole)).count();
    println!(
        "{} texts, {} pairs in {:?}; precision {:.3}",
        rows.len(),
        found.len(),
        start.elapsed(),
        hits as f64 / found.len() as f64
    );
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for pair in &found {
        let mut kinds = [field(pair.part, "kind"), field(pair.whole, "kind")];
        kinds.sort();
        let slot = by_kind.entry(kinds.join(" ~ ")).or_default();
        slot.1 += 1;
        slot.0 += usize::from(right(pair.part, pair.whole));
    }
    for (kind, (hit, all)) in by_kind.iter().filter(|(_, (hit, all))| hit < all) {
        println!("{kind:32} precision {:.3} of {all}", *hit as f64 / *all as f64);
    }
    let mut wrong: Vec<_> = found.iter().filter(|pair| !right(pair.part, pair.whole)).collect();
    wrong.sort_by(|a, b| b.of_part.total_cmp(&a.of_part));
    for pair in wrong.iter().step_by(1 + wrong.len() / 20) {
        println!(
            "  {:.2} {:.2} {:4} {} | {}",
            pair.of_part,
            pair.of_whole,
            pair.passage,
            field(pair.part, "id"),
            field(pair.whole, "id")
        );
    }
    let linked: std::collections::HashSet<(usize, usize)> =
        found.iter().map(|p| (p.part.min(p.whole), p.part.max(p.whole))).collect();
    let mut recall: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for a in 0..rows.len() {
        for b in 0..a {
            if field(a, "story") == field(b, "story") {
                let kinds = [field(a, "kind"), field(b, "kind")];
                let kind =
                    kinds.iter().filter(|kind| *kind != "orig").cloned().collect::<Vec<_>>().join(" ~ ");
                let kind = if kind.contains('~') { "two edits".into() } else { kind };
                let slot = recall.entry(kind).or_default();
                slot.1 += 1;
                slot.0 += usize::from(linked.contains(&(b, a)));
            }
        }
    }
    for (kind, (hit, all)) in recall {
        println!("{kind:24} recall {:.3} of {all}", hit as f64 / all as f64);
    }
    Ok(())
}
