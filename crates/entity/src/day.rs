//! Days at the precision that a source gives.

/// A day as the number `yyyymmdd`; `00` for a month or day that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// Reads `2023-03-01`, `2023-03` or `2023`; nothing else.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.splitn(3, '-');
        let year: u32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut part = |most: u32| match parts.next() {
            None | Some("") => Some(0),
            Some(text) => text.get(..2)?.parse().ok().filter(|&number| number <= most),
        };
        let (month, day) = (part(12)?, part(31)?);
        Some(Day(year * 10_000 + month * 100 + day))
    }

    /// The last day that it can be.
    pub fn latest(self) -> Day {
        match (self.0 / 100 % 100, self.0 % 100) {
            (0, _) => Day(self.0 / 10_000 * 10_000 + 1231),
            (_, 0) => Day(self.0 + 31),
            _ => self,
        }
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        match (month, day) {
            (0, _) => write!(f, "{year:04}"),
            (_, 0) => write!(f, "{year:04}-{month:02}"),
            _ => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_their_precision() {
        assert_eq!(Day::parse("2023-03-01"), Some(Day(20_230_301)));
        assert_eq!(Day::parse("2015").map(Day::latest), Some(Day(20_151_231)));
        assert_eq!(Day::parse("2015-06").map(|day| day.to_string()), Some("2015-06".into()));
        assert_eq!(Day::parse("late 2015"), None);
    }
}
