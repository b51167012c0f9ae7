//! Builds the file of office-holders from tables: Wikidata's, the CIA World Factbook's, our own.

use crate::day::Day;
use crate::fold;
use crate::office::{Office, classify};
use crate::offices::{FACTBOOK, FULL, HOLDING, MAGIC, OPEN, POSITION, SECTIONS, SOUND, SURNAME};
use crate::table::{field, list, rows};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The tables that a file of office-holders is built from, as texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// `iso2, iso3, name, …, un, slug`, as in `countries.tsv` (header row; `un` is the eleventh column,
    /// `y` for a member of the United Nations, the last is the slug).
    pub countries: &'a str,
    /// `country slug, position, person, wikidata, start, end` (header row).
    pub officeholders: &'a str,
    /// The day up to which an open end of `officeholders` means "in office", as `yyyy-mm-dd`.
    pub officeholders_until: &'a str,
    /// `iso2, role, title, person, wikidata, since, first_seen, last_seen, current` (header row).
    pub factbook: &'a str,
    /// Our own rows: `iso3, position, person, wikidata, start, end, other names`.
    pub more: &'a str,
}

#[derive(Default)]
struct Builder {
    text: String,
    texts: HashMap<String, (u32, u16)>,
    positions: Vec<(u32, u16, u8)>,
    position_of: HashMap<(String, Office), u16>,
    countries: Vec<String>,
    persons: Vec<PersonRow>,
    by_wikidata: HashMap<u32, u32>,
    by_name: HashMap<(String, String), u32>,
    keys: BTreeMap<String, BTreeSet<u32>>,
}

struct PersonRow {
    name: String,
    wikidata: u32,
    holdings: Vec<HoldingRow>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct HoldingRow {
    position: u16,
    country: u16,
    start: u32,
    end: u32,
    flags: u32,
}

/// States whose people put the family name first.
const FAMILY_FIRST: &[&str] = &["CHN", "HKG", "TWN", "MAC", "KOR", "PRK", "VNM", "KHM", "SGP", "HUN", "JPN"];

impl Builder {
    fn intern(&mut self, text: &str) -> (u32, u16) {
        if let Some(&at) = self.texts.get(text) {
            return at;
        }
        let at = (self.text.len() as u32, text.len().min(u16::MAX as usize) as u16);
        self.text.push_str(text);
        self.texts.insert(text.to_owned(), at);
        at
    }

    fn position(&mut self, wording: &str, office: Office) -> u16 {
        if let Some(&at) = self.position_of.get(&(wording.to_owned(), office)) {
            return at;
        }
        let (offset, length) = self.intern(wording);
        self.positions.push((offset, length, office as u8));
        let at = (self.positions.len() - 1) as u16;
        self.position_of.insert((wording.to_owned(), office), at);
        at
    }

    fn country(&mut self, iso3: &str) -> u16 {
        let at = self.countries.iter().position(|code| code == iso3).unwrap_or_else(|| {
            self.countries.push(iso3.to_owned());
            self.countries.len() - 1
        });
        at as u16
    }

    /// The person with that id; without one, the person of that state with the same first and last
    /// name, or a new one.
    fn person(&mut self, name: &str, wikidata: u32, iso3: &str) -> u32 {
        let short = (short_key(name), iso3.to_owned());
        let known = if wikidata > 0 { self.by_wikidata.get(&wikidata) } else { self.by_name.get(&short) };
        let index = known.copied().unwrap_or_else(|| {
            self.persons.push(PersonRow { name: name.to_owned(), wikidata, holdings: Vec::new() });
            (self.persons.len() - 1) as u32
        });
        if wikidata > 0 {
            self.by_wikidata.insert(wikidata, index);
        }
        self.by_name.entry(short).or_insert(index);
        index
    }

    /// Whether the person with that id has a word of `name` in theirs.
    fn agrees(&self, id: u32, name: &str) -> bool {
        let Some(&index) = self.by_wikidata.get(&id) else { return id > 0 };
        let (own, other) = (fold::key(&self.persons[index as usize].name), fold::key(name));
        own.split(' ').any(|word| word.len() > 2 && other.split(' ').any(|w| fold::same_word(w, word)))
    }

    fn add_name(&mut self, index: u32, name: &str, iso3: &str, prominent: bool) {
        let key = fold::key(name);
        let words: Vec<&str> = key.split(' ').filter(|word| !matches!(*word, "jr" | "sr")).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let mut put = |kind: char, key: &str| {
            self.keys.entry(format!("{kind}{key}")).or_default().insert(index);
        };
        put(FULL, &words.join(" "));
        if words.len() > 1 {
            // The family name stands first there, and "Kim Il-sung" is no "Kim Sung".
            if !FAMILY_FIRST.contains(&iso3) {
                put(FULL, &format!("{first} {last}"));
            }
            put(SOUND, &format!("{} {}", fold::skeleton(first), fold::skeleton(last)));
        }
        if prominent {
            put(SURNAME, last);
            if FAMILY_FIRST.contains(&iso3) {
                put(SURNAME, first);
            }
            // "al-Assad", "Bin Salman": the last two words as they stand in reports.
            if words.len() > 2
                && matches!(
                    words[words.len() - 2],
                    "al" | "el" | "bin" | "ben" | "bar" | "abu" | "van" | "von" | "de"
                )
            {
                put(SURNAME, &words[words.len() - 2..].join(" "));
            }
        }
    }

    fn add(&mut self, index: u32, holding: HoldingRow) {
        self.persons[index as usize].holdings.push(holding);
    }

    /// Ends every open term in an office of one holder where the next holder's begins: exports leave
    /// many ends out.
    fn close_terms(&mut self) {
        let single = |office: u8| office <= Office::JusticeMinister as u8;
        let mut terms: BTreeMap<(u16, u16), Vec<(u32, u32)>> = BTreeMap::new();
        for (index, person) in self.persons.iter().enumerate() {
            for holding in &person.holdings {
                if single(self.positions[holding.position as usize].2) && holding.start > 0 {
                    terms
                        .entry((holding.country, holding.position))
                        .or_default()
                        .push((holding.start, index as u32));
                }
            }
        }
        for (index, person) in self.persons.iter_mut().enumerate() {
            for holding in
                person.holdings.iter_mut().filter(|h| h.flags & (OPEN | FACTBOOK) == OPEN && h.start > 0)
            {
                let Some(list) = terms.get(&(holding.country, holding.position)) else { continue };
                let next =
                    list.iter().filter(|(start, who)| *start > holding.start && *who != index as u32).min();
                if let Some(&(start, _)) = next {
                    holding.end = start;
                    holding.flags &= !OPEN;
                }
            }
        }
    }

    fn finish(mut self) -> Result<Vec<u8>, fst::Error> {
        self.close_terms();
        let mut persons = Vec::new();
        let mut holdings: Vec<(u32, HoldingRow)> = Vec::new();
        let rows = std::mem::take(&mut self.persons);
        for (index, mut person) in rows.into_iter().enumerate() {
            person.holdings.sort();
            person.holdings.dedup();
            let (offset, length) = self.intern(&person.name);
            persons.extend_from_slice(&offset.to_le_bytes());
            persons.extend_from_slice(&length.to_le_bytes());
            persons.extend_from_slice(&(person.holdings.len() as u16).to_le_bytes());
            persons.extend_from_slice(&(holdings.len() as u32).to_le_bytes());
            persons.extend_from_slice(&person.wikidata.to_le_bytes());
            holdings.extend(person.holdings.into_iter().map(|holding| (index as u32, holding)));
        }
        let mut rows = Vec::with_capacity(holdings.len() * HOLDING);
        for (person, holding) in &holdings {
            rows.extend_from_slice(&person.to_le_bytes());
            rows.extend_from_slice(&holding.position.to_le_bytes());
            rows.extend_from_slice(&holding.country.to_le_bytes());
            rows.extend_from_slice(&holding.start.to_le_bytes());
            rows.extend_from_slice(&holding.end.to_le_bytes());
            rows.extend_from_slice(&holding.flags.to_le_bytes());
            rows.extend_from_slice(&[0; 4]);
        }
        let mut order: Vec<u32> = (0..holdings.len() as u32).collect();
        order.sort_by_key(|&at| {
            let holding = &holdings[at as usize].1;
            let office = self.positions[holding.position as usize].2;
            (&self.countries[holding.country as usize], office, holding.start, at)
        });
        let holders: Vec<u8> = order.iter().flat_map(|at| at.to_le_bytes()).collect();
        let positions: Vec<u8> = self
            .positions
            .iter()
            .flat_map(|&(offset, length, office)| {
                let mut row = [0; POSITION];
                row[..4].copy_from_slice(&offset.to_le_bytes());
                row[4..6].copy_from_slice(&length.to_le_bytes());
                row[6] = office;
                row
            })
            .collect();
        let mut postings = Vec::new();
        let mut names = fst::MapBuilder::memory();
        for (key, ids) in &self.keys {
            let offset = (postings.len() / 4) as u64;
            postings.extend(ids.iter().flat_map(|id| id.to_le_bytes()));
            names.insert(key, offset << 16 | (ids.len() as u64).min(0xffff))?;
        }
        let sections: [Vec<u8>; SECTIONS] = [
            self.text.into_bytes(),
            positions,
            persons,
            rows,
            holders,
            self.countries.concat().into_bytes(),
            postings,
            names.into_inner()?,
        ];
        let mut out = MAGIC.to_vec();
        let mut at = MAGIC.len() + SECTIONS * 8;
        for section in &sections {
            out.extend_from_slice(&(at as u32).to_le_bytes());
            out.extend_from_slice(&(section.len() as u32).to_le_bytes());
            at += section.len();
        }
        out.extend(sections.into_iter().flatten());
        Ok(out)
    }
}

fn short_key(name: &str) -> String {
    let key = fold::key(name);
    let words: Vec<&str> = key.split(' ').collect();
    match (words.first(), words.last()) {
        (Some(first), Some(last)) if words.len() > 1 => {
            format!("{} {}", fold::skeleton(first), fold::skeleton(last))
        }
        _ => key,
    }
}

fn number(wikidata: &str) -> u32 {
    wikidata.trim_start_matches('Q').parse().unwrap_or(0)
}

fn day(text: &str) -> u32 {
    Day::parse(text).map_or(0, |day| day.0)
}

/// Puts the tables together. The factbook's capitals (`XI Jinping`) become ordinary names; rows
/// that name two people are left out.
pub fn pack(sources: &Sources<'_>) -> Result<Vec<u8>, fst::Error> {
    let mut builder = Builder::default();
    let mut iso3_of: HashMap<&str, &str> = HashMap::new();
    // Territories, whose head of state is another state's: the factbook lists it for each.
    let mut dependent: BTreeSet<&str> = BTreeSet::new();
    for (_, row) in rows(sources.countries) {
        let iso3 = field(&row, 1);
        if field(&row, 10) == "n" && !matches!(iso3, "TWN" | "XKX" | "PSE" | "VAT") {
            dependent.insert(iso3);
        }
        iso3_of.insert(field(&row, 0), iso3);
        if let Some(slug) = row.last() {
            iso3_of.insert(slug, iso3);
        }
    }
    let until = day(sources.officeholders_until);
    for (_, row) in rows(sources.officeholders) {
        let (Some(iso3), id) = (iso3_of.get(field(&row, 0)), number(field(&row, 3))) else { continue };
        let (position, name) = (field(&row, 1), field(&row, 2));
        if name.is_empty() || name.starts_with('Q') && name[1..].bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let office = classify(position);
        let index = builder.person(name, id, iso3);
        builder.add_name(index, name, iso3, office.prominence() > 0);
        let open = field(&row, 5).is_empty();
        let holding = HoldingRow {
            position: builder.position(position, office),
            country: builder.country(iso3),
            start: day(field(&row, 4)),
            end: if open { until } else { day(field(&row, 5)) },
            flags: if open { OPEN } else { 0 },
        };
        builder.add(index, holding);
    }
    // Our own rows come before the factbook's, which have fewer ids and are joined by name.
    for (_, row) in rows(sources.more) {
        let (iso3, position, name) = (field(&row, 0), field(&row, 1), field(&row, 2));
        if name.is_empty() {
            continue;
        }
        let office = match iso3 {
            "INT" | "EUR" => Office::International,
            _ if position.ends_with("rebel leader") => Office::Rebel,
            _ if position.ends_with("party leader") => Office::PartyLeader,
            _ => classify(position),
        };
        // Without an id a namesake of another generation is another person.
        let id = number(field(&row, 3));
        let index = if id == 0 && (1..19_900_000).contains(&day(field(&row, 4))) {
            builder.persons.push(PersonRow { name: name.to_owned(), wikidata: 0, holdings: Vec::new() });
            (builder.persons.len() - 1) as u32
        } else {
            builder.person(name, id, iso3)
        };
        builder.add_name(index, name, iso3, true);
        for other in list(field(&row, 6)) {
            builder.add_name(index, other, iso3, true);
        }
        if position.is_empty() {
            continue;
        }
        let holding = HoldingRow {
            position: builder.position(position, office),
            country: builder.country(iso3),
            start: day(field(&row, 4)),
            end: day(field(&row, 5)),
            flags: 0,
        };
        builder.add(index, holding);
    }
    for (_, row) in rows(sources.factbook) {
        let (Some(iso3), printed) = (iso3_of.get(field(&row, 0)), field(&row, 3)) else { continue };
        let title = field(&row, 2);
        let head = match field(&row, 1) {
            "hos" => Office::HeadOfState,
            "hog" => Office::HeadOfGovernment,
            _ => continue,
        };
        let wording = title.to_lowercase();
        let office = match classify(title) {
            _ if title.is_empty() => continue,
            _ if wording.contains("co-prince") || wording.contains("coprince") => Office::Other,
            Office::VicePresident => Office::VicePresident,
            Office::DeputyPrimeMinister => Office::DeputyPrimeMinister,
            // A president who also leads the government is listed under both.
            Office::HeadOfState => Office::HeadOfState,
            Office::HeadOfGovernment => Office::HeadOfGovernment,
            _ if wording.contains("vice") || wording.contains("deputy") || wording.contains("lieutenant") => {
                Office::Other
            }
            _ => head,
        };
        if field(&row, 1) == "hos" && dependent.contains(*iso3) {
            continue;
        }
        if printed.contains(',') || printed.split(' ').count() > 6 {
            continue;
        }
        let name = ordinary(printed);
        // The factbook's ids were matched by machine: one of somebody with no word of the name in
        // common is not believed.
        let id = Some(number(field(&row, 4))).filter(|&id| builder.agrees(id, &name)).unwrap_or(0);
        let index = builder.person(&name, id, iso3);
        builder.add_name(index, &name, iso3, office.prominence() > 0);
        let current = field(&row, 8) == "y";
        let holding = HoldingRow {
            position: builder.position(title, office),
            country: builder.country(iso3),
            start: day(field(&row, 5)),
            end: day(field(&row, 7)),
            flags: FACTBOOK | if current { OPEN } else { 0 },
        };
        builder.add(index, holding);
    }
    builder.finish()
}

/// A name with words in capitals (`Joseph R. BIDEN`) as it is usually written.
fn ordinary(printed: &str) -> String {
    let words = printed.split(' ').map(|word| {
        if word.len() > 2 && word.chars().any(char::is_alphabetic) && word.chars().all(|c| !c.is_lowercase())
        {
            let mut upper = true;
            word.chars()
                .flat_map(|c| {
                    let out: Vec<char> = if upper { vec![c] } else { c.to_lowercase().collect() };
                    upper = !c.is_alphabetic();
                    out
                })
                .collect()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offices::Offices;

    fn built() -> Offices {
        let sources = Sources {
            countries: "iso2\tiso3\tname\tslug\nAA\tAAA\tAland\taland\nBB\tBBB\tBeland\tbeland\n",
            officeholders: "country\tposition\tperson\twikidata\tstart\tend\n\
                aland\tPresident\tAda Novak\tQ11\t2010-01-01\t2015-06-30\n\
                aland\tPresident\tBoris Zelenko\tQ12\t2015-07-01\t\n\
                aland\tPrime Minister\tOla Dahl\tQ14\t2010\t\n\
                aland\tPrime Minister\tMia Lund\tQ15\t2016-03-02\t\n\
                beland\tMinister of Foreign Affairs\tAda Novak\tQ13\t2012\t2014\n",
            officeholders_until: "2020-01-01",
            factbook: "iso2\trole\ttitle\tperson\twikidata\tsince\tfirst\tlast\tcurrent\n\
                AA\thos\tPresident\tBoris V. ZELENKO\tQ12\t2015-07-01\t2016\t2024-05-01\ty\n",
            more: "AAA\trebel leader\tRed Otto\t\t\t\tOtto the Red\n",
        };
        Offices::open(pack(&sources).expect("packs").leak()).expect("opens")
    }

    #[test]
    fn holders_at_a_date() {
        let offices = built();
        let country = "AAA".parse().expect("a code");
        let who = |day| {
            let holders = offices.holders_at(country, Office::HeadOfState, Day::parse(day).expect("a day"));
            holders.iter().map(|h| offices.person(h.person).name().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(who("2012-05-05"), ["Ada Novak"]);
        assert_eq!(who("2022-05-05"), ["Boris Zelenko"]);
        assert!(who("2001-05-05").is_empty());
    }

    #[test]
    fn an_open_term_ends_where_the_next_begins() {
        let offices = built();
        let country = "AAA".parse().expect("a code");
        let day = Day::parse("2018-01-01").expect("a day");
        let holders = offices.holders_at(country, Office::HeadOfGovernment, day);
        assert_eq!(holders.iter().map(|h| offices.person(h.person).name()).collect::<Vec<_>>(), ["Mia Lund"]);
    }

    #[test]
    fn names_and_namesakes() {
        let offices = built();
        assert_eq!(offices.named("ADA NOVÁK").len(), 2);
        assert_eq!(offices.named("Boris V. Zelenko").len(), 1);
        assert_eq!(offices.surnamed("Zelenko")[0].wikidata().as_deref(), Some("Q12"));
        assert_eq!(offices.sounding("Boris Zelenka").len(), 1);
        assert_eq!(offices.named("Otto the Red")[0].wikidata(), None);
        assert!(Offices::open(b"nonsense").is_err());
    }
}
