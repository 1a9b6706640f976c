//! Takes pictures of every screen, in both languages, light, dark and sepia, at two sizes.
//! Judges nothing; a person looks at them. `cargo xtask screens` runs it.

use crate::driver::Driven;
use crate::finding;
use crate::review;
use crate::thin::thin;
use crate::window::{Dress, Home, Window, fault, keys};
use std::path::{Path, PathBuf};

const SIZES: [(u32, u32); 2] = [(1440, 900), (1100, 700)];

/// The sample's speech that is read, by words of its title.
const READ: &str = "历史文化名城";

/// Pictures that stand in the guide, each in both languages and one theme; of the smaller size, so
/// that all of them stay under three megabytes.
const GUIDE: [(&str, &str); 10] = [
    ("start", "light"),
    ("import", "light"),
    ("inbox", "light"),
    ("reader", "light"),
    ("correcting", "light"),
    ("beside", "sepia"),
    ("search", "light"),
    ("notes", "dark"),
    ("excerpts", "sepia"),
    ("folders", "light"),
];

#[test]
fn screens() -> Driven<()> {
    let folder = std::env::var_os("ROSTRUM_SCREENS")
        .map_or_else(|| PathBuf::from("target/screens"), PathBuf::from);
    std::fs::create_dir_all(&folder).map_err(fault)?;
    for (language, sample) in [("zh", "样例"), ("en", "sample")] {
        for theme in ["light", "dark", "sepia"] {
            let dress = Dress { language, theme };
            tour(
                &Album {
                    folder: &folder,
                    suffix: format!("{language}-{theme}"),
                },
                dress,
                sample,
            )?;
            find_about(
                &Album {
                    folder: &folder,
                    suffix: format!("{language}-{theme}"),
                },
                dress,
            )?;
            look_through(
                &Album {
                    folder: &folder,
                    suffix: format!("{language}-{theme}"),
                },
                dress,
            )?;
            keep_order(
                &Album {
                    folder: &folder,
                    suffix: format!("{language}-{theme}"),
                },
                dress,
                sample,
            )?;
        }
    }
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    for (name, theme) in GUIDE {
        for language in ["zh", "en"] {
            let taken = folder.join(format!("{name}-{language}-{theme}-1100.png"));
            hang(&taken, &guide.join(format!("{name}-{language}.png")))?;
        }
    }
    // The first thing seen of the whole repository.
    let first = folder.join("library-zh-light-1100.png");
    hang(&first, &guide.join("library-light.png"))
}

/// Puts a picture that was taken into the guide.
fn hang(taken: &Path, place: &Path) -> Driven<()> {
    let picture = std::fs::read(taken).map_err(|e| fault(format!("{}: {e}", taken.display())))?;
    std::fs::write(place, thin(&picture)?).map_err(fault)
}

struct Album<'a> {
    folder: &'a Path,
    suffix: String,
}

impl Album<'_> {
    /// The page on a large screen.
    fn wide(&self, window: &Window, name: &str) -> Driven<()> {
        self.at(window, name, (2560, 1440))?;
        window.size(1440, 900)?;
        window.settled()
    }

    fn at(&self, window: &Window, name: &str, (width, height): (u32, u32)) -> Driven<()> {
        window.size(width, height)?;
        // Two frames: the first lays out, the second is painted.
        window.settled()?;
        let file = self
            .folder
            .join(format!("{name}-{}-{width}.png", self.suffix));
        std::fs::write(&file, window.picture()?).map_err(fault)
    }

    /// The page as it stands, at every size.
    fn take(&self, window: &Window, name: &str) -> Driven<()> {
        for size in SIZES {
            self.at(window, name, size)?;
        }
        window.size(1440, 900)?;
        window.settled()
    }
}

/// Every screen, in the order in which a newcomer meets them.
fn tour(album: &Album<'_>, dress: Dress, sample: &str) -> Driven<()> {
    let home = Home::new(dress)?;
    let window = home.start()?;
    window.shows(sample)?;
    album.take(&window, "start")?;
    window.press(sample)?;
    window.find("[role=option]")?;
    album.take(&window, "library")?;
    album.wide(&window, "library")?;
    window.go("inbox")?;
    album.take(&window, "inbox")?;
    window.go("all")?;
    window.find("[role=option]")?;
    let further = read_and_mark(&window)?;
    album.take(&window, "reader")?;
    album.wide(&window, "reader")?;
    work_on_the_text(album, &window)?;
    window.go("notes")?;
    album.take(&window, "notes")?;
    fill_notebook(&window, &further)?;
    album.take(&window, "excerpts")?;
    window.ctrl("k")?;
    let field = window.find("[role=dialog] input, dialog input")?;
    window.type_into(&field, "项目")?;
    window.settled()?;
    album.take(&window, "palette")?;
    window.chord(&[keys::SHIFT, keys::ENTER])?;
    album.take(&window, "search")?;
    // In the field it would be a letter.
    window.script("document.activeElement.blur()", &[])?;
    window.chord(&["?"])?;
    window.find("dialog[open] dt")?;
    album.take(&window, "keys")?;
    window.chord(&[keys::ESCAPE])?;
    window.ctrl(",")?;
    window.find("dialog[open] [role=tab]")?;
    album.take(&window, "settings")?;
    window.click(&window.find("dialog[open] [role=tab]:nth-child(6)")?)?;
    // Where tests keep their archives tells a reader nothing.
    window.script(
        "const path = document.querySelector('dialog[open] .path'); path.textContent = '/home/wang/' + path.textContent.split('/').at(-1)",
        &[],
    )?;
    album.take(&window, "folders")?;
    window.chord(&[keys::ESCAPE])?;
    drop(window);
    let good = home.file(
        "在全市调度会议上的讲话.txt",
        "在全市调度会议上的讲话\n（2021年3月5日）\n\n同志们：\n今天开调度会。\n",
    )?;
    let empty = home.file("空.txt", "")?;
    let window = home.start_with("档案库", &[&good, &empty])?;
    window.shows("空.txt")?;
    album.take(&window, "import")
}

/// Finding: an empty box, the form, every place on a line, the places in a speech.
fn find_about(album: &Album<'_>, dress: Dress) -> Driven<()> {
    let home = Home::new(dress)?;
    let window = finding::twelve(&home)?;
    finding::lines(&window, "工期")?;
    window.click(&window.find("aside section:last-child button:not(:disabled)")?)?;
    window.find("tbody button")?;
    window.settled()?;
    album.take(&window, "lines")?;
    window.click(&window.find(".line b")?)?;
    window.is_painted("found", "工期")?;
    album.take(&window, "places")?;
    window.chord(&[keys::CTRL, keys::SHIFT, "f"])?;
    let field = window.find("dialog[open] input")?;
    window.type_into(&field, "工期 责任")?;
    album.take(&window, "form")?;
    window.type_into(&field, keys::ENTER)?;
    let field = window.find("[role=searchbox]")?;
    window.find(".hit")?;
    window.click(&field)?;
    window.type_into(&field, " tjh")?;
    window.find(".meant button")?;
    album.take(&window, "meant")?;
    window.type_into(&field, keys::ESCAPE)?;
    window.find(".start .row")?;
    album.take(&window, "search-empty")
}

/// The review: other values, what a correction could do for others, and why.
fn look_through(album: &Album<'_>, dress: Dress) -> Driven<()> {
    let home = Home::new(dress)?;
    let window = review::meeting(&home)?;
    review::correct_type(&window)?;
    window.settled()?;
    album.take(&window, "review")?;
    window.chord(&["l"])?;
    window.find("dialog[open] [role=option]")?;
    album.take(&window, "alike")?;
    window.chord(&[keys::ESCAPE])?;
    window.go("all")?;
    window.find("[role=option]")?;
    let field = window.find("article.text [data-field=date]")?;
    window.click(&field)?;
    window.find(".why .choice")?;
    album.take(&window, "why")
}

/// What is done to the text that is open: looking for what says the same, correcting, holding it
/// beside another.
fn work_on_the_text(album: &Album<'_>, window: &Window) -> Driven<()> {
    window.chord(&["s"])?;
    window.find(".similar")?;
    window.settled()?;
    album.take(window, "similar")?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::SHIFT, "e"])?;
    let paragraph = window.find(".body.correctable > p:nth-of-type(3)")?;
    window.click(&paragraph)?;
    window.find(".correcting textarea")?;
    album.take(window, "correcting")?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&["b"])?;
    window.open_speech("手上有准头")?;
    window.find(".library.pair")?;
    album.take(window, "beside")?;
    album.wide(window, "beside")?;
    window.chord(&["b"])?;
    window.gone(".library.pair")
}

/// Keeping order: the table, many at once, the terms themselves, the trash, the tour.
fn keep_order(album: &Album<'_>, dress: Dress, sample: &str) -> Driven<()> {
    let home = Home::newcomer(dress)?;
    let window = home.start()?;
    window.press(sample)?;
    window.find(".tour")?;
    window.find("article.text h1")?;
    album.take(&window, "tour")?;
    window.chord(&[keys::ESCAPE])?;
    window.gone(".tour")?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.find(".heads")?;
    album.take(&window, "table")?;
    album.wide(&window, "table")?;
    window.click(&window.find(".row [role=option]")?)?;
    window.ctrl("a")?;
    window.find(".bulk")?;
    window.chord(&[keys::SHIFT, "m"])?;
    window.click(&window.find("[data-wish=add] button")?)?;
    window.type_into(&window.find("input:focus")?, "水利")?;
    window.type_into(&window.find("input:focus")?, keys::ENTER)?;
    window.type_into(&window.find("input:focus")?, keys::ESCAPE)?;
    window.find("dialog[open] .shift")?;
    album.take(&window, "bulk")?;
    window.chord(&[keys::ESCAPE])?;
    window.chord(&[keys::SHIFT, "v"])?;
    window.click(&window.find(".section:has(+ [role=tree] [data-id^='theme:']) .act")?)?;
    window.find(".terms [role=option]:nth-child(5)")?;
    window.click(&window.find(".terms [role=option]:nth-child(5)")?)?;
    album.take(&window, "terms")?;
    window.go("all")?;
    window.find("[role=option]")?;
    window.click(&window.find(".row [role=option]")?)?;
    window.chord(&[keys::DELETE])?;
    window.counts("trash", 1)?;
    window.go("trash")?;
    album.take(&window, "trash")
}

/// The notebook with the excerpt that is there, further ones, and two sections.
fn fill_notebook(window: &Window, phrases: &[String]) -> Driven<()> {
    window.go("all")?;
    window.open_speech(READ)?;
    for words in phrases {
        window.mark(words, "c")?;
        window.settled()?;
    }
    // What it says of each stands over the sidebar for a while.
    window.gone(".toast")?;
    window.go("notebooks")?;
    window.eventually("all excerpts", || {
        let there = window.all("[data-excerpt]")?.len() == phrases.len() + 1;
        Ok(there.then_some(()))
    })?;
    for (nth, section) in [(2, "数据"), (1, "开头")] {
        let excerpts = window.all("[data-excerpt]")?;
        window.script_on(&excerpts[nth], "e.focus()")?;
        window.chord(&["s"])?;
        let field = window.find("[data-pane=book] .list input:focus")?;
        window.type_into(&field, &format!("{section}{}", keys::ENTER))?;
        window.find_saying("[data-section]", section)?;
    }
    window.script("document.activeElement.blur()", &[])?;
    window.gone(".toast")
}

/// A highlight, and a selection left standing, on the words of the speech that is open; further
/// phrases of it that stand there once.
fn read_and_mark(window: &Window) -> Driven<Vec<String>> {
    // By its title: which one stands first follows from how well the sample is dated.
    window.open_speech(READ)?;
    window.holding("article.text h1", READ)?;
    let phrases = window.eventually("phrases to select", || {
        let text = window.script(
            "return document.querySelector('article.text .body')?.textContent ?? ''",
            &[],
        )?;
        let text = text.as_str().unwrap_or_default().to_owned();
        let phrases: Vec<String> = text
            .split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c))
            .filter(|phrase| {
                (8..14).contains(&phrase.chars().count()) && text.matches(*phrase).count() == 1
            })
            .map(str::to_owned)
            .collect();
        Ok((phrases.len() > 3).then_some(phrases))
    })?;
    window.mark(&phrases[1], "1")?;
    window.counts("notes", 1)?;
    window.comment(&phrases[2], "可以引用，数要再核")?;
    window.counts("notes", 2)?;
    window.chord(&["c"])?;
    window.counts("notebooks", 1)?;
    window.select(&phrases[3])?;
    Ok(phrases.into_iter().skip(4).take(3).collect())
}
