//! What the other names of a text say about one of them: which contains it, which it is listed with,
//! which lie near.

use std::collections::HashMap;

use crate::gazetteer::{Candidate, Class, NameKind};
use crate::prior::likely;
use crate::rank::Toponym;
/// The place lies close to another one of the document: at most, at no distance.
const NEAR: f64 = 1.5;
/// Kilometres at which nearness has lost half its worth.
const NEAR_KM: f64 = 150.0;
/// The same first-order division as another place in the document.
const SAME_REGION: f64 = 0.7;
/// The first-order division itself is named in the document.
const NAMED_REGION: f64 = 1.4;

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

/// Whether some meaning of the name that is said to lie in this one does.
pub(crate) fn contains(
    candidate: &Candidate,
    at: usize,
    containers: &[Option<usize>],
    toponyms: &[Toponym],
) -> bool {
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

pub(crate) fn is_namesake_container(at: usize, containers: &[Option<usize>], toponyms: &[Toponym]) -> bool {
    at > 0 && containers[at - 1] == Some(at) && toponyms[at - 1].folded == toponyms[at].folded
}

/// For each toponym the first and last of the list that it stands in ("X, Y and Z"); itself where alone.
pub(crate) fn lists(text: &str, toponyms: &[Toponym]) -> Vec<(usize, usize)> {
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
pub(crate) fn listed(
    candidate: &Candidate,
    at: usize,
    list: (usize, usize),
    chosen: &[Option<Candidate>],
) -> f64 {
    let kind = |class: Class| if class == Class::Capital { Class::City } else { class };
    let others = || (list.0..=list.1).filter(|&other| other != at).filter_map(|other| chosen[other].as_ref());
    let alike =
        others().filter(|other| kind(other.class) == kind(candidate.class) && other.entry != candidate.entry);
    alike.count() as f64 / others().count().max(1) as f64
}

/// For each toponym the one that is said to contain it: "X, Y", "X (Y)", "X in Y", "Y's X".
pub(crate) fn containers(text: &str, toponyms: &[Toponym], lists: &[(usize, usize)]) -> Vec<Option<usize>> {
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
        let next = (at + 1 < toponyms.len()).then(|| between(at, at + 1)).flatten();
        // "New York, New York", but not "from Aland in Aland".
        let alike = next.is_some() && toponyms[at].folded == toponyms[at + 1].folded;
        if next.is_some_and(|gap| if alike { gap == "," } else { joins(gap) }) {
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
pub(crate) fn contained(
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

pub(crate) fn nearness(
    candidate: &Candidate,
    at: usize,
    toponyms: &[Toponym],
    chosen: &[Option<Candidate>],
) -> f64 {
    let (mut near, mut region) = (0.0f64, 0.0f64);
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
            region = f64::max(region, if chosen.class == Class::Admin1 { NAMED_REGION } else { SAME_REGION });
        }
    }
    NEAR * near + region
}

/// One sense per document: a bare repetition takes its points from the first mention that is said more
/// precisely.
pub(crate) fn agree(toponyms: &[Toponym], containers: &[Option<usize>], scores: &mut [Vec<f64>]) {
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
