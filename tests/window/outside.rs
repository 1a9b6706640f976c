//! What the world around the window asks of it: paper, a system that wants nothing to move, a screen reader.
//! What the text looks like on the screen is tested in `reading` and `living`.

use crate::driver::Driven;
use crate::reading::opened;
use crate::story::quiet;
use crate::window::{Dress, Home, PLAIN, fault, keys};
use serde_json::{Value, json};

/// The style sheets for paper hold on the screen, where they can be looked at, or no longer.
const ON_PAPER: &str = "
    const [off, on] = arguments[0] ? ['screen', 'print'] : ['not all', 'all'];
    const [never, always] = arguments[0] ? ['not all', 'all'] : ['screen', 'print'];
    for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
            if (rule instanceof CSSMediaRule) {
                if (rule.media.mediaText === off) rule.media.mediaText = never;
                else if (rule.media.mediaText === on) rule.media.mediaText = always;
            }";

/// What is seen: words, what of the window stands around the text, marked words, ink, paper, and how much of the width the text has.
const SEEN: &str = "
    const text = document.querySelector('[data-paper]');
    const around = [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length > 0 && !text.contains(e) && !e.contains(text));
    const box = text.getBoundingClientRect();
    return {
        words: document.body.innerText,
        around: around.map(e => e.outerHTML.slice(0, 100)),
        marked: [...document.querySelectorAll('mark.ink')].map(e => e.textContent),
        ink: getComputedStyle(document.querySelector('.body > p')).color,
        paper: getComputedStyle(document.body).backgroundColor,
        wide: box.left >= 0 && box.width > innerWidth * 0.9,
    }";

#[test]
fn paper_has_the_speech_its_notes_and_its_source_in_the_colours_of_day_and_nothing_else()
-> Driven<()> {
    let home = Home::new(Dress {
        theme: "dark",
        ..PLAIN
    })?;
    let window = opened(&home)?;
    window.mark("清淤机械", "1")?;
    window.counts("notes", 1)?;
    window.comment("负责到底", "这句要引")?;
    window.counts("notes", 2)?;
    // The dialog of the system is not ours to drive.
    window.script("window.print = () => { window.printed = true }", &[])?;
    window.ctrl("p")?;
    window.eventually("the wish to print", || {
        Ok((window.script("return window.printed === true", &[])? == json!(true)).then_some(()))
    })?;
    window.script(ON_PAPER, &[json!(true)])?;
    let seen = window.script(SEEN, &[])?;
    assert_eq!(seen["around"], json!([]), "nothing of the window");
    assert_eq!(seen["marked"], json!(["清淤机械", "负责到底"]));
    assert_eq!(seen["ink"], json!("rgb(26, 29, 33)"), "dark on white");
    assert_eq!(seen["paper"], json!("rgba(0, 0, 0, 0)"));
    assert_eq!(seen["wide"], json!(true), "as wide as the paper");
    let words = seen["words"].as_str().unwrap_or_default();
    for part in [
        "在全市重点水利工程建设推进会上的讲话",
        "工程进度慢了半拍",
        "这句要引",
        "推进.txt",
    ] {
        assert!(words.contains(part), "“{part}” is on paper: {words}");
    }
    // Back at the page, notes are painted under the text again.
    window.script(ON_PAPER, &[json!(false)])?;
    window.chord(&[keys::ESCAPE])?;
    window.gone("mark.ink")?;
    window.is_painted("note-1", "清淤机械")?;
    quiet(&window)
}

/// Whether the system is heard, and what would move all the same.
const MOVING: &str = "
    const moves = e => ['', '::before', '::after'].some(part => {
        const style = getComputedStyle(e, part);
        return style.animationName !== 'none' || style.scrollBehavior === 'smooth' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
    });
    return [matchMedia('(prefers-reduced-motion: reduce)').matches, [...document.querySelectorAll('*')].filter(moves).map(e => e.outerHTML.slice(0, 100)), document.getAnimations().length]";

#[test]
fn nothing_moves_where_the_system_wants_no_motion() -> Driven<()> {
    let still = Home::new(PLAIN)?;
    still.wants_no_motion()?;
    let window = opened(&still)?;
    let nothing_moves = |place: &str| -> Driven<()> {
        match window.script(MOVING, &[])? {
            now if now == json!([true, [], 0]) => Ok(()),
            now => Err(fault(format!("moving in {place}: {now:#}"))),
        }
    };
    nothing_moves("the library")?;
    window.mark("清淤机械", "1")?;
    nothing_moves("a note")?;
    window.press("排版")?;
    nothing_moves("a popover")?;
    window.chord(&[keys::ESCAPE])?;
    window.ctrl(",")?;
    window.find("dialog[open] [role=tab]")?;
    nothing_moves("the settings")?;
    window.chord(&[keys::ESCAPE])?;
    for place in ["inbox", "notes", "notebooks", "trash"] {
        window.go(place)?;
        nothing_moves(place)?;
    }
    quiet(&window)?;
    drop(window);

    // Elsewhere things do: the test would see them.
    let window = opened(&Home::new(PLAIN)?)?;
    let now = window.script(MOVING, &[])?;
    assert_eq!(now[0], json!(false));
    assert!(
        now[1]
            .as_array()
            .is_some_and(|moving: &Vec<Value>| !moving.is_empty())
    );
    Ok(())
}
