//! Looks a name up: `cargo run -p dateline-entity --example who -- NAME [DATE]`.

use dateline_entity::{Answer, Day, Knowledge};

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(name), day) = (args.next(), args.next()) else {
        eprintln!("who: NAME [YYYY-MM-DD]");
        std::process::exit(2);
    };
    let knowledge = match Knowledge::bundled() {
        Ok(knowledge) => knowledge,
        Err(error) => {
            eprintln!("who: {error}");
            std::process::exit(2);
        }
    };
    for answer in knowledge.who(&name, day.as_deref().and_then(Day::parse)) {
        match answer {
            Answer::Entry(entry) => {
                println!("{} ({}) {:?} {:?}", entry.name, entry.kind, entry.country, entry.wikidata)
            }
            Answer::Person { person, by, offices } => {
                println!("{} {} by {by}", person.name(), person.wikidata().unwrap_or_default());
                for held in offices {
                    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
                    let open = if held.open { " and later" } else { "" };
                    println!(
                        "    {} ({}) {} to {}{open}",
                        held.position,
                        held.country,
                        day(held.start),
                        day(held.end)
                    );
                }
            }
        }
    }
}
