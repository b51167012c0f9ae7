//! Faults of the text that show only when its layers are put together.

use dateline_doc::{
    Analysis, Defect, DefectKind, Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Span,
    TokenId,
};

/// A full stop in the middle of a sentence: the text was broken in two there ("at the border. 1,000
/// kilometers north"). The splitter has joined the parts; this says where.
pub(crate) fn broken_sentences(text: &str, analysis: &Analysis) -> Vec<Defect> {
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let inner = sentence.tokens.start.0..sentence.tokens.end.0.saturating_sub(1);
        for at in inner.map(TokenId) {
            let [stop, next] = [at, TokenId(at.0 + 1)].map(|id| analysis.tokens[id].span);
            let spaced = stop.end < next.start;
            let word = next.of(text).starts_with(|c: char| c.is_alphanumeric() || c == '(');
            if stop.of(text) == "." && spaced && word {
                let start =
                    at.0.checked_sub(1)
                        .map_or(stop.start, |before| analysis.tokens[TokenId(before)].span.start);
                found.push(Defect {
                    span: Span { start, end: next.end },
                    kind: DefectKind::BrokenSentence,
                    message: "a stray full stop breaks the sentence in two".into(),
                });
            }
        }
    }
    found
}

/// An acronym in brackets behind an organisation's name that has the name's initials in another
/// order: it belongs to the name in another language ("North Atlantic Treaty Organization (OTAN)").
pub(crate) fn foreign_acronyms(
    text: &str,
    analysis: &Analysis,
    entities: &Layer<EntityId, Entity>,
    mentions: &Layer<MentionId, Mention>,
) -> Vec<Defect> {
    /// Words that may stand between the name and its acronym ("… Organization summit (…)").
    const BETWEEN: u32 = 3;
    let names = mentions
        .iter()
        .filter(|m| m.form == Form::Name && entities[m.entity].kind == EntityType::Organisation);
    let mut found = Vec::new();
    for name in names {
        let initials: String = name
            .span
            .of(text)
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        if initials.len() < 3 {
            continue;
        }
        let after = analysis.tokens_in(name.span).end.0;
        let count = analysis.tokens.len() as u32;
        let bracket = (after..count.min(after + BETWEEN)).find(|&at| analysis.word(text, TokenId(at)) == "(");
        let Some(open) = bracket.filter(|&open| open + 2 < count) else { continue };
        let [acronym, close] = [open + 1, open + 2].map(|at| analysis.word(text, TokenId(at)));
        if close == ")" && acronym != initials && sorted(acronym) == sorted(&initials) {
            let span = analysis.tokens[TokenId(open)].span.cover(analysis.tokens[TokenId(open + 2)].span);
            let message = format!("the acronym does not match the name before it ({initials})");
            found.push(Defect { span, kind: DefectKind::AcronymMismatch, message });
        }
    }
    found
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}
