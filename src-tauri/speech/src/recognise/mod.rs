//! Recognises one speech in clean text: title, meeting, genre, level, speaker, outline, slots.
//! Offsets are those of the text it is given; cleaning, splitting and dates are done elsewhere.

mod beside;
mod broken;
mod county_city;
pub mod edition;
mod floor;
pub mod genre;
mod glued;
pub mod head;
pub mod holder;
mod implied;
mod introduced;
pub mod level;
pub mod meeting;
pub mod meeting_type;
pub mod named;
mod noted;
pub mod occasion;
pub mod office;
pub(crate) mod page;
pub mod reported;
pub mod speaker;
mod speaker_line;
mod spoken_of;
mod statutory;
pub mod supplied;
mod unspoken;

use crate::marked::Named;
use crate::model::{Evidence, Finding, Guess, Heading, Meeting, Reason, Span};
use crate::outline;
use crate::places;
use crate::slots;
use crate::text::Text;
use crate::titles;
use head::Head;

/// What is recognised of one speech, before dates and themes. Spans are in the given text.
#[derive(Debug)]
pub struct Recognised {
    /// Title lines, subtitle, salutation.
    pub head: Head,
    /// The title that stands in the text.
    pub title: Option<Guess<String>>,
    /// The meeting.
    pub meeting: Meeting,
    /// Its name, folded.
    pub meeting_folded: Option<String>,
    /// Genre id.
    pub genre: Guess<String>,
    /// Level id.
    pub level: Option<Guess<String>>,
    /// Place name.
    pub place: Option<Guess<String>>,
    /// Speaker's name.
    pub speaker: Option<Guess<String>>,
    /// Speaker's office.
    pub role: Option<Guess<String>>,
    /// Headings.
    pub outline: Vec<Heading>,
    /// Slots, and that the text is no speech.
    pub findings: Vec<Finding>,
    /// From title or body to the end of the closing.
    pub span: Span,
    /// The closing: what follows the last paragraph of the body, a signature for one.
    pub closing: Option<Span>,
}

/// Genres that are no speeches.
pub fn is_speech(genre: &str) -> bool {
    !matches!(
        genre,
        "genre.news"
            | "genre.article"
            | "genre.letter"
            | "genre.fiction"
            | "genre.minutes"
            | "genre.other"
    )
}

/// A removed line that may still tell something of the speech.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// The rule that removed it.
    pub rule: &'a str,
    /// Its words, folded.
    pub words: &'a str,
}

/// Recognises the speech in `part` of a clean text; `notes` are what was removed from it, `named` is
/// the title that its document tells.
pub fn recognise(text: &Text, part: Span, notes: &[Note], named: Option<Named>) -> Recognised {
    let mut head = head::read(text, part.start, part.end);
    if head.title.is_none() {
        let tail = Span::new(part.end.saturating_sub(400).max(part.start), part.end);
        head.title = notes
            .iter()
            .find_map(|n| page::title(n.words))
            .or_else(|| page::title(text.folded(tail)));
    }
    let lent = named.filter(|_| head.title.is_none());
    let lent = lent.and_then(|named| Some((named, page::lent(&named, text)?)));
    if let Some((_, title)) = &lent {
        head.title = Some(title.clone());
    }
    let head = head;
    let body = Span::new(head.body_start, part.end);
    let told = edition::read(text, part.start, head.body_start, part.end, notes);
    let mut found = meeting::decide(text, &head, body, told.as_ref());
    if found.meeting.kind.is_none() {
        found.meeting.kind = docketed(notes);
    }
    let kind = found.meeting.kind.as_ref().map(|k| k.value.as_str());
    let genre = genre::decide(text, &head, body, kind, notes, told.as_ref());
    // Minutes belong to the meeting they name, a report to the one at which, by its headline, somebody
    // spoke or received guests; other texts that are no speeches to none, whatever they speak of.
    let of_meeting = match genre.value.as_str() {
        "genre.minutes" => minuted(text, &head, &mut found.meeting),
        "genre.news" => reported::meeting(text, &head, body, &mut found.meeting),
        _ => false,
    };
    let greeting = written_greeting(&head, &found.meeting);
    if !is_speech(&genre.value) && !of_meeting || greeting {
        found.meeting = Meeting {
            kind: Some(Guess::new(
                "meeting.not_meeting".to_owned(),
                if greeting { 0.55 } else { 0.85 },
                genre.evidence.clone(),
            )),
            ..Meeting::default()
        };
        found.folded = None;
    }
    let title_words = head.title.as_ref().map_or("", |t| t.folded.as_str());
    let places = places::find(
        title_words,
        found.folded.as_deref(),
        text.folded(body),
        body.start,
    );
    let mut who = speaker::decide(
        text,
        &head,
        notes,
        part,
        is_speech(&genre.value) || genre.value == "genre.letter",
    );
    if who.name.is_none() && genre.value == "genre.news" {
        report(text, &head, body, &mut who);
    }
    if who.name.is_none()
        && genre.value == "genre.article"
        && let Some(author) = notes.iter().find_map(|n| named::essayist(n.words))
    {
        who.name = author.name.map(|name| {
            let evidence = Evidence {
                quote: name.clone(),
                span: None,
                reason: Reason::of("speaker.note"),
            };
            Guess::new(name, 0.75, vec![evidence])
        });
    }
    let own = office::own_office(text, &head);
    let level = level::decide(
        text,
        &head,
        &level::Setting {
            meeting: found.folded.as_deref(),
            place_level: places.level.as_ref(),
            role: who.role.as_ref().or(own.as_ref()).map(|r| r.value.as_str()),
            speaker: who.name.as_ref().map(|n| n.value.as_str()),
            genre: &genre.value,
            told: told.as_ref(),
        },
        body,
    );
    if who.role.is_none() {
        let below = level
            .as_ref()
            .and_then(|l| office::before_secretary(text, &head, &l.value));
        who.role = below.or(own);
    }
    if let (None, Some(told)) = (&who.name, &told) {
        who.name = told.name.clone().map(|name| {
            Guess::new(
                name,
                0.93,
                vec![Evidence {
                    quote: told.title.clone(),
                    span: told.span,
                    reason: Reason::of("speaker.edition"),
                }],
            )
        });
    }
    refine(text, &head, &genre, &mut found.meeting);
    let title = head.title.as_ref().map(|t| {
        let Some(span) = t.span() else {
            let (code, certainty) = match &lent {
                None => ("title.page", 0.85),
                Some((named, title)) => named.worth(title.formed),
            };
            let evidence = Evidence {
                quote: t.words.clone(),
                span: None,
                reason: Reason::of(code),
            };
            return Guess::new(t.words.clone(), certainty, vec![evidence]);
        };
        let certainty = match (t.formed, head.subtitle.is_some(), head.salutation.is_some()) {
            (true, ..) => 0.98,
            (_, true, _) => 0.96,
            (_, _, true) => 0.85,
            _ => 0.7,
        };
        let code = if t.formed {
            "title.form"
        } else {
            "title.first_line"
        };
        Guess::new(
            t.words.clone(),
            certainty,
            vec![Evidence {
                quote: text.raw(span).to_owned(),
                span: Some(span),
                reason: Reason::of(code),
            }],
        )
    });
    let host = matches!(genre.value.as_str(), "genre.host_script");
    let mut outline = outline::outline(
        text,
        &outline::Setting {
            body_start: head.salutation.map_or(head.body_start, |s| s.end),
            body_end: part.end,
            host,
            answers: genre::is_answers(&genre.value),
            letter: genre.value == "genre.letter",
        },
    );
    outline::function::tell(text, &mut outline, part.end);
    let start = head
        .title
        .as_ref()
        .and_then(|t| t.lines.first())
        .map_or(head.body_start, |l| l.start);
    let last = text
        .lines()
        .iter()
        .rev()
        .map(|l| l.span)
        .find(|s| !s.is_empty() && s.start < part.end && s.end > part.start);
    let end = last.map_or(part.end, |s| s.end.min(part.end));
    let mut findings: Vec<Finding> = slots::find(text, Span::new(start, part.end))
        .into_iter()
        .collect();
    if !is_speech(&genre.value) {
        findings.push(Finding {
            kind: "not_speech".into(),
            count: None,
            spans: genre.evidence.iter().filter_map(|e| e.span).collect(),
            quote: genre
                .evidence
                .first()
                .map_or_else(String::new, |e| e.quote.chars().take(40).collect()),
            ..Finding::default()
        });
    }
    let closing = last.filter(|s| s.len() <= 40 && s.start > head.body_start);
    Recognised {
        title,
        meeting: found.meeting,
        meeting_folded: found.folded,
        genre,
        level,
        place: places.place,
        speaker: who.name,
        role: who.role,
        outline,
        findings,
        span: Span::new(start, end.max(start)),
        closing,
        head,
    }
}

/// 政协某届某次会议大会发言材料之三: the label that was taken off names the meeting's type.
fn docketed(notes: &[Note]) -> Option<Guess<String>> {
    notes
        .iter()
        .filter(|n| n.rule == "notice.docket")
        .find_map(|n| {
            let at = ["大会发言", "发言材料", "材料", "文件"]
                .iter()
                .find_map(|w| n.words.find(w))?;
            let evidence = Evidence {
                quote: n.words.to_owned(),
                span: None,
                reason: Reason::of("meeting.title"),
            };
            let kind = meeting_type::read(&n.words[..at]).kind?;
            Some(Guess::new(kind.to_owned(), 0.6, vec![evidence]))
        })
}

/// True when minutes name their meeting; 向某总汇报工作纪要 tells at least its sort.
fn minuted(text: &Text, head: &Head, meeting: &mut Meeting) -> bool {
    if meeting.name.is_none()
        && let Some(title) = &head.title
        && let Some((_, at)) = titles::tail(&title.folded)
        && let Some(before) = titles::core(&title.folded).get(..at)
        && let Some(kind) = meeting_type::read(before.trim_end_matches("工作")).kind
    {
        let span = title.span();
        meeting.kind = Some(Guess::new(
            kind.to_owned(),
            0.7,
            vec![Evidence {
                quote: span.map_or(String::new(), |s| text.raw(s).to_owned()),
                span,
                reason: Reason::of("meeting.title"),
            }],
        ));
        return true;
    }
    meeting.name.is_some()
}

/// 新年贺词 of which no gathering is told: written or broadcast, not given at a meeting.
fn written_greeting(head: &Head, meeting: &Meeting) -> bool {
    meeting.name.is_none()
        && head.title.as_ref().is_some_and(|t| {
            let tail = [
                "贺词", "贺辞", "祝词", "祝辞", "献词", "献辞", "致辞", "致词",
            ];
            let season = ["新年", "新春", "春节", "元旦", "中秋", "国庆"];
            let gathering = ['宴', '会', '酒'];
            !t.folded.contains(gathering)
                && season.iter().any(|w| t.folded.contains(w))
                && tail.iter().any(|w| t.folded.ends_with(w))
        })
}

/// The speaker of a reported speech, from the headline or the first paragraphs.
fn report(text: &Text, head: &Head, body: Span, who: &mut speaker::Speaker) {
    let headline = head.title.as_ref().and_then(|t| t.span());
    let opening = Span::new(body.start, body.end.min(body.start + 600));
    let found = headline.into_iter().chain([opening]).find_map(|part| {
        let told = reported::speaker(text.folded(part))?;
        Some((text.span_in(part, told.at.clone()), told))
    });
    let Some((span, told)) = found else {
        return;
    };
    let evidence = Evidence {
        quote: text.raw(span).to_owned(),
        span: Some(span),
        reason: Reason::of("speaker.reported"),
    };
    who.name = Some(Guess::new(told.name, 0.85, vec![evidence.clone()]));
    if let (None, Some(role)) = (&who.role, told.role) {
        who.role = Some(Guess::new(role, 0.85, vec![evidence]));
    }
}

/// Types that the genre tells when the name did not: statements at an appointment, talks of
/// experience, lectures.
fn refine(text: &Text, head: &Head, genre: &Guess<String>, meeting: &mut Meeting) {
    let kind = meeting.kind.as_ref().map(|k| k.value.clone());
    let appointed = head
        .title
        .as_ref()
        .is_some_and(|t| t.folded.contains("任职"));
    if appointed && kind.as_deref() != Some("meeting.appointment") {
        meeting.also.push("meeting.appointment".to_owned());
    }
    // 校长述职报告 is given where duties are accounted for, whatever meeting it tells of.
    let accounts = head.title.as_ref().is_some_and(|t| {
        [
            "述职报告",
            "述职述廉报告",
            "述责述廉报告",
            "述职述责述廉报告",
        ]
        .iter()
        .any(|w| titles::core(&t.folded).ends_with(w))
    });
    let told = meeting.kind.as_ref().is_some_and(|k| k.certainty > 0.9);
    if accounts && !told {
        meeting.kind = Some(Guess::new(
            "meeting.duty_report".to_owned(),
            0.85,
            genre.evidence.clone(),
        ));
        meeting.name = None;
        return;
    }
    let known = kind
        .as_deref()
        .is_some_and(|k| k != "meeting.work" || meeting.name.is_some());
    if known {
        return;
    }
    let title_words = head.title.as_ref().map_or("", |t| t.folded.as_str());
    let by_genre = match genre.value.as_str() {
        // 关于某某工作情况的汇报: nobody reports so but where a report is heard.
        "genre.report" if titles::core(title_words).ends_with("汇报") => "meeting.briefing",
        "genre.party_lecture" => "meeting.party_lecture",
        "genre.tv_address" => "meeting.tv_address",
        "genre.answers" => "meeting.press_conference",
        "genre.remarks" => {
            let words = text.folded(Span::new(head.body_start, head.body_start + 400));
            if words.contains("做法") || words.contains("经验") || words.contains("体会") {
                "meeting.experience"
            } else {
                return;
            }
        }
        "genre.report" => {
            let words = text.folded(Span::new(head.body_start, head.body_start + 200));
            if words.contains("各位代表") && words.contains("请予审议") {
                "meeting.peoples_congress"
            } else {
                return;
            }
        }
        "genre.address" => {
            let title = head.title.as_ref().map_or("", |t| t.folded.as_str());
            if title.contains("祝酒") {
                "meeting.banquet"
            } else if title.contains("新年") || title.contains("新春") || title.contains("春节")
            {
                "meeting.new_year"
            } else {
                return;
            }
        }
        _ => return,
    };
    meeting.kind = Some(Guess::new(by_genre.to_owned(), 0.6, genre.evidence.clone()));
}
