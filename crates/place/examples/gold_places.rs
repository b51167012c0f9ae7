//! Places on the gold mentions of hand-made ledgers, scored as `score_ledger.py` does: how well the
//! stage decides and resolves when names and entities are right. Words are cut by a few rules; there is
//! no tree, but for the CoNLL-U files of a folder TREES (`01.conllu` for `01.txt`).
//!
//! ```text
//! cargo run --release -p dateline-place --example gold_places -- [--misses] FOLDER train [TREES]
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

#[path = "../tests/common/plain.rs"]
mod plain;

use dateline_doc::{Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Origin, Span, Stage};
use dateline_place::{Gazetteer, Layers, Reading, read_all};
use serde_json::Value;

fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2)
        + la.cos() * lb.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let misses = arguments.iter().any(|argument| argument == "--misses");
    arguments.retain(|argument| argument != "--misses");
    let [folder, split, trees @ ..] = arguments.as_slice() else {
        return Err("folder and split, please".into());
    };
    let folder = Path::new(folder);
    let gazetteer = Gazetteer::bundled()?;
    let (mut hits, mut golds, mut found) = (0, 0, 0);
    let (mut words, mut seconds) = (0, 0.0);
    for row in fs::read_to_string(folder.join("manifest.jsonl"))?.lines() {
        let row: Value = serde_json::from_str(row)?;
        if row["split"] != split.as_str() {
            continue;
        }
        let name = row["file"].as_str().ok_or("a row without a file")?;
        let text = fs::read_to_string(folder.join(name))?;
        let gold: Value =
            serde_json::from_str(&fs::read_to_string(folder.join(name.replace(".txt", ".json")))?)?;
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let span = |value: &Value| -> Option<Span> {
            let at = |key: &str| bytes.get(usize::try_from(value[key].as_u64()?).ok()?).copied();
            Some(Span::new(at("start")?, at("end")?))
        };
        let mut ids = HashMap::new();
        let mut entities: Layer<EntityId, Entity> = Layer::new();
        for entity in gold["entities"].as_array().into_iter().flatten() {
            let kind: EntityType = entity["type"].as_str().unwrap_or_default().parse()?;
            let mut made = Entity::new(
                entity["name"].as_str().unwrap_or_default(),
                kind,
                Origin::rule(Stage::User, "gold"),
            );
            made.country = entity["country"].as_str().and_then(|code| code.parse().ok());
            ids.insert(entity["id"].as_str().unwrap_or_default().to_owned(), entities.push(made));
        }
        let mut mentions: Vec<Mention> = Vec::new();
        for mention in gold["mentions"].as_array().into_iter().flatten() {
            let (Some(span), Some(&entity)) =
                (span(mention), ids.get(mention["entity"].as_str().unwrap_or_default()))
            else {
                continue;
            };
            let form: Form = mention["form"].as_str().unwrap_or_default().parse()?;
            let metonym = mention["metonym"].as_bool().unwrap_or(false);
            mentions.push(Mention { span, entity, form, metonym, origin: Origin::rule(Stage::User, "gold") });
        }
        mentions.sort_by_key(|mention| mention.span);
        let mentions: Layer<MentionId, Mention> = mentions.into();
        let analysis = match trees.first() {
            Some(trees) => {
                let file = Path::new(trees).join(name.replace(".txt", ".conllu"));
                plain::with_trees(&text, &fs::read_to_string(file)?)
            }
            None => plain::analysis(&text),
        };
        let layers = Layers {
            analysis: &analysis,
            entities: &entities,
            mentions: &mentions,
            dateline: None,
            country: None,
        };
        let start = Instant::now();
        let readings = read_all(&text, layers, &gazetteer);
        seconds += start.elapsed().as_secs_f64();
        words += text.split_whitespace().count();
        let places: Vec<&Value> = gold["places"].as_array().into_iter().flatten().collect();
        let mut free: Vec<Option<&Reading>> = readings.iter().map(Some).collect();
        golds += places.len();
        found += readings.len();
        let around = |span: Span| {
            let start = bytes[bytes.partition_point(|at| *at < span.start as usize).saturating_sub(40)];
            let end = bytes[(bytes.partition_point(|at| *at < span.end as usize) + 30).min(bytes.len() - 1)];
            format!(
                "{}[{}]{}",
                &text[start..span.start as usize],
                span.of(&text),
                &text[span.end as usize..end]
            )
            .replace('\n', "~")
        };
        for place in places {
            let Some(at) = span(place) else { continue };
            let entity = ids.get(place["entity"].as_str().unwrap_or_default()).copied();
            let point =
                (place["lat"].as_f64().unwrap_or(f64::NAN), place["lon"].as_f64().unwrap_or(f64::NAN));
            let near = |reading: &Reading| {
                let distance = km(point, (reading.resolution.place.lat, reading.resolution.place.lon));
                if !place["area"].as_bool().unwrap_or(false) {
                    distance <= 161.0
                } else if entity.is_some_and(|entity| entities[entity].kind == EntityType::State) {
                    Some(reading.entity) == entity
                } else {
                    distance <= 1500.0
                }
            };
            let slot = free
                .iter_mut()
                .find(|slot| slot.is_some_and(|reading| reading.span.overlaps(at) && near(reading)));
            if let Some(slot) = slot {
                *slot = None;
                hits += 1;
            } else if misses {
                let read = readings.iter().find(|reading| reading.span.overlaps(at));
                let what = read.map(|reading| {
                    format!(
                        "{:?} {} {}",
                        reading.resolution.place.class,
                        reading.resolution.place.lat,
                        reading.resolution.place.lon
                    )
                });
                let kind = entity.map(|entity| entities[entity].kind.as_str()).unwrap_or_default();
                println!("{name} missed {kind} {} {}", around(at), what.unwrap_or_default());
            }
        }
        if misses {
            for reading in free.into_iter().flatten() {
                let kind = entities[reading.entity].kind;
                println!("{name} false {kind} [{}] {}", reading.rule, around(reading.span));
            }
        }
    }
    let (precision, recall) = (f64::from(hits) / found as f64, f64::from(hits) / golds as f64);
    println!(
        "place_f1 {:.3}  p {precision:.3}  r {recall:.3}  gold {golds}  found {found}",
        2.0 * precision * recall / (precision + recall)
    );
    eprintln!("{words} words, {:.0} a second", words as f64 / seconds);
    Ok(())
}
