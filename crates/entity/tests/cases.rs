//! Runs the cases of `cases.md`.

use dateline_doc::{Analysis, Layer, ParagraphId, Relation, Sentence, Span, Token, TokenId, Upos};
use dateline_entity::{Knowledge, read};
use std::fmt::Write;

/// Words and marks as tokens without tags; a full stop before a space ends a sentence.
fn plain(text: &str) -> Analysis {
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let length = if c.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        if !c.is_whitespace() {
            tokens.push(Token {
                span: Span::new(at, at + length),
                upos: Upos::X,
                morph: Default::default(),
                lemma: Default::default(),
                head: None,
                relation: Relation::Dep,
            });
            if c == '.' && !text[at + 1..].starts_with(|c: char| !c.is_whitespace()) {
                let span = tokens[first].span.cover(Span::new(at, at + 1));
                let range = TokenId::at(first)..TokenId::at(tokens.len());
                sentences.push(Sentence { span, tokens: range, paragraph: ParagraphId(0) });
                first = tokens.len();
            }
        }
        at += length;
    }
    let whole = Span::new(0, text.len());
    Analysis::new(tokens.into(), sentences.into(), vec![whole].into(), Vec::new(), Layer::new())
}

fn shown(knowledge: &Knowledge, text: &str, date: &str) -> String {
    let reading = read(knowledge, text, &plain(text), &Layer::new(), Some(date));
    let mut out = String::new();
    for mention in &reading.mentions {
        let entity = &reading.entities[mention.entity];
        let country = entity.country.map(|code| code.to_string()).unwrap_or_default();
        let members: Vec<&str> =
            entity.members.iter().map(|&id| reading.entities[id].name.as_str()).collect();
        let _ = writeln!(
            out,
            "{} | {}{} | {} | {} | {country} | {}{}",
            mention.span.of(text),
            mention.form,
            if mention.metonym { " metonym" } else { "" },
            entity.name,
            entity.kind,
            entity.wikidata.as_deref().unwrap_or_default(),
            if members.is_empty() { String::new() } else { format!("| of {}", members.join(", ")) },
        );
    }
    out.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn cases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases.md");
    let file = std::fs::read_to_string(path).expect("tests/cases.md");
    let knowledge = Knowledge::bundled().expect("bundled tables are sound");
    let mut fresh = String::new();
    let mut rest = file.as_str();
    while let Some(at) = rest.find("```report ") {
        let body = at + rest[at..].find('\n').expect("a line") + 1;
        let date = rest[at + 10..body].trim();
        let end = body + rest[body..].find("```").expect("an end of the report");
        let answers = end + rest[end..].find("```mentions\n").expect("the mentions") + 12;
        let close = answers + rest[answers..].find("```").expect("an end of the mentions");
        fresh.push_str(&rest[..answers]);
        fresh.push_str(&shown(&knowledge, rest[body..end].trim_end(), date));
        rest = &rest[close..];
    }
    fresh.push_str(rest);
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(path, fresh).expect("writes the cases");
    } else {
        assert_eq!(fresh, file, "see the head of tests/cases.md");
    }
}

#[test]
fn any_text_is_read() {
    let knowledge = Knowledge::bundled().expect("bundled tables are sound");
    for text in [
        "",
        " ",
        "…’s",
        "the the the",
        "U.S.",
        "’’ said “",
        "É. É. İstanbul’da",
        "a\u{301}b (",
        "he he he",
        "\u{feff}the",
    ] {
        read(&knowledge, text, &plain(text), &Layer::new(), None);
    }
}

#[test]
fn a_table_of_the_user_lies_over_the_bundled_ones() {
    let mut knowledge = Knowledge::bundled().expect("bundled tables are sound");
    let table = "Harbour Gazette\tHG Online\torganisation\tNOR\tMED\tmedia\t\n";
    knowledge.overlay("mine.tsv", table).expect("a sound table");
    let text = "The report by HG Online named nobody.";
    let reading = read(&knowledge, text, &plain(text), &Layer::new(), None);
    assert!(reading.entities.iter().any(|e| e.name == "Harbour Gazette" && e.country.is_some()));
    assert!(knowledge.overlay("mine.tsv", "X\t\tplanet\n").is_err());
}
