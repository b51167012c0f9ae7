//! What a text says of the day on which it was written.
//!
//! Every kind of evidence gives each day a weight (a natural logarithm): 0 where it speaks for the
//! day, less where it does not. The figures are rough odds, chosen on dated news whose date was hidden.

use super::events::{self, Mention};
use super::line::DateLine;
use super::offices::{Tenure, titled};
use super::timeline::{CALENDAR, Day, Timeline, after, number};
use crate::ENGINE;
use crate::direction::{Direction, direction};
use crate::lex::{Piece, lex_with};
use crate::meaning::{Amount, Cal, From, Meaning};
use crate::stage::{Candidate, said_year};
use crate::value::{Unit, add, clamp_day};
use dateline_doc::{Analysis, Span};
use jiff::civil::Date;

/// A day that a piece of evidence rules out. Evidence that points at a few days must weigh against
/// twenty thousand others: a misreading of one in thirty, spread over all, is about this.
const OUT: f32 = -14.0;

/// The same for evidence that is more easily misread.
const HARDLY: f32 = -11.0;

/// How many bytes of a text are looked at.
const TOP: usize = 20_000;

/// All weights of a text.
pub(crate) struct Weighed {
    pub(crate) timeline: Timeline,
    /// Something in the text tells years apart.
    pub(crate) names_a_year: bool,
    pub(crate) spans: Vec<Span>,
}

impl Weighed {
    /// A date line without a year.
    pub(crate) fn date_line(&mut self, l: &DateLine) {
        self.timeline.weigh(|d| {
            let (_, m, dom, _) = CALENDAR.days[d as usize];
            if (m, dom) == (l.month, l.day) { 0.0 } else { 2.0 * OUT }
        });
        self.spans.push(l.span);
    }
}

/// The sentences, or where the reader gave none, what lies between full stops.
fn sentences(text: &str, analysis: &Analysis) -> Vec<Span> {
    if !analysis.sentences.is_empty() {
        return analysis.sentences.iter().map(|s| s.span).filter(|s| s.end as usize <= text.len()).collect();
    }
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    // "U.S.", "J."
    let initial =
        |at: usize| at >= 2 && bytes[at - 1].is_ascii_uppercase() && matches!(bytes[at - 2], b'.' | b' ');
    for (at, &b) in bytes.iter().enumerate() {
        let stop = b == b'\n'
            || matches!(b, b'.' | b'!' | b'?')
                && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
                && at > start + 20
                && !initial(at);
        if stop {
            out.push(Span::new(start, at + 1));
            start = at + 1;
        }
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}

fn plain(m: &Meaning) -> Option<&Cal> {
    match m {
        Meaning::Cal(c) => Some(c),
        Meaning::Clocked { of: Some(of), .. } | Meaning::Edge { of, .. } => plain(of),
        _ => None,
    }
}

/// Steps of days from today, for "today", "last night".
fn deictic(m: &Meaning) -> Option<i64> {
    match m {
        Meaning::Rel { unit: Unit::Day, step, from: From::Now } => Some(*step),
        Meaning::Clocked { of: Some(of), .. } => deictic(of),
        Meaning::Edge { of, .. } => deictic(of),
        _ => None,
    }
}

/// Weighs all days by what the text says.
pub(crate) fn weigh(
    text: &str,
    analysis: &Analysis,
    all: &[Candidate],
    who: &dyn Fn(&str) -> Vec<Tenure>,
) -> Weighed {
    // A report says early on when it was written; the bound keeps long texts cheap.
    let mut end = text.len().min(TOP);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let all = &all[..all.partition_point(|c| c.span.end as usize <= end)];
    let vocabulary = &ENGINE.words.vocabulary;
    let pieces = lex_with(text, |w| vocabulary.id(w));
    let mut w = Weighed { timeline: Timeline::new(), names_a_year: false, spans: Vec::new() };
    let sentences = sentences(text, analysis);
    let lower = text.to_ascii_lowercase();
    let mut bounds: Vec<Day> = Vec::new();
    let mentions = events::mentions(&lower, &sentences);
    let free: Vec<Candidate> = all
        .iter()
        .filter(|c| !mentions.iter().any(|m| m.span.overlaps(c.span) && covers(&lower, m, c.span)))
        .cloned()
        .collect();
    calendar_dates(text, analysis, &pieces, &free, &mut w, &mut bounds);
    weekdays(all, &mut w);
    deictic_pairs(text, all, &mut w);
    for m in mentions {
        let s = sentences[m.sentence];
        let inside: Vec<&Candidate> = free.iter().filter(|c| s.contains(c.span)).collect();
        event(&lower, s, &m, &inside, &mut w, &mut bounds);
    }
    years_after(&lower, all, &mut w);
    for t in titled(text, &pieces, who) {
        w.names_a_year = true;
        w.spans.push(t.span);
        let former = t.former;
        let elect = t.elect;
        w.timeline.weigh(|d| {
            let within = t.terms.iter().any(|(a, b)| {
                if elect { d >= a - 90 && d < *a } else { d >= *a && d <= b.saturating_add(2) }
            });
            let over = t.terms.iter().any(|(_, b)| d > *b);
            match (former, within, over) {
                (true, _, true) | (false, true, _) => 0.0,
                (true, ..) => -4.0,
                _ => -5.0,
            }
        });
    }
    if let Some(&latest) = bounds.iter().max() {
        // News speaks of what is fresh.
        w.timeline.weigh(|d| if d >= latest { -0.6 * (d - latest) as f32 / 365.0 } else { 0.0 });
    }
    w
}

/// Whether a date is itself a part of the event's name: "the October 7 attack".
fn covers(lower: &str, m: &Mention, date: Span) -> bool {
    m.starts.contains(&date.start) && date.of(lower).bytes().any(|b| b.is_ascii_digit())
}

/// Dates of the calendar, with and without years.
fn calendar_dates(
    text: &str,
    analysis: &Analysis,
    pieces: &[Piece],
    all: &[Candidate],
    w: &mut Weighed,
    bounds: &mut Vec<Day>,
) {
    let mut months: Vec<(i8, Direction)> = Vec::new();
    let mut again: Vec<&Meaning> = Vec::new();
    let mut named: Vec<(Day, Day)> = Vec::new();
    let mut loose = [Vec::new(), Vec::new(), Vec::new()];
    for (n, c) in all.iter().enumerate() {
        let Some(cal) = plain(&c.meaning) else {
            if !again.contains(&&c.meaning) {
                again.push(&c.meaning);
                month_again(&c.meaning, w);
            }
            continue;
        };
        let dir = match cal.year {
            Some(_) => direction(text, pieces, c.pieces.0, c.pieces.1, analysis),
            None => c.direction,
        };
        // A term that runs until a day says nothing of whether it is over.
        let prev = c
            .pieces
            .0
            .checked_sub(1)
            .and_then(|i| pieces.get(i))
            .map_or("", |p| text.get(p.start as usize..p.end as usize).unwrap_or(""));
        if cal.year.is_some()
            && matches!(prev, "until" | "through" | "till" | "by" | "before" | "to" | "expires")
        {
            continue;
        }
        match (cal.year, cal.month, cal.day) {
            (Some(y), Some(m), Some(d)) if y > 1900 => {
                w.names_a_year = true;
                w.spans.push(c.span);
                let day = number(clamp_day(y, m, d));
                if dir == Direction::Future {
                    w.timeline.weigh(|t| if t > day { OUT } else { after(day - t, 60.0, -9.0) });
                } else {
                    bounds.push(day);
                    // The first dates of a text are often its news; later ones are its background.
                    let floor = if n < 2 { -3.5 } else { -0.7 };
                    let miss = if dir == Direction::Past { -6.0 } else { -2.5 };
                    w.timeline.weigh(|t| if t < day { miss } else { after(t - day, 6.0, floor) });
                }
            }
            (Some(y), m, _) if (1900..2200).contains(&y) && cal.century.is_none() => {
                let first = number(clamp_day(y, m.unwrap_or(1), 1));
                if dir == Direction::Future {
                    let last = number(clamp_day(y, m.unwrap_or(12), 31));
                    w.timeline.weigh(|t| if t > last { -3.0 } else { 0.0 });
                } else {
                    w.names_a_year = true;
                    w.spans.push(c.span);
                    bounds.push(first);
                    let last = number(clamp_day(y, m.unwrap_or(12), 31));
                    if named.contains(&(first, last)) {
                        continue;
                    }
                    named.push((first, last));
                    // A year alone is often one to come: a census, a plan, an election.
                    let miss = if dir == Direction::Past { -2.5 } else { -1.2 };
                    w.timeline.weigh(|t| if t < first { miss } else { 0.0 });
                }
            }
            (None, Some(m), Some(d)) => {
                w.spans.push(c.span);
                if cal.weekday.is_some() {
                    w.names_a_year = true;
                    let days = occurrences(m, d, cal.weekday);
                    w.timeline.weigh(|t| dated_pair(&days, t, dir));
                } else {
                    loose[dir as usize].push(occurrences(m, d, None));
                }
            }
            (None, Some(m), None) if months.len() < 4 && !months.contains(&(m, dir)) => {
                months.push((m, dir));
                w.timeline.weigh(|t| {
                    let (_, now, _, _) = CALENDAR.days[t as usize];
                    let since = f32::from((now - m).rem_euclid(12));
                    let until = f32::from((m - now).rem_euclid(12));
                    match dir {
                        Direction::Past => -0.15 * since,
                        Direction::Future => -0.15 * until,
                        Direction::Unknown => -0.15 * since.min(until),
                    }
                });
            }
            _ => {}
        }
    }
    yearless(&loose, w);
}

/// "Three years after the 2016 referendum".
fn years_after(lower: &str, all: &[Candidate], w: &mut Weighed) {
    for pair in all.windows(2) {
        let (
            Meaning::Duration { amount: Amount::Count(n), unit: unit @ (Unit::Year | Unit::Decade), .. },
            Some(y),
        ) = (&pair[0].meaning, said_year(&pair[1].meaning))
        else {
            continue;
        };
        let between = lower.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or("");
        let follows = between.len() < 40
            && ["after", "since", "following"].iter().any(|k| between.split(' ').any(|b| b == *k));
        if !follows || !(1900..2100).contains(&y) {
            continue;
        }
        let year = y + *n as i32 * if *unit == Unit::Decade { 10 } else { 1 };
        w.names_a_year = true;
        w.spans.push(pair[0].span.cover(pair[1].span));
        w.timeline.weigh(|t| match i32::from(CALENDAR.days[t as usize].0) - year {
            0 => 0.0,
            -1 | 1 => -2.5,
            _ => -7.0,
        });
    }
}

/// "Earlier this month" is hardly written on the first.
fn month_again(m: &Meaning, w: &mut Weighed) {
    let Meaning::Edge { part, of } = m else { return };
    let Meaning::Rel { unit, step: 0, from: From::Now } = **of else { return };
    let early = *part == "earlier";
    if !early && *part != "later" {
        return;
    }
    w.timeline.weigh(|t| {
        let (_, _, dom, wd) = CALENDAR.days[t as usize];
        match (unit, early) {
            (Unit::Month, true) if dom == 1 => -1.2,
            (Unit::Month, true) if dom <= 3 => -0.4,
            (Unit::Month, false) if dom >= 29 => -0.8,
            (Unit::Week, true) if wd == 0 => -1.5,
            (Unit::Week, false) if wd >= 5 => -1.5,
            _ => 0.0,
        }
    });
}

/// The days of all years on which a day of the month (and weekday) falls.
fn occurrences(m: i8, d: i8, weekday: Option<i8>) -> Vec<Day> {
    let fits = |day: &(usize, &(i16, i8, i8, i8))| {
        let (_, month, dom, wd) = *day.1;
        (month, dom) == (m, d) && weekday.is_none_or(|x| x - 1 == wd)
    };
    CALENDAR.days.iter().enumerate().filter(fits).map(|(at, _)| at as Day).collect()
}

/// Days since the last and until the next of some days.
fn gaps(days: &[Day], t: Day) -> (Day, Day) {
    let next = days.partition_point(|&x| x < t);
    let until = days.get(next).map_or(9999, |x| x - t);
    let since = next.checked_sub(1).map_or(9999, |i| t - days[i]);
    (if until == 0 { 0 } else { since }, until)
}

/// Weight of a day by a weekday with its day of the month: told at once, or within weeks.
fn dated_pair(days: &[Day], t: Day, dir: Direction) -> f32 {
    let (since, until) = gaps(days, t);
    let share = |gap: Day, quick: f32| {
        0.75 / quick * (-(gap as f32) / quick).exp() + 0.25 / 15.0 * (-(gap as f32) / 15.0).exp()
    };
    match dir {
        Direction::Past => share(since, 1.2).ln().max(OUT),
        Direction::Future => share(until, 8.0).ln().max(OUT),
        Direction::Unknown => share(since.min(until), 3.0).ln().max(OUT),
    }
}

/// Days of the month without a year: the report follows hard on the last of those that were, and is
/// not long before the first of those that will be.
fn yearless(loose: &[Vec<Vec<Day>>; 3], w: &mut Weighed) {
    for (dir, fade) in [(Direction::Past, 10.0), (Direction::Future, 18.0), (Direction::Unknown, 15.0)] {
        let all = &loose[dir as usize];
        if all.is_empty() {
            continue;
        }
        w.timeline.weigh(|t| {
            let pick = |days: &Vec<Day>| match (dir, gaps(days, t)) {
                (Direction::Past, g) => g.0,
                (Direction::Future, g) => g.1,
                (Direction::Unknown, g) => g.0.min(g.1),
            };
            let nearest = all.iter().map(pick).min().unwrap_or(0);
            // One that would be nearly a year off was misplaced.
            let lost = all.iter().filter(|d| pick(d) > 320).count() as f32;
            // Of its own day a report does not say that something is set for March 2.
            let same = if dir == Direction::Future && nearest == 0 { 1.5 } else { 0.0 };
            // Most reports follow at once, some after weeks.
            let near =
                0.8 * (-(nearest as f32) / fade).exp() + 0.2 * (-(nearest as f32) / (6.0 * fade)).exp();
            near.ln().max(-6.0) - 2.0 * lost.min(3.0) - same
        });
    }
}

/// Odds that a report is filed so many days after the first weekday it tells of.
const LAG: [f32; 7] = [0.60, 0.18, 0.07, 0.05, 0.04, 0.03, 0.03];

/// The first weekday on which something happened.
fn weekdays(all: &[Candidate], w: &mut Weighed) {
    let bare = |c: &&Candidate| plain(&c.meaning).is_some_and(|x| x.weekday.is_some() && x.day.is_none());
    let past = all.iter().filter(bare).find(|c| c.direction != Direction::Future);
    let Some(c) = past else { return };
    let Some(wd) = plain(&c.meaning).and_then(|x| x.weekday) else { return };
    w.spans.push(c.span);
    w.timeline.weigh(|t| {
        let lag = (CALENDAR.days[t as usize].3 - (wd - 1)).rem_euclid(7);
        LAG[lag as usize].ln()
    });
}

/// "Yesterday, March 6", "today (Wednesday)".
fn deictic_pairs(text: &str, all: &[Candidate], w: &mut Weighed) {
    for pair in all.windows(2) {
        let between = text.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or("-");
        let joined = between.len() <= 6
            && matches!(between.trim_matches([' ', ',', '(', '-', '–', '—']), "" | "on" | "is");
        if !joined {
            continue;
        }
        let (step, cal) = match (deictic(&pair[0].meaning), deictic(&pair[1].meaning)) {
            (Some(s), None) => (s, plain(&pair[1].meaning)),
            (None, Some(s)) => (s, plain(&pair[0].meaning)),
            _ => continue,
        };
        let Some(cal) = cal.filter(|c| c.day.is_some() || c.weekday.is_some()) else { continue };
        w.spans.push(pair[0].span.cover(pair[1].span));
        let n = CALENDAR.days.len() as i64;
        w.timeline.weigh(|t| {
            let said = i64::from(t) + step;
            if said < 0 || said >= n {
                return OUT;
            }
            let (y, m, d, wd) = CALENDAR.days[said as usize];
            let fits = cal.month.is_none_or(|x| x == m)
                && cal.day.is_none_or(|x| x == d)
                && cal.weekday.is_none_or(|x| x - 1 == wd)
                && cal.year.is_none_or(|x| x == i32::from(y));
            if fits { 0.0 } else { 2.0 * OUT }
        });
    }
}

/// Days from a day to the same place some units on.
fn shifted(day: Day, n: f64, unit: Unit, sign: i64) -> Option<Day> {
    let base: Date = super::timeline::date_of(day)?;
    let (n, unit) = if n.fract() != 0.0 { ((n * 365.0) as i64, Unit::Day) } else { (n as i64, unit) };
    Some(number(add(base, sign * n, unit)))
}

/// How near the report must be to a day reckoned by such units.
fn tolerance(unit: Unit) -> f32 {
    match unit {
        Unit::Week => 3.0,
        Unit::Month => 9.0,
        Unit::Year => 25.0,
        Unit::Decade | Unit::Century => 200.0,
        _ => 2.0,
    }
}

/// "Now in its third year", "entered its second month".
fn nth_period(sentence: &str) -> Option<(f64, Unit)> {
    let at = [" in its ", "entered its ", "entering its ", "enters its "]
        .iter()
        .find_map(|k| sentence.find(k).map(|i| i + k.len()))?;
    let mut words = sentence.get(at..)?.split_whitespace();
    let n = ordinal(words.next()?)?;
    let unit = Unit::named(words.next()?.trim_matches(|c: char| !c.is_alphanumeric()))?;
    (unit >= Unit::Week && n >= 1).then_some((n as f64, unit))
}

/// "Second", "three", "10th".
fn ordinal(w: &str) -> Option<i64> {
    let ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let cardinals = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let place = |t: &[&str]| t.iter().position(|x| *x == w).map(|n| n as i64 + 1);
    let digits: String = w.chars().take_while(char::is_ascii_digit).collect();
    place(&ordinals).or_else(|| place(&cardinals)).or_else(|| digits.parse().ok()).or(match w {
        "twentieth" => Some(20),
        "thirtieth" => Some(30),
        "fortieth" => Some(40),
        "fiftieth" => Some(50),
        _ => None,
    })
}

/// "Second", "10th", "one-year", "five-year" before "anniversary".
fn anniversary(lower: &str, s: Span, m: &Mention) -> Option<i64> {
    let from = (m.span.start as usize).saturating_sub(70).max(s.start as usize);
    let mut start = from;
    while !lower.is_char_boundary(start) {
        start += 1;
    }
    let before = lower.get(start..m.span.end as usize)?;
    let at = before.find("anniversary")?;
    let words: Vec<&str> =
        before[..at].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.iter().rev().take(3).find_map(|w| ordinal(w))
}

/// An event that the text mentions.
fn event(lower: &str, s: Span, m: &Mention, inside: &[&Candidate], w: &mut Weighed, bounds: &mut Vec<Day>) {
    w.names_a_year = true;
    w.spans.push(m.span);
    let day = m.day;
    let sentence = s.of(lower);
    let lead = |to: u32| {
        let mut from = to.saturating_sub(28).max(s.start) as usize;
        while !lower.is_char_boundary(from) {
            from += 1;
        }
        lower.get(from..to as usize).unwrap_or("")
    };
    let before = lead(m.span.start);
    if let Some(n) = anniversary(lower, s, m)
        && let Some(target) = shifted(day, n as f64, Unit::Year, 1)
    {
        w.timeline.weigh(|t| after((t - target).abs(), 10.0, OUT));
        return;
    }
    if let Some((n, unit)) = nth_period(sentence)
        && let (Some(a), Some(b)) = (shifted(day, n - 1.0, unit, 1), shifted(day, n, unit, 1))
    {
        w.timeline.weigh(|t| if t >= a && t <= b { after(t - a, 60.0, -3.0) } else { HARDLY });
        bounds.push(day);
        return;
    }
    let ahead = [
        "eve of ",
        "ahead of ",
        "run-up to ",
        "upcoming ",
        "days before ",
        "preparations for ",
        "prepares for ",
        "prepare for ",
    ];
    if ahead.iter().any(|a| before.contains(a)) {
        let (last, fade) = if before.contains("eve of") { (day - 1, 0.7) } else { (day, 20.0) };
        w.timeline.weigh(|t| if t > last { OUT } else { after(last - t, fade, OUT) });
        return;
    }
    for c in inside {
        let next = m.starts.iter().copied().filter(|&at| at >= c.span.end).min();
        let gap_text = next.and_then(|at| lower.get(c.span.end as usize..at as usize));
        let barred =
            next.is_some_and(|at| inside.iter().any(|x| x.span.start >= c.span.end && x.span.end <= at));
        let close = gap_text.is_some_and(|g| g.len() < 60) && !barred;
        match &c.meaning {
            Meaning::Duration { amount: Amount::Count(n), unit, .. } if close => {
                let between = gap_text.unwrap_or("");
                let long = c.rule.starts_with("duration-long")
                    || c.span.of(lower).ends_with("old")
                    || between.trim() == "old"
                    || between.starts_with("-old");
                let follows = ["after", "since", "following", "into", "from"]
                    .iter()
                    .any(|k| between.split(' ').any(|b| b == *k));
                let precedes = between.contains("before") || between.contains("ahead of");
                if !(long || follows || precedes) {
                    continue;
                }
                let Some(target) = shifted(day, *n, *unit, if precedes { -1 } else { 1 }) else { continue };
                let fade = tolerance(*unit) * if long { 2.0 } else { 1.0 };
                w.timeline.weigh(|t| {
                    // What came then is told the same day or within the week.
                    let late = if *unit <= Unit::Week && !long {
                        after(t - target, if *unit == Unit::Week { 3.0 } else { 0.8 }, OUT)
                    } else {
                        after((t - target).abs(), fade, OUT)
                    };
                    late.max(HARDLY)
                });
                bounds.push(day);
                return;
            }
            Meaning::Shift { amount: Amount::Count(n), unit, sign: -1, from: From::Story }
                if m.told || c.span.start.saturating_sub(m.span.end) < 20 && *unit <= Unit::Week =>
            {
                let Some(target) = shifted(day, *n, *unit, 1) else { continue };
                w.timeline.weigh(|t| after(t - target, 3.0, HARDLY));
                bounds.push(day);
                return;
            }
            Meaning::Shift { amount: Amount::Count(n), unit, sign: -1, from: From::Now } => {
                let Some(target) = shifted(day, *n, *unit, 1) else { continue };
                let fade = tolerance(*unit) * 3.0;
                w.timeline.weigh(|t| after((t - target).abs(), fade, HARDLY));
                bounds.push(day);
                return;
            }
            Meaning::Rel { unit: Unit::Day, step, from: From::Now } if m.told => {
                let target = day - *step as Day;
                w.timeline.weigh(|t| if t == target { 0.0 } else { after((t - target).abs(), 0.5, HARDLY) });
                bounds.push(day);
                return;
            }
            other => {
                if relative_year_or_month(other, m, w) {
                    bounds.push(day);
                    return;
                }
            }
        }
        if let Some(cal) = plain(&c.meaning).filter(|x| x.year.is_none() && x.month.is_some()) {
            // "The war, which began in October": nobody leaves the year out for long.
            let (_, month, _, _) = CALENDAR.days.get(day.max(0) as usize).copied().unwrap_or_default();
            if cal.month == Some(month) && c.direction != Direction::Future {
                w.timeline.weigh(|t| if t >= day - 5 && t < day + 330 { 0.0 } else { -6.0 });
                bounds.push(day);
                return;
            }
        }
        if let Some(cal) = plain(&c.meaning).filter(|x| x.day.is_none() && x.month.is_none()) {
            let (_, _, _, wd) = CALENDAR.days.get(day.max(0) as usize).copied().unwrap_or_default();
            let possessive = gap_text.is_some_and(|g| g.starts_with("'s ") || g.starts_with("\u{2019}s "));
            if cal.weekday == Some(wd + 1) && c.direction == Direction::Future {
                w.timeline.weigh(|t| if t >= day { OUT } else { after(day - t, 4.0, HARDLY) });
                return;
            }
            if cal.weekday == Some(wd + 1) && c.direction != Direction::Future {
                let doubt = if m.told || possessive { HARDLY } else { -9.0 };
                w.timeline.weigh(|t| if t < day { doubt } else { after(t - day, 3.0, doubt) });
                bounds.push(day);
                return;
            }
        }
    }
    let future = ["will ", "would ", "scheduled", "is to ", "are to "].iter().any(|k| sentence.contains(k));
    bounds.push(day);
    if m.told && !future && m.sentence < 2 && !inside.iter().any(|c| said_year(&c.meaning).is_some()) {
        w.timeline.weigh(|t| if t < day { -4.0 } else { after(t - day, 12.0, -9.5) });
    } else {
        let miss = if future { -2.0 } else { -5.0 };
        w.timeline.weigh(|t| if t < day - 1 { miss } else { 0.0 });
    }
}

/// "Last year", "earlier this month", "last week" beside an event.
fn relative_year_or_month(meaning: &Meaning, m: &Mention, w: &mut Weighed) -> bool {
    let meaning = match meaning {
        Meaning::Edge { of, .. } => of,
        other => other,
    };
    let Meaning::Rel { unit, step, from: From::Now } = *meaning else { return false };
    let Some(&(y, month, _, wd)) = CALENDAR.days.get(m.day.max(0) as usize) else { return false };
    let (year, day) = (m.year, m.day);
    match unit {
        Unit::Year => w.timeline.weigh(|t| {
            if i64::from(CALENDAR.days[t as usize].0) + step == i64::from(year) { 0.0 } else { -7.0 }
        }),
        Unit::Month => w.timeline.weigh(|t| {
            let (ty, tm, _, _) = CALENDAR.days[t as usize];
            let gap = (i64::from(ty) - i64::from(y)) * 12 + i64::from(tm) - i64::from(month);
            if gap == -step { 0.0 } else { -9.0 }
        }),
        Unit::Week | Unit::Weekend => {
            let monday = day - Day::from(wd) - 7 * step as Day;
            w.timeline.weigh(|t| if t >= monday && t < monday + 7 { 0.0 } else { HARDLY });
        }
        _ => return false,
    }
    true
}
