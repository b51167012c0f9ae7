//! Points on the calendar and how TIMEX3 writes them.
//!
//! A [`Point`] is a stretch of the calendar at one granularity, with an optional time of day.
//! Years are proleptic-Gregorian; a year before Christ is negative (`-490` is 490 BC, written `BC0490`).

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use jiff::{Span, ToSpan};

/// A season of the northern year; winter belongs to the year in which it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The TIMEX3 letters.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// First month of the season.
    fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stretch {
    Day(Date),
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i32, i8),
    Quarter(i32, i8),
    Half(i32, i8),
    Season(i32, Season),
    Year(i32),
    Fiscal(i32),
    /// The leading digits, `199` for the 1990s; negative before Christ.
    Decade(i32),
    /// The leading digits, `19` for the twentieth century; negative before Christ.
    Century(i32, bool),
}

/// The time of day.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Clock {
    /// `MO`, `AF`, `EV`, `NI`, `DT`, `MI`.
    Part(&'static str),
    /// Hour (0-24), minute, zone suffix (`Z`, `+02`, empty).
    At { hour: i8, minute: Option<i8>, zone: String },
}

/// A stretch of the calendar with an optional time of day.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) stretch: Stretch,
    pub(crate) clock: Option<Clock>,
}

impl From<Stretch> for Point {
    fn from(stretch: Stretch) -> Self {
        Point { stretch, clock: None }
    }
}

/// Units of the calendar and the clock, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of that name in the lexicon.
    pub(crate) fn named(s: &str) -> Option<Unit> {
        Some(match s {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "season" => Unit::Season,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }

    /// The designator of an ISO 8601 period and whether it stands after `T`.
    pub(crate) fn designator(self) -> (&'static str, bool) {
        match self {
            Unit::Second => ("S", true),
            Unit::Minute => ("M", true),
            Unit::Hour => ("H", true),
            Unit::Day => ("D", false),
            Unit::Weekend => ("WE", false),
            Unit::Week => ("W", false),
            Unit::Month => ("M", false),
            Unit::Quarter => ("Q", false),
            Unit::Half => ("H", false),
            Unit::Season => ("S", false),
            Unit::Year => ("Y", false),
            Unit::Decade => ("DE", false),
            Unit::Century => ("CE", false),
        }
    }

    /// A value of this granularity of which nothing is known.
    pub(crate) fn unknown(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
            Unit::Day => "XXXX-XX-XX",
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Half => "XXXX-HX",
            Unit::Season => "XXXX-XX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
        }
    }
}

/// Year with sign as TIMEX3 writes it.
fn year_text(y: i32) -> String {
    if y < 0 { format!("BC{:04}", -y) } else { format!("{y:04}") }
}

fn signed(n: i32, bc: bool, width: usize) -> String {
    if bc { format!("BC{:0width$}", n.abs()) } else { format!("{n:0width$}") }
}

/// The year in jiff's reckoning, in which 1 BC is 0.
fn astronomical(y: i32) -> i16 {
    (if y < 0 { y + 1 } else { y }).clamp(-9990, 9990) as i16
}

/// The given day, or the last of the month where the month is shorter.
pub(crate) fn clamp_day(y: i32, m: i8, d: i8) -> Date {
    let first = date(astronomical(y), m.clamp(1, 12), 1);
    let last = first.days_in_month();
    date(first.year(), first.month(), d.clamp(1, last))
}

/// Whether such a day exists.
pub(crate) fn is_day(y: i32, m: i64, d: i64) -> bool {
    let (Ok(m), Ok(d)) = (i8::try_from(m), i8::try_from(d)) else { return false };
    (1..=12).contains(&m) && d >= 1 && Date::new(astronomical(y), m, d).is_ok()
}

fn week_date(y: i16, w: i8, wd: Weekday) -> Option<Date> {
    ISOWeekDate::new(y, w, wd).ok().map(|d| d.date())
}

/// Adds whole units; saturates at the calendar's ends.
pub(crate) fn add(d: Date, n: i64, unit: Unit) -> Date {
    let n = n.clamp(-9000, 9000);
    let span: Span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => 0.days(),
        Unit::Day | Unit::Weekend => n.days(),
        Unit::Week => n.weeks(),
        Unit::Month => n.months(),
        Unit::Quarter | Unit::Season => (n * 3).months(),
        Unit::Half => (n * 6).months(),
        Unit::Year => n.years(),
        Unit::Decade => (n * 10).years(),
        Unit::Century => (n.clamp(-90, 90) * 100).years(),
    };
    d.saturating_add(span)
}

impl Stretch {
    /// The stretch of this unit in which the day lies.
    pub(crate) fn around(d: Date, unit: Unit) -> Stretch {
        let y = i32::from(d.year());
        let y = if y <= 0 { y - 1 } else { y };
        let iso = d.iso_week_date();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stretch::Day(d),
            Unit::Week => Stretch::Week(iso.year(), iso.week()),
            Unit::Weekend => Stretch::Weekend(iso.year(), iso.week()),
            Unit::Month => Stretch::Month(y, d.month()),
            Unit::Quarter => Stretch::Quarter(y, (d.month() - 1) / 3 + 1),
            Unit::Half => Stretch::Half(y, (d.month() - 1) / 6 + 1),
            Unit::Season => match d.month() {
                3..=5 => Stretch::Season(y, Season::Spring),
                6..=8 => Stretch::Season(y, Season::Summer),
                9..=11 => Stretch::Season(y, Season::Autumn),
                12 => Stretch::Season(y + 1, Season::Winter),
                _ => Stretch::Season(y, Season::Winter),
            },
            Unit::Year => Stretch::Year(y),
            Unit::Decade => Stretch::Decade(if y < 0 { -((-y) / 10) } else { y / 10 }),
            Unit::Century => Stretch::Century(if y < 0 { -((-y) / 100) } else { y / 100 }, y < 0),
        }
    }

    /// How fine the stretch is.
    pub(crate) fn unit(&self) -> Unit {
        match self {
            Stretch::Day(_) => Unit::Day,
            Stretch::Week(..) => Unit::Week,
            Stretch::Weekend(..) => Unit::Weekend,
            Stretch::Month(..) => Unit::Month,
            Stretch::Quarter(..) => Unit::Quarter,
            Stretch::Half(..) => Unit::Half,
            Stretch::Season(..) => Unit::Season,
            Stretch::Year(_) | Stretch::Fiscal(_) => Unit::Year,
            Stretch::Decade(_) => Unit::Decade,
            Stretch::Century(..) => Unit::Century,
        }
    }

    /// First and last day; `None` where the calendar has no such stretch.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let months = |y: i32, m: i8, n: i64| {
            let a = clamp_day(y, m, 1);
            Some((a, add(add(a, n, Unit::Month), -1, Unit::Day)))
        };
        match *self {
            Stretch::Day(d) => Some((d, d)),
            Stretch::Week(y, w) => {
                Some((week_date(y, w, Weekday::Monday)?, week_date(y, w, Weekday::Sunday)?))
            }
            Stretch::Weekend(y, w) => {
                Some((week_date(y, w, Weekday::Saturday)?, week_date(y, w, Weekday::Sunday)?))
            }
            Stretch::Month(y, m) => months(y, m, 1),
            Stretch::Quarter(y, q) => months(y, (q.clamp(1, 4) - 1) * 3 + 1, 3),
            Stretch::Half(y, h) => months(y, (h.clamp(1, 2) - 1) * 6 + 1, 6),
            Stretch::Season(y, Season::Winter) => months(y - 1, 12, 3),
            Stretch::Season(y, s) => months(y, s.month(), 3),
            Stretch::Year(y) | Stretch::Fiscal(y) => months(y, 1, 12),
            Stretch::Decade(d) => months((d * 10).max(-9980), 1, 120),
            Stretch::Century(c, bc) => {
                if bc && c == 0 {
                    Some((clamp_day(-99, 1, 1), clamp_day(-1, 12, 31)))
                } else {
                    months((c * 100).clamp(-9900, 9800), 1, 1200)
                }
            }
        }
    }

    /// The calendar year in which it starts, negative before Christ.
    pub(crate) fn year(&self) -> Option<i32> {
        match *self {
            Stretch::Month(y, _) | Stretch::Quarter(y, _) | Stretch::Half(y, _) | Stretch::Season(y, _) => {
                Some(y)
            }
            Stretch::Year(y) | Stretch::Fiscal(y) => Some(y),
            Stretch::Day(d) => {
                Some(if d.year() <= 0 { i32::from(d.year()) - 1 } else { i32::from(d.year()) })
            }
            Stretch::Week(y, _) | Stretch::Weekend(y, _) => Some(i32::from(y)),
            Stretch::Decade(_) | Stretch::Century(..) => None,
        }
    }

    /// The same kind of stretch, `n` further on.
    pub(crate) fn step(&self, n: i64) -> Stretch {
        match *self {
            Stretch::Fiscal(y) => Stretch::Fiscal(y + n as i32),
            Stretch::Decade(d) => Stretch::Decade(d + n as i32),
            Stretch::Century(c, bc) => Stretch::Century(c + n as i32, bc),
            Stretch::Year(y) => Stretch::Year(y + n as i32),
            Stretch::Weekend(..) => match self.days() {
                Some((a, _)) => Stretch::around(add(a, n, Unit::Week), Unit::Weekend),
                None => *self,
            },
            _ => match self.days() {
                Some((a, _)) => Stretch::around(add(a, n, self.unit()), self.unit()),
                None => *self,
            },
        }
    }

    /// As TIMEX3 writes it.
    pub(crate) fn value(&self) -> String {
        match *self {
            Stretch::Day(d) => {
                let y = self.year().unwrap_or_default();
                format!("{}-{:02}-{:02}", year_text(y), d.month(), d.day())
            }
            Stretch::Week(y, w) => format!("{y:04}-W{w:02}"),
            Stretch::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Stretch::Month(y, m) => format!("{}-{m:02}", year_text(y)),
            Stretch::Quarter(y, q) => format!("{}-Q{q}", year_text(y)),
            Stretch::Half(y, h) => format!("{}-H{h}", year_text(y)),
            Stretch::Season(y, s) => format!("{}-{}", year_text(y), s.code()),
            Stretch::Year(y) => year_text(y),
            Stretch::Fiscal(y) => format!("FY{}", year_text(y)),
            Stretch::Decade(d) => signed(d, d < 0, 3),
            Stretch::Century(c, bc) => signed(c, bc, 2),
        }
    }
}

impl Clock {
    /// As TIMEX3 writes it, from the `T` on.
    pub(crate) fn value(&self) -> String {
        match self {
            Clock::Part(p) => format!("T{p}"),
            Clock::At { hour, minute, zone } => match minute {
                Some(m) => format!("T{hour:02}:{m:02}{zone}"),
                None => format!("T{hour:02}{zone}"),
            },
        }
    }
}

impl Point {
    /// As TIMEX3 writes it.
    pub(crate) fn value(&self) -> String {
        match &self.clock {
            Some(c) => format!("{}{}", self.stretch.value(), c.value()),
            None => self.stretch.value(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_timex3() {
        let d = date(2023, 3, 1);
        assert_eq!(Stretch::Day(d).value(), "2023-03-01");
        assert_eq!(Stretch::around(d, Unit::Week).step(-1).value(), "2023-W08");
        assert_eq!(Stretch::around(d, Unit::Quarter).step(-1).value(), "2022-Q4");
        assert_eq!(Stretch::around(d, Unit::Season).value(), "2023-SP");
        assert_eq!(Stretch::Year(-490).value(), "BC0490");
        assert_eq!(Stretch::Decade(-48).value(), "BC048");
        assert_eq!(Stretch::Century(20, false).value(), "20");
    }

    #[test]
    fn stretches_know_their_days() {
        assert_eq!(Stretch::Month(2024, 2).days(), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(Stretch::Weekend(2024, 6).days(), Some((date(2024, 2, 10), date(2024, 2, 11))));
        assert_eq!(Stretch::Year(-1).days(), Some((date(0, 1, 1), date(0, 12, 31))));
    }
}
