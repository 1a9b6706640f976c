//! The main job in the real window, as a person would do it.
//! How a rule judges a text is tested where the rule lives.

use crate::driver::Driven;
use crate::window::{Dress, Home, PLAIN, Window, fault, keys};
use std::path::Path;

/// Three speeches that say plainly what they are.
fn three(home: &Home) -> Driven<Vec<std::path::PathBuf>> {
    let speeches = [
        (
            "推进.txt",
            "在全市重点水利工程建设推进会上的讲话\n（2020年6月12日）\n\n同志们：\n今天召开推进会，任务是把水利工程抓到底。\n一、看清形势\n工程进度慢了半拍，清淤机械还停在半路上。\n二、压实责任\n哪一段出了问题，就由哪一段负责到底。\n",
        ),
        (
            "调度.txt",
            "在全市防汛工作调度会上的讲话\n（2021年7月3日）\n\n同志们：\n汛期已到，今天调度防汛工作。\n一、盯紧水位\n每两小时报一次水位。\n二、备足物资\n编织袋、冲锋舟要到点到位。\n",
        ),
        (
            "座谈.txt",
            "在老干部座谈会上的讲话\n（2019年9月29日）\n\n各位老领导、老同志：\n今天请大家来座谈，听听意见。\n一、感谢\n感谢各位多年的支持。\n二、请教\n老旧街区怎么改，请各位出主意。\n",
        ),
    ];
    speeches
        .iter()
        .map(|(name, text)| home.file(name, text))
        .collect()
}

/// A window with the three filed.
pub fn filed(home: &Home) -> Driven<Window> {
    let files = three(home)?;
    let files: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    let window = home.start_with("档案库", &files)?;
    window.counts("inbox", 3)?;
    window.go("inbox")?;
    for left in [2, 1, 0] {
        window.file_next(left)?;
    }
    window.counts("all", 3)?;
    Ok(window)
}

/// No script, policy or promise fault was seen by the page.
#[track_caller]
pub fn quiet(window: &Window) -> Driven<()> {
    assert_eq!(window.faults()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn the_first_start_offers_a_sample_and_leads_into_a_living_archive() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = home.start()?;
    window.press("样例")?;
    window.find("[role=option] h2")?;
    let types = window.eventually("meeting types in the sidebar", || {
        let types = window.all("[role=treeitem][data-id^='type:']")?;
        Ok((types.len() > 3).then_some(types))
    })?;
    assert!(types.len() > 3);
    window.go("inbox")?;
    window.go("all")?;
    quiet(&window)
}

#[test]
fn files_are_taken_in_looked_at_filed_and_browsed() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let files = three(&home)?;
    let empty = home.file("空白.txt", "")?;
    let mut given: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    given.push(&empty);
    let window = home.start_with("档案库", &given)?;

    // The report names each file, the bad one with its reason.
    for name in ["推进.txt", "调度.txt", "座谈.txt", "空白.txt"] {
        window.shows(name)?;
    }
    window.shows("空文件")?;

    // Nothing is filed unseen; what waits can be found all the same.
    window.counts("inbox", 3)?;
    window.counts("all", 3)?;
    window.go("inbox")?;
    window.shows("在全市防汛工作调度会上的讲话")?;
    for left in [2, 1, 0] {
        window.file_next(left)?;
    }

    // By type and year, and by time.
    window.go("all")?;
    let titles = window.titles(3)?;
    assert_eq!(titles[0], "在全市防汛工作调度会上的讲话", "newest first");
    window.unfold("type:meeting.deployment", "type:meeting.progress")?;
    window.go("type:meeting.progress")?;
    assert_eq!(window.titles(1)?, ["在全市重点水利工程建设推进会上的讲话"]);
    window.go("type:meeting.progress:2020")?;
    assert_eq!(window.titles(1)?, ["在全市重点水利工程建设推进会上的讲话"]);
    window.go("time:2019")?;
    assert_eq!(window.titles(1)?, ["在老干部座谈会上的讲话"]);
    quiet(&window)
}

#[test]
fn what_was_filed_is_found_and_marked() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = filed(&home)?;
    window.ctrl("k")?;
    let field = window.find("[role=dialog] input, dialog input")?;
    window.type_into(&field, "清淤机械")?;
    window.shows("在全市重点水利工程建设推进会上的讲话")?;
    window.chord(&[keys::SHIFT, keys::ENTER])?;
    let mark = window.find_saying(".hit mark", "清淤机械")?;
    window.click(&mark)?;
    window.is_painted("hit", "清淤机械")?;
    quiet(&window)
}

#[test]
fn notes_stay_on_their_words_over_a_restart_and_can_be_undone() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = filed(&home)?;
    window.go("all")?;
    window.open_speech("在全市防汛工作调度会上的讲话")?;
    window.mark("每两小时报一次水位", "2")?;
    window.is_painted("note-2", "每两小时报一次水位")?;
    window.mark("编织袋", "n")?;
    let words = window.find("textarea")?;
    window.type_into(&words, &format!("数目要核{}", keys::ENTER))?;
    window.is_painted("note-", "编织袋")?;
    window.counts("notes", 2)?;
    quiet(&window)?;
    drop(window);

    let window = home.start_with("档案库", &[])?;
    window.go("all")?;
    window.open_speech("在全市防汛工作调度会上的讲话")?;
    window.is_painted("note-2", "每两小时报一次水位")?;
    window.is_painted("note-", "编织袋")?;
    window.shows("数目要核")?;

    // Undo works over the restart too; first the comment's note, then the highlight.
    window.ctrl("z")?;
    window.eventually("the first undo", || {
        Ok((window.painted_as_notes()?.len() < 2).then_some(()))
    })?;
    for _ in 0..2 {
        if !window.painted_as_notes()?.is_empty() {
            window.ctrl("z")?;
            window.settled()?;
        }
    }
    window.eventually("no note", || {
        Ok(window.painted_as_notes()?.is_empty().then_some(()))
    })?;
    window.counts("notes", 0)?;
    window.counts("all", 3)?;
    quiet(&window)
}

#[test]
fn filing_is_undone_and_done_again() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = filed(&home)?;
    window.go("all")?;
    window.titles(3)?;
    window.open_speech("在老干部座谈会上的讲话")?;
    window.ctrl("z")?;
    window.counts("inbox", 1)?;
    window.chord(&[keys::CTRL, keys::SHIFT, "z"])?;
    window.counts("inbox", 0)?;
    quiet(&window)
}

#[test]
fn an_excerpt_goes_into_the_notebook_with_its_source() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = filed(&home)?;
    window.go("all")?;
    window.open_speech("在全市防汛工作调度会上的讲话")?;
    window.mark("每两小时报一次水位", "c")?;
    window.counts("notebooks", 1)?;
    window.go("notebooks")?;
    window.shows("每两小时报一次水位")?;
    window.shows("在全市防汛工作调度会上的讲话")?;
    quiet(&window)
}

#[test]
fn language_and_paper_are_remembered() -> Driven<()> {
    let home = Home::new(Dress {
        language: "en",
        theme: "dark",
    })?;
    let window = home.start_with("档案库", &[])?;
    window.shows("Inbox")?;
    window.theme("dark")?;
    window.chord(&[keys::CTRL, keys::SHIFT, "l"])?;
    window.theme("light")?;
    quiet(&window)?;
    drop(window);
    let window = home.start_with("档案库", &[])?;
    window.theme("light")?;
    window.shows("Inbox")
}

#[test]
fn markup_in_a_file_a_title_and_a_note_is_only_text() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let evil = "<img src=x onerror=\"window.hit=1\"><script>window.hit=2</script><svg onload=\"window.hit=3\">";
    let text = format!(
        "在全市{evil}推进会上的讲话\n（2020年6月12日）\n\n同志们：\n今天{evil}召开推进会。\n一、{evil}看清形势\n正文里也有{evil}。\n"
    );
    let file = home.file("a<b onmouseover=1>&amp;.txt", &text)?;
    let window = home.start_with("档案库", &[&file])?;
    window.counts("inbox", 1)?;
    window.go("inbox")?;
    window.shows("onerror")?;
    window.inert()?;
    window.file_next(0)?;
    window.go("all")?;
    window.open_speech("推进会")?;
    window.shows("正文里也有<img")?;
    window.inert()?;
    window.mark("正文里也有", "n")?;
    let words = window.find("textarea")?;
    window.type_into(&words, &format!("{evil}{}", keys::ENTER))?;
    window.counts("notes", 1)?;
    window.go("notes")?;
    window.shows("正文里也有")?;
    window.inert()?;
    window.ctrl("k")?;
    let field = window.find("[role=dialog] input, dialog input")?;
    window.type_into(&field, "onerror")?;
    window.settled()?;
    window.inert()?;
    quiet(&window)
}

#[test]
fn a_keystroke_while_an_input_method_composes_does_nothing() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = home.start_with("档案库", &[])?;
    window.find("[role=tree]")?;
    window
        .script(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, isComposing: true, keyCode: 229 }))",
            &[],
        )
        .map_err(fault)?;
    window.settled()?;
    assert!(window.all("[role=dialog], dialog[open]")?.is_empty());
    Ok(())
}
