//! The title that the properties of a document tell: Dublin Core in containers, Info in PDF.
//! Does not judge whether it is the title of the text.

use crate::container::{Container, resolve};
use crate::xml::{self, Element, Node};
use crate::{Format, Limits};
use std::io::Cursor;

/// The title of a container; nothing where it tells none or cannot be read.
pub(crate) fn title(bytes: &[u8], format: Format, limits: &Limits) -> Option<String> {
    let mut container = Container::open(Cursor::new(bytes), format, limits).ok()?;
    let mut part = |name: &str| -> Option<Element> {
        xml::parse(&container.read_optional(name).ok()??, format, limits).ok()
    };
    let (root, name) = match format {
        Format::Docx => (part("docProps/core.xml")?, "title"),
        Format::Odt => (part("meta.xml")?, "title"),
        Format::Ofd => (part("OFD.xml")?, "Title"),
        Format::Epub => {
            let pointer = part("META-INF/container.xml")?;
            let package = pointer.at(&["rootfiles", "rootfile"])?;
            (
                part(&resolve("", package.attribute("full-path")?))?,
                "title",
            )
        }
        _ => return None,
    };
    let mut found = Vec::new();
    root.descendants(name, &mut found);
    let words = found
        .first()?
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
    tidy(&words.collect::<String>())
}

/// A title as programs write it without what they add: `Microsoft Word - 讲话.doc`.
pub(crate) fn tidy(words: &str) -> Option<String> {
    let words = words.trim();
    let words = ["Microsoft Word - ", "WPS文字 - "]
        .iter()
        .find_map(|program| words.strip_prefix(program))
        .unwrap_or(words);
    let lower = words.to_ascii_lowercase();
    let ending = [".docx", ".doc", ".wps", ".pdf", ".txt", ".rtf", ".odt"]
        .iter()
        .find(|ending| lower.ends_with(**ending));
    let words = words[..words.len() - ending.map_or(0, |e| e.len())].trim();
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (words.chars().count() >= 2).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn what_programs_add_to_a_title_goes() {
        let check = |words: &str, expected: Option<&str>| {
            assert_eq!(tidy(words).as_deref(), expected, "{words}");
        };
        check(
            "Microsoft Word - 在春灌会上的讲话.DOC",
            Some("在春灌会上的讲话"),
        );
        check(" 在春灌会上\n的讲话 ", Some("在春灌会上 的讲话"));
        check("", None);
        check(".docx", None);
    }
}
