//! How dates in texts are read, shape by shape.
//! Tests only.

use super::*;
use proptest::prelude::*;

fn first(text: &str) -> Option<Mention> {
    let chars: Vec<char> = text.chars().map(crate::lookup::plain).collect();
    mentions(&chars).into_iter().next()
}

fn check(text: &str, edtf: &str) {
    let got = first(text).and_then(|m| m.edtf()).map(|e| e.to_string());
    assert_eq!(got.as_deref(), Some(edtf), "{text}");
}

fn check_yearless(text: &str, from: (u8, u8), to: (u8, u8)) {
    let got = first(text).map(|m| (m.year, m.first, m.last));
    assert_eq!(got, Some((None, from, to)), "{text}");
}

#[test]
fn lengths_of_time_are_no_years() {
    for text in [
        "有期徒刑10年6个月",
        "过去的20年里",
        "坚持了15年，",
        "第08年",
    ] {
        assert_eq!(first(text).and_then(|m| m.year), None, "{text}");
    }
}

#[test]
fn every_shape_of_a_written_date_is_read() {
    check("二〇一二年十二月", "2012-12");
    check("二○一二年十二月二十八日", "2012-12-28");
    check("二零二三年一月六日", "2023-01-06");
    check("二О一六年三月", "2016-03");
    check("二0一六年三月", "2016-03");
    check("一-九七五年八月", "1975-08");
    check("一九七五年", "1975");
    check("２０２４年２月２日", "2024-02-02");
    check("2020 年 6 月 12 日", "2020-06-12");
    check("2020.9.12", "2020-09-12");
    check("2020-09-12", "2020-09-12");
    check("2020/9/12", "2020-09-12");
    check("(2020.09)", "2020-09");
    check("20200912", "2020-09-12");
    check("民国三十六年五月五日", "1947-05-05");
    check("中华民国26年(1937年)", "1937");
    check("昭和20年8月15日", "1945-08-15");
    check("114年2月25日", "2025-02-25");
    check("08年3月", "2008-03");
    check("总结08年的工作", "2008");
    check("一九五二年二月廿六日", "1952-02-26");
    check("二零一九年秋", "2019-09/2019-11");
    check("2019年春节", "2019");
    check("2007-2-7", "2007-02-07");
    check("2010.1.30", "2010-01-30");
    check("2023年7月30日晚", "2023-07-30");
    check("2020年9月上旬", "2020-09-01/2020-09-10");
    check("2025年8月底", "2025-08-21/2025-08-31");
    check("2020年上半年", "2020-01/2020-06");
    check("2020年第三季度", "2020-07/2020-09");
    check("2020年1—5月", "2020-01/2020-05");
    check("2020年底", "2020-12");
    check("202×年3月", "202X-03");
    check("20××年10月16日", "20XX-10-16");
    check("June 12, 2020", "2020-06-12");
    check("on 12 June 2020", "2020-06-12");
    check("2012年十二月", "2012-12");
}

#[test]
fn ranges_and_several_days_become_one_interval() {
    check("2020年6月12日至15日", "2020-06-12/2020-06-15");
    check("2020年6月12-15日", "2020-06-12/2020-06-15");
    check("2016年5月5日、6日、17日、18日", "2016-05-05/2016-05-18");
    check("2020年6月28日—7月2日", "2020-06-28/2020-07-02");
    check("2020.6.12-15日", "2020-06-12/2020-06-15");
}

#[test]
fn dates_without_a_year_are_read_too() {
    check_yearless("5月", (5, 1), (5, 31));
    check_yearless("9月17日", (9, 17), (9, 17));
    check_yearless("九月十七日", (9, 17), (9, 17));
    check_yearless("9月上旬", (9, 1), (9, 10));
    check_yearless("26日至27日", (0, 26), (0, 27));
    check_yearless("12月26日至27日", (12, 26), (12, 27));
    check_yearless("1-5月", (1, 1), (5, 31));
    check_yearless("1至10月份", (1, 1), (10, 31));
    check_yearless("前三季度", (1, 1), (9, 30));
    check_yearless("前8个月", (1, 1), (8, 31));
    check_yearless("上半年", (1, 1), (6, 30));
    check_yearless("一季度", (1, 1), (3, 31));
    check_yearless("第四季度", (10, 1), (12, 31));
}

#[test]
fn numbers_that_are_no_dates_are_left_alone() {
    for text in [
        "投资2020.6亿元",
        "电话2020-1234",
        "第2020号",
        "13月",
        "2021年度",
        "五个月",
        "下降15.7亿元",
    ] {
        let got = first(text)
            .and_then(|m| m.edtf())
            .filter(|_| !first(text).is_some_and(|m| m.label));
        assert_eq!(got, None, "{text}");
    }
    assert_eq!(first("3月15").map(|m| m.grain), Some(Grain::Day));
    assert_eq!(first("3月15个").map(|m| m.grain), Some(Grain::Month));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_dates_print_and_read_back(
        text in "[0-9一二三十〇年月日号至到、.×X/季度上下半旬底前第 \n(A-Za-zJune)-]{0,40}"
    ) {
        let chars: Vec<char> = text.chars().collect();
        for mention in mentions(&chars) {
            prop_assert!((mention.span.end as usize) <= chars.len());
            if let Some(edtf) = mention.edtf() {
                let printed = edtf.to_string();
                prop_assert_eq!(printed.parse::<Edtf>(), Ok(edtf), "{}", printed);
            }
        }
    }
}
