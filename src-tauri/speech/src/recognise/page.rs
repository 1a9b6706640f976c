//! What a saved page does to a title: labels, table cells, file endings, names of collections, and
//! titles that stand only in the page's own lines.

use std::sync::LazyLock;

use regex::Regex;

use super::head::{FURNITURE_LINES, Head, Kind, Title, kind};
use crate::marked::Named;
use crate::model::Span;
use crate::outline::number;
use crate::salutation;
use crate::text::{Text, is_word};
use crate::titles;

/// *县长　某某某*: a whole line set in italics, without the marks.
pub(super) fn emphasised(text: &Text, span: Span) -> Option<Span> {
    let chars = text.chars_in(span);
    let [open, first, .., last, close] = chars else {
        return None;
    };
    let mark = *open;
    let whole = matches!(mark, '*' | '_') && *close == mark;
    let plain = |c: char| c != mark && !c.is_whitespace();
    let alone = chars.iter().filter(|c| **c == mark).count() == 2;
    (whole && alone && plain(*first) && plain(*last))
        .then(|| Span::new(span.start + 1, span.end - 1))
}

/// 某某总结会 above 开场白: a heading of the speech's first section, not its title.
pub(super) fn is_section(text: &Text, lines: &[Span], at: usize) -> bool {
    let sections = [
        "开场白",
        "开场",
        "开篇",
        "引言",
        "前言",
        "序言",
        "结语",
        "结束语",
    ];
    sections.contains(&text.folded(lines[at]))
        && lines[..at].iter().any(|line| names_meeting(text, *line))
}

/// 2020年退休职工座谈会: a line that ends in a meeting and is dated by no day.
pub(super) fn names_meeting(text: &Text, line: Span) -> bool {
    let words = text.folded(line);
    (8..=40).contains(&words.chars().count())
        && words.ends_with(['会', '式', '礼', '班', '坛'])
        && !words.contains(['月', '，', '。', '：'])
}

/// 【发言材料之三】（限时五分钟）, 〔传达到科级〕: a line of brackets alone, none of which holds a title.
pub(super) fn is_boxed(words: &str) -> bool {
    let mut rest = words.trim();
    if !rest.starts_with(['【', '〔', '［', '[']) || rest.chars().count() > 40 {
        return false;
    }
    while let Some((open, close)) = [
        ('【', '】'),
        ('〔', '〕'),
        ('［', '］'),
        ('[', ']'),
        ('（', '）'),
        ('(', ')'),
    ]
    .into_iter()
    .find(|(open, _)| rest.starts_with(*open))
    {
        let Some((inner, after)) = rest[open.len_utf8()..].split_once(close) else {
            return false;
        };
        if titles::has_form(inner) || super::meeting::name_range(inner).is_some() {
            return false;
        }
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// 关于印发某某同志在…会议上讲话的通知: where the speech that the paper passes on begins.
pub(super) fn forwarded(text: &Text, head: &Head, end: u32) -> Option<u32> {
    let title = head.title.as_ref()?;
    let passes_on = ["印发", "转发", "下发", "刊发"]
        .iter()
        .any(|w| title.folded.contains(w))
        && title.folded.contains("讲话")
        && titles::core(&title.folded).ends_with("的通知");
    let last = title.lines.last()?.end;
    text.lines()
        .iter()
        .map(|line| line.span)
        .filter(|span| passes_on && span.start >= last && span.end <= end && !span.is_empty())
        .take(FURNITURE_LINES)
        .find(|span| {
            let words = text.folded(*span);
            kind(text, *span) == Kind::Title && !words.contains("通知")
                || titles::begins_occasion(words) && words.contains('会')
        })
        .map(|span| span.start)
}

/// A title line without what a page hung on it: 标题：… 全文.docx.
pub fn as_given(text: &Text, span: Span) -> Span {
    // A cell of a table: | 标题：某某讲话 |
    let celled = text.folded(span);
    let inner = celled.trim_matches(['|', ' ', '○', '◎']);
    let span = if inner.len() < celled.len() && !inner.is_empty() {
        let from = celled.len() - celled.trim_start_matches(['|', ' ', '○', '◎']).len();
        text.span_in(span, from..from + inner.len())
    } else {
        span
    };
    let words = text.folded(span);
    let own = titles::bare(words);
    let span = if own.len() < words.len() && own.len() >= 3 * 3 {
        text.span_in(span, own)
    } else {
        span
    };
    undated(text, span)
}

/// 12. 守住水源 above ——在…上的讲话 or a salutation: the number a list gave a title, not that of a section.
pub(super) fn unlisted(text: &Text, span: Span) -> Option<Span> {
    let mark = number::marker(text.chars_in(span))?;
    let listed = mark.system == number::System::Arabic
        && (4..=45).contains(&(span.len() - mark.length))
        && !text.folded(span).ends_with(['。', '；', '，']);
    let below = text.lines().iter().map(|l| l.span);
    let mut below = below.filter(|l| l.start >= span.end && !l.is_empty());
    let mut headed = || {
        below.by_ref().take(5).any(|l| {
            let words = text.folded(l);
            salutation::is(words) || words.starts_with("——")
        })
    };
    (listed && headed()).then(|| Span::new(span.start + mark.length, span.end))
}

/// A title without the day in brackets behind it: 在全县春耕会上的讲话（2021年3月5日）.
fn undated(text: &Text, span: Span) -> Span {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*[（(]\s*(?:(?:19|20)[0-9X]{2}|[一二][九〇○零Oo０][〇○零Oo０一二三四五六七八九]{2})(?:\s*[年./-]\s*[^（()）]{1,9})?[日月年0-9]\s*[）)]$")
            .expect("a rule of this file compiles")
    });
    let words = text.folded(span);
    match DAY.find(words) {
        Some(day) if titles::has_form(&words[..day.start()]) => text.span_in(span, 0..day.start()),
        _ => span,
    }
}

/// The name of a page that holds many texts, or one of its pages: …讲话稿(14篇), 领导讲话(2).
static COLLECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(【\[][^（()）】\]]{0,4}[0-9一二三四五六七八九十]+ ?篇[^（()）】\]]{0,4}[）)】\]]|(?:通用|精选|优秀|实用)[0-9]+篇$|^[^上在]{2,16}(?:讲话|讲话稿|发言稿|演讲稿|主持词|致辞)[（(][0-9]{1,2}[）)]$|(?:大全|集锦|汇总)$")
        .expect("a rule of this file compiles")
});
/// One text's place in such a page: 【第一篇】, 某某致辞篇二, 领导讲话(三)：.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[【（(]第[0-9一二三四五六七八九十]+篇[】)）]|篇[0-9一二三四五六七八九十]+$|^篇[一二三四五六七八九十]+[：:]|(?:讲话|讲话稿|发言稿|演讲稿|主持词|致辞)[（(][一二三四五六七八九十]{1,2}[）)][：:]$")
        .expect("a rule of this file compiles")
});

/// True for the name of a page that holds many texts.
pub fn is_collection(line: &str) -> bool {
    COLLECTION.is_match(line)
}

/// True for a line that tells which text of such a page follows.
pub fn is_place(line: &str) -> bool {
    PLACE.is_match(line)
}

/// True for a line that is such a name, or tells which of its texts follows.
pub fn is_of_collection(line: &str) -> bool {
    is_collection(line) || is_place(line)
}

/// How many texts the name of such a page says it holds: 14 of …讲话稿（精选14篇）.
pub fn texts_named(line: &str) -> Option<u32> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?篇")
            .expect("a rule of this file compiles")
    });
    let count = COUNT.captures(line)?.get(1)?.as_str();
    let chars: Vec<char> = count.chars().collect();
    count
        .parse()
        .ok()
        .or_else(|| number::han_number(&chars).map(|(n, _)| n))
}

/// A title that only a page's own line gives, before or after the text: 本文标题：…, 收藏《…》.
pub fn title(words: &str) -> Option<Title> {
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:收藏《|(?:本文|文章|原文)?标题[：:]\s*《?|题名[：:]\s*|(?:本文|原文)题目[：:]\s*)([^》\n]{4,60})")
            .expect("a rule of this file compiles")
    });
    let labelled = LABELLED
        .captures_iter(words)
        .filter_map(|hit| Some(hit.get(1)?.as_str()));
    // 在某会上的讲话 - 机关讲话 - 某某网, 在某会上的讲话_某某网.
    let joined = words.split(
        [" - ", " _ ", " | "]
            .into_iter()
            .find(|bar| words.contains(bar))
            .unwrap_or("_"),
    );
    let first = joined.clone().count() >= 2;
    labelled
        .chain(joined.take(1).filter(|_| first))
        .find_map(|found| {
            let found = found.trim();
            let found = &found[titles::bare(found)];
            titles::has_form(found).then(|| Title {
                lines: Vec::new(),
                words: found.to_owned(),
                folded: found.to_owned(),
                formed: true,
            })
        })
}

/// A title that stands beside the text. What properties tell is believed only in the form of a
/// speech's title and where the text has many of its words: 文档1 stands there as well, and the title
/// of the document that this one was made from.
pub fn lent(named: &Named, text: &Text) -> Option<Title> {
    let told = Text::new(named.words.trim());
    let own = titles::bare(told.all_folded());
    let words = told.raw(told.span_in(Span::new(0, told.len()), own.clone()));
    let folded = &told.all_folded()[own];
    let formed = titles::has_form(folded);
    let is_believed = if named.by_page {
        let fits = (6..=60).contains(&folded.chars().count());
        formed || fits && !titles::is_page_line(folded)
    } else {
        formed && speaks_of(text, folded)
    };
    is_believed.then(|| Title {
        lines: Vec::new(),
        words: words.to_owned(),
        folded: folded.to_owned(),
        formed,
    })
}

/// Whether a text has a third of the pairs of characters that a title has before 上的讲话: names of
/// meetings are seldom said whole.
fn speaks_of(text: &Text, title: &str) -> bool {
    let matter = titles::tail(title).map_or(title, |(_, at)| &title[..at]);
    let matter = matter
        .trim_start_matches('在')
        .trim_end_matches(['的', '上']);
    let letters: Vec<char> = matter.chars().filter(|c| is_word(*c)).collect();
    let had = |pair: &&[char]| text.all_folded().contains(&pair.iter().collect::<String>());
    let pairs = letters.len().saturating_sub(1);
    pairs > 0 && letters.windows(2).filter(had).count() * 3 >= pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_brackets_is_no_title() {
        for line in [
            "【发言材料之三】（限时五分钟）",
            "〔传达到副科级以上〕",
            "[经验交流稿]",
        ] {
            assert!(is_boxed(line), "{line}");
        }
        for line in [
            "【在全县春耕工作会议上的讲话】",
            "【发言】春耕工作",
            "（全县春耕工作会议）",
        ] {
            assert!(!is_boxed(line), "{line}");
        }
    }
}
