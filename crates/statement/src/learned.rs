//! What the learned reader's token scores add to the rules: doubt about acts that are hardly ever attributions, and
//! cues of the lexicon whose content no frame found.

use crate::draft::Draft;
use crate::lexicon::{Class, Lexicon, Slot};
use crate::phrase;
use crate::tree::{self, noun, subject};
use crate::view::View;
use dateline_doc::{Relation, Spans, TokenId, Upos};

/// Below this cue score an act without a clause of its own ("supported the law") is no attribution.
const DOUBT: f32 = 0.02;
/// From this cue score on a lexicon cue is believed without a frame.
const BELIEVED: f32 = 0.6;
/// A token with this content score belongs to a content.
const CONTENT: f32 = 0.5;

fn cue_score(view: &View, t: TokenId) -> Option<f32> {
    view.analysis.scores.get(t).map(|s| s.cue)
}

/// Drops acts that the learned reader is sure are none. Without scores nothing changes.
pub(crate) fn doubt(view: &View, drafts: &mut Vec<Draft>) {
    if view.analysis.scores.is_empty() {
        return;
    }
    drafts.retain(|d| {
        let act = matches!(
            d.rule,
            "verb-object"
                | "noun-clause"
                | "noun-phrase"
                | "noun-predicate"
                | "verb-object-infinitive"
                | "passive-subject"
        );
        let score = d.cue.first().and_then(|c| {
            view.analysis.token_ids_in(c).filter_map(|t| cue_score(view, t)).max_by(f32::total_cmp)
        });
        !act || score.is_none_or(|s| s >= DOUBT)
    });
}

/// Adds drafts for lexicon cues with a high score that no rule has read: content and source as the scores have them.
pub(crate) fn add<'l>(view: &View, lexicon: &'l Lexicon, drafts: &mut Vec<Draft<'l>>) {
    if view.analysis.scores.len() != view.len() {
        return;
    }
    let mut read = vec![false; view.len()];
    for d in drafts.iter() {
        for c in d.cue.iter() {
            for t in view.analysis.token_ids_in(c) {
                read[t.index()] = true;
            }
        }
    }
    for (s, _) in view.analysis.sentences.iter_ids() {
        let (from, end) = view.bounds(s);
        for t in (from..end).map(TokenId) {
            if read[t.index()] || view.analysis.scores[t].cue < BELIEVED {
                continue;
            }
            let Some(row) = lexicon.starting_with(view.word(t)).find(|c| {
                matches!(
                    (c.class, view.upos(t)),
                    (Class::Verb, Upos::Verb) | (Class::Noun, Upos::Noun) | (Class::Adjective, Upos::Adj)
                ) && c.words.len() == 1
            }) else {
                continue;
            };
            let source = match row.class {
                Class::Noun => noun::speaker(view, t),
                _ => subject::subject(view, t),
            };
            let Some(content) = run(view, t, source, from, end) else { continue };
            let mut d = Draft::new("learned-cue", Some(row), t);
            d.cue = Spans::from(view.span(t));
            d.content = view.pieces(&content);
            if let Some(s) = source {
                d.source = phrase::source_span(view, s);
                d.source_heads = phrase::conjuncts(view, s);
            }
            let object = view.child(t, &[Relation::Iobj, Relation::Obj]);
            if let Some(o) = object.filter(|&o| !d.content.overlaps(view.span(o))) {
                if row.addressee.contains(&Slot::Object) {
                    d.addressee_heads = phrase::conjuncts(view, o);
                }
                if row.target == Some(Slot::Object) {
                    d.target_heads = phrase::conjuncts(view, o);
                }
            }
            if tree::negated(view, t) {
                d.polarity = dateline_doc::Polarity::Negative;
            }
            // What another cue tells is that cue's content, not this one's.
            let taken = d.content.iter().any(|c| view.analysis.token_ids_in(c).any(|t| read[t.index()]))
                || drafts.iter().any(|o| same_words(o, &d));
            if !d.content.is_empty() && !d.source.is_empty() && !taken {
                drafts.push(d);
            }
        }
    }
}

/// Whether two drafts tell nearly the same stretch.
fn same_words(a: &Draft, b: &Draft) -> bool {
    let both: usize = a
        .content
        .iter()
        .flat_map(|x| {
            b.content
                .iter()
                .map(move |y| (x.end.min(y.end) as usize).saturating_sub(x.start.max(y.start) as usize))
        })
        .sum();
    both * 10 >= 8 * a.content.total_len().max(b.content.total_len()) && !b.content.is_empty()
}

/// The best run of content tokens in the sentence; single doubtful tokens within it are bridged.
fn run(view: &View, cue: TokenId, source: Option<TokenId>, from: u32, end: u32) -> Option<Vec<TokenId>> {
    let mut best: Option<(f32, u32, u32)> = None;
    let mut i = from;
    while i < end {
        if view.analysis.scores[TokenId(i)].content < CONTENT || TokenId(i) == cue {
            i += 1;
            continue;
        }
        let start = i;
        let (mut last, mut sum) = (i, 0.0);
        while i < end && i < last + 3 && TokenId(i) != cue {
            if view.analysis.scores[TokenId(i)].content >= CONTENT {
                sum += view.analysis.scores[TokenId(i)].content;
                last = i;
            }
            i += 1;
        }
        // Nearer runs first: content stands beside its cue.
        let gap = if start > cue.0 { start - cue.0 } else { cue.0 - last } as f32;
        let worth = sum - gap;
        if best.is_none_or(|(w, _, _)| worth > w) && source.is_none_or(|s| s.0 < start || s.0 > last) {
            best = Some((worth, start, last));
        }
        i = last + 1;
    }
    let (_, a, b) = best?;
    (b > a).then(|| (a..=b).map(TokenId).collect())
}
