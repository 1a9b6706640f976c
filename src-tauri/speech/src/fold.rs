//! Folds a character for looking words up: traditional to simplified, full width to half width.
//! Always one scalar for one scalar, so offsets stay; never used to change what a person reads.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon;
use crate::text::is_han;

/// The simplified character of a traditional one; `c` itself where there is none.
#[inline]
pub fn simplified(c: char) -> char {
    let at = (c as usize).wrapping_sub(0x4e00);
    let folds = at < COUNT && TABLE.folds[at / 64] >> (at % 64) & 1 == 1;
    if folds { TABLE.simple[at] } else { c }
}

/// The traditional characters that stand for any of these simplified ones.
pub fn traditional(simple: &[char]) -> Vec<char> {
    let all = '\u{4e00}'..='\u{9fff}';
    all.filter(|&c| simplified(c) != c && simple.contains(&simplified(c)))
        .collect()
}

/// The folded scalar of `c`; `c` itself where nothing folds.
#[inline]
pub fn fold(c: char) -> char {
    // Nearly every character of a speech is one of these.
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        return simplified(c);
    }
    fold_other(c)
}

fn fold_other(c: char) -> char {
    match c {
        '\u{0}'..='\u{ff}' => {
            if c == '\u{a0}' {
                ' '
            } else {
                c
            }
        }
        '\u{3000}' => ' ',
        // The long dash that other keyboards give: ―― and ──.
        '―' | '─' => '—',
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
        _ => c,
    }
}

/// True for words with traditional characters and with simplified ones that have a traditional form.
pub fn is_mixed(words: &str) -> bool {
    static SIMPLE: LazyLock<HashSet<char>> = LazyLock::new(|| {
        lexicon::rows(include_str!("../lexicon/traditional.tsv"))
            .filter_map(|row| row.first()?.chars().next())
            .collect()
    });
    words.chars().any(|c| is_han(c) && fold(c) != c)
        && words.chars().any(|c| fold(c) == c && SIMPLE.contains(&c))
}

/// True for a text whose characters are traditional as often as in traditional writing.
pub fn is_traditional(text: &str) -> bool {
    let (mut all, mut folding) = (0u32, 0u32);
    for c in text.chars().filter(|c| is_han(*c)).take(2000) {
        all += 1;
        folding += u32::from(fold(c) != c);
    }
    folding * 9 > all * 2
}

/// Brings the half-width marks that some sites write in Chinese text (今天,市委) to the full-width
/// ones; those of numbers, times and addresses (2,318 08:30 http:) stay.
#[derive(Clone, Debug)]
pub struct Marks {
    before: char,
    /// Of the brackets that are open: whether they were written full width.
    open: Vec<bool>,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            before: '\n',
            open: Vec::new(),
        }
    }
}

impl Marks {
    /// Folds the next scalar; `next` is the one after it, unfolded.
    #[inline]
    pub fn fold(&mut self, c: char, next: char) -> char {
        // Nearly every scalar of a speech is one of these.
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            self.before = c;
            return c;
        }
        let chinese = |c: char| is_han(c) || matches!(c, '“' | '”' | '《' | '》' | '）' | '（');
        let before = self.before;
        let among = || chinese(before) || chinese(next);
        let folded = match c {
            ',' if among() => '，',
            ':' if among() => '：',
            ';' if among() => '；',
            '?' if among() => '？',
            '!' if among() => '！',
            '(' => {
                let wide = among() || self.before == '\n';
                // An unclosed bracket is forgotten at the line's end, so this stays short.
                self.open.push(wide);
                if wide { '（' } else { c }
            }
            ')' => match self.open.pop() {
                Some(true) => '）',
                None if among() => '）',
                _ => c,
            },
            _ => c,
        };
        if c == '\n' {
            self.open.clear();
        }
        self.before = folded;
        folded
    }
}

/// Characters from U+4E00 to U+9FFF.
const COUNT: usize = 0x5200;

struct Table {
    /// A bit for each character that folds to another: few do, and so little stays at hand.
    folds: [u64; COUNT / 64],
    simple: Vec<char>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        folds: [0; COUNT / 64],
        simple: ('\u{4e00}'..='\u{9fff}').collect(),
    };
    for row in lexicon::rows(include_str!("../lexicon/traditional.tsv")) {
        let [simple, traditional] = row[..] else {
            continue;
        };
        let Some(simple) = simple.chars().next() else {
            continue;
        };
        for c in traditional.chars() {
            let at = (c as usize).wrapping_sub(0x4e00);
            if let Some(slot) = table.simple.get_mut(at) {
                *slot = simple;
                table.folds[at / 64] |= 1 << (at % 64);
            }
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simplified_character_is_its_own_and_knows_its_traditional_ones() {
        assert!(('\u{4e00}'..='\u{9fff}').all(|c| simplified(simplified(c)) == simplified(c)));
        assert_eq!(traditional(&['发', '县']), ['發', '縣', '髮']);
    }

    #[test]
    fn traditional_and_full_width_fold() {
        let folded: String = "學習２０％　著名，讲话".chars().map(fold).collect();
        assert_eq!(folded, "学习20% 著名，讲话");
    }

    #[test]
    fn half_width_marks_in_chinese_text_are_chinese_marks() {
        let fold = |text: &str| -> String {
            let mut marks = Marks::default();
            let chars: Vec<char> = text.chars().collect();
            (0..chars.len())
                .map(|i| marks.fold(chars[i], chars.get(i + 1).copied().unwrap_or('\n')))
                .collect()
        };
        assert_eq!(
            fold("同志们:今天,我们(8月30日)开会!"),
            "同志们：今天，我们（8月30日）开会！"
        );
        assert_eq!(
            fold("共2,318条，08:30 http://a.cn"),
            "共2,318条，08:30 http://a.cn"
        );
        assert_eq!(fold("(2006年8月30日)"), "（2006年8月30日）");
    }
}
