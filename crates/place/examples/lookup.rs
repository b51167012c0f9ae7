//! Prints what a name can mean: `cargo run -p dateline-place --example lookup -- Tripoli`.

use dateline_place::{Gazetteer, GazetteerError};

fn main() -> Result<(), GazetteerError> {
    let gazetteer = Gazetteer::bundled()?;
    for name in std::env::args().skip(1) {
        for found in gazetteer.lookup(&name) {
            let division = found.region.and_then(|region| gazetteer.region_name(region)).unwrap_or("-");
            let country = found.country.map(|country| country.to_string()).unwrap_or_default();
            println!(
                "{name}: {} {division}, {country} ({}, {}) {:?} {:.0} {:?}",
                found.class.as_str(),
                found.lat,
                found.lon,
                found.name,
                found.population,
                found.geonames
            );
        }
    }
    Ok(())
}
