//! What a speech is: its title's last word, otherwise what the speaker says of it, otherwise its
//! occasion. What is no speech is told in `unspoken`, the type of the meeting elsewhere.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::edition::Told;
use super::head::Head;
use super::{Note, unspoken};
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
        && let Some((id, at)) = unspoken::find(text, head, body, notes)
    {
        return guess(id, 0.9, at, "genre.not_speech");
    }
    let named = |words: &str| titles::tail(words).and_then(|(tail, _)| tail.genre);
    let mut found = None;
    if let (Some(title), Some(span)) = (&head.title, title_span) {
        found = named(&title.folded)
            // 主持词 alone on the first line is too short to be a title by its form.
            .filter(|_| title.formed || titles::tail(&title.folded).is_some_and(|(_, at)| at == 0))
            .map(|id| (id, span, 0.97));
    }
    // 关于某某工作的汇报 / ——在某座谈会上的发言: one of several who spoke there.
    let reports = found.is_some_and(|(id, ..)| id == "genre.report");
    if let Some(sub) = head
        .subtitle
        .filter(|sub| reports && named(text.folded(*sub)) == Some("genre.remarks"))
    {
        found = Some(("genre.remarks", sub, 0.9));
    }
    if found.is_none()
        && let Some(sub) = head.subtitle
    {
        found = named(without_day(text.folded(sub))).map(|id| (id, sub, 0.95));
    }
    if found.is_none()
        && let Some(told) = told
    {
        let span = told.span.unwrap_or_default();
        found = named(&told.title).map(|id| (id, span, 0.92));
    }
    if found.is_none()
        && notes
            .iter()
            .any(|n| n.rule == "notice.docket" && n.words.contains("发言材料"))
    {
        found = Some(("genre.remarks", Span::default(), 0.85));
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
    let elected = || {
        // 最后，我表个态 ends many remarks; who takes up a post says so at once.
        let near = Span::new(body.start, body.end.min(body.start + 220));
        by_words(text, head, near).0 == "genre.pledge"
    };
    // A candidate's few minutes are remarks, whatever he calls them.
    let stands = head.title.as_ref().is_some_and(|t| {
        ["竞选", "竞聘", "竞职"]
            .iter()
            .any(|w| t.folded.contains(w))
    });
    if id == "genre.speech" && stands {
        id = "genre.remarks";
    }
    if id == "genre.remarks" && elected() {
        id = "genre.pledge";
    }
    // 书记在…会发言: what a leader says at his own meeting is a speech whatever a site calls it.
    let leader = head.title.as_ref().is_some_and(|t| {
        let front: String = t.folded.chars().take(8).collect();
        let plain = titles::tail(&t.folded).is_some_and(|(tail, _)| tail.word == "发言");
        // 在全县领导干部大会上的发言 says whose meeting it was, not who spoke.
        plain
            && !front.trim_start_matches('《').starts_with('在')
            && [
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

/// （在全市座谈会上的发言，2022年8月）: without the day behind the occasion.
fn without_day(words: &str) -> &str {
    let inner = words.trim_end_matches(['）', ')', ' ']);
    match inner.rsplit_once(['，', ',']) {
        Some((front, day)) if day.contains('年') && day.ends_with(['年', '月', '日']) => front,
        _ => words,
    }
}

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// What the speaker says the text is.
fn by_words(text: &Text, head: &Head, body: Span) -> (&'static str, Span, &'static str) {
    // All at once first: a pass for each took a third of the time of telling the genre.
    static SAYS: LazyLock<(RegexSet, Vec<(Regex, &str)>)> = LazyLock::new(|| {
        let rules = [
            (
                r"进行(?:大会|会议|仪式)?(?:的)?第[一二三]项|(?:会议|大会|仪式)(?:主要|共|一共)?有[一二三四五六七八]项(?:议程|内容|议题)|(?:参加|出席)(?:今天|本次|这次|此次)?[^，。]{0,12}(?:会议|大会|仪式|典礼|活动)的?(?:还)?有：?|在主席台[^，。]{0,6}就[座坐]的|(?:首先|下面|现在)，?(?:有)?请[^，。]{2,30}(?:致辞|致词|讲话|发言|宣读|介绍)[，。；！]",
                "genre.host_script",
            ),
            (
                r"回答[^，。]{0,20}(?:大家|记者)[^，。]{0,4}提问|回答大家的提问|现场实录如下|答记者问",
                "genre.answers",
            ),
            (
                r"(?:大会|会议|各位代表|组织)?(?:选举|推选|任命|选)我(?:担任|为|当)|组织(?:上)?(?:安排|决定|派)我(?:来|到)[^，。]{0,20}(?:任|工作)|由我(?:担任|出任|接任)[^，。组]{0,12}(?:书记|[省市州县区旗镇乡局厅部校院厂行]长|总经理|董事长)",
                "genre.pledge",
            ),
            (
                r"现将[^。]{0,60}(?:述职|述廉|履职)[^。]{0,24}如下|以上述职|我的述职(?:完|到)",
                "genre.report",
            ),
            (
                r"作为(?:新生|学生|教师|家长|毕业生|员工|职工|获奖|党员|企业)[^，。]{0,6}代表[^。]{0,16}(?:发言|讲话)|代表全体[^，。]{2,12}(?:发言|讲几句)",
                "genre.remarks",
            ),
            (
                r"我(?:今天)?(?:要)?竞(?:聘|选)[^。，]{0,4}(?:岗位|职位|职务)|竞聘的?(?:岗位|职位)是",
                "genre.remarks",
            ),
            (
                r"沉痛(?:地)?(?:悼念|哀悼|告别)|(?:与世长辞|不幸逝世|逝世，享年)|安息吧|(?:为|给)[^，。]{0,14}证婚|婚礼证成|礼成[！。]",
                "genre.address",
            ),
            (
                r"(?i)extend (?:our|my)[^.]{0,24}(?:welcome|congratulations|greetings)|propose a toast",
                "genre.address",
            ),
            (
                r"完全(?:同意|拥护)[^。]{0,30}(?:报告|决议|说明)|坚决拥护[^。]{0,30}报告",
                "genre.remarks",
            ),
            (
                r"代表[^，。]{2,18}(?:向[^，。]{2,12})?作[^，。]{0,8}工作报告|发表[^，。]{0,10}施政报告|《?施政报告》?提出",
                "genre.report",
            ),
            (
                r"向(?:大会|全会|会议)(?:报告|作)[^。]{0,10}(?:工作|报告)[^。]{0,6}请予审议",
                "genre.report",
            ),
            (
                r"作如下说明|作(?:一)?(?:简要)?说明[，。]?请",
                "genre.explanation",
            ),
            (
                r"(?:向[^。]{0,16})?(?:作|表)(?:如下|几点|三点|四点|个)?表态[：，。]|郑重表态|我的表态|表个态",
                "genre.pledge",
            ),
            (
                r"我的发言(?:完|到此|结束)|(?:我)?(?:就|将)?[^。]{0,20}(?:做法|经验|体会)[^。]{0,12}(?:汇报|交流|介绍)|汇报[^。]{0,6}(?:做法|体会|经验)|作(?:一|个)?(?:交流|典型|简要)?发言[，。：]|发言完毕|(?:以上|上述)建议[^。]{0,6}(?:当否|妥否)|请(?:各位)?领导[^。，]{0,8}批评",
                "genre.remarks",
            ),
            (
                r"(?:讲|上)(?:一|这|好)?(?:堂|次|节)?党课|今天的党课",
                "genre.party_lecture",
            ),
            (
                r"举起(?:手中的)?酒杯|我提议[^。]{0,20}干杯|预祝[^。]{0,20}圆满成功[！。]|我宣布[^。]{0,30}(?:开幕|启动|开工)[！。]",
                "genre.address",
            ),
        ];
        let any = RegexSet::new(rules.map(|(pattern, _)| pattern));
        let each = rules.map(|(pattern, id)| (rule(pattern), id));
        (any.expect("the rules of this file compile"), each.into())
    });
    let words = text.folded(Span::new(head.body_start, body.end));
    let base = Span::new(head.body_start, body.end);
    let (any, each) = &*SAYS;
    let said = any.matches(words).into_iter().next();
    if let Some((says, id)) = said.and_then(|at| each.get(at))
        && let Some(hit) = says.find(words)
    {
        return (id, text.span_in(base, hit.range()), "genre.says_so");
    }
    ("genre.speech", Span::default(), "genre.default")
}

/// An address by its occasion: a greeting at a ceremony, without heads and without orders.
fn by_occasion(text: &Text, body: Span, meeting: Option<&str>) -> Option<(&'static str, Span)> {
    static GREETS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"表示(?:最)?(?:热烈|衷心|诚挚|真诚|亲切|崇高)?[^，。]{0,6}(?:祝贺|欢迎|感谢|祝愿|敬意|慰问)|致以[^，。]{0,16}(?:问候|敬意|祝愿|祝福|谢意|祝贺|慰问)|我谨代表|预祝[^。]{0,20}成功|祝大家|祝福|欢迎[^，。]{0,16}(?:光临|莅临|到来)",
        )
    });
    static ORDERS: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"讲(?:几|两|三|四|五)(?:点|个|句)[^，。]{0,4}(?:意见|要求|问题)|提(?:几|两|三|四|五)点(?:要求|意见)|(?m)^[ 　]*[一二三]、",
        )
    });
    let words = text.folded(body);
    let opening = Span::new(body.start, body.end.min(body.start + 400));
    if let Some(hit) = festive(text.folded(opening), meeting)
        && !ORDERS.is_match(words)
    {
        return Some(("genre.address", text.span_in(opening, hit)));
    }
    let kind = meeting?;
    // What a government lays before a council is its report.
    if kind == "meeting.legislative"
        && let Some(at) = ["施政", "预算案", "拨款条例"]
            .iter()
            .find_map(|w| words.find(w))
    {
        return Some(("genre.report", text.span_in(body, at..at + "施政".len())));
    }
    if kind == "meeting.party_lecture" {
        return Some(("genre.party_lecture", Span::default()));
    }
    static ENDING: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"会议?[^。]{0,40}(?:今天)?(?:就要|即将|马上就?要|快要)(?:结束|闭幕)|会议开了[^，。]{1,6}天",
        )
    });
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
    let greeting = GREETS.find(words)?;
    (ceremony && !ORDERS.is_match(words))
        .then(|| ("genre.address", text.span_in(body, greeting.range())))
}

/// Where an opening greets a feast, or a congress in the name of those who lead: words that are said
/// to greet, whatever the meeting.
fn festive(opening: &str, meeting: Option<&str>) -> Option<std::ops::Range<usize>> {
    static FEAST: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"(?:迎来了?|庆祝|纪念)[^。]{0,20}(?:节|日|华诞|周年)[^\n]{0,200}致以[^，。]{0,10}节日的?(?:问候|祝贺|祝福|敬意|慰问)",
        )
    });
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        rule(
            r"代.{0,3}(?:党中央|中共中央|中国共产党中央|国务院|中央人民政府|省委|市委)[^。！]{0,24}向[^。！]{2,120}致以[^，。！]{0,8}祝贺",
        )
    });
    let working = matches!(
        meeting,
        Some(
            "meeting.commendation" | "meeting.work" | "meeting.mobilisation" | "meeting.symposium"
        )
    );
    let feast = FEAST.find(opening).filter(|_| !working);
    feast.or_else(|| LED.find(opening)).map(|hit| hit.range())
}

/// True when the text's numbers are questions to answer.
pub fn is_answers(genre: &str) -> bool {
    genre == "genre.answers"
}
