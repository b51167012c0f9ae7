//! `cargo run --release -p dateline-model --example evaluate -- [WEIGHTS.safetensors] FILE.conllu…`
//!
//! Scores the reader on CoNLL-U files: tokens and sentences from raw text (rebuilt from the words and
//! `SpaceAfter=No`, one paragraph a line) and, with a weight file, tags, heads, relations and lemmas on
//! the file's own tokens. A file that ends in `.iob2` (Universal NER) scores names: PER, LOC, ORG.

use std::collections::HashSet;
use std::ops::Range;

use dateline_model::Reader;

#[derive(Default)]
struct Sentence {
    forms: Vec<Range<usize>>,
    span: Range<usize>,
}

/// The raw text of a CoNLL-U file, and its sentences and words as byte ranges of it.
fn read(content: &str) -> (String, Vec<Sentence>) {
    let (mut text, mut sentences) = (String::new(), Vec::new());
    let mut sentence = Sentence::default();
    let mut paragraph = false;
    let (mut covered, mut surface) = (0u32, Range { start: 0, end: 0 });
    for line in content.lines() {
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            paragraph = true;
        }
        if line.is_empty() {
            if !sentence.forms.is_empty() {
                sentence.span = sentence.forms[0].start..sentence.forms[sentence.forms.len() - 1].end;
                sentences.push(std::mem::take(&mut sentence));
            }
            covered = 0;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if paragraph && !text.is_empty() {
            text.push_str("\n\n");
        }
        paragraph = false;
        let spaced = !columns[9].split('|').any(|m| m == "SpaceAfter=No");
        if let Some((first, last)) = columns[0].split_once('-') {
            let start = text.len();
            text.push_str(columns[1]);
            surface = start..text.len();
            covered = last.parse::<u32>().unwrap() - first.parse::<u32>().unwrap() + 1;
            if spaced {
                text.push(' ');
            }
            continue;
        }
        if columns[0].contains('.') {
            continue;
        }
        if covered > 0 {
            covered -= 1;
            let len = columns[1].len();
            // The last word of a multi-word token reaches to its end; words that are no part of the
            // surface ("du") cannot be placed and take what is left.
            let start = surface.start;
            let end = if covered == 0 { surface.end } else { (start + len).min(surface.end) };
            sentence.forms.push(start..end);
            surface.start = end;
            continue;
        }
        let start = text.len();
        text.push_str(columns[1]);
        sentence.forms.push(start..text.len());
        if spaced {
            text.push(' ');
        }
    }
    (text, sentences)
}

/// The names of a Universal NER file, and those that the reader finds on its tokens: sentence, first and
/// last word, kind.
fn names(reader: &Reader, content: &str) -> [HashSet<(usize, usize, usize, String)>; 2] {
    let (mut gold, mut found) = (HashSet::new(), HashSet::new());
    for (number, block) in content.split("\n\n").enumerate() {
        let (mut text, mut parts) = (String::new(), dateline_model::Segmentation::default());
        let mut open: Option<(usize, String)> = None;
        let rows = block.lines().filter(|line| !line.starts_with('#'));
        let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
        for (at, row) in rows.iter().enumerate() {
            let start = text.len();
            text.push_str(row[1]);
            parts.tokens.push(start..text.len());
            text.push(' ');
            if !row[2].starts_with("I-") {
                if let Some((first, kind)) = open.take() {
                    gold.insert((number, first, at - 1, kind));
                }
                open = row[2].strip_prefix("B-").map(|kind| (at, kind.to_string()));
            }
        }
        if let Some((first, kind)) = open {
            gold.insert((number, first, rows.len() - 1, kind));
        }
        if parts.tokens.is_empty() {
            continue;
        }
        parts.sentences.push(0..parts.tokens.len());
        parts.paragraphs.push(0..1);
        for name in reader.read_tokens(&text, &parts).names {
            // Universal NER counts facilities as places.
            let kind = name.kind.as_str().replace("FAC", "LOC");
            if ["PER", "LOC", "ORG"].contains(&kind.as_str()) {
                found.insert((number, name.tokens.start.index(), name.tokens.end.index() - 1, kind));
            }
        }
    }
    [gold, found]
}

fn f1<T: std::hash::Hash + Eq>(name: &str, gold: &HashSet<T>, found: &HashSet<T>) {
    let hits = gold.intersection(found).count() as f64;
    let (p, r) = (hits / found.len() as f64, hits / gold.len() as f64);
    println!(
        "{name:<10} P {:6.2} R {:6.2} F1 {:6.2}  gold {} found {}",
        p * 100.0,
        r * 100.0,
        200.0 * p * r / (p + r),
        gold.len(),
        found.len()
    );
}

/// Shares of tokens that agree with the file.
#[derive(Default)]
struct Syntax {
    tokens: usize,
    upos: usize,
    heads: usize,
    labelled: usize,
    subtyped: usize,
    lemmas: usize,
    feats: usize,
    /// As `heads` and `labelled`, without punctuation.
    words: [usize; 3],
}

impl Syntax {
    fn add(&mut self, reader: &Reader, content: &str) {
        for document in dateline_doc::conllu::read(content).expect("CoNLL-U") {
            let gold = &document.analysis;
            let found = reader.read_tokens(&document.text, &gold.into());
            for (g, f) in gold.tokens.iter().zip(&found.tokens) {
                let head = g.head == f.head;
                let label = head && g.relation.universal() == f.relation.universal();
                self.tokens += 1;
                self.upos += usize::from(g.upos == f.upos);
                self.heads += usize::from(head);
                self.labelled += usize::from(label);
                self.subtyped += usize::from(head && g.relation == f.relation);
                self.lemmas += usize::from(g.lemma == f.lemma);
                self.feats += usize::from(g.morph == f.morph);
                if g.relation.universal() != "punct" {
                    for (sum, hit) in self.words.iter_mut().zip([true, head, label]) {
                        *sum += usize::from(hit);
                    }
                }
            }
        }
    }

    fn print(&self) {
        let share = |n: usize| 100.0 * n as f64 / self.tokens as f64;
        println!(
            "tokens {}  UPOS {:.2}  UAS {:.2}  LAS {:.2} (with subtypes {:.2})  lemma {:.2}  feats {:.2}",
            self.tokens,
            share(self.upos),
            share(self.heads),
            share(self.labelled),
            share(self.subtyped),
            share(self.lemmas),
            share(self.feats)
        );
        let words = |n: usize| 100.0 * n as f64 / self.words[0] as f64;
        println!("without punctuation: UAS {:.2}  LAS {:.2}", words(self.words[1]), words(self.words[2]));
    }
}

fn main() {
    let verbose = std::env::var_os("VERBOSE").is_some();
    let (mut gold_tokens, mut tokens) = (HashSet::new(), HashSet::new());
    let (mut gold_sentences, mut sentences) = (HashSet::new(), HashSet::new());
    let mut offset = 0;
    let mut reader = None;
    let mut syntax = Syntax::default();
    for path in std::env::args().skip(1) {
        if path.ends_with(".safetensors") {
            reader = Some(Reader::open(&path).expect("a weight file"));
            continue;
        }
        let content = std::fs::read_to_string(&path).expect("readable file");
        if let (true, Some(reader)) = (path.ends_with(".iob2"), &reader) {
            let [gold, found] = names(reader, &content);
            f1("names", &gold, &found);
            continue;
        }
        if let Some(reader) = &reader {
            syntax.add(reader, &content);
        }
        let (text, gold) = read(&content);
        let parts = dateline_model::tokenize(&text);
        let key = |r: &Range<usize>| (r.start + offset, r.end + offset);
        for s in &gold {
            gold_sentences.insert(key(&s.span));
            gold_tokens.extend(s.forms.iter().map(key));
        }
        tokens.extend(parts.tokens.iter().map(key));
        let spans: Vec<Range<usize>> = parts
            .sentences
            .iter()
            .map(|s| parts.tokens[s.start].start..parts.tokens[s.end - 1].end)
            .collect();
        sentences.extend(spans.iter().map(key));
        if verbose {
            for s in spans.iter().filter(|s| !gold_sentences.contains(&key(s))) {
                println!("S {:?}", &text[s.clone()]);
            }
            for t in parts.tokens.iter().filter(|t| !gold_tokens.contains(&key(t))) {
                let from =
                    (0..=t.start.saturating_sub(15)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
                let to = (t.end + 15..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
                println!("T {:?}   in {:?}", &text[t.clone()], &text[from..to]);
            }
        }
        offset += text.len() + 1;
    }
    if !gold_tokens.is_empty() {
        f1("tokens", &gold_tokens, &tokens);
        f1("sentences", &gold_sentences, &sentences);
    }
    if syntax.tokens > 0 {
        syntax.print();
    }
}
