//! Finds what a seller strews between the sentences of a speech: his name in brackets again and again,
//! and calls to follow him. What makers of files glue between any two words is found in `inset`.

use std::sync::LazyLock;

use regex::Regex;

use super::Cut;
use crate::lookup::Finder;
use crate::model::Span;
use crate::text::Text;

/// Adds cuts inside lines.
pub(super) fn cuts(page: &Text, cuts: &mut Vec<Cut>) {
    calls(page, cuts);
    names(page, cuts);
}

/// [某某站] in the middle of sentences, again and again, and |识别有误|, which no writer sets there.
fn names(page: &Text, cuts: &mut Vec<Cut>) {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\[【［〔][\p{Han}A-Za-z0-9·. ]{2,12}[\]】］〕]|\|[\p{Han}A-Za-z0-9 ]{2,14}\|")
            .expect("a rule of this file compiles")
    });
    let words = page.all_folded();
    if !words.contains(['[', '【', '［', '〔', '|']) {
        return;
    }
    let all = Span::new(0, page.len());
    let within = |range: &std::ops::Range<usize>| {
        let before = words[..range.start].chars().next_back();
        let after = words[range.end..].chars().next();
        let speech = |c: char| c != '\n' && c != '|' && c != ' ';
        before.is_some_and(speech) && after.is_some_and(speech)
    };
    let found: Vec<std::ops::Range<usize>> = NAME
        .find_iter(words)
        .map(|hit| hit.range())
        .filter(|range| within(range))
        .collect();
    const ENDS: [char; 22] = [
        '站', '网', '库', '社', '坊', '稿', '文', '料', '版', '群', '店', '家', '圈', '铺', '阁',
        '轩', '吧', '君', '馆', '帮', '号', '源',
    ];
    for range in &found {
        let name = &words[range.clone()];
        let barred = name.starts_with('|');
        let inner = name.trim_matches(|c: char| !c.is_alphanumeric());
        let again = found
            .iter()
            .filter(|r| words[(*r).clone()] == *name)
            .count()
            >= 2;
        let site = inner.ends_with(ENDS) && !inner.contains(['某', '×', '注', 'X']);
        let lines = words[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let table = words[lines..range.start].contains('|');
        if barred && !table || again && site {
            cuts.push(Cut::out(page.span_in(all, range.clone()), "watermark"));
        }
    }
}

/// What a seller calls out between two sentences: 入群领取全套材料扫码即可.
static CALLS: LazyLock<Finder> = LazyLock::new(|| {
    Finder::written([
        "入群",
        "进群",
        "加群",
        "加入群",
        "后台回复",
        "关注公众号",
        "搜索公众号",
        "微信搜索",
        "添加微信",
        "加微信",
        "长按二维码",
        "识别二维码",
        "扫描二维码",
        "回复关键词",
        "私信",
        "点击链接",
        "加QQ",
        "添加QQ",
    ])
});

/// The words that end a call, the longer before what they begin with.
const ENDS_OF_A_CALL: [&str; 20] = [
    "即可领取",
    "即可获取",
    "即可下载",
    "即可",
    "即领",
    "即送",
    "领课件",
    "领资料",
    "领材料",
    "领模板",
    "领讲义",
    "领全文",
    "领电子版",
    "获取课件",
    "获取资料",
    "获取材料",
    "获取全文",
    "领取资料",
    "领取材料",
    "免费领取",
];

/// Such calls, from the end of a sentence to the word that ends the call.
fn calls(page: &Text, cuts: &mut Vec<Cut>) {
    let words = page.all_folded();
    let all = Span::new(0, page.len());
    for (start, end, _) in CALLS.one_after_other(page.chars()) {
        let hit = page.folded(Span::new(0, start as u32)).len()
            ..page.folded(Span::new(0, end as u32)).len();
        let ended = words[..hit.start]
            .chars()
            .next_back()
            .is_some_and(|c| matches!(c, '。' | '！' | '？' | '”'));
        if !ended {
            continue;
        }
        let rest = &words[hit.end..];
        let reach = rest
            .char_indices()
            .take(28)
            .find(|(_, c)| matches!(c, '。' | '！' | '\n' | '；'))
            .map_or_else(
                || rest.char_indices().nth(28).map_or(rest.len(), |(at, _)| at),
                |(at, _)| at,
            );
        let end = ENDS_OF_A_CALL
            .iter()
            .find_map(|w| rest[..reach].find(w).map(|at| at + w.len()));
        // 加群即可办理 is what a service tells its users.
        let goes_on = |end: usize| {
            rest[end..].starts_with(['办', '查', '缴', '预', '报', '享', '使', '，', '。'])
        };
        if let Some(end) = end.filter(|&end| !goes_on(end)) {
            cuts.push(Cut::out(
                page.span_in(all, hit.start..hit.end + end),
                "watermark",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        super::super::left(text, |page| {
            let mut found = Vec::new();
            cuts(page, &mut found);
            found
        })
    }

    #[test]
    fn a_name_again_and_again_and_a_call_go() {
        assert_eq!(
            left("把渠[云稿B站]修好。再修路，[云稿B站]修到头。|此处不清|算账。"),
            "把渠修好。再修路，修到头。算账。"
        );
        assert_eq!(
            left("一件一件办。进群领取整套稿子扫码即可各村要动起来。"),
            "一件一件办。各村要动起来。"
        );
        assert_eq!(
            left("道理管用。关注公众号后台回复“水”免费领讲义希望大家听听。"),
            "道理管用。希望大家听听。"
        );
    }

    #[test]
    fn slots_and_services_stay() {
        for text in [
            "手续很简单。关注公众号即可办理，不用跑路。",
            "请[单位]的[姓名]发言，再请[单位]表态",
        ] {
            assert_eq!(left(text), text);
        }
    }
}
