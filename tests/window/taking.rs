//! Taking in, in the real window, by other ways than choosing files: pasted words, a folder that is
//! watched, and a file read again in another encoding.

use crate::driver::Driven;
use crate::story::quiet;
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::json;
use std::thread::sleep;
use std::time::Duration;

const TEXT: &str = "在全市春耕备耕会议上的讲话\n（2021年3月5日）\n\n同志们：\n今天的会只说一件事，把种子和化肥送到地头。\n一、种子要好\n二、化肥要足\n";

fn opened(home: &Home) -> Driven<Window> {
    let file = home.file("春耕.txt", TEXT)?;
    let window = home.start_with("档案库", &[&file])?;
    window.counts("inbox", 1)?;
    window.go("all")?;
    window.open_speech("春耕")?;
    window.shows("送到地头")?;
    Ok(window)
}

#[test]
fn words_copied_elsewhere_are_pasted_as_a_speech_and_taken_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.ctrl("k")?;
    let field = window.find("dialog[open] input")?;
    window.type_into(&field, "在全县秋收会议上的讲话 同志们：今天只说秋收。")?;
    window.ctrl("a")?;
    window.ctrl("c")?;
    window.chord(&[keys::ESCAPE])?;
    window.eventually("the palette to close", || {
        Ok(window.all("dialog[open]")?.is_empty().then_some(()))
    })?;
    window.ctrl("v")?;
    window.find("dialog[open] textarea")?;
    let pasted = window.script(
        "return document.querySelector('dialog[open] textarea').value",
        &[],
    )?;
    assert_eq!(
        pasted,
        json!("在全县秋收会议上的讲话 同志们：今天只说秋收。")
    );
    window.find("dialog[open] .one")?;
    window.ctrl(keys::ENTER)?;
    window.counts("inbox", 2)?;
    window.shows("今天只说秋收")?;
    window.ctrl("z")?;
    window.counts("inbox", 1)?;
    quiet(&window)
}

#[test]
fn a_file_is_read_again_in_another_encoding_and_taken_back() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.press("更多")?;
    window.press("看原件文字")?;
    window.press("换编码重读")?;
    window.press("BIG5")?;
    window.find_saying("dialog[open] dd", "big5")?;
    window.chord(&[keys::ESCAPE])?;
    window.eventually("other words", || {
        let text = window.script(
            "return document.querySelector('article.text')?.textContent ?? ''",
            &[],
        )?;
        Ok((!text.as_str().unwrap_or_default().contains("送到地头")).then_some(()))
    })?;
    window.ctrl("z")?;
    window.shows("送到地头")?;
    quiet(&window)
}

#[test]
fn what_comes_into_a_watched_folder_is_taken_in_until_it_is_watched_no_more() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    let there = home.file(
        "收稿/旧稿.txt",
        "在全市防汛会议上的讲话\n同志们：\n今天只说堤坝。\n",
    )?;
    let folder = there.parent().ok_or_else(|| fault("no folder"))?;
    window.dialogs_answer(folder)?;
    window.ctrl(",")?;
    let tab = window.find_saying("dialog[open] [role=tab]", "档案库")?;
    window.click(&tab)?;
    window.press("选一个文件夹 · 自动收稿的文件夹")?;
    window.find_saying("dialog[open] .path", "收稿")?;
    // What lay there and is not in the archive comes first; then what is written bit by bit.
    window.shows("收进 1 篇")?;
    window.counts("inbox", 2)?;
    let coming = "在全市抗旱会议上的讲话\n同志们：\n今天只说水井。\n";
    home.file("收稿/新稿.txt", &coming[..33])?;
    sleep(Duration::from_millis(1500));
    home.file("收稿/新稿.txt", coming)?;
    window.counts("inbox", 3)?;
    window.chord(&[keys::ESCAPE])?;
    window.go("all")?;
    window.open_speech("抗旱")?;
    window.shows("今天只说水井")?;
    assert_eq!(
        std::fs::read_to_string(folder.join("新稿.txt")).map_err(fault)?,
        coming
    );

    window.ctrl(",")?;
    let tab = window.find_saying("dialog[open] [role=tab]", "档案库")?;
    window.click(&tab)?;
    window.press("不再自动收")?;
    window.find_saying("dialog[open] button", "选一个文件夹")?;
    window.chord(&[keys::ESCAPE])?;
    home.file(
        "收稿/后来.txt",
        "在全市植树会议上的讲话\n同志们：\n今天只说树苗。\n",
    )?;
    // Longer than a file has to stand still.
    sleep(Duration::from_secs(5));
    window.counts("inbox", 3)?;
    quiet(&window)
}
