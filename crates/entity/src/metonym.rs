//! Whether a capital's name stands for its government, or is the city.

use crate::context::{Context, Found};
use dateline_doc::Relation;

/// Whether the mention of a capital or seat acts in its sentence.
pub(crate) fn acts(cx: &Context<'_>, found: &Found) -> bool {
    let span = found.span;
    let first = cx.piece_at(span.start);
    let last = cx.pieces_of(span).end.saturating_sub(1);
    let before = first.checked_sub(1).map(|at| cx.lower(at)).unwrap_or_default();
    let touches = first > 0 && cx.gap_after(first - 1).trim().is_empty();
    let after = cx.lower(last + 1);
    let gap = cx.gap_after(last);
    // "BEIJING (Reuters)"; "MOSCOW, Feb. 3 — The …"; not "Beijing – which claims …".
    let mark = gap.trim_start();
    let capital = cx.piece(last + 1).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if cx.starts_sentence(first)
        && mark.starts_with(['(', '—', '–', '-', ','])
        && !gap.starts_with('-')
        && capital
    {
        return false;
    }
    if gap == ", " && cx.kb.entry(cx.piece(last + 1)).is_some() {
        return false;
    }
    if gap.starts_with('-') {
        return matches!(
            after.as_str(),
            "backed"
                | "led"
                | "sponsored"
                | "funded"
                | "friendly"
                | "aligned"
                | "controlled"
                | "imposed"
                | "appointed"
                | "brokered"
                | "approved"
        );
    }
    if first > 0 && cx.gap_after(first - 1) == "-" && matches!(before.as_str(), "pro" | "anti") {
        return true;
    }
    if cx.possessive(span) {
        let mut at = last + 1;
        if cx.lower(at) == "s" {
            at += 1;
        }
        return !(at..at + 3).any(|piece| cx.kb.in_set("place_nouns", &cx.lower(piece)));
    }
    if let Some(head) = cx.head(span) {
        let token = &cx.analysis.tokens[head];
        if let Some(above) = token.head {
            let lemma = cx.lemma(above);
            match token.relation {
                Relation::Nsubj | Relation::NsubjOuter => return !cx.kb.in_set("place_subjects", &lemma),
                Relation::NsubjPass => return cx.kb.in_set("political_objects", &lemma),
                Relation::Obj | Relation::Iobj => return cx.kb.in_set("political_objects", &lemma),
                Relation::OblAgent => return true,
                Relation::Compound | Relation::Amod if !touches || gap == " " => return false,
                _ => {}
            }
            if touches && before == "to" {
                return !cx.kb.in_set("movement", &lemma) && cx.kb.in_set("given_to", &lemma);
            }
        }
    }
    if touches && cx.kb.in_set("place_prepositions", &before)
        || matches!(before.as_str(), "from" | "of" | "to")
    {
        return false;
    }
    if touches && cx.kb.in_set("metonym_prepositions", &before) {
        return true;
    }
    if before == "and" && first > 1 {
        // "between Minsk and Beijing"
        return (first.saturating_sub(6)..first).any(|at| cx.lower(at) == "between");
    }
    // "Beijing – which backs the plan – …" at the head of a sentence.
    if after == "which" && cx.starts_sentence(first) {
        return true;
    }
    cx.kb.in_set("say", &after)
        || matches!(
            after.as_str(),
            "has"
                | "is"
                | "was"
                | "will"
                | "would"
                | "had"
                | "wants"
                | "wanted"
                | "could"
                | "should"
                | "may"
                | "might"
        ) && gap == " "
}
