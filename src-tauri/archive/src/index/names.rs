//! Ids as small numbers: a speech on the shelf has five of them and more. Knows no speech.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The ids met so far, each with its number.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<String>,
    numbers: HashMap<Box<[u8]>, u16, BuildHasherDefault<Words>>,
}

impl Names {
    /// The number of an id, given as its UTF-8; 0 for none.
    pub fn number(&mut self, id: &[u8]) -> u16 {
        if id.is_empty() {
            return 0;
        }
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let Ok(name) = std::str::from_utf8(id) else {
            return 0;
        };
        // 65,535 different ids are more than all vocabularies have; what came after them would
        // be counted as without a term.
        let Ok(number) = u16::try_from(self.names.len() + 1) else {
            return 0;
        };
        self.names.push(name.to_owned());
        self.numbers.insert(id.into(), number);
        number
    }

    /// The number of an id, if it was met.
    pub fn known(&self, id: &str) -> Option<u16> {
        self.numbers.get(id.as_bytes()).copied()
    }

    /// The id of a number.
    pub fn name(&self, number: u16) -> Option<&str> {
        let at = usize::from(number).checked_sub(1)?;
        self.names.get(at).map(String::as_str)
    }

    /// For each number, 0 included, whether its id passes; there is no id that has 0.
    pub fn those(&self, pass: impl Fn(&str) -> bool) -> Vec<bool> {
        let none = std::iter::once(false);
        none.chain(self.names.iter().map(|name| pass(name)))
            .collect()
    }

    /// How many numbers there are, 0 included.
    pub fn numbers(&self) -> usize {
        self.names.len() + 1
    }
}

/// Hashes eight bytes at a time: ids are short. The standard library's hash, made for keys of
/// strangers, took a third of the time in which a shelf is read, and one of single bytes a tenth.
#[derive(Default)]
struct Words(u64);

impl Words {
    /// An odd number without a pattern (of 2^64 divided by the golden ratio).
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(Self::FACTOR);
    }
}

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.add(u64::from_le_bytes(last));
    }

    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }

    fn finish(&self) -> u64 {
        // The map takes its place from the low bits, which know least of the bytes.
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_number_and_is_told_from_all_others() {
        let mut names = Names::default();
        let ids: Vec<String> = (0..3_000).map(|n| format!("theme.{n}")).collect();
        let numbers: Vec<u16> = ids.iter().map(|id| names.number(id.as_bytes())).collect();
        assert_eq!(numbers, (1..=3_000).collect::<Vec<_>>());
        for (id, number) in ids.iter().zip(numbers) {
            assert_eq!(names.number(id.as_bytes()), number);
            assert_eq!(names.known(id), Some(number));
            assert_eq!(names.name(number), Some(id.as_str()));
        }
        assert_eq!((names.number(b""), names.name(0)), (0, None));
        assert_eq!((names.known("theme.3000"), names.numbers()), (None, 3_001));
    }

    #[test]
    fn no_more_ids_than_numbers_are_kept_and_none_that_is_no_text() {
        let mut names = Names::default();
        assert_eq!(names.number(&[0xff, 0xfe]), 0);
        for n in 0..u32::from(u16::MAX) {
            assert_ne!(names.number(n.to_string().as_bytes()), 0);
        }
        assert_eq!(names.number(b"one more"), 0);
        assert_eq!(names.number(b"0"), 1);
    }
}
