//! What a year that is written says of the speech: 2019年度, 2016届毕业生, 总结08年, 2008年新年祝词.
//! Reads no days or months (`clues`) and no named years (`hints`).

use super::clues::{Clue, Frame, head, strength, tail};
use super::day::Day;
use super::edtf::Year;
use super::parse::{Grain, Mention};
use super::scene::{Scene, begins, holds};
use crate::model::{Reason, Span};

/// From December to the end of March.
const YEARLY_MEETING: i32 = 120;

/// Days within which a part of a year is summed up after its end.
const SUMMED_UP: i32 = 31;

/// 1996年8月11日，我来到这里: what is told with its date and not as lying ahead has been.
pub fn told(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    // 于二〇一九年秋举办了 has been, 于2025年举办 is to come.
    let past = holds(&head(after, 16), "behind");
    let lead = if past {
        before.trim_end_matches('于')
    } else {
        before
    };
    let wanted = holds(&tail(lead, 12), "ahead")
        || holds(&head(after, 10), "ahead_after")
        || [
            "前", "底前", "之前", "以前", "规划", "计划", "目标", "新年", "元旦", "春节", "即将",
        ]
        .iter()
        .any(|w| after.starts_with(w));
    // A bare year is as often a goal as a memory.
    let vague = mention.grain == Grain::Year && !past;
    if wanted || vague || mention.span.start < scene.body || mention.first.0 == 0 {
        return None;
    }
    let first = Day::new(base, mention.first.0, mention.first.1)?;
    let words = scene.text(mention.span);
    let evidence = scene.evidence(mention.span, Reason::with("date.told", &[&words]));
    Some(Clue::between(
        Frame::Absolute,
        Some(first.number()),
        None,
        strength::FASHION,
        evidence,
    ))
}

/// 2021某某年度演讲: a year without 年 that opens a title.
pub fn bare_title_year(scene: &Scene) -> Option<Clue> {
    let chars = &scene.folded.chars;
    let from = scene.start as usize;
    let digits = chars.get(from..from + 4)?;
    let next = *chars.get(from + 4)?;
    let all = scene.ctx.title.is_some() && digits.iter().all(char::is_ascii_digit);
    if !all || next.is_ascii() || matches!(next, '年' | '级' | '届' | '—') {
        return None;
    }
    let year = digits
        .iter()
        .fold(0, |v, c| v * 10 + (*c as i32 - '0' as i32));
    let span = Span::new(scene.start, scene.start + 4);
    let evidence = scene.evidence(span, Reason::with("date.title_year", &[&year.to_string()]));
    (1980..=2050).contains(&year).then(|| {
        Clue::between(
            Frame::Absolute,
            Some(Day::first_of(year - 1, 12).number()),
            Some(Day::last_of(year, 12).number()),
            strength::NEAR,
            evidence,
        )
    })
}

/// 2018-2019学年第二学期 in the title or the first words: the term, or the whole school year.
pub fn school_year(scene: &Scene) -> Option<Clue> {
    let opening = Span::new(scene.start, scene.body + 120);
    let chars: Vec<char> = scene.text(opening).chars().collect();
    let at = chars.windows(2).position(|w| matches!(w, ['学', '年']))?;
    let year = |end: usize| -> Option<i32> {
        let digits = chars.get(end.checked_sub(4)?..end)?;
        let four: String = digits.iter().collect();
        four.parse().ok().filter(|y| (1950..=2100).contains(y))
    };
    let last = year(at)?;
    let dash = at - 4;
    let dashes = chars[..dash]
        .iter()
        .rev()
        .take_while(|c| matches!(c, '-' | '—' | '~' | '至' | '/' | ' '))
        .count();
    let first = year(dash - dashes).filter(|first| dashes > 0 && first + 1 == last)?;
    let term: String = chars[at + 2..].iter().take(6).collect();
    let told = |words: &[&str]| words.iter().any(|w| term.contains(w));
    let (from, to) = if told(&["第一学期", "上学期", "秋季", "秋学期"]) {
        (Day::new(first, 8, 20)?, Day::new(last, 2, 10)?)
    } else if told(&["第二学期", "下学期", "春季", "春学期"]) {
        (Day::new(last, 2, 5)?, Day::new(last, 7, 20)?)
    } else {
        (Day::new(first, 8, 15)?, Day::new(last, 8, 10)?)
    };
    let from_scalar = opening.start + (dash - dashes - 4) as u32;
    let span = Span::new(from_scalar, opening.start + at as u32 + 2);
    let words = scene.text(span);
    let evidence = scene.evidence(span, Reason::with("date.class_of", &[&words]));
    Some(Clue::between(
        Frame::Absolute,
        Some(from.number()),
        Some(to.number()),
        strength::NEAR,
        evidence,
    ))
}

/// 2016届毕业生 are seen off in summer, 2021级新生 are greeted in autumn.
pub fn class_of(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let words = scene.text(mention.span);
    // 我校1998届的毕业生某某某, 2003届校友: who left the school long ago is told of.
    let alumni = ["的毕业生", "校友", "学长", "学姐", "师兄", "师姐"]
        .iter()
        .find_map(|w| after.strip_prefix(w))
        .is_some_and(|rest| {
            !["们", "代表", "典礼", "大会"]
                .iter()
                .any(|w| rest.starts_with(w))
        });
    if alumni {
        return None;
    }
    let near = format!("{}{}", tail(before, 14), head(after, 16));
    let opening = mention.span.start < scene.body + 400;
    let (from, to) = if words.ends_with('届') && near.contains("毕业") {
        (Day::new(base, 5, 25)?, Day::new(base, 7, 31)?)
    } else if words.ends_with('届') && holds(&near, "last_school_year") {
        (Day::new(base - 1, 9, 1)?, Day::new(base, 6, 10)?)
    } else if words.ends_with('级')
        && ["新生", "开学", "军训", "入学", "新同学", "迎新"]
            .iter()
            .any(|w| near.contains(w))
    {
        (Day::new(base, 8, 20)?, Day::new(base, 10, 20)?)
    } else {
        return None;
    };
    let evidence = scene.evidence(mention.span, Reason::with("date.class_of", &[&words]));
    opening.then(|| {
        Clue::between(
            Frame::Absolute,
            Some(from.number()),
            Some(to.number()),
            strength::NEAR,
            evidence,
        )
    })
}

/// 2019年度 in a title: summed up about the end of that year.
pub fn named_for(scene: &Scene, mention: &Mention, after: &str) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let words = scene.text(mention.span);
    let in_title = scene.in_title(mention.span);
    // 我们召开2019年度总结表彰大会 in the first sentence.
    let called = mention.span.start < scene.body + 160
        && ["召开", "举行", "举办"]
            .iter()
            .any(|w| scene.before(mention.span, 16).contains(w));
    if !(in_title || called) || !words.ends_with("年度") {
        return None;
    }
    // Democratic life meetings of a year and reports on it fall into the winter at its end.
    let of_winter = ["民主生活会", "组织生活会", "述职", "总结", "考核", "表彰"]
        .iter()
        .any(|w| after.contains(w));
    if !in_title && !of_winter {
        return None;
    }
    let (from, to) = if of_winter { (12, 3) } else { (10, 4) };
    let evidence = scene.evidence(mention.span, Reason::with("date.title_year", &[&words]));
    Some(Clue::between(
        Frame::Absolute,
        Some(Day::first_of(base, from).number()),
        Some(Day::last_of(base + 1, to).number()),
        strength::NEAR,
        evidence,
    ))
}

/// 2022年秋季学期, 2023年上学期: that half of the school year.
pub fn school_term(scene: &Scene, mention: &Mention, after: &str) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let opening = mention.span.start < scene.body + 300;
    let of_spring = ["春季学期", "春学期", "春季开学", "春期"];
    let of_autumn = ["秋季学期", "秋学期", "秋季开学", "秋期"];
    let starts = |words: &[&str]| words.iter().any(|w| after.starts_with(w));
    let (from, to) = if starts(&of_autumn) {
        (Day::new(base, 8, 20)?, Day::new(base + 1, 1, 31)?)
    } else if starts(&of_spring) {
        (Day::new(base, 2, 10)?, Day::new(base, 7, 15)?)
    } else {
        return None;
    };
    let words = scene.text(mention.span);
    let evidence = scene.evidence(mention.span, Reason::with("date.title_year", &[&words]));
    (opening && matches!(mention.grain, Grain::Year)).then(|| {
        Clue::between(
            Frame::Absolute,
            Some(from.number()),
            Some(to.number()),
            strength::NEAR,
            evidence,
        )
    })
}

/// 〔2015〕18号 under the title of a paper: it was issued in that year.
pub fn numbered_paper(scene: &Scene) -> Option<Clue> {
    let chars = &scene.folded.chars;
    let until = chars.len().min(scene.body as usize + 40);
    let at = (scene.start.saturating_sub(60) as usize..until.saturating_sub(8)).find(|&i| {
        matches!(chars[i], '[' | '〔' | '(' | '【')
            && chars[i + 1..i + 5].iter().all(char::is_ascii_digit)
            && matches!(chars[i + 5], ']' | '〕' | ')' | '】')
            && (i + 6..until.min(i + 12)).any(|j| chars[j] == '号')
            && chars[i + 6..until.min(i + 12)]
                .iter()
                .take_while(|c| **c != '号')
                .all(|c| c.is_ascii_digit() || matches!(c, '第' | ' '))
    })?;
    let year = chars[at + 1..at + 5]
        .iter()
        .fold(0, |v, c| v * 10 + (*c as i32 - '0' as i32));
    let span = Span::new(at as u32, at as u32 + 6);
    let evidence = scene.evidence(span, Reason::with("date.title_year", &[&year.to_string()]));
    (1950..=2050).contains(&year).then(|| {
        Clue::between(
            Frame::Absolute,
            Some(Day::first_of(year - 1, 12).number()),
            Some(Day::last_of(year, 12).number()),
            strength::NEAR,
            evidence,
        )
    })
}

/// 2021年二季度 in a title: in that part of the year, or summed up soon after it.
pub fn part_named(scene: &Scene, mention: &Mention) -> Option<Clue> {
    let Some(Year { base, unknown: 0 }) = mention.year else {
        return None;
    };
    let in_title = scene.in_title(mention.span);
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
pub fn years(scene: &Scene, mention: &Mention, before: &str, after: &str) -> Option<Clue> {
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
    // 总结08年我镇的农业工作, 部署09年…工作
    let looked = ["总结", "回顾", "总结了", "盘点", "总结好"]
        .iter()
        .any(|w| before.ends_with(w));
    // 对2004年工作进行了总结，对2005年工作作了部署: which of both follows first.
    let of_work = before.ends_with(['对', '就', '将', '把']);
    let place = |words: &[&str]| words.iter().filter_map(|w| after.find(w)).min();
    let summed = place(&["总结", "回顾", "通报"]).filter(|_| of_work);
    let arranged = place(&["部署", "安排", "谋划", "布置"]).filter(|_| of_work);
    let (looked, arranged) = match (summed, arranged) {
        (Some(s), Some(a)) => (looked || s < a, a < s),
        (s, a) => (looked || s.is_some(), a.is_some()),
    };
    // 即将过去的2017年, 刚刚过去的2017年, 2018年即将到来
    let about = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    let coming = [
        "即将到来",
        "即将来临",
        "马上就要到",
        "的钟声即将",
        "就要到来",
        "将至",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    let turn = if about(&["即将过去的", "即将结束的", "就要过去的"]) {
        Some((Day::new(base, 12, 1), Day::new(base + 1, 1, 5)))
    } else if about(&["刚刚过去的", "刚过去的", "已经过去的", "过去的"]) {
        Some((Day::new(base + 1, 1, 1), Day::new(base + 1, 3, 31)))
    } else if coming {
        Some((Day::new(base - 1, 12, 5), Day::new(base - 1, 12, 31)))
    } else {
        None
    };
    if let Some((from, to)) = turn {
        return whole(from, to, strength::NEAR, "date.looked_back");
    }
    // 今日是我在二〇一八年首次出席
    if ["今天是", "今日是", "今晚是"]
        .iter()
        .any(|w| before.contains(w))
        && before.ends_with('在')
    {
        let (from, to) = year_of(base);
        return whole(from, to, strength::YEAR, "date.this_year_named");
    }
    if begins(after, "looked_back") || looked {
        let (from, to) = (Day::first_of(base, 12), Day::last_of(base + 1, 3));
        return whole(Some(from), Some(to), strength::NEAR, "date.looked_back");
    }
    // 通报了我县2020年营商环境评价情况
    let reported = holds(&tail(before, 8), "reported_on") && holds(&head(after, 16), "results");
    if reported {
        let (from, to) = (Day::first_of(base, 9), Day::last_of(base + 1, 12));
        return whole(Some(from), Some(to), strength::SIDE, "date.looked_back");
    }
    // 将于2012年上半年届满 is said in the year before.
    let falls_due = holds(&tail(before, 6), "falls_due") && holds(&head(after, 12), "term_ends");
    if falls_due {
        let (from, to) = (Day::first_of(base - 1, 7), Day::last_of(base, 12));
        return whole(Some(from), Some(to), strength::SIDE, "date.ahead_year");
    }
    let planned = ["部署", "安排", "谋划", "布置", "展望", "研究部署"]
        .iter()
        .any(|w| before.ends_with(w));
    let of_year = after.trim_start_matches(['的', '全', '年', '度', '主', '要']);
    if begins(of_year, "planned") || planned || arranged {
        let (from, to) = (Day::first_of(base - 1, 12), Day::last_of(base, 3));
        return whole(Some(from), Some(to), strength::NEAR, "date.planned");
    }
    let title = scene.in_title(mention.span);
    // 2008年新年祝词 is said about the turn of the year.
    let new_year = ["新年", "元旦"].iter().any(|w| after.starts_with(w));
    // （2012年元旦） under the title of a greeting.
    let day_alone = matches!(after, "元旦" | "元旦)" | "新年" | "新年)");
    if title && new_year && (holds(after, "greeting") || day_alone) {
        let from = Day::new(base - 1, 12, 15)?;
        let to = Day::new(base, 1, 15)?;
        return whole(Some(from), Some(to), strength::NEAR, "date.title_year");
    }
    if title {
        let (from, to) = (Day::first_of(base - 1, 12), Day::last_of(base, 12));
        let clue = whole(Some(from), Some(to), strength::NEAR, "date.title_year");
        // The yearly meeting of a field arranges the work of the year in its first months.
        let yearly = after.contains("工作会") && !after.contains("推进");
        return if yearly {
            clue.map(|c| c.usually_within(YEARLY_MEETING))
        } else {
            clue
        };
    }
    // 《2024年拨款条例草案》 is put forward about the beginning of its year.
    if before.ends_with('《') && holds(&head(after, 16), "bill") {
        let (from, to) = (Day::first_of(base - 1, 10), Day::last_of(base, 12));
        return whole(Some(from), Some(to), strength::NEAR, "date.planned");
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
    // 2021年以来，…全年接待来访: the whole year is summed up.
    let summed_up = after.starts_with("以来")
        && mention.span.start < scene.body + 300
        && scene
            .text(Span::new(mention.span.end, mention.span.end + 120))
            .contains("全年");
    if summed_up {
        let (from, to) = (Day::first_of(base, 12), Day::last_of(base + 1, 5));
        return whole(Some(from), Some(to), strength::NEAR, "date.looked_back");
    }
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
