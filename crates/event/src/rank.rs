//! Parties that the syntax does not name: a small linear model over what the report has spoken of.
//!
//! Where no slot of a frame is filled, the candidates are the entities of the sentence, of the two
//! before it, of the headline, the speaker and whoever is spoken to, and the report's main ones; one
//! more stands for nobody. Features are names, weights are data (`data/roles.tsv`), fitted on the
//! *train* ledgers by `training/roles.py`.

use crate::fitted::{Features, Weights};
use crate::read::Link;
use crate::view::View;
use compact_str::format_compact;
use dateline_doc::{EntityId, EntityType, Event, Form, Relation, RoleClass, SentenceId, TokenId, Upos};
use std::sync::OnceLock;

/// One empty role with its candidates: for the trainer.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The event, by its place in the layer.
    pub event: u32,
    /// `actor` or `recipient`.
    pub role: &'static str,
    /// The candidates; none stands for nobody.
    pub candidates: Vec<(Option<EntityId>, Features)>,
}

/// Where the entities of a report are spoken of.
pub(crate) struct Stage {
    /// Of each entity: sentence and head token of its mentions, in order.
    places: Vec<Vec<(u32, TokenId)>>,
    /// Rank by number of mentions, from 0.
    rank: Vec<usize>,
}

impl Stage {
    pub(crate) fn new(view: &View<'_>) -> Stage {
        let count = view.layers.entities.len();
        let mut places = vec![Vec::new(); count];
        for mention in view.layers.mentions {
            if let (Some(head), Some(list)) =
                (view.a.head_of(mention.span), places.get_mut(mention.entity.index()))
            {
                list.push((view.a.sentence_of(head).0, head));
            }
        }
        let mut order: Vec<usize> = (0..count).filter(|&at| candidate(view, EntityId::at(at))).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(places[at].len()), at));
        let mut rank = vec![usize::MAX; count];
        for (place, at) in order.into_iter().enumerate() {
            rank[at] = place;
        }
        Stage { places, rank }
    }
}

fn candidate(view: &View<'_>, id: EntityId) -> bool {
    view.layers.entities.get(id).is_some_and(|entity| {
        // Media report; they take part only where the syntax says so.
        entity.role_class != Some(RoleClass::Media)
            && matches!(
                entity.kind,
                EntityType::Person | EntityType::State | EntityType::Organisation | EntityType::Group
            )
    })
}

/// The empty role of an event and its candidates with features.
pub(crate) fn instance(
    view: &View<'_>,
    stage: &Stage,
    event: &Event,
    role: &'static str,
    link: &Link,
) -> Vec<(Option<EntityId>, Features)> {
    let token = link.token;
    let sentence = view.a.sentence_of(token);
    let r = &role[..1];
    let other = if role == "actor" { &event.recipient } else { &event.actor };
    let family = family(event);
    let mut all: Vec<(Option<EntityId>, Features)> = Vec::new();
    all.push((None, nobody(view, event, link, r, other.is_empty(), family)));
    let around = event.according_to.map(|id| &view.layers.statements[id]);
    let cue = link.cued.map(|id| &view.layers.statements[id]);
    for at in 0..stage.places.len() {
        let id = EntityId::at(at);
        if stage.rank[at] == usize::MAX || other.contains(&id) {
            continue;
        }
        let speaks = around.is_some_and(|s| s.source_entity.contains(&id));
        let told = around.into_iter().chain(cue).any(|s| s.addressee.contains(&id) || s.target.contains(&id));
        let near = stage.places[at].iter().any(|&(s, _)| s <= sentence.0 && s + 2 >= sentence.0);
        if !(near || speaks || told || stage.rank[at] < 3) {
            continue;
        }
        let mut features = Features::new();
        let mut add = |name: &str| {
            features.push(format_compact!("{r}:{name}"));
            features.push(format_compact!("{r}:{name}:{family}"));
        };
        if speaks {
            add("speaks");
        }
        if told {
            add("told");
        }
        position(view, &stage.places[at], sentence, token, &mut add);
        add(match stage.rank[at] {
            0 => "rank0",
            1 => "rank1",
            2 => "rank2",
            3..=5 => "rank3",
            _ => "rank6",
        });
        let entity = &view.layers.entities[id];
        add(entity.kind.as_str());
        let home = |id: EntityId| view.layers.entities.get(id).and_then(|entity| entity.country);
        if entity.country.is_some() && other.iter().any(|&id| home(id) == entity.country) {
            add("home");
        }
        features.push(format_compact!("{r}:{}:{}", entity.kind, event.event));
        all.push((Some(id), features));
    }
    all
}

fn position(
    view: &View<'_>,
    places: &[(u32, TokenId)],
    sentence: SentenceId,
    token: TokenId,
    add: &mut impl FnMut(&str),
) {
    let here: Vec<TokenId> = places.iter().filter(|(s, _)| *s == sentence.0).map(|&(_, id)| id).collect();
    if let Some(&nearest) = here.iter().min_by_key(|id| id.0.abs_diff(token.0)) {
        add(if nearest < token { "before" } else { "after" });
        add(match nearest.0.abs_diff(token.0) {
            0..=3 => "near",
            4..=8 => "mid",
            _ => "far",
        });
        let subject = |id: TokenId| matches!(view.relation(id), Relation::Nsubj | Relation::NsubjPass);
        if here
            .iter()
            .any(|&id| subject(id) && view.head(id).is_some_and(|verb| view.a.dominates(verb, token)))
        {
            add("subject");
        }
        if here.iter().any(|&id| view.a.dominates(token, id)) {
            add("below");
        }
        if here.iter().any(|&id| view.case_of(id) == Some("in")) {
            add("venue");
        }
        if here.iter().any(|&id| view.mention(id).is_some_and(|(mention, _)| mention.form == Form::Pronoun)) {
            add("pronoun");
        }
    } else if places.iter().any(|(s, _)| *s + 1 == sentence.0) {
        add("previous");
        if places.iter().any(|&(s, id)| s + 1 == sentence.0 && view.relation(id) == Relation::Nsubj) {
            add("previous-subject");
        }
    } else if places.iter().any(|(s, _)| *s + 2 == sentence.0) {
        add("second");
    }
    if places.iter().any(|&(_, id)| view.in_headline(id)) {
        add("headline");
    }
}

fn nobody(view: &View<'_>, event: &Event, link: &Link, r: &str, alone: bool, family: &str) -> Features {
    let token = link.token;
    let mut features = Features::new();
    features.push(format_compact!("{r}:nobody"));
    features.push(format_compact!("{r}:nobody:{}", event.event));
    features.push(format_compact!("{r}:nobody:{family}"));
    features
        .push(format_compact!("{r}:nobody:{}", if view.upos(token) == Upos::Verb { "verb" } else { "noun" }));
    features.push(format_compact!("{r}:nobody:{}", if alone { "alone" } else { "one" }));
    features.push(format_compact!("{r}:nobody:{}", event.status));
    if view.in_headline(token) {
        features.push(format_compact!("{r}:nobody:headline"));
    }
    // Somebody is there, but nobody known ("experts", "the public").
    if if r == "a" { link.subject } else { link.object } {
        features.push(format_compact!("{r}:nobody:somebody"));
        features.push(format_compact!("{r}:nobody:somebody:{family}"));
    }
    features
}

/// Types that behave alike: words, joint acts, deeds.
fn family(event: &Event) -> &'static str {
    use dateline_doc::Plover::*;
    match event.event {
        Accuse | Reject | Request | Support | Threaten => "words",
        Agree | Consult | Cooperate => "joint",
        Aid | Concede | Retreat => "giving",
        Assault | Coerce | Sanction | Mobilize | Protest => "force",
    }
}

fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::parse(include_str!("../data/roles.tsv")))
}

/// The likeliest candidate, if it is likelier than nobody.
pub(crate) fn choose(candidates: &[(Option<EntityId>, Features)]) -> Option<EntityId> {
    let weights = weights();
    if weights.is_empty() {
        return None;
    }
    let scored: Vec<(Option<EntityId>, f32)> =
        candidates.iter().map(|(id, features)| (*id, weights.sum(features))).collect();
    // Later ones do not win ties, so that the order of entities decides them.
    let best = scored.iter().fold(None::<&(Option<EntityId>, f32)>, |best, next| match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ => Some(next),
    });
    best.and_then(|(id, _)| *id)
}
