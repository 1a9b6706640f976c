//! A set of positions in the shelf, one bit each.

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

    /// Those below `size` that pass.
    pub fn of(size: usize, mut pass: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(size);
        (0..size).filter(|&i| pass(i)).for_each(|i| bits.set(i));
        bits
    }

    /// Adds a number; one that is too large is passed over.
    pub fn set(&mut self, i: usize) {
        if i < self.size {
            self.words[i / 64] |= 1 << (i % 64);
        }
    }

    /// Takes a number out.
    pub fn unset(&mut self, i: usize) {
        if i < self.size {
            self.words[i / 64] &= !(1 << (i % 64));
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

    /// The numbers, smallest first; `rev()` gives the largest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(w, &word)| {
            (0..64)
                .filter(move |b| word != 0 && word >> b & 1 == 1)
                .map(move |b| w * 64 + b)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_no_more() {
        let thirds = Bits::of(200, |i| i % 3 == 0);
        assert_eq!(
            thirds.iter().collect::<Vec<_>>(),
            (0..200).step_by(3).collect::<Vec<_>>()
        );
        let mut rest = Bits::of(200, |_| true);
        rest.minus(&thirds);
        assert_eq!(rest.iter().count(), 133);
        assert_eq!(rest.iter().next_back(), Some(199));
        rest.and(&thirds);
        assert!(rest.is_empty());
        rest.or(&thirds);
        rest.unset(3);
        rest.set(200);
        assert!(rest.has(6) && !rest.has(3) && !rest.has(200));
    }
}
