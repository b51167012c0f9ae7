//! What a meaning of a name is worth by itself.

use dateline_doc::Span;

use crate::gazetteer::{Candidate, Class, Gazetteer, NameKind};
use crate::rank::{Toponym, Typed, Wanted};
use crate::variants;

/// Points per factor of ten in population: between two namesakes the greater is nearly always meant,
/// but a neighbour of the other places in the text may be smaller by a factor of some thousands.
const POPULATION: f64 = 1.0;
/// What a word beside the name asks for.
const WANTED: f64 = 3.0;
/// A city that its division is called after: the bare name means the city.
const CHIEF_CITY: f64 = 0.5;
/// How far below the best meaning of a name one may be that is likely still.
const LIKELY: f64 = 4.0;

pub(crate) fn of_name(kind: NameKind) -> f64 {
    match kind {
        NameKind::Preferred | NameKind::Common => 0.0,
        NameKind::Historical => -0.5,
        NameKind::Short => -0.3,
        NameKind::Code => -0.3,
        // Names of other languages: "Nice" is a name of many places, of few in English.
        NameKind::Alternate => -1.5,
    }
}

pub(crate) fn of_class(class: Class) -> f64 {
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

pub(crate) fn of_wanted(wanted: Option<Wanted>, class: Class) -> f64 {
    let fits = match wanted {
        None => false,
        Some(Wanted::Division) => matches!(class, Class::Admin1 | Class::Admin2 | Class::Region),
        Some(Wanted::City) => class.is_city() || class == Class::Quarter,
    };
    if fits { WANTED } else { 0.0 }
}

/// The earlier stage may be wrong about "Georgia": it is heard, not obeyed.
pub(crate) fn of_typed(typed: Option<Typed>, class: Class) -> f64 {
    match (typed, class) {
        (Some(Typed::State), Class::Country) => 1.5,
        (Some(Typed::Place), Class::Country) => -1.5,
        (Some(Typed::Facility), Class::Facility) => 3.0,
        _ => 0.0,
    }
}

/// What a candidate is worth by itself.
pub(crate) fn prior(toponym: &Toponym, candidate: &Candidate) -> f64 {
    POPULATION * (candidate.population + 1.0).log10()
        + of_name(candidate.name)
        + of_class(candidate.class)
        + of_wanted(toponym.wanted, candidate.class)
        + of_typed(toponym.typed, candidate.class)
        + if is_chief_city(toponym, candidate) { CHIEF_CITY } else { 0.0 }
        - toponym.bent
}

/// Whether a division of the same name has the city in it.
pub(crate) fn is_chief_city(toponym: &Toponym, city: &Candidate) -> bool {
    let division = |other: &Candidate| other.class == Class::Admin1 && other.region == city.region;
    city.class.is_city() && city.region.is_some() && toponym.candidates.iter().any(division)
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
            typed: None,
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

/// Whether a meaning is so common that it may be meant without a word beside it: hamlets of a name are
/// found in every state.
pub(crate) fn likely(toponym: &Toponym, candidate: &Candidate) -> bool {
    let best = toponym
        .candidates
        .iter()
        .map(|candidate| prior(toponym, candidate))
        .fold(f64::NEG_INFINITY, f64::max);
    candidate.name != NameKind::Alternate && prior(toponym, candidate) > best - LIKELY
}
