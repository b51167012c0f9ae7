//! No text, tree or layer makes the stage panic, and what it returns is sound.

use dateline_doc::{
    Analysis, Entity, EntityType, Form, Layer, Mention, Origin, ParagraphId, Plover, Relation, Sentence,
    Span, Stage, Status, Token, TokenId, TokenScores, Upos,
};
use dateline_event::{Frames, Layers, Weighing, events, quantities};
use proptest::prelude::*;

/// Words that triggers, negations and numbers are made of, and some that are none of these.
const WORDS: &[&str] = &[
    "attack",
    "met",
    "with",
    "talks",
    "sanctions",
    "on",
    "deny",
    "not",
    "to",
    "the",
    "Iran",
    "we",
    "must",
    "held",
    "12",
    "soldiers",
    "$5",
    "million",
    "–",
    "é",
    "war",
    "agreed",
    "by",
    "of",
    "“",
    "call",
    "for",
    "if",
    ",",
    "strike",
];

fn layers(
    picks: &[(usize, usize, usize, usize)],
    scored: bool,
) -> (String, Analysis, Layer<dateline_doc::EntityId, Entity>, Layer<dateline_doc::MentionId, Mention>) {
    let mut text = String::new();
    let mut tokens: Vec<Token> = Vec::new();
    for &(word, head, relation, upos) in picks {
        let start = text.len();
        text.push_str(WORDS[word % WORDS.len()]);
        let head = (head < picks.len()).then(|| TokenId::at(head));
        tokens.push(Token {
            span: Span::new(start, text.len()),
            upos: Upos::ALL[upos % Upos::ALL.len()],
            morph: Default::default(),
            lemma: if upos % 3 == 0 { "".into() } else { WORDS[word % WORDS.len()].into() },
            head,
            relation: Relation::ALL[relation % Relation::ALL.len()],
        });
        text.push(' ');
    }
    let count = tokens.len();
    let half = count / 2;
    let mut sentences = Vec::new();
    let mut paragraphs = Vec::new();
    for range in [0..half, half..count] {
        if !range.is_empty() {
            let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
            let paragraph = ParagraphId::at(paragraphs.len());
            paragraphs.push(span);
            sentences.push(Sentence {
                span,
                tokens: TokenId::at(range.start)..TokenId::at(range.end),
                paragraph,
            });
        }
    }
    let (mut entities, mut mentions) = (Layer::new(), Layer::new());
    for (at, token) in tokens.iter().enumerate().filter(|(at, _)| at % 3 == 1) {
        let origin = Origin::rule(Stage::User, "test");
        let entity =
            entities.push(Entity::new("x", EntityType::ALL[at % EntityType::ALL.len()], origin.clone()));
        mentions.push(Mention { span: token.span, entity, form: Form::Name, metonym: false, origin });
    }
    let scores = (0..if scored { count } else { 0 }).map(|at| TokenScores {
        cue: 0.0,
        source: 0.0,
        content: 0.0,
        trigger: [if at % 4 == 0 { 0.06 } else { 0.0 }; Plover::ALL.len()],
        status: [0.2; Status::ALL.len()],
    });
    let analysis =
        Analysis::new(tokens.into(), sentences.into(), paragraphs.into(), Vec::new(), scores.collect());
    (text, analysis, entities, mentions)
}

proptest! {
    #[test]
    fn any_tree_is_read(picks in prop::collection::vec((0usize..99, 0usize..60, 0usize..99, 0usize..99), 0..60), scored: bool) {
        let (text, analysis, entities, mentions) = layers(&picks, scored);
        let layers = Layers {
            text: &text,
            analysis: &analysis,
            entities: &entities,
            mentions: &mentions,
            times: &Layer::new(),
            places: &Layer::new(),
            statements: &Layer::new(),
            date: Some("2024-05-01"),
        };
        for weighing in [Weighing::Both, Weighing::Frames, Weighing::Scores] {
            let found = events(&layers, Frames::builtin(), weighing);
            prop_assert_eq!(&found, &events(&layers, Frames::builtin(), weighing));
            for (id, event) in found.iter_ids() {
                prop_assert!(!event.trigger.of(&text).is_empty());
                prop_assert!(event.same_as.is_none_or(|first| first < id));
                prop_assert!(event.actor.iter().chain(&event.recipient).all(|id| entities.get(*id).is_some()));
            }
        }
        for quantity in quantities(&text, &analysis) {
            prop_assert!(quantity.value.is_finite() && !quantity.span.of(&text).is_empty());
        }
    }
}
