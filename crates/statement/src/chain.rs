//! Chains of sources: which statement reports which.

use crate::draft::Draft;
use crate::phrase;
use crate::resolve::Resolver;
use crate::view::View;
use dateline_doc::{Act, Relation, TokenId};

/// "Y reported, citing X": X says what Y reports. A cited reason ("citing the cost") is Y's own statement.
pub(crate) fn cite(view: &View, resolver: &Resolver, drafts: &mut Vec<Draft>) {
    for i in 0..drafts.len() {
        if drafts[i].rule != "citing" {
            continue;
        }
        let at = drafts[i].at;
        let speaks = drafts[i].source_heads.iter().any(|&h| resolver.can_speak(h));
        let Some(outer) = reporter(view, drafts, i).filter(|_| speaks || drafts[i].rule == "citing") else {
            if !speaks {
                // "voted to go, citing the cost": the one who votes puts it forward.
                let who = main_subject(view, at);
                drafts[i].content = std::mem::take(&mut drafts[i].source);
                if let Some(s) = who {
                    drafts[i].source = phrase::source_span(view, s);
                    drafts[i].source_heads = phrase::conjuncts(view, s);
                } else {
                    drafts[i].content = dateline_doc::Spans::new();
                }
            }
            continue;
        };
        if speaks {
            drafts[i].content = drafts[outer].content.clone();
            drafts[i].via = Some(outer);
        } else {
            // The object is what is put forward, the citing party its source.
            drafts[i].content = std::mem::take(&mut drafts[i].source);
            drafts[i].source = drafts[outer].source.clone();
            drafts[i].source_heads = drafts[outer].source_heads.clone();
        }
        let _ = at;
    }
    drafts.retain(|d| !d.content.is_empty());
}

/// The subject of the sentence's main clause, before `at`.
fn main_subject(view: &View, at: TokenId) -> Option<TokenId> {
    let root = view.analysis.root(view.sentence(at))?;
    view.child(root, &[Relation::Nsubj, Relation::NsubjPass]).filter(|&s| s < at)
}

/// The draft whose verb a "citing" hangs on, or the nearest one before it in the sentence.
fn reporter(view: &View, drafts: &[Draft], i: usize) -> Option<usize> {
    let at = drafts[i].at;
    let mut up: Option<TokenId> = view.head(at);
    while let Some(h) = up {
        if let Some(j) = (0..drafts.len()).find(|&j| j != i && drafts[j].at == h) {
            return Some(j);
        }
        if !matches!(
            view.relation(h),
            Relation::Advcl | Relation::Conj | Relation::Parataxis | Relation::Ccomp
        ) {
            break;
        }
        up = view.head(h);
    }
    (0..drafts.len())
        .filter(|&j| j != i && view.sentence(drafts[j].at) == view.sentence(at) && drafts[j].at < at)
        .max_by_key(|&j| drafts[j].at)
}

/// For every draft the index of the innermost draft that reports it.
pub(crate) fn reported_by(drafts: &[Draft]) -> Vec<Option<usize>> {
    // Drafts by where their content starts, so that each looks only at those that can cover it.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let start = |i: usize| drafts[i].content.cover().map_or(0, |s| s.start);
    let end = |i: usize| drafts[i].content.cover().map_or(0, |s| s.end);
    order.sort_by_key(|&i| (start(i), std::cmp::Reverse(end(i))));
    let mut out = vec![None; drafts.len()];
    for (i, d) in drafts.iter().enumerate() {
        if d.via.is_some() {
            out[i] = d.via;
            continue;
        }
        let Some(at) = d.cue.first().or_else(|| d.content.first()) else { continue };
        let upper = order.partition_point(|&j| start(j) <= at.start);
        out[i] = order[..upper]
            .iter()
            .rev()
            .take(64)
            .copied()
            .filter(|&j| j != i && covers(&drafts[j], d))
            .min_by_key(|&j| (drafts[j].content.total_len(), j));
    }
    break_circles(&mut out);
    out
}

fn covers(outer: &Draft, inner: &Draft) -> bool {
    let cue_inside = match inner.cue.first() {
        Some(c) => outer.content.contains(c),
        None => {
            inner.content.first().is_some_and(|c| outer.content.contains(c))
                && outer.content.total_len() > inner.content.total_len()
        }
    };
    // "rejected Paris's claim that": Paris's claim is told by the report, not by who rejects it.
    let denied = matches!(outer.act, Act::Deny | Act::Reject)
        && inner.rule.starts_with("noun")
        && !inner.source.is_empty();
    cue_inside && !denied
}

/// Keeps links from running in a circle: a link that would close one is dropped.
pub(crate) fn break_circles(links: &mut [Option<usize>]) {
    for i in 0..links.len() {
        let mut at = links[i];
        let mut steps = 0;
        while let Some(j) = at {
            if j == i || steps > links.len() {
                links[i] = None;
                break;
            }
            at = links[j];
            steps += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn circles_are_broken() {
        let mut links = vec![Some(1), Some(2), Some(0), Some(2)];
        super::break_circles(&mut links);
        for i in 0..links.len() {
            let mut at = links[i];
            let mut n = 0;
            while let Some(j) = at {
                at = links[j];
                n += 1;
                assert!(n < 5);
            }
        }
    }
}
