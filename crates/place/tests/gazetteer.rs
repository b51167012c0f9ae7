//! The bundled gazetteer, and what damaged files do.

use dateline_place::build::{Builder, Input};
use dateline_place::{Class, Gazetteer, GazetteerError, NameKind};
use proptest::prelude::*;

fn bundled() -> Gazetteer {
    Gazetteer::bundled().expect("the bundled gazetteer is whole")
}

fn sample() -> Vec<u8> {
    let mut builder = Builder::new();
    builder.country("XK", "XKX".parse().unwrap());
    builder.region("XK.01", "Sample Province");
    for (at, name) in
        ["Aberville", "Abertown", "Aberton", "Zenville", "Sample Province"].into_iter().enumerate()
    {
        builder.add(Input {
            geonames: Some(at as u32 + 1),
            names: vec![(name.into(), NameKind::Preferred), (format!("Old {name}"), NameKind::Historical)],
            lat: 40.0 + at as f64,
            lon: -20.0,
            class: if name.ends_with("Province") { Class::Admin1 } else { Class::City },
            country: "XKX".parse().ok(),
            region: Some("XK.01".into()),
            population: 1000 * at as u64,
        });
    }
    builder.finish().unwrap()
}

#[test]
fn the_first_meaning_is_the_usual_one() {
    let gazetteer = bundled();
    let best = |name: &str| {
        let best = gazetteer.best(name).unwrap_or_else(|| panic!("{name} is unknown"));
        (best.class.as_str(), best.country.map(|c| c.to_string()).unwrap_or_default())
    };
    for (name, class, country) in [
        ("Paris", "capital", "FRA"),
        ("Kiev", "capital", "UKR"),
        ("Peking", "capital", "CHN"),
        ("Rangoon", "city", "MMR"),
        ("Bombay", "city", "IND"),
        ("Saigon", "city", "VNM"),
        ("Leningrad", "city", "RUS"),
        ("Burma", "country", "MMR"),
        ("Mexico", "country", "MEX"),
        ("New York", "city", "USA"),
        ("the West Bank", "admin1", "PSE"),
        ("Helmand province", "admin1", "AFG"),
        ("Tigray", "admin1", "ETH"),
        ("Donbass", "region", "UKR"),
        ("the South China Sea", "sea", ""),
        ("Strait of Hormuz", "sea", ""),
        ("Great Hall of the People", "facility", "CHN"),
        ("the Kremlin", "facility", "RUS"),
        ("Guantánamo Bay", "facility", "CUB"),
        ("Zaporizhzhya Nuclear Power Plant", "facility", "UKR"),
        ("U.S.", "country", "USA"),
        ("DPRK", "country", "PRK"),
        ("Republic of Ireland", "country", "IRL"),
        ("Mosul", "city", "IRQ"),
        ("Aleppo", "city", "SYR"),
        ("Fallujah", "city", "IRQ"),
        ("Sharm El Sheikh", "city", "EGY"),
        ("Washington, D.C.", "capital", "USA"),
        ("Pyongyang", "capital", "PRK"),
        ("Nicosia", "capital", "CYP"),
        ("Stepanakert", "city", "AZE"),
        ("Kobani", "city", "SYR"),
        ("Lashkar Gah", "city", "AFG"),
    ] {
        assert_eq!(best(name), (class, country.to_owned()), "{name}");
    }
}

#[test]
fn every_country_is_there_with_its_point() {
    let gazetteer = bundled();
    for code in ["UKR", "RUS", "CHN", "USA", "PSE", "XKX", "TWN", "HKG", "SSD"] {
        let country = gazetteer.country(code.parse().unwrap()).unwrap();
        assert_eq!(country.class, Class::Country);
        assert!(country.lat.abs() <= 90.0 && country.lon.abs() <= 180.0 && country.geonames.is_some());
    }
}

#[test]
fn divisions_have_names() {
    let gazetteer = bundled();
    let kharkiv = gazetteer.best("Kharkiv").unwrap();
    assert_eq!(kharkiv.region.and_then(|region| gazetteer.region_name(region)), Some("Kharkiv"));
}

#[test]
fn damage_is_told_apart() {
    let whole = sample();
    assert!(Gazetteer::from_bytes(whole.clone()).is_ok());
    assert!(matches!(Gazetteer::from_bytes(b"hello".to_vec()), Err(GazetteerError::Magic)));
    assert!(matches!(
        Gazetteer::from_bytes(whole[..whole.len() - 1].to_vec()),
        Err(GazetteerError::Length { .. })
    ));
    let mut flipped = whole;
    let last = flipped.len() - 3;
    flipped[last] ^= 1;
    assert!(matches!(Gazetteer::from_bytes(flipped), Err(GazetteerError::Checksum)));
}

proptest! {
    /// No bytes bring the loader down.
    #[test]
    fn any_bytes(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), magic in any::<bool>()) {
        if magic && bytes.len() >= 8 {
            bytes[..8].copy_from_slice(b"DLPLACE1");
        }
        prop_assert!(Gazetteer::from_bytes(bytes).is_err());
    }

    /// Bytes changed behind the checksum's back bring no look-up down.
    #[test]
    fn damage_that_the_checksum_misses(at in 40usize..600, value in any::<u8>(), name in "[A-Za-z ]{1,12}") {
        let mut bytes = sample();
        let at = at % bytes.len();
        if at >= 16 {
            bytes[at] = value;
        }
        dateline_place::build::reseal(&mut bytes);
        if let Ok(gazetteer) = Gazetteer::from_bytes(bytes) {
            for name in [name.as_str(), "Aberville", "Old Zenville", "Sample Province"] {
                for found in gazetteer.lookup(name) {
                    let _ = found.region.and_then(|region| gazetteer.region_name(region).map(str::len));
                }
            }
        }
    }

    /// What goes in comes out.
    #[test]
    fn names_round_trip(names in proptest::collection::btree_set("[a-z]{3,9}", 1..60)) {
        let mut builder = Builder::new();
        for (at, name) in names.iter().enumerate() {
            builder.add(Input {
                geonames: Some(at as u32 + 1), names: vec![(name.clone(), NameKind::Preferred)], lat: 1.0, lon: 2.0,
                class: Class::City, country: None, region: None, population: at as u64,
            });
        }
        let gazetteer = Gazetteer::from_bytes(builder.finish().unwrap()).unwrap();
        for (at, name) in names.iter().enumerate() {
            prop_assert_eq!(gazetteer.exact(name).first().and_then(|found| found.geonames), Some(at as u32 + 1));
        }
        prop_assert!(gazetteer.exact("zz top").is_empty());
    }
}
