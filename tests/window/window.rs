//! Rostrum's window as a person sees it: places, rows, words. Drives by what is shown and by the
//! roles a screen reader hears, so that a test fails when either goes.

use crate::driver::{Driven, Driver, Element, Fault};
use serde_json::{Value, json};
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// WebDriver's names of keys.
pub mod keys {
    pub const ENTER: &str = "\u{E007}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const CTRL: &str = "\u{E009}";
    pub const SHIFT: &str = "\u{E008}";
    pub const DELETE: &str = "\u{E017}";
    pub const F2: &str = "\u{E032}";
    pub const ALT: &str = "\u{E00A}";
    pub const HOME: &str = "\u{E011}";
    pub const END: &str = "\u{E010}";
    pub const LEFT: &str = "\u{E012}";
    pub const RIGHT: &str = "\u{E014}";
    pub const DOWN: &str = "\u{E015}";
    pub const F11: &str = "\u{E03B}";
}

/// How the window is set before it starts.
#[derive(Clone, Copy)]
pub struct Dress {
    /// `zh` or `en`.
    pub language: &'static str,
    /// `light`, `sepia` or `dark`.
    pub theme: &'static str,
}

/// What a test expects unless it is about language or theme.
pub const PLAIN: Dress = Dress {
    language: "zh",
    theme: "light",
};

/// A person's folder: settings and archives. Gone when dropped.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new(dress: Dress) -> Driven<Self> {
        Self::of(dress, true)
    }

    /// The folder of who has not seen the tour.
    pub fn newcomer(dress: Dress) -> Driven<Self> {
        Self::of(dress, false)
    }

    fn of(dress: Dress, toured: bool) -> Driven<Self> {
        let folder = tempfile::tempdir().map_err(fault)?;
        let settings = json!({
            "language": dress.language, "theme": dress.theme, "textSize": 0, "measure": 36,
            "headings": "book", "colours": [], "recent": [], "toured": toured,
        });
        std::fs::write(folder.path().join("settings.json"), settings.to_string()).map_err(fault)?;
        Ok(Self(folder))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The desktop is set to show nothing that moves.
    pub fn wants_no_motion(&self) -> Driven<()> {
        let folder = self.path().join("gtk-3.0");
        std::fs::create_dir_all(&folder).map_err(fault)?;
        let settings = "[Settings]\ngtk-enable-animations=0\n";
        std::fs::write(folder.join("settings.ini"), settings).map_err(fault)
    }

    /// Writes a file to be imported.
    pub fn file(&self, name: &str, text: &str) -> Driven<PathBuf> {
        let path = self.path().join("稿件").join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(self.path())).map_err(fault)?;
        std::fs::write(&path, text).map_err(fault)?;
        Ok(path)
    }

    /// Starts the window at its first page.
    pub fn start(&self) -> Driven<Window> {
        self.open(&[])
    }

    /// Starts the window with an archive in this folder and files to take into it.
    pub fn start_with(&self, archive: &str, files: &[&Path]) -> Driven<Window> {
        let archive = self.path().join(archive);
        let arguments: Vec<&Path> = std::iter::once(archive.as_path())
            .chain(files.iter().copied())
            .collect();
        self.open(&arguments)
    }

    fn open(&self, arguments: &[&Path]) -> Driven<Window> {
        let arguments: Vec<String> = arguments
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let home = self.path().display().to_string();
        let program = Path::new(env!("CARGO_BIN_EXE_rostrum-app"));
        // The page's own store, too: a table that one test left open stood in the next one's way.
        let variables = [
            ("ROSTRUM_HOME", &*home),
            ("XDG_DATA_HOME", &*home),
            ("XDG_CONFIG_HOME", &*home),
        ];
        let driver = Driver::start(program, &arguments, &variables)?;
        driver.size(1440, 900)?;
        // What the page itself complains of would otherwise be seen by nobody. A resize observer
        // that is told again in the next frame is the engine's remark, not a fault.
        driver.script(
            "window.faults = []; addEventListener('error', e => e.message.startsWith('ResizeObserver loop') || faults.push(e.message)); \
             addEventListener('unhandledrejection', e => faults.push(String(e.reason))); \
             addEventListener('securitypolicyviolation', e => faults.push(e.violatedDirective + ' ' + e.blockedURI))",
            &[],
        )?;
        Ok(Window(driver))
    }
}

/// The running window.
pub struct Window(Driver);

impl Deref for Window {
    type Target = Driver;
    fn deref(&self) -> &Driver {
        &self.0
    }
}

impl Window {
    /// Presses the button that says `words` or is called so.
    pub fn press(&self, words: &str) -> Driven<()> {
        let button = self.eventually(&format!("a button “{words}”"), || {
            for button in self.all("button:not([disabled])")? {
                let called = self.named(&button)?;
                if called.contains(words) {
                    return Ok(Some(button));
                }
            }
            Ok(None)
        })?;
        self.click(&button)
    }

    /// Goes to a place of the sidebar by its id, such as `inbox` or `type:meeting.progress:2020`.
    pub fn go(&self, place: &str) -> Driven<()> {
        // On its name: in the middle of the line there may be the button that folds it.
        self.click(&self.find(&format!("{} .cut", place_css(place)))?)
    }

    /// Waits until the place of the sidebar counts `count`.
    pub fn counts(&self, place: &str, count: u32) -> Driven<()> {
        self.eventually(&format!("the place `{place}` to count {count}"), || {
            let Some(line) = self.all(&place_css(place))?.into_iter().next() else {
                return Ok(None);
            };
            let text = self.text(&line)?.replace(',', "");
            let counted = text
                .split_whitespace()
                .last()
                .and_then(|n| n.parse().ok())
                .unwrap_or(0);
            Ok((counted == count).then_some(()))
        })
    }

    /// Files the open speech of the inbox, where `left` + 1 wait. A key that is pressed before the room
    /// has its rows goes nowhere, so the open one has to be there to be seen.
    pub fn file_next(&self, left: u32) -> Driven<()> {
        self.eventually("the open speech of the inbox", || {
            let rows = self.all(".entry")?.len();
            let drawn = !self.all(".entry.open .line")?.is_empty();
            Ok((drawn && rows == left as usize + 1).then_some(()))
        })?;
        self.chord(&[keys::CTRL, keys::ENTER])?;
        self.counts("inbox", left)
    }

    /// The titles in the list, once there are `count`.
    pub fn titles(&self, count: usize) -> Driven<Vec<String>> {
        self.eventually(&format!("{count} rows in the list"), || {
            let rows = self.all("[role=option] h2")?;
            if rows.len() != count {
                return Ok(None);
            }
            rows.iter()
                .map(|row| self.text(row))
                .collect::<Driven<Vec<_>>>()
                .map(Some)
        })
    }

    /// Opens the speech of the list whose title holds `words`, and waits until it is the one chosen.
    /// A row above that opens its outline just then moves this one away: it is pressed again.
    pub fn open_speech(&self, words: &str) -> Driven<()> {
        let row = self.find_saying("[role=option]", words)?;
        self.click(&row)?;
        self.eventually(&format!("“{words}” chosen"), || {
            let chosen = self.script(
                "return [...document.querySelectorAll('[role=option][aria-selected=true]')].map(e => e.textContent).join(' ')",
                &[],
            )?;
            if string(&chosen).contains(words) {
                return Ok(Some(()));
            }
            if let Some(row) = self.all("[role=option]")?.into_iter().find(|row| {
                self.script_on(row, "return e.textContent").is_ok_and(|held| string(&held).contains(words))
            }) {
                self.click(&row)?;
            }
            Ok(None)
        })
    }

    /// Waits until the page shows `words`.
    pub fn shows(&self, words: &str) -> Driven<()> {
        self.eventually(&format!("the words “{words}”"), || {
            let text = self.script("return document.body.innerText", &[])?;
            Ok(text
                .as_str()
                .is_some_and(|text| text.contains(words))
                .then_some(()))
        })
    }

    /// Does what the box of Ctrl K offers under these words.
    pub fn command(&self, words: &str) -> Driven<()> {
        self.ctrl("k")?;
        let field = self.find("dialog[open] input")?;
        self.type_into(&field, &format!(">{words}"))?;
        self.find_saying("dialog[open] [role=option][aria-selected=true]", words)?;
        self.type_into(&field, keys::ENTER)?;
        self.gone("dialog[open]")
    }

    /// The first element that matches and holds `words`, once there is one. What is cut off at the
    /// end of its line counts: the driver's own reading of text leaves that out.
    pub fn holding(&self, css: &str, words: &str) -> Driven<Element> {
        self.eventually(&format!("`{css}` holding “{words}”"), || {
            for element in self.all(css)? {
                let held = self.script_on(&element, "return e.textContent")?;
                if string(&held).contains(words) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
    }

    /// The dialogs of the system are not ours to drive: from now on they answer with this path, on
    /// the way from the program to the page.
    pub fn dialogs_answer(&self, path: &Path) -> Driven<()> {
        let stub = "
            const [path] = arguments;
            const real = window.realFetch ??= window.fetch;
            window.fetch = (address, ...rest) =>
                decodeURIComponent(String(address?.url ?? address)).includes('plugin:dialog|')
                    ? Promise.resolve(new Response(JSON.stringify(path), { headers: { 'Tauri-Response': 'ok', 'Content-Type': 'application/json' } }))
                    : real(address, ...rest)";
        self.script(stub, &[json!(path.display().to_string())])
            .map(drop)
    }

    /// Waits until nothing matches.
    pub fn gone(&self, css: &str) -> Driven<()> {
        self.eventually(&format!("`{css}` to go"), || {
            Ok(self.all(css)?.is_empty().then_some(()))
        })
    }

    /// Carries a thing from its middle to the middle of another with the mouse.
    pub fn carry(&self, from: &Element, to: &Element) -> Driven<()> {
        self.drag(self.middle(from)?, self.middle(to)?)
    }

    fn middle(&self, element: &Element) -> Driven<(f64, f64)> {
        let at = self.script_on(
            element,
            "e.scrollIntoView({ block: 'nearest' }); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]",
        )?;
        let number = |n: usize| at[n].as_f64().unwrap_or_default();
        Ok((number(0), number(1)))
    }

    /// Ctrl and a key.
    pub fn ctrl(&self, key: &str) -> Driven<()> {
        self.chord(&[keys::CTRL, key])
    }

    /// Selects `words` in the text with the mouse, from the first character to the last. A text that
    /// moved under the mouse, as one does when its fonts come late, is gone over again.
    pub fn select(&self, words: &str) -> Driven<()> {
        self.eventually(&format!("the selection of “{words}”"), || {
            let ends = self.script(ENDS_OF_WORDS, &[json!(words)])?;
            let Some(ends) = ends.as_array() else {
                return Ok(None);
            };
            let at = |n: usize| ends.get(n).and_then(Value::as_f64).unwrap_or_default();
            self.drag((at(0), at(1)), (at(2), at(3)))?;
            let selected = self.script("return String(getSelection())", &[])?;
            let selected: String = string(&selected).split_whitespace().collect();
            Ok((selected == words).then_some(()))
        })
    }

    /// Selects `words` and presses the key of what is to be done with them: `1` to `5`, `u`, `c`, `n`.
    pub fn mark(&self, words: &str, key: &str) -> Driven<()> {
        self.select(words)?;
        self.chord(&[key])
    }

    /// Writes a comment on `words` and keeps it.
    pub fn comment(&self, words: &str, comment: &str) -> Driven<()> {
        self.mark(words, "n")?;
        let field = self.find(".note textarea")?;
        self.type_into(&field, &format!("{comment}{}", keys::ENTER))
    }

    /// The words painted as highlights, of any kind: name of the highlight and words.
    pub fn painted(&self) -> Driven<Vec<(String, String)>> {
        let painted = self.script(PAINTED, &[])?;
        let pairs = painted.as_array().into_iter().flatten();
        Ok(pairs
            .map(|pair| (string(&pair[0]), string(&pair[1])))
            .collect())
    }

    /// Waits until `words` are painted by a highlight whose name begins with `kind`.
    pub fn is_painted(&self, kind: &str, words: &str) -> Driven<()> {
        self.eventually(&format!("“{words}” painted as {kind}"), || {
            Ok(self
                .painted()?
                .iter()
                .any(|(name, text)| name.starts_with(kind) && text == words)
                .then_some(()))
        })
    }

    /// The words painted as notes.
    pub fn painted_as_notes(&self) -> Driven<Vec<String>> {
        let painted = self.painted()?.into_iter();
        Ok(painted
            .filter(|(name, _)| name.starts_with("note-"))
            .map(|(_, words)| words)
            .collect())
    }

    /// Waits until the paper has this colour.
    pub fn theme(&self, theme: &str) -> Driven<()> {
        self.eventually(&format!("the theme {theme}"), || {
            let now = self.script("return document.documentElement.dataset.theme", &[])?;
            Ok((now.as_str() == Some(theme)).then_some(()))
        })
    }

    /// Opens the group when what is in it is not shown.
    pub fn unfold(&self, group: &str, inside: &str) -> Driven<()> {
        if self.all(&place_css(inside))?.is_empty() {
            self.go(group)?;
        }
        self.find(&place_css(inside)).map(drop)
    }

    /// Fails when text became an element or a script ran.
    pub fn inert(&self) -> Driven<()> {
        let hit = self.script(
            "return [window.hit ?? null, document.images.length, document.querySelectorAll('body script:not([src]), [onerror], [onload], [onmouseover]').length]",
            &[],
        )?;
        if hit == json!([null, 0, 0]) {
            Ok(())
        } else {
            Err(fault(format!("markup came alive: {hit}")))
        }
    }

    /// Waits until what was last asked for is laid out and painted.
    pub fn settled(&self) -> Driven<()> {
        self.script("return document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250)))))", &[]).map(drop)
    }

    /// What the page complained of since it started.
    pub fn faults(&self) -> Driven<Vec<String>> {
        let faults = self.script("return window.faults", &[])?;
        Ok(faults
            .as_array()
            .into_iter()
            .flatten()
            .map(string)
            .collect())
    }

    fn named(&self, element: &Element) -> Driven<String> {
        let name = self.script_on(
            element,
            "return (e.getAttribute('aria-label') || '') + ' ' + e.textContent",
        )?;
        Ok(string(&name))
    }
}

/// Middle of the left edge of the first and of the right edge of the last character, scrolled into view.
const ENDS_OF_WORDS: &str = r"
    const words = arguments[0]
    const walker = document.createTreeWalker(document.querySelector('article.text .body') ?? document.body, NodeFilter.SHOW_TEXT)
    const pieces = []
    let all = ''
    while (walker.nextNode()) { pieces.push([all.length, walker.currentNode]); all += walker.currentNode.data }
    const at = all.indexOf(words)
    if (at < 0) return null
    const place = n => { const [from, node] = pieces.findLast(([from]) => from <= n); return [node, n - from] }
    const rect = n => { const [node, i] = place(n); const r = document.createRange(); r.setStart(node, i); r.setEnd(node, i + 1); return r.getBoundingClientRect() }
    place(at)[0].parentElement.scrollIntoView({ block: 'center', behavior: 'instant' })
    const first = rect(at), last = rect(at + words.length - 1)
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]
";

/// Highlights of the text by their ranges; the washes of notes by the characters that lie in their
/// shapes, as their middles tell.
const PAINTED: &str = r"
    const found = []
    for (const [name, highlight] of CSS.highlights)
        for (const range of highlight) {
            const r = document.createRange()
            r.setStart(range.startContainer, range.startOffset)
            r.setEnd(range.endContainer, range.endOffset)
            found.push([name, r.toString()])
        }
    const letters = []
    for (const part of document.querySelectorAll('article.text > .title, article.text > .bylines, article.text > .body')) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
            const r = document.createRange()
            r.setStart(walker.currentNode, i)
            r.setEnd(walker.currentNode, i + 1)
            const box = r.getBoundingClientRect()
            letters.push([r.toString(), box.left + box.width / 2, box.top + box.height / 2])
        }
    }
    for (const path of document.querySelectorAll('[data-wash] path')) {
        const corner = path.ownerSVGElement.getBoundingClientRect()
        const area = path.classList.contains('area')
        // A stroke stands a little below the middle of its letters.
        const inside = letters.filter(([, x, y]) => [0, 8, 9, 10, 11, 12, 13, 14, 15].some(n => (area ? n === 0 : n > 0) && path.isPointInFill(new DOMPoint(x - corner.left, y - corner.top + n))))
        const colour = path.parentElement.getAttribute('class').match(/n([1-5])/)[1]
        if (inside.length > 0) found.push([`${area ? 'note' : 'line'}-${colour}`, inside.map(([letter]) => letter).join('')])
    }
    return found
";

fn place_css(place: &str) -> String {
    format!("[role=treeitem][data-id='{place}']")
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

pub fn fault(words: impl std::fmt::Display) -> Fault {
    Fault(words.to_string())
}
