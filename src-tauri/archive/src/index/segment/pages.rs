//! The pages of one segment, as FTS5 lays them out: terms with their lists of places, the tree of
//! first terms, and the index of a list that runs over several pages. Written after the description
//! in FTS5's own source; a test holds the pages against those FTS5 writes. Knows no text.

use rusqlite::{CachedStatement, Connection, params};

use crate::error::Result;

/// Pages without a term from which a list gets an index of its own.
const LONG: u32 = 4;
/// Where the number of a segment begins in the number of a page, and the mark of an index of a list.
pub(super) const SEGMENT: u32 = 37;
const LIST_INDEX: i64 = 1 << 36;

/// What is kept of each place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Row, column and position.
    Full,
    /// The row alone.
    Rows,
}

/// Appends a number as SQLite packs it: seven bits a byte, the highest first.
pub(super) fn put_number(out: &mut Vec<u8>, number: u64) {
    if number < 0x80 {
        out.push(number as u8);
    } else if number < 0x4000 {
        // Nearly all that are not one byte are two.
        out.extend_from_slice(&[(number >> 7) as u8 | 0x80, number as u8 & 0x7f]);
    } else if number < 1 << 56 {
        let bytes = (64 - number.leading_zeros()).div_ceil(7);
        for byte in (1..bytes).rev() {
            out.push((number >> (7 * byte)) as u8 | 0x80);
        }
        out.push(number as u8 & 0x7f);
    } else {
        // The ninth byte holds eight bits.
        for byte in (0..8).rev() {
            out.push((number >> (7 * byte + 8)) as u8 | 0x80);
        }
        out.push(number as u8);
    }
}

/// Reads a number from the front; 0 where there is none.
pub(super) fn take_number(bytes: &mut &[u8]) -> u64 {
    let mut number = 0u64;
    for count in 1..=9 {
        let Some((&byte, rest)) = bytes.split_first() else {
            break;
        };
        *bytes = rest;
        if count == 9 {
            return number << 8 | u64::from(byte);
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    number
}

/// Bytes of the number at the front.
fn length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    take_number(&mut rest);
    bytes.len() - rest.len()
}

/// Writes a segment page by page.
pub(super) struct Pages<'c> {
    put_page: CachedStatement<'c>,
    put_term: CachedStatement<'c>,
    segment: i64,
    /// Bytes of a page.
    room: usize,
    detail: Detail,
    /// The page that is filled, and the distances between the terms on it, which follow it.
    page: Vec<u8>,
    footer: Vec<u8>,
    number: i64,
    /// Where the last term of the page begins.
    last_term: usize,
    term: Vec<u8>,
    has_term: bool,
    has_row: bool,
    /// The last page with a term, and what parts its first term from those before; no page, once
    /// that is written.
    branch: Option<i64>,
    parting: Vec<u8>,
    /// Pages since then that have no term, and the first rows on them.
    bare: u32,
    rows: Vec<u8>,
    rows_before: i64,
}

impl<'c> Pages<'c> {
    pub fn new(
        connection: &'c Connection,
        table: &str,
        segment: i64,
        room: usize,
        detail: Detail,
    ) -> Result<Self> {
        Ok(Self {
            put_page: connection.prepare_cached(&format!(
                "INSERT INTO {table}_data (id, block) VALUES (?1, ?2)"
            ))?,
            put_term: connection.prepare_cached(&format!(
                "INSERT INTO {table}_idx (segid, term, pgno) VALUES (?1, ?2, ?3)"
            ))?,
            segment,
            room,
            detail,
            page: vec![0; 4],
            footer: Vec::new(),
            number: 1,
            last_term: 0,
            term: Vec::new(),
            has_term: false,
            has_row: false,
            branch: Some(1),
            parting: Vec::new(),
            bare: 0,
            rows: Vec::new(),
            rows_before: 0,
        })
    }

    fn filled(&self) -> usize {
        self.page.len() + self.footer.len()
    }

    /// Adds a term, which comes after all before it, with its list as FTS5 keeps it.
    pub fn add(&mut self, term: &[u8], list: &[u8]) -> Result<()> {
        self.begin(term)?;
        if self.filled() + list.len() < self.room {
            self.page.extend_from_slice(list);
            return Ok(());
        }
        let (mut rest, mut row) = (list, 0);
        while !rest.is_empty() {
            let distance = take_number(&mut rest) as i64;
            row += distance;
            if self.has_row {
                put_number(&mut self.page, distance as u64);
            } else {
                let at = self.page.len() as u16;
                self.page[..2].copy_from_slice(&at.to_be_bytes());
                put_number(&mut self.page, row as u64);
                self.has_row = true;
                self.note_row(row);
            }
            match self.detail {
                Detail::Rows if self.filled() >= self.room => self.write()?,
                Detail::Rows => {}
                Detail::Full => {
                    let mut places = rest;
                    let size = (take_number(&mut places) / 2) as usize;
                    let size = (rest.len() - places.len() + size).min(rest.len());
                    let (places, after) = rest.split_at(size);
                    self.add_places(places)?;
                    rest = after;
                }
            }
        }
        Ok(())
    }

    /// Adds the places in one row, over as many pages as they take.
    fn add_places(&mut self, mut places: &[u8]) -> Result<()> {
        if self.filled() + places.len() <= self.room {
            self.page.extend_from_slice(places);
            return Ok(());
        }
        while !places.is_empty() {
            let free = self.room.saturating_sub(self.filled());
            let mut size = length(places);
            while size < places.len() && size + length(&places[size..]) <= free {
                size += length(&places[size..]);
            }
            self.page.extend_from_slice(&places[..size]);
            places = &places[size..];
            if self.filled() >= self.room {
                self.write()?;
            }
        }
        Ok(())
    }

    fn begin(&mut self, term: &[u8]) -> Result<()> {
        if self.filled() + term.len() + 2 >= self.room && self.page.len() > 4 {
            self.write()?;
        }
        put_number(&mut self.footer, (self.page.len() - self.last_term) as u64);
        self.last_term = self.page.len();
        let pairs = self.term.iter().zip(term);
        let mut common = pairs.take_while(|(a, b)| a == b).count();
        if self.has_term {
            put_number(&mut self.page, common as u64);
        } else {
            if self.number > 1 {
                self.end_branch()?;
                self.parting.clear();
                self.parting.extend(term.iter().take(common + 1));
                self.branch = Some(self.number);
            }
            common = 0;
        }
        put_number(&mut self.page, (term.len() - common) as u64);
        self.page.extend_from_slice(&term[common..]);
        self.term.clear();
        self.term.extend_from_slice(term);
        self.has_term = true;
        self.has_row = true;
        Ok(())
    }

    /// Notes the first row of a page, for the case that the list grows long.
    fn note_row(&mut self, row: i64) {
        if self.rows.is_empty() {
            self.rows.push(0);
            put_number(&mut self.rows, self.number as u64);
            put_number(&mut self.rows, row as u64);
        } else {
            put_number(&mut self.rows, (row - self.rows_before) as u64);
        }
        self.rows_before = row;
    }

    /// Writes the page out and begins the next.
    fn write(&mut self) -> Result<()> {
        let size = self.page.len() as u16;
        self.page[2..4].copy_from_slice(&size.to_be_bytes());
        if self.has_term {
            self.page.append(&mut self.footer);
        } else {
            if !self.has_row && !self.rows.is_empty() {
                self.rows.push(0);
            }
            self.bare += 1;
        }
        let id = (self.segment << SEGMENT) + self.number;
        self.put_page.execute(params![id, self.page])?;
        self.page.clear();
        self.page.extend_from_slice(&[0; 4]);
        self.last_term = 0;
        self.number += 1;
        self.has_term = false;
        self.has_row = false;
        Ok(())
    }

    /// Writes what the tree says of the last page with a term, and the index of its last list where
    /// that is long. An index of more than a page would have to be a tree itself; a list is read
    /// without one just the same.
    fn end_branch(&mut self) -> Result<()> {
        let Some(page) = self.branch.take() else {
            return Ok(());
        };
        let is_long = !self.rows.is_empty() && self.bare >= LONG && self.rows.len() < self.room;
        if is_long {
            let id = (self.segment << SEGMENT) + LIST_INDEX + page;
            self.put_page.execute(params![id, self.rows])?;
        }
        self.rows.clear();
        self.bare = 0;
        self.put_term.execute(params![
            self.segment,
            self.parting,
            page << 1 | i64::from(is_long)
        ])?;
        Ok(())
    }

    /// Ends the segment; how many pages it has.
    pub fn finish(mut self) -> Result<i64> {
        if self.page.len() > 4 {
            self.write()?;
        }
        if self.number > 1 {
            self.end_branch()?;
        }
        Ok(self.number - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_packed_as_sqlite_packs_them() {
        let cases: [(u64, &[u8]); 6] = [
            (0, &[0]),
            (0x7f, &[0x7f]),
            (0x80, &[0x81, 0x00]),
            (0x3fff, &[0xff, 0x7f]),
            (0x4000, &[0x81, 0x80, 0x00]),
            (u64::MAX, &[0xff; 9]),
        ];
        for (number, bytes) in cases {
            let mut packed = Vec::new();
            put_number(&mut packed, number);
            assert_eq!(packed, bytes, "{number}");
            assert_eq!(take_number(&mut &packed[..]), number);
        }
        let mut packed = Vec::new();
        put_number(&mut packed, 1 << 56);
        assert_eq!((packed.len(), take_number(&mut &packed[..])), (9, 1 << 56));
    }
}
