//! `cases/places.md`: texts with the places that must be read in them.

#[path = "common/plain.rs"]
mod plain;

use dateline_doc::{Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Origin, Span, Stage};
use dateline_place::{Class, Gazetteer, Layers, read_all};

/// A marked name: where, what type, whether it is a location, and what is asked of the place.
struct Marked {
    span: Span,
    kind: EntityType,
    metonym: bool,
    location: bool,
    country: Option<String>,
    division: Option<String>,
    class: Option<Class>,
}

fn unmark(line: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some(open) = rest.find(['[', '{']) {
        let location = rest[open..].starts_with('[');
        let close = open + rest[open..].find(if location { ']' } else { '}' }).expect("a mark is closed");
        text.push_str(&rest[..open]);
        let mut parts = rest[open + 1..close].split('|');
        let start = text.len();
        text.push_str(parts.next().unwrap_or_default());
        let wanted = parts.next().expect("a mark has a type");
        let metonym = parts.next() == Some("metonym");
        let end = wanted.find(['=', '~', '@']).unwrap_or(wanted.len());
        let ask = |mark: char| wanted[end..].strip_prefix(mark).map(str::to_owned);
        marks.push(Marked {
            span: Span::new(start, text.len()),
            kind: wanted[..end].parse().expect("a type of entity"),
            metonym,
            location,
            country: ask('='),
            division: ask('~'),
            class: ask('@').map(|class| Class::parse(&class).expect("a class")),
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

#[test]
fn cases() {
    let gazetteer = Gazetteer::bundled().expect("the bundled gazetteer is whole");
    let mut wrong = Vec::new();
    for line in include_str!("../cases/places.md").lines().filter_map(|line| line.strip_prefix("- ")) {
        let (text, marks) = unmark(line);
        let mut entities: Layer<EntityId, Entity> = Layer::new();
        let mut mentions: Layer<MentionId, Mention> = Layer::new();
        for mark in &marks {
            // The same name is the same entity.
            let name = mark.span.of(&text);
            let known =
                entities.iter_ids().find(|(_, entity)| entity.name == name && entity.kind == mark.kind);
            let known = known.map(|(id, _)| id);
            let entity = known.unwrap_or_else(|| {
                entities.push(Entity::new(name, mark.kind, Origin::rule(Stage::User, "case")))
            });
            let origin = Origin::rule(Stage::User, "case");
            mentions.push(Mention {
                span: mark.span,
                entity,
                form: Form::Name,
                metonym: mark.metonym,
                origin,
            });
        }
        let analysis = plain::analysis(&text);
        let layers = Layers {
            analysis: &analysis,
            entities: &entities,
            mentions: &mentions,
            dateline: None,
            country: None,
        };
        let readings = read_all(&text, layers, &gazetteer);
        for mark in &marks {
            let name = mark.span.of(&text);
            let reading = readings.iter().find(|reading| reading.span == mark.span);
            match (reading, mark.location) {
                (None, true) => wrong.push(format!("{name} is missed: {text}")),
                (Some(reading), false) => {
                    wrong.push(format!("{name} is no location ({}): {text}", reading.rule))
                }
                _ => {}
            }
            let Some(place) = reading.map(|reading| reading.resolution.place) else { continue };
            let country = place.country.map(|country| country.to_string());
            let division = place.region.and_then(|region| gazetteer.region_name(region)).map(str::to_owned);
            if mark.country.is_some() && mark.country != country
                || mark.division.is_some() && mark.division != division
                || mark.class.is_some_and(|class| class != place.class)
            {
                wrong.push(format!(
                    "{name} is taken for {:?} in {division:?}, {country:?}: {text}",
                    place.class
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
