//! Figures of reading in the real window, on made speeches: opening with and without notes, marking,
//! scrolling, the notes of a large archive. Asserts nothing about time; `cargo xtask bench reading`
//! runs it and keeps what it prints.

use crate::driver::Driven;
use crate::window::{Home, PLAIN, Window, fault, keys};
use desk::wire::{NewNote, Scope, Sort};
use desk::{Desk, Tools};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Characters of the speech that is opened with and without notes, and of the longest one.
const LONG: usize = 50_000;
const LONGEST: usize = 900_000;
/// Notes on the long speech, and in the whole archive.
const ON_ONE: u32 = 500;
const IN_ALL: u32 = 10_000;
/// Speeches that hold them.
const SHORT: u32 = 200;
/// Files that come while a speech is read.
const COMING: u32 = 4_000;
/// How often each thing is measured; the middle one is told.
const TIMES: usize = 9;

#[test]
fn long_speeches() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let archive = home.path().join("档案库");
    let mut files = Vec::new();
    for (number, name, length) in [
        (1, "甲", LONG),
        (2, "乙", LONG),
        (3, "丙", LONGEST),
        (4, "丁", 2_400),
    ] {
        let title = format!("在全市{name}片水渠建设推进会上的讲话");
        let text = speech(number, &title, length);
        files.push(home.file(&format!("{name}.txt"), &text)?);
    }
    take_in(&archive, &files)?;
    mark_up(&archive, "乙片", ON_ONE)?;
    let mut told = format!(
        "bench reading: the window's {} build, software rendering, 1440x900; load {}",
        if cfg!(debug_assertions) {
            "dev"
        } else {
            "release"
        },
        std::fs::read_to_string("/proc/loadavg").unwrap_or_default()
    );
    let window = home.start_with("档案库", &[])?;
    window.scripts_may_take(Duration::from_secs(300))?;
    window.go("all")?;
    window.find("[role=option]")?;
    // What was measured stays when the next part fails.
    for part in [opening, scrolling, marking, longest] {
        part(&window, &mut told)?;
        keep(&told, false)?;
    }
    Ok(())
}

#[test]
fn many_notes() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let archive = home.path().join("档案库");
    let files: Driven<Vec<PathBuf>> = (0..SHORT)
        .map(|number| {
            let title = format!("在全市第{number}片水渠建设座谈会上的讲话");
            home.file(
                &format!("{number}.txt"),
                &speech(number + 10, &title, 2_400),
            )
        })
        .collect();
    take_in(&archive, &files?)?;
    mark_up(&archive, "座谈会", IN_ALL / SHORT)?;
    let window = home.start_with("档案库", &[])?;
    let mut told = String::new();
    all_notes(&window, &mut told)?;
    keep(&told, true)
}

#[test]
fn while_files_come() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    for number in 0..COMING {
        let title = format!("在全市第{number}片水渠建设座谈会上的讲话");
        let text = speech(number + 10, &title, 1_200);
        home.file(&format!("来稿/{}/{number}.txt", number % 50), &text)?;
    }
    let first = home.file(
        "先来的.txt",
        &speech(1, "在全市水渠建设推进会上的讲话", 20_000),
    )?;
    take_in(&home.path().join("档案库"), &[first])?;
    let window = home.start_with("档案库", &[&home.path().join("稿件/来稿")])?;
    window.go("all")?;
    window.open_speech("推进会")?;
    window.script(LAPSES, &[])?;
    let there =
        "return document.querySelector('button rect.done')?.getAttribute('width') === '100'";
    for turn in 0.. {
        if window.script(there, &[])? == json!(true) {
            break;
        }
        // As a person goes on reading meanwhile.
        window.chord(&[if turn % 8 < 4 { " " } else { keys::HOME }])?;
    }
    let got = window.script(
        "return [lapses.length, Math.max(...lapses), lapses.filter(l => l > 100).length]",
        &[],
    )?;
    let [frames, longest, long] = std::array::from_fn(|n| got[n].as_f64().unwrap_or(f64::NAN));
    let mut told = format!(
        "{COMING} files taken in while a speech is read: {frames:.0} frames seen, {long:.0} of them over 100 ms\n"
    );
    say(
        &mut told,
        longest <= 100.0,
        format!("longest frame while files come: {longest:.0} ms (demanded <= 100)"),
    );
    keep(&told, true)
}

/// Keeps the time between one frame and the next, from now on.
const LAPSES: &str = r"
    window.lapses = []
    let last = null
    const step = now => {
        if (last !== null) lapses.push(now - last)
        last = now
        requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
";

/// Writes what was measured; `after` what stands there from the test before.
fn keep(told: &str, after: bool) -> Driven<()> {
    let Some(path) = std::env::var_os("ROSTRUM_FIGURES") else {
        print!("{told}");
        return Ok(());
    };
    let before = if after {
        std::fs::read_to_string(&path).map_err(fault)?
    } else {
        String::new()
    };
    std::fs::write(path, before + told).map_err(fault)
}

/// A speech of so many characters in ten sections. No two paragraphs are alike.
fn speech(number: u32, title: &str, characters: usize) -> String {
    // The short ones are old, so that those to be opened stand at the head of the list.
    let year = if number < 10 { 2021 } else { 2011 };
    let mut text = format!(
        "{title}\n（{year}年{}月{}日）\n\n同志们：\n",
        number % 12 + 1,
        number % 27 + 1
    );
    let mut length = text.chars().count();
    let mut paragraph = 0;
    while length < characters {
        let from = text.len();
        if length * 10 / characters >= text.matches("、要把第").count() {
            let section = text.matches("、要把第").count();
            let sign = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][section.min(9)];
            let _ = writeln!(text, "{sign}、要把第{number}号{section}片的事情做实");
        }
        for sentence in 0..6 {
            let _ = write!(
                text,
                "第{paragraph}段里第{sentence}句说的是{}号村第{}组的水渠，修了{}米，还差{}米没有接通，“接不通就不算完”。",
                number,
                paragraph * 7 + sentence,
                paragraph * 13 + 20,
                sentence * 3 + 1
            );
        }
        text.push('\n');
        paragraph += 1;
        length += text[from..].chars().count();
    }
    text
}

/// A new archive with these files.
fn take_in(archive: &Path, files: &[PathBuf]) -> Driven<()> {
    let desk = Desk::create(archive, tools()).map_err(fault)?;
    let options = desk::import::Options::default();
    desk.import(files, options, &mut |_| {}).map_err(fault)?;
    Ok(())
}

fn tools() -> std::sync::Arc<Tools> {
    Tools::new(PathBuf::from(env!("CARGO_BIN_EXE_rostrum-app")))
}

/// Makes so many notes on each speech whose title holds these words.
fn mark_up(archive: &Path, title: &str, notes: u32) -> Driven<()> {
    let desk = Desk::open(archive, tools()).map_err(fault)?;
    let page = desk
        .list(&Scope::All, Sort::Title, 0, 1_000)
        .map_err(fault)?;
    for row in page.rows.iter().filter(|row| row.title.contains(title)) {
        let step = row.length.saturating_sub(200) / notes.max(1);
        for n in 0..notes {
            let from = 100 + n * step;
            let note = NewNote {
                speech: row.id.clone(),
                at: [from, from + 12 + n % 30],
                colour: (n % 5) as u8 + 1,
                style: if n % 7 == 0 { "underline" } else { "wash" }.into(),
                comment: if n % 3 == 0 {
                    format!("第{n}条要核对")
                } else {
                    String::new()
                },
            };
            desk.add_note(&note).map_err(fault)?;
        }
    }
    Ok(())
}

/// Milliseconds from the press on a row to the second frame in which its text stands.
const OPEN: &str = r"
    const [title, noted] = arguments
    const row = [...document.querySelectorAll('[role=option]')].find(e => e.textContent.includes(title))
    if (!row) return null
    const start = performance.now()
    row.click()
    const there = () => document.querySelector('article.text h1')?.textContent.includes(title)
        && document.querySelectorAll('.body > *').length > 3
        && (!noted || document.querySelector('[data-wash]'))
    return new Promise(done => {
        const look = () => there()
            ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
            : requestAnimationFrame(look)
        look()
    })
";

fn opening(window: &Window, told: &mut String) -> Driven<()> {
    let open = |title: &str, noted: bool| number(window, OPEN, &[json!(title), json!(noted)]);
    let (mut plain, mut noted) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        // One between, so that each is opened anew.
        open("丁片", false)?;
        window.settled()?;
        plain.push(open("甲片", false)?);
        window.settled()?;
        open("丁片", false)?;
        window.settled()?;
        noted.push(open("乙片", true)?);
        window.settled()?;
    }
    let (plain, noted) = (middle(plain), middle(noted));
    let more = noted - plain;
    let _ = writeln!(
        told,
        "open {LONG} characters to painted: plain {plain:.0} ms; with {ON_ONE} notes {noted:.0} ms"
    );
    say(
        told,
        more < 150.0,
        format!("{ON_ONE} notes take {more:.0} ms more (demanded < 150)"),
    );
    Ok(())
}

/// Milliseconds from the key that marks the selected words to the frame after their wash stands on the page.
const MARK: &str = r"
    const paragraph = document.querySelectorAll('.body > p')[2 + arguments[0]]
    paragraph.scrollIntoView({ block: 'center' })
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    const range = document.createRange()
    range.setStart(nodes[0], 1); range.setEnd(nodes[6], 1)
    getSelection().removeAllRanges(); getSelection().addRange(range)
    const washes = () => document.querySelectorAll('[data-wash]').length
    return new Promise(done => setTimeout(() => {
        const [before, start] = [washes(), performance.now()]
        document.dispatchEvent(new KeyboardEvent('keydown', { key: '4', code: 'Digit4', bubbles: true }))
        const look = () => washes() > before ? requestAnimationFrame(() => done(performance.now() - start)) : setTimeout(look, 0)
        look()
    }, 900))
";

fn marking(window: &Window, told: &mut String) -> Driven<()> {
    number(window, OPEN, &[json!("甲片"), json!(false)])?;
    window.settled()?;
    let times: Driven<Vec<f64>> = (0..TIMES)
        .map(|n| number(window, MARK, &[json!(n)]))
        .collect();
    let time = middle(times?);
    say(
        told,
        time < 50.0,
        format!("selected words to highlight drawn: {time:.0} ms (demanded < 50)"),
    );
    Ok(())
}

/// Frames of a scroll through the text: middle and slowest twentieth of their times, and the share
/// that took longer than a frame and a half.
const SCROLL: &str = r"
    const scroller = document.querySelector('[data-pane=reader]')
    scroller.scrollTop = 0
    return new Promise(done => {
        const times = []
        let last = null
        const step = now => {
            if (last !== null) times.push(now - last)
            last = now
            scroller.scrollTop += 90
            if (times.length < 240) requestAnimationFrame(step)
            else {
                times.sort((a, b) => a - b)
                const usual = 1000 / 60
                done([times[120], times[228], times.filter(t => t > usual * 1.5).length / times.length, times.reduce((a, b) => a + b) / times.length])
            }
        }
        requestAnimationFrame(step)
    })
";

fn scrolled(window: &Window, title: &str) -> Driven<[f64; 4]> {
    number(window, OPEN, &[json!(title), json!(false)])?;
    // Until all of the text stands on the page.
    window.settled()?;
    window.settled()?;
    let mut runs: Vec<[f64; 4]> = Vec::new();
    for _ in 0..5 {
        let got = window.script(SCROLL, &[])?;
        runs.push(std::array::from_fn(|n| got[n].as_f64().unwrap_or_default()));
    }
    Ok(std::array::from_fn(|n| {
        middle(runs.iter().map(|run| run[n]).collect())
    }))
}

fn frames(told: &mut String, what: &str, [half, slow, late, mean]: [f64; 4]) {
    let _ = writeln!(
        told,
        "scroll {what}: frame {half:.1} ms (mean {mean:.1}, slowest twentieth {slow:.1}), late {:.0} %",
        late * 100.0
    );
}

fn scrolling(window: &Window, told: &mut String) -> Driven<()> {
    let noted = scrolled(window, "乙片")?;
    let plain = scrolled(window, "甲片")?;
    frames(told, &format!("{ON_ONE} notes"), noted);
    frames(told, "no notes", plain);
    let ratio = noted[3] / plain[3];
    say(
        told,
        ratio <= 1.2,
        format!("a frame with notes takes {ratio:.2} of one without (demanded <= 1.2)"),
    );
    Ok(())
}

fn longest(window: &Window, told: &mut String) -> Driven<()> {
    let mut times = Vec::new();
    for _ in 0..3 {
        number(window, OPEN, &[json!("丁片"), json!(false)])?;
        window.settled()?;
        times.push(number(window, OPEN, &[json!("丙片"), json!(false)])?);
        window.settled()?;
    }
    let _ = writeln!(
        told,
        "open {LONGEST} characters to painted: {:.0} ms",
        middle(times)
    );
    let whole = "const start = performance.now(); return new Promise(done => { let was = 0; const look = () => { const now = document.querySelectorAll('.body > *').length; if (now === was) done(performance.now() - start - 1000); else { was = now; setTimeout(look, 1000) } }; look() })";
    let _ = writeln!(
        told,
        "all of it on the page after {:.0} ms more",
        number(window, whole, &[])?
    );
    let got = window.script(SCROLL, &[])?;
    frames(
        told,
        "it",
        std::array::from_fn(|n| got[n].as_f64().unwrap_or_default()),
    );
    Ok(())
}

/// Milliseconds from the press on the notes' place to the frame in which the first page stands.
const NOTES: &str = r"
    const start = performance.now()
    document.querySelector('[role=treeitem][data-id=notes]').click()
    return new Promise(done => {
        const look = () => document.querySelector('.notes [data-note]')
            ? requestAnimationFrame(() => done(performance.now() - start))
            : requestAnimationFrame(look)
        look()
    })
";

fn all_notes(window: &Window, told: &mut String) -> Driven<()> {
    let ask = "const start = performance.now(); return window.__TAURI_INTERNALS__.invoke('notes', { filter: { colour: null, theme: null, kind: null, year: null, commented: false, lost: false, words: '' }, offset: 0, limit: 60 }).then(() => performance.now() - start)";
    let (mut pages, mut asked) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        window.go("all")?;
        window.find("article.text")?;
        window.settled()?;
        pages.push(number(window, NOTES, &[])?);
        asked.push(number(window, ask, &[]).unwrap_or(f64::NAN));
    }
    let (page, asked) = (middle(pages), middle(asked));
    let _ = writeln!(
        told,
        "{IN_ALL} notes: asked for and answered in {asked:.0} ms"
    );
    say(
        told,
        page < 100.0,
        format!("first page of {IN_ALL} notes: {page:.0} ms (demanded < 100)"),
    );
    Ok(())
}

fn number(window: &Window, script: &str, arguments: &[Value]) -> Driven<f64> {
    let got = window.script(script, arguments)?;
    got.as_f64()
        .ok_or_else(|| fault(format!("no figure: {got}")))
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn say(told: &mut String, met: bool, words: String) {
    let verdict = if met { "target met" } else { "target MISSED" };
    let _ = writeln!(told, "{verdict:14}{words}");
}
