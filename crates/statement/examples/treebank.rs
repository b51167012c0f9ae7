//! Reads statements over a treebank's own trees: rules apart from the parser.
//!
//! `cargo run --release --example treebank -- DOCS.jsonl CONLLU_DIR… > pred.jsonl`
//!
//! DOCS has `{"doc", "text"}` a line; each document's trees stand in `CONLLU_DIR/<doc>.conllu`. The output is what
//! `score_statements.py` reads; offsets are code points.

use dateline_doc::json::Offsets;
use dateline_doc::{Analysis, Layer, ParagraphId, Sentence, Span, Spans, conllu};
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let docs = args.next().ok_or("usage: treebank DOCS.jsonl CONLLU_DIR…")?;
    let dirs: Vec<String> = args.collect();
    let (mut words, mut spent) = (0usize, std::time::Duration::ZERO);
    for line in std::fs::read_to_string(docs)?.lines() {
        let doc: Value = serde_json::from_str(line)?;
        let (Some(id), Some(text)) = (doc["doc"].as_str(), doc["text"].as_str()) else { continue };
        let Some(file) = dirs.iter().map(|d| Path::new(d).join(format!("{id}.conllu"))).find(|p| p.exists())
        else {
            continue;
        };
        let Some(trees) = conllu::read(&std::fs::read_to_string(file)?)?.into_iter().next() else { continue };
        let analysis = aligned(text, &trees).ok_or("a word is not in the text")?;
        words += analysis.tokens.len();
        let start = std::time::Instant::now();
        let (quotes, _) = dateline_statement::quotations(text, &analysis.paragraphs);
        let statements = dateline_statement::statements(
            text,
            &analysis,
            &quotes,
            &Layer::new(),
            &Layer::new(),
            &Layer::new(),
            &Layer::new(),
        );
        spent += start.elapsed();
        let offsets = Offsets::new(text);
        let spans = |s: &Spans| -> Vec<[u32; 2]> {
            s.iter().map(|s| [offsets.code_points(s.start), offsets.code_points(s.end)]).collect()
        };
        for (n, s) in statements.iter().enumerate() {
            println!(
                "{}",
                json!({"doc": id, "id": format!("s{}", n + 1), "source": spans(&s.source), "cue": spans(&s.cue),
                       "content": spans(&s.content), "kind": s.kind.as_str(), "rule": s.origin.rule.as_str(),
                       "polarity": s.polarity.as_str(), "act": s.act.as_str()})
            );
        }
    }
    eprintln!("{words} tokens, {:.0} a second", words as f64 / spent.as_secs_f64());
    Ok(())
}

/// The trees over the text's own offsets.
fn aligned(text: &str, trees: &conllu::ConlluDocument) -> Option<Analysis> {
    let mut at = 0;
    let mut tokens = trees.analysis.tokens.as_slice().to_vec();
    for t in &mut tokens {
        let form = t.span.of(&trees.text).to_string();
        let start = at + text[at..].find(&form)?;
        at = start + form.len();
        t.span = Span::new(start, at);
    }
    let mut paragraphs: Layer<ParagraphId, Span> = Layer::new();
    let mut from = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            paragraphs.push(Span::new(from, from + line.len()).trim(text));
        }
        from += line.len() + 1;
    }
    let sentences: Vec<Sentence> = trees
        .analysis
        .sentences
        .iter()
        .map(|s| {
            let span = tokens[s.tokens.start.index()].span.cover(tokens[s.tokens.end.index() - 1].span);
            let paragraph = paragraphs.as_slice().partition_point(|p| p.end <= span.start);
            Sentence { span, tokens: s.tokens.clone(), paragraph: ParagraphId::at(paragraph) }
        })
        .collect();
    Some(Analysis::new(tokens.into(), sentences.into(), paragraphs, Vec::new(), Layer::new()))
}
