//! Mentions that are no names: pronouns, and nouns for people, institutions and states.

use crate::context::{Context, Found};
use crate::lexicon::Usage;
use dateline_doc::{Country, EntityType, Form, Relation, Span, TokenId, Upos};

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// "the", "this", a possessive.
    Definite,
    /// "a", "some", "two", "many".
    Indefinite,
    /// Nothing.
    Bare,
}

/// A mention that is no name.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) span: Span,
    /// The head noun, lower case, as it stands ("leaders"), or the pronoun.
    pub(crate) word: String,
    /// The key of the title or nominal in the tables; empty for pronouns.
    pub(crate) key: String,
    pub(crate) opening: Opening,
    pub(crate) plural: bool,
    pub(crate) pronoun: bool,
    /// Whether the noun is a title of the tables (one person).
    pub(crate) title: bool,
    pub(crate) country: Option<Country>,
    /// The mention of a name that stands before or behind as whose it is.
    pub(crate) owner: Option<usize>,
    /// A possessive pronoun opens it.
    pub(crate) possessive: Option<String>,
    pub(crate) former: bool,
    pub(crate) subject: bool,
    pub(crate) head: Option<TokenId>,
    /// A person's name before it makes it a name of its own: "the Trump administration".
    pub(crate) named: bool,
}

const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
];

/// All of them, in text order, but for nouns inside names or titles of names.
pub(crate) fn find(cx: &Context<'_>, found: &[Found]) -> Vec<Plain> {
    let mut all = Vec::new();
    let mut blocked: Vec<Span> = found.iter().filter(|f| f.usage != Usage::Demonym).map(|f| f.span).collect();
    blocked.extend(found.iter().flat_map(|f| f.told.iter().map(|told| told.span)));
    blocked.sort_unstable();
    let covered = |span: Span| {
        let to = blocked.partition_point(|b| b.start < span.end);
        blocked[to.saturating_sub(6)..to].iter().any(|b| b.overlaps(span))
    };
    let mut at = 0;
    while at < cx.pieces.len() {
        let word = cx.lower(at);
        let span = Span { start: cx.pieces[at].start, end: cx.pieces[at].end };
        let next = at + 1;
        if PRONOUNS.contains(&word.as_str()) {
            // "US" is no pronoun; "it" of the weather is none either.
            let shouted = word.len() > 1 && cx.piece(at).chars().all(char::is_uppercase);
            if !shouted && !covered(span) && !expletive(cx, span) {
                all.push(pronoun(cx, span, word));
            }
            at = next;
            continue;
        }
        if let Some((count, key, title)) = noun_at(cx, at) {
            let head = Span { start: span.start, end: cx.pieces[at + count - 1].end };
            // "Thousands of people" is the people.
            let measure = cx.kb.in_set("quantities", &key)
                && cx.lower(at + count) == "of"
                && (at + count + 1..at + count + 5).any(|p| noun_at(cx, p).is_some());
            if !measure && !covered(head) && !hyphenated(cx, at, count) && is_noun(cx, at + count - 1) {
                all.push(noun(cx, found, at, count, key, title));
            }
            at += count;
            continue;
        }
        at = next;
    }
    all
}

/// The longest title or nominal that starts at a piece.
fn noun_at(cx: &Context<'_>, at: usize) -> Option<(usize, String, bool)> {
    for count in (1..=4.min(cx.pieces.len() - at)).rev() {
        if !(at..at + count - 1).all(|p| matches!(cx.gap_after(p), " " | "-")) {
            continue;
        }
        let key = (at..at + count).map(|p| cx.lower(p)).collect::<Vec<_>>().join(" ");
        if cx.kb.nominals.contains_key(&key) {
            return Some((count, key, false));
        }
        if cx.kb.titles.get(&key).is_some_and(|title| title.noun && !title.role.is_empty()) {
            return Some((count, key, true));
        }
    }
    None
}

fn hyphenated(cx: &Context<'_>, at: usize, count: usize) -> bool {
    at > 0 && cx.gap_after(at - 1) == "-" || cx.gap_after(at + count - 1).starts_with('-')
}

/// Whether the word is a noun that heads a phrase (not "leader" in "leader board").
fn is_noun(cx: &Context<'_>, piece: usize) -> bool {
    if !cx.tagged {
        return true;
    }
    let span = Span { start: cx.pieces[piece].start, end: cx.pieces[piece].end };
    let Some(id) = cx.analysis.token_ids_in(span).next() else { return false };
    let token = &cx.analysis.tokens[id];
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron)
        && !matches!(token.relation, Relation::Compound | Relation::Amod | Relation::Flat | Relation::Cop)
}

fn expletive(cx: &Context<'_>, span: Span) -> bool {
    cx.tagged
        && cx
            .analysis
            .token_ids_in(span)
            .next()
            .is_some_and(|id| cx.analysis.tokens[id].relation == Relation::Expl)
}

fn pronoun(cx: &Context<'_>, span: Span, word: String) -> Plain {
    let head = cx.analysis.token_ids_in(span).next();
    let plural = matches!(
        word.as_str(),
        "they" | "them" | "their" | "theirs" | "themselves" | "we" | "us" | "our" | "ours" | "ourselves"
    );
    Plain {
        span,
        word,
        key: String::new(),
        opening: Opening::Definite,
        plural,
        pronoun: true,
        title: false,
        country: None,
        owner: None,
        possessive: None,
        former: false,
        subject: subject(cx, head),
        head,
        named: false,
    }
}

fn subject(cx: &Context<'_>, head: Option<TokenId>) -> bool {
    cx.tagged && head.is_some_and(|id| cx.analysis.tokens[id].relation.is_subject())
}

fn noun(cx: &Context<'_>, found: &[Found], at: usize, count: usize, key: String, title: bool) -> Plain {
    let last = at + count - 1;
    let mut start = at;
    let mut opening = Opening::Bare;
    let mut possessive = None;
    let mut owner = None;
    let mut country = None;
    let mut former = false;
    // Leftwards over adjectives, numbers and names to the word that opens the phrase.
    for _ in 0..7 {
        if start == 0 {
            break;
        }
        let edge = cx.pieces[start].start;
        let to = found.partition_point(|f| f.span.start < edge);
        let from = to.saturating_sub(16);
        let inside = found[from..to].iter().position(|f| {
            f.span.end < edge
                && edge - f.span.end <= 5
                && f.outer.is_none()
                && matches!(&cx.text[f.span.end as usize..edge as usize], " " | "'s " | "’s " | "' " | "’ ")
        });
        if let Some(index) = inside.map(|at| from + at) {
            let mention = &found[index];
            owner = owner.or(Some(index));
            if matches!(mention.kind, EntityType::State | EntityType::Place | EntityType::Group) {
                country = country.or(mention.country);
            }
            start = cx.piece_at(mention.span.start);
            if cx.possessive(mention.span) {
                opening = Opening::Definite;
                break;
            }
            continue;
        }
        if !matches!(cx.gap_after(start - 1), " " | "-" | "  ") {
            break;
        }
        let word = cx.lower(start - 1);
        match word.as_str() {
            "that" if !determiner(cx, start - 1) => break,
            "the" | "this" | "that" | "these" | "those" | "both" => {
                opening = Opening::Definite;
                start -= 1;
                break;
            }
            "a" | "an" | "some" | "many" | "several" | "other" | "another" | "any" | "no" | "few"
            | "more" | "most" | "each" | "every" => {
                opening = Opening::Indefinite;
                start -= 1;
                if !matches!(word.as_str(), "other" | "more" | "most" | "few" | "many") {
                    break;
                }
            }
            "his" | "her" | "its" | "their" | "our" | "my" | "your" => {
                opening = Opening::Definite;
                possessive = Some(word);
                start -= 1;
                break;
            }
            _ if modifier(cx, start - 1) => {
                former |= cx.kb.in_set("former", &word);
                start -= 1;
            }
            _ => break,
        }
    }
    start = quantity(cx, start);
    let mut end = cx.pieces[last].end;
    // "of the United States", "for the ministry" behind.
    let next = cx.lower(last + 1);
    if matches!(next.as_str(), "of" | "for" | "from" | "within") && cx.gap_after(last) == " " {
        let edge = cx.pieces[last + 1].end;
        let from = found.partition_point(|f| f.span.start <= edge);
        let behind = found[from..]
            .iter()
            .take(6)
            .enumerate()
            .map(|(at, f)| (from + at, f))
            .find(|(_, f)| f.outer.is_none() && f.span.start > edge && f.span.start - edge <= 5);
        if let Some((index, mention)) = behind {
            let between = &cx.text[edge as usize..mention.span.start as usize];
            if matches!(between, " " | " the ") {
                end = mention.span.end;
                if matches!(mention.kind, EntityType::State | EntityType::Place) {
                    country = country.or(mention.country);
                }
                owner = owner.or(Some(index));
            }
        }
    }
    let word = cx.lower(last);
    let plural = if title { false } else { cx.kb.nominals.get(&key).is_some_and(|nominal| nominal.plural) };
    let head_span = Span { start: cx.pieces[last].start, end: cx.pieces[last].end };
    let head = cx.analysis.token_ids_in(head_span).next();
    let named = matches!(word.as_str(), "administration" | "regime" | "government")
        && owner
            .is_some_and(|o| found[o].kind == EntityType::Person && found[o].span.end + 1 == head_span.start)
        && possessive.is_none();
    Plain {
        span: Span { start: cx.pieces[start].start, end },
        word,
        key,
        opening,
        plural,
        pronoun: false,
        title,
        country,
        owner,
        possessive,
        former,
        subject: subject(cx, head),
        head,
        named,
    }
}

fn determiner(cx: &Context<'_>, piece: usize) -> bool {
    let span = Span { start: cx.pieces[piece].start, end: cx.pieces[piece].end };
    cx.tagged
        && cx.analysis.token_ids_in(span).next().is_some_and(|id| cx.analysis.tokens[id].upos == Upos::Det)
}

/// The start of a phrase with what counts it: "at least 71 people", "a number of senators".
fn quantity(cx: &Context<'_>, start: usize) -> usize {
    let mut at = start;
    let spaced = |at: usize| at > 0 && cx.gap_after(at - 1) == " ";
    if spaced(at)
        && cx.lower(at - 1) == "of"
        && at > 1
        && spaced(at - 1)
        && cx.kb.in_set("quantities", &cx.lower(at - 2))
    {
        at -= 2;
        while spaced(at)
            && matches!(
                cx.lower(at - 1).as_str(),
                "a" | "the" | "large" | "small" | "an" | "whole" | "tens" | "of" | "hundreds"
            )
        {
            at -= 1;
        }
    }
    let number =
        cx.piece(at).starts_with(|c: char| c.is_ascii_digit()) || cx.kb.in_set("numbers", &cx.lower(at));
    if number && spaced(at) {
        let two = if at > 1 { format!("{} {}", cx.lower(at - 2), cx.lower(at - 1)) } else { String::new() };
        if matches!(two.as_str(), "at least" | "more than" | "fewer than" | "less than" | "up to" | "as many")
        {
            at -= 2;
        } else if matches!(
            cx.lower(at - 1).as_str(),
            "roughly"
                | "about"
                | "some"
                | "over"
                | "nearly"
                | "almost"
                | "around"
                | "approximately"
                | "another"
        ) {
            at -= 1;
        }
    }
    at
}

/// Whether a piece may stand between the opening of a phrase and its head.
fn modifier(cx: &Context<'_>, piece: usize) -> bool {
    let word = cx.lower(piece);
    if cx.kb.in_set("adjectives_before_role", &word)
        || cx.kb.in_set("numbers", &word)
        || word.bytes().all(|b| b.is_ascii_digit())
    {
        return true;
    }
    if !cx.tagged {
        return false;
    }
    let span = Span { start: cx.pieces[piece].start, end: cx.pieces[piece].end };
    let Some(id) = cx.analysis.token_ids_in(span).next() else { return false };
    let token = &cx.analysis.tokens[id];
    matches!(token.upos, Upos::Adj | Upos::Num)
        || matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adv)
            && matches!(token.relation, Relation::Compound | Relation::Amod | Relation::Nummod)
}

/// A nominal or pronoun as a mention.
pub(crate) fn mention(plain: &Plain, kind: EntityType) -> Found {
    Found {
        span: plain.span,
        kind,
        form: match (plain.pronoun, plain.named) {
            (true, _) => Form::Pronoun,
            (_, true) => Form::Name,
            _ => Form::Nominal,
        },
        entry: None,
        usage: Usage::Name,
        metonym: false,
        key: plain.key.clone(),
        country: plain.country,
        outer: None,
        told: Vec::new(),
        rule: "",
        learned: None,
    }
}
