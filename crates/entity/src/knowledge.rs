//! The knowledge base: tables of facts, and the file of office-holders.

use crate::fold;
use crate::lexicon::{Lexicon, Usage};
use crate::offices::{Offices, OpenError};
use crate::table::{field, list, rows};
use compact_str::CompactString;
use dateline_doc::{Country, EntityType, RoleClass, Sector};
use std::collections::{HashMap, HashSet};

/// An entity that the tables know.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The name that is printed.
    pub name: CompactString,
    /// What it is.
    pub kind: EntityType,
    /// Its country.
    pub country: Option<Country>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Its class of role.
    pub role_class: Option<RoleClass>,
    /// Its Wikidata id, where it is certain.
    pub wikidata: Option<CompactString>,
    /// The name of a building or street that stands for an institution.
    pub seat: bool,
    /// The state that this entry's name stands for when it acts: of capitals and some seats.
    pub stands_for: Option<u32>,
}

/// What a title or role noun tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// The role in short.
    pub role: CompactString,
    /// Its class.
    pub role_class: Option<RoleClass>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// May stand before a name.
    pub before_name: bool,
    /// May stand as a noun of its own.
    pub noun: bool,
    /// One person of a state at a time.
    pub unique: bool,
    /// "Leader": whoever leads the state.
    pub leader: bool,
    /// The state whose title it is, where no other is named.
    pub country: Option<Country>,
    /// Whether it tells a man (`Some(true)`) or a woman (`Some(false)`).
    pub male: Option<bool>,
}

/// What a head noun of the nominal table tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nominal {
    /// The kind of entity.
    pub kind: EntityType,
    /// More than one.
    pub plural: bool,
    /// The nouns for states ("the country", "both sides").
    pub state: bool,
    /// Sector.
    pub sector: Option<Sector>,
    /// Class of role.
    pub role_class: Option<RoleClass>,
}

/// The name of an institution that every state has: "Parliament", "Supreme Court".
#[derive(Debug, Clone, PartialEq)]
pub struct Institution {
    /// As it is printed.
    pub name: CompactString,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Its class of role.
    pub role_class: Option<RoleClass>,
    /// States that have none of that name.
    pub without: Vec<Country>,
    /// What it is called in some states: the entry's name.
    pub of: Vec<(Country, CompactString)>,
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// A row is wrong.
    #[error("{table}, line {line}: {message}")]
    Row {
        /// The table.
        table: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The file of office-holders is wrong.
    #[error(transparent)]
    Offices(#[from] OpenError),
}

/// All that the stage knows before it reads.
pub struct Knowledge {
    pub(crate) entries: Vec<Entry>,
    pub(crate) lexicon: Lexicon,
    pub(crate) titles: HashMap<String, Title>,
    pub(crate) longest_title: usize,
    pub(crate) title_starts: HashSet<String>,
    pub(crate) nominals: HashMap<String, Nominal>,
    pub(crate) institutions: HashMap<String, Institution>,
    pub(crate) given: HashMap<String, Option<bool>>,
    pub(crate) words: HashMap<String, HashSet<String>>,
    /// Who held which office when.
    pub offices: Offices,
    states: HashMap<Country, u32>,
    by_name: HashMap<String, u32>,
}

const OFFICES: &[u8] = include_bytes!("../data/knowledge.bin");
const STATES: &str = include_str!("../data/states.tsv");
const ENTRIES: &[(&str, &str)] = &[
    ("orgs_igo.tsv", include_str!("../data/orgs_igo.tsv")),
    ("orgs_media.tsv", include_str!("../data/orgs_media.tsv")),
    ("orgs_national.tsv", include_str!("../data/orgs_national.tsv")),
    ("places.tsv", include_str!("../data/places.tsv")),
];

impl Knowledge {
    /// The knowledge that dateline brings along.
    ///
    /// # Errors
    /// Only if the bundled tables are damaged, which the tests exclude.
    pub fn bundled() -> Result<Knowledge, KnowledgeError> {
        let mut knowledge = Knowledge {
            entries: Vec::new(),
            lexicon: Lexicon::default(),
            titles: HashMap::new(),
            longest_title: 0,
            title_starts: HashSet::new(),
            nominals: HashMap::new(),
            institutions: HashMap::new(),
            given: HashMap::new(),
            words: HashMap::new(),
            offices: Offices::open(OFFICES)?,
            states: HashMap::new(),
            by_name: HashMap::new(),
        };
        knowledge.add_states(STATES)?;
        for (table, text) in ENTRIES {
            knowledge.add_entries(table, text)?;
        }
        knowledge.add_titles(include_str!("../data/titles.tsv"))?;
        knowledge.add_nominals(include_str!("../data/nominals.tsv"))?;
        knowledge.add_institutions(include_str!("../data/institutions.tsv"))?;
        knowledge.add_given(include_str!("../data/given_names.tsv"));
        for (_, row) in rows(include_str!("../data/words.tsv")) {
            let words = list(field(&row, 1)).map(str::to_owned);
            knowledge.words.entry(field(&row, 0).to_owned()).or_default().extend(words);
        }
        knowledge.lexicon.sort();
        Ok(knowledge)
    }

    /// Lays a user's table over the bundled ones: rows as in `orgs_igo.tsv`. A row whose name is
    /// known already replaces what was known and adds its names.
    ///
    /// # Errors
    /// On a row with an unknown type, sector, role class or country.
    pub fn overlay(&mut self, table: &str, text: &str) -> Result<(), KnowledgeError> {
        self.add_entries(table, text)?;
        self.lexicon.sort();
        Ok(())
    }

    /// Replaces the office-holders by a file made by [`crate::pack`].
    pub fn with_offices(mut self, offices: Offices) -> Knowledge {
        self.offices = offices;
        self
    }

    /// The entry with that name, or another of its names.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(&fold::key(name)).map(|&at| &self.entries[at as usize])
    }

    /// The state with that code.
    pub fn state(&self, country: Country) -> Option<&Entry> {
        self.states.get(&country).map(|&at| &self.entries[at as usize])
    }

    pub(crate) fn state_index(&self, country: Country) -> Option<u32> {
        self.states.get(&country).copied()
    }

    pub(crate) fn entry_index(&self, name: &str) -> Option<u32> {
        self.by_name.get(&fold::key(name)).copied()
    }

    /// Whether a lower-case word stands in a set of `words.tsv`.
    pub(crate) fn in_set(&self, set: &str, word: &str) -> bool {
        self.words.get(set).is_some_and(|words| words.contains(word))
    }

    fn push(&mut self, entry: Entry) -> u32 {
        let key = fold::key(&entry.name);
        if let Some(&at) = self.by_name.get(&key) {
            let old = &mut self.entries[at as usize];
            if old.kind == entry.kind {
                old.country = entry.country.or(old.country);
                old.sector = entry.sector.or(old.sector);
                old.role_class = entry.role_class.or(old.role_class);
                if entry.wikidata.is_some() {
                    old.wikidata = entry.wikidata;
                }
                return at;
            }
        }
        let at = self.entries.len() as u32;
        self.entries.push(entry);
        self.by_name.entry(key).or_insert(at);
        at
    }

    fn add_states(&mut self, text: &str) -> Result<(), KnowledgeError> {
        for (line, row) in rows(text) {
            let bad = |message: &str| error("states.tsv", line, message);
            let country: Country = field(&row, 0).parse().map_err(|_| bad("no country code"))?;
            let kind: EntityType = field(&row, 3).parse().map_err(|_| bad("no type"))?;
            let name = field(&row, 4);
            let at = self.entries.len() as u32;
            self.entries.push(Entry {
                name: name.into(),
                kind,
                country: Some(country),
                sector: Some(Sector::Gov),
                role_class: None,
                wikidata: some(field(&row, 2)),
                seat: false,
                stands_for: None,
            });
            self.states.insert(country, at);
            for form in std::iter::once(name).chain(list(field(&row, 5))) {
                self.by_name.entry(fold::key(form)).or_insert(at);
                self.lexicon.add(form, at, Usage::Name);
            }
            for column in [6, 7, 8] {
                for form in list(field(&row, column)) {
                    self.lexicon.add(form, at, if column == 8 { Usage::People } else { Usage::Demonym });
                }
            }
            for capital in list(field(&row, 9)) {
                let place = self.entries.len() as u32;
                for (order, form) in capital.split('=').enumerate() {
                    if order == 0 {
                        self.entries.push(Entry {
                            name: form.into(),
                            kind: EntityType::Place,
                            country: Some(country),
                            sector: None,
                            role_class: None,
                            wikidata: None,
                            seat: false,
                            stands_for: Some(at),
                        });
                    }
                    self.by_name.entry(fold::key(form)).or_insert(place);
                    self.lexicon.add(form, place, Usage::Name);
                }
            }
        }
        Ok(())
    }

    fn add_entries(&mut self, table: &str, text: &str) -> Result<(), KnowledgeError> {
        for (line, row) in rows(text) {
            let bad = |message: String| error(table, line, message);
            let name = field(&row, 0);
            let country =
                optional(field(&row, 3)).map_err(|_| bad(format!("no country: {}", field(&row, 3))))?;
            let flags = field(&row, 7);
            let stands_for =
                if flags == "state" { country.and_then(|code| self.state_index(code)) } else { None };
            let entry = Entry {
                name: name.into(),
                kind: field(&row, 2).parse().map_err(|_| bad(format!("no type: {}", field(&row, 2))))?,
                country,
                sector: optional(field(&row, 4))
                    .map_err(|_| bad(format!("no sector: {}", field(&row, 4))))?,
                role_class: optional(field(&row, 5))
                    .map_err(|_| bad(format!("no class: {}", field(&row, 5))))?,
                wikidata: some(field(&row, 6)),
                seat: flags == "seat",
                stands_for,
            };
            let at = self.push(entry);
            let usage = if flags == "state" { Usage::State } else { Usage::Name };
            for form in std::iter::once(name).chain(list(field(&row, 1))) {
                self.by_name.entry(fold::key(form)).or_insert(at);
                let demonym = flags == "adjectives" && form != name;
                self.lexicon.add(form, at, if demonym { Usage::Demonym } else { usage });
            }
        }
        Ok(())
    }

    fn add_titles(&mut self, text: &str) -> Result<(), KnowledgeError> {
        for (line, row) in rows(text) {
            let bad = |message: String| error("titles.tsv", line, message);
            let flags: Vec<&str> = field(&row, 4).split(' ').collect();
            let has = |flag: &str| flags.contains(&flag);
            let title = Title {
                role: field(&row, 1).into(),
                role_class: optional(field(&row, 2))
                    .map_err(|_| bad(format!("no class: {}", field(&row, 2))))?,
                sector: optional(field(&row, 3))
                    .map_err(|_| bad(format!("no sector: {}", field(&row, 3))))?,
                before_name: has("t"),
                noun: has("n"),
                unique: has("u"),
                leader: has("leader"),
                country: optional(field(&row, 5))
                    .map_err(|_| bad(format!("no country: {}", field(&row, 5))))?,
                male: if has("m") {
                    Some(true)
                } else if has("f") {
                    Some(false)
                } else {
                    None
                },
            };
            for form in list(field(&row, 0)) {
                let key = fold::key(form);
                self.longest_title = self.longest_title.max(key.split(' ').count());
                self.title_starts.extend(key.split(' ').next().map(str::to_owned));
                self.titles.entry(key).or_insert_with(|| title.clone());
            }
        }
        Ok(())
    }

    fn add_nominals(&mut self, text: &str) -> Result<(), KnowledgeError> {
        for (line, row) in rows(text) {
            let bad = |message: String| error("nominals.tsv", line, message);
            let (kind, plural, state) = match field(&row, 1) {
                "group" => (EntityType::Group, true, false),
                "org" => (EntityType::Organisation, false, false),
                "orgs" => (EntityType::Group, true, false),
                "state" => (EntityType::State, false, true),
                "states" => (EntityType::Group, true, true),
                other => return Err(bad(format!("no kind: {other}"))),
            };
            let nominal = Nominal {
                kind,
                plural,
                state,
                sector: optional(field(&row, 2))
                    .map_err(|_| bad(format!("no sector: {}", field(&row, 2))))?,
                role_class: optional(field(&row, 3))
                    .map_err(|_| bad(format!("no class: {}", field(&row, 3))))?,
            };
            for form in list(field(&row, 0)) {
                self.nominals.entry(fold::key(form)).or_insert(nominal);
            }
        }
        Ok(())
    }

    fn add_institutions(&mut self, text: &str) -> Result<(), KnowledgeError> {
        for (line, row) in rows(text) {
            let bad = |message: String| error("institutions.tsv", line, message);
            let mut without = Vec::new();
            for code in list(field(&row, 4)) {
                without.push(code.parse().map_err(|_| bad(format!("no country: {code}")))?);
            }
            let mut of = Vec::new();
            for pair in list(field(&row, 3)) {
                let (code, name) = pair.split_once('=').ok_or_else(|| bad(format!("no pair: {pair}")))?;
                of.push((code.parse().map_err(|_| bad(format!("no country: {code}")))?, name.into()));
            }
            let sector =
                optional(field(&row, 1)).map_err(|_| bad(format!("no sector: {}", field(&row, 1))))?;
            let role_class =
                optional(field(&row, 2)).map_err(|_| bad(format!("no class: {}", field(&row, 2))))?;
            for form in list(field(&row, 0)) {
                let institution = Institution {
                    name: form.into(),
                    sector,
                    role_class,
                    without: without.clone(),
                    of: of.clone(),
                };
                self.institutions.insert(fold::key(form), institution);
                self.lexicon.add(form, u32::MAX, Usage::Institution);
            }
        }
        Ok(())
    }

    fn add_given(&mut self, text: &str) {
        for (_, row) in rows(text) {
            let male = match field(&row, 0) {
                "m" => Some(true),
                "f" => Some(false),
                _ => None,
            };
            for name in field(&row, 1).split(' ').filter(|name| !name.is_empty()) {
                let known = self.given.entry(fold::lower(name)).or_insert(male);
                if *known != male {
                    *known = None;
                }
            }
        }
    }
}

fn error(table: &str, line: usize, message: impl Into<String>) -> KnowledgeError {
    KnowledgeError::Row { table: table.into(), line, message: message.into() }
}

fn some(field: &str) -> Option<CompactString> {
    (!field.is_empty()).then(|| field.into())
}

fn optional<T: std::str::FromStr>(field: &str) -> Result<Option<T>, T::Err> {
    if field.is_empty() { Ok(None) } else { field.parse().map(Some) }
}
