//! Text of Word 97-2003 files (doc, wps): paragraphs with their automatic numbers, tables, notes
//! and text boxes. Leaves out headers, footers, comments, hidden and deleted runs.

mod bytes;
mod file;
mod lists;
mod properties;

use crate::counting::Counter;
use crate::{Format, IntakeError, Limits, Warning, decode, tables};
use bytes::Bytes;
use file::{File, Story};
use lists::read_lists;
use properties::{Paragraphs, Runs, Styles};
use std::io::{Cursor, Read};

/// The text of a doc file.
pub(crate) fn read(
    bytes: &[u8],
    format: Format,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let damaged = |reason: &str| IntakeError::damaged(format, reason);
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|e| IntakeError::damaged(format, e.to_string()))?;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut data = Vec::new();
        // Streams of a damaged container may be chained in a circle.
        let part = container.open_stream(name).ok()?;
        part.take(limits.unpacked).read_to_end(&mut data).ok()?;
        Some(data)
    };
    let Some(main) = stream("/WordDocument") else {
        if stream("/EncryptedPackage").is_some() {
            return Err(IntakeError::Encrypted);
        }
        for (name, what) in [
            ("/Workbook", "a spreadsheet"),
            ("/Book", "a spreadsheet"),
            ("/PowerPoint Document", "a presentation"),
            ("/__properties_version1.0", "a saved mail"),
        ] {
            if stream(name).is_some() {
                return Err(IntakeError::Unsupported { what: what.into() });
            }
        }
        return Err(damaged("it holds no Word document"));
    };
    let head = Bytes(&main);
    if head.u16(0) == Some(file::WORD_6)
        || head.u16(2).is_some_and(|version| version < file::WORD_97)
    {
        return old(&main).ok_or_else(|| damaged("its text cannot be found"));
    }
    if head.u16(0) != Some(file::WORD) {
        return Err(damaged("it does not begin as a Word document"));
    }
    let flags = head.u16(0x0A).unwrap_or(0);
    if flags & file::ENCRYPTED != 0 {
        return Err(IntakeError::Encrypted);
    }
    let table = if flags & file::TABLE_1 != 0 {
        "/1Table"
    } else {
        "/0Table"
    };
    let table = stream(table).ok_or_else(|| damaged("its table stream is missing"))?;
    let file = File::new(&main, &table).ok_or_else(|| damaged("its text cannot be found"))?;
    let mut writer = Writer::new(&file);
    for story in [Story::Text, Story::Boxes, Story::Footnotes, Story::Endnotes] {
        writer.story(story);
    }
    if writer.tables > 0 {
        warnings.push(Warning::new(
            "table.flattened",
            "tables written as tab-separated lines",
            writer.tables,
        ));
    }
    Ok(writer.lines.join("\n"))
}

/// Word 6 and 95: one run of bytes in the code page of the machine it was written on.
fn old(main: &[u8]) -> Option<String> {
    let head = Bytes(main);
    let from = head.u32(0x18)? as usize;
    let length = head.u32(0x34)? as usize;
    let text = main.get(from..from.checked_add(length)?.min(main.len()))?;
    Some(decode::text(&without_fields(text), None)?.text)
}

/// Leaves out what fields are computed from; their results stay. The marks are below the bytes
/// that any code page uses for the second half of a character.
fn without_fields(text: &[u8]) -> Vec<u8> {
    let mut fields: Vec<bool> = Vec::new();
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match byte {
            0x13 => fields.push(false),
            0x14 => fields
                .last_mut()
                .into_iter()
                .for_each(|shown| *shown = true),
            0x15 => drop(fields.pop()),
            _ if !fields.iter().all(|shown| *shown) => {}
            // The mark that ends a cell is a tab in a line.
            0x07 => out.push(0x09),
            byte => out.push(*byte),
        }
    }
    out
}

/// Puts the characters of the stories into lines.
struct Writer<'f> {
    file: &'f File<'f>,
    paragraphs: Paragraphs<'f>,
    runs: Runs<'f>,
    styles: Styles,
    counter: Counter,
    lines: Vec<String>,
    /// The UTF-16 of the paragraph being read.
    line: Vec<u16>,
    /// The paragraphs of the cell, and the cells of the row, being read.
    cell: Vec<String>,
    cells: Vec<String>,
    in_table: bool,
    tables: u32,
}

impl<'f> Writer<'f> {
    fn new(file: &'f File<'f>) -> Self {
        Self {
            file,
            paragraphs: Paragraphs::new(file),
            runs: Runs::new(file),
            styles: Styles::new(file),
            counter: read_lists(file),
            lines: Vec::new(),
            line: Vec::new(),
            cell: Vec::new(),
            cells: Vec::new(),
            in_table: false,
            tables: 0,
        }
    }

    fn story(&mut self, story: Story) {
        // Whether the result of each open field has begun; what it is computed from is no text.
        let mut fields: Vec<bool> = Vec::new();
        let mut note = if story == Story::Endnotes {
            self.file.footnotes()
        } else {
            0
        };
        for unit in self.file.units(story) {
            match unit.value {
                0x13 => fields.push(false),
                0x14 => fields
                    .last_mut()
                    .into_iter()
                    .for_each(|shown| *shown = true),
                0x15 => drop(fields.pop()),
                _ if !fields.iter().all(|shown| *shown) => {}
                0x0D | 0x07 => self.end_paragraph(unit.place, unit.value == 0x07, story),
                0x0B | 0x0C | 0x0E => self.line.push(0x0A),
                0x09 => self.line.push(0x09),
                0x1E => self.line.push(0x2D),
                0x02 if story == Story::Text => {
                    if let Some(mark) = self.file.note_at(unit.position) {
                        self.line.extend(format!("[{mark}]").encode_utf16());
                    }
                }
                0x02 if story != Story::Boxes => {
                    note += 1;
                    self.line.extend(format!("[{note}]").encode_utf16());
                }
                0x00..0x20 => {}
                value => {
                    if self.runs.at(unit.place) {
                        self.line.push(value);
                    }
                }
            }
        }
        if !self.line.is_empty() {
            self.end_paragraph(usize::MAX, false, story);
        }
        self.lines.append(&mut self.cell);
        self.end_row();
        self.in_table = false;
    }

    /// A paragraph ends at byte `place`, where its properties are found.
    fn end_paragraph(&mut self, place: usize, ends_cell: bool, story: Story) {
        let paragraph = self.paragraphs.at(place, &self.styles);
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.line));
        let is_blank = text.trim().is_empty();
        let list = paragraph.list.filter(|_| !is_blank);
        let number = list
            .map(|(list, level)| self.counter.next(&list.to_string(), level))
            .unwrap_or_default();
        let text = number + &text;
        if paragraph.row_end {
            self.end_row();
        } else if ends_cell {
            self.cell.push(text);
            self.cells.push(std::mem::take(&mut self.cell).join("\n"));
        } else if paragraph.in_table {
            self.cell.push(text);
        } else {
            self.in_table = false;
            self.lines.append(&mut self.cell);
            if story == Story::Text || !is_blank {
                self.lines.extend(text.split('\n').map(String::from));
            }
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        // Whole documents stand in tables of one column.
        if let [only] = &cells[..] {
            self.lines.extend(only.split('\n').map(String::from));
        }
        if cells.len() < 2 {
            return;
        }
        if !std::mem::replace(&mut self.in_table, true) {
            self.tables += 1;
        }
        self.lines.push(tables::line(cells.into_iter()));
    }
}
