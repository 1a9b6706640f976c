//! Simplified and traditional characters beside each other, for showing a text in the other script.
//! Changes no text and weighs no words: what could be several characters says so.

use crate::lexicon;

/// (simplified, traditional, whether that is the only traditional one), one character each.
pub fn pairs() -> impl Iterator<Item = (char, char, bool)> {
    lexicon::rows(include_str!("../lexicon/traditional.tsv")).flat_map(|row| {
        let simple = row.first().and_then(|simple| simple.chars().next());
        let others: Vec<char> = row.get(1).map_or_else(Vec::new, |o| o.chars().collect());
        let only = others.len() == 1;
        let pair = move |other| simple.map(|simple| (simple, other, only));
        others.into_iter().filter_map(pair).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_with_several_others_says_so() {
        let all: Vec<_> = pairs().collect();
        assert!(all.contains(&('发', '發', false)) && all.contains(&('发', '髮', false)));
        assert!(all.contains(&('讲', '講', true)));
    }
}
