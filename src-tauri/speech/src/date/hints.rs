//! What names and phrases say of a speech's date: 第38个教师节, “十四五”收官之年, 抗疫特别国债.
//! Combines nothing (`infer`) and reads no plain dates (`clues`).

use std::sync::LazyLock;

use super::calendar::{self, Named, Yearly};
use super::clues::{Clue, FRAME_YEAR, Frame, head, is_wire, relative_day, strength};
use super::day::Day;
use super::lunar;
use super::near;
use super::numeral::number;
use super::parse::Grain;
use super::phrases::{self, Phrase};
use super::scene::{Scene, begins, ends, holds, words};
use super::sessions;
use super::spans;
use crate::lookup::Finder;
use crate::model::{Reason, Span};

/// The first sentences, which say what is met for: how many scalars after the title block.
const OPENING: u32 = 120;

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
    let mut found = phrases::find(&scene.folded);
    found.extend(sessions::find(&scene.folded));
    clues.extend(said_then(scene, &found));
    clues.extend(days_with_events(scene, &found));
    clues
}

/// 3月7日，十四届全国人大一次会议: a day without its year in the line of an event that has it.
fn days_with_events(scene: &Scene, found: &[(Span, &Phrase)]) -> Vec<Clue> {
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
            let reason = Reason::with("date.with_event", &[&words, &phrase.since.to_string()]);
            let evidence = scene.evidence(mention.span, reason);
            let on = day.number();
            clues.push(
                Clue::between(Frame::Absolute, Some(on), None, strength::NEAR, evidence)
                    .usually_within(10)
                    .exact(),
            );
        }
    }
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
    let after = scene.after(named.span, 12);
    let shift = relative_day(without_day(own)).or_else(|| is_the_day(&before, &after).then_some(0));
    if let (Some(shift), Some(day)) = (shift, day) {
        let on = Some(day + shift);
        return Some(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
    }
    // 再过几天，就是中国共产党成立104周年
    if let (Some(away), Some(day)) = (spans::to_go(&before), day) {
        let (from, to) = (Some(day + away.from), Some(day + away.to));
        return Some(Clue::between(
            Frame::Absolute,
            from,
            to,
            strength::NOW,
            evidence,
        ));
    }
    // 在中华人民共和国成立62周年之际
    let at_hand = ["之际", "到来", "来临", "前夕", "即将"]
        .iter()
        .any(|w| head(&after, 6).contains(w));
    if let Some(day) = day.filter(|_| at_hand) {
        return Some(Clue::between(
            Frame::Absolute,
            Some(day - 35),
            Some(day + 15),
            strength::NEAR,
            evidence,
        ));
    }
    let title = named.span.end <= scene.body && scene.ctx.title.is_some();
    if let Some(day) = day.filter(|_| title) {
        return Some(Clue::between(
            Frame::Absolute,
            Some(day - 45),
            Some(day + 30),
            strength::NEAR,
            evidence,
        ));
    }
    if let Some(day) = day.filter(|_| gathered(scene, named.span)) {
        return Some(Clue::between(
            Frame::Absolute,
            Some(day - 25),
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
    let (first, last) = year_days(year);
    // Met for it, or told in the first sentences: of that year. Further on it may be looked back on.
    let opening = at_hand || named.span.start < scene.body + OPENING;
    Some(Clue::between(
        Frame::Absolute,
        first.map(|f| f - if opening { 0 } else { 200 }),
        last.filter(|_| opening),
        strength::SIDE,
        evidence,
    ))
}

/// 我们欢聚一堂，共同庆祝…76周年华诞 in the opening: held about the day itself.
fn gathered(scene: &Scene, span: Span) -> bool {
    let before = scene.before(span, 40);
    let early = span.start < scene.body + 200;
    let opening = scene.text(Span::new(scene.body, span.start));
    let meet = [
        "相聚", "欢聚", "齐聚", "集会", "汇聚", "聚集", "聚首", "聚会",
    ]
    .iter()
    .any(|w| opening.contains(w));
    let feast = ["庆祝", "纪念", "共庆", "喜迎", "欢庆"]
        .iter()
        .any(|w| before.contains(w));
    early && meet && feast
}

/// 今天是8月19日，第七个中国医师节: the words before the day that is said twice.
fn without_day(before: &str) -> &str {
    let before = before.trim_end_matches(['也', '是', '又', '正', '我', '国', '全', '中']);
    let kept = before.trim_end_matches([',', '、', '(', ' ']);
    let date = |c: char| c.is_ascii_digit() || "年月日号一二三四五六七八九十〇零".contains(c);
    let opening = kept.trim_end_matches(date);
    if kept.ends_with(['日', '号']) && kept.len() - opening.len() >= 4 {
        opening
    } else {
        before
    }
}

/// 今天，是…建交五十周年的日子: the anniversary's own day.
fn is_the_day(before: &str, after: &str) -> bool {
    let today = ["今天", "今日", "今晚"].iter().any(|w| before.contains(w));
    today
        && [
            "的日子",
            "纪念日",
            "的喜庆日子",
            "的大喜日子",
            "的生日",
            "华诞的日子",
        ]
        .iter()
        .any(|w| after.starts_with(w))
}

/// A day without a number: 今天是教师节, 清明节快到了, 再过两个星期就是春节.
fn named_day(scene: &Scene, named: &Named) -> Option<Clue> {
    let near = near::of_name(scene, named)?;
    let strength = if near.away.to - near.away.from <= 2 {
        strength::NOW
    } else {
        strength::NEAR
    };
    let exact = near.is_exact();
    let (frame, days) = match near.year {
        Some(year) => (Frame::Absolute, near.in_year(year)?),
        None => (Frame::InYear, near.in_any_year()?),
    };
    let is_solar = matches!(near.yearly, Yearly::Solar(..));
    let clue = Clue::between(frame, Some(days.0), Some(days.1), strength, near.evidence);
    let days_known = exact && (is_solar || near.year.is_some());
    Some(if days_known { clue.exact() } else { clue })
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
        let to_come = ends(&before, "upcoming") || spans::to_go(&before).is_some();
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
        let passed = holds(&lead, "year_passed");
        let (first, last, strength) = match relative_year(&lead) {
            // 刚刚过去的2025年是“十四五”收官之年
            None if passed => (
                Some(Day::first_of(year + 1, 1).number()),
                Some(Day::last_of(year + 1, 4).number()),
                strength::NEAR,
            ),
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

/// 再过二十多天，党的二十大, 上周五…正式上线: so long before or after the event.
fn counted_from(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
    if !phrase.is_event || over - first > 40 {
        return None;
    }
    let words = scene.text(span);
    let since = phrase.since.to_string();
    let before = scene.before(span, 20);
    let after = scene.after(span, 16);
    let between = |from: i32, to: i32, code: &str, strength: u8| {
        let reason = Reason::with(code, &[&words, &since]);
        let evidence = scene.evidence(span, reason);
        Clue::between(Frame::Absolute, Some(from), Some(to), strength, evidence).exact()
    };
    if let Some(away) = spans::to_go(&before).or_else(|| spans::left_until(&before, &after)) {
        let (from, to) = (first + away.from, first + away.to);
        return Some(between(from, to, "date.upcoming", strength::NOW));
    }
    let sentence = before.trim_end_matches([',', ' ']);
    let weekday = ["一", "二", "三", "四", "五", "六", "日", "天"]
        .iter()
        .any(|d| sentence.ends_with(&format!("上周{d}")));
    if weekday || sentence.ends_with("上周") {
        // Weeks begin on Monday; 1970-01-01 was a Thursday.
        let monday = over + 7 - (over + 3).rem_euclid(7);
        return Some(between(
            monday,
            monday + 6,
            "date.just_happened",
            strength::NOW,
        ));
    }
    if sentence.ends_with("昨天") || sentence.ends_with("昨日") {
        return Some(between(
            first + 1,
            over + 1,
            "date.just_happened",
            strength::NOW,
        ));
    }
    None
}

/// 当前，非典防治正处在关键时期: what lasted some months is going on.
fn going_on(scene: &Scene, span: Span, phrase: &Phrase) -> Option<Clue> {
    let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
    let around = scene.before(span, 12) + &scene.after(span, 14);
    let short = phrase.is_event && over - first <= 400;
    (short && holds(&around, "going_on")).then(|| {
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

/// Dated phrases: not before their first use, seldom after their last; just past or to come.
fn said_then(scene: &Scene, found: &[(Span, &Phrase)]) -> Vec<Clue> {
    let mut clues: Vec<Clue> = Vec::new();
    for &(span, phrase) in found {
        if !scene.is_own(span) {
            continue;
        }
        let before = scene.before(span, 8);
        let after = scene.after(span, 12);
        let words = scene.text(span);
        let since = phrase.since.to_string();
        let (first, over) = (phrase.first.0.number(), phrase.first.1.number());
        if let Some(clue) = counted_from(scene, span, phrase) {
            clues.push(clue);
            continue;
        }
        let opens = ["胜利召开", "召开"].iter().any(|w| after.starts_with(w))
            && ["迎接", "向", "为", "以", "服务", "保障", "献礼"]
                .iter()
                .any(|w| before.contains(w));
        let upcoming = opens || ends(&before, "upcoming") || begins(&after, "upcoming");
        if phrase.is_event && upcoming {
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
        if let Some(clue) = going_on(scene, span, phrase) {
            clues.push(clue);
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
                if phrase.is_event {
                    strength::USUAL
                } else {
                    strength::FASHION
                },
                scene.evidence(span, reason),
            ));
        }
        clues.push(Clue::between(
            Frame::Absolute,
            Some(first - phrase.lead),
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
