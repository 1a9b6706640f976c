//! Knows what an editor set above a text: a list of its heads, a note on its occasion.
//! Single lines that say so by their words are found in `notice`.

use crate::model::Finding;
use crate::outline::number;
use crate::recognise::edition;
use crate::salutation;
use crate::text::{Text, is_han};

/// Marks such lines among those not yet marked. `several` tells that the file holds many texts,
/// whose list at the front names them.
pub(super) fn mark(
    page: &Text,
    filled: &[usize],
    several: bool,
    removed: &mut [Option<&'static str>],
    findings: &mut Vec<Finding>,
) {
    contents(page, filled, removed);
    if !several {
        heads_in_a_line(page, filled, removed, findings);
        folded_contents(page, filled, removed);
    }
    subtitle_notes(page, filled, removed);
    printed(page, filled, removed);
}

/// 【导航】一、认清形势。二、抓住重点。: the heads of the text, run together above it.
fn heads_in_a_line(
    page: &Text,
    filled: &[usize],
    removed: &mut [Option<&'static str>],
    findings: &mut Vec<Finding>,
) {
    const NAMES: [&str; 22] = [
        "目录",
        "提纲",
        "导航",
        "大纲",
        "纲要",
        "要点",
        "框架",
        "结构",
        "内容导航",
        "本文目录",
        "文章目录",
        "本文提纲",
        "文章提纲",
        "全文提纲",
        "内容提纲",
        "速览",
        "内容要点",
        "主要内容",
        "看点",
        "脉络",
        "文章结构",
        "本文结构",
    ];
    for &i in filled.iter().take(12) {
        let span = page.lines()[i].span;
        let words = page.folded(span);
        if salutation::is(words) {
            return;
        }
        if removed[i].is_some() || span.len() > 400 {
            continue;
        }
        let name: String = words
            .trim_start_matches(['【', '[', '〖', '(', '（', '▍', '◆', '■', ' '])
            .chars()
            .take_while(|c| is_han(*c))
            .collect();
        let labelled =
            NAMES.contains(&name.as_str()) && words.contains(['】', ']', '〗', '：', ':', '）']);
        let listed = [
            ["一、", "二、"],
            ["（一）", "（二）"],
            ["1.", "2."],
            ["1、", "2、"],
        ]
        .iter()
        .any(|[first, second]| {
            words
                .find(first)
                .is_some_and(|at| words[at..].contains(second))
        });
        if labelled && listed {
            removed[i] = Some("editor.summary");
            findings.push(super::finding(page, "summary", None, span));
        }
    }
}

/// 目录 [隐藏] and the numbered heads under it, as collaborative pages set them.
fn folded_contents(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let words = |i: usize| page.folded(page.lines()[i].span);
    let Some(at) = filled.iter().take(12).position(|&i| {
        words(i).starts_with("目录")
            && ["隐藏", "展开", "收起", "显示"]
                .iter()
                .any(|w| words(i).contains(w))
            && page.lines()[i].span.len() <= 14
    }) else {
        return;
    };
    removed[filled[at]] = Some("notice.navigation");
    for &i in &filled[at + 1..] {
        let entry = words(i).starts_with(|c: char| c.is_ascii_digit())
            && page.lines()[i].span.len() <= 40
            && words(i).contains(' ')
            && !words(i).contains(['年', '。']);
        if !entry {
            return;
        }
        removed[i] = Some("notice.navigation");
    }
}

/// （2012年2月3日　总裁办编印） under a text: who printed it and when. 此件… is the paper's own.
fn printed(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    for &i in filled.iter().rev().take(4) {
        let span = page.lines()[i].span;
        let words = page.folded(span);
        let boxed = words.starts_with(['（', '(', '[', '【', '〔'])
            && words.ends_with(['）', ')', ']', '】', '〕']);
        let inner = words.trim_matches(|c: char| !c.is_alphanumeric());
        let by = ["编印", "印发", "编发", "刊印", "辑印", "翻印", "印制"]
            .iter()
            .find_map(|w| inner.strip_suffix(w));
        let body = by.is_some_and(|by| {
            let han = by.chars().rev().take_while(|c| is_han(*c)).count();
            han >= 2 && !by.ends_with('日') && !by.starts_with("此件")
        });
        if removed[i].is_none() && boxed && body && span.len() <= 50 {
            removed[i] = Some("editor.note");
        }
    }
}

/// The heads that a site lists under 目录/提纲： above the text, to the line of dots that ends the list.
fn contents(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = page.lines();
    let head = |i: usize| {
        let chars = page.chars_in(lines[i].span);
        chars.len() <= 60 && number::marker(chars).is_some()
    };
    let dots = |i: usize| {
        page.folded(lines[i].span)
            .chars()
            .all(|c| matches!(c, '…' | '.'))
    };
    let Some(at) = filled
        .iter()
        .take(12)
        .position(|&i| removed[i] == Some("editor.summary"))
    else {
        return;
    };
    let rest = &filled[at + 1..];
    let listed = rest.iter().take_while(|&&i| head(i)).count();
    if let Some(&end) = rest.get(listed)
        && (1..=20).contains(&listed)
        && dots(end)
    {
        for &i in &rest[..=listed] {
            removed[i] = Some("editor.summary");
        }
    }
}

/// A sentence with a full stop under the title, set off by a dash or square brackets: an editor
/// telling the occasion. A subtitle never ends with a full stop.
fn subtitle_notes(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = page.lines();
    let head: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&i| removed[i].is_none())
        .take(6)
        .collect();
    for &i in head.iter().skip(1) {
        let words = page.folded(lines[i].span);
        let len = lines[i].span.len();
        let dashed = words.starts_with("——") || words.starts_with("--");
        let boxed = words.starts_with(['【', '[']) && words.ends_with(['】', ']']) && len >= 25;
        let edition = len <= 120 && edition::is_note(words);
        // （整理者按：黑体字是原话）.
        let remark = words.starts_with(['（', '(', '【', '['])
            && words.chars().take(9).collect::<String>().contains("按：");
        if dashed && words.ends_with('。')
            || boxed && words.contains(['。', '，'])
            || edition
            || remark && len <= 200
        {
            removed[i] = Some("editor.note");
        }
        if salutation::is(words) {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str) -> Vec<bool> {
        let page = Text::new(text);
        let filled: Vec<usize> = (0..page.lines().len()).collect();
        let mut removed = vec![None; page.lines().len()];
        mark(&page, &filled, false, &mut removed, &mut Vec::new());
        removed.iter().map(Option::is_some).collect()
    }

    #[test]
    fn a_list_of_heads_above_a_text_goes_whatever_it_is_called() {
        for list in [
            "【要点】一、把账算清；二、把路修好",
            "本文目录：1.把账算清 2.把路修好",
            "〖脉络〗（一）算账（二）修路",
        ] {
            let text = format!("在修路会上的讲话\n{list}\n同志们：\n一、把账算清");
            assert_eq!(gone(&text), [false, true, false, false], "{list}");
        }
        assert_eq!(
            gone("目录 [显示]\n1 算账\n2 修路\n在修路会上的讲话\n同志们："),
            [true, true, true, false, false]
        );
        assert_eq!(
            gone("主要内容：我讲一件事\n要点是修路\n同志们："),
            [false; 3]
        );
    }

    #[test]
    fn who_printed_a_text_is_no_part_of_it_and_a_papers_order_is() {
        assert_eq!(
            gone("大家散会。\n（2003年4月2日　厂办编印）"),
            [false, true]
        );
        assert_eq!(
            gone("大家散会。\n（此件厂办印发）\n2003年4月2日印发"),
            [false; 3]
        );
    }
}
