//! The report's own date: what came with it, what its address says, or what can be inferred.

use dateline_doc::{Analysis, Document, DocumentDate};
use dateline_entity::{Day, Knowledge};
use dateline_time::{Candidate, Tenure};

/// Given by the input, else read off the address, else inferred from the text.
pub(crate) fn of(
    document: &Document,
    analysis: &Analysis,
    candidates: &[Candidate],
    knowledge: &Knowledge,
) -> Option<DocumentDate> {
    let sure = |value, given, confidence| DocumentDate { value, given, confidence, evidence: Vec::new() };
    if let Some(value) = document.given_date.clone() {
        return Some(sure(value, true, 1.0));
    }
    if let Some(day) = document.url.as_deref().and_then(dateline_time::date_in_url) {
        return Some(sure(day.to_string().into(), true, 0.95));
    }
    dateline_time::document_date(&document.text, analysis, candidates, &|name| tenures(knowledge, name))
}

/// The terms of everybody of that name; a single word is a surname.
fn tenures(knowledge: &Knowledge, name: &str) -> Vec<Tenure> {
    let persons =
        if name.contains(' ') { knowledge.offices.named(name) } else { knowledge.offices.surnamed(name) };
    persons
        .iter()
        .flat_map(|person| person.holdings())
        .map(|held| Tenure {
            position: held.position.to_owned(),
            from: held.start.and_then(|day| date(day, false)),
            to: held.end.and_then(|day| date(day, true)),
            open: held.open,
        })
        .collect()
}

/// A day of the knowledge base; where it knows only the month or year, their first or last day.
fn date(day: Day, last: bool) -> Option<jiff::civil::Date> {
    let text = if last { day.latest() } else { day }.to_string();
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text,
    };
    // The last day of a month is told as its 31st whatever the month.
    whole.parse().or_else(|_| format!("{}-28", whole.get(..7).unwrap_or_default()).parse()).ok()
}
