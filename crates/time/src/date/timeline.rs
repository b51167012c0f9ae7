//! Days weighed by evidence: each piece says how likely the report was written on each day.

use jiff::civil::{Date, date};
use std::sync::LazyLock;

/// Days since the first day that is weighed.
pub(crate) type Day = i32;

const FIRST_YEAR: i16 = 1976;
const LAST_YEAR: i16 = 2031;

/// Year, month, day of the month and weekday (0 is Monday) of every day that is weighed.
pub(crate) struct Calendar {
    pub(crate) days: Vec<(i16, i8, i8, i8)>,
}

pub(crate) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let (mut d, end) = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31));
    let mut days = Vec::new();
    while d <= end {
        days.push((d.year(), d.month(), d.day(), d.weekday().to_monday_zero_offset()));
        d = d.tomorrow().unwrap_or(end);
        if days.last() == Some(&(LAST_YEAR, 12, 31, end.weekday().to_monday_zero_offset())) {
            break;
        }
    }
    Calendar { days }
});

/// The number of a date; negative or beyond the end where it is not weighed.
pub(crate) fn number(d: Date) -> Day {
    let first = date(FIRST_YEAR, 1, 1);
    first.until(d).map_or(0, |s| s.get_days())
}

/// The date of a number.
pub(crate) fn date_of(day: Day) -> Option<Date> {
    let (y, m, d, _) = *CALENDAR.days.get(usize::try_from(day).ok()?)?;
    Date::new(y, m, d).ok()
}

/// Natural logarithms of how much likelier a day is.
pub(crate) struct Timeline {
    pub(crate) log: Vec<f32>,
}

/// What the weights come to.
pub(crate) struct Belief {
    pub(crate) day: (Day, f32),
    pub(crate) month: ((i16, i8), f32),
    pub(crate) year: (i16, f32),
}

impl Timeline {
    pub(crate) fn new() -> Timeline {
        Timeline { log: vec![0.0; CALENDAR.days.len()] }
    }

    /// Adds a weight to every day.
    pub(crate) fn weigh(&mut self, weight: impl Fn(Day) -> f32) {
        for (day, log) in self.log.iter_mut().enumerate() {
            *log += weight(day as Day);
        }
    }

    /// The likeliest day, month and year with their shares.
    pub(crate) fn belief(&self) -> Belief {
        let top = self.log.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0f64;
        let mut day = (0, 0.0f64);
        let (mut month, mut year) = (((0, 0), 0.0f64), (0, 0.0f64));
        let mut this_month = ((0, 0), 0.0f64);
        let mut this_year = (0, 0.0f64);
        for (at, log) in self.log.iter().enumerate() {
            let p = f64::from((log - top).exp());
            let (y, m, _, _) = CALENDAR.days[at];
            total += p;
            if p > day.1 {
                day = (at as Day, p);
            }
            if this_month.0 != (y, m) {
                this_month = ((y, m), 0.0);
            }
            if this_year.0 != y {
                this_year = (y, 0.0);
            }
            this_month.1 += p;
            this_year.1 += p;
            if this_month.1 > month.1 {
                month = this_month;
            }
            if this_year.1 > year.1 {
                year = this_year;
            }
        }
        let share = |p: f64| (p / total) as f32;
        Belief { day: (day.0, share(day.1)), month: (month.0, share(month.1)), year: (year.0, share(year.1)) }
    }
}

/// Weight of a day `gap` days after what it should follow: none before it, less with every day.
pub(crate) fn after(gap: Day, fade: f32, forbidden: f32) -> f32 {
    if gap < 0 { forbidden } else { (-(gap as f32) / fade).max(forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_agree() {
        let d = date(2023, 3, 1);
        assert_eq!(date_of(number(d)), Some(d));
        assert_eq!(CALENDAR.days[number(d) as usize], (2023, 3, 1, 2));
    }

    #[test]
    fn the_likeliest_day_has_its_month_and_year() {
        let mut t = Timeline::new();
        let n = number(date(2020, 5, 5));
        t.weigh(|d| {
            if d == n {
                5.0
            } else if d == n + 1 {
                4.0
            } else {
                -20.0
            }
        });
        let b = t.belief();
        assert_eq!((b.day.0, b.month.0, b.year.0), (n, (2020, 5), 2020));
        assert!(b.month.1 > 0.99 && b.day.1 < 0.8);
    }
}
