//! Text of electronic books: the chapters in reading order.
//! Leaves out tables of contents, covers without words, and styles.

use crate::container::Container;
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

/// A path in the container from a reference in the package: `%20` decoded, `..` followed.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    let href = String::from_utf8_lossy(&bytes);
    for step in href.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed() {
        assert_eq!(
            resolve("OEBPS", "text/ch%201.xhtml#a"),
            "OEBPS/text/ch 1.xhtml"
        );
        assert_eq!(resolve("OEBPS/x", "../%E4%B8%80.html"), "OEBPS/一.html");
        assert_eq!(resolve("", "a%zz.html"), "a%zz.html");
    }
}
