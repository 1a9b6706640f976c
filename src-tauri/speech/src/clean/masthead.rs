//! Knows what offices, faxes, mails, stations and meetings set above a title: numbers of issues and
//! copies, readers, limits of time, names of papers. Nothing of a speech stands there but its theme,
//! its number as a paper, whose it is and when it was given.
//! What a line says by its words wherever it stands is weighed in `notice`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::closing;
use super::notice::{Seen, looks_like_title};
use crate::lexicon;
use crate::recognise::page;
use crate::salutation;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};
use crate::titles;

/// What papers call themselves above a title, from `lexicon/page_words.tsv`.
struct Words {
    /// 特急 机密 字幕: a line of its own, marks aside.
    stamps: HashSet<&'static str>,
    /// …材料 …简报: the last word of such a line.
    kinds: Vec<&'static str>,
    /// 仅供… 以下是…: its first.
    begins: Vec<&'static str>,
    /// 发件人： 拟稿：, and what else stands in the same block.
    mail: HashSet<&'static str>,
    /// 时间： 地点： 主讲人：: fields of the speech.
    fields: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        lexicon::rows(include_str!("../../lexicon/page_words.tsv"))
            .filter(move |cells| cells.first() == Some(&kind))
            .filter_map(|cells| cells.get(1).copied())
            .flat_map(|words| words.split('|'))
    };
    Words {
        stamps: of("stamp").collect(),
        kinds: of("kind").collect(),
        begins: of("begin").collect(),
        mail: of("mail").collect(),
        fields: of("field").collect(),
    }
});

/// Scalars of the longest such line.
const LONGEST: u32 = 90;

/// Marks such lines among those above the title that are not yet marked.
pub(super) fn mark(
    page: &Text,
    before: &[usize],
    title: usize,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let lines = page.lines();
    if issues_itself(page.folded(lines[title].span)) {
        return;
    }
    let mailed = before.iter().any(|&i| {
        label(page.folded(lines[i].span)).is_some_and(|name| WORDS.mail.contains(name.as_str()))
    });
    for &i in before {
        let span = lines[i].span;
        if removed[i].is_some() || seen[i].own && !seen[i].listed || span.len() > LONGEST {
            continue;
        }
        let words = page.folded(span);
        let ruled = mailed && label(words).is_some();
        if ruled || told(words) {
            removed[i] = Some("notice.docket");
        }
    }
}

/// Marks such lines above a speech whose title has not the form of one, or that has none: the topmost,
/// as long as a line is left that may be the title; and （村广播站现场录音）.
pub(super) fn above_untitled(page: &Text, before: &[usize], removed: &mut [Option<&'static str>]) {
    for (at, &i) in before.iter().enumerate() {
        let left = before[at + 1..].iter().any(|&j| removed[j].is_none());
        let words = page.folded(page.lines()[i].span);
        if removed[i].is_some() {
            continue;
        }
        if !(left && page.lines()[i].span.len() <= LONGEST && told(words)) {
            break;
        }
        removed[i] = Some("notice.docket");
    }
    for &i in before {
        let words = page.folded(page.lines()[i].span);
        let recorded = ["录音", "直播", "实况", "速记", "转写", "听打", "转录"]
            .iter()
            .any(|w| words.contains(w));
        let own = words.contains("根据") || words.contains('年');
        if removed[i].is_none() && boxed(words).is_some() && recorded && !own {
            removed[i] = Some("editor.note");
        }
    }
}

/// True for a long line that is not ruled, and at the top not a row of columns as papers have above
/// a title.
pub(super) fn says_something(words: &str, chars: &[char], above: bool) -> bool {
    chars.iter().any(|c| c.is_alphanumeric())
        && (!above
            || chars.len() > 90
            || last_word_mark(chars).is_some_and(ends_sentence)
            || !told(words))
}

/// 会议材料之二 above the second of two speeches.
pub(super) fn above_next(page: &Text, filled: &[usize], line: usize) -> bool {
    let words = |i: usize| page.folded(page.lines()[i].span);
    let next = filled.iter().find(|j| **j > line);
    page.lines()[line].span.len() <= 60
        && next.is_some_and(|&j| looks_like_title(words(j)))
        && told(words(line))
}

/// True for minutes, notices and the like: what stands above their titles is their own head.
fn issues_itself(title: &str) -> bool {
    const PAPERS: [&str; 16] = [
        "纪要", "通知", "通报", "公报", "公告", "决定", "意见", "方案", "办法", "规定", "请示",
        "批复", "函", "议案", "决议", "命令",
    ];
    let core = titles::core(title);
    PAPERS.iter().any(|w| core.ends_with(w))
}

/// True for a folded line that is what papers carry above a title, by its form.
pub(super) fn told(words: &str) -> bool {
    let words = words.trim();
    let chars: Vec<char> = words.chars().collect();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    // 秘密★5年
    let stamp = bare.split(['★', '☆']).next().unwrap_or(bare);
    if WORDS.stamps.contains(stamp) || numbered_annex(bare) {
        return true;
    }
    if chars.is_empty() || page::is_of_collection(words) || own(words, &chars) {
        return false;
    }
    if WORDS.begins.iter().any(|w| bare.starts_with(w)) {
        return true;
    }
    if let Some(inner) = boxed(words) {
        return counted(inner) || inner.contains(['，', '、', '：', ':']) || of_kind(inner);
    }
    if label(words).is_some_and(|name| !of_speech(&name)) {
        return true;
    }
    let columns = words.split("  ").filter(|c| !c.trim().is_empty()).count();
    let figures = words.contains(|c: char| c.is_ascii_digit());
    columns >= 2 && (clock(words) || columns >= 3 && figures)
        || columns >= 2
            && words
                .split("  ")
                .any(|c| counted(c.trim()) || of_kind(c.trim()))
        || counted(words)
        || of_kind(words)
        || issued(words)
}

/// 首播 7:00: an hour of a programme.
fn clock(words: &str) -> bool {
    words.as_bytes().windows(4).any(|w| {
        matches!(w, [hour, b':', tens, ones]
            if [hour, tens, ones].iter().all(|d| d.is_ascii_digit()))
    })
}

/// What a speech has there itself: its theme, its number as a paper, whose it is, its day.
fn own(words: &str, chars: &[char]) -> bool {
    let inner = boxed(words).unwrap_or(words);
    let plain = chars
        .iter()
        .all(|c| is_han(*c) || matches!(c, ' ' | '，' | '、' | '！' | '“' | '”' | '《' | '》'));
    let subtitle = words.starts_with(['—', '-', '“']) && chars.len() >= 8;
    // 致全县人民的电视讲话　　县长　何守成
    let titled = words.split("  ").next().is_some_and(looks_like_title);
    salutation::is(words)
        || titled
        || looks_like_title(inner)
        || closing::of_paper(words)
        || dated(inner)
        || words.ends_with("文件") && plain
        || subtitle
        || closing::signature(words)
}

/// 1983年2月12日, 1983年2月12日，根据录音整理: a day, and what may follow it.
fn dated(words: &str) -> bool {
    let first = words.split(['，', ',', ' ', '；']).next().unwrap_or(words);
    closing::is_day(words) || closing::is_day(first) && !words.contains(['编', '印', '第', '：'])
}

/// The inside of a line that is one pair of brackets.
fn boxed(words: &str) -> Option<&str> {
    let inner = words
        .strip_prefix(['（', '(', '【', '[', '［', '〔', '〖'])?
        .strip_suffix(['）', ')', '】', ']', '］', '〕', '〗'])?;
    (!inner.contains(['（', '(', '【', '[', '［', '〔']) || inner.ends_with(['）', ')']))
        .then_some(inner)
}

/// The name of a field: 发件人：…
fn label(words: &str) -> Option<String> {
    let (name, _) = words.split_once(['：', ':'])?;
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    (1..=8).contains(&name.chars().count()).then_some(name)
}

/// 时间, 演讲题目, 述职人: what the name of a field tells of a speech; 打印时间 tells of the paper.
fn of_speech(name: &str) -> bool {
    const PAPERS: [&str; 14] = [
        "打印", "发送", "上传", "播出", "发布", "更新", "保存", "修改", "成稿", "收文", "来文",
        "印发", "生成", "首播",
    ];
    const SPEAKERS: [&str; 9] = [
        "讲人",
        "讲者",
        "讲话人",
        "汇报人",
        "报告人",
        "发言人",
        "致辞人",
        "述职人",
        "竞聘人",
    ];
    let told = ["题目", "主题", "时间", "地点", "日期", "名称"];
    WORDS.fields.contains(name)
        || !PAPERS.iter().any(|w| name.starts_with(w))
            && told.iter().chain(&SPEAKERS).any(|w| name.ends_with(w))
}

/// 第41期, 之三, 共80份, 限8分钟: a number as papers, copies and programmes have it.
fn counted(words: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let after = |unit: &str, before: &str| {
        words.match_indices(before).any(|(at, _)| {
            let rest = words[at + before.len()..].trim_start();
            let length = rest
                .chars()
                .take_while(|c| figure(*c))
                .map(char::len_utf8)
                .sum::<usize>();
            length > 0 && rest[length..].trim_start().starts_with(unit)
        })
    };
    let issue = [
        "期", "版", "辑", "卷", "号", "页", "册", "组", "份", "项", "集", "讲",
    ]
    .iter()
    .any(|unit| after(unit, "第") || *unit != "组" && *unit != "项" && after(unit, "共"));
    let limit = words.contains("分钟")
        && (words.contains('限') || words.contains("时长") || words.contains("以内"));
    let row = words
        .rsplit_once('之')
        .is_some_and(|(_, n)| (1..=2).contains(&n.chars().count()) && n.chars().all(figure));
    let number = [
        "No.", "NO.", "No：", "NO：", "No:", "NO:", "编号", "份号", "档号",
    ]
    .iter()
    .any(|w| words.starts_with(w));
    issue && words.chars().count() <= 60 || limit || row || number
}

/// 附件2
fn numbered_annex(words: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    words
        .strip_prefix("附件")
        .is_some_and(|n| n.chars().count() <= 2 && n.chars().all(figure))
}

/// 县委办公室编　　1987年4月12日; 某某发布　　3天前: who issues a page, and when.
fn issued(words: &str) -> bool {
    let mut columns = words.split(' ').map(str::trim).filter(|c| !c.is_empty());
    let Some(by) = columns.next() else {
        return false;
    };
    columns.any(|when| {
        let ago = when.ends_with('前')
            && when.chars().count() <= 5
            && when
                .starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
        let day = closing::is_day(when)
            || when.contains("年") && when.ends_with(['日', '曰', '印', '编']);
        ago || matches!(when, "今天" | "昨天" | "前天" | "刚刚")
            || day && by.ends_with(['编', '印', '刊'])
            || day
                && ["主办", "主编", "编发", "印发", "编辑"]
                    .iter()
                    .any(|w| by.ends_with(w))
    })
}

/// …交流材料, …情况简报, …广播稿（节选）, also with a number behind it: …文件（七）.
fn of_kind(words: &str) -> bool {
    let core = words.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '）' | ')' | '（' | '(' | ' ')
            || "一二三四五六七八九十".contains(c)
    });
    WORDS.kinds.iter().any(|w| core.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> String {
        line.chars().map(crate::fold::fold).collect()
    }

    #[test]
    fn what_papers_carry_above_a_title_is_told_by_its_form() {
        for line in [
            "第17期",
            "（总第88期）",
            "春耕情况交流材料",
            "【交流发言4】（限时6分钟）",
            "〔阅读对象：科以上干部〕",
            "县农会会刊组编　　第3号",
            "（发至公社一级）",
            "县广播站《田头》节目广播稿　　每晚重播",
            "小组会材料之三",
            "附件2",
            "特急",
            "机密★三年",
            "县农会会刊组编　　1987年4月12日",
            "田头记　　3天前",
            "【讲稿】",
            "提词器版",
            "仅供台上使用",
            "拟稿人：小周",
            "印数：40份",
            "县电台 FM90.1　　首播 7:00　　重播 12:00",
            "春耕会文字版",
        ] {
            assert!(told(&folded(line)), "{line}");
        }
    }

    #[test]
    fn a_theme_a_number_a_name_and_a_day_are_the_speechs() {
        for line in [
            "把春耕的事办在前头",
            "抓春耕　保丰收",
            "决战2020　决胜小康",
            "云山县人民政府文件",
            "云政发〔2012〕33号",
            "中共云山县委书记　何守成",
            "（2012年3月4日）",
            "（1983年2月12日，根据录音整理）",
            "时间：3月4日",
            "演讲题目：把种子点清",
            "致全县人民的电视讲话　　清河县县长　何守成",
            "春耕生产动员会上的广播讲话　　1983年2月",
            "宣讲人：何守成",
            "——写在春耕前面的几句话",
            "以水利建设的高质量，保春耕的开门红",
            "“十四五”开好局　起好步",
            "篇一：",
            "云山县人民政府　2012年3月4日",
        ] {
            assert!(!told(&folded(line)), "{line}");
        }
    }
}
