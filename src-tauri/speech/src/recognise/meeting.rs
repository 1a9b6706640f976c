//! Which meeting this is: the one the title names, otherwise the one the opening says is being held.
//! Meetings that are only spoken of, before or elsewhere, are not this one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::edition::Told;
use super::head::Head;
use super::implied;
use super::meeting_type::{self, Named};
use super::noted;
use super::speaker;
use super::spoken_of;
use crate::model::{Evidence, Guess, Meeting, Reason, Span};
use crate::text::Text;
use crate::titles;

/// The meeting with its name as it stands and folded.
#[derive(Debug, Default)]
pub struct Found {
    /// For the proposal.
    pub meeting: Meeting,
    /// The name, folded.
    pub folded: Option<String>,
}

/// Where a name was found: its byte range in the folded line, and the line.
struct Candidate {
    raw: String,
    folded: String,
    span: Span,
    certainty: f32,
    code: &'static str,
}

/// Decides the meeting.
pub fn decide(text: &Text, head: &Head, body: Span, told: Option<&Told>) -> Found {
    let mut found = Found::default();
    let mut candidates = in_head(text, head);
    if let Some(told) = told
        && let Some(range) = name_range(&told.title)
    {
        let span = told.span.unwrap_or_default();
        candidates.push(candidate(
            &told.title,
            &told.title,
            range,
            span,
            0.93,
            "meeting.edition",
        ));
    }
    let noted = candidates
        .is_empty()
        .then(|| noted::in_head(text, head))
        .flatten();
    candidates.extend(
        noted
            .or_else(|| noted::closing(text, body))
            .map(|(line, at)| {
                let (raw, words) = (text.raw(line), text.folded(line));
                candidate(raw, words, at, line, 0.92, "meeting.subtitle")
            }),
    );
    let opening = in_opening(text, head, body);
    candidates.extend(opening);
    // 工作会议 in the title is what it was called, whatever else the opening calls it.
    let called = candidates
        .iter()
        .position(|c| c.certainty > 0.9 && c.folded.trim_end_matches('议').ends_with("工作会"));
    let typed = candidates
        .iter()
        .position(|c| {
            let n = meeting_type::read(&c.folded);
            n.kind.is_some() && !n.generic
        })
        .filter(|at| called.is_none_or(|c| *at <= c))
        .or_else(|| {
            candidates
                .iter()
                .position(|c| meeting_type::read(&c.folded).kind.is_some())
        });
    // The title names the meeting even when only the opening tells its type.
    if let Some(name) = candidates
        .iter()
        .find(|c| c.certainty > 0.9)
        .or(typed.map(|i| &candidates[i]))
    {
        found.folded = Some(name.folded.clone());
        found.meeting.name = Some(Guess::new(
            name.raw.clone(),
            name.certainty,
            vec![evidence(text, name.span, name.code)],
        ));
    }
    if let Some(c) = typed.map(|i| &candidates[i]) {
        let named = meeting_type::read(&c.folded);
        set(&mut found.meeting, &named, text, c);
    }
    if found.meeting.kind.is_none() {
        implied::cascade(text, head, body, &mut found.meeting);
    }
    // 接见某会代表时的讲话: whatever meeting those received had come for.
    let receives = head
        .title
        .as_ref()
        .is_some_and(|t| t.folded.starts_with("接见") || t.folded.starts_with("会见"));
    if found.meeting.kind.is_none() || receives {
        implied::received(text, head, told, &mut found.meeting);
    }
    let weak = found
        .meeting
        .kind
        .as_ref()
        .is_none_or(|k| k.certainty <= 0.55);
    if weak {
        implied::occasion(text, head, body, &mut found.meeting);
    }
    if found.meeting.mode.is_none() {
        said_form(text, head, &mut found.meeting);
    }
    found
}

/// The words of a span as evidence.
pub(super) fn evidence(text: &Text, span: Span, code: &str) -> Evidence {
    Evidence {
        quote: text.raw(span).chars().take(80).collect(),
        span: Some(span).filter(|s| !s.is_empty()),
        reason: Reason::of(code),
    }
}

fn set(meeting: &mut Meeting, named: &Named, text: &Text, from: &Candidate) {
    let certainty = if named.generic {
        from.certainty - 0.1
    } else {
        from.certainty
    };
    if let Some(kind) = named.kind {
        meeting.kind = Some(Guess::new(
            kind.to_owned(),
            certainty,
            vec![Evidence {
                reason: Reason::with("meeting.word", &[named.word]),
                ..evidence(text, from.span, "")
            }],
        ));
    }
    meeting.also = named.also.iter().map(|k| (*k).to_owned()).collect();
    if let Some(mode) = named.mode {
        meeting.mode = Some(Guess::new(
            mode.to_owned(),
            0.97,
            vec![evidence(text, from.span, "mode.name")],
        ));
    }
}

fn in_head(text: &Text, head: &Head) -> Vec<Candidate> {
    let mut out = Vec::new();
    if let Some(title) = &head.title {
        let span = title
            .span()
            .unwrap_or(Span::new(head.body_start, head.body_start));
        let reported = || Some(REPORTED.captures(&title.folded)?.get(1)?.range());
        if let Some(range) = name_range(&title.folded).or_else(reported) {
            out.push(candidate(
                &title.words,
                &title.folded,
                range,
                span,
                0.97,
                "meeting.title",
            ));
        }
    }
    if let Some(sub) = head.subtitle {
        // A bracket may be broken over two lines.
        let whole = |words: &str| words.lines().map(str::trim).collect::<String>();
        let (words, folded) = (whole(text.raw(sub)), whole(text.folded(sub)));
        if let Some(range) = name_range(&folded) {
            let told = candidate(&words, &folded, range, sub, 0.96, "meeting.subtitle");
            // 某某常务委员会工作报告 / ——在某次会议上: the report is whose, the line under it where.
            let reports = head
                .title
                .as_ref()
                .is_some_and(|t| t.folded.ends_with("报告"));
            out.insert(if reports { 0 } else { out.len() }, told);
        }
    }
    out
}

fn candidate(
    raw: &str,
    folded: &str,
    range: std::ops::Range<usize>,
    span: Span,
    certainty: f32,
    code: &'static str,
) -> Candidate {
    let skip = folded[..range.start].chars().count();
    let take = folded[range.clone()].chars().count();
    Candidate {
        raw: raw.chars().skip(skip).take(take).collect(),
        folded: folded[range].to_owned(),
        span,
        certainty,
        code,
    }
}

/// The meeting's name inside a folded title or subtitle.
pub fn name_range(words: &str) -> Option<std::ops::Range<usize>> {
    // （2月2日在…会议上）: the bracket is the line's own, not one at its end.
    let boxed = words.starts_with(['（', '(']);
    let core = titles::core(if boxed {
        let inner = words.trim_end_matches(['）', ')', ' ']);
        // （全县春耕工作会议，2003年3月）.
        match inner.rsplit_once('，') {
            Some((name, date)) if date.contains('年') && date.ends_with(['年', '月', '日']) => {
                name
            }
            // （3月18日在方案说明会上，市规划局局长 某某）: who spoke stands behind.
            Some((name, _)) if name.ends_with("会上") => name,
            _ => inner,
        }
    } else {
        words
    });
    let formed = titles::tail(core);
    let mut end = formed.map_or(core.len(), |(_, at)| at);
    let mut name = &core[..end];
    for suffix in ["的", "上", "期间", "时", "的", "上"] {
        name = name.strip_suffix(suffix).unwrap_or(name).trim_end();
    }
    // …上的点评, …结束时: what stands between the meeting and the last word is no part of its name.
    if let Some(at) = name
        .rfind("上的")
        .filter(|at| name[*at..].chars().count() <= 8)
    {
        name = &name[..at];
    }
    // 在某某电话会议上关于某某问题的讲话.
    for about in ["上关于", "上就", "上对"] {
        if let Some(at) = name.find(about)
            && name[..at].ends_with(['会', '议', '班'])
        {
            name = &name[..at];
        }
    }
    for when in ["结束", "闭幕", "开幕", "开始", "召开", "分组讨论", "讨论"] {
        if let Some(rest) = name.strip_suffix(when)
            && (rest.ends_with('会') || rest.ends_with("会议"))
        {
            name = rest;
        }
    }
    let had_on = core[name.len()..].starts_with('上') || core[name.len()..].starts_with("的");
    end = name.len();
    let start = match name.find('在') {
        Some(at) if front_is_person(&name[..at]) => at + '在'.len_utf8(),
        _ => {
            let at = ["与", "同"].iter().filter_map(|w| name.find(w)).min();
            match at {
                Some(at) if speaker::of_title(name).is_some() && at > 0 => at,
                _ => name.len() - name.trim_start_matches(['—', '-', ' ', '（', '(']).len(),
            }
        }
    };
    if start >= end {
        return None;
    }
    // 主题｜某某在…年会上的演讲: the part behind the bar names the meeting.
    let start = match name[start..end].rfind(['｜', '|', '丨']) {
        Some(bar) => {
            let from = start + bar + name[start + bar..].chars().next().map_or(0, char::len_utf8);
            let own = name[from..end]
                .find('在')
                .filter(|at| front_is_person(&name[from..from + at]));
            own.map_or(from, |at| from + at + '在'.len_utf8())
        }
        None => start,
    };
    let inner = &name[start..end];
    let in_occasion = name[..start].ends_with('在');
    let kind = meeting_type::read(inner).kind;
    if kind.is_some() {
        return Some(start..end);
    }
    // 团拜会长致辞: the office of the speaker is glued to the meeting's name.
    for office in [
        "会长",
        "董事长",
        "校长",
        "院长",
        "县长",
        "市长",
        "区长",
        "镇长",
        "局长",
        "厂长",
        "长",
        "主席",
        "主持人",
        "代表",
        "书记",
        "总经理",
        "总裁",
        "主任",
    ] {
        if let Some(rest) = inner.strip_suffix(office)
            && rest.chars().count() >= 3
            && meeting_type::read(rest).kind.is_some()
        {
            return Some(start..start + rest.len());
        }
    }
    (in_occasion && had_on && inner.chars().count() >= 4).then_some(start..end)
}

/// What stands before 在 is a person, an office, a date or nothing.
fn front_is_person(front: &str) -> bool {
    let front = front
        .trim_start_matches(['—', '-', '－', ' ', '（', '('])
        .trim();
    front.is_empty()
        || front.chars().count() <= 8 && !front.contains("关于")
        || front.contains('年') && front.ends_with('日')
        || speaker::of_title(&format!("{front}在")).is_some()
}

/// 全市某某现场会在某县召开: a report's title.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(.{4,40}?(?:会议|大会|[一-龥]会|论坛|仪式|典礼|培训班|研讨班))(?:[昨今]天|\d+日|近日)?(?:在[^，。 ]{2,14}?)?(?:召开|举行|举办|开幕|闭幕)",
    )
});
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:召开|举行|举办|组织|召集|开好|开展|开)(?:的|了|这次|这个|这场|这期|此次|本次|一次|一个|一场|一期|全体|今天的|今天|我们)*([^，。；：！？、\n]{0,48}?(?:会议|大会|[一-龥]会|仪式|典礼|论坛|峰会|培训班|研讨班|读书班|酒会|晚宴|党课|庆典|团拜))(?:[，。！、；：？]|上|，)|(?:这次|今天的|今天这个|今天这次|今天这场|今天这堂|今天这期|今天开的|此次|本次|这个|这场|这堂|今晚的)([^，。；：！？\n]{1,40}?(?:会议|大会|[一-龥]会|仪式|典礼|论坛|峰会|培训班|酒会))(?:[，。！、；]|的|是|上|开|顺利|圆满|即将|就要|经过|已经|很|非常)|(?:今天|今日|今晚)，?([^，。；：！？\n]{2,48}?(?:会议|大会|[一-龥]会|仪式|典礼|论坛|峰会|培训班))(?:正式|胜利|隆重|顺利|今天|在[^，。]{2,16})*(?:开幕|召开|举行|开始)",
    )
});
/// 会议 without a word of what it is about.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:工作|全体|重要|专门|紧急|大型|小型|扩大|现场|这个|一个|一次|次|的|重要的)*(?:会议|大会|会)$",
    )
});
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"第二天|当天|次日|随后|昨天|前天|上周|上个?月|前不久|日前|此前|去年|前年|早上|上次|曾|传达|精神|省委召开|市委召开了|中央召开|国务院召开|先后|近日|最近|刚刚|即将|下周|下个月|明天|要求|每[月周年季]|定期",
    )
});
static THIS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"今天|今晚|今日|这次|此次|本次|现在|上午好|在这里|今天上午|我们|决定召开|专门")
});
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:今天的|这次|本次|此次|以|采取|采用|通过)(视频|电视电话|视频连线|电视电话会议|视频会议)(?:形式|方式|会|会议)?",
    )
});

/// A rule of this folder.
pub(super) fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// False for most sentences, in which none of the words that lead a name of [`HELD`] has a letter that
/// ends it, with what goes on from there, in the clause behind. The rule itself takes so long that it
/// was a twentieth of all understanding.
fn may_be_held(sentence: &str) -> bool {
    static LEADS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new([
            "开", "举行", "举办", "组织", "召集", "这次", "今天", "今日", "今晚", "此次", "本次",
            "这个", "这场", "这堂",
        ])
        .expect("the list is small")
    });
    LEADS.find_iter(sentence).any(|lead| {
        let rest = &sentence[lead.end()..];
        goes_on(rest.strip_prefix('，').unwrap_or(rest))
    })
}

/// True when a name of [`HELD`] may end in the first clause of some words.
fn goes_on(words: &str) -> bool {
    let mut ended = false;
    for c in words.chars() {
        match c {
            '会' | '式' | '礼' | '坛' | '班' | '宴' | '课' | '典' | '拜' => ended = true,
            // 会议.
            '议' if ended => {}
            '，' | '。' | '；' | '：' | '！' | '？' => return ended,
            '\n' => return false,
            '、' | '上' | '的' | '是' | '开' | '顺' | '圆' | '即' | '就' | '经' | '已' | '很'
            | '非' | '正' | '胜' | '隆' | '今' | '在' | '召' | '举'
                if ended =>
            {
                return true;
            }
            _ => ended = false,
        }
    }
    false
}

/// Meetings that the opening says are being held now.
fn in_opening(text: &Text, head: &Head, body: Span) -> Vec<Candidate> {
    let start = head
        .salutation
        .map_or(head.body_start, |s| s.end)
        .max(head.body_start);
    let base = Span::new(start, body.end.min(start + 700));
    let words = text.folded(base);
    let mut out: Vec<(u8, Candidate)> = Vec::new();
    let mut at = 0;
    for sentence in words.split_inclusive(['。', '！', '？', '\n']) {
        let here = at;
        at += sentence.len();
        if !may_be_held(sentence) {
            continue;
        }
        for hit in HELD.captures_iter(sentence) {
            let Some(name) = hit.get(1).or_else(|| hit.get(2)).or_else(|| hit.get(3)) else {
                continue;
            };
            let clause_start = sentence[..name.start()]
                .char_indices()
                .rfind(|(_, c)| matches!(c, '，' | '；' | ','))
                .map_or(0, |(i, c)| i + c.len_utf8());
            let clause = sentence.get(clause_start..name.end()).unwrap_or("");
            let before = sentence.get(..name.end()).unwrap_or("");
            let near = before
                .char_indices()
                .rev()
                .nth(40)
                .map_or(before, |(at, _)| &before[at..]);
            let this = THIS.is_match(before);
            let pinned = hit.get(2).is_some() || clause.contains("这次") || clause.contains("这个");
            if ELSEWHERE.is_match(clause) && !pinned || ELSEWHERE.is_match(near) && !this {
                continue;
            }
            let inner = name.as_str();
            // 市政府就召开三次全体会议: whose meeting it is stands before the verb.
            let owned = inner.contains("全体会议") && clause.contains("政府");
            let named = if owned {
                meeting_type::read(&format!("政府{inner}"))
            } else {
                meeting_type::read(inner)
            };
            // 出席开幕大会: the verb is half of a word.
            if named.kind.is_none()
                || inner.starts_with(['幕', '始', '了'])
                || named.generic && BARE.is_match(inner)
                || [
                    "机会",
                    "社会",
                    "委员会",
                    "不会",
                    "将会",
                    "都会",
                    "体会",
                    "只会",
                    "就会",
                    "才会",
                    "也会",
                    "大家会",
                    "领会",
                    "协会",
                    "商会",
                ]
                .iter()
                .any(|w| inner.ends_with(w))
            {
                continue;
            }
            let span = text.span_in(base, here + name.start()..here + name.end());
            let rank = u8::from(!this) * 2 + u8::from(named.generic);
            out.push((
                rank,
                Candidate {
                    raw: text.raw(span).to_owned(),
                    folded: if owned {
                        format!("政府{inner}")
                    } else {
                        inner.to_owned()
                    },
                    span,
                    certainty: if this { 0.8 } else { 0.6 },
                    code: "meeting.opening",
                },
            ));
        }
    }
    let first = words
        .char_indices()
        .nth(220)
        .map_or(words.len(), |(at, _)| at);
    if out.is_empty()
        && let Some(name) = spoken_of::meeting(&words[..first])
        && meeting_type::read(name.as_str()).kind.is_some()
    {
        let span = text.span_in(base, name.range());
        out.push((
            0,
            Candidate {
                raw: text.raw(span).to_owned(),
                folded: name.as_str().to_owned(),
                span,
                certainty: 0.7,
                code: "meeting.opening",
            },
        ));
    }
    out.sort_by_key(|(rank, c)| (*rank, c.span.start));
    out.into_iter().map(|(_, c)| c).collect()
}

/// The form that the opening tells: 这次视频会议, 以电视电话形式召开.
fn said_form(text: &Text, head: &Head, meeting: &mut Meeting) {
    let base = Span::new(head.body_start, head.body_start + 400);
    let words = text.folded(base);
    if let Some(hit) = FORM.captures(words).and_then(|c| c.get(1))
        && let Some(mode) = meeting_type::form(hit.as_str())
    {
        let span = text.span_in(base, hit.range());
        meeting.mode = Some(Guess::new(
            mode.to_owned(),
            0.75,
            vec![evidence(text, span, "mode.opening")],
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, name: &str) {
        assert_eq!(name_range(title).map(|r| &title[r]), Some(name), "{title}");
    }

    #[test]
    fn the_name_stands_between_在_and_上的() {
        check(
            "在全市重点项目建设现场推进会上的讲话",
            "全市重点项目建设现场推进会",
        );
        check(
            "市长在全市民营企业家座谈会上的讲话（摘要）",
            "全市民营企业家座谈会",
        );
        check("——王大民在1995年总结大会上的讲话", "1995年总结大会");
        check(
            "——2024年2月2日在石桥镇第二十届人民代表大会第四次会议上",
            "石桥镇第二十届人民代表大会第四次会议",
        );
        check(
            "（2026年1月27日在某省第十四届人民代表大会第四次会议上）",
            "某省第十四届人民代表大会第四次会议",
        );
        check(
            "全县第六届职工运动会开幕式主持词",
            "全县第六届职工运动会开幕式",
        );
        check(
            "上海电话信息技术和业务管理研讨会致谢词",
            "上海电话信息技术和业务管理研讨会",
        );
        check(
            "香港某某同乡会乙巳年新春团拜会长致辞",
            "香港某某同乡会乙巳年新春团拜",
        );
        check(
            "（9月6日在方案说明会上，市规划局局长 穆青川）",
            "方案说明会",
        );
        check(
            "某某集团2014年年中工作会议董事长讲话实录",
            "某某集团2014年年中工作会议",
        );
    }

    #[test]
    fn a_title_without_a_meeting_names_none() {
        assert_eq!(name_range("2026年某市政府工作报告"), None);
        assert_eq!(name_range("胜利祝酒辞"), None);
        assert_eq!(
            name_range("关于《某省物业管理条例（修订草案）》的说明"),
            None
        );
    }
}
