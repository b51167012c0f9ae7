//! `dateline who`: what the knowledge base has under a name, and what a report would link it to.

use crate::args::{Who, WhoFormat};
use crate::{Failure, Outcome, print};
use dateline::doc::Entity;
use dateline::entity::{Answer, Day, Knowledge};
use dateline_view::visible;
use serde::Serialize;
use std::fmt::Write;

/// Namesakes that the view shows; the JSON has all.
const MOST: usize = 10;

#[derive(Serialize)]
struct Shown {
    name: String,
    date: Option<String>,
    link: Option<Link>,
    answers: Vec<Found>,
}

/// What a report that tells nothing but the name would link it to.
#[derive(Serialize)]
struct Link {
    name: String,
    kind: String,
    country: Option<String>,
    role: Option<String>,
    wikidata: Option<String>,
    rule: String,
    score: f32,
}

#[derive(Serialize)]
struct Found {
    name: String,
    kind: String,
    country: Option<String>,
    sector: Option<String>,
    role_class: Option<String>,
    wikidata: Option<String>,
    /// By which form of the name it was found.
    by: &'static str,
    offices: Vec<Held>,
}

#[derive(Serialize)]
struct Held {
    position: String,
    country: String,
    from: Option<String>,
    to: Option<String>,
    /// The source knows no end: `to` is the day up to which it knows.
    open: bool,
    /// Whether it was held on the day asked for.
    at_date: Option<bool>,
}

pub(crate) fn run(args: &Who) -> Result<Outcome, Failure> {
    let knowledge =
        Knowledge::bundled().map_err(|error| Failure::new(format!("the knowledge base: {error}"), None))?;
    let shown = look_up(&knowledge, &args.name.join(" "), args.date.as_deref());
    let text = match args.format {
        WhoFormat::Json => serde_json::to_string(&shown).expect("strings and numbers are JSON") + "\n",
        WhoFormat::Text => view(&shown),
    };
    print(&text)?;
    Ok(if shown.answers.is_empty() && shown.link.is_none() { Outcome::Look } else { Outcome::Done })
}

fn look_up(knowledge: &Knowledge, name: &str, date: Option<&str>) -> Shown {
    let day = date.and_then(Day::parse);
    let linked = knowledge.link(name, day);
    let mut answers = knowledge.who(name, day);
    // A title before the name helps to link it, and is no part of what to look up.
    if let (true, Some(entity)) = (answers.is_empty(), &linked) {
        answers = knowledge.who(&entity.name, day);
    }
    Shown {
        name: name.into(),
        date: date.map(Into::into),
        link: linked.map(link),
        answers: answers.into_iter().map(|answer| found(answer, day)).collect(),
    }
}

fn link(entity: Entity) -> Link {
    Link {
        name: entity.name.to_string(),
        kind: entity.kind.to_string(),
        country: entity.country.map(|code| code.to_string()),
        role: entity.role.map(|role| role.to_string()),
        wikidata: entity.wikidata.map(|id| id.to_string()),
        rule: entity.origin.rule.to_string(),
        score: entity.origin.score,
    }
}

fn found(answer: Answer<'_>, day: Option<Day>) -> Found {
    match answer {
        Answer::Entry(entry) => Found {
            name: entry.name.to_string(),
            kind: entry.kind.to_string(),
            country: entry.country.map(|code| code.to_string()),
            sector: entry.sector.map(|sector| sector.to_string()),
            role_class: entry.role_class.map(|class| class.to_string()),
            wikidata: entry.wikidata.as_ref().map(ToString::to_string),
            by: "name",
            offices: Vec::new(),
        },
        Answer::Person { person, by, .. } => {
            let mut holdings: Vec<_> = person.holdings().collect();
            holdings.sort_by_key(|held| (held.start, held.end));
            let offices = holdings.iter().map(|held| Held {
                position: held.position.into(),
                country: held.country.to_string(),
                from: held.start.map(|day| day.to_string()),
                to: held.end.map(|day| day.to_string()),
                open: held.open,
                at_date: day.map(|day| held.at(day)),
            });
            Found {
                name: person.name().into(),
                kind: "person".into(),
                country: None,
                sector: None,
                role_class: None,
                wikidata: person.wikidata(),
                by,
                offices: offices.collect(),
            }
        }
    }
}

/// What a rule's id says, for those that link names.
fn because(rule: &str) -> &'static str {
    match rule {
        "name-office" => "the full name of somebody in office",
        "surname-office" => "the surname of somebody in office then, and of nobody else who fits",
        _ => "a name of the tables",
    }
}

fn view(shown: &Shown) -> String {
    let mut out = String::new();
    let name = visible(&shown.name);
    let at = shown.date.as_ref().map(|date| format!(" on {date}")).unwrap_or_default();
    if shown.answers.is_empty() && shown.link.is_none() {
        return format!("{name}: nothing is known under this name\n");
    }
    match &shown.link {
        Some(link) => {
            let facts = [Some(link.kind.as_str()), link.country.as_deref(), link.role.as_deref()];
            let facts: Vec<&str> = facts.into_iter().flatten().collect();
            let id = link.wikidata.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
            let _ = writeln!(out, "{name}{at} is linked to {} ({}){id}", link.name, facts.join(", "));
            let _ = writeln!(out, "  why: {} ({}, {:.2})", because(&link.rule), link.rule, link.score);
        }
        None => {
            let _ = writeln!(out, "{name}{at} is linked to nothing by itself");
            out.push_str(
                "  why: the name alone is not enough; a title, an office or a state beside it may decide\n",
            );
        }
    }
    for answer in shown.answers.iter().take(MOST) {
        let facts = [&answer.country, &answer.sector, &answer.role_class].into_iter().flatten();
        let facts: Vec<&str> = std::iter::once(&answer.kind).chain(facts).map(String::as_str).collect();
        let id = answer.wikidata.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
        let _ = writeln!(out, "\n{} ({}){id}, by {}", answer.name, facts.join(", "), answer.by);
        for held in &answer.offices {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "?".into());
            let mark = if held.at_date == Some(true) { '●' } else { ' ' };
            let open = if held.open { " or later" } else { "" };
            let _ = writeln!(
                out,
                "  {mark} {} to {}{open}  {}, {}",
                day(&held.from),
                day(&held.to),
                held.position,
                held.country
            );
        }
    }
    if shown.answers.len() > MOST {
        let _ = writeln!(out, "\nand {} more; --format json lists them", shown.answers.len() - MOST);
    }
    out
}
