//! Reckons the year of an anniversary from the founding that the text tells: 1998年公司成立, 二十周年庆典.
//! Anniversaries of days that everyone knows are for `calendar`.

use super::clues::{Clue, Frame, strength};
use super::day::Day;
use super::edtf::Year;
use super::numeral::number;
use super::parse::Grain;
use super::scene::{Scene, begins, ends, holds};
use crate::model::{Reason, Span};

/// How far after the title block the anniversary is named.
const OPENING: u32 = 200;

/// The years since the founding that the title or the opening names, and where.
fn anniversary(scene: &Scene) -> Option<(i32, Span)> {
    let chars = &scene.folded.chars;
    let until = chars.len().min((scene.body + OPENING) as usize);
    (scene.start as usize..until.saturating_sub(1)).find_map(|at| {
        if (chars[at], chars[at + 1]) != ('周', '年') {
            return None;
        }
        // Of the numerals that end here the longest: 二十五周年, not 五周年.
        (at.saturating_sub(5)..at).find_map(|from| {
            let (years, end) = number(chars, from)?;
            let span = Span::new(from as u32, at as u32 + 2);
            (end == at && years > 0 && scene.is_own(span)).then_some((years as i32, span))
        })
    })
}

/// 1950年首次表彰以来的70年, 1950年…70年来: a year and what has passed since it make this year.
pub fn since(scene: &Scene) -> Option<Clue> {
    scene.mentions.iter().find_map(|mention| {
        let Some(Year { base, unknown: 0 }) = mention.year else {
            return None;
        };
        // 我是二〇一四年考录的选调生，…汇报两年来的感受: what one began oneself may be told shortly after.
        let early = mention.span.start < scene.body + OPENING;
        let begun = early && holds(&scene.after(mention.span, 10), "taken_up");
        let after: Vec<char> = if begun {
            let end = mention.span.end;
            scene.text(Span::new(end, end + 80)).chars().collect()
        } else {
            scene.after(mention.span, 30).chars().collect()
        };
        let years = (0..after.len()).find_map(|at| {
            let (years, end) = match after[at] {
                '两' => (2, at + 1),
                _ => number(&after, at)?,
            };
            let closes = after.get(end) == Some(&'年') && after.get(end + 1) == Some(&'来');
            (closes && years >= if begun { 1 } else { 3 }).then_some(years as i32)
        })?;
        let year = base + years;
        let reason = Reason::with("date.founded", &[&base.to_string(), &years.to_string()]);
        // The count may be rounded, and leave out the year that has begun.
        scene.is_own(mention.span).then(|| {
            Clue::between(
                Frame::Absolute,
                Some(Day::first_of(year, 1).number()),
                Some(Day::last_of(year + 1, 6).number()),
                strength::USUAL,
                scene.evidence(mention.span, reason),
            )
        })
    })
}

/// The speech is given in the year that founding and anniversary add up to.
pub fn clue(scene: &Scene) -> Option<Clue> {
    let (years, span) = anniversary(scene)?;
    if scene.named.iter().any(|n| n.span.overlaps(span)) {
        return None;
    }
    let titled = scene.in_title(span);
    let (founded, mention) = scene.mentions.iter().find_map(|mention| {
        let Some(Year { base, unknown: 0 }) = mention.year else {
            return None;
        };
        // 在友城结好四十周年宴会上的致辞 / 1985年，两座城市…: the year that the opening begins with.
        if titled
            && mention.grain == Grain::Year
            && (scene.body..scene.body + OPENING).contains(&mention.span.start)
            && scene.before(mention.span, 4).trim().is_empty()
            && scene.after(mention.span, 1).starts_with([',', '的'])
        {
            return Some((base, mention));
        }
        let after = scene.after(mention.span, 24);
        let told = ends(&scene.before(mention.span, 6), "founded_in")
            || holds(&after, "founded") && !begins(&after, "looked_back_on");
        (told && scene.is_own(mention.span)).then_some((base, mention))
    })?;
    let reason = Reason::with("date.founded", &[&founded.to_string(), &years.to_string()]);
    let evidence = scene.evidence(mention.span, reason);
    // 明年是公司成立30周年.
    let before = scene.before(span, 20);
    let shift = match ["明年", "去年"].map(|w| before.contains(w)) {
        [true, _] => -1,
        [_, true] => 1,
        _ => 0,
    };
    let year = founded + years + shift;
    let days = (
        Day::first_of(year, 1).number(),
        Day::last_of(year, 12).number(),
    );
    Some(Clue::between(
        Frame::Absolute,
        Some(days.0),
        Some(days.1),
        strength::SIDE,
        evidence,
    ))
}
