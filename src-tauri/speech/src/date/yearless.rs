//! Says a month or day whose year the text leaves open: XXXX-05, XXXX-10-16.
//! Weighs no evidence; whether the year stays open is decided in `infer`.

use super::clues::{FRAME_YEAR, strength};
use super::day::Day;
use super::edtf::{Date, Edtf, Year};
use super::infer::{SHOWN, rounded, shown};
use super::window::Narrowed;
use crate::model::Guess;

/// A month or day whose year the text leaves open.
pub fn yearless(of_years: &Narrowed, in_year: &Narrowed) -> Option<Guess<String>> {
    let (first, last) = rounded(in_year.first?, in_year.last?, &[in_year]);
    let (a, mut b) = (Day::from_number(first), Day::from_number(last));
    // Two open years have no stretch between them: within a month, or nearly, the month is said.
    let month_end = Day::last_of(a.year, a.month);
    if b > month_end && b.number() - month_end.number() <= 3 {
        b = month_end;
    }
    // A season's words that reach into a second month: the month that holds most of them.
    let raw = in_year.width().unwrap_or(0);
    let vague = in_year.strength() <= strength::SIDE && raw <= 62;
    let (a, mut b) = if vague && a.month != b.month {
        let raw = (in_year.first?, in_year.last?);
        let middle = Day::from_number((raw.0 + raw.1) / 2);
        (
            Day::first_of(middle.year, middle.month),
            Day::last_of(middle.year, middle.month),
        )
    } else {
        (a, b)
    };
    let a = if a.month == b.month && a.day != b.day {
        b = Day::last_of(a.year, a.month);
        Day::first_of(a.year, a.month)
    } else {
        a
    };
    let between = Edtf::between(
        Day {
            year: FRAME_YEAR,
            ..a
        },
        Day {
            year: if b < a { FRAME_YEAR + 1 } else { FRAME_YEAR },
            ..b
        },
    );
    let open = |mut date: Date| {
        date.year = Year::OPEN;
        date
    };
    let edtf = match between {
        Edtf::One(date) => Edtf::One(open(date)),
        Edtf::Span(from, to) => Edtf::Span(from.map(open), to.map(open)),
    };
    let certainty = if in_year.strength() >= strength::KNOWN {
        0.6
    } else {
        0.45
    };
    let mut evidence = shown(&[in_year, of_years], &[]);
    // A year that stays open rests on no end: the day of taking in would only distract.
    evidence.retain(|e| e.reason.code != "date.not_after_file");
    evidence.truncate(SHOWN);
    Some(Guess::new(edtf.to_string(), certainty, evidence))
}
