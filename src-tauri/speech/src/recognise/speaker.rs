//! Who speaks and in what office: the line under the title, the title's own front, what the text says.
//! People who are only mentioned are not the speaker.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::head::Head;
pub use super::speaker_line::{is_labelled, of_line};
use super::{Note, introduced, named};
use crate::lexicon;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::text::{Text, is_han};

pub(super) static ROLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/roles.tsv"))
        .map(|cells| cells[0])
        .collect()
});

/// Those that tell an office without a name beside them: not 好老师.
static OFFICES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/roles.tsv"))
        .filter(|cells| cells.get(1) != Some(&"calling"))
        .map(|cells| cells[0])
        .collect()
});

struct Surnames {
    one: HashSet<char>,
    two: HashSet<&'static str>,
    /// Words of that form that are none.
    not_names: HashSet<&'static str>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let mut lines = include_str!("../../lexicon/surnames.txt")
        .lines()
        .filter(|l| !l.starts_with('#'));
    Surnames {
        one: lines.next().unwrap_or("").chars().collect(),
        two: lines.next().unwrap_or("").split(' ').collect(),
        not_names: lexicon::rows(include_str!("../../lexicon/not_names.tsv"))
            .flat_map(|cells| cells[0].split('|'))
            .collect(),
    }
});

/// Name and office as a line or a title gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The name, without the space inside.
    pub name: Option<String>,
    /// The office, as it stands.
    pub role: Option<String>,
}

/// True for words that can be a Chinese name of two to four characters.
pub fn is_name(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    if words.contains('·') {
        // 征求意见稿·三稿, 清风笔谈·青年说: versions and columns are written so too.
        let of_page = words
            .split('·')
            .any(|part| part.ends_with(['稿', '版', '期', '号', '集', '篇', '谈', '说', '坛']));
        return (4..=14).contains(&chars.len())
            && !of_page
            && chars.iter().all(|c| is_han(*c) || *c == '·');
    }
    if !(2..=4).contains(&chars.len()) || !chars.iter().all(|c| is_han(*c)) {
        return false;
    }
    let two: String = chars.iter().take(2).collect();
    if SURNAMES.two.contains(two.as_str()) {
        return chars.len() >= 3;
    }
    // 全县村: of all of them, nobody's name.
    if chars[0] == '全' && "国省市县区镇乡村校院厂矿局系体旗州盟行队场".contains(chars[1])
    {
        return false;
    }
    // 任总, 老王, 李某: ways of speaking of somebody, no names.
    let called = matches!(
        chars[chars.len() - 1],
        '总' | '老' | '某' | '工' | '导' | '董'
    ) && chars.len() == 2;
    // 林业局, 党支部: a word and the unit it names.
    let unit = SURNAMES.not_names.contains(two.as_str())
        && chars
            .last()
            .is_some_and(|c| "局部处科室办委会院所站队组厂厅司支长".contains(*c));
    chars.len() <= 3
        && !called
        && !unit
        && !SURNAMES.not_names.contains(words)
        && SURNAMES.one.contains(&chars[0])
        && !ends_with_role(words)
}

pub(super) fn ends_with_office(words: &str) -> bool {
    OFFICES.iter().any(|role| words.ends_with(role))
}

pub(super) fn ends_with_role(words: &str) -> bool {
    ROLES.iter().any(|role| words.ends_with(role))
}

/// A name with the office behind it: 何守成局长. Names of places are none: 张家港市长.
pub(super) fn office_of_name(words: &str) -> Option<Who> {
    let role = ROLES
        .iter()
        .filter(|role| words.ends_with(**role))
        .max_by_key(|role| role.len())?;
    let before = words.strip_suffix(role)?;
    let plain = before.trim_end_matches(['副', '原']);
    let place = role
        .chars()
        .next()
        .is_some_and(|unit| crate::places::level_of(&format!("{plain}{unit}")).is_some());
    // 江南省质监局何守成: the unit before the name.
    let at = plain
        .char_indices()
        .rev()
        .find(|(_, c)| "局部厅委院校司团厂会县市省区镇乡村室科处班心站所办".contains(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let (unit, name) = plain.split_at(at);
    (is_name(name) && !place).then(|| Who {
        name: Some(name.to_owned()),
        role: Some(format!("{unit}{}{role}", &before[plain.len()..])),
    })
}

/// An office and the name after it, 市委书记王大民; the office is empty before a bare name.
pub fn split_office(words: &str) -> Option<(&str, &str)> {
    if is_name(words) {
        return Some(("", words));
    }
    let at = ROLES
        .iter()
        .filter_map(|role| Some(words.rfind(role)? + role.len()))
        .max()?;
    Some(words.split_at(at))
}

/// Words between who speaks and what is said: 市长在…, 某某某同志与….
const BEHIND: &[&str] = &[
    "在", "与", "同", "致", "给", "出席", "就", "关于", "接见", "会见", "答", "谈", "向",
];

/// Who the front of a title names: 市长在…, 某某某在…, 某某某同志与….
pub fn of_title(title: &str) -> Option<Who> {
    let title = title.rsplit(['｜', '|', '丨']).next().unwrap_or(title);
    let title = title.trim_start_matches(['—', '-', ' ', '（', '(']);
    let mut ends: Vec<usize> = BEHIND
        .iter()
        .filter_map(|w| title.find(w).filter(|at| *at > 0))
        .collect();
    ends.sort_unstable();
    ends.into_iter()
        .find_map(|at| of_front(&title[..at]))
        .or_else(|| leading_office(title))
        .or_else(|| before_theme(title))
}

/// 何守成：把水账算清楚, 市长何守成：…: who speaks before the theme.
fn before_theme(title: &str) -> Option<Who> {
    let (front, theme) = title.split_once(['：', ':'])?;
    let said = theme.chars().count() >= 4 && !theme.contains(['；', '。']);
    said.then(|| of_front(front))
        .flatten()
        .filter(|who| who.name.is_some())
}

/// 总经理项目开工仪式致辞: an office and no word between it and the occasion, which is none of its
/// own (市长办公会议, 校长论坛).
fn leading_office(title: &str) -> Option<Who> {
    let office = [
        "总经理",
        "董事长",
        "总裁",
        "厂长",
        "校长",
        "院长",
        "市长",
        "县长",
        "区长",
        "镇长",
        "乡长",
        "局长",
        "市委书记",
        "县委书记",
        "区委书记",
        "镇党委书记",
    ]
    .iter()
    .find(|office| title.starts_with(**office))?;
    let rest = title.strip_prefix(office)?;
    let own = [
        "办公", "联席", "论坛", "座谈", "峰会", "班", "培训", "信箱", "热线", "例会", "会", "工作",
        "们", "、", "和", "及", "抓", "接待", "扩大", "助理", "负责", "级", "轮",
    ];
    let occasion = ["仪式", "典礼", "大会", "会上", "会议", "晚会", "活动"];
    (occasion.iter().any(|w| rest.contains(w)) && !own.iter().any(|w| rest.starts_with(w))).then(
        || Who {
            name: None,
            role: Some((*office).to_owned()),
        },
    )
}

fn of_front(front: &str) -> Option<Who> {
    let front = front.trim().trim_end_matches(['：', ':']);
    // 2012年8月18日，某某某市长在…: the day stands first.
    let front = match front.rsplit_once(['，', ',']) {
        Some((day, who)) if day.contains('年') && day.ends_with(['日', '月', '午']) => who,
        _ => front,
    };
    let front = front.trim_end_matches("同志").trim();
    if front.chars().count() > 20 {
        return None;
    }
    if is_name(front) {
        return Some(Who {
            name: Some(front.to_owned()),
            role: None,
        });
    }
    if ends_with_role(front) {
        return office_of_name(front).or_else(|| {
            ends_with_office(front).then(|| Who {
                name: None,
                role: Some(front.to_owned()),
            })
        });
    }
    let (office, name) = split_office(front)?;
    let name = ["老师", "先生", "女士", "教授"]
        .iter()
        .fold(name.trim(), |name, c| name.trim_end_matches(c));
    is_name(name).then(|| Who {
        name: Some(name.to_owned()),
        role: Some(office.to_owned()),
    })
}

/// Speaker and office, each with its evidence in clean-text offsets.
#[derive(Debug, Default)]
pub struct Speaker {
    /// The name.
    pub name: Option<Guess<String>>,
    /// The office.
    pub role: Option<Guess<String>>,
}

/// Decides who speaks in the `part` of the text.
/// `spoken` is false for what is no speech: people named in it are spoken about.
pub fn decide(text: &Text, head: &Head, notes: &[Note], part: Span, spoken: bool) -> Speaker {
    let mut out = Speaker::default();
    // 主持人：某某 beside 讲话人：某某: who presided goes after who spoke.
    let presides = |line: &Span| {
        let label: String = text
            .chars_in(*line)
            .iter()
            .filter(|c| !c.is_whitespace())
            .take(3)
            .collect();
        label == "主持人"
    };
    let lines = || head.speaker_lines.iter();
    for &line in lines()
        .filter(|l| !presides(l))
        .chain(lines().filter(|l| presides(l)))
    {
        if let Some(who) = of_line(text.folded(line)) {
            out.take(text, who, Some(line), 0.96, "speaker.line");
        }
    }
    if let Some((span, who)) = behind_title(text, head) {
        out.take(text, who, Some(span), 0.93, "speaker.line");
    }
    let mut fronts: Vec<(Option<Span>, String)> = head
        .subtitle
        .map(|s| (Some(s), text.folded(s).to_owned()))
        .into_iter()
        .collect();
    if let Some(title) = &head.title {
        fronts.push((title.lines.first().copied(), title.folded.clone()));
    }
    for (span, words) in fronts {
        // （3月18日在方案说明会上，市规划局局长 某某）
        let behind = words
            .rsplit_once("会上，")
            .filter(|_| words.starts_with(['（', '(']))
            .and_then(|(_, who)| of_line(who));
        let found = [
            behind,
            of_title(&words),
            named::of_title_end(&words),
            named::of_title_start(&words),
            named::of_title_name(&words),
        ];
        for who in found.into_iter().flatten() {
            out.take(text, who, span, 0.95, "speaker.title");
        }
    }
    if out.name.is_none() && spoken {
        running(text, head, notes, part, &mut out);
    }
    out
}

/// 在全县政法工作会议上的讲话（县委常委、政法委书记 某某某）（2015年3月12日）: a bracket on the title's line.
fn behind_title(text: &Text, head: &Head) -> Option<(Span, Who)> {
    let last = *head.title.as_ref()?.lines.last()?;
    let line = text
        .lines()
        .iter()
        .map(|l| l.span)
        .find(|l| l.holds(last))?;
    // The bracket may have been taken for the end of the title.
    let rest = Span::new(line.start, line.end.min(line.start + 120));
    let words = text.folded(rest);
    let mut from = words.find(['会', '式', '礼', '班', '坛']).unwrap_or(0);
    while let Some(open) = words[from..].find(['（', '(']).map(|at| from + at) {
        let inner_at = open + words[open..].chars().next().map_or(1, char::len_utf8);
        let close = words[inner_at..]
            .find(['）', ')'])
            .map(|at| inner_at + at)?;
        let inner = &words[inner_at..close];
        let dated = inner.contains('年') && inner.contains('月');
        if let Some(who) = of_line(inner).filter(|w| !dated && w.name.is_some()) {
            return Some((text.span_in(rest, inner_at..close), who));
        }
        from = close;
    }
    None
}

/// 签发人：何守成 over 何总在…上的讲话: who signs a company's paper is who the title calls by surname.
fn signed_off(words: &str, title: &str) -> Option<Who> {
    let after = words
        .split_once("签发人：")
        .or_else(|| words.split_once("签发："))?
        .1;
    let name: String = after
        .trim_start()
        .chars()
        .take_while(|c| is_han(*c))
        .collect();
    let surname: String = name.chars().take(1).collect();
    let called = ["总", "董"]
        .iter()
        .any(|rank| title.starts_with(&format!("{surname}{rank}")));
    let mailed = words.contains("讲话");
    (is_name(&name) && (called || mailed)).then_some(Who {
        name: Some(name),
        role: None,
    })
}

/// Names in running words, where neither title nor line has one.
fn running(text: &Text, head: &Head, notes: &[Note], part: Span, out: &mut Speaker) {
    let opening = Span::new(part.start, part.end.min(part.start + 700));
    if let Some(who) = named::lead(text.folded(opening)) {
        out.take(text, who, Some(opening), 0.9, "speaker.lead");
    }
    for note in notes {
        if let Some(who) = named::lead(note.words) {
            out.take(text, who, None, 0.85, "speaker.lead");
        }
    }
    let lines = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| s.start >= part.start && s.start <= head.body_start);
    for line in lines.take(14) {
        let words = text.folded(line);
        if let Some(who) = named::author(words) {
            out.take(text, who, Some(line), 0.8, "speaker.line");
        }
        if let Some(who) = named::in_head_line(words) {
            out.take(text, who, Some(line), 0.8, "speaker.line");
        }
    }
    let title = head.title.as_ref().map_or("", |t| t.folded.as_str());
    let before = Span::new(part.start, head.body_start.min(part.start + 300));
    let lines = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| s.start >= before.start && s.end <= before.end);
    let issued = notes.iter().map(|n| n.words);
    let issued = issued.chain(lines.map(|l| text.folded(l)));
    if let Some(who) = issued.filter_map(|words| signed_off(words, title)).next() {
        out.take(text, who, None, 0.85, "speaker.note");
    }
    if let Some(who) = notes.iter().find_map(|note| named::author(note.words)) {
        out.take(text, who, None, 0.8, "speaker.note");
    }
    if out.name.is_none()
        && let Some((line, who)) = named::signature(text, head.body_start, part.end)
    {
        out.take(text, who, Some(line), 0.9, "speaker.signature");
    }
    let mut told = notes
        .iter()
        .filter(|n| matches!(n.rule, "editor.note" | "notice.caption"))
        .peekable();
    if let Some(name) = told.peek().and_then(|note| whose(note.words)) {
        let who = Who {
            name: Some(name),
            role: None,
        };
        out.take(text, who, None, 0.7, "speaker.note");
    }
    for name in told.filter_map(|note| of_note(note.words)) {
        let who = Who {
            name: Some(name),
            role: None,
        };
        out.take(text, who, None, 0.7, "speaker.note");
    }
    if out.name.is_none()
        && let Some((at, who)) = introduced::transcribed(text, Span::new(head.body_start, part.end))
    {
        out.take(text, who, Some(at), 0.9, "speaker.line");
    }
    let start = Span::new(head.body_start, part.end.min(head.body_start + 300));
    if out.name.is_none()
        && let Some((at, who)) = introduced::says_himself(text.folded(start))
    {
        let span = text.span_in(start, at);
        out.take(text, who, Some(span), 0.85, "role.says_so");
    }
}

impl Speaker {
    /// Takes name and office where there are none yet, the name as the text has it within `place`.
    fn take(&mut self, text: &Text, who: Who, place: Option<Span>, certainty: f32, code: &str) {
        let evidence = |words: &str| {
            let at = place.and_then(|place| stands(text, place, words));
            Evidence {
                quote: at.or(place).map_or(words, |s| text.raw(s)).to_owned(),
                span: at.or(place),
                reason: Reason::of(code),
            }
        };
        if let (None, Some(name)) = (&self.name, who.name) {
            let written = place.map_or_else(|| name.clone(), |p| as_written(text, p, &name));
            self.name = Some(Guess::new(written, certainty, vec![evidence(&name)]));
        }
        if let (None, Some(role)) = (&self.role, who.role) {
            self.role = Some(Guess::new(role.clone(), certainty, vec![evidence(&role)]));
        }
    }
}

/// Where words stand in a longer stretch; the whole of a short one is its own evidence.
fn stands(text: &Text, place: Span, words: &str) -> Option<Span> {
    if place.len() <= 60 {
        return Some(place);
    }
    let at = text.folded(place).find(words)?;
    Some(text.span_in(place, at..at + words.len()))
}

fn as_written(text: &Text, line: Span, name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let place = text
        .chars_in(line)
        .windows(chars.len().max(1))
        .position(|w| w == chars);
    let written = place.map_or(name, |at| {
        text.raw(Span::new(
            line.start + at as u32,
            line.start + (at + chars.len()) as u32,
        ))
    });
    // 毛澤东 in a text that is mostly simplified is a slip of the page.
    let slip = crate::fold::is_mixed(written)
        && !crate::fold::is_traditional(text.raw(Span::new(0, text.len())));
    if slip { name } else { written }.to_owned()
}

/// 黑体字是某某的讲话 in the note of who copied the text, for those known by name.
fn whose(note: &str) -> Option<String> {
    static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"是([\p{Han}]{2,4}?)(?:同志|主席|总理)?的(?:讲话|插话|原话|谈话)")
            .expect("a rule of this file compiles")
    });
    let name = WHOSE.captures(note)?.get(1)?.as_str();
    super::level::leader(name).map(|(name, _)| name.to_owned())
}

/// 某某某在酒会上致祝酒辞 in an editor's note or a caption.
fn of_note(note: &str) -> Option<String> {
    static DID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([\p{Han}·]{2,4}?)(?:同志)?(?:在[^，。]{2,20}?(?:上|中)(?:致|发表|作|首次|提出)|在这次讲话|作政府工作报告|代表[^，。]{2,16}作)")
            .expect("a rule of this file compiles")
    });
    DID.captures_iter(note).find_map(|hit| {
        let name = hit.get(1)?.as_str();
        is_name(name).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_of_a_title_names_the_speaker() {
        let who = of_title("市长在全市重点项目观摩推进会上的讲话").unwrap_or_default();
        assert_eq!(who.role.as_deref(), Some("市长"));
        let who = of_title("——王大民在2009年全球市场工作会议上的讲话").unwrap_or_default();
        assert_eq!(who.name.as_deref(), Some("王大民"));
        assert_eq!(of_title("在全县工作会议上的讲话"), None);
    }
}
