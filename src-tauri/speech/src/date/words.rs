//! An EDTF date in the words a reader expects: 2020年6—7月, 约2020年, Jun–Jul 2020.
//! Says nothing about how the date was found; （推断） is the window's word.

use super::day::month_length;
use super::edtf::{Date, Edtf};
use crate::reasons::Lang;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The date in words.
pub fn say(edtf: &Edtf, lang: Lang) -> String {
    match (edtf, lang) {
        (Edtf::One(date), Lang::Zh) => marked_zh(date, one_zh(date)),
        (Edtf::One(date), Lang::En) => marked_en(date, one_en(date)),
        (Edtf::Span(Some(a), Some(b)), Lang::Zh) => marked_zh(&either(a, b), span_zh(a, b)),
        (Edtf::Span(Some(a), Some(b)), Lang::En) => marked_en(&either(a, b), span_en(a, b)),
        (Edtf::Span(Some(a), None), Lang::Zh) => format!("{}以后", marked_zh(a, one_zh(a))),
        (Edtf::Span(Some(a), None), Lang::En) => format!("{} or later", marked_en(a, one_en(a))),
        (Edtf::Span(None, Some(b)), Lang::Zh) => format!("{}以前", marked_zh(b, one_zh(b))),
        (Edtf::Span(None, Some(b)), Lang::En) => format!("by {}", marked_en(b, one_en(b))),
        (Edtf::Span(None, None), Lang::Zh) => "年份未详".to_owned(),
        (Edtf::Span(None, None), Lang::En) => "Date unknown".to_owned(),
    }
}

/// The marks of an interval: those of either end.
fn either(a: &Date, b: &Date) -> Date {
    Date {
        approximate: a.approximate || b.approximate,
        uncertain: a.uncertain || b.uncertain,
        ..*a
    }
}

fn marked_zh(date: &Date, words: String) -> String {
    match (date.approximate, date.uncertain) {
        (true, true) => format!("约{words}（存疑）"),
        (true, false) => format!("约{words}"),
        (false, true) => format!("{words}（存疑）"),
        (false, false) => words,
    }
}

fn marked_en(date: &Date, words: String) -> String {
    match (date.approximate, date.uncertain) {
        (true, true) => format!("c. {words} (doubtful)"),
        (true, false) => format!("c. {words}"),
        (false, true) => format!("{words} (doubtful)"),
        (false, false) => words,
    }
}

/// Month and day of a date, without its year; empty for a bare year.
fn tail_zh(date: &Date) -> String {
    match (date.month, date.day) {
        (Some(m), Some(d)) => format!("{m}月{d}日"),
        (Some(m), None) => format!("{m}月"),
        _ => String::new(),
    }
}

fn tail_en(date: &Date) -> String {
    match (date.month, date.day) {
        (Some(m), Some(d)) => format!("{d} {}", month_en(m)),
        (Some(m), None) => month_en(m).to_owned(),
        _ => String::new(),
    }
}

fn month_en(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

fn one_zh(date: &Date) -> String {
    let tail = tail_zh(date);
    let base = date.year.base;
    match (date.year.unknown, tail.is_empty()) {
        (0, _) => format!("{base}年{tail}"),
        (1, true) => format!("{base}年代"),
        (1, false) => format!("{base}年代某年{tail}"),
        (2, _) => format!("{}××年{tail}", base / 100),
        (3, _) => format!("{}×××年{tail}", base / 1000),
        (_, true) => "年份未详".to_owned(),
        (_, false) => format!("{tail}，年份未详"),
    }
}

fn one_en(date: &Date) -> String {
    let tail = tail_en(date);
    let base = date.year.base;
    let year = match date.year.unknown {
        0 => format!("{base}"),
        1 => format!("{base}s"),
        2 => format!("{}xx", base / 100),
        3 => format!("{}xxx", base / 1000),
        _ if tail.is_empty() => return "Year unknown".to_owned(),
        _ => return format!("{tail}, year unknown"),
    };
    match (tail.is_empty(), date.year.unknown) {
        (true, _) => year,
        (false, 1) => format!("{tail} in the {year}"),
        (false, _) => format!("{tail} {year}"),
    }
}

/// A stretch inside one calendar year, as thirds of months where it is made of such.
struct Thirds {
    from: (u8, u8),
    to: (u8, u8),
}

impl Thirds {
    /// From and to as (month, third 1..=3), when both ends lie on the border of a third.
    fn of(a: &Date, b: &Date) -> Option<Self> {
        let from = match (a.month?, a.day) {
            (m, None | Some(1)) => (m, 1),
            (m, Some(11)) => (m, 2),
            (m, Some(21)) => (m, 3),
            _ => return None,
        };
        let to = match (b.month?, b.day) {
            (m, None) => (m, 3),
            (m, Some(10)) => (m, 1),
            (m, Some(20)) => (m, 2),
            (m, Some(d)) if d >= month_length(b.year.base, m) || (m == 2 && d >= 28) => (m, 3),
            _ => return None,
        };
        (from <= to).then_some(Self { from, to })
    }

    fn zh(&self) -> String {
        let (a, b) = (self.from.0, self.to.0);
        if a == b {
            let part = match (self.from.1, self.to.1) {
                (1, 1) => "上旬",
                (2, 2) => "中旬",
                (3, 3) => "下旬",
                (1, 2) => "上中旬",
                (2, 3) => "中下旬",
                _ => "",
            };
            return format!("{a}月{part}");
        }
        if self.from.1 == 1 && self.to.1 == 3 {
            return match (a, b) {
                (1, 6) => "上半年".to_owned(),
                (7, 12) => "下半年".to_owned(),
                _ => format!("{a}—{b}月"),
            };
        }
        let start = ["", "中旬", "下旬"][usize::from(self.from.1) - 1];
        let end = ["上旬", "中旬", ""][usize::from(self.to.1) - 1];
        format!("{a}月{start}—{b}月{end}")
    }

    fn en(&self) -> String {
        let (a, b) = (month_en(self.from.0), month_en(self.to.0));
        if self.from.0 == self.to.0 {
            return match (self.from.1, self.to.1) {
                (1, 1) => format!("early {a}"),
                (2, 2) => format!("mid-{a}"),
                (3, 3) => format!("late {a}"),
                (1, 2) => format!("early to mid-{a}"),
                (2, 3) => format!("mid to late {a}"),
                _ => a.to_owned(),
            };
        }
        match (self.from, self.to) {
            ((1, 1), (6, 3)) => return "H1".to_owned(),
            ((7, 1), (12, 3)) => return "H2".to_owned(),
            _ => {}
        }
        let start = ["", "mid-", "late "][usize::from(self.from.1) - 1];
        let end = ["early ", "mid-", ""][usize::from(self.to.1) - 1];
        format!("{start}{a}–{end}{b}")
    }
}

fn span_zh(a: &Date, b: &Date) -> String {
    if a.year != b.year {
        return match (a.year.unknown + b.year.unknown, a.month, b.month) {
            (0, None, None) => format!("{}—{}年", a.year.base, b.year.base),
            _ => format!("{}—{}", one_zh(a), one_zh(b)),
        };
    }
    let tail = match Thirds::of(a, b) {
        Some(thirds) => thirds.zh(),
        None => match (a.month == b.month, a.day, b.day) {
            (true, Some(first), Some(last)) => {
                format!("{}月{first}—{last}日", a.month.unwrap_or(1))
            }
            _ => format!("{}—{}", tail_zh(a), tail_zh(b)),
        },
    };
    match a.year.unknown {
        0 => format!("{}年{tail}", a.year.base),
        1 => format!("{}年代某年{tail}", a.year.base),
        2 | 3 => format!("{}{tail}", one_zh(&Date::in_year(a.year, None, None))),
        _ => format!("年份未详，{tail}"),
    }
}

fn span_en(a: &Date, b: &Date) -> String {
    if a.year != b.year {
        return match (a.month, b.month) {
            (None, None) => format!("{}–{}", one_en(a), one_en(b)),
            _ => format!("{} – {}", one_en(a), one_en(b)),
        };
    }
    let tail = match Thirds::of(a, b) {
        Some(thirds) => thirds.en(),
        None => match (a.month == b.month, a.day, b.day) {
            (true, Some(first), Some(last)) => {
                format!("{first}–{last} {}", month_en(a.month.unwrap_or(1)))
            }
            _ => format!("{} – {}", tail_en(a), tail_en(b)),
        },
    };
    match a.year.unknown {
        0 => format!("{tail} {}", a.year.base),
        1..=3 => format!("{tail} in {}", one_en(&Date::in_year(a.year, None, None))),
        _ => format!("Year unknown, {tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, zh: &str, en: &str) {
        let edtf: Edtf = edtf.parse().expect(edtf);
        assert_eq!(
            (say(&edtf, Lang::Zh), say(&edtf, Lang::En)),
            (zh.into(), en.into())
        );
    }

    #[test]
    fn dates_in_words_are_never_sharper_than_they_are() {
        check("2020-06-12", "2020年6月12日", "12 Jun 2020");
        check("2020-06", "2020年6月", "Jun 2020");
        check("2020", "2020年", "2020");
        check("2020-06/2020-07", "2020年6—7月", "Jun–Jul 2020");
        check("2020-07/2020-12", "2020年下半年", "H2 2020");
        check("2020-01/2020-06", "2020年上半年", "H1 2020");
        check("2020~", "约2020年", "c. 2020");
        check("2020?", "2020年（存疑）", "2020 (doubtful)");
        check("XXXX-05", "5月，年份未详", "May, year unknown");
        check("XXXX-05-12", "5月12日，年份未详", "12 May, year unknown");
        check(
            "XXXX-06-11/XXXX-07-31",
            "年份未详，6月中旬—7月",
            "Year unknown, mid-Jun–Jul",
        );
        check("202X", "2020年代", "2020s");
        check("202X-03", "2020年代某年3月", "Mar in the 2020s");
        check("2020-09-01/2020-09-10", "2020年9月上旬", "early Sep 2020");
        check("2020-02-09/2020-02-12", "2020年2月9—12日", "9–12 Feb 2020");
        check(
            "2020-02-09/2020-03-05",
            "2020年2月9日—3月5日",
            "9 Feb – 5 Mar 2020",
        );
        check("2015/2018", "2015—2018年", "2015–2018");
        check(
            "2020-12/2021-01",
            "2020年12月—2021年1月",
            "Dec 2020 – Jan 2021",
        );
        check("2017-01/..", "2017年1月以后", "Jan 2017 or later");
        check("../1979", "1979年以前", "by 1979");
    }
}
