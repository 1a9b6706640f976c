//! Finds named days that the speech lies near to: 今天是元宵节, 距国庆节还有十天, 中秋佳节来临之际.
//! Knows the days' names from `calendar`; what follows for the speech is for `hints` and `infer`.

use super::calendar::{Named, Yearly};
use super::clues::{FRAME_YEAR, relative_day};
use super::day::Day;
use super::numeral::number;
use super::parse::Grain;
use super::scene::{Scene, begins};
use super::spans::{self, Away};
use crate::model::{Evidence, Reason, Span};

/// A named day that the words put near the speech: 今天是元宵节, 再过二十天就是元旦, 中秋佳节来临之际.
pub struct Near {
    /// The day in every year.
    pub yearly: Yearly,
    /// How far the speech lies from it.
    pub away: Away,
    /// The year that stands before the name: 2026年元旦.
    pub year: Option<i32>,
    /// The words it rests on.
    pub evidence: Evidence,
}

impl Near {
    /// The days between which the speech lies, if it was given in or about that year.
    pub fn in_year(&self, year: i32) -> Option<(i32, i32)> {
        let day = self.yearly.in_year(year)?.number();
        Some((day + self.away.from, day + self.away.to))
    }

    /// The days of a year that is not known: of a lunar day, all that it can fall on.
    pub fn in_any_year(&self) -> Option<(i32, i32)> {
        let (first, last) = match self.yearly {
            Yearly::Solar(month, day) => {
                let on = Day::new(FRAME_YEAR, month, day)?.number();
                (on, on)
            }
            Yearly::Term(_) => {
                let on = self.yearly.in_year(FRAME_YEAR)?.number();
                (on - 1, on + 1)
            }
            Yearly::Lunar(month, day) => {
                let from_new_year = (i32::from(month) - 1) * 295 / 10 + i32::from(day) - 1;
                let centre = Day::new(FRAME_YEAR, 2, 5)?.number() + from_new_year;
                // The twelfth lunar month is mostly January.
                let centre = if month == 12 { centre - 354 } else { centre };
                (centre - 15, centre + 15)
            }
        };
        Some((first + self.away.from, last + self.away.to))
    }

    /// True when the distance is known to the day.
    pub fn is_exact(&self) -> bool {
        self.away.is_exact()
    }
}

/// Days without a number that the speech lies near to.
pub fn days(scene: &Scene) -> Vec<Near> {
    let named = scene.named.iter();
    let mut near: Vec<Near> = named
        .filter(|named| scene.is_own(named.span))
        .filter_map(|named| of_name(scene, named))
        .collect();
    near.extend(lunar_days(scene));
    near.extend(early_greeting(scene));
    near
}

/// 给大家拜个早年: greeted in the weeks before the spring festival.
fn early_greeting(scene: &Scene) -> Option<Near> {
    let chars = &scene.folded.chars;
    let at = chars
        .windows(3)
        .position(|w| matches!(w, ['拜', '早', '年']) || matches!(w, ['个', '早', '年']))?;
    let span = Span::new(at as u32, at as u32 + 3);
    scene.is_own(span).then(|| Near {
        yearly: Yearly::Lunar(1, 1),
        away: Away { from: -28, to: -1 },
        year: None,
        evidence: scene.evidence(span, Reason::of("date.named_day")),
    })
}

/// 今天是农历二月初二: a lunar day that is said to be near, whatever its name.
fn lunar_days(scene: &Scene) -> Vec<Near> {
    let told = scene.lunar.iter();
    told.filter(|l| scene.is_own(l.span) && !scene.is_quoted(l.span))
        .filter_map(|l| {
            let before = scene.before(l.span, 14);
            let shift = relative_day(without_calendar(&before))?;
            Some(Near {
                yearly: Yearly::Lunar(l.month, l.day?),
                away: Away::exactly(shift),
                year: None,
                evidence: scene.evidence(l.span, Reason::of("date.lunar_today")),
            })
        })
        .collect()
}

/// 今天是农历腊月二十三, 今天是乙巳年的八月初八, 今儿是兔年正月十一: the words before the month, without
/// those of the calendar.
fn without_calendar(before: &str) -> &str {
    let words = before.trim_end_matches(['的', ' ', '“']);
    let words = ["农历", "阴历", "旧历", "夏历"]
        .iter()
        .find_map(|w| words.strip_suffix(w))
        .unwrap_or(words);
    let animal = words.strip_suffix('年').and_then(|rest| {
        let last = rest.chars().next_back()?;
        "鼠牛虎兔龙蛇马羊猴鸡狗猪"
            .contains(last)
            .then(|| rest.trim_end_matches(last))
    });
    if let Some(rest) = animal {
        return rest;
    }
    let year = words.strip_suffix('年').filter(|rest| {
        rest.chars()
            .rev()
            .take(2)
            .all(|c| "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".contains(c))
    });
    year.map_or(words, |rest| {
        let total = rest.chars().count();
        let cut = rest.char_indices().nth(total.saturating_sub(2));
        let kept = cut.map_or("", |(at, _)| &rest[..at]);
        kept.trim_end_matches("农历").trim_end_matches("阴历")
    })
}

/// What is said around a day's name, if it puts the speech near to that day.
pub fn of_name(scene: &Scene, named: &Named) -> Option<Near> {
    let yearly = named.day.filter(|_| named.year.is_none())?;
    if scene.is_quoted(named.span) {
        return None;
    }
    let all_before = scene.before(named.span, 26);
    let year_before = scene.mentions.iter().find(|m| {
        m.span.end + 1 >= named.span.start
            && m.span.end <= named.span.start
            && m.grain == Grain::Year
            && !m.label
    });
    let year = year_before.and_then(|m| m.year).filter(|y| y.unknown == 0);
    let cut = year_before.map_or(0, |m| {
        named.span.start.saturating_sub(m.span.start) as usize
    });
    let total = all_before.chars().count();
    let before: String = all_before.chars().take(total.saturating_sub(cut)).collect();
    let after = scene.after(named.span, 14);
    let before = unmasked(&before);
    // 今天，元旦刚过: not the day itself.
    let passed = begins(after.trim_start_matches('节'), "day_past");
    let away = relative_day(before)
        .or_else(|| relative_in_sentence(before))
        .map(|shift| of_holiday(yearly, &after, shift))
        .filter(|_| !after.starts_with(['后', '前']) && !passed)
        .or_else(|| spans::to_go(before))
        .or_else(|| spans::days_ago(before))
        .or_else(|| spans::left_until(before, &after))
        .or_else(|| spans::nears(&scene.after(named.span, 36)))
        .or_else(|| near_after(scene, named, before, &after))?;
    Some(Near {
        yearly,
        away,
        year: year.map(|y| y.base),
        evidence: scene.evidence(named.span, Reason::of("date.named_day")),
    })
}

/// 今天是国庆长假的第五天: days of a holiday count from the day it is named for.
fn of_holiday(yearly: Yearly, after: &str, shift: i32) -> Away {
    let rest = after.trim_start_matches(['”', '"', '节', '小', '长']);
    let told = ["假期", "黄金周", "假"]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
        .map(|rest| rest.trim_start_matches(['的', '里', '已', '经', '是', '到', '了']));
    let nth = told.and_then(|rest| {
        let chars: Vec<char> = rest.strip_prefix('第')?.chars().collect();
        let (n, end) = number(&chars, 0)?;
        let counts = matches!(chars.get(end), Some('天' | '日')) && (1..=9).contains(&n);
        counts.then_some(n as i32)
    });
    match (nth, yearly) {
        (Some(n), Yearly::Solar(..)) => Away::exactly(shift + n - 1),
        // Some years the holiday begins on the eve, or with the weekend before.
        (Some(n), _) => Away {
            from: shift + n - 4,
            to: shift + n - 1,
        },
        (None, _) => Away::exactly(shift + spans::day_beside(after)),
    }
}

/// Words before a name without 中国传统 and a masked number (第××个).
fn unmasked(before: &str) -> &str {
    let before = before.trim_end_matches(['的', '国', '全', '际', '中', '传', '统', '佳', '节']);
    match before.rfind('第') {
        Some(at)
            if before[at..].ends_with(['个', '届'])
                && before[at..].contains(['X', 'x', '×', '*', '某', 'N', '_']) =>
        {
            &before[..at]
        }
        _ => before,
    }
}

/// 昨天，我们刚刚迎来; 今天我们共同庆祝: a day at the head of the sentence, and a feast near it.
fn relative_in_sentence(before: &str) -> Option<i32> {
    let (at, word, shift) = [
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
        ("昨天", 1),
        ("明天", -1),
    ]
    .into_iter()
    .find_map(|(word, shift)| Some((before.rfind(word)?, word, shift)))?;
    let between = &before[at + word.len()..];
    let feast = ["迎来", "欢度", "庆祝", "共度", "度过", "共庆", "喜迎"]
        .iter()
        .any(|w| between.ends_with(w) || between.ends_with(&format!("{w}了")));
    (feast && between.chars().count() <= 10).then_some(shift)
}

/// 来临之际, 前夕, 刚过 after a name, in the opening of a speech.
fn near_after(scene: &Scene, named: &Named, before: &str, after: &str) -> Option<Away> {
    let other = ["去年", "每年", "每到", "每逢", "当年", "前年", "那年"];
    if named.span.start > scene.body + 400 || other.iter().any(|w| before.contains(w)) {
        return None;
    }
    let after = after.trim_start_matches(['佳', '节', '”', '大', '小', '长', '假', '期']);
    let after = ["庆典", "庆祝活动", "庆祝大会", "活动"]
        .iter()
        .find_map(|w| after.strip_prefix(w))
        .unwrap_or(after);
    let begins = |kind: &str| begins(after, kind);
    if begins("day_coming") {
        Some(Away { from: -20, to: 0 })
    } else if begins("day_on") {
        Some(Away { from: -12, to: 2 })
    } else if begins("day_past") {
        Some(Away { from: 1, to: 15 })
    } else if begins("day_gone") {
        // 惊蛰已过: of a solar term until the next, of a feast some weeks.
        let term = matches!(named.day, Some(Yearly::Term(_)));
        Some(Away {
            from: 1,
            to: if term { 17 } else { 30 },
        })
    } else {
        None
    }
}
