//! The parts of a Word 97-2003 file: its tables of positions, its stories, and their characters.
//! Does not interpret properties. Names and numbers are those of [MS-DOC].

use super::bytes::Bytes;

/// `wIdent` of Word 97 and later, of Word 6 and 95, and the first version of the former.
pub(super) const WORD: u16 = 0xA5EC;
pub(super) const WORD_6: u16 = 0xA5DC;
pub(super) const WORD_97: u16 = 0x00C0;

/// Flags of the head.
pub(super) const ENCRYPTED: u16 = 0x0100;
pub(super) const TABLE_1: u16 = 0x0200;

/// Which table of positions: an index into `FibRgFcLcb`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    FootnoteMarks = 2,
    RunPages = 12,
    ParagraphPages = 13,
    Pieces = 33,
    EndnoteMarks = 46,
    Lists = 73,
    Overrides = 74,
}

/// The texts a file holds one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Text,
    Footnotes,
    Endnotes,
    Boxes,
}

/// A run of characters in the main stream.
#[derive(Debug, Clone, Copy)]
struct Piece {
    first: u32,
    last: u32,
    place: usize,
    /// One byte a character, Western only.
    narrow: bool,
}

/// A unit of UTF-16, by its position among all characters and its place in the main stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) value: u16,
    pub(super) position: u32,
    pub(super) place: usize,
}

/// A file taken apart.
pub(super) struct File<'a> {
    /// The `WordDocument` stream.
    pub(super) main: Bytes<'a>,
    table: Bytes<'a>,
    pieces: Vec<Piece>,
    lengths: [u32; 7],
    positions: usize,
    footnotes: Vec<u32>,
    endnotes: Vec<u32>,
}

impl<'a> File<'a> {
    /// `None` when the characters cannot be found.
    pub(super) fn new(main: &'a [u8], table: &'a [u8]) -> Option<Self> {
        let (main, table) = (Bytes(main), Bytes(table));
        let words = usize::from(main.u16(32)?);
        let longs_at = 34 + words * 2 + 2;
        let longs = usize::from(main.u16(longs_at - 2)?);
        let mut lengths = [0; 7];
        for (n, length) in lengths.iter_mut().enumerate() {
            *length = main.u32(longs_at + (3 + n) * 4)?;
        }
        let positions = longs_at + longs * 4 + 2;
        let mut file = Self {
            main,
            table,
            pieces: Vec::new(),
            lengths,
            positions,
            footnotes: Vec::new(),
            endnotes: Vec::new(),
        };
        file.pieces = pieces(file.part(Part::Pieces)?)?;
        file.footnotes = file.marks(Part::FootnoteMarks);
        file.endnotes = file.marks(Part::EndnoteMarks);
        Some(file)
    }

    fn span(&self, part: Part) -> Option<(usize, usize)> {
        let at = self.positions + part as usize * 8;
        Some((self.main.u32(at)? as usize, self.main.u32(at + 4)? as usize))
    }

    /// The bytes of a table of positions.
    pub(super) fn part(&self, part: Part) -> Option<Bytes<'a>> {
        let (at, length) = self.span(part)?;
        self.table.slice(at, length).map(Bytes)
    }

    /// The table stream from where a part begins: definitions of lists run on beyond their part.
    pub(super) fn beyond(&self, part: Part) -> Option<Bytes<'a>> {
        let (at, length) = self.span(part)?;
        if length == 0 {
            None
        } else {
            self.table.0.get(at..).map(Bytes)
        }
    }

    /// Positions of the marks of notes; each is followed by two bytes of data.
    fn marks(&self, part: Part) -> Vec<u32> {
        let Some(bytes) = self.part(part) else {
            return Vec::new();
        };
        let count = bytes.0.len().saturating_sub(4) / 6;
        (0..count).filter_map(|n| bytes.u32(n * 4)).collect()
    }

    /// How many footnotes there are.
    pub(super) fn footnotes(&self) -> u32 {
        self.footnotes.len() as u32
    }

    /// The number of the note marked at a position, endnotes counted after footnotes.
    pub(super) fn note_at(&self, position: u32) -> Option<u32> {
        let footnote = self.footnotes.binary_search(&position).ok();
        let note = footnote
            .or_else(|| Some(self.footnotes.len() + self.endnotes.binary_search(&position).ok()?));
        note.map(|n| n as u32 + 1)
    }

    /// The characters of a story.
    pub(super) fn units(&self, story: Story) -> impl Iterator<Item = Unit> + 'a {
        // Text, footnotes, headers, macros, comments, endnotes, text boxes, in this order.
        let index = match story {
            Story::Text => 0,
            Story::Footnotes => 1,
            Story::Endnotes => 5,
            Story::Boxes => 6,
        };
        let from = self.lengths[..index]
            .iter()
            .fold(0u32, |sum, n| sum.saturating_add(*n));
        let to = from.saturating_add(self.lengths[index]);
        let main = self.main;
        let pieces: Vec<Piece> = self
            .pieces
            .iter()
            .filter(|p| p.first < to && p.last > from)
            .copied()
            .collect();
        pieces.into_iter().flat_map(move |piece| {
            let range = piece.first.max(from)..piece.last.min(to);
            // A damaged piece claims characters far beyond the end of the file.
            range.map_while(move |position| {
                let offset = (position - piece.first) as usize;
                let place = piece.place + if piece.narrow { offset } else { offset * 2 };
                let value = if piece.narrow {
                    western(main.u8(place)?)
                } else {
                    main.u16(place)?
                };
                Some(Unit {
                    value,
                    position,
                    place,
                })
            })
        })
    }
}

fn western(byte: u8) -> u16 {
    let text = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling_and_without_replacement(&[byte])
        .map(|t| t.into_owned());
    text.and_then(|t| t.encode_utf16().next())
        .unwrap_or(u16::from(byte))
}

fn pieces(bytes: Bytes) -> Option<Vec<Piece>> {
    let mut at = 0;
    // Property lists stand before the piece table.
    while bytes.u8(at)? == 1 {
        at += 3 + usize::from(bytes.u16(at + 1)?);
    }
    if bytes.u8(at)? != 2 {
        return None;
    }
    let length = bytes.u32(at + 1)? as usize;
    let table = Bytes(bytes.0.get(at + 5..)?);
    let count = length.min(table.0.len()).checked_sub(4)? / 12;
    let mut pieces = Vec::with_capacity(count);
    for n in 0..count {
        let code = table.u32((count + 1) * 4 + n * 8 + 2)?;
        let narrow = code & 0x4000_0000 != 0;
        let place = (code & 0x3FFF_FFFF) as usize;
        let place = if narrow { place / 2 } else { place };
        pieces.push(Piece {
            first: table.u32(n * 4)?,
            last: table.u32(n * 4 + 4)?,
            place,
            narrow,
        });
    }
    Some(pieces)
}
