//! Verbs whose clause the tree lost or turned round: read by words, by the comma before them, or as "quoted as saying".

use super::Found;
use super::extent::{first_of, outside, timely};
use super::subject::{self};
use super::verb::fill_source;
use crate::draft::Draft;
use crate::pattern;
use crate::phrase;
use crate::view::View;
use dateline_doc::syntax::VerbForm;
use dateline_doc::{Relation, Spans, TokenId, Upos};

/// "It is over, Mr Low was quoted as saying by the Post": he says it, the Post reports that.
pub(super) fn quoted_by<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) -> bool {
    let t = found.first;
    if !matches!(found.cue.words[0].as_str(), "quote" | "cite") {
        return false;
    }
    let Some(who) = view.child(t, &[Relation::NsubjPass]) else { return false };
    let saying = view.children(t).iter().copied().find(|&c| c > t && view.has_marker(c, "as"));
    let agent = subject::agent(view, t).or_else(|| saying.and_then(|s| subject::agent(view, s)));
    let head = view.child(t, &[Relation::Ccomp]).filter(|&c| Some(c) != saying);
    if let Some(head) = head {
        let mut d = Draft::new("quoted-as-saying", Some(found.cue), t);
        d.cue = Spans::from(view.span(t).cover(view.span(saying.unwrap_or(t))));
        let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
        tokens.retain(|x| *x < t || Some(*x) > saying);
        d.content = view.pieces(&tokens);
        fill_source(view, &mut d, Some(who));
        out.push(d);
    }
    if let Some(by) = agent {
        let (from, _) = view.bounds(view.sentence(t));
        let first = view.marker(by).or_else(|| first_of(view, by)).unwrap_or(by);
        let mut d = Draft::new("quoted-by", Some(found.cue), t);
        d.cue = found.spans(view);
        d.content = first
            .0
            .checked_sub(1)
            .and_then(|l| view.trimmed(TokenId(from), TokenId(l)))
            .into_iter()
            .collect();
        fill_source(view, &mut d, Some(by));
        out.push(d);
    }
    head.is_some() || agent.is_some()
}

/// A finite verb of saying whose clause the tree lost: words alone say where it starts.
pub(super) fn unparsed<'l>(view: &View, found: &Found<'l>, out: &mut Vec<Draft<'l>>) {
    let f = &found.cue.frames;
    let finite = view.analysis.tokens[found.first].morph.verb_form == Some(VerbForm::Fin);
    if !finite || !(f.that || f.bare || f.object_that) || found.cue.is_mental() {
        return;
    }
    let (from, end) = view.bounds(view.sentence(found.first));
    // "The rapporteur cautioned justice takes time" read as a subject clause of "takes".
    if view.relation(found.first) == Relation::Csubj
        && let Some(head) = view.head(found.first).filter(|&h| h > found.last)
        && let Some(who) = view
            .child(head, &[Relation::Nsubj])
            .filter(|&s| s < found.first)
            .or_else(|| view.child(found.first, &[Relation::Nsubj]))
    {
        let mut tokens = view.subtree_without(head, &|c| outside(view, found, c));
        tokens.retain(|&x| x > found.last);
        let below = view.subtree_without(found.first, &|_| false);
        tokens.extend(below.into_iter().filter(|&x| x > found.last));
        tokens.sort_unstable();
        tokens.dedup();
        let mut d = Draft::new("verb-clause", Some(found.cue), found.first);
        d.cue = found.spans(view);
        d.content = view.pieces(&tokens);
        fill_source(view, &mut d, Some(who));
        out.push(d);
        return;
    }
    if let Some(d) = trailing(view, found, from, end) {
        out.push(d);
        return;
    }
    let Some(d) = pattern::verb(view, found, from, end) else { return };
    let behind = d.content.first().is_some_and(|c| c.start > view.span(found.last).start);
    let clause = d.content.iter().any(|c| {
        view.analysis.token_ids_in(c).any(|t| {
            matches!(view.upos(t), Upos::Verb | Upos::Aux)
                && view.analysis.tokens[t].morph.verb_form == Some(VerbForm::Fin)
        })
    });
    let starts = d.content.first().and_then(|c| view.analysis.token_ids_in(c).next()).is_some_and(|t| {
        view.word(t) == "that"
            || matches!(
                view.upos(t),
                Upos::Det | Upos::Pron | Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num
            )
    });
    let named = d.source_heads.iter().all(|&h| phrase::is_nominal(view, h));
    if behind && clause && starts && named {
        out.push(d);
    }
}

/// "…, the agency reported on Monday." at a sentence's end: all before the comma is the content.
pub(super) fn trailing<'l>(view: &View, found: &Found<'l>, from: u32, end: u32) -> Option<Draft<'l>> {
    if !found.cue.frames.quotation || view.quote(found.first).is_some() {
        return None;
    }
    let t = found.first;
    let comma = (from..t.0).rev().take(9).map(TokenId).find(|&c| view.word(c) == ",")?;
    let behind: Vec<TokenId> = (found.last.0 + 1..end).map(TokenId).filter(|&c| !view.is_punct(c)).collect();
    let timely_tail =
        behind.len() <= 4 && behind.iter().all(|&c| timely(view, c) || pattern::is_preposition(view.word(c)));
    let speaker = if comma.0 + 1 == t.0 {
        let s = pattern::phrase_after(view, found.last.0 + 1, end)?;
        let rest = (s.last.0 + 1..end).map(TokenId).filter(|&c| !view.is_punct(c)).count();
        (rest <= 4).then_some(s)?
    } else {
        timely_tail.then(|| pattern::phrase_before(view, t, comma.0 + 1))??
    };
    let content = view.trimmed(TokenId(from), TokenId(comma.0.checked_sub(1)?))?;
    let words = content.of(view.text).split_whitespace().count();
    if comma.0 <= from || words < 2 || !phrase::is_nominal(view, speaker.head(view)) {
        return None;
    }
    let mut d = Draft::new("trailing", Some(found.cue), t);
    d.cue = found.spans(view);
    d.content = Spans::from(content);
    d.source = Spans::from(speaker.span(view));
    d.source_heads = vec![speaker.head(view)];
    Some(d)
}
