//! Whether all that is read in the window can be: the contrast of every piece of text with its ground, in each paper.
//! What the colours are is a matter of `ui/src/style/tokens.css`; marks and edges are not measured.

use crate::driver::Driven;
use crate::finding::twelve;
use crate::story::quiet;
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::{Value, json};

/// Text that stands out from its ground by less than 4.5 (3 for large letters), with how much is
/// looked at. Disabled controls are left out, as WCAG has it.
const FAINT: &str = r"
    const colour = text => { const n = (text.match(/[\d.]+/g) ?? []).map(Number); return text.startsWith('color(srgb') ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0] ?? 0, n[1] ?? 0, n[2] ?? 0, n[3] ?? 1] }
    const over = (top, under) => [0, 1, 2].map(n => top[n] * top[3] + under[n] * (1 - top[3])).concat(1)
    const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b }
    const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) }
    const up = e => { const all = []; for (let at = e; at; at = at.parentElement) all.push(at); return all }
    const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT)
    const faint = []
    let seen = 0
    for (let node; (node = walker.nextNode());) {
        const e = node.parentElement
        if (!node.data.trim() || e.closest('[disabled], [inert], .vh, script, style, svg')) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = range.getBoundingClientRect()
        const style = getComputedStyle(e)
        const shown = up(e).reduce((all, at) => all * Number(getComputedStyle(at).opacity), 1)
        if (!box.width || box.bottom < 0 || box.top > innerHeight || shown === 0 || style.visibility === 'hidden') continue
        const ground = up(e).reverse().reduce((under, at) => over(colour(getComputedStyle(at).backgroundColor), under), [255, 255, 255, 1])
        const ink = colour(style.color)
        const size = parseFloat(style.fontSize)
        const need = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
        const has = ratio(over([ink[0], ink[1], ink[2], ink[3] * shown], ground), ground)
        seen += 1
        if (has < need - .005) faint.push(`${has.toFixed(2)} ${style.color} on ${ground.slice(0, 3).map(Math.round)}: ${node.data.trim().slice(0, 20)}`)
    }
    return [seen, faint]";

/// Looks at the page in every paper; at least so many pieces of text stand on it.
fn readable(window: &Window, place: &str, least: u64) -> Driven<()> {
    for paper in ["sepia", "dark", "light"] {
        window.script(
            "document.documentElement.dataset.theme = arguments[0]",
            &[json!(paper)],
        )?;
        window.settled()?;
        let looked = window.script(FAINT, &[])?;
        if looked[1] != json!([]) || looked[0].as_u64() < Some(least) {
            return Err(fault(format!("{place}, {paper}: {looked:#}")));
        }
    }
    Ok(())
}

#[test]
fn all_text_stands_out_from_its_ground_in_every_paper() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    // A colour on its way to another is neither.
    home.wants_no_motion()?;
    let window = twelve(&home)?;
    window.go("all")?;
    window.open_speech("推进会")?;
    window.holding("article.text h1", "推进会")?;
    window.mark("清淤机械", "1")?;
    window.comment("负责到底", "这句要引")?;
    window.mark("看清形势", "c")?;
    window.counts("notebooks", 1)?;
    readable(&window, "the library", 60)?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.find(".heads")?;
    window.ctrl("a")?;
    readable(&window, "the table", 60)?;
    window.chord(&[keys::SHIFT, "m"])?;
    window.find("dialog[open]")?;
    readable(&window, "filing in bulk", 8)?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::SHIFT, "v"])?;
    for place in ["inbox", "notes", "notebooks", "trash"] {
        window.go(place)?;
        readable(&window, place, 20)?;
    }
    window.ctrl("k")?;
    let field = window.find("dialog[open] input")?;
    window.type_into(&field, "倒排工期")?;
    window.holding("dialog[open] [role=option]", "水利")?;
    readable(&window, "the box of Ctrl K", 8)?;
    window.chord(&[keys::SHIFT, keys::ENTER])?;
    window.find(".hit")?;
    readable(&window, "the results", 60)?;
    let tabs = window.all(".find [role=tab]")?;
    window.click(tabs.get(1).ok_or_else(|| fault("no tab of lines"))?)?;
    window.find(".line b")?;
    readable(&window, "the concordance", 60)?;
    window.script("document.activeElement.blur()", &[])?;
    for chord in [
        &["?"] as &[&str],
        &[keys::CTRL, ","],
        &[keys::CTRL, keys::SHIFT, "f"],
    ] {
        window.chord(chord)?;
        window.find("dialog[open]")?;
        readable(&window, &format!("{chord:?}"), 8)?;
        window.chord(&[keys::ESCAPE])?;
        window.gone("dialog[open]")?;
    }
    // The test would see it.
    window.script("document.querySelector('h1').style.color = 'gray'; document.querySelector('h1').style.fontSize = '12px'", &[])?;
    let looked = window.script(FAINT, &[])?;
    assert_eq!(looked[1].as_array().map(Vec::len), Some(1), "{looked:#}");
    assert!(matches!(looked[0], Value::Number(_)));
    quiet(&window)
}
