//! FTS5's own file format. Writes the words of many new speeches into a table at once: sorted first,
//! and then as one finished segment, instead of speech by speech through FTS5's hash table. Reads
//! where a term stands. Deletes and merges nothing; FTS5 itself does, and reads what stands here as
//! its own.

mod grams;
mod lists;
mod pages;
#[cfg(test)]
mod tests;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
pub(super) use grams::Row;
use grams::{Cut, Grams, Place};
pub(super) use lists::{COLUMN, List, Places, Postings, Reader};
use pages::{Detail, Pages, put_number, take_number};

/// Segments side by side above which FTS5 writes the next one, as it merges them then: more than an
/// import of a hundred thousand speeches should leave, by the sizes of its batches.
const SIDE_BY_SIDE: usize = 128;
/// Numbers of the two records beside the segments.
const TOTALS: i64 = 1;
const STRUCTURE: i64 = 10;
/// Added to the number of a segment for the pages that tell which of its rows were deleted.
const TOMBSTONES: i64 = 1 << 16;
/// What a structure with origins begins with, after the four bytes of the settings' cookie.
const WITH_ORIGINS: [u8; 4] = [0xff, 0, 0, 1];
/// What every term begins with.
const MAIN: u8 = b'0';

/// An FTS5 table without content of its own whose rows can be deleted.
#[derive(Clone, Copy)]
pub(super) struct Table {
    name: &'static str,
    cut: Cut,
    detail: Detail,
}

/// The table of pairs of characters.
pub(super) const PHRASE: Table = Table {
    name: "phrase",
    cut: |text, take| speech::terms::pairs(text, take),
    detail: Detail::Full,
};

/// The table of single characters.
pub(super) const LETTER: Table = Table {
    name: "letter",
    cut: |text, take| {
        speech::terms::unigrams(text, |gram, _| {
            gram.chars().for_each(|c| take(c, None));
        })
    },
    detail: Detail::Rows,
};

impl Table {
    /// True when another segment may stand beside those there are.
    pub fn has_room(self, connection: &Connection) -> Result<bool> {
        let structure = self.structure(connection)?;
        Ok(structure.levels.first().map_or(0, |l| l.segments.len()) < SIDE_BY_SIDE)
    }

    /// Adds rows, whose numbers rise and are not in the table. Must be in a transaction in which
    /// FTS5 was not asked for this table, and the connection must be closed after it: FTS5 does not
    /// look again for what its own connection wrote past it.
    pub fn add(self, connection: &Connection, rows: &[Row<'_>]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut structure = self.structure(connection)?;
        let grams = Grams::new(rows, self.cut);
        let segment = structure.free_number();
        let page = self.page_size(connection)?;
        let mut pages = Pages::new(connection, self.name, segment, page, self.detail)?;
        let (mut term, mut list) = (Vec::new(), Vec::new());
        grams.each(|first, second, places| {
            term.clear();
            term.push(MAIN);
            let mut bytes = [0; 4];
            for c in [Some(first), second].into_iter().flatten() {
                term.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
            }
            list.clear();
            match self.detail {
                Detail::Full => write_places(&mut list, places),
                Detail::Rows => write_rows(&mut list, places),
            }
            pages.add(&term, &list)
        })?;
        let last = pages.finish()?;
        let origin = structure.next_origin();
        if last > 0 {
            structure.add(Segment {
                numbers: [segment, 1, last, origin, origin, 0, 0, rows.len() as i64],
            });
        }
        let statement = format!("UPDATE {}_data SET block = ?2 WHERE id = ?1", self.name);
        let mut put = connection.prepare_cached(&statement)?;
        put.execute(params![STRUCTURE, structure.packed()])?;
        put.execute(params![TOTALS, self.totals(connection, &grams)?])?;
        let statement = format!(
            "INSERT INTO {}_docsize (id, sz, origin) VALUES (?1, ?2, ?3)",
            self.name
        );
        let mut put = connection.prepare_cached(&statement)?;
        let mut packed = Vec::new();
        for (row, sizes) in rows.iter().zip(grams.sizes()) {
            packed.clear();
            sizes
                .iter()
                .for_each(|n| put_number(&mut packed, u64::from(*n)));
            put.execute(params![row.number, packed, origin])?;
        }
        Ok(())
    }

    fn page_size(self, connection: &Connection) -> Result<usize> {
        let statement = format!("SELECT v FROM {}_config WHERE k = 'pgsz'", self.name);
        let size: i64 = connection
            .prepare_cached(&statement)?
            .query_row([], |row| row.get(0))?;
        usize::try_from(size).map_err(|_| damaged("pages of words of no size"))
    }

    fn record(self, connection: &Connection, id: i64) -> Result<Vec<u8>> {
        let statement = format!("SELECT block FROM {}_data WHERE id = ?1", self.name);
        connection
            .prepare_cached(&statement)?
            .query_row([id], |row| row.get(0))
            .optional()?
            .ok_or_else(|| damaged("a record of the words is missing"))
    }

    fn structure(self, connection: &Connection) -> Result<Structure> {
        Structure::read(&self.record(connection, STRUCTURE)?)
            .ok_or_else(|| damaged("the list of segments is of another form"))
    }

    /// How many rows there are and how many grams they have in each column, with the new ones.
    fn totals(self, connection: &Connection, grams: &Grams<'_>) -> Result<Vec<u8>> {
        let before = self.record(connection, TOTALS)?;
        let mut before = &before[..];
        let mut packed = Vec::new();
        let rows = take_number(&mut before) + grams.sizes().len() as u64;
        put_number(&mut packed, rows);
        for column in 0..grams.sizes().first().map_or(0, Vec::len) {
            let of_column = grams.sizes().iter().map(|sizes| u64::from(sizes[column]));
            put_number(
                &mut packed,
                take_number(&mut before) + of_column.sum::<u64>(),
            );
        }
        Ok(packed)
    }
}

fn damaged(detail: &str) -> Error {
    Error::Damaged {
        file: super::FILE.to_owned(),
        detail: detail.to_owned(),
    }
}

/// The list of a term: for each row its distance, the bytes of its places, and the places.
fn write_places(list: &mut Vec<u8>, places: &mut dyn Iterator<Item = Place>) {
    let mut row_before = 0;
    let mut of_row: Vec<u8> = Vec::new();
    let mut at = Place {
        row: 0,
        column: 0,
        position: 0,
    };
    let end = |list: &mut Vec<u8>, of_row: &mut Vec<u8>| {
        if !of_row.is_empty() {
            put_number(list, of_row.len() as u64 * 2);
            list.append(of_row);
        }
    };
    let mut is_first = true;
    for place in places {
        if is_first || place.row != at.row {
            end(list, &mut of_row);
            put_number(list, (place.row - row_before) as u64);
            row_before = place.row;
            is_first = false;
            at = Place {
                row: place.row,
                column: 0,
                position: 0,
            };
        }
        if place.column != at.column {
            of_row.push(1);
            put_number(&mut of_row, u64::from(place.column));
            at.position = 0;
        }
        put_number(&mut of_row, u64::from(place.position - at.position) + 2);
        at = place;
    }
    end(list, &mut of_row);
}

/// The list of a term of which only the rows are kept.
fn write_rows(list: &mut Vec<u8>, places: &mut dyn Iterator<Item = Place>) {
    let mut before = None;
    for Place { row, .. } in places {
        if before != Some(row) {
            put_number(list, (row - before.unwrap_or(0)) as u64);
            before = Some(row);
        }
    }
}

/// The segments of a table.
struct Structure {
    cookie: [u8; 4],
    /// Pages written so far, by which FTS5 measures out its merging.
    written: u64,
    levels: Vec<Level>,
}

#[derive(Default)]
struct Level {
    /// Segments of it that are being merged.
    merging: u64,
    segments: Vec<Segment>,
}

struct Segment {
    /// Its number, its first and last page, its first and last origin, pages and entries of
    /// deleted rows, and its rows.
    numbers: [i64; 8],
}

impl Structure {
    fn read(packed: &[u8]) -> Option<Self> {
        let (cookie, rest) = packed.split_first_chunk::<4>()?;
        let mut rest = rest.strip_prefix(&WITH_ORIGINS)?;
        let (levels, mut segments) = (take_number(&mut rest), take_number(&mut rest));
        let written = take_number(&mut rest);
        let mut structure = Self {
            cookie: *cookie,
            written,
            levels: Vec::new(),
        };
        for _ in 0..levels {
            let mut level = Level {
                merging: take_number(&mut rest),
                segments: Vec::new(),
            };
            let count = take_number(&mut rest);
            segments = segments.checked_sub(count)?;
            for _ in 0..count {
                let numbers = std::array::from_fn(|_| take_number(&mut rest) as i64);
                level.segments.push(Segment { numbers });
            }
            structure.levels.push(level);
        }
        (segments == 0 && rest.is_empty()).then_some(structure)
    }

    fn packed(&self) -> Vec<u8> {
        let mut packed = [self.cookie, WITH_ORIGINS].concat();
        put_number(&mut packed, self.levels.len() as u64);
        put_number(&mut packed, self.segments().count() as u64);
        put_number(&mut packed, self.written);
        for level in &self.levels {
            put_number(&mut packed, level.merging);
            put_number(&mut packed, level.segments.len() as u64);
            for number in level.segments.iter().flat_map(|segment| segment.numbers) {
                put_number(&mut packed, number as u64);
            }
        }
        packed
    }

    fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.levels.iter().flat_map(|level| &level.segments)
    }

    fn free_number(&self) -> i64 {
        let taken = |number: &i64| self.segments().any(|s| s.numbers[0] == *number);
        (1..).find(|number| !taken(number)).unwrap_or(1)
    }

    fn next_origin(&self) -> i64 {
        self.segments().map(|s| s.numbers[4]).max().unwrap_or(0) + 1
    }

    /// Adds the newest segment.
    fn add(&mut self, segment: Segment) {
        self.written += segment.numbers[2] as u64;
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        self.levels[0].segments.push(segment);
    }
}
