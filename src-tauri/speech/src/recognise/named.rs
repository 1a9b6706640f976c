//! Finds the speaker's name in running words: the sentence that leads a text, a title with the
//! office behind the name, the signature at the end, what the speaker says of himself.
//! Lines under a title are `speaker`'s; people who are only mentioned are passed over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::speaker::{ROLES, Who, is_name, of_line, office_of_name};
use crate::model::Span;
use crate::text::{Text, is_han};
use crate::titles;

/// What may stand right behind a name: 秦刚就…, 王毅在…, 马云携….
const FOLLOWERS: &str = "联偕同先女在就于今昨日上下午应受代出发作致主向对率携等、，。：；（(表示强指说讲演回答会宴为与和的老教〔[接前当首随亲专〉》！ \t\n";

/// What follows a name by courtesy.
const COURTESY: &[&str] = &[
    "同志", "先生", "女士", "阁下", "老师", "教授", "院士", "博士",
];

/// Heads whose names are of no Chinese form: 史蒂文斯总统.
const FOREIGN: &[&str] = &[
    "内阁总理大臣",
    "总理大臣",
    "外务大臣",
    "大臣",
    "国务卿",
    "总书记",
    "总统",
    "首相",
    "总理",
    "国王",
    "女王",
    "议长",
    "秘书长",
    "总干事",
    "大使",
    "外长",
    "部长",
    "主席",
    "亲王",
    "公主",
    "夫人",
];

static ROLE_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(ROLES.iter()).ok());

/// The first person named right behind an office: 外交部长秦刚就…. With the byte where the office
/// starts, as far back as its words go.
pub fn officer(words: &str) -> Option<(usize, Who)> {
    let finder = ROLE_FINDER.as_ref()?;
    let mut found: Option<(usize, usize)> = None;
    for hit in finder.find_overlapping_iter(words) {
        if found.is_none_or(|(end, _)| hit.end() < end)
            && let Some(length) = name_length(&words[hit.end()..])
        {
            found = Some((hit.end(), length));
        }
    }
    let (end, length) = found?;
    let start = words[..end]
        .char_indices()
        .rev()
        .take(26)
        .take_while(|(_, c)| is_han(*c) || matches!(c, '、' | '“' | '”'))
        .last()
        .map_or(end, |(at, _)| at);
    let start = [
        "邀请",
        "以下是",
        "以下为",
        "下面是",
        "由",
        "日",
        "午",
        "是",
        "为",
    ]
    .iter()
    .filter_map(|led| Some(start + words[start..end].rfind(led)? + led.len()))
    .filter(|at| *at < end)
    .max()
    .unwrap_or(start);
    let name = words[end..]
        .trim_start()
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(length)
        .collect();
    Some((
        start,
        Who {
            name: Some(name),
            role: Some(words[start..end].to_owned()),
        },
    ))
}

/// Scalars of the name that the words begin with.
fn name_length(words: &str) -> Option<usize> {
    let chars: Vec<char> = words.trim_start().chars().take(6).collect();
    let ends = |at: usize| {
        chars
            .get(at)
            .is_none_or(|c| FOLLOWERS.contains(*c) || c.is_ascii_digit())
    };
    // 行政长官向立法会…, 书记和市长…: words that join, before they are surnames.
    if chars
        .first()
        .is_some_and(|c| "向和应经从全时都别保包管满".contains(*c))
    {
        return None;
    }
    [4, 3, 2].into_iter().find(|&length| {
        let name: String = chars.iter().take(length).collect();
        chars.len() >= length && ends(length) && (is_name(&name) || is_married_name(&name))
    })
}

/// 林郑月娥: the husband's surname before the whole name.
fn is_married_name(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    let own: String = chars.iter().skip(1).collect();
    let husband: String = chars.iter().take(1).chain(&['明', '华']).collect();
    chars.len() == 4 && is_name(&own) && is_name(&husband)
}

/// Whom the sentence names that leads the text: 以下是某长某某在…的致辞全文, …讲话，全文如下.
pub fn lead(words: &str) -> Option<Who> {
    static DIRECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:以下|下面|现将|以下内容)(?:是|为|将)?([\p{Han}·]{2,4}?)(?:同志|先生|女士)?(?:的|在[^，。]{2,30}?的?)?(?:演讲|讲话|致辞|致词|发言|演说|主旨|主题)")
            .expect("a rule of this file compiles")
    });
    if let Some(hit) = DIRECT.captures(words)
        && let Some(name) = hit.get(1).map(|m| m.as_str()).filter(|n| is_name(n))
    {
        return Some(Who {
            name: Some(name.to_owned()),
            role: None,
        });
    }
    let mut markers: Vec<usize> = ["全文", "如下", "实录", "以下是", "以下为", "下面是"]
        .iter()
        .flat_map(|w| words.match_indices(w).map(|(at, _)| at))
        .collect();
    markers.sort_unstable();
    markers.into_iter().find_map(|marker| led_by(words, marker))
}

/// Whom the sentence with the marker names, or the one before it.
fn led_by(words: &str, marker: usize) -> Option<Who> {
    let from = words[..marker]
        .rmatch_indices(['。', '\n'])
        .nth(1)
        .map_or(0, |(at, _)| at);
    let upto = words[marker..]
        .find('\n')
        .map_or(words.len(), |at| marker + at);
    words[from..upto]
        .split('\n')
        .rev()
        .filter(|line| line.chars().count() >= 8)
        .find_map(|line| {
            officer(line)
                .map(|(_, who)| who)
                .or_else(|| courteous(line))
        })
}

/// A name with a courtesy or an office behind it at the front of a sentence: 王大民同志在….
fn courteous(line: &str) -> Option<Who> {
    line.split(['，', '。', '：', ' ', '日', '讯'])
        .find_map(|clause| {
            let clause = clause.trim();
            [4, 3, 2].into_iter().find_map(|length| {
                let cut = clause.char_indices().nth(length)?.0;
                let (name, rest) = clause.split_at(cut);
                let titled = COURTESY.iter().any(|c| rest.starts_with(c))
                    || ROLES.iter().any(|role| rest.starts_with(role));
                (is_name(name) && titled).then(|| Who {
                    name: Some(name.to_owned()),
                    role: None,
                })
            })
        })
}

/// Whom the end of a title names: …上邓小平同志致悼词, …宴会上某某总统的讲话.
pub fn of_title_end(title: &str) -> Option<Who> {
    let core = title
        .trim()
        .trim_end_matches("全文")
        .trim_end_matches(['）', ')', '（', '(']);
    let told = [
        "的讲话",
        "讲话",
        "的致辞",
        "致辞",
        "致词",
        "致悼词",
        "的发言",
        "发言",
        "的演讲",
        "演讲",
        "的演说",
        "演说",
        "祝酒词",
        "祝酒辞",
        "祝词",
        "答谢词",
        "答谢辞",
        "答词",
        "答辞",
        "欢迎词",
        "欢迎辞",
        "欢送词",
        "贺词",
        "贺辞",
        "悼词",
        "开幕词",
        "闭幕词",
        "开幕辞",
        "闭幕辞",
        "的总结讲话",
        "的报告",
    ]
    .iter()
    .filter_map(|tail| core.strip_suffix(tail))
    .min_by_key(|rest| rest.len())?;
    let told = told.trim_end_matches('的').trim_end_matches("致");
    let last = told
        .rsplit(['上', '，', ' ', '—', '：', '》', '”'])
        .next()
        .unwrap_or(told)
        .trim();
    let courtesy = COURTESY.iter().find_map(|c| last.strip_suffix(c));
    let bare = courtesy.unwrap_or(last);
    if courtesy.is_some() && is_name(bare) {
        return Some(Who {
            name: Some(bare.to_owned()),
            role: None,
        });
    }
    if let Some((_, who)) = officer(bare).filter(|(start, who)| {
        let name = who.name.as_deref().unwrap_or_default();
        *start == 0 && bare.ends_with(name)
    }) {
        return Some(who);
    }
    office_of_name(last)
        .or_else(|| foreign(last))
        .or_else(|| office_behind(last))
}

/// 春耕工作会议县长讲话: an office right behind the meeting.
fn office_behind(words: &str) -> Option<Who> {
    let at = ["会议", "大会", "仪式", "典礼", "会"]
        .iter()
        .filter_map(|w| Some(words.rfind(w)? + w.len()))
        .max()?;
    let role = &words[at..];
    let held = [
        "省长",
        "市长",
        "州长",
        "县长",
        "区长",
        "旗长",
        "镇长",
        "乡长",
        "书记",
        "局长",
        "校长",
        "院长",
        "董事长",
        "总经理",
    ];
    (role.chars().count() <= 6 && held.iter().any(|w| role.ends_with(w))).then(|| Who {
        name: None,
        role: Some(role.to_owned()),
    })
}

/// Whom the beginning of a title names with his office: 教师代表何守成老师开学典礼发言.
pub fn of_title_start(title: &str) -> Option<Who> {
    officer(title)
        .filter(|(start, _)| *start == 0)
        .map(|(_, who)| who)
}

/// A name right before what is told of it: 2021何守成年度演讲, 何守成内部讲话：….
pub fn of_title_name(title: &str) -> Option<Who> {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:20[0-9]{2}年?)?([\p{Han}]{2,4}?)(?:同志)?(?:年度|主题|最新|内部|新年|新春|现场|首次|近日|重要)?(?:演讲|讲话|致辞|发言|致悼词|致开幕词|致闭幕词|致贺词|致祝酒词|谈话)")
            .expect("a rule of this file compiles")
    });
    let name = TOLD.captures(title.trim_start_matches(['—', ' ', '《', '“']))?;
    let name = name.get(1).map(|m| m.as_str()).filter(|n| is_name(n))?;
    Some(Who {
        name: Some(name.to_owned()),
        role: None,
    })
}

/// A name with an office in a line of the head that tells title, place and date at once.
pub fn in_head_line(line: &str) -> Option<Who> {
    let pressed = [
        "编辑", "主编", "记者", "摄影", "来源", "作者", "责编", "审核", "校对", "供稿",
    ];
    let short = (10..=90).contains(&line.chars().count()) && !line.contains(['。', '，', '；']);
    let told = titles::has_form(line) || line.contains('年');
    if !short || !told || pressed.iter().any(|w| line.contains(w)) {
        return None;
    }
    officer(line).map(|(_, who)| who)
}

/// The author of an essay: 作者：某某某 of its own page.
pub fn essayist(line: &str) -> Option<Who> {
    let after = line.split_once("作者：")?.1;
    let name: String = after
        .trim_start()
        .chars()
        .take_while(|c| is_han(*c))
        .collect();
    is_name(&name).then_some(Who {
        name: Some(name),
        role: None,
    })
}

/// The author of a page when he is a head known by name; others are mostly those who put it there.
pub fn author(line: &str) -> Option<Who> {
    let after = line.split_once("作者：")?.1;
    let name: String = after
        .trim_start()
        .chars()
        .take_while(|c| is_han(*c))
        .collect();
    if super::level::leader(&name).is_some() {
        return Some(Who {
            name: Some(name),
            role: None,
        });
    }
    // 作者：县委书记 何守成: whoever puts a page up has no such office.
    let mut words = after.split_whitespace();
    let first = words.next()?;
    let who = match words.next().filter(|w| is_name(w)) {
        Some(second) if super::speaker::ends_with_office(first) => Who {
            name: Some(second.to_owned()),
            role: Some(first.to_owned()),
        },
        _ => {
            let (office, name) = super::speaker::split_office(first)?;
            Who {
                name: Some(name.to_owned()).filter(|n| is_name(n)),
                role: Some(office.to_owned()),
            }
        }
    };
    let led = ["书记", "长", "主席", "主任", "总经理", "总裁"];
    let heads = who
        .role
        .as_ref()
        .is_some_and(|r| r.chars().count() >= 3 && led.iter().any(|w| r.ends_with(w)));
    (heads && who.name.is_some()).then_some(who)
}

/// 史蒂文斯总统, 西亚卡·史蒂文斯总统.
fn foreign(words: &str) -> Option<Who> {
    let (name, role) = FOREIGN
        .iter()
        .find_map(|role| Some((words.strip_suffix(role)?, *role)))?;
    let count = name.chars().count();
    let plain = name.chars().all(|c| is_han(c) || c == '·')
        && !name.contains([
            '的', '在', '国', '省', '市', '部', '席', '会', '委', '院', '县', '团',
        ]);
    ((3..=12).contains(&count) && plain).then(|| Who {
        name: Some(name.to_owned()),
        role: Some(role.to_owned()),
    })
}

/// The signature under a speech: an office with a name, or a name beside a line with the date.
/// With the line it stands in.
pub fn signature(text: &Text, body_start: u32, end: u32) -> Option<(Span, Who)> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[（(]?\s*(?:[0-9〇○零一二三四五六七八九十XX×]{2,4}\s*年\s*)?[0-9一二三四五六七八九十XX×]{1,3}\s*月\s*[0-9一二三四五六七八九十XX×]{1,3}\s*日\s*[）)]?|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|[一二三四五六七八九〇○零]{4}年")
            .expect("a rule of this file compiles")
    });
    let last: Vec<Span> = text
        .lines()
        .iter()
        .rev()
        .map(|l| l.span)
        .filter(|s| !s.is_empty() && s.end <= end && s.start > body_start)
        .take(5)
        .collect();
    for (i, &line) in last.iter().enumerate() {
        let words = text.folded(line);
        if words.chars().count() > 50 || words.contains(['。', '；', '？', '！']) {
            continue;
        }
        let dated = DATE.is_match(words);
        let rest = DATE.replace(words, " ");
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || "（）()".contains(c));
        let labelled = super::speaker::is_labelled(rest);
        if rest.is_empty() || !labelled && rest.contains(['，', '：', '“', '《']) {
            continue;
        }
        let behind = || office_behind_name(rest).filter(|_| i == 0);
        let Some(who) = behind()
            .or_else(|| of_line(rest))
            .or_else(|| officer_line(rest))
        else {
            continue;
        };
        if who.name.is_none() {
            continue;
        }
        let beside = [i.checked_sub(1), Some(i + 1)]
            .into_iter()
            .flatten()
            .filter_map(|at| last.get(at))
            .any(|near| near.len() <= 24 && DATE.is_match(text.folded(*near)));
        let spaced = rest.split_whitespace().all(|w| w.chars().count() == 1);
        // A name alone under the thanks, or set to the right as signatures are.
        let alone = i == 0
            && rest.chars().count() <= 4
            && (is_indented(text, line)
                || last.get(1).is_some_and(|above| thanks(text.folded(*above))));
        if labelled || who.role.is_some() || dated || beside || spaced || alone {
            return Some((line, who));
        }
    }
    None
}

/// Set off from the left by more than a paragraph is.
fn is_indented(text: &Text, line: Span) -> bool {
    let before = text.chars_in(Span::new(line.start.saturating_sub(6), line.start));
    before.len() == 6 && before.iter().all(|c| matches!(c, ' ' | '\t'))
}

/// 某某某　　旗委副书记、旗长: the office stands behind the name, of any people.
fn office_behind_name(line: &str) -> Option<Who> {
    let mut words = line.split_whitespace();
    let (name, office, None) = (words.next()?, words.next()?, words.next()) else {
        return None;
    };
    let plain = (2..=6).contains(&name.chars().count()) && name.chars().all(is_han);
    let held = super::speaker::ends_with_office(office) && office.chars().count() >= 3;
    (plain && held && !super::speaker::ends_with_role(name)).then(|| Who {
        name: Some(name.to_owned()),
        role: Some(office.to_owned()),
    })
}

fn thanks(words: &str) -> bool {
    words.chars().count() <= 20 && ["谢谢", "感谢", "完毕"].iter().any(|w| words.contains(w))
}

fn officer_line(line: &str) -> Option<Who> {
    let (start, who) = officer(line)?;
    let name = who.name.as_deref()?;
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    (start == 0 && bare.ends_with(name)).then_some(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(who: Option<Who>) -> Option<String> {
        who.and_then(|w| w.name)
    }

    #[test]
    fn the_sentence_that_leads_a_text_names_the_speaker() {
        for (words, said) in [
            (
                "以下是运输局局长陶林月娥今日（五月三日）在通车典礼的致辞全文：",
                Some("陶林月娥"),
            ),
            (
                "6月2日，丰川集团董事长方朴携团队参加论坛。以下为方朴演讲全文。",
                Some("方朴"),
            ),
            (
                "新闻发布会上，省水利厅厅长陆川平就防汛工作回答记者提问，实录如下：",
                Some("陆川平"),
            ),
            ("市长孔令文指出，要抓好落实。", None),
            ("各项指标完成情况如下：", None),
            (
                "局长记者会答问全文\n以下是运输局局长何守成联同副局长今日会见记者的答问：",
                Some("何守成"),
            ),
        ] {
            assert_eq!(name(lead(words)).as_deref(), said, "{words}");
        }
    }

    #[test]
    fn the_end_of_a_title_names_the_speaker() {
        for (title, said) in [
            ("在林远山同志追悼会上何守成同志致悼词", Some("何守成")),
            ("在欢迎宴会上恩格尔曼总统的讲话", Some("恩格尔曼")),
            (
                "在第三届行业峰会上江南省质监局郭长水局长的讲话",
                Some("郭长水"),
            ),
            ("在欢迎宴会上恩格尔曼总理大臣的答谢词", Some("恩格尔曼")),
            ("在全市工作会议上的讲话", None),
            ("全县春耕工作会议县长讲话", None),
            ("学习何守成同志讲话精神", None),
            ("在县长办公会议上的讲话", None),
        ] {
            assert_eq!(name(of_title_end(title)).as_deref(), said, "{title}");
        }
    }

    #[test]
    fn a_head_line_or_a_title_may_hold_the_name() {
        assert_eq!(
            name(in_head_line(
                "民国三十年五月一日春耕会致词 省农林厅 厅长何守成"
            ))
            .as_deref(),
            Some("何守成")
        );
        assert_eq!(in_head_line("来源：本县日报 总编辑何守成 2012年5月"), None);
        assert_eq!(
            name(of_title_name("2021何守成年度演讲：这十年")).as_deref(),
            Some("何守成")
        );
        assert_eq!(of_title_name("全国工作会议讲话"), None);
        assert_eq!(author("作者：何守成"), None);
        assert_eq!(author("作者：网站编辑 何守成"), None);
        for line in [
            "作者：县委书记 何守成  时间：2018",
            "作者：清河县委书记何守成",
        ] {
            assert_eq!(name(author(line)).as_deref(), Some("何守成"), "{line}");
        }
        assert_eq!(
            name(author("作者：周恩来 1957年")).as_deref(),
            Some("周恩来")
        );
    }

    #[test]
    fn a_signature_names_the_speaker() {
        for (text, said) in [
            (
                "大家好：\n今天讲三点。\n谢谢大家！\n海港公司党委副书记、工会主席　石海生\n2019年7月12日",
                Some("石海生"),
            ),
            (
                "同志们：\n现在闭会。\n（清河县委书记　甘　霖　　２０２１年９月２９日）",
                Some("甘霖"),
            ),
            ("同志们：\n今天讲三点。\n谢谢！\n2019年7月12日", None),
            ("同志们：\n今天讲三点。\n路　漫　漫", Some("路漫漫")),
            (
                "各位评委：\n今天讲三点。\n谢谢大家！\n竞聘人：路漫漫",
                Some("路漫漫"),
            ),
            (
                "各位委员：\n今天讲三点。\n请审议。\n　　　　　　　　路漫漫",
                Some("路漫漫"),
            ),
            (
                "各位委员：\n今天讲三点。\n谢谢大家！\n路漫漫",
                Some("路漫漫"),
            ),
            ("同志们：\n今天讲三点。\n路漫漫", None),
        ] {
            let text = Text::new(text);
            let who = signature(&text, 0, text.len()).map(|(_, who)| who);
            assert_eq!(name(who).as_deref(), said);
        }
    }
}
