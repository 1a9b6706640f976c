//! Finds headings that the marks of their lines show: 【第一件事】, ## 开场, and short lines beside their like.
//! Headings known by numbers or by the build of their sentences are found elsewhere.

use super::{Paragraph, Setting, rare};
use crate::model::Span;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};
use crate::titles;

/// What a bracket holds that is no heading: what is shown, heard or done, and who speaks.
const STAGED: [&str; 14] = [
    "播放", "视频", "音乐", "画面", "字幕", "镜头", "配乐", "旁白", "主持", "掌声", "音频", "图片",
    "推荐", "相关",
];

/// Lines that are headings by their marks, those of the first level; empty unless two or more stand
/// above all numbered ones.
pub(super) fn heads(
    text: &Text,
    paragraphs: &[Paragraph],
    numbered: &[usize],
    setting: &Setting,
) -> Vec<usize> {
    let mut found = hashed(text, paragraphs);
    if found.is_empty() && !setting.host {
        found = boxed(text, paragraphs);
    }
    if found.is_empty() && !setting.host && !setting.letter {
        found = rare::row(text, paragraphs);
    }
    let above = numbered.first().is_none_or(|n| found.first() < Some(n));
    if above { found } else { Vec::new() }
}

/// Lines without a number that the document sets as headings. Those of the highest rank that heads
/// more than one line, and of the ranks below; none where such lines only stand among numbered ones
/// that are no headings of the document.
pub(super) fn ranked(paragraphs: &[Paragraph], numbered: &[usize]) -> Vec<usize> {
    let is_head = |i: usize| {
        let p = &paragraphs[i];
        p.rank > 0 && p.own_line && (1..=60).contains(&p.head.len())
    };
    let lines: Vec<usize> = (0..paragraphs.len()).filter(|&i| is_head(i)).collect();
    // Where most of a text is set so, it is how the text looks.
    if lines.len() * 2 > paragraphs.len() {
        return Vec::new();
    }
    let of = |rank: u8| lines.iter().filter(move |&&i| paragraphs[i].rank == rank);
    let Some(top) = (1..=6).find(|&rank| of(rank).count() >= 2) else {
        return Vec::new();
    };
    let beside = of(top).any(|i| numbered.contains(i));
    let found: Vec<usize> = lines
        .iter()
        .copied()
        .filter(|&i| paragraphs[i].rank >= top && paragraphs[i].marker.is_none())
        .collect();
    let above = numbered.first().is_none_or(|n| found.first() < Some(n));
    let of_top = found.iter().any(|&i| paragraphs[i].rank == top);
    if of_top && (above || beside) {
        found
    } else {
        Vec::new()
    }
}

/// Three or more paragraphs whose first sentence the document sets in bold, or bold lines of their
/// own with text below.
pub(super) fn bold(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let is_led = |i: usize| {
        let p = &paragraphs[i];
        let mark = text.mark_at(p.span.start).filter(|mark| mark.rank == 0);
        // Its mark may be set plain.
        let whole = mark.is_some_and(|mark| mark.span.end.abs_diff(p.head.end) <= 1);
        let below = paragraphs.get(i + 1).map_or(0, |next| next.span.len());
        let goes_on = match p.own_line {
            true => below >= p.span.len() + 12,
            false => p.span.len() >= p.head.len() + 12,
        };
        p.marker.is_none() && whole && goes_on && (4..=40).contains(&p.head.len())
    };
    let row: Vec<usize> = (0..paragraphs.len()).filter(|&i| is_led(i)).collect();
    if (3..=12).contains(&row.len()) {
        row
    } else {
        Vec::new()
    }
}

/// ## 开场: the author says himself that the line is a heading.
fn hashed(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let level = |i: usize| hashes(text.chars_in(paragraphs[i].span));
    let lines: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| {
            level(i) > 0 && paragraphs[i].marker.is_none() && !paragraphs[i].head.is_empty()
        })
        .collect();
    let Some(top) = lines.iter().map(|&i| level(i)).min() else {
        return Vec::new();
    };
    let of_top: Vec<usize> = lines.into_iter().filter(|&i| level(i) == top).collect();
    if of_top.len() >= 2 {
        of_top
    } else {
        Vec::new()
    }
}

/// 【先看账】: each on a line of its own with text below, and none of them comes twice.
fn boxed(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let inner = |i: usize| -> Option<&[char]> {
        let inner = match text.chars_in(paragraphs[i].span) {
            ['【', inner @ .., '】'] => inner,
            _ => return None,
        };
        let plain =
            (3..=30).contains(&inner.len()) && !inner.iter().any(|c| matches!(c, '】' | '。'));
        let words: String = inner.iter().collect();
        let staged =
            STAGED.iter().any(|w| words.contains(w)) || words.ends_with(['声', '人', '者']);
        (plain && !staged && inner.iter().filter(|c| is_han(**c)).count() >= 3).then_some(inner)
    };
    let mut found: Vec<usize> = Vec::new();
    for i in 0..paragraphs.len() {
        let Some(words) = inner(i) else { continue };
        let followed = i + 1 < paragraphs.len() && inner(i + 1).is_none();
        if !followed || found.iter().any(|&j| inner(j) == Some(words)) {
            return Vec::new();
        }
        found.push(i);
    }
    if found.len() >= 2 { found } else { Vec::new() }
}

/// Where the lines begin that may be headings: a heading may stand above the salutation.
pub(super) fn start(text: &Text, body_start: u32) -> u32 {
    let level = |span: Span| hashes(text.chars_in(span));
    let mut above = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| level(*s) > 0 && s.end <= body_start);
    // The salutation may stand between.
    let near = |s: &Span| body_start - s.end <= 60;
    let Some(last) = above.next_back().filter(near) else {
        return body_start;
    };
    let of = level(last);
    let below_title = of >= 2 && above.any(|s| (1..of).contains(&level(s)));
    let again = || {
        text.lines()
            .iter()
            .any(|l| l.span.start > body_start && level(l.span) == of)
    };
    if below_title && !titles::has_form(text.folded(last)) && again() {
        last.start
    } else {
        body_start
    }
}

/// The rank of a Markdown heading; 0 for any other line.
fn hashes(chars: &[char]) -> usize {
    let count = chars.iter().take_while(|c| **c == '#').count();
    if count <= 6 && chars.get(count) == Some(&' ') {
        count
    } else {
        0
    }
}

/// 看到的 beside 没看到的: two or three characters make a heading where others of their kind are found
/// and one of them has its words.
pub(super) fn add_short(text: &Text, paragraphs: &[Paragraph], plain: &mut Vec<usize>) {
    // 做了什么, 差在哪里, 怎么办: all of them are a few characters, and this one asks too.
    let brief = plain.iter().all(|&j| paragraphs[j].head.len() <= 5);
    let fits = |i: usize| {
        let p = &paragraphs[i];
        let chars = text.chars_in(p.head);
        let shares = || {
            plain.iter().any(|&j| {
                let other = text.chars_in(paragraphs[j].head);
                chars.windows(2).any(|w| other.windows(2).any(|o| o == w))
            })
        };
        let long = |n: &Paragraph| {
            n.span.len() >= 40 && last_word_mark(text.chars_in(n.span)).is_some_and(ends_sentence)
        };
        i > 0
            && p.own_line
            && p.marker.is_none()
            && (2..=3).contains(&chars.len())
            && chars.iter().all(|c| is_han(*c))
            && paragraphs.get(i + 1).is_some_and(long)
            && (shares() || brief && chars.iter().any(|c| "怎咋什哪谁".contains(*c)))
    };
    let short: Vec<usize> = (0..paragraphs.len()).filter(|&i| fits(i)).collect();
    plain.extend(short);
    plain.sort_unstable();
}

#[cfg(test)]
mod tests {
    use crate::marked::Mark;
    use crate::model::Span;
    use crate::outline::{Setting, outline};
    use crate::text::Text;

    const BODY: &str = "渠要修到田头，账要算到每一户，谁管水、几时放、放多少，写在牌子上，大家看得见，错了就改，改了再看。";

    fn heads(text: &str, body_start: u32) -> Vec<String> {
        let text = Text::new(text);
        let setting = Setting {
            body_start,
            body_end: text.len(),
            host: false,
            answers: false,
            letter: false,
        };
        let found = outline(&text, &setting).into_iter();
        found.filter(|h| h.depth == 1).map(|h| h.text).collect()
    }

    #[test]
    fn lines_in_brackets_are_heads_above_the_numbers_in_them() {
        let text = format!(
            "大家好。\n【先看账本】\n{BODY}\n【再派活】\n第一，修渠。{BODY}\n第二，选种。{BODY}"
        );
        assert_eq!(heads(&text, 0), ["【先看账本】", "【再派活】"]);
        let text = format!("大家好。\n【播放短片】\n{BODY}\n【现场掌声】\n{BODY}");
        assert!(heads(&text, 0).is_empty());
    }

    #[test]
    fn headings_of_markdown_are_heads_however_short_and_above_the_salutation() {
        let text = format!("# 春灌夜话\n\n## 开头\n各位乡亲：\n{BODY}\n\n## 放水\n{BODY}");
        let at = text.chars().position(|c| c == '：').map_or(0, |at| at + 1);
        assert_eq!(heads(&text, at as u32), ["开头", "放水"]);
    }

    /// Depths and words of the heads of a text of which a document says something.
    fn told(text: &str, marked: &[(&str, u8)]) -> Vec<(u8, String)> {
        let at = |words: &str| {
            let byte = text.find(words).unwrap_or_default();
            let start = text[..byte].chars().count() as u32;
            Span::new(start, start + words.chars().count() as u32)
        };
        let mark = |&(words, rank): &(&str, u8)| Mark {
            span: at(words),
            rank,
        };
        let text = Text::new(text).with_marks(marked.iter().map(mark).collect());
        let setting = Setting {
            body_start: 0,
            body_end: text.len(),
            host: false,
            answers: false,
            letter: false,
        };
        let found = outline(&text, &setting).into_iter();
        found.map(|h| (h.depth, h.text)).collect()
    }

    fn expected(heads: &[(u8, &str)]) -> Vec<(u8, String)> {
        let heads = heads
            .iter()
            .map(|(depth, words)| (*depth, (*words).to_owned()));
        heads.collect()
    }

    #[test]
    fn headings_of_the_document_are_heads_with_their_ranks() {
        let text = format!("大家好。\n水\n{BODY}\n渠，以及它的岸\n{BODY}\n库\n{BODY}\n种\n{BODY}");
        let marked = [("水", 2), ("渠，以及它的岸", 3), ("库\n", 3), ("种\n", 2)];
        let heads = [(1, "水"), (2, "渠，以及它的岸"), (2, "库"), (1, "种")];
        assert_eq!(told(&text, &marked), expected(&heads));
        assert!(told(&text, &[]).is_empty());
    }

    #[test]
    fn a_heading_without_a_number_stands_beside_the_numbered_ones_of_its_rank() {
        let text = format!(
            "大家好。\n写在前面，兼答来信\n{BODY}\n一、修渠\n{BODY}\n二、选种\n{BODY}\n最后的话，只有一句\n{BODY}"
        );
        let marked = [
            ("写在前面，兼答来信", 1),
            ("一、修渠", 1),
            ("二、选种", 1),
            ("最后的话，只有一句", 1),
        ];
        let all = marked.map(|(words, _)| (1, words));
        assert_eq!(told(&text, &marked), expected(&all));
        // Without the marks the numbered ones would stand below the first.
        assert_ne!(told(&text, &[]), expected(&all));
    }

    #[test]
    fn a_text_set_as_headings_throughout_has_none_by_that() {
        let text = format!("水\n渠\n{BODY}\n库\n种");
        let marked = [("水", 1), ("渠", 1), ("库\n", 1), ("种", 1)];
        assert!(told(&text, &marked).is_empty());
    }

    #[test]
    fn paragraphs_led_in_bold_are_sections() {
        let text = format!(
            "大家好。\n渠归谁管要讲明。{BODY}\n闲话几句。{BODY}\n水往哪里放由大家定。{BODY}\n账目月月都上墙。{BODY}"
        );
        let leads = [
            "渠归谁管要讲明。",
            "水往哪里放由大家定。",
            "账目月月都上墙。",
        ];
        let heads = leads.map(|lead| (1, lead));
        assert_eq!(told(&text, &leads.map(|lead| (lead, 0))), expected(&heads));
        // Two may be no more than what the speaker stressed.
        assert!(told(&text, &[(leads[0], 0), (leads[1], 0)]).is_empty());
    }

    #[test]
    fn a_short_line_is_a_head_beside_one_that_has_its_words() {
        let text = format!("大家好。\n修好的\n{BODY}\n没修好的\n{BODY}\n明年怎么修\n{BODY}");
        assert_eq!(heads(&text, 0), ["修好的", "没修好的", "明年怎么修"]);
        let text = format!("大家好。\n何守成\n{BODY}\n没修好的\n{BODY}\n明年怎么修\n{BODY}");
        assert_eq!(heads(&text, 0), ["没修好的", "明年怎么修"]);
        let text = format!("大家好。\n修了什么\n{BODY}\n还差什么\n{BODY}\n怎么办\n{BODY}");
        assert_eq!(heads(&text, 0), ["修了什么", "还差什么", "怎么办"]);
    }
}
