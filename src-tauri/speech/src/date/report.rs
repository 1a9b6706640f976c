//! The day that a report tells by the day it was published: 本台消息（记者 某某）今天下午, 昨天下午….
//! Speeches say 今天 of their own day; of a page that is no report nothing is concluded.

use super::clues::{Clue, Frame, strength};
use super::day::Day;
use super::scene::{Scene, holds};
use crate::model::{Reason, Span};

/// So far into its first paragraph a report tells its day.
const LEAD: u32 = 70;

/// The clue of a report that was published on a day.
pub fn clue(scene: &Scene, published: Day) -> Option<Clue> {
    let below = scene.lines.iter().filter(|l| l.start >= scene.body);
    let (line, words) = below.take(3).find_map(|line| {
        let words = scene.text(Span::new(line.start, line.end.min(line.start + LEAD)));
        let lead = words.split_inclusive([')', ' ']).next()?;
        let sent = holds(lead, "dateline") && lead.chars().count() <= 40;
        sent.then_some((line, words))
    })?;
    if holds(&words, "called") {
        return None;
    }
    let (at, word, shift) = [
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
        ("昨天", 1),
        ("昨日", 1),
        ("昨晚", 1),
        ("前天", 2),
    ]
    .into_iter()
    .filter_map(|(word, shift)| Some((words.find(word)?, word, shift)))
    .min()?;
    let at = line.start + words[..at].chars().count() as u32;
    let span = Span::new(at, at + word.chars().count() as u32);
    let on = published.number() - shift;
    let evidence = scene.evidence(span, Reason::of("date.said_today"));
    // Put on the page the same evening, or the morning after.
    let (from, to) = (Some(on - 1), Some(on));
    Some(Clue::between(Frame::Absolute, from, to, strength::NEAR, evidence).exact())
}

/// A line without the names that hold a word of publishing by chance: 城市更新座谈会, 新闻发布会.
pub fn unpublished(words: &str) -> String {
    [
        "城市更新",
        "设备更新",
        "更新改造",
        "更新行动",
        "有机更新",
        "发布会",
        "发布仪式",
        "发布活动",
        "发布大会",
        "记者会",
        "记者招待会",
        "记者见面会",
        "记者节",
        "答记者问",
        "全民阅读",
        "阅读活动",
        "阅读推广",
        "阅读大会",
    ]
    .iter()
    .fold(words.to_owned(), |words, name| {
        if words.contains(name) {
            words.replace(name, "")
        } else {
            words
        }
    })
}
