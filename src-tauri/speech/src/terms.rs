//! Text as finding sees it: width, case and script folded, white space dropped, every character
//! mapped back to where it stood; and the grams that an index keeps of it. Knows no index and no
//! query language.
//!
//! Folding is one character to one character, so a folded text is found by plain comparison and a
//! match is carried back by looking up two offsets. Placeholders written with the letter X (`XX市`)
//! are given a character of their own: they are found by a query that says `XX市` and never by a
//! word that happens to hold an x.

pub use crate::fold::{simplified, traditional};
use crate::model::Span;

/// Stands for one X of a placeholder such as `XX` in a searchable text (a private-use character).
pub const SLOT: char = '\u{e058}';

/// Ends a run of grams: set between two headings or two notes that share a field, so that no phrase
/// is found across them.
pub const BREAK: char = '\u{1f}';

/// One character folded: full-width forms to half-width, capitals to small letters.
/// `None` for white space and invisible characters, which finding passes over.
#[inline]
pub fn fold_char(c: char) -> Option<char> {
    let narrow = match c {
        // Asked of every mark, the tables of letters took half the time of a search's page.
        '\u{3001}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' => return Some(c),
        '\u{21}'..='\u{7e}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{ffe0}' => '¢',
        '\u{ffe1}' => '£',
        '\u{ffe5}' => '¥',
        '\u{ff61}' => '。',
        '\u{ff62}' => '「',
        '\u{ff63}' => '」',
        '\u{ff64}' => '、',
        '\u{ff65}' => '・',
        // Zero-width characters come with text copied from web pages and split words invisibly.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | BREAK => return None,
        _ if c.is_whitespace() => return None,
        _ => c,
    };
    if narrow.is_ascii() {
        return Some(narrow.to_ascii_lowercase());
    }
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => Some(one),
        // İ and its like become two characters; they stay as they are.
        _ => Some(narrow),
    }
}

/// A folded text and where each of its characters stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    chars: Vec<char>,
    at: Vec<u32>,
}

impl Folded {
    /// Folds width and case and drops white space; placeholders stay letters.
    pub fn plain(text: &str) -> Self {
        Self::each(text, |c| c).0
    }

    /// Folds as [`Folded::written`], and traditional characters to simplified ones: the form that
    /// is indexed and searched.
    pub fn searchable(text: &str) -> Self {
        Self::marked(Self::each(text, simplified))
    }

    /// Folds as [`Folded::plain`] and marks the placeholders.
    pub fn written(text: &str) -> Self {
        Self::marked(Self::each(text, |c| c))
    }

    /// Folds in one go, as a page of hits folds twenty whole texts; `han` sees every Chinese
    /// character. Also tells whether there may be placeholders.
    fn each(text: &str, han: impl Fn(char) -> char) -> (Self, bool) {
        let length = text.len() / 3;
        let mut folded = Self {
            chars: Vec::with_capacity(length),
            at: Vec::with_capacity(length),
        };
        let mut slots = false;
        for (offset, c) in text.chars().enumerate() {
            let c = match c {
                '\u{4e00}'..='\u{9fff}' => han(c),
                _ => match fold_char(c) {
                    Some(c) => c,
                    None => continue,
                },
            };
            slots |= c == 'x';
            folded.chars.push(c);
            folded.at.push(offset as u32);
        }
        (folded, slots)
    }

    fn marked((mut folded, slots): (Self, bool)) -> Self {
        if slots {
            mark_slots(&mut folded.chars);
        }
        folded
    }

    /// The folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Where the folded characters `from..to` stand in the original text; an empty range gives an
    /// empty span.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.at.get(from),
            to.checked_sub(1).and_then(|last| self.at.get(last)),
        ) {
            (Some(&start), Some(&last)) if from < to => Span::new(start, last + 1),
            _ => Span::default(),
        }
    }

    /// Index of the first folded character that stands at or after `offset` of the original.
    pub fn index_of(&self, offset: u32) -> usize {
        self.at.partition_point(|&at| at < offset)
    }

    /// Starts of all occurrences of `needle`, overlapping ones too; none for an empty needle.
    pub fn find_all<'a>(&'a self, needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        occurrences(&self.chars, needle)
    }
}

/// Starts of all occurrences of `needle` in `chars`, overlapping ones too.
pub fn occurrences<'a>(chars: &'a [char], needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied();
    let last_start = (chars.len() + 1).saturating_sub(needle.len());
    (0..last_start)
        .filter(move |&i| Some(chars[i]) == first && chars[i..i + needle.len()] == *needle)
}

/// Turns runs of two or more `x` that touch no other Latin letter into [`SLOT`]s.
fn mark_slots(chars: &mut [char]) {
    let mut i = 0;
    while i < chars.len() {
        let end = x_run_end(chars, i);
        if end - i >= 2 && !letter(chars, i.checked_sub(1)) && !letter(chars, Some(end)) {
            chars[i..end].fill(SLOT);
        }
        i = end.max(i + 1);
    }
}

/// One past the run of `x` that starts at `i`; `i` itself when there is none.
fn x_run_end(chars: &[char], i: usize) -> usize {
    i + chars[i..].iter().take_while(|&&c| c == 'x').count()
}

fn letter(chars: &[char], at: Option<usize>) -> bool {
    at.and_then(|at| chars.get(at))
        .is_some_and(char::is_ascii_lowercase)
}

/// The searchable forms of a string that someone looks for; never empty, and more than one only
/// when an `x` stands at its edge. Whether such an x is part of a placeholder depends on what
/// stands before it in the text, so `X市` has to look for both. A lone `x` is a letter. To be
/// looked for in [`Folded::searchable`].
pub fn needle_forms(wanted: &str) -> Vec<Vec<char>> {
    let mut forms = written_forms(wanted);
    forms.iter_mut().flatten().for_each(|c| *c = simplified(*c));
    forms
}

/// The same to be looked for in [`Folded::written`].
pub fn written_forms(wanted: &str) -> Vec<Vec<char>> {
    let plain = Folded::plain(wanted).chars;
    let mut marked = plain.clone();
    mark_slots(&mut marked);
    let len = plain.len();
    let head = if len == 0 { 0 } else { x_run_end(&plain, 0) };
    let tail = len - plain.iter().rev().take_while(|&&c| c == 'x').count();
    if head == len {
        return if len < 2 {
            vec![plain]
        } else {
            vec![plain, marked]
        };
    }
    let mut forms = vec![marked];
    let mut edges = Vec::new();
    if head > 0 && !letter(&plain, Some(head)) {
        edges.push(0..head);
    }
    if tail < len && !letter(&plain, tail.checked_sub(1)) {
        edges.push(tail..len);
    }
    for edge in edges {
        let mut other: Vec<Vec<char>> = forms.clone();
        for form in &mut other {
            let flipped = if form[edge.start] == SLOT { 'x' } else { SLOT };
            form[edge.clone()].fill(flipped);
        }
        forms.extend(other);
    }
    forms
}

/// Gives `take` the overlapping bigrams of a folded text, run by run: of 投资额 these are 投资 and
/// 资额. With `ends`, the last character of each run follows alone, so that every character starts
/// a gram (a document is indexed so; a query is not).
pub fn bigrams<'a>(folded: &'a str, ends: bool, mut take: impl FnMut(&'a str, usize)) {
    for (offset, run) in runs(folded) {
        let mut rest = run
            .char_indices()
            .map(|(i, c)| (i, i + c.len_utf8()))
            .peekable();
        let mut first = true;
        while let Some((from, to)) = rest.next() {
            match rest.peek() {
                Some(&(_, end)) => take(&run[from..end], offset + from),
                None if ends || first => take(&run[from..to], offset + from),
                None => {}
            }
            first = false;
        }
    }
}

/// Gives `take` the grams of [`bigrams`] with `ends`, as characters: the second is none for the last
/// character of a run.
pub fn pairs(folded: &str, mut take: impl FnMut(char, Option<char>)) {
    for (_, run) in runs(folded) {
        let mut rest = run.chars();
        let mut first = rest.next();
        while let Some(c) = first {
            let second = rest.next();
            take(c, second);
            first = second;
        }
    }
}

/// Gives `take` the single characters of a folded text.
pub fn unigrams<'a>(folded: &'a str, mut take: impl FnMut(&'a str, usize)) {
    for (offset, run) in runs(folded) {
        for (i, c) in run.char_indices() {
            take(&run[i..i + c.len_utf8()], offset + i);
        }
    }
}

/// The runs between breaks with their byte offsets.
fn runs(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    folded.split(BREAK).map(move |run| {
        let start = offset;
        offset += run.len() + BREAK.len_utf8();
        (start, run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, wanted: &str) -> Vec<(u32, u32)> {
        let folded = Folded::searchable(text);
        let mut spans: Vec<(u32, u32)> = needle_forms(wanted)
            .iter()
            .flat_map(|n| {
                folded
                    .find_all(n)
                    .map(|i| folded.span(i, i + n.len()))
                    .map(|s| (s.start, s.end))
                    .collect::<Vec<_>>()
            })
            .collect();
        spans.sort_unstable();
        spans
    }

    fn grams(text: &str, ends: bool) -> Vec<&str> {
        let mut all = Vec::new();
        bigrams(text, ends, |g, at| {
            assert_eq!(&text[at..at + g.len()], g);
            all.push(g);
        });
        all
    }

    #[test]
    fn a_phrase_broken_by_a_hard_wrap_is_found_where_it_stands() {
        assert_eq!(found("抓好固定\n　　资产投资", "固定资产"), [(2, 9)]);
        assert_eq!(found("固定\u{200b}资产", "固定资产"), [(0, 5)]);
    }

    #[test]
    fn simplified_and_traditional_find_each_other() {
        assert_eq!(found("在全縣經濟發展大會上", "全县经济发展"), [(1, 7)]);
        assert_eq!(found("在全县经济发展大会上", "經濟發展"), [(3, 7)]);
    }

    #[test]
    fn width_and_case_make_no_difference() {
        assert_eq!(found("ＧＤＰ增长５％，快", "gdp增长5%,"), [(0, 8)]);
        assert_eq!(found("gdp增长5%,快", "ＧＤＰ 增长５％，"), [(0, 8)]);
    }

    #[test]
    fn a_slot_is_found_as_a_slot_and_not_as_a_word() {
        assert_eq!(found("在XX市召开", "XX市"), [(1, 4)]);
        assert_eq!(found("在XX市召开", "x市"), [(2, 4)]);
        assert_eq!(found("在XX市召开", "x"), []);
        assert_eq!(found("在XX市召开", "max"), []);
        assert_eq!(found("MAX光电", "x光"), [(2, 4)]);
        assert_eq!(found("X光机", "X光机"), [(0, 3)]);
        assert_eq!(found("在××市召开", "重庆市"), []);
        assert_eq!(found("在XX", "在XX"), [(0, 3)]);
        assert_eq!(found("maXX市", "xx市"), [(2, 5)]);
    }

    #[test]
    fn grams_overlap_and_a_run_may_end_with_its_last_character() {
        assert_eq!(grams("投资额", true), ["投资", "资额", "额"]);
        assert_eq!(grams("投资额", false), ["投资", "资额"]);
        assert_eq!(grams("县", false), ["县"]);
        assert_eq!(grams("甲乙\u{1f}丙", true), ["甲乙", "乙", "丙"]);
        assert_eq!(grams("", true), Vec::<&str>::new());
    }

    #[test]
    fn pairs_are_the_grams_of_a_document() {
        for text in ["投资额", "县", "甲乙\u{1f}丙", "\u{1f}", ""] {
            let mut all: Vec<String> = Vec::new();
            pairs(text, |a, b| all.push(std::iter::once(a).chain(b).collect()));
            assert_eq!(all, grams(text, true));
        }
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_is_found_in_it(
            text in "[XxaＡ市县，, \n资产1%]{1,40}",
            from in 0usize..40,
            len in 1usize..12,
        ) {
            let part: String = text.chars().skip(from).take(len).collect();
            let wanted = Folded::plain(&part);
            prop_assume!(!wanted.chars().is_empty() && wanted.chars() != ['x']);
            prop_assert!(!found(&text, &part).is_empty(), "{part:?} in {text:?}");
        }

        #[test]
        fn what_is_found_is_what_was_looked_for(text in "[Xxa市资 ]{0,30}", wanted in "[xXa市资]{1,4}") {
            let plain = Folded::plain(&wanted);
            for (start, end) in found(&text, &wanted) {
                let there: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
                let there = Folded::plain(&there);
                prop_assert_eq!(there.chars(), plain.chars());
            }
        }
    }
}
