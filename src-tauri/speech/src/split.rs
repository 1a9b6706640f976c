//! Finds the speeches of a file: marked parts (篇一, 第一篇), repeated titles with their openings.
//! Territories follow each other and together are the whole file; what they hold is read elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;
use crate::outline::number;
use crate::salutation;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};
use crate::titles;

/// Where one speech begins, in clean-text offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// First scalar of its territory: the mark 篇一, if it has one.
    pub start: u32,
    /// Where its head begins, after the mark and, for the first, after what precedes all speeches.
    pub head: u32,
    /// One past its last scalar.
    pub end: u32,
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[【\[◇◆★■●▲]\s*)?(?:篇目?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})|第\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*篇|范文\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})|(?:讲话|发言|致辞|讲话稿)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})|(?:会议|学习)?(?:材料|文件|稿件|例文|范例)之?[一二三四五六七八九十]{1,3}|(?:之|其)[一二三四五六七八九十])\s*[】\]]?\s*(?:$|[:：、.\s　]+)|^(?:[【\[◇◆★■●▲]\s*)?[^。，：:；]{0,24}?(?:讲话|讲话稿|发言|发言稿|致辞|致词|主持词|演讲稿|范文|贺词|祝酒词)\s*(?:篇)?\s*[（(【\[]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)】\]]?\s*[:：]?$",
    )
    .expect("a rule of this file compiles")
});

const SHORTEST: u32 = 120;

/// Scalars of the longest line that may open a speech: a title's form and its number.
const LONGEST_TITLE: usize = 120;

/// What the lines that mark a part end with or hold: the rule itself is slow on those without.
const MARKED_BY: [char; 12] = [
    '篇', '文', '话', '言', '辞', '词', '稿', '之', '其', '料', '件', '例',
];

/// 第二篇： inside a line that lost its breaks.
static INNER_MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[。！？!?”）)\s])(第(?:[一二三四五六七八九十]{1,3}|\d{1,2})篇\s*[：:]\s*)")
        .expect("a rule of this file compiles")
});

/// The parts of a clean text; one for a file of one speech.
pub fn parts(text: &Text) -> Vec<Part> {
    let marked = marked(text);
    let mut starts = if marked.len() >= 2 {
        marked
    } else {
        let listed = listed(text);
        if listed.len() >= 2 {
            listed
        } else {
            repeated(text)
        }
    };
    if starts.len() < 2 {
        return vec![Part {
            start: 0,
            head: 0,
            end: text.len(),
        }];
    }
    starts.sort_unstable();
    starts.dedup_by_key(|s| s.0);
    let mut parts: Vec<Part> = Vec::new();
    for (i, &(start, head)) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(text.len(), |s| s.0);
        parts.push(Part {
            start: if i == 0 { 0 } else { start },
            head,
            end,
        });
    }
    parts
}

/// Parts by marks, each (start, head).
fn marked(text: &Text) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    for line in text.lines() {
        if line.span.is_empty() {
            continue;
        }
        let words = text.folded(line.span);
        if line.span.len() > 70 {
            if words.contains('篇') {
                let marks = INNER_MARK.captures_iter(words).filter_map(|hit| hit.get(1));
                found.extend(marks.map(|mark| {
                    let mark = text.span_in(line.span, mark.range());
                    (mark.start, mark.end)
                }));
            }
            continue;
        }
        if !words.contains(MARKED_BY) {
            continue;
        }
        let Some(hit) = MARK.find(words) else {
            continue;
        };
        let after = text.span_in(line.span, 0..hit.end()).end;
        let head = if after >= line.span.end {
            line.whole.end
        } else {
            after
        };
        found.push((line.span.start, head));
    }
    // A table of contents has the same marks close together.
    let mut out: Vec<(u32, u32)> = Vec::new();
    for (i, &(start, head)) in found.iter().enumerate() {
        let next = found.get(i + 1).map_or(text.len(), |n| n.0);
        if next - start >= SHORTEST {
            out.push((start, head));
        }
    }
    out
}

/// Parts by a table of contents: lines that repeat an entry of it, in order.
fn listed(text: &Text) -> Vec<(u32, u32)> {
    let filled: Vec<Span> = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| !s.is_empty())
        .collect();
    let contents = filled.iter().take(12).position(|&s| {
        let words: String = text.chars_in(s).iter().filter(|c| is_han(**c)).collect();
        s.len() <= 8 && words == "目录"
    });
    let Some(at) = contents else {
        return Vec::new();
    };
    let plain = |span: Span| -> String {
        let chars = text.chars_in(span);
        let skip = number::marker(chars).map_or(0, |m| m.length as usize);
        let kept: String = chars[skip..]
            .iter()
            .filter(|c| is_han(**c) || c.is_ascii_alphanumeric())
            .collect();
        // A page number at the end of an entry is no part of the title.
        kept.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    // The table ends where its first entry comes again.
    let mut entries: Vec<String> = Vec::new();
    for &span in filled[at + 1..]
        .iter()
        .take_while(|s| s.len() <= 70)
        .take(60)
    {
        let words = plain(span);
        if entries.contains(&words) {
            break;
        }
        entries.push(words);
    }
    let begin = at + 1 + entries.len();
    let mut out: Vec<(u32, u32)> = Vec::new();
    let mut next = 0;
    for (i, &span) in filled.iter().enumerate().skip(begin) {
        if span.len() > 70 || next >= entries.len() {
            continue;
        }
        let words = plain(span);
        if words.chars().count() < 5 || !entries[next..].contains(&words) {
            continue;
        }
        // A greeting may be short: what its entry names needs no long text to be a speech.
        let below = filled[i + 1..].iter();
        let body: u32 = below
            .take_while(|s| s.len() > 70 || !entries[next..].contains(&plain(**s)))
            .map(|s| s.len())
            .sum();
        if body >= SHORTEST / 2 {
            next += entries[next..]
                .iter()
                .position(|e| *e == words)
                .unwrap_or(0)
                + 1;
            out.push((span.start, span.start));
        }
    }
    out
}

fn without_number(line: &str, length: u32) -> &str {
    line.char_indices()
        .nth(length as usize)
        .map_or("", |(at, _)| line[at..].trim_start())
}

/// Parts by titles that are repeated: a title, its opening, and a body before the next.
fn repeated(text: &Text) -> Vec<(u32, u32)> {
    let lines = text.lines();
    let filled: Vec<usize> = (0..lines.len())
        .filter(|&i| !lines[i].span.is_empty())
        .collect();
    let mut starts: Vec<u32> = Vec::new();
    let mut body_since = 0u32;
    let mut closed = false;
    let mut greeted = false;
    for (at, &i) in filled.iter().enumerate() {
        let span = lines[i].span;
        let words = text.folded(span);
        let next: Vec<&str> = filled[at + 1..]
            .iter()
            .take(5)
            .map(|&j| text.folded(lines[j].span))
            .collect();
        let other = starts.last().is_none_or(|&s| {
            let title = lines.iter().find(|l| l.span.start == s);
            title.is_none_or(|t| text.folded(t.span) != words)
        });
        let opens = opens_speech(words, &next, closed || starts.is_empty())
            || other && !starts.is_empty() && names_occasion(words) && has_body(&next)
            || closed && salutes_anew(words, &next);
        // A greeting may be short where its thanks close it.
        let enough = body_since >= SHORTEST || closed && body_since * 2 >= SHORTEST;
        if opens && (starts.is_empty() || enough) {
            // Text before the first such title is a speech too when it is long and has a head.
            if starts.is_empty() && at > 0 && body_since >= 2 * SHORTEST {
                let first = lines[filled[0]].span;
                if first.len() <= 50 {
                    starts.push(first.start);
                }
            }
            starts.push(span.start);
            greeted = next
                .iter()
                .take(4)
                .any(|l| salutation::opening(l).is_some());
            body_since = 0;
            closed = false;
            continue;
        }
        if let Some(inner) =
            inner_start(text, span).filter(|_| body_since >= SHORTEST || span.len() >= SHORTEST)
        {
            if starts.is_empty() {
                starts.push(lines[filled[0]].span.start);
            }
            starts.push(inner);
            greeted = false;
            body_since = span.end - inner;
            closed = false;
            continue;
        }
        if span.len() >= 30 {
            body_since += span.len();
        }
        if span.len() <= 60 && is_closing(words) || span.len() > 60 && is_closing(tail_of(words)) {
            closed = true;
        } else if span.len() > 40 {
            closed = false;
        }
    }
    // What follows the last start must be a speech too; one that greets its hearers may be short.
    let least = if greeted { SHORTEST / 2 } else { SHORTEST };
    if body_since < least && starts.len() > 1 {
        starts.pop();
    }
    starts.into_iter().map(|s| (s, s)).collect()
}

/// 在某会上的讲话 and nothing else on the line.
fn names_occasion(words: &str) -> bool {
    words.starts_with('在') && words.contains("上的") && titles::has_form(words)
}

fn has_body(next: &[&str]) -> bool {
    next.iter().take(4).any(|l| l.chars().nth(59).is_some())
}

/// After the thanks of one who spoke another greets the hall: 各位领导：/ 大家好！我是…
fn salutes_anew(words: &str, next: &[&str]) -> bool {
    let greets = |line: &str| {
        let head: String = line.trim().chars().take(24).collect();
        [
            "大家好",
            "好！",
            "好!",
            "好，我",
            "我是",
            "我叫",
            "我来自",
            "我们是",
            "我代表",
            "我汇报",
        ]
        .iter()
        .any(|w| head.contains(w))
    };
    (salutation::is(words) || calls(words))
        && next.first().is_some_and(|l| greets(l))
        && has_body(next)
}

fn tail_of(words: &str) -> &str {
    words
        .char_indices()
        .rev()
        .nth(14)
        .map_or(words, |(at, _)| &words[at..])
}

fn is_closing(words: &str) -> bool {
    [
        "谢谢大家",
        "谢谢各位",
        "散会",
        "我就讲这些",
        "讲话完了",
        "发言完毕",
        "我的发言完",
        "谢谢！",
        "多谢",
        "再见了",
        "再见！",
        "祝晚安",
        "发言到此",
        "汇报完毕",
        "报告完毕",
        "汇报到此",
        "讲完了",
        "说完了",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// A line with a title's form whose next lines open a speech; or a heading of the file's own level.
fn opens_speech(words: &str, next: &[&str], after_close: bool) -> bool {
    let bare = words.trim_start_matches(['#', '*', ' ']);
    let heading = words.starts_with('#');
    // A paragraph opens nothing; a title is never so long.
    if !heading && bare.chars().nth(LONGEST_TITLE).is_some() {
        return false;
    }
    // 仪式进行第二项：请…发言 is an item of a host's script.
    if agenda_item(bare) {
        return false;
    }
    let opening = || {
        next.iter()
            .take(4)
            .any(|l| salutation::opening(l).is_some() || calls(l))
    };
    if let Some(mark) = number::marker(&bare.chars().take(12).collect::<Vec<_>>()) {
        // 三、在…会上的讲话 with its own salutation is a speech; without, a heading.
        let title = without_number(bare, mark.length);
        return titles::has_form(title) && title.contains("上的") && opening();
    }
    let dated = || next.iter().take(2).any(|l| is_date_or_subtitle(l));
    let long_body = || has_body(next);
    if titles::has_form(bare) && bare.contains(['会', '上', '式', '在', '仪', '礼']) {
        return opening() || (heading || after_close || dated()) && long_body();
    }
    let short = (4..=40).contains(&bare.chars().count())
        && bare.chars().any(crate::text::is_han)
        && !last_word_mark(&bare.chars().collect::<Vec<_>>()).is_some_and(ends_sentence);
    heading && short && (opening() || dated() && long_body())
}

fn agenda_item(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    let item = chars.windows(3).any(|w| w[0] == '第' && w[2] == '项');
    item && line.contains(['：', ':', '，', '请'])
}

/// 各位校长，各位部长： whoever they are, alone on its line.
fn calls(line: &str) -> bool {
    let line = line.trim();
    let short = line.chars().count() <= 40 && !line.contains(['。', '；']);
    let named = line.starts_with("各位") && line.ends_with(['：', ':']);
    // 同志们好！
    let greeted = line.ends_with("好！")
        && ["同志们", "大家", "各位", "老师", "同学", "朋友", "乡亲"]
            .iter()
            .any(|w| line.contains(w));
    short && (named || greeted)
}

fn is_date_or_subtitle(line: &str) -> bool {
    let line = line.trim();
    let dash = line.starts_with("——") || line.starts_with("--");
    let dated = line
        .trim_start_matches(['（', '('])
        .chars()
        .take(4)
        .filter(|c| c.is_ascii_digit() || "二〇○零一三四五六七八九".contains(*c))
        .count()
        == 4
        && line.chars().count() <= 40
        || line.starts_with(['（', '('])
            && line.contains('月')
            && line.contains('日')
            && line.chars().count() <= 40;
    dash && line.chars().count() <= 60 || dated
}

/// A speech that begins inside a line, glued to the close of the one before:
/// 谢谢大家！在全市…会上的发言各位领导：
fn inner_start(text: &Text, line: Span) -> Option<u32> {
    if line.len() < 40 {
        return None;
    }
    let words = text.folded(line);
    let mut from = 0;
    while let Some(at) = words[from..].find('在').map(|i| i + from) {
        from = at + '在'.len_utf8();
        let before = &words[..at];
        if !before.ends_with(['！', '。', '!', '”', '）', ')']) || before.len() < 18 {
            continue;
        }
        let closed = is_closing(tail_of(before));
        let rest = &words[at..];
        let ends = rest.char_indices().skip(8).take(70).map(|(i, _)| i);
        for end in ends {
            let title = &rest[..end];
            // A title and its call glued together are a beginning by themselves.
            let whole = title.contains("上的") && title.chars().count() >= 10;
            if (closed || whole)
                && titles::has_form(title)
                && salutation::opening(rest[end..].trim_start()).is_some()
            {
                return Some(text.span_in(line, at..at).start);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> Vec<String> {
        let text = Text::new(text);
        parts(&text)
            .iter()
            .map(|p| text.raw(Span::new(p.head, p.head + 8)).trim().to_owned())
            .collect()
    }

    fn body() -> String {
        "我们要把这件事办好，办实，办到群众心里去，不能停在嘴上。".repeat(8)
    }

    #[test]
    fn marked_parts_are_speeches() {
        let b = body();
        let text = format!(
            "讲话2篇\n【篇一】\n在甲会上的讲话\n同志们：\n{b}\n【篇二】\n在乙会上的讲话\n同志们：\n{b}"
        );
        assert_eq!(starts(&text), ["在甲会上的讲话", "在乙会上的讲话"]);
    }

    #[test]
    fn a_collections_own_marks_are_marks_however_they_are_set() {
        let b = body();
        let text = format!("★ 年会致辞 1\n各位同事：\n{b}\n★ 年会致辞 2\n各位家人：\n{b}");
        assert_eq!(starts(&text), ["各位同事：\n我们", "各位家人：\n我们"]);
        let text = format!("春耕会讲话稿（一）\n同志们：\n{b}\n春耕会讲话稿（二）\n同志们：\n{b}");
        assert_eq!(starts(&text).len(), 2);
        let text = format!("丰收节致辞 篇1\n各位乡亲：\n{b}\n丰收节致辞 篇2\n各位来宾：\n{b}");
        assert_eq!(starts(&text).len(), 2);
    }

    #[test]
    fn titles_with_openings_are_speeches_and_a_heading_is_not() {
        let b = body();
        let text = format!(
            "在甲会上的讲话\n同志们：\n{b}\n谢谢大家！\n在乙会上的讲话\n各位代表：\n{b}\n一、主持讲话\n{b}"
        );
        assert_eq!(starts(&text), ["在甲会上的讲话", "在乙会上的讲话"]);
        assert_eq!(starts(&format!("在甲会上的讲话\n同志们：\n{b}")).len(), 1);
    }

    #[test]
    fn an_item_of_a_script_is_no_speech_and_any_call_opens_one() {
        let b = body();
        let text = format!(
            "开工仪式主持词\n各位来宾：\n{b}\n仪式进行第二项：请施工单位代表发言\n各位领导：\n{b}"
        );
        assert_eq!(starts(&text).len(), 1);
        let text =
            format!("在甲会上的讲话\n同志们：\n{b}\n在乙会上的讲话\n各位渔老大，各位船娘：\n{b}");
        assert_eq!(starts(&text).len(), 2);
    }

    #[test]
    fn parts_are_told_apart_where_marks_lost_their_lines_or_titles_are_missing() {
        let b = body();
        let text = format!(
            "致辞大全（2篇）\n第一篇：在甲会上的讲话　　同志们：{b}谢谢！第二篇：在乙会上的讲话　　各位来宾：{b}"
        );
        assert_eq!(starts(&text), ["在甲会上的讲话", "在乙会上的讲话"]);
        let text = format!(
            "材料之一\n在甲会上的讲话\n同志们：\n{b}\n材料之二\n甲会典型发言\n各位领导：\n{b}"
        );
        assert_eq!(starts(&text).len(), 2);
        let text = format!(
            "在甲会上的讲话\n同志们：\n{b}\n谢谢大家！\n尊敬的各位领导、老师们：\n大家好！我是三班的班主任。\n{b}"
        );
        assert_eq!(starts(&text).len(), 2);
        let text = format!("在甲会上的讲话\n同志们：\n{b}\n在乙会上的讲话\n（3月4日）\n{b}");
        assert_eq!(starts(&text).len(), 2);
        let text = format!("在甲会上的讲话\n同志们：\n{b}\n在甲会上的讲话\n{b}");
        assert_eq!(starts(&text).len(), 1);
    }

    #[test]
    fn a_speech_glued_to_the_close_of_another_is_found() {
        let b = body();
        let text = format!(
            "县长的讲话\n同志们：\n{b}谢谢大家！在全市攻坚动员会上的表态发言各位领导，同志们：{b}"
        );
        assert_eq!(starts(&text)[1], "在全市攻坚动员会");
        let text = format!(
            "县长的电视讲话\n乡亲们：\n{b}祝平安！在全市春耕现场会上的检讨发言各位领导：{b}"
        );
        assert_eq!(starts(&text)[1], "在全市春耕现场会");
        let text = format!(
            "各位领导，同志们：\n我是东乡的会计。\n{b}{b}谢谢大家！\n各位领导、各位同行：\n我来自西乡，管水。\n{b}"
        );
        assert_eq!(starts(&text).len(), 2);
    }

    #[test]
    fn a_table_of_contents_tells_the_parts() {
        let b = body();
        let text = format!(
            "目 录\n1.坚定信心往前走 3\n2.把根扎在群众里 9\n坚定信心往前走\n{b}\n把根扎在群众里\n{b}"
        );
        assert_eq!(starts(&text), ["坚定信心往前走", "把根扎在群众里"]);
        let short = "乡亲们：\n渠修好了，水来了，账贴在墙上，大家都去看一看。\n种子也到了，明天一早到村部来领，一户一袋，领了就种，莫误了节气，也莫让水白白地流走。";
        let text = format!(
            "目 录\n1.在春灌会上的讲话\n2.放水仪式致辞\n一\n在春灌会上的讲话\n{b}\n二\n放水仪式致辞\n{short}"
        );
        assert_eq!(starts(&text), ["在春灌会上的讲话", "放水仪式致辞\n乡"]);
    }

    #[test]
    fn numbered_titles_with_salutations_are_speeches() {
        let b = body();
        let text = format!("1.在甲会上的讲话\n同志们：\n{b}\n2.在乙会上的讲话\n同志们：\n{b}");
        assert_eq!(starts(&text).len(), 2);
    }

    #[test]
    fn parts_are_the_whole_text() {
        let b = body();
        let text = format!("第一篇\n{b}\n第二篇\n{b}\n第三篇\n{b}");
        let text = Text::new(&text);
        let parts = parts(&text);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0].start, 0);
        assert!(parts.windows(2).all(|p| p[0].end == p[1].start));
        assert_eq!(parts[2].end, text.len());
    }
}
