//! What a Word 97-2003 file says about paragraphs and runs: lists, tables, hidden and deleted text.
//! Looks at no other property. Names and numbers are those of [MS-DOC].

use super::bytes::Bytes;
use super::file::{File, Part};

/// Size of the pages that hold properties.
const PAGE: usize = 512;

/// What matters of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The instance of a list, from 1, and the level in it.
    pub(super) list: Option<(u16, usize)>,
    pub(super) in_table: bool,
    /// It is the mark that ends a table row.
    pub(super) row_end: bool,
}

/// Changes one after the other: each an operation and its operand.
struct Changes<'a> {
    bytes: Bytes<'a>,
    at: usize,
}

impl<'a> Iterator for Changes<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let operation = self.bytes.u16(self.at)?;
        let at = self.at + 2;
        let (from, length) = match operation >> 13 {
            0 | 1 => (at, 1),
            2 | 4 | 5 => (at, 2),
            3 => (at, 4),
            7 => (at, 3),
            // The definition of a table counts its length in two bytes, and one too many.
            _ if operation == 0xD608 => {
                (at + 2, usize::from(self.bytes.u16(at)?).saturating_sub(1))
            }
            _ => (at + 1, usize::from(self.bytes.u8(at)?)),
        };
        self.at = from + length;
        Some((operation, self.bytes.slice(from, length)?))
    }
}

/// What a list of changes says of the list a paragraph is in: instance and level, each if named.
fn list_of(changes: &[u8]) -> (Option<u16>, Option<u8>) {
    let mut found = (None, None);
    for (operation, operand) in (Changes {
        bytes: Bytes(changes),
        at: 0,
    }) {
        match operation {
            0x460B => found.0 = Bytes(operand).u16(0),
            0x260A => found.1 = operand.first().copied(),
            _ => {}
        }
    }
    found
}

/// Styles, as far as they put paragraphs into lists.
pub(super) struct Styles(Vec<Style>);

#[derive(Debug, Clone, Copy, Default)]
struct Style {
    base: usize,
    instance: Option<u16>,
    level: Option<u8>,
}

impl Styles {
    pub(super) fn new(file: &File) -> Self {
        Self(
            file.part(Part::Styles)
                .and_then(read_styles)
                .unwrap_or_default(),
        )
    }

    fn list_of(&self, style: usize) -> (Option<u16>, Option<u8>) {
        let (mut found, mut at) = ((None, None), style);
        for _ in 0..16 {
            let Some(style) = self.0.get(at) else { break };
            found = (found.0.or(style.instance), found.1.or(style.level));
            at = style.base;
        }
        found
    }
}

fn read_styles(bytes: Bytes) -> Option<Vec<Style>> {
    let head = usize::from(bytes.u16(0)?);
    let count = bytes.u16(2)?;
    let fixed = usize::from(bytes.u16(4)?);
    let mut at = 2 + head;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = bytes.u16(at).map(usize::from) else {
            break;
        };
        styles.push(
            bytes
                .slice(at + 2, length)
                .and_then(|b| read_style(Bytes(b), fixed))
                .unwrap_or_default(),
        );
        at += 2 + length;
    }
    Some(styles)
}

fn read_style(bytes: Bytes, fixed: usize) -> Option<Style> {
    let kind = bytes.u16(2)?;
    let mut style = Style {
        base: usize::from(kind >> 4),
        ..Style::default()
    };
    let name = usize::from(bytes.u16(fixed)?);
    let at = fixed + 2 + name * 2 + 2;
    let is_paragraph = kind & 0xF == 1;
    if is_paragraph && let Some(length) = bytes.u16(at).map(usize::from) {
        let changes = bytes
            .slice(at + 4, length.saturating_sub(2))
            .unwrap_or_default();
        (style.instance, style.level) = list_of(changes);
    }
    Some(style)
}

/// Pages of properties by the bytes of text they are about.
struct Pages<'a> {
    main: Bytes<'a>,
    /// Where the text of each page begins, and the page's number.
    index: Vec<(usize, usize)>,
}

impl<'a> Pages<'a> {
    fn new(file: &File<'a>, part: Part) -> Self {
        let bytes = file.part(part).unwrap_or(Bytes(&[]));
        let count = bytes.0.len().saturating_sub(4) / 8;
        let entry = |n: usize| {
            let page = bytes.u32((count + 1) * 4 + n * 4)? & 0x3F_FFFF;
            Some((bytes.u32(n * 4)? as usize, page as usize))
        };
        Self {
            main: file.main,
            index: (0..count).filter_map(entry).collect(),
        }
    }

    /// The page about the byte at `place`, the place of the entry in it, and its entries' number.
    fn find(&self, place: usize) -> Option<(Bytes<'a>, usize, usize)> {
        let after = self.index.partition_point(|(from, _)| *from <= place);
        let (_, number) = self.index.get(after.checked_sub(1)?)?;
        let page = Bytes(self.main.slice(number * PAGE, PAGE)?);
        let count = usize::from(page.u8(PAGE - 1)?);
        let entry = (0..count)
            .rev()
            .find(|n| page.u32(n * 4).is_some_and(|from| from as usize <= place))?;
        let end = page.u32((entry + 1) * 4)? as usize;
        (place < end).then_some((page, entry, count))
    }
}

/// The properties of paragraphs.
pub(super) struct Paragraphs<'a>(Pages<'a>);

impl<'a> Paragraphs<'a> {
    pub(super) fn new(file: &File<'a>) -> Self {
        Self(Pages::new(file, Part::ParagraphPages))
    }

    /// Of the paragraph whose mark is at byte `place`.
    pub(super) fn at(&self, place: usize, styles: &Styles) -> Paragraph {
        let Some((style, changes)) = self.changes(place) else {
            return Paragraph::default();
        };
        let mut made = Paragraph::default();
        for (operation, operand) in (Changes {
            bytes: Bytes(changes),
            at: 0,
        }) {
            let is_on = operand.first().is_some_and(|b| *b != 0);
            match operation {
                0x2416 => made.in_table = is_on,
                // Rows of tables within tables end with a mark of their own kind.
                0x2417 | 0x244C => made.row_end |= is_on,
                0x6649 => made.in_table |= is_on,
                _ => {}
            }
        }
        let (own, own_level) = list_of(changes);
        let (styled, styled_level) = styles.list_of(style);
        let level = own_level.or(styled_level).unwrap_or(0);
        // 0 and the negative of an instance mean: in no list.
        let instance = own.or(styled).filter(|n| (1..=0x7FE).contains(n));
        made.list = instance.map(|n| (n, usize::from(level)));
        made
    }

    fn changes(&self, place: usize) -> Option<(usize, &'a [u8])> {
        let (page, entry, count) = self.0.find(place)?;
        let at = usize::from(page.u8((count + 1) * 4 + entry * 13)?) * 2;
        if at == 0 {
            return None;
        }
        let (from, length) = match usize::from(page.u8(at)?) {
            0 => (at + 2, usize::from(page.u8(at + 1)?) * 2),
            half => (at + 1, half * 2 - 1),
        };
        let style = usize::from(page.u16(from)?);
        Some((style, page.slice(from + 2, length.saturating_sub(2))?))
    }
}

/// The properties of runs, looked up in order.
pub(super) struct Runs<'a>(Pages<'a>);

impl<'a> Runs<'a> {
    pub(super) fn new(file: &File<'a>) -> Self {
        Self(Pages::new(file, Part::RunPages))
    }

    /// Whether the character at byte `place` is seen: neither hidden nor deleted.
    pub(super) fn at(&self, place: usize) -> bool {
        let Some((page, entry, count)) = self.0.find(place) else {
            return true;
        };
        let at = page.u8((count + 1) * 4 + entry).map_or(0, usize::from) * 2;
        let changes = page
            .u8(at)
            .filter(|_| at > 0)
            .and_then(|length| page.slice(at + 1, usize::from(length)));
        let changes = Changes {
            bytes: Bytes(changes.unwrap_or_default()),
            at: 0,
        };
        // 0x0800 deleted in a tracked change, 0x083C hidden.
        let unseen = |(operation, operand): (u16, &[u8])| {
            matches!(operation, 0x0800 | 0x083C) && operand == [1]
        };
        !changes.into_iter().any(unseen)
    }
}
