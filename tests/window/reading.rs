//! Reading in the real window: correcting a text, notes that lose and regain their words, notes
//! sifted, excerpts put to uses, the other script.
//! How anchors move is tested where they live.

use crate::driver::Driven;
use crate::story::{filed, quiet};
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::json;

/// Three filed speeches, that on water works open, and its text there.
pub fn opened(home: &Home) -> Driven<Window> {
    let window = filed(home)?;
    window.go("all")?;
    window.open_speech("水利")?;
    window.shows("清淤机械")?;
    Ok(window)
}

/// Presses the paragraph that holds `words` while correcting, and puts `now` in its place.
fn correct(window: &Window, words: &str, now: &str) -> Driven<()> {
    let paragraph = window.find_saying(".body > p", words)?;
    window.click(&paragraph)?;
    let area = window.find(".correcting textarea")?;
    window.ctrl("a")?;
    window.type_into(&area, now)?;
    window.ctrl(keys::ENTER)
}

#[test]
fn a_text_is_corrected_in_place_and_taken_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.chord(&[keys::SHIFT, "e"])?;
    correct(
        &window,
        "清淤机械",
        "工程进度慢了一拍，清淤机械还停在半路上。",
    )?;
    window.shows("慢了一拍")?;
    window.chord(&[keys::ESCAPE])?;

    // The record of it, with the file's word beside the new one.
    window.press("更多")?;
    window.press("校改 1 处")?;
    window.find_saying("dialog[open] del", "半")?;
    window.press("还原")?;
    window.chord(&[keys::ESCAPE])?;
    window.shows("慢了半拍")?;
    window.ctrl("z")?;
    window.shows("慢了一拍")?;
    quiet(&window)
}

#[test]
fn a_note_that_lost_its_words_is_placed_again_from_the_notes() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("清淤机械", "2")?;
    window.counts("notes", 1)?;
    window.is_painted("note-2", "清淤机械")?;

    window.chord(&[keys::SHIFT, "e"])?;
    correct(
        &window,
        "清淤机械",
        "工程进度慢了半拍，挖泥的船还停在半路上。",
    )?;
    window.shows("挖泥的船")?;
    window.go("notes")?;
    window.press("重新指定")?;
    window.shows("选中它现在该在的文字")?;
    window.select("挖泥的船")?;
    window.chord(&[keys::ENTER])?;
    window.is_painted("note-2", "挖泥的船")?;
    quiet(&window)
}

#[test]
fn notes_carry_markdown_and_are_sifted() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("负责到底", "n")?;
    let area = window.find(".note textarea")?;
    window.type_into(&area, "**要核对** <img src=x onerror=hit=1>")?;
    window.chord(&[keys::ENTER])?;
    window.find_saying(".note strong", "要核对")?;
    window.mark("清淤机械", "3")?;
    window.counts("notes", 2)?;

    // A note on the speech as a whole stands over the text and is painted nowhere.
    window.press("更多")?;
    window.press("给全篇写批注")?;
    let area = window.find(".whole textarea")?;
    window.type_into(&area, "结构可借鉴")?;
    window.chord(&[keys::ENTER])?;
    window.counts("notes", 3)?;
    window.find_saying(".whole .note", "结构可借鉴")?;
    assert_eq!(window.painted_as_notes()?.len(), 2);

    window.go("notes")?;
    window.press("重点")?;
    notes_shown(&window, 1)?;
    window.press("重点")?;
    window.press("有话的")?;
    notes_shown(&window, 2)?;
    let field = window.find(".notes input")?;
    window.type_into(&field, "借鉴")?;
    notes_shown(&window, 1)?;
    window.inert()?;
    quiet(&window)
}

#[test]
fn notes_of_all_speeches_are_sifted_by_theme_meeting_type_and_year() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("清淤机械", "3")?;
    window.counts("notes", 1)?;
    // The passage has a theme of its own, given to the note in hand.
    window.chord(&["t"])?;
    let field = window.find("input:focus")?;
    window.type_into(&field, "水利")?;
    window.type_into(&field, keys::ENTER)?;
    window.find_saying(".note", "水利")?;
    window.chord(&[keys::ESCAPE])?;
    window.gone("input:focus")?;
    window.open_speech("防汛")?;
    window.holding("article.text h1", "防汛")?;
    window.mark("编织袋", "2")?;
    window.counts("notes", 2)?;
    window.go("notes")?;
    notes_shown(&window, 2)?;
    for (nth, choice, words) in [
        (1, "水利", "清淤机械"),
        (2, "调度会", "编织袋"),
        (3, "2020", "清淤机械"),
    ] {
        for (choice, shown) in [(choice, 1), ("不限", 2)] {
            window.click(&window.find(&format!(".more > button:nth-of-type({nth})"))?)?;
            window.click(&window.holding("[role=menuitemradio]", choice)?)?;
            notes_shown(&window, shown)?;
            window.holding(".notes [data-note]", words)?;
        }
    }
    quiet(&window)
}

/// Waits until the list of notes holds `count`.
fn notes_shown(window: &Window, count: usize) -> Driven<()> {
    window.eventually(&format!("{count} notes"), || {
        let notes = window.all(".notes [data-note]")?;
        Ok((notes.len() == count).then_some(()))
    })
}

#[test]
fn an_excerpt_is_put_to_a_use_and_found_by_it() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    for words in ["清淤机械", "负责到底"] {
        window.mark(words, "c")?;
        window.shows("摘")?;
    }
    window.go("notebooks")?;
    let excerpt = window.find_saying("[data-excerpt]", "负责到底")?;
    window.click(&excerpt)?;
    window.script_on(&excerpt, "e.focus()")?;
    window.chord(&["t"])?;
    window.press("号召")?;
    window.shows("#号召")?;
    window.press("号召 1")?;
    window.eventually("the one excerpt for it", || {
        let shown = window.all("[data-excerpt]")?;
        Ok((shown.len() == 1).then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn a_text_is_shown_in_the_other_script_and_notes_keep_their_words() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("清淤机械", "1")?;
    window.is_painted("note-1", "清淤机械")?;
    window.press("排版")?;
    window.press("繁体")?;
    window.chord(&[keys::ESCAPE])?;
    window.is_painted("note-1", "清淤機械")?;
    window.press("排版")?;
    window.press("照原文")?;
    window.chord(&[keys::ESCAPE])?;
    window.is_painted("note-1", "清淤机械")?;
    let text = window.script("return document.querySelector('.body').textContent", &[])?;
    if text.as_str().is_some_and(|text| text.contains('機')) {
        return Err(fault("the stored text was changed"));
    }
    quiet(&window)
}

/// A speech as a site shows it to those who have not paid, and one that shares its last sentence.
fn shown_in_part(home: &Home) -> Driven<Window> {
    let part = home.file(
        "看全文.txt",
        "当前位置：首页 > 领导讲话\n在全县重点工作推进会上的讲话\n（2021年6月3日）\n\n同志们：\n今年全县完成投资46.3亿元，XX镇走在前面。今天请大家到现场，就是要看差距在哪里。\n一、看清形势\n群众等不起，我们也等不起。\n……（此处隐藏1200字，下载后可查看全文）……\n二、压实责任\n哪一段出了问题，就由哪一段负责到底。\n本文来源于网络，如有侵权请联系删除\n",
    )?;
    let other = home.file(
        "防汛.txt",
        "在全县防汛工作会议上的讲话\n（2022年5月6日）\n\n同志们：\n汛期就要到了，今天把任务说清楚。\n一、责任\n哪一段出了问题，就由哪一段负责到底。\n",
    )?;
    let window = home.start_with("档案库", &[&part, &other])?;
    window.counts("inbox", 2)?;
    window.go("all")?;
    window.open_speech("重点工作")?;
    window.holding(".body", "等不起")?;
    Ok(window)
}

/// How the text is set: pixels of its letters, of a paragraph's first indent, of a full line.
fn set(window: &Window) -> Driven<[f64; 3]> {
    let set = window.script(
        "const p = [...document.querySelectorAll('.body p')].find(e => e.textContent.includes('完成投资')), style = getComputedStyle(p);
         return [style.fontSize, style.textIndent, style.width].map(parseFloat)",
        &[],
    )?;
    Ok([0, 1, 2].map(|n| set[n].as_f64().unwrap_or_default()))
}

#[test]
fn a_text_is_set_as_the_reader_likes_it_with_its_gaps_blanks_and_hidden_lines() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = shown_in_part(&home)?;
    // What is missing is a mark between paragraphs, what was left blank is dimmed, and a number
    // stays with its unit.
    window.holding(".body .gap", "此处缺 1,200 字")?;
    window.holding(".body .slot", "XX")?;
    window.holding(".body .unit", "46.3亿元")?;
    // What the site wrote is a key away, and out of sight again.
    let hidden = |window: &Window| {
        window.script("return [...document.querySelectorAll('.body .removed, .text .removed')].filter(e => e.offsetParent).map(e => e.querySelector('s').textContent).join('\\n')", &[])
    };
    assert_eq!(hidden(&window)?, "");
    window.chord(&["h"])?;
    window.eventually("the lines that were taken out", || {
        let shown = hidden(&window)?;
        let shown = shown.as_str().unwrap_or_default();
        Ok((shown.contains("当前位置") && shown.contains("如有侵权")).then_some(()))
    })?;
    window.chord(&["h"])?;
    window.eventually("them to go", || Ok((hidden(&window)? == "").then_some(())))?;
    // Letters, their number on a line and the first indent are as one wishes.
    let [letters, indent, line] = set(&window)?;
    assert!(
        (indent - 2.0 * letters).abs() < 0.5,
        "{indent} of {letters}"
    );
    window.press("排版")?;
    window.press("大一号")?;
    window.press("顶格")?;
    let range = window.find("#look-measure")?;
    window.script_on(&range, "e.focus()")?;
    for _ in 0..4 {
        window.chord(&[keys::LEFT])?;
    }
    window.eventually("larger letters, fewer on a line, no indent", || {
        let [now, indent, width] = set(&window)?;
        let fewer = width / now < line / letters - 2.0;
        Ok((now > letters && indent == 0.0 && fewer).then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn an_excerpt_tells_that_others_say_the_same_words() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = shown_in_part(&home)?;
    window.mark("就由哪一段负责到底", "c")?;
    window.holding(".toast", "还有 1 篇也有这句话")?;
    window.press("看看")?;
    window.holding(".hit", "防汛工作会议")?;
    quiet(&window)
}

#[test]
fn two_texts_scroll_along_by_their_sections() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    // As many sections in both, each far longer in one of them.
    let long = |name: &str, day: &str, lines: usize| {
        let sections: String = ["一、看清形势", "二、压实责任", "三、抓好落实"]
            .iter()
            .map(|head| {
                format!(
                    "{head}\n{}",
                    "项目要往前赶，责任要落到人，一件一件说清楚、办到位。\n".repeat(lines)
                )
            })
            .collect();
        home.file(
            name,
            &format!("在全市重点项目推进会上的讲话\n（{day}）\n\n同志们：\n今天开会。\n{sections}"),
        )
    };
    let (long, short) = (
        long("长.txt", "2020年3月1日", 60)?,
        long("短.txt", "2022年8月1日", 20)?,
    );
    let window = home.start_with("档案库", &[&long, &short])?;
    window.counts("inbox", 2)?;
    window.go("all")?;
    window.titles(2)?;
    let rows = window.all("[role=option]")?;
    window.click(&rows[0])?;
    window.holding(".bylines", "2022")?;
    window.chord(&["b"])?;
    window.click(&rows[1])?;
    window.holding(".beside .bylines", "2022")?;
    window.holding(".reader .bylines", "2020")?;
    // How long it takes to read and to say, by 220 and 180 characters a minute.
    let told = window.holding(".reader .card dd, .reader .card *", "字 · 读")?;
    let told = window.script_on(&told, "return e.textContent.match(/([\\d,]+) 字 · 读 (\\d+) 分 · 讲 (\\d+) 分/).slice(1).map(n => Number(n.replaceAll(',', '')))")?;
    let told = [0, 1, 2].map(|n| told[n].as_f64().unwrap_or_default());
    assert!(told[0] > 4_000.0, "{told:?}");
    for (minutes, pace) in [(told[1], 220.0), (told[2], 180.0)] {
        assert!((minutes - told[0] / pace).abs() <= 1.0, "{told:?}");
    }
    // Led by one to its end, the other comes to its own; and the other way round, back up.
    let last = |pane: &str| {
        let top = window.script(
            "const pane = document.querySelector(arguments[0]);
             return [...pane.querySelectorAll('h2')].find(e => e.textContent.includes('抓好落实')).getBoundingClientRect().top - pane.querySelector('.scroll').getBoundingClientRect().top",
            &[json!(pane)],
        )?;
        Ok(top.as_f64().unwrap_or_default())
    };
    for (led, follows, key, is_end) in [
        (".reader", ".beside", keys::END, true),
        (".beside", ".reader", keys::HOME, false),
    ] {
        window.click(&window.find(&format!("{led} .body p:nth-of-type(2)"))?)?;
        window.chord(&[key])?;
        window.eventually(&format!("{follows} to go along"), || {
            Ok((is_end == (last(follows)? < 200.0)).then_some(()))
        })?;
    }
    quiet(&window)
}

#[test]
fn words_are_copied_with_their_source_in_the_form_one_set() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    // What was copied is pasted into the box of Ctrl K, and read there.
    let copied = |wanted: &str| {
        window.ctrl("k")?;
        let field = window.find("dialog[open] input")?;
        window.ctrl("v")?;
        window.eventually(wanted, || {
            let typed = window.script_on(&field, "return e.value")?;
            Ok((typed == wanted).then_some(()))
        })?;
        window.type_into(&field, keys::ESCAPE)?;
        window.gone("dialog[open]")
    };
    // Other words each time: a mouse that presses on words already selected would carry them off.
    let copy = |words: &str| {
        window.select(words)?;
        window.chord(&[keys::CTRL, keys::SHIFT, "c"])?;
        window.holding(".toast", "复制")
    };
    const TITLE: &str = "在全市重点水利工程建设推进会上的讲话";
    copy("负责到底")?;
    copied(&format!("“负责到底”——《{TITLE}》（2020年6月12日）"))?;
    window.ctrl(",")?;
    window.press("批注颜色")?;
    let form = window.find("dialog[open] input.wide")?;
    window.type_into(&form, "{title}，{date}，第{section}部分：{quote}")?;
    window.type_into(&form, keys::ENTER)?;
    window.chord(&[keys::ESCAPE])?;
    window.gone("dialog[open]")?;
    copy("慢了半拍")?;
    copied(&format!("{TITLE}，2020年6月12日，第一部分：慢了半拍"))?;
    // From the notebook it is the same.
    window.mark("哪一段出了问题", "c")?;
    window.counts("notebooks", 1)?;
    window.go("notebooks")?;
    window.script_on(&window.find("[data-excerpt]")?, "e.focus()")?;
    window.chord(&["c"])?;
    copied(&format!("{TITLE}，2020年6月12日，第二部分：哪一段出了问题"))?;
    quiet(&window)
}

#[test]
fn two_speeches_are_read_side_by_side() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.chord(&["b"])?;
    window.open_speech("防汛")?;
    window.find_saying(".beside .body", "清淤机械")?;
    window.find_saying(".reader .body", "编织袋")?;
    window.chord(&["b"])?;
    window.eventually("one speech alone", || {
        Ok(window.all(".beside")?.is_empty().then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn an_outline_is_folded_by_hand_and_still_says_where_one_reads() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let mut text =
        "在全市河道整治推进会上的讲话\n（2022年4月8日）\n\n同志们：\n今天开个推进会。\n".to_owned();
    for (heading, lines) in [
        ("一、看清形势", 2),
        ("（一）底数还不清", 8),
        ("（二）进度还不快", 8),
        ("二、抓住重点", 2),
        ("（一）先拆后建", 8),
        ("三、压实责任", 8),
    ] {
        text += &format!("{heading}\n");
        for line in 0..lines {
            text += &format!(
                "说到{heading}，第{line}件事是把每一段河的底数摸清，该拆的拆，该补的补，做到了再来报，报了就要经得起查。\n"
            );
        }
    }
    let file = home.file("河道.txt", &text)?;
    let other = home.file(
        "短.txt",
        "在全市简报工作会上的讲话\n（2020年4月8日）\n\n同志们：\n话不多说，散会。\n",
    )?;
    let window = home.start_with("档案库", &[&file, &other])?;
    window.counts("all", 2)?;
    window.go("all")?;
    window.open_speech("河道")?;
    // The numbers of the headings; `>` before what is read.
    let shows = |wanted: &str| {
        window.eventually(&format!("the outline “{wanted}”"), || {
            let now = window.script(
                "return [...document.querySelectorAll('.row .outline .heading')].map(e => (e.ariaCurrent ? '>' : '') + e.textContent.trim().match(/^（?[一二三]）?/)[0]).join(' ')",
                &[],
            )?;
            Ok((now == serde_json::json!(wanted)).then_some(()))
        })
    };
    let heading = |words: &str| window.find_saying(".row .outline .heading", words);
    shows("一 二 三")?;
    // With the mouse, and by keys.
    window.click(&window.find(".row .outline .sign")?)?;
    shows("一 （一） （二） 二 三")?;
    window.click(&heading("进度还不快")?)?;
    shows("一 （一） >（二） 二 三")?;
    window.script_on(&heading("看清形势")?, "e.focus()")?;
    window.chord(&[keys::LEFT])?;
    shows(">一 二 三")?;
    window.find(".row .outline .heading[aria-expanded=false]:focus")?;
    // What is folded stays so when it is read, here and in the outline that opens over the text.
    window.script("document.activeElement.blur()", &[])?;
    window.chord(&["o"])?;
    window.holding(".popover .outline [aria-current]", "看清形势")?;
    window.chord(&[keys::ESCAPE])?;
    window.gone(".popover .outline")?;
    window.chord(&[keys::SHIFT, "o"])?;
    shows("一 （一） >（二） 二 （一） 三")?;
    window.chord(&[keys::SHIFT, "o"])?;
    shows(">一 二 三")?;
    window.script_on(&heading("抓住重点")?, "e.focus()")?;
    window.chord(&[keys::RIGHT])?;
    window.chord(&[keys::RIGHT])?;
    window.find_saying(".row .outline .heading:focus", "先拆后建")?;
    // Another speech, and back.
    window.open_speech("简报")?;
    window.holding("article.text h1", "简报")?;
    window.open_speech("河道")?;
    window.holding("article.text h1", "河道")?;
    shows(">一 二 （一） 三")?;
    quiet(&window)
}
