//! What a text says has passed since a day or year it names, or is left to the start of school:
//! 2016年9月20日到任，到今天整整五年零一个月; 从1975年算起，到今年整整四十五年; 离开学只剩一个礼拜.
//! Anniversaries of foundings are `founding`'s; days counted to named days are `near`'s.

use super::clues::{Clue, FRAME_YEAR, Frame, strength};
use super::day::{Day, month_length};
use super::edtf::Year;
use super::numeral::number;
use super::parse::{Grain, Mention};
use super::scene::Scene;
use super::spans;
use crate::model::{Reason, Span};

/// A count of years, months and days, and whether it is said to be neither more nor less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Passed {
    years: i32,
    months: i32,
    days: i32,
    exact: bool,
}

/// A number as counts have it: 两年, 三个月.
fn count(chars: &[char], at: usize) -> Option<(u32, usize)> {
    if chars.get(at) == Some(&'两') {
        return Some((2, at + 1));
    }
    number(chars, at)
}

/// The count after 到今天, 到今年, 至今; the second is true where only years are compared.
fn passed(after: &str) -> Option<(Passed, bool)> {
    const UNTIL: [(&str, bool); 9] = [
        ("到今天", false),
        ("到今日", false),
        ("到现在", false),
        ("到此刻", false),
        ("至今天", false),
        ("到今年", true),
        ("至今年", true),
        ("至今", false),
        ("迄今", false),
    ];
    let (at, of_years) = UNTIL
        .iter()
        .filter_map(|(word, of_years)| Some((after.find(word)? + word.len(), *of_years)))
        .min()?;
    let rest = after[at..].trim_start_matches([',', ' ', '为', '止', '我', '们']);
    let full = ["整整", "正好", "刚好", "恰好", "不多不少", "整"];
    let mut words = rest;
    let mut exact = false;
    loop {
        if let Some(next) = full.iter().find_map(|w| words.strip_prefix(w)) {
            exact = true;
            words = next;
        } else if let Some(next) = [
            "已经",
            "已有",
            "已",
            "足足",
            "算来",
            "有",
            "是",
            "满",
            "过去了",
            "过去",
            "了",
            ",",
            "快",
        ]
        .iter()
        .find_map(|w| words.strip_prefix(w))
        {
            // 快十年: not yet so many.
            if words.starts_with('快') {
                return None;
            }
            words = next;
        } else {
            break;
        }
    }
    let chars: Vec<char> = words.chars().collect();
    let (years, end) = count(&chars, 0)?;
    let more = matches!(chars.get(end), Some('多' | '余' | '来' | '几'));
    if more || chars.get(end) != Some(&'年') || !(1..=120).contains(&years) {
        return None;
    }
    let mut told = Passed {
        years: years as i32,
        months: 0,
        days: 0,
        exact,
    };
    let mut at = end + 1;
    if chars.get(at) == Some(&'半') {
        told.months = 6;
        return Some((told, of_years));
    }
    // 五年多: more than that, by an unknown part of a year.
    if chars.get(at) == Some(&'多') {
        told.exact = false;
        return Some((told, of_years));
    }
    at += usize::from(matches!(chars.get(at), Some('零' | '又' | '〇')));
    if let Some((months, to)) = count(&chars, at)
        && chars.get(to) == Some(&'个')
        && chars.get(to + 1) == Some(&'月')
    {
        told.months = months as i32;
        told.exact = true;
        at = to + 2;
        at += usize::from(matches!(chars.get(at), Some('零' | '又' | '〇')));
    }
    if let Some((days, to)) = count(&chars, at)
        && chars.get(to) == Some(&'天')
    {
        told.days = days as i32;
        told.exact = true;
    }
    Some((told, of_years))
}

/// All that the speaker's own words say of it.
pub fn clues(scene: &Scene) -> Vec<Clue> {
    let own = scene.mentions.iter().filter(|m| scene.is_own(m.span));
    let since = own.clone().filter_map(|mention| since(scene, mention));
    let ends = own
        .clone()
        .filter_map(|mention| counted_down(scene, mention));
    let days = own.filter_map(|mention| day_of_the_founding(scene, mention));
    since
        .chain(ends)
        .chain(days)
        .chain(until_school(scene))
        .collect()
}

/// 从今天算起一百天，到九月三十号; 从现在起，到12月28日，整整一百天: the days from the speech to that day.
fn counted_down(scene: &Scene, mention: &Mention) -> Option<Clue> {
    if mention.grain != Grain::Day || mention.first.0 == 0 {
        return None;
    }
    let sentence = scene.before(mention.span, 34);
    let from = [
        "从今天",
        "从现在",
        "从今日",
        "从此刻",
        "从即日",
        "自今天",
        "自即日",
    ]
    .iter()
    .filter_map(|w| Some(sentence.rfind(w)? + w.len()))
    .max()?;
    let between = sentence[from..].trim_start_matches(['算', '起', '开', '始', ',', ' ']);
    let between: Vec<char> = between.chars().collect();
    let to = |rest: &[char]| {
        let joint: String = rest.iter().collect();
        matches!(joint.trim_start_matches(','), "到" | "至" | "直到")
    };
    let ahead = || {
        let (least, most, end) = spans::counted(&between, 0)?;
        to(&between[end..]).then_some((least, most))
    };
    let behind = || {
        let after = scene.after(mention.span, 40);
        // What is done by that day may stand between: 到12月28日，全线通车，整整一百天.
        let full = [
            "整整", "正好", "刚好", "恰好", "一共", "总共", "只有", "还有",
        ];
        let at = full
            .iter()
            .filter_map(|w| Some(after.find(w)? + w.len()))
            .min()?;
        let chars: Vec<char> = after[at..].chars().collect();
        let (least, most, _) = spans::counted(&chars, 0)?;
        to(&between).then_some((least, most))
    };
    let (least, most) = ahead()
        .or_else(behind)
        .filter(|(least, most)| *least >= 5 && *most <= 400)?;
    let year = match mention.year {
        Some(Year { base, unknown: 0 }) => Some(base),
        Some(_) => return None,
        None => None,
    };
    let frame = year.map_or(Frame::InYear, |_| Frame::Absolute);
    let on = Day::new(year.unwrap_or(FRAME_YEAR), mention.last.0, mention.last.1)?.number();
    let evidence = scene.evidence(mention.span, Reason::of("date.left_over"));
    // Both ends may be counted or only one.
    let (from, to) = (Some(on - most), Some(on - least + 1));
    Some(Clue::between(frame, from, to, strength::NOW, evidence).exact())
}

/// 一九五五年的今天，…那一天是九月十五日: the day of the founding is the day of the speech.
fn day_of_the_founding(scene: &Scene, mention: &Mention) -> Option<Clue> {
    let opens = mention.span.start < scene.body + 300;
    if mention.grain != Grain::Day || mention.year.is_some() || !opens {
        return None;
    }
    let from = mention.span.start.saturating_sub(120).max(scene.body);
    let before = scene.text(Span::new(from, mention.span.start));
    let said = ["那一天是", "那天是", "这一天是", "那天正是", "那一天正是"]
        .iter()
        .any(|w| before.ends_with(w));
    if !(said
        && ["年的今天", "年前的今天"]
            .iter()
            .any(|w| before.contains(w)))
    {
        return None;
    }
    let on = Day::new(FRAME_YEAR, mention.first.0, mention.first.1)?.number();
    let evidence = scene.evidence(mention.span, Reason::of("date.years_ago_today"));
    Some(Clue::between(Frame::InYear, Some(on), Some(on), strength::TODAY, evidence).exact())
}

/// The speech lies so long after the day, month or year that the words name.
fn since(scene: &Scene, mention: &Mention) -> Option<Clue> {
    let Year { base, unknown: 0 } = mention.year? else {
        return None;
    };
    let (told, of_years) = passed(&scene.after(mention.span, 44))?;
    let reason = Reason::with(
        "date.founded",
        &[&base.to_string(), &told.years.to_string()],
    );
    let evidence = scene.evidence(mention.span, reason);
    let between = |first: Day, last: Day, strength: u8| {
        let (first, last) = (Some(first.number()), Some(last.number()));
        Clue::between(Frame::Absolute, first, last, strength, evidence.clone())
    };
    let year = base + told.years;
    if of_years || mention.grain == Grain::Year {
        // 到今年 counts the year that has begun; 至今 need not.
        let last = if of_years || told.exact {
            year
        } else {
            year + 1
        };
        return Some(between(
            Day::first_of(year, 1),
            Day::last_of(last, 12),
            if of_years {
                strength::YEAR
            } else {
                strength::SIDE
            },
        ));
    }
    let (month, day) = mention.first;
    let all = i32::from(month) - 1 + told.months;
    let (year, month) = (year + all.div_euclid(12), (all.rem_euclid(12) + 1) as u8);
    if mention.grain != Grain::Day || day == 0 {
        let last = if told.exact { 0 } else { 330 };
        let first = Day::first_of(year, month);
        return Some(between(
            first,
            Day::last_of(year, month).plus(last),
            strength::NEAR,
        ));
    }
    let on = Day::new(year, month, day.min(month_length(year, month)))?.plus(told.days);
    let (early, late) = match (told.exact, told.days > 0) {
        (true, true) => (1, 1),
        (true, false) => (4, 10),
        (false, _) => (20, 330),
    };
    Some(between(on.plus(-early), on.plus(late), strength::NOW))
}

/// 离开学只剩一个礼拜: so many days before the first of September, or before the weeks after the spring
/// festival, as the rest of the text tells.
fn until_school(scene: &Scene) -> Option<Clue> {
    let chars = &scene.folded.chars;
    let at = chars.windows(2).enumerate().find_map(|(at, w)| {
        let span = Span::new(at as u32, at as u32 + 2);
        let left = || {
            let after = scene.after(span, 14);
            let left = after.trim_start_matches(['就', '也', '已', '经', '了']);
            let told = ["只剩", "还剩", "仅剩", "只有", "还有", "不到", "不足"]
                .iter()
                .any(|w| left.starts_with(w));
            told.then(|| spans::left_until("离", &after)).flatten()
        };
        (*w == ['开', '学'] && scene.is_own(span))
            .then(left)
            .flatten()
            .map(|away| (span, away))
    });
    let (span, away) = at?;
    let words: String = chars.iter().collect();
    let autumn = ["暑", "新学年", "秋季", "八月", "8月", "九月", "9月1日"];
    if !autumn.iter().any(|w| words.contains(w)) {
        return None;
    }
    let first = Day::new(FRAME_YEAR, 9, 1)?.number();
    let evidence = scene.evidence(span, Reason::of("date.named_day"));
    Some(Clue::between(
        Frame::InYear,
        Some(first + away.from - 2),
        Some(first + away.to),
        strength::NOW,
        evidence,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(text: &str) -> Option<String> {
        let ctx = crate::date::Context {
            text,
            ..crate::date::Context::default()
        };
        crate::date::infer(&ctx).date.map(|d| d.value)
    }

    #[test]
    fn days_counted_from_today_to_a_day_tell_today() {
        let text = "同志们：\n从今天算起一百天，到十月十号，清淤必须完工。发行1万亿元抗疫特别国债的钱也到了。";
        assert!(
            dated(text).is_some_and(|d| d.contains("07-02")),
            "{:?}",
            dated(text)
        );
        let text = "同志们：\n从现在起，到2019年12月28日，整整一百天，天天上坝。";
        assert_eq!(dated(text).as_deref(), Some("2019-09-19/2019-09-20"));
    }

    #[test]
    fn the_day_of_a_founding_told_as_today_is_today() {
        let text = "在东乡县建县三十周年庆祝大会上的讲话\n乡亲们：\n一九五六年的今天，县里的牌子挂在土墙上，宣告东乡县成立。那一天是八月三日。";
        assert!(
            dated(text).is_some_and(|d| d.ends_with("08-03")),
            "{:?}",
            dated(text)
        );
    }

    #[test]
    fn years_since_one_took_something_up_tell_the_year() {
        let text = "各位领导：\n我是二〇一四年考录的干部，在东乡镇工作。很荣幸来汇报两年来的体会。";
        assert_eq!(dated(text).as_deref(), Some("2016-01/2017-06"));
    }

    #[test]
    fn what_has_passed_is_read() {
        let of = |words: &str| passed(words).map(|(p, y)| (p.years, p.months, p.days, p.exact, y));
        assert_eq!(
            of("到任,到今天整整五年零一个月"),
            Some((5, 1, 0, true, false))
        );
        assert_eq!(
            of("来到厂里,到今天已经八年了"),
            Some((8, 0, 0, false, false))
        );
        assert_eq!(
            of("建站算起,到今年整整三十年"),
            Some((30, 0, 0, true, true))
        );
        assert_eq!(
            of("签下合同,至今已有十二年半"),
            Some((12, 6, 0, false, false))
        );
        assert_eq!(
            of("开工,到今天正好两年零三个月零五天"),
            Some((2, 3, 5, true, false))
        );
        assert_eq!(of("立项,至今快十年"), None);
        assert_eq!(of("立项,至今二十多年"), None);
        assert_eq!(of("立项"), None);
    }
}
