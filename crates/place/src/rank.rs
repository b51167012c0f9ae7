//! Which of the places of one name is meant.
//!
//! A linear score over features of a candidate and of its context. The weights are set by hand and
//! checked on may-train data (`docs/place.md` tells how); each line says why it is what it is.

use dateline_doc::{Country, Precision, Span};

use crate::clues::Clues;
use crate::context::{
    agree, contained, containers, contains, is_namesake_container, listed, lists, nearness,
};
use crate::fold::fold;
use crate::gazetteer::{Candidate, Class, Gazetteer};
use crate::prior::prior;
use crate::variants;

/// A name to be resolved, with all it could stand for.
#[derive(Debug, Clone)]
pub struct Toponym {
    /// Where it stands.
    pub span: Span,
    /// Its name, folded.
    pub folded: String,
    /// What it can mean.
    pub candidates: Vec<Candidate>,
    /// Of each candidate: how much the looked-up spelling had to be bent, 0 for not at all.
    pub bent: f64,
    /// The kind of place that a word beside the name says it is.
    pub wanted: Option<Wanted>,
    /// What an earlier stage took it for.
    pub typed: Option<Typed>,
}

/// A kind of place that a word beside the name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// "X province", "the state of X".
    Division,
    /// "the city of X", "the town of X".
    City,
}

/// What an earlier stage took the name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A state.
    State,
    /// A place that is no state.
    Place,
    /// A facility.
    Facility,
}

/// The place that a name was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// The place.
    pub place: Candidate,
    /// From 0 to 1: its share of the weight of all candidates.
    pub score: f32,
    /// The next best, best first, with their shares; at most four.
    pub alternatives: Vec<(Candidate, f32)>,
}
/// "X, Y" and "Y's X" settle it.
const CONTAINED: f64 = 6.0;
/// The country is spoken of in the document; times its share of all evidence for countries.
const COUNTRY: f64 = 3.0;
/// The country is mentioned at all.
const COUNTRY_MENTIONED: f64 = 1.0;
/// Of the same class as its neighbour in a list: states are listed with states.
const LISTED: f64 = 2.0;
/// The name before the comma can lie in it: "Athens, Georgia".
const CONTAINS: f64 = 3.0;
/// "Aland, Aland": the second is the division or country that the first lies in.
const NAMESAKE: f64 = 3.0;

/// Looks a mention up; `None` if the gazetteer has no place of that name.
pub fn toponym(text: &str, span: Span, typed: Option<Typed>, gazetteer: &Gazetteer) -> Option<Toponym> {
    let found = variants::lookup(span.of(text), gazetteer)?;
    let wanted = found.wanted.or_else(|| variants::beside(text, span));
    Some(Toponym {
        span,
        folded: fold(span.of(text)),
        candidates: found.candidates,
        bent: found.bent,
        wanted,
        typed,
    })
}

/// Ranks the candidates of all toponyms of a text together, in text order.
pub fn resolve(text: &str, toponyms: &[Toponym], clues: &Clues) -> Vec<Resolution> {
    let lists = lists(text, toponyms);
    let containers = containers(text, toponyms, &lists);
    let mut chosen: Vec<Option<Candidate>> = vec![None; toponyms.len()];
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); toponyms.len()];
    // First by itself, then with what the others were taken for; one after the other, so that two that
    // depend on each other settle.
    for round in 0..3 {
        for at in 0..toponyms.len() {
            let context =
                Context { toponyms, lists: &lists, containers: &containers, chosen: &chosen, clues };
            scores[at] = toponyms[at]
                .candidates
                .iter()
                .map(|candidate| context.score(candidate, at, round > 0))
                .collect();
            if round > 0 {
                chosen[at] = best(&scores[at]).and_then(|best| toponyms[at].candidates.get(best).copied());
            }
        }
        agree(toponyms, &containers, &mut scores);
        for ((slot, toponym), scores) in chosen.iter_mut().zip(toponyms).zip(&scores) {
            *slot = best(scores).and_then(|at| toponym.candidates.get(at).copied());
        }
    }
    toponyms.iter().zip(&scores).map(|(toponym, scores)| resolution(toponym, scores)).collect()
}

/// What a candidate is weighed against.
struct Context<'a> {
    toponyms: &'a [Toponym],
    lists: &'a [(usize, usize)],
    containers: &'a [Option<usize>],
    chosen: &'a [Option<Candidate>],
    clues: &'a Clues,
}

impl Context<'_> {
    fn score(&self, candidate: &Candidate, at: usize, with_others: bool) -> f64 {
        let Context { toponyms, containers, chosen, clues, .. } = *self;
        let mut score = prior(&toponyms[at], candidate);
        if let Some(country) = candidate.country {
            score += COUNTRY * clues.share(country);
            score += if clues.mentions(country) { COUNTRY_MENTIONED } else { 0.0 };
        }
        score += CONTAINED * contained(candidate, at, containers, toponyms, chosen);
        if is_namesake_container(at, containers, toponyms)
            && matches!(candidate.class, Class::Admin1 | Class::Country)
        {
            score += NAMESAKE;
        }
        if contains(candidate, at, containers, toponyms) {
            score += CONTAINS;
        }
        if with_others {
            score += nearness(candidate, at, toponyms, chosen);
            score += LISTED * listed(candidate, at, self.lists[at], chosen);
        }
        score
    }
}

fn best(scores: &[f64]) -> Option<usize> {
    (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })
}

/// [`toponym`] sees to it that there is at least one candidate.
fn resolution(toponym: &Toponym, scores: &[f64]) -> Resolution {
    let first = best(scores).unwrap_or_default();
    let top = scores[first];
    let weights: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let share = |at: usize| (weights[at] / total) as f32;
    let alternatives = order.iter().skip(1).take(4).map(|&at| (toponym.candidates[at], share(at))).collect();
    Resolution { place: toponym.candidates[first], score: share(first), alternatives }
}

impl Candidate {
    /// How finely the candidate's point tells where it is.
    pub const fn precision(&self) -> Precision {
        match self.class {
            Class::Facility => Precision::Facility,
            Class::City | Class::Capital | Class::Quarter => Precision::City,
            Class::Admin2 => Precision::Admin2,
            Class::Admin1 | Class::Island | Class::Land | Class::Water => Precision::Admin1,
            Class::Country => Precision::Country,
            Class::Region if self.country.is_some() => Precision::Admin1,
            Class::Region | Class::Continent | Class::Sea => Precision::Area,
        }
    }
}

impl Resolution {
    /// The country it lies in, where it is one.
    pub fn country(&self) -> Option<Country> {
        self.place.country
    }
}
