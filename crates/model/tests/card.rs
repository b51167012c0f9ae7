//! The card beside the weights tells the truth about them.

use std::path::Path;

use sha2::Digest as _;

fn beside(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("weights").join(name)).unwrap()
}

/// The values of a key in the card's head.
fn values<'a>(card: &'a str, key: &str) -> Vec<&'a str> {
    let head = card.split("+++").nth(1).unwrap();
    let pair = |line: &'a str| line.split_once(" = ").filter(|(k, _)| *k == key).map(|(_, v)| v);
    head.lines()
        .filter_map(pair)
        .map(|value| value.split("  #").next().unwrap_or_default().trim_matches('"'))
        .collect()
}

#[test]
fn the_card_belongs_to_the_weights() {
    let weights = beside("reader.safetensors");
    let card = String::from_utf8(beside("reader.card.md")).unwrap();
    let digest: String = sha2::Sha256::digest(&weights).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(values(&card, "sha256"), [digest.as_str()]);
    assert_eq!(values(&card, "bytes"), [weights.len().to_string().as_str()]);
    assert_eq!(values(&card, "format"), ["dateline-reader/1"]);
    assert!(weights.len() <= 30_000_000, "the weights are to stay below 30 MB");
}

#[test]
fn nothing_unfree_went_into_the_weights() {
    let card = String::from_utf8(beside("reader.card.md")).unwrap();
    let sets = card.matches("[[trained_on]]").count();
    assert!(sets > 0);
    assert_eq!(values(&card, "non_commercial"), vec!["false"; sets]);
    assert_eq!(values(&card, "share_alike").len(), sets);
}
