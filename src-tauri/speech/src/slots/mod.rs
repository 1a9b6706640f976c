//! Finds the slots of a text: XX, ×, **, 某, □ where a name or a figure was taken out.
//! Does not guess what stood there; what sort of thing it was is told by `sort`.

mod sort;

use crate::model::{Finding, Span};
use crate::text::{Text, is_han};

/// One finding for all the slots between two offsets, if there are any.
pub fn find(text: &Text, within: Span) -> Option<Finding> {
    let mut spans = Vec::new();
    for line in text.lines() {
        if line.span.start < within.start || line.span.end > within.end {
            continue;
        }
        in_line(text, line.span, &mut spans);
    }
    let first = *spans.first()?;
    Some(Finding {
        kind: "slot".into(),
        count: Some(spans.len() as u32),
        quote: text
            .raw(Span::new(
                first.start.saturating_sub(6).max(within.start),
                (first.end + 6).min(within.end),
            ))
            .replace('\n', " "),
        slots: sort::bind(text, &spans),
        spans,
        ..Finding::default()
    })
}

fn in_line(text: &Text, line: Span, spans: &mut Vec<Span>) {
    let chars = text.chars_in(line);
    let bold = chars.starts_with(&['*', '*']) && chars.ends_with(&['*', '*']) && chars.len() > 4;
    let at = |i: isize| {
        usize::try_from(i)
            .ok()
            .and_then(|i| chars.get(i))
            .copied()
            .unwrap_or('\n')
    };
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        let mut end = i + 1;
        while end < chars.len() && (chars[end] == c || c == 'X' && chars[end] == 'x') {
            end += 1;
        }
        let (before, after) = (at(i as isize - 1), at(end as isize));
        let run = end - i;
        let slot = match c {
            'X' | 'x' => {
                let latin = |c: char| c.is_ascii_alphabetic();
                let edge = is_han(before)
                    || is_han(after)
                    || before.is_ascii_digit()
                    || matches!(after, '%' | '\n' | ' ' | '，' | '。' | '、' | '.');
                !latin(before)
                    && !latin(after)
                    && edge
                    && !(run == 1
                        && (matches!(after, '光' | '射' | '轴' | '-')
                            || before.is_ascii_digit() && after.is_ascii_digit()
                            || c == 'x'))
            }
            '×' => run >= 2 || !(before.is_ascii_digit() && after.is_ascii_digit()),
            '*' => {
                let bullet = i == 0 && run <= 2 && chars.len() > 1 && after == ' ';
                {
                    let emphasis = i == 0 && run == 1 && is_han(after) && !is_counted(after);
                    !(bold || bullet || emphasis)
                }
            }
            '□' => true,
            '○' | '〇' => {
                run >= 2
                    && !before.is_ascii_digit()
                    && !matches!(before, '二' | '一')
                    && is_han(after)
                    && !matches!(
                        after,
                        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '年'
                    )
            }
            '_' => run >= 2,
            '某' => {
                run >= 2
                    || matches!(
                        after,
                        '市' | '县'
                            | '区'
                            | '镇'
                            | '乡'
                            | '村'
                            | '省'
                            | '局'
                            | '部'
                            | '同'
                            | '公'
                            | '单'
                            | '旅'
                            | '团'
                            | '地'
                            | '总'
                            | '分'
                    ) && before != '有'
            }
            _ => false,
        };
        if slot {
            spans.push(Span::new(line.start + i as u32, line.start + end as u32));
        }
        i = end;
    }
}

fn is_counted(c: char) -> bool {
    matches!(
        c,
        '个' | '某' | '月' | '日' | '亿' | '万' | '同' | '书' | '市' | '县'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(line: &str) -> usize {
        let text = Text::new(line);
        find(&text, Span::new(0, text.len())).map_or(0, |f| f.spans.len())
    }

    #[test]
    fn slots_are_counted_and_lookalikes_are_not() {
        assert_eq!(count("刚才，XX主任通报了，X书记还要讲话"), 2);
        assert_eq!(count("建成*个项目，投资**亿元"), 2);
        assert_eq!(count("**传达了讲话精神，**通报了情况"), 2);
        assert_eq!(count("某市某局，×月×日，20××年"), 5);
        assert_eq!(count("XX    XX    XX"), 3);
        assert_eq!(count("做X光检查，3×5米，某种意义上"), 0);
        assert_eq!(count("**这一句是黑体的。**"), 0);
    }
}
