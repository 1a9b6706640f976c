//! Whose words a news report carries: 某某主持会议并讲话, 市委书记某某强调.
//! Speeches themselves name their speaker in other places; those are `speaker`'s.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::head::Head;
use super::meeting_type;
use super::speaker::{is_name, split_office};
use crate::model::{Evidence, Guess, Meeting, Reason, Span};
use crate::text::Text;

/// A reported speaker, in bytes of the words looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The name.
    pub name: String,
    /// The office before it, where one stands.
    pub role: Option<String>,
    /// Where the name and what he did stand.
    pub at: Range<usize>,
}

/// The first person said to have presided or spoken.
pub fn speaker(words: &str) -> Option<Reported> {
    static DID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([\p{Han}、]{2,30}?)(?:同志|总统|主席|总理)?(?:[今昨前][日天]?)?(?:[0-9]{1,2}月)?(?:[（(]?[0-9]{1,2}[）)]?日|日)?(?:上午|下午|中午|晚间|晚上|晚)?(?:主持(?:召开)?(?:了)?(?:[^，。；]{0,20}?会议|会议|大会|并|[^，。；]{0,14}?座谈)|(?:出席|参加|在)[^，。；]{2,60}(?:讲话|致辞|致词|强调|指出|表示)|发表(?:了)?(?:重要)?讲话|作(?:了)?(?:重要)?讲话|以[《“][^》”]{2,40}[》”]为题|作(?:了)?动员(?:讲话|部署)|(?:在[^，。；]{2,20})?(?:会见|会谈|接见|考察|调研|视察|看望)|强调|指出|表示)")
            .expect("a rule of this file compiles")
    });
    let clauses = || words.split(['。', '，', '；', ' ', '\n', '!', '！']);
    // 县委书记某某宣布开工并讲话，县长某某致辞: who gave the speech goes before who opened or greeted.
    let spoke = clauses()
        .filter(|c| {
            [
                "并讲话",
                "作重要讲话",
                "并作重要讲话",
                "并发表讲话",
                "发表重要讲话",
            ]
            .iter()
            .any(|w| c.ends_with(w))
        })
        .find_map(|clause| {
            let end = SPOKE.iter().filter_map(|w| clause.find(w)).min()?;
            let front = clause[..end].trim_start_matches("会上");
            let (role, name) = split_office(front)?;
            let base = clause.as_ptr() as usize - words.as_ptr() as usize;
            (is_name(name) && !role.is_empty()).then(|| Reported {
                name: name.to_owned(),
                role: Some(role.to_owned()),
                at: base..base + clause.len(),
            })
        });
    if spoke.is_some() {
        return spoke;
    }
    clauses().find_map(|clause| {
        let hit = DID.captures(clause)?;
        let who = hit.get(1)?;
        let (role, name) = split_office(who.as_str())?;
        let base = clause.as_ptr() as usize - words.as_ptr() as usize;
        is_name(name).then(|| Reported {
            name: name.to_owned(),
            role: (!role.is_empty()).then(|| role.to_owned()),
            at: base + who.start()..base + hit.get(0).map_or(who.end(), |m| m.end()),
        })
    })
}

/// What a speaker did besides speaking, right behind his name.
const SPOKE: &[&str] = &[
    "宣布", "出席", "主持", "参加", "到会", "作", "发表", "并", "在", "同志", "宣读", "致",
];

/// True when a headline gives somebody's words or tells whom he received.
fn tells_words(headline: &str) -> bool {
    [
        "讲话",
        "强调",
        "指出",
        "致辞",
        "致词",
        "表示",
        "表现",
        "会见",
        "接见",
        "会谈",
        "总统：",
        "主席：",
        "总理：",
    ]
    .iter()
    .any(|w| headline.contains(w))
}

/// The meeting that a report carries words from; false when its headline gives no words, as when it
/// only says that a meeting was held.
pub fn meeting(text: &Text, head: &Head, body: Span, meeting: &mut Meeting) -> bool {
    static ATTENDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:出席|参加|主持)[“「]([^”」]{4,40})[”」]")
            .expect("a rule of this file compiles")
    });
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^，。：]{2,20}?(?:召开|举行|举办)([^，。：！ ]{4,40})(?: |$)")
            .expect("a rule of this file compiles")
    });
    let headline = head.title.as_ref();
    // 某县举行某某开工仪式: who held what.
    if let Some(title) = headline.filter(|t| !tells_words(&t.folded)) {
        let name = CALLED.captures(&title.folded).and_then(|hit| hit.get(1));
        let Some((name, kind)) =
            name.and_then(|n| Some((n.as_str(), meeting_type::read(n.as_str()).kind?)))
        else {
            return false;
        };
        let quote = vec![Evidence {
            quote: name.to_owned(),
            span: title.span(),
            reason: Reason::of("meeting.title"),
        }];
        meeting.name = Some(Guess::new(name.to_owned(), 0.8, quote.clone()));
        meeting.kind = Some(Guess::new(kind.to_owned(), 0.7, quote));
        return true;
    }
    let Some(title) = headline else {
        return false;
    };
    if meeting.name.is_some() {
        return true;
    }
    let mut told = |kind: &str, span: Option<Span>, certainty| {
        meeting.kind = Some(Guess::new(
            kind.to_owned(),
            certainty,
            vec![Evidence {
                quote: span.map_or(String::new(), |s| text.raw(s).to_owned()),
                span,
                reason: Reason::of("meeting.title"),
            }],
        ));
        true
    };
    if ["会见", "接见", "会谈"]
        .iter()
        .any(|w| title.folded.contains(w))
    {
        return told("meeting.audience", title.span(), 0.8);
    }
    let opening = Span::new(head.front, body.end.min(body.start + 300));
    ATTENDED.captures_iter(text.folded(opening)).any(|hit| {
        let Some(name) = hit.get(1) else { return false };
        let named = meeting_type::read(name.as_str());
        let span = text.span_in(opening, name.range());
        named.kind.is_some_and(|kind| told(kind, Some(span), 0.75))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, name: Option<&str>, role: Option<&str>) {
        let found = speaker(words);
        assert_eq!(
            (
                found.as_ref().map(|f| f.name.as_str()),
                found.as_ref().and_then(|f| f.role.as_deref())
            ),
            (name, role),
            "{words}"
        );
    }

    #[test]
    fn a_report_names_who_presided_or_spoke() {
        check(
            "市委常委会召开会议 市委书记王大民主持会议并讲话",
            Some("王大民"),
            Some("市委书记"),
        );
        check(
            "李守一在全县春耕现场会上强调 不误农时",
            Some("李守一"),
            None,
        );
        check(
            "昨天，副市长赵明远出席开工仪式并讲话。",
            Some("赵明远"),
            Some("副市长"),
        );
        check(
            "国务院总理何守成20日在大会堂会见了来访的客人",
            Some("何守成"),
            Some("国务院总理"),
        );
        check(
            "陶林月总统今（30）日上午出席“新站开工典礼”时表示，水已引到田头",
            Some("陶林月"),
            None,
        );
        check(
            "5月9日上午，县委书记何守成宣布项目开工并讲话，县长赵明远致辞。",
            Some("何守成"),
            Some("县委书记"),
        );
        check(
            "省长何守成9月8日主持召开省政府常务会议，部署防汛工作。",
            Some("何守成"),
            Some("省长"),
        );
        check("会议强调，要抓好落实。", None, None);
        check("全市召开工作会议", None, None);
    }

    fn kind(words: &str) -> Option<String> {
        let text = Text::new(words);
        let head = crate::recognise::head::read(&text, 0, text.len());
        let mut found = Meeting::default();
        let body = Span::new(head.body_start, text.len());
        let told = meeting(&text, &head, body, &mut found);
        found.kind.filter(|_| told).map(|k| k.value)
    }

    #[test]
    fn a_report_of_words_belongs_to_their_meeting() {
        let body = "总统今天上午出席“新站开工典礼”时说，水已引到田头，这一年的收成有了着落，各村的水渠也要跟着修起来，不让一块田干着。";
        assert_eq!(
            kind(&format!("新泵站开工 总统：水引到田头\n{body}")).as_deref(),
            Some("meeting.groundbreaking")
        );
        assert_eq!(
            kind(&format!("何守成会见某国际组织总干事\n{body}")).as_deref(),
            Some("meeting.audience")
        );
        assert_eq!(kind(&format!("全市春耕工作会议召开\n{body}")), None);
        assert_eq!(
            kind(&format!("清河县举行2014年水利工程集中开工仪式\n{body}")).as_deref(),
            Some("meeting.groundbreaking")
        );
    }
}
