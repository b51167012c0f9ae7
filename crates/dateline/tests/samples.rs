//! Whole ledgers of the sample reports, as snapshots: a change of any record shows in the diff.
//!
//! `INSTA_UPDATE=always cargo test -p dateline --test samples` writes them anew; read the diff.

use dateline::Reader;
use dateline::doc::json;
use serde_json::{Value, json as literal};

/// A ledger without what every release changes and no reviewer reads: engine, scores, sentences;
/// spans with their words.
fn readable(ledger: &dateline::doc::Ledger) -> Value {
    let mut value = serde_json::to_value(json::to_shape(ledger)).expect("a ledger is JSON");
    let text: Vec<char> = ledger.document.text.chars().collect();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("engine");
        fields.remove("sentences");
    }
    if let Some(document) = value["document"].as_object_mut() {
        document.remove("text");
    }
    tidy(&mut value, &text);
    value
}

fn tidy(value: &mut Value, text: &[char]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| tidy(item, text)),
        Value::Object(fields) => {
            fields.remove("origin");
            fields.remove("confidence");
            fields.retain(|_, field| !field.is_null() && *field != literal!([]));
            if let (Some(start), Some(end)) =
                (fields.get("start").and_then(Value::as_u64), fields.get("end").and_then(Value::as_u64))
            {
                let words: String = text[start as usize..end as usize].iter().collect();
                fields.remove("start");
                fields.remove("end");
                fields.insert("at".into(), format!("{start}..{end} {words}").into());
            }
            fields.values_mut().for_each(|field| tidy(field, text));
        }
        _ => {}
    }
}

#[test]
fn the_samples_give_the_same_ledgers() {
    let reader = Reader::load().expect("what is built in is sound");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    let reports = dateline::input::read(vec![folder.into()], dateline::input::Options::default());
    let mut seen = 0;
    for report in reports {
        let report = report.expect("the samples can be read");
        let name = report
            .document
            .text
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join("-")
            .replace([',', '(', ')'], "");
        insta::assert_json_snapshot!(name, readable(&reader.read(report)));
        seen += 1;
    }
    assert!(seen >= 4, "only {seen} samples were found");
}
