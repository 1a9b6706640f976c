//! The day that a report tells by the day it was published: 本台消息（记者 某某）今天下午, 24日，某市….
//! Speeches say 今天 of their own day; of a page that is no report nothing is concluded.

use super::clues::{Clue, Frame, strength};
use super::day::Day;
use super::scene::{Scene, holds};
use crate::model::{Reason, Span};

/// So far into its first paragraph a report tells its day.
const LEAD: u32 = 70;

/// The clue of a report that was published on a day.
pub fn clue(scene: &Scene, published: Day) -> Option<Clue> {
    let opening = scene.text(Span::new(scene.body, scene.body + LEAD));
    let line = opening.split('\n').find(|l| !l.trim().is_empty())?;
    let sent = line
        .split_inclusive([')', ' '])
        .next()
        .is_some_and(|lead| holds(lead, "dateline") && lead.chars().count() <= 40);
    if !sent || holds(line, "called") {
        return None;
    }
    let (word, shift) = [
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
        ("昨天", 1),
        ("昨日", 1),
        ("昨晚", 1),
        ("前天", 2),
    ]
    .into_iter()
    .filter_map(|(word, shift)| Some((line.find(word)?, word, shift)))
    .min()
    .map(|(_, word, shift)| (word, shift))?;
    let at = scene.body + opening[..opening.find(word)?].chars().count() as u32;
    let span = Span::new(at, at + word.chars().count() as u32);
    let on = published.number() - shift;
    let evidence = scene.evidence(span, Reason::of("date.said_today"));
    // Put on the page the same evening, or the morning after.
    let (from, to) = (Some(on - 1), Some(on));
    Some(Clue::between(Frame::Absolute, from, to, strength::NEAR, evidence).exact())
}
