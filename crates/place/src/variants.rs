//! A name as it stands in a text, and the spellings under which the gazetteer may have it.

use dateline_doc::Span;

use crate::fold::fold;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::rank::Wanted;

/// What a look-up with bent spellings found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) candidates: Vec<Candidate>,
    /// The price of bending.
    pub(crate) bent: f64,
    /// What a word that was cut off says about the kind of place.
    pub(crate) wanted: Option<Wanted>,
}

/// Words for divisions that may follow or precede a name.
const DIVISION: [&str; 20] = [
    "province",
    "oblast",
    "region",
    "state",
    "governorate",
    "prefecture",
    "department",
    "county",
    "republic",
    "territory",
    "krai",
    "kray",
    "district",
    "raion",
    "regency",
    "provinces",
    "commune",
    "parish",
    "voivodeship",
    "municipality",
];
/// Words for cities that may follow or precede a name.
const CITY: [&str; 6] = ["city", "town", "village", "capital", "township", "suburb"];
/// Words that narrow a place down to a part of itself.
const PART: [&str; 22] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "upper",
    "lower",
    "greater",
    "downtown",
    "occupied",
];
const ARTICLES: [&str; 8] = ["al", "el", "ash", "ad", "ar", "as", "an", "az"];

/// Words that are towns' names somewhere, and never meant so when they stand alone.
const BARE: [&str; 20] = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "center",
    "centre", "gulf", "downtown", "uptown", "hell", "capital", "state", "island", "mainland", "midtown",
];

fn kind_of(word: &str) -> Option<Wanted> {
    if DIVISION.contains(&word) {
        Some(Wanted::Division)
    } else if CITY.contains(&word) {
        Some(Wanted::City)
    } else {
        None
    }
}

/// Looks up a name as it stands, then without its article, its generic words, its compass point, its
/// Arabic article. `None` if nothing helps.
pub(crate) fn lookup(name: &str, gazetteer: &Gazetteer) -> Option<Found> {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s");
    let folded = fold(name);
    let exact = |folded: &str, bent: f64, wanted: Option<Wanted>| {
        let candidates = gazetteer.exact_folded(folded);
        (!candidates.is_empty()).then_some(Found { candidates, bent, wanted })
    };
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    if BARE.contains(&bare) {
        return None;
    }
    if let Some(found) = exact(&folded, 0.0, None).or_else(|| exact(bare, 0.0, None)) {
        return Some(found);
    }
    let words: Vec<&str> = bare.split(' ').collect();
    let (&first, &last) = (words.first()?, words.last()?);
    if words.len() >= 2 {
        if let Some(wanted) = kind_of(last)
            && let Some(found) = exact(&words[..words.len() - 1].join(" "), 0.2, Some(wanted))
        {
            return Some(found);
        }
        if let (Some(wanted), "of") = (kind_of(first), words[1])
            && let Some(found) = exact(&words[2..].join(" "), 0.2, Some(wanted))
        {
            return Some(found);
        }
        if ARTICLES.contains(&first)
            && let Some(found) = exact(&words[1..].join(" "), 0.5, None)
        {
            return Some(found);
        }
        if PART.contains(&first)
            && let Some(found) = exact(&words[1..].join(" "), 1.0, None)
        {
            return Some(found);
        }
    }
    ["al", "ar", "as", "ad", "el"]
        .into_iter()
        .find_map(|article| exact(&format!("{article} {bare}"), 0.5, None))
}

/// What the words beside a name say it is: "the town of X", "X province".
pub(crate) fn beside(text: &str, span: Span) -> Option<Wanted> {
    let word_after =
        text.get(span.end as usize..)?.strip_prefix(' ')?.split(|c: char| !c.is_alphabetic()).next();
    if let Some(wanted) = word_after.and_then(|word| kind_of(word.to_lowercase().as_str())) {
        return Some(wanted);
    }
    let before = text.get(..span.start as usize)?.trim_end();
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (last, previous) = (words.next()?, words.next());
    match last {
        "of" => previous.and_then(|word| kind_of(word.to_lowercase().as_str())),
        word => kind_of(word).filter(|_| before.ends_with(word)),
    }
}
