//! What names and phrases say of a speech's date: 第38个教师节, “十四五”收官之年, 抗疫特别国债.
//! Combines nothing (`infer`) and reads no plain dates (`clues`).

use std::sync::LazyLock;

use super::ago::ago;
use super::calendar::{Named, Yearly};
use super::clues::{Clue, FRAME_YEAR, Frame, head, relative_day, strength};
use super::day::Day;
use super::lunar;
use super::near;
use super::numeral::number;
use super::parse::Grain;
use super::phrases;
use super::said::{days_with_events, said_then, told_year};
use super::scene::{Scene, ends, holds, words};
use super::sessions;
use super::spans;
use crate::lexicon;
use crate::lookup::Finder;
use crate::model::{Reason, Span};

/// The first sentences, which say what is met for: how many scalars after the title block.
const OPENING: u32 = 120;

/// All clues of names and phrases in the speaker's own words.
pub fn of_names(scene: &Scene) -> Vec<Clue> {
    let mut clues = Vec::new();
    for named in &scene.named {
        if scene.is_own(named.span) {
            clues.extend(numbered(scene, named));
            clues.extend(named_day(scene, named));
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

pub(super) fn year_days(year: i32) -> (Option<i32>, Option<i32>) {
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
    // 2021年是建党一百周年: what both sides say of one year tells nothing of the speech's.
    let itself = scene.mentions.iter().any(|m| {
        m.grain == Grain::Year
            && m.year.is_some_and(|y| y.base == year && y.unknown == 0)
            && m.span.end <= named.span.start
            && named.span.start - m.span.end <= 4
    });
    if itself {
        return None;
    }
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
    // 如期实现建军一百年奋斗目标: a goal.
    if ["奋斗目标", "目标", "时实现", "前实现"]
        .iter()
        .any(|w| after.starts_with(w))
    {
        let (_, last) = year_days(year);
        return Some(Clue::between(
            Frame::Absolute,
            None,
            last,
            strength::USUAL,
            evidence,
        ));
    }
    let shift = relative_day(without_day(own)).or_else(|| is_the_day(&before, &after).then_some(0));
    if let (Some(shift), Some(day)) = (shift, day) {
        let on = Some(day + shift + spans::day_beside(&after));
        return Some(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
    }
    // 就在上个星期，我们隆重庆祝了党的百年华诞
    if let Some(day) = day
        && let Some(away) = ago(&scene.before(named.span, 40), &after, day, day)
    {
        let (from, to) = (Some(day + away.from), Some(day + away.to));
        let clue = Clue::between(Frame::Absolute, from, to, strength::NOW, evidence);
        return Some(if away.to - away.from <= 6 {
            clue.exact()
        } else {
            clue
        });
    }
    // 再过几天，就是中国共产党成立104周年
    let left = || spans::nears(&scene.after(named.span, 36));
    if let (Some(away), Some(day)) = (spans::to_go(&before).or_else(left), day) {
        let (from, to) = (Some(day + away.from), Some(day + away.to));
        let clue = Clue::between(Frame::Absolute, from, to, strength::NOW, evidence);
        return Some(if away.is_exact() { clue.exact() } else { clue });
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
    // 一年前的今天 in the opening: the anniversary's own day.
    let opening = scene.text(Span::new(scene.body, scene.body + OPENING));
    let day_itself = ["年前的今天", "年前的今日", "年前的这一天", "年前的此刻"];
    if let Some(day) = day.filter(|_| title && day_itself.iter().any(|w| opening.contains(w))) {
        let on = Some(day);
        return Some(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
    }
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
    if let Some(shift) = told_year(scene, named.span).or_else(|| relative_year(&before)) {
        let (first, last) = year_days(year - shift);
        return Some(Clue::between(
            Frame::Absolute,
            first,
            last,
            strength::YEAR,
            evidence,
        ));
    }
    // 满怀豪情迎接建国55周年: held in the weeks before the day.
    let welcomed = ["迎接", "喜迎", "献礼"].iter().any(|w| own.ends_with(w));
    if let Some(day) = day.filter(|_| welcomed && named.span.start < scene.body + 300) {
        return Some(Clue::between(
            Frame::Absolute,
            Some(day - 60),
            Some(day),
            strength::NEAR,
            evidence,
        ));
    }
    let (first, last) = year_days(year);
    // Met for it, or told in the first sentences: of that year. Further on it may be looked back on.
    let opening = at_hand || named.span.start < scene.body + OPENING;
    let clue = Clue::between(
        Frame::Absolute,
        first.map(|f| f - if opening { 0 } else { 45 }),
        last.filter(|_| opening),
        strength::SIDE,
        evidence,
    );
    Some(clue.usually_within(NAMED_YEAR))
}

/// What a number is told of is mostly of the year, or of the one just past.
const NAMED_YEAR: i32 = 45 + 365 + 150;

/// 我们欢聚一堂，共同庆祝…76周年华诞 in the opening: held about the day itself.
fn gathered(scene: &Scene, span: Span) -> bool {
    let before = scene.before(span, 40);
    let early = span.start < scene.body + 320;
    let opening = scene.text(Span::new(scene.body, span.start));
    let meet = [
        "相聚",
        "欢聚",
        "齐聚",
        "集会",
        "汇聚",
        "聚集",
        "聚首",
        "聚会",
        "招待会",
        "酒会",
        "今晚",
    ]
    .iter()
    .any(|w| opening.contains(w));
    let feast = ["庆祝", "纪念", "共庆", "喜迎", "欢庆"]
        .iter()
        .any(|w| before.contains(w));
    early && meet && feast
}

/// 今天是8月19日，第七个中国医师节: the words before the day that is said twice.
fn without_day(words: &str) -> &str {
    let before = words.trim_end_matches(['也', '是', '又', '正', '我', '国', '全', '中']);
    let kept = before.trim_end_matches([',', '、', '(', ' ']);
    let date = |c: char| c.is_ascii_digit() || "年月日号一二三四五六七八九十〇零".contains(c);
    let opening = kept.trim_end_matches(date);
    if kept.ends_with(['日', '号']) && kept.len() - opening.len() >= 4 {
        opening
    } else {
        words
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
    let days = &scene.lunar;
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
            .find(|d| d.span.start == span.end && d.day.is_some())
            .copied()
            .or_else(|| lunar::after_year(chars, span.end as usize));
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
    for lunar_day in days {
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
        ("second_of_plan", 1),
        ("middle_of_plan", 2),
        ("fourth_of_plan", 3),
        ("last_of_plan", LAST_YEAR),
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
        let before = scene.before(span, 34);
        // “十四五”开局之年即将收官: the year ends, not the plan.
        let of_year = ["", "即将", "圆满", "顺利", "就要", "已经"]
            .iter()
            .any(|w| before.strip_suffix(w).is_some_and(|b| b.ends_with("之年")));
        if of_year {
            continue;
        }
        let vague = ["决胜", "冲刺", "决战"]
            .iter()
            .any(|w| scene.text(span).contains(w));
        let Some((year, at)) = planned_year(&before, nth, vague) else {
            continue;
        };
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

/// The last year of a plan, whatever its length.
const LAST_YEAR: i32 = 4;

/// The year that words before 开局之年, 第三年 and the like make it, and where they begin.
fn planned_year(before: &str, nth: i32, vague: bool) -> Option<(i32, usize)> {
    if let Some((plan, at)) = plan_before(before) {
        // The first plan began in 1953, the third in 1966 after a pause.
        let start = if plan >= 3 {
            1966 + 5 * (plan - 3)
        } else {
            1953 + 5 * (plan - 1)
        };
        return Some((start + nth, at));
    }
    // Of a campaign every year is called decisive.
    if vague {
        return None;
    }
    let (at, name, row) = CAMPAIGNS.iter().find_map(|row| {
        let at = row
            .names
            .iter()
            .find_map(|n| Some((before.rfind(n)?, *n)))?;
        Some((at.0, at.1, row))
    })?;
    // What stands far before is not what the year is of.
    let near = before[at + name.len()..].chars().count() <= 16;
    let year = match (nth, row.lasts) {
        (LAST_YEAR, lasts) if lasts > 1 => row.first + lasts - 1,
        (nth, lasts) if nth < lasts => row.first + nth,
        _ => return None,
    };
    near.then(|| (year, before[..at].chars().count()))
}

/// What is counted in years besides the five-year plans: 三年行动, 过渡期, what a congress opened.
struct Campaign {
    names: Vec<&'static str>,
    /// The year that counts as its first.
    first: i32,
    /// How many years it lasts.
    lasts: i32,
}

static CAMPAIGNS: LazyLock<Vec<Campaign>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/campaigns.tsv"))
        .filter_map(|cells| {
            let [names, first, lasts] = cells[..] else {
                return None;
            };
            Some(Campaign {
                names: names.split('|').collect(),
                first: first.parse().ok()?,
                lasts: lasts.parse().ok()?,
            })
        })
        .collect()
});

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
