//! `cargo run --release -p dateline-model --example speed -- WEIGHTS|bundled TEXT…`
//!
//! Words (tokens) a second on one core, from raw text to tags, heads and names; with `ALL=1` in the
//! environment on every instruction set of the processor, a few seconds each. A file that ends in `.jsonl` has one text a line, in `text`.

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
    let bytes =
        if weights == "bundled" { Vec::new() } else { std::fs::read(&weights).expect("a readable file") };
    let (wall, started) = (Instant::now(), cpu_seconds());
    let reader = if weights == "bundled" { Reader::bundled() } else { Reader::load(bytes) };
    let mut reader = reader.expect("a weight file");
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
    // With ALL set: every instruction set, some seconds each. Else one pass on the best.
    let all = std::env::var_os("ALL").is_some();
    for isa in Isa::available().into_iter().take(if all { 9 } else { 1 }) {
        reader = reader.with_isa(isa);
        if let Some(rows) = std::env::var("ROWS").ok().and_then(|rows| rows.parse().ok()) {
            reader = reader.with_batch_rows(rows);
        }
        let (started, mut words) = (cpu_seconds(), 0);
        for text in &texts {
            words += reader.read(text).tokens.len();
            if all && cpu_seconds() - started > 3.0 {
                break;
            }
        }
        let seconds = cpu_seconds() - started;
        println!(
            "{:<12} {:.0} words/s: {words} words in {seconds:.3} CPU s",
            isa.name(),
            words as f64 / seconds
        );
    }
}
