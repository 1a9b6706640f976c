//! What is filtered, counted and sorted by, in memory, in date order: one pass over it gives exact
//! totals and facets without asking SQL a question per hit. Holds no words.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::write::Stage;
use crate::error::Result;
use crate::field::State;

/// Bits of a row number that hold the speech's number; the day stands above them.
const NUM_BITS: u32 = 24;
/// Makes day numbers positive; day 0 of the row number is for undated speeches.
const DAY_OFFSET: i64 = 1 << 21;

/// The row number of a speech: by last day of the date, then by the order of import.
/// `None` when the number of the speech is beyond what fits (16.7 million).
pub(super) fn row_number(latest: Option<i32>, num: i64) -> Option<i64> {
    let day = latest.map_or(0, |day| {
        (i64::from(day) + DAY_OFFSET).clamp(1, 2 * DAY_OFFSET)
    });
    (0..1 << NUM_BITS)
        .contains(&num)
        .then_some(day << NUM_BITS | num)
}

/// True for the row number of a speech without a day.
pub(super) fn is_undated(row: i64) -> bool {
    row >> NUM_BITS == 0
}

/// One speech.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub row: i64,
    pub num: i64,
    pub earliest: Option<i32>,
    pub latest: Option<i32>,
    pub year: Option<i32>,
    /// Ids as numbers of [`Shelf::name`]; 0 for none.
    pub kind: u16,
    pub genre: u16,
    pub level: u16,
    /// Further types and themes.
    pub terms: Box<[u16]>,
    pub state: State,
    pub noted: bool,
}

/// All speeches of the index, by row number.
#[derive(Default)]
pub(super) struct Shelf {
    entries: Vec<Entry>,
    /// Which file, and up to which generation of it this holds.
    birth: String,
    generation: i64,
    names: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Shelf {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when this is what a reader at that stage sees.
    pub fn is_at(&self, stage: &Stage) -> bool {
        self.birth == stage.birth && self.generation == stage.generation
    }

    /// Brings the shelf to the stage that this reader sees.
    pub fn update(&mut self, index: &Connection, stage: Stage) -> Result<()> {
        let whole = self.birth != stage.birth
            || self.generation < stage.forgotten
            || self.generation > stage.generation;
        if whole {
            self.entries.clear();
            let mut ask = index.prepare_cached(include_str!("sql/all_entries.sql"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let entry = self.entry(row)?;
                self.entries.push(entry);
            }
        } else {
            let mut gone = index.prepare_cached(include_str!("sql/gone.sql"))?;
            let mut rows = gone.query([self.generation])?;
            while let Some(row) = rows.next()? {
                if let Ok(at) = self.position(row.get(0)?) {
                    self.entries.remove(at);
                }
            }
            let mut changed = index.prepare_cached(include_str!("sql/entries.sql"))?;
            let mut rows = changed.query([self.generation])?;
            let mut added = Vec::new();
            while let Some(row) = rows.next()? {
                let entry = self.entry(row)?;
                match self.position(entry.row) {
                    Ok(at) => self.entries[at] = entry,
                    Err(_) => added.push(entry),
                }
            }
            // One by one would move the whole shelf for every speech of an import.
            if !added.is_empty() {
                self.entries.append(&mut added);
                self.entries.sort_by_key(|e| e.row);
            }
        }
        self.birth = stage.birth;
        self.generation = stage.generation;
        Ok(())
    }

    fn entry(&mut self, row: &Row<'_>) -> Result<Entry> {
        let terms: String = row.get(10)?;
        Ok(Entry {
            row: row.get(0)?,
            num: row.get(1)?,
            earliest: row.get(2)?,
            latest: row.get(3)?,
            year: row.get(4)?,
            kind: self.number(row.get(5)?),
            genre: self.number(row.get(6)?),
            level: self.number(row.get(7)?),
            state: row.get(8)?,
            noted: row.get::<_, i64>(9)? > 0,
            terms: terms
                .split(' ')
                .map(|id| self.number(Some(id.to_owned())))
                .collect(),
        })
    }

    /// The number of an id; 0 for none.
    fn number(&mut self, id: Option<String>) -> u16 {
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            return 0;
        };
        if let Some(&number) = self.numbers.get(&id) {
            return number;
        }
        // 65,535 different ids are more than all vocabularies have; what came after them would
        // be counted as without a term.
        let Ok(number) = u16::try_from(self.names.len() + 1) else {
            return 0;
        };
        self.names.push(id.clone());
        self.numbers.insert(id, number);
        number
    }

    /// The number of an id, if any speech has it.
    pub fn known(&self, id: &str) -> Option<u16> {
        self.numbers.get(id).copied()
    }

    /// The id of a number.
    pub fn name(&self, number: u16) -> Option<&str> {
        let at = usize::from(number).checked_sub(1)?;
        self.names.get(at).map(String::as_str)
    }

    /// How many ids there are, the empty one included.
    pub fn names(&self) -> usize {
        self.names.len() + 1
    }

    /// The position of a row number, or where it would stand.
    pub fn position(&self, row: i64) -> std::result::Result<usize, usize> {
        self.entries.binary_search_by_key(&row, |e| e.row)
    }

    /// The position of a row number that is not before `from`; cheap when it is near.
    pub fn position_after(&self, from: usize, row: i64) -> Option<usize> {
        let mut step = 1;
        let mut low = from;
        while let Some(entry) = self.entries.get(low + step) {
            if entry.row > row {
                break;
            }
            low += step;
            step *= 2;
        }
        let high = (low + step + 1).min(self.entries.len());
        let part = self.entries.get(low..high)?;
        part.binary_search_by_key(&row, |e| e.row)
            .ok()
            .map(|at| low + at)
    }
}
