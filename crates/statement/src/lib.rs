//! Who said what to whom, according to whom.
//!
//! [`quotations`] finds what stands between quotation marks and repairs broken marks into spans. [`statements`] reads
//! every attribution of content to a source over dependency trees and marks (by word patterns where a sentence has no
//! tree), resolves its parties to entities, and links statements into chains. Both are plain functions from layers to
//! a layer; neither can fail on a text. All offsets are UTF-8 bytes.

#[cfg(test)]
mod attribution_tests;
mod chain;
mod draft;
#[cfg(test)]
mod examples;
mod headline;
mod kind;
mod learned;
pub mod lexicon;
mod link;
mod meeting;
mod pattern;
mod phrase;
#[cfg(test)]
mod properties;
mod quotation;
mod resolve;
mod speakers;
mod speech;
mod tree;
mod turns;
mod unnamed;
mod view;

pub use quotation::quotations;
pub use unnamed::unnamed_sources;

use dateline_doc::{
    Act, Analysis, Entity, EntityId, Layer, Mention, MentionId, Origin, Place, PlaceId, Quotation,
    QuotationId, Relation, Span, Stage, Statement, StatementId, TimeExpression, TimeId, TimeType, TokenId,
};
use draft::Draft;
use lexicon::Lexicon;
use resolve::Resolver;
use view::View;

/// Every attribution of a report, in text order.
///
/// `quotations` come from [`quotations`]; entities, mentions, times and places from their stages (empty layers leave
/// the ids of a statement empty). Takes time linear in the text for all but pathological nesting.
pub fn statements(
    text: &str,
    analysis: &Analysis,
    quotations: &Layer<QuotationId, Quotation>,
    entities: &Layer<EntityId, Entity>,
    mentions: &Layer<MentionId, Mention>,
    times: &Layer<TimeId, TimeExpression>,
    places: &Layer<PlaceId, Place>,
) -> Layer<StatementId, Statement> {
    if analysis.tokens.is_empty() {
        return Layer::new();
    }
    let lexicon = Lexicon::shipped();
    let view = View::new(text, analysis, quotations);
    let resolver = Resolver::new(&view, entities, mentions);
    let mut drafts: Vec<Draft> = Vec::new();
    for (id, _) in analysis.sentences.iter_ids() {
        if view.has_tree(id) {
            tree::read(&view, lexicon, id, &mut drafts);
        } else {
            pattern::read(&view, lexicon, id, &mut drafts);
        }
    }
    drafts.retain(|d| !d.content.is_empty());
    learned::doubt(&view, &mut drafts);
    speech::fit(&view, &mut drafts);
    speech::speakers(&view, lexicon, &mut drafts);
    learned::add(&view, lexicon, &mut drafts);
    share_speakers(&view, &mut drafts);
    garbled_reporter(&view, &resolver, &mut drafts);
    turns::read(&view, &mut drafts);
    headline::read(&view, &resolver, &mut drafts);
    chain::cite(&view, &resolver, &mut drafts);
    prune(&mut drafts);
    let drafts = sorted(drafts);
    let mut out = finish(&view, &resolver, &drafts, times, places);
    link::link(&view, &resolver, &mut out);
    out
}

/// "…," she said, asking for patience: a participle without a speaker of its own takes the one before it.
fn share_speakers(view: &View, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if !drafts[i].source.is_empty()
            || drafts[i].cue.is_empty()
            || !view.word(drafts[i].at).ends_with("ing")
        {
            continue;
        }
        let at = drafts[i].at;
        let from = (0..drafts.len())
            .filter(|&j| {
                let o = &drafts[j];
                !o.source.is_empty()
                    && o.at < at
                    && view.sentence(o.at) == view.sentence(at)
                    && view.quote(o.at) == view.quote(at)
            })
            .max_by_key(|&j| drafts[j].at);
        if let Some(j) = from {
            drafts[i].source = drafts[j].source.clone();
            drafts[i].source_heads = drafts[j].source_heads.clone();
        }
    }
}

/// "…," she said, he reported Radio North: a medium is not what is reported but who reports.
fn garbled_reporter(view: &View, resolver: &Resolver, drafts: &mut Vec<Draft>) {
    for t in view.analysis.tokens.ids() {
        if !matches!(view.word(t), "reported" | "reports") || view.quote(t).is_some() {
            continue;
        }
        let Some(next) = view.next(t).filter(|&n| view.sentence(n) == view.sentence(t)) else { continue };
        let Some((object, head)) = resolver.medium_at(next) else { continue };
        let (from, end) = view.bounds(view.sentence(t));
        let ends = (head.0 + 1..end).map(TokenId).all(|x| view.is_punct(x) || view.quote(x).is_some());
        let comma = (from..t.0).rev().take(4).map(TokenId).find(|&x| view.word(x) == ",");
        let (true, Some(comma)) = (ends, comma) else { continue };
        let Some(content) = comma.0.checked_sub(1).and_then(|l| view.trimmed(TokenId(from), TokenId(l)))
        else {
            continue;
        };
        drafts.retain(|d| d.at != t);
        let row = Lexicon::shipped().starting_with("reported").find(|c| c.words.len() == 1);
        let mut d = Draft::new("reporter-behind", row, t);
        d.cue = dateline_doc::Spans::from(view.span(t));
        d.source = dateline_doc::Spans::from(object);
        d.source_heads = vec![head];
        d.content = dateline_doc::Spans::from(content);
        drafts.push(d);
    }
}

/// Whether a draft is speech with a clause or a quotation of its own, not an act that another statement tells of.
fn told(d: &Draft) -> bool {
    !matches!(d.rule, "verb-object" | "noun-phrase" | "adjective")
        && (d.rule != "verb-infinitive" || !matches!(d.act, Act::Intend | Act::Believe))
}

/// What a told statement's people want, plan, support and offer is part of what is told, not said by them there.
fn prune(drafts: &mut Vec<Draft>) {
    let wish = |d: &Draft| {
        matches!(d.act, Act::Intend | Act::Believe | Act::Support | Act::Promise | Act::Agree)
            && matches!(
                d.rule,
                "verb-object" | "verb-infinitive" | "verb-object-infinitive" | "adjective" | "noun-phrase"
            )
    };
    let outer = chain::reported_by(drafts);
    let drop: Vec<bool> = drafts
        .iter()
        .zip(&outer)
        .map(|(d, o)| wish(d) && d.via.is_none() && o.is_some_and(|o| drafts[o].kind.is_none()))
        .collect();
    // Places shift: links that name a place must follow.
    let mut place = Vec::with_capacity(drafts.len());
    let mut n = 0;
    for &gone in &drop {
        place.push((!gone).then_some(n));
        n += usize::from(!gone);
    }
    let mut i = 0;
    drafts.retain(|_| {
        i += 1;
        !drop[i - 1]
    });
    for d in drafts {
        d.continues = d.continues.and_then(|c| place[c]);
        d.via = d.via.and_then(|v| place[v]);
    }
}

/// Text order by content, then cue; links follow.
fn sorted(drafts: Vec<Draft>) -> Vec<Draft> {
    let key = |d: &Draft| {
        (d.content.first().map(|s| (s.start, std::cmp::Reverse(s.end))), d.cue.first().map(|s| s.start))
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| key(&drafts[i]));
    let mut place = vec![0; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut slots: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|i| slots[i].take())
        .map(|mut d| {
            d.continues = d.continues.map(|c| place[c]);
            d.via = d.via.map(|c| place[c]);
            d
        })
        .collect()
}

fn finish(
    view: &View,
    resolver: &Resolver,
    drafts: &[Draft],
    times: &Layer<TimeId, TimeExpression>,
    places: &Layer<PlaceId, Place>,
) -> Layer<StatementId, Statement> {
    let via = chain::reported_by(drafts);
    let mut continues: Vec<Option<usize>> = drafts.iter().map(|d| d.continues).collect();
    chain::break_circles(&mut continues);
    let mut nested: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    for (i, v) in via.iter().enumerate() {
        if let Some(v) = v {
            nested[*v].push(i);
        }
    }
    let meetings = meeting::find(view, resolver);
    let mut sources: Vec<Option<Vec<EntityId>>> = vec![None; drafts.len()];
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| drafts[i].at);
    for i in order {
        source(view, resolver, &meetings, drafts, &via, &continues, &mut sources, i);
    }
    let mut out = Layer::new();
    for (i, d) in drafts.iter().enumerate() {
        let home = kind::home(view, d.at, d.quote, !d.cue.is_empty());
        let inner: Vec<&dateline_doc::Spans> =
            nested[i].iter().filter(|&&j| told(&drafts[j])).map(|&j| &drafts[j].content).collect();
        let mut addressee = resolver.all(&d.addressee_heads);
        if addressee.is_empty()
            && let Some(c) = continues[i]
        {
            addressee = resolver.all(&drafts[c].addressee_heads);
        }
        if addressee.is_empty() && d.addressee_heads.is_empty() {
            addressee = meeting::addressee(view, &meetings, d, sources[i].as_deref().unwrap_or_default());
        }
        if addressee.is_empty()
            && let Some(c) = continues[i].filter(|&c| c < out.len())
        {
            let before: &Statement = &out[StatementId::at(c)];
            addressee = before.addressee.clone();
        }
        let (time, place) = when_and_where(view, d, times, places);
        out.push(Statement {
            kind: d.kind.unwrap_or_else(|| kind::kind(view, &d.content, home, &inner)),
            source: d.source.clone(),
            source_entity: sources[i].clone().unwrap_or_default(),
            cue: d.cue.clone(),
            content: d.content.clone(),
            act: d.act,
            polarity: d.polarity,
            addressee,
            target: resolver.all(&d.target_heads),
            via: via[i].map(StatementId::at).into_iter().collect(),
            continues: continues[i].map(StatementId::at),
            denies: None,
            repeats: None,
            time,
            place,
            origin: Origin::rule(
                Stage::Statement,
                match d.cue_row {
                    Some(cue) => format!("{}/{}", d.rule, cue.id()),
                    None => d.rule.to_string(),
                },
            ),
        });
    }
    out
}

/// Who a draft's source is: by its words, by the statement that it continues, or, where it speaks in the first person,
/// by the statement that it stands in.
#[allow(clippy::too_many_arguments)]
fn source(
    view: &View,
    resolver: &Resolver,
    meetings: &[meeting::Meeting],
    drafts: &[Draft],
    via: &[Option<usize>],
    continues: &[Option<usize>],
    done: &mut [Option<Vec<EntityId>>],
    i: usize,
) -> Vec<EntityId> {
    if let Some(known) = &done[i] {
        return known.clone();
    }
    // Marks the draft as begun, so that no chain can run for ever.
    done[i] = Some(Vec::new());
    let d = &drafts[i];
    let mut found = resolver.all(&d.source_heads);
    if let (&[head], Some(span)) = (&d.source_heads[..], d.source.first()) {
        let settled = match found[..] {
            [e] => resolver.is_person(e) && resolver.is_named(e),
            [] => false,
            _ => true,
        };
        if !settled && let Some(e) = resolver.name_near(head, span) {
            found = vec![e];
        }
        if found.is_empty()
            && matches!(
                speakers::class(view.word(head)),
                Some(speakers::Speaker::Document | speakers::Speaker::Body)
            )
        {
            found.extend(author(view, resolver, drafts, done, i, head));
        }
        // "The leaders", "they", "both sides" of the meeting that the report tells of.
        let plural = matches!(
            view.word(head),
            "they" | "both" | "all" | "two" | "three" | "four" | "leaders" | "sides" | "their"
        ) || speakers::class(view.word(head)) == Some(speakers::Speaker::Person)
            && view.word(head).ends_with('s');
        if plural && (found.is_empty() || found.iter().all(|&e| resolver.is_bare_group(e))) {
            let definite = view.children(head).iter().all(|&c| {
                view.relation(c) != Relation::Det || matches!(view.word(c), "the" | "both" | "these" | "all")
            }) && view.children(head).iter().any(|&c| view.relation(c) == Relation::Det)
                || view.upos(head) == dateline_doc::Upos::Pron
                || matches!(view.word(head), "both" | "all" | "two" | "three");
            let all = meeting::participants(meetings, view.sentence(d.at));
            if definite && all.len() > 1 {
                found = all;
            }
        }
    }
    if let &[head] = &d.source_heads[..]
        && matches!(view.word(head), "he" | "she")
        && let Some(e) = speaker_before(view, resolver, drafts, done, i, head, &found)
    {
        found = vec![e];
    }
    let word = |w: &[&str]| d.source_heads.iter().any(|&h| w.contains(&view.word(h)));
    let (singular, plural) = (word(&["i", "my", "me"]), word(&["we", "our", "us"]));
    if (singular || plural)
        && let Some(v) = via[i]
    {
        let outer = source(view, resolver, meetings, drafts, via, continues, done, v);
        if !outer.is_empty() {
            found = if plural { resolver.state_of(&outer) } else { outer };
        }
    }
    if found.is_empty()
        && d.source.is_empty()
        && let Some(c) = continues[i]
    {
        found = source(view, resolver, meetings, drafts, via, continues, done, c);
    }
    done[i] = Some(found.clone());
    found
}

/// "Low said Berg had lied. He added …": a pronoun that adds to a statement is its speaker, not whom it spoke of last.
fn speaker_before(
    view: &View,
    resolver: &Resolver,
    drafts: &[Draft],
    done: &[Option<Vec<EntityId>>],
    i: usize,
    pronoun: TokenId,
    found: &[EntityId],
) -> Option<EntityId> {
    if view.quote(pronoun).is_some() {
        return None;
    }
    let j = (0..drafts.len())
        .filter(|&j| {
            let o = &drafts[j];
            j != i
                && !o.cue.is_empty()
                && o.kind.is_none()
                && o.at < pronoun
                && view.quote(o.at).is_none()
                && o.source_heads.first().is_some_and(|&h| h < pronoun)
        })
        .filter(|&j| !matches!(drafts[j].rule, "according-to" | "citing" | "adverb"))
        .max_by_key(|&j| drafts[j].at)?;
    let near = view.sentence(pronoun).0 - view.sentence(drafts[j].at).0 <= 2;
    let &[before] = done[j].as_deref()? else { return None };
    if !near || !resolver.is_person(before) || found == [before] {
        return None;
    }
    let adds = drafts[i].cue_row.is_some_and(|c| matches!(c.words[0].as_str(), "add" | "continue" | "go"));
    // The one whom the pronoun was taken for stands only in what was said.
    let inside = match found {
        [] => true,
        &[e] => {
            let last = resolver.last_mention(e, view.span(pronoun).start);
            last.is_some_and(|m| drafts[j].content.iter().any(|c| c.contains(m)))
        }
        _ => false,
    };
    (adds || inside).then_some(before)
}

/// Whose a document without a named author is: that of the same document before, or of the clause's subject.
fn author(
    view: &View,
    resolver: &Resolver,
    drafts: &[Draft],
    done: &[Option<Vec<EntityId>>],
    i: usize,
    head: TokenId,
) -> Option<EntityId> {
    let same = |w: &str| w == view.word(head) || w.strip_suffix('s') == Some(view.word(head));
    let before = (i.saturating_sub(40)..i).rev().find_map(|j| {
        let h = *drafts[j].source_heads.first()?;
        (same(view.word(h))).then(|| done[j].as_ref()?.first().copied())?
    });
    if before.is_some() {
        return before;
    }
    // The same noun earlier in the report: "the court's summary … the summary", "filed a motion … the motion".
    let definite =
        view.child(head, &[Relation::Det]).is_some_and(|c| matches!(view.word(c), "the" | "this" | "that"));
    if definite || view.child(head, &[Relation::Det]).is_none() {
        let earlier = (head.0.saturating_sub(1500)..head.0)
            .rev()
            .map(TokenId)
            .filter(|&t| view.word(t) == view.word(head))
            .find_map(|t| {
                resolver
                    .one(t)
                    .or_else(|| tree::subject::up_from_object(view, t).and_then(|s| resolver.one(s)))
            });
        if earlier.is_some() {
            return earlier;
        }
    }
    // "The club released its accounts in a letter saying …".
    if !view.marker(head).is_some_and(|m| matches!(view.word(m), "in" | "with" | "through" | "via" | "on")) {
        return None;
    }
    let mut at = view.head(head);
    for _ in 0..4 {
        let verb = at?;
        if let Some(s) = view.child(verb, &[Relation::Nsubj]).filter(|&s| s != head)
            && !view.analysis.dominates(s, head)
        {
            return resolver.one(s);
        }
        at = view.head(verb);
    }
    None
}

/// The time and place of the act of saying: in the cue's sentence, outside content and source, hanging on the cue.
fn when_and_where(
    view: &View,
    d: &Draft,
    times: &Layer<TimeId, TimeExpression>,
    places: &Layer<PlaceId, Place>,
) -> (Option<dateline_doc::CompactString>, Option<EntityId>) {
    if d.cue.is_empty() {
        return (None, None);
    }
    let sentence = view.analysis.sentences[view.sentence(d.at)].span;
    let free = |s: Span| sentence.contains(s) && !d.content.overlaps(s) && !d.source.overlaps(s);
    let hangs = |s: Span| {
        let Some(head) = view.analysis.head_of(s) else { return false };
        let mut at = Some(head);
        for _ in 0..3 {
            match at {
                Some(t) if t == d.at || shares_clause(view, t, d.at) => return true,
                Some(t) => at = view.head(t),
                None => return false,
            }
        }
        false
    };
    let within = |start: u32| start < sentence.end;
    let from = times.as_slice().partition_point(|t| t.span.end <= sentence.start);
    let time = times.as_slice()[from..]
        .iter()
        .take_while(|t| within(t.span.start))
        .find(|t| {
            matches!(t.kind, TimeType::Date | TimeType::Time)
                && t.value.starts_with(|c: char| c.is_ascii_digit())
                && free(t.span)
                && hangs(t.span)
        })
        .map(|t| t.value.clone());
    let from = places.as_slice().partition_point(|p| p.span.end <= sentence.start);
    let place = places.as_slice()[from..]
        .iter()
        .take_while(|p| within(p.span.start))
        .find(|p| free(p.span) && hangs(p.span))
        .map(|p| p.entity);
    (time, place)
}

fn shares_clause(view: &View, t: TokenId, cue: TokenId) -> bool {
    view.head(cue) == Some(t)
        && matches!(view.relation(cue), Relation::Xcomp | Relation::Conj | Relation::Advcl | Relation::Obj)
}
