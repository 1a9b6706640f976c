//! The fields of a filing: which there are, where a value comes from, how sure it is.
//! Does not know how they are stored.

use serde::{Deserialize, Serialize};
use speech::Evidence;

use crate::words::words;

words! {
    /// A field of a filing.
    Field {
        /// Title of the speech.
        Title = "title",
        /// Full name of the meeting.
        Meeting = "meeting",
        /// Meeting type id.
        Type = "type",
        /// Further meeting type ids, joined with a space.
        Also = "also",
        /// Form of the meeting, id.
        Mode = "mode",
        /// What the text is, id.
        Genre = "genre",
        /// Level of the body that called the meeting, id.
        Level = "level",
        /// Place name.
        Place = "place",
        /// Speaker's name.
        Speaker = "speaker",
        /// Speaker's role.
        Role = "role",
        /// Where the text comes from.
        Source = "source",
        /// Date as EDTF.
        Date = "date",
        /// `full`, `cut` or `outline`.
        Complete = "complete",
        /// Whether a person decided the themes; it has no value, they have a table of their own.
        Themes = "themes",
    }
}

words! {
    /// Where a value comes from.
    Origin {
        /// A rule of the program read it in the text.
        Rule = "rule",
        /// Learned from the person's earlier corrections.
        Learned = "learned",
        /// A person set or confirmed it.
        Person = "person",
    }
}

words! {
    /// Where a speech stands.
    State {
        /// Waiting for a person to confirm the proposals.
        Inbox = "inbox",
        /// Filed.
        Filed = "filed",
        /// In the trash.
        Trash = "trash",
        /// Its import was undone: in no list, bytes kept.
        Withdrawn = "withdrawn",
    }
}

/// What a value rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// Who says so.
    pub origin: Origin,
    /// 0..=1.
    pub certainty: f32,
    /// The words it rests on; spans over the clean text.
    pub evidence: Vec<Evidence>,
}

impl Basis {
    /// The rules say so, by no particular words.
    pub fn rule() -> Self {
        Self {
            origin: Origin::Rule,
            certainty: 1.0,
            evidence: Vec::new(),
        }
    }

    /// A person says so.
    pub fn person() -> Self {
        Self {
            origin: Origin::Person,
            certainty: 1.0,
            evidence: Vec::new(),
        }
    }
}

/// A fraction as the archive keeps it: whole thousandths, so that it comes back as it was.
pub(crate) fn per_mille(fraction: f32) -> i64 {
    (f64::from(fraction.clamp(0.0, 1.0)) * 1000.0).round() as i64
}

/// A kept fraction.
pub(crate) fn fraction(per_mille: i64) -> f32 {
    per_mille as f32 / 1000.0
}

/// The days a date may lie in, both included: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// First day; `None` when open or the year is unknown.
    pub earliest: Option<i32>,
    /// Last day.
    pub latest: Option<i32>,
}

impl Days {
    /// The year and month under which such a date is shelved: the year of its middle day when it
    /// spans a year at most, the month when both ends lie in one.
    pub fn shelf(self) -> (Option<i32>, Option<u32>) {
        let (Some(earliest), Some(latest)) = (self.earliest, self.latest) else {
            return (None, None);
        };
        if latest < earliest || latest - earliest > 366 {
            return (None, None);
        }
        let (first, last) = (year_month(earliest), year_month(latest));
        let year = year_month(earliest + (latest - earliest) / 2).0;
        (Some(year), (first == last).then_some(first.1))
    }
}

fn year_month(day: i32) -> (i32, u32) {
    let (year, month, _) = civil(i64::from(day));
    (year as i32, month)
}

/// Year, month and day of a day number, proleptic Gregorian (Hinnant's civil_from_days).
pub(crate) fn civil(day: i64) -> (i64, u32, u32) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(earliest: i32, latest: i32) -> (Option<i32>, Option<u32>) {
        Days {
            earliest: Some(earliest),
            latest: Some(latest),
        }
        .shelf()
    }

    #[test]
    fn a_date_is_shelved_no_sharper_than_it_is_known() {
        assert_eq!(shelf(0, 0), (Some(1970), Some(1)));
        // 2020-06-01..2020-07-31
        assert_eq!(shelf(18_414, 18_474), (Some(2020), None));
        // 2020-02-29 alone
        assert_eq!(shelf(18_321, 18_321), (Some(2020), Some(2)));
        // 1990..2020
        assert_eq!(shelf(7_305, 18_414), (None, None));
        assert_eq!(Days::default().shelf(), (None, None));
    }

    #[test]
    fn every_field_is_read_back_from_its_word() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.as_str()), Some(*field));
        }
    }
}
