//! What the clues of short texts come to.
//! Tests only.

use super::*;
use proptest::prelude::*;

fn dated(title: &str, body: &str) -> Option<Guess<String>> {
    let text = format!("{title}\n{body}");
    let end = title.chars().count() as u32;
    let ctx = Context {
        text: &text,
        title: (!title.is_empty()).then(|| Span::new(0, end)),
        body_start: end + 1,
        ..Context::default()
    };
    infer(&ctx).date
}

fn check(title: &str, body: &str, edtf: &str) {
    let got = dated(title, body).map(|g| g.value);
    assert_eq!(got.as_deref().unwrap_or(""), edtf, "{title} {body}");
}

const TITLE: &str = "在全县工作会议上的讲话";

#[test]
fn a_quarter_in_the_title_bounds_the_day_and_leaves_room_to_sum_it_up() {
    let got = dated(
        "在全市2021年二季度项目集中签约仪式上的致辞",
        "五月的城里，樟花开了。",
    );
    let bounds = got.and_then(|g| g.value.parse::<Edtf>().ok()?.bounds());
    let days = bounds.map(|(first, last)| (first.to_string(), last.to_string()));
    let within =
        days.is_some_and(|(first, last)| *first >= *"2021-04-01" && *last <= *"2021-07-31");
    assert!(within);
}

#[test]
fn a_date_under_the_title_or_in_the_signature_is_the_speechs() {
    check(
        TITLE,
        "（2019年3月5日）\n同志们：\n今天开会。",
        "2019-03-05",
    );
    check(TITLE, "二〇一二年十二月\n同志们：", "2012-12");
    check(TITLE, "——2019年3月5日在县礼堂\n各位代表：", "2019-03-05");
    check(
        TITLE,
        "同志们：\n今天开会，讲三点意见。\n谢谢大家。\n2019年3月5日",
        "2019-03-05",
    );
    check(
        TITLE,
        "2016年5月5日、6日、17日、18日\n同志们：",
        "2016-05-05/2016-05-18",
    );
    check(TITLE, "（20××年6月）\n同志们：", "XXXX-06");
    check(TITLE, "（202×年3月）\n同志们：", "202X-03");
}

#[test]
fn a_date_of_publishing_is_kept_apart() {
    let text = "在全县工作会议上的讲话\n发布时间：2021-06-11 来源：某网\n同志们：\n今天开会。";
    let ctx = Context {
        text,
        title: Some(Span::new(0, 11)),
        body_start: 40,
        ..Context::default()
    };
    let found = infer(&ctx);
    assert_eq!(found.date, None);
    let others: Vec<_> = found
        .others
        .iter()
        .map(|o| (o.kind.as_str(), o.edtf.as_str()))
        .collect();
    assert_eq!(others, [("publish", "2021-06-11")]);
    check(
        TITLE,
        "同志们：开会。\n（县委办公室2022年4月6日印发，共印80份）",
        "",
    );
}

#[test]
fn a_news_reports_day_is_counted_back_from_its_publishing() {
    let text = "全市安全生产会议召开\n2021-01-02 07:12 来源：某日报\n本报讯（记者 某某）31日上午，全市会议召开。";
    let ctx = Context {
        text,
        title: Some(Span::new(0, 10)),
        body_start: 36,
        ..Context::default()
    };
    assert_eq!(
        infer(&ctx).date.map(|g| g.value).as_deref(),
        Some("2020-12-31")
    );
}

#[test]
fn today_takes_its_year_from_what_the_year_is_called() {
    check(
        TITLE,
        "今天是4月18日。今年是“十四五”收官之年。",
        "2025-04-18",
    );
    check(TITLE, "今天是9月17日。今年是建党一百周年。", "2021-09-17");
    check(TITLE, "明天是我国第38个教师节。", "2022-09-09");
    check(TITLE, "今天是咱们党103岁的生日。", "2024-07-01");
    check(TITLE, "今天是癸卯年正月初八。", "2023-01-29");
    check(
        TITLE,
        "今天是1月11日，再过两个星期就是庚子鼠年春节。",
        "2020-01-11",
    );
    check(TITLE, "今天是9月17日。", "XXXX-09-17");
}

#[test]
fn figures_known_bound_the_date_from_below() {
    check(TITLE, "2023年1-5月，投资下降3%。", "2023-06/2023-07");
    check(
        TITLE,
        "截至2025年8月底，完成投资100亿元。",
        "2025-09/2025-10",
    );
    check(TITLE, "1-5月投资下降3%。", "XXXX-06/XXXX-07");
    check(
        TITLE,
        "1-4月，完成投资69亿元。上半年还剩两个月时间。",
        "XXXX-05",
    );
    check(TITLE, "去年1-5月投资下降3%。", "");
    check(TITLE, "确保一季度增长5%。", "");
}

#[test]
fn what_lies_ahead_bounds_it_from_above() {
    check(
        TITLE,
        "今年以来，国家发行抗疫特别国债。1-5月投资下降3%。机场要按2020年底校飞的目标推进。",
        "2020-06/2020-07",
    );
    check(
        TITLE,
        "要以优异成绩迎接党的二十大召开。今天是3月8日。",
        "2022-03-08",
    );
}

#[test]
fn phrases_put_a_speech_into_its_time() {
    check(
        TITLE,
        "党的二十大刚刚胜利闭幕，现在又进入11月份。",
        "2022-11",
    );
    check(
        TITLE,
        "要逐步形成以国内大循环为主体的新格局。现在已经到了9月上旬。",
        "2020-09-01/2020-09-10",
    );
    check(TITLE, "要加快发展新质生产力。", "2023-09/..");
}

#[test]
fn evidence_that_disagrees_leaves_the_year_open() {
    let found = dated(
        TITLE,
        "全力防治非典型肺炎，2003年1-4月增长3%。要抓好2003年底前的工作。发展新质生产力。1-4月增长5%。",
    );
    assert!(found.is_none_or(|g| g.certainty <= 0.6));
    let found = dated(
        "在全县推进会上的讲话",
        "落实共建“一带一路”愿景与行动。1-4月，投资增长5%。受新冠疫情影响很大。",
    );
    let found = found.map(|g| (g.value, g.certainty <= 0.3));
    assert_eq!(found, Some(("XXXX-05/XXXX-06".to_owned(), true)));
}

#[test]
fn without_evidence_there_is_no_date() {
    check(TITLE, "同志们：讲三点意见。一是认识要到位。", "");
    check(TITLE, "从2015年以来，我们走过了很长的路。", "2015-01/..");
}

fn taken_in(title: &str, body: &str) -> Option<String> {
    let text = format!("{title}\n{body}");
    let end = title.chars().count() as u32;
    let ctx = Context {
        text: &text,
        title: Some(Span::new(0, end)),
        body_start: end + 1,
        taken_in: Day::new(2026, 11, 20),
        ..Context::default()
    };
    infer(&ctx).date.map(|g| g.value)
}

#[test]
fn a_speech_is_not_younger_than_its_file() {
    let check = |body: &str, edtf: &str| {
        assert_eq!(taken_in(TITLE, body).as_deref(), Some(edtf), "{body}");
    };
    check("要加快发展新质生产力。", "2023-09/2026-11");
    check("从2015年以来，我们走过了很长的路。", "2015-01/2026-11");
    assert_eq!(taken_in(TITLE, "同志们：讲三点意见。"), None);
    assert_eq!(
        taken_in(TITLE, "今天是9月17日。").as_deref(),
        Some("XXXX-09-17")
    );
}

#[test]
fn a_page_published_soon_after_lends_its_year() {
    let text =
        "在项目签约仪式上的致辞\n发布时间：2018-07-20 来源：某校\n盛夏七月，我们相聚在这里。";
    let ctx = Context {
        text,
        title: Some(Span::new(0, 11)),
        body_start: 35,
        ..Context::default()
    };
    let date = infer(&ctx).date.map(|g| g.value);
    assert_eq!(date.as_deref(), Some("2018-07-01/2018-07-20"));
}

#[test]
fn days_are_counted_from_what_the_words_tell() {
    check(
        TITLE,
        "这期培训班从5月6日开班，到今天结业，前后整整五天。",
        "XXXX-05-10",
    );
    check(TITLE, "再过十天就是2019年元旦。", "2018-12-22");
    check(
        TITLE,
        "再过三十多天，党的十九大就要召开了。",
        "2017-09-09/2017-09-18",
    );
    check(
        TITLE,
        "六十年前的今天，1955年10月1日，自治区成立了。",
        "2015-10-01",
    );
    check(
        TITLE,
        "今天，是中国与泰国建交五十周年的日子。",
        "2025-07-01",
    );
    check(TITLE, "今天是9月10日，也是第三十五个教师节。", "2019-09-10");
}

#[test]
fn classes_and_seasons_put_a_speech_into_its_months() {
    check(
        TITLE,
        "亲爱的2018届毕业生同学们，你们就要走了。",
        "2018-05/2018-07",
    );
    check(TITLE, "欢迎2021级新生入学。", "2021-08/2021-10");
    check(
        "2008年新年致辞",
        "朋友们：大家好。",
        "2007-12-20/2008-01-10",
    );
    check(
        TITLE,
        "即将过去的2017年，我们做了许多事。",
        "2017-12/2018-01",
    );
    check(
        TITLE,
        "全国两会刚刚闭幕。今年是“十四五”开局之年。",
        "2021-03/2021-04",
    );
}

#[test]
fn a_day_of_the_week_and_an_event_tell_the_year() {
    check(
        TITLE,
        "3月7日，十四届全国人大一次会议举行记者会。",
        "2023-03-07/2023-03-17",
    );
    check(
        TITLE,
        "习近平总书记强调。李克强总理指出。4月8日（星期三），全县召开会议。",
        "2015-04/2020-05",
    );
}

#[test]
fn the_day_told_goes_before_a_later_date_of_the_page() {
    check(
        "在国庆招待会上的讲话",
        "今天是中华人民共和国成立二十周年。\n1969年10月2日",
        "1969-10-01",
    );
    check(
        TITLE,
        "（2018年3月6日）\n各位来宾：今天是元宵节，欢迎各位。",
        "2018-03-02",
    );
}

#[test]
fn a_file_name_helps_when_the_text_is_silent() {
    let ctx = Context {
        text: "同志们：讲三点意见。",
        file_name: Some("20200612在全县会议上的讲话.txt"),
        ..Context::default()
    };
    assert_eq!(
        infer(&ctx).date.map(|g| g.value).as_deref(),
        Some("2020-06-12")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_text_is_dated_without_panic_and_every_date_reads_back(
        text in "[0-9二〇十年月日号至到底前后今明昨天是截至增长%之第个教师节正初八癸卯疫情“”，。\n（）()上下半季度还剩两×X. -]{0,120}",
        title in 0u32..60,
        body in 0u32..80,
        offset in 0u32..9,
    ) {
        let ctx = Context {
            text: &text,
            offset,
            title: Some(Span::new(title, title + 9)),
            body_start: body,
            removed: &[Span::new(3, 9)],
            file_name: Some(&text),
            ..Context::default()
        };
        let found = infer(&ctx);
        let total = text.chars().count() as u32;
        let said = found.date.iter().map(|g| &g.value);
        for edtf in said.chain(found.others.iter().map(|o| &o.edtf)) {
            let parsed = edtf.parse::<Edtf>();
            prop_assert_eq!(parsed.map(|e| e.to_string()), Ok(edtf.clone()));
        }
        for evidence in found.date.iter().flat_map(|g| &g.evidence) {
            prop_assert!(crate::reasons::is_known(&evidence.reason.code), "{:?}", evidence);
            if let Some(span) = evidence.span {
                prop_assert!(span.start >= offset && span.end <= total + offset);
            }
        }
    }
}

#[test]
fn what_a_meeting_is_about_bounds_it_on_both_sides() {
    check(
        "在全县扫黑除恶专项斗争部署会上的讲话",
        "同志们：\n今天开会。",
        "2018-01/2021-04",
    );
    check(
        TITLE,
        "同志们：\n这次会议部署全县第六次全国人口普查登记工作。",
        "2009-12/2011-06",
    );
    // Looked back on, it says nothing of the end.
    check(
        "在纪念抗美援朝胜利座谈会上的讲话",
        "同志们：\n当年是微信还没有的年代。",
        "2011-01/..",
    );
}

#[test]
fn what_is_going_on_is_now() {
    check(
        TITLE,
        "同志们：\n当前，抗击非典正处在关键时期，各村要群防群控。",
        "2003-02/2003-08",
    );
}

#[test]
fn an_anniversary_is_reckoned_from_the_founding_that_is_told() {
    check(
        "在公司成立二十周年庆典上的致辞",
        "各位来宾：\n1998年公司创立时只有八个人。",
        "2018",
    );
}

#[test]
fn a_feast_at_hand_dates_the_speech_though_it_stands_in_the_text() {
    check(
        TITLE,
        "同志们：\n在中华人民共和国成立62周年之际，工程开工了。",
        "2011-08/2011-10",
    );
    check(
        TITLE,
        "同志们：\n再过几天，就是中国共产党成立104周年。",
        "2025-06",
    );
    check(
        "在“安全生产月”启动仪式上的讲话",
        "同志们：\n在全国第23个“安全生产月”到来之际，我们集会。",
        "2024-05/2024-06",
    );
}

#[test]
fn a_hundred_years_of_the_party_are_looked_back_on_later_too() {
    check(TITLE, "同志们：\n要传承党的百年作风建设优良传统。", "");
}

#[test]
fn the_first_year_of_a_new_plan_follows_the_last_year_of_the_old() {
    check(
        TITLE,
        "同志们：\n刚刚过去的2025年，是“十四五”规划的收官之年。",
        "2026-01/2026-03",
    );
}

#[test]
fn what_began_this_year_does_not_lie_ahead() {
    check(
        "在全乡党的群众路线教育实践活动总结大会上的讲话",
        "同志们：\n从今年3月15日开始，我乡38个单位开展了活动。",
        "2013-06/2014-11",
    );
}

#[test]
fn last_years_results_are_told_this_year() {
    check(
        TITLE,
        "同志们：\n刚才通报了我县2020年营商环境评价情况。",
        "2020-09/2021-12",
    );
}

#[test]
fn years_counted_from_a_year_make_this_one() {
    check(
        TITLE,
        "同志们：\n1950年首次表彰劳动模范70年来，群英荟萃。",
        "2020-01/2021-06",
    );
}

#[test]
fn the_newest_session_that_is_named_bounds_the_years() {
    check(
        TITLE,
        "同志们：\n我们认真贯彻党的十七届三中、四中全会精神，努力工作。",
        "2009-09/2010-11",
    );
}

#[test]
fn what_was_last_year_puts_the_speech_into_this_one() {
    check(
        TITLE,
        "同志们：\n去年，全体干警圆满完成了党的十九大安保任务。",
        "2018",
    );
}

#[test]
fn a_lunar_day_said_with_its_day_is_that_day() {
    check(
        TITLE,
        "同志们：\n今天是正月十六、3月5日，我们安排2015年全乡的各项工作。",
        "2015-03-05",
    );
}

#[test]
fn a_date_in_a_bracket_before_a_salutation_is_the_speechs() {
    check(
        "",
        "在供电公司夏季检修会上的讲话 副总经理 李某（2012年7月9日）同志们：今天开会。",
        "2012-07-09",
    );
}

#[test]
fn works_of_two_years_tell_the_winter_between_them() {
    check(
        TITLE,
        "同志们：\n刚才对2006年食品卫生工作进行了总结，对2007年工作作了部署。",
        "2007-01/2007-03",
    );
}

#[test]
fn a_seasons_words_over_two_months_are_said_as_the_month_between() {
    check(
        TITLE,
        "同志们：\n刚才各村汇报了备春耕工作，讲得都很好。",
        "XXXX-03",
    );
}

#[test]
fn a_law_in_force_since_last_year_tells_the_year() {
    check(
        "在全市执法检查汇报会上的发言",
        "各位代表：\n现在已经是6月下旬，家庭教育促进法从去年1月1日起施行，我市抓了三件事。",
        "2023-06-21/2023-06-30",
    );
    check(
        TITLE,
        "同志们：\n今年1月1日起，民法典正式施行，全县要学好用好。",
        "2021",
    );
}

#[test]
fn what_is_said_of_a_known_event_tells_how_long_ago_it_was() {
    check(
        "在全县道路交通安全紧急会议上的讲话",
        "同志们：\n昨天，梅大高速发生塌方，大家都看到了新闻。",
        "2024-05-02",
    );
    check(
        "在全市卫生系统总结会上的讲话",
        "同志们：\n今天是10月16日。五个月前，我们的医疗队赶赴汶川，一去就是两个月。",
        "2008-10-16",
    );
}

#[test]
fn years_are_counted_of_campaigns_and_congresses() {
    check(
        TITLE,
        "同志们：\n今年是国企改革三年行动的第二年，任务很重。",
        "2021",
    );
    check(
        TITLE,
        "同志们：\n今年是全面贯彻党的十九大精神的开局之年。",
        "2018",
    );
}

#[test]
fn days_of_the_old_calendar_and_the_animal_of_the_year_are_reckoned() {
    check(
        "在同乡会晚会上的致辞",
        "各位乡亲：\n今天是甲辰年的八月十五，月亮很圆。",
        "2024-09-17",
    );
    check(
        TITLE,
        "同志们：\n今天是党的生日，她整整九十八岁了。",
        "2019-07-01",
    );
}

#[test]
fn a_report_tells_its_day_by_the_day_its_page_was_published() {
    check(
        "全市春耕现场会召开",
        "发布时间：2018-03-09 20:11\n本台消息（记者 林晓）今天下午，全市春耕现场会在柳河召开。",
        "2018-03-08/2018-03-09",
    );
}

#[test]
fn a_signature_without_its_year_takes_the_year_of_the_text() {
    check(
        TITLE,
        "同志们：\n今年是“十二五”开局之年，大家要抓紧。\n我的话完了。\n十月二十六日",
        "2011-10-26",
    );
}

#[test]
fn a_new_year_alone_under_the_title_is_about_its_first_day() {
    check("（2012年元旦）", "朋友们：大家好。", "2011-12/2012-01");
}
