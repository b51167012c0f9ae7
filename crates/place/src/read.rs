//! The stage: from the mentions of a report to its places.

use std::collections::HashSet;

use dateline_doc::{
    Analysis, Country, Dateline, Entity, EntityId, EntityType, Form, Layer, Mention, MentionId, Origin,
    Place, PlaceId, Span, Stage, Upos,
};

use crate::clues::Clues;
use crate::context;
use crate::gazetteer::{Candidate, Class, Gazetteer, NameKind};
use crate::rank::{self, Resolution, Toponym, Typed};
use crate::role::{self, Role};

/// The layers that places are read from.
#[derive(Debug, Clone, Copy)]
pub struct Layers<'a> {
    /// Tokens and sentences, with trees where there are any.
    pub analysis: &'a Analysis,
    /// What the mentions speak of.
    pub entities: &'a Layer<EntityId, Entity>,
    /// The mentions, in text order.
    pub mentions: &'a Layer<MentionId, Mention>,
    /// The date line, where the report has one.
    pub dateline: Option<&'a Dateline>,
    /// The country of the report or its outlet, if known beforehand.
    pub country: Option<Country>,
}

/// A place of a report with all that was weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Where the name stands.
    pub span: Span,
    /// What it names.
    pub entity: EntityId,
    /// Where that is, and where else it could be.
    pub resolution: Resolution,
    /// The rule that says that the name is used as a location.
    pub rule: &'static str,
}

impl Reading {
    /// The record for the ledger; the gazetteer that resolved it knows its division's name.
    pub fn into_place(self, gazetteer: &Gazetteer) -> Place {
        let Reading { span, entity, resolution, rule } = self;
        let place = &resolution.place;
        Place {
            span,
            entity,
            lat: place.lat,
            lon: place.lon,
            geonames: place.geonames,
            country: place.country,
            admin: place.region.and_then(|region| gazetteer.region_name(region)).map(Into::into),
            precision: place.precision(),
            alternatives: resolution.alternatives.iter().filter_map(|(other, _)| other.geonames).collect(),
            origin: Origin::rule(Stage::Place, rule).with_score(resolution.score),
        }
    }
}

/// The names of a text that are used as locations, with coordinates. Mentions must be in text order.
pub fn read(text: &str, layers: Layers<'_>, gazetteer: &Gazetteer) -> Layer<PlaceId, Place> {
    read_all(text, layers, gazetteer).into_iter().map(|reading| reading.into_place(gazetteer)).collect()
}

/// As [`read`], with class, country, division and alternatives.
pub fn read_all(text: &str, layers: Layers<'_>, gazetteer: &Gazetteer) -> Vec<Reading> {
    // Metonyms and states that act help to tell where the others are, but are no places themselves.
    let named: Vec<(&Mention, Toponym)> = layers
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Name && !is_adjective(text, mention.span, layers))
        .filter_map(|mention| {
            Some((
                mention,
                rank::toponym(text, mention.span, typed(layers.entities.get(mention.entity)?)?, gazetteer)?,
            ))
        })
        .collect();
    let clues = clues(layers, &named);
    let toponyms: Vec<Toponym> = named.iter().map(|(_, toponym)| toponym.clone()).collect();
    let resolutions = rank::resolve(text, &toponyms, &clues);
    let decide = |at: usize, kind: EntityType| {
        let (mention, resolution) = (named[at].0, &resolutions[at]);
        let previous =
            at.checked_sub(1).filter(|&left| is_beside(text, toponyms[left].span, toponyms[at].span));
        // "Idku, Egypt" even where the gazetteer has no Idku, but not "Benin, Nigeria".
        let beside = match previous {
            Some(left) => context::lies_in(&resolutions[left].place, &resolution.place),
            None => {
                behind_unknown_place(text, mention, layers, &toponyms)
                    || behind_unmarked_place(text, mention.span, resolution, gazetteer)
            }
        };
        let before_name = toponyms.get(at + 1).is_some_and(|next| {
            is_before(text, toponyms[at].span, next.span) && next.typed != Some(Typed::Facility)
        });
        let rule = used_as_location(text, mention, kind, resolution, beside, before_name, layers)?;
        Some(Reading { span: mention.span, entity: mention.entity, resolution: resolution.clone(), rule })
    };
    let kind = |at: usize| layers.entities.get(named[at].0.entity).map(|entity| entity.kind);
    let first: Vec<Option<Reading>> = (0..named.len()).map(|at| decide(at, kind(at)?)).collect();
    // A town taken for a person is a town wherever it is named.
    let towns: HashSet<EntityId> = first
        .iter()
        .flatten()
        .filter(|reading| reading.rule == UNTYPED)
        .map(|reading| reading.entity)
        .collect();
    let again = |(at, reading): (usize, Option<Reading>)| match reading {
        None if towns.contains(&named[at].0.entity) => decide(at, EntityType::Place),
        reading => reading,
    };
    let mut readings: Vec<Reading> = first.into_iter().enumerate().filter_map(again).collect();
    readings.extend(unknown_facilities(text, layers, &toponyms, &readings));
    readings.sort_by_key(|reading| reading.span);
    readings
}

/// How many bytes before a sentence the last town may stand that its unknown facilities lie in.
const LAST_TOWN: u32 = 250;

/// Facilities and quarters that the gazetteer lacks lie where the sentence says: in the town named
/// behind them ("the Sample school in Smallville"), or in the last one named before.
fn unknown_facilities(
    text: &str,
    layers: Layers<'_>,
    toponyms: &[Toponym],
    readings: &[Reading],
) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    for mention in layers.mentions.iter().filter(|mention| mention.form == Form::Name && !mention.metonym) {
        let facility =
            layers.entities.get(mention.entity).is_some_and(|entity| entity.kind == EntityType::Facility);
        if !facility || inside_another_name(mention, layers) {
            continue;
        }
        let next = toponyms.partition_point(|toponym| toponym.span.end <= mention.span.start);
        if toponyms.get(next).is_some_and(|toponym| toponym.span.overlaps(mention.span)) {
            continue;
        }
        let Some(head) = layers.analysis.head_of(mention.span) else { continue };
        let sentence = layers.analysis.sentences[layers.analysis.sentence_of(head)].span;
        let first = readings.partition_point(|reading| reading.span.start < sentence.start);
        let is_town = |reading: &&Reading| {
            let class = reading.resolution.place.class;
            class.is_city() || class == Class::Quarter || class == Class::Admin2
        };
        let inside =
            || readings[first..].iter().take_while(|reading| sentence.contains(reading.span)).filter(is_town);
        // "the Sample school in Smallville" is in Smallville whatever the sentence does with it.
        let behind = inside().find(|reading| {
            let gap = text.get(mention.span.end as usize..reading.span.start as usize);
            gap.is_some_and(|gap| gap.len() < 60 && (gap.contains(" in ") || gap.trim() == ","))
        });
        let located =
            || matches!(role::role(text, mention.span, layers.analysis, false, false), Role::Location(_));
        let near = behind.or_else(|| {
            let earlier = &readings[first.saturating_sub(100)..first];
            let same =
                found.iter().rev().take(20).chain(earlier).find(|reading| reading.entity == mention.entity);
            let before = inside().take_while(|reading| reading.span.end <= mention.span.start).last();
            let close = |reading: &&Reading| sentence.start.saturating_sub(reading.span.end) < LAST_TOWN;
            before.or(same).or(earlier.iter().rev().filter(is_town).find(close)).filter(|_| located())
        });
        let Some(near) = near else { continue };
        let mut resolution = near.resolution.clone();
        // The town's point serves, its id does not.
        resolution.place.geonames = None;
        resolution.alternatives.clear();
        resolution.score *= 0.5;
        found.push(Reading { span: mention.span, entity: mention.entity, resolution, rule: "in-town" });
    }
    found
}

/// "Y's X", with nothing but the possessive mark between.
fn is_before(text: &str, left: Span, right: Span) -> bool {
    text.get(left.end as usize..right.start as usize)
        .is_some_and(|gap| matches!(gap.trim(), "'s" | "’s" | "'" | "’"))
}

/// A name of a place that the gazetteer does not know stands before the comma.
fn behind_unknown_place(text: &str, mention: &Mention, layers: Layers<'_>, toponyms: &[Toponym]) -> bool {
    around(mention.span, layers).any(|other| {
        other.form == Form::Name
            && is_beside(text, other.span, mention.span)
            && layers
                .entities
                .get(other.entity)
                .is_some_and(|entity| matches!(entity.kind, EntityType::Place | EntityType::Facility))
            && toponyms.binary_search_by_key(&other.span, |toponym| toponym.span).is_err()
    })
}

/// A name that no mention covers stands before the comma, and the gazetteer has it in this place:
/// "Otranto, Italy", where the reader missed Otranto.
fn behind_unmarked_place(text: &str, span: Span, resolution: &Resolution, gazetteer: &Gazetteer) -> bool {
    let Some(before) = text.get(..span.start as usize).and_then(|before| before.trim_end().strip_suffix(','))
    else {
        return false;
    };
    let mut start = before.len();
    for _ in 0..3 {
        let rest = before[..start].trim_end();
        let word = rest.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
        if !rest[word..].starts_with(char::is_uppercase) {
            return false;
        }
        start = word;
        if gazetteer
            .exact(&before[start..])
            .iter()
            .any(|candidate| context::lies_in(candidate, &resolution.place))
        {
            return true;
        }
    }
    false
}

/// What kind of place a mention may be, by its entity; outer `None` for what is no place at all.
fn typed(entity: &Entity) -> Option<Option<Typed>> {
    match entity.kind {
        EntityType::State => Some(Some(Typed::State)),
        EntityType::Place => Some(Some(Typed::Place)),
        // "met at the White House": an organisation's seat, if the gazetteer has it.
        EntityType::Facility | EntityType::Organisation => Some(Some(Typed::Facility)),
        // A reader that knows no town of that name may have taken it for a person.
        EntityType::Person if entity.wikidata.is_none() && entity.role.is_none() => Some(None),
        _ => None,
    }
}

/// The rule of a town that an earlier stage took for a person.
const UNTYPED: &str = "untyped";

/// Whether a mention whose entity is no place may be one all the same, with the rule that says so.
fn place_after_all(kind: EntityType, rule: &'static str, resolution: &Resolution) -> Option<&'static str> {
    let place = &resolution.place;
    match kind {
        EntityType::Organisation => {
            (place.class == Class::Facility && matches!(rule, "within" | "at" | "motion")).then_some("seat")
        }
        EntityType::Person => {
            let own = !matches!(place.name, NameKind::Alternate);
            let known = !place.class.is_city() || place.population >= 1000.0;
            (own && known && matches!(rule, "within" | "contains" | "part" | "reached" | "ground" | "motion"))
                .then_some(UNTYPED)
        }
        _ => Some(rule),
    }
}

/// What the report says of countries: by the entities' own country and what is known. A name that
/// is a country's and also a division's of another one ("Georgia") says nothing.
fn clues(layers: Layers<'_>, named: &[(&Mention, Toponym)]) -> Clues {
    let mut clues = Clues::new();
    let mut toponyms = named.iter().peekable();
    for mention in layers.mentions.iter().filter(|mention| mention.form == Form::Name) {
        while toponyms.next_if(|(other, _)| other.span < mention.span).is_some() {}
        let toponym =
            toponyms.peek().filter(|(other, _)| other.span == mention.span).map(|(_, toponym)| toponym);
        let Some(entity) = layers.entities.get(mention.entity) else { continue };
        let meant = toponym.and_then(|toponym| crate::find::country_named(&toponym.candidates));
        let ambiguous = toponym.is_some_and(|toponym| {
            let other = |c: &Candidate| {
                c.class == Class::Admin1 && c.name == NameKind::Preferred && c.country != meant
            };
            meant.is_some() && toponym.candidates.iter().any(other)
        });
        let direct = matches!(entity.kind, EntityType::State | EntityType::Place | EntityType::Facility);
        let country = entity.country.or(meant.filter(|_| entity.kind == EntityType::State));
        if let Some(country) = country.filter(|_| !ambiguous) {
            let dateline = layers.dateline.is_some_and(|dateline| dateline.span.contains(mention.span));
            clues.add(
                country,
                if dateline {
                    3.0
                } else if direct {
                    1.0
                } else {
                    0.4
                },
            );
        }
    }
    if let Some(country) = layers.country {
        clues.add(country, 2.0);
    }
    clues
}

/// A demonym or adjective: "Serbian", "European".
fn is_adjective(text: &str, span: Span, layers: Layers<'_>) -> bool {
    let word = span.of(text);
    if crate::clues::demonym(word).is_some() {
        return true;
    }
    let single = layers.analysis.head_of(span).filter(|_| !word.contains(' '));
    single.is_some_and(|token| layers.analysis.tokens[token].upos == Upos::Adj)
}

/// "X, Y" with nothing but the comma between.
fn is_beside(text: &str, left: Span, right: Span) -> bool {
    text.get(left.end as usize..right.start as usize).is_some_and(|gap| matches!(gap.trim(), "," | "("))
}

/// The rule by which a name is a location, or none where it is used otherwise.
fn used_as_location(
    text: &str,
    mention: &Mention,
    kind: EntityType,
    resolution: &Resolution,
    beside: bool,
    before_name: bool,
    layers: Layers<'_>,
) -> Option<&'static str> {
    let state = kind == EntityType::State;
    if kind != EntityType::Organisation
        && layers.dateline.is_some_and(|dateline| dateline.span.contains(mention.span))
    {
        return Some("dateline");
    }
    if mention.metonym || inside_another_name(mention, layers) {
        return None;
    }
    let role = role::role(text, mention.span, layers.analysis, beside, before_name);
    match role {
        Role::Location(rule) => place_after_all(kind, rule, resolution),
        _ if matches!(kind, EntityType::Organisation | EntityType::Person) => None,
        // A state in any other use is an actor.
        _ if state || resolution.place.class == Class::Country && kind != EntityType::Place => None,
        // A city or region is where it is unless it acts: "of Smallville", "to Smallville" are places still.
        Role::Actor("institution" | "subject" | "office" | "compound") => None,
        Role::Actor("of") => Some("name-of"),
        Role::Actor("recipient") => Some("name-to"),
        Role::Actor("possessive") => Some("name-possessive"),
        Role::Actor("modifier") => Some("name-modifier"),
        Role::Actor(_) => Some("name-other"),
        Role::Open => Some("name"),
    }
}

/// How far off in the list of mentions one may stand that overlaps another or stands beside it.
const BESIDE: usize = 4;

/// The mentions around a span, in text order.
fn around<'a>(span: Span, layers: Layers<'a>) -> impl Iterator<Item = &'a Mention> {
    let mentions = layers.mentions.as_slice();
    let at = mentions.partition_point(|mention| mention.span.start < span.start);
    mentions[at.saturating_sub(BESIDE)..(at + BESIDE).min(mentions.len())].iter()
}

/// A name that is a part of another one ("Sampleville University").
fn inside_another_name(mention: &Mention, layers: Layers<'_>) -> bool {
    around(mention.span, layers).any(|other| {
        other.form == Form::Name
            && other.span != mention.span
            && other.span.contains(mention.span)
            && other.entity != mention.entity
            && layers.entities.get(other.entity).is_some_and(|entity| entity.kind != EntityType::Place)
    })
}
