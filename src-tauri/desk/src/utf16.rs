//! Turns Unicode-scalar offsets into the UTF-16 offsets of the window and back.
//! Nothing outside `desk` may count in UTF-16.

use speech::Span;

/// The map of one text; costs nothing for a text without rare characters.
pub struct Utf16 {
    /// Scalar positions of the characters that take two UTF-16 units, ascending.
    wide: Vec<u32>,
}

impl Utf16 {
    /// The map of `text`.
    pub fn of(text: &str) -> Self {
        let wide = text
            .chars()
            .enumerate()
            .filter(|(_, c)| c.len_utf16() == 2)
            .map(|(i, _)| i as u32)
            .collect();
        Self { wide }
    }

    /// UTF-16 offset of a scalar offset.
    pub fn out(&self, scalar: u32) -> u32 {
        scalar + self.wide.partition_point(|&w| w < scalar) as u32
    }

    /// Scalar offset of a UTF-16 offset; one inside a pair counts as its start.
    pub fn back(&self, unit: u32) -> u32 {
        // The i-th wide character starts at UTF-16 offset `wide[i] + i`.
        let before = self
            .wide
            .iter()
            .zip(0..)
            .take_while(|&(&w, i)| w + i < unit)
            .count() as u32;
        match before
            .checked_sub(1)
            .and_then(|i| self.wide.get(i as usize).map(|&w| w + i))
        {
            Some(start) if unit == start + 1 => start - (before - 1),
            _ => unit - before,
        }
    }

    /// A span as the window sees it.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.out(span.start), self.out(span.end)]
    }

    /// A range from the window.
    pub fn range(&self, at: [u32; 2]) -> Span {
        Span::new(self.back(at[0]), self.back(at[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_take_two_units() {
        let map = Utf16::of("讲𡒄稿𠮷簿");
        assert_eq!(map.span(Span::new(0, 5)), [0, 7]);
        assert_eq!(map.span(Span::new(2, 3)), [3, 4]);
        for scalar in 0..=5 {
            assert_eq!(map.back(map.out(scalar)), scalar);
        }
        assert_eq!(map.back(2), 1, "inside a pair");
    }
}
