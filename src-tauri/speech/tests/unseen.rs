//! What went wrong in texts the rules had not seen, each on a short text of our own.

use speech::date::Day;
use speech::{Guess, Hints, Proposal, lexicon, read};

const BODY: &str = "河道清淤从上月开始，干了三十天，清出淤泥两千多方。两岸的树一棵没有少，群众说这样的工程看得见、摸得着，还要接着干下去，把支沟也一并清了。";

fn first(text: &str) -> Proposal {
    let hints = Hints {
        taken_in: Day::new(2026, 6, 1),
        ..Hints::default()
    };
    read(text, &hints)
        .speeches
        .into_iter()
        .next()
        .expect("the text holds a speech")
}

fn zh(vocabulary: &lexicon::Vocabulary, guess: &Option<Guess<String>>) -> String {
    guess
        .as_ref()
        .and_then(|g| vocabulary.get(&g.value))
        .map_or(String::new(), |t| t.zh.to_owned())
}

fn genre(p: &Proposal) -> String {
    zh(lexicon::genres(), &p.genre)
}

fn speaker(p: &Proposal) -> Option<&str> {
    p.speaker.as_ref().map(|g| g.value.as_str())
}

fn date(p: &Proposal) -> Option<&str> {
    p.date.as_ref().map(|g| g.value.as_str())
}

#[test]
fn a_headline_over_several_lines_is_one_title() {
    let p = first(&format!(
        "何守成在全县河道清淤现场会上强调\n盯住每一道沟　压实每一份责任\n坚决守住汛前不留隐患的底线\n2023-03-15　来源：某报　记者　某某\n\n本报讯　3月14日，全县河道清淤现场会召开。县长何守成出席会议并讲话。\n何守成指出，{BODY}\n何守成强调，{BODY}\n"
    ));
    assert_eq!(
        p.title.value,
        "何守成在全县河道清淤现场会上强调 盯住每一道沟　压实每一份责任 坚决守住汛前不留隐患的底线"
    );
    assert_eq!(genre(&p), "新闻报道");
}

#[test]
fn a_page_joins_title_shelf_and_site_on_a_line_that_is_not_the_title() {
    let p = first(&format!(
        "清淤文稿_现场讲话_2025范文_某某网\n在全县河道清淤现场会上的讲话\n县长　何守成\n同志们：\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "在全县河道清淤现场会上的讲话");
    let p = first(&format!(
        "在全县河道清淤现场会上的讲话 - 机关讲话 - 某某之家☆会员专享☆\n> 资料编号：0012　上传者：某某\n\n同志们：\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "在全县河道清淤现场会上的讲话");
    assert!(!p.title_supplied);
}

#[test]
fn who_speaks_may_stand_in_many_ways_under_or_beside_the_title() {
    let with = |head: &str| first(&format!("{head}\n\n各位领导：\n{BODY}\n"));
    for head in [
        "给全村党员上党课　　讲课人：村支书何守成",
        "在全县河道清淤现场会上的讲话\n高三（9）班　何守成",
        "在全县河道清淤现场会上的讲话\nCEO　Shaun Ho（何守成）",
        "在全县河道清淤现场会上的讲话\n何守成（清淤队队长）　2018.10.22",
        "加强河道管护——在全县河道清淤现场会上的讲话　何守成",
    ] {
        assert_eq!(speaker(&with(head)), Some("何守成"), "{head}");
    }
    let p = first(&format!(
        "在全县河道清淤现场会上的发言清河镇党委副书记、镇长　　何守成（2013.3.5）各位领导，同志们：{BODY}{BODY}谢谢大家！"
    ));
    assert_eq!(speaker(&p), Some("何守成"));
    assert_eq!(date(&p), Some("2013-03-05"));
}

#[test]
fn a_theme_on_the_line_of_its_occasion_is_the_title() {
    let p = first(&format!(
        "加强河道管护 守好一方清水——在全县河道清淤现场会上的讲话　何守成\n同志们：\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "加强河道管护 守好一方清水");
    assert_eq!(genre(&p), "讲话");
    assert_eq!(zh(lexicon::meeting_types(), &p.meeting.kind), "现场会");
}

#[test]
fn a_prefecture_of_old_is_no_district() {
    let p = first(&format!(
        "在全区农村工作会议上的讲话\n同志们：\n地委召开这次会议，各县县委书记都来了。{BODY}\n"
    ));
    assert_eq!(zh(lexicon::levels(), &p.level), "市");
}

#[test]
fn applications_for_a_post_and_self_criticism_are_remarks() {
    let p = first(&format!(
        "财务部副主任岗位竞聘演讲稿\n各位评委：\n我叫何守成，参加竞聘。{BODY}\n竞聘人：何守成\n"
    ));
    assert_eq!((genre(&p).as_str(), speaker(&p)), ("发言", Some("何守成")));
    let p = first(&format!(
        "专题民主生活会个人对照检查材料\n按照统一要求，现将查摆情况报告如下。{BODY}\n"
    ));
    assert_eq!(genre(&p), "发言");
}

#[test]
fn a_solar_term_or_a_lunar_day_with_its_year_is_a_day() {
    let in_2019 = "在举国上下庆祝新中国成立七十周年之后，我们相聚江畔。";
    for (said, day) in [
        ("我们选在今日立冬这一天开会。", "2019-11-08"),
        ("三天之后就是重阳节。", "2019-10-04"),
        ("再过两天就是第35个教师节。", "2019-09-08"),
        ("再过三天就是冬至。", "2019-12-19"),
    ] {
        let p = first(&format!(
            "在河长论坛上的致辞\n各位来宾：\n今年是新中国成立七十周年。{said}{in_2019}{BODY}\n"
        ));
        assert_eq!(date(&p), Some(day), "{said}");
    }
}

#[test]
fn of_two_years_that_fit_a_named_day_none_is_taken() {
    let p = first(&format!(
        "在河长培训班上的讲话\n同志们：\n今天处暑。第二批教育实践活动开展以来，大家学了不少。去年的汛情还在眼前。{BODY}\n"
    ));
    assert!(
        date(&p).is_some_and(|d| d.starts_with("2014-08")),
        "{:?}",
        date(&p)
    );
}

#[test]
fn the_month_that_has_come_is_the_month() {
    let p = first(&format!(
        "好，人齐了，月度例会今天就一个钟头。这都十一月了，账大家心里要有数。{BODY}\n"
    ));
    assert_eq!(date(&p), Some("XXXX-11"));
}

#[test]
fn a_day_that_a_scanner_misread_is_a_day() {
    let p = first(&format!(
        "在全区农村工作会议上的讲话\n（一九八四年一月十七曰）\n同志们：\n{BODY}\n"
    ));
    assert_eq!(date(&p), Some("1984-01-17"));
}

#[test]
fn supplied_titles_read_as_an_archivist_writes_them() {
    let p = first(&format!(
        "同志们：\n支部让我给大家上一堂党课，今天这堂课我讲三个问题。{BODY}{BODY}\n"
    ));
    assert!(p.title_supplied);
    assert!(p.title.value.ends_with("专题党课讲稿"), "{}", p.title.value);
    let p = first(&format!(
        "主任、各位委员：\n感谢大家的信任，选举我担任局长。我郑重表态，不辜负重托。{BODY}\n谢谢大家！\n"
    ));
    assert_eq!(p.title.value, "任职表态发言");
}

#[test]
fn the_day_in_brackets_behind_a_title_is_no_part_of_it() {
    let p = first(&format!(
        "在全县河道清淤现场会上的讲话（2021年3月5日）\n县长　何守成\n同志们：\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "在全县河道清淤现场会上的讲话");
    assert_eq!(date(&p), Some("2021-03-05"));
}

#[test]
fn a_meeting_of_leading_cadres_makes_no_leader_of_who_speaks_there() {
    let p = first(&format!(
        "在全县领导干部警示教育大会上的发言\n各位领导：\n{BODY}\n"
    ));
    assert_eq!(genre(&p), "发言");
}

#[test]
fn untitled_texts_tell_what_they_are_by_what_is_said() {
    let told = |text: &str| {
        let p = first(text);
        assert!(p.title_supplied, "{}", p.title.value);
        (genre(&p), zh(lexicon::meeting_types(), &p.meeting.kind))
    };
    for (text, sort, kind) in [
        (
            format!(
                "各位领导、同志们：\n现将我一年来的工作情况述职如下，请予评议。\n{BODY}\n以上述职，请批评指正。\n"
            ),
            "报告",
            "述职评议会",
        ),
        (
            format!(
                "同志们：\n今天，我们怀着沉痛的心情，深切悼念何守成同志。{BODY}\n何守成同志安息吧！\n"
            ),
            "致辞",
            "纪念大会",
        ),
        (
            format!("各位来宾：\n承蒙信任，由我为这对新人证婚。新郎在水务站上班。{BODY}\n"),
            "致辞",
            "宴会酒会",
        ),
        (
            format!(
                "尊敬的老师，亲爱的同学们：\n很荣幸作为新生代表在开学典礼上发言。{BODY}\n谢谢大家！\n"
            ),
            "发言",
            "开学典礼",
        ),
    ] {
        let said = told(&text);
        assert_eq!((said.0.as_str(), said.1.as_str()), (sort, kind), "{text}");
    }
}

#[test]
fn a_speech_in_english_is_no_essay() {
    let p = first(&format!(
        "Ladies and Gentlemen, dear friends,\nGood morning! It is a great pleasure to join you.\n{}\nThank you.\n",
        "Rivers bring people together, and we have learned to share the water and the work. "
            .repeat(8)
    ));
    assert!(
        ["讲话", "致辞"].contains(&genre(&p).as_str()),
        "{}",
        genre(&p)
    );
}

#[test]
fn an_appeal_named_by_one_word_is_no_speech() {
    let p = first(&format!(
        "倡议书\n全县青年朋友们：\n为了守护家乡的河，我们在此倡议大家行动起来。\n{BODY}\n某县青年联合会\n"
    ));
    assert_eq!(genre(&p), "书信");
}

#[test]
fn who_heads_a_working_group_takes_up_no_post() {
    let p = first(&format!(
        "在全县河道清淤动员会上的发言\n同志们：\n成立领导小组，由我担任组长，各局局长任成员。开工典礼成功举行以来，大家干得好。{BODY}\n"
    ));
    assert_eq!(genre(&p), "发言");
    let p = first(&format!(
        "同志们：\n今天我们召开河道清淤推进会。成立领导小组，由我担任组长。开工典礼成功举行以来，大家干得好。{BODY}\n"
    ));
    assert_eq!(genre(&p), "讲话");
    assert_eq!(zh(lexicon::meeting_types(), &p.meeting.kind), "推进会");
}

#[test]
fn a_draft_says_so_above_its_title() {
    for label in ["讲稿提纲（二稿，待县长审）", "全县河道清淤现场会议文件之二"]
    {
        let p = first(&format!(
            "{label}\n清河道　保安澜\n为建设水清岸绿的家园而努力\n——在全县河道清淤现场会上的讲话\n同志们：\n{BODY}\n"
        ));
        assert!(!p.title.value.contains(label), "{}", p.title.value);
        assert!(p.title.value.starts_with("清河道"), "{}", p.title.value);
    }
}

#[test]
fn a_couplet_and_its_last_line_are_one_title() {
    let p = first(&format!(
        "疏通每一条河道\n守护每一片田园\n为建设水清岸绿的家园而努力奋斗\n——在全镇党员代表大会上的报告\n同志们：\n{BODY}\n"
    ));
    assert!(
        p.title.value.starts_with("疏通每一条河道"),
        "{}",
        p.title.value
    );
}

#[test]
fn a_title_broken_inside_book_marks_is_whole() {
    let p = first(&format!(
        "关于《全县河道清淤实施办法\n（讨论稿）》的说明\n各位领导：\n{BODY}\n"
    ));
    assert_eq!(
        p.title.value,
        "关于《全县河道清淤实施办法（讨论稿）》的说明"
    );
}

#[test]
fn a_bracket_with_the_day_is_no_part_of_the_title() {
    for day in ["X月X日", "二〇一三年五月六日　县长　何守成"] {
        let p = first(&format!(
            "在全县河道清淤现场会上的讲话（{day}）\n同志们：\n{BODY}\n"
        ));
        assert_eq!(p.title.value, "在全县河道清淤现场会上的讲话");
    }
}

#[test]
fn who_speaks_may_stand_behind_the_title_or_under_the_text() {
    let p = first(&format!(
        "致全县人民的电视讲话　　清河县县长　何守成\n全县人民：\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "致全县人民的电视讲话");
    assert_eq!(genre(&p), "电视讲话");
    assert_eq!(speaker(&p), Some("何守成"));
    let p = first(&format!(
        "在草原赛马节开幕式上的致辞\n各位来宾：\n{BODY}\n巴图孟　　旗委副书记、旗长\n"
    ));
    assert_eq!(speaker(&p), Some("巴图孟"));
    let p = first(&format!(
        "县长何守成同志\n在全县河道清淤现场会上的讲话\n同志们：\n{BODY}\n"
    ));
    assert_eq!(speaker(&p), Some("何守成"));
    let p = first(&format!(
        "竞选清淤队队长演讲词\n乡亲们：\n我是二组的何守成。{BODY}\n"
    ));
    assert_eq!(speaker(&p), Some("何守成"));
    assert_eq!(genre(&p), "发言");
}

#[test]
fn time_codes_are_no_words_of_the_speech() {
    let p = first(&format!(
        "在河道清淤论坛上的演讲\n[00:00]各位来宾：\n[00:12]{BODY}\n[01:05]第一，清淤。{BODY}\n[02:10]第二，护岸。{BODY}\n"
    ));
    let heads: Vec<&str> = p.outline.iter().map(|h| h.text.as_str()).collect();
    assert_eq!(heads, ["第一，清淤。", "第二，护岸。"]);
}

#[test]
fn who_reports_at_a_symposium_gives_remarks() {
    let p = first(&format!(
        "关于全市河道清淤工作的汇报\n——在省人大常委会水法执法检查座谈会上的发言\n各位领导：\n{BODY}\n"
    ));
    assert_eq!(genre(&p), "发言");
    let kind = p.meeting.kind.as_ref().map(|k| k.value.as_str());
    assert_eq!(kind, Some("meeting.symposium"));
}

#[test]
fn an_english_day_with_its_ending_is_the_date() {
    let p = first(&format!(
        "在河道清淤设备签约仪式上的致辞\nMay 22nd, 2013 · 清河\n各位来宾：\n{BODY}\n"
    ));
    assert_eq!(date(&p), Some("2013-05-22"));
}

#[test]
fn a_heading_of_a_section_is_not_the_title_of_its_page() {
    let p = first(&format!(
        "２０２０年退休职工座谈会暨联欢会\n\n开场白\n各位师傅：\n{BODY}\n\n通报情况\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "２０２０年退休职工座谈会暨联欢会");
    let p = first(&format!(
        "把灯留给夜归人\n\n*护理学院院长在 2019 届毕业典礼上的讲话*\n\n2019 届的同学们：\n\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "把灯留给夜归人");
}

#[test]
fn who_speaks_stands_in_italics_or_among_the_cells_of_a_line() {
    let p = first(&format!(
        "# 在河道清淤论坛上的致辞\n\n*二〇一五年五月九日，清河*\n\n*清河市市长　何守成*\n\n各位来宾：\n{BODY}\n"
    ));
    assert_eq!(speaker(&p), Some("何守成"));
    let p = first(&format!(
        "在全市河道清淤紧急视频会议上的讲话\n\n时间：7月3日晚9点　　地点：市防汛指挥部　　讲话人：副市长　何　守　成\n\n同志们：\n{BODY}\n"
    ));
    assert_eq!(speaker(&p), Some("何守成"));
}

#[test]
fn the_level_is_told_by_how_people_speak_of_their_own_place() {
    let level = |text: &str| zh(lexicon::levels(), &first(text).level);
    let town = format!(
        "大家都到齐了吧？\n今天开清淤的会。三条沟，是今年我们镇的任务，镇、村、组一起上。{BODY}请省里来人教我们，省里也答应了。\n散会！\n"
    );
    assert_eq!(level(&town), "乡");
    let tunnel = format!(
        "在青石隧道“大干百日”誓师大会上的讲话\n项目经理　何守成\n同志们：\n{BODY}山里八个村都等着它通。\n"
    );
    assert_eq!(level(&tunnel), "企业");
    let city = format!(
        "在全市河道清淤电视电话会议上的讲话\n同志们：\n交警支队要守住路口，乡镇党委书记、乡镇长要到场，乡镇党委书记要带头。{BODY}\n"
    );
    assert_eq!(level(&city), "市");
    let over_there = "# 在海灣同鄉會成立二十週年慶祝大會上的致辭\n\n各位鄉親、各位嘉賓：\n\n今年是澳門回歸祖國十五週年。二十年來，同鄉會由十個人發展到三千個會員，辦了長者食堂，設了獎學金，資助學生完成學業。我們將繼續團結鄉親，服務長者，培育青年。多謝！\n";
    assert_eq!(level(over_there), "港澳台");
}

#[test]
fn days_are_counted_from_holidays_and_congresses() {
    let on = |title: &str, said: &str| {
        let p = first(&format!("{title}\n同志们：\n{said}{BODY}\n"));
        date(&p).unwrap_or_default().to_owned()
    };
    let title = "在全县河道清淤会议上的讲话";
    assert_eq!(
        on(title, "今天是2016年国庆长假的第四天，大家没有休息。"),
        "2016-10-04"
    );
    assert_eq!(on(title, "今天是2014年元旦，"), "2014-01-01");
    assert_ne!(on(title, "今天，2014年元旦刚过，"), "2014-01-01");
    let p = first(&format!(
        "松岭中学2018-2019学年第二学期开学典礼校长致辞\n老师们、同学们：\n今天是2月25日。我校1998届的毕业生何守成回来了。{BODY}\n"
    ));
    assert_eq!(date(&p), Some("2019-02-25"));
}

#[test]
fn a_date_spaced_out_or_beside_its_label_is_read_whole() {
    let p = first(&format!(
        "在河道清淤会议上的讲话\n（2 0 2 1 年 1 1 月 2 3 日）\n同志们：\n{BODY}\n"
    ));
    assert_eq!(date(&p), Some("2021-11-23"));
    let p = first(&format!(
        "# 在河道清淤表彰典礼上的讲话\n\n同志们：\n{BODY}\n\n> 典礼时间：2021 年 6 月 5 日 上午　地点：河边广场\n"
    ));
    assert_eq!(date(&p), Some("2021-06-05"));
}

#[test]
fn a_bracket_broken_over_two_lines_names_the_meeting() {
    let p = first(&format!(
        "关于《清河县水系规划纲要》的\n说　明\n（2019年12月6日在中共清河县第十二届委员会\n第九次全体会议上）\n县委书记　何守成\n各位委员、同志们：\n{BODY}我们开过四次座谈会。\n"
    ));
    let kind = p.meeting.kind.as_ref().map(|k| k.value.as_str());
    assert_eq!(kind, Some("meeting.party_plenum"));
}
