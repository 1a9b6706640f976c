//! Text of OpenDocument files: paragraphs, headings, lists with their numbers, tables, notes.
//! Leaves out tracked deletions, comments, headers and footers.

use crate::container::Container;
use crate::marks;
use crate::numerals::Numeral;
use crate::tables::{self, Rows};
use crate::xml::{self, Element, Node};
use crate::{Format, IntakeError, Limits, Warning};
use std::collections::HashMap;
use std::io::Cursor;

/// What is no text of the document where it stands.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "annotation",
    "annotation-end",
    "ruby-text",
    "sequence-decls",
    "variable-decls",
    "forms",
    "index-title-template",
    "alphabetical-index-source",
    "table-of-content-source",
    "title",
    "desc",
    "number",
];

/// The text of an odt file.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let mut container = Container::open(Cursor::new(bytes), Format::Odt, limits)?;
    if let Some(manifest) = container.read_optional("META-INF/manifest.xml")?
        && String::from_utf8_lossy(&manifest).contains("encryption-data")
    {
        return Err(IntakeError::Encrypted);
    }
    let content = xml::parse(&container.read("content.xml")?, Format::Odt, limits)?;
    let styles = container.read_optional("styles.xml")?;
    let styles = styles
        .map(|s| xml::parse(&s, Format::Odt, limits))
        .transpose()?;
    let mut reader = Reader::default();
    for root in styles.iter().chain([&content]) {
        reader.learn(root);
    }
    let body = content.at(&["body", "text"]);
    let body = body.ok_or_else(|| IntakeError::damaged(Format::Odt, "it has no body"))?;
    let mut out = Vec::new();
    reader.blocks(body, &mut out);
    out.append(&mut reader.notes);
    if reader.tables > 0 {
        warnings.push(Warning::new(
            "table.flattened",
            "tables written as tab-separated lines",
            reader.tables,
        ));
    }
    Ok(out.join("\n"))
}

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    numeral: Numeral,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels stand in the number: 2 gives 1.1.
    shown: usize,
}

/// The name under which the levels of the document's outline are kept; no list style has it.
const OUTLINE: &str = "";

fn level_of(element: &Element) -> (usize, Level) {
    let attribute = |name: &str| element.attribute(name).unwrap_or_default();
    let depth = attribute("level").parse().unwrap_or(1);
    let level = Level {
        numeral: numeral(attribute("num-format")),
        prefix: attribute("num-prefix").into(),
        suffix: attribute("num-suffix").into(),
        start: attribute("start-value").parse().unwrap_or(1),
        shown: attribute("display-levels").parse().unwrap_or(1),
    };
    (depth, level)
}

/// A list being read.
#[derive(Debug, Default)]
struct Open {
    style: String,
    number: Option<u32>,
}

#[derive(Default)]
struct Reader {
    /// Levels by name of list style and depth.
    levels: HashMap<(String, usize), Level>,
    lists: Vec<Open>,
    /// The last number of a list style at a depth, for lists that go on.
    last: HashMap<(String, usize), u32>,
    /// The numbers of the headings above, by depth.
    outline: Vec<Option<u32>>,
    /// The number that stands before the next paragraph.
    pending: String,
    notes: Vec<String>,
    tables: u32,
}

impl Reader {
    fn learn(&mut self, root: &Element) {
        let mut styles = Vec::new();
        root.descendants("list-style", &mut styles);
        for style in styles {
            let name = style.attribute("name").unwrap_or_default();
            let numbered = style.elements();
            for level in numbered.filter(|e| e.name == "list-level-style-number") {
                let (depth, made) = level_of(level);
                self.levels.insert((name.to_string(), depth), made);
            }
        }
        let mut outlines = Vec::new();
        root.descendants("outline-style", &mut outlines);
        for level in outlines.iter().flat_map(|o| o.elements()) {
            let (depth, made) = level_of(level);
            self.levels.insert((OUTLINE.to_string(), depth), made);
        }
    }

    fn blocks(&mut self, parent: &Element, out: &mut Vec<String>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" | "h" => {
                    let mut text = std::mem::take(&mut self.pending);
                    if element.name == "h" && self.lists.is_empty() {
                        text = self.head(element);
                    }
                    let mut after = Vec::new();
                    self.inline(element, &mut text, &mut after);
                    if element.name == "h" && !text.trim().is_empty() {
                        marks::heading(&mut text, depth_of(element).clamp(1, 255) as u8);
                    }
                    out.extend(text.split('\n').map(String::from));
                    out.append(&mut after);
                }
                "list" => self.list(element, out),
                "table" => self.table(element, out),
                name if SKIPPED.contains(&name) => {}
                _ => self.blocks(element, out),
            }
        }
    }

    fn list(&mut self, list: &Element, out: &mut Vec<String>) {
        let inherited = self
            .lists
            .last()
            .map(|open| open.style.clone())
            .unwrap_or_default();
        let style = list.attribute("style-name").map_or(inherited, String::from);
        let key = (style.clone(), self.lists.len() + 1);
        let goes_on = list.attribute("continue-numbering") == Some("true")
            || list.attribute("continue-list").is_some();
        let number = goes_on.then(|| self.last.get(&key).copied()).flatten();
        self.lists.push(Open { style, number });
        for item in list.elements() {
            if item.name == "list-item" {
                self.pending = self.count(item);
            }
            self.blocks(item, out);
            self.pending.clear();
        }
        if let Some(number) = self.lists.pop().and_then(|open| open.number) {
            self.last.insert(key, number);
        }
    }

    /// The number of an item, with what stands around it.
    fn count(&mut self, item: &Element) -> String {
        let depth = self.lists.len();
        let Some(open) = self.lists.last_mut() else {
            return String::new();
        };
        let Some(level) = self.levels.get(&(open.style.clone(), depth)) else {
            return String::new();
        };
        let stated = item.attribute("start-value").and_then(|v| v.parse().ok());
        let number = stated
            .or(open.number.map(|n| n.saturating_add(1)))
            .unwrap_or(level.start);
        open.number = Some(number);
        let style = open.style.clone();
        let numbers: Vec<Option<u32>> = self.lists.iter().map(|open| open.number).collect();
        self.written(&style, &numbers)
    }

    /// The number of a heading, where the outline of the document is numbered.
    fn head(&mut self, heading: &Element) -> String {
        let depth = depth_of(heading);
        let Some(level) = self.levels.get(&(OUTLINE.to_string(), depth)) else {
            return String::new();
        };
        if heading.attribute("is-list-header") == Some("true") || depth > 10 {
            return String::new();
        }
        self.outline.resize(depth, None);
        let last = self.outline[depth - 1];
        self.outline[depth - 1] = Some(last.map_or(level.start, |n| n.saturating_add(1)));
        self.written(OUTLINE, &self.outline)
    }

    /// A number as it stands before its text; `numbers` are those of the levels down to its own.
    fn written(&self, style: &str, numbers: &[Option<u32>]) -> String {
        let of = |depth: usize| self.levels.get(&(style.to_string(), depth));
        let depth = numbers.len();
        let Some(level) = of(depth) else {
            return String::new();
        };
        let first = depth.saturating_sub(level.shown.max(1)) + 1;
        let parts = (first..=depth).filter_map(|d| {
            let level = of(d)?;
            Some(level.numeral.write(numbers[d - 1].unwrap_or(level.start)))
        });
        let written = parts
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(".");
        if written.is_empty() {
            return String::new();
        }
        let gap = if level.suffix.ends_with(['.', ')']) || level.suffix.is_empty() {
            " "
        } else {
            ""
        };
        format!("{}{written}{}{gap}", level.prefix, level.suffix)
    }

    fn inline(&mut self, parent: &Element, text: &mut String, after: &mut Vec<String>) {
        for node in &parent.children {
            let element = match node {
                Node::Text(part) => {
                    // White space of the source is collapsed; real spaces are elements.
                    text.push_str(&part.replace(['\n', '\r', '\t'], " "));
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "s" => {
                    let count = element
                        .attribute("c")
                        .and_then(|v| v.parse().ok())
                        .unwrap_or(1usize);
                    text.extend(std::iter::repeat_n(' ', count.min(200)));
                }
                "note" => {
                    let mark = self.notes.len() + 1;
                    text.push_str(&format!("[{mark}]"));
                    // Its place is taken first: a note may hold notes.
                    self.notes.push(String::new());
                    let mut lines = Vec::new();
                    if let Some(body) = element.child("note-body") {
                        self.blocks(body, &mut lines);
                    }
                    self.notes[mark - 1] = format!("[{mark}] {}", lines.join(" ").trim());
                }
                "text-box" => self.blocks(element, after),
                name if SKIPPED.contains(&name) => {}
                _ => self.inline(element, text, after),
            }
        }
    }

    fn table(&mut self, table: &Element, out: &mut Vec<String>) {
        let mut found = Vec::new();
        table.descendants("table-row", &mut found);
        let mut rows = Rows::new();
        for row in found {
            let cells = row.elements().filter(|e| e.name == "table-cell");
            let lines = |cell| {
                let mut lines = Vec::new();
                self.blocks(cell, &mut lines);
                lines
            };
            rows.push(cells.map(lines).collect());
        }
        self.tables += u32::from(tables::write(rows, out));
    }
}

/// The level of a heading, 1 the highest; 0 where it tells none.
fn depth_of(heading: &Element) -> usize {
    let depth = heading.attribute("outline-level");
    depth.and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// A number format is given by an example of it.
fn numeral(example: &str) -> Numeral {
    match example.chars().next() {
        None => Numeral::None,
        Some('一') => Numeral::Chinese,
        Some('壹') => Numeral::Legal,
        Some('甲') => Numeral::Stems,
        Some('子') => Numeral::Branches,
        Some('①') => Numeral::Circled,
        Some('１') => Numeral::FullWidth,
        Some('A') => Numeral::Letter(true),
        Some('a') => Numeral::Letter(false),
        Some('I') => Numeral::Roman(true),
        Some('i') => Numeral::Roman(false),
        Some(_) => Numeral::Decimal,
    }
}
