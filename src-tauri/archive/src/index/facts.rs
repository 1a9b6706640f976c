//! What a speech is filtered, counted and sorted by, as the file keeps it: a few bytes, as the first
//! search after opening reads those of every speech. Ids stand in them as numbers of [`super::names`].

use super::names::NO_NAME;
use crate::field::State;

/// For a date without a first or last day.
pub(super) const NO_DAY: i32 = i32::MIN;
/// For a date that falls in no one year.
const NO_YEAR: i16 = i16::MIN;
const FILED: u8 = 1;
const NOTED: u8 = 2;
/// Bytes of one before its further types and themes, of two bytes each.
const SIZE: usize = 19;

/// What is known of one speech, but for its further types and themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Days since 1970-01-01, or [`NO_DAY`].
    pub earliest: i32,
    /// Days since 1970-01-01, or [`NO_DAY`].
    pub latest: i32,
    pub year: Option<i16>,
    /// Ids as numbers; [`NO_NAME`] for none.
    pub kind: u16,
    pub genre: u16,
    pub level: u16,
    pub source: u16,
    /// `Inbox` or `Filed`.
    pub state: State,
    pub noted: bool,
}

impl Facts {
    /// As bytes, with further types and themes, by number.
    pub fn to_bytes(self, terms: &[u16]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(SIZE + 2 * terms.len());
        bytes.extend(self.earliest.to_le_bytes());
        bytes.extend(self.latest.to_le_bytes());
        bytes.extend(self.year.unwrap_or(NO_YEAR).to_le_bytes());
        for id in [self.kind, self.genre, self.level, self.source] {
            bytes.extend(id.to_le_bytes());
        }
        let flag = |flag: u8, is: bool| if is { flag } else { 0 };
        bytes.push(flag(FILED, self.state == State::Filed) | flag(NOTED, self.noted));
        for term in terms.iter().filter(|term| **term != NO_NAME) {
            bytes.extend(term.to_le_bytes());
        }
        bytes
    }

    /// From bytes, with the further types and themes; `None` when they are too few.
    pub fn from_bytes(bytes: &[u8]) -> Option<(Self, impl Iterator<Item = u16>)> {
        let (fixed, terms) = bytes.split_first_chunk::<SIZE>()?;
        let two = |at: usize| [fixed[at], fixed[at + 1]];
        let four = |at: usize| [fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]];
        let id = |at: usize| u16::from_le_bytes(two(at));
        let facts = Self {
            earliest: i32::from_le_bytes(four(0)),
            latest: i32::from_le_bytes(four(4)),
            year: Some(i16::from_le_bytes(two(8))).filter(|year| *year != NO_YEAR),
            kind: id(10),
            genre: id(12),
            level: id(14),
            source: id(16),
            state: match fixed[18] & FILED {
                0 => State::Inbox,
                _ => State::Filed,
            },
            noted: fixed[18] & NOTED != 0,
        };
        let (terms, _) = terms.as_chunks();
        Some((facts, terms.iter().copied().map(u16::from_le_bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_as_they_were_kept() {
        let full = Facts {
            earliest: -3,
            latest: 20_000,
            year: Some(2024),
            kind: 1,
            genre: 2,
            level: 300,
            source: u16::MAX,
            state: State::Filed,
            noted: true,
        };
        let bare = Facts {
            earliest: NO_DAY,
            latest: NO_DAY,
            year: None,
            kind: 0,
            genre: 0,
            level: 0,
            source: 0,
            state: State::Inbox,
            noted: false,
        };
        for (facts, terms) in [(full, vec![7, 900]), (full, vec![]), (bare, vec![1])] {
            let bytes = facts.to_bytes(&terms);
            let (back, its) = Facts::from_bytes(&bytes).expect("whole");
            assert_eq!((back, its.collect::<Vec<_>>()), (facts, terms));
        }
        assert!(Facts::from_bytes(&full.to_bytes(&[])[1..]).is_none());
        assert_eq!(full.to_bytes(&[NO_NAME]), full.to_bytes(&[]));
    }
}
