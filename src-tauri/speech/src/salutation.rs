//! Knows the line that opens a speech: who is spoken to, 同志们： 各位代表： 尊敬的…：
//! Does not say what the text is.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon;

static NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../lexicon/salutations.tsv"))
        .map(|cells| cells[0])
        .collect()
});

/// True for a folded line that is a salutation and nothing else.
pub fn is(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() <= 120 && opening(line).is_some_and(|end| end == line.len())
}

/// Byte length of the salutation that a folded line opens with, colon included; `None` when it
/// opens with none. 同志们！ opens a paragraph, not a speech, so a colon is asked for, except after
/// a line's only words.
pub fn opening(line: &str) -> Option<usize> {
    let mut seen = 0;
    for (at, c) in line.char_indices() {
        seen += 1;
        if seen > 150 || matches!(c, '。' | '？' | '；') {
            return None;
        }
        let colon = matches!(c, '：' | ':');
        let call = matches!(c, '！' | '!');
        if colon || call && at + c.len_utf8() == line.trim_end().len() {
            let (head, end) = (&line[..at], at + c.len_utf8());
            return (addressed(head) && (colon || seen <= 40)).then_some(end);
        }
    }
    // A salutation that lost its colon stands alone on its line.
    let line = line.trim_end();
    let count = line.chars().count();
    let named = count <= 12 && NOUNS.contains(line) && line.ends_with('们');
    let polite = (6..=60).contains(&count)
        && ["尊敬的", "各位", "亲爱的"]
            .iter()
            .any(|p| line.starts_with(p))
        && addressed(line);
    (named || polite).then_some(line.len())
}

/// True when words before the colon name hearers.
fn addressed(head: &str) -> bool {
    let last = head
        .rsplit(['，', '、', ',', '！', ' ', '；', '!'])
        .map(str::trim)
        .find(|part| !part.is_empty());
    let Some(last) = last else { return false };
    let first = head.trim_start();
    let polite = [
        "尊敬的",
        "各位",
        "亲爱的",
        "全体",
        "敬爱的",
        // What sites that reword texts make of 尊敬的.
        "敬重的",
        "尊重的",
        "全县",
        "全市",
        "全省",
        "女士",
        "同志",
        "老师",
        "同学",
        "朋友",
        "主席",
        "主任",
        "父老",
        "乡亲",
        "全旅",
        "全团",
        "青年",
    ];
    let called = polite.iter().any(|p| first.starts_with(p)) || last.starts_with("在座");
    if !called && !NOUNS.contains(last) {
        return false;
    }
    let n = last.char_indices().count();
    (0..n.min(8)).any(|skip_from_end| {
        let at = last
            .char_indices()
            .rev()
            .nth(skip_from_end)
            .map_or(0, |(at, _)| at);
        NOUNS.contains(&last[at..])
    }) || ["尊敬的", "敬重的", "尊重的"]
        .iter()
        .any(|p| first.starts_with(p))
        && head.chars().count() <= 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salutation_names_its_hearers_and_has_a_colon() {
        for line in [
            "同志们：",
            "各位代表:",
            "尊敬的各位作家、各位出版人，亲爱的读者朋友们：",
            "主任、各位副主任、秘书长、各位委员：",
            "全旅指战员同志们：",
            "女士们，先生们，朋友们：",
        ] {
            assert!(is(line), "{line}");
        }
        for line in [
            "会议强调：",
            "一是感谢同志们：",
            "时间：2022年4月8日下午3时",
            "主持人：各位记者朋友，大家下午好！",
            "同志们，今年以来：成绩",
        ] {
            assert!(!is(line), "{line}");
        }
        assert_eq!(
            opening("各位领导，同志们：我是某县的。"),
            Some("各位领导，同志们：".len())
        );
    }
}
