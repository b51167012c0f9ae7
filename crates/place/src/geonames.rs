//! GeoNames' files (CC BY 4.0, <https://www.geonames.org>): the tab-separated dump, and what its
//! names and codes need before they go into a gazetteer.

use std::collections::HashMap;
use std::io::BufRead;

use crate::build::{Builder, Input};
use crate::fold::fold;
use crate::gazetteer::{Class, NameKind};

/// Fewest inhabitants of a place whose names beside the preferred one are kept.
const ALTERNATES_FROM: u64 = 1000;

/// The names of a place that an English text can use: the preferred one, and of the others those in
/// Latin letters that are no codes.
pub fn names<'a>(
    preferred: &str,
    others: impl IntoIterator<Item = &'a str>,
    population: u64,
) -> Vec<(String, NameKind)> {
    let mut names = vec![(preferred.to_owned(), NameKind::Preferred)];
    if population >= ALTERNATES_FROM {
        let first = fold(preferred);
        names.extend(
            others
                .into_iter()
                .filter(|name| latin(name) && fold(name) != first)
                .map(|name| (name.to_owned(), NameKind::Alternate)),
        );
    }
    names
}

fn latin(name: &str) -> bool {
    name.chars().count() > 3
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().any(char::is_lowercase)
        && name.chars().all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || "’‘ʼʻ–".contains(c))
}

/// Where the places of each division lie: GeoNames' tables of divisions have no coordinates.
#[derive(Debug, Default)]
pub struct Members(HashMap<String, (Vec<(f64, f64)>, u64)>);

impl Members {
    /// A place lies in `division` (`UA.12`, `US.IL.031`).
    pub fn add(&mut self, division: &str, lat: f64, lon: f64, population: u64) {
        let (points, people) = self.0.entry(division.to_owned()).or_default();
        points.push((lat, lon));
        *people += population;
    }

    /// The middle of the division's convex hull, and how many people live in its places.
    fn middle(&self, division: &str) -> Option<(f64, f64, u64)> {
        let (points, people) = self.0.get(division)?;
        let (lat, lon) = hull_centroid(points)?;
        Some((lat, lon, *people))
    }
}

/// The centre of gravity of the convex hull (degrees taken as a plane: divisions are small); of fewer
/// than three points, or points in a line, their mean.
fn hull_centroid(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let count = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let mean = (sum.0 / count, sum.1 / count);
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let cross =
        |o: (f64, f64), a: (f64, f64), b: (f64, f64)| (a.0 - o.0) * (b.1 - o.1) - (a.1 - o.1) * (b.0 - o.0);
    let half = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut chain: Vec<(f64, f64)> = Vec::new();
        for point in points {
            while chain.len() >= 2 && cross(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut sorted.iter().copied());
    hull.extend(half(&mut sorted.iter().rev().copied()));
    let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for (a, b) in hull.iter().zip(hull.iter().cycle().skip(1)) {
        let part = a.0 * b.1 - b.0 * a.1;
        area += part;
        lat += (a.0 + b.0) * part;
        lon += (a.1 + b.1) * part;
    }
    if points.is_empty() {
        None
    } else if area.abs() < 1e-6 {
        Some(mean)
    } else {
        Some((lat / (3.0 * area), lon / (3.0 * area)))
    }
}

/// Words that say what kind of division a name is of.
const GENERIC: [&str; 21] = [
    "Province",
    "Oblast",
    "Oblast'",
    "oblast",
    "Region",
    "Republic",
    "Governorate",
    "State",
    "Department",
    "District",
    "Prefecture",
    "County",
    "Kray",
    "Krai",
    "City",
    "Muhafazat",
    "Regency",
    "Kabupaten",
    "Rayon",
    "Raion",
    "Voivodeship",
];

/// Adds a division of the first (`UA.12`) or second (`US.IL.031`) order whose places are known.
pub fn add_division(code: &str, name: &str, id: Option<u32>, members: &Members, builder: &mut Builder) {
    let mut parts = code.split('.');
    let (Some(iso2), Some(first)) = (parts.next(), parts.next()) else { return };
    let second = parts.next().is_some();
    let region = format!("{iso2}.{first}");
    if !second {
        builder.region(code, name);
    }
    let Some((lat, lon, population)) = members.middle(code) else { return };
    let mut names = vec![(name.to_owned(), NameKind::Preferred)];
    // "Cook County" is never "Cook"; "Helmand Province" is mostly "Helmand".
    if !(second && matches!(iso2, "US" | "GB" | "CA" | "AU")) {
        let bare: Vec<&str> = name.split(' ').filter(|word| !GENERIC.contains(word)).collect();
        let bare = bare.join(" ");
        let bare = bare.strip_prefix("of ").unwrap_or(&bare).trim().to_owned();
        if !bare.is_empty() && bare != name {
            names.push((bare, NameKind::Short));
        }
    }
    builder.add(Input {
        geonames: id,
        names,
        lat,
        lon,
        class: if second { Class::Admin2 } else { Class::Admin1 },
        country: builder.country_of(iso2),
        region: Some(region),
        population,
    });
}

/// Leaves one capital to each country, the greatest of those so marked.
pub fn keep_one_capital(builder: &mut Builder) {
    let mut best: HashMap<_, u64> = HashMap::new();
    for place in builder.places_mut().iter().filter(|place| place.class == Class::Capital) {
        let most = best.entry(place.country).or_default();
        *most = place.population.max(*most);
    }
    for place in builder.places_mut().iter_mut().filter(|place| place.class == Class::Capital) {
        if best.get(&place.country) != Some(&place.population) {
            place.class = Class::City;
        }
    }
}

/// GeoNames' `countryInfo.txt`.
pub fn countries(table: &str, builder: &mut Builder) {
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let (Some(iso2), Some(Ok(country))) = (fields.first(), fields.get(1).map(|code| code.parse())) {
            builder.country(iso2, country);
        }
    }
}

/// GeoNames' `admin1CodesASCII.txt` (code, name, ASCII name, id).
pub fn divisions(table: &str, builder: &mut Builder) {
    for line in table.lines() {
        let mut fields = line.split('\t');
        if let (Some(code), Some(name)) = (fields.next(), fields.next()) {
            builder.region(code, name);
        }
    }
}

/// The class of a GeoNames feature, and how many people it counts for where none live there; none for
/// features that news do not name.
fn class(feature: &str, code: &str) -> Option<(Class, u64)> {
    Some(match (feature, code) {
        ("P", "PPLC") => (Class::Capital, 0),
        ("P", "PPLX") => (Class::Quarter, 0),
        ("P", "PPLQ" | "PPLW" | "PPLH" | "PPLCH") => return None,
        ("P", _) => (Class::City, 0),
        ("A", "ADM1") => (Class::Admin1, 0),
        ("A", "ADM2") => (Class::Admin2, 0),
        ("A", code) if code.starts_with("PCL") || code == "TERR" => (Class::Country, 0),
        ("H", "SEA" | "OCN" | "GULF" | "STRT" | "BAY" | "CHN") => (Class::Sea, 100_000),
        ("H", "STM" | "LK" | "CNL" | "RSV") => (Class::Water, 1000),
        ("T", "ISL" | "ISLS" | "ATOL") => (Class::Island, 10_000),
        ("T", "MT" | "MTS" | "PASS" | "DSRT" | "VAL" | "PEN") => (Class::Land, 1000),
        ("L", "CONT") => (Class::Continent, 500_000_000),
        ("L", "RGN") => (Class::Region, 100_000),
        ("S", "AIRP" | "AIRB" | "MILB" | "PSN" | "DAM" | "PPNU" | "CTRB" | "BDG") => (Class::Facility, 1000),
        ("L", "MILB" | "CMP" | "CMPRF") => (Class::Facility, 1000),
        _ => return None,
    })
}

/// GeoNames' own dump (`allCountries.txt`, `cities500.txt`, one country's file): 19 columns, tab-separated. Countries'
/// codes must be told before ([`countries`]). Gives how many lines were passed over.
///
/// # Errors
/// Of reading.
pub fn read_dump(reader: impl BufRead, builder: &mut Builder) -> std::io::Result<usize> {
    let mut passed_over = 0;
    for line in reader.lines() {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        let place = (|| {
            let [id, name, _, others, lat, lon, feature, code, iso2, _, admin1, _, _, _, population, ..] =
                fields[..]
            else {
                return None;
            };
            let (class, least) = class(feature, code)?;
            let population = population.parse().unwrap_or(0).max(least);
            Some(Input {
                geonames: id.parse().ok(),
                names: names(name, others.split(','), population),
                lat: lat.parse().ok()?,
                lon: lon.parse().ok()?,
                class,
                country: builder.country_of(iso2),
                region: (!admin1.is_empty()).then(|| format!("{iso2}.{admin1}")),
                population,
            })
        })();
        match place {
            Some(place) => drop(builder.add(place)),
            None => passed_over += 1,
        }
    }
    Ok(passed_over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    #[test]
    fn other_scripts_and_codes_are_left_out() {
        let names = names("Kyiv", ["Kiev", "IEV", "Київ", "kyyf", "Kijów"], 3_000_000);
        let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Kyiv", "Kiev", "Kijów"]);
    }

    #[test]
    fn a_dump_becomes_a_gazetteer() {
        let dump = "1\tSampleville\tSampleville\tSample Town\t10.5\t20.25\tP\tPPL\tXK\t\t01\t\t\t\t12000\t\t\t\t\n\
                    2\tSome Well\tSome Well\t\t1\t2\tH\tWLL\tXK\t\t01\t\t\t\t0\t\t\t\t\n";
        let mut builder = Builder::new();
        countries("#iso\nXK\tXKX\t0\tKV\tKosovo\n", &mut builder);
        divisions("XK.01\tSample Province\tSample Province\t9\n", &mut builder);
        assert_eq!(read_dump(dump.as_bytes(), &mut builder).unwrap(), 1);
        let gazetteer = Gazetteer::from_bytes(builder.finish().unwrap()).unwrap();
        let found = gazetteer.exact("Sample town");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].geonames, found[0].lat, found[0].lon), (Some(1), 10.5, 20.25));
        assert_eq!(found[0].region.and_then(|region| gazetteer.region_name(region)), Some("Sample Province"));
        assert_eq!(found[0].country.map(|c| c.to_string()).as_deref(), Some("XKX"));
    }

    #[test]
    fn the_middle_of_a_square() {
        let square = [(0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (2.0, 2.0), (0.1, 0.1)];
        assert_eq!(hull_centroid(&square), Some((1.0, 1.0)));
        assert_eq!(hull_centroid(&[(1.0, 2.0), (3.0, 4.0)]), Some((2.0, 3.0)));
        assert_eq!(hull_centroid(&[]), None);
    }
}
