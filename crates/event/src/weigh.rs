//! Frames propose, the learned reader disposes: how a trigger's evidence is weighed.

use crate::fitted::{Features, Weights, logistic};
use crate::frames::Shape;
use crate::triggers::Trigger;
use crate::view::View;
use compact_str::{CompactString, format_compact};
use dateline_doc::{Act, Layer, Plover, Relation, Statement, Status, TokenId, TokenScores};
use std::sync::OnceLock;

/// The chance from which a proposal is taken.
const ACCEPT: f32 = 0.42;
/// How much the reader's trigger score weighs against the frames' chance. Its type is not used where a
/// frame has one: on the *dev* ledgers retyping cost 0.02 of event F1.
const READER: f32 = 0.4;

/// How frames and the reader's trigger scores work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighing {
    /// Frames propose; the scores accept, reject and add. Frames alone where there are none.
    #[default]
    Both,
    /// Frames alone.
    Frames,
    /// Scores alone; frames give mode and slots where they agree.
    Scores,
}

/// The chance that the reader's head gives to any of the words being a trigger; none without such a
/// head.
fn vote(scores: &Layer<TokenId, TokenScores>, words: &[TokenId]) -> Option<f32> {
    let chances =
        words.iter().filter_map(|&word| Some(scores.get(word)?.trigger.iter().sum::<f32>().min(1.0)));
    chances.max_by(f32::total_cmp)
}

/// The verdict on a trigger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) event: Plover,
    pub(crate) score: f32,
}

/// What is known of a proposed trigger when it is weighed.
pub(crate) struct Proposal<'a, 'v> {
    pub(crate) trigger: &'a Trigger<'v>,
    pub(crate) actor: bool,
    pub(crate) recipient: bool,
    pub(crate) status: Status,
    /// The act of the statement whose cue the trigger is.
    pub(crate) cue: Option<Act>,
    /// The act of the statement that it is told in.
    pub(crate) within: Option<Act>,
}

fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::parse(include_str!("../data/triggers.tsv")))
}

/// What speaks for and against a proposal, by name.
pub(crate) fn features(view: &View<'_>, proposal: &Proposal<'_, '_>) -> Features {
    let trigger = proposal.trigger;
    let strength = if trigger.weak { "weak" } else { "strong" };
    let shape = match trigger.shape {
        Shape::Verb | Shape::NegatedVerb => "verb",
        Shape::Noun => "noun",
        Shape::Adjective | Shape::Phrase => "phrase",
        Shape::Modal => "modal",
    };
    let parties = match (proposal.actor, proposal.recipient) {
        (true, true) => "both",
        (true, false) => "actor",
        (false, true) => "recipient",
        (false, false) => "nobody",
    };
    let mut all: Features = vec!["bias".into()];
    let mut add = |name: CompactString| all.push(name);
    add(format_compact!("frame:{}", trigger.frame.id));
    add(format_compact!("frame:{}:{shape}", trigger.frame.id));
    add(format_compact!("lemma:{}:{shape}", view.lemma(trigger.token)));
    add(format_compact!("event:{}", trigger.event));
    add(format_compact!("event:{}:{shape}", trigger.event));
    add(format_compact!("event:{}:{}", trigger.event, proposal.status));
    add(format_compact!("{strength}:{shape}"));
    add(format_compact!("parties:{parties}"));
    add(format_compact!("{strength}:{parties}"));
    add(format_compact!("{shape}:{parties}"));
    add(format_compact!("status:{}", proposal.status));
    add(format_compact!("words:{}", trigger.words.len().min(3)));
    add(format_compact!("relation:{shape}:{}", view.relation(trigger.token).universal()));
    if trigger.supported {
        add(format_compact!("supported:{strength}"));
    }
    if let Some(act) = proposal.cue {
        add(format_compact!("cue:{act}"));
    }
    if let Some(act) = proposal.within {
        add("within".into());
        add(format_compact!("within:{act}"));
    }
    if view.in_headline(trigger.token) {
        add("headline".into());
    }
    if trigger.shape == Shape::Noun {
        if trigger.args.carrier.is_some() {
            add("carried".into());
        }
        let kind = view.a.children(trigger.token).iter().find_map(|&child| {
            matches!(view.relation(child), Relation::Det | Relation::NmodPoss).then(|| view.lemma(child))
        });
        add(match kind {
            Some("the" | "this" | "that" | "these" | "those") => "definite".into(),
            Some("a" | "an" | "any" | "no") => "indefinite".into(),
            Some(_) => "possessed".into(),
            None => "bare".into(),
        });
    }
    all
}

/// The chance that a proposal is an event, from the frames' side alone.
fn chance(view: &View<'_>, proposal: &Proposal<'_, '_>) -> f32 {
    let weights = weights();
    if weights.is_empty() {
        return if proposal.trigger.weak { 0.4 } else { 0.8 };
    }
    logistic(weights.sum(&features(view, proposal)))
}

/// Weighs a frame's trigger; none where it is no event.
pub(crate) fn weigh(view: &View<'_>, proposal: &Proposal<'_, '_>, weighing: Weighing) -> Option<Verdict> {
    let trigger = proposal.trigger;
    if trigger.shape == Shape::Modal && !(proposal.actor && proposal.recipient) {
        return None;
    }
    let prior = chance(view, proposal);
    let vote = match weighing {
        Weighing::Frames => None,
        _ => vote(&view.a.scores, &trigger.words),
    };
    let Some(vote) = vote else {
        return (prior >= ACCEPT).then_some(Verdict { event: trigger.event, score: prior });
    };
    let score = if weighing == Weighing::Scores { vote } else { (1.0 - READER) * prior + READER * vote };
    (score >= ACCEPT).then_some(Verdict { event: trigger.event, score })
}
/// What speaks for an event at the cue of a statement that no frame has.
pub(crate) fn of_statement(
    view: &View<'_>,
    cue: TokenId,
    statement: &Statement,
    inside: bool,
    target: bool,
) -> Features {
    let mut all: Features = vec!["statement".into()];
    all.push(format_compact!("statement:{}", statement.act));
    all.push(format_compact!("statement:{}", statement.kind));
    all.push(format_compact!("statement:cue:{}", view.lemma(cue)));
    all.push(format_compact!("statement:{}:target:{target}", statement.act));
    all.push(format_compact!("statement:inside:{inside}"));
    let plain = matches!(
        view.lemma(cue),
        "say"
            | "tell"
            | "add"
            | "note"
            | "speak"
            | "write"
            | "accord"
            | "according"
            | "statement"
            | "state"
            | "explain"
            | "tweet"
            | "read"
            | "continue"
    );
    all.push(format_compact!("statement:{}:plain:{plain}", statement.act));
    if view.in_headline(cue) {
        all.push("statement:headline".into());
    }
    all
}

/// The chance of such an event, if it is worth a record.
pub(crate) fn accept_statement(features: &Features) -> Option<f32> {
    let weights = weights();
    let score = if weights.is_empty() { 0.5 } else { logistic(weights.sum(features)) };
    (score >= ACCEPT).then_some(score)
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
