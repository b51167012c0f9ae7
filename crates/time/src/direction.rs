//! Whether the clause around an expression speaks of what was or of what will be.

use crate::lex::{Kind, Piece};
use dateline_doc::syntax::{Tense, VerbForm};
use dateline_doc::{Analysis, TokenId, Upos};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Future,
    Unknown,
}

#[derive(Clone, Copy, PartialEq)]
enum Cue {
    Past,
    Future,
    Weak,
}

static CUES: LazyLock<HashMap<&'static str, Cue>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in include_str!("../data/tense.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((kind, words)) = line.split_once('\t') else { continue };
        if kind == "plan" {
            continue;
        }
        let cue = match kind {
            "future" => Cue::Future,
            "weak" => Cue::Weak,
            _ => Cue::Past,
        };
        map.extend(words.split(' ').map(|w| (w, cue)));
    }
    map
});

/// Lemmas whose infinitive lies ahead of them.
static PLANS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../data/tense.tsv")
        .lines()
        .filter_map(|l| l.strip_prefix("plan\t"))
        .flat_map(|l| l.split(' '))
        .collect()
});

/// How many pieces to look back and forward.
const BACK: usize = 24;
const AHEAD: usize = 14;

fn cue(text: &str, p: &Piece, tag: Option<(Upos, bool)>) -> Option<Cue> {
    if p.kind != Kind::Word {
        return None;
    }
    let word = text.get(p.start as usize..p.end as usize)?.to_lowercase();
    if let Some(c) = CUES.get(word.as_str()) {
        return Some(*c);
    }
    match tag {
        Some((Upos::Verb | Upos::Aux, past)) => past.then_some(Cue::Past),
        Some(_) => None,
        None => (word.len() > 4 && word.ends_with("ed")).then_some(Cue::Past),
    }
}

fn is_word(text: &str, p: &Piece, word: &str) -> bool {
    text.get(p.start as usize..p.end as usize).is_some_and(|w| w.eq_ignore_ascii_case(word))
}

fn ends_clause(text: &str, p: &Piece, next: Option<&Piece>) -> bool {
    if p.kind != Kind::Mark {
        return false;
    }
    match text.get(p.start as usize..p.end as usize) {
        Some("." | "!" | "?") => next.is_none_or(|n| !n.glued && (n.upper || n.kind == Kind::Mark)),
        Some(";" | "\u{2014}" | ":") => true,
        _ => false,
    }
}

fn opens_clause(text: &str, p: &Piece) -> bool {
    text.get(p.start as usize..p.end as usize).is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "who"
                | "which"
                | "that"
                | "when"
                | "where"
                | "after"
                | "before"
                | "because"
                | "while"
                | "as"
                | "but"
        )
    })
}

/// Looks at the words around pieces `start..end`.
pub(crate) fn direction(
    text: &str,
    pieces: &[Piece],
    start: usize,
    end: usize,
    analysis: &Analysis,
) -> Direction {
    // What must be done "by" a date lies ahead of it.
    if start > 0 && is_word(text, &pieces[start - 1], "by") {
        return Direction::Future;
    }
    // "The November election" may be the last or the next one: whichever is nearer.
    let ballot = |p: &Piece| {
        ["election", "elections", "vote", "referendum", "polls", "summit", "ballot"]
            .iter()
            .any(|w| is_word(text, p, w))
    };
    if pieces[end..].iter().take(3).take_while(|p| p.kind == Kind::Word).any(ballot) {
        return Direction::Unknown;
    }
    if pieces.get(end).is_some_and(|p| cue(text, p, None) == Some(Cue::Future)) {
        return Direction::Future;
    }
    if start > 0 && is_word(text, &pieces[start - 1], "since") {
        return Direction::Past;
    }
    // "He told reporters on Saturday that they will …": what stands right before it decides.
    for i in (start.saturating_sub(4)..start).rev() {
        let p = &pieces[i];
        if p.kind == Kind::Mark || p.newline {
            break;
        }
        let helped = i > 0 && ["be", "to", "will", "would"].iter().any(|w| is_word(text, &pieces[i - 1], w));
        match cue(text, p, tag_at(analysis, p)) {
            Some(Cue::Past) if !helped => return Direction::Past,
            Some(_) => break,
            None => {}
        }
    }
    if let Some(d) = by_tree(text, pieces, start, end, analysis) {
        return d;
    }
    let mut weak = false;
    let judge = |c: Cue, weak: &mut bool| match c {
        Cue::Future => Some(Direction::Future),
        Cue::Past if *weak => Some(Direction::Unknown),
        Cue::Past => Some(Direction::Past),
        Cue::Weak => {
            *weak = true;
            None
        }
    };
    for i in (start.saturating_sub(BACK)..start).rev() {
        let p = &pieces[i];
        if ends_clause(text, p, pieces.get(i + 1)) || pieces[i + 1].newline {
            break;
        }
        let mut found = cue(text, p, tag_at(analysis, p));
        if found == Some(Cue::Past) && i > 0 && is_word(text, &pieces[i - 1], "be") {
            // "should be completed", "to be held": what is done there is still to come.
            found = Some(Cue::Weak);
        }
        if found == Some(Cue::Past) && i > 0 && is_word(text, &pieces[i - 1], "to") {
            // "expected to hit": an infinitive that looks like a past.
            found = None;
        }
        // "is to leave", "was due to sign"
        if is_word(text, p, "to")
            && i > 0
            && ["is", "are", "due", "set", "about"].iter().any(|w| is_word(text, &pieces[i - 1], w))
        {
            found = Some(Cue::Future);
        }
        if let Some(d) = found.and_then(|c| judge(c, &mut weak)) {
            if d == Direction::Unknown {
                return Direction::Future;
            }
            return d;
        }
    }
    if weak {
        return Direction::Future;
    }
    for i in end..(end + AHEAD).min(pieces.len()) {
        let p = &pieces[i];
        if p.newline || ends_clause(text, p, pieces.get(i + 1)) || opens_clause(text, p) {
            break;
        }
        match cue(text, p, tag_at(analysis, p)) {
            Some(Cue::Future) => return Direction::Future,
            Some(Cue::Past) => return Direction::Past,
            _ => {}
        }
    }
    Direction::Unknown
}

/// The token that covers a piece.
pub(crate) fn token_at(analysis: &Analysis, offset: u32) -> Option<TokenId> {
    let tokens = analysis.tokens.as_slice();
    let at = tokens.partition_point(|t| t.span.end <= offset);
    tokens.get(at).filter(|t| t.span.contains_offset(offset)).map(|_| TokenId(at as u32))
}

fn tag_at(analysis: &Analysis, p: &Piece) -> Option<(Upos, bool)> {
    let t = &analysis.tokens[token_at(analysis, p.start)?];
    if t.upos == Upos::X {
        return None;
    }
    let past = t.morph.tense == Some(Tense::Past);
    Some((t.upos, past))
}

/// By the verb that governs the expression, where the reader gave heads.
fn by_tree(text: &str, pieces: &[Piece], start: usize, end: usize, analysis: &Analysis) -> Option<Direction> {
    let first = token_at(analysis, pieces[start].start)?;
    let last = token_at(analysis, pieces[end - 1].start)?;
    // The expression's own head is the token of it whose head lies outside.
    let mut at = (first.0..=last.0)
        .map(TokenId)
        .find(|&t| analysis.tokens[t].head.is_some_and(|h| h.0 < first.0 || h.0 > last.0))?;
    for _ in 0..6 {
        let head = analysis.tokens[at].head?;
        let t = &analysis.tokens[head];
        if matches!(t.upos, Upos::Verb | Upos::Aux) {
            return by_verb(text, head, analysis);
        }
        if CUES.get(t.span.of(text).to_lowercase().as_str()) == Some(&Cue::Future) {
            return Some(Direction::Future);
        }
        at = head;
    }
    None
}

/// By a verb, its auxiliaries, and for an infinitive what governs it.
fn by_verb(text: &str, verb: TokenId, analysis: &Analysis) -> Option<Direction> {
    let mut at = verb;
    for _ in 0..4 {
        let t = &analysis.tokens[at];
        let word = t.span.of(text).to_lowercase();
        if CUES.get(word.as_str()) == Some(&Cue::Future) {
            return Some(Direction::Future);
        }
        let (mut modal, mut had, mut be, mut is, mut to) = (false, false, false, false, false);
        for &c in analysis.children(at) {
            let child = &analysis.tokens[c];
            let helps = matches!(child.relation.universal(), "aux" | "cop" | "mark");
            if !helps || c > at {
                continue;
            }
            match child.span.of(text).to_lowercase().as_str() {
                "will" | "'ll" | "\u{2019}ll" | "wo" | "shall" => return Some(Direction::Future),
                "would" | "may" | "might" | "could" | "should" | "must" => modal = true,
                "had" | "was" | "were" | "did" | "has" | "have" | "been" => had = true,
                "be" => be = true,
                "is" | "are" | "am" => is = true,
                "to" => to = true,
                _ => {}
            }
        }
        if modal {
            // "might have been", "would sign"
            return Some(if had { Direction::Past } else { Direction::Future });
        }
        if had {
            return Some(Direction::Past);
        }
        let morph = &t.morph;
        if to || be || morph.verb_form == Some(VerbForm::Inf) {
            let governor = t.head?;
            let g = &analysis.tokens[governor];
            if to && (is || ["is", "are"].contains(&g.span.of(text))) {
                return Some(Direction::Future);
            }
            if PLANS.contains(&g.lemma.as_str())
                || CUES.get(g.span.of(text).to_lowercase().as_str()) == Some(&Cue::Future)
            {
                return Some(Direction::Future);
            }
            if !matches!(g.upos, Upos::Verb | Upos::Aux) {
                return None;
            }
            at = governor;
            continue;
        }
        return match (morph.tense, morph.verb_form) {
            _ if is => None,
            (Some(Tense::Past), _) => Some(Direction::Past),
            _ => None,
        };
    }
    None
}
