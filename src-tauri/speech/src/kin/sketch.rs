//! A sketch of a text: the smallest hashes of its shingles, few enough to keep for every speech.
//! Compares nothing by itself.

use std::collections::HashSet;

use super::{Letters, hashes};

/// Letters of a shingle. Of a text in which three letters in ten were changed one by one, one
/// shingle of six in eight stays.
const SHINGLE: usize = 6;

/// One shingle in so many is kept, whatever the text, so that a part of a text keeps a part of the
/// sketch of the whole.
const ONE_IN: u64 = 40;

/// Short texts keep more of theirs.
const LEAST: usize = 40;

/// The longest reports keep no more.
const MOST: usize = 2_000;

/// The shingles kept of one text, by the lower half of their hashes, as they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// Of a text; empty when it has fewer letters than one shingle.
    pub fn new(letters: &Letters) -> Self {
        let mut all: Vec<u64> = Vec::with_capacity(letters.len());
        all.extend(hashes::<SHINGLE>(letters));
        let few = all.iter().filter(|h| **h < u64::MAX / ONE_IN).count();
        let bound = match few.clamp(LEAST, MOST) {
            kept if kept == few => u64::MAX / ONE_IN,
            kept if kept < all.len() => *all.clone().select_nth_unstable(kept).1,
            _ => u64::MAX,
        };
        let mut seen = HashSet::with_capacity(few.clamp(LEAST, MOST));
        let mut kept = Vec::with_capacity(few.clamp(LEAST, MOST));
        let own = all.into_iter().filter(|h| *h < bound).map(|h| h as u32);
        kept.extend(own.filter(|h| seen.insert(*h)));
        kept.shrink_to_fit();
        Self(kept)
    }

    /// From hashes as [`Sketch::hashes`] gave them.
    pub fn from_hashes(hashes: Vec<u32>) -> Self {
        Self(hashes)
    }

    /// The hashes kept, in the order of the text.
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }
}
