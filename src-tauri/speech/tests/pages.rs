//! Speeches as saved pages have them: titles run into the text, named only by the page, or absent.

use speech::{Guess, Hints, Proposal, lexicon, read};

const BODY: &str = "河道清淤从上月开始，干了三十天，清出淤泥两千多方。两岸的树一棵没有少，群众说这样的工程看得见、摸得着，还要接着干下去，把支沟也一并清了。";

fn first(text: &str) -> Proposal {
    read(text, &Hints::default())
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

fn titled(text: &str, title: &str) {
    let p = first(text);
    assert_eq!(
        (p.title.value.as_str(), p.title_supplied),
        (title, false),
        "{text}"
    );
}

#[test]
fn a_number_in_a_list_and_the_name_before_a_theme_are_no_part_of_a_title() {
    titled(
        &format!("12. 把沟渠清到底\n——在全县河道清淤现场会上的讲话\n同志们：\n{BODY}"),
        "把沟渠清到底",
    );
    titled(
        &format!("3、东乡镇河道清淤动员大会主持词\n同志们：\n{BODY}"),
        "东乡镇河道清淤动员大会主持词",
    );
    titled(
        &format!("何守成：把沟渠清到每一块田头\n同志们：\n{BODY}"),
        "把沟渠清到每一块田头",
    );
    titled(
        &format!(
            "第三届河道治理论坛主旨演讲\n\n把水还给河\n——东乡水务公司总经理　何守成\n\n各位来宾：\n{BODY}"
        ),
        "把水还给河",
    );
}

/// Type and genre of a text without a title.
fn untitled(opening: &str, kind: &str, genre: &str) {
    let p = first(&format!("{opening}\n{BODY}\n"));
    assert_eq!(
        (
            zh(lexicon::meeting_types(), &p.meeting.kind).as_str(),
            zh(lexicon::genres(), &p.genre).as_str()
        ),
        (kind, genre),
        "{opening}"
    );
    assert!(p.title_supplied, "{opening}: {}", p.title.value);
}

#[test]
fn a_title_that_runs_into_the_text_is_found() {
    titled(
        &format!("在全县河道清淤现场会上的讲话同志们:今天看了三个点。{BODY}"),
        "在全县河道清淤现场会上的讲话",
    );
    titled(
        &format!("第1页共3页在县河道管理站揭牌仪式上的讲话2014年5月8日各位来宾:大家好。{BODY}"),
        "在县河道管理站揭牌仪式上的讲话",
    );
    titled(
        &format!("同志们:河道清淤动员会主持词为把清淤的事办好，今天开个会。{BODY}"),
        "河道清淤动员会主持词",
    );
}

#[test]
fn what_a_page_hangs_on_a_title_is_not_the_title() {
    titled(
        &format!("标题：河道清淤开工仪式致辞 [打印本页]\n各位来宾：\n{BODY}"),
        "河道清淤开工仪式致辞",
    );
    titled(
        &format!("校长在春季开学典礼上的讲话:种树、读书、做人\n同学们：\n{BODY}"),
        "校长在春季开学典礼上的讲话:种树、读书、做人",
    );
    titled(
        &format!("清淤讲话范文大全(12篇)\n在全县河道清淤推进会上的讲话\n同志们：\n{BODY}"),
        "在全县河道清淤推进会上的讲话",
    );
}

#[test]
fn a_title_only_the_page_gives_counts() {
    let text =
        format!("同志们：\n{BODY}\n{BODY}\n（未完，收藏《在全县河道清淤表彰大会上的讲话》）");
    titled(&text, "在全县河道清淤表彰大会上的讲话");
}

#[test]
fn a_title_over_several_lines_is_one() {
    titled(
        &format!(
            "关于《某县国土空间\n总体规划（草案）》的\n说　　明\n李　小　山\n各位代表：\n{BODY}"
        ),
        "关于《某县国土空间总体规划（草案）》的说明",
    );
    titled(
        &format!("在欢迎某国总统的宴会上\n某总理的讲话\n总统阁下：\n{BODY}"),
        "在欢迎某国总统的宴会上某总理的讲话",
    );
}

#[test]
fn openings_tell_type_and_genre_where_no_title_does() {
    untitled(
        "各位代表：\n今天，大会选举我担任县长，我深感荣幸，更感责任重大。",
        "任职表态",
        "表态发言",
    );
    untitled(
        "各位来宾：\n新春佳节即将来临，我们欢聚一堂，我谨代表县委向大家致以新春的问候。",
        "团拜会",
        "致辞",
    );
    untitled(
        "同志们：\n支部要我给大家上党课，我就说说心里话。",
        "党课",
        "党课",
    );
    untitled(
        "各位来宾：\n今天我们在这里隆重举行水厂奠基仪式，参加今天仪式的有县里的领导，还有各村的代表。",
        "开工仪式",
        "主持词",
    );
    untitled("同志们：\n今天的会议就说一件事。", "工作会议", "讲话");
}

#[test]
fn texts_that_only_speak_of_meetings_are_none() {
    let p = first(&format!(
        "致全县外出务工乡亲的一封信\n亲爱的乡亲们：\n新春佳节即将来临，我们欢聚一堂。{BODY}\n此致\n敬礼！"
    ));
    assert_eq!(zh(lexicon::genres(), &p.genre), "书信");
    assert_eq!(zh(lexicon::meeting_types(), &p.meeting.kind), "非会议");
}

#[test]
fn the_name_of_one_of_several_texts_is_no_title() {
    untitled(
        "春耕工作会议讲话稿【第一篇】\n同志们：\n今天我们召开全县春耕动员会，部署春耕生产。",
        "动员会",
        "讲话",
    );
}
