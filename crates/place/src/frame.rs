//! The context of a name: its preposition, the word that governs it, what follows it.

use std::collections::HashSet;

use dateline_doc::{Analysis, Relation, Span, TokenId, Upos};

use crate::lexicon::{ABOVE, ACTS, GROUNDS, MOTION, OFFICERS, PARTS, SENDERS, among};

/// The context of a name.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The preposition before it, lower case.
    pub(crate) preposition: Option<String>,
    /// The dictionary form of the word that the name (with its preposition) depends on, lower case.
    pub(crate) governor: Option<String>,
    pub(crate) governor_upos: Option<Upos>,
    /// Nothing stands between the governor and the preposition, or the tree tells that it governs.
    pub(crate) adjacent: bool,
    /// The governor's own governor, for "the coast of the island of X".
    pub(crate) relation: Relation,
    /// "'s" follows.
    pub(crate) possessive: bool,
    /// Up to three words behind the name (and its "'s"), as dictionary forms.
    pub(crate) following: Vec<String>,
    /// By the tree it modifies another proper noun: "the Aland Institute".
    pub(crate) part_of_name: bool,
    /// Another name of a place follows the "'s".
    pub(crate) before_name: bool,
    /// A hyphen joins the name with what follows.
    pub(crate) hyphen: bool,
    /// The article right before the name, or its first word.
    pub(crate) article: Option<String>,
    /// A capitalised word follows that is no name of its own: the whole is a longer name.
    pub(crate) name_goes_on: bool,
}

/// Whether the sentence has a tree: the first reader gives every word the relation `dep`.
pub(crate) fn has_tree(analysis: &Analysis, token: TokenId) -> bool {
    let sentence = &analysis.sentences[analysis.sentence_of(token)];
    analysis
        .tokens
        .range(sentence.tokens.clone())
        .iter()
        .any(|token| !matches!(token.relation, Relation::Dep | Relation::Root | Relation::Punct))
}

pub(crate) fn lower(text: &str, analysis: &Analysis, token: TokenId) -> String {
    analysis.word(text, token).to_lowercase()
}

pub(crate) fn lemma(text: &str, analysis: &Analysis, token: TokenId) -> String {
    let lemma = analysis.tokens[token].lemma.to_lowercase();
    // A reader without lemmas gives the word itself or nothing: ask for its forms (`among`).
    if lemma.is_empty() || lemma == "_" { lower(text, analysis, token) } else { lemma.into() }
}

pub(crate) fn frame(text: &str, span: Span, head: TokenId, analysis: &Analysis, before_name: bool) -> Frame {
    let tokens = analysis.tokens_in(span);
    let (following, possessive) = following(text, tokens.end, analysis);
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let mut joined = behind.chars();
    // "Aland-led", "US$20".
    let hyphen = match joined.next() {
        Some('-' | '–') => joined.next().is_some_and(char::is_alphabetic),
        Some('$') => true,
        _ => false,
    };
    let first = lower(text, analysis, tokens.start);
    let before = tokens.start.index().checked_sub(1).map(|at| lower(text, analysis, TokenId::at(at)));
    let article =
        [Some(first), before].into_iter().flatten().find(|word| matches!(word.as_str(), "a" | "an" | "the"));
    let mut frame = Frame {
        preposition: None,
        governor: None,
        governor_upos: None,
        adjacent: true,
        relation: analysis.tokens[head].relation,
        possessive,
        following,
        part_of_name: false,
        before_name,
        hyphen,
        article,
        name_goes_on: !possessive && name_goes_on(text, tokens.end, analysis),
    };
    if has_tree(analysis, head) {
        from_tree(text, head, analysis, &mut frame);
    } else {
        from_words(text, tokens.start, analysis, &mut frame);
    }
    frame
}

/// Whether a capitalised common word follows, as in "the Aland Framework": in a sentence that is not
/// written in capitals throughout.
pub(crate) fn name_goes_on(text: &str, end: TokenId, analysis: &Analysis) -> bool {
    let Some(last) = end.index().checked_sub(1).map(TokenId::at) else { return false };
    let sentence = &analysis.sentences[analysis.sentence_of(last)];
    if end >= sentence.tokens.end {
        return false;
    }
    let next = analysis.word(text, end);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let lower = next.to_lowercase();
    if !capital(next)
        || next.len() < 3
        || MONTHS_AND_DAYS.contains(&lower.as_str())
        || among(&GROUNDS, &lower)
    {
        return false;
    }
    let words = analysis.tokens.range(sentence.tokens.clone()).iter().map(|token| token.span.of(text));
    let words: Vec<&str> =
        words.filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic)).collect();
    let capitals = words.iter().filter(|word| capital(word)).count();
    capitals * 2 < words.len()
}

const MONTHS_AND_DAYS: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words after which a name is complete: what follows "the Netherlands" is no noun that it modifies.
pub(crate) const FUNCTION: [&str; 66] = [
    "and",
    "or",
    "but",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "into",
    "over",
    "since",
    "during",
    "after",
    "before",
    "until",
    "as",
    "if",
    "when",
    "while",
    "where",
    "who",
    "which",
    "that",
    "than",
    "because",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "can",
    "may",
    "might",
    "must",
    "should",
    "shall",
    "do",
    "does",
    "did",
    "not",
    "also",
    "it",
    "he",
    "she",
    "they",
    "we",
    "this",
    "these",
    "today",
    "yesterday",
    "last",
    "next",
    "again",
    "about",
    "against",
];

/// The words behind a name (at most three) and whether a possessive mark comes first.
pub(crate) fn following(text: &str, end: TokenId, analysis: &Analysis) -> (Vec<String>, bool) {
    let Some(last) = end.index().checked_sub(1).map(TokenId::at) else { return (Vec::new(), false) };
    let stop = analysis.sentences[analysis.sentence_of(last)].tokens.end.index();
    let mut at = end.index();
    let possessive = at < stop && matches!(analysis.word(text, end), "'s" | "’s" | "'" | "’");
    if possessive {
        at += 1;
    }
    let words = (at..stop).map(TokenId::at).take(3);
    let words = words.take_while(|token| analysis.word(text, *token).starts_with(char::is_alphanumeric));
    (words.map(|token| lemma(text, analysis, token)).collect(), possessive)
}

pub(crate) fn from_tree(text: &str, head: TokenId, analysis: &Analysis, frame: &mut Frame) {
    let mut name = head;
    // An apposition and a list stand where their head stands.
    while matches!(analysis.tokens[name].relation, Relation::Flat | Relation::Fixed) {
        match analysis.tokens[name].head {
            Some(up) => name = up,
            None => break,
        }
    }
    frame.relation = analysis.tokens[name].relation;
    let case: Vec<TokenId> = analysis
        .children_by(name, Relation::Case)
        .filter(|token| !matches!(analysis.word(text, *token), "'s" | "’s" | "'" | "’"))
        .collect();
    frame.preposition = case.last().map(|token| lower(text, analysis, *token));
    let mut up = analysis.tokens[name].head;
    // "northern Aland", "Aland region": a modifier takes the preposition of what it modifies.
    if frame.preposition.is_none()
        && matches!(frame.relation, Relation::Compound | Relation::NmodPoss | Relation::Nmod | Relation::Amod)
        && let Some(noun) = up
        && frame.following.first().is_some_and(|next| among(&GROUNDS, next))
    {
        let case = analysis.children_by(noun, Relation::Case).last();
        frame.preposition = case.map(|token| lower(text, analysis, token));
        up = analysis.tokens[noun].head;
    }
    // "Aland's Bland province": what is possessed stands in the sentence for both.
    if frame.preposition.is_none()
        && frame.before_name
        && let Some(noun) = up
    {
        let case = analysis.children_by(noun, Relation::Case).last();
        frame.preposition = case.map(|token| lower(text, analysis, token));
        up = analysis.tokens[noun].head;
    }
    frame.part_of_name = matches!(frame.relation, Relation::Compound | Relation::Flat)
        && up.is_some_and(|up| {
            analysis.tokens[up].upos == Upos::Propn
                && up > name
                && !among(&GROUNDS, &lower(text, analysis, up))
        });
    if let Some(governor) = up {
        frame.governor = Some(lemma(text, analysis, governor));
        frame.governor_upos = Some(analysis.tokens[governor].upos);
        // "made a trip to", "on their way to", "head of delegation from".
        if let Some(preposition @ ("to" | "from" | "into")) = frame.preposition.as_deref()
            && !among(
                if preposition == "to" { &MOTION } else { &SENDERS },
                frame.governor.as_deref().unwrap_or_default(),
            )
        {
            // An oblique of a light verb: its object tells ("pay a visit to").
            let object = analysis.children_by(governor, Relation::Obj).last();
            if preposition == "to"
                && let Some(object) = object
            {
                let word = lemma(text, analysis, object);
                if among(&MOTION, word.as_str()) {
                    frame.governor = Some(word);
                }
            }
        }
    }
}

/// Words that may stand between a preposition and a name.
const BETWEEN: [&str; 30] = [
    "the",
    "a",
    "an",
    "its",
    "their",
    "our",
    "his",
    "her",
    "this",
    "that",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "mainland",
    "downtown",
    "neighboring",
    "neighbouring",
    "nearby",
    "occupied",
    "war-torn",
    "rural",
    "greater",
    "present-day",
    "both",
];
const PREPOSITIONS: [&str; 48] = [
    "to",
    "in",
    "of",
    "from",
    "at",
    "near",
    "across",
    "inside",
    "outside",
    "into",
    "within",
    "throughout",
    "around",
    "via",
    "through",
    "onto",
    "off",
    "on",
    "over",
    "above",
    "along",
    "against",
    "with",
    "by",
    "between",
    "about",
    "like",
    "as",
    "than",
    "without",
    "upon",
    "under",
    "behind",
    "despite",
    "including",
    "among",
    "amongst",
    "versus",
    "per",
    "for",
    "toward",
    "towards",
    "beyond",
    "amid",
    "beside",
    "unlike",
    "concerning",
    "regarding",
];

/// Without a tree: the preposition before the name, and the nearest word before that which says
/// something; upright prose puts it within a few words.
pub(crate) fn from_words(text: &str, start: TokenId, analysis: &Analysis, frame: &mut Frame) {
    let floor = analysis.sentences[analysis.sentence_of(start)].tokens.start.index();
    let word = |at: usize| lower(text, analysis, TokenId::at(at));
    let mut at = start.index();
    while at > floor && BETWEEN.contains(&word(at - 1).as_str()) {
        at -= 1;
    }
    frame.relation = Relation::Dep;
    let opens = at == floor || !analysis.word(text, TokenId::at(at - 1)).starts_with(char::is_alphanumeric);
    if opens && !frame.possessive {
        // "Aland has rejected": a verb of acting behind the name that opens a clause.
        let auxiliary = |word: &&String| {
            matches!(
                word.as_str(),
                "has"
                    | "have"
                    | "had"
                    | "also"
                    | "will"
                    | "would"
                    | "does"
                    | "did"
                    | "not"
                    | "which"
                    | "–"
                    | "—"
            )
        };
        if let Some(verb) = frame.following.iter().find(|word| !auxiliary(word))
            && among(&ACTS, verb)
        {
            frame.governor = Some(verb.clone());
            frame.relation = Relation::Nsubj;
            return;
        }
    }
    if at == floor {
        return;
    }
    let before = word(at - 1);
    if !PREPOSITIONS.contains(&before.as_str()) {
        frame.governor = Some(before);
        return;
    }
    let telling = |word: &str| {
        let sets: [&HashSet<&str>; 5] = [&MOTION, &SENDERS, &PARTS, &ACTS, &ABOVE];
        sets.into_iter().any(|set| among(set, word))
    };
    frame.preposition = Some(before);
    at -= 1;
    if at == floor {
        return;
    }
    frame.governor = Some(word(at - 1));
    // "the capital city of", "flights back to": what tells may stand a little further off.
    for back in (floor..at).rev().take(4) {
        let word = word(back);
        // A bearer of office only right before: "the ambassador to", not "ministers who met in".
        if telling(&word) || back + 1 == at && among(&OFFICERS, &word) {
            frame.governor = Some(word);
            frame.adjacent = back + 1 == at;
            return;
        }
        if word == "," || PREPOSITIONS.contains(&word.as_str()) {
            return;
        }
    }
}

/// The first of the names that this one is listed with: by the tree, else by "X and Y" and "X, Y and Z".
/// Where the tree hangs it on something far away, the name next to it is believed.
pub(crate) fn coordinated_with(text: &str, span: Span, head: TokenId, analysis: &Analysis) -> Option<Span> {
    if has_tree(analysis, head) {
        if analysis.tokens[head].relation != Relation::Conj {
            return None;
        }
        let first = analysis.tokens[head].head?;
        let by_tree = (analysis.tokens[first].upos == Upos::Propn).then(|| analysis.tokens[first].span);
        let is_name = |span: &Span| {
            analysis.head_of(*span).is_some_and(|token| analysis.tokens[token].upos == Upos::Propn)
        };
        return next_to(text, span, head, analysis).filter(is_name).or(by_tree);
    }
    next_to(text, span, head, analysis)
}

pub(crate) fn next_to(text: &str, span: Span, head: TokenId, analysis: &Analysis) -> Option<Span> {
    let start = analysis.tokens_in(span).start.index();
    let mut at = start.checked_sub(1)?;
    let word = |at: usize| lower(text, analysis, TokenId::at(at));
    if word(at) == "the" {
        at = at.checked_sub(1)?;
    }
    if !matches!(word(at).as_str(), "and" | "or" | ",") {
        return None;
    }
    let mut at = at.checked_sub(1)?;
    if word(at) == "," {
        at = at.checked_sub(1)?;
    }
    let token = TokenId::at(at);
    let capital = analysis.word(text, token).starts_with(char::is_uppercase);
    (capital && analysis.sentence_of(token) == analysis.sentence_of(head))
        .then(|| analysis.tokens[token].span)
}
