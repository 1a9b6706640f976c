//! What the dates mentioned in a speech say of its own date: figures known, days ahead, today.
//! Combines nothing (`infer`) and reads no names or phrases (`hints`).

use super::day::Day;
use super::edtf::Year;
use super::numeral::number;
use super::opening;
use super::parse::{Grain, Mention};
use super::scene::{Scene, begins, ends, holds};
use super::spans;
use super::years;
use crate::model::{Evidence, Reason, Span};

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
    /// Usual only; gives way to all else that the text tells.
    pub const USUAL: u8 = 2;
    /// What holds of any file: it is not younger than its publishing or taking in.
    pub const LIMIT: u8 = 1;
    /// Words that have since gone out of use, but may be looked back on; what is told in passing.
    pub const FASHION: u8 = 0;
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

/// The last characters of a text.
pub fn tail(text: &str, count: usize) -> String {
    let total = text.chars().count();
    text.chars().skip(total.saturating_sub(count)).collect()
}

/// The first characters of a text.
pub fn head(text: &str, count: usize) -> String {
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
        let before = scene.before(mention.span, 24);
        let after = scene.after(mention.span, 40);
        if mention.label {
            clues.extend(years::class_of(scene, mention, &before, &after));
            clues.extend(years::named_for(scene, mention, &after));
            continue;
        }
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
        clues.extend(lasted_until_today(scene, mention, &before));
        clues.extend(to_go(scene, mention, &before));
        clues.extend(ahead(scene, mention, &before, &after));
        clues.extend(behind(scene, mention, &before, &after));
        clues.extend(years::years(scene, mention, &before, &after));
        clues.extend(years::part_named(scene, mention));
        clues.extend(years::school_term(scene, mention, &after));
        clues.extend(years::told(scene, mention, &before, &after));
        clues.extend(opening::clues(scene, mention, &before, &after));
    }
    clues.extend(years::bare_title_year(scene).or_else(|| years::school_year(scene)));
    clues.extend(before_year_end(scene));
    clues.extend(years::numbered_paper(scene));
    clues
}

/// 今天是9月17日, 明天是…, 昨天（29日）.
fn said_today(scene: &Scene, mention: &Mention, before: &str) -> Option<Clue> {
    if mention.grain != Grain::Day {
        return None;
    }
    // 三天前，也就是2013年12月6日
    if let Some((days, joint)) = before.rsplit_once("天前")
        && joint.chars().count() <= 6
        && let Some(away) = spans::days_ago(&format!("{}天前", tail(days, 6)))
        && let Some((frame, first, last)) = self::days(mention, &lies(mention, ""))
    {
        let evidence = scene.evidence(mention.span, Reason::of("date.said_today"));
        let (from, to) = (Some(first + away.from), Some(last + away.to));
        return Some(Clue::between(frame, from, to, strength::TODAY, evidence).exact());
    }
    // 七十年前的今天，1949年11月27日, and the same the other way round.
    let ago = spans::years_ago_today(&tail(before, 9))
        .or_else(|| spans::years_ago_today(&head(&scene.after(mention.span, 12), 11)));
    if let (Some(years), Some(Year { base, unknown: 0 })) = (ago, mention.year) {
        let on = Day::new(base + years, mention.first.0, mention.first.1)?;
        let on = Some(on.number());
        let evidence = scene.evidence(mention.span, Reason::of("date.years_ago_today"));
        return Some(Clue::between(Frame::Absolute, on, on, strength::TODAY, evidence).exact());
    }
    let shift = relative_day(before)
        .or_else(|| relative_day(without_lunar(before)?))
        .or_else(|| is_dateline(scene, mention).then_some(0))
        .or_else(|| opening::introduced(scene, mention).then_some(0))?;
    if scene.is_quoted(mention.span) {
        return None;
    }
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

/// 8月10日晚间消息, 某报8月10日讯 at the head of a report.
fn is_dateline(scene: &Scene, mention: &Mention) -> bool {
    let after = scene.after(mention.span, 5);
    let after = after.trim_start_matches(['晚', '早', '间', '上', '下', '午', ' ']);
    mention.span.start >= scene.body && mention.span.start < scene.body + 40 && is_wire(after)
}

/// 消息, 讯, 电 behind a day; 电话会议 is none.
pub fn is_wire(after: &str) -> bool {
    ["消息", "讯", "日电"].iter().any(|w| after.starts_with(w))
        || after.starts_with('电')
            && !["电话", "电视", "电影", "电力", "电信", "电子"]
                .iter()
                .any(|w| after.starts_with(w))
}

/// The words before a lunar day that a day is said with: 今天是正月十九、3月6日.
fn without_lunar(before: &str) -> Option<&str> {
    let before = before.trim_end_matches(['、', ',', '(', ' ']);
    let lunar = "农历正一二三四五六七八九十冬腊月初廿";
    let kept = before.trim_end_matches(|c| lunar.contains(c));
    let said = &before[kept.len()..];
    (said.chars().count() >= 3 && said.contains(['月', '腊'])).then_some(kept)
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
        && (ends(before, "now") || by_now(scene, mention, before));
    let (frame, first, last) = days(mention, &lies(mention, before)).filter(|_| fits)?;
    let evidence = scene.evidence(mention.span, Reason::of("date.now"));
    Some(Clue::between(frame, Some(first), Some(last), strength::NOW, evidence).exact())
}

/// 这都十一月了: the month has come.
fn by_now(scene: &Scene, mention: &Mention, before: &str) -> bool {
    let after = scene.after(mention.span, 2);
    let after = after.trim_start_matches(['份', '底', '初']);
    after.starts_with('了') && before.ends_with(['都', '已', '经', '到', '是'])
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

/// 从6月17日开班，到今天结业，前后整整七天.
fn lasted_until_today(scene: &Scene, mention: &Mention, before: &str) -> Option<Clue> {
    if mention.grain != Grain::Day {
        return None;
    }
    if let Some(away) = spans::passed(&scene.after(mention.span, 40)) {
        let (frame, first, last) = days(mention, &lies(mention, ""))?;
        let evidence = scene.evidence(mention.span, Reason::of("date.lasted"));
        let (from, to) = (Some(first + away.from), Some(last + away.to));
        return Some(Clue::between(frame, from, to, strength::NOW, evidence).exact());
    }
    if !before.ends_with(['从', '自', '于']) {
        return None;
    }
    let days_told = spans::lasted(&scene.after(mention.span, 60))?;
    let (frame, first, _) = days(mention, &lies(mention, ""))?;
    let on = Some(first + days_told - 1);
    let evidence = scene.evidence(mention.span, Reason::of("date.lasted"));
    Some(Clue::between(frame, on, on, strength::TODAY, evidence).exact())
}

/// 再过十天就是3月8日.
fn to_go(scene: &Scene, mention: &Mention, before: &str) -> Option<Clue> {
    if mention.grain != Grain::Day {
        return None;
    }
    // 标准时点是今年11月1日零时，…离标准时点还有整整一百天
    let counted = || spans::left_behind(&scene.after(mention.span, 60));
    let away = spans::to_go(before).or_else(counted)?;
    let (frame, first, _) = days(mention, &lies(mention, ""))?;
    let evidence = scene.evidence(mention.span, Reason::of("date.named_day"));
    let (from, to) = (first + away.from, first + away.to);
    let clue = Clue::between(frame, Some(from), Some(to), strength::NOW, evidence);
    Some(if away.is_exact() { clue.exact() } else { clue })
}

/// 距离年底…只有一百二十多天: counted to the year's last day.
fn before_year_end(scene: &Scene) -> Option<Clue> {
    let chars = &scene.folded.chars;
    let at = (0..chars.len().saturating_sub(1)).find(|&i| {
        let near = &chars[i.saturating_sub(4)..i];
        chars[i] == '年'
            && matches!(chars[i + 1], '底' | '末' | '终')
            && near.iter().any(|c| matches!(c, '离' | '距'))
    })?;
    let span = Span::new(at as u32, at as u32 + 2);
    let away = spans::left_until("离", &scene.after(span, 26))?;
    let end = Day::new(FRAME_YEAR, 12, 31)?.number();
    let evidence = scene.evidence(span, Reason::of("date.left_over"));
    let (from, to) = (Some(end + away.from), Some(end + away.to));
    scene
        .is_own(span)
        .then(|| Clue::between(Frame::InYear, from, to, strength::NOW, evidence))
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
    // 2012年以前建的: told of what is there, no term.
    if limit && mention.grain == Grain::Year && head(after, 8).contains('的') {
        return None;
    }
    // 争取一九六一年大丰收 is called out in the year before, or at its beginning.
    if let (Lies::In(year), Grain::Year) = (&lies, mention.grain)
        && ["争取", "夺取", "力争", "迎接", "喜迎", "夺得"]
            .iter()
            .any(|w| before.ends_with(w))
    {
        let (from, to) = (Day::first_of(year - 1, 7), Day::last_of(*year, 10));
        let evidence = scene.evidence(mention.span, Reason::of("date.ahead"));
        let (from, to) = (Some(from.number()), Some(to.number()));
        return Some(Clue::between(frame, from, to, strength::SIDE, evidence));
    }
    // 自2015年, 从3月 begins something; only what must be done by then lies ahead.
    let lead = near_before
        .trim_end_matches("今年")
        .trim_end_matches(['年', '度']);
    let begins_then = lead.ends_with(['从', '自']) || after.starts_with("以来");
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
            && (near_before.ends_with('到') && !reached(before) || (to_come && !begins_then));
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

/// 活到1987年, 追溯到1930年, 直到2008年: a year that was reached, no goal.
fn reached(before: &str) -> bool {
    [
        "活到",
        "追溯到",
        "直到",
        "回到",
        "拖到",
        "等到",
        "上溯到",
        "一直到",
        "熬到",
        "干到",
        "住到",
        "延续到",
        "早到",
        "回溯到",
        "提到",
        "讲到",
        "说到",
        "谈到",
        "记到",
        "了到",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

/// 2月3日召开的会议, 9月上旬中央召开会议: it is already past.
fn behind(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let lies = lies(mention, before);
    let (frame, first, last) = days(mention, &lies)?;
    // 5月6日，党总支就学习教育作了专题研究: what was done comes late in its sentence.
    let far = mention.grain == Grain::Day && after.starts_with(',');
    let near = head(after, if far { 34 } else { 16 });
    let opening = mention.span.start < scene.body + 260;
    let past = holds(&near, "behind") || (opening && holds(&near, "held"));
    let lead = before.trim_end_matches('于');
    if !past || holds(&tail(lead, 6), "ahead") && !before.ends_with(['从', '自']) {
        return None;
    }
    let evidence = scene.evidence(mention.span, Reason::of("date.behind"));
    match (frame, mention.grain) {
        // What comes from above is carried out some weeks later.
        (Frame::InYear, Grain::Day | Grain::Third) if opening => Some(
            Clue::between(frame, Some(first), None, strength::NEAR, evidence)
                .usually_within(
                    if mention.grain == Grain::Day && holds(&head(after, 14), "leaders") {
                        75
                    } else {
                        30
                    },
                )
                .exact(),
        ),
        // In the middle of a text a bare month may be of any year; a day is mostly of this one.
        (Frame::InYear, Grain::Day) if mention.span.start < scene.body + 1500 => {
            Some(Clue::between(frame, Some(first), None, strength::FASHION, evidence).exact())
        }
        (Frame::InYear, _) => None,
        (Frame::Absolute, Grain::Year) => Some(Clue::between(
            frame,
            Some(first),
            None,
            strength::SIDE,
            evidence,
        )),
        // 2007年3月8日，…发表了重要讲话 opens what is said some months after it.
        (Frame::Absolute, Grain::Day)
            if mention.span.start < scene.body + 400
                && [
                    "发表", "召开", "印发", "下发", "举行", "考察", "视察", "批示", "调研", "强调",
                ]
                .iter()
                .any(|w| after.contains(w)) =>
        {
            Some(
                Clue::between(frame, Some(first), None, strength::SIDE, evidence)
                    .usually_within(150),
            )
        }
        (Frame::Absolute, Grain::Months) if opening => Some(Clue::between(
            frame,
            Some(first),
            Some(last + 62),
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
