//! Attributions over trees: one invented example for each rule that needs heads.

use dateline_doc::{
    Analysis, Entity, EntityId, EntityType, Form, Kind, Layer, Mention, MentionId, Origin, Span, Stage,
    Statement, conllu,
};

/// Text and layers from lines of `word tag head relation`; an empty line ends a sentence.
fn trees(lines: &str) -> (String, Analysis) {
    let mut file = String::new();
    for sentence in lines.trim().split("\n\n") {
        for (at, line) in sentence.lines().enumerate() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let [word, tag, head, relation] = fields[..] else { panic!("four fields: {line}") };
            file += &format!("{}\t{word}\t{word}\t{tag}\t_\t_\t{head}\t{relation}\t_\t_\n", at + 1);
        }
        file.push('\n');
    }
    let document = conllu::read(&file).expect("a sound file").remove(0);
    (document.text, document.analysis)
}

/// The statements of such lines, with entities and their mentions.
fn found(
    text: &str,
    analysis: &Analysis,
    entities: &Layer<EntityId, Entity>,
    mentions: &Layer<MentionId, Mention>,
) -> Vec<Statement> {
    let whole = vec![Span::new(0, text.len())].into();
    let (quotes, _) = crate::quotations(text, &whole);
    crate::statements(text, analysis, &quotes, entities, mentions, &Layer::new(), &Layer::new())
        .into_iter()
        .collect()
}

fn read(lines: &str) -> (String, Vec<Statement>) {
    let (text, analysis) = trees(lines);
    let statements = found(&text, &analysis, &Layer::new(), &Layer::new());
    (text, statements)
}

fn source<'t>(text: &'t str, statements: &[Statement], cue: &str) -> &'t str {
    let said = |s: &&Statement| s.cue.iter().any(|c| c.of(text) == cue);
    let found = statements.iter().find(said).unwrap_or_else(|| panic!("no statement by {cue}"));
    found.source.first().expect("a source").of(text)
}

/// "The mayor said the SUBJECT would close and VERB that buses would run."
fn shared(subject: &str, verb: &str) -> String {
    format!(
        "The DET 2 det\nmayor NOUN 3 nsubj\nsaid VERB 0 root\nthe DET 5 det\n{subject} NOUN 7 nsubj\n\
         would AUX 7 aux\nclose VERB 3 ccomp\nand CCONJ 9 cc\n{verb} VERB 7 conj\nthat SCONJ 13 mark\n\
         buses NOUN 13 nsubj\nwould AUX 13 aux\nrun VERB 9 ccomp\n. PUNCT 3 punct"
    )
}

#[test]
fn what_cannot_speak_leaves_speech_to_the_governing_speaker() {
    let (text, found) = read(&shared("tunnel", "warned"));
    assert_eq!(source(&text, &found, "warned"), "The mayor");
    // A company speaks for itself.
    let (text, found) = read(&shared("company", "warned"));
    assert_eq!(source(&text, &found, "warned"), "the company");
}

#[test]
fn the_attribution_that_breaks_a_quotation_is_no_content() {
    let (text, found) = read(
        "\" PUNCT 5 punct\nThe DET 3 det\npier NOUN 5 nsubj\nwill AUX 5 aux\nreopen VERB 9 ccomp\n, PUNCT 5 punct\n\
         \" PUNCT 5 punct\nHarju PROPN 9 nsubj\ntold VERB 0 root\nreporters NOUN 9 obj\nafter ADP 13 case\n\
         the DET 13 det\nvote NOUN 5 obl\n. PUNCT 9 punct\n\n\
         \" PUNCT 5 punct\nShips NOUN 5 nsubj\nwill AUX 5 aux\nsoon ADV 5 advmod\npay VERB 0 root\n\
         less ADJ 5 obj\n. PUNCT 5 punct\n\" PUNCT 5 punct",
    );
    assert_eq!(source(&text, &found, "told"), "Harju");
    let told = found.iter().find(|s| !s.cue.is_empty()).expect("one");
    assert_eq!(told.kind, Kind::Direct);
    assert!(told.content.iter().all(|piece| piece.of(&text).starts_with('"')), "{text} {told:?}");
    assert!(found.iter().all(|s| s.content.iter().all(|piece| !piece.of(&text).contains("vote"))));
}

/// "Harju met Lind." and what Harju then said, with both as persons: to whom.
fn said_to(sentence: &str) -> Vec<String> {
    let (mut entities, mut mentions) = (Layer::new(), Layer::new());
    let first = "Harju PROPN 2 nsubj\nmet VERB 0 root\nLind PROPN 2 obj\n. PUNCT 2 punct";
    let (text, analysis) = trees(&format!("{first}\n\n{sentence}"));
    let ids = ["Harju", "Lind"].map(|name| {
        entities.push(Entity::new(name, EntityType::Person, Origin::rule(Stage::Entity, "test")))
    });
    for token in &analysis.tokens {
        let entity = match token.span.of(&text) {
            "Harju" => ids[0],
            "Lind" => ids[1],
            _ => continue,
        };
        let origin = Origin::rule(Stage::Entity, "test");
        mentions.push(Mention { span: token.span, entity, form: Form::Name, metonym: false, origin });
    }
    let found = found(&text, &analysis, &entities, &mentions);
    let said = found.iter().find(|s| !s.cue.is_empty()).expect("a statement");
    said.addressee.iter().map(|&e| entities[e].name.to_string()).collect()
}

#[test]
fn what_is_said_after_a_meeting_is_said_to_the_other_side_only_by_you() {
    let plain = "Harju PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\ntalks NOUN 6 nsubj\nwere AUX 6 cop\n\
                 long ADJ 2 ccomp\n. PUNCT 2 punct";
    assert_eq!(said_to(plain), Vec::<String>::new());
    let you = "\" PUNCT 3 punct\nWe PRON 3 nsubj\nthank VERB 7 ccomp\nyou PRON 3 obj\n, PUNCT 3 punct\n\
               \" PUNCT 3 punct\nsaid VERB 0 root\nHarju PROPN 7 nsubj\n. PUNCT 7 punct";
    assert_eq!(said_to(you), ["Lind"]);
}
