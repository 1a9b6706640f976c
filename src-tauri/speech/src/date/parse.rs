//! Finds dates written in a text, with or without a year, in every Chinese and Western shape.
//! Does not judge whose date it is or what it says of the speech (`stated`, `clues`).

use super::begins;
use super::day::month_length;
use super::edtf::{Date, Edtf, Year};
use super::numeral::{digit, is_numeral, number};
use crate::model::Span;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A year.
    Year,
    /// Several months: a quarter, a half, 1-5月.
    Months,
    /// A month.
    Month,
    /// A third of a month, or its beginning or end.
    Third,
    /// A day or some days.
    Day,
}

/// A date as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in scalars of the text searched.
    pub span: Span,
    /// The year written; `None` when none is.
    pub year: Option<Year>,
    /// First month and day; month 0 when only a day is written (26日).
    pub first: (u8, u8),
    /// Last month and day.
    pub last: (u8, u8),
    /// The year of the end, when it is another one.
    pub last_year: Option<i32>,
    /// What is named.
    pub grain: Grain,
    /// A period that begins with the year, as figures are given for: 1-5月, 前三季度, 上半年.
    pub from_new_year: bool,
    /// 2019年度, 2020级: a year that names a thing rather than a time.
    pub label: bool,
    /// 2020年底, 8月底, 月末.
    pub end_of: bool,
}

impl Mention {
    /// The date as EDTF, when a year is written.
    pub fn edtf(&self) -> Option<Edtf> {
        let year = self.year?;
        let last_year = self.last_year.map_or(year, Year::known);
        let date = |year: Year, (month, day): (u8, u8)| match self.grain {
            Grain::Year => Date::in_year(year, None, None),
            Grain::Month | Grain::Months => Date::in_year(year, Some(month), None),
            Grain::Third | Grain::Day => Date::in_year(year, Some(month), Some(day)),
        };
        if self.first.0 == 0 {
            return None;
        }
        Some(Edtf::span(
            date(year, self.first),
            date(last_year, self.last),
        ))
    }
}

fn at(chars: &[char], i: usize) -> char {
    chars.get(i).copied().unwrap_or('\0')
}

fn skip_spaces(chars: &[char], mut i: usize) -> usize {
    while matches!(at(chars, i), ' ' | '\t') {
        i += 1;
    }
    i
}

/// All mentions, in text order, not overlapping.
pub fn mentions(chars: &[char]) -> Vec<Mention> {
    let begins = begins::table();
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(ahead) = chars[i.min(chars.len())..]
        .iter()
        .position(|c| begins.has(*c))
    {
        i += ahead;
        let c = chars[i];
        let next = match c {
            _ if begins::a_number(c) => {
                let mention = dated(chars, i).or_else(|| yearless(chars, i, None, i));
                match mention {
                    Some(mention) => {
                        i = mention.span.end as usize;
                        found.push(mention);
                        continue;
                    }
                    // The rest of a number is no new number.
                    None => number_end(chars, i),
                }
            }
            '第' | '前' | '上' | '下' => match part_of_year(chars, i) {
                Some(part) => {
                    found.push(part.mention(i, None));
                    i = part.end;
                    continue;
                }
                None => i + 1,
            },
            '民' | '昭' | '大' | '明' | '平' | '令' => match era::of_era(chars, i) {
                Some(mention) => {
                    i = mention.span.end as usize;
                    found.push(mention);
                    continue;
                }
                None => i + 1,
            },
            'A'..='Z' => match western::western(chars, i) {
                Some(mention) => {
                    i = mention.span.end as usize;
                    found.push(mention);
                    continue;
                }
                None => i + 1,
            },
            _ => i + 1,
        };
        i = next.max(i + 1);
    }
    found
}

fn number_end(chars: &[char], i: usize) -> usize {
    let mut end = i;
    while end < chars.len() && (is_numeral(chars[end]) || chars[end] == '.') {
        end += 1;
    }
    end
}

/// A year at `i`: its value and where it ends, before 年 or a separator.
fn year(chars: &[char], i: usize) -> Option<(Year, usize)> {
    if i > 0 && (digit(at(chars, i - 1)).is_some() || at(chars, i - 1) == '.') {
        return None;
    }
    // Western digits, perhaps with the last ones masked: 2020, 202×, 20XX.
    let (mut base, mut known, mut masked, mut end) = (0i32, 0u8, 0u8, i);
    while known + masked < 4 {
        match at(chars, end) {
            c @ '0'..='9' if masked == 0 => {
                base = base * 10 + (c as i32 - '0' as i32);
                known += 1;
            }
            'O' | 'o' | 'О' if masked == 0 && known > 0 => {
                base *= 10;
                known += 1;
            }
            'X' | 'x' | '×' | '*' if known >= 2 || (known == 0 && end == i) || masked > 0 => {
                masked += 1;
            }
            _ => break,
        }
        end += 1;
    }
    if known + masked == 4 && !at(chars, end).is_ascii_digit() && (known == 4 || masked > 0) {
        let base = base * 10_i32.pow(u32::from(masked));
        let plausible = known >= 2 && (1840..=2199).contains(&base);
        return plausible.then_some((
            Year {
                base,
                unknown: masked,
            },
            end,
        ));
    }
    // Chinese digits one by one, with the slips of scanning: 二〇一二, 二0一二, 一-九七五.
    let (mut value, mut count, mut end) = (0i32, 0, i);
    while count < 4 {
        let c = at(chars, end);
        if let Some(d) = digit(c) {
            value = value * 10 + d as i32;
            count += 1;
        } else if !(count > 0
            && matches!(c, '-' | ' ' | '·')
            && digit(at(chars, end + 1)).is_some())
        {
            break;
        }
        end += 1;
    }
    let close = skip_spaces(chars, end);
    (count == 4 && at(chars, close) == '年' && (1840..=2199).contains(&value))
        .then_some((Year::known(value), end))
}

/// A mention that begins with a year.
fn dated(chars: &[char], i: usize) -> Option<Mention> {
    if let Some(mention) = eight_digits(chars, i) {
        return Some(mention);
    }
    let (year, end) = year(chars, i).or_else(|| era::short_year(chars, i))?;
    after_year(chars, i, year, end)
}

/// What follows a year that ends at `end`: its month and day, or a part of it.
fn after_year(chars: &[char], i: usize, year: Year, end: usize) -> Option<Mention> {
    let mark_at = skip_spaces(chars, end);
    let mark = at(chars, mark_at);
    if mark == '级' || mark == '届' {
        let mut mention = whole_year(year, i, mark_at + 1);
        mention.label = true;
        return Some(mention);
    }
    if matches!(mark, '.' | '-' | '/') && year.unknown == 0 {
        let (month, month_end) = number(chars, skip_spaces(chars, mark_at + 1))?;
        if !(1..=12).contains(&month) || month_end - mark_at > 4 {
            return None;
        }
        let second = skip_spaces(chars, month_end);
        if at(chars, second) == mark {
            return yearless_day(chars, i, Some(year), month as u8, second + 1);
        }
        // 2020.6 alone is as likely a number; 2020-06 between brackets is a date.
        let framed = matches!(at(chars, month_end), ')' | ']' | '\n' | '\0' | '】')
            && (i == 0 || matches!(at(chars, i - 1), '(' | '[' | '\n' | '【'));
        return framed.then(|| month_mention(year.into(), i, month as u8, month_end));
    }
    if mark != '年' {
        return None;
    }
    let rest = skip_spaces(chars, mark_at + 1);
    if at(chars, rest) == '代' {
        return None;
    }
    if let Some(part) = part_of_year(chars, rest) {
        return Some(part.mention(i, Some(year)));
    }
    if let Some(mention) = yearless(chars, rest, Some(year), i) {
        return Some(mention);
    }
    let mut mention = whole_year(year, i, mark_at + 1);
    if let Some((from, to)) = season(chars, rest) {
        mention.first = (from, 1);
        mention.last = (to, last_day(Some(year), to));
        mention.grain = Grain::Months;
        mention.span.end = rest as u32 + 1;
        return Some(mention);
    }
    match at(chars, rest) {
        '度' => {
            mention.label = true;
            mention.span.end = rest as u32 + 1;
        }
        '底' | '末' => {
            mention.first = (12, 1);
            mention.grain = Grain::Month;
            mention.end_of = true;
            mention.span.end = rest as u32 + 1;
        }
        _ => {}
    }
    Some(mention)
}

/// 2019年秋, 二〇一九年春季: the months of a season that is named for itself.
fn season(chars: &[char], i: usize) -> Option<(u8, u8)> {
    let months = match at(chars, i) {
        '春' => (3, 5),
        '夏' => (6, 8),
        '秋' => (9, 11),
        '冬' => (12, 12),
        _ => return None,
    };
    let alone = matches!(
        at(chars, i + 1),
        '\0' | '\n' | ')' | ',' | '。' | ' ' | '季' | '天' | '于' | '、' | '举' | '召'
    );
    // 2022年夏季高考, 冬季奥运会: the season belongs to a name.
    let names = "学高奥运残普征达招".contains(at(chars, i + 2));
    (alone && !names).then_some(months)
}

/// 20200612, as file names have it.
fn eight_digits(chars: &[char], i: usize) -> Option<Mention> {
    let run = chars.get(i..i + 8)?;
    let whole = (i == 0 || !chars[i - 1].is_ascii_digit()) && !at(chars, i + 8).is_ascii_digit();
    if !whole || !run.iter().all(char::is_ascii_digit) {
        return None;
    }
    let value = |r: &[char]| {
        r.iter()
            .fold(0u32, |v, c| v * 10 + (*c as u32 - '0' as u32))
    };
    let (year, month, day) = (value(&run[..4]), value(&run[4..6]), value(&run[6..]));
    let real = (1949..=2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=u32::from(month_length(year as i32, month as u8))).contains(&day);
    real.then(|| {
        day_mention(
            Some(Year::known(year as i32)),
            i,
            (month as u8, day as u8),
            i + 8,
        )
    })
}

fn whole_year(year: Year, start: usize, end: usize) -> Mention {
    Mention {
        span: Span::new(start as u32, end as u32),
        year: Some(year),
        first: (1, 1),
        last: (12, 31),
        last_year: None,
        grain: Grain::Year,
        from_new_year: false,
        label: false,
        end_of: false,
    }
}

fn month_mention(year: Option<Year>, start: usize, month: u8, end: usize) -> Mention {
    Mention {
        span: Span::new(start as u32, end as u32),
        year,
        first: (month, 1),
        last: (month, last_day(year, month)),
        last_year: None,
        grain: Grain::Month,
        from_new_year: false,
        label: false,
        end_of: false,
    }
}

fn day_mention(year: Option<Year>, start: usize, day: (u8, u8), end: usize) -> Mention {
    Mention {
        span: Span::new(start as u32, end as u32),
        year,
        first: day,
        last: day,
        last_year: None,
        grain: Grain::Day,
        from_new_year: false,
        label: false,
        end_of: false,
    }
}

fn last_day(year: Option<Year>, month: u8) -> u8 {
    // An unknown year may be a leap year.
    month_length(
        year.filter(|y| y.unknown == 0).map_or(2000, |y| y.base),
        month,
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '~' | '至' | '到')
}

/// A month, a range of months, days of a month, or a bare day, without its year.
fn yearless(chars: &[char], i: usize, year: Option<Year>, start: usize) -> Option<Mention> {
    if start == i && i > 0 && at(chars, i - 1) == '.' {
        return None;
    }
    if year.is_some() && at(chars, i) == '元' && at(chars, i + 1) == '月' {
        return month_or_days(chars, start, year, 1, i + 2);
    }
    let (value, end) = number(chars, i)?;
    let after = skip_spaces(chars, end);
    let c = at(chars, after);
    if c == '月' && (1..=12).contains(&value) {
        return month_or_days(chars, start, year, value as u8, after + 1);
    }
    // 1-5月, 1至5月份, 6、7月
    if (is_dash(c) || c == '、') && (1..=12).contains(&value) {
        let mut next = after + 1;
        while at(chars, next) == c {
            next += 1;
        }
        let (to, to_end) = number(chars, skip_spaces(chars, next))?;
        let close = skip_spaces(chars, to_end);
        if at(chars, close) == '月' && to > value && to <= 12 {
            let mut mention = month_mention(year, start, value as u8, close + 1);
            mention.last = (to as u8, last_day(year, to as u8));
            mention.grain = Grain::Months;
            mention.from_new_year = value == 1 && c != '、';
            return Some(mention);
        }
        return None;
    }
    let western = chars[i..end].iter().all(char::is_ascii_digit);
    if matches!(c, '日' | '号' | '曰') && (1..=31).contains(&value) && western && year.is_none()
    {
        let mut mention = day_mention(None, start, (0, value as u8), after + 1);
        if let Some((_, last, end)) = further_day(chars, after + 1, 0) {
            mention.last = (0, last);
            mention.span.end = end as u32;
        }
        return Some(mention);
    }
    if c == '季' && (1..=4).contains(&value) {
        return part_of_year(chars, i).map(|part| part.mention(start, year));
    }
    None
}

/// After "M月": a day, days, a third of the month, or nothing.
fn month_or_days(
    chars: &[char],
    start: usize,
    year: Option<Year>,
    month: u8,
    after: usize,
) -> Option<Mention> {
    let rest = skip_spaces(chars, after);
    if let Some(mention) = yearless_day(chars, start, year, month, rest) {
        return Some(mention);
    }
    let mut mention = month_mention(year, start, month, after);
    let last = mention.last.1;
    let third = match (at(chars, rest), at(chars, rest + 1)) {
        ('上', '旬') => Some((1, 10, 2)),
        ('中', '旬') => Some((11, 20, 2)),
        ('下', '旬') => Some((21, last, 2)),
        ('初', _) => Some((1, 10, 1)),
        ('底' | '末', _) => Some((21, last, 1)),
        _ => None,
    };
    if let Some((from, to, width)) = third {
        mention.first = (month, from);
        mention.last = (month, to);
        mention.grain = Grain::Third;
        mention.end_of = matches!(at(chars, rest), '底' | '末');
        mention.span.end = (rest + width) as u32;
        return Some(mention);
    }
    // 6月至7月, 12月到次年1月 is left to its first month.
    if is_dash(at(chars, rest))
        && let Some((to, end)) = number(chars, rest + 1)
        && at(chars, end) == '月'
        && to <= 12
        && to as u8 > month
    {
        mention.last = (to as u8, last_day(year, to as u8));
        mention.grain = Grain::Months;
        mention.from_new_year = month == 1;
        mention.span.end = end as u32 + 1;
        return Some(mention);
    }
    if at(chars, rest) == '份' {
        mention.span.end = rest as u32 + 1;
    }
    Some(mention)
}

/// The day after a month (and 日 or the like), and further days: 5日、6日、17日, 26日至27日.
fn yearless_day(
    chars: &[char],
    start: usize,
    year: Option<Year>,
    month: u8,
    i: usize,
) -> Option<Mention> {
    let (day, end) = number(chars, skip_spaces(chars, i))?;
    if day == 0 || day > u32::from(last_day(year, month)) {
        return None;
    }
    let after = skip_spaces(chars, end);
    let marked = matches!(at(chars, after), '日' | '号' | '曰');
    let separated = matches!(at(chars, i.wrapping_sub(1)), '.' | '-' | '/');
    // 3月15 needs its 日, unless it ends a dotted date or stands in a bracket.
    if !marked && !separated && !matches!(at(chars, after), ')' | '\n' | '\0') {
        if !(is_dash(at(chars, after)) || at(chars, after) == '、') {
            return None;
        }
        // 6月12-15日
        let (_, second) = number(chars, after + 1)?;
        if !matches!(at(chars, second), '日' | '号' | '曰') {
            return None;
        }
    }
    let mut end = if marked { after + 1 } else { end };
    let mut mention = day_mention(year, start, (month, day as u8), end);
    while let Some((next_month, next_day, next_end)) = further_day(chars, end, mention.last.0) {
        let next = (next_month, next_day);
        if next < mention.last || next_day > last_day(year, next_month) {
            break;
        }
        mention.last = next;
        end = next_end;
    }
    mention.span.end = end as u32;
    Some(mention)
}

/// A day that carries on a list or range of days: its month, day and end.
fn further_day(chars: &[char], i: usize, month: u8) -> Option<(u8, u8, usize)> {
    let mut next = skip_spaces(chars, i);
    let joint = at(chars, next);
    if !(is_dash(joint) || matches!(joint, '、' | '和' | '及' | ',')) {
        return None;
    }
    while at(chars, next) == joint {
        next += 1;
    }
    let (value, end) = number(chars, skip_spaces(chars, next))?;
    let after = skip_spaces(chars, end);
    match at(chars, after) {
        '日' | '号' | '曰' if (1..=31).contains(&value) => Some((month, value as u8, after + 1)),
        '月' if (1..=12).contains(&value) && month > 0 => {
            let (day, day_end) = number(chars, after + 1)?;
            let close = skip_spaces(chars, day_end);
            (matches!(at(chars, close), '日' | '号' | '曰') && (1..=31).contains(&day)).then_some((
                value as u8,
                day as u8,
                close + 1,
            ))
        }
        _ => None,
    }
}

/// A quarter, a half or the first months of a year.
#[derive(Clone, Copy)]
struct Part {
    months: (u8, u8),
    end: usize,
    end_of: bool,
}

impl Part {
    fn mention(self, start: usize, year: Option<Year>) -> Mention {
        let mut mention = month_mention(year, start, self.months.0, self.end);
        mention.last = (self.months.1, last_day(year, self.months.1));
        mention.grain = Grain::Months;
        mention.from_new_year = self.months.0 == 1;
        mention.end_of = self.end_of;
        mention
    }
}

fn part_of_year(chars: &[char], i: usize) -> Option<Part> {
    let part = |from, to, end: usize| {
        let end_of = matches!(at(chars, end), '底' | '末');
        Some(Part {
            months: (from, to),
            end: end + usize::from(end_of),
            end_of,
        })
    };
    let slice = |n: usize| chars.get(i..i + n);
    if slice(3).is_some_and(|s| s == ['上', '半', '年']) {
        return part(1, 6, i + 3);
    }
    if slice(3).is_some_and(|s| s == ['下', '半', '年']) {
        return part(7, 12, i + 3);
    }
    let first = at(chars, i);
    let number_at = i + usize::from(matches!(first, '第' | '前'));
    let (value, end) = number(chars, number_at)?;
    let rest: String = chars.iter().skip(end).take(3).collect();
    if rest.starts_with("季度") || rest.starts_with("个季度") {
        let end = end + if rest.starts_with('个') { 3 } else { 2 };
        return match (first, value) {
            ('前', 2 | 3) => part(1, value as u8 * 3, end),
            ('前', _) => None,
            (_, 1..=4) if !rest.starts_with('个') => {
                part(value as u8 * 3 - 2, value as u8 * 3, end)
            }
            _ => None,
        };
    }
    if first == '前' && rest.starts_with("个月") && (1..=11).contains(&value) {
        return part(1, value as u8, end + 2);
    }
    None
}

#[path = "parse_era.rs"]
mod era;

#[path = "parse_western.rs"]
mod western;

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
