//! Sketches by what they hold: each kept shingle is a band of its own, and a bucket that is full
//! holds a formula, which tells nothing. The time to ask does not grow with the texts held.
//! Holds numbers, no texts.

use std::collections::HashMap;

use super::Sketch;

/// Texts a bucket takes: what more of them share is a formula.
const FORMULA: usize = 16;

/// Shingles that two texts share at least to be looked at.
const LEAST: u32 = 2;

/// The part of the smaller sketch that is shared at least: a third of what is expected where three
/// letters in ten were changed.
const PART: f32 = 0.04;

/// Shingles side by side of which fewer than one in so many of the smaller sketch is shared are
/// passages that both quote: of a version the rest would be shared too. To compare such texts letter
/// by letter took a tenth of an import, and the more the longer it went on.
const PASSAGE: u32 = 8;

/// So many passages at most are told from a version of which little was left in its place.
const PASSAGES: u32 = 2;

/// Shared shingles with more telling ones between them are of two passages.
const APART: u32 = 3;

/// Texts one text is compared with at most.
const MOST: usize = 5;

/// Tables that grow one by one: a single one of a hundred thousand speeches took 200 MB while it grew.
const TABLES: usize = 64;

/// The sketches of many texts, each by a number above 0.
#[derive(Debug)]
pub struct Buckets {
    tables: Vec<Table>,
    sizes: HashMap<u32, u32>,
}

/// Shingles with the numbers of the texts that have them, by open addressing.
#[derive(Debug)]
struct Table {
    /// Shingle and number; 0 is free.
    slots: Vec<(u32, u32)>,
    used: usize,
}

/// The shingles of a text that another holds too, by their places among all of it that tell something.
struct Shared {
    count: u32,
    /// How many passages they are of, and how many places lie within those.
    passages: u32,
    length: u32,
    last: u32,
}

impl Shared {
    fn at(place: u32) -> Self {
        Self {
            count: 1,
            passages: 1,
            length: 1,
            last: place,
        }
    }

    fn put(&mut self, place: u32) {
        let step = place - self.last;
        if step > APART {
            self.passages += 1;
            self.length += 1;
        } else {
            self.length += step;
        }
        self.count += 1;
        self.last = place;
    }

    /// True when they are but a passage or two of texts of which the smaller has so many shingles.
    fn is_quoted(&self, of: u32) -> bool {
        let is_dense = self.length * 2 <= self.count * 3 && self.count >= self.passages * LEAST;
        is_dense && self.passages <= PASSAGES && self.length * PASSAGE < of
    }
}

impl Default for Buckets {
    fn default() -> Self {
        Self {
            tables: (0..TABLES).map(|_| Table::new()).collect(),
            sizes: HashMap::new(),
        }
    }
}

impl Buckets {
    /// Adds a text. Where `kin` says of a number in a bucket that it is a version of this text, the
    /// bucket takes no more: a speech that a hundred sites carry is no formula.
    pub fn add(&mut self, number: u32, sketch: &Sketch, kin: impl Fn(u32) -> bool) {
        self.sizes.insert(number, sketch.hashes().len() as u32);
        for &shingle in sketch.hashes() {
            let table = &mut self.tables[shingle as usize % TABLES];
            let mut held = 0;
            let is_full = table.holders(shingle).any(|holder| {
                held += 1;
                held >= FORMULA || kin(holder)
            });
            if !is_full {
                table.put(shingle, number);
            }
        }
    }

    /// The numbers of the texts that may be versions of this one, the likeliest first.
    pub fn find(&self, sketch: &Sketch) -> Vec<u32> {
        let mut shared: HashMap<u32, Shared> = HashMap::new();
        let mut bucket = Vec::with_capacity(FORMULA);
        let mut telling = 0u32;
        for &shingle in sketch.hashes() {
            bucket.clear();
            bucket.extend(self.tables[shingle as usize % TABLES].holders(shingle));
            if bucket.len() >= FORMULA {
                continue;
            }
            for holder in &bucket {
                let known = shared.entry(*holder);
                known
                    .and_modify(|shared| shared.put(telling))
                    .or_insert_with(|| Shared::at(telling));
            }
            telling += 1;
        }
        let smaller = |number: u32| {
            let other = self.sizes.get(&number).copied().unwrap_or(u32::MAX);
            other.min(telling).max(1)
        };
        let mut likely: Vec<(f32, u32)> = shared
            .into_iter()
            .map(|(number, shared)| (shared, number, smaller(number)))
            .filter(|(shared, _, of)| shared.count >= LEAST && !shared.is_quoted(*of))
            .map(|(shared, number, of)| (shared.count as f32 / of as f32, number))
            .filter(|(part, _)| *part >= PART)
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        likely.truncate(MOST);
        likely.into_iter().map(|(_, number)| number).collect()
    }
}

impl Table {
    fn new() -> Self {
        Self {
            slots: vec![(0, 0); 64],
            used: 0,
        }
    }

    /// The texts that have a shingle.
    fn holders(&self, shingle: u32) -> impl Iterator<Item = u32> {
        let (before, from) = self.slots.split_at(self.place(shingle));
        let taken = from
            .iter()
            .chain(before)
            .take_while(|(_, holder)| *holder > 0);
        taken
            .filter(move |(there, _)| *there == shingle)
            .map(|(_, holder)| *holder)
    }

    fn put(&mut self, shingle: u32, holder: u32) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            let larger = vec![(0, 0); self.slots.len() * 3 / 2];
            let all = std::mem::replace(&mut self.slots, larger);
            for (shingle, holder) in all.into_iter().filter(|(_, holder)| *holder > 0) {
                self.set(shingle, holder);
            }
        }
        self.set(shingle, holder);
        self.used += 1;
    }

    fn set(&mut self, shingle: u32, holder: u32) {
        let mut at = self.place(shingle);
        while self.slots[at].1 > 0 {
            at = (at + 1) % self.slots.len();
        }
        self.slots[at] = (shingle, holder);
    }

    fn place(&self, shingle: u32) -> usize {
        let mixed = u64::from(shingle).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        ((mixed * self.slots.len() as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kin::Letters;

    /// Letters without sense, other ones for each seed.
    fn letters(seed: u32, count: usize) -> String {
        let mut state = seed;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 8) % 20_000)
        };
        std::iter::from_fn(next).take(count).collect()
    }

    fn found(buckets: &Buckets, text: &str) -> Vec<u32> {
        buckets.find(&Sketch::new(&Letters::new(text, 0)))
    }

    #[test]
    fn texts_that_quote_one_passage_are_not_compared_and_a_part_is_with_its_whole() {
        let mut buckets = Buckets::default();
        for number in 1..200 {
            let sketch = Sketch::new(&Letters::new(&letters(number, 3_000), 0));
            buckets.add(number, &sketch, |_| false);
        }
        let whole = letters(7, 3_000);
        let part: String = whole.chars().skip(900).take(1_200).collect();
        let passage: String = whole.chars().skip(900).take(200).collect();
        assert_eq!(found(&buckets, &part), [7]);
        assert_eq!(found(&buckets, &whole), [7]);
        let quoting = [letters(700, 1_400), passage, letters(701, 1_400)].concat();
        assert_eq!(found(&buckets, &quoting), []);
        let further: String = whole.chars().skip(2_100).take(150).collect();
        assert_eq!(found(&buckets, &[quoting, further].concat()), []);
    }
}
