//! What is filtered, counted and sorted by, in memory, newest first: one pass over it gives exact
//! totals and facets without asking SQL a question per hit. Holds no words.
//!
//! It is read from the newest end, as far as a search needs it: the first search of a large archive
//! does not wait for all of it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rusqlite::{Connection, Row};

use super::facts::Facts;
use super::names::Names;
use super::store::FILE;
use super::write::Stage;
use crate::error::{Error, Result};

/// Season 0 is for undated speeches, and this one begins in 1970: every date that a speech may have
/// falls in one of its own.
const SEASON_OF_1970: i64 = 800;
const LAST_SEASON: i64 = 4_000;
/// Days of a season: seasons are not those of the calendar, only of one length.
const SEASON_DAYS: i32 = 91;
/// The season a last day falls in. Row numbers go by season and, within one, by the order of
/// coming. With the day in them, as they once were, they lay so far apart that the distances
/// between them took as much room as the words.
pub(super) fn season(latest: Option<i32>) -> i64 {
    latest.map_or(0, |day| {
        (i64::from(day.div_euclid(SEASON_DAYS)) + SEASON_OF_1970).clamp(1, LAST_SEASON)
    })
}

/// How a file numbers its rows: how many a season has. Few, so that the distances between them take
/// little room; a file in which a season grows full is made anew with more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// Bits of a row number that count within a season; the season stands above them.
    pub bits: u32,
}

impl Rows {
    /// Of a new file: 4,096 speeches a season.
    pub const FIRST: Self = Self { bits: 12 };
    const LAST: u32 = 32;
    /// One season of an archive has one in so many of its speeches at most: those without a date are
    /// one too, and in an archive of files that somebody gathered they are many.
    const SHARE: i64 = 4;

    /// Of a new file for so many speeches, that it need not be made anew half way.
    pub fn of_speeches(speeches: i64) -> Self {
        let mut rows = Self::FIRST;
        while speeches >> rows.bits >= Self::SHARE
            && let Some(wider) = rows.wider()
        {
            rows = wider;
        }
        rows
    }

    /// Sixteen times as many a season; `None` when that is more than there can be.
    pub fn wider(self) -> Option<Self> {
        let bits = self.bits + 4;
        (bits <= Self::LAST).then_some(Self { bits })
    }

    /// The season of a row number.
    pub fn season(self, row: i64) -> i64 {
        row >> self.bits
    }

    /// The row numbers of a season.
    pub fn of(self, season: i64) -> Range<i64> {
        season << self.bits..(season + 1) << self.bits
    }
}

/// One speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub row: i64,
    /// The speech's number in the catalogue.
    pub num: u32,
    pub facts: Facts,
    /// Where its further types and themes stand.
    terms: (u32, u16),
}

impl Entry {
    /// What sorts the newest to the front, undated ones to the end.
    pub fn newness(&self) -> Reverse<(i32, u32)> {
        newness(self.facts.latest, self.num)
    }
}

/// What sorts the newest to the front, of a speech that is not on the shelf.
pub(super) fn newness(latest: i32, num: u32) -> Reverse<(i32, u32)> {
    Reverse((latest, num))
}

/// The speeches of the index, newest first, from the newest down to some season.
pub(super) struct Shelf {
    entries: Vec<Entry>,
    rows: Rows,
    /// By season the position of each row of it.
    places: HashMap<i64, Vec<u32>>,
    /// All rows from this one up are here.
    floor: i64,
    /// Which file, and up to which generation of it this holds.
    birth: String,
    generation: i64,
    /// Further types and themes of all entries.
    terms: Vec<u16>,
    /// The ids that entries have, as numbers.
    pub names: Names,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            places: HashMap::new(),
            floor: i64::MAX,
            rows: Rows::FIRST,
            birth: String::new(),
            generation: 0,
            terms: Vec::new(),
            names: Names::default(),
        }
    }
}

/// Marks a row that no speech has (any more).
const NOWHERE: u32 = u32::MAX;

/// Changes up to which each is made where it belongs; with more, all is sorted and looked up anew. A
/// search right after each of many single additions took most of its time for that.
const FEW: usize = 64;

impl Shelf {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True when nothing older is left in the file.
    pub fn is_whole(&self) -> bool {
        self.floor == i64::MIN
    }

    /// True when this is what a reader at that stage sees.
    pub fn is_at(&self, stage: &Stage) -> bool {
        self.birth == stage.birth && self.generation == stage.generation
    }

    /// Brings what is here to the stage that this reader sees.
    pub fn update(&mut self, index: &Connection, stage: &Stage) -> Result<()> {
        let anew = self.birth != stage.birth
            || self.generation < stage.forgotten
            || self.generation > stage.generation;
        if anew {
            *self = Self::default();
        } else {
            self.learn_changes(index)?;
        }
        self.names.read_on(index)?;
        self.rows = stage.rows;
        self.birth.clone_from(&stage.birth);
        self.generation = stage.generation;
        Ok(())
    }

    /// Takes over what changed since its generation.
    fn learn_changes(&mut self, index: &Connection) -> Result<()> {
        let mut gone = index.prepare_cached(include_str!("sql/gone.sql"))?;
        let rows = gone.query_map([self.generation], |row| row.get(0))?;
        let mut lost: HashSet<i64> = rows.collect::<rusqlite::Result<_>>()?;
        let mut changed = index.prepare_cached(include_str!("sql/entries.sql"))?;
        let mut rows = changed.query([self.generation])?;
        let mut came = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = self.entry(row)?;
            if entry.row < self.floor {
                continue;
            }
            match self.position(entry.row) {
                Some(at)
                    if self.entries[at].newness() == entry.newness()
                        && !lost.contains(&entry.row) =>
                {
                    self.entries[at] = entry;
                }
                _ => {
                    lost.insert(entry.row);
                    came.push(entry);
                }
            }
        }
        if lost.len() + came.len() <= FEW {
            lost.into_iter().for_each(|row| self.take_out(row));
            came.into_iter().for_each(|entry| self.put_in(entry));
        } else {
            self.entries.retain(|entry| !lost.contains(&entry.row));
            self.entries.append(&mut came);
            // Nearly sorted already, which this sort makes use of.
            self.entries.sort_by_key(Entry::newness);
            self.find_places(0);
        }
        Ok(())
    }

    /// Takes out the speech of a row number, if there is one.
    fn take_out(&mut self, row: i64) {
        if let Some(at) = self.position(row) {
            self.entries.remove(at);
            self.set_place(row, NOWHERE);
            self.move_places(at, |place| place - 1);
        }
    }

    /// Puts in a speech whose row number no other has.
    fn put_in(&mut self, entry: Entry) {
        let newness = entry.newness();
        let at = self
            .entries
            .partition_point(|held| held.newness() < newness);
        self.entries.insert(at, entry);
        self.move_places(at, |place| place + 1);
        self.set_place(entry.row, at as u32);
    }

    fn move_places(&mut self, from: usize, moved: impl Fn(u32) -> u32) {
        let from = from as u32;
        for place in self.places.values_mut().flatten() {
            if *place >= from && *place != NOWHERE {
                *place = moved(*place);
            }
        }
    }

    fn set_place(&mut self, row: i64, place: u32) {
        let season = self.rows.season(row);
        let places = self.places.entry(season).or_default();
        put(places, row - self.rows.of(season).start, place);
    }

    /// Reads on, at least `more` speeches if there are so many, and the last season to its end.
    pub fn read_on(&mut self, index: &Connection, more: usize) -> Result<()> {
        let start = self.entries.len();
        let mut ask = index.prepare_cached(include_str!("sql/entries_below.sql"))?;
        let mut rows = ask.query([self.floor])?;
        let mut floor = i64::MIN;
        while let Some(row) = rows.next()? {
            let entry = self.entry(row)?;
            let enough = self.entries.len() - start >= more;
            let last = self.entries.last().filter(|_| self.entries.len() > start);
            if let Some(last) = last.filter(|_| enough)
                && self.rows.season(last.row) != self.rows.season(entry.row)
            {
                floor = self.rows.of(self.rows.season(last.row)).start;
                break;
            }
            self.entries.push(entry);
        }
        self.entries[start..].sort_unstable_by_key(Entry::newness);
        self.floor = floor;
        self.find_places(start);
        Ok(())
    }

    /// Notes the positions of the entries from `start` on.
    fn find_places(&mut self, start: usize) {
        if start == 0 {
            self.places.clear();
        }
        let mut season = None;
        let mut places: &mut Vec<u32> = &mut Vec::new();
        for (at, entry) in self.entries.iter().enumerate().skip(start) {
            let own = self.rows.season(entry.row);
            if season != Some(own) {
                season = Some(own);
                places = self.places.entry(own).or_default();
            }
            put(places, entry.row - self.rows.of(own).start, at as u32);
        }
    }

    fn entry(&mut self, row: &Row<'_>) -> Result<Entry> {
        let num: i64 = row.get(1)?;
        let start = self.terms.len() as u32;
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        let (facts, terms) = Facts::from_bytes(bytes).ok_or_else(|| Error::Damaged {
            file: FILE.to_owned(),
            detail: format!("facts of speech {num}"),
        })?;
        self.terms.extend(terms);
        let count = self.terms.len() as u32 - start;
        Ok(Entry {
            row: row.get(0)?,
            num: u32::try_from(num).map_err(|_| Error::unfit("number of a speech", num))?,
            facts,
            terms: (start, count as u16),
        })
    }

    /// The further types and themes of an entry.
    pub fn terms(&self, entry: &Entry) -> &[u16] {
        let (start, count) = (entry.terms.0 as usize, usize::from(entry.terms.1));
        self.terms.get(start..start + count).unwrap_or_default()
    }

    /// Where the speech of a row number stands.
    fn position(&self, row: i64) -> Option<usize> {
        self.finder().position(row)
    }

    /// For looking up many row numbers of which neighbours fall into the same season.
    pub fn finder(&self) -> Finder<'_> {
        Finder {
            shelf: self,
            rows: 0..0,
            places: &[],
        }
    }

    /// Position of the first entry that is older than the season of the entry at `from` or than
    /// `at_least` entries after it, whichever is further; with the row numbers from there up.
    pub fn slice(&self, from: usize, at_least: usize) -> Slice {
        let above = match from.checked_sub(1).and_then(|at| self.entries.get(at)) {
            Some(newer) => self.rows.of(self.rows.season(newer.row)).start,
            None => i64::MAX,
        };
        let wanted = (from + at_least).min(self.entries.len());
        let last = wanted.checked_sub(1).and_then(|at| self.entries.get(at));
        let season = last.map(|entry| self.rows.season(entry.row));
        let rest = self.entries.get(wanted..).unwrap_or_default();
        let same = rest.partition_point(|entry| Some(self.rows.season(entry.row)) == season);
        let to = wanted + same;
        let below = if to == self.entries.len() {
            self.floor
        } else {
            season.map_or(i64::MIN, |season| self.rows.of(season).start)
        };
        Slice {
            positions: from..to,
            first_row: below,
            last_row: above.saturating_sub(1),
        }
    }

    /// All of it.
    pub fn whole(&self) -> Slice {
        Slice {
            positions: 0..self.entries.len(),
            first_row: self.floor,
            last_row: i64::MAX,
        }
    }
}

/// Notes the place of the row that is so many after the first of its season.
fn put(places: &mut Vec<u32>, row: i64, place: u32) {
    let slot = row as usize;
    if places.len() <= slot {
        places.resize(slot + 1, NOWHERE);
    }
    places[slot] = place;
}

/// Whole seasons of the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// Where they stand.
    pub positions: Range<usize>,
    /// Their row numbers, both included.
    pub first_row: i64,
    pub last_row: i64,
}

/// Looks up positions by row number.
pub(super) struct Finder<'a> {
    shelf: &'a Shelf,
    rows: Range<i64>,
    places: &'a [u32],
}

impl Finder<'_> {
    /// Where the speech of a row number stands.
    pub fn position(&mut self, row: i64) -> Option<usize> {
        if !self.rows.contains(&row) {
            let season = self.shelf.rows.season(row);
            self.rows = self.shelf.rows.of(season);
            self.places = self.shelf.places.get(&season).map_or(&[], Vec::as_slice);
        }
        let at = *self.places.get((row - self.rows.start) as usize)?;
        (at != NOWHERE).then_some(at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::State;

    fn entry(row: i64, num: u32, latest: i32) -> Entry {
        let facts = Facts {
            earliest: latest,
            latest,
            year: None,
            kind: 0,
            genre: 0,
            level: 0,
            source: 0,
            state: State::Filed,
            noted: false,
        };
        Entry {
            row,
            num,
            facts,
            terms: (0, 0),
        }
    }

    #[test]
    fn speeches_put_in_and_taken_out_one_by_one_stand_as_if_all_were_laid_out_anew() {
        let mut shelf = Shelf {
            floor: i64::MIN,
            ..Shelf::default()
        };
        let mut seed = 7u64;
        let mut roll = |sides: u64| {
            seed = seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            (seed >> 33) % sides
        };
        let mut next = HashMap::new();
        for num in 1..400u32 {
            if num % 3 == 0 {
                let at = roll(shelf.len() as u64) as usize;
                shelf.take_out(shelf.entries[at].row);
            }
            let latest = 18_000 + roll(900) as i32;
            let season = season(Some(latest));
            let slot = next.entry(season).or_insert(0i64);
            *slot += 1;
            let row = shelf.rows.of(season).start + *slot;
            shelf.put_in(entry(row, num, latest));
            shelf.take_out(row + 1);
            let held: Vec<usize> = shelf
                .entries
                .iter()
                .filter_map(|entry| shelf.position(entry.row))
                .collect();
            assert!(held.into_iter().eq(0..shelf.len()));
        }
        let places = shelf.places.clone();
        shelf.entries.sort_by_key(Entry::newness);
        shelf.find_places(0);
        for (season, anew) in &shelf.places {
            let there = |places: &[u32]| {
                let rows = places.iter().enumerate();
                rows.filter(|(_, place)| **place != NOWHERE)
                    .map(|(slot, place)| (slot, *place))
                    .collect::<Vec<_>>()
            };
            assert_eq!(there(anew), there(&places[season]));
        }
    }
}
