//! Living in a text in the real window: getting about, the bar at selected words, notes over notes,
//! excerpts carried to another place, settings that hold, names for who hears the window.
//! How anchors, headings and copies come about is tested where they live.

use crate::driver::Driven;
use crate::reading::opened;
use crate::story::quiet;
use crate::window::{Dress, Home, PLAIN, Window, fault, keys};
use serde_json::{Value, json};

/// A speech of five sections, long enough to be scrolled.
fn long(home: &Home) -> Driven<Window> {
    let mut text =
        "在全市河道整治推进会上的讲话\n（2022年4月8日）\n\n同志们：\n今天开个推进会。\n".to_owned();
    for (section, name) in ["看清形势", "抓住重点", "压实责任", "管好资金", "严守纪律"]
        .iter()
        .enumerate()
    {
        let sign = ["一", "二", "三", "四", "五"][section];
        text += &format!("{sign}、{name}\n");
        for line in 0..8 {
            text += &format!(
                "{name}要做的第{line}件事，是把第{}号河段的底数摸清，该拆的拆，该补的补，不留一处死角。做到了再来报，报了就要经得起查，查出来的问题当天就改。\n",
                section * 8 + line
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
    window.holding("article.text h1", "河道")?;
    window.settled()?;
    Ok(window)
}

/// How far the text is scrolled.
fn top(window: &Window) -> Driven<f64> {
    let top = window.script(
        "return document.querySelector('[data-pane=reader]').scrollTop",
        &[],
    )?;
    Ok(top.as_f64().unwrap_or_default())
}

fn scroll(window: &Window, to: u32) -> Driven<()> {
    window.script(
        "document.querySelector('[data-pane=reader]').scrollTop = arguments[0]",
        &[json!(to)],
    )?;
    window.settled()
}

/// Waits until a script says true.
fn holds(window: &Window, what: &str, script: &str) -> Driven<()> {
    window.eventually(what, || {
        Ok((window.script(script, &[])? == json!(true)).then_some(()))
    })
}

/// Without a graphics card the engine paints the bars of what scrolls last.
#[test]
fn bars_of_lists_were_painted_over_the_sheets_that_lay_on_them() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = long(&home)?;
    let bars = || -> Driven<bool> {
        let width = "return getComputedStyle(document.querySelector('nav.scrolls')).scrollbarWidth";
        Ok(window.script(width, &[])? != json!("none"))
    };
    assert!(bars()?);
    window.ctrl("k")?;
    window.find("dialog[open] input")?;
    assert!(!bars()?);
    window.chord(&[keys::ESCAPE])?;
    window.eventually("the bars to come back", || Ok(bars()?.then_some(())))
}

#[test]
fn one_gets_about_in_a_text_by_keys_and_comes_back_to_where_one_was() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = long(&home)?;
    // Section after section; the outline follows.
    window.chord(&["]"])?;
    window.chord(&["]"])?;
    window.holding(".outline [aria-current]", "抓住重点")?;
    window.chord(&["["])?;
    window.holding(".outline [aria-current]", "看清形势")?;

    // To a section by typing some of its name.
    window.chord(&["o"])?;
    let field = window.find("input:focus")?;
    window.type_into(&field, "资金")?;
    window.type_into(&field, keys::ENTER)?;
    window.holding(".outline [aria-current]", "管好资金")?;
    let there = top(&window)?;

    // Another text, and back to the same place; and by the list's keys.
    window.open_speech("简报")?;
    window.holding("article.text h1", "简报")?;
    window.chord(&["k"])?;
    window.holding("article.text h1", "河道")?;
    window.eventually("the place that was read", || {
        Ok(((top(&window)? - there).abs() < 60.0).then_some(()))
    })?;

    // Another list, back to the one before, and forward.
    window.go("time:2020")?;
    window.holding("article.text h1", "全市简报工作会")?;
    window.chord(&[keys::ALT, keys::LEFT])?;
    window.holding("article.text h1", "河道")?;
    window.chord(&[keys::ALT, keys::RIGHT])?;
    window.holding("article.text h1", "在全市简报")?;
    window.chord(&[keys::ALT, keys::LEFT])?;
    window.holding("article.text h1", "河道")?;

    // Finding counts, and marks on the map.
    window.ctrl("f")?;
    let field = window.find("input:focus")?;
    window.type_into(&field, "底数")?;
    window.shows("40")?;
    window.is_painted("find", "底数")?;
    window.chord(&[keys::ESCAPE])?;

    // Only the text, and the whole screen for it.
    window.chord(&["f"])?;
    window.gone("[data-pane=list]")?;
    window.chord(&[keys::ESCAPE])?;
    window.find("[data-pane=list]")?;
    window.chord(&[keys::F11])?;
    holds(&window, "the whole screen", FULL)?;
    window.chord(&[keys::F11])?;
    quiet(&window)
}

const FULL: &str =
    "return window.__TAURI_INTERNALS__.invoke('plugin:window|is_fullscreen', { label: 'main' })";

#[test]
fn a_window_of_another_size_leaves_the_text_where_it_was_read() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = long(&home)?;
    // The middle of a paragraph stands at the edge.
    window.script(
        "const box = document.querySelector('[data-pane=reader]'); const p = document.querySelectorAll('.body > p')[12].getBoundingClientRect();
         box.scrollTop += p.top + p.height / 2 - box.getBoundingClientRect().top",
        &[],
    )?;
    window.settled()?;
    let at_top = "const box = document.querySelector('[data-pane=reader]').getBoundingClientRect();
        const p = [...document.querySelectorAll('.body > *')].find(e => e.getBoundingClientRect().bottom > box.top + 4);
        return p.textContent.slice(0, 24)";
    let before = window.script(at_top, &[])?;
    window.size(1100, 700)?;
    window.eventually("the same paragraph at the top", || {
        Ok((window.script(at_top, &[])? == before).then_some(()))
    })?;
    window.size(1440, 900)?;
    window.eventually("the same paragraph at the top", || {
        Ok((window.script(at_top, &[])? == before).then_some(()))
    })
}

#[test]
fn the_bar_stays_with_the_selected_words() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = long(&home)?;
    window.select("不留一处死角")?;
    const WITH: &str = "
        const bar = document.querySelector('[role=toolbar].bar')?.getBoundingClientRect();
        const words = getSelection().getRangeAt(0).getClientRects(); const last = words[words.length - 1];
        const reader = document.querySelector('.reader').getBoundingClientRect();
        return !!bar && bar.left >= reader.left && bar.right <= reader.right && Math.min(Math.abs(bar.top - last.bottom), Math.abs(words[0].top - bar.bottom)) < 24
            && bar.left < last.right && bar.right > last.left";
    holds(&window, "the bar at the words", WITH)?;
    for (width, height) in [(1100, 700), (2200, 1200), (1440, 900)] {
        window.size(width, height)?;
        holds(&window, "the bar at the words", WITH)?;
    }
    scroll(&window, 1800)?;
    window.gone("[role=toolbar].bar")?;
    scroll(&window, 0)?;
    holds(&window, "the bar at the words again", WITH)?;
    quiet(&window)
}

#[test]
fn notes_lie_over_notes_and_are_changed_and_taken_by_keys() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("清淤机械还停在半路上", "1")?;
    window.is_painted("note-1", "清淤机械还停在半路上")?;
    window.mark("停在半路", "u")?;
    window.is_painted("line-", "停在半路")?;
    window.is_painted("note-1", "清淤机械还停在半路上")?;
    // Beside the text they never stand over one another.
    holds(
        &window,
        "two notes beside the text, apart",
        "const all = [...document.querySelectorAll('.margin .note')].map(e => e.getBoundingClientRect()).sort((a, b) => a.top - b.top);
         return all.length === 2 && all[0].bottom <= all[1].top",
    )?;
    // The one in hand is recoloured, gone to, taken away, brought back.
    window.chord(&[keys::ESCAPE])?;
    window.chord(&["n"])?;
    window.chord(&["3"])?;
    window.eventually("a note in the third colour", || {
        Ok(window
            .painted()?
            .iter()
            .any(|(name, _)| name == "note-3" || name == "line-3")
            .then_some(()))
    })?;
    window.chord(&[keys::DELETE])?;
    window.counts("notes", 1)?;
    window.ctrl("z")?;
    window.counts("notes", 2)?;
    // On the section, without the mouse.
    window.chord(&[keys::SHIFT, "n"])?;
    let words = window.find("textarea:focus")?;
    window.type_into(&words, &format!("这一节可学{}", keys::ENTER))?;
    window.counts("notes", 3)?;
    quiet(&window)
}

#[test]
fn words_are_selected_marked_and_excerpted_without_the_mouse() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = long(&home)?;
    let selected = |words: &str| {
        window.eventually(&format!("“{words}” selected"), || {
            let now = window.script("return String(getSelection()).replace(/\\s/g, '')", &[])?;
            Ok((now == json!(words)).then_some(()))
        })
    };
    // What was found is the beginning.
    window.ctrl("f")?;
    let field = window.find("input:focus")?;
    window.type_into(&field, "底数摸清")?;
    window.is_painted("found", "底数摸清")?;
    window.type_into(&field, keys::ESCAPE)?;
    window.gone("search.find")?;
    window.chord(&[keys::SHIFT, keys::RIGHT])?;
    selected("底数摸清")?;
    window.chord(&[keys::SHIFT, keys::RIGHT])?;
    selected("底数摸清，")?;
    window.chord(&[keys::SHIFT, keys::LEFT])?;
    selected("底数摸清")?;
    window.chord(&["1"])?;
    window.is_painted("note-1", "底数摸清")?;
    // From the next sentence on, one is taken and another with it.
    window.chord(&[keys::SHIFT, keys::RIGHT])?;
    window.chord(&[keys::SHIFT, keys::DOWN])?;
    selected("做到了再来报，报了就要经得起查，查出来的问题当天就改。")?;
    window.chord(&[keys::SHIFT, keys::DOWN])?;
    window.chord(&[keys::CTRL, keys::SHIFT, keys::RIGHT])?;
    window.chord(&["c"])?;
    window.counts("notebooks", 1)?;
    quiet(&window)
}

#[test]
fn excerpts_are_dragged_to_another_place_and_carry_ones_own_words() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    for words in ["清淤机械", "负责到底", "看清形势"] {
        window.mark(words, "c")?;
        window.shows("摘")?;
        window.settled()?;
    }
    window.go("notebooks")?;
    let order = || -> Driven<Vec<String>> {
        let quotes = window.script("return [...document.querySelectorAll('[data-excerpt] blockquote')].map(e => e.textContent)", &[])?;
        Ok(quotes
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    };
    let is = |wanted: &[&str]| {
        window.eventually(&format!("{wanted:?}"), || {
            Ok((order()? == wanted).then_some(()))
        })
    };
    is(&["清淤机械", "负责到底", "看清形势"])?;
    let middles = window.script(
        "return [...document.querySelectorAll('[data-excerpt]')].map(e => { const g = e.querySelector('.grip').getBoundingClientRect(), r = e.getBoundingClientRect(); return [g.left + g.width / 2, g.top + g.height / 2, r.bottom] })",
        &[],
    )?;
    let at = |n: usize, part: usize| middles[n][part].as_f64().unwrap_or_default();
    window.drag((at(0, 0), at(0, 1)), (at(2, 0) + 40.0, at(2, 2) - 4.0))?;
    is(&["负责到底", "看清形势", "清淤机械"])?;
    window.ctrl("z")?;
    is(&["清淤机械", "负责到底", "看清形势"])?;
    // The same by keys, and the reader's own words under it.
    let first = window.find("[data-excerpt]")?;
    window.script_on(&first, "e.focus()")?;
    window.chord(&[keys::ALT, keys::DOWN])?;
    is(&["负责到底", "清淤机械", "看清形势"])?;
    let first = window.find_saying("[data-excerpt]", "负责到底")?;
    window.script_on(&first, "e.focus()")?;
    window.chord(&["e"])?;
    let words = window.find("[data-excerpt] textarea")?;
    window.type_into(&words, "用在结尾")?;
    window.ctrl(keys::ENTER)?;
    window.find_saying("[data-excerpt] .own", "用在结尾")?;
    quiet(&window)
}

#[test]
fn the_first_notebook_is_called_in_the_language_of_the_window() -> Driven<()> {
    for (language, called, told) in [
        ("en", "Excerpts", "Taken into"),
        ("zh", "摘抄本", "已摘入《摘抄本》"),
    ] {
        let home = Home::new(Dress { language, ..PLAIN })?;
        let window = opened(&home)?;
        window.mark("清淤机械", "c")?;
        window.holding(".toast", told)?;
        let named = window.script("return window.__TAURI_INTERNALS__.invoke('notebooks').then(all => all.map(one => one.name))", &[])?;
        assert_eq!(named, json!([called]));
        quiet(&window)?;
    }
    Ok(())
}

#[test]
fn settings_hold_at_once_and_the_archive_is_backed_up_and_checked_where_they_say() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let copies = home.path().join("备份");
    std::fs::create_dir(&copies).map_err(fault)?;
    let path = home.path().join("settings.json");
    let kept = std::fs::read(&path).map_err(fault)?;
    let mut settings: Value = serde_json::from_slice(&kept).map_err(fault)?;
    settings["backups"] = json!([{ "archive": home.path().join("档案库"), "folder": &copies }]);
    std::fs::write(&path, settings.to_string()).map_err(fault)?;
    let window = opened(&home)?;
    window.ctrl(",")?;
    let measure = window.find("dialog[open] input[min='30']")?;
    window.script_on(
        &measure,
        "e.value = 40; e.dispatchEvent(new Event('change', { bubbles: true }))",
    )?;
    holds(
        &window,
        "forty characters a line",
        "return getComputedStyle(document.documentElement).getPropertyValue('--read-measure').trim() === '40'",
    )?;
    // By keys: two steps of five hundredths.
    let leading = window.find("dialog[open] input[min='150']")?;
    window.script_on(&leading, "e.focus()")?;
    window.chord(&[keys::RIGHT])?;
    window.chord(&[keys::RIGHT])?;
    holds(
        &window,
        "wider lines",
        "return getComputedStyle(document.documentElement).getPropertyValue('--read-lead').trim() === '1.9'",
    )?;
    window.press("顶格")?;
    holds(
        &window,
        "no indent, in the sample as in the speech",
        "return ['dialog[open] .sample', '.body > p'].every(p => getComputedStyle(document.querySelector(p)).textIndent === '0px')",
    )?;
    window.press("公文")?;
    holds(
        &window,
        "the faces of official papers",
        "return document.documentElement.dataset.headings === 'document'",
    )?;
    window.press("毛边纸")?;
    window.theme("sepia")?;
    let tab = window.find_saying("dialog[open] [role=tab]", "著录")?;
    window.click(&tab)?;
    window.find("dialog[open] input[min='50']")?;
    let tab = window.find_saying("dialog[open] [role=tab]", "档案库")?;
    window.click(&tab)?;
    window.shows("现在没有它的备份")?;
    window.press("现在备份")?;
    window.find_saying("dialog[open]", "上次备份")?;
    if !copies.join("档案库/catalogue.db").is_file() {
        return Err(fault("no copy was made"));
    }
    window.press("查验档案库")?;
    window.find_saying("dialog[open] [role=status]", "都完好")?;
    window.press("重建索引")?;
    window.find_saying("dialog[open] [role=status]", "索引重建好了")?;
    window.chord(&[keys::ESCAPE])?;
    quiet(&window)
}

#[test]
fn a_comment_being_written_was_lost_when_the_speech_was_read_again() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    window.mark("清淤机械", "n")?;
    let field = window.find(".note textarea")?;
    window.type_into(&field, "先记一半")?;
    // Another note comes meanwhile, as from another window.
    window.script(
        "const speech = document.querySelector('[role=option][aria-selected=true]').id.replace('row-', ''); \
         return window.__TAURI_INTERNALS__.invoke('add_note', { note: { speech, at: [2, 8], colour: 3, style: 'wash', comment: '' } }).then(() => true)",
        &[],
    )?;
    window.counts("notes", 1)?;
    holds(
        &window,
        "the other note",
        "return document.querySelector('g.n3[data-wash]') !== null",
    )?;
    window.type_into(&field, &format!("，再记一半{}", keys::ENTER))?;
    window.find_saying(".note .words", "先记一半，再记一半")?;
    quiet(&window)
}

#[test]
fn enter_of_an_input_method_keeps_nothing_and_leaves_nothing() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    // In each field that Enter or Escape ends: the key that ends a composition is not that Enter.
    const COMPOSE: &str = "
        const e = document.activeElement;
        for (const key of ['Enter', 'Escape'])
            e.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true, keyCode: 229 }));
        return true";
    window.mark("清淤机械", "n")?;
    let field = window.find(".note textarea")?;
    window.type_into(&field, "shuili")?;
    window.script(COMPOSE, &[])?;
    window.settled()?;
    window.find(".note textarea")?;
    window.type_into(&field, keys::ENTER)?;
    window.counts("notes", 1)?;
    for (open, field, close) in [
        (vec!["t"], "input:focus", keys::ESCAPE),
        (vec![keys::CTRL, "f"], "input:focus", keys::ESCAPE),
        (vec![keys::CTRL, "k"], "dialog[open] input", keys::ESCAPE),
    ] {
        window.chord(&open)?;
        let input = window.find(field)?;
        window.type_into(&input, "shui")?;
        window.script(COMPOSE, &[])?;
        window.settled()?;
        window.find(field)?;
        window.type_into(&input, close)?;
        window.settled()?;
    }
    window.holding("article.text h1", "水利")?;
    quiet(&window)
}

/// Things one can act on that have no name or that of another in their group, and sheets and regions
/// without one.
const NAMELESS: &str = r"
    const seen = e => !e.closest('[aria-hidden=true]') && e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden'
    const named = e => {
        const by = e.getAttribute('aria-labelledby')
        return (e.getAttribute('aria-label') || (by && by.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '))
            || [...(e.labels ?? [])].map(l => l.textContent).join(' ') || e.textContent || e.getAttribute('title') || e.getAttribute('placeholder') || '').trim()
    }
    const acts = 'button, a[href], input, textarea, select, [role=button], [role=option], [role=treeitem], [role=tab], [role=checkbox], [role=radio], [role=menuitem], [role=separator][tabindex], [tabindex=\'0\']'
    const groups = 'dialog, [role=dialog], [role=toolbar], [role=tree], [role=listbox], [role=tablist], [role=menu], [role=radiogroup], nav, section'
    const bad = [...document.querySelectorAll(acts)].filter(e => seen(e) && !named(e))
    const mute = [...document.querySelectorAll(groups)].filter(e => seen(e) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby') && e.matches('dialog, [role=dialog], [role=toolbar], [role=tree], [role=tablist], [role=menu], [role=radiogroup], nav'))
    const within = e => e.parentElement.closest(`${groups}, [role=listitem], .row, .line, .item, li, tr, header, footer, aside, article, form, fieldset`)
    const buttons = [...document.querySelectorAll('button, input, textarea, [role=tab], [role=menuitem]')].filter(seen)
    const called = e => `${e.tagName} ${named(e).replace(/\s+/g, ' ')}`
    const twins = buttons.filter((e, n) => buttons.findIndex(o => within(o) === within(e) && called(o) === called(e)) < n)
    return [...bad, ...mute, ...twins].map(e => e.outerHTML.slice(0, 160))
";

#[test]
fn whatever_acts_has_a_name_in_every_room_and_sheet() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = opened(&home)?;
    let named = |place: &str| -> Driven<()> {
        window.settled()?;
        let bad = window.script(NAMELESS, &[])?;
        match bad.as_array() {
            Some(none) if none.is_empty() => Ok(()),
            _ => Err(fault(format!("without a name in {place}: {bad:#}"))),
        }
    };
    window.select("清淤机械")?;
    named("the bar at a selection")?;
    window.chord(&["2"])?;
    window.counts("notes", 1)?;
    named("the library")?;
    window.mark("负责到底", "c")?;
    window.counts("notebooks", 1)?;
    for key in ["o", "t", "d", "m"] {
        window.chord(&[key])?;
        named(key)?;
        window.chord(&[keys::ESCAPE])?;
    }
    window.chord(&[keys::SHIFT, "e"])?;
    window.click(&window.find(".body.correctable > p")?)?;
    named("correcting")?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.find(".heads")?;
    named("the table")?;
    window.chord(&[keys::SHIFT, "m"])?;
    window.find("dialog[open]")?;
    named("filing in bulk")?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::SHIFT, "v"])?;
    for place in ["inbox", "notes", "notebooks", "trash"] {
        window.go(place)?;
        named(place)?;
    }
    for command in ["管理会议类型", "管理主题"] {
        window.command(command)?;
        window.find(".terms [role=option]")?;
        named(command)?;
    }
    for chord in [
        &[keys::CTRL, "k"] as &[&str],
        &[keys::CTRL, ","],
        &["?"],
        &[keys::CTRL, keys::SHIFT, "f"],
    ] {
        window.chord(chord)?;
        window.find("dialog[open]")?;
        named(&format!("{chord:?}"))?;
        window.chord(&[keys::ESCAPE])?;
        window.gone("dialog[open]")?;
    }
    quiet(&window)
}
