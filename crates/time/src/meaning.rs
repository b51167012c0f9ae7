//! What an expression says before it is known when the report was written.

use crate::value::{Clock, Season, Unit};
use crate::words::Val;

/// From where an expression counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum From {
    /// The day of the report.
    Now,
    /// The moment that the text has reached.
    Story,
    /// Another expression.
    Of(Box<Meaning>),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    Count(f64),
    Several,
}

/// Fields of the calendar, as far as they are said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cal {
    /// Negative before Christ.
    pub(crate) year: Option<i32>,
    /// The last two figures of a year.
    pub(crate) short_year: Option<i32>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    /// 1 is Monday.
    pub(crate) weekday: Option<i8>,
    pub(crate) quarter: Option<i8>,
    pub(crate) half: Option<i8>,
    pub(crate) season: Option<Season>,
    pub(crate) fiscal: bool,
    /// 199 for the 1990s.
    pub(crate) decade: Option<i32>,
    /// 9 for the nineties of some century.
    pub(crate) short_decade: Option<i32>,
    /// 20 for the twentieth.
    pub(crate) century: Option<i32>,
    pub(crate) holiday: Option<&'static str>,
    pub(crate) weekend: bool,
    pub(crate) before_christ: bool,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// "3 March 2019", "Wednesday", "the 1990s".
    Cal(Cal),
    /// "last year", "the following week".
    Rel { unit: Unit, step: i64, from: From },
    /// "last October", "next Friday".
    Named { cal: Cal, step: i64, from: From },
    /// "two days ago", "three weeks after May 7".
    Shift { amount: Amount, unit: Unit, sign: i64, from: From },
    /// "March of this year", "the last week of March".
    Within { cal: Cal, nth: Option<(i64, Unit)>, of: Box<Meaning> },
    /// "the end of July".
    Edge { part: &'static str, of: Box<Meaning> },
    /// "3 p.m. Friday", "the evening".
    Clocked { clock: Clock, of: Option<Box<Meaning>> },
    /// "nearly two years".
    Duration { amount: Amount, unit: Unit, modifier: Option<&'static str> },
    /// "February 30".
    Impossible,
    /// "by night": a time of no day.
    Loose { value: String },
    /// "every Friday".
    Set { value: String },
    /// PRESENT_REF, PAST_REF, FUTURE_REF.
    Ref(&'static str),
}

/// What the slots of a rule caught, and its constants.
pub(crate) struct Args<'a> {
    pub(crate) slots: &'a [(&'a str, Val)],
    pub(crate) made: &'a [Meaning],
}

impl Args<'_> {
    fn get(&self, name: &str) -> Option<&Val> {
        self.slots.iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }
    fn int(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Val::Int(n) => Some(*n),
            Val::Amount(f) => Some(*f as i64),
            _ => None,
        }
    }
    fn sym(&self, name: &str) -> Option<&'static str> {
        match self.get(name)? {
            Val::Sym(s) => Some(s),
            _ => None,
        }
    }
    fn made(&self, name: &str) -> Option<&Meaning> {
        match self.get(name)? {
            Val::Made(i) => self.made.get(*i),
            _ => None,
        }
    }
    /// The unit, how many of it the word means, and whether it stands in the plural.
    fn unit(&self) -> Option<(Unit, f64)> {
        let s = self.sym("unit")?;
        let singular = if s == "centuries" { "century" } else { s.strip_suffix('s').unwrap_or(s) };
        // "a years", "one weeks": the article belongs to something else.
        if singular != s && self.get("amount") == Some(&Val::Amount(1.0)) {
            return None;
        }
        match singular {
            "fortnight" => Some((Unit::Week, 2.0)),
            s => Unit::named(s).map(|u| (u, 1.0)),
        }
    }
    fn amount(&self) -> Option<Amount> {
        match self.get("amount")? {
            Val::Amount(f) => Some(Amount::Count(*f)),
            Val::Int(n) => Some(Amount::Count(*n as f64)),
            Val::Several => Some(Amount::Several),
            _ => None,
        }
    }
    fn from(&self) -> From {
        match self.made("of") {
            Some(m) => From::Of(Box::new(m.clone())),
            None if self.sym("from") == Some("story") => From::Story,
            None => From::Now,
        }
    }
}

fn season(s: &str) -> Option<Season> {
    Some(match s {
        "SP" => Season::Spring,
        "SU" => Season::Summer,
        "FA" => Season::Autumn,
        "WI" => Season::Winter,
        _ => return None,
    })
}

fn small(n: Option<i64>, range: std::ops::RangeInclusive<i64>) -> Result<Option<i8>, ()> {
    match n {
        None => Ok(None),
        Some(n) if range.contains(&n) => Ok(Some(n as i8)),
        Some(_) => Err(()),
    }
}

fn cal(a: &Args) -> Result<Cal, ()> {
    let mut c = Cal {
        month: small(a.int("m"), 1..=12)?,
        day: small(a.int("d"), 1..=31)?,
        weekday: small(a.int("wd"), 1..=7)?,
        quarter: small(a.int("q"), 1..=4)?,
        half: small(a.int("h"), 1..=2)?,
        season: a.sym("s").and_then(season),
        fiscal: a.get("fiscal").is_some(),
        decade: a.int("decade").map(|n| n as i32),
        short_decade: a.int("sdecade").map(|n| n as i32),
        holiday: a.sym("holiday"),
        weekend: a.get("weekend").is_some(),
        before_christ: a.sym("era") == Some("BC"),
        short_year: a.int("yy").map(|n| n as i32),
        ..Cal::default()
    };
    if a.get("q").is_some_and(|v| *v == Val::Int(-1)) {
        c.quarter = Some(4);
    }
    if let (Some(base), Some(two)) = (a.int("base"), c.short_year) {
        c.year = Some((base / 100 * 100) as i32 + two);
    }
    c.year = c.year.or(a.int("y").map(|n| if c.before_christ { -(n as i32) } else { n as i32 }));
    if let Some(n) = a.int("cen").filter(|n| (1..=30).contains(n)) {
        c.century = Some(n as i32 - 1);
    }
    for (slot, order) in [("ymd", "ymd"), ("dmy", "dmy"), ("mdy", "mdy")] {
        if let Some(n) = a.int(slot) {
            let _ = order;
            let (y, m, d) = (n / 10000, n / 100 % 100, n % 100);
            if !crate::value::is_day(y as i32, m, d) {
                return Err(());
            }
            (c.year, c.month, c.day) = (Some(y as i32), Some(m as i8), Some(d as i8));
        }
    }
    if let Some(f) = a.sym("famous") {
        let n: Vec<i32> = f.split('-').filter_map(|x| x.parse().ok()).collect();
        if let [y, m, d] = n[..] {
            (c.year, c.month, c.day) = (Some(y), Some(m as i8), Some(d as i8));
        }
    }
    if let (Some(y), Some(m), Some(d)) = (c.year, c.month, c.day)
        && !crate::value::is_day(y, i64::from(m), i64::from(d))
    {
        return Err(());
    }
    if let (Some(m), Some(d)) = (c.month, c.day)
        && !crate::value::is_day(2024, i64::from(m), i64::from(d))
    {
        return Err(());
    }
    Ok(c)
}

fn clock(a: &Args) -> Option<Clock> {
    if let Some(p) = a.sym("part") {
        return Some(Clock::Part(p));
    }
    let zone = match a.sym("zone") {
        Some("L") | None => String::new(),
        Some(z) => z.to_owned(),
    };
    if let Some(t) = a.sym("noon") {
        let hour = t.get(..2)?.parse().ok()?;
        return Some(Clock::At { hour, minute: Some(0), zone });
    }
    let n = a.int("clock").or(a.int("hour")).or_else(|| a.int("hourword").map(|h| h * 100))?;
    let (mut hour, minute) = ((n / 100) as i8, (n % 100) as i8);
    if minute > 59 || hour > 24 {
        return None;
    }
    match a.sym("ampm") {
        Some("pm") if hour < 12 => hour += 12,
        Some("am") if hour == 12 => hour = 0,
        Some(_) if hour > 12 && hour < 24 => {}
        _ => {}
    }
    Some(Clock::At { hour, minute: Some(minute), zone })
}

/// Makes a meaning from what a rule caught; `None` where the pieces do not fit together
/// (February 31).
pub(crate) fn build(op: &str, a: &Args) -> Option<Meaning> {
    let of = || a.made("of").map(|m| Box::new(m.clone()));
    let step = a.int("step").or(a.int("which")).unwrap_or(0);
    Some(match op {
        "cal" => match cal(a) {
            Ok(c) => Meaning::Cal(c),
            Err(()) if a.int("m").is_some() && a.int("d").is_some_and(|d| (1..=31).contains(&d)) => {
                Meaning::Impossible
            }
            Err(()) => return None,
        },
        "rel" => Meaning::Rel { unit: a.unit()?.0, step, from: a.from() },
        "named" => Meaning::Named { cal: cal(a).ok()?, step, from: a.from() },
        "shift" => {
            let (unit, times) = a.unit()?;
            let amount = match a.amount()? {
                Amount::Count(n) => Amount::Count(n * times),
                s => s,
            };
            Meaning::Shift { amount, unit, sign: a.int("sign").unwrap_or(1), from: a.from() }
        }
        "within" => {
            let nth = a.int("n").and_then(|n| Some((n, a.unit()?.0)));
            Meaning::Within { cal: cal(a).ok()?, nth, of: of()? }
        }
        "edge" => Meaning::Edge { part: a.sym("edge")?, of: of()? },
        "same" => a.made("of")?.clone(),
        "clock" => {
            let day = |from| Box::new(Meaning::Rel { unit: Unit::Day, step, from });
            let of = match of() {
                None if a.get("now").is_some() => Some(day(From::Now)),
                None if a.get("story").is_some() => Some(day(From::Story)),
                of => of,
            };
            if a.get("any").is_some() {
                let Clock::Part(p) = clock(a)? else { return None };
                return Some(Meaning::Loose { value: format!("XXXX-XX-XXT{p}") });
            }
            Meaning::Clocked { clock: clock(a)?, of }
        }
        "clockcal" => Meaning::Clocked { clock: clock(a)?, of: Some(Box::new(Meaning::Cal(cal(a).ok()?))) },
        "clockof" => match a.made("clock") {
            Some(Meaning::Clocked { clock, .. }) => Meaning::Clocked { clock: clock.clone(), of: of() },
            _ => return None,
        },
        "dur" => {
            let (unit, times) = a.unit()?;
            let amount = match a.amount().unwrap_or(Amount::Several) {
                Amount::Count(n) => Amount::Count(n * times),
                s => s,
            };
            let amount = match amount {
                Amount::Count(n) if a.get("half").is_some() => Amount::Count(n + 0.5),
                other => other,
            };
            let modifier = a.sym("approx").filter(|m| *m != "EXACT");
            Meaning::Duration { amount, unit, modifier }
        }
        "set" => Meaning::Set { value: set_value(a)? },
        "ref" => Meaning::Ref(a.sym("ref")?),
        _ => return None,
    })
}

fn set_value(a: &Args) -> Option<String> {
    if let Some(f) = a.sym("freq") {
        return Some(f.to_owned());
    }
    if let Some(wd) = a.int("wd") {
        let part = a.sym("part").map(|p| format!("T{p}")).unwrap_or_default();
        return Some(format!("XXXX-WXX-{wd}{part}"));
    }
    if let Some(m) = a.int("m") {
        return Some(format!("XXXX-{m:02}"));
    }
    if let Some(s) = a.sym("s") {
        return Some(format!("XXXX-{s}"));
    }
    if let Some(p) = a.sym("part") {
        return Some(format!("XXXX-XX-XXT{p}"));
    }
    let (unit, times) = a.unit()?;
    let n = match a.amount() {
        Some(Amount::Several) => return Some(period("X", unit)),
        Some(Amount::Count(n)) => n * times,
        None => times * a.int("every").unwrap_or(1) as f64,
    };
    if unit == Unit::Weekend {
        return Some("XXXX-WXX-WE".to_owned());
    }
    Some(period(&number(n), unit))
}

/// "P3D", "PT2H".
pub(crate) fn period(n: &str, unit: Unit) -> String {
    let (letter, clock) = unit.designator();
    format!("P{}{n}{letter}", if clock { "T" } else { "" })
}

/// Without a fraction where there is none.
pub(crate) fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{}", n as i64) } else { format!("{n}") }
}
