//! Which paragraphs of a docx are set as headings: by their outline level, their own or that of
//! their style; and how much of a paragraph's beginning is in bold.

use crate::xml::Element;
use std::collections::HashMap;

/// The highest number of a level that makes a heading; the next means plain text.
const DEEPEST: u8 = 8;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    level: Option<u8>,
}

/// The headings among the styles of one document.
#[derive(Debug, Default)]
pub(super) struct Headings(HashMap<String, Style>);

impl Headings {
    /// From the root of `styles.xml`, where the document has it.
    pub(super) fn new(styles: Option<&Element>) -> Self {
        let all = styles.into_iter().flat_map(|root| root.elements());
        let styles = all.filter(|e| e.name == "style").map(|style| {
            let named = style.value(&["name"]).and_then(level_of_name);
            let made = Style {
                parent: style.value(&["basedOn"]).map(String::from),
                level: level(style.child("pPr")).or(named),
            };
            (style.attribute("styleId").unwrap_or_default().into(), made)
        });
        Self(styles.collect())
    }

    /// The rank of a paragraph with these properties, 1 the highest; 0 for plain text.
    pub(super) fn rank(&self, properties: Option<&Element>) -> u8 {
        let mut found = level(properties);
        let mut current = properties.and_then(|p| p.value(&["pStyle"]));
        // Styles based on each other in a circle do occur.
        for _ in 0..16 {
            let Some(style) = current.and_then(|id| self.0.get(id)) else {
                break;
            };
            found = found.or(style.level);
            current = style.parent.as_deref();
        }
        found.filter(|level| *level <= DEEPEST).map_or(0, |l| l + 1)
    }
}

fn level(properties: Option<&Element>) -> Option<u8> {
    properties?.value(&["outlineLvl"])?.parse().ok()
}

/// Old converters leave the level to the name: heading 1.
fn level_of_name(name: &str) -> Option<u8> {
    let lower = name.to_ascii_lowercase();
    let number: u8 = lower.strip_prefix("heading ")?.trim().parse().ok()?;
    number.checked_sub(1)
}

/// Follows how far the beginning of a paragraph is in bold.
#[derive(Debug, Default)]
pub(super) struct Bold {
    /// Something plain was met.
    over: bool,
    /// The byte of the paragraph's text where it ends.
    pub(super) end: usize,
}

impl Bold {
    /// Notes a run that made the text go from one byte to its present end.
    pub(super) fn note(&mut self, run: &Element, text: &str, from: usize) {
        if self.over || text[from..].trim().is_empty() {
            return;
        }
        let set = run.at(&["rPr", "b"]);
        let is_bold =
            set.is_some_and(|b| !matches!(b.attribute("val"), Some("0" | "false" | "off")));
        match is_bold {
            true => self.end = text.len(),
            false => self.over = true,
        }
    }
}
