//! Days that are reckoned: Easter, the fourth Thursday of November.

use crate::value::{Unit, add, clamp_day, is_day};
use jiff::civil::{Date, Weekday};

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
pub(crate) fn easter(year: i32) -> Option<Date> {
    if !(1583..=9000).contains(&year) {
        return None;
    }
    let golden = year % 19;
    let century = year / 100;
    let solar = century - century / 4 - (8 * century + 13) / 25;
    let epact = (19 * golden + solar + 15).rem_euclid(30);
    let moon = epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4).rem_euclid(7);
    let days = moon - weekday;
    let month = 3 + (days + 40) / 44;
    let day = days + 28 - 31 * (month / 4);
    Some(clamp_day(year, month as i8, day as i8))
}

/// The `n`th (or, counted from the end, `-n`th) such weekday of the month of `in_month`.
pub(crate) fn nth_weekday(in_month: Date, weekday: i8, n: i64) -> Option<Date> {
    let wd = Weekday::from_monday_one_offset(weekday).ok()?;
    in_month.nth_weekday_of_month(i8::try_from(n).ok()?, wd).ok()
}

/// The day of a holiday: `12-25`, `11#4#4` (month, weekday, which), `easter-2`.
pub(crate) fn holiday(rule: &str, year: i32) -> Option<Date> {
    if let Some(shift) = rule.strip_prefix("easter") {
        return Some(add(easter(year)?, shift.parse().ok()?, Unit::Day));
    }
    if let Some((m, rest)) = rule.split_once('#') {
        let (wd, n) = rest.split_once('#')?;
        return nth_weekday(clamp_day(year, m.parse().ok()?, 1), wd.parse().ok()?, n.parse().ok()?);
    }
    let (m, d) = rule.split_once('-')?;
    let (m, d): (i8, i8) = (m.parse().ok()?, d.parse().ok()?);
    is_day(year, i64::from(m), i64::from(d)).then(|| clamp_day(year, m, d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_churches_say() {
        for (y, m, d) in [(2019, 4, 21), (2023, 4, 9), (2024, 3, 31), (1972, 4, 2), (2000, 4, 23)] {
            assert_eq!(easter(y), Some(date(y as i16, m, d)));
        }
    }

    #[test]
    fn holidays_by_rule() {
        assert_eq!(holiday("11#4#4", 2023), Some(date(2023, 11, 23)));
        assert_eq!(holiday("05#1#-1", 2023), Some(date(2023, 5, 29)));
        assert_eq!(holiday("easter-2", 2024), Some(date(2024, 3, 29)));
    }
}
