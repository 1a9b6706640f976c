//! Finds where a site cut the text: gaps with a count, the end of a preview, prices.
//! Does not judge whether the speech is whole; that is the grade of completeness.

use std::sync::LazyLock;

use regex::Regex;

use super::{Cut, finding, notice, paid};
use crate::lookup::Finder;
use crate::model::{Finding, Span};
use crate::text::Text;

/// Lines and stretches where text was held back. `{n}字` gives the count.
static HELD_BACK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:省略|折叠|隐藏|略去|未显示|未展示|已删减)[^\n]{0,12}?\d[\d,，]*\s*(?:余|多)?字|\d[\d,，]*\s*(?:余|多)?字[^\n]{0,8}?(?:省略|折叠|隐藏|略去|未显示|未展示|已删减)|后文已(?:折叠|省略|隐藏)|(?:此处|中间|以下|部分)(?:内容|章节|文字)?(?:已)?(?:省略|折叠|隐藏)[^\n]{0,20}(?:下载|付费|会员|解锁|展开|全文)|(?:下文|后文)[^\n，。]{0,4}(?:还|尚)?有?约?\s*\d[\d,，]*\s*(?:余|多)?字|^[^\p{Han}]*(?:此处|中间|以下|部分|下面|后面)(?:内容|文字)?(?:已)?(?:省略|隐藏|折叠|略去)[\p{Han}\d]{0,6}字[^\n]{0,20}$|^[^\p{Han}]*(?:此处|中间|以下|部分|下面|后面|其余|剩余|后半)(?:部分)?(?:内容|文字|章节)(?:已|均)?(?:被)?(?:省略|隐藏|折叠|略去|屏蔽)[^\p{Han}]*$|^[\[［【（(〔][^\]］】）)〕，。]{0,8}(?:缺页|缺失|残缺|佚失|散失|漏印|缺\d*[页行])[^\]］】）)〕，。]{0,6}[\]］】）)〕]$",
    )
});
static PREVIEW_END: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"预览(?:已)?结束|部分内容(?:阅读|预览)|(?:试读|试看)(?:部分|页数|字数|内容)?已?(?:到此|到达|达到|用完|结束|完毕)|(?:还剩|剩余|其余|尚余|余下|还有)\s*(?:内容)?\s*约?\s*\d[\d,，]*\s*(?:余|多)?(?:字|页|[%％])|(?:已展示|已显示|当前(?:仅|只)?(?:显示|展示|可读)|(?:仅|只)(?:显示|展示)|已读)(?:了)?\s*\d|[（(【…]\s*(?:全文)?未完|^[^\p{Han}]*(?:全文|本文|文章)?未完(?:待续)?[^\p{Han}]*$|(?:全文|文章|本文|本章|本页|此页)未完[，,]|(?:未完|剩余内容|剩余部分|余下内容)[^\n]{0,10}(?:付费|下载|会员|解锁|购买|开通)|(?:付费|登录|购买|解锁|开通会员|关注|扫码|注册)后(?:可|即可|方可)?(?:阅读|查看|下载|继续阅读)(?:全文|剩余|完整|更多)|(?:展开|继续)(?:阅读|查看)(?:全文|剩余|余下)",
    )
});
static PREVIEW_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"仅供预览|可阅读全部内容|部分内容可能不全|共\s*\d+\s*页[,，]?\s*可阅读")
});
static PRICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[^。\n]{0,10}(?:本文|本篇|单篇|全文|下载|价格|售价|解锁|会员价|原价|现价)[^。\n]{0,8}?\d+(?:\.\d+)?\s*元|^[￥¥]\s*\d+(?:\.\d+)?",
    )
});
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:省略|折叠|隐藏|略去|还剩|剩余|其余|尚余|余下|中间|未显示|未展示|下文|后文|还有)[^\d\n]{0,8}(\d[\d,，]*)\s*(?:余|多)?字|(\d[\d,，]*)\s*(?:余|多)?字[^\n]{0,6}(?:省略|折叠|隐藏|略去|未显示)",
    )
});
/// The length a site gives for the whole: 全文共3876字, 字数：900, 共13页.
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:全文|文章|本文|全篇|原文|总)?(?:共|总计|约)\s*(\d[\d,，]*)\s*(字|页)|字数\s*[:：|]?\s*(\d[\d,，]*)|页数\s*[:：|]?\s*(\d{1,3})|^[•·]\s*(\d{1,3})页$",
    )
});
/// Cheap test before the rules above are tried.
static HINT: LazyLock<Finder> = LazyLock::new(|| {
    Finder::written([
        "省略",
        "折叠",
        "隐藏",
        "略去",
        "删减",
        "预览",
        "试读",
        "试看",
        "还剩",
        "剩余",
        "其余",
        "尚余",
        "余下",
        "已读",
        "付费",
        "解锁",
        "￥",
        "¥",
        "元",
        "可阅读",
        "后查看",
        "后阅读",
        "后可",
        "未完",
        "显示",
        "部分内容",
        "展示",
        "还有",
        "后文",
        "下文",
        "缺页",
        "残缺",
        "佚失",
        "散失",
        "漏印",
        "屏蔽",
        "支付",
        "购买",
        "登录",
        "会员",
        "缺失",
        "查看",
        "阅读",
        "已阅",
    ])
});

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// Marks lines that are gaps, preview ends and prices; a gap inside a line becomes a cut.
pub(super) fn mark(
    page: &Text,
    removed: &mut [Option<&'static str>],
    cuts: &mut Vec<Cut>,
    findings: &mut Vec<Finding>,
) {
    let mut preview_ended = false;
    let body = body(page);
    for (i, line) in page.lines().iter().enumerate() {
        let words = page.folded(line.span);
        if line.span.is_empty() || !HINT.stands_in(page.chars_in(line.span)) {
            continue;
        }
        let short = line.span.len() <= 90;
        if short && PREVIEW_END.is_match(words) {
            preview_ended = true;
            removed[i] = Some("preview.end");
            findings.push(finding(page, "preview_end", count(words), line.span));
        } else if let Some(hit) = HELD_BACK.find(words) {
            if short {
                removed[i] = Some("gap.preview");
                findings.push(finding(page, "gap", count(words), line.span));
            } else {
                let hit = page.span_in(line.span, hit.range());
                if let Some(span) = around(page, line.span, hit) {
                    findings.push(finding(page, "gap", count(page.folded(span)), span));
                    cuts.push(Cut::out(span, "gap.preview"));
                    // What the site says after its gap, up to the end of the line.
                    let rest = Span::new(span.end, line.span.end);
                    if rest.len() <= 160 && notice::weight(page.folded(rest)) >= 4 {
                        cuts.push(Cut::out(rest, "notice.navigation"));
                    }
                }
            }
        } else if short && PREVIEW_NOTE.is_match(words) {
            removed[i] = Some("notice.preview");
        } else if line.span.len() <= 60
            && (i >= body.end && paid::holds_back(words)
                || i < body.start && paid::lacks_front(words))
        {
            removed[i] = Some("preview.end");
            findings.push(finding(page, "preview_end", count(words), line.span));
        } else if line.span.len() <= 60 && i < body.start && paid::holds_back(words) {
            // What a page offers above a text does not say that the text is cut.
            removed[i] = Some("notice.preview");
        } else if line.span.len() <= 40
            && PRICE.is_match(words)
            && (preview_ended || page.lines().len() - i <= 6 || i <= 4)
        {
            removed[i] = Some("price");
            findings.push(finding(page, "price", None, line.span));
        }
    }
}

/// The lines from the first paragraph to the last.
fn body(page: &Text) -> std::ops::Range<usize> {
    let long = |l: &crate::text::Line| l.span.len() >= 45;
    let first = page.lines().iter().position(long).unwrap_or(0);
    let last = page.lines().iter().rposition(long).unwrap_or(0);
    first..last + 1
}

fn count(words: &str) -> Option<u32> {
    let hit = COUNT.captures(words)?;
    figure(hit.get(1).or_else(|| hit.get(2))?.as_str())
}

/// A figure with or without marks between its thousands.
fn figure(digits: &str) -> Option<u32> {
    digits.replace([',', '，'], "").parse().ok()
}

/// Compares the length a removed notice gives for the whole with what is there: a preview tells so
/// even where it does not say that it is one.
pub(super) fn shortfall(
    page: &Text,
    removed: &[Option<&'static str>],
    findings: &mut Vec<Finding>,
) {
    if findings
        .iter()
        .any(|f| f.kind == "gap" || f.kind == "preview_end")
    {
        return;
    }
    let mut there: Option<u32> = None;
    for (i, line) in page.lines().iter().enumerate() {
        if removed[i].is_none() || line.span.len() > 120 {
            continue;
        }
        let words = page.folded(line.span);
        // 下一页　共1/2页: the first of two pages was kept.
        if words.contains("下一页") && on_a_page_before_the_last(words) {
            findings.push(finding(page, "preview_end", None, line.span));
            return;
        }
        let Some(hit) = TOTAL.captures(words) else {
            continue;
        };
        let group = |n: usize| hit.get(n).map(|m| m.as_str());
        let pages = group(2) == Some("页");
        let characters = group(1).filter(|_| !pages).and_then(figure);
        // The count of a page's own statistics is rough.
        let rough = group(3).and_then(figure).map(|n| n / 2);
        let sheets = group(4)
            .or(group(5))
            .or(group(1).filter(|_| pages))
            .and_then(figure);
        let there = *there.get_or_insert_with(|| present(page, removed));
        // A sheet of the loosest print holds some 120 characters.
        let whole = characters
            .or(rough)
            .or(sheets.filter(|n| *n >= 3).map(|n| n * 120));
        if whole.is_some_and(|w| w < 1_000_000 && w > there + there / 8 + 40) {
            let missing = characters.map(|n| n.saturating_sub(there));
            findings.push(finding(page, "preview_end", missing, line.span));
            return;
        }
    }
}

/// True for the number of a page and of all, the one less than the other: 1/2, 第1页 共3页.
fn on_a_page_before_the_last(words: &str) -> bool {
    static PAGER: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(\d{1,3})\s*页?\s*[/，,]?\s*(?:共|总)?\s*(\d{1,3})\s*页?"));
    PAGER.captures(words).is_some_and(|hit| {
        let number = |n: usize| hit.get(n).and_then(|m| m.as_str().parse::<u32>().ok());
        matches!((number(1), number(2)), (Some(at), Some(all)) if at < all && all <= 200)
            && words.contains(['/', '共', '总'])
    })
}

/// How many characters that are not blank stand in the lines that were kept.
fn present(page: &Text, removed: &[Option<&'static str>]) -> u32 {
    page.lines()
        .iter()
        .zip(removed)
        .filter(|(_, rule)| rule.is_none())
        .map(|(line, _)| {
            let chars = page.chars_in(line.span);
            chars.iter().filter(|c| !c.is_whitespace()).count() as u32
        })
        .sum()
}

/// A gap inside a paragraph, with the brackets and dots it stands in; `None` when it stands in
/// neither, for then the words may be the speaker's.
fn around(page: &Text, line: Span, hit: Span) -> Option<Span> {
    let opens = |c: char| matches!(c, '（' | '(' | '[' | '【' | '〔' | '…' | '.');
    let closes = |c: char| matches!(c, '）' | ')' | ']' | '】' | '〕' | '…' | '.');
    let chars = page.chars();
    let left = (line.start.max(hit.start.saturating_sub(40))..hit.start)
        .rev()
        .find(|&i| opens(chars[i as usize]))?;
    let right = (hit.end..line.end.min(hit.end + 40)).find(|&i| closes(chars[i as usize]))?;
    let (mut start, mut end) = (left, right + 1);
    while start > line.start && opens(chars[start as usize - 1]) {
        start -= 1;
    }
    while end < line.end && closes(chars[end as usize]) {
        end += 1;
    }
    Some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<(Option<&'static str>, Option<u32>)> {
        let page = Text::new(text);
        let mut removed = vec![None; page.lines().len()];
        let (mut cuts, mut findings) = (Vec::new(), Vec::new());
        mark(&page, &mut removed, &mut cuts, &mut findings);
        removed
            .into_iter()
            .enumerate()
            .map(|(i, rule)| {
                let line = page.lines()[i].span;
                let finding = findings.iter().find(|f| f.spans[0] == line);
                (rule, finding.and_then(|f| f.count))
            })
            .collect()
    }

    #[test]
    fn a_gap_tells_how_much_is_missing() {
        assert_eq!(
            rules("……(某某网此处省略310字。点击下载)……"),
            [(Some("gap.preview"), Some(310))]
        );
        assert_eq!(rules("……（后文已折叠）"), [(Some("gap.preview"), None)]);
        assert_eq!(
            rules("预览结束,全文900字,当前显示500字,还剩400字\n本文6元"),
            [(Some("preview.end"), Some(400)), (Some("price"), None)]
        );
        for end in [
            "（未完，全文共200字，当前显示20字）",
            "～～ 全文未完，点击“展开”（余下约 60 字） ～～",
            "【下文还有约90字，关注后发送“材料”获取】",
            "剩余60%内容，登录后阅读全文",
            "本章未完，请点击下一页继续阅读",
            "还剩 5 页未读，登录后查看",
            "论文部分内容阅读",
        ] {
            assert!(rules(end)[0].0.is_some(), "{end}");
        }
    }

    #[test]
    fn a_length_that_is_not_there_tells_of_a_preview() {
        let told = |notice: &str| {
            let text = format!("{}\n{notice}", "一件一件办好。".repeat(40));
            let page = Text::new(&text);
            let mut findings = Vec::new();
            shortfall(&page, &[None, Some("notice.use")], &mut findings);
            findings.first().map(|f| f.count)
        };
        assert_eq!(told("【文章共1,280字，精选范文"), Some(Some(1000)));
        assert_eq!(told("字数：285"), None);
        assert_eq!(told("格式：doc　页数：12"), Some(None));
        assert_eq!(told("第1页共1页"), None);
    }

    #[test]
    fn what_a_speaker_says_of_money_and_words_stays() {
        assert_eq!(
            rules("今年全市投入9元钱也要算清楚，会后再议。"),
            [(None, None)]
        );
        assert_eq!(rules("先到的三人留下，其余22名去东堤。"), [(None, None)]);
        assert_eq!(rules("这篇稿子省略了很多话。"), [(None, None)]);
    }
}
