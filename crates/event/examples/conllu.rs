//! Prints the events of CoNLL-U files, with every run of proper nouns as an entity of its own:
//! `cargo run -p dateline-event --example conllu -- FILE…`. For looking at trees, not for use.

use dateline_doc::{Entity, EntityType, Form, Layer, Mention, Origin, Span, Stage, Upos, conllu};
use dateline_event::{Frames, Layers, Weighing, events};
use std::collections::HashMap;

fn main() {
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        for document in conllu::read(&text).unwrap_or_else(|error| {
            eprintln!("{path}: {error}");
            Vec::new()
        }) {
            show(&document.text, &document.analysis);
        }
    }
}

fn show(text: &str, analysis: &dateline_doc::Analysis) {
    let (mut entities, mut mentions) = (Layer::new(), Layer::new());
    let mut known = HashMap::new();
    let mut run: Option<Span> = None;
    let mut close = |run: Option<Span>| {
        let Some(span) = run else { return };
        let name = span.of(text);
        let origin = Origin::rule(Stage::User, "example");
        let entity = *known
            .entry(name.to_owned())
            .or_insert_with(|| entities.push(Entity::new(name, EntityType::Organisation, origin.clone())));
        mentions.push(Mention { span, entity, form: Form::Name, metonym: false, origin });
    };
    for sentence in &analysis.sentences {
        for token in analysis.tokens.range(sentence.tokens.clone()) {
            let name = token.upos == Upos::Propn
                || token.upos == Upos::Adj && token.span.of(text).starts_with(char::is_uppercase);
            match (name, run) {
                (true, Some(span)) => run = Some(span.cover(token.span)),
                (true, None) => run = Some(token.span),
                (false, _) => close(run.take()),
            }
        }
        close(run.take());
    }
    let layers = Layers {
        text,
        analysis,
        entities: &entities,
        mentions: &mentions,
        times: &Layer::new(),
        places: &Layer::new(),
        statements: &Layer::new(),
        date: None,
    };
    let found = events(&layers, Frames::builtin(), Weighing::Both);
    for sentence in &analysis.sentences {
        let here: Vec<_> =
            found.iter_ids().filter(|(_, event)| sentence.span.contains(event.trigger)).collect();
        if here.is_empty() {
            continue;
        }
        println!("{}", sentence.span.of(text));
        for (id, event) in here {
            let names = |ids: &[dateline_doc::EntityId]| {
                ids.iter().map(|&id| entities[id].name.to_string()).collect::<Vec<_>>().join(", ")
            };
            let same = event.same_as.map_or(String::new(), |id| format!(" = v{}", id.index() + 1));
            println!(
                "    v{} {} [{}] {} -> {} ({}, {} {:.2}){same}",
                id.index() + 1,
                event.event,
                event.trigger.of(text),
                names(&event.actor),
                names(&event.recipient),
                event.status,
                event.origin.rule,
                event.origin.score,
            );
        }
    }
}
