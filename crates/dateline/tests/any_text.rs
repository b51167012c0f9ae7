//! What holds of every text, whatever it is.

use dateline::Reader;
use dateline::doc::{check, json};
use proptest::prelude::*;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::load().expect("what is built in is sound"));

/// Words, marks and breaks that news is made of, in any order: closer to what breaks a reader than
/// random letters are.
fn news_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "President",
        "Ada",
        "Kovač",
        "the",
        "minister",
        "said",
        "told",
        "according to",
        "denied",
        "Paris",
        "on Monday",
        "U.S.",
        "March 3,",
        "2021",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        ",",
        ".",
        "?",
        "(",
        ")",
        "—",
        "\n",
        "\n\n",
        "he",
        "their",
        "troops",
        "attacked",
        "will",
        "not",
        "that",
        "accused",
        "of",
        "1,000",
        "km",
        "«",
        "»",
        "e\u{301}",
        "the Houthis’ rockets",
        "Ministers’",
        "U.S.’ sanctions",
        "’s",
        "🙂",
        "\u{202e}",
        "",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.join(" "))
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let ledger = READER.read_text(text, Some("2021-03-03"));
    prop_assert_eq!(check::violations(&ledger), Vec::<String>::new());
    prop_assert_eq!(&ledger.document.text, text);
    let line = json::to_json(&ledger);
    prop_assert_eq!(&json::from_json(&line).expect("a ledger reads back"), &ledger);
    prop_assert_eq!(line, json::to_json(&READER.read_text(text, Some("2021-03-03"))));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn news_in_pieces_gives_a_sound_ledger(text in news_like()) {
        holds(&text)?;
    }

    /// Words of any letters, some with the endings that lexicons look for.
    #[test]
    fn strange_words_give_a_sound_ledger(words in prop::collection::vec("\\PC{0,6}(s|ed|ing|ies|’s|'|ian|ist|)", 0..40)) {
        holds(&words.join(" "))?;
    }

    #[test]
    fn any_characters_give_a_sound_ledger(text in "\\PC{0,120}") {
        holds(&text)?;
    }
}
