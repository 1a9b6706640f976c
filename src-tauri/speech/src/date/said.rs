//! What dated events and wordings in a text say of the speech: not before their first use, seldom after
//! their last, just past, going on or to come. Knows none of them itself (`phrases`, `sessions`).

use super::ago::ago;
use super::clues::{Clue, Frame, head, is_wire, strength};
use super::day::Day;
use super::hints::year_days;
use super::parse::Grain;
use super::phrases::Phrase;
use super::scene::{Scene, begins, ends, holds};
use super::spans;
use crate::model::{Reason, Span};

/// 3月7日，十四届全国人大一次会议: a day without its year in the line of an event that has it.
pub fn days_with_events(scene: &Scene, found: &[(Span, &Phrase)]) -> Vec<Clue> {
    let opening = scene.body + 400;
    let days: Vec<_> = scene
        .mentions
        .iter()
        .filter(|m| m.grain == Grain::Day && m.year.is_none() && m.span.start < opening)
        .filter(|m| scene.is_own(m.span))
        .collect();
    if days.is_empty() {
        return Vec::new();
    }
    let events: Vec<(Span, &Phrase)> = found
        .iter()
        .copied()
        .filter(|(_, p)| p.is_event && p.first.1.number() - p.first.0.number() <= 40)
        .collect();
    let mut clues = Vec::new();
    for mention in days {
        let near = |span: &Span| {
            span.start >= mention.span.start.saturating_sub(60)
                && span.start <= mention.span.end + 60
        };
        for (span, phrase) in events.iter().filter(|(span, _)| near(span)) {
            let (from, to) = phrase.first;
            // 【新华社北京15日消息】 has no month; the event lends it.
            if mention.last.0 == 0 && !is_wire(&scene.after(mention.span, 3)) {
                continue;
            }
            let month = match mention.last.0 {
                0 => from.month,
                month => month,
            };
            let Some(day) = Day::new(from.year, month, mention.last.1) else {
                continue;
            };
            if day < from || day > to {
                continue;
            }
            let words = scene.text(*span);
            // 2月20日，中央召开了动员大会 is carried out some weeks later.
            let convened = scene.after(mention.span, 10).contains("召开");
            let reason = Reason::with("date.with_event", &[&words, &phrase.since.to_string()]);
            let evidence = scene.evidence(mention.span, reason);
            let on = day.number();
            clues.push(
                Clue::between(Frame::Absolute, Some(on), None, strength::NEAR, evidence)
                    .usually_within(if convened { 45 } else { 10 })
                    .exact(),
            );
        }
    }
    clues
}

/// 再过二十多天，党的二十大, 上周五…正式上线: so long before or after the event.
fn counted_from(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
    if !phrase.is_event || over - first > 40 {
        return None;
    }
    let before = scene.before(span, 20);
    let after = scene.after(span, 16);
    let between = |from: i32, to: i32, code: &str, strength: u8| {
        let (words, since) = (scene.text(span), phrase.since.to_string());
        let reason = Reason::with(code, &[&words, &since]);
        let evidence = scene.evidence(span, reason);
        Clue::between(Frame::Absolute, Some(from), Some(to), strength, evidence).exact()
    };
    if let Some(away) = spans::to_go(&before).or_else(|| spans::left_until(&before, &after)) {
        let (from, to) = (first + away.from, first + away.to);
        return Some(between(from, to, "date.upcoming", strength::NOW));
    }
    let before = scene.before(span, 40);
    let away = ago(&before, &after, first, over)?;
    let told = between(
        first + away.from,
        first + away.to,
        "date.just_happened",
        strength::NOW,
    );
    Some(if away.to - away.from <= 6 {
        told
    } else {
        Clue {
            vague: true,
            ..told
        }
    })
}

/// 当前，非典防治正处在关键时期: what lasted some months is going on.
fn going_on(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
    let around = || scene.before(span, 12) + &scene.after(span, 14);
    // A congress is spoken of as at hand long before it meets.
    let short = phrase.is_event && over - first <= 400 && phrase.lead < 100;
    (short && holds(&around(), "going_on")).then(|| {
        let reason = Reason::with(
            "date.going_on",
            &[&scene.text(span), &phrase.since.to_string()],
        );
        let evidence = scene.evidence(span, reason);
        let until = Some(over + 30);
        Clue::between(
            Frame::Absolute,
            Some(first),
            until,
            strength::NEAR,
            evidence,
        )
    })
}

/// “利奇马”今天夜里登陆: it is here, or nearly.
fn at_the_door(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
    let around = || scene.before(span, 24) + &scene.after(span, 40);
    (phrase.passing && holds(&around(), "at_the_door")).then(|| {
        let (words, since) = (scene.text(span), phrase.since.to_string());
        let reason = Reason::with("date.going_on", &[&words, &since]);
        Clue::between(
            Frame::Absolute,
            Some(first),
            Some(over),
            strength::NEAR,
            scene.evidence(span, reason),
        )
        .exact()
    })
}

/// 去年…、党的十九大 in one sentence: how far the event's year lies from the speech's.
pub fn told_year(scene: &Scene, span: Span) -> Option<i32> {
    let before = scene.before(span, 70);
    let last = |word: &str| before.rfind(word);
    let (gone, now) = (
        last("去年"),
        last("今年").max(last("明年")).max(last("近年")),
    );
    (gone.is_some() && gone > now && !begins(&scene.after(span, 12), "looking_back")).then_some(-1)
}

/// 今年8月，…特大暴雨 in one sentence: an event of the speech's own year.
fn of_this_year(scene: &Scene, span: Span) -> bool {
    let before = scene.before(span, 24);
    let Some(at) = before.rfind("今年") else {
        return false;
    };
    let between = &before[at..];
    let after = scene.after(span, 12);
    !holds(between, "recalled")
        && !begins(&after, "looking_back")
        && !begins(&after, "session_over")
        && ![
            "贯彻", "落实", "学习", "按照", "根据", "围绕", "是", "纪念", "迎接", "吸取", "从",
            "要",
        ]
        .iter()
        .any(|w| between.contains(w))
}

/// 长江保护法从去年3月1日起施行: the year from which a law is in force, as far from the speech as told.
fn in_force(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    if !phrase.law {
        return None;
    }
    let (before, after) = (scene.before(span, 16), scene.after(span, 20));
    let enters = |w: &str| ["施行", "实施", "生效"].iter().any(|v| w.contains(v));
    let told = [("去年", 1), ("今年", 0), ("明年", -1), ("前年", 2)];
    let shift = told.into_iter().find_map(|(word, shift)| {
        let behind = after.find(word).is_some_and(|at| enters(&after[at..]));
        let ahead = before.contains(word) && before.contains('起') && enters(&after);
        (behind || ahead).then_some(shift)
    })?;
    let (from, to) = year_days(phrase.first.0.year + shift);
    let reason = Reason::with(
        "date.event_of_year",
        &[&scene.text(span), &phrase.since.to_string()],
    );
    let evidence = scene.evidence(span, reason);
    Some(Clue::between(
        Frame::Absolute,
        from,
        to,
        strength::YEAR,
        evidence,
    ))
}

/// 学习贯彻…精神, …通过了: the session has met.
fn session_is_over(before: &str, after: &str) -> bool {
    begins(after, "session_over") || ends(before, "session_studied")
}

/// Dated phrases: not before their first use, seldom after their last; just past or to come.
pub fn said_then(scene: &Scene, found: &[(Span, &Phrase)]) -> Vec<Clue> {
    let mut clues: Vec<Clue> = Vec::new();
    // Only the newest session that is named tells that the next had not met.
    let newest = found
        .iter()
        .filter(|(span, phrase)| phrase.newest.is_some() && scene.is_own(*span))
        .map(|(_, phrase)| phrase.first.0.number())
        .max();
    for &(span, phrase) in found {
        if !scene.is_own(span) {
            continue;
        }
        let before = scene.before(span, 8);
        let after = scene.after(span, 12);
        // Most phrases come again and again, and add nothing: their words are not copied.
        let words = || scene.text(span);
        let since = || phrase.since.to_string();
        let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
        if let Some(clue) =
            in_force(scene, span, phrase).or_else(|| counted_from(scene, span, phrase))
        {
            clues.push(clue);
            continue;
        }
        let soon = head(&after, 10).contains("即将");
        let opens = ["胜利召开", "召开"].iter().any(|w| after.starts_with(w))
            && ["迎接", "向", "为", "以", "服务", "保障", "献礼"]
                .iter()
                .any(|w| before.contains(w));
        let upcoming = soon || opens || ends(&before, "upcoming") || begins(&after, "upcoming");
        if phrase.is_event
            && ["召开之年", "胜利召开之年", "开幕之年", "举办之年", "召开年"]
                .iter()
                .any(|w| after.starts_with(w))
        {
            let reason = Reason::with("date.event_of_year", &[&words(), &since()]);
            let (from, to) = year_days(phrase.first.0.year);
            let evidence = scene.evidence(span, reason);
            clues.push(Clue::between(
                Frame::Absolute,
                from,
                to,
                strength::NEAR,
                evidence,
            ));
            continue;
        }
        if phrase.is_event && upcoming {
            let reason = Reason::with("date.upcoming", &[&words(), &since()]);
            clues.push(Clue::between(
                Frame::Absolute,
                Some(first - 500),
                Some(over),
                strength::NEAR,
                scene.evidence(span, reason),
            ));
            continue;
        }
        let year_told =
            || told_year(scene, span).or_else(|| of_this_year(scene, span).then_some(0));
        if let Some(shift) = phrase.is_event.then(year_told).flatten()
            && over - first <= 40
        {
            let (from, to) = year_days(phrase.first.1.year - shift);
            // 今年 the event has been.
            let from = if shift == 0 { Some(first) } else { from };
            let reason = Reason::with("date.event_of_year", &[&words(), &since()]);
            let evidence = scene.evidence(span, reason);
            clues.push(Clue::between(
                Frame::Absolute,
                from,
                to,
                strength::NEAR,
                evidence,
            ));
        }
        let lead = before.trim_end_matches(['的', '“', '在']);
        if phrase.is_event && (ends(lead, "just") || holds_early(&after, "just_after")) {
            let reason = Reason::with("date.just_happened", &[&words(), &since()]);
            clues.push(Clue::between(
                Frame::Absolute,
                Some(over),
                Some(over + 75),
                strength::NEAR,
                scene.evidence(span, reason),
            ));
            continue;
        }
        if let Some(clue) =
            at_the_door(scene, span, phrase).or_else(|| going_on(scene, span, phrase))
        {
            clues.push(clue);
            continue;
        }
        // Looking back on words once in use (…以来, 期间) does not date the speech to their time.
        let looking_back = begins(&after, "looking_back");
        let last = match phrase.newest {
            Some(days) => newest
                .filter(|of| *of == first)
                .map(|of| Day::from_number(of + days)),
            None => phrase.last,
        };
        let until = match phrase.in_office || phrase.is_event && phrase.newest.is_none() {
            true => strength::USUAL,
            false => strength::FASHION,
        };
        if let Some(last) = last.filter(|_| !looking_back)
            && !is_told(&clues, None, Some(last.number()), until)
        {
            let reason = Reason::with("date.said_until", &[&words(), &last.to_string()[..7]]);
            clues.push(Clue::between(
                Frame::Absolute,
                None,
                Some(last.number()),
                until,
                scene.evidence(span, reason),
            ));
        }
        // What was decided there, or is studied now, has been; without such words it may be to come.
        let over_now = session_is_over(&before, &after);
        let lead = if over_now { 0 } else { phrase.lead };
        let from = match phrase.daily {
            true => strength::FASHION,
            false => strength::SIDE,
        };
        if is_told(&clues, Some(first - lead), None, from) {
            continue;
        }
        let reason = match phrase.is_event {
            true => Reason::with("date.happened", &[&since()]),
            false => Reason::with("date.said_since", &[&words(), &since()]),
        };
        let evidence = scene.evidence(span, reason);
        let mut clue = Clue::between(Frame::Absolute, Some(first - lead), None, from, evidence);
        if let Some(days) = phrase.current {
            clue = clue.usually_within(days);
        }
        clues.push(clue);
    }
    // Of the same bound said again and again the first is enough.
    let mut seen = std::collections::HashSet::new();
    clues.retain(|c| seen.insert((c.first, c.last, c.strength)));
    clues
}

/// True when a clue gives these bounds with this strength.
fn is_told(clues: &[Clue], first: Option<i32>, last: Option<i32>, strength: u8) -> bool {
    let told = (first, last, strength);
    clues.iter().any(|c| (c.first, c.last, c.strength) == told)
}

fn holds_early(after: &str, kind: &str) -> bool {
    let early: String = after.chars().take(8).collect();
    holds(&early, kind)
}
