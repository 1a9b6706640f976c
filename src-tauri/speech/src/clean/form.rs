//! Tells a notice line by its form: ways through a site, counters, buttons, addresses, noise.
//! Words are the matter of the cue list, and where a line stands is the matter of its caller.

use std::sync::LazyLock;

use regex::Regex;

use super::{device, draft, marks};
use crate::recognise::page;
use crate::text::is_han;

static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"_第\s*\d{1,4}\s*页$|^[—–\-－─·•\s]*第?\s*\d{1,4}\s*页?[—–\-－─·\s]*$|^第\s*\d{1,4}\s*页[,，/\s]*共\s*\d{1,4}\s*页$|^(?:页码[:：]?)?\s*\d{1,3}\s*/\s*\d{1,3}\s*页?$|^[Pp]age\s*\d+|^[^，。；：]{0,24}\s第\s*\d{1,3}\s*页\s*[,，/]?\s*共\s*\d{1,3}\s*页$|^/?第\s*\d{1,4}\s*页\s*[,，/]?\s*共\s*\d{1,4}\s*页/?(?:\s*[上下首末尾]一?页)*$|^[（(][^，。）)]{0,14}第\s*[\d一二三四五六七八九十]{1,4}\s*页[）)]$|^\S[^。；]{0,26}\s{2,}(?:第\s*\d{1,3}\s*页|[—–-]\s*\d{1,3}\s*[—–-])$|^[~～=·•.]{1,2}\s*\d{1,3}\s*[~～=·•.]{1,2}$|^[（(](?:接上|上接|转下|下转|下接|紧接|续接)(?:上|下)?[一]?第?[\d一二三四]{0,3}[页版]?[^）)]{0,4}[）)]$",
    )
});
static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:记者|通讯员|摄影)[^，。\n]{0,12}摄(?:影)?$|资料图片?$|^（?图为|^[\[［【（(](?:图[片注]?|插图|照片|配图|附图|视频|音频)\d*[：:][^\]］】]{2,40}[\]］】）)]$|^[\[［【](?:图片|图|插图|照片|配图|视频|音频|表情)\d*[\]］】]$",
    )
});
static DOCKET: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:会议|大会|全会|年会|[党职人]代会)(?:发言)?(?:材料|文件|参阅件|参阅材料)(?:之[一二三四五六七八九十]+|[（(][^）)]{1,6}[)）])?$",
    )
});
/// What a draft calls itself above its title: 讲稿提纲（初稿）, 录音整理稿（未经本人审阅）.
static DRAFT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:讲话稿?|讲稿|发言稿?|字幕|录音|速记|文字)(?:提纲|文本|导出|记录|整理|初|草|稿)+[（(][^）)]{0,16}(?:稿|审|校|识别|整理)[^）)]{0,16}[）)]$",
    )
});
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^\D{0,30}(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*\d{1,2}:\d\d|^(?:时间|日期|发稿)\s*[：:]\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s*$|^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+(?:\d\d:\d\d\s*)?(?:来源|稿源|作者|编辑|浏览|阅读|发布)",
    )
});
static STAMPED: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}"));
/// A count beside what a site counts: 阅读 12, 收藏(3), 45评论, 1粉丝.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    let counted = "阅读?|阅读[量数]|浏览[量数]?|点击[量数率]?|查看|热度|人气|评分|评论|留言|回复|点赞|赞|喜欢|推荐|收藏|转载|转发|分享|支持|反对|下载[量券]?|关注|粉丝|帖子|积分|字数|页数|已读";
    rule(&format!(
        r"(?:^|[\s|/•·◎◆★☆❤⚑✉⭐)）\]】〕〗\x{{1f300}}-\x{{1faff}}-])(?:{counted})\s*[:：|(（]?\s*\d|\d\s*(?:人|次|条|个|位)?(?:{counted})(?:$|[^\p{{Han}}])"
    ))
});
static FILE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)[^\s/]{1,60}\.(?:jpe?g|png|gif|bmp|docx?|wps|pdf|txt|pptx?|xlsx?|rar|zip|mp3|mp4)(?:$|[\s（(、，》])",
    )
});
static SIZE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^[•·\-\s]*(?:\p{Han}{2,4}[:：]\s*)?[\d.]+\s*[KM]B$"));
/// The page of a newspaper: 第3版：要闻, A02版.
static EDITION: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"第\s*[A-Z]?\d{1,3}\s*版\s*(?:[:：(（]|$|[上下]一版)|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^，。]{0,12}(?:日报|晚报|时报|周报)",
    )
});
/// Where a printed text was taken from: 原载《某报》1967年10月2日.
static PRINTED_IN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[（(【\[]?(?:(?:原载|载于?|摘自|选自|录自|原刊|转自|转载自|节选自)(?:于)?[:： ]?《[^》]{2,30}》[^。]{0,40}。?|(?:据|根据)《[^》]{2,30}》.{0,20}(?:刊印|排印|编印|整理|原件|抄录|影印)。?)[）)】\]]?$",
    )
});
/// 返回会议首页 and what follows it on the line.
static BACK: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^返回[^，。；]{0,8}(?:首页|列表|目录|顶部|主页|[上前]一?[页级])"));
/// The name of a site and no more: 某某网_材料, 某某网 首页.
static SITE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:\d{1,2}-\d{1,2}\s+)?[\p{Han}A-Za-z0-9]{2,10}?(?:网|网站|论坛|文库|素材库|社区|图书馆)\s*(?:$|[_|\-—·]\s*[^，。：:]{0,12}$|\s(?:网站)?首页$|[,，]自由的)",
    )
});

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// What a line's form says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// 3 = a notice wherever it stands; 2 = outside the speech; 0 = nothing.
    pub weight: u32,
    /// The rule of the strongest sign.
    pub rule: &'static str,
}

impl Form {
    fn add(&mut self, weight: u32, rule: &'static str) {
        if self.rule.is_empty() {
            self.rule = rule;
        }
        self.weight += weight;
    }
}

/// Weighs a folded line by its form.
pub(super) fn weigh(words: &str, chars: &[char]) -> Form {
    let len = chars.len();
    let mut form = Form::default();
    if len > 160 || len == 0 {
        return form;
    }
    let columned = len <= 45 && chars.windows(2).any(|w| w == [' ', ' ']);
    if (len <= 14 || words.contains("_第") || len <= 45 && chars.contains(&'页') || columned)
        && PAGE_NUMBER.is_match(words)
    {
        form.add(3, "page.number");
        return form;
    }
    if len <= 9 && spread_pages(words) {
        form.add(3, "page.number");
        return form;
    }
    if noise(chars) {
        form.add(3, "noise");
        return form;
    }
    if let Some((weight, rule)) = device::weigh(words, chars) {
        form.add(weight, rule);
        return form;
    }
    let pictured = words.ends_with(['摄', '影', '图', '片'])
        || chars[..len.min(3)].contains(&'图')
        || matches!(chars[0], '[' | '［' | '【');
    if (len <= 60 || words.ends_with('摄')) && pictured && CAPTION.is_match(words) {
        form.add(3, "notice.caption");
        return form;
    }
    let sentence = chars.iter().any(|c| matches!(c, '。' | '！' | '？' | '；'));
    if len <= 30 && chars.contains(&'会') && DOCKET.is_match(words) {
        form.add(2, "notice.docket");
    }
    if let Some((weight, rule)) = draft::weigh(words, len) {
        form.add(weight, rule);
    }
    if len <= 40 && words.ends_with(['）', ')']) && DRAFT.is_match(words) {
        form.add(2, "notice.docket");
    }
    // The rules below are asked only of lines with a mark that they need: tried on every line they
    // took a third of the time of cleaning.
    let has = |marks: &[char]| chars.iter().any(|c| marks.contains(c));
    if len <= 120 && has(&['>', '›', '»', '/', '→', '|', '—']) {
        form.add_if(crumbs(words), "notice.navigation");
    }
    let book = has(&['《', '》']);
    if len <= 60
        && !sentence
        && words.contains(|c: char| c.is_ascii_digit())
        && page::is_collection(words)
    {
        form.add(3, "notice.collection");
    }
    // 《某书》作者某某《某书》作者某某: what a seller of books sets above a page.
    if book && (words.matches("》作者").count() >= 2 || words.contains("直播间《")) {
        form.add(3, "notice.advert");
    }
    if len <= 120 && keywords(words) {
        form.add(3, "notice.advert");
    }
    // 某届代表大会_某镇某届代表大会: the title of a page, joined as sites join.
    let barred = words
        .split_once('_')
        .is_some_and(|(a, b)| a.ends_with(is_han) && b.starts_with(is_han));
    if len <= 80 && barred && !sentence && words.matches('_').count() <= 2 {
        form.add(2, "notice.site");
    }
    // #讲话稿# #公文写作#, and the number a page has in its site's books.
    let tags = chars[0] == '#' && chars.iter().filter(|c| **c == '#').count() >= 2;
    let tagged = || {
        words
            .split(['#', ' '])
            .all(|t| t.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric()))
    };
    if len <= 60 && tags && !chars[1..].starts_with(&['#']) && tagged() {
        form.add(3, "notice.navigation");
    }
    if len >= 9 && chars.iter().all(char::is_ascii_digit) {
        form.add(2, "noise");
    }
    // xj076: the name of a picture that is not there.
    if (4..=12).contains(&len)
        && chars.iter().all(char::is_ascii_alphanumeric)
        && chars[0].is_ascii_lowercase()
        && chars.iter().any(char::is_ascii_digit)
    {
        form.add(1, "noise");
    }
    if len <= 100 && !sentence && page_title(words) {
        form.add(3, "notice.site");
    }
    let returns = words.starts_with("返回") && BACK.is_match(words);
    let comment = words.starts_with("<!--") && words.ends_with("-->");
    if len <= 60 && (returns || comment) {
        form.add(3, "notice.navigation");
    }
    // 原创　某某中学: the mark of a page's own text, and whose page it is.
    if len <= 40 && !sentence && words.starts_with("原创 ") {
        form.add(3, "notice.source");
    }
    if len <= 80 && book && PRINTED_IN.is_match(words) {
        form.add(3, "notice.source");
    }
    // 电网, 全国联网 and their like are what a heading speaks of.
    let nets = [
        "联网",
        "电网",
        "路网",
        "管网",
        "水网",
        "全网",
        "上网",
        "入网",
        "一张网",
        "法网",
    ];
    if len <= 24
        && has(&['网', '坛', '库', '区', '馆'])
        && SITE_NAME.is_match(words)
        && !nets.iter().any(|n| words.contains(n))
    {
        form.add(2, "notice.site");
    }
    if chars.iter().any(char::is_ascii_digit) {
        // Under a title a bare day is the speech's, among a page's lines it is the page's.
        if len <= 10 && is_bare_day(chars) {
            form.add(1, "notice.source");
        }
        // [3楼] 老何 2015-3-2
        let storey = chars.iter().take(7).position(|c| matches!(c, '楼' | '#'));
        let numbered = |at: usize| {
            let before = chars[..at]
                .iter()
                .filter(|c| !matches!(c, '[' | '【' | '第' | ' '));
            at > 0 && before.clone().all(char::is_ascii_digit) && before.count() > 0
        };
        if len <= 60 && !sentence && STAMPED.is_match(words) && storey.is_some_and(numbered) {
            form.add(3, "notice.navigation");
        }
        if len <= 80 && STAMP.is_match(words) {
            form.add(2, "notice.source");
        }
        if !sentence {
            let counted = COUNTER.find_iter(words).count() as u32;
            form.add_if((2 * counted).min(4), "notice.source");
            if len <= 70 && words.contains(['版', '报']) && EDITION.is_match(words) {
                form.add(2, "notice.source");
            }
        }
        if len <= 20 && SIZE.is_match(words) {
            form.add(3, "notice.source");
        }
    }
    if chars.contains(&'.') {
        let files = FILE_NAME.find_iter(words).count();
        let bare = files == 1
            && FILE_NAME
                .find(words)
                .is_some_and(|m| m.start() == 0 && m.end() + '》'.len_utf8() >= words.len());
        form.add_if(if files >= 2 || bare { 3 } else { 0 }, "notice.source");
        form.add_if(if mail(chars) { 2 } else { 0 }, "notice.advert");
        if !sentence && named_address(words, chars) {
            form.add(3, "notice.site");
        }
    }
    if !sentence && buttons(chars) >= 2 {
        form.add(2, "notice.navigation");
    }
    form.add_if(glyphs(chars), "notice.advert");
    if !sentence
        && let Some((weight, rule)) = marks::weigh(words, chars)
        && weight > form.weight
    {
        form = Form { weight, rule };
    }
    form
}

impl Form {
    fn add_if(&mut self, weight: u32, rule: &'static str) {
        if weight > 0 {
            self.add(weight, rule);
        }
    }
}

/// 2 — 5: chapter and page, or page and pages, as printers set them.
fn spread_pages(words: &str) -> bool {
    let figure =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    [" — ", " – ", " - ", " － "].iter().any(|bar| {
        let halves = words.trim().split_once(bar);
        halves.is_some_and(|(a, b)| figure(a.trim()) && figure(b.trim()))
    })
}

/// 2023/2/28
fn is_bare_day(chars: &[char]) -> bool {
    let bars = chars.iter().filter(|c| **c == '/').count();
    let figures = chars.iter().filter(|c| c.is_ascii_digit()).count();
    bars == 2 && bars + figures == chars.len() && figures >= 6
}

/// 某某铺子 abc-demo.com: a name and its address, and no word that sends a hearer there.
fn named_address(words: &str, chars: &[char]) -> bool {
    const TOP: [&str; 8] = [
        ".com", ".cn", ".net", ".org", ".cc", ".top", ".vip", ".site",
    ];
    let sent = ["登录", "访问", "网址", "官网", "邮箱", "网站", "平台", "："];
    let han = chars.iter().filter(|c| is_han(**c)).count();
    han <= 12
        && chars.len() <= 48
        && !sent.iter().any(|w| words.contains(w))
        && !words.contains(".gov.")
        && TOP.iter().any(|top| {
            words
                .find(top)
                .is_some_and(|at| words[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
        })
}

/// The title of a page, as sites join it: the text's title, its shelf and the site, with _ or - between.
fn page_title(words: &str) -> bool {
    let shelf = |part: &str| {
        let part = part.trim();
        let count = part.chars().count();
        (2..=8).contains(&count) && part.chars().all(is_han)
    };
    let site = |part: &str| {
        ["网", "网站", "文库", "论坛", "资料库", "素材库"]
            .iter()
            .any(|w| part.trim_end().ends_with(w))
    };
    let lowered: Vec<&str> = words.split('_').collect();
    if lowered.len() >= 2 {
        let filled = lowered
            .iter()
            .all(|p| (2..=45).contains(&p.trim().chars().count()));
        let last = lowered
            .last()
            .is_some_and(|p| site(p) && p.chars().count() <= 14);
        return filled && last;
    }
    let dashed: Vec<&str> = words.split('-').collect();
    dashed.len() >= 3
        && dashed[0].chars().filter(|c| is_han(*c)).count() >= 4
        && dashed[1..].iter().all(|p| shelf(p))
}

/// A line of what people search for: 述职报告，心得体会，入党申请书.
fn keywords(words: &str) -> bool {
    const SOUGHT: [&str; 22] = [
        "范文",
        "述职报告",
        "心得体会",
        "申请书",
        "工作总结",
        "演讲稿",
        "讲话稿",
        "大全",
        "思想汇报",
        "自我鉴定",
        "实习报告",
        "检讨书",
        "策划书",
        "读后感",
        "观后感",
        "作文",
        "论文",
        "主持词",
        "发言稿",
        "计划书",
        "简历",
        "自我评价",
    ];
    const BETWEEN: [char; 7] = ['，', ',', '、', ' ', '|', '_', '；'];
    if words.chars().filter(|c| BETWEEN.contains(c)).count() < 2 {
        return false;
    }
    let items: Vec<&str> = words
        .split(BETWEEN)
        .map(str::trim)
        .filter(|w| !w.is_empty())
        .collect();
    let sought = items
        .iter()
        .filter(|item| item.chars().count() <= 10 && SOUGHT.iter().any(|w| item.ends_with(w)))
        .count();
    sought >= 3 && sought * 3 >= items.len() * 2
}

/// A way through a site, 甲 > 乙 > 丙, with short steps: its weight.
fn crumbs(words: &str) -> u32 {
    for bar in [">>", "»", ">", "›", "->", " / ", "→", "|", " — "] {
        let steps: Vec<&str> = words.split(bar).collect();
        let pointed = matches!(bar, "›" | "»" | ">" | ">>" | "->");
        let least = if pointed { 2 } else { 3 };
        let short = steps.len() >= least
            && steps[..steps.len() - 1].iter().all(|s| {
                let n = s.trim().chars().count();
                (1..=16).contains(&n) && !s.contains(['。', '，'])
            });
        if short {
            return if pointed && steps.len() >= 3 || steps.len() >= 4 {
                3
            } else {
                2
            };
        }
    }
    0
}

/// A line of Latin letters and symbols without a word, put between paragraphs against copying.
fn noise(chars: &[char]) -> bool {
    let mark = |c: &char| {
        c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | ':' | '/' | '(' | ')' | '?')
    };
    let marks = chars.iter().filter(|c| mark(c)).count();
    let latin = (5..=60).contains(&chars.len())
        && chars
            .iter()
            .all(|c| c.is_ascii() || matches!(c, '（' | '）'))
        && marks >= 2
        && chars.contains(&' ')
        && !chars
            .iter()
            .collect::<String>()
            .split(' ')
            .any(|w| w.len() > 3 && w.bytes().all(|b| b.is_ascii_alphabetic()));
    let heavy = |c: &char| {
        matches!(
            c,
            '$' | '&' | '#' | '%' | '^' | '|' | '@' | '~' | '`' | '\\'
        )
    };
    // %鷉q|: what is left of such a line where one of its letters became a character.
    let scrap = (2..=8).contains(&chars.len())
        && marks >= 2
        && chars.iter().any(heavy)
        && chars.iter().filter(|c| is_han(**c)).count() <= 1
        && !chars.iter().any(char::is_ascii_digit);
    let run = chars
        .windows(4)
        .any(|w| w.iter().all(heavy) && w.iter().any(|c| *c != w[0]));
    latin || scrap || run && chars.len() <= 60
}

/// Short words in brackets that a reader was meant to press, ［上一版］［下一版］; cries of the hall
/// are not among them.
fn buttons(chars: &[char]) -> usize {
    let mut count = 0;
    let mut open = None;
    for (i, c) in chars.iter().enumerate() {
        match c {
            '[' | '［' | '【' | '〖' => open = Some(i),
            ']' | '］' | '】' | '〗' => {
                let inside = open.take().map(|o| &chars[o + 1..i]);
                let fits = inside.is_some_and(|w| {
                    (1..=8).contains(&w.len())
                        && !w.iter().any(|c| matches!(c, '声' | '掌' | '笑' | '注'))
                        && !w
                            .iter()
                            .all(|c| c.is_ascii_digit() || crate::text::blank(*c))
                });
                count += usize::from(fits);
            }
            _ => {}
        }
    }
    count
}

/// Pictures and ornaments that no one speaks.
fn glyphs(chars: &[char]) -> u32 {
    let pictures = chars.iter().filter(|c| ornament(**c)).count();
    let stars = chars
        .windows(3)
        .any(|w| w.iter().all(|c| matches!(c, '★' | '☆')));
    let bullet = matches!(chars[0], '◎' | '▷' | '※' | '◆' | '▲' | '▼');
    if pictures > 0 || stars {
        2
    } else {
        u32::from(bullet)
    }
}

/// A picture character, such as a heart or a pointing hand.
pub(super) fn ornament(c: char) -> bool {
    matches!(
        c,
        '\u{1f300}'
            ..='\u{1faff}'
                | '❤'
                | '⭐'
                | '✉'
                | '⚑'
                | '☛'
                | '☞'
                | '✦'
                | '✎'
                | '☎'
                | '▍'
                | '↓'
                | '☟'
                | '⬇'
    )
}

/// An address of electronic mail.
fn mail(chars: &[char]) -> bool {
    chars
        .windows(3)
        .any(|w| w[1] == '@' && w[0].is_ascii_alphanumeric() && w[2].is_ascii_alphanumeric())
}

/// True for a line of one or two characters, as when a banner is set upright.
pub(super) fn upright(chars: &[char]) -> bool {
    let words: Vec<char> = chars
        .iter()
        .copied()
        .filter(|c| !crate::text::blank(*c))
        .collect();
    words.len() == 1 && is_han(words[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(line: &str) -> u32 {
        let words: String = line.chars().map(crate::fold::fold).collect();
        let chars: Vec<char> = words.chars().collect();
        weigh(&words, &chars).weight
    }

    #[test]
    fn lines_of_a_site_are_known_by_their_form() {
        for line in [
            "某某论坛 › 发言 › 主题：春耕动员",
            "文档网　>　致辞　>　开学",
            "赞(0)　反对(0)　收藏",
            "浏览(4308",
            "❤ 喜欢 11　评论 8",
            "某报数字版　第3版：要闻　［上一版］［下一版］",
            "［复制］［下载］　时间：2020-01-02",
            "— 12 —",
            "3 — 7",
            "（讨论稿·第二稿）",
            "第1页 共2页",
            "2 {( G8 m\" C* J5",
            "（ z8 I! T* G$ E3",
            "会议照片01.jpg",
            "张三 2005-08-11 16:27",
            "原载《某地日报》1958年3月2日",
            "根据《某人文集》（上册）排印",
            "某某资料网 首页",
            "• 43.00 KB",
            "《田间算账》作者何守成《水渠边》作者陶林月",
            "九届职工代表大会_某某厂第九次职工代表大会",
            "讲话稿范文，述职报告，心得体会，入党申请书，演讲稿大全",
            "《春耕会上的讲话.doc》",
            "在全县春耕会上的致辞-致辞-范文-某某驿道",
            "春耕文稿_致辞_2025范文_某某网",
            "某镇办事处　　　第 2 页　共 3 页",
            "（第3小组记录　第14页）",
            "/第1页 共4页/　下一页",
            "%鷉q|",
            "&#夿;",
            "返回会议首页 / Back to Home",
            "原创　某某中学　校园之声",
            "［图：会场　摄影　某某］",
            "2023-03-15　来源：某报　记者　某某",
        ] {
            assert!(weight(line) >= 2, "{line}: {}", weight(line));
        }
    }

    #[test]
    fn lines_of_a_speech_have_no_such_form() {
        for line in [
            "（全场起立）［掌声］［笑声］",
            "推荐先进个人20名，收藏档案30卷",
            "根据《条例》第三条的规定，今天的会议由我主持",
            "2019年3月5日",
            "王大民　李小红　张建国",
            "川西电力联网 今起跨江",
            "三、支持3个村办起合作社",
            "ABC项目 (一期)",
            "返回工作岗位以后",
            "原创的技术要有自己的人",
            "5%，#3线",
            "191/2012",
            "2008?  2009?  2010?",
        ] {
            assert_eq!(weight(line), 0, "{line}");
        }
    }
}
