//! Where a string stands, by the lists of its grams: the rows in which they follow each other.
//! Reads lists; knows no plan and no shelf.

use super::segment::{self, COLUMN, List, Postings, Reader};
use crate::error::Result;

/// The column of the text, which alone has no breaks between its characters.
pub(super) const BODY: u64 = 0;

/// The column of a place.
pub(super) fn column(place: u64) -> u64 {
    place >> COLUMN
}

/// A string of at least two characters that is looked for.
pub(super) struct Phrase<'r, 'c> {
    /// Its grams with their distance from its beginning, the shortest list first.
    grams: Vec<(u64, List<'r, 'c>)>,
    /// True when every gram is among them.
    pub is_whole: bool,
}

impl<'r, 'c> Phrase<'r, 'c> {
    /// Of as few grams as hold all characters. Two that stand side by side without the gram between
    /// them are the string in a text; in other columns a value may end there.
    pub fn new(reader: &'r Reader<'c>, form: &[char]) -> Result<Self> {
        let last = form.len().saturating_sub(2);
        let ends = (last % 2 == 1).then_some(last);
        Self::of(reader, form, (0..=last).step_by(2).chain(ends))
    }

    /// Of all its grams.
    pub fn whole(reader: &'r Reader<'c>, form: &[char]) -> Result<Self> {
        Self::of(reader, form, 0..form.len().saturating_sub(1))
    }

    fn of(
        reader: &'r Reader<'c>,
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
    /// With `once`, of the places in a text the first is enough.
    pub fn find(
        &self,
        read: impl FnOnce(&List<'_, '_>) -> Result<Postings>,
        keep: impl FnMut(&i64) -> bool,
        once: bool,
    ) -> Result<Places> {
        let Some(((distance, first), rest)) = self.grams.split_first() else {
            return Ok(Places::default());
        };
        let first = read(first)?;
        let mut rows: Vec<i64> = first.rows().filter(keep).collect();
        let mut read = vec![(*distance, first)];
        for (distance, list) in rest {
            let next = list.read_of(&rows)?;
            let mut there = next.rows().peekable();
            rows.retain(|row| {
                while there.next_if(|other| other < row).is_some() {}
                there.peek() == Some(row)
            });
            drop(there);
            read.push((*distance, next));
        }
        let mut lists: Vec<_> = read
            .iter()
            .map(|(distance, postings)| (*distance, postings.each()))
            .collect();
        let mut found = Places::default();
        let mut grams = Vec::with_capacity(lists.len());
        for row in rows {
            grams.clear();
            for (distance, list) in &mut lists {
                let places = list.find(|(other, _)| *other == row);
                grams.extend(places.map(|(_, places)| Gram::new(*distance, places)));
            }
            found.add(row, Together(&mut grams), once);
        }
        Ok(found)
    }
}

/// A gram of a phrase in a row, as the places where the phrase would begin.
struct Gram<'p> {
    distance: u64,
    places: segment::Places<'p>,
    begin: Option<u64>,
}

impl<'p> Gram<'p> {
    fn new(distance: u64, places: segment::Places<'p>) -> Self {
        let mut gram = Self {
            distance,
            places,
            begin: None,
        };
        gram.advance();
        gram
    }

    fn advance(&mut self) {
        // One that stands nearer to the beginning of its column than to that of the phrase is none.
        let inside = |place: &u64| u64::from(*place as u32) >= self.distance;
        let place = self.places.find(inside);
        self.begin = place.map(|place| place - self.distance);
    }
}

/// Where all grams give the same beginning.
struct Together<'g, 'p>(&'g mut [Gram<'p>]);

impl Iterator for Together<'_, '_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first_mut()?;
        let mut wanted = first.begin?;
        loop {
            let mut is_there = true;
            for gram in rest.iter_mut() {
                while gram.begin? < wanted {
                    gram.advance();
                }
                if gram.begin? > wanted {
                    (wanted, is_there) = (gram.begin?, false);
                    break;
                }
            }
            while first.begin? < wanted {
                first.advance();
            }
            if is_there {
                first.advance();
                return Some(wanted);
            }
            wanted = first.begin?;
        }
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
    fn add(&mut self, row: i64, places: impl Iterator<Item = u64>, once: bool) {
        let before = self.places.len();
        for place in places {
            self.places.push(place);
            if once && column(place) == BODY {
                break;
            }
        }
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

    /// These and others.
    pub fn and_also(&self, other: &Self) -> Self {
        let mut all: Vec<(i64, u64)> = Vec::new();
        for (row, places) in self.each().chain(other.each()) {
            all.extend(places.iter().map(|&place| (row, place)));
        }
        all.sort_unstable();
        let mut both = Self::default();
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            both.add(same[0].0, same.iter().map(|(_, place)| *place), false);
        }
        both
    }
}

/// A word with the length of its forms and where they begin.
pub(super) type Word = (u64, Places);

/// The places at which the last of several words begins while in the same column every other ends
/// at most `gap` characters before, as [`super::scan::near`] has it; in the rows that all have.
/// With `once`, of those in a text the first is enough.
pub(super) fn near(words: &[Word], gap: u64, once: bool) -> Places {
    let mut found = Places::default();
    let mut lists: Vec<_> = words
        .iter()
        .map(|(length, places)| (*length, places.each().peekable()))
        .collect();
    let Some((_, first)) = words.first() else {
        return found;
    };
    let mut there: Vec<(u64, &[u64])> = Vec::with_capacity(words.len());
    for &row in &first.rows {
        there.clear();
        for (length, list) in &mut lists {
            while list.next_if(|(other, _)| *other < row).is_some() {}
            let places = list.next_if(|(other, _)| *other == row);
            there.extend(places.map(|(_, places)| (*length, places)));
        }
        if there.len() == words.len() {
            found.add(row, Near::new(&mut there, gap), once);
        }
    }
    found
}

/// Goes through the places of all words in order.
struct Near<'w, 'p> {
    rest: &'w mut [(u64, &'p [u64])],
    /// How far each word reaches, by its last place so far.
    reach: Vec<u64>,
    gap: u64,
}

impl<'w, 'p> Near<'w, 'p> {
    fn new(rest: &'w mut [(u64, &'p [u64])], gap: u64) -> Self {
        Self {
            reach: vec![0; rest.len()],
            rest,
            gap,
        }
    }
}

impl Iterator for Near<'_, '_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let last = *self
                .rest
                .iter()
                .filter_map(|(_, places)| places.first())
                .min()?;
            for ((length, places), reach) in self.rest.iter_mut().zip(&mut self.reach) {
                if let Some((_, after)) = places.split_first().filter(|(at, _)| **at == last) {
                    *places = after;
                    // One more than it is, as 0 is for a word that did not come yet.
                    *reach = last + *length + self.gap + 1;
                }
            }
            if self.reach.iter().all(|&reach| last < reach) {
                return Some(last);
            }
        }
    }
}
