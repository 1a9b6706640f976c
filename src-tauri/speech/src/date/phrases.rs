//! Finds dated events and wordings (提法) in a text, with the days between which they were said.
//! The list is `lexicon/phrases.tsv`; what a find says of the speech is for `clues`.

use std::sync::LazyLock;

use super::day::Day;
use super::edtf::Edtf;
use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::Span;

/// One dated event or wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Something that happened, rather than words in use.
    pub is_event: bool,
    /// First and last day of the event, or of the time in which the words came up.
    pub first: (Day, Day),
    /// First day of `first` in EDTF, for the reader.
    pub since: Edtf,
    /// Last day on which the words were usual.
    pub last: Option<Day>,
    /// Days before it in which it is spoken of at large: 第十五届全运会 for years.
    pub lead: i32,
    /// Days from its first day until the next session of its kind has met.
    pub newest: Option<i32>,
    /// A law; its day is that from which it is in force.
    pub law: bool,
    /// How one who holds an office is called; seldom said when he has left it.
    pub in_office: bool,
    /// A thing of everyday life, which gives way to all else.
    pub daily: bool,
    /// It comes and is gone within days, as a storm: 今天 beside it means those days.
    pub passing: bool,
    /// Days in which it is spoken of as of now, if nothing younger is.
    pub current: Option<i32>,
}

/// Days before a great event in which it is spoken of.
pub const FORETOLD: i32 = 800;

/// Days in which a trouble or the news of a year are spoken of as of now: 非典, 甲流.
pub const CURRENT: i32 = 900;

/// Days before a party congress in which it is spoken of.
pub const BEFORE_CONGRESS: i32 = 365;

/// Days in which a law is spoken of before it is in force.
pub const IN_DRAFT: i32 = 900;

struct Phrases {
    words: Finder,
    phrase_of: Vec<usize>,
    phrases: Vec<Phrase>,
}

fn read(cells: &[&'static str]) -> Option<(Vec<&'static str>, Phrase)> {
    let [_, kind, words, first, last, _] = cells else {
        return None;
    };
    let since: Edtf = first.parse().ok()?;
    let last = match *last {
        "" => None,
        last => Some(last.parse::<Edtf>().ok()?.latest()?),
    };
    let words = words.split('|').collect();
    Some((
        words,
        Phrase {
            is_event: !matches!(*kind, "wording" | "office" | "law" | "daily"),
            first: since.bounds()?,
            since,
            last,
            lead: match *kind {
                "foretold" => FORETOLD,
                "congress" => BEFORE_CONGRESS,
                "law" => IN_DRAFT,
                _ => 0,
            },
            newest: None,
            current: match *kind {
                "current" => Some(CURRENT),
                "yearly" | "passing" => Some(366),
                _ => None,
            },
            law: *kind == "law",
            in_office: *kind == "office",
            daily: *kind == "daily",
            passing: *kind == "passing",
        },
    ))
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let (mut words, mut phrase_of, mut phrases) = (Vec::<String>::new(), Vec::new(), Vec::new());
    for cells in lexicon::rows(include_str!("../../lexicon/phrases.tsv")) {
        let Some((its_words, phrase)) = read(&cells) else {
            continue;
        };
        for word in its_words {
            words.push(word.to_owned());
            phrase_of.push(phrases.len());
            // “11·21” is as often written “11.21”.
            if word.contains('·') {
                words.push(word.replace('·', "."));
                phrase_of.push(phrases.len());
            }
        }
        phrases.push(phrase);
    }
    Phrases {
        words: Finder::new(&words),
        phrase_of,
        phrases,
    }
});

/// All finds in a text, in order.
pub fn find(folded: &Folded) -> Vec<(Span, &'static Phrase)> {
    let phrases = &*PHRASES;
    phrases
        .words
        .find(folded)
        .map(|(span, word)| (span, &phrases.phrases[phrases.phrase_of[word]]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_whole_and_ends_after_it_begins() {
        let mut count = 0;
        let mut ids = std::collections::HashSet::new();
        for cells in lexicon::rows(include_str!("../../lexicon/phrases.tsv")) {
            let (words, phrase) = read(&cells).unwrap_or_else(|| panic!("{cells:?}"));
            assert!(ids.insert(cells[0]), "{} stands twice", cells[0]);
            assert!(words.iter().all(|w| w.chars().count() >= 2), "{words:?}");
            assert!(phrase.last.is_none_or(|l| l >= phrase.first.0), "{words:?}");
            assert!(!cells[5].is_empty());
            count += 1;
        }
        assert!(count >= 600, "{count}");
    }

    #[test]
    fn a_wording_is_found_with_its_first_use() {
        let found = find(&Folded::new("发行1万亿元抗疫特别国债"));
        let since: Vec<String> = found.iter().map(|(_, p)| p.since.to_string()).collect();
        assert_eq!(since, ["2020-03-27"]);
    }
}
