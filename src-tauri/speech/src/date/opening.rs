//! What the opening of a speech says of its time: 我们召开2023年…工作会, 12月2日傍晚，…, 2018年中考在即.
//! Reads neither the title nor what stands under it (`years`, `stated`).

use super::clues::{Clue, Frame, head, strength, tail};
use super::day::Day;
use super::edtf::Year;
use super::parse::{Grain, Mention};
use super::scene::{Scene, begins, holds};
use crate::model::{Reason, Span};

/// So many scalars after the title block a speech speaks of its own occasion.
const OPENING: u32 = 500;

/// All that an opening says by one mention.
pub fn clues(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Vec<Clue> {
    let mut clues = Vec::new();
    clues.extend(exam_year(scene, mention, after));
    if (scene.body..scene.body + OPENING).contains(&mention.span.start) {
        clues.extend(report_day(scene, mention, after));
        clues.extend(held_year(scene, mention, before, after));
        clues.extend(spoken_of(scene, mention, before, after));
    }
    clues
}

/// 以下是某司长2月28日在…的演辞, or the stamp of a post that opens with 今天: the day of the words.
pub fn introduced(scene: &Scene, mention: &Mention) -> bool {
    let after = scene.after(mention.span, 60);
    let clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | ' ' | '\t');
    let rest = after.trim_start_matches(clock);
    let stamped = mention.year.is_some()
        && after.contains(':')
        && after.chars().count() - rest.chars().count() >= 5
        && ["今天", "今日", "今晚"].iter().any(|w| rest.starts_with(w));
    let line = scene.line_of(mention.span);
    let lead = scene.text(Span::new(line.start, mention.span.start));
    let presented = ["以下是", "以下为", "下面是"]
        .iter()
        .any(|w| lead.starts_with(w))
        && lead.chars().count() <= 40
        && (holds(&after, "speech_form") || after.contains("演辞"));
    stamped || presented
}

fn known_year(mention: &Mention) -> Option<i32> {
    match mention.year {
        Some(Year { base, unknown: 0 }) => Some(base),
        _ => None,
    }
}

fn days(scene: &Scene, span: Span, code: &str, from: Day, to: Day, strength: u8) -> Clue {
    let evidence = scene.evidence(span, Reason::with(code, &[&scene.text(span)]));
    let (from, to) = (Some(from.number()), Some(to.number()));
    Clue::between(Frame::Absolute, from, to, strength, evidence)
}

/// 今天我们召开公司2023年安全生产工作会, 举办肢残人2015年新春联欢会: the year of the occasion.
fn held_year(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let year = known_year(mention).filter(|_| mention.grain == Grain::Year)?;
    let named = after.trim_start_matches(['的', '“']);
    // 2019年全国两会某代表团开放日: the two weeks of March.
    if let Some(rest) = ["全国两会", "全国“两会"]
        .iter()
        .find_map(|w| named.strip_prefix(w))
        && ![
            "精神",
            "以来",
            "后",
            "”后",
            "”精神",
            "”以来",
            "提出",
            "上",
            "”上",
        ]
        .iter()
        .any(|w| rest.starts_with(w))
    {
        return Some(days(
            scene,
            mention.span,
            "date.this_year_named",
            Day::new(year, 3, 2)?,
            Day::new(year, 3, 20)?,
            strength::NEAR,
        ));
    }
    let lead = tail(before, 16);
    let holds_it = ["召开", "举办", "举行", "参加", "出席", "相聚", "召集"]
        .iter()
        .filter_map(|w| lead.rfind(w).map(|at| &lead[at + w.len()..]))
        .any(|rest| !rest.contains(['的', '。']) || rest.ends_with("召开的"));
    let named = head(after, 26);
    let named = named.split(',').next().unwrap_or_default();
    let starts = ["启动", "拉开帷幕", "拉开序幕", "开幕"]
        .iter()
        .any(|w| named.contains(w));
    let other = ["去年", "上年", "曾", "过的", "以来", "前年", "当年"]
        .iter()
        .any(|w| lead.contains(w));
    if other || !(starts || holds_it && holds(named, "gathering")) {
        return None;
    }
    Some(days(
        scene,
        mention.span,
        "date.this_year_named",
        Day::first_of(year - 1, 12),
        Day::last_of(year, 12),
        strength::NEAR,
    ))
}

/// A year that the opening speaks of and that is no goal: it is the speech's, or has just ended.
fn spoken_of(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let year = known_year(mention).filter(|_| mention.grain == Grain::Year)?;
    let goal = holds(&tail(before, 5), "ahead")
        || before.ends_with(['—', '-', '~', '、', '《'])
        || after.starts_with(['—', '-', '~', '、'])
        || [
            "前", "底前", "之前", "以前", "建成", "实现", "全面", "基本", "要", "将", "年代",
        ]
        .iter()
        .any(|w| after.starts_with(w));
    // 2015年我在县里工作的时候: remembered, from whatever year.
    let remembered = ["的时候", "那年", "那一年", "当年", "时任"]
        .iter()
        .any(|w| after.contains(w))
        || after.starts_with('我');
    if goal || remembered {
        return None;
    }
    let evidence = scene.evidence(
        mention.span,
        Reason::with("date.told", &[&scene.text(mention.span)]),
    );
    let first = Day::first_of(year - 1, 12).number();
    let clue = Clue::between(
        Frame::Absolute,
        Some(first),
        None,
        strength::FASHION,
        evidence,
    );
    // 二〇〇三年包出去的山: what is only told may be twenty years old; 去年，也就是1984年 may not.
    let of_now = ["去年", "今年", "明年", "再过", "刚刚", "眼下", "目前"]
        .iter()
        .any(|w| tail(before, 14).contains(w));
    Some(if of_now {
        clue.usually_within(SPOKEN_OF)
    } else {
        clue
    })
}

/// From December before a year to the June after it.
const SPOKEN_OF: i32 = 577;

/// 在2018年中考的考场上, 我市2022年夏季高考工作已经顺利结束.
fn exam_year(scene: &Scene, mention: &Mention, after: &str) -> Option<Clue> {
    let year = known_year(mention).filter(|_| mention.grain == Grain::Year)?;
    let exam = head(after, 8);
    let exam =
        exam.trim_start_matches(['的', '度', '夏', '季', '普', '通', '全', '国', '省', '市']);
    if !begins(exam, "exam") {
        return None;
    }
    let over = ["结束", "落幕", "落下帷幕", "圆满完成"]
        .iter()
        .any(|w| head(after, 24).contains(w));
    let of_entrance = exam.starts_with("高");
    let (from, to) = if over {
        let day = if of_entrance { 9 } else { 15 };
        (Day::new(year, 6, day)?, Day::last_of(year, 8))
    } else {
        (Day::first_of(year - 1, 8), Day::last_of(year, 6))
    };
    let code = if over { "date.behind" } else { "date.ahead" };
    Some(days(scene, mention.span, code, from, to, strength::NEAR))
}

/// 12月2日傍晚，…围坐一圈; 本报讯 11月10日，…代表大会召开: the day that a report tells of.
fn report_day(scene: &Scene, mention: &Mention, after: &str) -> Option<Clue> {
    if mention.grain != Grain::Day || mention.year.is_some() || mention.first.0 == 0 {
        return None;
    }
    let line = scene.line_of(mention.span);
    let lead = scene.text(Span::new(line.start, mention.span.start));
    // 本报讯（记者 某某 通讯员 某某）3月14日，…
    let bylined = lead.ends_with(')') && lead.chars().count() <= 50;
    let sent = (lead.chars().count() <= 20 || bylined) && holds(&lead, "dateline");
    let hour = begins(after.trim_start(), "hour");
    let opens = mention.span.start < scene.body + 60 && (sent || lead.trim().is_empty());
    // Who speaks himself calls to somebody, and opens with what others did before.
    let rest = scene.text(Span::new(scene.body, mention.span.end + 80));
    let speaks = holds(&rest, "called") || holds(&head(after, 24), "leaders");
    if !opens || speaks || !(hour || sent && after.starts_with(',')) {
        return None;
    }
    let on = |(month, day): (u8, u8)| Day::new(super::clues::FRAME_YEAR, month, day);
    let (first, last) = (on(mention.first)?, on(mention.last)?);
    let evidence = scene.evidence(mention.span, Reason::of("date.stated_text"));
    Some(
        Clue::between(
            Frame::InYear,
            Some(first.number()),
            Some(last.number()),
            strength::TODAY,
            evidence,
        )
        .exact(),
    )
}

#[cfg(test)]
mod tests {
    use crate::date::{Context, infer};

    fn dated(text: &str) -> Option<String> {
        let ctx = Context {
            text,
            ..Context::default()
        };
        infer(&ctx).date.map(|d| d.value)
    }

    fn check(text: &str, edtf: &str) {
        assert_eq!(dated(text).as_deref(), Some(edtf), "{text}");
    }

    #[test]
    fn the_year_of_the_occasion_is_named_in_the_opening() {
        check(
            "同志们：\n今天召开全区2017年食品药品监管工作会议，我讲三点。",
            "2017",
        );
        check(
            "各位老人家：\n春节即将来临，我们举办福利院2014年迎春联欢会，向大家拜年。",
            "2014-01",
        );
    }

    #[test]
    fn examinations_give_the_school_year() {
        check(
            "老师们：\n我区2019年夏季高考工作已经顺利结束，中考在即，今天开考务会。",
            "2019-06",
        );
    }

    #[test]
    fn a_report_opens_with_its_day() {
        check(
            "本报讯 5月7日，某县慈善总会第三次会员代表大会召开。",
            "XXXX-05-07",
        );
        check(
            "9月3日傍晚，镇文化站的院子里坐满了人，戏台刚刚搭好。",
            "XXXX-09-03",
        );
    }

    #[test]
    fn a_year_that_is_only_told_of_bounds_the_speech_from_below_alone() {
        check(
            "乡亲们：\n老账是这么的，二〇〇三年包出去的山，一亩一年十二块。",
            "2002-12/..",
        );
        check(
            "乡亲们：\n去年，也就是1984年，全村打粮四十六万斤。",
            "1983-12/1985-06",
        );
    }

    #[test]
    fn a_thing_of_everyday_life_tells_how_old_a_text_can_be() {
        check("乡亲们：\n加装电梯的事，今天说三句。", "2010-01/..");
        // It gives way to a year that is named, even when somebody set it down wrongly.
        check(
            "同志们：\n今天召开全区2007年药品监管工作会议，讲讲加装电梯。",
            "2007",
        );
    }

    #[test]
    fn of_two_years_that_only_touch_the_later_holds() {
        check(
            "2014年东乡县政府工作报告\n各位代表：\n一、2013年工作回顾\n2013年是本届政府的开局之年。",
            "2013-12/2014-03",
        );
        check(
            "同志们：\n2021年是中国共产党成立一百周年。\n一、2021年工作回顾\n去年修了渠。",
            "2021-12/2022-03",
        );
    }

    #[test]
    fn a_goal_is_no_year_of_the_speech() {
        assert_eq!(dated("同志们：\n到2035年，我们要基本实现目标。"), None);
    }
}
