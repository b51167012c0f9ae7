//! Date lines: a date that stands alone near the top, or "MOSCOW, Feb 3 (Agency) —".

use crate::meaning::{Cal, Meaning};
use crate::stage::Candidate;
use crate::value::is_day;
use dateline_doc::Span;
use jiff::civil::Date;

/// What a date line says.
#[derive(Clone, Debug)]
pub(crate) struct DateLine {
    pub(crate) year: Option<i32>,
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) span: Span,
}

impl DateLine {
    /// `2019-09-17`, where the year is said.
    pub(crate) fn value(&self) -> Option<String> {
        let y = self.year?;
        is_day(y, i64::from(self.month), i64::from(self.day))
            .then(|| format!("{y:04}-{:02}-{:02}", self.month, self.day))
    }
}

/// How far down a date line is looked for.
const TOP: u32 = 600;

/// Words in front of a date that make a line of it a date line.
const LABELS: &[&str] =
    &["published", "updated", "posted", "date", "issued", "released", "on", "for immediate release"];

/// The first date line of the text.
pub(crate) fn read(text: &str, candidates: &[Candidate]) -> Option<DateLine> {
    for c in candidates.iter().take(6).filter(|c| c.span.start < TOP) {
        let Some(cal) = fields(&c.meaning) else { continue };
        let (Some(month), Some(day)) = (cal.month, cal.day) else { continue };
        let line_start = text[..c.span.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let line_end = text[c.span.end as usize..].find('\n').map_or(text.len(), |n| n + c.span.end as usize);
        let before = text[line_start..c.span.start as usize].trim();
        let after = text[c.span.end as usize..line_end].trim();
        let label = before.trim_end_matches([':', ',', '-', '|']).trim().to_lowercase();
        let alone = (before.is_empty() || LABELS.contains(&label.as_str())) && after.len() < 25;
        // A place in capitals (or of few words) before it and a dash or bracket behind.
        let place = !before.is_empty()
            && before.len() < 60
            && before.ends_with([',', '(', '/'])
            && before.chars().next().is_some_and(char::is_uppercase)
            && before.split_whitespace().all(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
        let dash = after.starts_with(['-', '–', '—', '(', ')', ':', '/'])
            || after.starts_with(". (")
            || after.starts_with(", (");
        if alone || place && dash {
            return Some(DateLine { year: cal.year, month, day, span: c.span });
        }
    }
    None
}

fn fields(m: &Meaning) -> Option<&Cal> {
    match m {
        Meaning::Cal(c) => Some(c),
        Meaning::Clocked { of: Some(of), .. } => fields(of),
        _ => None,
    }
}

/// The day in the path of an address: `/2019/07/28/`, `2019-07-28`, `20190728`.
pub fn date_in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |u| u.1);
    let runs: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let day = |y: &str, m: &str, d: &str| -> Option<Date> {
        let y: i16 = y.parse().ok().filter(|y| (1980..2100).contains(y))?;
        Date::new(y, m.parse().ok()?, d.parse().ok()?).ok()
    };
    for w in runs.windows(3) {
        if w[0].len() == 4
            && (1..=2).contains(&w[1].len())
            && (1..=2).contains(&w[2].len())
            && let Some(d) = day(w[0], w[1], w[2])
        {
            return Some(d);
        }
    }
    runs.iter().filter(|r| r.len() == 8).find_map(|r| day(&r[..4], &r[4..6], &r[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn addresses_carry_days() {
        assert_eq!(date_in_url("https://news.example/2019/07/28/vote"), Some(date(2019, 7, 28)));
        assert_eq!(date_in_url("https://news.example/world-20230301-x"), Some(date(2023, 3, 1)));
        assert_eq!(date_in_url("https://news.example/id/123456"), None);
    }
}
