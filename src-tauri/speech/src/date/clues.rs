//! What the dates mentioned in a speech say of its own date: figures known, days ahead, today.
//! Combines nothing (`infer`) and reads no names or phrases (`hints`).

use super::day::Day;
use super::edtf::Year;
use super::numeral::number;
use super::parse::{Grain, Mention};
use super::scene::{Scene, begins, ends, holds};
use crate::model::{Evidence, Reason};

/// Days within which a part of a year is summed up after its end.
const SUMMED_UP: i32 = 31;

/// How far a clue binds; a stronger one is heard first.
pub mod strength {
    /// The text says which day it is.
    pub const TODAY: u8 = 8;
    /// It is now such a month.
    pub const NOW: u8 = 7;
    /// Figures are known; it cannot be earlier.
    pub const KNOWN: u8 = 6;
    /// The year is named by what it is the year of.
    pub const YEAR: u8 = 5;
    /// A year in the title, an event just past.
    pub const NEAR: u8 = 4;
    /// Something already happened, or lies ahead.
    pub const SIDE: u8 = 3;
    /// Usual only; gives way to all else.
    pub const USUAL: u8 = 2;
}

/// In which years a clue's days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Days of known years.
    Absolute,
    /// Days of the speech's year, counted in the leap year 2000.
    InYear,
}

/// One thing that bounds the speech's date.
#[derive(Clone, Debug, PartialEq)]
pub struct Clue {
    /// In which years the days are counted.
    pub frame: Frame,
    /// Not earlier than this day number.
    pub first: Option<i32>,
    /// Not later than this day number.
    pub last: Option<i32>,
    /// How many days after `first` such a speech is usually given.
    pub usual: Option<i32>,
    /// See `strength`.
    pub strength: u8,
    /// Its edges are vague by some days: a result is rounded to months.
    pub vague: bool,
    /// The words it rests on.
    pub evidence: Evidence,
}

impl Clue {
    /// A clue between two days.
    pub fn between(
        frame: Frame,
        first: Option<i32>,
        last: Option<i32>,
        strength: u8,
        evidence: Evidence,
    ) -> Self {
        Self {
            frame,
            first,
            last,
            usual: None,
            strength,
            vague: true,
            evidence,
        }
    }

    /// The same, with exact edges.
    pub fn exact(mut self) -> Self {
        self.vague = false;
        self
    }

    /// The same, with the usual distance in days.
    pub fn usually_within(mut self, days: i32) -> Self {
        self.usual = Some(days);
        self
    }
}

/// The year in which days without a year are counted.
pub const FRAME_YEAR: i32 = 2000;

/// The year a mention lies in, as far as the words tell.
enum Lies {
    In(i32),
    ThisYear,
    OtherYear,
}

fn lies(mention: &Mention, before: &str) -> Lies {
    match mention.year {
        Some(Year { base, unknown: 0 }) => Lies::In(base),
        Some(_) => Lies::OtherYear,
        None => {
            let near: String = tail(before, 6);
            let this = near.contains("今年") || near.contains("本年");
            if !this && holds(&near, "other_year") {
                Lies::OtherYear
            } else {
                Lies::ThisYear
            }
        }
    }
}

fn tail(text: &str, count: usize) -> String {
    let total = text.chars().count();
    text.chars().skip(total.saturating_sub(count)).collect()
}

fn head(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// First and last day number of a mention in its frame.
fn days(mention: &Mention, lies: &Lies) -> Option<(Frame, i32, i32)> {
    let (frame, year) = match lies {
        Lies::In(year) => (Frame::Absolute, *year),
        Lies::ThisYear => (Frame::InYear, FRAME_YEAR),
        Lies::OtherYear => return None,
    };
    let last_year = mention.last_year.unwrap_or(year);
    let first = Day::new(year, mention.first.0, mention.first.1)?;
    // 29 February of a year that has none is its last day of February.
    let last = Day::new(last_year, mention.last.0, mention.last.1)
        .unwrap_or_else(|| Day::last_of(last_year, mention.last.0));
    Some((frame, first.number(), last.number()))
}

/// All clues of the dates mentioned in the speaker's own words.
pub fn of_mentions(scene: &Scene) -> Vec<Clue> {
    let mut clues = Vec::new();
    for (index, mention) in scene.mentions.iter().enumerate() {
        if !scene.is_own(mention.span) {
            continue;
        }
        if mention.label {
            clues.extend(named_for(scene, mention));
            continue;
        }
        let before = scene.before(mention.span, 24);
        let after = scene.after(mention.span, 40);
        if mention.first.0 == 0 {
            if let Some(clue) = day_of_a_named_month(scene, index, &before) {
                clues.push(clue);
            }
            continue;
        }
        clues.extend(said_today(scene, mention, &before));
        clues.extend(now(scene, mention, &before));
        clues.extend(known(scene, mention, &before, &after));
        clues.extend(left_over(scene, mention, &after));
        clues.extend(ahead(scene, mention, &before, &after));
        clues.extend(behind(scene, mention, &before, &after));
        clues.extend(years(scene, mention, &before, &after));
        clues.extend(part_named(scene, mention));
    }
    clues
}

/// 今天是9月17日, 明天是…, 昨天（29日）.
fn said_today(scene: &Scene, mention: &Mention, before: &str) -> Option<Clue> {
    if mention.grain != Grain::Day {
        return None;
    }
    let shift = relative_day(before)?;
    let (frame, first, last) = days(mention, &lies(mention, ""))?;
    let evidence = scene.evidence(mention.span, Reason::of("date.said_today"));
    Some(
        Clue::between(
            frame,
            Some(first + shift),
            Some(last + shift),
            strength::TODAY,
            evidence,
        )
        .exact(),
    )
}

/// How far the speech lies from a day that such words stand before: 今天是 0, 明天是 -1.
pub fn relative_day(before: &str) -> Option<i32> {
    let before = before.trim_end_matches(['(', ' ', ':', '“']);
    // 今天, 昨天 alone count only right before the date.
    [
        ("today", 0),
        ("tomorrow", -1),
        ("yesterday", 1),
        ("after_tomorrow", -2),
        ("before_yesterday", 2),
    ]
    .into_iter()
    .find(|(kind, _)| ends(before, kind))
    .map(|(_, shift)| shift)
}

/// 昨天（29日）, with a month named shortly before or in the title block.
fn day_of_a_named_month(scene: &Scene, index: usize, before: &str) -> Option<Clue> {
    let shift = relative_day(before)?;
    let mention = scene.mentions[index];
    let month_mention = scene.mentions[..index]
        .iter()
        .rev()
        .find(|m| m.first.0 > 0 && matches!(m.grain, Grain::Day | Grain::Month))?;
    let mut whole = mention;
    whole.year = month_mention.year;
    whole.first.0 = month_mention.last.0;
    whole.last.0 = month_mention.last.0;
    let (frame, first, last) = days(&whole, &lies(&whole, ""))?;
    let evidence = scene.evidence(mention.span, Reason::of("date.said_today"));
    Some(
        Clue::between(
            frame,
            Some(first + shift),
            Some(last + shift),
            strength::NOW,
            evidence,
        )
        .exact(),
    )
}

/// 现在已经到了9月上旬, 又进入11月份.
fn now(scene: &Scene, mention: &Mention, before: &str) -> Option<Clue> {
    let fits = matches!(mention.grain, Grain::Month | Grain::Third | Grain::Months)
        && !mention.from_new_year
        && ends(before, "now");
    let (frame, first, last) = days(mention, &lies(mention, before)).filter(|_| fits)?;
    let evidence = scene.evidence(mention.span, Reason::of("date.now"));
    Some(Clue::between(frame, Some(first), Some(last), strength::NOW, evidence).exact())
}

/// 截至8月底, 1-5月下降X%, 前三季度增长5%; 1—8月预计 looks a little ahead.
fn known(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let (frame, first, last) = days(mention, &lies(mention, before))?;
    let words = scene.text(mention.span);
    if ends(before, "until") || begins(after, "known") {
        let evidence = scene.evidence(mention.span, Reason::with("date.figures_until", &[&words]));
        return Some(match mention.grain {
            Grain::Day => Clue::between(frame, Some(last), None, strength::KNOWN, evidence)
                .usually_within(20)
                .exact(),
            Grain::Year => Clue::between(frame, Some(last + 1), None, strength::KNOWN, evidence)
                .usually_within(120),
            _ => Clue::between(frame, Some(last + 1), None, strength::KNOWN, evidence)
                .usually_within(58),
        });
    }
    let told = mention.from_new_year && holds(after, "figures");
    if !told {
        return None;
    }
    if holds(&tail(before, 8), "expected") || holds(&head(after, 14), "expected") {
        // A half year is foretold long before its end, some months only near theirs.
        let by_month = words.contains('月');
        let evidence = scene.evidence(
            mention.span,
            Reason::with("date.figures_expected", &[&words]),
        );
        return by_month.then(|| {
            Clue::between(
                frame,
                Some(last - 40),
                Some(last + 20),
                strength::NEAR,
                evidence,
            )
        });
    }
    let planned = holds(&tail(before, 6), "ahead") || holds(&head(after, 6), "ahead_after");
    if planned || !(holds(after, "values") && first <= last) {
        return None;
    }
    let evidence = scene.evidence(mention.span, Reason::with("date.figures_until", &[&words]));
    Some(Clue::between(frame, Some(last + 1), None, strength::KNOWN, evidence).usually_within(58))
}

/// 上半年还剩两个月, 离年底不到一个月.
fn left_over(scene: &Scene, mention: &Mention, after: &str) -> Option<Clue> {
    let (frame, _, last) = days(mention, &lies(mention, ""))?;
    if !(begins(after, "left") && matches!(mention.grain, Grain::Months | Grain::Year)) {
        return None;
    }
    let near: Vec<char> = after.chars().take(10).collect();
    let (months, end) = (0..near.len()).find_map(|i| match near[i] {
        '两' => Some((2, i + 1)),
        _ => number(&near, i),
    })?;
    let unit: String = near[end..].iter().take(3).collect();
    let is_months =
        unit.starts_with("个月") || unit.starts_with("月") || unit.starts_with("个多月");
    if !is_months || months > 11 {
        return None;
    }
    let centre = last - (months as i32) * 305 / 10;
    let evidence = scene.evidence(mention.span, Reason::of("date.left_over"));
    Some(Clue::between(
        frame,
        Some(centre - 10),
        Some(centre + 20),
        strength::NOW,
        evidence,
    ))
}

/// 力争9月底, 10月中旬前, 2021年7月1日通航: it is not yet so late.
fn ahead(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let lies = lies(mention, before);
    let (frame, _, last) = days(mention, &lies)?;
    let near_before = tail(before, 5);
    let limit = ["前", "底前", "之前", "以前", "底之前", "份前", "末前"]
        .iter()
        .any(|w| after.starts_with(w));
    let wanted = holds(&near_before, "ahead");
    let to_come = holds(&head(after, 6), "ahead_after");
    // 自2015年, 从3月 begins something; only what must be done by then lies ahead.
    let begins_then = near_before.ends_with(['从', '自']) || after.starts_with("以来");
    let already = holds(&head(after, 8), "behind") && !limit;
    if begins_then
        || already
        || !(limit
            || (wanted && to_come)
            || (wanted && frame == Frame::InYear && mention.grain != Grain::Months))
    {
        // A bare year may be a goal when the words say to reach it: 到2025年, 2020年底校飞.
        let goal = frame == Frame::Absolute
            && !already
            && (near_before.ends_with('到') || (to_come && !begins_then));
        if !goal || begins_then {
            return None;
        }
    }
    if ends(before, "until") || ends(before, "now") || holds(&near_before, "yesterday") {
        return None;
    }
    let evidence = scene.evidence(mention.span, Reason::of("date.ahead"));
    let strength = if limit {
        strength::SIDE
    } else {
        strength::USUAL
    };
    Some(Clue::between(frame, None, Some(last), strength, evidence))
}

/// 2月3日召开的会议, 9月上旬中央召开会议: it is already past.
fn behind(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let lies = lies(mention, before);
    let (frame, first, last) = days(mention, &lies)?;
    let near = head(after, 16);
    let opening = mention.span.start < scene.body + 260;
    let past = holds(&near, "behind") || (opening && holds(&near, "held"));
    if !past || holds(&tail(before, 6), "ahead") && !before.ends_with(['从', '自']) {
        return None;
    }
    let evidence = scene.evidence(mention.span, Reason::of("date.behind"));
    match (frame, mention.grain) {
        (Frame::InYear, Grain::Day | Grain::Third) if opening => Some(
            Clue::between(frame, Some(first), None, strength::NEAR, evidence)
                .usually_within(30)
                .exact(),
        ),
        // In the middle of a text a bare month may be of any year.
        (Frame::InYear, _) => None,
        (Frame::Absolute, Grain::Year) => Some(Clue::between(
            frame,
            Some(first),
            None,
            strength::SIDE,
            evidence,
        )),
        (Frame::Absolute, _) => Some(Clue::between(
            frame,
            Some(last.min(first + 31)),
            None,
            strength::SIDE,
            evidence,
        )),
    }
}

/// 2019年度 in a title: summed up about the end of that year.
fn named_for(scene: &Scene, mention: &Mention) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let words = scene.text(mention.span);
    let in_title = scene.ctx.title.is_some() && mention.span.end <= scene.body;
    if !in_title || !words.ends_with("年度") {
        return None;
    }
    let evidence = scene.evidence(mention.span, Reason::with("date.title_year", &[&words]));
    Some(Clue::between(
        Frame::Absolute,
        Some(Day::first_of(base, 10).number()),
        Some(Day::last_of(base + 1, 4).number()),
        strength::NEAR,
        evidence,
    ))
}

/// 2021年二季度 in a title: in that part of the year, or summed up soon after it.
fn part_named(scene: &Scene, mention: &Mention) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let in_title = scene.ctx.title.is_some() && mention.span.end <= scene.body;
    if !in_title || mention.grain != Grain::Months {
        return None;
    }
    let words = scene.text(mention.span);
    let evidence = scene.evidence(mention.span, Reason::with("date.title_year", &[&words]));
    Some(Clue::between(
        Frame::Absolute,
        Some(Day::first_of(base, mention.first.0).number()),
        Some(Day::last_of(base, mention.last.0).plus(SUMMED_UP).number()),
        strength::NEAR,
        evidence,
    ))
}

/// Years: 今年（2020年）, 2020年是…之年, 去年（2019年）, 2015年以来, 2025年工作回顾.
fn years(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    if !matches!(mention.grain, Grain::Year) || !scene.is_own(mention.span) {
        return None;
    }
    let whole = |from: Option<Day>, to: Option<Day>, strength: u8, code: &str| {
        let evidence = scene.evidence(
            mention.span,
            Reason::with(code, &[&scene.text(mention.span)]),
        );
        Some(Clue::between(
            Frame::Absolute,
            from.map(Day::number),
            to.map(Day::number),
            strength,
            evidence,
        ))
    };
    let year_of = |y: i32| (Some(Day::first_of(y, 1)), Some(Day::last_of(y, 12)));
    let near = tail(before, 3);
    let opening: String = near.trim_end_matches(['(', ',', '、']).to_owned();
    for (word, shift) in [("今年", 0), ("去年", 1), ("明年", -1), ("前年", 2)] {
        if opening.ends_with(word) || begins_with_relative(after, word) {
            let (from, to) = year_of(base + shift);
            return whole(from, to, strength::YEAR, "date.this_year_named");
        }
    }
    if begins(after, "looked_back") {
        let (from, to) = (Day::first_of(base, 12), Day::last_of(base + 1, 4));
        return whole(Some(from), Some(to), strength::NEAR, "date.looked_back");
    }
    if begins(after.trim_start_matches(['的', '全', '年']), "planned") {
        let (from, to) = (Day::first_of(base - 1, 12), Day::last_of(base, 4));
        return whole(Some(from), Some(to), strength::NEAR, "date.planned");
    }
    let title = scene.ctx.title.is_some() && mention.span.end <= scene.body.max(scene.start);
    if title {
        let (from, to) = (Day::first_of(base - 1, 12), Day::last_of(base, 12));
        return whole(Some(from), Some(to), strength::NEAR, "date.title_year");
    }
    let year_is = after.starts_with('是') && head(after, 24).contains("之年");
    if year_is && !near.ends_with(['到', '至']) {
        let (from, to) = (Day::first_of(base - 1, 12), Day::last_of(base, 12));
        return whole(Some(from), Some(to), strength::SIDE, "date.year_is");
    }
    // 今年我市编制了2020年…计划: the plan of this year.
    if before.contains("今年") && !holds(&tail(before, 8), "ahead") && !before.contains("去年")
    {
        let (from, to) = year_of(base);
        return whole(from, to, strength::SIDE, "date.this_year_named");
    }
    let since = after.starts_with("以来") || after.starts_with("起") || after.starts_with("开始");
    if since || near.ends_with(['自', '从']) || before.ends_with("早在") {
        return whole(
            Some(Day::first_of(base, 1)),
            None,
            strength::SIDE,
            "date.since_year",
        );
    }
    None
}

fn begins_with_relative(after: &str, word: &str) -> bool {
    let after = after.trim_start_matches([',', '(', '也', '就', '是', '即']);
    after.starts_with(word) && !after.starts_with(&format!("{word}是"))
}
