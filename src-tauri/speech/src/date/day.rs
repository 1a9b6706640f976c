//! A calendar day and its day number, so that dates can be compared and counted.
//! Knows the Gregorian calendar only; the lunar one is in `lunar`.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_length(year, month);
        real.then_some(Self { year, month, day })
    }

    /// First day of a month; months outside 1 to 12 are taken as the nearest.
    pub fn first_of(year: i32, month: u8) -> Self {
        Self {
            year,
            month: month.clamp(1, 12),
            day: 1,
        }
    }

    /// Last day of a month; months outside 1 to 12 are taken as the nearest.
    pub fn last_of(year: i32, month: u8) -> Self {
        let month = month.clamp(1, 12);
        Self {
            year,
            month,
            day: month_length(year, month),
        }
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = i32::from(self.month);
        let of_year =
            (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day with this number.
    pub fn from_number(number: i32) -> Self {
        let shifted = number + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = era * 400 + year_of_era + i32::from(month <= 2);
        Self {
            year,
            month: month as u8,
            day: day as u8,
        }
    }

    /// The day `days` later (earlier when negative).
    pub fn plus(self, days: i32) -> Self {
        Self::from_number(self.number() + days)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Number of days in a month; 31 for a month the calendar has not.
pub fn month_length(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_count_days_and_come_back() {
        assert_eq!(Day::first_of(1970, 1).number(), 0);
        assert_eq!(Day::first_of(2000, 3).number(), 11_017);
        for number in (-200_000..200_000).step_by(97) {
            let day = Day::from_number(number);
            assert_eq!(day.number(), number);
            assert_eq!(Day::new(day.year, day.month, day.day), Some(day));
        }
        assert_eq!(Day::last_of(2020, 2).plus(1), Day::first_of(2020, 3));
    }

    #[test]
    fn the_calendar_has_no_30_february() {
        assert_eq!(Day::new(2020, 2, 30), None);
        assert_eq!(Day::new(2021, 2, 29), None);
        assert!(Day::new(2020, 2, 29).is_some());
    }
}
