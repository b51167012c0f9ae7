//! Resolves names whose Wikipedia title is known (`scripts/gum_names.py`) and asks whether the title is a
//! name of the place chosen: the data that the weights in `prior.rs`, `context.rs` and `rank.rs` were set by.
//!
//! ```text
//! crates/place/scripts/gum_names.py ../shared/data/syntax/gum/train > names.jsonl
//! cargo run --release -p dateline-place --example wiki_names -- [--misses] names.jsonl
//! ```
//!
//! "Durham, England" is right if the place is called Durham and lies in England (its division, its country
//! or a place of that name within 100 km); a title without a comma, if the place is what the gazetteer
//! takes the title for by itself.

use std::error::Error;

use dateline_doc::Span;
use dateline_place::{Candidate, Gazetteer, distance_km, resolve_spans};
use serde_json::Value;

fn is_called(title: &str, place: &Candidate, gazetteer: &Gazetteer) -> Option<bool> {
    let bare = title.split(" (").next().unwrap_or(title);
    let Some((name, container)) = bare.split_once(", ") else {
        let wanted = gazetteer.best(bare)?;
        // A city and the division that is called after it are one to Wikipedia often enough.
        return Some(wanted.entry == place.entry || distance_km(&wanted, place) < 50.0);
    };
    if gazetteer.lookup(name).is_empty() {
        return None;
    }
    let named = gazetteer.lookup(name).iter().any(|candidate| candidate.entry == place.entry);
    let division = place.region.and_then(|region| gazetteer.region_name(region));
    let inside = division == Some(container)
        || gazetteer.lookup(container).iter().any(|outer| match outer.class {
            dateline_place::Class::Country => outer.country == place.country,
            dateline_place::Class::Admin1 => outer.region == place.region,
            _ => distance_km(outer, place) < 100.0,
        });
    Some(named && inside)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let misses = arguments.iter().any(|argument| argument == "--misses");
    let path = arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("name a file")?;
    let gazetteer = Gazetteer::bundled()?;
    let (mut right, mut asked, mut unknown) = (0, 0, 0);
    for line in std::fs::read_to_string(path)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().ok_or("a line without text")?;
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let marks: Vec<(Span, &str)> = document["spans"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|span| {
                let at = |key: &str| bytes.get(usize::try_from(span[key].as_u64()?).ok()?).copied();
                Some((Span::new(at("start")?, at("end")?), span["title"].as_str()?))
            })
            .collect();
        let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
        for ((span, title), resolution) in marks.iter().zip(resolve_spans(text, &spans, &gazetteer)) {
            let Some(resolution) = resolution else {
                unknown += 1;
                continue;
            };
            let Some(fits) = is_called(title, &resolution.place, &gazetteer) else { continue };
            asked += 1;
            right += i32::from(fits);
            if misses && !fits {
                let place = &resolution.place;
                let division = place.region.and_then(|region| gazetteer.region_name(region)).unwrap_or("-");
                let country = place.country.map(|country| country.to_string()).unwrap_or_default();
                println!(
                    "{} {:?} is {title}; taken for {} in {division}, {country}",
                    document["doc"],
                    span.of(text),
                    place.class.as_str()
                );
            }
        }
    }
    println!(
        "right {right} of {asked} ({:.3}); {unknown} names unknown",
        f64::from(right) / f64::from(asked)
    );
    Ok(())
}
