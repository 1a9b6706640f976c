//! The sort of a meeting where no name tells it: a higher one whose spirit it carries on, guests who
//! are received, words said at one sort of meeting more than at others. Names are read in `meeting`.

use std::sync::LazyLock;

use regex::Regex;

use super::edition::Told;
use super::head::Head;
use super::meeting::{evidence, rule};
use super::{meeting_type, occasion};
use crate::model::{Evidence, Guess, Meeting, Reason, Span};
use crate::text::Text;

static HIGHER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:传达|学习传达|传达学习)了?([^，。；\n]{4,44}?(?:会议|会))(?:上的)?[^，。\n]{0,10}?精神",
    )
});
/// 省里的电视电话会刚散，市里接着就开: a meeting that follows on from the higher one just heard.
static FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"((?:全国|全省|全市|国务院|中央|省里|省委|省政府|市里|市委|市政府|自治区|州里|盟里|上级|上面)[^，。；\n]{0,30}?(?:会议|会))(?:刚刚|刚|一)?(?:开完|结束|散会|散|开罢|闭幕|落幕)[^。\n]{0,40}?(?:接着|紧接着|随即|马上|立即|我们|县里|市里|套开|续会|留下)",
    )
});
/// That a meeting is being held, of whatever sort.
static HELD_NOW: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:这次|今天|今日|本次|此次|现在|刚才)[^，。；]{0,16}(?:会议|开会|大会|开个会|会上)|(?:会议|大会)(?:的)?(?:主要任务|主题|目的|主要内容|议题|开得)",
    )
});

/// A meeting that passes on a higher one's spirit is mostly of the same sort.
pub(super) fn cascade(text: &Text, head: &Head, body: Span, meeting: &mut Meeting) {
    let base = Span::new(head.body_start, body.end.min(head.body_start + 700));
    let words = text.folded(base);
    let follows = FOLLOWS.captures(words);
    if let Some(name) = follows.as_ref().and_then(|hit| hit.get(1))
        && let Some(mode) = meeting_type::form(name.as_str())
    {
        // Heard on a line or a screen, and gone on with on the same.
        let span = text.span_in(base, name.range());
        meeting.mode.get_or_insert_with(|| {
            let heard = vec![evidence(text, span, "mode.opening")];
            Guess::new(mode.to_owned(), 0.6, heard)
        });
    }
    for hit in HIGHER.captures_iter(words).chain(follows) {
        let Some(name) = hit.get(1) else { continue };
        let core = name.as_str();
        let named = meeting_type::read(core);
        // 项目建设推进工作会议: the word before 工作会议 tells the sort.
        let kind = named
            .also
            .first()
            .copied()
            .filter(|_| named.generic)
            .or(named.kind);
        if let Some(kind) = kind {
            let span = text.span_in(base, name.range());
            meeting.kind = Some(Guess::new(
                kind.to_owned(),
                0.55,
                vec![evidence(text, span, "meeting.cascade")],
            ));
            return;
        }
    }
}

/// 某某接见某地代表时的讲话: guests were received; no meeting is named.
pub(super) fn received(text: &Text, head: &Head, told: Option<&Told>, meeting: &mut Meeting) {
    static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
        rule(r"(?:接见|会见|召见)[^，。\n]{2,40}?(?:时|中|后)?的?(?:讲话|谈话|指示|插话|节录)")
    });
    if let Some(told) = told.filter(|t| RECEIVED.is_match(&t.title)) {
        let quote = Evidence {
            quote: told.title.clone(),
            span: told.span,
            reason: Reason::of("meeting.occasion"),
        };
        meeting.kind = Some(Guess::new("meeting.audience".to_owned(), 0.8, vec![quote]));
        return;
    }
    let title = head.title.as_ref().and_then(|t| t.span());
    let opening = Span::new(head.body_start, head.body_start + 120);
    for part in title.into_iter().chain([opening]) {
        if let Some(hit) = RECEIVED.find(text.folded(part)) {
            let span = text.span_in(part, hit.range());
            meeting.kind = Some(Guess::new(
                "meeting.audience".to_owned(),
                0.8,
                vec![evidence(text, span, "meeting.occasion")],
            ));
            return;
        }
    }
}

/// The occasion that the words of the opening speak for, when no meeting is named.
pub(super) fn occasion(text: &Text, head: &Head, body: Span, meeting: &mut Meeting) {
    let from = head
        .salutation
        .map_or(body.start, |s| s.start.min(body.start));
    let opening = Span::new(from, body.end.min(from + 600));
    let title = head.title.as_ref().map_or("", |t| t.folded.as_str());
    let mut occasions = occasion::read(text.folded(opening));
    for of_title in occasion::read(title) {
        match occasions.iter_mut().find(|o| o.kind == of_title.kind) {
            Some(same) => same.weight += 2 * of_title.weight,
            None => occasions.push(occasion::Occasion {
                weight: 2 * of_title.weight,
                at: Vec::new(),
                ..of_title
            }),
        }
    }
    occasions.sort_by_key(|o| std::cmp::Reverse(o.weight));
    let Some(likely) = occasions.first().filter(|o| o.weight >= 3) else {
        if meeting.kind.is_none()
            && let Some(hit) = HELD_NOW.find(text.folded(opening))
        {
            let span = text.span_in(opening, hit.range());
            meeting.kind = Some(Guess::new(
                "meeting.work".to_owned(),
                0.4,
                vec![evidence(text, span, "meeting.held")],
            ));
        }
        return;
    };
    let lead = likely.weight - occasions.get(1).map_or(0, |o| o.weight.min(likely.weight));
    let certainty = 0.45 + 0.04 * likely.weight.min(4) as f32 + 0.03 * lead.min(4) as f32;
    let spans = likely.at.iter().take(3);
    meeting.kind = Some(Guess::new(
        likely.kind.to_owned(),
        certainty,
        spans
            .map(|range| {
                evidence(
                    text,
                    text.span_in(opening, range.clone()),
                    "meeting.occasion",
                )
            })
            .collect(),
    ));
}
