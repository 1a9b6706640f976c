//! Finding in the real window: as it is typed, every place on a line, on from speech to speech, by
//! form and by pinyin, and what is remembered. All queries are Chinese.

use crate::driver::{Driven, Element};
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::json;
use std::path::PathBuf;

/// Twelve dated speeches of three types; every second says 倒排工期 twice.
pub fn twelve(home: &Home) -> Driven<Window> {
    for n in 0..12 {
        let (kind, year) = (["推进会", "座谈会", "调度会"][n % 3], 2012 + n);
        let way = ["先急后缓", "分段包干", "昼夜三班"][n % 3];
        let said = match n % 2 {
            0 => format!(
                "各标段一律倒排工期、挂图作战，{way}，一天一碰头。有的地方倒排工期走了样，只挂图不作战。"
            ),
            _ => format!(
                "各标段要{way}，把前面落下的进度追上来，{}。",
                ["挂图督办", "一天一报"][n % 2]
            ),
        };
        home.file(
            &format!("{n}.txt"),
            &format!(
                "在全市水利工程{kind}上的讲话\n（{year}年3月{}日）\n\n同志们：\n今天开这个会，专门说第{n}件事。\n一、看清形势\n工程进度慢了半拍，清淤机械还停在半路上。{said}\n二、压实责任\n哪一段出了问题，就由哪一段负责到底。各级干部要到工地上去，把问题解决在一线。\n",
                n + 1
            ),
        )?;
    }
    let folder: PathBuf = home.path().join("稿件");
    let window = home.start_with("档案库", &[&folder])?;
    window.counts("all", 12)?;
    Ok(window)
}

/// The search box with the results below it.
fn search(window: &Window, words: &str) -> Driven<Element> {
    window.ctrl("k")?;
    let field = window.find("dialog[open] input")?;
    window.type_into(&field, words)?;
    window.chord(&[keys::SHIFT, keys::ENTER])?;
    window.find("[role=searchbox]")
}

/// The concordance of some words, once its first lines are there.
pub fn lines(window: &Window, words: &str) -> Driven<()> {
    search(window, words)?;
    window.find(".hit")?;
    let tabs = window.all(".find [role=tab]")?;
    let tab = tabs.get(1).ok_or_else(|| fault("no tab of lines"))?;
    window.click(tab)?;
    window.find(".line b").map(drop)
}

/// The first element that matches and holds `words`, cut off by its measure or not.
fn holding(window: &Window, css: &str, words: &str) -> Driven<Element> {
    window.eventually(&format!("`{css}` holding “{words}”"), || {
        for element in window.all(css)? {
            let held = window.script_on(&element, "return e.textContent")?;
            if held.as_str().is_some_and(|held| held.contains(words)) {
                return Ok(Some(element));
            }
        }
        Ok(None)
    })
}

fn rows(window: &Window) -> Driven<Vec<String>> {
    let rows = window.script(
        "return [...document.querySelectorAll('[role=listbox] .line')].map(e => [e.offsetParent && e.closest('[data-index]')?.dataset.index, e.innerText.replace(/\\s+/g, ' ')]).sort((a, b) => a[0] - b[0]).map(e => e[1])",
        &[],
    )?;
    let rows = rows.as_array().cloned().unwrap_or_default();
    Ok(rows
        .iter()
        .map(|row| row.as_str().unwrap_or_default().to_owned())
        .collect())
}

#[track_caller]
fn quiet(window: &Window) -> Driven<()> {
    assert_eq!(window.faults()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn results_follow_each_key_and_wait_for_the_input_method() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    let field = search(&window, "倒排")?;
    window.eventually("six hits", || {
        Ok((window.all(".hit")?.len() == 6).then_some(()))
    })?;
    // The letters of an unfinished word are no query, and the Enter that ends it opens nothing.
    window
        .script_on(
            &field,
            "e.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })); e.value = '倒排gongqi'; \
             e.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); \
             e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true, keyCode: 229 }))",
        )
        .map_err(fault)?;
    window.settled()?;
    assert_eq!(window.all(".hit")?.len(), 6);
    assert!(window.all("article.text")?.is_empty());
    window
        .script_on(
            &field,
            "e.value = '倒排工期 走了样'; e.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); e.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        )
        .map_err(fault)?;
    holding(&window, "header h1", "走了样")?;
    holding(&window, ".hit mark", "走了样")?;
    quiet(&window)
}

#[test]
fn lines_as_they_are_narrowed_and_sorted_become_a_table_for_other_programs() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    lines(&window, "倒排工期")?;
    window.shows("12 处，在 6 篇里")?;
    let filter = window.find(".filter input")?;
    window.type_into(&filter, "昼夜三班")?;
    window.shows("4 处，在 2 篇里")?;
    let seen = rows(&window)?;
    let path = home.path().join("工期 的表.csv");
    window.dialogs_answer(&path)?;
    let button = window.find_saying(".bar button", "表格")?;
    window.click(&button)?;
    window.shows("工期 的表.csv")?;
    let table = std::fs::read_to_string(&path).map_err(fault)?;
    let table = table.strip_prefix('\u{feff}').unwrap_or(&table);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 5, "a head and four lines: {table}");
    assert_eq!(lines[0].split(',').nth(2), Some("题名"), "{}", lines[0]);
    for (line, row) in lines[1..].iter().zip(&seen) {
        assert!(
            line.contains("倒排工期") && line.contains("昼夜三班"),
            "{line}"
        );
        // The same order as on the screen, where the line goes on with the same words.
        let after = row.split("倒排工期").nth(1).unwrap_or_default().trim();
        let after: String = after.chars().take(5).collect();
        assert!(line.contains(&after), "“{after}” in {line}");
    }
    // A name that is no table's is refused in words, and nothing is written.
    let other = home.path().join("工期.exe");
    window.dialogs_answer(&other)?;
    window.click(&button)?;
    window.shows("工期.exe")?;
    assert!(!other.exists());
    quiet(&window)
}

#[test]
fn every_place_stands_on_a_line_sorted_narrowed_counted_and_opened() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    lines(&window, "倒排工期")?;
    window.shows("12 处，在 6 篇里")?;
    // Sorted by what follows: 挂图 before 走了.
    let shown = rows(&window)?;
    assert_eq!(shown.len(), 12);
    assert!(shown[0].contains("倒排工期 、挂图作战"), "{shown:?}");
    assert!(shown[11].contains("倒排工期 走了样"), "{shown:?}");

    let filter = window.find(".filter input")?;
    window.type_into(&filter, "昼夜三班")?;
    window.shows("4 处，在 2 篇里")?;
    window.type_into(&filter, keys::ESCAPE)?;
    window.shows("12 处，在 6 篇里")?;

    window.press("数搭配词")?;
    let word = holding(&window, "tbody button", "走")?;
    assert!(window.text(&window.find("thead")?)?.contains("G²"));
    window.click(&word)?;
    window.shows("近处有")?;
    window.eventually("fewer lines", || {
        Ok((rows(&window)?.len() < 12).then_some(()))
    })?;

    let line = window.find(".line b")?;
    window.click(&line)?;
    window.is_painted("found", "倒排工期")?;
    window.shows("第 1 行，共")?;
    quiet(&window)
}

#[test]
fn f3_goes_from_place_to_place_and_on_into_the_next_speech() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    search(&window, "倒排工期")?;
    window.click(&window.find(".hit mark")?)?;
    window.shows("本篇第 1 处，共 2 处")?;
    window.shows("第 1 篇，共 6 篇")?;
    window.chord(&["\u{E033}"])?;
    window.shows("本篇第 2 处，共 2 处")?;
    window.chord(&["\u{E033}"])?;
    window.shows("第 2 篇，共 6 篇")?;
    window.shows("本篇第 1 处，共 2 处")?;
    window.chord(&[keys::SHIFT, "\u{E033}"])?;
    window.shows("第 1 篇，共 6 篇")?;
    window.shows("本篇第 2 处，共 2 处")?;
    // Every place is marked in the text and on the strip beside it.
    let marked = window.painted()?;
    assert_eq!(marked.iter().filter(|(name, _)| name == "hit").count(), 2);
    assert_eq!(window.all(".map .hit")?.len(), 2);
    quiet(&window)
}

#[test]
fn a_query_is_made_by_the_form() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    window.chord(&[keys::CTRL, keys::SHIFT, "f"])?;
    let field = |name: &str| window.find(&format!("dialog[open] input[aria-label='{name}']"));
    window.type_into(&field("都要有")?, "倒排工期")?;
    window.type_into(&field("不要有")?, "先急后缓")?;
    window.type_into(&field("从")?, "2013")?;
    window.type_into(&field("到")?, "2020")?;
    holding(
        &window,
        "dialog[open] footer code",
        "倒排工期 date:2013..2020 -先急后缓",
    )?;
    window.type_into(&field("到")?, keys::ENTER)?;
    window.eventually("the hits", || {
        Ok((window.all(".hit")?.len() == 3).then_some(()))
    })?;
    // What was typed comes back into the form.
    window.chord(&[keys::CTRL, keys::SHIFT, "f"])?;
    let kept = window.script_on(&field("不要有")?, "return e.value")?;
    assert_eq!(kept, json!("先急后缓"));
    quiet(&window)
}

#[test]
fn what_was_searched_is_listed_forgotten_and_saved_ones_renamed() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    let field = search(&window, "挂图作战")?;
    window.find(".hit")?;
    window.press("存为搜索")?;
    let name = window.find(".popover input")?;
    window.type_into(&name, &format!("挂图{}", keys::ENTER))?;
    holding(&window, "[role=treeitem]", "挂图")?;
    window.click(&field)?;
    window.type_into(&field, keys::ESCAPE)?;
    holding(&window, ".row", "挂图作战")?;
    window.press("改名")?;
    let name = window.find(".edit input")?;
    window.type_into(&name, &format!("挂图怎么说{}", keys::ENTER))?;
    holding(&window, "[role=treeitem]", "挂图怎么说")?;
    window.press("从最近搜过里去掉")?;
    window.eventually("no history", || {
        let text = window.script("return document.body.innerText", &[])?;
        Ok((!text.as_str().unwrap_or_default().contains("最近搜过")).then_some(()))
    })?;
    window.press("删去")?;
    window.eventually("no saved search", || {
        Ok(window.all("[data-id^='saved:']")?.is_empty().then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn letters_of_pinyin_become_a_condition() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    let field = search(&window, "tjh")?;
    window.click(&holding(&window, ".meant button", "推进会")?)?;
    holding(&window, ".chip", "推进会")?;
    window.eventually("the four", || {
        Ok((window.all(".hit")?.len() == 4).then_some(()))
    })?;
    let written = window.script_on(&field, "return e.value.trim()")?;
    assert_eq!(written, json!("type:推进会"));
    quiet(&window)
}

/// Two files of one speech and one of another.
fn versions(home: &Home) -> Driven<Window> {
    let text = |verb: &str| {
        let body: String = (1..20)
            .map(|n| {
                format!(
                    "第{n}件事，是把第{n}号河段的底数{verb}，该拆的拆，该补的补，不留一处死角。\n"
                )
            })
            .collect();
        format!("在全市河道整治现场推进会上的讲话\n（2022年4月8日）\n\n同志们：\n{body}")
    };
    home.file("一稿/站点甲.txt", &text("摸清"))?;
    home.file("二稿/站点乙.txt", &text("摸透"))?;
    home.file(
        "别的.txt",
        "在全市招商会上的讲话\n（2021年4月8日）\n\n同志们：\n话不多说，散会。\n",
    )?;
    let folder: PathBuf = home.path().join("稿件");
    let window = home.start_with("档案库", &[&folder])?;
    window.counts("inbox", 3)?;
    Ok(window)
}

#[test]
fn versions_of_one_speech_looked_the_same_where_they_were_found() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = versions(&home)?;
    window.ctrl("k")?;
    let field = window.find("dialog[open] input")?;
    window.type_into(&field, "河道整治")?;
    holding(&window, "dialog[open] [role=option]", "站点甲.txt")?;
    holding(&window, "dialog[open] [role=option]", "站点乙.txt")?;
    window.chord(&[keys::SHIFT, keys::ENTER])?;
    holding(&window, ".hit", "站点甲.txt")?;
    holding(&window, ".hit", "站点乙.txt")?;
    // Kept together, the second follows the first, and that is remembered.
    window.click(&window.find(".find .bar button[aria-haspopup=menu]")?)?;
    window.press("同一会议归在一起")?;
    window.find(".hit.follows")?;
    quiet(&window)
}

#[test]
fn on_a_large_screen_the_hit_in_hand_is_read_beside_the_list() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = versions(&home)?;
    search(&window, "讲话")?;
    window.find(".hit")?;
    assert!(window.all(".glance")?.is_empty());
    window.size(2200, 1200)?;
    holding(&window, ".glance", "同志们")?;
    let first = window.script(
        "return document.querySelector('.glance h2').textContent",
        &[],
    )?;
    window.script("document.activeElement.blur()", &[])?;
    window.chord(&["j"])?;
    window.chord(&["j"])?;
    window.eventually("another speech beside the list", || {
        let now = window.script(
            "return document.querySelector('.glance h2').textContent",
            &[],
        )?;
        Ok((now != first).then_some(()))
    })?;
    window.press("开读")?;
    window.find("article.text h1")?;
    quiet(&window)
}

#[test]
fn answers_to_the_query_before_stood_below_one_that_cannot_be_read() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    let field = search(&window, "挂图作战")?;
    window.find(".hit")?;
    window.type_into(&field, " OR")?;
    window.find("[role=alert]")?;
    window.find(".answer[inert]")?;
    window.type_into(&field, " 督办")?;
    window.gone("[role=alert]")?;
    window.find(".answer:not([inert]) .hit")?;
    quiet(&window)
}

#[test]
fn the_form_has_the_focus_in_its_first_field() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = twelve(&home)?;
    window.chord(&[keys::CTRL, keys::SHIFT, "f"])?;
    window.eventually("the first field", || {
        let name = window.script(
            "return document.activeElement.getAttribute('aria-label')",
            &[],
        )?;
        Ok((name == json!("都要有")).then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn a_passage_leads_to_what_says_nearly_the_same() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = versions(&home)?;
    let file = home.file(
        "调度.txt",
        "在全市防汛调度会上的讲话\n（2023年6月1日）\n\n同志们：\n去年说过，把第3号河段的底数摸准，该拆的拆，该补的补，不留一处死角，今年还是这句话。\n",
    )?;
    drop(window);
    let window = home.start_with("档案库", &[&file])?;
    window.counts("inbox", 4)?;
    window.go("all")?;
    window.open_speech("防汛调度")?;
    holding(&window, "article.text h1", "防汛调度")?;
    window.mark(
        "把第3号河段的底数摸准，该拆的拆，该补的补，不留一处死角",
        "s",
    )?;
    holding(&window, ".similar", "河道整治")?;
    window.click(&holding(&window, ".similar button", "河道整治")?)?;
    holding(&window, "article.text h1", "河道整治")?;
    quiet(&window)
}
