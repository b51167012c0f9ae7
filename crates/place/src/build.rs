//! Making a gazetteer file.

use std::collections::{BTreeMap, HashMap};

use dateline_doc::Country;

use crate::fold::fold;
use crate::format::{self, BLOCK, HEAD, MAGIC, NONE_U8, NONE_U16, NONE_U32, PlaceRecord};
use crate::gazetteer::{Class, NameKind};

/// A place to be put into a gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// GeoNames id, if known.
    pub geonames: Option<u32>,
    /// Its names; the first is the preferred one.
    pub names: Vec<(String, NameKind)>,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// What it is.
    pub class: Class,
    /// Where it lies; none for what lies in several countries or in none.
    pub country: Option<Country>,
    /// The code of its first-order division in GeoNames' style: `UA.12`.
    pub region: Option<String>,
    /// People who live there; for what nobody lives in, a number that stands for how often it is
    /// meant by its name.
    pub population: u64,
}

/// Collects places and writes them as a file that [`Gazetteer`](crate::Gazetteer) reads. The same
/// places in the same order give the same bytes.
#[derive(Debug, Default)]
pub struct Builder {
    places: Vec<Input>,
    countries: BTreeMap<String, Country>,
    regions: BTreeMap<String, String>,
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Adds a place and gives its number among the places added.
    pub fn add(&mut self, place: Input) -> usize {
        self.places.push(place);
        self.places.len() - 1
    }

    /// Tells that the ISO 3166-1 alpha-2 code `iso2` and `country` are the same.
    pub fn country(&mut self, iso2: &str, country: Country) {
        self.countries.insert(iso2.into(), country);
    }

    /// The country of an alpha-2 code, once told.
    pub fn country_of(&self, iso2: &str) -> Option<Country> {
        self.countries.get(iso2).copied()
    }

    /// Names a first-order division (`UA.12`, "Kyiv City"); places name it by its code.
    pub fn region(&mut self, code: &str, name: &str) {
        self.regions.insert(code.into(), name.into());
    }

    /// The places added so far, to look at or to change.
    pub fn places_mut(&mut self) -> &mut Vec<Input> {
        &mut self.places
    }

    /// The file.
    ///
    /// # Errors
    /// A message where there are more countries, divisions or places than the format can number.
    pub fn finish(mut self) -> Result<Vec<u8>, String> {
        if self.countries.len() >= usize::from(NONE_U8) || self.regions.len() >= usize::from(NONE_U16) {
            return Err("too many countries or divisions".into());
        }
        // The most populous first: small numbers take fewer bytes in the table of names.
        self.places.sort_by_key(|place| std::cmp::Reverse(place.population));
        u32::try_from(self.places.len()).map_err(|_| "too many places")?;
        let sections = [self.country_section(), self.region_section(), self.strings(), self.place_section()];
        let (blocks, names) = self.name_sections();
        let mut out = Vec::new();
        for section in sections.iter().chain([&blocks, &names]) {
            out.extend(u32::try_from(section.len()).map_err(|_| "a section exceeds 4 GiB")?.to_le_bytes());
        }
        for section in sections.iter().chain([&blocks, &names]) {
            out.extend(section);
        }
        let mut file = Vec::with_capacity(HEAD + out.len());
        file.extend(MAGIC);
        file.extend(format::checksum(&out).to_le_bytes());
        file.extend(out);
        Ok(file)
    }

    fn place_index(&self, wanted: impl Fn(&Input) -> bool) -> u32 {
        self.places.iter().position(wanted).map_or(NONE_U32, |at| at as u32)
    }

    fn country_section(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (iso2, country) in &self.countries {
            out.extend(iso2.bytes().chain([b' '; 2]).take(2));
            out.extend(country.as_str().bytes());
            let place = self.place_index(|p| p.class == Class::Country && p.country == Some(*country));
            out.extend(place.to_le_bytes());
        }
        out
    }

    fn region_section(&self) -> Vec<u8> {
        let at: HashMap<&str, u32> = (0u32..)
            .zip(&self.places)
            .filter(|(_, place)| place.class == Class::Admin1)
            .filter_map(|(at, place)| Some((place.region.as_deref()?, at)))
            .collect();
        let (mut out, mut start) = (Vec::new(), 0u32);
        for (code, name) in &self.regions {
            let iso2 = code.split('.').next().unwrap_or_default();
            out.push(self.country_index(iso2));
            out.extend(at.get(code.as_str()).copied().unwrap_or(NONE_U32).to_le_bytes());
            let length = cut(name).len();
            out.extend(start.to_le_bytes());
            out.push(length as u8);
            start += length as u32;
        }
        out
    }

    fn country_index(&self, iso2: &str) -> u8 {
        self.countries.keys().position(|key| key == iso2).map_or(NONE_U8, |at| at as u8)
    }

    fn strings(&self) -> Vec<u8> {
        self.regions.values().flat_map(|name| cut(name).bytes()).collect()
    }

    fn place_section(&self) -> Vec<u8> {
        let countries: HashMap<Country, u8> =
            (0u8..).zip(self.countries.values()).map(|(at, c)| (*c, at)).collect();
        let regions: HashMap<&str, u16> =
            (0u16..).zip(self.regions.keys()).map(|(at, c)| (c.as_str(), at)).collect();
        let mut out = Vec::new();
        for place in &self.places {
            PlaceRecord {
                geonames: place.geonames.unwrap_or(0),
                lat: place.lat,
                lon: place.lon,
                country: place.country.and_then(|c| countries.get(&c).copied()).unwrap_or(NONE_U8),
                region: place.region.as_deref().and_then(|r| regions.get(r).copied()).unwrap_or(NONE_U16),
                class: place.class as u8,
                population: format::pack_population(place.population),
            }
            .write(&mut out);
        }
        out
    }

    fn name_sections(&self) -> (Vec<u8>, Vec<u8>) {
        let mut table: BTreeMap<String, Vec<(u32, NameKind)>> = BTreeMap::new();
        for (at, place) in (0u32..).zip(&self.places) {
            for (name, kind) in &place.names {
                let key = fold(name);
                if key.is_empty() {
                    continue;
                }
                let postings = table.entry(key).or_default();
                match postings.iter_mut().find(|(place, _)| *place == at) {
                    Some((_, old)) => *old = (*old).min(*kind),
                    None => postings.push((at, *kind)),
                }
            }
        }
        let (mut blocks, mut names, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (key, postings)) in table.iter().enumerate() {
            let key = key.as_bytes();
            let shared = if index % BLOCK == 0 {
                blocks.extend((names.len() as u32).to_le_bytes());
                0
            } else {
                let shared = std::iter::zip(&last, key).take_while(|(a, b)| a == b).count();
                format::push_varint(shared as u64, &mut names);
                shared
            };
            format::push_varint((key.len() - shared) as u64, &mut names);
            names.extend(&key[shared..]);
            format::push_varint(postings.len() as u64, &mut names);
            for (place, kind) in postings {
                format::push_varint(u64::from(*place) << 3 | *kind as u64, &mut names);
            }
            last = key.to_vec();
        }
        (blocks, names)
    }
}

/// Names of divisions are kept to 255 bytes.
fn cut(name: &str) -> &str {
    let mut end = name.len().min(255);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Makes the checksum of a gazetteer's bytes fit them again: for tools that patch a file, and for tests
/// of what damage does. Bytes too short to hold one are left alone.
pub fn reseal(bytes: &mut [u8]) {
    if let Some((head, rest)) = bytes.split_at_mut_checked(16) {
        head[8..].copy_from_slice(&format::checksum(rest).to_le_bytes());
    }
}
