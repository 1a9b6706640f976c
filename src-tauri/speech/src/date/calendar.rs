//! Finds days and years that come with a number or a name: 第38个教师节, 建党100周年, 国庆节.
//! The names and their formulas are `lexicon/calendar.tsv`; what they say of the speech is for `clues`.

use std::sync::LazyLock;

use super::day::Day;
use super::lunar;
use super::numeral::number;
use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::Span;

/// The day of a year on which something falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yearly {
    /// Month and day.
    Solar(u8, u8),
    /// Lunar month and day.
    Lunar(u8, u8),
}

impl Yearly {
    /// The day in a year.
    pub fn in_year(self, year: i32) -> Option<Day> {
        match self {
            Self::Solar(month, day) => Day::new(year, month, day),
            // 腊八 and 小年 of a lunar year fall in the next January: the year meant is the solar one.
            Self::Lunar(month, day) => [year - 1, year]
                .into_iter()
                .filter_map(|y| lunar::to_day(y, month, day))
                .find(|d| d.year == year),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ordinal,
    Anniversary,
    Day,
}

struct Entry {
    kind: Kind,
    base: i32,
    day: Option<Yearly>,
}

struct Calendar {
    names: Finder,
    /// Entries of each name; 国庆 is both a day and an anniversary.
    entries_of: Vec<Vec<usize>>,
    entries: Vec<Entry>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut names: Vec<&'static str> = Vec::new();
    let mut entries_of: Vec<Vec<usize>> = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/calendar.tsv")) {
        let [_, kind, words, base, day, ..] = cells.as_slice() else {
            continue;
        };
        let pair = |text: &str| -> Option<(u8, u8)> {
            let (month, day) = text.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        };
        let day = match day.strip_prefix("lunar:") {
            Some(lunar) => pair(lunar).map(|(m, d)| Yearly::Lunar(m, d)),
            None => pair(day).map(|(m, d)| Yearly::Solar(m, d)),
        };
        let index = entries.len();
        entries.push(Entry {
            kind: match *kind {
                "ordinal" => Kind::Ordinal,
                "anniversary" => Kind::Anniversary,
                _ => Kind::Day,
            },
            base: base.parse().unwrap_or(0),
            day,
        });
        for word in words.split('|') {
            match names.iter().position(|n| *n == word) {
                Some(at) => entries_of[at].push(index),
                None => {
                    names.push(word);
                    entries_of.push(vec![index]);
                }
            }
        }
    }
    Calendar {
        names: Finder::new(&names),
        entries_of,
        entries,
    }
});

/// A named day or year in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where, number included.
    pub span: Span,
    /// The year that its number means.
    pub year: Option<i32>,
    /// Its day, if it has a fixed one.
    pub day: Option<Yearly>,
}

/// All named days and years of a text.
pub fn named(folded: &Folded) -> Vec<Named> {
    let calendar = &*CALENDAR;
    let mut found = Vec::new();
    for (span, name) in calendar.names.find(folded) {
        let (start, end) = (span.start as usize, span.end as usize);
        for &index in &calendar.entries_of[name] {
            let entry = &calendar.entries[index];
            let counted = match entry.kind {
                Kind::Ordinal => ordinal_before(&folded.chars, start).map(|(n, at)| (n, at, end)),
                Kind::Anniversary => years_after(&folded.chars, end).map(|(n, to)| (n, start, to)),
                Kind::Day => None,
            };
            let named = match counted {
                Some((n, from, to)) => Named {
                    span: Span::new(from as u32, to as u32),
                    year: Some(entry.base + n as i32),
                    day: entry.day,
                },
                // 建党××周年 has its day though its year is hidden.
                None if entry.kind == Kind::Anniversary
                    && entry.day.is_some()
                    && masked_years(&folded.chars, end) =>
                {
                    Named {
                        span: Span::new(start as u32, end as u32),
                        year: None,
                        day: entry.day,
                    }
                }
                // 党 or 改革开放 without a number is no day.
                None if entry.kind == Kind::Anniversary || entry.day.is_none() => continue,
                None => Named {
                    span: Span::new(start as u32, end as u32),
                    year: None,
                    day: entry.day,
                },
            };
            if named.year.is_none_or(|y| (1900..=2100).contains(&y)) {
                found.push(named);
            }
        }
    }
    found
}

/// 第N个 before a name, perhaps with 全国 or a quotation mark between.
pub fn ordinal_before(chars: &[char], name: usize) -> Option<(u32, usize)> {
    let from = name.saturating_sub(14);
    let at = (from..name).rev().find(|&i| chars[i] == '第')?;
    let (value, end) = number(chars, at + 1)?;
    let counter = *chars.get(end)?;
    let between = chars.get(end + 1..name)?;
    let near = between.len() <= 8 && between.iter().all(|c| !"，。；,;\n、".contains(*c));
    (matches!(counter, '个' | '届' | '次' | '轮' | '回') && near && value > 0)
        .then_some((value, at))
}

/// ××周年, *周年 after a name.
fn masked_years(chars: &[char], name_end: usize) -> bool {
    let rest: String = chars.iter().skip(name_end).take(8).collect();
    let masks = rest.trim_start_matches(['的', '”', ' ']);
    let kept = masks.trim_start_matches(['X', 'x', '×', '*', '某', 'N', '_', '○']);
    kept.len() < masks.len() && kept.starts_with("周年")
}

/// N周年, N岁 or 百年 after a name, perhaps with 的 or a quotation mark between.
fn years_after(chars: &[char], name_end: usize) -> Option<(u32, usize)> {
    let mut at = name_end;
    while at < name_end + 2 && matches!(chars.get(at), Some('的' | '”' | '“' | ' ')) {
        at += 1;
    }
    let tail = |i: usize| -> String { chars.iter().skip(i).take(2).collect() };
    if chars.get(at) == Some(&'百') {
        // 建党百年 is that year's; 党的百年作风建设 is said long after it.
        let after: String = chars.iter().skip(at + 1).take(4).collect();
        let width = ["周年", "年华诞", "年诞辰", "年大庆", "年庆典", "年盛典"]
            .iter()
            .find(|w| after.starts_with(**w))
            .map(|w| w.chars().count())
            .or_else(|| {
                let ends = after
                    .chars()
                    .nth(1)
                    .is_none_or(|c| "，。；！,;!\n ”之庆".contains(c));
                (after.starts_with('年') && ends).then_some(1)
            });
        return width.map(|w| (100, at + 1 + w));
    }
    let (value, end) = number(chars, at)?;
    let close = tail(end);
    let width = match close.as_str() {
        "周年" | "华诞" | "岁华" => 2,
        "年华" => 1,
        _ if close.starts_with('岁') => 1,
        _ => return None,
    };
    (value > 0).then_some((value, end + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, year: i32, day: Option<Yearly>) {
        let got = named(&Folded::new(text));
        assert!(
            got.iter().any(|n| n.year == Some(year) && n.day == day),
            "{text}: {got:?}"
        );
    }

    #[test]
    fn numbered_days_and_anniversaries_name_their_year() {
        check("我国第38个教师节", 2022, Some(Yearly::Solar(9, 10)));
        check("第三十个教师节", 2014, Some(Yearly::Solar(9, 10)));
        check("第22个全国“安全生产月”", 2023, None);
        check("第29个世界读书日", 2024, Some(Yearly::Solar(4, 23)));
        check("今年是建党一百周年", 2021, Some(Yearly::Solar(7, 1)));
        check("建党百年", 2021, Some(Yearly::Solar(7, 1)));
        check("今天是咱们党103岁的生日", 2024, Some(Yearly::Solar(7, 1)));
        check(
            "庆祝中华人民共和国成立70周年",
            2019,
            Some(Yearly::Solar(10, 1)),
        );
        check("纪念五四运动105周年", 2024, Some(Yearly::Solar(5, 4)));
    }

    #[test]
    fn names_without_a_number_are_days_or_nothing() {
        assert_eq!(named(&Folded::new("党的领导，改革开放")), []);
        let days: Vec<_> = named(&Folded::new("国庆节"))
            .iter()
            .map(|n| (n.year, n.day))
            .collect();
        assert_eq!(days, [(None, Some(Yearly::Solar(10, 1)))]);
        let spring = Yearly::Lunar(1, 1).in_year(2020).map(|d| d.to_string());
        assert_eq!(spring.as_deref(), Some("2020-01-25"));
        let laba = Yearly::Lunar(12, 8).in_year(2022).map(|d| d.to_string());
        assert_eq!(laba.as_deref(), Some("2022-01-10"));
    }
}
