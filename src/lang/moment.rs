//! A date, a time of day, or both, and the order of two of them.

use std::cmp::Ordering;
use std::fmt;

/// A date, a time of day, or both, with the parts that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The year; news often leaves it out.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
    /// The time of day in seconds since midnight.
    pub clock: Option<u32>,
    /// The offset from UTC in minutes, where it is written in figures or as `Z`.
    pub offset: Option<i16>,
}

impl Moment {
    /// The moment of a UNIX time in seconds, in UTC.
    #[must_use]
    pub fn of_unix(seconds: i64) -> Self {
        let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Civil date from days (Howard Hinnant's algorithm, public domain).
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: u16::try_from(year).ok(),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            clock: u32::try_from(clock).ok(),
            offset: Some(0),
        }
    }

    /// Whether the day is known, with or without the year.
    #[must_use]
    pub const fn has_day(&self) -> bool {
        self.day.is_some()
    }

    /// The same date with the time of `other`.
    #[must_use]
    pub const fn at(self, other: &Self) -> Self {
        Self { clock: other.clock, offset: other.offset, ..self }
    }

    /// Which of two is earlier, by the parts that both have. `None` where these are equal or too few.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let (a, b) = (self.in_utc(other), other.in_utc(self));
        match (a.year, b.year) {
            (Some(x), Some(y)) if x != y => return Some(x.cmp(&y)),
            (None, None) | (Some(_), Some(_)) | (Some(_), None) | (None, Some(_)) => {}
        }
        let years = a.year.is_some() && b.year.is_some();
        if let (Some(x), Some(y)) = (a.month, b.month) {
            let of = |month: u8, day: Option<u8>| i32::from(month) * 31 + i32::from(day.unwrap_or(1));
            let (x, y) = match (a.day, b.day) {
                (Some(_), Some(_)) => (of(x, a.day), of(y, b.day)),
                _ => (of(x, None), of(y, None)),
            };
            if x != y {
                // Without years, December may come before January.
                let wrapped = !years && (x - y).abs() > 6 * 31;
                return Some(if wrapped { y.cmp(&x) } else { x.cmp(&y) });
            }
        }
        let dated = |m: &Self| m.day.is_some() || m.month.is_none() && m.year.is_none();
        match (a.clock, b.clock) {
            (Some(x), Some(y)) if x != y && dated(&a) && dated(&b) => Some(x.cmp(&y)),
            _ => None,
        }
    }

    /// The number of days between two dates; without years, the shorter way around the year.
    #[must_use]
    pub fn days_apart(&self, other: &Self) -> Option<u32> {
        let of = |m: &Self| Some(days_before(m.month?) + u32::from(m.day?));
        let (a, b) = (of(self)?, of(other)?);
        Some(match (self.year, other.year) {
            (Some(x), Some(y)) => {
                (i64::from(x) * 365 + i64::from(a)).abs_diff(i64::from(y) * 365 + i64::from(b)) as u32
            }
            _ => a.abs_diff(b).min(365 - a.abs_diff(b).min(365)),
        })
    }

    /// In UTC, where both have an offset. A day before the first or after the last of a month is accepted: it still
    /// compares correctly.
    fn in_utc(&self, other: &Self) -> Self {
        let (Some(clock), Some(offset), Some(theirs)) = (self.clock, self.offset, other.offset) else { return *self };
        if offset == theirs {
            return *self;
        }
        let shifted = i64::from(clock) - i64::from(offset) * 60;
        let day = self.day.map(|d| match shifted.div_euclid(86_400) {
            -1 => d.saturating_sub(1),
            1 => d + 1,
            _ => d,
        });
        Self { day, clock: u32::try_from(shifted.rem_euclid(86_400)).ok(), offset: Some(0), ..*self }
    }
}

/// `2024-06-19T10:40`, `2024-06-19`, `2024-06`, `--06-19` where the year is unknown, `10:40` where only the time is known.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dated = self.year.is_some() || self.month.is_some();
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None if dated => f.write_str("-")?,
            None => {}
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        let Some(clock) = self.clock else { return Ok(()) };
        if dated {
            f.write_str("T")?;
        }
        write!(f, "{:02}:{:02}", clock / 3600, clock / 60 % 60)?;
        if clock % 60 != 0 || self.offset.is_some() {
            write!(f, ":{:02}", clock % 60)?;
        }
        match self.offset {
            Some(0) => f.write_str("Z"),
            Some(o) => write!(f, "{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, o.abs() / 60, o.abs() % 60),
            None => Ok(()),
        }
    }
}

fn days_before(month: u8) -> u32 {
    const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    BEFORE.get(usize::from(month).saturating_sub(1)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unix_times_are_dates() {
        assert_eq!(Moment::of_unix(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Moment::of_unix(1_718_793_600).to_string(), "2024-06-19T10:40:00Z");
        assert_eq!(Moment::of_unix(-1).to_string(), "1969-12-31T23:59:59Z");
    }
}
