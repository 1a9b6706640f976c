//! A set of positions in the shelf, one bit each. Knows nothing of what stands there.

use std::ops::Range;

/// A set of numbers below a fixed size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    size: usize,
}

impl Bits {
    /// The empty set of numbers below `size`.
    pub fn none(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
            size,
        }
    }

    /// All of a range.
    pub fn range(size: usize, range: Range<usize>) -> Self {
        let mut bits = Self::none(size);
        let range = range.start.min(size)..range.end.min(size);
        for (word, first) in bits.words.iter_mut().zip((0..).step_by(64)) {
            let from = range.start.clamp(first, first + 64) - first;
            let to = range.end.clamp(first, first + 64) - first;
            if from < to {
                *word = (u64::MAX >> (64 - (to - from))) << from;
            }
        }
        bits
    }

    /// Those of a range that pass.
    pub fn of(size: usize, range: Range<usize>, mut pass: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(size);
        range.filter(|&i| pass(i)).for_each(|i| bits.set(i));
        bits
    }

    /// Those of this set that pass.
    pub fn those(&self, mut pass: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(self.size);
        self.iter().filter(|&i| pass(i)).for_each(|i| bits.set(i));
        bits
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|w| u64::from(w.count_ones())).sum()
    }

    /// Adds a number; one that is too large is passed over.
    pub fn set(&mut self, i: usize) {
        if i < self.size {
            self.words[i / 64] |= 1 << (i % 64);
        }
    }

    pub fn has(&self, i: usize) -> bool {
        i < self.size && self.words[i / 64] >> (i % 64) & 1 == 1
    }

    pub fn and(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= b);
    }

    pub fn or(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a |= b);
    }

    pub fn minus(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(a, b)| *a &= !b);
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&w| w == 0)
    }

    /// The numbers, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let some = self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| **word != 0);
        some.flat_map(|(w, &word)| {
            // Each step drops the lowest bit: trying all 64 took longer than finding the hits.
            let lowest_dropped = |&rest: &u64| Some(rest & (rest - 1)).filter(|rest| *rest != 0);
            std::iter::successors(Some(word), lowest_dropped)
                .map(move |rest| w * 64 + rest.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_no_more() {
        let thirds = Bits::of(200, 0..200, |i| i % 3 == 0);
        assert_eq!(
            thirds.iter().collect::<Vec<_>>(),
            (0..200).step_by(3).collect::<Vec<_>>()
        );
        let mut rest = Bits::of(200, 0..200, |_| true);
        rest.minus(&thirds);
        assert_eq!((rest.iter().count(), rest.count()), (133, 133));
        assert_eq!(rest.iter().last(), Some(199));
        assert_eq!(rest.those(|i| i < 5).iter().collect::<Vec<_>>(), [1, 2, 4]);
        rest.and(&thirds);
        assert!(rest.is_empty());
        rest.or(&thirds);
        rest.set(200);
        assert!(rest.has(6) && !rest.has(200));
    }

    #[test]
    fn a_range_is_the_same_as_all_of_it_one_by_one() {
        for range in [0..0, 0..1, 3..64, 64..128, 60..200, 0..300, 199..200] {
            let all = Bits::of(200, range.clone(), |_| true);
            assert_eq!(Bits::range(200, range), all);
        }
    }
}
