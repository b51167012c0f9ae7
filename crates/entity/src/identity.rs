//! Who somebody is: name, title, state and office at the document's date weighed together.

use crate::cluster::Cluster;
use crate::context::{Context, Found, Told};
use crate::day::Day;
use crate::fold;
use crate::office::Office;
use crate::offices::{Holding, Person};
use dateline_doc::{Country, EntityType, RoleClass, Sector, Span};
use std::collections::HashSet;

/// The date that is taken where none is known: the newest that the tables reach.
const TODAY: Day = Day(20_260_517);

/// Fills country, role, sector and Wikidata id of every person.
pub(crate) fn link(cx: &Context<'_>, clusters: &mut [Cluster], found: &[Found], main: Option<Country>) {
    let spoken_of: HashSet<Country> = clusters.iter().filter_map(|c| c.country).collect();
    let mut owner_of: Vec<Option<usize>> = vec![None; found.len()];
    for (at, cluster) in clusters.iter().enumerate() {
        for &mention in &cluster.mentions {
            owner_of[mention] = Some(at);
        }
    }
    for at in 0..clusters.len() {
        if clusters[at].kind != EntityType::Person {
            if matches!(clusters[at].kind, EntityType::Organisation | EntityType::Group) {
                by_words(cx, &mut clusters[at]);
            }
            continue;
        }
        gender(cx, &mut clusters[at]);
        let told = best_told(cx, &clusters[at]).cloned();
        let mut country = clusters[at].told.iter().find_map(|told| told.country);
        let org = clusters[at].told.iter().find_map(|told| told.org);
        let own = clusters[at]
            .told
            .iter()
            .find_map(|told| cx.kb.titles.get(&told.title).and_then(|title| title.country));
        // "Secretary of State" without a state is one of the United States, where the report speaks of them.
        country = country.or(own.filter(|own| org.is_none() && spoken_of.contains(own)));
        if let Some(org) = org {
            let owner = owner_of.get(org).copied().flatten().map(|at| &clusters[at]);
            let owner = owner.map(|owner| (owner.country, owner.sector, owner.role_class));
            country = country.or(owner.and_then(|(country, _, _)| country)).or(found[org].country);
            if let Some((_, sector, class)) = owner {
                clusters[at].sector = clusters[at].sector.or(sector);
                clusters[at].role_class = clusters[at].role_class.or(class.filter(|c| {
                    matches!(
                        c,
                        RoleClass::Media
                            | RoleClass::Company
                            | RoleClass::Rebel
                            | RoleClass::Ngo
                            | RoleClass::Igo
                    )
                }));
            }
        }
        apply_told(cx, &mut clusters[at], told.as_ref());
        let day = cx.date.unwrap_or(TODAY);
        let known = who(cx, &clusters[at], told.as_ref(), country, &spoken_of, main, day);
        if let Some((person, holding, rule, score)) = known {
            let cluster = &mut clusters[at];
            cluster.wikidata = person.wikidata().map(Into::into);
            cluster.name = person.name().into();
            cluster.rule = rule;
            cluster.score = score;
            let international = matches!(holding.country.as_str(), "INT");
            cluster.country = if international { country } else { Some(holding.country) };
            if cluster.sector.is_none() || cluster.role.is_none() {
                let in_office = holding.at(day);
                let office = holding.office;
                cluster.sector = Some(if in_office || holding.open {
                    office.sector()
                } else {
                    cluster.sector.unwrap_or(office.sector())
                });
                cluster.role = cluster.role.take().or_else(|| {
                    Some(if in_office {
                        holding.position.to_lowercase().into()
                    } else {
                        format!("former {}", holding.position.to_lowercase()).into()
                    })
                });
                if cluster.role_class.is_none() && (in_office || holding.open) {
                    cluster.role_class = office.role_class();
                }
            }
        } else {
            clusters[at].country = country;
        }
    }
}

/// Men and women by title and given name.
fn gender(cx: &Context<'_>, cluster: &mut Cluster) {
    let by_title =
        cluster.told.iter().find_map(|told| cx.kb.titles.get(&told.title).and_then(|title| title.male));
    let by_name = cluster
        .names
        .iter()
        .filter(|words| words.len() > 1)
        .find_map(|words| cx.kb.given.get(&words[0]).copied().flatten());
    cluster.male = by_title.or(by_name);
}

/// The title that tells most: one with an office first, then one with a class.
fn best_told<'c>(cx: &Context<'_>, cluster: &'c Cluster) -> Option<&'c Told> {
    cluster
        .told
        .iter()
        .enumerate()
        .max_by_key(|(order, told)| {
            let title = cx.kb.titles.get(&told.title);
            let office = title.is_some_and(|title| Office::of_role(&title.role).is_some());
            let class = title.is_some_and(|title| title.role_class.is_some());
            let sector = title.is_some_and(|title| title.sector.is_some());
            (!told.former, office, class, sector, std::cmp::Reverse(*order))
        })
        .map(|(_, told)| told)
}

fn apply_told(cx: &Context<'_>, cluster: &mut Cluster, told: Option<&Told>) {
    let Some(told) = told else { return };
    let Some(title) = cx.kb.titles.get(&told.title) else { return };
    if title.role.is_empty() {
        return;
    }
    let wording = told.wording.to_lowercase();
    cluster.role = Some(if told.former { format!("former {wording}").into() } else { wording.into() });
    if told.former {
        cluster.sector = cluster.sector.or(Some(Sector::Eli));
        return;
    }
    // A spokesman speaks for the sector of whom he speaks for.
    let inherited = cluster.sector;
    cluster.sector = match title.role_class {
        Some(RoleClass::Spokesperson) => inherited.or(title.sector),
        _ => title.sector.or(inherited),
    };
    cluster.role_class = title.role_class.or(cluster.role_class);
    if title.leader {
        cluster.role_class = cluster.role_class.or(None);
    }
}

/// Gives people, groups and bodies without a state of their own that of the sentence, where it
/// names only one, or that of the report. A guess of low score; media, international bodies and
/// their people get none.
pub(crate) fn default_countries(
    cx: &Context<'_>,
    clusters: &mut [Cluster],
    found: &[Found],
    main: Option<Country>,
) {
    let mut states: Vec<(usize, Country)> = Vec::new();
    for mention in found.iter().filter(|m| m.kind == EntityType::State) {
        if let Some(country) = mention.country {
            states.push((cx.sentence(mention.span.start), country));
        }
    }
    let named_after = namesake_countries(clusters, found);
    let international = |mention: &&Found| {
        let sector = mention.entry.and_then(|entry| cx.kb.entries[entry as usize].sector);
        matches!(sector, Some(Sector::Igo | Sector::Uno))
    };
    let mut bodies: Vec<Span> = found.iter().filter(international).map(|mention| mention.span).collect();
    bodies.sort_unstable_by_key(|body| body.end);
    for (at, cluster) in clusters.iter_mut().enumerate() {
        if cluster.country.is_none()
            && cluster.entry.is_none()
            && let Some(country) = named_after[at]
        {
            cluster.country = Some(country);
            cluster.rule = "namesake-state";
        }
        let group = cluster.kind == EntityType::Group;
        let foreign = !group
            && matches!(
                cluster.role_class,
                Some(RoleClass::Igo | RoleClass::Ngo | RoleClass::Media | RoleClass::Company)
            )
            || matches!(cluster.sector, Some(Sector::Igo | Sector::Uno));
        let right = matches!(
            cluster.kind,
            EntityType::Person
                | EntityType::Group
                | EntityType::Organisation
                | EntityType::Event
                | EntityType::Facility
        );
        if cluster.country.is_some()
            || cluster.entry.is_some()
            || foreign
            || !right
            || !cluster.members.is_empty()
        {
            continue;
        }
        if cluster.kind == EntityType::Person
            && cluster.mentions.iter().any(|&at| serves_abroad(cx, &bodies, found[at].span))
        {
            continue;
        }
        let sentences: HashSet<usize> =
            cluster.mentions.iter().map(|&at| cx.sentence(found[at].span.start)).collect();
        // `states` stands in text order.
        let mut near: Vec<Country> = sentences
            .iter()
            .flat_map(|&sentence| {
                let from = states.partition_point(|(at, _)| *at < sentence);
                states[from..].iter().take_while(move |(at, _)| *at == sentence).map(|(_, c)| *c)
            })
            .collect();
        near.sort_unstable();
        near.dedup();
        let (country, rule) = match near[..] {
            [only] => (Some(only), "country-of-sentence"),
            _ if main.is_some() => (main, "country-of-report"),
            _ => (None, cluster.rule),
        };
        if country.is_some() {
            cluster.country = country;
            cluster.rule = rule;
            cluster.score = cluster.score.min(0.4);
        }
    }
}

/// Whether an international body stands before a person's title: "UN envoy Amina Reyes" is of no
/// state that the report happens to speak of.
fn serves_abroad(cx: &Context<'_>, bodies: &[Span], name: Span) -> bool {
    /// Bytes that a title may take between the body and the name.
    const TITLE: u32 = 40;
    let before = bodies.partition_point(|body| body.end < name.start);
    before.checked_sub(1).map(|last| bodies[last]).is_some_and(|body| {
        name.start - body.end <= TITLE
            && cx.text[body.end as usize..name.start as usize]
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    })
}

/// For each cluster the state of a person or place in its names: "the Trump administration".
fn namesake_countries(clusters: &[Cluster], found: &[Found]) -> Vec<Option<Country>> {
    let mut of = vec![None; found.len()];
    for (at, cluster) in clusters.iter().enumerate() {
        for &mention in &cluster.mentions {
            of[mention] = Some(at);
        }
    }
    let mut countries = vec![None; clusters.len()];
    for (at, mention) in found.iter().enumerate() {
        let (Some(outer), Some(inner)) = (mention.outer, of[at]) else { continue };
        if let Some(cluster) = of.get(outer).copied().flatten() {
            countries[cluster] = countries[cluster].or(clusters[inner].country).or(mention.country);
        }
    }
    countries
}

type Known<'k> = (Person<'k>, Holding<'k>, &'static str, f32);

/// The person of the tables that the evidence speaks for; none where it leaves a choice.
fn who<'k>(
    cx: &Context<'k>,
    cluster: &Cluster,
    told: Option<&Told>,
    country: Option<Country>,
    spoken_of: &HashSet<Country>,
    main: Option<Country>,
    day: Day,
) -> Option<Known<'k>> {
    let kb = cx.kb;
    let office =
        told.and_then(|told| kb.titles.get(&told.title)).and_then(|title| Office::of_role(&title.role));
    let full = cluster.names.iter().find(|words| words.len() > 1);
    let surname = cluster.names.iter().find(|words| words.len() == 1);
    let mut candidates: Vec<(Person<'k>, bool)> = Vec::new();
    if let Some(words) = full {
        let name = words.join(" ");
        candidates.extend(kb.offices.named(&name).into_iter().map(|person| (person, true)));
        if candidates.is_empty() {
            let turned: Vec<&str> = words.iter().rev().map(String::as_str).collect();
            candidates.extend(kb.offices.named(&turned.join(" ")).into_iter().map(|person| (person, true)));
        }
        if candidates.is_empty() {
            candidates.extend(kb.offices.sounding(&name).into_iter().map(|person| (person, true)));
        }
    } else if let Some(words) = surname {
        candidates.extend(kb.offices.surnamed(&words[0]).into_iter().map(|person| (person, false)));
        candidates.extend(kb.offices.named(&words[0]).into_iter().map(|person| (person, true)));
    }
    let name = full.map(|words| words.join(" ")).unwrap_or_default();
    let mut best: Option<(i32, Known<'k>)> = None;
    let mut tie = false;
    // A surname that only one person of note ever had ("Putin").
    let noted = |person: &Person<'_>| person.holdings().any(|h| h.office.prominence() >= 3);
    let mut noteds: Vec<u32> =
        candidates.iter().filter(|(person, _)| noted(person)).map(|(person, _)| person.index).collect();
    noteds.sort_unstable();
    noteds.dedup();
    let lone = noteds.len() == 1;
    let evidence = Evidence { office, country, spoken_of, main, day, name: &name, lone };
    for (person, by_full) in candidates {
        let Some((points, known)) = weigh(person, by_full, &evidence) else {
            continue;
        };
        match &best {
            // Two rows of one person, only one of which has an id.
            Some((other, (same, ..)))
                if *other == points && same.wikidata().is_none() != person.wikidata().is_none() =>
            {
                if same.wikidata().is_none() {
                    best = Some((points, known));
                }
            }
            Some((other, (same, ..))) if *other == points && same.index != person.index => tie = true,
            Some((other, _)) if *other >= points => {}
            _ => {
                tie = false;
                best = Some((points, known));
            }
        }
    }
    best.filter(|_| !tie).map(|(_, known)| known)
}

/// What the text says of a person beside the name.
struct Evidence<'a> {
    office: Option<Office>,
    country: Option<Country>,
    spoken_of: &'a HashSet<Country>,
    main: Option<Country>,
    day: Day,
    /// The folded full name.
    name: &'a str,
    /// Whether only one person of note has the surname.
    lone: bool,
}

/// The points for a candidate: nothing below what carries a link.
fn weigh<'k>(person: Person<'k>, by_full: bool, evidence: &Evidence<'_>) -> Option<(i32, Known<'k>)> {
    let &Evidence { office, country, spoken_of, main, day, name, lone } = evidence;
    let rank = |holding: &Holding<'k>| {
        let fits_office = office.is_some_and(|office| office == holding.office);
        let fits_country = country.is_some_and(|country| country == holding.country);
        let near = main == Some(holding.country) || spoken_of.contains(&holding.country);
        (fits_country, near, holding.at(day), fits_office, holding.office.prominence(), holding.start)
    };
    let holding = person.holdings().max_by_key(rank)?;
    let holdings: Vec<Holding<'k>> = person.holdings().collect();
    let any_country = |code: Country| holdings.iter().any(|h| h.country == code);
    // A person who held no office before the report's day was not in the news as an office-holder.
    let young = holdings.iter().all(|h| h.start.is_some_and(|start| start.year() > day.year() + 4));
    if young {
        return None;
    }
    let international = holdings.iter().any(|h| matches!(h.country.as_str(), "INT" | "EUR"));
    let in_office = holdings.iter().any(|h| h.at(day));
    let office_fits =
        office.is_some_and(|office| holdings.iter().any(|h| h.office == office && h.begun(day)));
    let prominence = holdings.iter().map(|h| h.office.prominence()).max().unwrap_or(0);
    let mut points = 0;
    if let Some(country) = country {
        if any_country(country) {
            points += 4;
        } else if !international {
            return None;
        }
    } else if holdings.iter().any(|h| spoken_of.contains(&h.country)) {
        points += 2;
    }
    if main.is_some_and(any_country) {
        points += 1;
    }
    if office_fits {
        points += 3;
    }
    if in_office {
        points += 2;
    }
    points += i32::from(prominence);
    if by_full {
        points += if fold::key(person.name()) == name { 5 } else { 4 };
    }
    // A full name needs a state that the report speaks of, or somebody that everybody knows; a
    // surname needs an office in which its holder sits, and the state or the title beside it.
    let spoken = main.is_some_and(any_country) || holdings.iter().any(|h| spoken_of.contains(&h.country));
    let exact = fold::key(person.name()) == name;
    let enough = if by_full {
        // Another spelling of a name is believed of somebody who then was in office, or may have been:
        // "Anna Lind" of 2024 is not the Anna Lindh of 2003.
        let lately = office_fits || holdings.iter().any(|h| h.begun(day) && (h.at(day) || h.open));
        let beside = country.is_some() || spoken || office_fits || exact && prominence >= 4 || international;
        (exact || lately) && beside && points >= 6 && (prominence >= 3 || points >= 7)
    } else {
        (prominence >= 3 || prominence == 2 && office_fits)
            && in_office
            && points >= if lone { 6 } else { 8 }
            && (lone && prominence >= 4
                || office_fits
                || country.is_some()
                || holdings.iter().any(|h| spoken_of.contains(&h.country)))
    };
    if !enough {
        return None;
    }
    let rule = if by_full { "name-office" } else { "surname-office" };
    Some((points, (person, holding, rule, (points as f32 / 14.0).min(1.0))))
}

/// Sector and type of an organisation that no table knows, by its words.
fn by_words(cx: &Context<'_>, cluster: &mut Cluster) {
    if cluster.entry.is_some() || cluster.sector.is_some() {
        return;
    }
    let key = cluster.names.first().map(|words| words.join(" ")).unwrap_or_default();
    let institution = {
        let words: Vec<&str> = key.split(' ').collect();
        (0..words.len())
            .find_map(|from| cx.kb.institutions.get(&words[from..].join(" ")))
            .map(|i| (i.sector, i.role_class))
    };
    if let Some((sector, class)) = institution {
        cluster.sector = sector;
        cluster.role_class = class;
        return;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let of = words.iter().position(|word| matches!(*word, "of" | "for"));
    let head =
        of.and_then(|at| at.checked_sub(1)).map(|at| words[at]).or(words.last().copied()).unwrap_or_default();
    let class = cx.kb.nominals.get(head).or_else(|| cx.kb.nominals.get(head.trim_end_matches('s')));
    if let Some(nominal) = class.filter(|nominal| !nominal.state) {
        cluster.sector = nominal.sector;
        cluster.role_class = nominal.role_class;
    } else if let Some((_, sector)) = SECTOR_WORDS.iter().find(|(word, _)| words.contains(word)) {
        cluster.sector = Some(*sector);
    }
}

const SECTOR_WORDS: &[(&str, Sector)] = &[
    ("times", Sector::Med),
    ("news", Sector::Med),
    ("tv", Sector::Med),
    ("radio", Sector::Med),
    ("herald", Sector::Med),
    ("post", Sector::Med),
    ("gazette", Sector::Med),
    ("tribune", Sector::Med),
    ("daily", Sector::Med),
    ("journal", Sector::Med),
    ("union", Sector::Lab),
    ("workers", Sector::Lab),
    ("association", Sector::Ngo),
    ("foundation", Sector::Ngo),
    ("front", Sector::Reb),
    ("brigades", Sector::Reb),
    ("brigade", Sector::Mil),
    ("battalion", Sector::Mil),
    ("army", Sector::Mil),
    ("corp", Sector::Bus),
    ("inc", Sector::Bus),
    ("ltd", Sector::Bus),
    ("airlines", Sector::Bus),
    ("airways", Sector::Bus),
    ("holdings", Sector::Bus),
    ("institute", Sector::Edu),
    ("club", Sector::Soc),
    ("authority", Sector::Gov),
    ("service", Sector::Gov),
];
