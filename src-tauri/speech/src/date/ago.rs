//! How long before the speech an event was, by the words around it: 上周四，…闭幕; 五个月前，…在汶川; …过去整整一个月.
//! Knows no events (`phrases`, `sessions`, `calendar`); days to go are `spans`'.

use super::day::Day;
use super::spans::{self, Away};

/// What may stand between such words and the event: who did it and that it was done.
const BETWEEN: &[&str] = &[
    "召开了",
    "召开",
    "举行了",
    "举行",
    "隆重",
    "印发了",
    "印发",
    "下发了",
    "下发",
    "出台了",
    "出台",
    "发布了",
    "发布",
    "发生了",
    "发生的",
    "发生",
    "通过了",
    "公布了",
    "党中央",
    "中共中央",
    "中央",
    "国务院",
    "全国",
    "我国",
    "国家",
    "党的",
    "在北京",
    "胜利",
    "上午",
    "下午",
    "晚上",
    "刚刚",
    "刚",
    "我们",
    "庆祝了",
    "庆祝",
    "度过了",
    "迎来了",
    "共同",
    "震惊中外的",
    "震惊全国的",
    "从",
    "在",
    "的",
];

/// How far the speech lies from an event of these days, if the words before or after it tell.
pub fn ago(before: &str, after: &str, first: i32, over: i32) -> Option<Away> {
    let words = bare(before);
    of_words(words, first, over)
        .or_else(|| {
            // 就在上个星期，我们同全国人民一道，隆重庆祝了…: the time stands at the head of the sentence.
            let done = words.len() < before.trim_end_matches(['“', '《', ',', '的', ' ']).len();
            let mut clauses = words.match_indices(',').map(|(at, _)| &words[..at]);
            if done {
                return clauses.filter_map(|c| of_words(c, first, over)).next_back();
            }
            // 五个月前，部队的同志在汶川
            let head = clauses.next().filter(|c| c.ends_with('前'))?;
            counted_back(head).filter(|_| clauses.next().is_none())
        })
        .or_else(|| gone_by(after))
}

/// Words before an event without those that only join them to it.
fn bare(before: &str) -> &str {
    let mark =
        |c: char| matches!(c, ',' | ' ' | '、' | '“' | '"' | '《' | '·') || c.is_ascii_digit();
    let mut words = before;
    for _ in 0..6 {
        let kept = without_hour(words.trim_end_matches(mark));
        let joined = BETWEEN.iter().find_map(|w| kept.strip_suffix(w));
        match joined {
            Some(rest) => words = rest,
            None if kept.len() == words.len() => break,
            None => words = kept,
        }
    }
    words
}

/// 昨天下午一点五十分: without the hour.
fn without_hour(words: &str) -> &str {
    let hour = |c: char| "零一二三四五六七八九十两半许点时分:".contains(c) || c.is_ascii_digit();
    let rest = words.trim_end_matches(hour);
    let told = &words[rest.len()..];
    let half_of_day = ["上午", "下午", "晚上", "中午", "凌晨", "傍晚"];
    if told.contains(['点', '时', ':']) && half_of_day.iter().any(|w| rest.ends_with(w)) {
        rest
    } else {
        words
    }
}

fn of_words(words: &str, first: i32, over: i32) -> Option<Away> {
    let ends = |list: &[&str]| list.iter().any(|w| words.ends_with(w));
    let from_to = |from: i32, to: i32| {
        Some(Away {
            from: from - first,
            to: to - first,
        })
    };
    let days = ["一", "二", "三", "四", "五", "六", "日", "天"];
    let weekday = days
        .iter()
        .find_map(|d| words.strip_suffix(d))
        .unwrap_or(words);
    if ["上周", "上星期", "上个星期", "上礼拜", "上个礼拜"]
        .iter()
        .any(|w| weekday.ends_with(w))
    {
        // Weeks begin on Monday; 1970-01-01 was a Thursday.
        let monday = over + 7 - (over + 3).rem_euclid(7);
        return from_to(monday, monday + 6);
    }
    if ["本周", "这周", "这个星期", "本星期"]
        .iter()
        .any(|w| weekday.ends_with(w))
    {
        let sunday = over + 6 - (over + 3).rem_euclid(7);
        return from_to(over, sunday);
    }
    if ends(&["昨天", "昨日", "昨晚"]) {
        return from_to(first + 1, over + 1);
    }
    if ends(&["大前天"]) {
        return from_to(first + 3, over + 3);
    }
    if ends(&["前天"]) {
        return from_to(first + 2, over + 2);
    }
    if ends(&["前几天", "前两天", "前些天", "这几天", "几天前", "前几日"]) {
        return from_to(over + 1, over + 10);
    }
    if ends(&["上个月", "上月", "上月底", "上个月底", "上月初", "上个月初"]) {
        let day = Day::from_number(over);
        let next = Day::last_of(day.year, day.month).number() + 1;
        let next = Day::from_number(next);
        let end = Day::last_of(next.year, next.month);
        return from_to(Day::first_of(next.year, next.month).number(), end.number());
    }
    if ends(&["本月初", "本月", "这个月", "这个月初"]) {
        let day = Day::from_number(over);
        return from_to(over, Day::last_of(day.year, day.month).number());
    }
    counted_back(words)
}

/// 五个月前, 二十天前.
fn counted_back(words: &str) -> Option<Away> {
    let lead = ["之前", "以前", "前"]
        .iter()
        .find_map(|w| words.strip_suffix(w))?;
    let chars: Vec<char> = lead.chars().collect();
    let (least, most, is_days) = (chars.len().saturating_sub(6)..chars.len()).find_map(|i| {
        let (least, most, end) = spans::counted(&chars, i)?;
        (end == chars.len()).then_some((least, most, chars[end - 1] == '天'))
    })?;
    // Months are counted roughly.
    let slack = if is_days { 0 } else { 8 + least / 30 };
    (most <= 200).then_some(Away {
        from: least - slack,
        to: most + slack,
    })
}

/// …过去整整一个月, …已经过去二十天 right after the event.
fn gone_by(after: &str) -> Option<Away> {
    if let Some(away) = since_closed(after) {
        return Some(away);
    }
    let at = after
        .find("过去")
        .filter(|at| after[..*at].chars().count() <= 8)?;
    let rest = after[at + "过去".len()..]
        .trim_start_matches(['了', '整', '已', '经', '才', '刚', '好', '将', '近', '快']);
    let chars: Vec<char> = rest.chars().collect();
    let (least, most, _) = spans::counted(&chars, 0)?;
    Some(Away {
        from: least,
        to: most,
    })
}

/// …闭幕刚刚一个月, …召开才两个星期: counted from its end to the day of the speech.
fn since_closed(after: &str) -> Option<Away> {
    let after = after.trim_start_matches(['的', '胜', '利', '”', ' ']);
    let done = ["闭幕", "结束", "召开", "发生", "印发", "落幕", "开过"];
    let rest = done.iter().find_map(|w| after.strip_prefix(w))?;
    let rest = rest.trim_start_matches(['后', '以', '来', '了', ',', '到', '今', '天', '至']);
    let counts = [
        "刚刚",
        "刚好",
        "刚",
        "才",
        "整整",
        "已经",
        "已",
        "还不到",
        "不到",
    ];
    let found = counts
        .iter()
        .find_map(|w| Some((*w, rest.strip_prefix(w)?)))?;
    let (word, rest) = found;
    let rest = rest.trim_start_matches(['过', '去', '有', '整', '好', '满']);
    let chars: Vec<char> = rest.chars().collect();
    let (least, most, end) = spans::counted(&chars, 0)?;
    // 已经一个月以来, 刚一周年 count otherwise.
    if chars.get(end).is_some_and(|c| matches!(c, '年' | '前')) {
        return None;
    }
    // Months are counted roughly; what is not full yet may be half gone.
    let slack = if chars[end - 1] == '天' { 1 } else { 3 };
    let from = if word.ends_with("不到") {
        least / 2
    } else {
        least - slack
    };
    Some(Away {
        from,
        to: most + slack,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str, event: (i32, u8, u8)) -> Option<(String, String)> {
        let on = Day::new(event.0, event.1, event.2)?.number();
        let away = ago(before, after, on, on)?;
        let day = |n: i32| Day::from_number(on + n).to_string();
        Some((day(away.from), day(away.to)))
    }

    fn check(before: &str, after: &str, event: (i32, u8, u8), from: &str, to: &str) {
        assert_eq!(
            told(before, after, event),
            Some((from.into(), to.into())),
            "{before}…{after}"
        );
    }

    #[test]
    fn words_before_an_event_tell_how_long_ago_it_was() {
        check(
            "昨天下午两点二十分,",
            "",
            (2010, 6, 21),
            "2010-06-22",
            "2010-06-22",
        );
        check(
            "",
            "闭幕刚刚一个月",
            (2017, 10, 24),
            "2017-11-13",
            "2017-12-03",
        );
        check(
            "就在上周五,国务院召开了",
            "",
            (2015, 8, 14),
            "2015-08-17",
            "2015-08-23",
        );
        check(
            "昨天上午,党中央召开",
            "",
            (2020, 1, 8),
            "2020-01-09",
            "2020-01-09",
        );
        check("前天,“", "", (2019, 3, 21), "2019-03-23", "2019-03-23");
        check("十天前,", "", (2019, 3, 21), "2019-03-31", "2019-03-31");
        check("上个月,", "", (2019, 3, 21), "2019-04-01", "2019-04-30");
        check(
            "就在上星期,全村人一起,热热闹闹地庆祝了",
            "",
            (2019, 3, 21),
            "2019-03-25",
            "2019-03-31",
        );
        check(
            "",
            "事故过去整整二十天",
            (2019, 3, 21),
            "2019-04-10",
            "2019-04-10",
        );
    }

    #[test]
    fn other_words_tell_nothing() {
        assert_eq!(told("我们要认真吸取", "的教训", (2019, 3, 21)), None);
        assert_eq!(told("很久以前,", "", (2019, 3, 21)), None);
        assert_eq!(
            told("上周,我去村里看了看,大家都在说", "", (2019, 3, 21)),
            None
        );
        assert_eq!(told("3月21日,", "", (2019, 3, 21)), None);
    }
}
