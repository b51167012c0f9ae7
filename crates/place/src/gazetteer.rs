//! Names of places and what they can stand for.

use std::borrow::Cow;

use dateline_doc::Country;

use crate::fold::fold_into;
use crate::format::{self, BLOCK, COUNTRY, HEAD, MAGIC, PLACE, PlaceRecord, REGION, SECTIONS};

/// What a place is; also how precise a point for it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// City, town, village.
    City = 0,
    /// Capital of a country.
    Capital = 1,
    /// First-order division: state, province, oblast, governorate.
    Admin1 = 2,
    /// Second-order division: county, district.
    Admin2 = 3,
    /// Country or dependent territory.
    Country = 4,
    /// Region that is no division: Donbas, Kashmir, the Sahel, the Middle East.
    Region = 5,
    /// Continent.
    Continent = 6,
    /// Sea, ocean, gulf, strait.
    Sea = 7,
    /// River, lake, canal.
    Water = 8,
    /// Mountain, range, desert, pass.
    Land = 9,
    /// Island or group of islands.
    Island = 10,
    /// Building, base, plant, airport, border crossing, square.
    Facility = 11,
    /// Quarter or suburb.
    Quarter = 12,
}

impl Class {
    /// Every class, in the order of its number.
    pub const ALL: [Class; 13] = [
        Class::City,
        Class::Capital,
        Class::Admin1,
        Class::Admin2,
        Class::Country,
        Class::Region,
        Class::Continent,
        Class::Sea,
        Class::Water,
        Class::Land,
        Class::Island,
        Class::Facility,
        Class::Quarter,
    ];

    /// The name used in data files and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Class::City => "city",
            Class::Capital => "capital",
            Class::Admin1 => "admin1",
            Class::Admin2 => "admin2",
            Class::Country => "country",
            Class::Region => "region",
            Class::Continent => "continent",
            Class::Sea => "sea",
            Class::Water => "water",
            Class::Land => "land",
            Class::Island => "island",
            Class::Facility => "facility",
            Class::Quarter => "quarter",
        }
    }

    /// The class of that name.
    pub fn parse(name: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// Whether it covers so much ground that a point for it says little.
    pub const fn is_area(self) -> bool {
        matches!(self, Class::Country | Class::Region | Class::Continent | Class::Sea)
    }

    /// Whether it is a city or the capital.
    pub const fn is_city(self) -> bool {
        matches!(self, Class::City | Class::Capital)
    }
}

/// How a name belongs to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameKind {
    /// The name that the source prefers.
    Preferred = 0,
    /// Common in English beside the preferred one: "Britain", "Kharkov region".
    Common = 1,
    /// The preferred name without its generic word: "Punjab" for "Punjab Province".
    Short = 2,
    /// Any other name, often of another language.
    Alternate = 3,
    /// A name of the past: "Leningrad".
    Historical = 4,
    /// A code: "Calif.", "ROK".
    Code = 5,
}

impl NameKind {
    const ALL: [NameKind; 6] = [
        NameKind::Preferred,
        NameKind::Common,
        NameKind::Short,
        NameKind::Alternate,
        NameKind::Historical,
        NameKind::Code,
    ];
}

/// The number of a place in its gazetteer; lower means more populous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry(pub u32);

/// One meaning of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Which place.
    pub entry: Entry,
    /// How the name belongs to it.
    pub name: NameKind,
    /// What it is.
    pub class: Class,
    /// GeoNames id, where the gazetteer has it.
    pub geonames: Option<u32>,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// The country it lies in (ISO 3166-1 alpha-3); none for seas and what lies in several.
    pub country: Option<Country>,
    /// Number of its first-order division in the gazetteer.
    pub region: Option<u16>,
    /// People who live there, to about 5 %; 0 where unknown.
    pub population: f64,
}

/// Why a gazetteer could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The file does not begin like one.
    #[error(
        "not a gazetteer of this version (it must begin with `DLPLACE1`); build it anew with `build_gazetteer`"
    )]
    Magic,
    /// The file is shorter or longer than its header says.
    #[error("the gazetteer is cut short or has a tail: {expected} bytes expected, {found} found")]
    Length {
        /// By the header.
        expected: u64,
        /// In fact.
        found: u64,
    },
    /// The bytes were changed.
    #[error("the gazetteer is damaged: its checksum does not fit its bytes")]
    Checksum,
    /// A section does not hold whole records.
    #[error("the gazetteer is damaged: section {0} has a broken length")]
    Section(usize),
}

/// A table of names and places. Loading checks it and copies nothing; every look-up is bounds-checked,
/// so a file that passes the check by chance cannot bring the program down.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    starts: [usize; SECTIONS + 1],
}

static BUNDLED: &[u8] = include_bytes!("../data/gazetteer.bin");

impl Gazetteer {
    /// The gazetteer that comes with the crate (`data/gazetteer.card.md` tells what is in it).
    ///
    /// # Errors
    /// Only if the crate's own file is damaged.
    pub fn bundled() -> Result<Gazetteer, GazetteerError> {
        Gazetteer::load(Cow::Borrowed(BUNDLED))
    }

    /// A gazetteer from the bytes that [`Builder`](crate::build::Builder) made.
    ///
    /// # Errors
    /// [`GazetteerError`] if the bytes are not whole and unchanged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Gazetteer, GazetteerError> {
        Gazetteer::load(Cow::Owned(bytes))
    }

    fn load(bytes: Cow<'static, [u8]>) -> Result<Gazetteer, GazetteerError> {
        if bytes.len() < HEAD || &bytes[..8] != MAGIC {
            return Err(GazetteerError::Magic);
        }
        let (sum, _) = bytes[8..].split_first_chunk::<8>().ok_or(GazetteerError::Magic)?;
        let mut starts = [HEAD; SECTIONS + 1];
        let mut end = HEAD as u64;
        for (section, length) in bytes[16..HEAD].as_chunks::<4>().0.iter().enumerate() {
            end += u64::from(u32::from_le_bytes(*length));
            starts[section + 1] = usize::try_from(end).unwrap_or(usize::MAX);
        }
        let found = bytes.len() as u64;
        if end != found {
            return Err(GazetteerError::Length { expected: end, found });
        }
        if format::checksum(&bytes[16..]) != u64::from_le_bytes(*sum) {
            return Err(GazetteerError::Checksum);
        }
        for (section, size) in [(0, COUNTRY), (1, REGION), (3, PLACE), (4, 4)] {
            if (starts[section + 1] - starts[section]) % size != 0 {
                return Err(GazetteerError::Section(section));
            }
        }
        Ok(Gazetteer { bytes, starts })
    }

    fn section(&self, section: usize) -> &[u8] {
        &self.bytes[self.starts[section]..self.starts[section + 1]]
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.section(3).len() / PLACE
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything that `name` can stand for, in no order of likelihood; see [`Gazetteer::lookup`].
    /// The name is folded ([`fold`](crate::fold::fold)), nothing else is done to it.
    pub fn exact(&self, name: &str) -> Vec<Candidate> {
        let mut folded = String::new();
        fold_into(name, &mut folded);
        self.exact_folded(&folded)
    }

    /// As [`Gazetteer::exact`], for a name that is folded already.
    pub fn exact_folded(&self, folded: &str) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        self.visit(folded, |entry, kind| {
            if let Some(candidate) = self.candidate(entry, kind)
                && !candidates.iter().any(|c: &Candidate| c.entry == entry)
            {
                candidates.push(candidate);
            }
        });
        candidates
    }

    /// Whether `folded` is a name of any place.
    pub fn knows(&self, folded: &str) -> bool {
        let mut found = false;
        self.visit(folded, |_, _| found = true);
        found
    }

    /// The record of one place, as if met under its preferred name.
    pub fn get(&self, entry: Entry) -> Option<Candidate> {
        self.candidate(entry, NameKind::Preferred)
    }

    /// The name of a first-order division, as `candidate.region` numbers it.
    pub fn region_name(&self, region: u16) -> Option<&str> {
        let record = self.section(1).chunks_exact(REGION).nth(usize::from(region))?;
        let start = u32::from_le_bytes([record[5], record[6], record[7], record[8]]) as usize;
        let bytes = self.section(2).get(start..start.checked_add(usize::from(record[9]))?)?;
        std::str::from_utf8(bytes).ok()
    }

    /// The place that a first-order division is itself.
    pub fn region_entry(&self, region: u16) -> Option<Entry> {
        let record = self.section(1).chunks_exact(REGION).nth(usize::from(region))?;
        let place = u32::from_le_bytes([record[1], record[2], record[3], record[4]]);
        (place != format::NONE_U32).then_some(Entry(place))
    }

    /// The record of a country.
    pub fn country(&self, code: Country) -> Option<Candidate> {
        let record =
            self.section(0).chunks_exact(COUNTRY).find(|record| record[2..5] == *code.as_str().as_bytes())?;
        let place = u32::from_le_bytes([record[5], record[6], record[7], record[8]]);
        self.candidate(Entry(place), NameKind::Preferred)
    }

    fn country_code(&self, index: u8) -> Option<Country> {
        let record = self.section(0).chunks_exact(COUNTRY).nth(usize::from(index))?;
        std::str::from_utf8(&record[2..5]).ok()?.parse().ok()
    }

    fn candidate(&self, entry: Entry, name: NameKind) -> Option<Candidate> {
        let start = (entry.0 as usize).checked_mul(PLACE)?;
        let record = PlaceRecord::read(self.section(3).get(start..start.checked_add(PLACE)?)?)?;
        Some(Candidate {
            entry,
            name,
            class: *Class::ALL.get(usize::from(record.class))?,
            geonames: (record.geonames != 0).then_some(record.geonames),
            lat: record.lat,
            lon: record.lon,
            country: self.country_code(record.country),
            region: (record.region != format::NONE_U16).then_some(record.region),
            population: format::unpack_population(record.population),
        })
    }

    /// Finds a folded name: a binary search over the first names of the blocks, then a walk.
    fn visit(&self, folded: &str, mut each: impl FnMut(Entry, NameKind)) -> Option<()> {
        let key = folded.as_bytes();
        let (blocks, names) = (self.section(4).as_chunks::<4>().0, self.section(5));
        let start_of = |block: usize| Some(u32::from_le_bytes(*blocks.get(block)?) as usize);
        let first_of = |block: usize| -> Option<&[u8]> {
            let mut at = start_of(block)?;
            let length = usize::try_from(format::read_varint(names, &mut at)?).ok()?;
            names.get(at..at.checked_add(length)?)
        };
        let (mut low, mut high) = (0, blocks.len());
        while low < high {
            let middle = low.midpoint(high);
            if first_of(middle)? <= key { low = middle + 1 } else { high = middle }
        }
        let mut at = start_of(low.checked_sub(1)?)?;
        // How many bytes of `key` the current name has in common with it, and whether it is beyond.
        let mut current: Vec<u8> = Vec::with_capacity(48);
        for index in 0..BLOCK {
            if at >= names.len() {
                return None;
            }
            let number = |at: &mut usize| usize::try_from(format::read_varint(names, at)?).ok();
            let shared = if index == 0 { 0 } else { number(&mut at)? };
            let length = number(&mut at)?;
            current.truncate(shared);
            current.extend(names.get(at..at.checked_add(length)?)?);
            at += length;
            let count = number(&mut at)?;
            let order = current.as_slice().cmp(key);
            if order == std::cmp::Ordering::Greater {
                return None;
            }
            for _ in 0..count {
                let posting = format::read_varint(names, &mut at)?;
                if order == std::cmp::Ordering::Equal {
                    let kind = NameKind::ALL.get((posting & 7) as usize)?;
                    each(Entry(u32::try_from(posting >> 3).ok()?), *kind);
                }
            }
            if order == std::cmp::Ordering::Equal {
                return Some(());
            }
        }
        None
    }
}
