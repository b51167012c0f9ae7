//! Reading the tables of facts that go into a gazetteer (`data/*.tsv`).

use dateline_doc::Country;

use crate::build::{Builder, Input};
use crate::fold::fold;
use crate::gazetteer::{Class, NameKind};

/// The lines of a table with its fields; comments and empty lines are passed over. Missing fields at
/// the end read as empty.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = (usize, [&str; N])> {
    (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()).map(
        |(at, line)| {
            let mut fields = [""; N];
            for (slot, field) in fields.iter_mut().zip(line.split('\t')) {
                *slot = field.trim();
            }
            (at, fields)
        },
    )
}

fn split(names: &str, kind: NameKind) -> impl Iterator<Item = (String, NameKind)> {
    names.split('|').map(str::trim).filter(|name| !name.is_empty()).map(move |name| (name.to_owned(), kind))
}

fn degree(field: &str, at: usize) -> Result<f64, String> {
    field.parse().map_err(|_| format!("line {at}: `{field}` is no coordinate in degrees"))
}

fn code(field: &str, at: usize) -> Result<Country, String> {
    field.parse().map_err(|_| format!("line {at}: `{field}` is no ISO 3166-1 alpha-3 code"))
}

/// `data/countries.tsv`: further names of countries that are in the builder already.
///
/// # Errors
/// The line that names a country which is not there.
pub fn countries(table: &str, builder: &mut Builder) -> Result<(), String> {
    for (at, [iso3, common, historical, codes]) in rows(table) {
        let country = code(iso3, at)?;
        let place = builder
            .places_mut()
            .iter_mut()
            .find(|place| place.class == Class::Country && place.country == Some(country))
            .ok_or_else(|| format!("line {at}: no country {iso3}"))?;
        place.names.extend(split(common, NameKind::Common));
        place.names.extend(split(historical, NameKind::Historical));
        place.names.extend(split(codes, NameKind::Code));
    }
    Ok(())
}

/// `data/country_points.tsv`: the points of countries that are in the builder already.
///
/// # Errors
/// The line that cannot be read or names a country which is not there.
pub fn country_points(table: &str, builder: &mut Builder) -> Result<(), String> {
    for (at, [iso3, lat, lon]) in rows(table) {
        let country = code(iso3, at)?;
        let place = builder
            .places_mut()
            .iter_mut()
            .find(|place| place.class == Class::Country && place.country == Some(country))
            .ok_or_else(|| format!("line {at}: no country {iso3}"))?;
        (place.lat, place.lon) = (degree(lat, at)?, degree(lon, at)?);
    }
    Ok(())
}

/// `data/divisions.tsv`: coordinates and names of first-order divisions that are in the builder.
///
/// # Errors
/// The line that cannot be read or names a division which is not there.
pub fn divisions(table: &str, builder: &mut Builder) -> Result<(), String> {
    for (at, [region, lat, lon, geonames, common, historical, codes]) in rows(table) {
        let place = builder
            .places_mut()
            .iter_mut()
            .find(|place| place.class == Class::Admin1 && place.region.as_deref() == Some(region))
            .ok_or_else(|| format!("line {at}: no division {region}"))?;
        if !lat.is_empty() {
            (place.lat, place.lon) = (degree(lat, at)?, degree(lon, at)?);
        }
        place.geonames = geonames.parse().ok().or(place.geonames);
        place.names.extend(split(common, NameKind::Common));
        place.names.extend(split(historical, NameKind::Historical));
        place.names.extend(split(codes, NameKind::Code));
    }
    Ok(())
}

/// `data/names.tsv`: further names of cities. A city that the source lacks is told in the list that
/// is returned; a smaller source (a country's dump) lacks many.
///
/// # Errors
/// The line that cannot be read.
pub fn names(table: &str, builder: &mut Builder) -> Result<Vec<String>, String> {
    let mut missing = Vec::new();
    for (at, [name, iso3, common, historical, codes]) in rows(table) {
        let (country, key) = (code(iso3, at)?, fold(name));
        let city = builder
            .places_mut()
            .iter_mut()
            .filter(|place| place.country == Some(country) && place.class.is_city())
            .filter(|place| place.names.iter().any(|(name, _)| fold(name) == key))
            .max_by_key(|place| place.population);
        match city {
            None => missing.push(format!("line {at}: no city {name} in {iso3}")),
            Some(place) => {
                place.names.extend(split(common, NameKind::Common));
                place.names.extend(split(historical, NameKind::Historical));
                place.names.extend(split(codes, NameKind::Code));
            }
        }
    }
    Ok(missing)
}

/// How often a place without inhabitants is meant by its name, in the unit of a population: what is
/// listed by hand is listed because it is in the news.
fn prominence(class: Class) -> u64 {
    match class {
        Class::Continent => 500_000_000,
        Class::Region | Class::Sea => 20_000_000,
        Class::Water | Class::Land | Class::Island => 3_000_000,
        _ => 1_000_000,
    }
}

/// `data/areas.tsv` and `data/facilities.tsv`: places of their own.
///
/// # Errors
/// The line that cannot be read.
pub fn places(table: &str, builder: &mut Builder) -> Result<(), String> {
    for (at, [name, class, iso3, lat, lon, geonames, common, historical]) in rows(table) {
        let class =
            Class::parse(class).ok_or_else(|| format!("line {at}: `{class}` is no class of place"))?;
        // "White House (Moscow)": what stands in brackets tells two places of one name apart.
        let bare = name.split(" (").next().unwrap_or(name);
        let mut names = vec![(bare.to_owned(), NameKind::Preferred)];
        names.extend(split(common, NameKind::Common));
        names.extend(split(historical, NameKind::Historical));
        let country = if iso3.is_empty() { None } else { Some(code(iso3, at)?) };
        builder.add(Input {
            geonames: geonames.parse().ok(),
            names,
            lat: degree(lat, at)?,
            lon: degree(lon, at)?,
            class,
            country,
            region: None,
            population: prominence(class) / if bare == name { 1 } else { 100 },
        });
    }
    Ok(())
}
