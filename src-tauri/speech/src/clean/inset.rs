//! Finds what a site set inside the lines of a speech: page counts, buttons, notes in brackets.
//! Injected noise and addresses are found elsewhere, and so are whole lines.

use std::sync::LazyLock;

use regex::Regex;

use super::{Cut, notice};
use crate::lexicon;
use crate::lookup::Finder;
use crate::model::Span;
use crate::salutation;
use crate::text::{Text, is_han};
use crate::titles;

/// 第1页共2页 in a running line, with what a maker of files says after it.
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"第\s*\d{1,3}\s*页\s*[,，/]?\s*共\s*\d{1,3}\s*页(?:\s*本文[^。，]{0,40}(?:编辑|复制|修改|下载|使用))?|本文(?:档)?(?:格式)?为\s*(?i:word|doc)[^。，]{0,30}(?:编辑|复制|修改|下载|使用)(?:[和或与及][\p{Han}]{2})?",
    )
});
/// Page 2 of 2 beside the day at the foot of a page, 第2/3页.
static FOLIO: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i:page|pg\.?)\s*\d{1,3}\s*(?:of|/)\s*\d{1,3}"));
/// What who reads a draft notes in it: [批注 某某：请再核。]
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"[\[［【〔〖](?:批注|旁批|眉批|夹批|审改|审核意见|修改意见|修改说明|修订|校注|校者注|核稿|校对)[^\[\]［］【】〔〕〖〗\n]{0,80}[\]］】〕〗]",
    )
});
/// Words to be pressed, glued to the text.
static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"[\[【［〖](?:编辑|复制链接|打印本页|复制全文|下载|返回|收藏本文|展开|收起|点击查看|点击下载|查看大图|来源请求|标签[:：][^\]】\n]{1,12})[\]】］〗]",
    )
});
/// Between two marks that no writer of speeches uses.
static STARRED: LazyLock<Regex> = LazyLock::new(|| rule(r"※[^※\n。]{2,24}※"));
/// The name and address of a site between two sentences.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"([。！？；”\n])[\p{Han}A-Za-z]{1,6}(?:网|站|库)\s*(?:https?://|www\.)[A-Za-z0-9./_-]+")
});
/// Marks of a site's own making: ##paidbegin##, [/caption].
static SHORTCODE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"#{2,3}[A-Za-z_]{3,20}#{2,3}|\[/[A-Za-z_]{3,20}\]"));
/// 更多精彩请…查看。 in the middle of a paragraph.
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"[，,]?更多(?:精彩|内容|范文|资料|材料|信息|文章|公文)(?:内容|范文|文章)?[，,]?请[^，。；\n]{0,20}(?:查看|关注|浏览|访问|搜索|登录|点击|下载)。?",
    )
});
/// What makers of files write into them, between any two words.
static GLUED: LazyLock<Finder> = LazyLock::new(|| {
    let words = lexicon::rows(include_str!("../../lexicon/watermarks.tsv")).map(|cells| cells[0]);
    Finder::written(words)
});
fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// Adds cuts inside lines.
pub(super) fn cuts(page: &Text, cuts: &mut Vec<Cut>) {
    let all = Span::new(0, page.len());
    let words = page.all_folded();
    let mut each = |rule: &Regex, name: &'static str| {
        let hits = rule.find_iter(words);
        cuts.extend(hits.map(|hit| Cut::out(page.span_in(all, hit.range()), name)));
    };
    if words.contains("页") || words.contains("本文") {
        each(&PAGES, "page.number");
    }
    if words.contains("age") || words.contains("AGE") {
        each(&FOLIO, "page.number");
    }
    if ["批", "改", "校", "核"].iter().any(|w| words.contains(w)) {
        each(&REMARK, "editor.note");
    }
    if words.contains(['[', '【', '［', '〖']) {
        each(&BUTTON, "notice.tag");
    }
    if words.contains('※') {
        each(&STARRED, "watermark");
    }
    if words.contains("##") || words.contains("[/") {
        each(&SHORTCODE, "notice.tag");
    }
    if words.contains("更多") {
        each(&MORE, "watermark");
    }
    for (start, end) in GLUED.longest_in(page.chars()) {
        cuts.push(Cut::out(Span::new(start as u32, end as u32), "watermark"));
    }
    ends_of_page(page, cuts);
    accounts(page, cuts);
    columns(page, cuts);
    if words.contains("://") || words.contains("www.") {
        for hit in ADDRESS
            .captures_iter(words)
            .filter_map(|c| Some(c.get(1)?.end()..c.get(0)?.end()))
        {
            cuts.push(Cut::out(page.span_in(all, hit), "watermark"));
        }
    }
    for hit in brackets(page.chars()) {
        let bare = page.folded(hit);
        let inside = bare.trim_matches(|c: char| !c.is_alphanumeric());
        if page_after_sentence(page.folded(Span::new(0, hit.start)), inside) {
            cuts.push(Cut::out(hit, "page.number"));
        } else if notice::weight(inside) >= 3 {
            cuts.push(Cut::out(hit, "watermark"));
        }
    }
}

/// Scalars in brackets that may be a site's words.
const LEAST_INSIDE: usize = 3;
const MOST_INSIDE: usize = 40;

/// Where a few words stand in brackets, the brackets too, one after the other. A pattern for them took
/// as long as all other cuts of this kind.
fn brackets(chars: &[char]) -> Vec<Span> {
    let opens = |c: char| matches!(c, '（' | '(' | '【' | '[' | '［' | '〔');
    let closes = |c: char| matches!(c, '）' | ')' | '】' | ']' | '］' | '〕');
    // A full-width bracket may close inside: the last one counts.
    let ends = |c: char| opens(c) || c != '）' && closes(c) || c == '\n';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = chars[at..].iter().position(|c| opens(*c)) {
        let open = at + step;
        let behind = &chars[open + 1..];
        let run = behind.iter().take(MOST_INSIDE).take_while(|c| !ends(**c));
        let run = run.count();
        let close = (LEAST_INSIDE..=run)
            .rev()
            .find(|i| behind.get(*i).is_some_and(|c| closes(*c)));
        at = match close {
            Some(i) => {
                let end = open + i + 2;
                found.push(Span::new(open as u32, end as u32));
                end
            }
            None => open + 1,
        };
    }
    found
}

/// （第4页） where a sentence has ended: the reader of the paper counts; 见材料（第4页） is the speaker's.
fn page_after_sentence(before: &str, inside: &str) -> bool {
    let number = inside
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix('页'))
        .map(str::trim);
    number.is_some_and(|n| n.len() <= 3 && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        && before.ends_with(['。', '！', '？', '”'])
}

/// Scalars at either end of a file that may hold its site's lines without a break.
const END_OF_PAGE: u32 = 160;

/// A seller's words that ran into the first line before the title, or into the last after the end:
/// they stop where their last sign does.
fn ends_of_page(page: &Text, cuts: &mut Vec<Cut>) {
    let long = |l: &&crate::text::Line| l.span.len() > 200;
    if let Some(line) = page
        .lines()
        .iter()
        .find(|l| !l.span.is_empty())
        .filter(long)
    {
        let words = page.folded(line.span);
        let reach = words.char_indices().nth(END_OF_PAGE as usize);
        let front = &words[..reach.map_or(words.len(), |(at, _)| at)];
        let greeted = front
            .find("同志们")
            .or_else(|| front.find("各位"))
            .unwrap_or(0);
        if let Some((weight, range)) = notice::signs(&front[..greeted])
            && weight >= 5
        {
            let numbered = page_number(front);
            let end = range.end.max(numbered);
            cuts.push(Cut::out(page.span_in(line.span, 0..end), "notice.advert"));
        } else if page_number(front) > 0 {
            cuts.push(Cut::out(
                page.span_in(line.span, 0..page_number(front)),
                "page.number",
            ));
        }
    }
    if let Some(line) = page
        .lines()
        .iter()
        .rfind(|l| !l.span.is_empty())
        .filter(long)
    {
        let words = page.folded(line.span);
        let from = words
            .char_indices()
            .rev()
            .nth(END_OF_PAGE as usize)
            .map_or(0, |(at, _)| at);
        // After the last sentence of the speech.
        let tail = &words[from..];
        let mut at = 0;
        for (i, c) in tail.char_indices() {
            let rest = &tail[i + c.len_utf8()..];
            if matches!(c, '。' | '！' | '”') && !rest.is_empty() {
                let begins = notice::signs(rest).filter(|(weight, range)| {
                    let before = &rest[..range.start];
                    *weight >= 4
                        && before.chars().count() <= 24
                        && !before.contains(['。', '！', '？'])
                });
                if begins.is_some() {
                    at = from + i + c.len_utf8();
                    break;
                }
            }
        }
        if at > 0 {
            cuts.push(Cut::out(
                page.span_in(line.span, at..words.len()),
                "notice.advert",
            ));
        }
    }
}

/// 某某发布公众号：abcd-01 after the last sentence of a paragraph: the account of whoever set the page.
fn accounts(page: &Text, cuts: &mut Vec<Cut>) {
    const NAMED: [&str; 5] = ["公众号：", "微信号：", "视频号：", "抖音号：", "微博号："];
    for line in page.lines().iter().filter(|l| l.span.len() >= 40) {
        let words = page.folded(line.span);
        let Some(at) = words.rfind(['。', '！', '？']) else {
            continue;
        };
        let from = at + '。'.len_utf8();
        let tail = &words[from..];
        let told = NAMED.iter().any(|name| {
            tail.split_once(name).is_some_and(|(who, id)| {
                let mark = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                who.chars().count() <= 14
                    && who.chars().all(is_han)
                    && id.len() >= 4
                    && id.chars().all(mark)
            })
        });
        if told {
            cuts.push(Cut::out(
                page.span_in(line.span, from..words.len()),
                "watermark",
            ));
        }
    }
}

/// Bytes of a file's number before its title: 编号：832587167.
fn page_number(front: &str) -> usize {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| rule(r"^(?:文档|文件|资料|文章)?编号[：:]?\d{5,12}"));
    NUMBER.find(front).map_or(0, |hit| hit.end())
}

/// The name of a column that ran into the title.
fn columns(page: &Text, cuts: &mut Vec<Cut>) {
    let heads = page.lines().iter().filter(|l| !l.span.is_empty()).take(8);
    for line in heads.filter(|l| l.span.len() <= 80) {
        let words = page.folded(line.span);
        if salutation::is(words) {
            break;
        }
        if let Some(range) = titles::column(words) {
            cuts.push(Cut::out(page.span_in(line.span, range), "notice.site"));
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
        let body =
            "把水渠修通，把种子选好，把账算清，把话带到每一个村，一户也不能少，一天也不能拖。";
        assert_eq!(left(&format!("{body}云山发布公众号：ysfb-01")), body);
        assert_eq!(left("渠修好了。（第4页）再修路。"), "渠修好了。再修路。");
        assert_eq!(
            left("全年修渠九条。[批注 农水科：数字请再核。]明年再修五条。"),
            "全年修渠九条。明年再修五条。"
        );
        assert_eq!(
            left("2018年3月5日　于云山　　Page 2 of 3"),
            "2018年3月5日　于云山　　"
        );
        assert_eq!(left("“水是苦的。”（译员注）大家"), "“水是苦的。”大家");
        assert_eq!(left("见材料（第4页）再说。"), "见材料（第4页）再说。");
        assert_eq!(left("把路下载后可任意编辑修好##paidend##。"), "把路修好。");
        assert_eq!(
            left("把账算清，更多精彩请到某某网查看。再往前走。"),
            "把账算清再往前走。"
        );
        assert_eq!(
            left("在春耕会上的讲话党群工作演讲稿\n同志们：\n干。"),
            "在春耕会上的讲话\n同志们：\n干。"
        );
        assert_eq!(left("把路修好※某某资料社※修到家"), "把路修好修到家");
        assert_eq!(
            left("一件一件办。【本文来自 某某讲稿 微信公众号】大家"),
            "一件一件办。大家"
        );
    }

    #[test]
    fn a_sellers_words_at_either_end_of_one_long_line_go() {
        let body = "把水渠修通，把种子选好，把账算清，把话带到每一个村。".repeat(10);
        let head = "某某文库：www.abc-d.com微信添加【abcd01】海量公文范文，朋友圈每天更新";
        let tail = "全网最全公文库，素材一个就够！公众号【某某办公】防丢失QQ【1234567】";
        let speech = format!("在春耕会上的讲话同志们：{body}");
        assert_eq!(left(&format!("{head}{speech}{tail}")), speech);
        assert_eq!(left(&format!("编号：83258716{speech}")), speech);
        assert_eq!(left(&speech), speech);
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
