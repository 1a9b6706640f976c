//! Counts days that words tell: 再过二十天就是, 距国庆节还有十天, 从6月17日到今天前后七天.
//! Knows no date itself; the day counted from is given by who asks.

use super::numeral::number;
use super::scene::words;

/// How far the speech lies from a day: from `from` to `to` days after it; negative is before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// At least so many days after.
    pub from: i32,
    /// At most so many days after.
    pub to: i32,
}

impl Away {
    /// Exactly so many days after.
    pub const fn exactly(days: i32) -> Self {
        Self {
            from: days,
            to: days,
        }
    }

    /// True when the distance is known to the day.
    pub fn is_exact(self) -> bool {
        self.from == self.to
    }
}

/// Days in a count (两个星期, 半个月, 二十多天), the least and the most, and where the words end.
pub fn counted(chars: &[char], at: usize) -> Option<(i32, i32, usize)> {
    // 再过几天: some days, under ten; 几十天: some tens of them.
    if chars.get(at) == Some(&'几') {
        let tens = chars.get(at + 1) == Some(&'十');
        let unit = at + 1 + usize::from(tens);
        return matches!(chars.get(unit), Some('天' | '日')).then_some(if tens {
            (20, 90, unit + 1)
        } else {
            (2, 9, unit + 1)
        });
    }
    if chars.get(at..at + 3) == Some(&['个', '把', '月']) {
        return Some((20, 45, at + 3));
    }
    let at = at + usize::from(chars.get(at..at + 2) == Some(&['大', '半']));
    let (count, half, mut end) = match chars.get(at)? {
        '两' => (2, false, at + 1),
        '半' => (1, true, at + 1),
        _ => number(chars, at).map(|(n, end)| (n as i32, false, end))?,
    };
    // 十几天, 二十几天.
    let some = chars.get(end) == Some(&'几') && count >= 10 && count % 10 == 0;
    let more = matches!(chars.get(end), Some('多' | '余' | '来')) || some;
    end += usize::from(more);
    end += usize::from(chars.get(end) == Some(&'个'));
    // 一个半月.
    if chars.get(end..end + 2) == Some(&['半', '月']) && !half {
        return Some((count * 30 + 10, count * 30 + 20, end + 2));
    }
    end += usize::from(half && matches!(chars.get(end), Some('多')));
    end += usize::from(half && chars.get(end) == Some(&'个'));
    let unit: String = chars.iter().skip(end).take(2).collect();
    let (days, slack, width) = match unit.as_str() {
        "星期" | "礼拜" => (7, 2, 2),
        u if u.starts_with('周') && !u.starts_with("周年") => (7, 2, 1),
        u if u.starts_with('天') || u.starts_with('日') => (1, 0, 1),
        u if u.starts_with('月') => (30, 7, 1),
        u if u.starts_with('年') && half => (365, 30, 1),
        _ => return None,
    };
    let least = if half { days / 2 } else { count * days };
    // 一个月零五天 is a month's days and those.
    let rest = end + width;
    if days == 30
        && chars.get(rest) == Some(&'零')
        && let Some((over, to)) = number(chars, rest + 1)
        && chars.get(to) == Some(&'天')
    {
        let all = count * 61 / 2 + over as i32;
        return Some((all - 2, all + 1, to + 1));
    }
    let most = if some {
        least + 9
    } else if more {
        least + (least / 2).clamp(1, 9)
    } else {
        least
    };
    let slack = if half { 3 } else { slack };
    ((0..=400).contains(&least)).then_some((least - slack, most + slack, end + width))
}

/// 再过两个星期就是 before a day: how far before it the speech lies.
pub fn to_go(before: &str) -> Option<Away> {
    if let Some(away) = days_after_which(before) {
        return Some(away);
    }
    let at = words("in_time")
        .iter()
        .filter_map(|w| before.rfind(w.as_str()).map(|at| at + w.len()))
        .max()?;
    let rest: Vec<char> = before[at..].chars().collect();
    let skipped = rest
        .iter()
        .take_while(|c| matches!(c, '不' | '到' | '约' | '大' | ' '))
        .count();
    let (least, most, end) = counted(&rest, skipped)?;
    let joint: String = rest[end..].iter().collect();
    let near = rest.len() - end <= 9 && !joint.contains(['前', '。']);
    let least = if skipped > 0 { least / 2 } else { least };
    near.then_some(Away {
        from: -most,
        to: -least,
    })
}

/// 三天之后就是, 过三天就是 before a day.
fn days_after_which(before: &str) -> Option<Away> {
    let before = before.trim_end_matches(['“', ' ', '一', '年', '度', '的', '了']);
    let told = ["就是", "便是", "又是", "就到", "正是", "将是", "即是", "是"]
        .iter()
        .find_map(|w| before.strip_suffix(w))?
        .trim_end_matches([',', ' ']);
    let lead = ["之后", "以后", "后"]
        .iter()
        .find_map(|w| told.strip_suffix(w));
    let chars: Vec<char> = lead.unwrap_or(told).chars().collect();
    let (at, least, most) = (chars.len().saturating_sub(6)..chars.len()).find_map(|i| {
        let (least, most, end) = counted(&chars, i)?;
        (end == chars.len()).then_some((i, least, most))
    })?;
    // 过三天就是; 经过三天 and 通过三天 tell of what has been.
    let passes =
        at >= 1 && chars[at - 1] == '过' && (at < 2 || !"经通度超".contains(chars[at - 2]));
    (lead.is_some() || passes).then_some(Away {
        from: -most,
        to: -least,
    })
}

/// 17天前，…登上春晚舞台: how far after it the speech lies.
pub fn days_ago(before: &str) -> Option<Away> {
    let at = before
        .rfind("天前")
        .filter(|at| !before[..*at].contains("年"))?;
    let chars: Vec<char> = before[..at].chars().collect();
    let days = (chars.len().saturating_sub(4)..chars.len())
        .find_map(|i| number(&chars, i).filter(|&(_, end)| end == chars.len()))
        .map(|(n, _)| n as i32)
        .filter(|n| (2..=100).contains(n))?;
    Some(Away::exactly(days))
}

/// 距 before a day and 还有二十天 after it.
pub fn left_until(before: &str, after: &str) -> Option<Away> {
    let before: String = before.trim_end_matches(['“', '的', '了']).to_owned();
    let far = ["距", "距离", "离"].iter().any(|w| {
        before
            .rfind(w)
            .is_some_and(|at| before[at + w.len()..].chars().count() <= 6)
    });
    if !far {
        return None;
    }
    let chars: Vec<char> = after.chars().collect();
    let at = [
        "还有", "只有", "仅有", "还剩", "仅剩", "只剩", "整整", "正好", "恰好", "刚好", "不到",
        "不足",
    ]
    .iter()
    .filter_map(|w| after.find(w).map(|at| after[..at].chars().count() + 2))
    .min()
    .filter(|&at| at <= 12)?;
    let skipped = chars[at..]
        .iter()
        .take_while(|c| {
            matches!(
                c,
                '不' | '到' | '足' | '约' | '最' | '后' | '短' | '整' | '正' | '好' | '了' | ' '
            )
        })
        .count();
    let (least, most, _) = counted(&chars, at + skipped)?;
    // 距离年底不到三个月 may be much less.
    let under = chars[..at + skipped].ends_with(&['不', '到'])
        || chars[..at + skipped].ends_with(&['不', '足']);
    let least = if under { least / 2 } else { least };
    Some(Away {
        from: -most,
        to: -least,
    })
}

/// 今天是教师节的前一天, 国庆节的第二天: how far the words after a day's name go from it.
pub fn day_beside(after: &str) -> i32 {
    let after = after.trim_start_matches(['”', '"', '的', '后']);
    if after.starts_with("前一天") || after.starts_with("头一天") {
        -1
    } else if after.starts_with("第二天") || after.starts_with("次日") {
        1
    } else {
        0
    }
}

/// 国庆一天天临近，满打满算还有十九天: the day draws near, and so many days are left.
pub fn nears(after: &str) -> Option<Away> {
    let near = [
        "临近",
        "来临",
        "将至",
        "越来越近",
        "近了",
        "在即",
        "不远",
        "就要到",
        "快到",
        "要到了",
        "快来",
    ]
    .iter()
    .filter_map(|w| after.find(w).map(|at| at + w.len()))
    .min()
    .filter(|&at| after[..at].chars().count() <= 12)?;
    left_until("离", &after[near..])
}

/// 11月1日零时，…离标准时点还有整整一百天: what the words after a day count to it.
pub fn left_behind(after: &str) -> Option<Away> {
    let at = ["离", "距"]
        .iter()
        .filter_map(|w| after.find(w).map(|at| at + w.len()))
        .min()?;
    left_until("离", &after[at..])
}

/// 2月7日散的会，到今天，整整一个月零五天: the days since.
pub fn passed(after: &str) -> Option<Away> {
    let at = ["到今天", "到现在", "至今", "到今日"]
        .iter()
        .filter_map(|w| after.find(w).map(|at| at + w.len()))
        .min()?;
    let rest = after[at..].trim_start_matches([',', ' ']);
    let told = ["整整", "已经", "正好", "刚好", "恰好", "已有", "已"]
        .iter()
        .find_map(|w| rest.strip_prefix(w))?;
    let told = told.trim_start_matches(['过', '去', '了', '有', '是', '整', '满']);
    let chars: Vec<char> = told.chars().collect();
    let (least, most, _) = counted(&chars, 0)?;
    (most <= 200).then_some(Away {
        from: least,
        to: most,
    })
}

/// 从6月17日…到今天…前后七天: the days from the first day to today, both counted.
pub fn lasted(after: &str) -> Option<i32> {
    let at = ["到今天", "至今天", "到今日", "至今日", "到今晚", "至今"]
        .iter()
        .filter_map(|w| after.find(w))
        .min()?;
    let rest: Vec<char> = after[at..].chars().collect();
    let from = (0..rest.len()).find(|&i| {
        let word: String = rest[i..].iter().take(2).collect();
        matches!(
            word.as_str(),
            "历时" | "为期" | "前后" | "整整" | "一共" | "共计" | "经过" | "用了" | "总共"
        )
    })?;
    (from..rest.len().min(from + 8)).find_map(|i| {
        let (least, most, end) = counted(&rest, i)?;
        (least == most && rest.get(end - 1) == Some(&'天')).then_some(least)
    })
}

/// 七十年前的今天 at the end of words before a day, or at the start of words after it.
pub fn years_ago_today(words: &str) -> Option<i32> {
    let at = words
        .find("年前的今天")
        .or_else(|| words.find("年前的今日"))?;
    let chars: Vec<char> = words[..at].chars().collect();
    (chars.len().saturating_sub(5)..chars.len())
        .find_map(|i| number(&chars, i).filter(|&(_, end)| end == chars.len()))
        .map(|(n, _)| n as i32)
        .filter(|n| (1..=200).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_to_go_are_counted() {
        let away = |from, to| Some(Away { from, to });
        assert_eq!(to_go("再过二十天就是"), away(-20, -20));
        assert_eq!(to_go("再过二十多天,"), away(-29, -20));
        assert_eq!(to_go("再过两个星期就是"), away(-16, -12));
        assert_eq!(to_go("再过半个月"), away(-18, -12));
        assert_eq!(to_go("三天之后就是"), away(-3, -3));
        assert_eq!(to_go("过三天就是“"), away(-3, -3));
        assert_eq!(to_go("经过三天就是"), None);
        assert_eq!(left_until("今天距离", "整整一百天"), away(-100, -100));
        assert_eq!(nears("一天天临近,满打满算还有十九天"), away(-19, -19));
        assert_eq!(day_beside("的前一天,我们"), -1);
        assert_eq!(day_beside("后的第二天"), 1);
        assert_eq!(day_beside("活动"), 0);
        assert_eq!(nears("就要到了,只剩一个礼拜"), away(-9, -5));
        assert_eq!(nears("刚过,还有十天就开学"), None);
        assert_eq!(to_go("他再过十天回来再说这个事情与我们"), None);
        assert_eq!(left_until("现在距", "还有一百天"), away(-100, -100));
        assert_eq!(left_until("今天离", "开幕还有十二天"), away(-12, -12));
        assert_eq!(left_until("同志们,", "还有一百天"), None);
        assert_eq!(left_until("距离", "不到四十天"), away(-40, -20));
    }

    #[test]
    fn what_lasted_until_today_is_counted() {
        assert_eq!(lasted("开班,到今天结业,前后整整七天"), Some(7));
        assert_eq!(lasted("开幕,至今已历时10天"), Some(10));
        assert_eq!(lasted("开班,到今天结业"), None);
        let away = |from, to| Some(Away { from, to });
        assert_eq!(passed("开的会,到今天,整整二十天"), away(20, 20));
        assert_eq!(passed("散会,到今天整整一个月零四天"), away(32, 35));
        assert_eq!(passed("开工,到今天结业"), None);
    }

    #[test]
    fn days_ago_are_counted() {
        assert_eq!(days_ago("十二天前,两位校友登上"), Some(Away::exactly(12)));
        assert_eq!(days_ago("几天前,两位校友登上"), None);
    }

    #[test]
    fn years_ago_today() {
        assert_eq!(super::years_ago_today("七十年前的今天,"), Some(70));
        assert_eq!(super::years_ago_today("许多年前的今天,"), None);
    }
}
