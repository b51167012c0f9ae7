//! Who held which office when: a compact file that is read where it lies.
//!
//! Layout (little-endian): magic; section table (offset, length of each section as u32); sections:
//! texts (UTF-8), positions (text offset u32, length u16, office u8, 0), persons (name offset u32,
//! length u16, holdings count u16, first holding u32, Wikidata number u32 or 0), holdings sorted by
//! person (person u32, position u16, country u16, start u32, end u32, flags u32), holders (indices
//! of holdings sorted by country, office, start), countries (three letters each), postings (person
//! ids), names (an `fst` map from a prefixed folded name to `offset << 16 | count` in postings).

use crate::day::Day;
use crate::fold;
use crate::office::Office;
use dateline_doc::Country;

pub(crate) const MAGIC: &[u8; 8] = b"DLOFFC1\n";
pub(crate) const SECTIONS: usize = 8;
pub(crate) const PERSON: usize = 16;
pub(crate) const HOLDING: usize = 24;
pub(crate) const POSITION: usize = 8;
/// The end is not known, and the source was written on the day that stands in its place.
pub(crate) const OPEN: u32 = 1;
/// The factbook, which follows heads of state and government to its last version.
pub(crate) const FACTBOOK: u32 = 2;

/// Kinds of keys in the name index.
pub(crate) const FULL: char = '=';
pub(crate) const SURNAME: char = '~';
pub(crate) const SOUND: char = '*';

/// Why a knowledge file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not such a file, or cut off.
    #[error("not a dateline knowledge file (wrong magic, or cut off)")]
    Shape,
    /// The name index is damaged.
    #[error("the name index of the knowledge file is damaged: {0}")]
    Names(#[from] fst::Error),
}

/// Who held which office when.
pub struct Offices {
    bytes: &'static [u8],
    sections: [(usize, usize); SECTIONS],
    names: fst::Map<&'static [u8]>,
}

/// Somebody who held an office.
#[derive(Clone, Copy)]
pub struct Person<'k> {
    offices: &'k Offices,
    /// The number in this file; another file has other numbers.
    pub index: u32,
}

/// One term of one person in one office.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holding<'k> {
    /// Whose.
    pub person: u32,
    /// The position as the source words it.
    pub position: &'k str,
    /// Its class.
    pub office: Office,
    /// The state.
    pub country: Country,
    /// First day in office.
    pub start: Option<Day>,
    /// Last day, or where `open` the day up to which the source knows.
    pub end: Option<Day>,
    /// Whether the end is not known.
    pub open: bool,
}

impl Holding<'_> {
    /// Whether the person held the office on that day as far as the source knows.
    pub fn at(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day.latest()) && self.end.is_none_or(|end| day <= end.latest())
    }

    /// Whether the term had begun by that day.
    pub fn begun(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day.latest())
    }
}

impl Offices {
    /// Reads a knowledge file that lies in memory for good.
    pub fn open(bytes: &'static [u8]) -> Result<Offices, OpenError> {
        let word = |at: usize| -> Result<usize, OpenError> {
            let slice = bytes.get(at..at + 4).ok_or(OpenError::Shape)?;
            Ok(u32::from_le_bytes([slice[0], slice[1], slice[2], slice[3]]) as usize)
        };
        if !bytes.starts_with(MAGIC) {
            return Err(OpenError::Shape);
        }
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            *section = (word(8 + at * 8)?, word(12 + at * 8)?);
            bytes.get(section.0..section.0 + section.1).ok_or(OpenError::Shape)?;
        }
        let (start, length) = sections[7];
        let names = fst::Map::new(&bytes[start..start + length])?;
        Ok(Offices { bytes, sections, names })
    }

    fn section(&self, section: usize) -> &'static [u8] {
        let (start, length) = self.sections[section];
        &self.bytes[start..start + length]
    }

    fn text(&self, offset: u32, length: u16) -> &'static str {
        let range = offset as usize..offset as usize + length as usize;
        self.section(0).get(range).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn holding(&self, index: u32) -> Option<Holding<'_>> {
        let row = self.section(3).chunks_exact(HOLDING).nth(index as usize)?;
        let position = self.section(1).chunks_exact(POSITION).nth(u16_at(row, 4) as usize)?;
        let code = self.section(5).chunks_exact(3).nth(u16_at(row, 6) as usize)?;
        let day = |at: usize| Some(Day(u32_at(row, at))).filter(|day| day.0 > 0);
        Some(Holding {
            person: u32_at(row, 0),
            position: self.text(u32_at(position, 0), u16_at(position, 4)),
            office: Office::at(position[6]),
            country: std::str::from_utf8(code).ok()?.parse().ok()?,
            start: day(8),
            end: day(12),
            open: u32_at(row, 16) & OPEN != 0,
        })
    }

    /// The holders of a class of offices in a state, from the earliest start on.
    pub fn holders(&self, country: Country, office: Office) -> impl Iterator<Item = Holding<'_>> {
        let order = self.section(4);
        let count = order.len() / 4;
        let at = |index: usize| self.holding(u32_at(order, index * 4));
        let below = |index: usize| at(index).is_some_and(|h| (h.country, h.office) < (country, office));
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if below(middle) { low = middle + 1 } else { high = middle }
        }
        (low..count).map_while(at).take_while(move |h| (h.country, h.office) == (country, office))
    }

    /// Who held an office of the class in the state on that day; the latest start first.
    pub fn holders_at(&self, country: Country, office: Office, day: Day) -> Vec<Holding<'_>> {
        let mut all: Vec<Holding<'_>> = self.holders(country, office).filter(|h| h.at(day)).collect();
        all.reverse();
        all.dedup_by_key(|h| h.person);
        all
    }

    /// The person with a number of this file.
    pub fn person(&self, index: u32) -> Person<'_> {
        Person { offices: self, index }
    }

    /// The persons whose full name (or first and last name) folds to the same as `name`.
    pub fn named(&self, name: &str) -> Vec<Person<'_>> {
        self.posted(FULL, &fold::key(name))
    }

    /// Whether a folded name of lower-case words is somebody's full name.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.names.contains_key(format!("{FULL}{key}"))
    }

    /// Whether a folded lower-case word is the surname of somebody who held an office of note.
    pub(crate) fn known_surname(&self, word: &str) -> bool {
        self.names.contains_key(format!("{SURNAME}{word}"))
    }

    /// The persons with that surname.
    pub fn surnamed(&self, surname: &str) -> Vec<Person<'_>> {
        self.posted(SURNAME, &fold::key(surname))
    }

    /// The persons whose first and last name may be other spellings of those of `name`.
    pub fn sounding(&self, name: &str) -> Vec<Person<'_>> {
        let key = fold::key(name);
        let words: Vec<&str> = key.split(' ').collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        if words.len() < 2 {
            return Vec::new();
        }
        let sound = format!("{} {}", fold::skeleton(first), fold::skeleton(last));
        let mut found = self.posted(SOUND, &sound);
        found.retain(|person| {
            let other = fold::key(person.name());
            let others: Vec<&str> = other.split(' ').collect();
            others.len().abs_diff(words.len()) <= 1
                && others.first().is_some_and(|f| fold::same_word(first, f))
                && others.last().is_some_and(|l| fold::same_word(last, l))
        });
        found
    }

    fn posted(&self, kind: char, key: &str) -> Vec<Person<'_>> {
        let Some(value) = self.names.get(format!("{kind}{key}")) else { return Vec::new() };
        let (offset, count) = ((value >> 16) as usize, (value & 0xffff) as usize);
        self.section(6)
            .get(offset * 4..(offset + count) * 4)
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|bytes| self.person(u32_at(bytes, 0)))
            .collect()
    }

    /// How many persons the file knows.
    pub fn len(&self) -> usize {
        self.sections[2].1 / PERSON
    }

    /// Whether it knows nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'k> Person<'k> {
    fn row(&self) -> &'k [u8] {
        self.offices.section(2).chunks_exact(PERSON).nth(self.index as usize).unwrap_or(&[0; PERSON])
    }

    /// The name in full.
    pub fn name(&self) -> &'k str {
        self.offices.text(u32_at(self.row(), 0), u16_at(self.row(), 4))
    }

    /// The Wikidata id.
    pub fn wikidata(&self) -> Option<String> {
        Some(u32_at(self.row(), 12)).filter(|&number| number > 0).map(|number| format!("Q{number}"))
    }

    /// The offices held.
    pub fn holdings(&self) -> impl Iterator<Item = Holding<'k>> + use<'k> {
        let (first, count) = (u32_at(self.row(), 8), u16_at(self.row(), 6));
        let offices = self.offices;
        (first..first + u32::from(count)).filter_map(move |index| offices.holding(index))
    }
}

impl std::fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({:?})", self.name(), self.wikidata())
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}
