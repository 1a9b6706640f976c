//! Folds a character for looking words up: traditional to simplified, full width to half width.
//! Always one scalar for one scalar, so offsets stay; never used to change what a person reads.

use std::sync::LazyLock;

use crate::lexicon;

/// The folded scalar of `c`; `c` itself where nothing folds.
pub fn fold(c: char) -> char {
    match c {
        '\u{0}'..='\u{ff}' => {
            if c == '\u{a0}' {
                ' '
            } else {
                c
            }
        }
        '\u{3000}' => ' ',
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '．'
        | '＞'
        | '＊'
        | '｜'
        | '／'
        | '＠' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{4e00}'..='\u{9fff}' => TABLE[(c as usize) - 0x4e00],
        _ => c,
    }
}

static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{4e00}'..='\u{9fff}').collect();
    for row in lexicon::rows(include_str!("../lexicon/traditional.tsv")) {
        let [simple, traditional] = row[..] else {
            continue;
        };
        let Some(simple) = simple.chars().next() else {
            continue;
        };
        for c in traditional.chars() {
            if let Some(slot) = (c as usize)
                .checked_sub(0x4e00)
                .and_then(|i| table.get_mut(i))
            {
                *slot = simple;
            }
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_full_width_fold() {
        let folded: String = "學習２０％　著名，讲话".chars().map(fold).collect();
        assert_eq!(folded, "学习20% 著名，讲话");
    }
}
