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
    overlapping: Option<AhoCorasick>,
    words: Vec<String>,
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
        Self {
            automaton,
            overlapping: None,
            words: folded,
        }
    }

    /// A finder that also gives words that overlap one another (市政府 and 政府工作报告), though
    /// none that lies inside a longer one.
    pub fn overlapping<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let mut finder = Self::new(words);
        finder.overlapping = AhoCorasick::new(&finder.words).ok();
        finder.automaton = None;
        finder
    }

    /// All words of an overlapping finder, in text order.
    pub fn find_all(&self, text: &Folded) -> Vec<(Span, usize)> {
        let mut hits: Vec<(usize, usize, usize)> = self
            .overlapping
            .iter()
            .flat_map(|a| a.find_overlapping_iter(&text.text))
            .map(|hit| (hit.start(), hit.end(), hit.pattern().as_usize()))
            .collect();
        hits.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut reached = 0;
        hits.retain(|&(_, end, _)| {
            let longer = end > reached;
            reached = reached.max(end);
            longer
        });
        hits.into_iter()
            .map(|(start, end, word)| (Span::new(text.scalar(start), text.scalar(end)), word))
            .collect()
    }

    /// A word of the list, folded.
    pub fn word(&self, number: usize) -> &str {
        self.words.get(number).map_or("", String::as_str)
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
    fn overlapping_words_are_both_found_and_inner_ones_are_not() {
        let finder = Finder::overlapping(["市政", "市政府", "政府工作报告", "工作"]);
        let found: Vec<usize> = finder
            .find_all(&Folded::new("北京市政府工作报告"))
            .into_iter()
            .map(|(_, word)| word)
            .collect();
        assert_eq!(found, [1, 2]);
    }

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
