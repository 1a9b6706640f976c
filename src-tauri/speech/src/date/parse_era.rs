//! Years that are not written in full: 民国三十六年, 昭和20年, 114年2月25日, 08年3月.
//! Reads the year alone; what follows it is for `parse`.

use super::*;

/// 民国三十六年, 昭和20年: a year counted from the beginning of an era.
pub(super) fn of_era(chars: &[char], i: usize) -> Option<Mention> {
    let name: String = chars.iter().skip(i).take(2).collect();
    let (before, most) = match name.as_str() {
        "民国" => (1911, 130),
        "昭和" => (1925, 64),
        "大正" => (1911, 15),
        "明治" => (1867, 45),
        "平成" => (1988, 31),
        "令和" => (2018, 40),
        _ => return None,
    };
    let from = skip_spaces(chars, i + 2);
    let (n, end) = match at(chars, from) {
        '元' => (1, from + 1),
        _ => number(chars, from)?,
    };
    let counted = (1..=most).contains(&n) && at(chars, skip_spaces(chars, end)) == '年';
    counted
        .then(|| after_year(chars, i, Year::known(before + n as i32), end))
        .flatten()
}

/// 114年2月25日 of the Republic's calendar, 08年3月: a year of two or three digits before a month.
pub(super) fn short_year(chars: &[char], i: usize) -> Option<(Year, usize)> {
    if i > 0 && (digit(at(chars, i - 1)).is_some() || matches!(at(chars, i - 1), '.' | ',' | '第'))
    {
        return None;
    }
    let digits: Vec<char> = chars[i..]
        .iter()
        .take(4)
        .take_while(|c| c.is_ascii_digit())
        .copied()
        .collect();
    let end = i + digits.len();
    if at(chars, end) != '年' {
        return None;
    }
    let value = digits
        .iter()
        .fold(0, |v, c| v * 10 + (*c as i32 - '0' as i32));
    let month = number(chars, end + 1).filter(|&(m, to)| {
        (1..=12).contains(&m) && at(chars, to) == '月' && !matches!(at(chars, to + 1), '有' | '的')
    });
    match (digits.len(), digits.first()) {
        (3, _) if month.is_some() && (100..=130).contains(&value) => {
            Some((Year::known(1911 + value), end))
        }
        // 08年 can be no length of time; 98年3月 is none either.
        (2, Some('0')) => Some((Year::known(2000 + value), end)),
        (2, Some('1' | '2')) if month.is_some() => Some((Year::known(2000 + value), end)),
        (2, Some('7'..='9')) if month.is_some() => Some((Year::known(1900 + value), end)),
        _ => None,
    }
}
