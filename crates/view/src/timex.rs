//! TIMEX3 values for people.

use jiff::civil::{Date, Weekday};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Parts of a day, a week or a year, as TIMEX3 writes them.
const PARTS: &[(&str, &str)] = &[
    ("MO", "morning"),
    ("MI", "midday"),
    ("AF", "afternoon"),
    ("EV", "evening"),
    ("NI", "night"),
    ("DT", "daytime"),
    ("WE", "weekend"),
    ("SP", "spring"),
    ("SU", "summer"),
    ("FA", "autumn"),
    ("WI", "winter"),
    ("Q1", "first quarter"),
    ("Q2", "second quarter"),
    ("Q3", "third quarter"),
    ("Q4", "fourth quarter"),
    ("H1", "first half"),
    ("H2", "second half"),
];

/// A TIMEX3 value in words: "Wed 1 Mar 2023", "week 9 of 2023", "3 days", "a Tuesday"; values that
/// have no words here stay as they are.
pub(crate) fn day(value: &str) -> String {
    words(value).unwrap_or_else(|| value.into())
}

fn words(value: &str) -> Option<String> {
    match value {
        "PAST_REF" => return Some("some time ago".into()),
        "PRESENT_REF" => return Some("now".into()),
        "FUTURE_REF" => return Some("some time to come".into()),
        _ => {}
    }
    if let Some(length) = value.strip_prefix('P') {
        return duration(length);
    }
    match value.split_once('T') {
        Some((date, time)) => {
            let time = part(time).map_or_else(|| clock(time), |part| Some(part.into()))?;
            Some(format!("{}, {time}", calendar(date)?))
        }
        None => calendar(value),
    }
}

fn part(code: &str) -> Option<&'static str> {
    PARTS.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

/// `14:00`, `14:00:00`: hours and minutes.
fn clock(time: &str) -> Option<String> {
    let mut fields = time.split(':');
    let hours: u8 = number(fields.next()?)?;
    let minutes: u8 = fields.next().map_or(Some(0), number)?;
    (hours <= 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A day, a week, a month, a season, a year; an unknown year is `XXXX`.
fn calendar(value: &str) -> Option<String> {
    if let Ok(date) = value.parse::<Date>()
        && value.len() == 10
    {
        let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
        return Some(format!("{} {} {month} {}", weekday(date), date.day(), date.year()));
    }
    let mut fields = value.split('-');
    let year = fields.next()?;
    let known = year != "XXXX";
    if known && (year.len() != 4 || number::<u16>(year).is_none()) {
        return None;
    }
    let of_year = |what: String| if known { format!("{what} {year}") } else { what };
    let (second, third) = (fields.next(), fields.next());
    if fields.next().is_some() {
        return None;
    }
    match (second, third) {
        (None, None) => known.then(|| year.to_string()),
        (Some("WXX"), Some(day)) => {
            let name = WEEKDAYS.get(number::<usize>(day)?.checked_sub(1)?)?;
            Some(of_year(format!("a {name}")))
        }
        (Some(week), None) if week.starts_with('W') && week != "WI" => {
            let week = number::<u8>(&week[1..])?;
            known.then(|| format!("week {week} of {year}"))
        }
        (Some(week), Some("WE")) if week.starts_with('W') => {
            let week = number::<u8>(&week[1..])?;
            known.then(|| format!("weekend of week {week} of {year}"))
        }
        (Some(month), None) if month.len() == 2 => {
            let name = part(month).or_else(|| month_name(month))?;
            Some(of_year(name.to_string()))
        }
        (Some(month), Some(day)) if !known => Some(format!("{} {}", number::<u8>(day)?, month_name(month)?)),
        _ => None,
    }
}

fn month_name(month: &str) -> Option<&'static str> {
    MONTHS.get(number::<usize>(month)?.checked_sub(1)?).copied()
}

/// `3D`, `T2H`, `1Y`, `XM`: one number and one unit.
fn duration(length: &str) -> Option<String> {
    let (length, short) = length.strip_prefix('T').map_or((length, false), |length| (length, true));
    let unit = length.chars().last().filter(char::is_ascii)?;
    let amount = &length[..length.len() - 1];
    let name = match (unit, short) {
        ('Y', false) => "year",
        ('M', false) => "month",
        ('W', false) => "week",
        ('D', false) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        ('S', true) => "second",
        _ => return None,
    };
    match amount {
        "X" => Some(format!("some {name}s")),
        "1" => Some(format!("1 {name}")),
        _ => amount.parse::<f64>().ok().filter(|n| n.is_finite()).map(|_| format!("{amount} {name}s")),
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_read_like_what_they_mean() {
        for (value, words) in [
            ("2023-03-01", "Wed 1 Mar 2023"),
            ("2023-03", "Mar 2023"),
            ("2023", "2023"),
            ("2023-W09", "week 9 of 2023"),
            ("2023-W09-WE", "weekend of week 9 of 2023"),
            ("2023-SU", "summer 2023"),
            ("2023-Q3", "third quarter 2023"),
            ("2020-01-11TMO", "Sat 11 Jan 2020, morning"),
            ("2020-01-11T14:30", "Sat 11 Jan 2020, 14:30"),
            ("XXXX-WXX-2", "a Tuesday"),
            ("XXXX-05-01", "1 May"),
            ("XXXX-SU", "summer"),
            ("P1D", "1 day"),
            ("PT36H", "36 hours"),
            ("P2.5Y", "2.5 years"),
            ("PXM", "some months"),
            ("PRESENT_REF", "now"),
        ] {
            assert_eq!(day(value), words);
        }
    }

    #[test]
    fn other_values_stay_as_they_are() {
        for value in [
            "",
            "P",
            "PT",
            "P1",
            "P1X",
            "2023-13",
            "202",
            "20",
            "2023-03-32",
            "XXXX",
            "T14:00",
            "Pé",
            "20é3-WI",
        ] {
            assert_eq!(day(value), value);
        }
    }

    proptest! {
        #[test]
        fn no_value_is_too_odd(value in "[0-9PTXWQMDYé:.-]{0,12}") {
            day(&value);
        }
    }
}
