//! Who "I", "we" and "you" are inside a quotation: known only once it is known who speaks.

use dateline_doc::{
    Analysis, Entity, EntityId, EntityType, Form, Kind, Layer, Mention, MentionId, Origin, Quotation,
    QuotationId, Sector, Stage, Statement, StatementId,
};

/// Adds mentions for the first and second persons between the quotation marks of statements, and
/// puts the layer back into text order.
///
/// "I" is the speaker; "we" in an official's mouth is the state or organisation for which he
/// speaks, where the report names it, else the speaker; "you" is whoever is addressed.
pub(crate) fn add(
    text: &str,
    analysis: &Analysis,
    quotations: &Layer<QuotationId, Quotation>,
    statements: &Layer<StatementId, Statement>,
    entities: &Layer<EntityId, Entity>,
    mentions: &mut Layer<MentionId, Mention>,
) {
    let quoted = quoted_tokens(analysis, quotations);
    let mut found = Vec::new();
    for statement in statements {
        if statement.kind == Kind::Indirect {
            continue;
        }
        let &[speaker] = &statement.source_entity[..] else { continue };
        for piece in statement.content.iter() {
            for at in analysis.token_ids_in(piece).filter(|at| quoted[at.index()]) {
                let entity = match analysis.word(text, at).to_lowercase().as_str() {
                    "i" | "me" | "my" | "mine" | "myself" => Some(speaker),
                    "we" | "us" | "our" | "ours" | "ourselves" => Some(speaks_for(speaker, entities)),
                    "you" | "your" | "yours" => statement.addressee.first().copied(),
                    _ => None,
                };
                if let Some(entity) = entity {
                    let span = analysis.tokens[at].span;
                    let origin = Origin::rule(Stage::Statement, "person-in-quotation");
                    found.push(Mention { span, entity, form: Form::Pronoun, metonym: false, origin });
                }
            }
        }
    }
    // The innermost speaker owns a pronoun in nested quotations: statements stand in text order, and
    // an inner one follows its outer one.
    found.reverse();
    found.sort_by_key(|mention| mention.span);
    found.dedup_by_key(|mention| mention.span);
    let spoken = |mention: &Mention| found.binary_search_by_key(&mention.span, |m| m.span).is_ok();
    let mut all: Vec<Mention> = std::mem::take(mentions).into_iter().filter(|m| !spoken(m)).collect();
    all.extend(found);
    all.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    *mentions = all.into();
}

/// Whether each token stands between quotation marks.
fn quoted_tokens(analysis: &Analysis, quotations: &Layer<QuotationId, Quotation>) -> Vec<bool> {
    let mut steps = vec![0i64; analysis.tokens.len() + 1];
    for quotation in quotations {
        let inside = analysis.tokens_in(quotation.inner);
        steps[inside.start.index()] += 1;
        steps[inside.end.index()] -= 1;
    }
    let mut depth = 0;
    steps
        .iter()
        .take(analysis.tokens.len())
        .map(|step| {
            depth += step;
            depth > 0
        })
        .collect()
}

fn speaks_for(speaker: EntityId, entities: &Layer<EntityId, Entity>) -> EntityId {
    let who = &entities[speaker];
    let official = matches!(who.sector, Some(Sector::Gov | Sector::Mil | Sector::Leg));
    if who.kind != EntityType::Person || !official || who.country.is_none() {
        return speaker;
    }
    let state = entities.iter_ids().find(|(_, e)| e.kind == EntityType::State && e.country == who.country);
    state.map_or(speaker, |(id, _)| id)
}
