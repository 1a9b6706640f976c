//! Text of electronic books: the chapters in reading order.
//! Leaves out tables of contents, covers without words, and styles.

use crate::container::{Container, resolve};
use crate::{Format, IntakeError, Limits, decode, html, xml};
use std::io::Cursor;

/// The text of an epub file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<String, IntakeError> {
    let mut container = Container::open(Cursor::new(bytes), Format::Epub, limits)?;
    let damaged = |reason: &str| IntakeError::damaged(Format::Epub, reason);
    let pointer = xml::parse(
        &container.read("META-INF/container.xml")?,
        Format::Epub,
        limits,
    )?;
    let package_path = pointer
        .at(&["rootfiles", "rootfile"])
        .and_then(|r| r.attribute("full-path"));
    let package_path = package_path.ok_or_else(|| damaged("it names no package"))?;
    let package = xml::parse(&container.read(package_path)?, Format::Epub, limits)?;
    let folder = package_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let (Some(manifest), Some(spine)) = (package.child("manifest"), package.child("spine")) else {
        return Err(damaged("it has no reading order"));
    };
    let mut chapters = Vec::new();
    for step in spine.elements().filter(|e| e.name == "itemref") {
        let item = manifest
            .elements()
            .find(|i| i.attribute("id") == step.attribute("idref"));
        let Some(item) = item.filter(|_| step.attribute("linear") != Some("no")) else {
            continue;
        };
        let is_contents = item
            .attribute("properties")
            .is_some_and(|p| p.split(' ').any(|w| w == "nav"));
        let Some(href) = item.attribute("href").filter(|_| !is_contents) else {
            continue;
        };
        let page = container.read(&resolve(folder, href))?;
        let page = decode::decode(&page, None).text;
        chapters.push((page.contains("titlepage"), html::whole(&page)));
    }
    // A title page that only repeats the heading of the text would make that heading come twice.
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .collect::<String>()
    };
    let all = chapters
        .iter()
        .filter(|(is_title, _)| !is_title)
        .map(|(_, text)| letters(text))
        .collect::<String>();
    chapters.retain(|(is_title, text)| {
        let repeats = *is_title && all.contains(&letters(text));
        !text.is_empty() && !repeats
    });
    let chapters: Vec<String> = chapters.into_iter().map(|(_, text)| text).collect();
    Ok(chapters.join("\n\n"))
}
