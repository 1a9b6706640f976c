//! Finds what was put inside lines: watermarks, page numbers in a sentence, injected noise.
//! Whole lines are not its matter, nor is damage that only a reader can mend (`damage`).

use std::sync::LazyLock;

use regex::Regex;

use super::Cut;
use crate::lookup::Finder;
use crate::model::Span;
use crate::text::{Text, is_han};

/// The rule that takes strewn noise out.
pub(super) const NOISE: &str = "noise";

/// A bracket with a site's address in it, or a call to get more texts by a number.
static WATERMARK: LazyLock<Regex> = LazyLock::new(|| {
    let site = r"[A-Za-z0-9][A-Za-z0-9.-]*\.(?:com|cn|net|org|cc|top|vip|site|info)(?-u:\b)";
    let any = format!(
        r"[（(【\[][^（()）【】\[\]\n]{{0,20}}{site}[^（()）【】\[\]\n]{{0,20}}[）)】\]]|(?:更多|最新|全套|完整)[^，。；、,;：:\s]{{0,10}}(?:加|搜|联系|关注)\s*(?:QQ|qq|微信|VX|vx|公众号)[群号]*[:：]?\s*[A-Za-z0-9_-]{{5,}}"
    );
    Regex::new(&any).expect("a rule of this file compiles")
});
/// What every watermark holds; to look for one in a text without takes longer than all else here.
static MARKS: LazyLock<Finder> = LazyLock::new(|| {
    Finder::written([
        ".com",
        ".cn",
        ".net",
        ".org",
        ".cc",
        ".top",
        ".vip",
        ".site",
        ".info",
        "QQ",
        "qq",
        "微信",
        "VX",
        "vx",
        "公众号",
    ])
});
/// `2 / 3` between the end of a sentence and the next word.
static PAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d{1,3} ?/ ?\d{1,3}").expect("a rule of this file compiles"));

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\[【](?:视频|图文|组图|图片|图|音频|直播|转载|原创|推荐|置顶|精华|热门|独家|快讯|要闻)[\]】]\s*")
        .expect("a rule of this file compiles")
});

static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut common = vec![false; 0x5200];
    let list = include_str!("../../lexicon/common_characters.txt");
    for c in list
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::chars)
    {
        if let Some(slot) = (c as usize)
            .checked_sub(0x4e00)
            .and_then(|i| common.get_mut(i))
        {
            *slot = true;
        }
    }
    common
});

/// Cuts inside lines.
pub(super) fn cuts(page: &Text) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let all = Span::new(0, page.len());
    if MARKS.stands_in(page.chars()) {
        for hit in WATERMARK.find_iter(page.all_folded()) {
            if !spoken_address(&page.all_folded()[..hit.start()], hit.as_str()) {
                cuts.push(Cut::out(page.span_in(all, hit.range()), "watermark"));
            }
        }
    }
    tags(page, &mut cuts);
    pages(page, &mut cuts);
    noise(page, &mut cuts);
    time_codes(page, &mut cuts);
    cuts
}

/// What subtitles set before each line: [00:18], 00:01:05.
fn time_codes(page: &Text, cuts: &mut Vec<Cut>) {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[\[【（(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\]】）)]|\d{2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)\s*")
            .expect("a rule of this file compiles")
    });
    let codes: Vec<Span> = page
        .lines()
        .iter()
        .filter_map(|line| {
            let hit = CODE.find(page.folded(line.span))?;
            Some(page.span_in(line.span, hit.range()))
        })
        .collect();
    // A single time may be an agenda's.
    if codes.len() >= 3 {
        cuts.extend(codes.into_iter().map(|span| Cut::out(span, "time.code")));
    }
}

/// An address that the speaker gives his hearers (请登录网站（…）查询) or that of an office.
fn spoken_address(before: &str, mark: &str) -> bool {
    let near = before.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
    let named = [
        "网站", "网址", "官网", "平台", "邮箱", "登录", "门户", "访问",
    ]
    .iter()
    .any(|w| before[near..].contains(w));
    let advert = [
        "首发", "更多", "搜集", "整理", "下载", "原创", "转载", "范文",
    ]
    .iter()
    .any(|w| mark.contains(w));
    // A public body's address is what a speaker tells his hearers to go to.
    let public = [".gov.cn", ".edu.cn", ".org.cn"]
        .iter()
        .any(|end| mark.contains(end));
    public || named && !advert
}

/// [视频], [图文] before a title.
fn tags(page: &Text, cuts: &mut Vec<Cut>) {
    let heads = page.lines().iter().filter(|l| !l.span.is_empty()).take(6);
    for line in heads {
        if let Some(hit) = TAG.find(page.folded(line.span)) {
            cuts.push(Cut::out(page.span_in(line.span, hit.range()), "notice.tag"));
        }
    }
}

/// Page numbers of the same total that stand in running lines, as when a file lost its line breaks.
fn pages(page: &Text, cuts: &mut Vec<Cut>) {
    let all = Span::new(0, page.len());
    let mut found: Vec<(Span, String, String)> = Vec::new();
    if !page.all_folded().contains('/') {
        return;
    }
    for hit in PAGE.find_iter(page.all_folded()) {
        let span = page.span_in(all, hit.range());
        let mut halves = hit.as_str().split('/').map(|h| h.trim().to_owned());
        if let (Some(number), Some(total)) = (halves.next(), halves.next()) {
            found.push((span, number, total));
        }
    }
    for (span, number, total) in &found {
        let (Ok(number), Ok(all)) = (number.parse::<u32>(), total.parse::<u32>()) else {
            continue;
        };
        // 1/3 of a sum is said once; pages come as a run of one total with spaces about the bar.
        let run = found.iter().filter(|(_, _, t)| t == total).count();
        let spaced = page.raw(*span).contains(' ');
        // Without blanks a sentence has to have ended before each page of the whole run.
        let ended = |at: u32| {
            at.checked_sub(1)
                .and_then(|before| page.char_at(before))
                .is_none_or(|c| matches!(c, '。' | '！' | '？' | '”' | '\n'))
        };
        let whole = || {
            run as u32 >= all.saturating_sub(1)
                && found
                    .iter()
                    .filter(|f| f.2 == *total)
                    .all(|f| ended(f.0.start))
        };
        if number >= 1 && number <= all && all >= 2 && run >= 2 && (spaced || whole()) {
            cuts.push(Cut::out(*span, "page.number"));
        }
    }
}

/// Runs of ASCII symbols and uncommon characters that a site strews between words.
fn noise(page: &Text, cuts: &mut Vec<Cut>) {
    let chars = page.chars();
    let symbol = |c: char| {
        matches!(
            c,
            '%' | '^'
                | '&'
                | '#'
                | '$'
                | '@'
                | '`'
                | '~'
                | '+'
                | '|'
                | '\\'
                | '{'
                | '}'
                | '!'
                | '='
        )
    };
    let rare = |c: char| {
        is_han(c)
            && !COMMON
                .get((c as usize).wrapping_sub(0x4e00))
                .copied()
                .unwrap_or(false)
    };
    let odd = |c: char| symbol(c) || rare(c) || c.is_ascii_alphanumeric();
    let mut at = 0;
    while at < chars.len() {
        if !(symbol(chars[at]) || rare(chars[at])) {
            at += 1;
            continue;
        }
        let mut end = at;
        // A semicolon among them is noise too; one that ends a clause has words after it.
        let mark = |at: usize| {
            matches!(chars[at], ';' | '；')
                && (chars.get(at + 1).is_some_and(|c| odd(*c)) || symbol(chars[at - 2]))
        };
        while end < chars.len() && (odd(chars[end]) || end >= at + 2 && mark(end)) {
            end += 1;
        }
        let strewn = strewn_end(&chars[at..]);
        if strewn > end - at {
            end = at + strewn;
            cuts.push(Cut::out(Span::new(at as u32, end as u32), NOISE));
            at = end;
            continue;
        }
        let run = &chars[at..end];
        let symbols = run
            .iter()
            .filter(|c| symbol(**c) || matches!(c, ';' | '；'))
            .count();
        let rares = run.iter().filter(|c| rare(**c)).count();
        // #嬬@, %鷉q|: between two different symbols.
        let (first, last) = (run[0], run[run.len() - 1]);
        let between = (3..=8).contains(&run.len())
            && (symbol(first) && first != '!')
            && (symbol(last) || matches!(last, ';' | '；'))
            && first != last;
        if (run.len() >= 5 || between) && symbols >= 2 && rares >= 1 {
            cuts.push(Cut::out(Span::new(at as u32, end as u32), NOISE));
        }
        at = end.max(at + 1);
    }
}

/// Scalars of a string of symbols, letters, figures and lone characters by turns (@#鼎k7); 0 when
/// there is none. Two different symbols and a character between them are asked for: A+B轮 is none.
fn strewn_end(chars: &[char]) -> usize {
    let symbol = |c: char| {
        matches!(
            c,
            '^' | '&' | '#' | '$' | '@' | '`' | '~' | '|' | '\\' | '{' | '}' | '='
        )
    };
    let mut seen: Vec<char> = Vec::new();
    let (mut end, mut han, mut letters, mut lone) = (0, 0, 0, 0);
    for (i, &c) in chars.iter().enumerate().take(16) {
        if symbol(c) {
            if !seen.contains(&c) {
                seen.push(c);
            }
        } else if c.is_ascii_alphanumeric() {
            letters += usize::from(c.is_ascii_alphabetic());
        } else if is_han(c) && lone < 2 && i > 0 {
            lone += 1;
            continue;
        } else {
            break;
        }
        // Characters count only between two that no writer sets there.
        han += lone;
        lone = 0;
        end = i + 1;
    }
    if seen.len() >= 2 && han >= 1 && letters >= 1 && end >= 5 {
        end
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        super::super::left(text, cuts)
    }

    #[test]
    fn watermarks_go_and_the_sentence_closes() {
        assert_eq!(
            left("安全生产没有(某站abc.com首发)局外人。"),
            "安全生产没有局外人。"
        );
        assert_eq!(
            left("自己吃饭、更多材料加QQ:1234567自己找线索。"),
            "自己吃饭、自己找线索。"
        );
        let spoken = "请登录市政府网站（www.abc.com）查询，也可上（www.abc.gov.cn）。";
        assert_eq!(left(spoken), spoken);
    }

    #[test]
    fn a_public_address_that_a_speaker_gives_stays() {
        let text = "请适龄青年到报名网站（http://www.abcdef.gov.cn/）登记。";
        assert_eq!(left(text), text);
    }

    #[test]
    fn page_numbers_go_but_shares_stay() {
        assert_eq!(
            left("一批。1 / 3抢救档案，2 / 3要印到"),
            "一批。抢救档案，要印到"
        );
        assert_eq!(left("完成1/3任务，占 2/3。"), "完成1/3任务，占 2/3。");
        assert_eq!(
            left("修了三年。1/2今年再修，修到头。2/2大家散会。"),
            "修了三年。今年再修，修到头。大家散会。"
        );
    }

    #[test]
    fn noise_goes_but_rare_names_stay() {
        assert_eq!(left("三场。%z8鎏嘅#q十一月"), "三场。十一月");
        assert_eq!(left("也白了@#鼎k婄7。"), "也白了。");
        assert_eq!(left("水渠#嬬@修好，&#夿;再修路"), "水渠修好，再修路");
        assert_eq!(left("#安全#第3组@全体"), "#安全#第3组@全体");
        assert_eq!(
            left("黟县的鎏金工艺增长20%，A+B轮"),
            "黟县的鎏金工艺增长20%，A+B轮"
        );
    }
}
