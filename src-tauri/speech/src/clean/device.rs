//! Knows the lines that a device leaves in a text: time codes of recorders, numbers of slides, pages
//! of faxes, marks of scanning programs, and the ballots printed under a report.
//! What a site sets around a text is the matter of `form` and `marks`.

use crate::text::is_han;

/// The weight of a folded line and its rule; 3 = a device's wherever it stands, 2 = outside the speech.
pub(super) fn weigh(words: &str, chars: &[char]) -> Option<(u32, &'static str)> {
    if chars.len() > 90 {
        return None;
    }
    if chars.len() <= 16 && (fax_page(words) || page_count(words) || turns_over(words)) {
        return Some((3, "page.number"));
    }
    if fax_head(words) {
        return Some((3, "notice.docket"));
    }
    if chars.len() <= 40 && (time_code(words) || slide(words)) {
        return Some((3, "notice.caption"));
    }
    ballot(chars).then_some((2, "notice.docket"))
}

/// P.02/03, P1, PAGE 2 OF 3
fn fax_page(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let Some(rest) = ["page", "pg", "p"]
        .iter()
        .find_map(|w| lower.strip_prefix(w))
    else {
        return false;
    };
    let rest = rest.trim_start_matches(['.', ' ', ':', '：']);
    let mut parts = rest
        .split(['/', ' '])
        .filter(|p| !p.is_empty() && *p != "of");
    let figure = |p: &str| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(figure) && parts.all(figure)
}

/// 第 3 页（共 3 页）, 第　页: nothing but what counts pages.
fn page_count(words: &str) -> bool {
    words.starts_with('第')
        && words.contains('页')
        && words
            .chars()
            .all(|c| c.is_ascii_digit() || "第共页张/／（）(),， 一二三四五六七八九十".contains(c))
}

/// 下转第二版
fn turns_over(words: &str) -> bool {
    ["下转", "上接", "转下", "接上", "续上"]
        .iter()
        .any(|w| words.starts_with(w))
        && words.ends_with(['版', '页'])
        && words.chars().count() <= 8
}

/// FROM: 某某办 FAX NO.: 0000-555 2016 07 03 10:22 P1: the line a fax prints above a page.
fn fax_head(words: &str) -> bool {
    let fax = ["FAX", "Fax", "传真", "TEL"]
        .iter()
        .any(|w| words.contains(w));
    let page = || {
        words
            .split([' ', ',', '，'])
            .next_back()
            .is_some_and(|last| last.len() <= 7 && fax_page(last) || last.ends_with('页'))
    };
    let figures = || words.chars().filter(char::is_ascii_digit).count() >= 12;
    fax && words.contains(':') && figures() && page()
}

/// [00:12:33], 说话人 1 00:03, 00:03 — 00:09
fn time_code(words: &str) -> bool {
    let mut clocks = 0;
    let said = ["说话人", "发言人", "讲话人", "Speaker", "speaker", "主讲人"];
    let rest = said.iter().find_map(|w| words.strip_prefix(w));
    let named = rest.is_some();
    for part in rest.unwrap_or(words).split([
        '[', ']', '【', '】', '(', ')', '（', '）', ' ', '-', '—', '–', '>', '~', '～', ',',
    ]) {
        if part.is_empty() {
            continue;
        }
        let clock = part.split([':', '：']).count();
        let figures = part
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '：' | '.'));
        if figures && (2..=3).contains(&clock) && part.starts_with(|c: char| c.is_ascii_digit()) {
            clocks += 1;
        } else if !(figures && named && part.len() <= 2) {
            return false;
        }
    }
    // 9:30 alone may be an hour of a programme.
    let framed = words.starts_with(['[', '【', '(', '（']);
    clocks >= 2 || clocks == 1 && (named || framed || words.matches(':').count() == 2)
}

/// 【第5张幻灯片】, [PPT第3页], （翻页）, PPT备注：
fn slide(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let framed = words.starts_with(['[', '【', '(', '（', '［', '〔'])
        && words.ends_with([']', '】', ')', '）', '］', '〕']);
    const SHOWN: [&str; 5] = ["幻灯片", "PPT", "ppt", "投影片", "课件"];
    const TURNED: [&str; 10] = [
        "此处有图",
        "此处配图",
        "翻页",
        "换页",
        "下一页",
        "切屏",
        "换屏",
        "换幻灯",
        "此处插图",
        "插入图片",
    ];
    let shown = SHOWN
        .iter()
        .any(|w| bare.starts_with(w) || bare.ends_with(w));
    let numbered = bare.contains(|c: char| c.is_ascii_digit()) || bare.contains("备注");
    let short = bare.chars().count() <= 16;
    let pictured = framed
        && bare.chars().count() <= 8
        && ["截图", "配图", "资料图", "示意图", "效果图", "网络图"]
            .iter()
            .any(|w| bare.ends_with(w));
    if pictured {
        return true;
    }
    short
        && (shown && (numbered || framed && bare.chars().count() <= 4)
            || framed && TURNED.iter().any(|w| bare.contains(w)))
}

/// 优秀□　称职□　不称职□: boxes behind short words, two or more.
fn ballot(chars: &[char]) -> bool {
    let boxes = |c: char| matches!(c, '□' | '☐' | '▢' | '◻');
    let ticked = chars
        .windows(2)
        .enumerate()
        .filter(|(i, w)| {
            let next = chars.get(i + 2);
            is_han(w[0]) && boxes(w[1]) && next.is_none_or(|c| !is_han(*c) && !boxes(*c))
        })
        .count();
    ticked >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(line: &str) -> u32 {
        crate::clean::weight_by(weigh, line)
    }

    #[test]
    fn what_devices_leave_is_told_from_speech() {
        for line in [
            "P.01/02",
            "P3",
            "Page 2 of 5",
            "第 2 页（共 3 页）",
            "下转第二版",
            "（录像截图）",
            "发件：县防汛办 FAX:0000-5550001 2009-07-01 08:15 P.1/2",
            "[00:12:33]",
            "00:00:01 --> 00:00:04",
            "说话人 2 00:03:11",
            "【第5张幻灯片】",
            "[PPT 3]",
            "（翻页）",
            "满意□ 基本满意□ 不满意□",
        ] {
            assert!(weight(line) >= 2, "{line}");
        }
        for line in [
            "9:30",
            "8:00—9:30　报到",
            "□□县的□□同志",
            "PPT里写的我就不念了",
            "（大屏幕上是去年的照片，大家看）",
            "（掌声）",
            "（播放短片）",
            "联系人：小何 电话：0000-5550001 传真：0000-5550002",
            "P型材料",
            "3:1",
            "参加□□会议",
            "下一页的事下一页说",
        ] {
            assert_eq!(weight(line), 0, "{line}");
        }
    }
}
