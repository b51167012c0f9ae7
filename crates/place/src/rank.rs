//! Which of the places of one name is meant.
//!
//! A linear score over features of a candidate and of its context. The weights are set by hand and
//! checked on may-train data (`docs/place.md` tells how); each line says why it is what it is.

use std::collections::HashMap;

use dateline_doc::{Country, Span};

use crate::clues::Clues;
use crate::fold::fold;
use crate::gazetteer::{Candidate, Class, Gazetteer, NameKind};
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
    /// The kind of place that a word beside the name or its type says it is.
    pub wanted: Option<Wanted>,
}

/// A kind of place that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// "X province", "the state of X".
    Division,
    /// "the city of X", "the town of X".
    City,
    /// The mention's entity is a state.
    State,
    /// The mention's entity is a facility.
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

/// Points per factor of ten in population: between two namesakes the greater is nearly always meant,
/// but a neighbour of the other places in the text may be smaller by a factor of some thousands.
const POPULATION: f64 = 1.0;
/// "X, Y" and "Y's X" settle it.
const CONTAINED: f64 = 6.0;
/// The country is spoken of in the document; times its share of all evidence for countries.
const COUNTRY: f64 = 3.0;
/// The country is mentioned at all.
const COUNTRY_MENTIONED: f64 = 1.0;
/// The place lies close to another one of the document: at most, at no distance.
const NEAR: f64 = 1.5;
/// Kilometres at which nearness has lost half its worth.
const NEAR_KM: f64 = 150.0;
/// The same first-order division as another place in the document.
const SAME_REGION: f64 = 0.7;
/// What a word beside the name asks for.
const WANTED: f64 = 3.0;
/// Of the same class as its neighbour in a list: states are listed with states.
const LISTED: f64 = 2.0;
/// A city that its division is called after: the bare name means the city.
const CHIEF_CITY: f64 = 0.5;
/// The name before the comma can lie in it: "Athens, Georgia".
const CONTAINS: f64 = 3.0;
/// How far below the best meaning of a name one may be that is likely still.
const LIKELY: f64 = 4.0;
/// "Aland, Aland": the second is the division or country that the first lies in.
const NAMESAKE: f64 = 3.0;

fn of_name(kind: NameKind) -> f64 {
    match kind {
        NameKind::Preferred | NameKind::Common => 0.0,
        NameKind::Historical => -0.5,
        NameKind::Short => -0.3,
        NameKind::Code => -0.3,
        // Names of other languages: "Nice" is a name of many places, of few in English.
        NameKind::Alternate => -1.5,
    }
}

fn of_class(class: Class) -> f64 {
    match class {
        // "Mexico" is not Mexico City, "Luxembourg" not the city.
        Class::Country => 2.0,
        Class::Continent => 2.0,
        Class::Capital => 1.0,
        // Listed by hand because news speak of it.
        Class::Region | Class::Sea => 0.5,
        Class::Facility | Class::Land | Class::Water | Class::Island => 0.5,
        Class::City | Class::Quarter => 0.0,
        // A division shares its name with its chief city, which is meant more often, and has more people.
        Class::Admin1 => -0.6,
        Class::Admin2 => -1.3,
    }
}

fn of_wanted(wanted: Option<Wanted>, class: Class) -> f64 {
    let fits = match wanted {
        None => return 0.0,
        Some(Wanted::Division) => matches!(class, Class::Admin1 | Class::Admin2 | Class::Region),
        Some(Wanted::City) => class.is_city() || class == Class::Quarter,
        Some(Wanted::State) => class == Class::Country,
        Some(Wanted::Facility) => class == Class::Facility,
    };
    if fits { WANTED } else { 0.0 }
}

/// What a candidate is worth by itself.
fn prior(toponym: &Toponym, candidate: &Candidate) -> f64 {
    POPULATION * (candidate.population + 1.0).log10()
        + of_name(candidate.name)
        + of_class(candidate.class)
        + of_wanted(toponym.wanted, candidate.class)
        + if is_chief_city(toponym, candidate) { CHIEF_CITY } else { 0.0 }
        - toponym.bent
}

/// Whether a division of the same name has the city in it.
fn is_chief_city(toponym: &Toponym, city: &Candidate) -> bool {
    let division = |other: &Candidate| other.class == Class::Admin1 && other.region == city.region;
    city.class.is_city() && city.region.is_some() && toponym.candidates.iter().any(division)
}

/// Whether `inner` lies in `outer` by the gazetteer's countries and divisions.
pub(crate) fn lies_in(inner: &Candidate, outer: &Candidate) -> bool {
    if inner.entry == outer.entry {
        return false;
    }
    match outer.class {
        Class::Country => outer.country.is_some() && inner.country == outer.country,
        Class::Admin1 => {
            inner.region.is_some() && inner.region == outer.region && inner.class != Class::Country
        }
        Class::Admin2 | Class::City | Class::Capital | Class::Island | Class::Region => {
            let far = if outer.class == Class::Region { 400.0 } else { 40.0 };
            inner.class != Class::Country
                && (inner.country == outer.country || outer.country.is_none())
                && distance_km(inner, outer) < far
        }
        _ => false,
    }
}

/// Kilometres between two places on a sphere.
pub fn distance_km(a: &Candidate, b: &Candidate) -> f64 {
    let (la, lb) = (a.lat.to_radians(), b.lat.to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2)
        + la.cos() * lb.cos() * ((b.lon - a.lon).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

/// Looks a mention up; `None` if the gazetteer has no place of that name.
pub fn toponym(text: &str, span: Span, wanted: Option<Wanted>, gazetteer: &Gazetteer) -> Option<Toponym> {
    let found = variants::lookup(span.of(text), gazetteer)?;
    let beside = wanted.or(found.wanted).or_else(|| variants::beside(text, span));
    Some(Toponym {
        span,
        folded: fold(span.of(text)),
        candidates: found.candidates,
        bent: found.bent,
        wanted: beside,
    })
}

impl Gazetteer {
    /// What a name can mean when nothing else is known, the likeliest first: by population, kind of name
    /// and class. Spellings are bent a little ("Helmand province", "the city of Sampleville").
    pub fn lookup(&self, name: &str) -> Vec<Candidate> {
        let Some(found) = variants::lookup(name, self) else { return Vec::new() };
        let span = Span { start: 0, end: 0 };
        let toponym = Toponym {
            span,
            folded: String::new(),
            candidates: Vec::new(),
            bent: found.bent,
            wanted: found.wanted,
        };
        let mut candidates = found.candidates;
        candidates
            .sort_by(|a, b| prior(&toponym, b).total_cmp(&prior(&toponym, a)).then(a.entry.cmp(&b.entry)));
        candidates
    }

    /// The likeliest meaning of a name by itself.
    pub fn best(&self, name: &str) -> Option<Candidate> {
        self.lookup(name).into_iter().next()
    }

    /// Whether a name that stands alone is likely a place's: a country, division, region, listed facility,
    /// or a town of some size. For stages that must tell places from persons and organisations.
    pub fn is_place(&self, name: &str) -> bool {
        self.lookup(name).iter().any(|candidate| {
            candidate.name != NameKind::Alternate
                && (!candidate.class.is_city() || candidate.population >= 15_000.0)
        })
    }
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

/// Whether some meaning of the name that is said to lie in this one does.
fn contains(candidate: &Candidate, at: usize, containers: &[Option<usize>], toponyms: &[Toponym]) -> bool {
    let inner = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .find(|&inner| containers.get(inner) == Some(&Some(at)));
    matches!(candidate.class, Class::Country | Class::Admin1)
        && inner.is_some_and(|inner| {
            let toponym = &toponyms[inner];
            toponym.candidates.iter().any(|inner| likely(toponym, inner) && lies_in(inner, candidate))
        })
}

/// Whether a meaning is so common that it may be meant without a word beside it: hamlets of a name are
/// found in every state.
fn likely(toponym: &Toponym, candidate: &Candidate) -> bool {
    let best = toponym
        .candidates
        .iter()
        .map(|candidate| prior(toponym, candidate))
        .fold(f64::NEG_INFINITY, f64::max);
    candidate.name != NameKind::Alternate && prior(toponym, candidate) > best - LIKELY
}

fn is_namesake_container(at: usize, containers: &[Option<usize>], toponyms: &[Toponym]) -> bool {
    at > 0 && containers[at - 1] == Some(at) && toponyms[at - 1].folded == toponyms[at].folded
}

/// For each toponym the first and last of the list that it stands in ("X, Y and Z"); itself where alone.
fn lists(text: &str, toponyms: &[Toponym]) -> Vec<(usize, usize)> {
    let joined = |left: usize| {
        let gap = text.get(toponyms[left].span.end as usize..toponyms[left + 1].span.start as usize);
        gap.is_some_and(|gap| matches!(gap.trim(), "," | "and" | "or" | ", and" | ", or" | "&" | "/"))
    };
    let mut lists = Vec::with_capacity(toponyms.len());
    let mut first = 0;
    while first < toponyms.len() {
        let mut last = first;
        while last + 1 < toponyms.len() && joined(last) {
            last += 1;
        }
        lists.extend(std::iter::repeat_n((first, last), last + 1 - first));
        first = last + 1;
    }
    lists
}

/// The part of the others in a list that are of the candidate's class.
fn listed(candidate: &Candidate, at: usize, list: (usize, usize), chosen: &[Option<Candidate>]) -> f64 {
    let kind = |class: Class| if class == Class::Capital { Class::City } else { class };
    let others = || (list.0..=list.1).filter(|&other| other != at).filter_map(|other| chosen[other].as_ref());
    let alike =
        others().filter(|other| kind(other.class) == kind(candidate.class) && other.entry != candidate.entry);
    alike.count() as f64 / others().count().max(1) as f64
}

/// For each toponym the one that is said to contain it: "X, Y", "X (Y)", "X in Y", "Y's X".
fn containers(text: &str, toponyms: &[Toponym], lists: &[(usize, usize)]) -> Vec<Option<usize>> {
    let between = |left: usize, right: usize| {
        text.get(toponyms[left].span.end as usize..toponyms[right].span.start as usize).map(str::trim)
    };
    let joins = |gap: &str| matches!(gap, "," | "(" | "in" | ", in" | "of" | "/" | "-" | "near");
    let mut outer = vec![None; toponyms.len()];
    for at in 0..toponyms.len() {
        // "Aland, Bland, Cland and Dland" is a list; "Athens, Georgia, and Paris, Texas" is none.
        let (first, last) = lists[at];
        let commas = (first..last).take_while(|&left| between(left, left + 1) == Some(",")).count();
        if last - first >= 3 && commas >= 2 {
            continue;
        }
        if at + 1 < toponyms.len() && between(at, at + 1).is_some_and(joins) {
            outer[at] = Some(at + 1);
        } else if at > 0 && between(at - 1, at).is_some_and(|gap| matches!(gap, "'s" | "’s" | "'" | "’"))
        {
            outer[at] = Some(at - 1);
        }
    }
    outer
}

/// 1 if a candidate lies in (any meaning of) the toponym that is said to contain it, a little less
/// where the containing name would itself have to be contained; a list "X, Y, Z" of places side by
/// side contains nothing and gives 0 to all alike.
fn contained(
    candidate: &Candidate,
    at: usize,
    containers: &[Option<usize>],
    toponyms: &[Toponym],
    chosen: &[Option<Candidate>],
) -> f64 {
    let Some(outer) = containers[at] else { return 0.0 };
    if let Some(chosen) = chosen[outer]
        && lies_in(candidate, &chosen)
    {
        return 1.0;
    }
    let may = |outer: &Candidate| {
        matches!(outer.class, Class::Country | Class::Admin1)
            && outer.name != NameKind::Alternate
            && lies_in(candidate, outer)
    };
    if toponyms[outer].candidates.iter().any(may) { 0.8 } else { 0.0 }
}

/// How many toponyms before and behind one can be near it: a long text does not play in one place.
const WINDOW: usize = 40;

fn nearness(candidate: &Candidate, at: usize, toponyms: &[Toponym], chosen: &[Option<Candidate>]) -> f64 {
    let (mut near, mut region) = (0.0f64, 0.0);
    for other in at.saturating_sub(WINDOW)..(at + WINDOW).min(toponyms.len()) {
        let Some(chosen) = &chosen[other] else { continue };
        if other == at || toponyms[other].folded == toponyms[at].folded || chosen.class.is_area() {
            continue;
        }
        near = near.max(1.0 / (1.0 + distance_km(candidate, chosen) / NEAR_KM));
        if candidate.region.is_some()
            && candidate.region == chosen.region
            && candidate.country == chosen.country
        {
            region = SAME_REGION;
        }
    }
    NEAR * near + region
}

/// One sense per document: a bare repetition takes its points from the first mention that is said more
/// precisely.
fn agree(toponyms: &[Toponym], containers: &[Option<usize>], scores: &mut [Vec<f64>]) {
    let mut models: HashMap<&str, usize> = HashMap::new();
    for (at, toponym) in toponyms.iter().enumerate().filter(|(at, _)| containers[*at].is_some()) {
        models.entry(toponym.folded.as_str()).or_insert(at);
    }
    for at in (0..toponyms.len()).filter(|&at| containers[at].is_none()) {
        let Some(&model) = models.get(toponyms[at].folded.as_str()) else { continue };
        // "New York, New York": the second is bare, but it is the container.
        if containers[model] == Some(at) || toponyms[model].candidates.len() != toponyms[at].candidates.len()
        {
            continue;
        }
        let borrowed = scores[model].clone();
        for (own, other) in scores[at].iter_mut().zip(borrowed) {
            *own = own.max(other - 1.0);
        }
    }
}

/// How finely a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A building, base, square: some hundred metres.
    Facility,
    /// A town or quarter.
    City,
    /// A county or district.
    Admin2,
    /// A state, province or region, an island, a river: the point is its middle.
    Admin1,
    /// A country: the point is its middle.
    Country,
    /// A sea, continent or world region.
    Area,
}

impl Precision {
    /// The name used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Precision::Facility => "facility",
            Precision::City => "city",
            Precision::Admin2 => "admin2",
            Precision::Admin1 => "admin1",
            Precision::Country => "country",
            Precision::Area => "area",
        }
    }
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
