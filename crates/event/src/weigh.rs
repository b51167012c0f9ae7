//! Frames propose, the learned reader disposes: how a trigger's evidence is weighed.

use crate::frames::Shape;
use crate::triggers::Trigger;
use crate::view::View;
use dateline_doc::{Layer, Plover, Status, TokenId, TokenScores};

/// How frames and the reader's trigger scores work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighing {
    /// Frames propose; the scores accept, retype, reject and add. Frames alone where there are none.
    #[default]
    Both,
    /// Frames alone.
    Frames,
    /// Scores alone; frames give mode and slots where they agree.
    Scores,
}

/// What the reader's head says of a trigger: the chance that it is one, the best type and its share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vote {
    pub(crate) any: f32,
    pub(crate) best: Plover,
    pub(crate) best_score: f32,
    scores: [f32; Plover::ALL.len()],
}

impl Vote {
    pub(crate) fn of(scores: &Layer<TokenId, TokenScores>, words: &[TokenId]) -> Option<Vote> {
        let mut vote =
            Vote { any: 0.0, best: Plover::Agree, best_score: 0.0, scores: [0.0; Plover::ALL.len()] };
        for &word in words {
            let token = scores.get(word)?;
            let any: f32 = token.trigger.iter().sum::<f32>().min(1.0);
            if any >= vote.any {
                vote.any = any;
                vote.scores = token.trigger;
                for (at, &score) in token.trigger.iter().enumerate() {
                    if at == 0 || score > vote.best_score {
                        vote.best = Plover::ALL[at];
                        vote.best_score = score;
                    }
                }
            }
        }
        Some(vote)
    }

    pub(crate) fn score(&self, event: Plover) -> f32 {
        Plover::ALL.iter().position(|other| *other == event).map_or(0.0, |at| self.scores[at])
    }
}

/// The verdict on a trigger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) event: Plover,
    pub(crate) score: f32,
}

/// Weighs a frame's trigger; none where it is no event.
pub(crate) fn weigh(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    parties: (bool, bool),
    weighing: Weighing,
) -> Option<Verdict> {
    let (actor, recipient) = parties;
    let mut prior: f32 = if trigger.weak { 0.3 } else { 0.75 };
    if actor {
        prior += 0.1;
    }
    if recipient {
        prior += 0.1;
    }
    if trigger.supported {
        prior += 0.15;
    }
    if trigger.words.len() > 1 {
        prior += 0.1;
    }
    if trigger.shape == Shape::Modal && !(actor && recipient) {
        return None;
    }
    let vote = match weighing {
        Weighing::Frames => None,
        _ => Vote::of(&view.a.scores, &trigger.words),
    };
    let Some(vote) = vote else {
        return (prior >= 0.5).then_some(Verdict { event: trigger.event, score: prior });
    };
    let score = if weighing == Weighing::Scores { vote.any } else { 0.4 * prior + 0.6 * vote.any };
    let retype = vote.best_score > 0.5 && vote.score(trigger.event) < 0.2 && !trigger.negation_used;
    let event = if retype { vote.best } else { trigger.event };
    (score >= 0.5).then_some(Verdict { event, score })
}

/// The status that the reader's head prefers, if it is sure.
pub(crate) fn status(view: &View<'_>, token: TokenId) -> Option<(Status, f32)> {
    let scores = view.a.scores.get(token)?;
    let (at, &score) = scores.status.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((*Status::ALL.get(at)?, score))
}

/// The tokens that the reader calls triggers though no frame does, with type and score.
pub(crate) fn unframed(view: &View<'_>, token: TokenId, floor: f32) -> Option<(Plover, f32)> {
    let scores = view.a.scores.get(token)?;
    let any: f32 = scores.trigger.iter().sum();
    let (at, _) = scores.trigger.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    (any >= floor).then(|| (Plover::ALL[at.min(Plover::ALL.len() - 1)], any.min(1.0)))
}
