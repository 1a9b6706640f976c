//! Tells texts that are no speeches: news, essays, letters, minutes, tales, papers to organs.
//! Which sort of speech a text is, where it is one, is told in `genre`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::Note;
use super::head::Head;
use crate::model::Span;
use crate::text::Text;
use crate::titles;

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?:【[^】]{2,14}(?:电|讯)】|.{0,30}记者[^，。]{2,14}报道|本报讯|本网讯|本台讯|本刊讯|.{0,12}(?:网|报|社|台)(?:消息|讯|电)|.{2,12}\d{1,2}月\d{1,2}日(?:电|讯)|.{2,14}讯[（(\s　]|新华社.{2,20}电)",
    )
});
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?m)^\s*(?:\p{Han}{2,4}|会议|市长|书记|省长|县长|.{2,20}主持时)(?:在[^，。]{2,30}(?:时|上))?(?:还)?(?:指出|强调|要求|表示|认为|说)[，：,]|(?:他|她|会议)(?:指出|强调|要求|表示)[，：,]|[出席|参加]会议并(?:讲话|发表)|并(?:发表重要)?讲话。",
    )
});
static NEWS_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"强调|指出|召开|举行|出席|会见|闭幕|开幕$|并讲话|发表重要讲话|主持会议")
});
static PRESIDED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"由[^，。]{2,16}主持|主持(?:会议|大会|召开)|主席台[^，。]{0,6}就[座坐]|圆满完成[^，。]{0,10}议程|(?:今天|昨天|\d+日)(?:上午|下午|晚)?，[^，。]{2,40}(?:会议|大会|仪式|典礼)[^，。]{0,20}(?:举行|召开|闭幕|开幕)",
    )
});
static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"我(?:代表|谨|先|就|讲|认为|希望|相信|在这里|再|想)|同志们[，：！]|我们[省市县区镇乡村校]|谢谢大家",
    )
});
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"下面[，,]?(?:我|就|根据|结合)|我(?:先|再|就)?(?:强调|讲|谈|说)(?:几|两|三|四|五|一)?(?:点|句|个|条|些)|我就讲(?:这些|到这里|这么多)|讲完了|散会|谢谢(?:大家|各位)|(?:今天|这次|此次)[^。]{0,20}(?:召开|会议|大会|座谈|在这里|请)|刚才[，,]|我代表|同志们[，！：]|希望(?:大家|同志们|你们)|(?:各位|女士们)|(?m)^(?:代理|大会)?(?:主席|议长|院长)[，：]|(?i)ladies and gentlemen|good (?:morning|afternoon|evening)|dear (?:friends|colleagues|guests|students)|thank you",
    )
});
/// What leads a report: who, on which day, did what. 某市长12日上午出席….
static LED: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[^，。：；“]{2,24}?(?:\d{1,2}日|[今昨前][日天]?[（(]\d{1,2}[）)]日?|[今昨]日)(?:上午|下午|中午|晚间|晚上|晚)?[^，。：；]{0,30}?(?:出席|主持召开|主持|会见|接见|考察|调研|视察|看望|前往|抵达|参加)",
    )
});
static SAID: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:表示|指出|强调|致词|致辞|说|要求|希望)[，：,]"));
/// The first sentence tells that a meeting was held; those at it say 今天我们召开.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[^。]{4,60}?(?:会议|大会|[一-龥]会|论坛|仪式|典礼|培训班)[^，。]{0,16}?(?:胜利|隆重|圆满|顺利|正式|如期)*(?:召开|举行|开幕|闭幕|落幕|举办)",
    )
});
/// An appeal that a meeting sends out.
static APPEAL: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:发出|提出|作出)(?:如下|以下|下列)(?:几点|几项|[一二三四五六七八九十]点|[一二三四五六七八九十]项)?倡议|(?:特|现|谨)?(?:向[^。]{2,30})?倡议如下",
    )
});
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"作者(?:系|单位|简介|为)|撰稿人?：|据记者了解|记者(?:从|了解到|获悉|注意到|在采访)|本文(?:作者|系|仅|拟|认为)|发表于|原载|刊于|载于|笔者|这篇(?:短文|文章|散文)|写下这|写到这里|参考文献",
    )
});

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// A genre that is no speech, with the words that show it.
pub fn find(text: &Text, head: &Head, body: Span, notes: &[Note]) -> Option<(&'static str, Span)> {
    let title = head.title.as_ref();
    let title_span = title
        .and_then(|t| t.lines.first().copied())
        .unwrap_or_default();
    let formed = title.is_some_and(|t| t.formed) || head.subtitle.is_some();
    // 倡议书 alone is a title too, though it has not the length of one.
    let bare = |words: &str| titles::tail(words).is_some_and(|(_, at)| at == 0);
    if let Some(title) = title.filter(|t| t.formed || bare(&t.folded)) {
        let tail = titles::tail(&title.folded).and_then(|(t, _)| t.genre);
        if let Some(id) = tail.filter(|id| {
            matches!(
                *id,
                "genre.minutes" | "genre.letter" | "genre.news" | "genre.article" | "genre.other"
            )
        }) {
            return Some((id, title_span));
        }
    }
    let early = Span::new(head.body_start, body.end.min(head.body_start + 200));
    let first = text.trim(early);
    let words = text.folded(Span::new(first.start, first.end));
    let first_line = words.lines().next().unwrap_or("");
    // A paper prints a speech under its dateline: 新华社…讯 某某的讲话，全文如下.
    static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?:讲话|致辞|致词|祝酒|悼词|演说|演讲|演辞|发言|报告|谈话|声明)(?:的)?(?:结语)?(?:，|：)?(?:全文|原文|实录|摘要|主要内容)?如下|全文如下|(?:讲话|致辞|演讲|发言)(?:的)?全文",
        )
    });
    if DATELINE.is_match(first_line) && head.salutation.is_none() && !PRINTED.is_match(words) {
        return Some(("genre.news", first_line_span(text, first)));
    }
    if head.salutation.is_none() && !formed {
        let by_reporter = byline(text, head, notes);
        let led = || LED.is_match(first_line) && SAID.is_match(text.folded(body));
        if by_reporter.is_some() || led() {
            let span = by_reporter.unwrap_or_else(|| first_line_span(text, first));
            return Some(("genre.news", span));
        }
    }
    let whole = text.folded(Span::new(
        head.body_start,
        body.end.min(head.body_start + 6000),
    ));
    static EDITORIAL: LazyLock<Regex> =
        LazyLock::new(|| rule(r"(?m)^[■●◆ ]*(?:本报|本刊|本网|特约)?(?:评论员|社论|时评|述评)"));
    static ORGANS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?m)^[^。：:\n]{0,60}各[^位。：:\n][^。：:\n]{1,60}(?:局|处|厅|委|办|部门|单位|机构|人民政府|学院|分公司)[：:]\s*$",
        )
    });
    let front = Span::new(head.front, early.end);
    if let Some(hit) = EDITORIAL
        .find(text.folded(front))
        .filter(|_| head.salutation.is_none())
    {
        return Some(("genre.article", text.span_in(front, hit.range())));
    }
    // 某工作电视电话会议讲话 is heard by the departments that its salutation names.
    let given = title.is_some_and(|t| {
        let genre = titles::tail(&t.folded).and_then(|(tail, _)| tail.genre);
        t.formed && t.folded.contains('会') && genre.is_some_and(|id| id == "genre.speech")
    });
    // Nearly every text has no such line, and to look for one took longer than for all the rest.
    let lists = |line: &str| line.contains('各') && line.trim_end().ends_with(['：', ':']);
    let front_words = text.folded(front);
    if front_words.lines().any(lists)
        && let Some(hit) = ORGANS.find(front_words).filter(|_| !given)
    {
        return Some(("genre.other", text.span_in(front, hit.range())));
    }
    let newsy = title.is_some_and(|t| !t.formed && NEWS_TITLE.is_match(&t.folded));
    if head.salutation.is_none() && !formed {
        let reports = REPORTS.find_iter(whole).take(6).count();
        let presided = newsy && PRESIDED.is_match(whole) && !FIRST_PERSON.is_match(whole);
        if newsy && reports >= 2 || reports >= 4 || presided {
            return Some(("genre.news", title_span));
        }
        if let Some(hit) = minutes(text, head, body) {
            return Some(("genre.minutes", hit));
        }
    }
    if head.salutation.is_some()
        && whole
            .trim_end()
            .lines()
            .rev()
            .take(6)
            .any(|l| l.contains("此致") || l.trim() == "敬礼" || l.trim() == "敬礼！")
    {
        return Some(("genre.letter", head.salutation.unwrap_or_default()));
    }
    // An office and a name under the title: a speech, not an author's essay.
    let speaks = head
        .speaker_lines
        .iter()
        .any(|l| super::speaker::of_line(text.folded(*l)).is_some_and(|who| who.role.is_some()));
    if formed || speaks || head.salutation.is_some() {
        return None;
    }
    let appeal = whole.contains("倡议").then(|| APPEAL.find(whole));
    if let Some(hit) = appeal.flatten() {
        let at = text.span_in(Span::new(head.body_start, body.end), hit.range());
        return Some(("genre.other", at));
    }
    let told = Told::read(text, body);
    let spoken = SPOKEN.find_iter(&told.words).take(8).count();
    if told.is_tale(spoken) {
        let at = title.map_or(early, |_| title_span);
        return Some(("genre.fiction", at));
    }
    let silent = spoken == 0 && !PRINTED.is_match(words) && !FIRST_PERSON.is_match(&told.words);
    if title.is_some() {
        let written = WRITTEN.find_iter(text.folded(body)).take(4).count()
            + notes.iter().filter(|n| WRITTEN.is_match(n.words)).count();
        if written >= 1 && spoken <= 2 + 2 * written || spoken == 0 {
            return Some(("genre.article", title_span));
        }
    } else if silent && body.len() >= SHORTEST_PROSE {
        // Nobody is spoken to and nobody says 我: a report of a meeting, or an essay.
        let sort = if HELD.is_match(first_line) {
            "genre.news"
        } else {
            "genre.article"
        };
        return Some((sort, first_line_span(text, first)));
    }
    None
}

/// A text of fewer scalars without a title may be any part of a speech.
const SHORTEST_PROSE: u32 = 200;

/// A line of the head that names reporter and place: 某某时报记者 王小明 北京报道.
fn byline(text: &Text, head: &Head, notes: &[Note]) -> Option<Span> {
    let reported = |words: &str| words.contains("记者") && DATELINE.is_match(words);
    if notes.iter().any(|n| reported(n.words.trim())) {
        return Some(Span::default());
    }
    let title = head.title.as_ref().and_then(|t| t.span());
    text.lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| s.start >= head.front && s.end <= head.body_start && !s.is_empty())
        .filter(|s| title.is_none_or(|t| !t.overlaps(*s)))
        .find(|s| DATELINE.is_match(text.folded(*s)))
}

fn first_line_span(text: &Text, from: Span) -> Span {
    text.lines()
        .iter()
        .find(|l| l.span.start <= from.start && from.start < l.whole.end)
        .map_or(from, |l| {
            Span::new(l.span.start, l.span.end.min(l.span.start + 40))
        })
}

/// 时间： 地点： 出席： 记录： at the head.
fn minutes(text: &Text, head: &Head, body: Span) -> Option<Span> {
    let start = head.body_start.min(body.start);
    let lines: Vec<Span> = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| !s.is_empty() && s.start >= start)
        .take(12)
        .collect();
    let labels = [
        "时间", "地点", "出席", "列席", "主持", "记录", "参加", "缺席",
    ];
    let hits = lines
        .iter()
        .filter(|l| {
            labels.iter().any(|w| {
                text.folded(**l).starts_with(w)
                    && text
                        .folded(**l)
                        .chars()
                        .take(8)
                        .any(|c| matches!(c, '：' | ':'))
            })
        })
        .count();
    (hits >= 3 && lines.iter().any(|l| text.folded(*l).starts_with("记录")))
        .then(|| lines.first().copied())
        .flatten()
}

/// A text without the words that others are quoted with.
struct Told {
    words: String,
    /// Paragraphs.
    lines: usize,
    /// Those that are what somebody says.
    talk: usize,
}

impl Told {
    fn read(text: &Text, body: Span) -> Self {
        let lines: Vec<&str> = text
            .lines()
            .iter()
            .map(|l| l.span)
            .filter(|s| !s.is_empty() && s.start >= body.start && s.end <= body.end)
            .map(|s| text.folded(s))
            .collect();
        let mut told = Self {
            words: String::new(),
            lines: lines.len(),
            talk: 0,
        };
        let mut quoted = 0;
        for (i, line) in lines.iter().enumerate() {
            let opens = line.starts_with(['“', '「']);
            let says = ["道：“", "说：“", "道，“", "说，“", "道:“"];
            told.talk += usize::from(quoted > i || opens || says.iter().any(|w| line.contains(w)));
            let mut depth = u32::from(quoted > i);
            for c in line.chars() {
                match c {
                    '“' | '「' | '《' => depth += 1,
                    '”' | '」' | '》' => depth = depth.saturating_sub(1),
                    _ if depth == 0 => told.words.push(c),
                    _ => {}
                }
            }
            told.words.push('\n');
            // A quotation that runs on over paragraphs has its end near.
            if depth > 0 && opens && quoted <= i {
                let near = lines.iter().skip(i + 1).take(LONGEST_QUOTATION);
                let end = near.take_while(|l| !l.starts_with(['“', '「']));
                quoted = end
                    .enumerate()
                    .find(|(_, l)| l.contains(['”', '」']))
                    .map_or(quoted, |(n, _)| i + n + 2);
            }
        }
        told
    }

    /// A tale: much of it is what somebody says, and the rest tells how he looks and stands.
    fn is_tale(&self, spoken: usize) -> bool {
        let much = self.lines >= 8 && self.talk * 10 >= self.lines * 3 && spoken <= 2;
        let seen = || GESTURES.find_iter(&self.words).take(3).count();
        much || self.talk >= 3 && self.talk * 10 >= self.lines && seen() >= 2
    }
}

/// Paragraphs that one quotation may run on over.
const LONGEST_QUOTATION: usize = 10;

/// How people look, stand and feel, as no speaker tells it.
static GESTURES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = include_str!("../../lexicon/gestures.txt");
    AhoCorasick::new(
        words
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#')),
    )
    .expect("the list is small")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::head;

    fn sort(words: &str) -> Option<&'static str> {
        let text = Text::new(words);
        let head = head::read(&text, 0, text.len());
        let body = Span::new(head.body_start, text.len());
        find(&text, &head, body, &[]).map(|(id, _)| id)
    }

    #[test]
    fn a_report_is_told_by_its_byline_or_its_lead() {
        let body = "这一年的收成比上一年好，合作社添了两台烘干机。".repeat(10);
        assert_eq!(
            sort(&format!(
                "粮价为什么稳得住\n江南时报记者 何守成 云州报道\n{body}"
            )),
            Some("genre.news")
        );
        assert_eq!(
            sort(&format!(
                "新泵站开工\n陶林月县长12日上午出席新泵站开工典礼时表示，要把水引到田头。\n{body}"
            )),
            Some("genre.news")
        );
        assert_eq!(
            sort(&format!(
                "备受关注的中共石桥镇第九次代表大会今日胜利召开，这是全镇的一件喜事。\n{body}"
            )),
            Some("genre.news")
        );
    }

    #[test]
    fn prose_that_speaks_to_nobody_is_an_essay() {
        let body = "要把群众的事放在前头，农信社必须到田间去，把账算给农户听。".repeat(10);
        assert_eq!(
            sort(&format!("书记的讲话反复强调群众。{body}\n{body}")),
            Some("genre.article")
        );
        let said = format!("同志们：\n{body}");
        assert_eq!(sort(&said), None);
        let said = format!("今天我们召开春耕会议，我讲三点。{body}\n{body}");
        assert_eq!(sort(&said), None);
    }

    #[test]
    fn an_appeal_is_no_speech() {
        let text = "先进集体表彰大会昨天在省城开幕。为此，我们向全体职工发出如下倡议：\n一、把活干好。\n二、把人带好。";
        assert_eq!(sort(text), Some("genre.other"));
    }

    #[test]
    fn a_tale_is_told_by_talk_and_gestures() {
        let text = "选举开始了。\n何守成站起身来，心里有些紧张。\n“现在我宣布，何守成同志当选。”\n掌声响了起来，他深深鞠了一躬。\n“各位代表，谢谢大家的信任，我一定把路修通，\n把水引来，把学校盖好。”\n台下有人点了点头。\n“下面，请新县长讲话，大家欢迎。”\n他微微一笑，走上了主席台。";
        assert_eq!(sort(text), Some("genre.fiction"));
    }
}
