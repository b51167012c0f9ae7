//! The report's own date: given, read off a date line, or inferred.
//!
//! Inference weighs every day by the evidence of the text (see `evidence`) and answers at the finest
//! granularity that is certain enough; where nothing is, it gives no date.

mod events;
mod evidence;
mod line;
mod offices;
mod timeline;

pub use line::date_in_url;
pub use offices::Tenure;

use crate::stage::Candidate;
use dateline_doc::{Analysis, DocumentDate, Span};

/// Shares of belief from which on a day, a month, a year is told.
const SURE_DAY: f32 = 0.40;
const SURE_MONTH: f32 = 0.55;
const SURE_YEAR: f32 = 0.60;

/// The date of a report that came without one. `who` gives the terms in office of a person by name
/// (full name or surname); it may always answer with none.
pub fn document_date(
    text: &str,
    analysis: &Analysis,
    candidates: &[Candidate],
    who: &dyn Fn(&str) -> Vec<Tenure>,
) -> Option<DocumentDate> {
    let line = line::read(text, candidates);
    if let Some(l) = line.as_ref().filter(|l| l.year.is_some()) {
        let value = l.value()?;
        return Some(DocumentDate {
            value: value.as_str().into(),
            given: false,
            confidence: 0.98,
            evidence: vec![l.span],
        });
    }
    infer(text, analysis, candidates, who, line.as_ref())
}

fn infer(
    text: &str,
    analysis: &Analysis,
    candidates: &[Candidate],
    who: &dyn Fn(&str) -> Vec<Tenure>,
    line: Option<&line::DateLine>,
) -> Option<DocumentDate> {
    let mut weighed = evidence::weigh(text, analysis, candidates, who);
    if let Some(l) = line {
        weighed.date_line(l);
    }
    if !weighed.names_a_year {
        return None;
    }
    let belief = weighed.timeline.belief();
    let (value, confidence) = if belief.day.1 >= SURE_DAY {
        (timeline::date_of(belief.day.0)?.to_string(), belief.day.1)
    } else if belief.month.1 >= SURE_MONTH {
        (format!("{:04}-{:02}", belief.month.0.0, belief.month.0.1), belief.month.1)
    } else if belief.year.1 >= SURE_YEAR {
        (format!("{:04}", belief.year.0), belief.year.1)
    } else {
        return None;
    };
    let mut spans: Vec<Span> = weighed.spans;
    spans.sort_unstable();
    spans.dedup();
    Some(DocumentDate { value: value.as_str().into(), given: false, confidence, evidence: spans })
}

#[cfg(test)]
mod tests;
