//! The lunar calendar: from 正月初八 of a year to the day, and from 癸卯年 to the years it may be.
//! The table of years is `lexicon/lunar.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::day::Day;
use super::edtf::Edtf;
use crate::lexicon;
use crate::model::Span;

struct LunarYear {
    first: i32,
    months: Vec<u8>,
    leap: u8,
}

static YEARS: LazyLock<HashMap<i32, LunarYear>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/lunar.tsv"))
        .filter_map(|cells| {
            let first = cells.get(1)?.parse::<Edtf>().ok()?.earliest()?.number();
            let months = cells.get(2)?.bytes().map(|b| 29 + (b - b'0')).collect();
            let leap = cells.get(3)?.parse().ok()?;
            let year = cells.first()?.parse().ok()?;
            Some((
                year,
                LunarYear {
                    first,
                    months,
                    leap,
                },
            ))
        })
        .collect()
});

/// The day of a lunar date; `month` 1 to 12, never the leap month. Day 30 of a short month is 29.
pub fn to_day(year: i32, month: u8, day: u8) -> Option<Day> {
    let lunar = YEARS.get(&year)?;
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let leap_before = usize::from(lunar.leap > 0 && month > lunar.leap);
    let index = usize::from(month) - 1 + leap_before;
    let before: i32 = lunar.months.iter().take(index).map(|&m| i32::from(m)).sum();
    let day = day.min(*lunar.months.get(index)?);
    Some(Day::from_number(lunar.first + before + i32::from(day) - 1))
}

/// A lunar day as written: 正月初八, 腊月二十三, 农历八月十五, 除夕.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarMention {
    /// Where.
    pub span: Span,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day; `None` when only the month is named.
    pub day: Option<u8>,
}

/// All lunar days named by 正月, 冬月, 腊月, 农历 or 除夕.
pub fn mentions(chars: &[char]) -> Vec<LunarMention> {
    let mut found = Vec::new();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    for (i, &c) in chars.iter().enumerate() {
        let (month, after) = match (c, at(i + 1)) {
            ('正', '月') => (1, i + 2),
            ('冬', '月') => (11, i + 2),
            ('腊', '月') => (12, i + 2),
            ('除', '夕') => {
                found.push(LunarMention {
                    span: Span::new(i as u32, i as u32 + 2),
                    month: 12,
                    day: Some(30),
                });
                continue;
            }
            ('农' | '阴', '历') => match super::numeral::number(chars, i + 2) {
                Some((m @ 1..=12, end)) if at(end) == '月' => (m as u8, end + 1),
                _ => continue,
            },
            // 九月初九, 三月廿三: only lunar days are counted so.
            ('月', '初' | '廿') => match month_before(chars, i) {
                Some((month, from)) => {
                    let day = day_at(chars, i + 1).filter(|&(_, end)| {
                        !matches!(
                            at(end),
                            '个' | '家' | '项' | '户' | '人' | '次' | '名' | '批'
                        )
                    });
                    if let Some((day, end)) = day {
                        found.push(LunarMention {
                            span: Span::new(from as u32, end as u32),
                            month,
                            day: Some(day),
                        });
                    }
                    continue;
                }
                None => continue,
            },
            _ => continue,
        };
        let number_at = after + usize::from(at(after) == '初');
        let day = super::numeral::number(chars, number_at)
            .filter(|&(d, _)| (1..=30).contains(&d))
            .or(match (at(after), at(after + 1)) {
                ('廿', _) => super::numeral::number(chars, after + 1)
                    .filter(|&(d, _)| d < 10)
                    .map(|(d, end)| (20 + d, end)),
                _ => None,
            });
        let end = day.map_or(after, |(_, end)| end);
        found.push(LunarMention {
            span: Span::new(i as u32, end as u32),
            month,
            day: day.map(|(d, _)| d as u8),
        });
    }
    found
}

/// The Chinese number of a month right before its 月, and where it begins; not one that 农历 stands before.
fn month_before(chars: &[char], at: usize) -> Option<(u8, usize)> {
    let (month, from) = (at.saturating_sub(2)..at).find_map(|i| {
        let (month, end) = super::numeral::number(chars, i)?;
        (end == at && !chars[i].is_ascii_digit()).then_some((month, i))
    })?;
    let calendar = from > 0 && chars[from - 1] == '历';
    ((1..=12).contains(&month) && !calendar).then_some((month as u8, from))
}

/// 初九, 十五, 廿三 at a place, and where it ends.
fn day_at(chars: &[char], at: usize) -> Option<(u8, usize)> {
    let twenties = chars.get(at) == Some(&'廿');
    let from = at + usize::from(twenties || chars.get(at) == Some(&'初'));
    let (day, end) = super::numeral::number(chars, from)?;
    let day = day + if twenties { 20 } else { 0 };
    (1..=30).contains(&day).then_some((day as u8, end))
}

/// 乙巳年的八月十五: the day that follows a year of the cycle, which needs no other sign of the calendar.
pub fn after_year(chars: &[char], year_end: usize) -> Option<LunarMention> {
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut from = year_end + usize::from(matches!(at(year_end), '的' | ' ' | ','));
    if matches!((at(from), at(from + 1)), ('农' | '阴', '历')) {
        from += 2;
    }
    let (month, moon) = super::numeral::number(chars, from)?;
    let (day, end) = day_at(chars, moon + 1).filter(|_| at(moon) == '月')?;
    let solar = matches!(at(end), '日' | '号') || chars[from].is_ascii_digit();
    ((1..=12).contains(&month) && !solar).then_some(LunarMention {
        span: Span::new(from as u32, end as u32),
        month: month as u8,
        day: Some(day),
    })
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// Years of the sixty-year cycle (癸卯年) as written: where, and the year's place in the cycle
/// counted so that `4 + place` is a year of it.
pub fn cycle_years(chars: &[char]) -> Vec<(Span, i32)> {
    let place = |set: &str, c: char| set.chars().position(|s| s == c);
    let mut found = Vec::new();
    for i in 0..chars.len().saturating_sub(2) {
        if chars[i + 2] != '年' && chars.get(i + 3) != Some(&'年') {
            continue;
        }
        let Some(stem) = place(STEMS, chars[i]) else {
            continue;
        };
        let Some(branch) = place(BRANCHES, chars[i + 1]) else {
            continue;
        };
        let year_at = i + 2 + usize::from("鼠牛虎兔龙蛇马羊猴鸡狗猪".contains(chars[i + 2]));
        if chars.get(year_at) != Some(&'年') {
            continue;
        }
        let cycle = (0..60).find(|n| n % 10 == stem as i32 && n % 12 == branch as i32);
        if let Some(n) = cycle {
            found.push((Span::new(i as u32, year_at as u32 + 1), n));
        }
    }
    found
}

/// The years of a cycle place between two years.
pub fn years_of_cycle(place: i32, from: i32, to: i32) -> Vec<i32> {
    (from..=to)
        .filter(|y| (y - 4).rem_euclid(60) == place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunar_days_become_days() {
        let check = |y, m, d, day: &str| {
            assert_eq!(to_day(y, m, d).map(|d| d.to_string()).as_deref(), Some(day));
        };
        check(2023, 1, 8, "2023-01-29");
        check(2025, 1, 11, "2025-02-08");
        check(2020, 5, 5, "2020-06-25");
        check(2023, 8, 15, "2023-09-29");
        check(2020, 12, 30, "2021-02-11");
        assert_eq!(to_day(1800, 1, 1), None);
    }

    #[test]
    fn lunar_dates_and_cycle_years_are_read() {
        let chars: Vec<char> = "今天是癸卯年正月初八，腊月二十三，除夕".chars().collect();
        let days: Vec<_> = mentions(&chars).iter().map(|m| (m.month, m.day)).collect();
        assert_eq!(days, [(1, Some(8)), (12, Some(23)), (12, Some(30))]);
        let cycle = cycle_years(&chars);
        assert_eq!(years_of_cycle(cycle[0].1, 1970, 2029), [2023]);
        let chars: Vec<char> = "九月初九登高，三月初三个项目，丁酉年的八月十五"
            .chars()
            .collect();
        let days: Vec<_> = mentions(&chars).iter().map(|m| (m.month, m.day)).collect();
        assert_eq!(days, [(9, Some(9))]);
        let year = cycle_years(&chars)[0].0;
        let day = after_year(&chars, year.end as usize).map(|m| (m.month, m.day));
        assert_eq!(day, Some((8, Some(15))));
    }
}
