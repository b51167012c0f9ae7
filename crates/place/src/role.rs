//! Whether a name is used as a location: where something is, comes from or goes to. A name that acts,
//! is acted upon, or only says whose somebody is, is none.
//!
//! Where the sentence has a tree, preposition and governing word are read from it; else from the words
//! before the name. The sets of words are in `data/roles.tsv`.

use dateline_doc::{Analysis, Relation, Span, Upos};

use crate::frame::{FUNCTION, Frame, coordinated_with, frame};
use crate::lexicon::{
    ABOVE, ACTS, GROUNDS, INSTITUTIONS, MOTION, OFFICERS, PARTS, RANKS, REACHED, SENDERS, WITHIN, among,
};

/// What the words around a name say of its use, with the rule that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A location.
    Location(&'static str),
    /// An actor, or an attribute of one.
    Actor(&'static str),
    /// Nothing is said; what is meant depends on what kind of thing the name names.
    Open,
}

/// Reads the use of the name at `span`. `beside` tells whether the name stands right behind another
/// name of a place, with a comma between ("X, Y").
///
/// `before_name` tells whether the name of another place follows it ("Y's X").
pub fn role(text: &str, span: Span, analysis: &Analysis, beside: bool, before_name: bool) -> Role {
    match role_at(text, span, analysis, before_name, 0) {
        // "Hamilton, Canada's operator": the comma does not make it one place.
        Role::Actor(rule @ ("possessive" | "institution")) if beside => Role::Actor(rule),
        _ if beside => Role::Location("contains"),
        role => role,
    }
}

fn role_at(text: &str, span: Span, analysis: &Analysis, before_name: bool, depth: usize) -> Role {
    let Some(head) = analysis.head_of(span) else { return Role::Open };
    let frame = frame(text, span, head, analysis, before_name);
    if let Some(role) = by_following(&frame) {
        return role;
    }
    // "in Aland and Bland": the second is what the first is.
    if depth < 4
        && let Some(first) = coordinated_with(text, span, head, analysis)
    {
        let role = role_at(text, first, analysis, false, depth + 1);
        if frame.preposition.is_none() && role != Role::Open {
            return role;
        }
    }
    by_preposition(&frame).or_else(|| by_verb(&frame)).unwrap_or(Role::Open)
}

/// "Aland governor", "Aland's parliament", "the Aland border", "an Aland-led force".
fn by_following(frame: &Frame) -> Option<Role> {
    if frame.hyphen || frame.name_goes_on {
        return Some(Role::Actor("compound"));
    }
    let ranks = frame.following.iter().take_while(|word| RANKS.contains(word.as_str())).count();
    let reach = if frame.possessive { 3 } else { 1 + ranks };
    if frame.following.iter().take(reach).any(|word| among(&INSTITUTIONS, word)) {
        return Some(Role::Actor("institution"));
    }
    let next = frame.following.first()?;
    if frame.possessive {
        // "Aland's capital": what belongs to a place lies there only if it is a part of it.
        return if frame.before_name || among(&PARTS, next) && next != "most" {
            None
        } else {
            Some(Role::Actor("possessive"))
        };
    }
    if among(&GROUNDS, next) {
        return Some(Role::Location("ground"));
    }
    // "an Aland operation", "the United Aland economy".
    let modifier = match frame.article.as_deref() {
        Some("a" | "an") => true,
        Some("the") => !FUNCTION.contains(&next.as_str()) && !among(&ACTS, next) && !next.ends_with("ly"),
        _ => false,
    };
    (modifier && next.chars().all(char::is_alphabetic)).then_some(Role::Actor("modifier"))
}

fn by_preposition(frame: &Frame) -> Option<Role> {
    if frame.part_of_name {
        return Some(Role::Actor("compound"));
    }
    let preposition = frame.preposition.as_deref()?;
    let governor = frame.governor.as_deref().unwrap_or_default();
    let yes = |rule| Some(Role::Location(rule));
    let no = |rule| Some(Role::Actor(rule));
    match preposition {
        // "trust in Aland", "interest in Aland", "believe in".
        "in" | "into"
            if matches!(governor, "trust" | "confidence" | "faith" | "believe" | "interest" | "invest") =>
        {
            no("trust")
        }
        "through" if matches!(governor, "mediate" | "mediation" | "channel") => no("through"),
        word if WITHIN.contains(word) => yes("within"),
        "at" | "off" | "outside" => yes("at"),
        "from" if among(&SENDERS, governor) => no("sender"),
        "from" | "out" => yes("from"),
        "for" if among(&OFFICERS, governor) && frame.adjacent => no("office"),
        "to" | "for" | "toward" | "towards" => {
            if among(&MOTION, governor)
                && (preposition != "for"
                    || matches!(governor, "leave" | "depart" | "bind" | "bound" | "head" | "set"))
            {
                yes("motion")
            } else {
                no("recipient")
            }
        }
        "of" if among(&OFFICERS, governor) => no("office"),
        // "Ann Sample of Aland".
        "of" if frame.governor_upos == Some(Upos::Propn) && frame.relation != Relation::Dep => no("of"),
        "of" if among(&PARTS, governor) => yes("part"),
        "of" => no("of"),
        "with" if matches!(governor, "border" | "frontier" | "boundary" | "crossing") => yes("border"),
        "between"
            if matches!(
                governor,
                "border"
                    | "frontier"
                    | "boundary"
                    | "flight"
                    | "road"
                    | "fly"
                    | "travel"
                    | "pipeline"
                    | "section"
                    | "route"
                    | "crossing"
                    | "sea"
                    | "strait"
            ) =>
        {
            yes("border")
        }
        "over" | "above" | "on" | "onto" | "along" if among(&ABOVE, governor) => yes("above"),
        "against" | "with" | "by" | "between" | "on" | "over" | "about" | "like" | "as" | "than"
        | "without" | "upon" | "under" | "behind" | "despite" | "including" | "among" | "amongst"
        | "versus" | "per" => no("other"),
        _ => None,
    }
}

/// "visited Aland", "Aland said".
fn by_verb(frame: &Frame) -> Option<Role> {
    let governor = frame.governor.as_deref()?;
    if frame.relation.is_subject() && !frame.possessive {
        return if among(&ACTS, governor) { Some(Role::Actor("subject")) } else { None };
    }
    if frame.relation == Relation::Obj || frame.relation == Relation::NsubjPass {
        return among(&REACHED, governor).then_some(Role::Location("reached"));
    }
    // Without a tree: the verb right before the name.
    if frame.relation == Relation::Dep && frame.preposition.is_none() && among(&REACHED, governor) {
        return Some(Role::Location("reached"));
    }
    None
}
