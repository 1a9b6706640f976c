//! Titles that run into the text without a line break: 在全县某某会上的讲话同志们：….
//! Titles on lines of their own are `head`'s.

use std::sync::LazyLock;

use regex::Regex;

use super::head::salutation_at;
use super::{beside, speaker};
use crate::model::Span;
use crate::salutation;
use crate::text::Text;
use crate::titles;

/// The title at the front of a line that runs on into salutation or body.
pub fn title(text: &Text, line: Span) -> Option<Span> {
    let chars = text.chars_in(line);
    if chars.len() < 12 {
        return None;
    }
    // 同志们：某某评议会主持词为深入…: a salutation put before the title, a page number before that.
    let folded = text.folded(line);
    let greeted = salutation::opening(folded)
        .map(|end| folded[..end].chars().count())
        .filter(|count| *count <= 12);
    let numbered = || {
        Some(
            folded[..PAGE_NUMBER.captures(folded)?.get(1)?.end()]
                .chars()
                .count(),
        )
    };
    let skip = greeted.or_else(numbered).unwrap_or(0);
    let line = Span::new(line.start + skip as u32, line.end);
    let chars = text.chars_in(line);
    for end in 8..chars.len().min(90) {
        let next = chars[end];
        if matches!(chars[end - 1], '。' | '！' | '？' | '；' | '，') {
            break;
        }
        let prefix = Span::new(line.start, line.start + end as u32);
        let words = text.folded(prefix);
        let formed = ["上的", "会的", "主持词", "仪式的", "会上", "议上"]
            .iter()
            .any(|w| words.contains(w))
            || words.starts_with("关于");
        if !titles::has_form(words) {
            continue;
        }
        let mut rest = Span::new(prefix.end, line.end);
        if matches!(next, '（' | '(') {
            let close = text
                .chars_in(rest)
                .iter()
                .take(40)
                .position(|c| matches!(c, '）' | ')'))?;
            rest = Span::new(rest.start + close as u32 + 1, rest.end);
        }
        let mut rest = text.trim(rest);
        if let Some(date) = GLUED_DATE.find(text.folded(rest)) {
            rest = text.trim(Span::new(
                rest.start + date.as_str().chars().count() as u32,
                rest.end,
            ));
        }
        let after = text.folded(rest);
        // 讲话稿 在全县某会上的讲话 同志们：, where the page's own title comes first.
        let greets = salutation_at(text, rest).is_some_and(|s| {
            let words = text.folded(s);
            !["讲话", "致辞", "发言", "主持词", "报告"]
                .iter()
                .any(|w| words.contains(w))
        });
        if greeted.is_none() && (greets || beside::then_called(text, rest).is_some()) {
            return Some(prefix);
        }
        // The page's heading over and over: the last of them stands before the text.
        let mut copy = prefix;
        while text
            .folded(Span::new(copy.end, line.end))
            .trim_start()
            .starts_with(words)
        {
            let next = text.trim(Span::new(copy.end, line.end));
            copy = Span::new(next.start, next.start + prefix.len());
        }
        if copy != prefix && formed {
            return Some(copy);
        }
        // 某集团新春年会董事长致辞各位家人，晚上好！: the greeting has no colon.
        let greeted_on = ["各位", "尊敬的", "亲爱的"]
            .iter()
            .any(|w| after.starts_with(w));
        if greeted.is_none() && greeted_on && rest.len() > 60 {
            return Some(prefix);
        }
        if !formed {
            continue;
        }
        // A title that the page wrote twice, or that runs straight into the first sentence.
        let begins_alike = words
            .chars()
            .zip(after.chars())
            .take_while(|(a, b)| a == b)
            .count()
            >= 6;
        let again = begins_alike || after.starts_with(['在', '关']);
        if let Some(second) = title(text, rest).filter(|_| again) {
            return Some(second);
        }
        if rest.len() > 60 && OPENINGS.iter().any(|w| after.starts_with(w)) {
            return Some(prefix);
        }
    }
    cut_short(text, line).filter(|_| greeted.is_none())
}

/// A title that the page cut before its last words, between an office and the salutation:
/// 副市长在全市消防检查工作同志们：.
fn cut_short(text: &Text, line: Span) -> Option<Span> {
    let words = text.folded(line);
    let at = words
        .find("同志们：")
        .filter(|at| (18..=150).contains(at))?;
    let front = &words[..at];
    let phrase = !front.contains(['。', '，', '：', '；', '！', '？', '、', '（', '('])
        && speaker::of_title(front).is_some_and(|who| who.role.is_some())
        && front.contains('在');
    phrase.then(|| text.trim(text.span_in(line, 0..at)))
}

/// A page or file number that ran into a title: 12023年…, 第1页共2页在…, 编号：83在….
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^([1-9]|\d{1,2}、|第\d+页[，,/ ]?共\d+页|编号[：:]?\d+)(?:(?:19|20)\d\d年|\p{Han})",
    )
    .expect("a rule of this file compiles")
});
/// A date or its slots between a title and the salutation: 201X/X/XX.
static GLUED_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:19|20)[0-9X]{2}[-/.年][0-9X]{1,2}[-/.月](?:[0-9X]{1,2}日?)?")
        .expect("a rule of this file compiles")
});

/// Words with which a speech's first sentence begins, where no salutation stands before it.
const OPENINGS: [&str; 26] = [
    "今天",
    "今日",
    "刚才",
    "方才",
    "这次",
    "此次",
    "为",
    "根据",
    "依据",
    "按照",
    "经",
    "大家好",
    "在",
    "随着",
    "当前",
    "近年来",
    "首先",
    "我",
    "很高兴",
    "非常",
    "值此",
    "正值",
    "党的",
    "全市",
    "全县",
    "各位",
];
