//! Names that speak of the same entity.

use crate::acronym;
use crate::context::{Context, Found, Told};
use crate::fold;
use crate::lexicon::Usage;
use compact_str::CompactString;
use dateline_doc::{Country, EntityId, EntityType, RoleClass, Sector};
use std::collections::{HashMap, HashSet};

/// An entity in the making.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) name: CompactString,
    pub(crate) kind: EntityType,
    pub(crate) entry: Option<u32>,
    /// Folded words of the names, longest name first.
    pub(crate) names: Vec<Vec<String>>,
    pub(crate) mentions: Vec<usize>,
    pub(crate) told: Vec<Told>,
    pub(crate) country: Option<Country>,
    pub(crate) sector: Option<Sector>,
    pub(crate) role: Option<CompactString>,
    pub(crate) role_class: Option<RoleClass>,
    pub(crate) wikidata: Option<CompactString>,
    pub(crate) male: Option<bool>,
    pub(crate) plural: bool,
    pub(crate) members: Vec<EntityId>,
    /// The head noun of nominals, to find them again.
    pub(crate) noun: String,
    pub(crate) rule: &'static str,
    pub(crate) score: f32,
}

impl Cluster {
    pub(crate) fn new(name: impl Into<CompactString>, kind: EntityType, rule: &'static str) -> Cluster {
        Cluster {
            name: name.into(),
            kind,
            entry: None,
            names: Vec::new(),
            mentions: Vec::new(),
            told: Vec::new(),
            country: None,
            sector: None,
            role: None,
            role_class: None,
            wikidata: None,
            male: None,
            plural: false,
            members: Vec::new(),
            noun: String::new(),
            rule,
            score: 1.0,
        }
    }
}

/// Makes the types of equal names equal: a part of a person's full name is that person, whatever
/// the reader took it for; else the type that most mentions have.
pub(crate) fn settle_types(found: &mut [Found]) {
    let full: Vec<Vec<String>> = found
        .iter()
        .filter(|f| f.kind == EntityType::Person && f.key.contains(' '))
        .map(|f| f.key.split(' ').map(str::to_owned).collect())
        .collect();
    let known: HashSet<&str> = full.iter().flatten().map(String::as_str).collect();
    let part_of_person = |key: &str| {
        let words: Vec<&str> = key.split(' ').collect();
        words.len() <= 2
            && words.iter().all(|word| known.contains(*word))
            && full.iter().any(|name| {
                name.len() > words.len() && words.iter().all(|word| name.iter().any(|n| n == word))
            })
    };
    let mut votes: HashMap<String, Vec<(EntityType, f32)>> = HashMap::new();
    for mention in found.iter().filter(|f| f.entry.is_none() && f.form == dateline_doc::Form::Name) {
        let kinds = votes.entry(mention.key.clone()).or_default();
        let weight = mention.learned.unwrap_or(0.5);
        match kinds.iter_mut().find(|(kind, _)| *kind == mention.kind) {
            Some((_, sum)) => *sum += weight,
            None => kinds.push((mention.kind, weight)),
        }
    }
    for mention in found.iter_mut().filter(|f| f.entry.is_none() && f.usage == Usage::Name) {
        if mention.kind != EntityType::Person && part_of_person(&mention.key) {
            mention.kind = EntityType::Person;
        } else if let Some(kinds) = votes.get(&mention.key) {
            let best = kinds.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            mention.kind = best.map_or(mention.kind, |(kind, _)| *kind);
        }
    }
}

/// The clusters of the names, and each mention's cluster.
pub(crate) fn names(cx: &Context<'_>, found: &[Found]) -> (Vec<Cluster>, Vec<Option<usize>>) {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; found.len()];
    let mut by_entry: HashMap<u32, usize> = HashMap::new();
    let mut words = Index::default();
    let acronyms = acronym::explained(cx, found);
    // Persons with two words or more come first, so that surnames find them whatever the order.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| {
        let words = found[at].key.split(' ').count();
        (found[at].kind == EntityType::Person && words < 2, at)
    });
    for at in order {
        let mention = &found[at];
        let cluster = match (mention.kind, mention.entry) {
            (EntityType::Person, _) => person(cx, &clusters, found, at, &words),
            (_, Some(entry)) => by_entry.get(&target(cx, mention, entry)).copied(),
            (_, None) => other(cx, &clusters, mention, &acronyms, &words),
        };
        let index = cluster.unwrap_or_else(|| {
            clusters.push(fresh(cx, mention));
            clusters.len() - 1
        });
        if let Some(entry) = mention.entry {
            by_entry.entry(target(cx, mention, entry)).or_insert(index);
        }
        add(&mut clusters[index], mention, at);
        words.add(&mention.key, index);
        if let Some(entry) = clusters[index].entry {
            words.add(&fold::key(&cx.kb.entries[entry as usize].name), index);
        }
        if !clusters[index].noun.is_empty() {
            let noun = clusters[index].noun.clone();
            words.add(&noun, index);
        }
        of[at] = Some(index);
    }
    for cluster in &mut clusters {
        cluster.mentions.sort_unstable();
    }
    (clusters, of)
}

/// The entry that a mention speaks of: the state for a capital that acts.
fn target(cx: &Context<'_>, mention: &Found, entry: u32) -> u32 {
    let stands_for = cx.kb.entries[entry as usize].stands_for;
    match stands_for {
        Some(state) if mention.metonym || mention.usage == Usage::State => state,
        _ => entry,
    }
}

fn fresh(cx: &Context<'_>, mention: &Found) -> Cluster {
    let text: String = mention.span.of(cx.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cluster = Cluster::new(text, mention.kind, mention.rule);
    if let Some(entry) = mention.entry {
        let target = target(cx, mention, entry);
        let entry = &cx.kb.entries[target as usize];
        cluster.entry = Some(target);
        cluster.name = entry.name.clone();
        cluster.kind = entry.kind;
        cluster.country = entry.country;
        cluster.sector = entry.sector;
        cluster.role_class = entry.role_class;
        cluster.wikidata = entry.wikidata.clone();
        if mention.usage == Usage::Institution
            || mention.rule.starts_with("institution")
            || mention.rule == "organisation-state"
        {
            cluster.noun = body(cx, mention).unwrap_or_default();
        }
    } else {
        cluster.country = mention.country;
        cluster.noun = body(cx, mention).unwrap_or_default();
        cluster.score = mention.learned.unwrap_or(0.7);
    }
    cluster
}

/// What kind of body of its state an institution's name names: "parliament", "foreign ministry".
fn body(cx: &Context<'_>, mention: &Found) -> Option<String> {
    if mention.kind != EntityType::Organisation || mention.country.is_none() {
        return None;
    }
    let words: Vec<&str> = mention.key.split(' ').collect();
    let known = |range: &[&str]| {
        let key = range.join(" ");
        (cx.kb.institutions.contains_key(&key)
            || matches!(key.as_str(), "government" | "police" | "military"))
        .then_some(key)
    };
    let of = words.iter().position(|word| *word == "of").unwrap_or(words.len());
    let tail = (0..words.len()).find_map(|from| known(&words[from..]));
    // Before "of": "Parliament of Iraq"; only where nothing but the state follows.
    tail.filter(|noun| words.len() - noun.split(' ').count() <= 2)
        .or_else(|| (0..of).find_map(|from| known(&words[from..of])).filter(|_| words.len() - of <= 4))
}

fn add(cluster: &mut Cluster, mention: &Found, at: usize) {
    cluster.mentions.push(at);
    cluster.told.extend(mention.told.iter().cloned());
    let words: Vec<String> = mention.key.split(' ').map(str::to_owned).collect();
    if mention.entry.is_none() && !cluster.names.contains(&words) {
        cluster.names.push(words);
        cluster.names.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    if cluster.entry.is_none() {
        cluster.country = cluster.country.or(mention.country);
    }
}

/// Clusters by the skeletons of the words of their names, so that a mention is compared with those
/// only that share a word with it.
#[derive(Default)]
struct Index(HashMap<String, Vec<usize>>);

impl Index {
    fn add(&mut self, key: &str, cluster: usize) {
        for word in key.split(' ').filter(|word| word.len() > 1) {
            let list = self.0.entry(fold::skeleton(word)).or_default();
            if list.last() != Some(&cluster) && !list.contains(&cluster) {
                list.push(cluster);
            }
        }
    }

    /// In the order of the clusters.
    fn candidates(&self, words: &[&str]) -> Vec<usize> {
        let mut full: Vec<&str> = words.to_vec();
        for word in words {
            full.extend(nicknames(word));
        }
        let mut all: Vec<usize> =
            full.iter().filter_map(|word| self.0.get(&fold::skeleton(word))).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The other forms of a given name.
fn nicknames(word: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for &(short, long) in NICKNAMES {
        if short == word {
            found.push(long);
        } else if long == word {
            found.push(short);
        }
    }
    found
}

/// The cluster of a person's name: the same full name, or a part of one.
fn person(
    cx: &Context<'_>,
    clusters: &[Cluster],
    found: &[Found],
    at: usize,
    index: &Index,
) -> Option<usize> {
    let mention = &found[at];
    let words: Vec<&str> = mention.key.split(' ').collect();
    let mut best: Option<(i32, usize)> = None;
    for index in index.candidates(&words) {
        let cluster = &clusters[index];
        if cluster.kind != EntityType::Person {
            continue;
        }
        let Some(mut fit) = cluster.names.iter().filter_map(|name| fits(&words, name)).max() else {
            continue;
        };
        if !titles_agree(cx, cluster, mention) {
            fit -= 30;
        }
        // Among namesakes: the one last spoken of before, then the first to come.
        let near = cluster.mentions.iter().rev().take(64).filter(|&&other| other < at).max();
        fit += match near {
            Some(&other) => 10 - (at - other).min(9) as i32,
            None => 0,
        };
        if fit > 0 && best.is_none_or(|(other, _)| fit > other) {
            best = Some((fit, index));
        }
    }
    best.map(|(_, index)| index)
}

/// How well a name fits another one of the same person: none if it cannot be.
fn fits(short: &[&str], full: &[String]) -> Option<i32> {
    let (Some(last), Some(full_last)) = (short.last(), full.last()) else { return None };
    if short.len() == full.len() && short.iter().zip(full).all(|(a, b)| fold::same_word(a, b)) {
        return Some(60);
    }
    if short.len() == 1 {
        // A surname, a family name that stands first, a second surname, a given name.
        return match full.iter().position(|word| fold::same_word(last, word)) {
            Some(place) if place + 1 == full.len() => Some(40),
            Some(0) => Some(20),
            Some(_) => Some(25),
            None if nickname(last, &full[0]) => Some(15),
            None => None,
        };
    }
    if full.len() == 1 {
        let place = short.iter().position(|word| fold::same_word(word, full_last))?;
        return Some(if place + 1 == short.len() { 40 } else { 20 });
    }
    // The same words in another order: "Abe Shinzo".
    let among = |a: &str| full.iter().any(|b| fold::same_word(a, b));
    if short.len() == full.len() && short.iter().all(|a| among(a)) {
        return Some(50);
    }
    // A contiguous part of the longer one: "al-Eryani", "Chan-o-cha".
    let (part, whole): (Vec<&str>, Vec<&str>) = if short.len() < full.len() {
        (short.to_vec(), full.iter().map(String::as_str).collect())
    } else {
        (full.iter().map(String::as_str).collect(), short.to_vec())
    };
    if whole.windows(part.len()).any(|window| window.iter().zip(&part).all(|(a, b)| fold::same_word(a, b))) {
        return Some(45);
    }
    // The same surname and first name, with other names or initials between.
    let (first, full_first) = (short[0], full[0].as_str());
    if fold::same_word(last, full_last) {
        let initial = first.len() == 1 && full_first.starts_with(first)
            || full_first.len() == 1 && first.starts_with(full_first);
        if initial || fold::same_word(first, full_first) || nickname(first, full_first) {
            return Some(45);
        }
    }
    None
}

const NICKNAMES: &[(&str, &str)] = &[
    ("joe", "joseph"),
    ("mike", "michael"),
    ("bill", "william"),
    ("bob", "robert"),
    ("tony", "antony"),
    ("tony", "anthony"),
    ("jim", "james"),
    ("tom", "thomas"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("ed", "edward"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("steve", "stephen"),
    ("steve", "steven"),
    ("greg", "gregory"),
    ("ben", "benjamin"),
    ("sam", "samuel"),
    ("tim", "timothy"),
    ("nick", "nicholas"),
    ("rudy", "rudolph"),
    ("liz", "elizabeth"),
    ("kate", "katherine"),
    ("sue", "susan"),
    ("jeff", "jeffrey"),
    ("matt", "matthew"),
    ("pete", "peter"),
    ("al", "albert"),
    ("bernie", "bernard"),
    ("bibi", "benjamin"),
    ("alex", "alexander"),
    ("vlad", "vladimir"),
    ("don", "donald"),
    ("jack", "john"),
    ("larry", "lawrence"),
    ("andy", "andrew"),
    ("ron", "ronald"),
    ("ken", "kenneth"),
];

/// Short forms of given names.
fn nickname(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|&(x, y)| (a, b) == (x, y) || (b, a) == (x, y))
}

/// Whether the mention's title may belong to the cluster: not a man's and a woman's, not two states'.
fn titles_agree(cx: &Context<'_>, cluster: &Cluster, mention: &Found) -> bool {
    mention.told.iter().all(|told| {
        let male = cx.kb.titles.get(&told.title).and_then(|title| title.male);
        cluster.told.iter().take(16).all(|other| {
            let other_male = cx.kb.titles.get(&other.title).and_then(|title| title.male);
            male.is_none() || other_male.is_none() || male == other_male
        })
    })
}

/// The cluster of another name without an entry: equal words, an acronym, a part of a longer name.
fn other(
    cx: &Context<'_>,
    clusters: &[Cluster],
    mention: &Found,
    acronyms: &HashMap<String, String>,
    index: &Index,
) -> Option<usize> {
    let words: Vec<&str> = mention.key.split(' ').collect();
    let long = acronyms.get(&mention.key);
    let mut shared = index.candidates(&words);
    if let Some(long) = long {
        shared.extend(index.candidates(&long.split(' ').collect::<Vec<_>>()));
        shared.sort_unstable();
        shared.dedup();
    }
    let position = |fits: &dyn Fn(&Cluster) -> bool| shared.iter().copied().find(|&at| fits(&clusters[at]));
    // "Iraqi Parliament", "Parliament of Iraq", "Parliament": one institution of one state.
    if let Some(noun) = body(cx, mention) {
        return position(&|cluster| cluster.noun == noun && cluster.country == mention.country);
    }
    let alike = |cluster: &Cluster| {
        cluster.kind == mention.kind
            || !matches!(cluster.kind, EntityType::Person | EntityType::State)
                && !matches!(mention.kind, EntityType::Person | EntityType::State)
    };
    let equal = position(&|cluster| {
        alike(cluster)
            && cluster.entry.is_none()
            && cluster.names.iter().any(|name| name.join(" ") == mention.key || Some(&name.join(" ")) == long)
            && (mention.country.is_none() || cluster.country.is_none() || mention.country == cluster.country)
    });
    if equal.is_some() {
        return equal;
    }
    // "(SCO)" behind a name that has an entry.
    if let Some(long) = long {
        let entry = cx.kb.entry_index(long);
        if let Some(found) = position(&|cluster| cluster.entry.is_some() && cluster.entry == entry) {
            return Some(found);
        }
    }
    if !matches!(mention.kind, EntityType::Organisation | EntityType::Facility | EntityType::Event) {
        return None;
    }
    position(&|cluster| {
        alike(cluster)
            && cluster.entry.is_none()
            && cluster.kind == mention.kind
            && cluster.names.iter().any(|name| {
                let part = |short: &[&str], long: &[String]| {
                    short.len() < long.len()
                        && short.iter().zip(long).all(|(a, b)| a == b)
                        && (short.len() > 1 || short[0].len() > 4)
                };
                let tail = |short: &[&str], long: &[String]| {
                    short.len() > 1
                        && short.len() < long.len()
                        && short.iter().rev().zip(long.iter().rev()).all(|(a, b)| a == b)
                };
                let name_words: Vec<&str> = name.iter().map(String::as_str).collect();
                let own: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                part(&words, name) || part(&name_words, &own) || tail(&words, name) || tail(&name_words, &own)
            })
    })
}
