//! The same numbers as the training code: `DATELINE_FIXTURE=fixture.json DATELINE_WEIGHTS=x.safetensors
//! cargo test -p dateline-model parity -- --nocapture`.

use serde_json::Value;

use crate::{Reader, Segmentation};

fn numbers(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap() as f32).collect()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

fn agreement(name: &str, same: usize, all: usize) {
    println!("{name:<10} {same} of {all} the same");
}

#[test]
#[allow(clippy::single_range_in_vec_init)]
fn parity_with_training() {
    let (Ok(fixture), Ok(weights)) = (std::env::var("DATELINE_FIXTURE"), std::env::var("DATELINE_WEIGHTS"))
    else {
        return;
    };
    let fixture: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(fixture).unwrap()).unwrap();
    let reader = Reader::open(weights).unwrap();
    let labels = &reader.weights.labels;
    let (mut all, mut upos, mut heads, mut rels, mut lemmas, mut names) = (0, 0, 0, 0, 0, 0);
    let (mut worst_hidden, mut worst_arc, mut worst_logit) = (0f32, 0f32, 0f32);
    let (mut sum_logit, mut count_logit) = (0f64, 0usize);
    for case in &fixture {
        let forms = words(&case["words"]);
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for form in &forms {
            if !text.is_empty() {
                text.push(' ');
            }
            tokens.push(text.len()..text.len() + form.len());
            text.push_str(form);
        }
        let count = tokens.len();
        let parts = Segmentation { tokens, sentences: vec![0..count], paragraphs: vec![0..1] };
        let probe = reader.probe(&text, &parts);
        let pieces: Vec<u32> =
            case["pieces"].as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u32).collect();
        assert_eq!(probe.ids, pieces, "{text}");
        let shapes: Vec<u8> =
            case["shapes"].as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u8).collect();
        if probe.shapes != shapes {
            // Python and Rust differ on what is a letter for a few characters ("Ⅳ").
            println!("shapes differ: {text}");
            assert!(!text.is_ascii());
            continue;
        }
        let h = reader.weights.config.hidden;
        for (row, expected) in probe.vectors.chunks(h).zip(case["hidden"].as_array().unwrap()) {
            for (a, b) in row.iter().zip(numbers(expected)) {
                worst_hidden = worst_hidden.max((a - b).abs());
            }
        }
        let nodes = count + 1;
        for (row, expected) in
            probe.arcs.chunks(nodes.next_multiple_of(16)).zip(case["arc_scores"].as_array().unwrap())
        {
            for (a, b) in row.iter().zip(numbers(expected)) {
                if a.is_finite() && b > -1e6 {
                    worst_arc = worst_arc.max((a - b).abs());
                }
            }
        }
        let width = reader.weights.heads.outputs();
        if let Some(expected) = case["logits"].get("upos") {
            for (row, expected) in probe.scores[width..].chunks(width).zip(expected.as_array().unwrap()) {
                for (a, b) in labels.upos.0.of(row).iter().zip(numbers(expected)) {
                    worst_logit = worst_logit.max((a - b).abs());
                    sum_logit += f64::from((a - b).abs());
                    count_logit += 1;
                }
            }
        }
        let analysis = reader.read_tokens(&text, &parts);
        for (i, token) in analysis.tokens.iter().enumerate() {
            all += 1;
            upos += usize::from(case["upos"][i] == token.upos.as_str());
            let head = token.head.map_or(0, |h| h.0 as u64 + 1);
            heads += usize::from(case["heads"][i].as_u64() == Some(head));
            rels += usize::from(
                dateline_doc::syntax::relation(case["rels"][i].as_str().unwrap_or_default())
                    == token.relation,
            );
            lemmas += usize::from(case["lemma"][i] == token.lemma.as_str());
            if case["lemma"][i] != token.lemma.as_str() && lemmas + 20 > all {
                println!("{} {} {}", forms[i], case["lemma"][i], token.lemma);
            }
        }
        let mut tags = vec!["O".to_string(); count];
        for name in &analysis.names {
            let (first, last) = (name.tokens.start.index(), name.tokens.end.index() - 1);
            for (i, tag) in tags.iter_mut().enumerate().take(last + 1).skip(first) {
                let mark = if first == last {
                    "S"
                } else if i == first {
                    "B"
                } else if i == last {
                    "E"
                } else {
                    "I"
                };
                *tag = format!("{mark}-{}", name.kind.as_str());
            }
        }
        names += tags.iter().enumerate().filter(|(i, tag)| case["names"][*i] == tag.as_str()).count();
    }
    println!(
        "largest differences: hidden {worst_hidden} arcs {worst_arc} upos scores {worst_logit} (mean {})",
        sum_logit / count_logit.max(1) as f64
    );
    agreement("upos", upos, all);
    agreement("heads", heads, all);
    agreement("relations", rels, all);
    agreement("lemmas", lemmas, all);
    agreement("names", names, all);
    assert!(
        heads * 100 >= all * 97 && upos * 100 >= all * 98,
        "the reader does not agree with the training code"
    );
}
