//! Links between statements: what is said again, and what is denied.

use crate::resolve::Resolver;
use crate::view::View;
use dateline_doc::{Act, EntityId, Layer, Spans, Statement, StatementId, Upos};

/// Function words and reporting words say nothing about whether two contents are the same.
const STOP: &[&str] = &[
    "that", "the", "and", "for", "with", "was", "were", "has", "have", "had", "will", "would", "not", "its",
    "his", "her", "their", "our", "they", "this", "these", "those", "from", "but", "are", "been", "being",
    "who", "which", "said", "also", "all", "any", "can", "could", "may", "might", "should", "than", "then",
    "there", "what", "when",
];

/// The words of a content that tell what it is about, in the form that inflection leaves alone.
fn words(view: &View, content: &Spans) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in content.iter() {
        for t in view.analysis.token_ids_in(piece) {
            let w = view.word(t);
            if w.len() < 3
                || STOP.contains(&w)
                || view.is_punct(t)
                || matches!(view.upos(t), Upos::Pron | Upos::Aux | Upos::Det)
            {
                continue;
            }
            out.push(stem(w));
        }
    }
    out.sort();
    out.dedup();
    out
}

fn stem(w: &str) -> String {
    for end in ["ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly"] {
        if let Some(s) = w.strip_suffix(end)
            && s.len() >= 4
        {
            return s.to_string();
        }
    }
    w.to_string()
}

fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|w| b.binary_search(w).is_ok()).count()
}

fn same_source(a: &Statement, b: &Statement) -> bool {
    a.source_entity.iter().any(|e| b.source_entity.contains(e))
}

/// How far back in the report a repetition or an accusation is sought, in statements.
const REACH: usize = 80;

/// Fills `repeats` and `denies`. Statements are in text order.
pub(crate) fn link(view: &View, resolver: &Resolver, statements: &mut Layer<StatementId, Statement>) {
    let all: Vec<StatementId> = statements.ids().collect();
    let bags: Vec<Vec<String>> = statements.iter().map(|s| words(view, &s.content)).collect();
    for &id in &all {
        let i = id.index();
        let from = i.saturating_sub(REACH);
        let s = &statements[id];
        if s.continues.is_none() && (bags[i].len() >= 2 || bags[i].first().is_some_and(|w| w.len() >= 8)) {
            let best = (from..i)
                .map(StatementId::at)
                .filter(|&j| {
                    let o = &statements[j];
                    !s.content.iter().any(|c| o.content.overlaps(c))
                        && same_source(s, o)
                        && !s.via.contains(&j)
                        && !o.via.contains(&id)
                        && o.polarity == s.polarity
                        && o.act != Act::Deny
                })
                .map(|j| {
                    let n = shared(&bags[i], &bags[j.index()]) as f32;
                    let (a, b) = (bags[i].len() as f32, bags[j.index()].len() as f32);
                    let jaccard = n / (a + b - n);
                    let contained = if n >= 3.0 { n / a.min(b) } else { 0.0 };
                    (jaccard.max(contained * 0.75), j)
                })
                .filter(|(score, _)| *score >= 0.5)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let repeats = best.map(|(_, j)| j);
            statements[id].repeats = repeats;
        }
        if statements[id].act == Act::Deny {
            let denied = denied(view, resolver, statements, &bags, id);
            statements[id].denies = denied;
        }
    }
}

/// What a denial denies: the claim told inside its content, else the nearest accusation of the denier.
fn denied(
    view: &View,
    resolver: &Resolver,
    statements: &Layer<StatementId, Statement>,
    bags: &[Vec<String>],
    id: StatementId,
) -> Option<StatementId> {
    let s = &statements[id];
    let i = id.index();
    let near = i.saturating_sub(REACH)..(i + 6).min(statements.len());
    let inside = near.clone().map(StatementId::at).find(|&j| {
        j != id
            && statements[j].cue.first().is_some_and(|c| s.content.contains(c))
            && statements[j].content != s.content
    });
    if inside.is_some() {
        return inside;
    }
    let anaphoric = s.content.first().is_some_and(|c| {
        let text = c.of(view.text).to_lowercase();
        ["it", "this", "these", "those", "the ", "any ", "all ", "such"].iter().any(|w| text.starts_with(w))
    });
    let about: Vec<EntityId> = s.source_entity.clone();
    near.map(StatementId::at)
        .filter(|&j| j != id && !same_source(s, &statements[j]) && statements[j].act != Act::Deny)
        .filter_map(|j| {
            let o = &statements[j];
            let aimed = o.target.iter().any(|t| about.contains(t))
                || o.content.iter().any(|c| resolver.within(c).iter().any(|e| about.contains(e)));
            let accuses = o.act == Act::Accuse;
            let n = shared(&bags[i], &bags[j.index()]);
            let score = 2 * usize::from(accuses)
                + 2 * usize::from(aimed)
                + n.min(4) * 2
                + usize::from(anaphoric && accuses && aimed);
            let enough = n >= 2 || accuses && aimed || anaphoric && aimed && j < id;
            enough.then_some((score, j < id, std::cmp::Reverse(i.abs_diff(j.index())), j))
        })
        .max()
        .map(|(_, _, _, j)| j)
}
