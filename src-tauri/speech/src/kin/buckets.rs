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

/// Of fewer than one in so many they are most likely no more than that; the likeliest one of those
/// texts is compared all the same, as little may be left of a version of a few hundred letters. In
/// an archive of a hundred thousand nearly every speech shares a paragraph with five others.
const PARAGRAPH: u32 = 4;

/// So many passages at most are told from a version of which little was left in its place.
const PASSAGES: u32 = 2;

/// Shared shingles with more telling ones between them are of two passages.
const APART: u32 = 3;

/// Texts one text is compared with at most; whoever compares may stop at the first that is no
/// version.
const MOST: usize = 5;

/// Tables that grow one by one: a single one of a hundred thousand speeches took 200 MB while it grew.
const TABLES: usize = 64;

/// The sketches of many texts, each by a number from 1 to [`LAST`].
#[derive(Debug)]
pub struct Buckets {
    tables: Vec<Table>,
    sizes: HashMap<u32, u32>,
}

/// Shingles with the numbers of the texts that have them, by open addressing. Of a shingle that is a
/// formula only the mark of it is looked at, and what else stands of it goes when the table grows.
#[derive(Debug)]
struct Table {
    /// Shingle and [`Holder`]; [`FREE`], or [`FULL`] for the first of a shingle that is a formula.
    slots: Vec<(u32, Holder)>,
    used: usize,
    /// Of those the ones that nothing looks at.
    spent: usize,
}

/// A text that has a shingle: its number above the part of it, of [`PARTS`], in which that stands.
type Holder = u32;

const FREE: Holder = 0;
const FULL: Holder = Holder::MAX;

/// Parts of a text that are told apart. Versions have what they share in one order; speeches that
/// use the same sentences have them anywhere.
const PARTS: u32 = 64;
/// The largest number of a text.
const LAST: u32 = FULL / PARTS - 1;

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

    /// True when they are but a passage or two, of texts of which the smaller has `of` shingles, and
    /// fewer than one in `part` of those.
    fn is_quoted(&self, of: u32, part: u32) -> bool {
        let is_dense = self.length * 2 <= self.count * 3 && self.count >= self.passages * LEAST;
        is_dense && self.passages <= PASSAGES && self.length * part < of
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
        if number > LAST {
            return;
        }
        let size = sketch.hashes().len();
        self.sizes.insert(number, size as u32);
        let mut bucket = Vec::with_capacity(FORMULA);
        for (place, &shingle) in sketch.hashes().iter().enumerate() {
            let table = &mut self.tables[shingle as usize % TABLES];
            if !table.read(shingle, &mut bucket) || bucket.iter().any(|one| kin(one / PARTS)) {
                continue;
            }
            if bucket.len() + 1 < FORMULA {
                let part = place * PARTS as usize / size;
                table.put(shingle, number * PARTS + part as u32);
            } else {
                table.close(shingle);
            }
        }
    }

    /// The numbers of the texts that may be versions of this one, the likeliest first.
    pub fn find(&self, sketch: &Sketch) -> Vec<u32> {
        // Each text with a place where it shares a shingle, and the part of it where that stands, as
        // one number: many share one and few more, and to sort them takes less than to look each up
        // in a map.
        let mut shared: Vec<u64> = Vec::new();
        let mut bucket = Vec::with_capacity(FORMULA);
        let mut telling = 0u32;
        for &shingle in sketch.hashes() {
            if !self.tables[shingle as usize % TABLES].read(shingle, &mut bucket) {
                continue;
            }
            let place = telling * PARTS;
            shared.extend(bucket.iter().map(|holder| {
                let part = u64::from(place + holder % PARTS);
                u64::from(holder / PARTS) << 32 | part
            }));
            telling += 1;
        }
        shared.sort_unstable();
        let smaller = |number: u32| {
            let other = self.sizes.get(&number).copied().unwrap_or(u32::MAX);
            other.min(telling).max(1)
        };
        let mut likely: Vec<(f32, u32, bool)> = shared
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .filter(|places| places.len() as u32 >= LEAST)
            .filter_map(|places| {
                let (first, rest) = places.split_first()?;
                let ordered = in_order(places.iter().map(|place| *place as u32 % PARTS));
                if ordered < LEAST {
                    return None;
                }
                let place = |place: &u64| *place as u32 / PARTS;
                let mut shared = Shared::at(place(first));
                rest.iter().for_each(|one| shared.put(place(one)));
                let number = (first >> 32) as u32;
                let of = smaller(number);
                let part = ordered as f32 / of as f32;
                let quoted = |part| shared.is_quoted(of, part);
                (part >= PART && !quoted(PASSAGE)).then(|| (part, number, quoted(PARAGRAPH)))
            })
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut is_first = true;
        likely.retain(|(_, _, is_quoted)| !is_quoted || std::mem::take(&mut is_first));
        likely.truncate(MOST);
        likely.into_iter().map(|(_, number, _)| number).collect()
    }
}

/// How many of these follow one another without falling, at most.
fn in_order(parts: impl Iterator<Item = u32>) -> u32 {
    // For each length the lowest part that such a row of it can end with.
    let mut ends: Vec<u32> = Vec::new();
    for part in parts {
        let longer = ends.partition_point(|end| *end <= part);
        match ends.get_mut(longer) {
            Some(end) => *end = part,
            None => ends.push(part),
        }
    }
    ends.len() as u32
}

impl Table {
    fn new() -> Self {
        Self {
            slots: vec![(0, FREE); 64],
            used: 0,
            spent: 0,
        }
    }

    /// Puts the texts that have a shingle in `bucket`, in place of what was there; false when it is a
    /// formula.
    fn read(&self, shingle: u32, bucket: &mut Vec<Holder>) -> bool {
        bucket.clear();
        let mut at = self.place(shingle);
        loop {
            let (there, holder) = self.slots[at];
            match holder {
                FREE => return true,
                FULL if there == shingle => return false,
                _ if there == shingle => bucket.push(holder),
                _ => {}
            }
            at = self.after(at);
        }
    }

    fn put(&mut self, shingle: u32, holder: Holder) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.make_room();
        }
        self.set(shingle, holder);
        self.used += 1;
    }

    /// Makes a formula of a shingle that is there.
    fn close(&mut self, shingle: u32) {
        let mut at = self.place(shingle);
        while self.slots[at].0 != shingle || self.slots[at].1 == FREE {
            at = self.after(at);
        }
        self.slots[at].1 = FULL;
        self.spent += FORMULA - 2;
    }

    /// Lets go of what nothing looks at, and grows when that frees too little.
    fn make_room(&mut self) {
        let size = match (self.used - self.spent) * 2 > self.slots.len() {
            true => self.slots.len() * 3 / 2,
            false => self.slots.len(),
        };
        let all = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        (self.used, self.spent) = (0, 0);
        let mut bucket = Vec::with_capacity(FORMULA);
        let (full, single): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter(|(_, holder)| *holder != FREE)
            .partition(|(_, holder)| *holder == FULL);
        // The formulas first: so the rest of them is known.
        for (shingle, holder) in full.into_iter().chain(single) {
            if self.read(shingle, &mut bucket) {
                self.set(shingle, holder);
                self.used += 1;
            }
        }
    }

    fn set(&mut self, shingle: u32, holder: Holder) {
        let mut at = self.place(shingle);
        while self.slots[at].1 != FREE {
            at = self.after(at);
        }
        self.slots[at] = (shingle, holder);
    }

    fn after(&self, at: usize) -> usize {
        match at + 1 {
            next if next < self.slots.len() => next,
            _ => 0,
        }
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
    fn a_shingle_of_too_many_texts_tells_nothing_and_the_others_are_all_kept() {
        let mut table = Table::new();
        let mut bucket = Vec::new();
        let least = FORMULA as u32 - 1;
        // Those by four a formula, with as many texts before it as tell something.
        for holder in 1..FORMULA as u32 {
            for shingle in 0..3_000 {
                if holder <= shingle % 5 || shingle % 4 == 0 {
                    table.put(shingle, holder);
                }
            }
        }
        for shingle in (0..3_000).step_by(4) {
            assert!(table.read(shingle, &mut bucket));
            bucket.sort_unstable();
            assert_eq!(bucket, (1..=least).collect::<Vec<_>>());
            table.close(shingle);
        }
        let size = table.slots.len();
        for more in 3_000..9_000 {
            table.put(more, 1);
        }
        for shingle in 0..9_000 {
            let tells = table.read(shingle, &mut bucket);
            bucket.sort_unstable();
            let holders = match shingle {
                3_000.. => 1,
                _ => shingle % 5,
            };
            match shingle < 3_000 && shingle % 4 == 0 {
                true => assert!(!tells, "{shingle}"),
                false => assert_eq!((tells, &bucket), (true, &(1..=holders).collect())),
            }
        }
        assert_eq!(table.slots.len(), size, "formulas leave room");
    }

    #[test]
    fn what_follows_one_another_is_counted_and_what_stands_elsewhere_is_not() {
        for (parts, ordered) in [
            (vec![], 0),
            (vec![5], 1),
            (vec![5, 5, 6], 3),
            (vec![9, 1, 2, 8, 3, 4], 4),
            (vec![6, 5, 4, 3], 1),
        ] {
            assert_eq!(in_order(parts.into_iter()), ordered);
        }
    }

    #[test]
    fn a_text_of_the_same_sentences_in_another_order_is_less_likely_than_a_version() {
        let mut buckets = Buckets::default();
        let sentences: Vec<String> = (0..60).map(|seed| letters(900 + seed, 50)).collect();
        let text = |order: &[usize]| -> String { order.iter().map(|n| &*sentences[*n]).collect() };
        let straight: Vec<usize> = (0..60).collect();
        let turned: Vec<usize> = (0..60).rev().collect();
        let sketch = |text: &str| Sketch::new(&Letters::new(text, 0));
        // The same sentences backwards and, under a higher number, most of them as they were.
        buckets.add(1, &sketch(&text(&turned)), |_| false);
        buckets.add(2, &sketch(&text(&straight[..40])), |_| false);
        assert_eq!(found(&buckets, &text(&straight)).first(), Some(&2));
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
