//! Toponyms of a plain text: on given spans, or found by the crate itself.

use dateline_doc::Span;

use crate::find;
use crate::gazetteer::Gazetteer;
use crate::rank::{self, Resolution, Toponym};

/// Resolves given names of a text, together: each helps to tell what the others mean. `None` where
/// the gazetteer has no such name.
pub fn resolve_spans(text: &str, spans: &[Span], gazetteer: &Gazetteer) -> Vec<Option<Resolution>> {
    let clues = find::clues(text, gazetteer);
    let found: Vec<Option<Toponym>> =
        spans.iter().map(|span| rank::toponym(text, *span, None, gazetteer)).collect();
    let mut order: Vec<usize> = (0..spans.len()).filter(|&at| found[at].is_some()).collect();
    order.sort_by_key(|&at| spans[at]);
    let toponyms: Vec<Toponym> = order.iter().filter_map(|&at| found[at].clone()).collect();
    let mut resolutions = vec![None; spans.len()];
    for (at, resolution) in order.into_iter().zip(rank::resolve(text, &toponyms, &clues)) {
        resolutions[at] = Some(resolution);
    }
    resolutions
}

/// Finds and resolves the toponyms of a text without any other reader. Whether a name stands for its
/// government is not asked; see [`read`](crate::read) for that.
pub fn parse(text: &str, gazetteer: &Gazetteer) -> Vec<(Span, Resolution)> {
    let (hits, clues) = find::find(text, gazetteer);
    let toponyms: Vec<Toponym> =
        hits.iter().filter_map(|hit| rank::toponym(text, hit.span, None, gazetteer)).collect();
    let resolutions = rank::resolve(text, &toponyms, &clues);
    toponyms.iter().map(|toponym| toponym.span).zip(resolutions).collect()
}
