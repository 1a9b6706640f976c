//! Text of Word documents (docx): paragraphs with their automatic numbers, tables, text boxes and
//! notes, with tracked changes accepted. Headers, footers and comments are not text of the speech.

mod headings;
mod numbering;

use crate::container::Container;
use crate::marks;
use crate::tables::{self, Rows};
use crate::xml::{self, Element, Node};
use crate::{Format, IntakeError, Limits, Warning, html, mht};
use headings::{Bold, Headings};
use numbering::Numbering;
use std::collections::HashMap;
use std::io::Cursor;

/// What carries properties, changes not accepted, or a second form of the same content.
const SKIPPED: &[&str] = &[
    "pPr",
    "rPr",
    "sectPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sdtPr",
    "sdtEndPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rt",
    "annotationRef",
];

/// The text of a docx file.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let mut container = Container::open(Cursor::new(bytes), Format::Docx, limits)?;
    let main = main_part(&mut container, limits)?;
    let folder = main
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_string();
    let beside = |name: &str| {
        if folder.is_empty() {
            name.to_string()
        } else {
            format!("{folder}/{name}")
        }
    };
    let mut part = |name: &str| -> Result<Option<Element>, IntakeError> {
        let bytes = container.read_optional(&beside(name))?;
        bytes
            .map(|b| xml::parse(&b, Format::Docx, limits))
            .transpose()
    };
    let name = main.rsplit('/').next().unwrap_or_default();
    let document = part(name)?
        .ok_or_else(|| IntakeError::damaged(Format::Docx, "the main part is missing"))?;
    let numbering = part("numbering.xml")?;
    let styles = part("styles.xml")?;
    let footnotes = part("footnotes.xml")?;
    let endnotes = part("endnotes.xml")?;
    let relations = part(&format!("_rels/{name}.rels"))?;
    let mut reader = Reader {
        numbering: Numbering::new(numbering.as_ref(), styles.as_ref()),
        headings: Headings::new(styles.as_ref()),
        notes: [
            notes(footnotes.as_ref(), "footnote"),
            notes(endnotes.as_ref(), "endnote"),
        ],
        ..Reader::default()
    };
    let mut out = Vec::new();
    reader.blocks(&document, &mut out);
    out.extend(Some(std::mem::take(&mut reader.carried)).filter(|rest| !rest.is_empty()));
    for (mark, note) in reader.cited.clone() {
        let mut lines = Vec::new();
        reader.blocks(note, &mut lines);
        out.push(format!("[{mark}] {}", lines.join(" ").trim()));
    }
    for id in std::mem::take(&mut reader.chunks) {
        // Pages saved as Word by some sites are a web page in a docx wrapping.
        let target = relations
            .iter()
            .flat_map(|r| r.elements())
            .find(|r| r.attribute("Id") == Some(&id));
        if let Some(target) = target.and_then(|r| r.attribute("Target")) {
            let path = target
                .strip_prefix('/')
                .map_or_else(|| beside(target), String::from);
            out.push(chunk(&container.read(&path)?, limits, warnings)?);
        }
    }
    if reader.tables > 0 {
        warnings.push(Warning::new(
            "table.flattened",
            "tables written as tab-separated lines",
            reader.tables,
        ));
    }
    if reader.hidden > 0 {
        warnings.push(Warning::new(
            "docx.hidden",
            "runs of hidden text left out",
            reader.hidden,
        ));
    }
    Ok(out.join("\n"))
}

/// Word 2003 XML and "flat" documents: the same elements in one XML file.
pub(crate) fn read_flat(
    text: &str,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let root = xml::parse(text.as_bytes(), Format::Docx, limits)?;
    let mut bodies = Vec::new();
    root.descendants("body", &mut bodies);
    let mut reader = Reader::default();
    let mut out = Vec::new();
    for body in bodies {
        reader.blocks(body, &mut out);
    }
    if reader.tables > 0 {
        warnings.push(Warning::new(
            "table.flattened",
            "tables written as tab-separated lines",
            reader.tables,
        ));
    }
    Ok(out.join("\n"))
}

fn chunk(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    if head.contains("mime-version:") {
        return Ok(mht::read(bytes, limits, warnings)?.text);
    }
    let page = html::decoded(bytes).filter(|page| page.text.contains('<'));
    Ok(page
        .map(|page| html::article(&page.text, warnings).text)
        .unwrap_or_default())
}

/// The main part by the package's relations; `word/document.xml` where they are of no help.
fn main_part(container: &mut Container, limits: &Limits) -> Result<String, IntakeError> {
    if let Some(bytes) = container.read_optional("_rels/.rels")? {
        let relations = xml::parse(&bytes, Format::Docx, limits)?;
        for relation in relations.elements() {
            let kind = relation.attribute("Type").unwrap_or_default();
            if kind.ends_with("/officeDocument")
                && let Some(target) = relation.attribute("Target")
            {
                return Ok(target.trim_start_matches('/').to_string());
            }
        }
    }
    Ok("word/document.xml".into())
}

fn notes<'a>(root: Option<&'a Element>, name: &str) -> HashMap<String, &'a Element> {
    let all = root
        .into_iter()
        .flat_map(|r| r.elements())
        .filter(|e| e.name == name);
    // Separator lines are notes with a type.
    let real = all.filter(|e| matches!(e.attribute("type"), None | Some("normal")));
    real.filter_map(|e| Some((e.attribute("id")?.to_string(), e)))
        .collect()
}

#[derive(Default)]
struct Reader<'a> {
    numbering: Numbering,
    headings: Headings,
    /// How much of the paragraph that is being read is in bold.
    bold: Bold,
    /// Footnotes and endnotes by id.
    notes: [HashMap<String, &'a Element>; 2],
    /// Notes in the order of their marks.
    cited: Vec<(usize, &'a Element)>,
    /// Lines of text boxes, to follow the paragraph they hang on.
    boxes: Vec<String>,
    /// Relations of embedded documents.
    chunks: Vec<String>,
    /// The text of a paragraph that goes on in the next.
    carried: String,
    tables: u32,
    hidden: u32,
}

impl<'a> Reader<'a> {
    /// The lines of everything that stands below `parent`.
    fn blocks(&mut self, parent: &'a Element, out: &mut Vec<String>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, out),
                "tbl" => self.table(element, out),
                "altChunk" => self
                    .chunks
                    .extend(element.attribute("id").map(String::from)),
                "AlternateContent" => {
                    if let Some(form) = preferred(element) {
                        self.blocks(form, out);
                    }
                }
                name if SKIPPED.contains(&name) => {}
                _ => self.blocks(element, out),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &'a Element, out: &mut Vec<String>) {
        let properties = paragraph.child("pPr");
        let mut text = std::mem::take(&mut self.carried);
        // A text box stands within a paragraph and has paragraphs itself.
        let outer = std::mem::take(&mut self.bold);
        self.inline(paragraph, &mut text);
        let bold = std::mem::replace(&mut self.bold, outer);
        // A tracked deletion of the mark between two paragraphs makes them one.
        if paragraph.at(&["pPr", "rPr", "del"]).is_some() {
            self.carried = text;
            return;
        }
        // Word gives no number to a paragraph without content.
        let mut line = text;
        if !line.trim().is_empty() {
            marks::bold(&mut line, bold.end);
            line.insert_str(0, &self.numbering.next(properties));
            marks::heading(&mut line, self.headings.rank(properties));
        }
        out.extend(line.split('\n').map(String::from));
        out.append(&mut self.boxes);
    }

    fn inline(&mut self, parent: &'a Element, text: &mut String) {
        for element in parent.elements() {
            match element.name.as_str() {
                "t" => {
                    for node in &element.children {
                        if let Node::Text(part) = node {
                            text.push_str(part);
                        }
                    }
                }
                "r" if is_hidden(element) => self.hidden += 1,
                "r" => {
                    let from = text.len();
                    self.inline(element, text);
                    self.bold.note(element, text, from);
                }
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "sym" => text.extend(symbol(element)),
                "footnoteReference" => self.cite(element, 0, text),
                "endnoteReference" => self.cite(element, 1, text),
                "txbxContent" => {
                    let mut lines = Vec::new();
                    self.blocks(element, &mut lines);
                    lines.retain(|line| !line.trim().is_empty());
                    self.boxes.append(&mut lines);
                }
                "AlternateContent" => {
                    if let Some(form) = preferred(element) {
                        self.inline(form, text);
                    }
                }
                name if SKIPPED.contains(&name) => {}
                _ => self.inline(element, text),
            }
        }
    }

    fn cite(&mut self, reference: &Element, kind: usize, text: &mut String) {
        let note = reference
            .attribute("id")
            .and_then(|id| self.notes[kind].get(id).copied());
        if let Some(note) = note {
            let mark = self.cited.len() + 1;
            self.cited.push((mark, note));
            text.push_str(&format!("[{mark}]"));
        }
    }

    fn table(&mut self, table: &'a Element, out: &mut Vec<String>) {
        let mut rows = Rows::new();
        self.rows(table, &mut rows);
        self.tables += u32::from(tables::write(rows, out));
    }

    fn rows(&mut self, parent: &'a Element, rows: &mut Rows) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tr" => {
                    let mut cells = Vec::new();
                    self.cells(element, &mut cells);
                    rows.push(cells);
                }
                name if SKIPPED.contains(&name) => {}
                _ => self.rows(element, rows),
            }
        }
    }

    fn cells(&mut self, parent: &'a Element, cells: &mut Vec<Vec<String>>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tc" => {
                    let mut lines = Vec::new();
                    self.blocks(element, &mut lines);
                    cells.push(lines);
                }
                name if SKIPPED.contains(&name) => {}
                _ => self.cells(element, cells),
            }
        }
    }
}

/// New and old programs get the same content in two forms; the first that holds any is taken.
fn preferred(alternatives: &Element) -> Option<&Element> {
    let form = |name: &str| {
        alternatives
            .child(name)
            .filter(|e| e.elements().next().is_some())
    };
    form("Choice").or_else(|| form("Fallback"))
}

fn is_hidden(run: &Element) -> bool {
    let vanish = run.at(&["rPr", "vanish"]);
    vanish.is_some_and(|v| !matches!(v.attribute("val"), Some("0" | "false" | "off")))
}

/// A character given by font and code: codes of the private area mean what the font draws there.
fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    if !(0xE000..=0xF8FF).contains(&code) {
        return char::from_u32(code);
    }
    let font = element.attribute("font")?;
    include_str!("../../data/symbols.tsv")
        .lines()
        .find_map(|row| {
            let mut cells = row.split('\t');
            let is_font = cells.next()?.eq_ignore_ascii_case(font);
            let own = u32::from_str_radix(cells.next()?, 16).ok()?;
            (is_font && own == code & 0xFF).then(|| cells.next()?.chars().next())?
        })
}
