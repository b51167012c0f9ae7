//! The whole reader on small random weights: it must be robust and deterministic, not right.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_doc::{Analysis, TokenId};
use safetensors::{Dtype, tensor::TensorView};

use crate::kernels::{Isa, test_numbers};
use crate::{ModelError, Reader};

const HIDDEN: usize = 32;
const FFN: usize = 44;
const LAYERS: usize = 2;
const POSITIONS: usize = 24;
const ARC: usize = 16;
const REL: usize = 8;

/// A weight file of the right form with random numbers.
fn weight_file() -> Vec<u8> {
    let mut numbers = test_numbers(11);
    let mut vocabulary: Vec<String> = ["[UNK]", "[CLS]", "[SEP]"].map(String::from).to_vec();
    vocabulary.extend(('a'..='z').chain('0'..='9').map(String::from));
    vocabulary.extend(('a'..='z').map(|c| format!("##{c}")));
    vocabulary.extend([".", ",", "\"", "the", "##er", "##ing"].map(String::from));
    let pieces = vocabulary.len();
    let mut heads = Vec::new();
    let mut rows = 0;
    let labels: [(&str, &[&str]); 9] = [
        ("upos", &["NOUN", "VERB", "PROPN", "PUNCT", "ADP"]),
        ("feats", &["_", "Number=Sing", "Tense=Past|VerbForm=Fin"]),
        ("lemma", &["L|0|", "K|1|", "L|2|y", "=be"]),
        ("names", &["O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC", "E-LOC", "S-LOC"]),
        ("cue", &["O", "B", "I"]),
        ("source", &["O", "B", "I"]),
        ("content", &["O", "I"]),
        ("event", &["O", "AGREE", "ASSAULT"]),
        ("status", &["happened", "denied"]),
    ];
    for (name, labels) in labels {
        heads.push(serde_json::json!({"name": name, "start": rows, "rows": labels.len(), "labels": labels}));
        rows += labels.len();
    }
    for (name, size) in [("arc_dep", ARC), ("arc_head", ARC), ("rel_dep", REL), ("rel_head", REL)] {
        heads.push(serde_json::json!({"name": name, "start": rows, "rows": size}));
        rows += size;
    }
    let relations = ["nsubj", "root", "obj", "punct"];
    let config = format!(
        r#"{{"layers":{LAYERS},"hidden":{HIDDEN},"attention_heads":2,"max_positions":{POSITIONS},"layer_norm_eps":1e-12,
        "max_pieces_per_word":8,"cls":1,"sep":2,"unk":0,"shapes":20}}"#
    );
    let metadata = HashMap::from([
        ("format".to_string(), "dateline-reader/1".to_string()),
        ("config".to_string(), config),
        ("heads".to_string(), serde_json::to_string(&heads).unwrap()),
        ("relations".to_string(), serde_json::to_string(&relations).unwrap()),
        ("digest".to_string(), "random".to_string()),
    ]);
    let mut tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    let text =
        |name: &str, text: &str| (name.to_string(), Dtype::U8, vec![text.len()], text.as_bytes().to_vec());
    tensors.push(text("vocab", &vocabulary.join("\n")));
    tensors.push(text("lemma.lexicon", "went\tVERB\tgo\n"));
    let mut floats = |name: &str, shape: &[usize], scale: f32, shift: f32| {
        let count = shape.iter().product();
        let data = numbers.floats(count).iter().flat_map(|v| (v * scale + shift).to_le_bytes()).collect();
        (name.to_string(), Dtype::F32, shape.to_vec(), data)
    };
    tensors.push(floats("emb.word.scale", &[pieces], 0.001, 0.01));
    tensors.push(floats("emb.position", &[POSITIONS, HIDDEN], 0.3, 0.0));
    tensors.push(floats("emb.shape", &[20, HIDDEN], 0.3, 0.0));
    tensors.push(floats("arc.weight", &[ARC, ARC], 0.5, 0.0));
    tensors.push(floats("arc.bias", &[ARC], 0.5, 0.0));
    tensors.push(floats("rel.weight", &[relations.len(), REL], 0.5, 0.0));
    tensors.push(floats("rel.bias", &[relations.len()], 0.5, 0.0));
    let mut norms = vec!["emb.norm".to_string()];
    let mut matrices = vec![("heads".to_string(), rows, HIDDEN)];
    for i in 0..LAYERS {
        norms.extend([format!("layer.{i}.attn_norm"), format!("layer.{i}.ffn_norm")]);
        matrices.push((format!("layer.{i}.qkv"), 3 * HIDDEN, HIDDEN));
        matrices.push((format!("layer.{i}.attn"), HIDDEN, HIDDEN));
        matrices.push((format!("layer.{i}.ffn_in"), FFN, HIDDEN));
        matrices.push((format!("layer.{i}.ffn_out"), HIDDEN, FFN));
    }
    for name in &norms {
        tensors.push(floats(&format!("{name}.weight"), &[HIDDEN], 0.2, 1.0));
        tensors.push(floats(&format!("{name}.bias"), &[HIDDEN], 0.2, 0.0));
    }
    for (name, outputs, _) in &matrices {
        tensors.push(floats(&format!("{name}.scale"), &[*outputs], 0.001, 0.003));
        tensors.push(floats(&format!("{name}.bias"), &[*outputs], 0.3, 0.0));
    }
    let mut bytes = |name: String, shape: [usize; 2]| {
        let data = numbers.bytes(shape[0] * shape[1]).iter().map(|&b| b as u8).collect();
        (name, Dtype::I8, shape.to_vec(), data)
    };
    tensors.push(bytes("emb.word".into(), [pieces, HIDDEN]));
    for (name, outputs, inputs) in matrices {
        tensors.push(bytes(format!("{name}.weight"), [outputs, inputs]));
    }
    let views = tensors.iter().map(|(name, dtype, shape, data)| {
        (name.as_str(), TensorView::new(*dtype, shape.clone(), data).unwrap())
    });
    safetensors::serialize(views, Some(metadata)).unwrap()
}

static FILE: LazyLock<Vec<u8>> = LazyLock::new(weight_file);
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::load(FILE.clone()).unwrap());

/// What every analysis must hold.
fn check(text: &str, analysis: &Analysis) {
    let mut at = 0;
    for token in &analysis.tokens {
        assert!(!token.span.is_empty() && text.get(token.span.range()).is_some());
        assert!(text[at..token.span.range().start].chars().all(char::is_whitespace));
        at = token.span.range().end;
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    let mut next = TokenId(0);
    for sentence in &analysis.sentences {
        assert!(sentence.tokens.start == next && sentence.tokens.end > next);
        next = sentence.tokens.end;
        let ids = (sentence.tokens.start.0..sentence.tokens.end.0).map(TokenId);
        assert_eq!(ids.clone().filter(|&id| analysis.tokens[id].head.is_none()).count(), 1);
        for id in ids {
            assert!(analysis.tokens[id].head.is_none_or(|head| sentence.tokens.contains(&head)));
            assert_eq!(analysis.tokens[id].head.is_none(), analysis.tokens[id].relation.as_str() == "root");
        }
    }
    assert_eq!(next.index(), analysis.tokens.len());
    let mut end = TokenId(0);
    for name in &analysis.names {
        assert!(name.tokens.start >= end && name.tokens.end > name.tokens.start);
        assert!(name.score > 0.0 && name.score <= 1.0);
        end = name.tokens.end;
    }
    assert_eq!(analysis.scores.len(), analysis.tokens.len());
}

/// The same in figures that can be compared bit by bit.
fn print(analysis: &Analysis) -> String {
    format!("{analysis:?}")
}

const TEXT: &str = "The nets were gone. Fishers in Aratown said they had been cut at night, and that nobody would pay \
    for them; the town's mayor, Ida B. Wells-Doe, denied it.\n\nShe was \"not there\" on Feb. 3, 2020, she said. \
    No one answered when the harbour office was asked again by e-mail (ask@example.org) 20 times.";

#[test]
fn reads_a_text() {
    let analysis = READER.read(TEXT);
    check(TEXT, &analysis);
    assert_eq!(READER.digest(), "random");
    assert_eq!(analysis.paragraphs.len(), 2);
    assert!(analysis.tokens.iter().any(|token| !token.lemma.is_empty()));
}

#[test]
fn every_path_batch_and_thread_gives_the_same() {
    let expected = print(&READER.read(TEXT));
    for isa in Isa::available() {
        for rows in [1, 30, 1000] {
            let reader = Reader::load(FILE.clone()).unwrap().with_isa(isa).with_batch_rows(rows);
            assert_eq!(expected, print(&reader.read(TEXT)), "{} {rows}", reader.isa().name());
        }
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(expected, print(&READER.read(TEXT))));
        }
    });
}

#[test]
fn a_sentence_does_not_depend_on_its_neighbours() {
    let alone = "The nets were gone.";
    let (whole, part) = (READER.read(TEXT), READER.read(alone));
    for (a, b) in part.tokens.iter().zip(&whole.tokens) {
        assert_eq!(a, b);
    }
    assert_eq!(part.scores.as_slice(), &whole.scores.as_slice()[..part.tokens.len()]);
}

#[test]
fn hostile_texts_are_read() {
    for text in [
        String::new(),
        " \n\t".into(),
        "a".repeat(30_000),
        "a.".repeat(5_000),
        "word ".repeat(10_000),
        "\u{301}".repeat(5_000),
        "👩‍👩‍👧 שלום 水。".repeat(500),
        "\"'(".repeat(3_000),
        "\0\u{1b}[31m\u{202e}x".repeat(100),
    ] {
        check(&text, &READER.read(&text));
    }
}

#[test]
fn given_tokens_are_kept() {
    let analysis = READER.read(TEXT);
    let again = READER.read_tokens(TEXT, &(&analysis).into());
    assert_eq!(analysis, again);
    // Ranges that do not fit.
    let odd =
        crate::Segmentation { tokens: vec![0..3, 900..905], sentences: vec![0..1, 1..9], paragraphs: vec![] };
    assert_eq!(READER.read_tokens("The nets", &odd).tokens.len(), 2);
}

#[test]
fn damaged_files_are_refused() {
    for len in [0, 1, 7, 8, 100, 3000, FILE.len() / 2, FILE.len() - 1] {
        assert!(matches!(Reader::load(FILE[..len].to_vec()), Err(ModelError::Container(_))), "{len}");
    }
    let replaced = |from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let at = FILE.windows(from.len()).position(|w| w == from.as_bytes()).unwrap();
        let mut file = FILE.clone();
        file[at..at + from.len()].copy_from_slice(to.as_bytes());
        Reader::load(file).err().map(|error| error.to_string()).unwrap_or_default()
    };
    for (from, to, message) in [
        ("dateline-reader/1", "dateline-reader/9", "format `dateline-reader/9`"),
        ("layer.1.qkv.bias", "layer.1.qkv.bios", "layer.1.qkv.bias"),
        ("\\\"hidden\\\":32", "\\\"hidden\\\":64", "has shape"),
        ("\\\"hidden\\\":32", "\\\"hidden\\\":33", "no multiple of 16"),
        ("\\\"layers\\\":2", "\\\"layers\\\":9", "layer.2.ffn_in"),
        ("\\\"unk\\\":0", "\\\"unc\\\":0", "unk"),
        ("\\\"name\\\":\\\"arc_dep", "\\\"name\\\":\\\"arc_dop", "arc_dep"),
        ("\\\"max_positions\\\":24", "\\\"max_positions\\\":25", "emb.position"),
    ] {
        let found = replaced(from, to);
        assert!(found.contains(message), "{from}: {found}");
    }
}

#[test]
fn flipped_bytes_do_no_harm() {
    let mut numbers = test_numbers(5);
    for _ in 0..150 {
        let mut file = FILE.clone();
        for _ in 0..3 {
            let at = numbers.next() as usize % file.len();
            file[at] ^= 1 << (numbers.next() % 8);
        }
        if let Ok(reader) = Reader::load(file) {
            let analysis = reader.read("The fishers of Aratown left.");
            assert_eq!(analysis.tokens.len(), 6);
        }
    }
    // Numbers as large as they may be.
    let large: Vec<u8> = FILE.iter().map(|&b| if b == 0 { 0x40 } else { b }).collect();
    let _ = Reader::load(large);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}|[a-zA-Z.,' \\n\"()0-9-]{0,400}") {
        check(&text, &READER.read(&text));
    }
}
