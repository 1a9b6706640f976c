//! Tells a line of a page by the marks that part its short words: bars, arrows, dots, frames,
//! brackets to be pressed, labels in columns.
//! What the words say is the matter of the cue list; where a line stands is that of its caller.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::closing;
use crate::lexicon;
use crate::text::{blank, is_han};

/// What readers press on a page, from `lexicon/page_words.tsv`.
struct PageWords {
    /// 收藏 分享 打印: each a word of its own.
    buttons: HashSet<&'static str>,
    /// Fields that a speech has too: 时间： 地点： 主持人：.
    spoken: HashSet<&'static str>,
}

static WORDS: LazyLock<PageWords> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        lexicon::rows(include_str!("../../lexicon/page_words.tsv"))
            .filter(move |cells| cells.first() == Some(&kind))
            .filter_map(|cells| cells.get(1).copied())
            .flat_map(|words| words.split('|'))
            .collect()
    };
    PageWords {
        buttons: of("button"),
        spoken: of("field"),
    }
});

/// The weight of the marks of a folded line that is no sentence, and their rule; 3 = a notice
/// wherever it stands, 2 = outside the speech.
pub(super) fn weigh(words: &str, chars: &[char]) -> Option<(u32, &'static str)> {
    if chars.len() > 100 || chars.len() < 3 {
        return None;
    }
    let bracketed = chars.first().is_some_and(|c| opens(*c)) && only_brackets(chars);
    if bracketed {
        return Some((3, "notice.navigation"));
    }
    if framed(chars) || arrows(chars) || bullets(chars) >= 2 || parted(words) {
        return Some((2, "notice.navigation"));
    }
    let pressed = buttons(words);
    if pressed > 0 {
        return Some((pressed, "notice.navigation"));
    }
    (labels(words) >= 2).then_some((2, "notice.source"))
}

fn opens(c: char) -> bool {
    matches!(c, '[' | '［' | '【' | '〖' | '「' | '〔')
}

fn closes(c: char) -> bool {
    matches!(c, ']' | '］' | '】' | '〗' | '」' | '〕')
}

/// 【分享】【收藏】【举报】: two groups or more and nothing besides; cries of the hall are none.
fn only_brackets(chars: &[char]) -> bool {
    let (mut groups, mut inside, mut length) = (0, false, 0);
    for &c in chars {
        if opens(c) {
            (inside, length) = (true, 0);
        } else if closes(c) {
            if !inside || !(1..=12).contains(&length) {
                return false;
            }
            inside = false;
            groups += 1;
        } else if inside {
            if matches!(c, '声' | '掌' | '笑' | '注' | '第') {
                return false;
            }
            length += 1;
        } else if !blank(c) {
            return false;
        }
    }
    groups >= 2
}

/// —— 好文推荐 ——, ☆精彩花絮☆, >>>进入专区<<<: the same mark before and after.
fn framed(chars: &[char]) -> bool {
    let pairs = |open: char, close: char| {
        open == close
            && matches!(
                open,
                '—' | '-'
                    | '='
                    | '~'
                    | '～'
                    | '·'
                    | '•'
                    | '☆'
                    | '★'
                    | '◆'
                    | '◇'
                    | '■'
                    | '□'
                    | '●'
                    | '○'
                    | '◎'
                    | '※'
                    | '▲'
                    | '△'
                    | '▼'
                    | '▽'
                    | '↓'
                    | '↑'
                    | '…'
            )
            || matches!(
                (open, close),
                ('>', '<') | ('》', '《') | ('▶', '◀') | ('↓', '↑')
            )
    };
    let (Some(&open), Some(&close)) = (chars.first(), chars.last()) else {
        return false;
    };
    let inner = chars
        .iter()
        .filter(|c| is_han(**c) || c.is_alphanumeric())
        .count();
    let printed = chars.iter().rev().find(|c| is_han(**c)) == Some(&'印');
    pairs(open, close) && (1..=40).contains(&inner) && !printed
}

/// ↑返回目录, 下一组：…>>, →更多: an arrow at an end.
fn arrows(chars: &[char]) -> bool {
    let arrow = |c: char| {
        matches!(
            c,
            '→' | '←'
                | '↑'
                | '↓'
                | '⇒'
                | '➤'
                | '►'
                | '▶'
                | '»'
                | '›'
                | '≫'
                | '☞'
                | '👉'
                | '👇'
        )
    };
    let ends = |a: char, b: Option<&char>| arrow(a) || a == '>' && b == Some(&'>');
    let short = chars.len() <= 50;
    let last = chars.len() - 1;
    short && (ends(chars[0], chars.get(1)) || ends(chars[last], chars.get(last - 1)))
}

/// How many bullets part the line: · 甲　· 乙.
fn bullets(chars: &[char]) -> usize {
    let bullet = |c: char| {
        matches!(
            c,
            '•' | '▪'
                | '◆'
                | '◇'
                | '●'
                | '○'
                | '※'
                | '☆'
                | '★'
                | '▷'
                | '►'
                | '■'
                | '□'
                | '▲'
                | '△'
                | '◎'
        )
    };
    let mut count = 0;
    let mut before = ' ';
    for (i, &c) in chars.iter().enumerate() {
        let spaced_dot = c == '·' && (i == 0 || blank(before));
        // ○○○ and ●● stand for words left out.
        let lone = chars.get(i + 1) != Some(&c) && before != c;
        let next = chars
            .get(i + 1)
            .is_some_and(|n| is_han(*n) || blank(*n) || *n == '《');
        if (bullet(c) && lone || spaced_dot) && next && (i == 0 || blank(before) || !is_han(before))
        {
            count += 1;
        }
        before = c;
    }
    count
}

/// 集团新闻 | NEWS, 清风笔谈 · 青年说: short words parted by bars, or by dots with spaces about them.
fn parted(words: &str) -> bool {
    let short = |parts: &mut dyn Iterator<Item = &str>, longest: usize| {
        let mut count = 0;
        for part in parts.map(str::trim) {
            if part.is_empty() || part.chars().count() > longest {
                return 0;
            }
            // 2019年3月8日 · 云山
            let figures = part.chars().filter(char::is_ascii_digit).count();
            // May 22nd, 2013 · 云山
            let marks = |c: char| c.is_ascii_alphanumeric() || "-/., ".contains(c);
            let bare_day = figures >= 5 && part.chars().all(marks);
            if closing::is_day(part) || bare_day {
                return 0;
            }
            count += 1;
        }
        count
    };
    let cell = words.starts_with('|') || words.ends_with('|');
    for bar in ['|', '丨', '│', '┃', '¦', '∣'] {
        if !cell && words.contains(bar) && short(&mut words.split(bar), 24) >= 2 {
            return true;
        }
    }
    // 笔友圈·只做有温度的材料
    let named = words.split_once('·').is_some_and(|(site, rest)| {
        let nouns = [
            "圈", "铺", "铺子", "社", "坊", "库", "网", "站", "号", "君", "吧", "轩", "阁", "馆",
            "帮", "营", "工场", "工坊", "之家", "联盟", "课堂", "部落", "资料", "文秘", "公文",
            "材料",
        ];
        (2..=8).contains(&site.chars().count())
            && (2..=24).contains(&rest.chars().count())
            && nouns.iter().any(|n| site.ends_with(n))
    });
    if named {
        return true;
    }
    [" · ", " • ", " ｡ "]
        .iter()
        .any(|dot| words.contains(dot) && short(&mut words.split(dot), 14) >= 2)
}

/// A line of what readers press: 3 for three words or more that are nothing else, 2 for two.
fn buttons(words: &str) -> u32 {
    // 转发至：微信 微博 邮件
    let words = words
        .split_once(['：', ':'])
        .filter(|(label, _)| label.chars().count() <= 5)
        .map_or(words, |(_, rest)| rest);
    let (mut pressed, mut other) = (0u32, 0u32);
    let parts = words.split(|c: char| {
        blank(c)
            || opens(c)
            || closes(c)
            || matches!(
                c,
                '|' | '/' | '·' | '•' | '，' | '、' | '（' | '）' | '(' | ')' | '>'
            )
    });
    for part in parts {
        let bare = part.trim_matches(|c: char| !is_han(c) && !c.is_ascii_alphabetic());
        if bare.is_empty() {
            continue;
        }
        if WORDS.buttons.contains(bare) {
            pressed += 1;
        } else {
            other += 1;
        }
    }
    match (pressed, other) {
        (3.., 0) => 3,
        (2.., 0) => 2,
        (3.., other) if other * 2 <= pressed => 2,
        _ => 0,
    }
}

/// 作者：甲　栏目：乙: fields side by side; 0 when one of them is a speech's own.
fn labels(words: &str) -> usize {
    let mut count = 0;
    for part in words.split(blank).filter(|p| !p.is_empty()) {
        let part = part.trim_start_matches(['[', '【', '（', '(', '|', '•', '·']);
        let Some((label, value)) = part.split_once(['：', ':', '丨']) else {
            continue;
        };
        let named = (1..=6).contains(&label.chars().count()) && label.chars().all(is_han);
        if !named || value.chars().count() > 40 {
            continue;
        }
        if WORDS.spoken.contains(label) {
            return 0;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(line: &str) -> u32 {
        crate::clean::weight_by(weigh, line)
    }

    #[test]
    fn short_words_that_marks_part_are_a_pages() {
        for line in [
            "云山讲坛｜第七期",
            "云山讲坛 · 春耕专辑",
            "—— 猜想你要 ——",
            "☆春耕花絮☆",
            ">>>去看春耕专区<<<",
            "↑回到第一段",
            "下一辑：秋收>>",
            "▪ 春耕会的照片　▪ 秋收会的录音",
            "·春耕·",
            "稿签：老何　配乐：老陶",
            "转到：微信　微博",
            "[看图] [听音]",
        ] {
            assert!(weight(line) >= 2, "{line}");
        }
        for line in ["【分享】【收藏】", "回复 引用 举报 +3"] {
            assert_eq!(weight(line), 3, "{line}");
        }
    }

    #[test]
    fn what_a_speech_has_between_marks_is_its_own() {
        for line in [
            "——在全县春耕会上的讲话",
            "时间：3月8日　地点：县会议中心",
            "［掌声］［笑声］",
            "○○县●●乡",
            "卡尔·马克思",
            "● 种子备足了没有",
            "| 项目 | 数量 |",
            "问：钱从哪里来",
            "…",
            "县委书记　何守成",
        ] {
            assert_eq!(weight(line), 0, "{line}");
        }
    }
}
