//! Western shapes of a date in a text: 2020-06-12, 2020/6/12, 12 June 2020.
//! Knows no Chinese shape.

use super::*;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// June 12, 2020 and Jun 2020; the day before the month (12 June 2020) is taken back in.
pub(super) fn western(chars: &[char], i: usize) -> Option<Mention> {
    if i > 0 && at(chars, i - 1).is_ascii_alphabetic() {
        return None;
    }
    let word: String = chars[i..]
        .iter()
        .take(10)
        .take_while(|c| c.is_ascii_alphabetic())
        .map(char::to_ascii_lowercase)
        .collect();
    if word.len() < 3 {
        return None;
    }
    let month = MONTHS
        .iter()
        .position(|m| *m == word || (word.len() <= 4 && m.starts_with(&word)))?
        as u8
        + 1;
    let mut rest = i + word.len();
    while matches!(at(chars, rest), ' ' | '.' | ',') {
        rest += 1;
    }
    let (value, mut end) = number(chars, rest)?;
    // October 29th, 2012.
    let ordinal: String = [at(chars, end), at(chars, end + 1)].iter().collect();
    if end - rest <= 2 && matches!(ordinal.as_str(), "st" | "nd" | "rd" | "th") {
        end += 2;
    }
    if end - rest == 4 && (1840..=2199).contains(&value) {
        let year = Year::known(value as i32);
        let before = chars[..i].iter().rev().skip_while(|c| **c == ' ');
        let digits: Vec<char> = before.take_while(|c| c.is_ascii_digit()).copied().collect();
        let day = digits
            .iter()
            .rev()
            .fold(0u32, |v, c| (v * 10 + (*c as u32 - '0' as u32)).min(99));
        return Some(if (1..=31).contains(&day) {
            day_mention(Some(year), i, (month, day as u8), end)
        } else {
            month_mention(Some(year), i, month, end)
        });
    }
    let mut year_at = end;
    while matches!(at(chars, year_at), ' ' | ',') {
        year_at += 1;
    }
    let (year, year_end) = number(chars, year_at)?;
    let whole = year_end - year_at == 4
        && (1840..=2199).contains(&year)
        && (1..=u32::from(month_length(year as i32, month))).contains(&value);
    whole.then(|| {
        day_mention(
            Some(Year::known(year as i32)),
            i,
            (month, value as u8),
            year_end,
        )
    })
}
