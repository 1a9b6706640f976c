//! The lines a page shows, with what is known about each.
//! Does not choose among them.

use crate::marks;
use scraper::node::Element;
use scraper::{Html, Node};
use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;

/// One line as it is seen.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The characters, trimmed.
    pub(super) text: String,
    /// How many of them are words of links.
    pub(super) linked: usize,
    /// The rank of the heading element it lies in; 0 outside of one.
    pub(super) rank: u8,
    /// The byte to which it is bold from its beginning.
    pub(super) lead: usize,
    /// A character of it is not bold.
    plain: bool,
    /// How many of them are set bold.
    pub(super) bold: usize,
    /// It lies in the element that was asked about.
    pub(super) inside: bool,
    /// It lies in an element made for what is around an article.
    pub(super) aside: bool,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
];

const UNSEEN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select",
    "textarea", "button", "rt", "rp", "title",
];

/// Not `form`: some servers put the whole page into one.
const ASIDE: &[&str] = &["nav", "aside", "footer"];

/// All lines of a page; those within `root` are marked, all of them where there is none.
pub(super) fn of(page: &Html, root: Option<NodeId>) -> Vec<Line> {
    let mut writer = Writer {
        inside: root.is_none(),
        ..Writer::default()
    };
    let mut skipping: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipping.is_none() => match node.value() {
                Node::Element(element) if is_unseen(element) => skipping = Some(node.id()),
                Node::Element(element) => {
                    if root == Some(node.id()) {
                        writer.flush();
                        writer.inside = true;
                    }
                    writer.open(element);
                }
                Node::Text(text) => writer.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Some(start) = skipping {
                    if start == node.id() {
                        skipping = None;
                    }
                    continue;
                }
                if let Node::Element(element) = node.value() {
                    writer.close(element);
                    if root == Some(node.id()) {
                        writer.flush();
                        writer.inside = false;
                    }
                }
            }
            Edge::Open(_) => {}
        }
    }
    writer.flush();
    writer.lines
}

/// Whether a reader of the page sees nothing of it: code, controls, and hidden anti-copy noise.
pub(super) fn is_unseen(element: &Element) -> bool {
    if UNSEEN.contains(&element.name()) || element.attr("hidden").is_some() {
        return true;
    }
    let Some(style) = element.attr("style") else {
        return false;
    };
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    let declared: HashSet<&str> = style.split(';').collect();
    [
        "display:none",
        "visibility:hidden",
        "font-size:0",
        "font-size:0px",
        "font-size:0pt",
    ]
    .iter()
    .any(|unseen| declared.contains(unseen))
}

/// Whether an element is made for what stands around an article.
pub(super) fn is_aside(element: &Element) -> bool {
    ASIDE.contains(&element.name())
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    links: u32,
    /// Ranks of the heading elements that are open.
    headings: Vec<u8>,
    bolds: u32,
    asides: u32,
    preformatted: u32,
    inside: bool,
    lists: Vec<Option<u32>>,
    /// White space seen since the last character, and whether it held a line break.
    gap: Option<bool>,
}

impl Writer {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) {
            self.flush();
        }
        match name {
            "td" | "th" if !self.line.text.is_empty() => {
                self.gap = None;
                self.line.text.push('\t');
            }
            "a" => self.links += 1,
            name if rank(name) > 0 => self.headings.push(rank(name)),
            "b" | "strong" => self.bolds += 1,
            "pre" => self.preformatted += 1,
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(
                element
                    .attr("start")
                    .and_then(|v| v.parse().ok())
                    .unwrap_or(1),
            )),
            "li" => {
                // The numbers of a list are drawn by the browser and stand in no text.
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.line.text = format!("{number}. ");
                    *number = number.saturating_add(1);
                }
            }
            _ => {}
        }
        if is_aside(element) {
            self.asides += 1;
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) {
            self.flush();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            name if rank(name) > 0 => drop(self.headings.pop()),
            "b" | "strong" => self.bolds = self.bolds.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ul" | "ol" => drop(self.lists.pop()),
            _ => {}
        }
        if is_aside(element) {
            self.asides = self.asides.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.flush(),
                ' ' | '\t' | '\r' | '\n' | '\u{C}' => {
                    self.gap = Some(self.gap.unwrap_or(false) || c == '\n')
                }
                c => {
                    let c = if c == '\u{A0}' { ' ' } else { c };
                    self.fill_gap(c);
                    self.line.text.push(c);
                    self.line.rank = self.headings.last().copied().unwrap_or(self.line.rank);
                    self.line.plain |= self.bolds == 0 && !c.is_whitespace();
                    if !self.line.plain {
                        self.line.lead = self.line.text.len();
                    }
                    self.line.aside |= self.asides > 0;
                    self.line.bold += usize::from(self.bolds > 0);
                    self.line.linked += usize::from(self.links > 0);
                }
            }
        }
    }

    /// White space is one space, but none where the source broke a line between Chinese characters.
    fn fill_gap(&mut self, next: char) {
        let Some(broken) = self.gap.take() else {
            return;
        };
        let Some(last) = self.line.text.chars().next_back() else {
            return;
        };
        let joins = broken && is_wide(last) && is_wide(next);
        if !joins && !last.is_whitespace() {
            self.line.text.push(' ');
        }
    }

    fn flush(&mut self) {
        self.gap = None;
        let line = std::mem::take(&mut self.line);
        let indent = line.text.len() - line.text.trim_start().len();
        let text = line.text.trim();
        if !text.is_empty() {
            let text = text.to_string();
            self.lines.push(Line {
                lead: line.lead.saturating_sub(indent).min(text.len()),
                text,
                inside: self.inside,
                ..line
            });
        }
    }
}

impl Line {
    /// The characters, with what is known of how they are set.
    pub(super) fn marked(self) -> String {
        let mut text = self.text;
        marks::bold(&mut text, self.lead);
        marks::heading(&mut text, self.rank);
        text
    }
}

/// The rank of a heading element; 0 of any other.
fn rank(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        _ => 0,
    }
}

/// Characters that are set without spaces between them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '‘'..='”' | '—' | '…')
}
