//! Dates as EDTF level 0 and 1: reading, printing, bounds, and the same in words for a reader.
//! Does not look for dates in a text (`parse`) and does not read what a person types (`person`).

use std::fmt;
use std::str::FromStr;

use super::day::{Day, month_length};
use crate::reasons::Lang;

/// A year whose last digits may be unknown: `2020`, `202X`, `XXXX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// The year with 0 for every unknown digit.
    pub base: i32,
    /// How many last digits are unknown: 0 to 4.
    pub unknown: u8,
}

impl Year {
    /// A known year.
    pub fn known(year: i32) -> Self {
        Self {
            base: year,
            unknown: 0,
        }
    }

    /// A year of which nothing is known.
    pub const OPEN: Self = Self {
        base: 0,
        unknown: 4,
    };

    fn last(self) -> i32 {
        self.base + 10_i32.pow(u32::from(self.unknown)) - 1
    }

    fn is_open(self) -> bool {
        self.unknown >= 4
    }
}

/// One date of some precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, perhaps in part unknown.
    pub year: Year,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day; only with a month.
    pub day: Option<u8>,
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: doubtful.
    pub uncertain: bool,
}

impl Date {
    /// A date of a known year.
    pub fn of(year: i32, month: Option<u8>, day: Option<u8>) -> Self {
        Self::in_year(Year::known(year), month, day)
    }

    /// A date of a year that may be in part unknown.
    pub fn in_year(year: Year, month: Option<u8>, day: Option<u8>) -> Self {
        Self {
            year,
            month,
            day: month.and(day),
            approximate: false,
            uncertain: false,
        }
    }

    fn is_real(&self) -> bool {
        let leap_or_own = if self.year.unknown == 0 {
            self.year.base
        } else {
            2000
        };
        (self.year.unknown > 0 || self.year.base >= 1)
            && self.month.is_none_or(|m| (1..=12).contains(&m))
            && match (self.month, self.day) {
                (Some(m), Some(d)) => d >= 1 && d <= month_length(leap_or_own, m),
                (None, Some(_)) => false,
                _ => true,
            }
    }

    fn first(&self) -> Option<Day> {
        (!self.year.is_open()).then(|| Day {
            year: self.year.base.max(1),
            month: self.month.unwrap_or(1),
            day: self.day.unwrap_or(1),
        })
    }

    fn last(&self) -> Option<Day> {
        let (year, month) = (self.year.last(), self.month.unwrap_or(12));
        (!self.year.is_open()).then(|| Day {
            year,
            month,
            day: self.day.unwrap_or_else(|| month_length(year, month)),
        })
    }
}

/// A date or an interval of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date.
    One(Date),
    /// From one date to another; `None` is an open end (`..`).
    Span(Option<Date>, Option<Date>),
}

/// What is wrong with a string that is not EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEdtf(pub String);

impl fmt::Display for NotEdtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an EDTF date", self.0)
    }
}

impl std::error::Error for NotEdtf {}

impl Edtf {
    /// The sharpest EDTF for all days from `first` to `last`: a year, a month, a day or an interval.
    pub fn between(first: Day, last: Day) -> Self {
        let whole_months = first.day == 1 && last.day == month_length(last.year, last.month);
        let whole_years = whole_months && first.month == 1 && last.month == 12;
        let date = |d: Day| {
            if whole_years {
                Date::of(d.year, None, None)
            } else if whole_months {
                Date::of(d.year, Some(d.month), None)
            } else {
                Date::of(d.year, Some(d.month), Some(d.day))
            }
        };
        Self::span(date(first), date(last))
    }

    /// An interval, or the one date when both ends are the same.
    pub fn span(from: Date, to: Date) -> Self {
        if from == to {
            Self::One(from)
        } else {
            Self::Span(Some(from), Some(to))
        }
    }

    /// First and last day; `None` when the year is open or an end is.
    pub fn bounds(&self) -> Option<(Day, Day)> {
        Some((self.earliest()?, self.latest()?))
    }

    /// First day, if the year is not open.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::One(date) => date.first(),
            Self::Span(from, _) => from.as_ref().and_then(Date::first),
        }
    }

    /// Last day, if the year is not open.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::One(date) => date.last(),
            Self::Span(_, to) => to.as_ref().and_then(Date::last),
        }
    }

    /// The date in words, never sharper than it is: 2020年6—7月, Jun–Jul 2020.
    pub fn words(&self, lang: Lang) -> String {
        super::words::say(self, lang)
    }
}

/// Reads one date, or the interval that a season, quarter or half stands for.
fn read_one(text: &str) -> Option<Edtf> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let marks = &text[bare.len()..];
    if marks.len() > 2 || (marks.len() == 2 && marks.contains('%')) {
        return None;
    }
    let approximate = marks.contains(['~', '%']);
    let uncertain = marks.contains(['?', '%']);
    let mut cells = bare.split('-');
    let year = cells.next()?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return None;
    }
    let digits = year.trim_end_matches('X');
    let unknown = (4 - digits.len()) as u8;
    let base = match digits {
        "" => 0,
        digits => digits.parse::<i32>().ok()? * 10_i32.pow(u32::from(unknown)),
    };
    let year = Year { base, unknown };
    let two = |cell: Option<&str>| -> Option<Option<u8>> {
        match cell {
            None | Some("XX") => Some(None),
            Some(c) if c.len() == 2 && c.bytes().all(|b| b.is_ascii_digit()) => {
                c.parse().ok().map(Some)
            }
            _ => None,
        }
    };
    let (month, day) = (two(cells.next())?, two(cells.next())?);
    if cells.next().is_some() || (month.is_none() && day.is_some()) {
        return None;
    }
    let mark = |mut date: Date| {
        date.approximate = approximate;
        date.uncertain = uncertain;
        date
    };
    // Seasons (21-24), quarters (33-36) and halves (40, 41) become the months they stand for.
    let months = match month {
        Some(21) => Some((3, 5)),
        Some(22) => Some((6, 8)),
        Some(23) => Some((9, 11)),
        Some(24) => Some((12, 12)),
        Some(33) => Some((1, 3)),
        Some(34) => Some((4, 6)),
        Some(35) => Some((7, 9)),
        Some(36) => Some((10, 12)),
        Some(40) => Some((1, 6)),
        Some(41) => Some((7, 12)),
        _ => None,
    };
    if let Some((from, to)) = months {
        let date = |m| mark(Date::in_year(year, Some(m), None));
        return day.is_none().then(|| Edtf::span(date(from), date(to)));
    }
    let date = mark(Date::in_year(year, month, day));
    date.is_real().then_some(Edtf::One(date))
}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let wrong = || NotEdtf(text.chars().take(40).collect());
        let trimmed = text.trim();
        let Some((from, to)) = trimmed.split_once('/') else {
            return read_one(trimmed).ok_or_else(wrong);
        };
        let end = |part: &str, first: bool| -> Result<Option<Date>, NotEdtf> {
            match part.trim() {
                "" | ".." => Ok(None),
                part => match read_one(part).ok_or_else(wrong)? {
                    Edtf::One(date) => Ok(Some(date)),
                    Edtf::Span(a, b) => Ok(if first { a } else { b }),
                },
            }
        };
        let (from, to) = (end(from, true)?, end(to, false)?);
        match (from, to) {
            (None, None) => Err(wrong()),
            (Some(a), Some(b)) => match (a.first(), b.last()) {
                (Some(first), Some(last)) if first > last => Err(wrong()),
                _ if a == b => Ok(Self::One(a)),
                _ => Ok(Self::Span(from, to)),
            },
            _ => Ok(Self::Span(from, to)),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:04}", self.year.base.clamp(0, 9999));
        let known = 4usize.saturating_sub(usize::from(self.year.unknown));
        write!(f, "{}{}", &digits[..known], &"XXXX"[known..])?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(date) => date.fmt(f),
            Self::Span(from, to) => {
                let end = |date: &Option<Date>| date.map_or("..".to_owned(), |d| d.to_string());
                write!(f, "{}/{}", end(from), end(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, first: &str, last: &str) {
        let edtf: Edtf = text.parse().expect(text);
        let bounds = edtf.bounds().map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(bounds, Some((first.to_owned(), last.to_owned())), "{text}");
    }

    #[test]
    fn bounds_are_the_first_and_last_day() {
        check("2020-02", "2020-02-01", "2020-02-29");
        check("2020-06/2020-07", "2020-06-01", "2020-07-31");
        check("202X", "2020-01-01", "2029-12-31");
        check("202X-02", "2020-02-01", "2029-02-28");
        check("2020-40", "2020-01-01", "2020-06-30");
        check("2020-21", "2020-03-01", "2020-05-31");
        check("2020~", "2020-01-01", "2020-12-31");
        check("2020-06-XX", "2020-06-01", "2020-06-30");
    }

    #[test]
    fn an_open_year_or_end_has_no_bounds() {
        for text in ["XXXX-05", "XXXX-05-12", "2020/..", "../2020"] {
            let edtf: Edtf = text.parse().expect(text);
            assert_eq!(edtf.bounds(), None, "{text}");
            assert_eq!(edtf.to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "20",
            "2020-13",
            "2021-02-29",
            "2020-1",
            "/",
            "2021/2020",
            "2020-XX-05",
            "20X0",
            "2020~~~",
            "二〇二〇",
            "2020-06-07-08",
            "0000",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_become_the_widest_name_that_is_exact() {
        let between = |a: &str, b: &str| {
            let day = |t: &str| t.parse::<Edtf>().ok().and_then(|e| e.earliest());
            Edtf::between(day(a).expect(a), day(b).expect(b)).to_string()
        };
        assert_eq!(between("2020-01-01", "2020-12-31"), "2020");
        assert_eq!(between("2020-02-01", "2020-02-29"), "2020-02");
        assert_eq!(between("2020-02-09", "2020-02-29"), "2020-02-09/2020-02-29");
        assert_eq!(between("2020-06-01", "2020-07-31"), "2020-06/2020-07");
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_what_is_read_prints_and_reads_back(text in "[0-9X~?%/.年-]{0,24}") {
            if let Ok(edtf) = text.parse::<Edtf>() {
                prop_assert_eq!(edtf.to_string().parse::<Edtf>(), Ok(edtf));
                let _ = (edtf.bounds(), edtf.words(Lang::Zh), edtf.words(Lang::En));
            }
        }
    }
}
