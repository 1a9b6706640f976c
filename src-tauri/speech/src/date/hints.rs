//! What names and phrases say of a speech's date: 第38个教师节, “十四五”收官之年, 抗疫特别国债.
//! Combines nothing (`infer`) and reads no plain dates (`clues`).

use std::sync::LazyLock;

use super::calendar::{self, Named, Yearly};
use super::clues::{Clue, FRAME_YEAR, Frame, relative_day, strength};
use super::day::Day;
use super::lunar;
use super::numeral::number;
use super::phrases;
use super::scene::{Scene, begins, ends, holds, words};
use crate::lookup::Finder;
use crate::model::{Reason, Span};

/// All clues of names and phrases in the speaker's own words.
pub fn of_names(scene: &Scene) -> Vec<Clue> {
    let mut clues = Vec::new();
    for named in calendar::named(&scene.folded) {
        if scene.is_own(named.span) {
            clues.extend(numbered(scene, &named));
            clues.extend(named_day(scene, &named));
        }
    }
    clues.extend(lunar_days(scene));
    clues.extend(plan_years(scene));
    clues.extend(congresses(scene));
    clues.extend(said_then(scene));
    clues
}

fn year_days(year: i32) -> (Option<i32>, Option<i32>) {
    (
        Some(Day::first_of(year, 1).number()),
        Some(Day::last_of(year, 12).number()),
    )
}

/// How far the year that words speak of lies from the speech's: 今年 0, 明年 +1, 去年 -1.
fn relative_year(before: &str) -> Option<i32> {
    let before = before.trim_end_matches(['“', '"', ' ', '的', '《']);
    [("next_year", 1), ("last_year", -1), ("this_year", 0)]
        .into_iter()
        .find(|(kind, _)| {
            words(kind).iter().any(|w| {
                before.rfind(w.as_str()).is_some_and(|at| {
                    before[at + w.len()..].chars().count() <= 8
                        && !before[at + w.len()..].contains(['。', ','])
                })
            })
        })
        .map(|(_, shift)| shift)
}

/// A day or year with a number: 明天是第38个教师节, 今年是建党一百周年.
fn numbered(scene: &Scene, named: &Named) -> Option<Clue> {
    let year = named.year?;
    let before = scene.before(named.span, 20);
    let words = scene.text(named.span);
    let own = before
        .trim_end_matches(['国', '我', '全'])
        .trim_end_matches(['们', '咱']);
    let evidence = scene.evidence(
        named.span,
        Reason::with("date.numbered", &[&words, &year.to_string()]),
    );
    let day = named.day.and_then(|d| d.in_year(year)).map(Day::number);
    if let (Some(shift), Some(day)) = (relative_day(own), day) {
        let on = Some(day + shift);
        return Some(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
    }
    let title = named.span.end <= scene.body && scene.ctx.title.is_some();
    if let Some(day) = day.filter(|_| title) {
        return Some(Clue::between(
            Frame::Absolute,
            Some(day - 20),
            Some(day + 10),
            strength::NEAR,
            evidence,
        ));
    }
    if let Some(shift) = relative_year(&before) {
        let (first, last) = year_days(year - shift);
        return Some(Clue::between(
            Frame::Absolute,
            first,
            last,
            strength::YEAR,
            evidence,
        ));
    }
    let (first, _) = year_days(year);
    Some(Clue::between(
        Frame::Absolute,
        first.map(|f| f - 200),
        None,
        strength::SIDE,
        evidence,
    ))
}

/// A day without a number: 今天是教师节, 清明节快到了, 再过两个星期就是春节.
fn named_day(scene: &Scene, named: &Named) -> Option<Clue> {
    let day = named.day.filter(|_| named.year.is_none())?;
    let before = scene.before(named.span, 16);
    let after = scene.after(named.span, 8);
    let shift = relative_day(&before).or_else(|| days_ahead(&before))?;
    if after.starts_with('后') || after.starts_with("前夕") {
        return None;
    }
    let evidence = scene.evidence(named.span, Reason::of("date.named_day"));
    let (first, last) = match day {
        Yearly::Solar(month, day) => {
            let on = Day::new(FRAME_YEAR, month, day)?.number() + shift;
            (on, on)
        }
        // The day is only known with the year; without it, within a month.
        Yearly::Lunar(month, _) => {
            let centre = Day::new(FRAME_YEAR, (month % 12) + 1, 5)?.number() + shift;
            (centre - 20, centre + 20)
        }
    };
    let rough = if shift.abs() > 2 {
        shift.abs() / 4 + 1
    } else {
        0
    };
    let strength = if shift.abs() <= 2 {
        strength::NOW
    } else {
        strength::NEAR
    };
    let clue = Clue::between(
        Frame::InYear,
        Some(first - rough),
        Some(last + rough),
        strength,
        evidence,
    );
    Some(if rough == 0 && first == last {
        clue.exact()
    } else {
        clue
    })
}

/// 再过两个星期就是, 离…还有三天: how many days before it the speech is, as a negative number.
fn days_ahead(before: &str) -> Option<i32> {
    let at = words("in_time")
        .iter()
        .filter_map(|w| before.rfind(w.as_str()).map(|at| at + w.len()))
        .max()?;
    let rest: Vec<char> = before[at..].chars().collect();
    let (count, end) = match rest.first()? {
        '两' => (2, 1),
        '几' => return None,
        _ => number(&rest, 0)?,
    };
    let unit: String = rest[end..].iter().collect();
    let days = match unit.trim_start_matches(['个', '多']) {
        u if u.starts_with('天') => 1,
        u if u.starts_with("星期") || u.starts_with('周') || u.starts_with("礼拜") => 7,
        u if u.starts_with('月') => 30,
        _ => return None,
    };
    unit.ends_with('是').then_some(-(count as i32) * days)
}

/// 今天是癸卯年正月初八; a year of the cycle alone bounds the speech to about that year.
fn lunar_days(scene: &Scene) -> Vec<Clue> {
    let chars = &scene.folded.chars;
    let days = lunar::mentions(chars);
    let cycles = lunar::cycle_years(chars);
    let mut clues = Vec::new();
    let years_near = |place: i32| lunar::years_of_cycle(place, 1970, 2029);
    for &(span, place) in cycles.iter().filter(|(span, _)| scene.is_own(*span)) {
        let [year] = years_near(place)[..] else {
            continue;
        };
        let Some(new_year) = lunar::to_day(year, 1, 1).map(Day::number) else {
            continue;
        };
        let words = scene.text(span);
        let evidence = scene.evidence(
            span,
            Reason::with("date.cycle_year", &[&words, &year.to_string()]),
        );
        let before = scene.before(span, 16);
        let on_day = days
            .iter()
            .find(|d| d.span.start == span.end && d.day.is_some());
        if let (Some(lunar_day), true) = (on_day, ends(&before, "today")) {
            let whole = Span::new(span.start, lunar_day.span.end);
            let day = lunar::to_day(year, lunar_day.month, lunar_day.day.unwrap_or(1));
            let evidence = scene.evidence(whole, Reason::of("date.lunar_today"));
            let on = day.map(Day::number);
            clues.push(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
            continue;
        }
        // A coming spring festival is greeted before it, and a year spoken of while it lasts.
        let to_come = ends(&before, "upcoming") || days_ahead(&before).is_some();
        let (last, strength) = if to_come {
            (new_year, strength::NEAR)
        } else {
            (new_year + 384, strength::SIDE)
        };
        clues.push(Clue::between(
            Frame::Absolute,
            Some(new_year - 60),
            Some(last),
            strength,
            evidence,
        ));
    }
    for lunar_day in &days {
        let before = scene.before(lunar_day.span, 12);
        let with_year = cycles
            .iter()
            .any(|(span, _)| span.end == lunar_day.span.start);
        if with_year || !scene.is_own(lunar_day.span) {
            continue;
        }
        let Some(shift) = relative_day(&before).filter(|_| lunar_day.day.is_some()) else {
            continue;
        };
        let evidence = scene.evidence(lunar_day.span, Reason::of("date.lunar_today"));
        // One clue a possible year would be many; the month is what is sure without the year.
        let month = lunar_day.month % 12 + 1;
        let day = i32::from(lunar_day.day.unwrap_or(15));
        let centre = Day::first_of(FRAME_YEAR, month).number() + day - 6 + shift;
        clues.push(Clue::between(
            Frame::InYear,
            Some(centre - 18),
            Some(centre + 18),
            strength::NEAR,
            evidence,
        ));
    }
    clues
}

static PLAN_YEARS: LazyLock<Finder> = LazyLock::new(|| Finder::new(plan_words().map(|(w, _)| w)));

fn plan_words() -> impl Iterator<Item = (&'static str, i32)> {
    [
        ("first_of_plan", 0),
        ("middle_of_plan", 2),
        ("last_of_plan", 4),
    ]
    .into_iter()
    .flat_map(|(kind, nth)| words(kind).iter().map(move |w| (w.as_str(), nth)))
}

/// “十四五”开局之年: the year of a five-year plan.
fn plan_years(scene: &Scene) -> Vec<Clue> {
    let mut clues = Vec::new();
    for (span, word) in PLAN_YEARS.find(&scene.folded) {
        let Some((_, nth)) = plan_words().nth(word).filter(|_| scene.is_own(span)) else {
            continue;
        };
        let before = scene.before(span, 30);
        let Some((plan, at)) = plan_before(&before) else {
            continue;
        };
        // The first plan began in 1953, the third in 1966 after a pause.
        let start = if plan >= 3 {
            1966 + 5 * (plan - 3)
        } else {
            1953 + 5 * (plan - 1)
        };
        let year = start + nth;
        let words = scene.text(span);
        let evidence = scene.evidence(
            Span::new(span.start.saturating_sub(5), span.end),
            Reason::with("date.plan_year", &[&words, &year.to_string()]),
        );
        let lead: String = before.chars().take(at).collect();
        let (first, last, strength) = match relative_year(&lead) {
            Some(shift) => {
                let (first, last) = year_days(year - shift);
                (first, last, strength::YEAR)
            }
            None => (
                Some(Day::first_of(year - 1, 12).number()),
                Some(Day::last_of(year, 12).number()),
                strength::SIDE,
            ),
        };
        clues.push(Clue::between(
            Frame::Absolute,
            first,
            last,
            strength,
            evidence,
        ));
    }
    clues
}

/// The last plan named (十四五, 第十四个五年规划) in the words before: its number and where it stands.
fn plan_before(before: &str) -> Option<(i32, usize)> {
    let chars: Vec<char> = before.chars().collect();
    (0..chars.len()).rev().find_map(|i| {
        if chars[i] != '五' || chars.len() - i > 16 {
            return None;
        }
        let digits = "一二三四五六七八九";
        let unit = |c: char| digits.chars().position(|d| d == c).map(|p| p as i32 + 1);
        let previous = |n: usize| i.checked_sub(n).map(|j| chars[j]);
        if let (Some('十'), Some(n)) = (previous(2), previous(1).and_then(unit)) {
            return Some((10 + n, i - 2));
        }
        match previous(1) {
            Some('十') if chars.get(i + 1) == Some(&'”') => Some((10, i - 1)),
            Some('个') => {
                let from = i.saturating_sub(5);
                let at = (from..i).find(|&j| chars[j] == '第')?;
                number(&chars, at + 1).map(|(n, _)| (n as i32, at))
            }
            _ => None,
        }
    })
}

/// 第十四届全国人民代表大会第二次会议: a session of known year and month.
fn congresses(scene: &Scene) -> Vec<Clue> {
    static NAMES: LazyLock<Finder> = LazyLock::new(|| {
        Finder::new([
            "届全国人民代表大会第",
            "届全国人大",
            "届全国委员会第",
            "届全国政协第",
        ])
    });
    let chars = &scene.folded.chars;
    let mut clues = Vec::new();
    for (span, _) in NAMES.find(&scene.folded) {
        let from = (span.start as usize).saturating_sub(4);
        let term = (from..span.start as usize)
            .find_map(|i| number(chars, i).filter(|&(_, end)| end == span.start as usize));
        let session =
            number(chars, span.end as usize).filter(|&(_, end)| chars.get(end) == Some(&'次'));
        let (Some((term @ 1..=20, _)), Some((session @ 1..=5, end))) = (term, session) else {
            continue;
        };
        let whole = Span::new(from as u32, end as u32 + 1);
        if !scene.is_own(whole) {
            continue;
        }
        let year = 2013 + 5 * (term as i32 - 12) + session as i32 - 1;
        let Some(close) = Day::new(year, 3, 11).map(Day::number) else {
            continue;
        };
        let evidence = scene.evidence(
            whole,
            Reason::with("date.happened", &[&format!("{year}-03")]),
        );
        clues.push(Clue::between(
            Frame::Absolute,
            Some(close - 12),
            None,
            strength::SIDE,
            evidence,
        ));
    }
    clues
}

/// Dated phrases: not before their first use, seldom after their last; just past or to come.
fn said_then(scene: &Scene) -> Vec<Clue> {
    let mut clues: Vec<Clue> = Vec::new();
    for (span, phrase) in phrases::find(&scene.folded) {
        if !scene.is_own(span) {
            continue;
        }
        let before = scene.before(span, 8);
        let after = scene.after(span, 12);
        let words = scene.text(span);
        let since = phrase.since.to_string();
        let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
        if phrase.is_event && (ends(&before, "upcoming") || begins(&after, "upcoming")) {
            let reason = Reason::with("date.upcoming", &[&words, &since]);
            clues.push(Clue::between(
                Frame::Absolute,
                Some(first - 500),
                Some(over),
                strength::NEAR,
                scene.evidence(span, reason),
            ));
            continue;
        }
        if phrase.is_event && (ends(&before, "just") || holds_early(&after, "just_after")) {
            let reason = Reason::with("date.just_happened", &[&words, &since]);
            clues.push(Clue::between(
                Frame::Absolute,
                Some(over),
                Some(over + 75),
                strength::NEAR,
                scene.evidence(span, reason),
            ));
            continue;
        }
        let code = if phrase.is_event {
            "date.happened"
        } else {
            "date.said_since"
        };
        let reason = if phrase.is_event {
            Reason::with(code, &[&since])
        } else {
            Reason::with(code, &[&words, &since])
        };
        let evidence = scene.evidence(span, reason);
        // Looking back on words once in use (…以来, 期间) does not date the speech to their time.
        let looking_back = ["以来", "期间", "时期", "之后", "后", "时"]
            .iter()
            .any(|w| after.starts_with(w));
        if let Some(last) = phrase.last.filter(|_| !looking_back) {
            let reason = Reason::with("date.said_until", &[&words, &last.to_string()[..7]]);
            clues.push(Clue::between(
                Frame::Absolute,
                None,
                Some(last.number()),
                strength::USUAL,
                scene.evidence(span, reason),
            ));
        }
        clues.push(Clue::between(
            Frame::Absolute,
            Some(first),
            None,
            strength::SIDE,
            evidence,
        ));
    }
    // Of the same bound said again and again the first is enough.
    let mut seen = std::collections::HashSet::new();
    clues.retain(|c| seen.insert((c.first, c.last, c.strength)));
    clues
}

fn holds_early(after: &str, kind: &str) -> bool {
    let early: String = after.chars().take(8).collect();
    holds(&early, kind)
}
