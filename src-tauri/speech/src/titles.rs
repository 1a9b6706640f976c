//! The grammar of titles: which lines have the form of one, and what its last words say.
//! Looks at one line at a time; where a line stands is not its matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon;
use crate::text::is_han;

/// A word that ends titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The word.
    pub word: &'static str,
    /// Genre id; `None` when the word shows that the line is no title of its own (讲话精神).
    pub genre: Option<&'static str>,
    /// True when it needs no 的 before it.
    bare: bool,
}

static TAILS: LazyLock<HashMap<&'static str, Tail>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../lexicon/genre_tails.tsv"))
        .filter(|cells| cells.len() == 3)
        .map(|cells| {
            let tail = Tail {
                word: cells[0],
                genre: (cells[1] != "-").then_some(cells[1]),
                bare: cells[2] == "yes",
            };
            (tail.word, tail)
        })
        .collect()
});

/// The longest tail word at the end of a folded line, after taking off brackets and marks, with
/// the byte length of what stands before it.
pub fn tail(line: &str) -> Option<(Tail, usize)> {
    let line = core(line);
    let mut found = None;
    for (at, _) in line.char_indices().rev().take(7) {
        if let Some(tail) = TAILS.get(&line[at..]) {
            found = Some((*tail, at));
        }
    }
    found
}

/// A folded line without a bracket or marks at its end: `…的讲话（摘要）`, `…的讲话稿　　`.
pub fn core(line: &str) -> &str {
    let mut line = line.trim();
    loop {
        let before = line;
        line = line.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '*' | '#' | '_' | '。' | '.' | '》' | '①' | '②' | '③')
        });
        for (open, close) in [
            ('（', '）'),
            ('(', ')'),
            ('[', ']'),
            ('〔', '〕'),
            ('【', '】'),
        ] {
            if line.ends_with(close)
                && let Some(at) = line.rfind(open)
                && line[at..].chars().count() <= 24
                && at > 0
            {
                line = line[..at].trim_end();
            }
        }
        for word in &FURNITURE.endings {
            if let Some(rest) = line.strip_suffix(*word)
                && rest.chars().count() >= 4
            {
                line = rest;
            }
        }
        if line == before {
            return line;
        }
    }
}

/// What libraries and sites put before a title and hang on it, from `lexicon/title_furniture.tsv`.
struct Furniture {
    /// 标题：…
    labels: Vec<&'static str>,
    /// 【精品】…, 最新…
    praise: Vec<&'static str>,
    /// 第一篇：…
    place: Regex,
    /// ….docx, …全文
    endings: Vec<&'static str>,
    /// … 打印, …[打印本页]
    tools: Vec<&'static str>,
    /// …（通用3篇）
    offer: Regex,
    /// 收藏 分享赚钱
    lines: Vec<&'static str>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let of = |kind: &str| -> Vec<&'static str> {
        lexicon::rows(include_str!("../lexicon/title_furniture.tsv"))
            .filter(|cells| cells.first() == Some(&kind))
            .filter_map(|cells| cells.get(1).copied())
            .collect()
    };
    let words = |kind: &str| of(kind).iter().flat_map(|w| w.split('|')).collect();
    let rule =
        |kind: &str| Regex::new(&of(kind).join("|")).expect("a rule of our lexicon compiles");
    Furniture {
        labels: words("label"),
        praise: words("praise"),
        place: rule("place"),
        endings: words("ending"),
        tools: words("tool"),
        offer: rule("offer"),
        lines: words("line"),
    }
});

/// A folded line without the label, number or ending that a page gave it, as a byte range; the
/// whole line where it has none.
pub fn bare(line: &str) -> std::ops::Range<usize> {
    let mut start = 0;
    let mut labelled = false;
    loop {
        let skip = front(&line[start..], &mut labelled);
        if skip == 0 {
            break;
        }
        start += skip;
    }
    let mut end = line.len();
    loop {
        let shorter = without_ending(&line[start..end]);
        if start + shorter == end {
            break;
        }
        end = start + shorter;
    }
    if labelled {
        // 查看完整版本：[-- 某某讲话 1966.11.27 --]
        let own = line[start..end].trim_end_matches(['-', ']', ' ', '》']);
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
        end = start + own.trim_end_matches(digits).len();
    }
    if let Some(column) = column(&line[start..end]) {
        end = start + column.start;
    }
    start..end
}

/// True for a folded line that is made of a page's own words alone: 收藏 分享赚钱, 文档简介.
pub fn is_page_line(line: &str) -> bool {
    let bare = line.trim_end_matches(['：', ':']);
    if is_masthead(line) || is_mail_line(line) {
        return true;
    }
    // 某某学校官网 >> 德育之窗 >> 高三年级: where a page stands on its site.
    let path = [">>", "＞＞", "»", "›", " > ", "＞"]
        .iter()
        .find(|w| line.contains(**w));
    if let Some(mark) = path
        && line.split(*mark).filter(|p| !p.trim().is_empty()).count() >= 2
        && line.chars().count() <= 60
        && !line.contains(['。', '！', '？'])
    {
        return true;
    }
    !bare.is_empty()
        && bare
            .split_whitespace()
            .all(|word| FURNITURE.lines.contains(&word))
}

/// 《某某报》电子版, 第12期 第一版：要闻: where a paper says which of its pages this is.
fn is_masthead(line: &str) -> bool {
    let short = line.chars().count() <= 50 && !line.contains(['。', '！', '？', '，']);
    let electronic = ["电子版", "电子报", "数字报"]
        .iter()
        .any(|w| line.ends_with(w));
    let numerals = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let issue = line
        .trim_start_matches(['（', '(', '总'])
        .strip_prefix('第')
        .map(|rest| (rest.len(), rest.trim_start_matches(numerals)))
        .filter(|(long, after)| after.len() < *long && after.starts_with(['期', '版']))
        .map(|(_, after)| {
            after
                .trim_start_matches(['期', '版', '）', ')'])
                .trim_start()
        });
    let numbered = issue.is_some_and(|after| {
        after.is_empty()
            || after.starts_with(['（', '(', '第', '：', ':', '|'])
            || line.contains("版：")
    });
    short && (electronic && line.contains('《') || numbered && !has_form(line))
}

/// 收件人：各乡镇办公室: the head of a letter that came by mail.
pub fn is_mail_line(line: &str) -> bool {
    let Some((label, _)) = line.split_once(['：', ':']) else {
        return false;
    };
    if label.chars().count() > 12 {
        return false;
    }
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(
        label.to_lowercase().as_str(),
        "收件人"
            | "发件人"
            | "寄件人"
            | "发送人"
            | "抄送"
            | "抄送人"
            | "密送"
            | "发送时间"
            | "发件时间"
            | "收件时间"
            | "from"
            | "to"
            | "cc"
            | "bcc"
            | "sent"
            | "subject"
    )
}

/// 主题：转发：县长讲话（录音整理）: the subject of such a letter, below its other lines.
pub fn is_mail_subject(line: &str) -> bool {
    line.split_once(['：', ':']).is_some_and(|(label, _)| {
        let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(label.as_str(), "主题" | "标题" | "邮件主题" | "附件")
    })
}

/// Bytes of the furniture that a folded line begins with, one piece of it.
fn front(line: &str, labelled: &mut bool) -> usize {
    let furniture = &*FURNITURE;
    let after = |rest: &str| line.len() - rest.len();
    for label in &furniture.labels {
        if let Some(rest) = line.strip_prefix(label)
            && let Some(rest) = rest.trim_start().strip_prefix(['：', ':'])
        {
            *labelled = true;
            return after(rest.trim_start_matches([' ', '[', '-', '《']));
        }
    }
    // 全文｜何守成：把水账算清楚.
    for word in [
        "全文", "实录", "重磅", "现场", "讲话", "致辞", "发言", "演讲", "独家", "讲稿",
    ] {
        if let Some(rest) = line
            .strip_prefix(word)
            .and_then(|l| l.trim_start().strip_prefix(['｜', '|', '丨']))
        {
            return after(rest.trim_start());
        }
    }
    if let Some(place) = furniture.place.find(line) {
        return place.end();
    }
    for word in &furniture.praise {
        let bracketed = line
            .strip_prefix(['【', '[', '〔', '(', '（'])
            .and_then(|l| {
                l.strip_prefix(word)?
                    .strip_prefix(['】', ']', '〕', ')', '）'])
            });
        let bare = line.strip_prefix(word).map(str::trim_start);
        let bare = bare.filter(|rest| rest.starts_with(['在', '关', '全', '《']) && has_form(rest));
        if let Some(rest) = bracketed.filter(|rest| rest.chars().count() >= 6).or(bare) {
            return after(rest.trim_start());
        }
    }
    0
}

/// Bytes of a folded line without one piece of furniture at its end.
fn without_ending(line: &str) -> usize {
    let furniture = &*FURNITURE;
    let rest = line.trim_end();
    for tool in &furniture.tools {
        // A word of the page stands apart; one in brackets need not.
        if let Some(title) = rest.strip_suffix(tool)
            && (tool.ends_with([']', ')', '】', '）'])
                || title.ends_with([' ', '\u{3000}', '|', '】', '）']))
            // 主持词（摘要）: the last line of a title that is broken over two.
            && title.trim().chars().count() >= 3
        {
            return title.trim_end_matches([' ', '\u{3000}', '|']).len();
        }
    }
    if let Some(offer) = furniture.offer.find(rest)
        && (rest[..offer.start()].contains("上的") || rest.starts_with('在'))
    {
        return offer.start();
    }
    for word in &furniture.endings {
        if let Some(title) = rest.strip_suffix(word)
            && (word.starts_with('.') || *word != "全文实录" && tail(title).is_some())
        {
            return title.len();
        }
    }
    // A page that writes the title twice on its line.
    let count = rest.chars().count();
    let half = rest
        .char_indices()
        .nth(count / 2)
        .map(|(at, _)| rest.split_at(at))
        .filter(|(a, b)| count >= 12 && a.trim_end() == b.trim_start());
    half.map_or(rest.len(), |(a, _)| a.trim_end().len())
}

/// The name of the column a title stood in, which a page ran into it, as bytes of the folded line:
/// 政府政务演讲稿 of 在全县春耕会上的讲话政府政务演讲稿.
pub fn column(title: &str) -> Option<std::ops::Range<usize>> {
    let columns = [
        "演讲稿",
        "讲话稿",
        "发言稿",
        "范文",
        "公文",
        "材料",
        "领导讲话",
        "讲话致辞",
    ];
    if !title.contains("上的") && !title.contains("主持词") {
        return None;
    }
    let tails = ["上的讲话", "上的发言", "上的致辞", "上的报告", "主持词"];
    tails.iter().find_map(|tail| {
        let from = title.find(tail)? + tail.len();
        let to = title.trim_end_matches([' ', '○', '◎', '|']).len();
        let rest = title.get(from..to)?;
        let named = (4..=10).contains(&rest.chars().count())
            && rest.chars().all(is_han)
            && columns.iter().any(|w| rest.ends_with(w))
            && !rest.starts_with(['稿', '提', '摘', '全', '节', '实', '要', '的', '精']);
        named.then_some(from..to)
    })
}

/// True for a folded line with the form of a speech's title: 在…会上的讲话, …主持词, 关于…的说明.
pub fn has_form(line: &str) -> bool {
    let count = line.chars().count();
    if !(4..=90).contains(&count) || line.ends_with(['。', '；', '，', '：', ':']) {
        return false;
    }
    // An essay on speeches asks or tells how; a speech does not.
    let asks = [
        "怎样",
        "如何",
        "怎么",
        "为什么",
        "浅谈",
        "浅议",
        "略论",
        "谈谈",
        "漫谈",
        "试论",
        "论",
    ];
    if asks.iter().any(|w| line.starts_with(w)) {
        return false;
    }
    let line = &line[bare(line)];
    let Some((tail, at)) = tail(line) else {
        return with_motto(line);
    };
    if tail.genre.is_none() || line.contains(['。', '？', '；']) {
        return false;
    }
    let before = core(line)[..at].trim_end();
    let joined = before.ends_with('的') || before.ends_with('之');
    let occasion = before.ends_with("上的") || before.ends_with("上") || before.starts_with('在');
    if tail.bare {
        return tail.word.chars().count() + before.chars().count() >= 4;
    }
    joined && before.chars().count() >= 2 || occasion || names_meeting(before)
}

/// 全县项目建设工作会议 in 全县项目建设工作会议讲话, where 上的 was left out.
fn names_meeting(before: &str) -> bool {
    // 秋季学期家长会校长讲话: who speaks stands between the meeting and the word for it.
    let before = [
        "校长",
        "院长",
        "书记",
        "董事长",
        "总经理",
        "主任",
        "县长",
        "市长",
        "区长",
        "镇长",
        "局长",
        "厂长",
        "园长",
        "会长",
        "领导",
        "家长代表",
        "学生代表",
        "教师代表",
    ]
    .iter()
    .find_map(|w| {
        before
            .strip_suffix(w)
            .filter(|b| b.ends_with(['会', '礼', '式', '议']))
    })
    .unwrap_or(before);
    let bodies = [
        "机会",
        "社会",
        "委员会",
        "协会",
        "体会",
        "商会",
        "学会",
        "工会",
        "联合会",
        "基金会",
        "理事会",
        "董事会",
        "监事会",
        "常委会",
        "居委会",
        "村委会",
        "管委会",
    ];
    let long = before.chars().count() >= 6;
    long && !before.contains(['，', '：', ',', '请'])
        && ["会", "会议", "仪式", "典礼", "论坛", "活动", "培训班"]
            .iter()
            .any(|w| before.ends_with(w))
        && !bodies.iter().any(|w| before.ends_with(w))
}

/// 在某某典礼上的讲话：某某某: what the speech is about follows its title on the line.
fn with_motto(line: &str) -> bool {
    let Some(at) = line.find(['：', ':']) else {
        return false;
    };
    let (front, motto) = (&line[..at], &line[at..]);
    let short = (3..=40).contains(&motto.chars().count());
    short
        && !motto.contains(['。', '；'])
        && tail(front).is_some_and(|(t, _)| {
            (front.contains("上的") || t.bare)
                && t.genre.is_some()
                && t.genre != Some("genre.other")
        })
}

/// What a letter-spaced line says, 说　　明 and 王　小　明: without the spaces between lone characters.
pub fn unspaced(line: &str) -> String {
    let lone = |w: &str| w.chars().count() == 1;
    let mut out = String::with_capacity(line.len());
    let mut before = "";
    let mut rest = line;
    while !rest.is_empty() {
        let gap = rest.len() - rest.trim_start().len();
        let word_end = rest[gap..]
            .find(char::is_whitespace)
            .map_or(rest.len(), |at| gap + at);
        let word = &rest[gap..word_end];
        let letters = lone(before) && word.starts_with(is_han) && before.ends_with(is_han)
            || lone(word) && word.ends_with(is_han) && before.ends_with(is_han);
        if !letters {
            out.push_str(&rest[..gap]);
        }
        out.push_str(word);
        before = word;
        rest = &rest[word_end..];
    }
    out
}

/// True for a folded line that begins as 在…上的讲话 does but has no tail yet, as when the title is
/// broken over two lines.
pub fn begins_occasion(line: &str) -> bool {
    line.starts_with('在')
        && (4..=40).contains(&line.chars().count())
        && !line.contains(['。', '，', ',', '！', '？', '：', ':', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_by_their_last_words() {
        for line in [
            "在全市重点项目建设现场推进会上的讲话",
            "市长在全市民营企业家座谈会上的讲话（摘要）",
            "全县第六届职工运动会开幕式主持词",
            "关于《某省物业管理条例（修订草案）》的说明",
            "胜利祝酒辞",
            "2026年某市政府工作报告",
            "某市新冠肺炎疫情防控新闻发布会（第17场）答记者问",
            "全县春季造林绿化工作会议讲话",
            "标题：某学校签约仪式致辞 [打印本页]",
            "校长在2024年秋季开学典礼上的讲话：读书、做事、成人",
        ] {
            assert!(has_form(line), "{line}");
        }
    }

    #[test]
    fn what_a_page_hangs_on_a_title_is_taken_off() {
        let bared = |line: &'static str| &line[bare(line)];
        assert_eq!(bared("住建局供热准备讲话全文.docx"), "住建局供热准备讲话");
        assert_eq!(bared("标题：签约仪式致辞 [打印本页]"), "签约仪式致辞");
        assert_eq!(bared("【精品】全镇春耕会议主持词"), "全镇春耕会议主持词");
        assert_eq!(bared("第一篇：在春耕会上的讲话"), "在春耕会上的讲话");
        assert_eq!(
            bared("最新在春耕会上的讲话范文(通用3篇)"),
            "在春耕会上的讲话"
        );
        assert_eq!(bared("在春耕会上的讲话(全文) 打印"), "在春耕会上的讲话");
        assert_eq!(
            bared("把种子交到春天手里 把种子交到春天手里"),
            "把种子交到春天手里"
        );
        assert_eq!(bared("在全县分享会上的分享"), "在全县分享会上的分享");
        assert_eq!(
            bared("在全县春耕会上的讲话党群工作演讲稿"),
            "在全县春耕会上的讲话"
        );
        assert_eq!(
            bared("在春耕会上的讲话提纲及发言材料"),
            "在春耕会上的讲话提纲及发言材料"
        );
        assert_eq!(
            bared("查看完整版本：[-- 某某在群众大会上的讲话 1966.11.27 --]"),
            "某某在群众大会上的讲话"
        );
    }

    #[test]
    fn a_paper_and_a_mail_have_lines_of_their_own() {
        for line in [
            "校办　《东川校报》电子版",
            "第27期　第二版：综合",
            "（总第113期）",
            "收 件 人：各乡镇办公室",
            "From: 县政府办",
            "内部资料　注意保存",
        ] {
            assert!(is_page_line(line), "{line}");
        }
        for line in ["第三期培训班结业典礼致辞", "发言人：何守成"] {
            assert!(!is_page_line(line), "{line}");
        }
        assert!(is_mail_subject("主  题：转发：县长讲话（录音整理）"));
    }

    #[test]
    fn letter_spacing_is_no_part_of_a_title() {
        assert_eq!(unspaced("关于某某条例的说　　明"), "关于某某条例的说明");
        assert_eq!(unspaced("王　小　明"), "王小明");
        assert_eq!(
            unspaced("会议强调　绷紧安全弦　守好平安门"),
            "会议强调　绷紧安全弦　守好平安门"
        );
    }

    #[test]
    fn other_lines_are_not_titles() {
        for line in [
            "下面，请市财政局作表态发言；",
            "一、宣读表彰决定；",
            "请县委书记讲话",
            "深入学习贯彻总书记重要讲话精神",
            "同志们：",
        ] {
            assert!(!has_form(line), "{line}");
        }
    }
}
