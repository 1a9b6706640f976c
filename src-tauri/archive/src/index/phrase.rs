//! Where a string stands, by the lists of its grams: the rows in which they follow each other.
//! Reads lists; knows no plan and no shelf.

use super::segment::{COLUMN, List, Postings, Reader};
use crate::error::Result;

/// The column of the text, which alone has no breaks between its characters.
pub(super) const BODY: u64 = 0;

/// The column of a place.
pub(super) fn column(place: u64) -> u64 {
    place >> COLUMN
}

/// A string of at least two characters that is looked for.
pub(super) struct Phrase<'r> {
    /// Its grams with their distance from its beginning, the shortest list first.
    grams: Vec<(u64, List<'r>)>,
    /// True when every gram is among them.
    pub is_whole: bool,
}

impl<'r> Phrase<'r> {
    /// Of as few grams as hold all characters. Two that stand side by side without the gram between
    /// them are the string in a text; in other columns a value may end there.
    pub fn new(reader: &'r Reader<'r>, form: &[char]) -> Result<Self> {
        let last = form.len().saturating_sub(2);
        let ends = (last % 2 == 1).then_some(last);
        Self::of(reader, form, (0..=last).step_by(2).chain(ends))
    }

    /// Of all its grams.
    pub fn whole(reader: &'r Reader<'r>, form: &[char]) -> Result<Self> {
        Self::of(reader, form, 0..form.len().saturating_sub(1))
    }

    fn of(
        reader: &'r Reader<'r>,
        form: &[char],
        starts: impl Iterator<Item = usize>,
    ) -> Result<Self> {
        let mut grams = Vec::new();
        for start in starts {
            let gram = form.get(start..start + 2).unwrap_or(form);
            grams.push((start as u64, reader.list(gram)?));
        }
        grams.sort_by_key(|(_, list)| list.pages());
        Ok(Self {
            is_whole: grams.len() + 1 >= form.len(),
            grams,
        })
    }

    /// Where it begins, in those rows that `read` gives of the first list and `keep` lets through.
    pub fn find(
        &self,
        read: impl FnOnce(&List<'_>) -> Result<Postings>,
        mut keep: impl FnMut(i64) -> bool,
    ) -> Result<Places> {
        let Some(((distance, first), rest)) = self.grams.split_first() else {
            return Ok(Places::default());
        };
        let mut found = Places::default();
        for (row, places) in read(first)?.each() {
            if keep(row) {
                let begins = places.filter(|place| u64::from(*place as u32) >= *distance);
                found.add(row, begins.map(|place| place - distance));
            }
        }
        for (distance, list) in rest {
            found = found.followed(*distance, &list.read_of(&found.rows)?);
        }
        Ok(found)
    }
}

/// Rows, smallest first, with places in each, in order.
#[derive(Default)]
pub(super) struct Places {
    pub rows: Vec<i64>,
    /// Where the places of each row end.
    ends: Vec<u32>,
    places: Vec<u64>,
}

impl Places {
    fn add(&mut self, row: i64, places: impl Iterator<Item = u64>) {
        let before = self.places.len();
        self.places.extend(places);
        if self.places.len() > before {
            self.rows.push(row);
            self.ends.push(self.places.len() as u32);
        }
    }

    /// The rows with their places.
    pub fn each(&self) -> impl Iterator<Item = (i64, &[u64])> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let places = starts.zip(&self.ends).map(|(&start, &end)| {
            let places = self.places.get(start as usize..end as usize);
            places.unwrap_or_default()
        });
        self.rows.iter().copied().zip(places)
    }

    /// The places in a row.
    pub fn of(&self, row: i64) -> &[u64] {
        let Ok(at) = self.rows.binary_search(&row) else {
            return &[];
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let places = self.places.get(start as usize..self.ends[at] as usize);
        places.unwrap_or_default()
    }

    /// These and others.
    pub fn and_also(self, other: &Self) -> Self {
        let mut rows: Vec<i64> = self.rows.iter().chain(&other.rows).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        let mut both = Self::default();
        for row in rows {
            let mut places = [self.of(row), other.of(row)].concat();
            places.sort_unstable();
            both.add(row, places.into_iter());
        }
        both
    }

    /// Those that a gram stands behind, at a distance.
    fn followed(&self, distance: u64, gram: &Postings) -> Self {
        let mut left = Self::default();
        let mut there = gram.each().peekable();
        for (row, begins) in self.each() {
            while there.next_if(|(other, _)| *other < row).is_some() {}
            let Some((_, mut places)) = there.next_if(|(other, _)| *other == row) else {
                continue;
            };
            let mut place = places.next();
            let kept = begins.iter().copied().filter(|begin| {
                let wanted = begin + distance;
                while place.is_some_and(|place| place < wanted) {
                    place = places.next();
                }
                place == Some(wanted)
            });
            left.add(row, kept);
        }
        left
    }
}

/// Whether in one column a place of every word lies near the last of them: each word, of so many
/// characters, ends at most `gap` characters before it. The same as [`super::scan::near`].
pub(super) fn is_near(words: &[(u64, &[u64])], gap: u64, last: u64) -> bool {
    words.iter().all(|(length, places)| {
        let before = places.partition_point(|&place| place <= last);
        let nearest = before.checked_sub(1).and_then(|at| places.get(at));
        nearest.is_some_and(|place| last <= place + length + gap)
    })
}
