//! Noun phrases: which tokens name a source, and who hangs together in them.

use crate::view::View;
use dateline_doc::{Relation, Spans, TokenId, Upos};

/// The tokens that name whoever `head` heads: title, name and apposition, without relative and participle clauses,
/// prepositions before it and punctuation around it.
pub(crate) fn source_span(view: &View, head: TokenId) -> Spans {
    let outside = |c: TokenId| {
        matches!(
            view.relation(c),
            Relation::AclRelcl
                | Relation::Acl
                | Relation::Parataxis
                | Relation::Case
                | Relation::Mark
                | Relation::Cop
                | Relation::Aux
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::AdvclRelcl
                | Relation::Discourse
        ) && view.head(c) == Some(head)
            || view.relation(c) == Relation::AclRelcl
            || view.head(c) == Some(head)
                && matches!(view.relation(c), Relation::Cc | Relation::Advmod)
                && c < head
                && !matches!(view.word(c), "almost" | "about" | "nearly" | "not" | "only" | "over" | "both")
            // A clause that hangs on a nominal predicate is no part of its name.
            || view.head(c) == Some(head) && view.relation(c).is_subject()
    };
    let tokens = view.subtree_without(head, &outside);
    // The stretch around the head: what a removed clause cuts off stays off.
    let at = tokens.partition_point(|&t| t < head);
    let mut first = at;
    while first > 0 && tokens[first - 1].0 + 1 == tokens[first].0 {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < tokens.len() && tokens[last + 1].0 == tokens[last].0 + 1 {
        last += 1;
    }
    let (mut a, mut b) = (tokens[first], tokens[last]);
    let cut = |t: TokenId| view.is_punct(t) || view.relation(t) == Relation::Cc;
    while a < head && cut(a) {
        a = TokenId(a.0 + 1);
    }
    while b > head && cut(b) {
        b = TokenId(b.0 - 1);
    }
    Spans::from(view.span(a).cover(view.span(b)))
}

/// The head and the heads coordinated with it.
pub(crate) fn conjuncts(view: &View, head: TokenId) -> Vec<TokenId> {
    let mut out = vec![head];
    out.extend(
        view.children(head)
            .iter()
            .copied()
            .filter(|&c| view.relation(c) == Relation::Conj && is_nominal(view, c)),
    );
    out
}

pub(crate) fn is_nominal(view: &View, t: TokenId) -> bool {
    matches!(
        view.upos(t),
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Num | Upos::Adj | Upos::X
    )
}

/// The noun that a relative pronoun stands for, if `t` is one.
pub(crate) fn antecedent(view: &View, t: TokenId) -> Option<TokenId> {
    if !matches!(view.word(t), "who" | "which" | "that" | "whom" | "whose") {
        return None;
    }
    let mut at = t;
    for _ in 0..8 {
        if view.relation(at) == Relation::AclRelcl {
            return view.head(at);
        }
        let Some(h) = view.head(at) else { break };
        at = h;
    }
    // The parser saw no relative clause: the phrase that ends before the pronoun.
    if !matches!(view.word(t), "who" | "whom") {
        return None;
    }
    let mut before = view.previous(t)?;
    if view.word(before) == "," {
        before = view.previous(before)?;
    }
    while is_nominal(view, before)
        && matches!(
            view.relation(before),
            Relation::Flat | Relation::Compound | Relation::Appos | Relation::NmodDesc
        )
    {
        match view.head(before) {
            Some(h) if h < t && is_nominal(view, h) => before = h,
            _ => break,
        }
    }
    matches!(view.upos(before), Upos::Noun | Upos::Propn).then_some(before)
}

/// A source that the parser cut short before its verb ("trade and industry commissioner Ann Low said"): the stretch
/// up to the verb and the name that ends it.
pub(crate) fn widened(view: &View, source: &Spans, verb: TokenId) -> Option<(Spans, TokenId)> {
    let span = source.first()?;
    let range = view.analysis.tokens_in(span);
    let mut end = verb.0;
    while end > range.end.0 && matches!(view.upos(TokenId(end - 1)), Upos::Aux | Upos::Adv | Upos::Part) {
        end -= 1;
    }
    let between = || (range.end.0..end).map(TokenId);
    let count = between().count();
    let plain = between().all(|t| {
        matches!(view.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj | Upos::Adp | Upos::Det)
            && !view.is_punct(t)
    });
    let last = TokenId(end.checked_sub(1)?);
    if !(1..=9).contains(&count) || !plain || view.upos(last) != Upos::Propn {
        return None;
    }
    // "the head of X": the name in a prepositional phrase is not who speaks.
    if between().any(|t| view.upos(t) == Upos::Adp) {
        return None;
    }
    Some((Spans::from(span.cover(view.span(last))), last))
}
