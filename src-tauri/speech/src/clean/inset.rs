//! Finds what a site set inside the lines of a speech: page counts, buttons, notes in brackets.
//! Injected noise and addresses are found elsewhere, and so are whole lines.

use std::sync::LazyLock;

use regex::Regex;

use super::{Cut, notice};
use crate::model::Span;
use crate::text::Text;

/// 第1页共2页 in a running line, with what a maker of files says after it.
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"第\s*\d{1,3}\s*页\s*[,，/]?\s*共\s*\d{1,3}\s*页(?:\s*本文[^。，]{0,40}(?:编辑|复制|修改|下载|使用))?|本文(?:档)?(?:格式)?为\s*(?i:word|doc)[^。，]{0,30}(?:编辑|复制|修改|下载|使用)(?:[和或与及][\p{Han}]{2})?",
    )
});
/// Words to be pressed, glued to the text.
static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"[\[【［〖](?:编辑|复制链接|打印本页|复制全文|下载|返回|收藏本文|展开|收起|点击查看|点击下载|查看大图|来源请求)[\]】］〗]",
    )
});
/// Between two marks that no writer of speeches uses.
static STARRED: LazyLock<Regex> = LazyLock::new(|| rule(r"※[^※\n。]{2,24}※"));
/// The name and address of a site between two sentences.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"([。！？；”\n])[\p{Han}A-Za-z]{1,6}(?:网|站|库)\s*(?:https?://|www\.)[A-Za-z0-9./_-]+")
});
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| rule(r"[（(【\[［〔][^（()）【】\[\]［］〔〕\n]{4,40}[）)】\]］〕]"));

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// Adds cuts inside lines.
pub(super) fn cuts(page: &Text, cuts: &mut Vec<Cut>) {
    let all = Span::new(0, page.len());
    let words = page.all_folded();
    if words.contains("页") || words.contains("本文") {
        for hit in PAGES.find_iter(words) {
            cuts.push(Cut::out(page.span_in(all, hit.range()), "page.number"));
        }
    }
    for hit in BUTTON.find_iter(words) {
        cuts.push(Cut::out(page.span_in(all, hit.range()), "notice.tag"));
    }
    if words.contains('※') {
        for hit in STARRED.find_iter(words) {
            cuts.push(Cut::out(page.span_in(all, hit.range()), "watermark"));
        }
    }
    if words.contains("://") || words.contains("www.") {
        for hit in ADDRESS
            .captures_iter(words)
            .filter_map(|c| Some(c.get(1)?.end()..c.get(0)?.end()))
        {
            cuts.push(Cut::out(page.span_in(all, hit), "watermark"));
        }
    }
    for hit in BRACKET.find_iter(words) {
        let bare = hit.as_str();
        let inside = bare.trim_matches(|c: char| !c.is_alphanumeric());
        if notice::weight(inside) >= 3 {
            cuts.push(Cut::out(page.span_in(all, hit.range()), "watermark"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let page = Text::new(text);
        let mut found = Vec::new();
        cuts(&page, &mut found);
        let gone = |i: usize| {
            found
                .iter()
                .any(|c| (c.span.start as usize..c.span.end as usize).contains(&i))
        };
        text.chars()
            .enumerate()
            .filter(|(i, _)| !gone(*i))
            .map(|(_, c)| c)
            .collect()
    }

    #[test]
    fn what_a_site_set_inside_a_line_goes() {
        assert_eq!(
            left("办好这件事。第1页共2页本文格式为Word版下载后可任意编辑和复制我们要"),
            "办好这件事。我们要"
        );
        assert_eq!(
            left("办好这件事。某某网http://.abc-d.com我们要"),
            "办好这件事。我们要"
        );
        assert_eq!(left("[編輯]各位先生："), "各位先生：");
        assert_eq!(left("把路修好※某某资料社※修到家"), "把路修好修到家");
        assert_eq!(
            left("一件一件办。【本文来自 某某讲稿 微信公众号】大家"),
            "一件一件办。大家"
        );
    }

    #[test]
    fn what_a_speaker_puts_in_brackets_stays() {
        for text in [
            "我们（包括我自己在内）要带头",
            "（长时间热烈的掌声）",
            "请登录报名网站www.abc.gov.cn填写",
            "请到报名网站（http://www.abcdef.gov.cn/）登记。",
            "见《条例》[1]第三条（以下简称条例）",
            "开通网上办事平台（含微信公众号）以来",
            "来信登在报上（来源见附件）",
        ] {
            assert_eq!(left(text), text);
        }
    }
}
