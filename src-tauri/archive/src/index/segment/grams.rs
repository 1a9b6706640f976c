//! The grams of many texts in the order of their terms, each with where it stands. Sorts numbers
//! and knows no file.
//!
//! Where FTS5 gathers words, each gram of a text is looked up among half a million, and nearly every
//! look waits for memory: that took a third of the time of indexing. Here a gram is a number of
//! eight bytes, put into the list of its first character and sorted there.

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

/// One list for each first character that occurs.
pub(super) struct Grams {
    /// The second character plus one, or 0, above the count of all grams before.
    sorted: Vec<u64>,
    lists: Vec<(char, Range<usize>)>,
    parts: Vec<Part>,
    /// For every so many grams the part that holds the first of them.
    coarse: Vec<u32>,
    /// Grams of each column of each row.
    sizes: Vec<Vec<u32>>,
}

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

impl Grams {
    /// Of rows with rising numbers, which together hold less than four thousand million characters.
    pub fn new(rows: &[Row<'_>], cut: Cut) -> Self {
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
        let mut lists = Vec::new();
        let mut end = 0;
        // From here on a count is where the next gram of its list goes.
        for (c, count) in (0u32..).zip(&mut counts) {
            let size = std::mem::replace(count, end);
            if let Some(c) = char::from_u32(c).filter(|_| size > 0) {
                lists.push((c, end as usize..(end + size) as usize));
                end += size;
            }
        }
        let mut sorted = vec![0u64; total as usize];
        let mut number = 0u64;
        for text in rows.iter().flat_map(|row| &row.columns) {
            cut(text, &mut |c, second| {
                let next = &mut counts[c as usize];
                let second = second.map_or(0, |c| u64::from(u32::from(c)) + 1);
                sorted[*next as usize] = second << 32 | number;
                *next += 1;
                number += 1;
            });
        }
        for (_, list) in &lists {
            sorted[list.clone()].sort_unstable();
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
            sorted,
            lists,
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
        for (first, list) in &self.lists {
            for gram in self.sorted[list.clone()].chunk_by(|a, b| a >> 32 == b >> 32) {
                let second = gram.first().map_or(0, |number| (number >> 32) as u32);
                let second = second.checked_sub(1).and_then(char::from_u32);
                let mut part = 0;
                let mut places = gram.iter().map(|number| {
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
                });
                take(*first, second, &mut places)?;
            }
        }
        Ok(())
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
