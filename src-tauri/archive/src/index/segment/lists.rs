//! Reads the rows and places of a term from the segments of an FTS5 table, past FTS5, whose own way
//! through a list costs a step of its virtual machine for every row. Knows no phrase and no query.
//!
//! The form of the pages is described in `fts5_index.c`; a test holds what is read here against what
//! FTS5 finds.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};

use super::pages::{Detail, SEGMENT, take_number};
use super::{MAIN, TOMBSTONES, Table, damaged};
use crate::error::Result;

/// Pages of a list from which its first row in a range is looked for by halves.
const FEW: i64 = 4;
/// Pages that are looked at for one row of a long list in one segment.
const SOUGHT: usize = 16;

/// A table at one moment: must be used inside one read transaction.
pub(in crate::index) struct Reader<'c> {
    connection: &'c Connection,
    detail: Detail,
    segments: Vec<Readable>,
    /// Where lists that were asked for stand: many segments make that slow to find.
    known: RefCell<HashMap<Vec<u8>, Vec<Run>>>,
    page: String,
    pages: String,
    at_most: String,
    above: String,
}

/// A segment with rows.
struct Readable {
    number: i64,
    first: i64,
    last: i64,
    /// Rows of it that were deleted, in order.
    gone: Vec<i64>,
}

/// Where a term stands, not read yet.
pub(in crate::index) struct List<'r, 'c> {
    reader: &'r Reader<'c>,
    term: Vec<u8>,
    runs: Vec<Run>,
}

/// Where a term stands in a segment.
#[derive(Clone, Copy)]
struct Run {
    /// Which of the reader's segments it is.
    segment: usize,
    /// The page it begins on, and the last it may be on.
    first: i64,
    last: i64,
}

impl<'c> Reader<'c> {
    /// Of the moment of the connection's transaction.
    pub fn new(table: Table, connection: &'c Connection) -> Result<Self> {
        let name = table.name;
        let page = format!("SELECT block FROM {name}_data WHERE id = ?1");
        let mut segments = Vec::new();
        for segment in table.structure(connection)?.segments() {
            let [number, first, last, _, _, gone, ..] = segment.numbers;
            // All that one without a first page had has been merged into another by now.
            if first > 0 {
                segments.push(Readable {
                    number,
                    first,
                    last,
                    gone: deleted(connection, &page, number, gone)?,
                });
            }
        }
        Ok(Self {
            connection,
            detail: table.detail,
            segments,
            known: RefCell::default(),
            page,
            pages: format!("SELECT block FROM {name}_data WHERE id BETWEEN ?1 AND ?2"),
            at_most: format!(
                "SELECT pgno >> 1 FROM {name}_idx WHERE segid = ?1 AND term <= ?2 \
                 ORDER BY term DESC LIMIT 1"
            ),
            above: format!(
                "SELECT pgno >> 1 FROM {name}_idx WHERE segid = ?1 AND term > ?2 \
                 ORDER BY term LIMIT 1"
            ),
        })
    }

    /// The list of a gram.
    pub fn list(&self, gram: &[char]) -> Result<List<'_, 'c>> {
        let mut term = vec![MAIN];
        let mut bytes = [0; 4];
        for c in gram {
            term.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
        }
        let known = self.known.borrow().get(&term).cloned();
        let runs = match known {
            Some(runs) => runs,
            None => {
                let runs = self.runs(&term)?;
                self.known.borrow_mut().insert(term.clone(), runs.clone());
                runs
            }
        };
        Ok(List {
            reader: self,
            term,
            runs,
        })
    }

    fn runs(&self, term: &[u8]) -> Result<Vec<Run>> {
        let mut runs = Vec::with_capacity(self.segments.len());
        for (number, segment) in self.segments.iter().enumerate() {
            let page = |statement: &str| -> Result<Option<i64>> {
                let mut ask = self.connection.prepare_cached(statement)?;
                let page = ask.query_row(params![segment.number, term], |row| row.get(0));
                Ok(page.optional()?)
            };
            let first = page(&self.at_most)?.unwrap_or(0).max(segment.first);
            let last = page(&self.above)?.map_or(segment.last, |page| page.min(segment.last));
            if first > last {
                continue;
            }
            // Where it is not there, what goes on behind that page is the list of another.
            if let Some((_, ends)) = self.page(segment, first, |page| page.list_of(term))? {
                runs.push(Run {
                    segment: number,
                    first,
                    last: if ends { first } else { last },
                });
            }
        }
        Ok(runs)
    }

    fn page<R>(
        &self,
        segment: &Readable,
        number: i64,
        look: impl FnOnce(Page<'_>) -> R,
    ) -> Result<R> {
        let mut ask = self.connection.prepare_cached(&self.page)?;
        let mut rows = ask.query([(segment.number << SEGMENT) + number])?;
        match rows.next()? {
            Some(row) => Ok(look(Page::new(row.get_ref(0)?)?)),
            None => Err(damaged("a page of words is missing")),
        }
    }
}

/// The rows of a segment that were deleted. FTS5 keeps them as hash tables of numbers.
fn deleted(connection: &Connection, page: &str, segment: i64, pages: i64) -> Result<Vec<i64>> {
    let mut gone = Vec::new();
    let mut ask = connection.prepare_cached(page)?;
    for number in 0..pages {
        let mut rows = ask.query([((segment + TOMBSTONES) << SEGMENT) + number])?;
        let Some(row) = rows.next()? else {
            continue;
        };
        let table = row.get_ref(0)?.as_blob().unwrap_or_default();
        let Some((&[width, has_zero, ..], slots)) = table.split_first_chunk::<8>() else {
            continue;
        };
        if has_zero != 0 {
            gone.push(0);
        }
        let slots = slots.chunks_exact(if width == 4 { 4 } else { 8 });
        let number = |slot: &[u8]| slot.iter().fold(0i64, |n, &b| n << 8 | i64::from(b));
        gone.extend(slots.map(number).filter(|number| *number != 0));
    }
    gone.sort_unstable();
    gone.dedup();
    Ok(gone)
}

impl List<'_, '_> {
    /// Pages it takes, about.
    pub fn pages(&self) -> usize {
        let pages = self.runs.iter().map(|run| run.last - run.first + 1);
        usize::try_from(pages.sum::<i64>()).unwrap_or(usize::MAX)
    }

    /// Its rows in a range, with their places.
    pub fn read(&self, range: RangeInclusive<i64>) -> Result<Postings> {
        let mut all = Postings::default();
        self.read_into(&range, &mut all)?;
        Ok(all)
    }

    /// The same of some rows, which rise: one by one where that spares most of the pages.
    pub fn read_of(&self, rows: &[i64]) -> Result<Postings> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(Postings::default());
        };
        // Which segment a row is in is not known: it is looked for in all.
        let sought = rows.len().saturating_mul(SOUGHT * self.runs.len());
        if sought > self.pages() {
            return self.read(*first..=*last);
        }
        let mut all = Postings::default();
        for &row in rows {
            self.read_into(&(row..=row), &mut all)?;
        }
        Ok(all)
    }

    fn read_into(&self, range: &RangeInclusive<i64>, all: &mut Postings) -> Result<()> {
        let before = all.rows.len();
        let mut filled = 0;
        for run in &self.runs {
            let had = all.rows.len();
            self.read_run(run, range, all)?;
            filled += usize::from(all.rows.len() > had);
        }
        // Each segment gives its own in order.
        if filled > 1 {
            all.rows[before..].sort_by_key(|posting| posting.row);
        }
        Ok(())
    }

    fn read_run(
        &self,
        &Run {
            segment,
            first,
            last,
        }: &Run,
        range: &RangeInclusive<i64>,
        all: &mut Postings,
    ) -> Result<()> {
        let Some(segment) = self.reader.segments.get(segment) else {
            return Ok(());
        };
        let from = match last - first < FEW || *range.start() == i64::MIN {
            true => first,
            false => self.page_of(segment, first, last, *range.start())?,
        };
        let mut ask = self.reader.connection.prepare_cached(&self.reader.pages)?;
        let id = |page| (segment.number << SEGMENT) + page;
        let mut rows = ask.query([id(from), id(last)])?;
        let start = all.bytes.len();
        // Where a row number stands as it is, and not as the distance from the one before.
        let mut whole = vec![start];
        let mut is_first = true;
        while let Some(row) = rows.next()? {
            let page = Page::new(row.get_ref(0)?)?;
            let (mut part, mut ends) = page.head();
            let row_at = page.first_row();
            if is_first && from == first {
                match page.list_of(&self.term) {
                    Some(own) => (part, ends) = own,
                    None => return Ok(()),
                }
            } else if is_first {
                part.start = row_at.ok_or_else(|| damaged("a list of words begins nowhere"))?;
            } else if let Some(at) = row_at {
                if page.number(at) > *range.end() {
                    (part.end, ends) = (at, true);
                } else {
                    let at = all.bytes.len() + (at - part.start);
                    // Of a term that fills its page to the last byte the first row stands on the next.
                    if whole.last() != Some(&at) {
                        whole.push(at);
                    }
                }
            }
            is_first = false;
            let part = page.0.get(part);
            all.bytes
                .extend_from_slice(part.ok_or_else(|| damaged("a page of words is cut"))?);
            if ends {
                break;
            }
        }
        all.decode(start, &whole, self.reader.detail, range, &segment.gone)
    }

    /// A page that begins with a row which is not above a number, nearly always the last such page.
    fn page_of(&self, segment: &Readable, first: i64, last: i64, row: i64) -> Result<i64> {
        let (mut low, mut high) = (first, last);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            match self.beginning(segment, low + 1..=middle)? {
                Some((page, Some(number))) if number <= row => low = page,
                Some((page, _)) => high = page - 1,
                None => high = middle - 1,
            }
        }
        Ok(low)
    }

    /// The last of some pages that has the beginning of a row, with its number, or the end of the
    /// list before any row. A page that is full of the places of one row has neither.
    fn beginning(
        &self,
        segment: &Readable,
        pages: RangeInclusive<i64>,
    ) -> Result<Option<(i64, Option<i64>)>> {
        for page in pages.rev() {
            let (row, ends) = self.reader.page(segment, page, |page| {
                let row = page.first_row().map(|at| page.number(at));
                (row, page.head().1)
            })?;
            if row.is_some() || ends {
                return Ok(Some((page, row)));
            }
        }
        Ok(None)
    }
}

/// What was read of a list: its rows, smallest first, each with its places.
#[derive(Default)]
pub(in crate::index) struct Postings {
    rows: Vec<Posting>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Posting {
    row: i64,
    start: u32,
    end: u32,
}

impl Postings {
    /// The row numbers.
    pub fn rows(&self) -> impl Iterator<Item = i64> {
        self.rows.iter().map(|posting| posting.row)
    }

    /// The rows with their places, which are none in a table that keeps rows alone.
    pub fn each(&self) -> impl Iterator<Item = (i64, Places<'_>)> {
        self.rows.iter().map(|posting| {
            let bytes = self.bytes.get(posting.start as usize..posting.end as usize);
            let rest = bytes.unwrap_or_default();
            (posting.row, Places { rest, at: 0 })
        })
    }

    /// Takes the bytes from `start` on apart; `whole` says where row numbers stand as they are.
    fn decode(
        &mut self,
        start: usize,
        whole: &[usize],
        detail: Detail,
        range: &RangeInclusive<i64>,
        gone: &[i64],
    ) -> Result<()> {
        let bytes = &self.bytes;
        u32::try_from(bytes.len()).map_err(|_| damaged("a list of words is too long"))?;
        let (mut whole, mut gone) = (whole.iter().peekable(), gone.iter().peekable());
        let (mut at, mut row) = (start, 0i64);
        while at < bytes.len() {
            let is_whole = whole.next_if_eq(&&at).is_some();
            let number = take(bytes, &mut at) as i64;
            row = match is_whole {
                true => number,
                false => row.wrapping_add(number),
            };
            let size = match detail {
                // The lowest bit is of a way to delete rows that these tables do not use.
                Detail::Full => (take(bytes, &mut at) / 2) as usize,
                Detail::Rows => 0,
            };
            let end = at.saturating_add(size).min(bytes.len());
            while gone.next_if(|gone| **gone < row).is_some() {}
            if range.contains(&row) && gone.peek() != Some(&&row) {
                self.rows.push(Posting {
                    row,
                    start: at as u32,
                    end: end as u32,
                });
            }
            at = end;
        }
        Ok(())
    }
}

/// Bits of a place below its column.
pub(in crate::index) const COLUMN: u32 = 32;

/// The places of a term in a row, in order: the column in the bits above [`COLUMN`], the position
/// below.
#[derive(Clone)]
pub(in crate::index) struct Places<'p> {
    rest: &'p [u8],
    at: u64,
}

impl Iterator for Places<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let number = match self.rest {
                [] => return None,
                [byte @ ..0x80, rest @ ..] => {
                    self.rest = rest;
                    u64::from(*byte)
                }
                _ => take_number(&mut self.rest),
            };
            match number {
                0 => return None,
                // The number of another column follows.
                1 => self.at = take_number(&mut self.rest) << COLUMN,
                number => {
                    self.at = self.at.wrapping_add(number - 2);
                    return Some(self.at);
                }
            }
        }
    }
}

/// The number that stands somewhere; then the next begins there.
fn take(bytes: &[u8], at: &mut usize) -> u64 {
    match bytes.get(*at) {
        Some(&byte) if byte < 0x80 => {
            *at += 1;
            u64::from(byte)
        }
        Some(_) => {
            let mut rest = &bytes[*at..];
            let number = take_number(&mut rest);
            *at = bytes.len() - rest.len();
            number
        }
        None => 0,
    }
}

/// A page: two numbers of two bytes say where its first row and its footer begin; the footer says
/// where its terms do.
struct Page<'a>(&'a [u8]);

impl<'a> Page<'a> {
    fn new(block: ValueRef<'a>) -> Result<Self> {
        let page = Self(block.as_blob().unwrap_or_default());
        match page.size() {
            size if size >= 4 && size <= page.0.len() => Ok(page),
            _ => Err(damaged("a page of words has no size")),
        }
    }

    fn short(&self, at: usize) -> usize {
        let bytes = self.0.get(at..).and_then(<[u8]>::first_chunk::<2>);
        usize::from(bytes.map_or(0, |bytes| u16::from_be_bytes(*bytes)))
    }

    fn size(&self) -> usize {
        self.short(2)
    }

    /// Where the first row stands of a list that goes on from the page before.
    fn first_row(&self) -> Option<usize> {
        let (part, _) = self.head();
        Some(self.short(0)).filter(|at| part.contains(at))
    }

    fn number(&self, mut at: usize) -> i64 {
        take(self.0, &mut at) as i64
    }

    /// Where its terms begin.
    fn terms(&self) -> impl Iterator<Item = usize> {
        let mut rest = self.0.get(self.size()..).unwrap_or_default();
        let mut at = 0usize;
        std::iter::from_fn(move || {
            let more = !rest.is_empty();
            at = at.saturating_add(take_number(&mut rest) as usize);
            more.then_some(at)
        })
    }

    /// What goes on from the page before, and whether it ends here.
    fn head(&self) -> (Range<usize>, bool) {
        match self.terms().next() {
            Some(term) => (4..term.min(self.size()), true),
            None => (4..self.size(), false),
        }
    }

    /// The list of a term, as much as is on this page, and whether it ends here.
    fn list_of(&self, wanted: &[u8]) -> Option<(Range<usize>, bool)> {
        let mut term: Vec<u8> = Vec::new();
        let mut terms = self.terms().peekable();
        let mut is_first = true;
        while let Some(mut at) = terms.next() {
            let kept = match is_first {
                true => 0,
                false => take(self.0, &mut at) as usize,
            };
            is_first = false;
            let size = take(self.0, &mut at) as usize;
            let end = at.checked_add(size)?;
            term.truncate(kept);
            term.extend_from_slice(self.0.get(at..end)?);
            match term.as_slice().cmp(wanted) {
                Ordering::Less => {}
                Ordering::Greater => return None,
                Ordering::Equal => {
                    let next = terms.peek().copied();
                    return Some((end..next.unwrap_or(self.size()), next.is_some()));
                }
            }
        }
        None
    }
}
