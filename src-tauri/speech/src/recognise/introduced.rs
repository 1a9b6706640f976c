//! Who a speaker says he is in his first sentences.
//! Names in titles and signatures are read in `named`.

use std::sync::LazyLock;

use regex::Regex;

use super::speaker::{ROLES, Who, is_name};
use crate::model::Span;
use crate::text::Text;

/// Who the speaker says he is: 我是县医保局的某某某, 我叫某某某.
pub(super) fn says_himself(words: &str) -> Option<(std::ops::Range<usize>, Who)> {
    static SELF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"我(叫|是)([^，。！？：；“\n]{2,30}?)[，。！\n]")
            .expect("a rule of this file compiles")
    });
    SELF.captures_iter(words).find_map(|hit| {
        let told = hit.get(2)?;
        let (called, clause) = (&hit[1] == "叫", told.as_str());
        // 我是某某某 within the greeting; later, 我是 is told of anything.
        let greets = told.start() <= 120 && clause.chars().count() == 3;
        let who = if (called || greets) && is_name(clause) {
            Who {
                name: Some(clause.to_owned()),
                role: None,
            }
        } else {
            introduced(clause)?
        };
        Some((told.range(), who))
    })
}

/// 县医保局的某某某, 高三（2）班某某某, 语文教师某某某.
fn introduced(clause: &str) -> Option<Who> {
    let chars: Vec<char> = clause.chars().collect();
    [3, 2].into_iter().find_map(|length| {
        let at = chars.len().checked_sub(length).filter(|at| *at >= 2)?;
        let name: String = chars[at..].iter().collect();
        let before: String = chars[..at].iter().collect();
        let office = ROLES.iter().any(|role| before.ends_with(role));
        let of_unit = before.strip_suffix('的').unwrap_or(&before).ends_with([
            '局', '班', '校', '县', '镇', '村', '厂', '部', '院', '司', '队', '科', '室', '家',
            '办', '委', '厅', '团', '会', '所', '站', '组', '社',
        ]);
        (is_name(&name) && (office || of_unit)).then(|| Who {
            name: Some(name),
            role: office.then_some(before),
        })
    })
}

/// Whose name stands before his words as in a transcript: 何守成：今天没有稿子…; of several who say
/// most, unless they only ask.
pub(super) fn transcribed(text: &Text, body: Span) -> Option<(Span, Who)> {
    let mut said: Vec<(String, Span, u32, u32)> = Vec::new();
    let mut lines = 0;
    for line in text.lines().iter().map(|l| l.span) {
        if line.start < body.start || line.is_empty() {
            continue;
        }
        if line.start >= body.end || lines > 120 {
            break;
        }
        lines += 1;
        let head = Span::new(line.start, line.end.min(line.start + 9));
        let Some((label, _)) = text.folded(head).split_once(['：', ':']) else {
            continue;
        };
        let name = ["委员", "议员", "代表", "先生", "女士", "同志", "答"]
            .iter()
            .find_map(|w| label.strip_suffix(w).filter(|n| is_name(n)))
            .unwrap_or(label)
            .trim();
        if !is_name(name) {
            continue;
        }
        match said.iter_mut().find(|s| s.0 == name) {
            Some(s) => {
                s.2 += 1;
                s.3 += line.len();
            }
            None => {
                let count = name.chars().count() as u32;
                let at = Span::new(line.start, line.start + count);
                // The first words of the text are his.
                said.push((name.to_owned(), at, 1 + u32::from(lines == 1), line.len()));
            }
        }
    }
    let (name, at, ..) = said.into_iter().filter(|s| s.2 >= 2).max_by_key(|s| s.3)?;
    let who = Who {
        name: Some(name),
        role: None,
    };
    Some((at, who))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(who: Option<Who>) -> Option<String> {
        who.and_then(|w| w.name)
    }

    #[test]
    fn a_transcript_puts_the_name_before_the_words() {
        for (words, said) in [
            (
                "何守成：今天没有稿子，我先讲三点看法。\n第一，要敢于失败。\n提问：研发投入会减少吗？\n何守成：不会。",
                Some("何守成"),
            ),
            ("何守成议员：多谢主席，我支持这条条例。", Some("何守成")),
            ("今天讲三点。\n一、任务：要抓紧。\n责任人：何守成", None),
        ] {
            let text = Text::new(words);
            let who = transcribed(&text, Span::new(0, text.len())).map(|(_, who)| who);
            assert_eq!(name(who).as_deref(), said, "{words}");
        }
    }

    #[test]
    fn a_speaker_may_say_who_he_is() {
        for (words, said) in [
            ("大家好！我是县农技站的高粱生，讲几句。", Some("高粱生")),
            ("我叫姚小满，来自三班。", Some("姚小满")),
            ("我是一名党员，我是班里的学生，要带头。", None),
        ] {
            assert_eq!(
                name(says_himself(words).map(|(_, who)| who)).as_deref(),
                said,
                "{words}"
            );
        }
    }
}
