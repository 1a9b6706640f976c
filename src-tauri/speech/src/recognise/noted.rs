//! The note under a text that tells when and where it was said: （2022年7月4日，全市某某动员大会）.
//! Notes of editions that name the speaker too are `edition`'s; the date is read in `date::stated`.

use std::ops::Range;

use super::head::{Head, Title};
use super::meeting_type;
use crate::model::Span;
use crate::text::Text;
use crate::titles;

/// How many lines at the end of a text may hold the note.
const LAST_LINES: usize = 3;
/// How many lines of a head may.
const LONGEST_HEAD: usize = 14;

/// The line of the note, and the bytes of the meeting's name in it, folded.
pub(super) fn closing(text: &Text, body: Span) -> Option<(Span, Range<usize>)> {
    let lines = text.lines().iter().rev().map(|l| l.span);
    let last = lines
        .filter(|s| !s.is_empty() && s.start >= body.start && s.end <= body.end)
        .take(LAST_LINES);
    last.filter(|line| (12..=70).contains(&line.len()))
        .find_map(|line| Some((line, name(text.folded(line))?)))
}

/// 场合：全市某某表彰大会, or a line of the head that is a meeting's name and no more.
pub(super) fn in_head(text: &Text, head: &Head) -> Option<(Span, Range<usize>)> {
    const LABELS: [&str; 6] = ["会议名称", "会议", "场合", "活动名称", "活动", "会名"];
    let title = head.title.as_ref().and_then(Title::span);
    let lines = text.lines().iter().map(|l| l.span);
    let head_lines = lines.filter(|s| {
        let own = title.is_some_and(|t| t.overlaps(*s)) || head.subtitle == Some(*s);
        !s.is_empty() && s.start >= head.front && s.end <= head.body_start && !own
    });
    head_lines.take(LONGEST_HEAD).find_map(|line| {
        let words = text.folded(line);
        let labelled = words.split_once(['：', ':']).filter(|(label, _)| {
            let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
            LABELS.contains(&label.as_str())
        });
        let named = labelled.map_or(words, |(_, rest)| rest.trim());
        let organs = [
            "委员会",
            "常委会",
            "协会",
            "商会",
            "学会",
            "联谊会",
            "理事会",
            "董事会",
            "监事会",
            "工会",
            "总会",
            "联合会",
            "促进会",
            "基金会",
            "研究会",
            "管委会",
            "组委会",
            "同乡会",
            "校友会",
        ];
        let plain = !named.contains(['，', '。', '：', ':', '>', '|', '！', '？'])
            && (6..=45).contains(&named.chars().count())
            && named.ends_with(['会', '议', '式', '礼', '班', '坛'])
            && !organs.iter().any(|w| named.ends_with(w));
        let read = meeting_type::read(named);
        let told = plain && read.kind.is_some() && (labelled.is_some() || !read.generic);
        let at = words.find(named).filter(|_| told)?;
        Some((line, at..at + named.len()))
    })
}

fn name(words: &str) -> Option<Range<usize>> {
    let inner = words
        .strip_prefix(['（', '(', '—'])?
        .trim_start_matches(['—', '根', '据', '本', '文', '系', '是', '为'])
        .trim_end_matches(['）', ')', '。', ' ']);
    let year = |words: &str| words.chars().take(4).all(|c| c.is_ascii_digit());
    let dated = inner.contains('年') && inner.contains('月') || year(inner);
    if !dated || inner.contains(['。', '；']) {
        return None;
    }
    let named = inner
        .split(['，', ',', ' ', '\u{3000}', '于', '在'])
        .map(|part| without_tail(part.trim()))
        .find(|part| {
            part.chars().count() >= 5
                && part.ends_with(['会', '议', '式', '礼', '班', '坛'])
                && meeting_type::read(part).kind.is_some()
        })?;
    let at = words.find(named)?;
    Some(at..at + named.len())
}

/// 全县春耕动员会上的讲话: the part of such a note without what follows the meeting's name.
fn without_tail(part: &str) -> &str {
    let part = titles::core(part);
    let end = titles::tail(part).map_or(part.len(), |(_, at)| at);
    part[..end].trim_end_matches(['的', '上', '时'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_under_a_text_names_the_meeting() {
        let check = |words: &str, named: Option<&str>| {
            assert_eq!(name(words).map(|at| &words[at]), named, "{words}");
        };
        check(
            "（2021年3月9日，全县春耕备耕动员会）",
            Some("全县春耕备耕动员会"),
        );
        check(
            "（本文系2019年6月12日在全市营商环境座谈会上的发言）",
            Some("全市营商环境座谈会"),
        );
        check("——2008年5月6日于全省防汛工作会议", Some("全省防汛工作会议"));
        check("（2021年3月9日，根据录音整理）", None);
        check("（与会者鼓掌，大会结束）", None);
    }
}
