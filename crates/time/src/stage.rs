//! The stage: candidates found, looked at in context, and resolved in the order of the text.

use crate::ENGINE;
use crate::direction::{Direction, direction};
use crate::guard;
use crate::matcher::{Found, Match};
use crate::meaning::{Cal, From, Meaning};
use crate::resolve::{Denoted, Frame};
use crate::value::{Point, Stretch, Unit};
use dateline_doc::{Analysis, Defect, DefectKind, Origin, Span, Stage, TimeExpression};
use jiff::civil::Date;

/// A stretch of text that speaks of time, before it is known when the report was written.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Where it stands (bytes).
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
    pub(crate) meaning: Meaning,
    pub(crate) pieces: (usize, usize),
    pub(crate) direction: Direction,
    pub(crate) paragraph: u32,
    /// Between quotation marks.
    pub(crate) quoted: bool,
    /// It is all that its line holds.
    pub(crate) heading: bool,
    /// News would not call it a time.
    pub(crate) history_only: bool,
}

/// All that the stage says of a report.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// In the order of the text, none overlapping.
    pub times: Vec<TimeExpression>,
    pub defects: Vec<Defect>,
}

/// Finds the time expressions of a text. Works on bare text; tokens, tags, heads and names of the
/// analysis are used where it has them.
pub fn find(text: &str, analysis: &Analysis) -> Vec<Candidate> {
    let found = ENGINE.run(text);
    let antiquity =
        3 <= found.matches.iter().filter(|m| ENGINE.grammar.rules[m.rule].id == "year-before-christ").count();
    let british = british(text, &found);
    let fits = |m: &Match| match ENGINE.grammar.rules[m.rule].only_in.as_deref() {
        Some("antiquity") => antiquity,
        Some("british") => british,
        _ => true,
    };
    let best = found.best(|m| fits(m) && guard::keep(text, &found, m, analysis));
    candidates(text, analysis, &found, &best)
}

fn candidates(text: &str, analysis: &Analysis, found: &Found, best: &[Match]) -> Vec<Candidate> {
    let mut paragraph = 0;
    let mut at = 0;
    let quoted = quoted(text, found);
    best.iter()
        .map(|m| {
            while at < m.start {
                at += 1;
                paragraph += u32::from(found.pieces[at].newline);
            }
            let (a, b) = (&found.pieces[m.start], &found.pieces[m.end - 1]);
            let meaning = found.meanings[m.meaning].clone();
            let direction = if needs_direction(&meaning) {
                direction(text, &found.pieces, m.start, m.end, analysis)
            } else {
                Direction::Unknown
            };
            Candidate {
                span: Span { start: a.start, end: b.end },
                rule: &ENGINE.grammar.rules[m.rule].id,
                meaning,
                pieces: (m.start, m.end),
                direction,
                paragraph,
                quoted: quoted.get(m.start).copied().unwrap_or(false),
                history_only: ENGINE.grammar.rules[m.rule].only_in.as_deref() == Some("history"),
                heading: found.pieces[m.start].newline && found.pieces.get(m.end).is_none_or(|p| p.newline),
            }
        })
        .collect()
}

/// Whether figures like 3/4/2019 are read day first: by dates of figures that can be read one way
/// only, else by the order of dates in words, else by spelling.
fn british(text: &str, found: &Found) -> bool {
    let (mut day_first, mut month_first) = (0, 0);
    for m in &found.matches {
        let Meaning::Cal(c) = &found.meanings[m.meaning] else { continue };
        let clear = c.day.is_some_and(|d| d > 12);
        match ENGINE.grammar.rules[m.rule].id.as_str() {
            "day-figures-british" if clear => day_first += 10,
            "day-figures-american" if clear => month_first += 10,
            "day-british" => day_first += 1,
            "day-american" => month_first += 1,
            _ => {}
        }
    }
    if day_first == 0 && month_first == 0 {
        return [" colour", " defence ", " labour", " organisation", "programme", " centre "]
            .iter()
            .any(|w| text.contains(w));
    }
    day_first > month_first
}

/// The day on which quoted words were spoken, where the attribution behind them says so: "… ," he
/// said on Monday.
fn spoken_after(all: &[Candidate], n: usize, date: Option<Date>) -> Option<Date> {
    let c = &all[n];
    let next =
        all[n + 1..].iter().take(8).find(|x| !x.quoted).filter(|x| c.quoted && x.paragraph == c.paragraph)?;
    let weekday = matches!(&next.meaning, Meaning::Cal(Cal { weekday: Some(_), .. }));
    if !weekday || next.direction == Direction::Future || next.span.start > c.span.end + 160 {
        return None;
    }
    let frame = Frame {
        now: date,
        about: None,
        story: Vec::new(),
        last_day: None,
        spoken: None,
        history: false,
        direction: next.direction,
    };
    match frame.denote(&next.meaning).point?.stretch {
        Stretch::Day(d) => Some(d),
        _ => None,
    }
}

/// For each piece, whether it stands between double quotation marks. A paragraph starts outside.
fn quoted(text: &str, found: &Found) -> Vec<bool> {
    let mut open = false;
    let mark = |p: &crate::lex::Piece| text.get(p.start as usize..p.end as usize).unwrap_or("");
    found
        .pieces
        .iter()
        .map(|p| {
            open &= !p.newline;
            match mark(p) {
                "\u{201c}" | "«" => open = true,
                "\u{201d}" | "»" => open = false,
                "\"" => open = !open,
                _ => {}
            }
            open
        })
        .collect()
}

fn needs_direction(m: &Meaning) -> bool {
    match m {
        Meaning::Cal(c) => c.year.is_none() && c.decade.is_none() && c.century.is_none(),
        Meaning::Named { step, .. } => *step == 0,
        Meaning::Edge { of, .. } => needs_direction(of),
        Meaning::Within { of, .. } => needs_direction(of),
        Meaning::Clocked { of: Some(of), .. } => needs_direction(of),
        _ => false,
    }
}

/// Finds and resolves in one go.
pub fn read(text: &str, analysis: &Analysis, date: Option<Date>) -> Reading {
    resolve(text, &find(text, analysis), date)
}

/// Gives values to spans that someone else has marked: each span takes the reading of the
/// candidates inside it that cover most of it, or none.
pub fn normalise(
    text: &str,
    analysis: &Analysis,
    spans: &[Span],
    date: Option<Date>,
) -> Vec<Option<TimeExpression>> {
    let reading = resolve(text, &find(text, analysis), date);
    spans
        .iter()
        .map(|s| {
            let inside = reading.times.iter().filter(|t| t.span.overlaps(*s));
            inside
                .max_by_key(|t| t.span.end.min(s.end) - t.span.start.max(s.start))
                .map(|t| TimeExpression { span: *s, ..t.clone() })
        })
        .collect()
}

/// The year that an expression names outright.
pub(crate) fn said_year(m: &Meaning) -> Option<i32> {
    match m {
        Meaning::Cal(Cal { year: Some(y), .. }) => Some(*y),
        Meaning::Edge { of, .. } | Meaning::Within { of, .. } => said_year(of),
        Meaning::Clocked { of: Some(of), .. } => said_year(of),
        _ => None,
    }
}

/// Whether an expression counts from the report's day, as news does and histories do not.
fn counts_from_now(m: &Meaning) -> bool {
    match m {
        Meaning::Cal(c) => c.weekday.is_some() && c.day.is_none(),
        Meaning::Rel { from: From::Now, unit, .. } => *unit <= Unit::Month || *unit == Unit::Year,
        Meaning::Named { from: From::Now, .. } => true,
        Meaning::Shift { from: From::Now, .. } => true,
        Meaning::Edge { of, .. } | Meaning::Within { of, .. } => counts_from_now(of),
        Meaning::Clocked { of: Some(of), .. } => counts_from_now(of),
        _ => false,
    }
}

/// A history speaks of years far from its own and hardly of its own day.
fn is_history(all: &[Candidate], date: Option<Date>) -> bool {
    let now = date.map(|d| i32::from(d.year()));
    let far = |y: i32| now.is_none_or(|n| (n - y).abs() >= 2);
    let told = all.iter().filter(|c| said_year(&c.meaning).is_some_and(far)).count();
    let near = all.iter().filter(|c| counts_from_now(&c.meaning)).count()
        + all.iter().filter(|c| said_year(&c.meaning).is_some_and(|y| !far(y))).count();
    told >= 6 && told * 2 > near * 3
}

fn interval(d: &Denoted, now: Option<Date>) -> (Option<Date>, Option<Date>) {
    match (&d.point, d.value.as_str()) {
        (Some(p), _) => p.stretch.days().map_or((None, None), |(a, b)| (Some(a), Some(b))),
        (None, "PAST_REF") => (None, now),
        (None, "FUTURE_REF") => (now, None),
        (None, "PRESENT_REF") => (now, now),
        _ => (None, None),
    }
}

/// How many points of the story are remembered: an aside does not lose the thread.
const MEMORY: usize = 4;

/// Gives candidates their values, in the order of the text. Without a date, what counts from the
/// report's day stays relative ("XXXX-WXX-3") and one defect says so.
pub fn resolve(text: &str, all: &[Candidate], date: Option<Date>) -> Reading {
    resolve_at(text, all, date, None)
}

/// The same for a date as `DocumentDate` writes it: a day, or only a month (`2023-03`) or year (`2023`),
/// which "last year" and "this month" can still count from.
pub fn resolve_about(text: &str, all: &[Candidate], date: &str) -> Reading {
    let mut parts = date.splitn(3, '-').map(|p| p.parse::<i32>().ok());
    let about = match (parts.next().flatten(), parts.next().flatten()) {
        (Some(y), Some(m)) if (1..=12).contains(&m) => Some(Stretch::Month(y, m as i8)),
        (Some(y), None) => Some(Stretch::Year(y)),
        _ => None,
    };
    resolve_at(text, all, date.parse().ok(), about)
}

fn resolve_at(text: &str, all: &[Candidate], date: Option<Date>, about: Option<Stretch>) -> Reading {
    let history = is_history(all, date);
    let mut story: Vec<Point> = Vec::new();
    if history {
        story.extend(all.iter().find_map(|c| said_year(&c.meaning)).map(|y| Point::from(Stretch::Year(y))));
    }
    let mut out = Reading::default();
    let mut dateless: Option<Span> = None;
    let mut told_paragraph = 0;
    let mut last_day: Option<(Date, u32)> = None;
    // The last day told outside quotation marks, on which quoted words were likely spoken.
    let mut scene: Option<(Date, u32)> = None;
    for (n, c) in all.iter().enumerate().filter(|(_, c)| history || !c.history_only) {
        if !history && c.paragraph > told_paragraph + 3 {
            story.clear();
        }
        let near = |d: Option<(Date, u32)>, most: u32| d.filter(|d| c.paragraph <= d.1 + most).map(|d| d.0);
        let recent =
            |d: &Date| date.is_some_and(|now| (0..=10).contains(&d.until(now).map_or(99, |s| s.get_days())));
        let frame = Frame {
            now: date,
            about,
            story: story.clone(),
            last_day: near(last_day, 1),
            spoken: spoken_after(all, n, date)
                .or_else(|| near(scene, 2))
                .filter(|d| c.quoted && !history && recent(d)),
            history,
            direction: c.direction,
        };
        let d = frame.denote(&c.meaning);
        let said = c.span.of(text);
        if c.meaning == Meaning::Impossible {
            let message = format!("there is no day \"{said}\"");
            out.defects.push(Defect { span: c.span, kind: DefectKind::ImpossibleDate, message });
        }
        if d.contradiction {
            let message = match c.meaning {
                Meaning::Cal(_) => format!("\"{said}\": that day was another weekday"),
                _ => format!("\"{said}\" cannot be in a report of this day; {} is likely meant", d.value),
            };
            out.defects.push(Defect { span: c.span, kind: DefectKind::DateContradiction, message });
        }
        if d.dateless && date.is_none() {
            dateless.get_or_insert(c.span);
        }
        if let Some(Stretch::Day(day)) = d.point.as_ref().map(|p| p.stretch) {
            last_day = Some((day, c.paragraph));
            if !c.quoted {
                scene = Some((day, c.paragraph));
            }
        }
        if let Some(p) = &d.point
            && p.stretch.unit() <= Unit::Year
        {
            if c.heading {
                story.clear();
            }
            story.retain(|q| q.stretch != p.stretch);
            story.push(p.clone());
            if story.len() > MEMORY {
                story.remove(0);
            }
            told_paragraph = c.paragraph;
        }
        let (from, to) = interval(&d, date);
        out.times.push(TimeExpression {
            span: c.span,
            kind: d.kind,
            value: d.value.as_str().into(),
            modifier: d.modifier.map(Into::into),
            from,
            to,
            origin: Origin::rule(Stage::Time, c.rule),
        });
    }
    if let Some(span) = dateless {
        let message = "the report's date is not known: times that count from it stay relative".to_owned();
        out.defects.push(Defect { span, kind: DefectKind::DateMissing, message });
    }
    out
}
