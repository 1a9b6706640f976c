//! Who speaks and in what office: the line under the title, the title's own front, what the text says.
//! People who are only mentioned are not the speaker.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Note;
use super::head::Head;
use crate::lexicon;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::text::{Text, is_han};

static ROLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/roles.tsv"))
        .map(|cells| cells[0])
        .collect()
});

struct Surnames {
    one: HashSet<char>,
    two: HashSet<&'static str>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let mut lines = include_str!("../../lexicon/surnames.txt")
        .lines()
        .filter(|l| !l.starts_with('#'));
    Surnames {
        one: lines.next().unwrap_or("").chars().collect(),
        two: lines.next().unwrap_or("").split(' ').collect(),
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
        return (4..=14).contains(&chars.len()) && chars.iter().all(|c| is_han(*c) || *c == '·');
    }
    if !(2..=4).contains(&chars.len()) || !chars.iter().all(|c| is_han(*c)) {
        return false;
    }
    let two: String = chars.iter().take(2).collect();
    if SURNAMES.two.contains(two.as_str()) {
        return chars.len() >= 3;
    }
    // 任总, 老王, 李某: ways of speaking of somebody, no names.
    let called = matches!(
        chars[chars.len() - 1],
        '总' | '老' | '某' | '工' | '导' | '董'
    ) && chars.len() == 2;
    chars.len() <= 3 && !called && SURNAMES.one.contains(&chars[0]) && !ends_with_role(words)
}

fn ends_with_role(words: &str) -> bool {
    ROLES.iter().any(|role| words.ends_with(role))
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

/// Reads a folded line such as 县政协主席 韩某某, 李 某, 讲话人：王某某; `None` when it is neither a
/// name nor an office.
pub fn of_line(line: &str) -> Option<Who> {
    let line = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '—' | '-' | '：' | ':')
    });
    // 院长 某某（2020.9.12）: the bracket is a date.
    let line = match line.find(['（', '(']) {
        Some(at) if at > 0 => line[..at].trim(),
        _ => line,
    };
    let mut named = false;
    // 2016年4月19日 某某某: what follows the date.
    let mut rest = match line.rfind(['日', '月', '年']) {
        Some(at)
            if line[..at].contains('年')
                && line[at..].chars().nth(1).is_some_and(char::is_whitespace) =>
        {
            line[at..]
                .char_indices()
                .nth(1)
                .map_or(line, |(i, _)| line[at + i..].trim())
        }
        _ => line,
    };
    for label in [
        "讲话人",
        "发言人",
        "致辞人",
        "主讲人",
        "主讲",
        "演讲人",
        "报告人",
        "演讲者",
        "作报告人",
        "主持人",
        "演讲",
        "讲话",
        "致辞",
    ] {
        if let Some(after) = rest.strip_prefix(label) {
            rest = after.trim_start_matches(['：', ':', ' ']);
            named = true;
        }
    }
    if rest.is_empty() || rest.chars().count() > 45 || rest.contains(['。', '；', '？', '！', '“'])
    {
        return None;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let single = |w: &&str| w.chars().count() == 1 && w.chars().all(is_han);
    // 李 明: a name spaced out.
    let (name, before) = match words[..] {
        [.., a, b] if single(&a) && single(&b) => (format!("{a}{b}"), words.len() - 2),
        [.., a, b, c] if single(&a) && single(&b) && single(&c) => {
            (format!("{a}{b}{c}"), words.len() - 3)
        }
        [.., last] => (last.to_owned(), words.len() - 1),
        [] => return None,
    };
    let name = name.trim_end_matches("同志");
    let office = words[..before].join(" ");
    if is_name(name)
        && (office.is_empty() && (named || words.len() <= 2 && is_name(name))
            || ends_with_role(&office))
    {
        return Some(Who {
            name: Some(name.to_owned()),
            role: (!office.is_empty()).then_some(office),
        });
    }
    // A name that no list of surnames holds is one after an office.
    let likely = (2..=4).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !ends_with_role(name);
    if likely && !office.is_empty() && ends_with_role(&office) {
        return Some(Who {
            name: Some(name.to_owned()),
            role: Some(office),
        });
    }
    let slot = name
        .chars()
        .all(|c| matches!(c, '×' | 'X' | 'x' | '*' | '某'));
    if slot && ends_with_role(&office) {
        return Some(Who {
            name: None,
            role: Some(office),
        });
    }
    if words.len() == 1
        && ends_with_role(rest)
        && rest.chars().count() <= 24
        && !rest.contains('的')
    {
        // 市长李某某, without a space.
        return Some(Who {
            name: None,
            role: Some(rest.to_owned()),
        });
    }
    let mut glued = ROLES.iter().filter_map(|role| {
        let at = rest.find(role)? + role.len();
        let (office, name) = rest.split_at(at);
        (words.len() == 1 && is_name(name)).then(|| Who {
            name: Some(name.to_owned()),
            role: Some(office.to_owned()),
        })
    });
    glued.next_back()
}

/// Who the front of a title names: 市长在…, 某某某在…, 某某某同志与….
pub fn of_title(title: &str) -> Option<Who> {
    let title = title.trim_start_matches(['—', '-', ' ', '（', '(']);
    let at = ["在", "与", "同", "致", "给"]
        .iter()
        .filter_map(|w| title.find(w).filter(|at| *at > 0))
        .min()?;
    let front = title[..at].trim().trim_end_matches("同志").trim();
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
        return Some(Who {
            name: None,
            role: Some(front.to_owned()),
        });
    }
    let (office, name) = split_office(front)?;
    let name = name.trim();
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

/// Decides who speaks.
pub fn decide(text: &Text, head: &Head, notes: &[Note], level: Option<&str>) -> Speaker {
    let mut out = Speaker::default();
    let evidence = |span: Span, code: &str| Evidence {
        quote: text.raw(span).to_owned(),
        span: Some(span),
        reason: Reason::of(code),
    };
    for &line in &head.speaker_lines {
        let Some(who) = of_line(text.folded(line)) else {
            continue;
        };
        if let Some(name) = who.name.filter(|_| out.name.is_none()) {
            let name = as_written(text, line, &name);
            out.name = Some(Guess::new(name, 0.96, vec![evidence(line, "speaker.line")]));
        }
        if let Some(role) = who.role.filter(|_| out.role.is_none()) {
            out.role = Some(Guess::new(role, 0.96, vec![evidence(line, "speaker.line")]));
        }
    }
    let mut fronts: Vec<(Span, String)> = head
        .subtitle
        .map(|s| (s, text.folded(s).to_owned()))
        .into_iter()
        .collect();
    if let Some(title) = &head.title
        && let Some(&first) = title.lines.first()
    {
        fronts.push((first, title.folded.clone()));
    }
    for (span, words) in fronts {
        let Some(who) = of_title(&words) else {
            continue;
        };
        if let Some(name) = who.name.filter(|_| out.name.is_none()) {
            out.name = Some(Guess::new(
                name,
                0.95,
                vec![evidence(span, "speaker.title")],
            ));
        }
        if let Some(role) = who.role.filter(|_| out.role.is_none()) {
            out.role = Some(Guess::new(
                role,
                0.97,
                vec![evidence(span, "speaker.title")],
            ));
        }
    }
    let told = notes
        .iter()
        .filter(|n| matches!(n.rule, "editor.note" | "notice.caption"));
    for note in told.map(|n| n.words) {
        if out.name.is_some() {
            break;
        }
        if let Some(name) = of_note(note) {
            out.name = Some(Guess::new(
                name,
                0.7,
                vec![Evidence {
                    quote: note.chars().take(40).collect(),
                    span: None,
                    reason: Reason::of("speaker.note"),
                }],
            ));
        }
    }
    if out.role.is_none() {
        out.role = told_role(text, head, level);
    }
    out
}

fn as_written(text: &Text, line: Span, name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let place = text
        .chars_in(line)
        .windows(chars.len().max(1))
        .position(|w| w == chars);
    place.map_or_else(
        || name.to_owned(),
        |at| {
            text.raw(Span::new(
                line.start + at as u32,
                line.start + (at + chars.len()) as u32,
            ))
            .to_owned()
        },
    )
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

/// The office that the text itself tells: 我代表市人民政府, 书记还要讲话.
fn told_role(text: &Text, head: &Head, level: Option<&str>) -> Option<Guess<String>> {
    static HIGHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:等下|等会儿?|一会儿?|稍后|接下来|最后)[，,]?[^，。；]{0,8}?书记?[^，。；]{0,6}(?:还)?(?:要|将)[^，。；]{0,6}讲话|书记(?:同志)?(?:还要|将要|将)[^，。；]{0,8}讲话")
            .expect("a rule of this file compiles")
    });
    static SELF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:我是|作为)(?:新任)?([\p{Han}]{1,12}?(?:书记|市长|县长|区长|镇长|乡长|校长|院长|主任|局长|董事长|总经理|主席|会长))[，。的]")
            .expect("a rule of this file compiles")
    });
    let opening = Span::new(head.body_start, head.body_start + 900);
    let words = text.folded(opening);
    let role = |name: &str, certainty, range: std::ops::Range<usize>, code: &str| {
        let span = text.span_in(opening, range);
        Some(Guess::new(
            name.to_owned(),
            certainty,
            vec![Evidence {
                quote: text.raw(span).to_owned(),
                span: Some(span),
                reason: Reason::of(code),
            }],
        ))
    };
    if let Some(hit) = HIGHER.find(words) {
        let office = match level {
            Some("level.city") => "市长",
            Some("level.county") => "县长",
            Some("level.province") => "省长",
            Some("level.township") => "镇长",
            _ => return None,
        };
        return role(office, 0.6, hit.range(), "role.before_secretary");
    }
    let hit = SELF.captures(words)?.get(1)?;
    role(hit.as_str(), 0.7, hit.range(), "role.says_so")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, name: Option<&str>, role: Option<&str>) {
        let who = of_line(line).unwrap_or_default();
        assert_eq!(
            (who.name.as_deref(), who.role.as_deref()),
            (name, role),
            "{line}"
        );
    }

    #[test]
    fn the_line_under_the_title_names_the_speaker() {
        check("县政协主席 韩守拙", Some("韩守拙"), Some("县政协主席"));
        check("北京市市长 殷 勇", Some("殷勇"), Some("北京市市长"));
        check("沈怀民", Some("沈怀民"), None);
        check("院长 穆青川（2020.9.12）", Some("穆青川"), Some("院长"));
        check("旅政治委员 ×××", None, Some("旅政治委员"));
        check("县委副书记、县长", None, Some("县委副书记、县长"));
        check(
            "自治区人民政府主席 包钢",
            Some("包钢"),
            Some("自治区人民政府主席"),
        );
        check(
            "党委副书记、工会主席 董其安",
            Some("董其安"),
            Some("党委副书记、工会主席"),
        );
    }

    #[test]
    fn other_lines_name_nobody() {
        for line in [
            "让城市在湿地中呼吸",
            "同志们",
            "向奋斗者致敬",
            "一、历史回顾",
            "全市工作会议",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_front_of_a_title_names_the_speaker() {
        let who = of_title("市长在全市重点项目观摩推进会上的讲话").unwrap_or_default();
        assert_eq!(who.role.as_deref(), Some("市长"));
        let who = of_title("——王大民在2009年全球市场工作会议上的讲话").unwrap_or_default();
        assert_eq!(who.name.as_deref(), Some("王大民"));
        assert_eq!(of_title("在全县工作会议上的讲话"), None);
    }
}
