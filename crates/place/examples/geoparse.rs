//! Reads toponyms in JSON Lines of `{"doc", "text", "spans": [{"start", "end"}]}` (code points) and
//! writes them with coordinates, for `score_places.py`.
//!
//! ```text
//! cargo run --release -p dateline-place --example geoparse -- gold.jsonl          # finds the names itself
//! cargo run --release -p dateline-place --example geoparse -- --gold gold.jsonl   # resolves the given spans
//! ```

use std::error::Error;
use std::time::Instant;

use dateline_doc::Span;
use dateline_place::{Gazetteer, Resolution, parse, resolve_spans};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gold = arguments.iter().any(|argument| argument == "--gold");
    let path = arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("name a file")?;
    let input = std::fs::read_to_string(path)?;
    let start = Instant::now();
    let gazetteer = Gazetteer::bundled()?;
    eprintln!("gazetteer: {} places in {:.1} ms", gazetteer.len(), start.elapsed().as_secs_f64() * 1e3);
    let (mut words, mut seconds) = (0u32, 0.0);
    for line in input.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().ok_or("a line without text")?;
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let spans: Vec<Span> = document["spans"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|span| {
                let at = |key: &str| bytes.get(usize::try_from(span[key].as_u64()?).ok()?).copied();
                Some(Span::new(at("start")?, at("end")?))
            })
            .collect();
        let start = Instant::now();
        let found: Vec<(Span, Resolution)> = if gold {
            let resolutions = resolve_spans(text, &spans, &gazetteer);
            spans
                .into_iter()
                .zip(resolutions)
                .filter_map(|(span, resolution)| Some((span, resolution?)))
                .collect()
        } else {
            parse(text, &gazetteer)
        };
        seconds += start.elapsed().as_secs_f64();
        words += text.split_whitespace().count() as u32;
        let point = |byte: u32| bytes.partition_point(|at| *at < byte as usize);
        let spans: Vec<Value> = found.iter().map(|(span, resolution)| json!({
            "start": point(span.start), "end": point(span.end), "lat": resolution.place.lat, "lon": resolution.place.lon,
            "geonameid": resolution.place.geonames, "class": resolution.place.class.as_str(),
        })).collect();
        println!("{}", json!({"doc": document["doc"], "spans": spans}));
    }
    eprintln!("{words} words in {seconds:.3} s: {:.0} words/s", f64::from(words) / seconds);
    Ok(())
}
