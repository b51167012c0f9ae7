//! From meanings to values: what an expression denotes, given the report's date and what the text
//! has told so far.

use crate::calendar::nth_weekday;
use crate::direction::Direction;
use crate::meaning::{Amount, Cal, From, Meaning, number, period};
use crate::value::{Clock, Point, Stretch, Unit, add, clamp_day};
use dateline_doc::TimeType;
use jiff::civil::{Date, Weekday};

/// What is known when an expression is read.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The report's date.
    pub(crate) now: Option<Date>,
    /// What is known of the report's date where the day is not: its month or year.
    pub(crate) about: Option<Stretch>,
    /// The points that the text has reached, the latest last.
    pub(crate) story: Vec<Point>,
    /// The last single day that the text has spoken of nearby: "that same day" after an aside on a year.
    pub(crate) last_day: Option<Date>,
    /// The words stand between quotation marks and were spoken on `last_day`.
    pub(crate) spoken: Option<Date>,
    /// The text tells a history: dates without a year belong to the story, not to the report's day.
    pub(crate) history: bool,
    pub(crate) direction: Direction,
}

/// What an expression denotes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Denoted {
    pub(crate) kind: TimeType,
    pub(crate) value: String,
    pub(crate) modifier: Option<&'static str>,
    pub(crate) point: Option<Point>,
    /// The text contradicts itself ("earlier this month" on the first).
    pub(crate) contradiction: bool,
    /// The value would be known if the report's date were.
    pub(crate) dateless: bool,
}

impl Denoted {
    fn plain(kind: TimeType, value: impl Into<String>) -> Denoted {
        Denoted {
            kind,
            value: value.into(),
            modifier: None,
            point: None,
            contradiction: false,
            dateless: false,
        }
    }

    fn at(point: Point) -> Denoted {
        let kind = if point.clock.is_some() { TimeType::Time } else { TimeType::Date };
        Denoted { point: Some(point.clone()), ..Denoted::plain(kind, point.value()) }
    }

    fn stretch(s: Stretch) -> Denoted {
        Denoted::at(s.into())
    }

    fn unknown(unit: Unit, dateless: bool) -> Denoted {
        Denoted { dateless, ..Denoted::plain(TimeType::Date, unit.unknown()) }
    }
}

fn weekday(n: i8) -> Weekday {
    Weekday::from_monday_one_offset(n.clamp(1, 7)).unwrap_or(Weekday::Monday)
}

/// The day in `from`'s week arithmetic: the first such weekday on or after (`1`), or the last on or
/// before (`-1`).
fn near_weekday(from: Date, wd: i8, sign: i64) -> Date {
    let have = i64::from(from.weekday().to_monday_one_offset());
    let want = i64::from(wd);
    let ahead = (want - have).rem_euclid(7);
    add(from, if sign >= 0 { ahead } else { if ahead == 0 { 0 } else { ahead - 7 } }, Unit::Day)
}

impl Frame {
    /// What the meaning denotes.
    pub(crate) fn denote(&self, m: &Meaning) -> Denoted {
        match m {
            Meaning::Ref(r) => Denoted::plain(TimeType::Date, *r),
            Meaning::Impossible => Denoted::unknown(Unit::Day, false),
            Meaning::Loose { value } => Denoted::plain(TimeType::Time, value.clone()),
            Meaning::Set { value } => Denoted::plain(TimeType::Set, value.clone()),
            Meaning::Duration { amount, unit, modifier } => {
                let (n, unit) = match amount {
                    Amount::Several => ("X".to_owned(), *unit),
                    Amount::Count(n) => (number(*n), *unit),
                };
                let value = match unit {
                    Unit::Quarter | Unit::Half | Unit::Season => match amount {
                        Amount::Count(n) => {
                            period(&number(n * if unit == Unit::Half { 6.0 } else { 3.0 }), Unit::Month)
                        }
                        Amount::Several => "PXM".to_owned(),
                    },
                    _ => period(&n, unit),
                };
                Denoted { modifier: *modifier, ..Denoted::plain(TimeType::Duration, value) }
            }
            Meaning::Cal(c) => self.calendar(c),
            Meaning::Rel { unit, step, from } => self.relative(*unit, *step, from),
            Meaning::Named { cal, step, from } => self.named(cal, *step, from),
            Meaning::Shift { amount, unit, sign, from } => self.shift(*amount, *unit, *sign, from),
            Meaning::Within { cal, nth, of } => self.within(cal, *nth, of),
            Meaning::Edge { part, of } => self.edge(part, of),
            Meaning::Clocked { clock, of } => self.clocked(clock, of.as_deref()),
        }
    }

    /// The day from which dates without a year count.
    fn base(&self) -> Option<Date> {
        let story = self.story.last().and_then(|p| p.stretch.days()).map(|d| d.0);
        if self.history { story.or(self.now) } else { self.now }
    }

    fn story_stretch(&self) -> Option<Stretch> {
        self.story.last().map(|p| p.stretch).or(self.now.map(Stretch::Day))
    }

    /// The story's point for arithmetic in such units.
    fn story_of(&self, unit: Unit) -> Option<Stretch> {
        let last = self.story_stretch();
        match self.last_day {
            Some(d) if unit <= Unit::Week && last.is_some_and(|s| s.unit() > unit) => Some(Stretch::Day(d)),
            _ => last,
        }
    }

    /// Of stretches of the same kind a year (or other period) apart, the one that is meant.
    fn choose(&self, options: &[Stretch]) -> Option<Stretch> {
        let base = self.base()?;
        let known: Vec<(Stretch, Date, Date)> =
            options.iter().filter_map(|s| s.days().map(|d| (*s, d.0, d.1))).collect();
        let gap = |a: Date, b: Date| i64::from(a.until(b).map(|s| s.get_days()).unwrap_or(0));
        if self.history {
            let cost = |s: &(Stretch, Date, Date)| {
                let from = self.story.iter().rev().enumerate();
                from.filter_map(|(k, p)| Some(step_cost(p.stretch, s.0)? + ASIDE * k as i64))
                    .min()
                    .unwrap_or(i64::MAX)
            };
            return known.iter().min_by_key(|s| cost(s)).map(|s| s.0);
        }
        let soon = add(base, 2, Unit::Day);
        let past = known.iter().filter(|s| s.1 <= base).max_by_key(|s| s.1);
        let future = known.iter().filter(|s| s.2 >= base).min_by_key(|s| s.1);
        match self.direction {
            Direction::Past => {
                // A report filed the day before says what "happened" on the morrow.
                let near = known.iter().find(|s| s.1 > base && s.1 <= soon && s.1 == s.2);
                near.or(past).or(future).map(|s| s.0)
            }
            Direction::Future => future.or(past).map(|s| s.0),
            Direction::Unknown => match (past, future) {
                (Some(p), Some(f)) => {
                    let behind = gap(p.2, base).max(0);
                    let ahead = gap(base, f.1).max(0);
                    Some(if ahead * 5 < behind * 4 { f.0 } else { p.0 })
                }
                (p, f) => p.or(f).map(|s| s.0),
            },
        }
    }

    /// The one with the smallest gap to the base day.
    fn nearest(&self, options: &[Stretch]) -> Option<Stretch> {
        let base = self.base()?;
        let gap = |s: &Stretch| {
            s.days().and_then(|d| base.until(d.0).ok()).map_or(i32::MAX, |s| s.get_days().abs())
        };
        options.iter().min_by_key(|s| gap(s)).copied()
    }

    fn years(&self) -> Vec<i32> {
        match self.base() {
            Some(b) => {
                let y = Stretch::Day(b).year().unwrap_or(0);
                (y - 8..=y + 8).collect()
            }
            None => Vec::new(),
        }
    }

    fn century_of(&self, two: i32) -> Option<i32> {
        let base = self.base().map(|b| i32::from(b.year()));
        let Some(b) = base else { return Some(if two < 40 { 2000 + two } else { 1900 + two }) };
        let century = b / 100 * 100;
        let ahead = if self.history { 40 } else { 12 };
        [century + two, century - 100 + two, century + 100 + two]
            .into_iter()
            .find(|y| *y <= b + ahead && *y > b + ahead - 100)
    }

    fn calendar(&self, c: &Cal) -> Denoted {
        let dateless = self.base().is_none();
        let year = c.year.or_else(|| c.short_year.and_then(|y| self.century_of(y)));
        if let Some(d) = c.decade {
            return Denoted::stretch(Stretch::Decade(if c.before_christ && d > 0 { -d } else { d }));
        }
        if let Some(d) = c.short_decade {
            return match self.century_of(d * 10) {
                Some(y) => Denoted::stretch(Stretch::Decade(y / 10)),
                None => Denoted::unknown(Unit::Decade, true),
            };
        }
        if let Some(n) = c.century {
            return Denoted::stretch(Stretch::Century(if c.before_christ { -n } else { n }, c.before_christ));
        }
        if c.weekend {
            let Some(b) = self.base() else { return Denoted::unknown(Unit::Weekend, dateless) };
            let this = Stretch::around(b, Unit::Weekend);
            let on_it = b.weekday().to_monday_one_offset() >= 6;
            return Denoted::stretch(if on_it || self.direction == Direction::Future {
                this
            } else {
                this.step(-1)
            });
        }
        match (year, one_of_year(c)) {
            (Some(y), None) if c.fiscal => Denoted::stretch(Stretch::Fiscal(y)),
            (Some(y), None) => Denoted::stretch(Stretch::Year(y)),
            (Some(y), Some(f)) => {
                let mut d = f(c, y).map_or(Denoted::unknown(Unit::Day, false), Denoted::stretch);
                let said = c.weekday.map(weekday);
                let day = d.point.as_ref().map(|p| p.stretch);
                d.contradiction =
                    matches!((said, day), (Some(wd), Some(Stretch::Day(day))) if day.weekday() != wd);
                d
            }
            (None, Some(f)) => {
                let mut options: Vec<Stretch> = self.years().into_iter().filter_map(|y| f(c, y)).collect();
                if let (Some(wd), Some(_), Some(_)) = (c.weekday, c.month, c.day) {
                    let fits = |s: &Stretch| matches!(s, Stretch::Day(d) if d.weekday() == weekday(wd));
                    if options.iter().any(fits) {
                        options.retain(fits);
                        // Such a pair comes back after years: the nearest is meant, whatever the tense.
                        return self.nearest(&options).map_or_else(|| undated(c, dateless), Denoted::stretch);
                    }
                }
                if c.quarter.is_some() || c.half.is_some() {
                    return self.nearest_done(&options);
                }
                self.choose(&options).map_or_else(|| undated(c, dateless), Denoted::stretch)
            }
            (None, None) => self.weekday_or_day(c, dateless),
        }
    }

    /// Quarters are reported when they are over, planned before they begin.
    fn nearest_done(&self, options: &[Stretch]) -> Denoted {
        let Some(base) = self.base() else { return Denoted::unknown(Unit::Quarter, true) };
        let cost = |s: &Stretch| {
            let (a, b) = s.days().unwrap_or((base, base));
            let days = |x: Date, y: Date| i64::from(x.until(y).map(|s| s.get_days()).unwrap_or(9999));
            let (ahead, behind) = (days(base, a), days(b, base));
            let turn = match self.direction {
                Direction::Future => {
                    if behind > 0 {
                        60
                    } else {
                        0
                    }
                }
                Direction::Past => {
                    if ahead > 0 {
                        250
                    } else {
                        0
                    }
                }
                Direction::Unknown => 0,
            };
            ahead.max(behind).max(0) + turn
        };
        options
            .iter()
            .min_by_key(|s| cost(s))
            .map_or(Denoted::unknown(Unit::Quarter, true), |s| Denoted::stretch(*s))
    }

    fn weekday_or_day(&self, c: &Cal, dateless: bool) -> Denoted {
        if let Some(wd) = c.weekday {
            let Some(b) = self.base() else {
                return Denoted { dateless, ..Denoted::plain(TimeType::Date, format!("XXXX-WXX-{wd}")) };
            };
            let story_day = matches!(self.story.last().map(|p| p.stretch), Some(Stretch::Day(_)));
            if self.history && !story_day {
                return Denoted::plain(TimeType::Date, format!("XXXX-WXX-{wd}"));
            }
            let sign = if self.direction == Direction::Future || self.history { 1 } else { -1 };
            return Denoted::stretch(Stretch::Day(near_weekday(b, wd, sign)));
        }
        if let Some(d) = c.day {
            // "the 20th": of the month that the text is in.
            let base = self.story.last().and_then(|p| p.stretch.days()).map(|d| d.0).or(self.now);
            if let (Some(b), true) = (base, self.story.last().is_none_or(|p| p.stretch.unit() <= Unit::Month))
            {
                return Denoted::stretch(Stretch::Day(clamp_day(
                    Stretch::Day(b).year().unwrap_or(1),
                    b.month(),
                    d,
                )));
            }
            return Denoted { dateless, ..Denoted::plain(TimeType::Date, format!("XXXX-XX-{d:02}")) };
        }
        Denoted::unknown(Unit::Day, dateless)
    }

    fn relative(&self, unit: Unit, step: i64, from: &From) -> Denoted {
        let base = match from {
            From::Now => {
                if self.history && unit >= Unit::Month {
                    self.story_stretch()
                } else {
                    self.spoken.filter(|_| unit == Unit::Day).or(self.now).map(Stretch::Day).or(self.about)
                }
            }
            From::Story => self.story_of(unit),
            From::Of(m) => self.denote(m).point.map(|p| p.stretch),
        };
        if self.history && *from == From::Now && unit == Unit::Day && step == 0 {
            return Denoted::plain(TimeType::Date, "PRESENT_REF");
        }
        let Some(base) = base else { return Denoted::unknown(unit, true) };
        if base.unit() > unit {
            return Denoted::unknown(unit, false);
        }
        match base.days() {
            Some((a, _)) => {
                let s = if base.unit() == unit { base } else { Stretch::around(a, unit) };
                Denoted::stretch(s.step(step))
            }
            None => Denoted::unknown(unit, false),
        }
    }

    fn named(&self, c: &Cal, step: i64, from: &From) -> Denoted {
        let base = match from {
            From::Story => {
                self.story_stretch().and_then(|s| s.days()).map(|d| if step > 0 { d.1 } else { d.0 })
            }
            _ => self.base(),
        };
        let Some(b) = base else { return undated(c, true) };
        if let (Some(wd), None) = (c.weekday, c.month) {
            let day = match (step, from) {
                // Nobody calls yesterday "last Thursday".
                (-1, From::Now) => near_weekday(add(b, -2, Unit::Day), wd, -1),
                (-1, _) => near_weekday(add(b, -1, Unit::Day), wd, -1),
                (0, From::Story) => near_weekday(b, wd, 1),
                (0, _) if self.direction == Direction::Past => near_weekday(b, wd, -1),
                (0, _) => near_weekday(b, wd, 1),
                (n, _) => near_weekday(add(b, 1 + 7 * (n - 1), Unit::Day), wd, 1),
            };
            return Denoted::stretch(Stretch::Day(day));
        }
        let Some(f) = one_of_year(c) else { return Denoted::unknown(Unit::Day, false) };
        let y = Stretch::Day(b).year().unwrap_or(1);
        let options: Vec<(Stretch, Date, Date)> =
            (y - 2..=y + 2).filter_map(|y| f(c, y)).filter_map(|s| s.days().map(|d| (s, d.0, d.1))).collect();
        let pick = match (step, from) {
            (-1, _) => options.iter().rev().find(|s| s.2 < b),
            (0, From::Story) => options.iter().find(|s| s.2 >= b),
            (0, _) => options.iter().find(|s| s.0.year() == Some(y)),
            _ => options.iter().find(|s| s.1 > b),
        };
        pick.map_or(undated(c, false), |s| Denoted::stretch(s.0))
    }

    fn shift(&self, amount: Amount, unit: Unit, sign: i64, from: &From) -> Denoted {
        let n = match amount {
            Amount::Count(n) => n,
            Amount::Several => {
                return match from {
                    From::Now if sign < 0 => Denoted::plain(TimeType::Date, "PAST_REF"),
                    From::Now => Denoted::plain(TimeType::Date, "FUTURE_REF"),
                    _ => Denoted::plain(TimeType::Duration, period("X", unit)),
                };
            }
        };
        let base = match from {
            From::Now if !self.history => self.now.map(Stretch::Day),
            From::Now | From::Story => self.story_of(unit),
            From::Of(m) => self.denote(m).point.map(|p| p.stretch),
        };
        let Some(base) = base else { return Denoted::unknown(unit, true) };
        let coarse = base.unit() > unit && !(unit >= Unit::Year && base.unit() <= unit);
        let Some((a, _)) = base.days() else { return Denoted::unknown(unit, false) };
        if coarse || unit < Unit::Day {
            if unit < Unit::Day && base.unit() == Unit::Day {
                return Denoted {
                    kind: TimeType::Time,
                    ..Denoted::plain(TimeType::Time, format!("{}TXX", base.value()))
                };
            }
            return Denoted::unknown(unit, false);
        }
        let (n, unit, shown) = if n.fract() != 0.0 && unit >= Unit::Year {
            let months = match unit {
                Unit::Decade => 120.0,
                Unit::Century => 1200.0,
                _ => 12.0,
            };
            ((n * months) as i64, Unit::Month, Unit::Month.max(base.unit()))
        } else {
            (n as i64, unit, unit)
        };
        if let From::Of(_) = from {
            // "Two years ago this month" is a month.
            return Denoted::stretch(Stretch::around(add(a, sign * n, unit), base.unit()));
        }
        // A week from a known day is a known day in a story; from today it is "some time that week".
        let shown = if shown == Unit::Week && base.unit() == Unit::Day && !matches!(from, From::Now) {
            Unit::Day
        } else {
            shown
        };
        let moved = add(a, sign * n, unit);
        Denoted::stretch(Stretch::around(
            moved,
            shown.max(if shown > Unit::Week { shown } else { base.unit() }),
        ))
    }

    fn within(&self, c: &Cal, nth: Option<(i64, Unit)>, of: &Meaning) -> Denoted {
        let outer = self.denote(of);
        let Some(p) = outer.point.clone() else {
            let mut d = undated(c, outer.dateless);
            d.dateless = outer.dateless;
            return d;
        };
        let Some((a, b)) = p.stretch.days() else { return undated(c, false) };
        if let Some((n, unit)) = nth {
            if let Some(wd) = c.weekday {
                return nth_weekday(a, wd, n)
                    .map_or(Denoted::unknown(Unit::Day, false), |d| Denoted::stretch(Stretch::Day(d)));
            }
            if unit >= p.stretch.unit() {
                return Denoted { modifier: None, ..outer };
            }
            let s = if n > 0 {
                let first = Stretch::around(if unit == Unit::Week { add(a, 3, Unit::Day) } else { a }, unit);
                first.step(n - 1)
            } else if unit == Unit::Week {
                Stretch::around(add(b, -3, Unit::Day), unit)
            } else {
                Stretch::around(b, unit)
            };
            return Denoted::stretch(s);
        }
        if let (Some(wd), None) = (c.weekday, c.month) {
            return Denoted::stretch(Stretch::Day(near_weekday(a, wd, 1)));
        }
        let Some(y) = p.stretch.year() else { return undated(c, false) };
        match one_of_year(c).and_then(|f| f(c, y)) {
            Some(s) => Denoted::stretch(s),
            None => Denoted { modifier: None, ..outer },
        }
    }

    fn edge(&self, part: &'static str, of: &Meaning) -> Denoted {
        let d = self.denote(of);
        match part {
            "earlier" | "later" => {
                let (Some(now), Meaning::Rel { step: 0, from: From::Now, .. }, Some(p)) =
                    (self.now, of, &d.point)
                else {
                    return d;
                };
                let Some((a, b)) = p.stretch.days() else { return d };
                if self.history || p.stretch.unit() == Unit::Day {
                    return d;
                }
                // On the first of the month nothing happened "earlier this month".
                let step = match part {
                    "earlier" if now == a => -1,
                    "later" if now == b => 1,
                    _ => return d,
                };
                Denoted { contradiction: true, ..Denoted::stretch(p.stretch.step(step)) }
            }
            _ => Denoted { modifier: Some(part), ..d },
        }
    }

    fn clocked(&self, clock: &Clock, of: Option<&Meaning>) -> Denoted {
        let day = match of {
            Some(m) => {
                let d = self.denote(m);
                if let Some(p) = &d.point {
                    return Denoted {
                        modifier: d.modifier,
                        ..Denoted::at(Point { stretch: p.stretch, clock: Some(clock.clone()) })
                    };
                }
                if d.kind != TimeType::Date {
                    return d;
                }
                let value = if d.value.ends_with("_REF") { "XXXX-XX-XX" } else { &d.value };
                return Denoted {
                    dateless: d.dateless,
                    ..Denoted::plain(TimeType::Time, format!("{value}{}", clock.value()))
                };
            }
            None => match self.story.last().map(|p| p.stretch) {
                Some(Stretch::Day(d)) => Some(d),
                _ if self.last_day.is_some() => self.last_day,
                _ if self.history => None,
                _ => self.now,
            },
        };
        match day {
            Some(d) => Denoted::at(Point { stretch: Stretch::Day(d), clock: Some(clock.clone()) }),
            None => Denoted {
                dateless: true,
                ..Denoted::plain(TimeType::Time, format!("XXXX-XX-XX{}", clock.value()))
            },
        }
    }
}

/// Days that a story loses when it goes back to an earlier point than the last.
const ASIDE: i64 = 40;

/// Days that a date somewhere inside a year just named counts as away.
const SOMEWHERE: i64 = 60;

/// How far a story has to jump from one stretch to another, in days; backward is farther.
fn step_cost(from: Stretch, to: Stretch) -> Option<i64> {
    let ((a, b), (c, d)) = (from.days()?, to.days()?);
    let gap = |x: Date, y: Date| x.until(y).map(|s| i64::from(s.get_days())).unwrap_or(1 << 30);
    let coarse = from.unit() >= Unit::Year;
    Some(if c > b {
        gap(b, c) + if coarse { SOMEWHERE } else { 0 }
    } else if d < a {
        gap(d, a) * BACKWARD / 10 + if coarse { SOMEWHERE } else { 0 }
    } else if coarse {
        SOMEWHERE
    } else {
        0
    })
}

/// Tenths by which a step back costs more than a step forward.
const BACKWARD: i64 = 20;

type OfYear = fn(&Cal, i32) -> Option<Stretch>;

/// How to place the fields in a year, where they name a part of one.
fn one_of_year(c: &Cal) -> Option<OfYear> {
    if c.holiday.is_some() {
        return Some(|c, y| c.holiday.and_then(|h| crate::calendar::holiday(h, y)).map(Stretch::Day));
    }
    match (c.month, c.day) {
        (Some(_), Some(_)) => Some(|c, y| {
            let (m, d) = (c.month?, c.day?);
            crate::value::is_day(y, i64::from(m), i64::from(d)).then(|| Stretch::Day(clamp_day(y, m, d)))
        }),
        (Some(_), None) => Some(|c, y| c.month.map(|m| Stretch::Month(y, m))),
        _ if c.quarter.is_some() => Some(|c, y| c.quarter.map(|q| Stretch::Quarter(y, q))),
        _ if c.half.is_some() => Some(|c, y| c.half.map(|h| Stretch::Half(y, h))),
        _ if c.season.is_some() => Some(|c, y| c.season.map(|s| Stretch::Season(y, s))),
        _ => None,
    }
}

/// The value of fields whose year is not known.
fn undated(c: &Cal, dateless: bool) -> Denoted {
    let value = match (c.month, c.day) {
        (Some(m), Some(d)) => format!("XXXX-{m:02}-{d:02}"),
        (Some(m), None) => format!("XXXX-{m:02}"),
        _ => match (c.season, c.weekday) {
            (Some(s), _) => format!("XXXX-{}", s.code()),
            (_, Some(wd)) => format!("XXXX-WXX-{wd}"),
            _ => match (c.quarter, c.half, c.holiday) {
                (Some(q), _, _) => format!("XXXX-Q{q}"),
                (_, Some(h), _) => format!("XXXX-H{h}"),
                (_, _, Some(h)) if !h.contains('#') && !h.contains("easter") => format!("XXXX-{h}"),
                _ => "XXXX-XX-XX".to_owned(),
            },
        },
    };
    Denoted { dateless, ..Denoted::plain(TimeType::Date, value) }
}
