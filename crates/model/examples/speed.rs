//! `cargo run --release -p dateline-model --example speed -- WEIGHTS TEXT… `
//!
//! Words a second on one core, from raw text to tags, heads and names, on every instruction set of the
//! processor. A file that ends in `.jsonl` has one text a line, in `text`.

use std::time::Instant;

use dateline_model::{Isa, Reader, tokenize};

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
    let started = Instant::now();
    let bytes = std::fs::read(&weights).expect("a readable weight file");
    let read = started.elapsed();
    let mut reader = Reader::load(bytes).expect("a weight file");
    println!(
        "load {:.1} ms, of this reading the file {:.1} ms",
        started.elapsed().as_secs_f64() * 1e3,
        read.as_secs_f64() * 1e3
    );
    let started = Instant::now();
    let words: usize = texts.iter().map(|text| tokenize(text).tokens.len()).sum();
    println!(
        "tokenizer {:.0} words/s ({words} words, {} texts)",
        words as f64 / started.elapsed().as_secs_f64(),
        texts.len()
    );
    for isa in Isa::available() {
        reader = reader.with_isa(isa);
        let (started, mut words) = (Instant::now(), 0);
        for text in &texts {
            words += reader.read(text).tokens.len();
            if started.elapsed().as_secs() > 8 {
                break;
            }
        }
        println!(
            "{:<12} {:.0} words/s ({words} words)",
            isa.name(),
            words as f64 / started.elapsed().as_secs_f64()
        );
    }
}
