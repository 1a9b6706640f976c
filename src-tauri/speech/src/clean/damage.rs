//! Notices damage that stands in the words of a speech: dropped digits, doubled writing, strewn noise.
//! Takes nothing out; where a reader must mend it himself, the finding shows him the places.

use super::finding;
use crate::model::{Finding, Span};
use crate::text::{Text, is_han};

/// Fewer invisible characters come with any text copied from a web page.
const FEW_INVISIBLE: usize = 3;
/// One 系係 may stand in a traditional text; a converter doubles again and again.
const FEW_DOUBLED: usize = 2;
/// Scalars beside the first place that the finding quotes.
const BESIDE: u32 = 6;

/// Units that never stand behind a blank unless their number fell out.
const UNITS: &[&str] = &[
    "亿元",
    "万元",
    "个百分点",
    "%",
    "公里",
    "平方米",
    "平方公里",
    "万亩",
    "万吨",
    "万人",
    "亩",
    "人次",
    "千瓦",
];
/// What rises or falls by a number of percentage points.
const CHANGES: &[&str] = &[
    "增长", "提高", "下降", "上升", "回落", "提升", "加快", "降低", "高出", "收窄", "减少", "同比",
    "环比", "高于", "低于", "增加",
];
/// What a day follows.
const BEFORE_DAYS: &[char] = &['于', '在', '自', '从', '至', '到'];

/// Finds damage in the lines that are not marked as removed; `noise` is what is cut out as such.
pub(super) fn find(
    page: &Text,
    removed: &[Option<&'static str>],
    noise: Vec<Span>,
    findings: &mut Vec<Finding>,
) {
    let mut found = Places {
        noise,
        ..Places::default()
    };
    for (i, line) in page.lines().iter().enumerate() {
        if removed.get(i).is_some_and(Option::is_none) {
            in_line(page, line.span, &mut found);
        } else {
            found.noise.retain(|n| !line.whole.overlaps(*n));
        }
    }
    if found.invisible.len() < FEW_INVISIBLE {
        found.invisible.clear();
    }
    if found.pairs.len() >= FEW_DOUBLED {
        found.doubled.append(&mut found.pairs);
        found.doubled.sort_unstable();
    }
    found.noise.sort_unstable();
    found.noise.dedup_by(|later, kept| kept.overlaps(*later));
    let sorts = [
        ("noise", found.noise),
        ("invisible", found.invisible),
        ("unreadable", found.unreadable),
        ("dropped_digits", found.dropped),
        ("doubled", found.doubled),
    ];
    for (sort, spans) in sorts {
        let Some(&first) = spans.first() else {
            continue;
        };
        let quoted = Span::new(first.start.saturating_sub(BESIDE), first.end + BESIDE);
        findings.push(Finding {
            sort: Some(sort.to_owned()),
            quote: page.raw(quoted).trim().replace(['\n', '\r'], " "),
            count: Some(spans.len() as u32),
            spans,
            ..finding(page, "damage", None, first)
        });
    }
}

#[derive(Default)]
struct Places {
    noise: Vec<Span>,
    invisible: Vec<Span>,
    unreadable: Vec<Span>,
    dropped: Vec<Span>,
    doubled: Vec<Span>,
    /// A character beside its other form: 发發.
    pairs: Vec<Span>,
}

fn in_line(page: &Text, line: Span, found: &mut Places) {
    let chars = page.chars_in(line);
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let span = |from: usize, to: usize| Span::new(line.start + from as u32, line.start + to as u32);
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        let mut next = i + 1;
        match c {
            '%' | '‰' if percent_of_nothing(chars, i) => found.dropped.push(span(i, i + 1)),
            '个' if starts(chars, i, "个百分点") && ends(chars, i, CHANGES) => {
                found.dropped.push(span(i, i + 4));
            }
            '年' => {
                if let Some(end) = day_of_nothing(chars, i) {
                    found.dropped.push(span(i, end));
                    next = end;
                }
            }
            '月' if at(i + 1) == '日' && i > 0 && BEFORE_DAYS.contains(&chars[i - 1]) => {
                found.dropped.push(span(i, i + 2));
            }
            '第' if matches!(at(i + 1), '届' | '次' | '批') && at(i.wrapping_sub(1)) != '依' =>
            {
                found.dropped.push(span(i, i + 2));
            }
            ' ' => {
                next = i + chars[i..].iter().take_while(|c| **c == ' ').count();
                let led = i > 0 && is_han(chars[i - 1]) && !ends(chars, i, &["单位", "位"]);
                let unit = UNITS.iter().find(|u| starts(chars, next, u));
                if let Some(unit) = unit.filter(|_| led && next - i <= 4) {
                    let end = next + unit.chars().count();
                    found.dropped.push(span(i, end));
                    next = end;
                }
            }
            '(' | '（' => {
                if let Some(end) = doubled_in_brackets(chars, i) {
                    found.doubled.push(span(i - 1, end));
                    next = end;
                }
            }
            '\u{fffd}' => found.unreadable.push(span(i, i + 1)),
            // At the beginning of a line such a character is a bullet of an old word processor.
            '\u{e000}'..='\u{f8ff}' if i > 0 && is_han(chars[i - 1]) && is_han(at(i + 1)) => {
                found.unreadable.push(span(i, i + 1));
            }
            // Most characters: none of what is asked below but the last.
            '\u{4e00}'..='\u{9fff}' => {
                let doubled = i > 0 && c == chars[i - 1] && other_form(page, line, i);
                found.pairs.extend(doubled.then(|| span(i - 1, i + 1)));
            }
            _ if is_invisible(c) => found.invisible.push(span(i, i + 1)),
            '!'..='~' if i > 0 && in_running_text(chars[i - 1]) => {
                next = i + chars[i..]
                    .iter()
                    .take_while(|c| c.is_ascii_graphic())
                    .count();
                if in_running_text(at(next)) && is_gibberish(&chars[i..next]) {
                    found.noise.push(span(i, next));
                } else {
                    next = i + 1;
                }
            }
            _ if i > 0 && c == chars[i - 1] && is_han(c) && other_form(page, line, i) => {
                found.pairs.push(span(i - 1, i + 1));
            }
            _ => {}
        }
        i = next.max(i + 1);
    }
}

fn starts(chars: &[char], at: usize, word: &str) -> bool {
    let rest = chars.get(at..).unwrap_or_default();
    let mut taken = 0;
    word.chars().all(|c| {
        taken += 1;
        rest.get(taken - 1) == Some(&c)
    })
}

/// True when one of the words ends at `at`.
fn ends(chars: &[char], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        at.checked_sub(word.chars().count())
            .is_some_and(|from| starts(chars, from, word))
    })
}

/// 增长% and 增长 %; 百分之几% and X% have their number or slot.
fn percent_of_nothing(chars: &[char], i: usize) -> bool {
    ends(chars, i, CHANGES) || ends(chars, i, &["达到", "增长了", "下降了", "占比达"])
}

/// 于年月日 and 年 月 日, without a digit or a slot; one past its end.
fn day_of_nothing(chars: &[char], i: usize) -> Option<usize> {
    let after = |from: usize, wanted: char| -> Option<usize> {
        let blank = chars[from..].iter().take_while(|c| **c == ' ').count();
        (chars.get(from + blank) == Some(&wanted)).then_some(from + blank + 1)
    };
    let month = after(i + 1, '月')?;
    let day = after(month, '日')?;
    let before = chars[..i].iter().rev().find(|c| **c != ' ').copied();
    let dated = before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '×' | '*' | '某' | '□' | '○' | '_' | '〇' | '零' | '一'
                    ..='七' | '八' | '九' | '十' | '当' | '何' | '生'
            )
    });
    (!dated).then_some(day)
}

/// A character followed by its reading or its other form in brackets, 规(guī)则, 發(发)展: copied
/// from a page that doubles them. `open` is the bracket; gives one past the closing one.
fn doubled_in_brackets(chars: &[char], open: usize) -> Option<usize> {
    let before = *chars.get(open.checked_sub(1)?)?;
    if !is_han(before) {
        return None;
    }
    let close = (open + 1..chars.len().min(open + 9)).find(|&i| matches!(chars[i], ')' | '）'))?;
    let inside = &chars[open + 1..close];
    let reading = inside.iter().all(|c| c.is_alphabetic() && !is_han(*c))
        && inside
            .iter()
            .any(|c| "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ".contains(*c));
    (reading || inside == [before]).then_some(close + 1)
}

/// True when the character at `i` of a line is another form of the one before, which folds to the
/// same. 系 and 里 stand beside their other forms in sound traditional texts (關係系統).
fn other_form(page: &Text, line: Span, i: usize) -> bool {
    let at = line.start + i as u32;
    let folded = page.char_at(at);
    page.raw(Span::new(at - 1, at)) != page.raw(Span::new(at, at + 1))
        && !matches!(folded, Some('系' | '里' | '面' | '干' | '后'))
}

/// Zero-width and direction marks, which split words without being seen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn in_running_text(c: char) -> bool {
    is_han(c)
        || matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '“' | '”' | '《' | '》'
        )
}

/// A string that no writer of Chinese puts between words: symbols among letters (%z8#q), letters
/// and digits by turns (h1z2k9), letters without a vowel (xkqzwt). Slots, figures, formulas (A+B),
/// names of things (G60, O2O, 5G+) and addresses are none.
fn is_gibberish(run: &[char]) -> bool {
    if !(4..=40).contains(&run.len()) || run.contains(&'.') || run.contains(&'/') {
        return false;
    }
    let mut seen: Vec<char> = Vec::new();
    let (mut symbols, mut letters, mut turns) = (0, 0, 0);
    for (i, &c) in run.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| run[j]);
        let odd = matches!(
            c,
            '^' | '&'
                | '#'
                | '$'
                | '@'
                | '`'
                | '~'
                | '|'
                | '\\'
                | '{'
                | '}'
                | '='
                | '<'
                | '>'
                | '!'
        ) || c == '%' && !before.is_some_and(|b| b.is_ascii_digit());
        if odd {
            symbols += 1;
            if !seen.contains(&c) {
                seen.push(c);
            }
        }
        letters += usize::from(c.is_ascii_alphabetic());
        turns += usize::from(before.is_some_and(|b| {
            b.is_ascii_lowercase() && c.is_ascii_digit()
                || b.is_ascii_digit() && c.is_ascii_lowercase()
        }));
    }
    let lower = run.iter().all(char::is_ascii_lowercase);
    let voiceless = lower
        && run.len() >= 6
        && !run.iter().any(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
        && !run.iter().all(|c| *c == 'x');
    symbols >= 2 && seen.len() >= 2 && letters >= 1
        || turns >= 3
            && run.len() >= 5
            && run
                .iter()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        || voiceless
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sorts of damage found, with the words at each place.
    fn seen(text: &str) -> Vec<(String, Vec<String>)> {
        let page = Text::new(text);
        let mut findings = Vec::new();
        find(
            &page,
            &vec![None; page.lines().len()],
            Vec::new(),
            &mut findings,
        );
        let words = |f: &Finding| f.spans.iter().map(|s| page.raw(*s).to_owned()).collect();
        findings
            .iter()
            .map(|f| (f.sort.clone().unwrap_or_default(), words(f)))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, sort: &str, places: &[&str]) {
        assert_eq!(
            seen(text),
            [(
                sort.to_owned(),
                places.iter().map(|p| (*p).to_owned()).collect()
            )],
            "{text}"
        );
    }

    #[test]
    fn digits_that_fell_out_are_seen_by_what_is_left() {
        check(
            "工业增长%，投资同比增长 %。",
            "dropped_digits",
            &["%", " %"],
        );
        check("同比增长 个百分点", "dropped_digits", &[" 个百分点"]);
        check("较去年提高个百分点", "dropped_digits", &["个百分点"]);
        check("会议于年月日召开", "dropped_digits", &["年月日"]);
        check(
            "截至月日，全县完成投资 亿元。",
            "dropped_digits",
            &["月日", " 亿元"],
        );
        check(
            "在市第届人大第次会议上",
            "dropped_digits",
            &["第届", "第次"],
        );
    }

    #[test]
    fn figures_slots_and_turns_of_phrase_are_no_damage() {
        for text in [
            "增长20%，占X%，下降几个百分点，提高 2 个百分点",
            "2020年3月5日，某年某月某日，XX年XX月XX日，×年×月×日",
            "突破亿元大关，亿元项目，岁月日久，截至月底",
            "单位 万元",
            "二〇二〇年三月",
            "依第次序",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn doubled_writing_is_seen() {
        check("規(guī)則要執(zhí)行", "doubled", &["規(guī)", "執(zhí)"]);
        check("加快發(发)展", "doubled", &["發(发)"]);
        check("发發展经經济", "doubled", &["发發", "经經"]);
        for text in ["常常想一想", "關係系統", "（一）发展", "同志(们)"] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn strewn_noise_is_seen_and_names_of_things_are_not() {
        check("抓好春耕%z8#q备耕", "noise", &["%z8#q"]);
        check(
            "抓好h1z2k9备耕，推进xkqzwtm落实",
            "noise",
            &["h1z2k9", "xkqzwtm"],
        );
        for text in [
            "建设5G+工业互联网，发展O2O和B2B",
            "走G60科创走廊，A+B轮，1+1+N模式",
            "登录www.example.com查看，xxxxxx项目",
            "增长20%，30%和40%的企业，AT&T公司",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn invisible_characters_count_when_they_are_strewn() {
        check(
            "招\u{200b}商引\u{200b}资工\u{200b}作",
            "invisible",
            &["\u{200b}"; 3],
        );
        assert_eq!(seen("招商\u{200b}引资"), []);
        check("讲\u{fffd}\u{fffd}话", "unreadable", &["\u{fffd}"; 2]);
    }
}
