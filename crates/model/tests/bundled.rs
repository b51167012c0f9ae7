//! The built-in weights on sentences of our own: what a reader of news must get right.

use dateline_doc::{NameKind, TokenId};
use dateline_model::Reader;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

/// Words with tag, head word and relation.
fn tree(text: &str) -> Vec<String> {
    let analysis = READER.read(text);
    let line = |id: TokenId| {
        let token = &analysis.tokens[id];
        let head = token.head.map_or("-", |head| analysis.word(text, head));
        format!("{} {} {head} {}", analysis.word(text, id), token.upos, token.relation)
    };
    analysis.tokens.ids().map(line).collect()
}

#[test]
fn a_report_is_parsed() {
    let text = "Two soldiers were killed by the rebels yesterday, the army said.";
    let expected = [
        "Two NUM soldiers nummod",
        "soldiers NOUN killed nsubj:pass",
        "were AUX killed aux:pass",
        "killed VERB said ccomp",
        "by ADP rebels case",
        "the DET rebels det",
        "rebels NOUN killed obl:agent",
        "yesterday NOUN killed obl:unmarked",
        ", PUNCT killed punct",
        "the DET army det",
        "army NOUN said nsubj",
        "said VERB - root",
        ". PUNCT said punct",
    ];
    let found = tree(text);
    let same = found.iter().zip(expected).filter(|(f, e)| f == e).count();
    // One word may change with the weights.
    assert!(found.len() == expected.len() && same >= expected.len() - 1, "{found:#?}");
}

#[test]
fn names_are_found() {
    let text =
        "Angela Brandt, the German foreign minister, flew to Nairobi to meet officials of the World Bank.";
    let analysis = READER.read(text);
    let names: Vec<_> = analysis.names.iter().map(|name| (name.span.of(text), name.kind)).collect();
    for expected in [("Angela Brandt", NameKind::Person), ("Nairobi", NameKind::Place)] {
        assert!(names.contains(&expected), "{names:?}");
    }
    assert!(names.iter().any(|(name, _)| name.ends_with("World Bank")), "{names:?}");
}

#[test]
fn lemmas_and_features() {
    let text = "The ministers said that they were leaving the cities.";
    let analysis = READER.read(text);
    let lemmas: Vec<&str> = analysis.tokens.iter().map(|token| token.lemma.as_str()).collect();
    assert_eq!(lemmas, ["the", "minister", "say", "that", "they", "be", "leave", "the", "city", "."]);
    assert_eq!(
        analysis.tokens[TokenId(2)].morph.to_string(),
        "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
    );
}

#[test]
fn attribution_is_scored() {
    let text = "The mayor said that the harbour would be closed.";
    let analysis = READER.read(text);
    let scores = &analysis.scores;
    assert!(scores[TokenId(2)].cue > 0.5, "{:?}", scores[TokenId(2)]);
    assert!(scores[TokenId(1)].source > scores[TokenId(1)].cue);
    assert!(scores[TokenId(7)].content > 0.5);
}

#[test]
fn every_path_gives_the_same() {
    let text = "Protesters in Aratown burned tyres on Friday, police said. \"We will not leave,\" one of them shouted.";
    let expected = format!("{:?}", READER.read(text));
    for isa in dateline_model::Isa::available() {
        let reader = Reader::bundled().unwrap().with_isa(isa).with_batch_rows(1);
        assert_eq!(expected, format!("{:?}", reader.read(text)), "{}", isa.name());
    }
}
