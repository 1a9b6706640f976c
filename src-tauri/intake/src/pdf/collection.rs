//! What the character numbers of Adobe's collection for simplified Chinese mean.
//! Knows no other collection: their files name Unicode or a code page in all that was met.

use std::sync::LazyLock;

static CHARACTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for line in include_str!("../../data/adobe-gb1.tsv").lines() {
        if let Some((first, row)) = line.split_once('\t')
            && let Ok(first) = first.parse::<usize>()
        {
            all.resize(first, '\u{FFFD}');
            all.extend(row.chars());
        }
    }
    all
});

/// The character of a number; U+FFFD where the collection has none.
pub(super) fn adobe_gb1(number: u32) -> char {
    CHARACTERS
        .get(number as usize)
        .copied()
        .unwrap_or('\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_mean_characters() {
        assert_eq!(
            [1, 34, 940, 1000, 70_000].map(adobe_gb1),
            [' ', 'A', '啊', '拜', '\u{FFFD}']
        );
    }
}
