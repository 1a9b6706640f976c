//! Finds written dates in a text, in every Chinese and Western shape, with their places.
//! Does not judge whose date it is.

use super::edtf::{Date, Edtf};
use crate::model::Span;

/// A date as written in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Where, in scalars of the text searched.
    pub span: Span,
    /// What it says.
    pub edtf: Edtf,
}

/// One character in plain form: full width folded, the many dashes as one.
pub fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '―' | '─' => '—',
        '〜' => '~',
        '號' => '号',
        _ => c,
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '〇' | '○' | '零' | '◯' | 'О' | 'Ｏ' | '⚪' | 'O' | 'o' => 0,
        '一' | '元' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A number of one to four digits at `at`, Western, Chinese positional (二〇一二) or Chinese with
/// 十, and where it ends.
pub fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let mut end = at;
    while end < chars.len() && end - at < 5 && chars[end].is_ascii_digit() {
        end += 1;
    }
    if end > at {
        let value = chars[at..end]
            .iter()
            .fold(0, |v, c| v * 10 + (*c as u32 - '0' as u32));
        return (end - at <= 4).then_some((value, end));
    }
    let (mut value, mut end, mut ten) = (0u32, at, false);
    while let Some(&c) = chars.get(end) {
        if let Some(d) = digit(c).filter(|_| !c.is_ascii_alphanumeric()) {
            value = if ten { value + d } else { value * 10 + d };
            end += 1;
            if ten {
                break;
            }
        } else if c == '十' && !ten {
            value = value.max(1) * 10;
            ten = true;
            end += 1;
        } else {
            break;
        }
        if end - at > 4 {
            return None;
        }
    }
    (end > at).then_some((value, end))
}

/// All written dates that name a year, in text order.
pub fn written(chars: &[char]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match year_first(chars, at) {
            Some((edtf, end)) => {
                found.push(Written {
                    span: Span::new(at as u32, end as u32),
                    edtf,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn year_first(chars: &[char], at: usize) -> Option<(Edtf, usize)> {
    if at > 0 && digit(chars[at - 1]).is_some() {
        return None;
    }
    let (year, next) =
        number(chars, at).filter(|&(y, n)| n - at == 4 && (1900..=2100).contains(&y))?;
    let mark = *chars.get(next)?;
    if !matches!(mark, '年' | '.' | '-' | '/') {
        return None;
    }
    let Some((month, after)) = number(chars, next + 1).filter(|&(m, _)| (1..=12).contains(&m))
    else {
        return (mark == '年').then_some((Edtf::One(Date::of(year as i32, None, None)), next + 1));
    };
    let close = chars.get(after).copied().unwrap_or(' ');
    if mark == '年' && close != '月' {
        return Some((Edtf::One(Date::of(year as i32, None, None)), next + 1));
    }
    let day = (close == '月' || close == mark)
        .then(|| number(chars, after + 1))
        .flatten()
        .filter(|&(d, _)| {
            d >= 1 && d <= u32::from(super::day::month_length(year as i32, month as u8))
        });
    match day {
        Some((d, end)) => {
            let end = end + usize::from(matches!(chars.get(end), Some('日' | '号')));
            Some((
                Edtf::One(Date::of(year as i32, Some(month as u8), Some(d as u8))),
                end,
            ))
        }
        None if mark == '年' => Some((
            Edtf::One(Date::of(year as i32, Some(month as u8), None)),
            after + 1,
        )),
        None => None,
    }
}
