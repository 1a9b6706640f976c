//! A text in plain form for looking words up, and finders of word lists in it.
//! One character stays one character, so offsets are those of the text; nothing here is shown.

use crate::fold::fold;
use crate::model::Span;

/// One character in plain form: as `fold` has it, punctuation half width and the many dashes as one.
pub fn plain(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c,
        '\u{3400}'..='\u{9fff}' => fold(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' => '-',
        '―' | '─' => '—',
        '〜' | '∼' => '~',
        _ => fold(c),
    }
}

/// A text in plain form.
pub struct Folded {
    /// The characters.
    pub chars: Vec<char>,
    /// For each character but the last the hash of it and the next: made once for all finders.
    hashes: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        for c in text.chars() {
            chars.push(plain(c));
        }
        let hashes = chars.windows(2).map(|two| hash(two[0], two[1])).collect();
        Self { chars, hashes }
    }
}

/// Finds words of a list in a folded text, the longest at each place.
///
/// Few places of a text begin a word of the list. A filter by the first two characters turns the
/// others away at once: an automaton over bytes, three steps for each character, took a third of
/// the time of understanding a speech.
pub struct Finder {
    words: Vec<String>,
    /// A bit for each hash of two characters that begin a word; small enough to stay at hand.
    filter: Vec<u64>,
    /// The characters of all words, one after the other.
    letters: Vec<char>,
    /// Where the letters of each word begin, and the end of the last.
    begins: Vec<u32>,
    /// Words by bucket; the longest first, earlier ones of the list before later.
    entries: Vec<Entry>,
    /// The words of each hash.
    buckets: Vec<Bucket>,
    /// Words of one character.
    single: Vec<(char, u32)>,
    /// A bit for each sort of character that is such a word.
    singles: u64,
    overlapping: bool,
}

/// The words whose first two characters have one hash.
#[derive(Clone, Copy, Default)]
struct Bucket {
    /// Its entries.
    from: u32,
    to: u32,
    /// A bit for each sort of third character. Many words begin alike (全国…): those are gone through
    /// only where one of them may go on as the text does.
    thirds: u64,
    /// Where its words of two characters begin: they are its last.
    short: u32,
}

/// A word of two characters or more, with all that tells a short one from others: to look up where its
/// letters stand, and to compare them there, waited for memory at each.
struct Entry {
    /// Its first two characters.
    two: (char, char),
    /// Its third character; of a word of two any.
    third: char,
    length: u32,
    /// Where its letters begin.
    at: u32,
    number: u32,
}

impl Entry {
    /// True when a text goes on with the word; `letters` are those of all words.
    #[inline]
    fn begins(&self, rest: &[char], letters: &[char]) -> bool {
        let &[first, second, ref behind @ ..] = rest else {
            return false;
        };
        if self.two != (first, second) {
            return false;
        }
        match self.length {
            2 => true,
            3 => behind.first() == Some(&self.third),
            length => {
                let at = self.at as usize;
                behind.first() == Some(&self.third)
                    && behind[1..].starts_with(&letters[at + 3..at + length as usize])
            }
        }
    }
}

impl Finder {
    /// A finder for words; they are folded first. The number of a word is its place in the list.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let folded = |w: W| w.as_ref().chars().map(plain).collect();
        Self::of(words.into_iter().map(folded).collect())
    }

    /// A finder for words as they are written, for [`Finder::all_in`] and [`Finder::stands_in`].
    pub fn written<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let written = |w: W| w.as_ref().to_owned();
        Self::of(words.into_iter().map(written).collect())
    }

    fn of(words: Vec<String>) -> Self {
        let mut letters: Vec<char> = Vec::new();
        let mut begins = vec![0];
        for word in &words {
            letters.extend(word.chars());
            begins.push(letters.len() as u32);
        }
        let mut finder = Self {
            buckets: vec![Bucket::default(); (words.len() * 4).next_power_of_two().max(64)],
            // One bit in sixty-four is set at most, so that few looks at the words are vain.
            filter: vec![0; words.len().next_power_of_two().max(16)],
            words,
            letters,
            begins,
            entries: Vec::new(),
            single: Vec::new(),
            singles: 0,
            overlapping: false,
        };
        finder.index();
        finder
    }

    /// A finder that also gives words that overlap one another (市政府 and 政府工作报告), though
    /// none that lies inside a longer one.
    pub fn overlapping<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        Self {
            overlapping: true,
            ..Self::new(words)
        }
    }

    fn index(&mut self) {
        let mut keyed: Vec<(usize, std::cmp::Reverse<usize>, u32)> = Vec::new();
        for number in 0..self.words.len() as u32 {
            match self.letters_of(number) {
                [] => {}
                &[one] => {
                    self.single.push((one, number));
                    self.singles |= 1 << sort(one);
                }
                word @ [first, second, ..] => {
                    let (hash, length) = (hash(*first, *second), word.len());
                    let bucket = self.bucket(hash);
                    keyed.push((bucket, std::cmp::Reverse(length), number));
                    let at = hash as usize;
                    let bits = (at / 64) & (self.filter.len() - 1);
                    self.filter[bits] |= 1 << (at % 64);
                }
            }
        }
        keyed.sort_unstable();
        for (at, (bucket, length, number)) in (0..).zip(&keyed) {
            let third = self.letters_of(*number).get(2).copied();
            let bucket = &mut self.buckets[*bucket];
            if bucket.to == 0 {
                (bucket.from, bucket.short) = (at, at);
            }
            bucket.to = at + 1;
            if let Some(third) = third {
                bucket.thirds |= 1 << sort(third);
                bucket.short = at + 1;
            }
            debug_assert_eq!(length.0 > 2, third.is_some());
        }
        self.entries = keyed
            .into_iter()
            .filter_map(|(_, _, number)| {
                let word = self.letters_of(number);
                let &[first, second, ref behind @ ..] = word else {
                    return None;
                };
                Some(Entry {
                    two: (first, second),
                    third: behind.first().copied().unwrap_or(second),
                    length: word.len() as u32,
                    at: self.begins[number as usize],
                    number,
                })
            })
            .collect();
    }

    fn bucket(&self, hash: u32) -> usize {
        hash as usize & (self.buckets.len() - 1)
    }

    /// False when no word begins with the two characters of this hash.
    fn may_begin(&self, hash: u32) -> bool {
        let at = hash as usize;
        self.filter[(at / 64) & (self.filter.len() - 1)] >> (at % 64) & 1 == 1
    }

    fn letters_of(&self, number: u32) -> &[char] {
        let i = number as usize;
        &self.letters[self.begins[i] as usize..self.begins[i + 1] as usize]
    }

    /// The longest word that begins at `at`, with its length.
    fn longest(&self, text: &Folded, at: usize) -> Option<(usize, u32)> {
        let rest = &text.chars[at..];
        let hash = text.hashes.get(at).filter(|hash| self.may_begin(**hash));
        if let Some(found) = hash.and_then(|hash| self.beginning(rest, *hash).next()) {
            return Some(found);
        }
        let first = rest.first()?;
        self.single
            .iter()
            .find(|(c, _)| c == first)
            .map(|(_, number)| (1, *number))
    }

    /// The first place from `at` on where a word may begin.
    fn next_place(&self, text: &Folded, at: usize) -> usize {
        let hashes = text.hashes.get(at..).unwrap_or_default();
        let steps = match self.singles {
            0 => hashes.iter().position(|hash| self.may_begin(*hash)),
            // The last character has no next one, and so no hash.
            singles => text.chars[at..].iter().enumerate().position(|(i, c)| {
                singles >> sort(*c) & 1 == 1 || hashes.get(i).is_some_and(|h| self.may_begin(*h))
            }),
        };
        steps.map_or(text.chars.len(), |steps| at + steps)
    }

    /// The words with which the rest of a text begins, by their lengths and numbers, the longest first.
    fn beginning<'a>(
        &'a self,
        rest: &'a [char],
        hash: u32,
    ) -> impl Iterator<Item = (usize, u32)> + 'a {
        let bucket = &self.buckets[self.bucket(hash)];
        let goes_on = rest
            .get(2)
            .is_some_and(|third| bucket.thirds >> sort(*third) & 1 == 1);
        let from = if goes_on { bucket.from } else { bucket.short };
        self.entries[from as usize..bucket.to as usize]
            .iter()
            .filter(move |entry| entry.begins(rest, &self.letters))
            .map(|entry| (entry.length as usize, entry.number))
    }

    /// Where words stand in characters as they are: start, end and number of all, of those inside
    /// longer ones too, by their ends and of one end the longest first.
    pub fn all_in(&self, chars: &[char]) -> Vec<(usize, usize, usize)> {
        let mut all = Vec::new();
        self.visit(chars, |start, end, number| {
            all.push((start, end, number));
            true
        });
        all.sort_unstable_by_key(|&(start, end, number)| (end, start, number));
        all
    }

    /// The places of words that end first, each after the one before: start, end and number.
    pub fn one_after_other(&self, chars: &[char]) -> impl Iterator<Item = (usize, usize, usize)> {
        let mut reached = 0;
        let all = self.all_in(chars).into_iter();
        all.filter(move |&(start, end, _)| {
            let is_next = start >= reached;
            if is_next {
                reached = end;
            }
            is_next
        })
    }

    /// The places of the longest words, each after the one before: start and end.
    pub fn longest_in(&self, chars: &[char]) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = Vec::new();
        self.visit(chars, |start, end, _| {
            match all.last_mut() {
                Some((before, reached)) if start < *reached => {
                    if start == *before {
                        *reached = end.max(*reached);
                    }
                }
                _ => all.push((start, end)),
            }
            true
        });
        all
    }

    /// True when a word of the list stands in characters as they are. Nearly every rule has words
    /// that few texts hold: this is how it is told that a text need not be looked through for it.
    pub fn stands_in(&self, chars: &[char]) -> bool {
        let mut found = false;
        self.visit(chars, |_, _, _| {
            found = true;
            false
        });
        found
    }

    /// Gives every place of a word, until `take` says that it has enough.
    fn visit(&self, chars: &[char], mut take: impl FnMut(usize, usize, usize) -> bool) {
        for (at, &first) in chars.iter().enumerate() {
            if self.singles >> sort(first) & 1 == 1 {
                for (_, number) in self.single.iter().filter(|(c, _)| *c == first) {
                    if !take(at, at + 1, *number as usize) {
                        return;
                    }
                }
            }
            let Some(&second) = chars.get(at + 1) else {
                return;
            };
            let hash = hash(first, second);
            if !self.may_begin(hash) {
                continue;
            }
            for (length, number) in self.beginning(&chars[at..], hash) {
                if !take(at, at + length, number as usize) {
                    return;
                }
            }
        }
    }

    /// A word of the list, folded.
    pub fn word(&self, number: usize) -> &str {
        self.words.get(number).map_or("", String::as_str)
    }

    /// Where words stand, and which, in text order.
    pub fn find<'a>(&'a self, text: &'a Folded) -> impl Iterator<Item = (Span, usize)> + 'a {
        let (mut at, mut reached) = (0, 0);
        std::iter::from_fn(move || {
            loop {
                let here = self.next_place(text, at);
                if here >= text.chars.len() {
                    return None;
                }
                at = here + 1;
                let Some((length, number)) = self.longest(text, here) else {
                    continue;
                };
                let end = here + length;
                // A word inside one that is already given says nothing more.
                if end <= reached {
                    continue;
                }
                reached = end;
                if !self.overlapping {
                    at = end;
                }
                return Some((Span::new(here as u32, end as u32), number as usize));
            }
        })
    }
}

/// One of sixty-four sorts of characters.
fn sort(c: char) -> u32 {
    (c as u32).wrapping_mul(0x9e37_79b1) >> 26
}

fn hash(first: char, second: char) -> u32 {
    let mixed =
        (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(finder: &Finder, text: &str) -> Vec<usize> {
        finder
            .find(&Folded::new(text))
            .map(|(_, word)| word)
            .collect()
    }

    #[test]
    fn overlapping_words_are_both_found_and_inner_ones_are_not() {
        let words = ["市政", "市政府", "政府工作报告", "工作"];
        let text = "北京市政府工作报告";
        assert_eq!(found(&Finder::overlapping(words), text), [1, 2]);
        assert_eq!(found(&Finder::new(words), text), [1, 3]);
    }

    #[test]
    fn words_of_any_length_are_found_where_they_stand() {
        let finder = Finder::new(["会", "", "会议", "会议室", "Ａ1"]);
        let spans: Vec<(u32, u32, usize)> = finder
            .find(&Folded::new("会会议a会议室A１会"))
            .map(|(span, word)| (span.start, span.end, word))
            .collect();
        assert_eq!(
            spans,
            [(0, 1, 0), (1, 3, 2), (4, 7, 3), (7, 9, 4), (9, 10, 0)]
        );
        assert_eq!(found(&Finder::new([""; 0]), "会议"), [0; 0]);
    }

    proptest! {
        /// What a plain search of each word gives, the longest word first at each place.
        #[test]
        fn all_words_are_found(
            words in proptest::collection::vec("[一二三]{1,4}", 1..12),
            text in "[一二三四]{0,40}",
        ) {
            let chars: Vec<char> = text.chars().collect();
            let longest = |at: usize| words.iter().map(|w| w.chars().count()).filter(|n| {
                words.iter().any(|w| w.chars().count() == *n && chars[at..].starts_with(&w.chars().collect::<Vec<_>>()))
            }).max();
            let (mut plain, mut over, mut next, mut reached) = (Vec::new(), Vec::new(), 0, 0);
            for at in 0..chars.len() {
                let Some(length) = longest(at) else { continue };
                let span = Span::new(at as u32, (at + length) as u32);
                if at >= next {
                    plain.push(span);
                    next = at + length;
                }
                if at + length > reached {
                    over.push(span);
                    reached = at + length;
                }
            }
            let folded = Folded::new(&text);
            let spans = |finder: Finder| -> Vec<Span> { finder.find(&folded).map(|(span, _)| span).collect() };
            prop_assert_eq!(spans(Finder::new(&words)), plain);
            prop_assert_eq!(spans(Finder::overlapping(&words)), over);
        }
    }

    #[test]
    fn all_words_are_found_as_they_are_written() {
        let finder = Finder::written(["市政", "市政府", "政府", "府", "", "Ａ"]);
        let chars: Vec<char> = "北京市政府A".chars().collect();
        assert_eq!(
            finder.all_in(&chars),
            [(2, 4, 0), (2, 5, 1), (3, 5, 2), (4, 5, 3)]
        );
        assert_eq!(finder.longest_in(&chars), [(2, 5)]);
        let apart: Vec<_> = finder.one_after_other(&chars).collect();
        assert_eq!(apart, [(2, 4, 0), (4, 5, 3)]);
        assert!(finder.stands_in(&chars) && !finder.stands_in(&chars[..3]));
        assert!(finder.stands_in(&['Ａ']) && !finder.stands_in(&['A']) && !finder.stands_in(&[]));
    }

    #[test]
    fn folding_keeps_every_character_in_its_place() {
        let folded = Folded::new("２０２０級開學－典禮〇");
        assert_eq!(folded.chars.iter().collect::<String>(), "2020级开学-典礼〇");
    }
}
