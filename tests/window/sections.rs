//! The sections of a notebook in the real window: made, named, folded, carried, chosen while reading.
//! What stands under which heading is tested where it is kept.

use crate::driver::Driven;
use crate::reading::opened;
use crate::story::quiet;
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// A notebook of three excerpts, open.
fn book(home: &Home) -> Driven<Window> {
    let window = opened(home)?;
    for words in ["清淤机械", "负责到底", "看清形势"] {
        window.mark(words, "c")?;
        window.shows("摘")?;
        window.settled()?;
    }
    window.go("notebooks")?;
    reads(&window, &["清淤机械", "负责到底", "看清形势"])?;
    Ok(window)
}

/// Waits until the notebook reads so: `[name]` for a heading, the words of an excerpt.
fn reads(window: &Window, wanted: &[&str]) -> Driven<()> {
    window.eventually(&format!("{wanted:?}"), || {
        let now = window.script("return [...document.querySelectorAll('[data-item]')].map(e => e.matches('[data-section]') ? `[${e.querySelector('.words')?.textContent}]` : e.querySelector('blockquote').textContent)", &[])?;
        Ok((now == json!(wanted)).then_some(()))
    })
}

/// Takes an item by its grip and lets it go on the upper or lower part of another.
fn carry(window: &Window, item: &str, onto: &str, lower: bool) -> Driven<()> {
    let at = window.script(
        "const find = words => [...document.querySelectorAll('[data-item]')].find(e => e.textContent.includes(words)).getBoundingClientRect();
         const grip = [...document.querySelectorAll('[data-item]')].find(e => e.textContent.includes(arguments[0])).querySelector('.grip').getBoundingClientRect(), to = find(arguments[1]);
         return [grip.left + grip.width / 2, grip.top + grip.height / 2, to.left + 60, arguments[2] ? to.bottom - 3 : to.top + 3]",
        &[json!(item), json!(onto), json!(lower)],
    )?;
    let at = |n: usize| at[n].as_f64().unwrap_or_default();
    window.drag((at(0), at(1)), (at(2), at(3)))
}

/// Puts the focus on an item, as walking there by keys does.
fn focus(window: &Window, words: &str) -> Driven<()> {
    let item = window.find_saying("[data-stop]", words)?;
    window.script_on(&item, "e.focus()")?;
    Ok(())
}

/// Names the section that is being made or renamed.
fn name(window: &Window, name: &str) -> Driven<()> {
    let field = window.find("[data-pane=book] .list input:focus")?;
    window.type_into(&field, &format!("{name}{}", keys::ENTER))
}

#[test]
fn a_notebook_is_parted_into_sections_with_the_mouse_and_by_keys() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = book(&home)?;
    // One at the end with the mouse, one before an excerpt by its key.
    window.press("新建栏目")?;
    name(&window, "结尾")?;
    reads(&window, &["清淤机械", "负责到底", "看清形势", "[结尾]"])?;
    focus(&window, "负责到底")?;
    window.chord(&["s"])?;
    name(&window, "开头")?;
    let parted = ["清淤机械", "[开头]", "负责到底", "看清形势", "[结尾]"];
    reads(&window, &parted)?;
    // An excerpt is carried under a heading, and back by Ctrl Z.
    carry(&window, "清淤机械", "结尾", true)?;
    let put = ["[开头]", "负责到底", "看清形势", "[结尾]", "清淤机械"];
    reads(&window, &put)?;
    window.ctrl("z")?;
    reads(&window, &parted)?;
    window.chord(&[keys::CTRL, keys::SHIFT, "z"])?;
    reads(&window, &put)?;
    // Folded with the mouse, unfolded by a key.
    window.click(&window.find_saying("[data-section] .head", "开头")?)?;
    reads(&window, &["[开头]", "[结尾]", "清淤机械"])?;
    window.find_saying(".head[aria-expanded=false]", "开头")?;
    // What is carried onto it is put away in it.
    carry(&window, "清淤机械", "开头", true)?;
    reads(&window, &["[开头]", "[结尾]"])?;
    window.find_saying(".head", "3 则")?;
    focus(&window, "开头")?;
    window.chord(&[keys::RIGHT])?;
    reads(
        &window,
        &["[开头]", "负责到底", "看清形势", "清淤机械", "[结尾]"],
    )?;
    // By keys it goes on into the next section.
    focus(&window, "清淤机械")?;
    window.chord(&[keys::ALT, keys::DOWN])?;
    reads(&window, &put)?;
    window.find_saying("[data-item]:focus", "清淤机械")?;
    // Another name in its place; a section with what is in it to the top.
    focus(&window, "结尾")?;
    window.chord(&[keys::F2])?;
    name(&window, "收束")?;
    window.find_saying("[data-section]", "收束")?;
    carry(&window, "收束", "开头", false)?;
    let turned = ["[收束]", "清淤机械", "[开头]", "负责到底", "看清形势"];
    reads(&window, &turned)?;
    quiet(&window)?;

    // The file has them as headings.
    let out = home.path().join("摘抄.md");
    let export = |path: &Path, format: &str| {
        window.dialogs_answer(path)?;
        window.press("导出")?;
        window.press(format)?;
        let name = path.file_name().unwrap_or_default();
        window.shows(&format!("已写到 {}", name.display()))
    };
    export(&out, "导出为 Markdown")?;
    let written = std::fs::read_to_string(&out).map_err(fault)?;
    let places: Vec<_> = ["## 收束", "清淤机械", "## 开头", "负责到底", "看清形势"]
        .iter()
        .map(|words| written.find(words))
        .collect();
    assert!(places.is_sorted() && places[0].is_some(), "{written}");
    let out = home.path().join("摘抄.docx");
    export(&out, "导出为 Word")?;
    assert!(std::fs::read(&out).map_err(fault)?.starts_with(b"PK"));

    // The list of sections folds all and leads to each; a heading goes without its excerpts.
    window.press("栏目")?;
    window.press("全部收起")?;
    reads(&window, &["[收束]", "[开头]"])?;
    window.press("栏目")?;
    window.click(&window.find("[role=menu] button:nth-of-type(2)")?)?;
    window.find_saying(".head:focus", "开头")?;
    window.chord(&[keys::DELETE])?;
    window.find_saying(".toast", "摘抄还在")?;
    window.press("撤销")?;
    reads(&window, &["[收束]", "[开头]"])?;
    quiet(&window)
}

#[test]
fn an_excerpt_is_carried_to_a_place_out_of_sight() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    let all = [
        "今天召开",
        "水利工程抓",
        "进度慢",
        "半拍",
        "清淤机械",
        "半路上",
        "压实责任",
        "出了问题",
        "负责到底",
    ];
    for words in all {
        window.mark(words, "c")?;
        window.shows("摘")?;
        window.settled()?;
    }
    window.go("notebooks")?;
    reads(&window, &all)?;
    window.size(1100, 700)?;
    // Down at the lower edge, to the end; then up at the upper one, to the beginning.
    let mut order = all.to_vec();
    for (edge, inwards) in [(4, -6.0), (3, 6.0)] {
        let places = window.script(
            "const grip = [...document.querySelectorAll('[data-item]')].find(e => e.textContent.includes(arguments[0])).querySelector('.grip').getBoundingClientRect();
             const box = document.querySelector('[data-pane=book] .scrolls').getBoundingClientRect();
             return [grip.left + grip.width / 2, grip.top + grip.height / 2, box.left + box.width / 2, box.top, box.bottom, document.querySelector('[data-pane=book] .scrolls').scrollHeight - box.height]",
            &[json!("今天召开")],
        )?;
        let place = |n: usize| places[n].as_f64().unwrap_or_default();
        assert!(place(5) > 100.0, "it is longer than the window");
        let rest = Duration::from_millis(1_500);
        window.drag_and_wait(
            (place(0), place(1)),
            (place(2), place(edge) + inwards),
            rest,
        )?;
        match edge {
            4 => order.rotate_left(1),
            _ => order.rotate_right(1),
        }
        reads(&window, &order)?;
    }
    quiet(&window)
}

#[test]
fn the_next_excerpt_goes_into_the_section_that_was_chosen_for_the_last() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = book(&home)?;
    for section in ["开头", "结尾"] {
        window.press("新建栏目")?;
        name(&window, section)?;
        window.find_saying("[data-section]", section)?;
    }
    window.go("all")?;
    window.open_speech("水利")?;
    window.select("半拍")?;
    window.chord(&[keys::SHIFT, "c"])?;
    window.eventually("the sections, the last one used marked", || {
        let offered = window.script(
            "return [...document.querySelectorAll('[role=menuitemradio]')].map(e => [e.textContent.trim(), e.getAttribute('aria-checked')])",
            &[],
        )?;
        let wanted = json!([["摘抄本", "false"], ["开头", "false"], ["结尾", "true"]]);
        Ok((offered == wanted).then_some(()))
    })?;
    // Left by Escape, the words are still selected.
    window.chord(&[keys::ESCAPE])?;
    window.gone("[role=menu]")?;
    window.find("[role=toolbar][aria-label]:has(.chip)")?;
    assert_eq!(window.script("return String(getSelection())", &[])?, "半拍");
    window.chord(&[keys::SHIFT, "c"])?;
    window.click(&window.find("[role=menu] button:nth-of-type(2)")?)?;
    window.holding(".toast", "摘抄本 · 开头")?;
    window.mark("清淤", "c")?;
    window.go("notebooks")?;
    let first = [
        "清淤机械",
        "负责到底",
        "看清形势",
        "[开头]",
        "半拍",
        "清淤",
        "[结尾]",
    ];
    reads(&window, &first)?;
    quiet(&window)
}
