//! Rules of reading, each on a short text: what is the speech, what it is, what is not it.

use speech::{Completeness, Guess, Hints, Proposal, lexicon, read};

const BODY: &str = "今年以来，各级各部门上下一心，干成了不少事，也留下了不少账。我们要把账一笔一笔算清楚，把事一件一件办到底，不能停在纸上，不能停在嘴上。";

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

/// Title, type, genre and level of a speech with a title and a plain body.
fn check(title: &str, kind: &str, genre: &str, level: &str) {
    let p = first(&format!("{title}\n同志们：\n{BODY}\n谢谢大家！\n"));
    assert_eq!(
        (
            zh(lexicon::meeting_types(), &p.meeting.kind).as_str(),
            zh(lexicon::genres(), &p.genre).as_str(),
            zh(lexicon::levels(), &p.level).as_str(),
        ),
        (kind, genre, level),
        "{title}"
    );
    assert_eq!(p.title.value, title.replace('\n', ""));
    assert!(!p.title_supplied);
}

#[test]
fn titles_tell_type_genre_and_level() {
    check(
        "在全省森林防火工作电视电话会议上的讲话",
        "工作会议",
        "讲话",
        "省",
    );
    check(
        "在区五届人大四次会议闭幕会上的讲话",
        "人民代表大会",
        "讲话",
        "县",
    );
    check("在市委五届六次全会上的报告", "党委全会", "报告", "市");
    check("在街道主题教育动员会上的讲话", "主题教育会", "讲话", "乡");
    check(
        "在集团公司年度总结表彰大会上的讲话",
        "总结表彰会",
        "讲话",
        "企业",
    );
    check("在高三年级百日誓师大会上的致辞", "誓师大会", "致辞", "学校");
    check("全县重点工作推进会主持词", "推进会", "主持词", "县");
    check("在全市企业家座谈会上的总结讲话", "座谈会", "总结讲话", "市");
    check("在某旅新训动员大会上的讲话", "动员会", "讲话", "军队");
    check("在行业协会年会上的致辞", "年会", "致辞", "其他");
    check("在二十国集团领导人峰会上的讲话", "峰会", "讲话", "国际");
}

#[test]
fn a_title_over_two_lines_is_one() {
    check(
        "在全市加快农田水利建设\n推进会议上的讲话",
        "推进会",
        "讲话",
        "市",
    );
    check(
        "关于《某某市停车管理条例（草案）》\n的说明",
        "不明",
        "说明",
        "市",
    );
}

#[test]
fn a_theme_title_keeps_its_subtitle_for_the_meeting() {
    let p = first(&format!(
        "把路修到家门口\n——王大民在全县农村公路建设现场会上的讲话\n2019年5月6日\n\n{BODY}\n"
    ));
    assert_eq!(p.title.value, "把路修到家门口");
    assert_eq!(p.speaker.map(|s| s.value).as_deref(), Some("王大民"));
    assert_eq!(zh(lexicon::meeting_types(), &p.meeting.kind), "现场会");
}

#[test]
fn a_missing_title_is_composed_and_marked() {
    let p = first(&format!(
        "同志们：\n今天，我们在这里召开全县春季植树造林动员大会。{BODY}\n"
    ));
    assert!(p.title_supplied);
    assert_eq!(p.title.value, "在全县春季植树造林动员大会上的讲话");
}

#[test]
fn another_meeting_that_is_only_mentioned_is_not_this_one() {
    let p = first(&format!(
        "在全市教育工作座谈会上的讲话\n同志们：\n昨天，省里召开了安全生产紧急会议。刚才传达了全国表彰大会精神。{BODY}\n"
    ));
    assert_eq!(zh(lexicon::meeting_types(), &p.meeting.kind), "座谈会");
}

#[test]
fn notices_go_by_place_and_form_and_the_speech_stays() {
    let text = format!(
        "首页 > 范文 > 讲话\n来源：某网 时间：2021-03-02 10:11\n在全镇防汛工作会议上的讲话\n同志们：\n{BODY}\n便民服务热线：0000-1234567\n请大家记住这个电话，有事随时打，打不通找我。\n上一篇：另一篇讲话\n版权归作者所有，转载请注明出处\n"
    );
    let p = first(&text);
    let removed: Vec<&str> = p
        .ledger
        .iter()
        .filter(|e| e.removes_words())
        .map(|e| e.was.trim())
        .collect();
    assert_eq!(
        removed,
        [
            "首页 > 范文 > 讲话",
            "来源：某网 时间：2021-03-02 10:11",
            "上一篇：另一篇讲话",
            "版权归作者所有，转载请注明出处"
        ]
    );
}

#[test]
fn a_page_of_a_forum_and_a_list_of_heads_above_the_text_go() {
    let text = format!(
        "材料论坛 › 讲话 › 主题：在全镇护林会上的讲话\n楼主：山风　发表于 2020-03-02 10:11　|　只看该作者\n目录/提纲：……\n一、看好每一座山\n二、管好每一堆火\n……\n在全镇护林会上的讲话\n同志们：\n{BODY}\n一、看好每一座山\n{BODY}\n作者：山风山水林场老职工，今天也来了。\n大家辛苦了，散会。\n支持(0)　反对(1)　收藏　评分\n◎ 本版块帖子均来自网友，如有侵权请邮件 a-b@example.org\n"
    );
    let p = first(&text);
    let removed: Vec<&str> = p
        .ledger
        .iter()
        .filter(|e| e.removes_words())
        .map(|e| e.was.trim())
        .collect();
    assert_eq!(removed.len(), 8, "{removed:?}");
    assert!(!removed.iter().any(|r| r.contains("今天也来了")));
    assert_eq!(p.title.value, "在全镇护林会上的讲话");
    assert_eq!(p.complete, Completeness::Full);
}

#[test]
fn a_reworded_seller_s_block_goes_whole_when_blank_lines_set_it_apart() {
    let block = "青禾材料社\n只做好稿子\n稿件随时补充\n客服号：12345\n";
    let speech = "在全市春季造林现场会上的讲话\n同志们：\n今天上午，我们看了三个造林点，树坑挖得深，苗子选得好，我很高兴。\n";
    let removed = |text: &str| -> Vec<String> {
        let gone = first(text).ledger.into_iter().filter(|e| e.removes_words());
        gone.map(|e| e.was.trim().to_owned()).collect()
    };
    assert_eq!(removed(&format!("{block}\n\n{speech}")).len(), 4);
    let theme = "栽好一棵树 护住一方水\n";
    assert!(
        !removed(&format!("{theme}{speech}"))
            .iter()
            .any(|gone| gone.contains("栽好"))
    );
}

#[test]
fn a_preview_is_cut_and_says_how_much_is_missing() {
    let p = first(&format!(
        "在全县工作会议上的讲话\n同志们：\n{BODY}\n……（此处省略512字，点击下载全文）……\n{BODY}\n"
    ));
    assert_eq!(p.complete, Completeness::Cut);
    let gap = p.findings.iter().find(|f| f.kind == "gap");
    assert_eq!(gap.and_then(|f| f.count), Some(512));
}

#[test]
fn lines_broken_at_a_fixed_width_are_joined() {
    let mut text = "在全县工作会议上的讲话\n同志们：\n".to_owned();
    let chars: Vec<char> = BODY.repeat(4).chars().collect();
    for line in chars.chunks(32) {
        text.extend(line);
        text.push('\n');
    }
    let p = first(&text);
    let (clean, _) = p.over_clean_text(&text);
    assert!(clean.text.contains(BODY), "{}", clean.text);
}

fn heads(text: &str) -> Vec<String> {
    first(text)
        .outline
        .iter()
        .map(|h| format!("{}{}", "  ".repeat(h.depth as usize - 1), h.text))
        .collect()
}

#[test]
fn the_outline_follows_the_numbers_of_the_text() {
    let text = format!(
        "在全县工作会议上的讲话\n同志们：\n一、认清形势\n（一）机遇更大了。{BODY}\n（二）压力更大了。{BODY}\n1.压力在上头。{BODY}\n二、抓好落实\n一是要快，二是要实。{BODY}\n第一，早动手。{BODY}\n第二，早见效。{BODY}\n"
    );
    assert_eq!(
        heads(&text),
        [
            "一、认清形势",
            "  （一）机遇更大了。",
            "  （二）压力更大了。",
            "    1.压力在上头。",
            "二、抓好落实",
            "  第一，早动手。",
            "  第二，早见效。"
        ]
    );
}

#[test]
fn agenda_items_are_no_headings_and_misnumbered_heads_are() {
    let text = format!(
        "全县表彰大会主持词\n同志们：\n今天的大会有三项议程：\n一、宣读决定；\n二、颁奖；\n三、领导讲话。\n{BODY}\n"
    );
    assert_eq!(heads(&text), [""; 0]);
    let text = format!(
        "在全县工作会议上的讲话\n同志们：\n一、怎么看\n{BODY}\n三、怎么办\n{BODY}\n三、怎么管\n{BODY}\n"
    );
    assert_eq!(heads(&text), ["一、怎么看", "三、怎么办", "三、怎么管"]);
}

#[test]
fn headings_may_have_no_numbers() {
    let text = format!(
        "在全市教师节表彰大会上的讲话\n各位老师：\n{BODY}\n向坚守的人致敬\n{BODY}\n向短处用力\n{BODY}\n"
    );
    assert_eq!(heads(&text), ["向坚守的人致敬", "向短处用力"]);
}

#[test]
fn reports_and_essays_are_not_speeches() {
    let p = first(
        "全市林业现场会在某县召开\n本报讯（记者 某某）10月26日，全市林业现场会在某县召开。副市长出席会议并讲话。\n会议强调，要把林子看好、管好、用好，让青山变成金山，让群众得到实惠。\n",
    );
    assert_eq!(zh(lexicon::genres(), &p.genre), "新闻报道");
    let p = first(&format!(
        "怎样写好讲话稿\n{BODY}\n笔者写了十年讲话稿，常听人说“同志们：下面我讲三点意见”，听得多了，便想写下这篇短文。\n"
    ));
    assert_eq!(zh(lexicon::genres(), &p.genre), "文章");
    assert!(p.findings.iter().any(|f| f.kind == "not_speech"));
}

#[test]
fn the_secretary_who_speaks_next_makes_the_speaker_the_mayor() {
    let p = first(&format!(
        "在全市工业工作推进会上的讲话\n同志们：\n刚才大家都讲了。等下，X书记还要作重要讲话，请认真抓好落实。{BODY}\n"
    ));
    assert_eq!(p.role.map(|r| r.value).as_deref(), Some("市长"));
}
