//! A modest finder of names by capitals and word lists, for texts that no learned reader has seen.

use crate::context::{Context, near};
use crate::lexicon::Hit;
use dateline_doc::{NameKind, Span};

const CONNECTORS: &[&str] = &[
    "of", "for", "al", "el", "bin", "bint", "ben", "de", "da", "do", "dos", "del", "van", "von", "der", "la",
    "le", "ul", "ur",
];

/// Runs of capitalised words that the tables do not cover, with a guess at their kind.
pub(crate) fn find(cx: &Context<'_>, hits: &[Hit]) -> Vec<(Span, NameKind, f32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < cx.pieces.len() {
        let here = Span { start: cx.pieces[at].start, end: cx.pieces[at].end };
        let covered =
            hits[near(hits, here, |hit| hit.span)].iter().any(|hit| hit.span.contains_offset(here.start));
        if covered || !starts(cx, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < cx.pieces.len() && continues(cx, end) {
            end += 1;
        }
        while end > at + 1 && !capital(cx, end - 1) {
            end -= 1;
        }
        if let Some(kind) = kind(cx, at, end) {
            found.push((Span { start: cx.pieces[at].start, end: cx.pieces[end - 1].end }, kind, 0.0));
        }
        at = end;
    }
    found
}

fn capital(cx: &Context<'_>, at: usize) -> bool {
    cx.piece(at).chars().next().is_some_and(char::is_uppercase)
}

fn starts(cx: &Context<'_>, at: usize) -> bool {
    let word = cx.piece(at);
    let before = cx.pieces.get(at).map(|piece| cx.text[..piece.start as usize].chars().next_back());
    capital(cx, at)
        && !cx.kb.in_set("not_names", word)
        && !matches!(before, Some(Some('\'' | '’')))
        && !cx.shouted(cx.pieces[at].start)
        && !cx.kb.titles.contains_key(&cx.lower(at))
        && (!cx.starts_sentence(at) || capital(cx, at + 1) && !cx.gap_after(at).contains(['.', ',', '\n']))
}

fn continues(cx: &Context<'_>, at: usize) -> bool {
    let gap = cx.gap_after(at - 1);
    let joined =
        matches!(gap, " " | "-" | "’" | "'" | ". " | " & ") && (gap != ". " || cx.piece(at - 1).len() == 1);
    if !joined || matches!(gap, "’" | "'") && cx.piece(at).len() < 2 {
        return false;
    }
    let connector =
        CONNECTORS.contains(&cx.piece(at)) && capital(cx, at + 1) && cx.gap_after(at).trim() == "";
    capital(cx, at) || connector
}

fn kind(cx: &Context<'_>, start: usize, end: usize) -> Option<NameKind> {
    let last = cx.lower(end - 1);
    let words = end - start;
    let set = |name: &str| cx.kb.in_set(name, &last);
    let of = (start..end).find(|&at| cx.piece(at) == "of");
    let head = of.map_or(last.clone(), |at| cx.lower(at - 1));
    let titled = start > 0
        && cx.gap_after(start - 1).trim_matches('.') == " "
        && cx.kb.titles.get(&cx.lower(start - 1)).is_some_and(|title| title.before_name);
    if titled || cx.kb.given.contains_key(&cx.lower(start)) && !cx.kb.in_set("org_heads", &head) {
        return Some(NameKind::Person);
    }
    if words > 1 && cx.kb.in_set("org_heads", &head) {
        return Some(NameKind::Organisation);
    }
    if words > 1 && set("event_heads") {
        return Some(NameKind::Event);
    }
    if words > 1 && set("place_heads") {
        return Some(NameKind::Place);
    }
    if words > 1 && set("facility_heads") {
        return Some(NameKind::Facility);
    }
    let word = cx.piece(start);
    if words == 1 && (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
    {
        return Some(NameKind::Organisation);
    }
    let before = start.checked_sub(1).map(|at| cx.lower(at)).unwrap_or_default();
    if cx.kb.in_set("place_prepositions", &before) {
        return Some(NameKind::Place);
    }
    Some(if of.is_some() { NameKind::Organisation } else { NameKind::Person })
}
