//! Sources that the report does not name ("officials", "one witness", "a leaked memo") as entities of their own.

use crate::speakers::{self, Speaker};
use dateline_doc::{
    Analysis, Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Origin, Span, Stage, Statement,
    StatementId, TokenId, Upos,
};

/// Words that stand for people without naming or describing them.
const QUANTITIES: &[&str] = &[
    "others",
    "some",
    "many",
    "several",
    "most",
    "few",
    "both",
    "one",
    "thousands",
    "hundreds",
    "dozens",
    "majority",
    "number",
    "critics",
    "half",
    "two",
    "three",
    "percent",
    "everyone",
    "everybody",
    "someone",
    "somebody",
];

/// Makes an entity and a nominal mention for every source that has words but no entity, and fills it in.
///
/// A later definite phrase with the same noun ("the witness") is the same entity. Statements, entities and mentions
/// stay in text order; ids of entities that were there do not change, ids of mentions may.
pub fn unnamed_sources(
    text: &str,
    analysis: &Analysis,
    statements: &mut Layer<StatementId, Statement>,
    entities: &mut Layer<EntityId, Entity>,
    mentions: &mut Layer<MentionId, Mention>,
) {
    let mut made: Vec<(String, EntityId)> = Vec::new();
    let mut fresh: Vec<Mention> = Vec::new();
    for s in statements.iter_mut() {
        let (Some(span), true) = (s.source.first(), s.source_entity.is_empty()) else { continue };
        if let Some(m) = fresh.iter().find(|m| m.span == span) {
            s.source_entity = vec![m.entity];
            continue;
        }
        let Some((word, kind)) = kind(text, analysis, span) else { continue };
        let definite = span.of(text).to_lowercase().starts_with("the ");
        let known = made.iter().rev().find(|(w, _)| definite && *w == word).map(|(_, e)| *e);
        let origin = || Origin::rule(Stage::Statement, "unnamed-source");
        let entity = known.unwrap_or_else(|| {
            let id = entities.push(Entity::new(span.of(text), kind, origin()));
            made.push((word, id));
            id
        });
        fresh.push(Mention { span, entity, form: Form::Nominal, metonym: false, origin: origin() });
        s.source_entity = vec![entity];
    }
    if fresh.is_empty() {
        return;
    }
    let mut all: Vec<Mention> = std::mem::take(mentions).into_iter().collect();
    all.extend(fresh);
    all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    all.dedup_by_key(|m| m.span);
    *mentions = all.into();
}

/// The noun at the head of a source and what sort of entity it is; nothing for pronouns, names and things.
fn kind(text: &str, analysis: &Analysis, span: Span) -> Option<(String, EntityType)> {
    let head: TokenId = analysis.head_of(span)?;
    if !matches!(
        analysis.tokens[head].upos,
        Upos::Noun | Upos::Det | Upos::Adj | Upos::Num | Upos::X | Upos::Pron | Upos::Propn
    ) {
        return None;
    }
    let word = analysis.word(text, head).to_lowercase();
    let plural = word.ends_with('s') || word.ends_with("men") || word == "people";
    let kind = match speakers::class(&word) {
        Some(Speaker::Person) if plural => EntityType::Group,
        Some(Speaker::Person) => EntityType::Person,
        Some(Speaker::Body) => EntityType::Organisation,
        Some(Speaker::Document) => EntityType::Group,
        None if QUANTITIES.contains(&word.as_str()) => EntityType::Group,
        None if analysis.tokens[head].upos == Upos::Propn => EntityType::Person,
        None => return None,
    };
    Some((word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::plain;

    #[test]
    fn a_witness_without_a_name_is_somebody() {
        let text = "Witnesses said that the bus burned.";
        let analysis = plain(text);
        let (quotes, _) = crate::quotations(text, &analysis.paragraphs);
        let (mut entities, mut mentions) = (Layer::new(), Layer::new());
        let mut statements =
            crate::statements(text, &analysis, &quotes, &entities, &mentions, &Layer::new(), &Layer::new());
        unnamed_sources(text, &analysis, &mut statements, &mut entities, &mut mentions);
        assert_eq!(entities.len(), 1);
        assert_eq!(entities[EntityId(0)].kind, EntityType::Group);
        assert_eq!(statements[StatementId(0)].source_entity, [EntityId(0)]);
        assert_eq!(mentions[MentionId(0)].span.of(text), "Witnesses");
    }
}
