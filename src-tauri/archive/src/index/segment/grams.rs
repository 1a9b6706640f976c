//! The grams of many texts in the order of their terms, each with where it stands. Sorts numbers
//! and knows no file.
//!
//! Where FTS5 gathers words, each gram of a text is looked up among half a million, and nearly every
//! look waits for memory: that took a third of the time of indexing. Here a gram is a number of
//! eight bytes, put into the list of its first character and sorted there; so many lists at a time
//! that memory holds them, as the texts are soon read again.

use std::ops::Range;

/// The columns of a row, folded, with the row's number.
pub(in crate::index) struct Row<'a> {
    pub number: i64,
    pub columns: Vec<&'a str>,
}

/// What of a text is a gram: gives each with its first and, where it has one, second character.
pub(super) type Cut = fn(&str, &mut dyn FnMut(char, Option<char>));

/// A column of a row, and the count of all grams before its own.
#[derive(Clone, Copy)]
struct Part {
    first: u32,
    row: i64,
    column: u32,
}

/// The grams of some rows, by their first characters.
pub(super) struct Grams<'a> {
    rows: &'a [Row<'a>],
    cut: Cut,
    /// How many grams begin with each character.
    counts: Vec<u32>,
    parts: Vec<Part>,
    /// For every so many grams the part that holds the first of them.
    coarse: Vec<u32>,
    /// Grams of each column of each row.
    sizes: Vec<Vec<u32>>,
}

/// Grams sorted at a time, eight bytes each, but at least those of one character: all of two thousand
/// speeches at once took 60 MB.
const AT_ONCE: usize = if cfg!(test) { 64 } else { 1 << 20 };
/// Grams between two entries of `coarse`.
const STEP: u32 = 256;
/// Numbers of all characters.
const CHARS: usize = 0x11_0000;

/// Where a gram stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub row: i64,
    pub column: u32,
    pub position: u32,
}

impl<'a> Grams<'a> {
    /// Of rows with rising numbers, which together hold less than four thousand million characters.
    pub fn new(rows: &'a [Row<'a>], cut: Cut) -> Self {
        let mut counts = vec![0u32; CHARS];
        let mut parts = Vec::new();
        let mut sizes = Vec::with_capacity(rows.len());
        let mut total = 0u32;
        for row in rows {
            let mut of_row = Vec::with_capacity(row.columns.len());
            for (column, text) in (0..).zip(&row.columns) {
                let first = total;
                cut(text, &mut |c, _| {
                    counts[c as usize] += 1;
                    total += 1;
                });
                of_row.push(total - first);
                if total > first {
                    let row = row.number;
                    parts.push(Part { first, row, column });
                }
            }
            sizes.push(of_row);
        }
        let mut coarse = Vec::with_capacity((total / STEP) as usize + 1);
        let mut part = 0;
        for number in (0..total).step_by(STEP as usize) {
            while parts
                .get(part + 1)
                .is_some_and(|p: &Part| p.first <= number)
            {
                part += 1;
            }
            coarse.push(part as u32);
        }
        Self {
            rows,
            cut,
            counts,
            parts,
            coarse,
            sizes,
        }
    }

    /// How many grams each column of each row has, in the order of the rows.
    pub fn sizes(&self) -> &[Vec<u32>] {
        &self.sizes
    }

    /// Gives every gram in the order of its letters, with its places in the order of the rows.
    pub fn each<E>(
        &self,
        mut take: impl FnMut(char, Option<char>, &mut dyn Iterator<Item = Place>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sorted = Vec::new();
        let mut from = 0;
        while from < CHARS {
            let mut size = 0;
            let few = self.counts[from..].iter().take_while(|&&count| {
                let fits = size == 0 || size + count as usize <= AT_ONCE;
                size += count as usize;
                fits
            });
            let lists = from..from + few.count();
            from = lists.end;
            self.sort(&lists, &mut sorted);
            let mut rest = &sorted[..];
            for c in lists {
                let (list, after) = rest.split_at(self.counts[c] as usize);
                rest = after;
                let Some(first) = char::from_u32(c as u32) else {
                    continue;
                };
                for gram in list.chunk_by(|a, b| a >> 32 == b >> 32) {
                    let second = gram.first().map_or(0, |number| (number >> 32) as u32);
                    let second = second.checked_sub(1).and_then(char::from_u32);
                    take(first, second, &mut self.places(gram))?;
                }
            }
        }
        Ok(())
    }

    /// Fills `sorted` with the grams that begin with some characters, list by list: the second
    /// character plus one, or 0, above the count of all grams before.
    fn sort(&self, lists: &Range<usize>, sorted: &mut Vec<u64>) {
        let mut end = 0;
        let mut next: Vec<usize> = Vec::with_capacity(lists.len());
        for count in &self.counts[lists.clone()] {
            next.push(end);
            end += *count as usize;
        }
        sorted.clear();
        sorted.resize(end, 0);
        if end == 0 {
            return;
        }
        let mut number = 0u64;
        for text in self.rows.iter().flat_map(|row| &row.columns) {
            (self.cut)(text, &mut |c, second| {
                let place = (c as usize).checked_sub(lists.start);
                if let Some(next) = place.and_then(|list| next.get_mut(list)) {
                    let second = second.map_or(0, |c| u64::from(u32::from(c)) + 1);
                    sorted[*next] = second << 32 | number;
                    *next += 1;
                }
                number += 1;
            });
        }
        let mut rest = &mut sorted[..];
        for count in &self.counts[lists.clone()] {
            let (list, after) = rest.split_at_mut(*count as usize);
            list.sort_unstable();
            rest = after;
        }
    }

    /// Where the grams of these numbers, which rise, stand.
    fn places(&self, gram: &[u64]) -> impl Iterator<Item = Place> {
        let mut part = 0;
        gram.iter().map(move |number| {
            let number = *number as u32;
            part = part.max(self.coarse[(number / STEP) as usize] as usize);
            while self.parts.get(part + 1).is_some_and(|p| p.first <= number) {
                part += 1;
            }
            let Part { first, row, column } = self.parts[part];
            Place {
                row,
                column,
                position: number - first,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use speech::terms;

    #[test]
    fn grams_come_by_their_letters_and_their_places_by_row() {
        let row = |number, columns: [&'static str; 2]| Row {
            number,
            columns: columns.to_vec(),
        };
        let rows = [row(3, ["乙甲乙", ""]), row(7, ["", "甲乙\u{1f}乙"])];
        let grams = Grams::new(&rows, |text, take| terms::pairs(text, take));
        assert_eq!(grams.sizes(), [[3, 0], [0, 3]]);
        let mut seen = Vec::new();
        let all = grams.each(|first, second, places| {
            let gram: String = [Some(first), second].into_iter().flatten().collect();
            let places: Vec<_> = places.map(|p| (p.row, p.column, p.position)).collect();
            seen.push((gram, places));
            Ok::<(), ()>(())
        });
        assert_eq!(all, Ok(()));
        // By code point: 乙 is U+4E59, 甲 is U+7532.
        let expected = [
            ("乙", vec![(3, 0, 2), (7, 1, 1), (7, 1, 2)]),
            ("乙甲", vec![(3, 0, 0)]),
            ("甲乙", vec![(3, 0, 1), (7, 1, 0)]),
        ];
        assert_eq!(
            seen,
            expected.map(|(gram, places)| (gram.to_owned(), places))
        );
    }
}
