//! Finds days and years that come with a number or a name: 第38个教师节, 建党100周年, 国庆节.
//! The names and their formulas are `lexicon/calendar.tsv`; what they say of the speech is for `clues`.

use std::sync::LazyLock;

use super::day::Day;
use super::lunar;
use super::numeral::{self, number};
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
    /// A solar term: 0 is 小寒, the first of the year, 23 is 冬至.
    Term(u8),
}

impl Yearly {
    /// The day in a year.
    pub fn in_year(self, year: i32) -> Option<Day> {
        match self {
            Self::Solar(month, day) => Day::new(year, month, day),
            Self::Term(nth) => solar_term(year, nth),
            // 腊八 and 小年 of a lunar year fall in the next January: the year meant is the solar one.
            Self::Lunar(month, day) => [year - 1, year]
                .into_iter()
                .filter_map(|y| lunar::to_day(y, month, day))
                .find(|d| d.year == year),
        }
    }
}

/// When a solar term begins. Terms drift by the calendar's leap days alone, so a constant for each
/// and century is enough; it errs by a day once in some decades.
fn solar_term(year: i32, nth: u8) -> Option<Day> {
    const OF_1900S: [f64; 24] = [
        6.11, 20.84, 4.6295, 19.4599, 6.3826, 21.4155, 5.59, 20.888, 6.318, 21.86, 6.5, 22.20,
        7.928, 23.65, 8.35, 23.95, 8.44, 23.822, 9.098, 24.218, 8.218, 23.08, 7.9, 22.60,
    ];
    const OF_2000S: [f64; 24] = [
        5.4055, 20.12, 3.87, 18.73, 5.63, 20.646, 4.81, 20.1, 5.52, 21.04, 5.678, 21.37, 7.108,
        22.83, 7.5, 23.13, 7.646, 23.042, 8.318, 23.438, 7.438, 22.36, 7.18, 21.94,
    ];
    let table = match year {
        1901..=2000 => &OF_1900S,
        2001..=2100 => &OF_2000S,
        _ => return None,
    };
    // The year 2000 closes its century.
    let of_century = (year - 1) % 100 + 1;
    // In January and February the leap day of the year is still to come.
    let leap_days = if nth < 4 {
        (of_century - 1) / 4
    } else {
        of_century / 4
    };
    let day = (f64::from(of_century) * 0.2422 + table.get(usize::from(nth))?) as i32 - leap_days;
    Day::new(year, nth / 2 + 1, u8::try_from(day).ok()?)
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
        let lunar = day.strip_prefix("lunar:").map(pair);
        let term = day.strip_prefix("term:").map(|nth| nth.parse::<u8>().ok());
        let day = match (lunar, term) {
            (Some(lunar), _) => lunar.map(|(m, d)| Yearly::Lunar(m, d)),
            (_, Some(term)) => term.map(|nth| Yearly::Term(nth.saturating_sub(1))),
            _ => pair(day).map(|(m, d)| Yearly::Solar(m, d)),
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
                Kind::Day if entry.base > 0 => {
                    age_after(&folded.chars, end).map(|(n, to)| (n, start, to))
                }
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

/// 党的生日，整整一百零二岁: how old, told after the name of a birthday.
fn age_after(chars: &[char], name_end: usize) -> Option<(u32, usize)> {
    let until = chars.len().min(name_end + 14);
    let at = (name_end..until).find(|&i| numeral::is_numeral(chars[i]))?;
    let joint: String = chars[name_end..at].iter().collect();
    let joint = joint.trim_start_matches(['”', ' ', ',']);
    let told = [
        "",
        "整整",
        "已经",
        "她",
        "他",
        "它",
        "我们党",
        "咱们党",
        "今年",
        "走过",
        "迎来",
        "正好",
        "满",
        "祖国",
        "党",
    ];
    let mut rest = joint;
    for _ in 0..4 {
        rest = told
            .iter()
            .filter(|w| !w.is_empty())
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or(rest)
            .trim_start_matches([',', '了', '的', '是']);
    }
    if !rest.is_empty() {
        return None;
    }
    let (value, end) = number(chars, at)?;
    let close: String = chars.iter().skip(end).take(3).collect();
    let width = ["周岁", "周年", "华诞", "岁"]
        .iter()
        .find(|w| close.starts_with(**w))?
        .chars()
        .count();
    // 七一，八十岁的老党员
    let of_person = chars.get(end + width) == Some(&'的') || value < 30;
    (!of_person).then_some((value, end + width))
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
                    .is_none_or(|c| "，。；！,;!\n ”“之庆".contains(c));
                (after.starts_with('年') && ends).then_some(1)
            });
        return width.map(|w| (100, at + 1 + w));
    }
    let (value, end) = number(chars, at)?;
    let close = tail(end);
    let width = match close.as_str() {
        "周年" | "华诞" | "岁华" | "周岁" => 2,
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
            "今天是党的生日，她整整九十八岁了",
            2019,
            Some(Yearly::Solar(7, 1)),
        );
        check(
            "今天是祖国母亲的生日，七十五岁生日快乐",
            2024,
            Some(Yearly::Solar(10, 1)),
        );
        assert!(
            named(&Folded::new("七一，八十岁的老党员"))
                .iter()
                .all(|n| n.year.is_none())
        );
        check(
            "庆祝中华人民共和国成立70周年",
            2019,
            Some(Yearly::Solar(10, 1)),
        );
        check("纪念五四运动105周年", 2024, Some(Yearly::Solar(5, 4)));
    }

    #[test]
    fn solar_terms_fall_on_their_days() {
        for (year, nth, day) in [
            (2019, 20, "2019-11-08"),
            (2023, 5, "2023-03-21"),
            (2014, 15, "2014-08-23"),
            (2020, 11, "2020-06-21"),
            (1998, 2, "1998-02-04"),
            (2024, 17, "2024-09-22"),
        ] {
            let on = Yearly::Term(nth).in_year(year).map(|d| d.to_string());
            assert_eq!(on.as_deref(), Some(day));
        }
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
