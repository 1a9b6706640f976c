//! A text in plain form for looking words up, and finders of word lists in it.
//! One character stays one character, so offsets are those of the text; nothing here is shown.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::fold::fold;
use crate::model::Span;

/// One character in plain form: as `fold` has it, punctuation half width and the many dashes as one.
pub fn plain(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' => '-',
        '―' | '─' => '—',
        '〜' | '∼' => '~',
        _ => fold(c),
    }
}

/// A text in plain form, with the scalar offset of each byte of it.
pub struct Folded {
    /// The characters.
    pub chars: Vec<char>,
    /// The same as a string.
    pub text: String,
    scalar_at: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut folded = String::with_capacity(text.len());
        let mut scalar_at = Vec::with_capacity(text.len() + 1);
        for (i, c) in text.chars().enumerate() {
            let c = plain(c);
            chars.push(c);
            folded.push(c);
            scalar_at.resize(folded.len(), i as u32);
        }
        scalar_at.push(chars.len() as u32);
        Self {
            chars,
            text: folded,
            scalar_at,
        }
    }

    /// The scalar offset of a byte offset into `text`.
    pub fn scalar(&self, byte: usize) -> u32 {
        self.scalar_at
            .get(byte)
            .copied()
            .unwrap_or(self.chars.len() as u32)
    }
}

/// Finds words of a list in a folded text, the longest at each place.
pub struct Finder {
    automaton: Option<AhoCorasick>,
}

impl Finder {
    /// A finder for words; they are folded first. The number of a word is its place in the list.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let folded: Vec<String> = words
            .into_iter()
            .map(|w| w.as_ref().chars().map(plain).collect())
            .collect();
        // Building fails only for lists far larger than any lexicon; nothing is found then.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&folded)
            .ok();
        Self { automaton }
    }

    /// Where words stand, and which.
    pub fn find<'a>(&'a self, text: &'a Folded) -> impl Iterator<Item = (Span, usize)> + 'a {
        self.automaton
            .iter()
            .flat_map(|a| a.find_iter(&text.text))
            .map(|hit| {
                let span = Span::new(text.scalar(hit.start()), text.scalar(hit.end()));
                (span, hit.pattern().as_usize())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_character_in_its_place() {
        let folded = Folded::new("２０２０級開學－典禮〇");
        assert_eq!(folded.text, "2020级开学-典礼〇");
        assert_eq!(folded.chars.len(), 11);
        let byte = folded.text.find('典').unwrap_or(0);
        assert_eq!(folded.scalar(byte), 8);
        assert_eq!(folded.scalar(folded.text.len()), 11);
    }
}
