//! Reads the number a paragraph begins with: 一、 （一） 1. （1） 第一， 一是 做法一：
//! Does not say whether the paragraph is a heading.

use crate::text::is_han;

/// A way of numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// 第一部分
    Part,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// 1. 1、
    Arabic,
    /// （1） ①
    ArabicBracket,
    /// 第一，第二， and 第一个故事，
    Ordinal,
    /// 一是 二要
    Clause,
    /// 做法一：
    Named,
}

/// A number at the beginning of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its way of numbering.
    pub system: System,
    /// The number.
    pub number: u32,
    /// Scalars it takes, marks included.
    pub length: u32,
}

/// The number that folded `chars` begin with.
pub fn marker(chars: &[char]) -> Option<Marker> {
    let skip = chars
        .iter()
        .take(6)
        .take_while(|c| matches!(c, '#' | '*' | ' '))
        .count();
    // - 第一，…: an item of a list that has its number besides.
    let dot = matches!(chars.get(skip), Some('-' | '•' | '·' | '●' | '▪'))
        && chars.get(skip + 1) == Some(&' ');
    let skip = skip + 2 * usize::from(dot);
    let found = bare(&chars[skip..])?;
    Some(Marker {
        length: found.length + skip as u32,
        ..found
    })
}

fn bare(chars: &[char]) -> Option<Marker> {
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let made = |system, number, length: usize| {
        Some(Marker {
            system,
            number,
            length: length as u32,
        })
    };
    match at(0) {
        '（' | '(' => {
            let (number, len, system) = match han_number(&chars[1..]) {
                Some((n, len)) => (n, len, System::HanBracket),
                None => {
                    let (n, len) = arabic(&chars[1..])?;
                    (n, len, System::ArabicBracket)
                }
            };
            let close = matches!(at(1 + len), '）' | ')');
            let stop = usize::from(matches!(at(2 + len), '、' | '.' | '，'));
            if !close {
                return None;
            }
            made(system, number, 2 + len + stop)
        }
        c @ '①'..='⑳' => made(System::ArabicBracket, c as u32 - '①' as u32 + 1, 1),
        '第' => ordinal(chars),
        // -、 and =、: what a scan makes of 一、 and 二、.
        '-' | '—' | '－' if at(1) == '、' => made(System::Han, 1, 2),
        '=' | '＝' if at(1) == '、' => made(System::Han, 2, 2),
        // 头一件，说说…: the first of a row that goes on with 第二件.
        '头' if at(1) == '一' => ordinal(chars),
        c if c.is_ascii_digit() => {
            let (number, len) = arabic(chars)?;
            let stop = match at(len) {
                '、' | '．' => 1,
                // 1.5亿 is a figure, 2016.11.23 a date.
                '.' if !at(len + 1).is_ascii_digit() || begins_year(&chars[len + 1..]) => 1,
                ')' | '）' => 1,
                _ => return None,
            };
            let space = usize::from(at(len + stop) == ' ');
            (number <= 60).then_some(())?;
            made(System::Arabic, number, len + stop + space)
        }
        _ => {
            if let Some((number, len)) = han_number(chars) {
                return match at(len) {
                    // 一丶: 丶 is read for 、 by machines and typed for it by people.
                    '、' | '．' | '.' | '丶' | '﹑' | '､' => {
                        made(System::Han, number, len + 1)
                    }
                    ' ' if len == 1 && is_han(at(len + 1)) => made(System::Han, number, len + 1),
                    '是' | '要' | '为' if number <= 20 => made(System::Clause, number, len + 1),
                    _ => None,
                };
            }
            named(chars)
        }
    }
}

/// 第一， 第一、 第一个故事， 第一部分
fn ordinal(chars: &[char]) -> Option<Marker> {
    let (number, len) = han_number(&chars[1..])?;
    let rest = &chars[1 + len..];
    let end = rest
        .iter()
        .take(7)
        .position(|c| matches!(c, '，' | '、' | '：' | ',' | ':' | '。' | ' '));
    let noun: String = rest.iter().take(end.unwrap_or(3)).collect();
    let marker = |system, length: usize| {
        Some(Marker {
            system,
            number,
            length: length as u32,
        })
    };
    if noun.starts_with("部分") || noun.starts_with('章') {
        let take = if noun.starts_with("部分") { 2 } else { 1 };
        return marker(System::Part, 1 + len + take);
    }
    // 第一要守住…, 第二要管好…: 一要, 二要 said in full.
    if matches!(rest.first(), Some('要' | '是')) && number <= 9 {
        return marker(System::Clause, 1 + len + 1);
    }
    let end = end?;
    let counted = noun.is_empty()
        || noun == "点"
        || noun == "条"
        || noun == "方面"
        || noun == "句话"
        || noun == "件事"
        || noun == "步"
        || matches!(
            noun.as_str(),
            "件" | "层"
                | "句"
                | "关"
                | "招"
                | "课"
                | "样"
                | "桩"
                | "步棋"
                | "张牌"
                | "篇文章"
                | "场仗"
                | "层意思"
                | "笔账"
                | "本账"
                | "道题"
        )
        || noun.starts_with('个') && !noun.starts_with("个季度");
    counted.then_some(())?;
    marker(System::Ordinal, 1 + len + end + 1)
}

/// 首先， 其次， 其一， 一， 先说… 再说… 最后，: counts only as a chain, so its reader has to find the others.
/// The last of a chain has the number [`LAST`].
pub fn sequence(chars: &[char]) -> Option<Marker> {
    const WORDS: [(&str, u32); 13] = [
        ("首先", 1),
        ("其一", 1),
        ("其二", 2),
        ("其三", 3),
        ("其四", 4),
        ("其五", 5),
        ("其六", 6),
        ("其次", 2),
        ("再次", 3),
        ("再者", 3),
        ("最后", LAST),
        ("先", 1),
        ("再", 2),
    ];
    // 一，把人安顿好。
    if chars.get(1) == Some(&'，')
        && let Some((number, 1)) = han_number(chars)
    {
        return Some(Marker {
            system: System::Ordinal,
            number,
            length: 2,
        });
    }
    // 我先讲“难”。 我再讲“活”。
    let chars = match chars {
        ['我', rest @ ..] => rest,
        _ => chars,
    };
    let begins = |word: &str| word.chars().zip(chars).all(|(w, c)| w == *c);
    let (word, number) = WORDS.into_iter().find(|(w, _)| begins(w))?;
    let length = word.chars().count();
    let next = *chars.get(length)?;
    let says = matches!(next, '说' | '讲' | '谈' | '看');
    let stop = matches!(next, '，' | '、' | '：' | ',');
    // 先 and 再 alone begin any sentence.
    (says || stop && length == 2).then_some(Marker {
        system: System::Ordinal,
        number,
        length: length as u32 + 1,
    })
}

/// 求一件， 承诺二， 军令之三， 第一仗，: the words beside the number, and the number with its measure and mark.
/// Counts only as a row, so its reader has to find the others.
pub fn counted(chars: &[char]) -> Option<(&[char], Marker)> {
    if let Some(of) = one_of(chars).or_else(|| nth_of(chars)) {
        return Some(of);
    }
    const MEASURES: [&str; 11] = [
        "件事", "句话", "件", "条", "点", "句", "桩", "项", "个", "步", "",
    ];
    let own = (1..=2).find(|&n| {
        chars
            .get(n)
            .is_some_and(|c| *c == '两' || digit(*c).is_some())
    })?;
    let spoken = chars[..own]
        .iter()
        .all(|c| is_han(*c) && digit(*c).is_none())
        && !matches!(
            chars[0],
            '第' | '有'
                | '这'
                | '那'
                | '每'
                | '同'
                | '又'
                | '近'
                | '十'
                | '前'
                | '后'
                | '上'
                | '下'
                | '星'
                | '周'
        );
    let (number, length) = match chars[own] {
        '两' => (2, 1),
        _ => han_number(&chars[own..])?,
    };
    let rest: String = chars[own + length..].iter().take(3).collect();
    let measure = MEASURES.iter().find(|m| {
        let after = rest
            .strip_prefix(**m)
            .and_then(|after| after.chars().next());
        matches!(after, Some('，' | '：' | ':' | ','))
    })?;
    let length = own + length + measure.chars().count() + 1;
    spoken.then_some((
        &chars[..own],
        Marker {
            system: System::Ordinal,
            number,
            length: length as u32,
        },
    ))
}

/// 军令之一，… 军令之二，…
fn one_of(chars: &[char]) -> Option<(&[char], Marker)> {
    let own = (2..=5).find(|&n| chars.get(n) == Some(&'之'))?;
    let named = chars[..own]
        .iter()
        .all(|c| is_han(*c) && digit(*c).is_none() && *c != '分');
    let (number, length) = han_number(&chars[own + 1..])?;
    let end = own + 1 + length;
    let stopped = matches!(chars.get(end), Some('，' | '：' | ':' | '、' | ',' | ' '));
    (named && stopped).then_some((
        &chars[..own],
        Marker {
            system: System::Ordinal,
            number,
            length: end as u32 + 1,
        },
    ))
}

/// 第一仗，… 第二仗，…: whatever is counted, but for days and other parts of a tale.
fn nth_of(chars: &[char]) -> Option<(&[char], Marker)> {
    const TOLD: [&str; 14] = [
        "天", "年", "夜", "周", "月", "次", "批", "届", "名", "位", "季", "书记", "产业", "时间",
    ];
    let ('第', (number, length)) = (*chars.first()?, han_number(&chars[1..])?) else {
        return None;
    };
    let noun = chars.get(1 + length..)?;
    let end = noun.iter().take(5).position(|c| !is_han(*c))?;
    let stopped = matches!(noun[end], '，' | '：' | ':' | ',');
    let word: String = noun[..end].iter().collect();
    let plain = end > 0 && !TOLD.iter().any(|w| word.starts_with(w) || word == *w);
    (plain && stopped).then_some((
        &noun[..end],
        Marker {
            system: System::Ordinal,
            number,
            length: (1 + length + end) as u32 + 1,
        },
    ))
}

/// The number of 最后.
pub const LAST: u32 = 99;

/// 做法一： 体会二： 关键词三：
fn named(chars: &[char]) -> Option<Marker> {
    let colon = chars.iter().take(6).position(|c| matches!(c, '：' | ':'))?;
    let digits = (1..colon.min(3))
        .rev()
        .find(|&d| han_number(&chars[colon - d..]).is_some_and(|(_, len)| len == d))?;
    let (number, _) = han_number(&chars[colon - digits..])?;
    let noun = &chars[..colon - digits];
    let fits = (2..=4).contains(&noun.len()) && noun.iter().all(|c| is_han(*c));
    (fits && !noun.contains(&'星') && !noun.contains(&'周')).then_some(Marker {
        system: System::Named,
        number,
        length: colon as u32 + 1,
    })
}

/// 1.2023年任务清单: the number of an entry that begins with a year.
fn begins_year(chars: &[char]) -> bool {
    let century = matches!(chars, ['1', '9', ..] | ['2', '0', ..]);
    century && chars.get(4) == Some(&'年') && chars[2..4].iter().all(char::is_ascii_digit)
}

fn digit(c: char) -> Option<u32> {
    "一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .map(|i| i as u32 + 1)
}

/// A number from 1 to 99 in Chinese characters, with its length.
pub fn han_number(chars: &[char]) -> Option<(u32, usize)> {
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (tens, mut len) = match (digit(at(0)), at(0), at(1)) {
        (Some(d), _, '十') => (d * 10, 2),
        (Some(d), _, _) => return Some((d, 1)),
        (None, '十', _) => (10, 1),
        _ => return None,
    };
    let ones = digit(at(len)).unwrap_or(0);
    len += usize::from(ones > 0);
    Some((tens + ones, len))
}

fn arabic(chars: &[char]) -> Option<(u32, usize)> {
    let len = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if !(1..=2).contains(&len) {
        return None;
    }
    let number = chars[..len]
        .iter()
        .fold(0, |n, c| n * 10 + (*c as u32 - '0' as u32));
    Some((number, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(System, u32, u32)> {
        let chars: Vec<char> = line.chars().map(crate::fold::fold).collect();
        marker(&chars).map(|m| (m.system, m.number, m.length))
    }

    #[test]
    fn numbers_of_every_sort_are_read() {
        assert_eq!(read("一、认清形势"), Some((System::Han, 1, 2)));
        assert_eq!(read("十二、其他"), Some((System::Han, 12, 3)));
        assert_eq!(read("（三）抓好"), Some((System::HanBracket, 3, 3)));
        assert_eq!(read("１．守住饭碗田"), Some((System::Arabic, 1, 2)));
        assert_eq!(read("（2）对资金"), Some((System::ArabicBracket, 2, 3)));
        assert_eq!(read("第一，要提高站位"), Some((System::Ordinal, 1, 3)));
        assert_eq!(read("第三个故事，一盏灯"), Some((System::Ordinal, 3, 6)));
        assert_eq!(
            read("第二句话，是交底的话。"),
            Some((System::Ordinal, 2, 5))
        );
        assert_eq!(read("一是开工项目少。"), Some((System::Clause, 1, 2)));
        assert_eq!(read("第二要把渠修通。"), Some((System::Clause, 2, 3)));
        assert_eq!(read("1.2023年任务清单"), Some((System::Arabic, 1, 2)));
        assert_eq!(read("- 第一，修渠。"), Some((System::Ordinal, 1, 5)));
        assert_eq!(read("做法二：产业"), Some((System::Named, 2, 4)));
        assert_eq!(read("## 一、历史回顾"), Some((System::Han, 1, 5)));
    }

    #[test]
    fn figures_and_dates_are_not_numbers_of_headings() {
        for line in [
            "1.5亿元",
            "2016.11.23",
            "1.2023亿元",
            "第一季度，全市",
            "第一书记，",
            "一年来，我们",
            "2020年",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
