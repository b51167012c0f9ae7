//! Builds `crates/entity/data/knowledge.bin` from the tables of office-holders:
//!
//! ```sh
//! cargo run --release -p dateline-entity --example build_kb -- \
//!     --actors ../shared/data/actors -o crates/entity/data/knowledge.bin
//! ```

use dateline_entity::pack::{Sources, pack};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut actors = PathBuf::from("../shared/data/actors");
    let mut out = PathBuf::from("crates/entity/data/knowledge.bin");
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        match (flag.as_str(), args.next()) {
            ("--actors", Some(path)) => actors = path.into(),
            ("-o", Some(path)) => out = path.into(),
            (other, _) => {
                eprintln!("build_kb: {other}: unknown or without a value (--actors DIR, -o FILE)");
                return ExitCode::from(2);
            }
        }
    }
    let read = |name: &str| {
        let path = actors.join(name);
        std::fs::read_to_string(&path).map_err(|error| eprintln!("build_kb: {}: {error}", path.display()))
    };
    let (Ok(countries), Ok(officeholders), Ok(factbook)) =
        (read("countries.tsv"), read("officeholders.tsv"), read("factbook_leaders.tsv"))
    else {
        return ExitCode::from(2);
    };
    let sources = Sources {
        countries: &countries,
        officeholders: &officeholders,
        officeholders_until: "2023-03-12",
        factbook: &factbook,
        more: include_str!("../data/officeholders_more.tsv"),
    };
    let bytes = match pack(&sources) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("build_kb: {error}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = std::fs::write(&out, &bytes) {
        eprintln!("build_kb: {}: {error}", out.display());
        return ExitCode::from(2);
    }
    println!("{}: {} bytes", out.display(), bytes.len());
    ExitCode::SUCCESS
}
