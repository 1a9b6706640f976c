//! Keeping order in the real window: types and themes themselves, many speeches at once, dragging,
//! the table, the trash, the first minutes.
//! What a change does to speeches, notes and later imports is tested in the archive.

use crate::driver::Driven;
use crate::story::{filed, quiet};
use crate::window::{Home, PLAIN, Window, keys};

/// The places that stand for the three speeches.
const WORKS: &str = "在全市重点水利工程建设推进会上的讲话";

fn library(home: &Home) -> Driven<Window> {
    let window = filed(home)?;
    window.go("all")?;
    window.titles(3)?;
    Ok(window)
}

/// Types into the field that has the focus, over what stands there.
fn retype(window: &Window, words: &str) -> Driven<()> {
    let field = window.find("input:focus")?;
    window.ctrl("a")?;
    window.type_into(&field, words)?;
    window.type_into(&field, keys::ENTER)
}

#[test]
fn a_type_is_renamed_merged_and_taken_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.command("管理会议类型")?;
    let row = window.holding(".terms [role=option]", "推进会")?;
    window.click(&row)?;
    window.chord(&[keys::F2])?;
    retype(&window, "推动会")?;
    window.holding(".terms [role=option][aria-selected=true]", "推动会")?;

    // Another stands for it, with its one speech and its names.
    window.chord(&[keys::SHIFT, "g"])?;
    retype(&window, "座谈会")?;
    window.holding("dialog[open]", "1 篇都改归")?;
    window.chord(&[keys::ENTER])?;
    window.gone("dialog[open]")?;
    let merged = window.holding(".terms [role=option][aria-selected=true]", "座谈会")?;
    window.eventually("both speeches under it", || {
        let held = window.script_on(&merged, "return e.textContent")?;
        Ok(held
            .as_str()
            .is_some_and(|t| t.trim().ends_with('2'))
            .then_some(()))
    })?;
    window.ctrl("z")?;
    window.holding(".terms [role=option]", "推动会")?;
    window.ctrl("z")?;
    window.holding(".terms [role=option]", "推进会")?;
    quiet(&window)
}

#[test]
fn a_theme_of_ones_own_is_made_coloured_and_given_by_dragging() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.command("管理主题")?;
    window.find(".terms [role=option][aria-selected=true]")?;
    window.chord(&[keys::SHIFT, "a"])?;
    let field = window.find("input:focus")?;
    window.type_into(&field, "河湖长制")?;
    // At the top, not under the one that is looked at.
    window.click(&window.find("button.under")?)?;
    window.click(&field)?;
    window.type_into(&field, keys::ENTER)?;
    window.holding(".terms [role=option][aria-selected=true]", "河湖长制")?;
    window.click(&window.find(".colours [role=radio]:nth-child(3)")?)?;
    window.find(".terms [role=option][aria-selected=true] .dot.c2")?;
    window.go("all")?;
    // It is in no list yet: given by key first, then a second speech is dragged onto it.
    window.open_speech("水利")?;
    window.holding("article.text h1", "水利")?;
    window.chord(&["t"])?;
    retype(&window, "河湖长制")?;
    let node = window.holding("[role=treeitem][data-drop^='theme:']", "河湖长制")?;
    let row = window.holding(".row [role=option]", "防汛")?;
    window.carry(&row, &node)?;
    window.eventually("two speeches under it", || {
        let node = window.holding("[role=treeitem][data-drop^='theme:']", "河湖长制")?;
        let held = window.script_on(&node, "return e.textContent")?;
        Ok(held
            .as_str()
            .is_some_and(|t| t.trim().ends_with('2'))
            .then_some(()))
    })?;
    quiet(&window)
}

#[test]
fn a_theme_gets_a_further_word_and_another_place_is_taken_away_and_comes_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.command("管理主题")?;
    let row = window.holding(".terms [role=option]", "水利")?;
    window.click(&row)?;
    let chosen = ".terms [role=option][aria-selected=true]";
    let counted = window.script_on(&window.holding(chosen, "水利")?, "return e.textContent")?;
    // Under that word it is found when it is given.
    window.click(&window.find("input[aria-label=别名]")?)?;
    retype(&window, "江河治理")?;
    window.holding(chosen, "江河治理")?;
    window.go("all")?;
    window.open_speech("座谈")?;
    window.holding("article.text h1", "座谈")?;
    window.chord(&["t"])?;
    retype(&window, "江河治理")?;
    window.holding("article.text", "水利")?;
    // Under another one and back, by keys.
    window.command("管理主题")?;
    window.click(&window.holding(".terms [role=option]", "水利")?)?;
    let under = window.script(
        "return document.querySelector('.card [data-do=move]').previousElementSibling.textContent",
        &[],
    )?;
    let under = under.as_str().unwrap_or_default();
    for place in ["经济", under] {
        window.chord(&[keys::SHIFT, "u"])?;
        retype(&window, place)?;
        window.holding(".card .beside", place)?;
    }
    // Taken away from its speeches after a question, and back with them.
    window.chord(&[keys::SHIFT, keys::DELETE])?;
    window.holding("dialog[open]", "篇里去掉")?;
    window.chord(&[keys::ENTER])?;
    window.gone("dialog[open]")?;
    let listed = "return [...document.querySelectorAll('.terms [role=option]')].some(e => e.textContent.includes('江河治理'))";
    window.eventually("it to go", || {
        Ok((window.script(listed, &[])? == false).then_some(()))
    })?;
    window.ctrl("z")?;
    let back = window.holding(".terms [role=option]", "江河治理")?;
    let held = window.script_on(&back, "return e.textContent")?;
    let number = |held: &serde_json::Value| -> u32 {
        let digits: String = held
            .as_str()
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits.parse().unwrap_or_default()
    };
    assert_eq!(
        number(&held),
        number(&counted) + 1,
        "the speech it was given to has it again"
    );
    quiet(&window)
}

#[test]
fn a_row_dragged_onto_a_year_or_a_type_is_filed_there_and_undo_takes_it_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    let row = window.holding(".row [role=option]", "水利")?;
    let year = window.find("[role=treeitem][data-id='time:2019']")?;
    window.carry(&row, &year)?;
    window.counts("time:2019", 2)?;
    window.ctrl("z")?;
    window.counts("time:2019", 1)?;
    // Onto a meeting type.
    window.unfold("type:meeting.discussion", "type:meeting.symposium")?;
    window.go("all")?;
    let row = window.holding(".row [role=option]", "水利")?;
    let kind = window.find("[role=treeitem][data-id='type:meeting.symposium']")?;
    window.carry(&row, &kind)?;
    window.counts("type:meeting.symposium", 2)?;
    window.ctrl("z")?;
    window.counts("type:meeting.symposium", 1)?;
    // Onto the trash, too.
    let row = window.holding(".row [role=option]", "水利")?;
    window.carry(&row, &window.find("[role=treeitem][data-id='trash']")?)?;
    window.counts("trash", 1)?;
    window.titles(2)?;
    quiet(&window)
}

#[test]
fn many_are_filed_at_once_after_a_look_at_what_would_change() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.click(&window.holding(".row [role=option]", "水利")?)?;
    window.ctrl("a")?;
    window.shows("已选 3 篇")?;
    window.chord(&[keys::SHIFT, "m"])?;
    window.click(&window.find("[data-wish=type] button")?)?;
    retype(&window, "调度会")?;
    // One is so already; the others are listed, and one of them is left out.
    window.holding("dialog[open]", "2 篇会改")?;
    window.holding("dialog[open]", "1 篇本来就是这样")?;
    window.holding("dialog[open] .shift", "推进会")?;
    window.click(&window.find("dialog[open] .rows [role=checkbox]")?)?;
    window.press("改 1 篇")?;
    window.gone("dialog[open]")?;
    window
        .counts("type:meeting.deployment", 3)
        .or_else(|_| window.counts("type:meeting.dispatch", 2))?;
    quiet(&window)
}

#[test]
fn the_list_turns_into_a_table_whose_columns_are_chosen_and_dragged() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.find(".heads [data-column=date]")?;
    let edge = window.find("[data-column=date] .edge")?;
    let width = || -> Driven<f64> {
        let width = window.script(
            "return document.querySelector('[data-column=date]').getBoundingClientRect().width",
            &[],
        )?;
        Ok(width.as_f64().unwrap_or_default())
    };
    let before = width()?;
    let at = window.script_on(
        &edge,
        "const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]",
    )?;
    let (x, y) = (
        at[0].as_f64().unwrap_or_default(),
        at[1].as_f64().unwrap_or_default(),
    );
    window.drag((x, y), (x + 60.0, y))?;
    window.eventually("a wider column", || {
        Ok((width()? - before > 50.0).then_some(()))
    })?;
    window.press("选列")?;
    window.press("原件")?;
    window.holding(".row [role=option]", "推进.txt")?;
    // By title, and back to the text with Enter.
    window.click(&window.find("[data-column=title] button")?)?;
    window.find("[data-column=title] button[aria-pressed=true]")?;
    window.press("选列")?;
    window.press("原件")?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.gone(".heads")?;
    window.find("article.text h1")?;
    quiet(&window)
}

#[test]
fn the_trash_is_emptied_after_a_question_and_undo_brings_it_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.click(&window.holding(".row [role=option]", "水利")?)?;
    window.chord(&[keys::DELETE])?;
    window.counts("trash", 1)?;
    window.go("trash")?;
    assert_eq!(window.titles(1)?, [WORKS]);
    window.press("清空回收站")?;
    window.holding("dialog[open]", "原件仍存在档案库里")?;
    window.click(&window.find("dialog[open] footer .main")?)?;
    window.shows("回收站是空的")?;
    window.ctrl("z")?;
    assert_eq!(window.titles(1)?, [WORKS]);
    // Back to where it was, by key.
    window.chord(&["r"])?;
    window.counts("trash", 0)?;
    window.counts("all", 3)?;
    quiet(&window)
}

#[test]
fn a_newcomer_is_shown_five_things_once_and_may_skip_them() -> Driven<()> {
    let home = Home::newcomer(PLAIN)?;
    let window = home.start()?;
    window.press("样例")?;
    for step in ["1 / 5", "2 / 5", "3 / 5", "4 / 5"] {
        window.holding(".tour", step)?;
        window.chord(&[keys::RIGHT])?;
    }
    window.holding(".tour", "5 / 5")?;
    window.press("开始用")?;
    window.gone(".tour")?;
    window.command("再看一遍导览")?;
    window.holding(".tour", "1 / 5")?;
    window.chord(&[keys::ESCAPE])?;
    window.gone(".tour")?;
    quiet(&window)
}

#[test]
fn the_tour_is_skipped_at_its_first_step_and_does_not_come_back() -> Driven<()> {
    let home = Home::newcomer(PLAIN)?;
    let window = home.start()?;
    window.press("样例")?;
    window.holding(".tour", "1 / 5")?;
    window.press("跳过")?;
    window.gone(".tour")?;
    window.settled()?;
    drop(window);
    let window = home.start()?;
    window.press("样例")?;
    window.find("[role=option]")?;
    window.settled()?;
    assert!(window.all(".tour")?.is_empty());
    quiet(&window)
}

#[test]
fn what_a_key_does_the_box_of_commands_does_too() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = library(&home)?;
    window.open_speech("水利")?;
    window.holding("article.text h1", "水利")?;
    window.command("选中多篇")?;
    window.shows("已选 1 篇")?;
    window.command("收起或展开侧栏")?;
    window.gone("[data-pane=side]")?;
    window.command("收起或展开侧栏")?;
    window.find("[data-pane=side]")?;
    window.command("校改文字")?;
    window.find(".body.correctable")?;
    window.chord(&["?"])?;
    window.holding("dialog[open] dt", "成批著录")?;
    quiet(&window)
}
