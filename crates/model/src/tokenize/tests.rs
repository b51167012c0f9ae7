use super::*;

/// Tokens joined by spaces, sentences by bars.
fn show(text: &str) -> String {
    let parts = tokenize(text);
    let sentences: Vec<String> = parts
        .sentences
        .iter()
        .map(|s| s.clone().map(|i| &text[parts.tokens[i].clone()]).collect::<Vec<_>>().join(" "))
        .collect();
    sentences.join(" | ")
}

#[test]
fn words() {
    for (text, tokens) in [
        ("don't can’t cannot WON'T ain't", "do n't ca n’t can not WO N'T ai n't"),
        ("Peru's the leaders' O'Brien I'm we’ll", "Peru 's the leaders ' O'Brien I 'm we ’ll"),
        (
            "a state-run non-profit e-mail Ukrainian-Polish",
            "a state - run non-profit e-mail Ukrainian - Polish",
        ),
        (
            "1,000.5 10% $5bn €3m 1990s 60's 4:30pm 9/11 3rd",
            "1,000.5 10 % $ 5 bn € 3 m 1990s 60's 4:30 pm 9/11 3rd",
        ),
        ("2010-2015 555-0123 2001-09-11 20km", "2010 - 2015 555-0123 2001-09-11 20 km"),
        ("the U.S. and U.N. in D.C. today", "the U.S. and U.N. in D.C. today"),
        ("see https://example.org/a?b=c. ok", "see https://example.org/a?b=c . | ok"),
        ("mail a.b@example.org, AT&T Corp.", "mail a.b@example.org , AT&T Corp."),
        ("wait... and/or “so” (left) [1]", "wait ... and / or “ so ” ( left ) [ 1 ]"),
        ("J. R. Smith of Yahoo.com met Ph.D. students", "J. R. Smith of Yahoo.com met Ph.D. students"),
    ] {
        let expected = tokens.replace(" | ", " ");
        assert_eq!(show(text).replace(" | ", " "), expected);
    }
}

#[test]
fn sentences() {
    for (text, expected) in [
        ("He met Mr. Doe. They talked.", "He met Mr. Doe . | They talked ."),
        ("On Feb. 24 he left. In March he came.", "On Feb. 24 he left . | In March he came ."),
        (
            "It began at 5 p.m. Monday. It ended at 6 p.m. The end.",
            "It began at 5 p.m. Monday . | It ended at 6 p.m. | The end .",
        ),
        ("He lives in the U.S. He likes it.", "He lives in the U.S. | He likes it ."),
        ("The U.S. Senate met.", "The U.S. Senate met ."),
        (
            "At the Fish Council summit. (FCS) in Rome they met.",
            "At the Fish Council summit . ( FCS ) in Rome they met .",
        ),
        (
            "They ended it. (Nobody knew.) Then they left.",
            "They ended it . | ( Nobody knew . ) | Then they left .",
        ),
        (
            "Crossed the river. 900 miles (1,400 km) north of here.",
            "Crossed the river . 900 miles ( 1,400 km ) north of here .",
        ),
        ("Crossed the river. 900 people died there.", "Crossed the river . | 900 people died there ."),
        ("He spread propaganda. claims that it was so.", "He spread propaganda . claims that it was so ."),
        (
            "“We go,” he said. “Next year.” She agreed.",
            "“ We go , ” he said . | “ Next year . ” | She agreed .",
        ),
        (
            "\"We go.\" \"Why?\" she asked. \"No!\" Minister Doe said.",
            "\" We go . \" | \" Why ? \" she asked . | \" No ! \" Minister Doe said .",
        ),
        ("ARATOWN (XYZ) The king left. He is 80.", "ARATOWN ( XYZ ) | The king left . | He is 80 ."),
        ("King leaves town\nThe king left.", "King leaves town | The king left ."),
        ("No. 5 won. No. That was wrong.", "No. 5 won . | No . | That was wrong ."),
        ("1. Fish\n2. Nets are here.", "1. Fish | 2. Nets are here ."),
        ("‘It burns’, he said. “", "‘ It burns ’ , he said . “"),
        (
            "They agreed: - Fish are sold. - Nets are lent.",
            "They agreed : - Fish are sold . | - Nets are lent .",
        ),
        ("He came.She left.", "He came . | She left ."),
    ] {
        assert_eq!(show(text), expected);
    }
}

#[test]
fn hostile_texts() {
    for text in [
        "a".repeat(1_000_000),
        "a.".repeat(100_000),
        "a:".repeat(100_000),
        "\u{301}".repeat(100_000),
        "\n".repeat(1_000_000),
        "\"'(".repeat(100_000),
        "1-".repeat(100_000),
        "word ".repeat(50_000),
        "👩‍👩‍👧‍👦".repeat(10_000),
        "שלום עולם. ".repeat(10_000),
        "a. ".repeat(100_000),
        "non-".repeat(50_000),
        ". (".repeat(50_000),
    ] {
        check(&text);
    }
}

/// The promises of [`Segmentation`].
fn check(text: &str) {
    let parts = tokenize(text);
    let mut at = 0;
    for token in &parts.tokens {
        assert!(token.start < token.end && token.len() <= MAX_TOKEN_BYTES);
        assert!(text[at..token.start].chars().all(char::is_whitespace));
        assert!(!text[token.clone()].contains(char::is_whitespace));
        at = token.end;
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    for (ranges, len) in [(&parts.sentences, parts.tokens.len()), (&parts.paragraphs, parts.sentences.len())]
    {
        let mut at = 0;
        for range in ranges {
            assert!(range.start == at && range.start < range.end);
            at = range.end;
        }
        assert_eq!(at, len);
    }
}

proptest::proptest! {
    #[test]
    fn any_text(text in "\\PC*|[a-zA-Z.,' \\n\"()0-9-]*|(\\s|\\PC|[.'…!?”\u{301}\u{200d}])*") {
        check(&text);
    }
}

#[test]
fn date_lines_stand_apart() {
    for (text, expected) in [
        (
            "Lake City (PNN) Island leader Bo Ray met them.",
            "Lake City ( PNN ) | Island leader Bo Ray met them .",
        ),
        (
            "OSLO, March 14, 2024 (Fjord Wire) — Two men spoke.",
            "OSLO , March 14 , 2024 ( Fjord Wire ) — | Two men spoke .",
        ),
        ("PORT NORTH — Talks ended.", "PORT NORTH — | Talks ended ."),
        (
            "World Fish Organization (WFO) Director Bo Ray spoke.",
            "World Fish Organization ( WFO ) Director Bo Ray spoke .",
        ),
        ("Bo Ray (right) met them.", "Bo Ray ( right ) met them ."),
        ("Bo Ray – a close ally – met them.", "Bo Ray – a close ally – met them ."),
    ] {
        assert_eq!(show(text), expected);
    }
}
