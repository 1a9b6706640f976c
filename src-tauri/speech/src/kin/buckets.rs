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

/// Texts one text is compared with at most.
const MOST: usize = 5;

/// The sketches of many texts, each by a number above 0.
#[derive(Debug)]
pub struct Buckets {
    /// Open addressing, shingle and number; 0 is free.
    slots: Vec<(u32, u32)>,
    used: usize,
    sizes: HashMap<u32, u32>,
}

impl Default for Buckets {
    fn default() -> Self {
        Self {
            slots: vec![(0, 0); 1 << 12],
            used: 0,
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
            if (self.used + 1) * 4 > self.slots.len() * 3 {
                self.grow();
            }
            let mut at = self.place(shingle);
            let mut held = 0;
            let is_free = loop {
                match self.slots[at] {
                    (_, 0) => break true,
                    (there, holder) if there == shingle => {
                        held += 1;
                        if held >= FORMULA || kin(holder) {
                            break false;
                        }
                    }
                    _ => {}
                }
                at = (at + 1) & (self.slots.len() - 1);
            };
            if is_free {
                self.slots[at] = (shingle, number);
                self.used += 1;
            }
        }
    }

    /// The numbers of the texts that may be versions of this one, the likeliest first.
    pub fn find(&self, sketch: &Sketch) -> Vec<u32> {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        let mut bucket = Vec::with_capacity(FORMULA);
        let mut telling = 0u32;
        for &shingle in sketch.hashes() {
            bucket.clear();
            let mut at = self.place(shingle);
            while let (there, holder @ 1..) = self.slots[at] {
                if there == shingle {
                    bucket.push(holder);
                }
                at = (at + 1) & (self.slots.len() - 1);
            }
            if bucket.len() >= FORMULA {
                continue;
            }
            telling += 1;
            for holder in &bucket {
                *shared.entry(*holder).or_default() += 1;
            }
        }
        let part = |number: u32, count: u32| {
            let other = self.sizes.get(&number).copied().unwrap_or(u32::MAX);
            count as f32 / other.min(telling).max(1) as f32
        };
        let mut likely: Vec<(f32, u32)> = shared
            .into_iter()
            .filter(|(_, count)| *count >= LEAST)
            .map(|(number, count)| (part(number, count), number))
            .filter(|(part, _)| *part >= PART)
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        likely.truncate(MOST);
        likely.into_iter().map(|(_, number)| number).collect()
    }

    fn place(&self, shingle: u32) -> usize {
        let mixed = u64::from(shingle).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        mixed as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.slots.len() * 2];
        for (shingle, holder) in std::mem::replace(&mut self.slots, larger) {
            if holder > 0 {
                let mut at = self.place(shingle);
                while self.slots[at].1 > 0 {
                    at = (at + 1) & (self.slots.len() - 1);
                }
                self.slots[at] = (shingle, holder);
            }
        }
    }
}
