//! `cargo run --release -p dateline-model --example speed -- WEIGHTS TEXT… `
//!
//! Words a second on one core, from raw text to tags, heads and names, on every instruction set of the
//! processor. A file that ends in `.jsonl` has one text a line, in `text`.

use std::time::Instant;

use dateline_model::{Isa, Reader, tokenize};

/// Seconds that this thread was on a processor (Linux), so that neighbours do not count.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) * 1e-9
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let weights = arguments.next().expect("a weight file");
    let mut texts = Vec::new();
    for path in arguments {
        let content = std::fs::read_to_string(&path).expect("a readable file");
        if path.ends_with(".jsonl") {
            for line in content.lines() {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                texts.push(value["text"].as_str().expect("a text").to_string());
            }
        } else {
            texts.push(content);
        }
    }
    let bytes = std::fs::read(&weights).expect("a readable weight file");
    let (wall, started) = (Instant::now(), cpu_seconds());
    let mut reader = Reader::load(bytes).expect("a weight file");
    println!(
        "load {:.1} ms of a core, {:.1} ms by the clock",
        (cpu_seconds() - started) * 1e3,
        wall.elapsed().as_secs_f64() * 1e3
    );
    let started = cpu_seconds();
    let words: usize = texts.iter().map(|text| tokenize(text).tokens.len()).sum();
    println!(
        "tokenizer {:.0} words/s ({words} words, {} texts)",
        words as f64 / (cpu_seconds() - started),
        texts.len()
    );
    for isa in Isa::available() {
        reader = reader.with_isa(isa);
        let (started, mut words) = (cpu_seconds(), 0);
        for text in &texts {
            words += reader.read(text).tokens.len();
            if cpu_seconds() - started > 3.0 {
                break;
            }
        }
        println!(
            "{:<12} {:.0} words/s ({words} words)",
            isa.name(),
            words as f64 / (cpu_seconds() - started)
        );
    }
}
