//! Taking in, in the real window, by other ways than choosing files: pasted words, and a file read
//! again in another encoding.

use crate::driver::Driven;
use crate::story::quiet;
use crate::window::{Home, PLAIN, Window, keys};
use serde_json::json;

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
