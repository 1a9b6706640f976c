//! Reads a date as a person types it: 2020-6, 2020年6月, 2020.6.12, 约2020年, 2020年上半年, 5月.
//! Does not look for dates inside a longer text.

use std::fmt;

use super::edtf::{Date, Edtf, Year};
use crate::model::Reason;
use crate::reasons::{self, Lang};

/// Why what was typed is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// Nothing was typed.
    Empty,
    /// It has no shape of a date.
    Shape(String),
    /// The calendar has no such month or day.
    Calendar(String),
    /// The interval ends before it begins.
    Backwards(String),
}

impl NotADate {
    /// The fault as a reason, to be said in the reader's language.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Empty => Reason::of("typed.empty"),
            Self::Shape(text) => Reason::with("typed.shape", &[text]),
            Self::Calendar(text) => Reason::with("typed.calendar", &[text]),
            Self::Backwards(text) => Reason::with("typed.backwards", &[text]),
        }
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&reasons::say(&self.reason(), Lang::En))
    }
}

impl std::error::Error for NotADate {}

/// The date that a person means.
pub fn parse_person(typed: &str) -> Result<Edtf, NotADate> {
    let text: String = typed
        .chars()
        .map(crate::lookup::plain)
        .filter(|c| !c.is_whitespace())
        .collect();
    if text.is_empty() {
        return Err(NotADate::Empty);
    }
    if let Ok(edtf) = text.parse() {
        return Ok(edtf);
    }
    let shown: String = typed.trim().chars().take(40).collect();
    let mut rest = text.as_str();
    let (mut approximate, mut uncertain) = (false, false);
    for prefix in ["大约", "约", "circa", "ca.", "c."] {
        if let Some(after) = rest.strip_prefix(prefix) {
            (rest, approximate) = (after, true);
            break;
        }
    }
    for suffix in ["左右", "前后", "~", "?"] {
        if let Some(before) = rest.strip_suffix(suffix) {
            rest = before;
            uncertain |= suffix == "?";
            approximate |= suffix != "?";
        }
    }
    let mark = |mut date: Date| {
        date.approximate |= approximate;
        date.uncertain |= uncertain;
        date
    };
    // A dash parts the ends of an interval, unless the whole is one date written with dashes.
    let whole = one(rest, None);
    if let Ok(Some((from, to))) = whole {
        return Ok(Edtf::span(mark(from), mark(to)));
    }
    for parting in ["/", "至", "到", "—", "–", "~", "-"] {
        let Some((left, right)) = rest.split_once(parting) else {
            continue;
        };
        let right = right.trim_start_matches(['—', '–', '-', '~']);
        let unit = rest.ends_with('月') && !left.ends_with(['月', '年']);
        let left_text = if unit {
            format!("{left}月")
        } else {
            left.to_owned()
        };
        let Ok(Some((from, first_end))) = one(&left_text, None) else {
            continue;
        };
        let Ok(Some((_, to))) = one(right, Some(first_end)) else {
            continue;
        };
        let edtf = Edtf::span(mark(from), mark(to));
        let (first, last) = (Edtf::One(from).earliest(), Edtf::One(to).latest());
        if first.is_some() && last.is_some() && first > last {
            return Err(NotADate::Backwards(shown));
        }
        return Ok(edtf);
    }
    whole.and(Err(NotADate::Shape(shown)))
}

/// One date as the first and last of what it covers; `before` lends its year and month to a bare
/// end of an interval. `Ok(None)`: it has no shape of a date.
fn one(text: &str, before: Option<Date>) -> Result<Option<(Date, Date)>, NotADate> {
    let calendar = || NotADate::Calendar(text.to_owned());
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut numbers: Vec<(u32, usize, char)> = Vec::new();
    while numbers.len() < 3 {
        let Some((value, next)) = super::numeral::number(&chars, at) else {
            break;
        };
        let unit = chars.get(next).copied().unwrap_or(' ');
        // 三 of 三季度 is no month.
        if !matches!(unit, '年' | '月' | '日' | '号' | '.' | '-' | '/' | ' ') {
            break;
        }
        numbers.push((value, next - at, unit));
        at = next + usize::from(matches!(unit, '年' | '月' | '日' | '号' | '.' | '-' | '/'));
        if matches!(unit, '日' | '号' | ' ') {
            break;
        }
    }
    let tail: String = chars.iter().skip(at).collect();
    let is_year = |&(value, width, unit): &(u32, usize, char)| {
        width == 4 && (1000..=2999).contains(&value) && matches!(unit, '年' | '.' | '-' | '/' | ' ')
    };
    let year = match numbers.first() {
        Some(first) if is_year(first) => {
            let year = Year::known(first.0 as i32);
            numbers.remove(0);
            year
        }
        Some(&(value, 2, '年')) if tail == "代" && value % 10 == 0 => {
            let base = 1900 + value as i32;
            let year = Year { base, unknown: 1 };
            return Ok(Some((
                Date::in_year(year, None, None),
                Date::in_year(year, None, None),
            )));
        }
        Some(_) => before.map_or(Year::OPEN, |b| b.year),
        None => return Ok(None),
    };
    let months = |from: u8, to: u8| {
        Some((
            Date::in_year(year, Some(from), None),
            Date::in_year(year, Some(to), None),
        ))
    };
    if numbers.is_empty() {
        let base = year.base;
        return Ok(match tail.trim_start_matches('第') {
            "" => {
                let date = Date::in_year(year, None, None);
                Some((date, date))
            }
            "代" if base % 10 == 0 => {
                let date = Date::in_year(Year { base, unknown: 1 }, None, None);
                Some((date, date))
            }
            "上半年" | "H1" => months(1, 6),
            "下半年" | "H2" => months(7, 12),
            "一季度" | "1季度" | "Q1" => months(1, 3),
            "二季度" | "2季度" | "Q2" => months(4, 6),
            "三季度" | "3季度" | "Q3" => months(7, 9),
            "四季度" | "4季度" | "Q4" => months(10, 12),
            "春" | "春季" | "春天" => months(3, 5),
            "夏" | "夏季" | "夏天" => months(6, 8),
            "秋" | "秋季" | "秋天" => months(9, 11),
            "初" | "年初" => months(1, 3),
            "底" | "年底" | "末" => months(12, 12),
            _ => None,
        });
    }
    let (month, day) = match numbers.as_slice() {
        [(m, _, '月')] => (*m, None),
        [(d, _, unit)]
            if before.is_some_and(|b| b.day.is_some()) && matches!(unit, '日' | '号' | ' ') =>
        {
            (before.and_then(|b| b.month).map_or(0, u32::from), Some(*d))
        }
        // A bare number is a month only behind a year: "5" alone is no date.
        [(m, _, ' ')] if !year_is_open(year) => (*m, None),
        [(m, _, '月' | '.' | '-' | '/'), (d, _, '日' | '号' | ' ')] => (*m, Some(*d)),
        _ => return Ok(None),
    };
    if !(1..=12).contains(&month) {
        return Err(calendar());
    }
    let month = month as u8;
    let last = super::day::month_length(if year.unknown == 0 { year.base } else { 2000 }, month);
    match (day, tail.as_str()) {
        (Some(day), "") if (1..=u32::from(last)).contains(&day) => {
            let date = Date::in_year(year, Some(month), Some(day as u8));
            Ok(Some((date, date)))
        }
        (Some(_), "") => Err(calendar()),
        (None, "") => Ok(months(month, month)),
        (None, third) => {
            let days = match third {
                "上旬" | "初" => (1, 10),
                "中旬" => (11, 20),
                "下旬" | "底" | "末" => (21, last),
                _ => return Ok(None),
            };
            let date = |d| Date::in_year(year, Some(month), Some(d));
            Ok(Some((date(days.0), date(days.1))))
        }
        _ => Ok(None),
    }
}

fn year_is_open(year: Year) -> bool {
    year == Year::OPEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(typed: &str, edtf: &str) {
        let got = parse_person(typed).map(|e| e.to_string());
        assert_eq!(got.as_deref(), Ok(edtf), "{typed}");
    }

    #[test]
    fn a_date_may_be_typed_as_people_write_it() {
        check("2020", "2020");
        check("2020-6", "2020-06");
        check("2020年6月", "2020-06");
        check("２０２０年６月１２日", "2020-06-12");
        check("2020.6.12", "2020-06-12");
        check("2020/6/12", "2020-06-12");
        check("2020-06/2020-07", "2020-06/2020-07");
        check("约2020", "2020~");
        check("约2020年", "2020~");
        check("2020年左右", "2020~");
        check("2020年？", "2020?");
        check("2020年上半年", "2020-01/2020-06");
        check("2020年三季度", "2020-07/2020-09");
        check("2020年6—7月", "2020-06/2020-07");
        check("2020年6月12—15日", "2020-06-12/2020-06-15");
        check("2020年6月12日至15日", "2020-06-12/2020-06-15");
        check("2020年12月到2021年1月", "2020-12/2021-01");
        check("2015-2018", "2015/2018");
        check("2015—2018年", "2015/2018");
        check("2020年9月上旬", "2020-09-01/2020-09-10");
        check("二〇一二年十二月", "2012-12");
        check("5月", "XXXX-05");
        check("5月12日", "XXXX-05-12");
        check("80年代", "198X");
        check("2020年代", "202X");
        check("XXXX-05", "XXXX-05");
    }

    #[test]
    fn what_is_no_date_is_named_with_the_reason() {
        assert_eq!(parse_person("  "), Err(NotADate::Empty));
        assert!(matches!(parse_person("去年"), Err(NotADate::Shape(_))));
        assert!(matches!(parse_person("5"), Err(NotADate::Shape(_))));
        assert!(matches!(
            parse_person("2020-13"),
            Err(NotADate::Calendar(_))
        ));
        assert!(matches!(
            parse_person("2021年2月29日"),
            Err(NotADate::Calendar(_))
        ));
        assert!(matches!(
            parse_person("2021年至2019年"),
            Err(NotADate::Backwards(_))
        ));
    }

    proptest! {
        #[test]
        fn typing_anything_never_panics(typed in "[0-9二〇十年月日至约上半季旬.~/ -]{0,16}") {
            if let Ok(edtf) = parse_person(&typed) {
                prop_assert_eq!(edtf.to_string().parse::<Edtf>(), Ok(edtf));
            }
        }
    }
}
