//! Judges matches by what stands around them: figures that are no years, words that are names or verbs.

use crate::ENGINE;
use crate::direction::token_at;
use crate::lex::{Kind, Piece};
use crate::matcher::{Found, Match};
use crate::meaning::{Cal, Meaning};
use dateline_doc::{Analysis, NameKind, Span, Upos};

/// Words after which four figures are a year whatever follows.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "during",
    "of",
    "and",
    "between",
    "after",
    "before",
    "late",
    "early",
    "mid",
    "throughout",
    "through",
    "around",
    "about",
    "circa",
    "year",
    "the",
    "to",
    "-",
    "(",
    "on",
    "for",
];

/// Words after which four figures are a year even where they are small.
const FIRM: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "during", "between", "circa", "year", "around", "after",
    "before", "(",
];

fn word(text: &str, p: Option<&Piece>) -> String {
    p.and_then(|p| text.get(p.start as usize..p.end as usize)).unwrap_or("").to_lowercase()
}

/// Whether a match is to be believed.
pub(crate) fn keep(text: &str, found: &Found, m: &Match, analysis: &Analysis) -> bool {
    let rule = ENGINE.grammar.rules[m.rule].id.as_str();
    let ps = &found.pieces;
    let meaning = &found.meanings[m.meaning];
    let (first, last) = (&ps[m.start], &ps[m.end - 1]);
    let prev = m.start.checked_sub(1).map(|i| &ps[i]);
    let next = ps.get(m.end);
    // Part of a longer word or number: "MH1700", "T-2000s", "x86".
    if first.glued
        && prev.is_some_and(|p| p.kind == first.kind || (first.kind == Kind::Digits && p.kind == Kind::Word))
    {
        return false;
    }
    if last.kind == Kind::Digits
        && next.is_some_and(|n| n.glued && n.kind == Kind::Word)
        && word(text, next) != "s"
    {
        return false;
    }
    if last.kind == Kind::Word && next.is_some_and(|n| n.glued && n.kind == Kind::Digits) {
        return false;
    }
    if rule == "month" && m.end - m.start == 1 && given_name(text, ps, m) {
        return false;
    }
    if let Meaning::Cal(c) = meaning
        && rule == "year"
        && m.end - m.start == 1
        && !year(text, ps, m, c, analysis)
    {
        return false;
    }
    if m.end - m.start == 1 && verb(analysis, first.start) {
        return false;
    }
    !inside_name(text, analysis, Span { start: first.start, end: last.end })
}

/// Words after which figures count.
const COUNTING: &[&str] = &[
    "some",
    "nearly",
    "almost",
    "over",
    "than",
    "least",
    "only",
    "killed",
    "killing",
    "wounded",
    "sold",
    "bought",
    "sent",
    "has",
    "have",
    "had",
    "are",
    "were",
    "including",
    "another",
    "all",
    "lost",
    "arrested",
    "deployed",
    "freed",
    "counted",
    "got",
    "won",
    "built",
    "made",
];

/// What is counted only by mistake.
const EVENTS: &[&str] = &[
    "elections",
    "games",
    "olympics",
    "protests",
    "riots",
    "attacks",
    "talks",
    "accords",
    "borders",
    "crisis",
    "bombings",
    "polls",
];

/// Words after which a month is a month.
const BEFORE_MONTH: &[&str] = &[
    "in", "of", "since", "by", "until", "till", "last", "this", "next", "from", "early", "late", "mid", "to",
    "and", "during", "before", "after", "for", "the", "a", "an", "each", "every", "its", "his", "their", "-",
    "through", "between", "or", "that",
];

/// "June Carter", "April Glaspie": a month that is somebody's first name.
fn given_name(text: &str, ps: &[Piece], m: &Match) -> bool {
    if !matches!(word(text, ps.get(m.start)).as_str(), "april" | "may" | "june" | "august" | "jan.") {
        return false;
    }
    let prev = m.start.checked_sub(1).filter(|_| !ps[m.start].newline).map(|i| word(text, ps.get(i)));
    if prev.is_some_and(|p| BEFORE_MONTH.contains(&p.as_str())) {
        return false;
    }
    ps.get(m.end).is_some_and(|n| n.kind == Kind::Word && n.upper && !n.newline && !n.glued)
}

/// "1999 Elm Street"
fn address(text: &str, ps: &[Piece], end: usize) -> bool {
    let roads = ["street", "st", "avenue", "road", "drive", "lane", "boulevard", "pennsylvania"];
    (end..end + 3)
        .any(|i| ps.get(i).is_some_and(|p| p.upper) && roads.contains(&word(text, ps.get(i)).as_str()))
}

fn year(text: &str, ps: &[Piece], m: &Match, c: &Cal, analysis: &Analysis) -> bool {
    let Some(y) = c.year else { return true };
    if !(1000..=2150).contains(&y) {
        return false;
    }
    let prev = word(text, m.start.checked_sub(1).and_then(|i| ps.get(i)));
    let next = ps.get(m.end).filter(|n| !n.newline);
    let alone = ps[m.start].newline && next.is_none();
    let firm = FIRM.contains(&prev.as_str()) || alone;
    if !(1600..=2060).contains(&y) && !firm {
        return false;
    }
    // A mark that makes it a part of something else: 2000.50, 2000/1, 2,000.
    if ps[m.start].glued && matches!(prev.as_str(), "." | "," | "$" | "€" | "£" | "_" | "=" | "@" | "+" | ":")
    {
        return false;
    }
    if address(text, ps, m.end) {
        return false;
    }
    let following = word(text, next);
    if matches!(following.as_str(), "%" | "°") {
        return false;
    }
    // "Sold 1984 copies": something is counted, and it is no event.
    if COUNTING.contains(&prev.as_str())
        && next.is_some_and(|n| n.kind == Kind::Word && !n.upper)
        && following.ends_with('s')
        && !EVENTS.contains(&following.as_str())
    {
        return false;
    }
    // "1998 elections" names a year, "2000 soldiers" counts: nobody counts exactly 1998 of anything.
    if y % 50 != 0 && (1900..=2040).contains(&y) {
        return true;
    }
    let counted = match next.and_then(|n| token_at(analysis, n.start)) {
        Some(t) if analysis.tokens[t].upos != Upos::X => {
            let t = &analysis.tokens[t];
            t.upos == Upos::Noun && t.morph.number == Some(dateline_doc::syntax::Number::Plur)
        }
        _ => {
            next.is_some_and(|n| n.kind == Kind::Word && !n.upper && !n.glued)
                && following.len() > 3
                && following.ends_with('s')
                && !following.ends_with("ss")
        }
    };
    !counted || BEFORE_YEAR.contains(&prev.as_str())
}

/// "march" or "may" that the reader has tagged as a verb.
fn verb(analysis: &Analysis, offset: u32) -> bool {
    token_at(analysis, offset).is_some_and(|t| matches!(analysis.tokens[t].upos, Upos::Verb | Upos::Aux))
}

/// A word of a person's name, or a small part of another name without figures ("Black September").
fn inside_name(text: &str, analysis: &Analysis, span: Span) -> bool {
    let at = analysis.names.partition_point(|n| n.span.end <= span.start);
    let Some(n) = analysis.names.get(at).filter(|n| n.span.contains(span)) else { return false };
    if span.of(text).bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    match n.kind {
        NameKind::Person => true,
        NameKind::Organisation | NameKind::Facility | NameKind::Event | NameKind::Place | NameKind::Group => {
            n.span.len() > span.len() + 3
        }
    }
}
