//! What a text is: its title's last word, otherwise what the speaker says of it; and whether it is a
//! speech at all. The type of the meeting is read elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use super::Note;
use super::edition::Told;
use super::head::Head;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::text::Text;
use crate::titles;

/// Decides the genre.
pub fn decide(
    text: &Text,
    head: &Head,
    body: Span,
    meeting: Option<&str>,
    notes: &[Note],
    told: Option<&Told>,
) -> Guess<String> {
    let guess = |id: &str, certainty, span: Span, code: &str| {
        Guess::new(
            id.to_owned(),
            certainty,
            vec![Evidence {
                quote: text.raw(span).chars().take(60).collect(),
                span: Some(span).filter(|s| !s.is_empty()),
                reason: Reason::of(code),
            }],
        )
    };
    let title_span = head.title.as_ref().map(|t| t.span().unwrap_or_default());
    if told.is_none()
        && let Some((id, at)) = not_speech(text, head, body, notes)
    {
        return guess(id, 0.9, at, "genre.not_speech");
    }
    let named = |words: &str| titles::tail(words).and_then(|(tail, _)| tail.genre);
    let mut found = None;
    if let (Some(title), Some(span)) = (&head.title, title_span) {
        found = named(&title.folded)
            .filter(|_| title.formed)
            .map(|id| (id, span, 0.97));
    }
    if found.is_none()
        && let Some(sub) = head.subtitle
    {
        found = named(text.folded(sub)).map(|id| (id, sub, 0.95));
    }
    if found.is_none()
        && let Some(told) = told
    {
        let span = told.span.unwrap_or_default();
        found = named(&told.title).map(|id| (id, span, 0.92));
    }
    let Some((mut id, span, certainty)) = found else {
        let (id, at, code) = by_words(text, head, body);
        if code == "genre.default"
            && let Some((id, at)) = by_occasion(text, body, meeting)
        {
            return guess(id, 0.65, at, "genre.occasion");
        }
        return guess(
            id,
            if code == "genre.default" { 0.7 } else { 0.8 },
            at,
            code,
        );
    };
    let festive = matches!(meeting, Some("meeting.banquet" | "meeting.new_year"));
    let plain = matches!(id, "genre.speech" | "genre.report");
    // 发言 in the title of who was just elected is a statement of commitment.
    if id == "genre.remarks" && by_words(text, head, body).0 == "genre.pledge" {
        id = "genre.pledge";
    }
    // 书记在…会发言: what a leader says at his own meeting is a speech whatever a site calls it.
    let leader = head.title.as_ref().is_some_and(|t| {
        let front: String = t.folded.chars().take(8).collect();
        [
            "领导",
            "书记",
            "市长",
            "县长",
            "区长",
            "局长",
            "省长",
            "镇长",
            "董事长",
        ]
        .iter()
        .any(|w| front.contains(w))
            && !front.contains("代表")
    });
    if id == "genre.remarks" && leader {
        id = "genre.speech";
    }
    let toast = meeting == Some("meeting.banquet") && id == "genre.speech";
    if id == "genre.remarks" && festive || toast {
        // A few words at a reception are an address whatever the title calls them.
        id = "genre.address";
    } else if meeting == Some("meeting.party_lecture") && plain {
        id = "genre.party_lecture";
    } else if meeting == Some("meeting.tv_address") && plain {
        id = "genre.tv_address";
    }
    guess(id, certainty, span, "genre.title")
}

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
        r"下面[，,]?(?:我|就|根据|结合)|我(?:先|再|就)?(?:强调|讲|谈|说)(?:几|两|三|四|五|一)?(?:点|句|个|条|些)|我就讲(?:这些|到这里|这么多)|讲完了|散会|谢谢(?:大家|各位)|(?:今天|这次|此次)[^。]{0,20}(?:召开|会议|大会|座谈|在这里|请)|刚才[，,]|我代表|同志们[，！：]|希望(?:大家|同志们|你们)|(?:各位|女士们)",
    )
});
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"作者(?:系|单位|简介|为)|本文(?:作者|系|仅|拟|认为)|发表于|原载|刊于|载于|笔者|这篇(?:短文|文章|散文)|写下这|写到这里|参考文献",
    )
});

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// A genre that is no speech, with the words that show it.
fn not_speech(
    text: &Text,
    head: &Head,
    body: Span,
    notes: &[Note],
) -> Option<(&'static str, Span)> {
    let title = head.title.as_ref();
    let title_span = title
        .and_then(|t| t.lines.first().copied())
        .unwrap_or_default();
    let formed = title.is_some_and(|t| t.formed) || head.subtitle.is_some();
    if let Some(title) = title.filter(|t| t.formed) {
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
            r"(?:讲话|致辞|致词|祝酒|悼词|演说|演讲|发言|报告|谈话|声明)(?:的)?(?:，|：)?(?:全文|原文|实录|摘要|主要内容)?如下|全文如下|(?:讲话|致辞|演讲|发言)(?:的)?全文",
        )
    });
    if DATELINE.is_match(first_line) && head.salutation.is_none() && !PRINTED.is_match(words) {
        return Some(("genre.news", first_line_span(text, first)));
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
    if let Some(hit) = ORGANS.find(text.folded(front)) {
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
    if title.is_none() && head.salutation.is_none() && fiction(text, body) {
        return Some(("genre.fiction", early));
    }
    if title.is_some() && !formed && !speaks && head.salutation.is_none() {
        // Quoted words are others' words: an essay on speeches is full of 同志们.
        let told = without_quotes(whole);
        let spoken = SPOKEN.find_iter(&told).take(8).count();
        let written = WRITTEN.find_iter(text.folded(body)).take(4).count()
            + notes.iter().filter(|n| WRITTEN.is_match(n.words)).count();
        if fiction(text, body) && spoken <= 2 {
            return Some(("genre.fiction", title_span));
        }
        if written >= 1 && spoken <= 2 + 2 * written || spoken == 0 {
            return Some(("genre.article", title_span));
        }
    }
    None
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

/// A tale: many paragraphs are what somebody says, in quotes.
fn fiction(text: &Text, body: Span) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .iter()
        .map(|l| l.span)
        .filter(|s| !s.is_empty() && s.start >= body.start && s.end <= body.end)
        .map(|s| text.folded(s))
        .collect();
    let talk = lines
        .iter()
        .filter(|l| l.starts_with(['“', '「']) || l.contains("道：“") || l.contains("说：“"))
        .count();
    lines.len() >= 8 && talk * 10 >= lines.len() * 3
}

fn without_quotes(words: &str) -> String {
    let mut depth = 0u32;
    words
        .chars()
        .filter(|c| {
            match c {
                '“' | '「' | '《' => depth += 1,
                '”' | '」' | '》' => depth = depth.saturating_sub(1),
                '\n' => depth = 0,
                _ => return depth == 0,
            }
            depth == 0
        })
        .collect()
}

/// What the speaker says the text is.
fn by_words(text: &Text, head: &Head, body: Span) -> (&'static str, Span, &'static str) {
    static SAYS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        [
            (r"进行(?:大会|会议|仪式)?(?:的)?第[一二三]项|(?:会议|大会|仪式)(?:主要|共|一共)?有[一二三四五六七八]项(?:议程|内容|议题)|(?:参加|出席)(?:今天|本次|这次|此次)?[^，。]{0,12}(?:会议|大会|仪式|典礼|活动)的?(?:还)?有：?|在主席台[^，。]{0,6}就[座坐]的|(?:首先|下面|现在)，?(?:有)?请[^，。]{2,30}(?:致辞|致词|讲话|发言|宣读|介绍)[，。；！]", "genre.host_script"),
            (r"回答[^，。]{0,20}(?:大家|记者)[^，。]{0,4}提问|回答大家的提问|现场实录如下|答记者问", "genre.answers"),
            (r"(?:大会|会议|各位代表|组织)?(?:选举|推选|任命|选)我(?:担任|为|当)|组织(?:上)?(?:安排|决定|派)我(?:来|到)[^，。]{0,20}(?:任|工作)", "genre.pledge"),
            (r"完全(?:同意|拥护)[^。]{0,30}(?:报告|决议|说明)|坚决拥护[^。]{0,30}报告", "genre.remarks"),
            (r"代表[^，。]{2,18}(?:向[^，。]{2,12})?作[^，。]{0,8}工作报告|发表[^，。]{0,10}施政报告|《?施政报告》?提出", "genre.report"),
            (r"向(?:大会|全会|会议)(?:报告|作)[^。]{0,10}(?:工作|报告)[^。]{0,6}请予审议", "genre.report"),
            (r"作如下说明|作(?:一)?(?:简要)?说明[，。]?请", "genre.explanation"),
            (r"(?:向[^。]{0,16})?(?:作|表)(?:如下|几点|三点|四点|个)?表态[：，。]|郑重表态|我的表态|表个态", "genre.pledge"),
            (r"我的发言(?:完|到此|结束)|(?:我)?(?:就|将)?[^。]{0,20}(?:做法|经验|体会)[^。]{0,12}(?:汇报|交流|介绍)|汇报[^。]{0,6}(?:做法|体会|经验)|作(?:一|个)?(?:交流|典型|简要)?发言[，。：]|发言完毕", "genre.remarks"),
            (r"(?:讲|上)(?:一|这|好)?(?:堂|次|节)?党课|今天的党课", "genre.party_lecture"),
            (r"举起(?:手中的)?酒杯|我提议[^。]{0,20}干杯|预祝[^。]{0,20}圆满成功[！。]|我宣布[^。]{0,30}(?:开幕|启动|开工)[！。]", "genre.address"),
        ]
        .into_iter()
        .map(|(pattern, id)| (rule(pattern), id))
        .collect()
    });
    let words = text.folded(Span::new(head.body_start, body.end));
    let base = Span::new(head.body_start, body.end);
    for (says, id) in SAYS.iter() {
        if let Some(hit) = says.find(words) {
            return (id, text.span_in(base, hit.range()), "genre.says_so");
        }
    }
    ("genre.speech", Span::default(), "genre.default")
}

/// An address by its occasion: a greeting at a ceremony, without heads and without orders.
fn by_occasion(text: &Text, body: Span, meeting: Option<&str>) -> Option<(&'static str, Span)> {
    static GREETS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"表示(?:最)?(?:热烈|衷心|诚挚|真诚|亲切|崇高)[^，。]{0,6}(?:祝贺|欢迎|感谢|祝愿|敬意|慰问)|致以[^，。]{0,16}(?:问候|敬意|祝愿|祝福|谢意|祝贺|慰问)|我谨代表|预祝[^。]{0,20}成功|祝大家|祝福|欢迎[^，。]{0,16}(?:光临|莅临|到来)",
        )
    });
    static ORDERS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"讲(?:几|两|三|四|五)(?:点|个|句)[^，。]{0,4}(?:意见|要求|问题)|提(?:几|两|三|四|五)点(?:要求|意见)|(?m)^[ 　]*[一二三]、",
        )
    });
    let kind = meeting?;
    if kind == "meeting.party_lecture" {
        return Some(("genre.party_lecture", Span::default()));
    }
    static ENDING: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"会议?[^。]{0,40}(?:今天)?(?:就要|即将|马上就?要|快要)(?:结束|闭幕)|会议开了[^，。]{1,6}天",
        )
    });
    let opening = Span::new(body.start, body.end.min(body.start + 400));
    if matches!(
        kind,
        "meeting.work" | "meeting.assignment" | "meeting.training" | "meeting.progress"
    ) && let Some(hit) = ENDING.find(text.folded(opening))
    {
        return Some(("genre.closing", text.span_in(opening, hit.range())));
    }
    let ceremony = matches!(
        kind,
        "meeting.new_year"
            | "meeting.banquet"
            | "meeting.groundbreaking"
            | "meeting.launch"
            | "meeting.signing"
            | "meeting.unveiling"
            | "meeting.celebration"
            | "meeting.bilateral"
            | "meeting.culture_sport"
            | "meeting.forum"
    );
    let words = text.folded(body);
    let greeting = GREETS.find(words)?;
    (ceremony && !ORDERS.is_match(words))
        .then(|| ("genre.address", text.span_in(body, greeting.range())))
}

/// True when the text's numbers are questions to answer.
pub fn is_answers(genre: &str) -> bool {
    genre == "genre.answers"
}
