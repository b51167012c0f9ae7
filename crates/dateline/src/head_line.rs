//! The line that opens a report with place and outlet: "Hong Kong (CNN)", "MOSCOW, Feb 3 (Reuters) —".

use dateline_doc::{
    Analysis, Dateline, Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Span, TimeExpression,
    TimeId, TokenId,
};

/// Paragraphs that are looked at: a headline, a by-line and a printed date may come first.
const PARAGRAPHS: usize = 4;
/// Tokens that a date line may have.
const LENGTH: usize = 20;

/// The report's date line, if one of its first paragraphs opens with it: names of places, a date,
/// an outlet in brackets, or a dash, and nothing else.
pub(crate) fn find(
    text: &str,
    analysis: &Analysis,
    entities: &Layer<EntityId, Entity>,
    mentions: &Layer<MentionId, Mention>,
    times: &Layer<TimeId, TimeExpression>,
) -> Option<Dateline> {
    let named = |at: TokenId| {
        let span = analysis.tokens[at].span;
        mentions.iter().find(|m| m.form == Form::Name && m.span.contains(span)).map(|m| (m.entity, m.span))
    };
    analysis.paragraphs.iter().take(PARAGRAPHS).find_map(|&paragraph| {
        let mut place = None;
        let mut outlet = None;
        let mut end = None;
        let mut bracket = false;
        for at in analysis.token_ids_in(paragraph).take(LENGTH) {
            let span = analysis.tokens[at].span;
            match span.of(text) {
                "(" if place.is_some() && !bracket => bracket = true,
                ")" if bracket => {
                    end = Some(span.end);
                    break;
                }
                "—" | "–" | "-" | "--" if place.is_some() && !bracket => {
                    end = Some(analysis.tokens[TokenId(at.0 - 1)].span.end);
                    break;
                }
                _ if bracket => outlet = outlet.or(named(at).map(|(entity, _)| entity)),
                "," | "/" | "." | "and" if place.is_some() => {}
                _ if place.is_some() && times.iter().any(|time| time.span.contains(span)) => {}
                _ => match named(at) {
                    Some((entity, _)) if is_place(&entities[entity]) => place = place.or(Some(entity)),
                    _ => break,
                },
            }
        }
        let place = place.filter(|_| !bracket || outlet.is_some())?;
        Some(Dateline { span: Span { start: paragraph.start, end: end? }, place: Some(place), outlet })
    })
}

fn is_place(entity: &Entity) -> bool {
    matches!(entity.kind, EntityType::Place | EntityType::State | EntityType::Facility)
}
