//! Finds headings by rows of numbers that few writers use: 【一】, 壹、, ㈠, Ⅰ., A., PART 1, 01｜, 一：,
//! and by the same ornament before each: ■, ◆.
//! One such line says nothing; the common numbers are read in `number`.

use super::Paragraph;
use super::number::han_number;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};

/// What a line of such a row begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Begin {
    /// Lines of one row have the same.
    shape: char,
    /// Its number; 0 for an ornament.
    number: u32,
}

/// The heads of the first such row; empty when no row is whole.
pub(super) fn row(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let begins: Vec<Option<Begin>> = paragraphs
        .iter()
        .map(|p| match p.marker {
            None => begin(text.chars_in(p.span)),
            Some(_) => None,
        })
        .collect();
    let mut tried: Vec<char> = Vec::new();
    for begun in begins.iter().flatten() {
        if begun.number > 1 || tried.contains(&begun.shape) {
            continue;
        }
        tried.push(begun.shape);
        let of: Vec<usize> = (0..paragraphs.len())
            .filter(|&i| begins[i].is_some_and(|b| b.shape == begun.shape))
            .collect();
        if whole(text, paragraphs, &begins, &of) {
            return of;
        }
    }
    Vec::new()
}

/// Heads alike only by a mark before or behind them: ——修渠。 种子备足！ 关于渠道的清淤：. Nothing else
/// of the text is numbered or marked, or the mark is only emphasis.
pub(super) fn marked(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let dashed = |i: usize| {
        let p = &paragraphs[i];
        let chars = text.chars_in(p.head);
        let begun = chars.starts_with(&['—', '—']) && chars.get(2).is_some_and(|c| is_han(*c));
        let below = paragraphs.get(i + 1).map_or(0, |n| n.span.len());
        let said = if p.own_line {
            below >= 40
        } else {
            p.span.len() >= p.head.len() + 12
        };
        begun && (6..=26).contains(&chars.len()) && said
    };
    let row: Vec<usize> = (0..paragraphs.len()).filter(|&i| dashed(i)).collect();
    if (3..=8).contains(&row.len()) {
        return row;
    }
    for mark in ['：', '！'] {
        let row: Vec<usize> = (1..paragraphs.len())
            .filter(|&i| closes(text, paragraphs, i, mark))
            .collect();
        let apart = row.windows(2).all(|w| w[1] - w[0] >= 2);
        let words = |i: usize| text.chars_in(paragraphs[i].head);
        let distinct = row
            .iter()
            .enumerate()
            .all(|(at, &i)| row[..at].iter().all(|&j| words(i) != words(j)));
        if (3..=8).contains(&row.len()) && apart && distinct {
            return row;
        }
    }
    Vec::new()
}

/// A short line that ends with the mark, with text below it; a call to the hall and the name of one who
/// speaks are none.
fn closes(text: &Text, paragraphs: &[Paragraph], i: usize, mark: char) -> bool {
    const CALLS: [&str; 26] = [
        "同志", "我们", "你们", "大家", "各位", "祝", "谢", "朋友", "同学", "老师", "战友", "乡亲",
        "来宾", "代表", "委员", "书记", "长", "主任", "主持", "记者", "教授", "先生", "女士",
        "如下", "问", "让",
    ];
    let p = &paragraphs[i];
    let chars = text.chars_in(p.head);
    let words: String = chars.iter().collect();
    p.own_line
        && p.marker.is_none()
        && (6..=20).contains(&chars.len())
        && chars.last() == Some(&mark)
        && chars[..chars.len() - 1]
            .iter()
            .all(|c| is_han(*c) || matches!(c, '“' | '”'))
        && !CALLS.iter().any(|w| words.contains(w))
        && paragraphs.get(i + 1).is_some_and(|n| {
            n.span.len() >= 40 && last_word_mark(text.chars_in(n.span)).is_some_and(ends_sentence)
        })
}

/// True when the numbers go on by one, and each has text of its own below or behind it.
fn whole(text: &Text, paragraphs: &[Paragraph], begins: &[Option<Begin>], of: &[usize]) -> bool {
    let number = |at: usize| begins[of[at]].map_or(0, |b| b.number);
    let ornament = number(0) == 0;
    let goes_on = (0..of.len()).all(|at| ornament || number(at) as usize == at + 1);
    let lines = of.iter().filter(|&&i| paragraphs[i].own_line).count();
    let least = if lines == of.len() { 2 } else { 3 };
    let said = |i: usize| {
        let p = &paragraphs[i];
        let chars = text.chars_in(p.head);
        if !(4..=44).contains(&chars.len()) {
            return false;
        }
        if !p.own_line {
            // ▲水要放到头。…: an ornament before a short first sentence, its matter behind it.
            let short = !ornament || chars.len() <= 24 && p.span.len() >= p.head.len() * 2;
            return short && p.span.len() >= p.head.len() + 16;
        }
        let open = !last_word_mark(chars).is_some_and(|c| c != '？' && ends_sentence(c));
        let below = paragraphs.get(i + 1).is_some_and(|n| n.span.len() >= 24);
        (open || !ornament) && below && !of.contains(&(i + 1))
    };
    (least..=12).contains(&of.len()) && goes_on && of.iter().all(|&i| said(i))
}

/// What a paragraph begins with, when it is of such a row.
fn begin(chars: &[char]) -> Option<Begin> {
    let skip = chars
        .iter()
        .take(4)
        .take_while(|c| matches!(c, '#' | '*' | ' '))
        .count();
    let chars = &chars[skip..];
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let of = |shape, number| Some(Begin { shape, number });
    let worded = |i: usize| is_han(at(i)) || matches!(at(i), '“' | '《');
    let parted = |i: usize| worded(i) || at(i) == ' ' && worded(i + 1);
    match at(0) {
        c @ ('■' | '◆' | '▍' | '★' | '➤' | '●' | '▶' | '◎' | '※' | '☆' | '▲' | '❖' | '✦' | '►'
        | '▌' | '▎') => parted(1).then_some(Begin {
            shape: c,
            number: 0,
        }),
        open @ ('【' | '〔' | '[' | '［' | '〖' | '（' | '(' | '「') => {
            let (number, length) = figure(&chars[1..])?;
            let closed = matches!(
                at(1 + length),
                '】' | '〕' | ']' | '］' | '〗' | '）' | ')' | '」'
            );
            if closed && parted(2 + length) {
                of(open, number)
            } else {
                None
            }
        }
        c @ '㈠'..='㈩' => of('㈠', c as u32 - '㈠' as u32 + 1),
        c @ '⑴'..='⒇' => of('⑴', c as u32 - '⑴' as u32 + 1),
        c @ '⒈'..='⒛' => of('⒈', c as u32 - '⒈' as u32 + 1),
        c @ '❶'..='❿' => of('❶', c as u32 - '❶' as u32 + 1),
        c @ '➊'..='➓' => of('➊', c as u32 - '➊' as u32 + 1),
        c @ 'Ⅰ'..='Ⅻ' => of('Ⅰ', c as u32 - 'Ⅰ' as u32 + 1),
        '之' => {
            let (number, length) = han_number(&chars[1..])?;
            matches!(at(1 + length), '：' | ':' | '、' | ' ').then_some(Begin {
                shape: '之',
                number,
            })
        }
        '第' => section(chars),
        '0' if at(1).is_ascii_digit() && !at(2).is_ascii_digit() => {
            let mark = matches!(at(2), ' ' | '/' | '|' | '丨' | '｜' | '·' | '.' | '、');
            let next = if worded(3) { 3 } else { 4 };
            (mark && worded(next)).then_some(Begin {
                shape: '0',
                number: at(1) as u32 - '0' as u32,
            })
        }
        c @ '1'..='9' if at(1) == ' ' && is_han(at(2)) => of('1', c as u32 - '0' as u32),
        'P' | 'p' | 'C' | 'c' => latin_part(chars),
        c if c.is_ascii_uppercase() => lettered(chars),
        c => {
            if let Some(stem) = "甲乙丙丁戊己庚辛".chars().position(|s| s == c) {
                return (at(1) == '、').then_some(Begin {
                    shape: '甲',
                    number: stem as u32 + 1,
                });
            }
            let stop = |i: usize| matches!(at(i), '、' | '．' | '.' | ' ' | '：' | ':');
            if let Some(number) = formal(c) {
                return stop(1).then_some(Begin {
                    shape: '壹',
                    number,
                });
            }
            let (number, length) = han_number(chars)?;
            let mark = at(length);
            let told = matches!(mark, '：' | ':' | '|' | '丨' | '/' | '·')
                || mark == '—' && at(length + 1) == '—';
            told.then_some(Begin {
                shape: mark,
                number,
            })
        }
    }
}

/// 一, 壹 or 1, with its length.
fn figure(chars: &[char]) -> Option<(u32, usize)> {
    if let Some(number) = chars.first().copied().and_then(formal) {
        return Some((number, 1));
    }
    let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(10));
    match (digit(0), digit(1)) {
        (Some(tens), Some(ones)) => Some((tens * 10 + ones, 2)),
        (Some(ones), None) => Some((ones, 1)),
        _ => han_number(chars),
    }
}

/// 壹 贰 叁
fn formal(c: char) -> Option<u32> {
    [
        "壹", "贰貳", "叁參", "肆", "伍", "陆陸", "柒", "捌", "玖", "拾",
    ]
    .iter()
    .position(|forms| forms.contains(c))
    .map(|at| at as u32 + 1)
}

/// 第一板块： 第二乐章
fn section(chars: &[char]) -> Option<Begin> {
    const PARTS: [&str; 12] = [
        "篇章", "板块", "单元", "乐章", "章节", "环节", "阶段", "层面", "站", "幕", "辑", "编",
    ];
    let (number, length) = han_number(&chars[1..])?;
    let rest: String = chars[1 + length..].iter().take(4).collect();
    PARTS
        .iter()
        .filter_map(|p| rest.strip_prefix(p))
        .any(|after| after.starts_with(['：', ':', ' ', '、', '｜', '|', '·']))
        .then_some(Begin {
            shape: '第',
            number,
        })
}

/// PART 1, Part.01, Chapter Two
fn latin_part(chars: &[char]) -> Option<Begin> {
    const NUMBERS: [&str; 8] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight",
    ];
    let words: String = chars
        .iter()
        .take(24)
        .map(char::to_ascii_lowercase)
        .collect();
    let rest = ["part", "chapter"]
        .iter()
        .find_map(|w| words.strip_prefix(w));
    let Some(rest) = rest else {
        return lettered(chars);
    };
    let rest = rest.trim_start_matches([' ', '.', '0']);
    let figures = rest.chars().take_while(char::is_ascii_digit).count();
    let number = if figures > 0 {
        rest[..figures].parse().ok()?
    } else {
        NUMBERS.iter().position(|n| rest.starts_with(n))? as u32 + 1
    };
    Some(Begin { shape: 'P', number })
}

/// A. B. C., I. II. III.
fn lettered(chars: &[char]) -> Option<Begin> {
    let length = chars.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let stopped = matches!(at(length), '.' | '、' | '．' | ')' | '）' | '：');
    let worded = is_han(at(length + 1)) || at(length + 1) == ' ' && is_han(at(length + 2));
    if !stopped || !worded {
        return None;
    }
    let word: String = chars[..length].iter().collect();
    const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    if let Some(at) = ROMAN.iter().position(|r| *r == word) {
        return Some(Begin {
            shape: 'I',
            number: at as u32 + 1,
        });
    }
    (length == 1 && chars[0] <= 'H').then(|| Begin {
        shape: 'A',
        number: chars[0] as u32 - 'A' as u32 + 1,
    })
}

#[cfg(test)]
mod tests {
    use crate::outline::{Setting, outline};
    use crate::text::Text;

    fn heads(text: &str) -> usize {
        let page = Text::new(text);
        let setting = Setting {
            body_start: 0,
            body_end: page.len(),
            host: false,
            answers: false,
            letter: false,
        };
        outline(&page, &setting).len()
    }

    const BODY: &str = "种子要在谷雨以前到村，到村以后由村里点数，少一袋就追一袋，追到人为止。";

    #[test]
    fn rows_of_rare_numbers_are_heads() {
        for row in [
            ["【一】把种子点清", "【二】把渠道修通"],
            ["（壹）把种子点清", "（贰）把渠道修通"],
            ["㈠ 把种子点清", "㈡ 把渠道修通"],
            ["Ⅰ、把种子点清", "Ⅱ、把渠道修通"],
            ["A. 把种子点清", "B. 把渠道修通"],
            ["I. 把种子点清", "II. 把渠道修通"],
            ["PART.01 把种子点清", "PART.02 把渠道修通"],
            ["一：把种子点清", "二：把渠道修通"],
            ["第一板块：把种子点清", "第二板块：把渠道修通"],
            ["■ 把种子点清", "■ 把渠道修通"],
            ["-、把种子点清", "二、把渠道修通"],
            ["一丶把种子点清", "二丶把渠道修通"],
        ] {
            let text = format!("开头的话不长。\n{}\n{BODY}\n{}\n{BODY}", row[0], row[1]);
            assert_eq!(heads(&text), 2, "{}", row[0]);
        }
        let led = |row: [&str; 3]| row.map(|head| format!("{head}。{BODY}")).join("\n");
        for row in [
            ["壹、点清种子", "贰、修通渠道", "叁、落到地块"],
            ["01｜点清种子", "02｜修通渠道", "03｜落到地块"],
            ["【一】点清种子", "【二】修通渠道", "【三】落到地块"],
            ["▲点清种子", "▲修通渠道", "▲落到地块"],
            ["——点清种子", "——修通渠道", "——落到地块"],
        ] {
            assert_eq!(heads(&led(row)), 3, "{}", row[0]);
        }
    }

    #[test]
    fn heads_alike_by_a_mark_are_a_row() {
        let lines = |row: [&str; 3]| row.map(|head| format!("{head}\n{BODY}{BODY}")).join("\n");
        for row in [
            ["——种子先到村", "——渠道先清淤", "——责任先到人"],
            ["种子一定要到村！", "渠道一定要清淤！", "责任一定要到人！"],
            ["关于种子的调运：", "关于渠道的清淤：", "关于责任的划分："],
        ] {
            let text = format!("开头的话不多说。\n{}", lines(row));
            assert_eq!(heads(&text), 3, "{}", row[0]);
        }
        let voices = lines(["种子站长何守成：", "水利局长陶林月：", "农机站长丁大山："]);
        assert_eq!(heads(&format!("开头的话不多说。\n{voices}")), 0);
    }

    #[test]
    fn lists_and_lone_lines_are_none() {
        for text in [
            format!("■ 种子\n■ 化肥\n■ 农膜\n{BODY}"),
            format!("A. 种子\nB. 化肥\n{BODY}"),
            format!("{BODY}\n1 号渠今天放水\n{BODY}"),
            format!("名单在这里：\n1.何守成\n2.陶林月\n3.丁大山\n{BODY}"),
            format!("【2】把渠道修通\n{BODY}\n【4】把种子点清\n{BODY}"),
        ] {
            assert_eq!(heads(&text), 0, "{text}");
        }
    }
}
