//! The lines of a concordance, packed: one string holds all contexts, so that a hundred thousand
//! lines take some thirty megabytes. Reads no archive and knows no order but that of coming.

use archive::{Reading, SpeechId};
use speech::Span;

use crate::utf16::Utf16;

/// Characters kept on either side of a place; a wide window shows some thirty, and ten words fit.
const AROUND: usize = 40;
/// Characters of a place that are kept; an expression may match a whole paragraph.
const LONGEST: usize = 120;
/// Most lines kept.
pub const MOST: usize = 200_000;

/// A speech that holds places.
pub struct Holder {
    /// The speech.
    pub id: SpeechId,
    /// Its title.
    pub title: String,
    /// True when the title was composed.
    pub supplied: bool,
    /// Date as EDTF.
    pub date: Option<String>,
    /// Year under which it is shelved.
    pub year: Option<i32>,
    /// True when its date has a last day.
    pub dated: bool,
    /// Meeting type id.
    pub kind: Option<String>,
}

/// One place.
#[derive(Clone, Copy)]
struct Place {
    holder: u32,
    span: Span,
    at: [u32; 2],
    /// Where its words begin in the string of all, and how many bytes each part has.
    from: u32,
    left: u16,
    hit: u16,
    right: u16,
}

/// The lines, in the order in which their speeches came and, in each, that of the text.
#[derive(Default)]
pub struct Lines {
    holders: Vec<Holder>,
    places: Vec<Place>,
    words: String,
}

impl Lines {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// How many speeches they stand in.
    pub fn speeches(&self) -> usize {
        self.holders.len()
    }

    /// Adds the places of a speech; false when there is no room for more.
    pub fn add(&mut self, reading: Reading) -> bool {
        let chars: Vec<char> = reading.text.chars().collect();
        let utf16 = Utf16::of(&reading.text);
        let holder = self.holders.len() as u32;
        for &span in &reading.places {
            if self.places.len() == MOST {
                break;
            }
            self.add_place(&chars, holder, span, utf16.span(span));
        }
        self.holders.push(Holder {
            id: reading.id,
            title: reading.title,
            supplied: reading.title_supplied,
            date: reading.date,
            year: reading.days.shelf().0,
            dated: reading.days.latest.is_some(),
            kind: reading.kind,
        });
        self.places.len() < MOST
    }

    fn add_place(&mut self, chars: &[char], holder: u32, span: Span, at: [u32; 2]) {
        let (start, end) = (span.start as usize, span.end as usize);
        let (Some(before), Some(hit), Some(after)) =
            (chars.get(..start), chars.get(start..end), chars.get(end..))
        else {
            return;
        };
        let left: Vec<char> = joined(before.iter().rev().copied(), AROUND);
        let hit = joined(hit.iter().copied(), LONGEST);
        let right = joined(after.iter().copied(), AROUND);
        let from = self.words.len();
        self.words.extend(left.iter().rev());
        let left = self.words.len();
        self.words.extend(hit);
        let hit = self.words.len();
        self.words.extend(right);
        self.places.push(Place {
            holder,
            span,
            at,
            from: from as u32,
            left: (left - from) as u16,
            hit: (hit - left) as u16,
            right: (self.words.len() - hit) as u16,
        });
    }

    /// The speech of a line.
    pub fn holder(&self, line: usize) -> &Holder {
        &self.holders[self.number(line)]
    }

    /// The number of the speech of a line, newest first.
    pub fn number(&self, line: usize) -> usize {
        self.places[line].holder as usize
    }

    /// Scalar range of the place in the clean text.
    pub fn span(&self, line: usize) -> Span {
        self.places[line].span
    }

    /// UTF-16 range of the place in the clean text.
    pub fn at(&self, line: usize) -> [u32; 2] {
        self.places[line].at
    }

    /// What stands before, at and after the place.
    pub fn parts(&self, line: usize) -> [&str; 3] {
        let place = self.places[line];
        let from = place.from as usize;
        let hit = from + usize::from(place.left);
        let right = hit + usize::from(place.hit);
        let end = right + usize::from(place.right);
        [
            &self.words[from..hit],
            &self.words[hit..right],
            &self.words[right..end],
        ]
    }
}

/// At most `most` characters, runs of white space as one blank.
fn joined(chars: impl Iterator<Item = char>, most: usize) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(most);
    for c in chars {
        let blank = c.is_whitespace() || c.is_control();
        if blank && kept.last() == Some(&' ') {
            continue;
        }
        if kept.len() == most {
            break;
        }
        kept.push(if blank { ' ' } else { c });
    }
    kept
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Lines of a word in made texts, one speech a text.
    pub fn lines_of(word: &str, texts: &[&str]) -> Lines {
        let mut lines = Lines::default();
        for (n, text) in texts.iter().enumerate() {
            let places = text.match_indices(word).map(|(at, _)| {
                let start = text[..at].chars().count() as u32;
                Span::new(start, start + word.chars().count() as u32)
            });
            lines.add(Reading {
                id: SpeechId::from(format!("s{n}").as_str()),
                title: format!("第{n}篇"),
                title_supplied: false,
                date: None,
                days: archive::Days::default(),
                kind: None,
                places: places.collect(),
                text: (*text).to_owned(),
            });
        }
        lines
    }

    #[test]
    fn a_line_shows_what_is_around_with_line_ends_as_blanks() {
        let lines = lines_of(
            "工期",
            &["一、抓进度\n　　一律倒排工期，\n\n挂图作战𠮷。工期"],
        );
        assert_eq!(
            lines.parts(0),
            ["一、抓进度 一律倒排", "工期", "， 挂图作战𠮷。工期"]
        );
        assert_eq!(lines.parts(1)[2], "");
        assert_eq!((lines.span(1), lines.at(1)), (Span::new(23, 25), [24, 26]));
    }

    #[test]
    fn a_context_is_cut_at_its_measure() {
        let text = format!("{}工期{}", "甲".repeat(90), "乙".repeat(90));
        let lines = lines_of("工期", &[&text]);
        let [left, _, right] = lines.parts(0);
        assert_eq!(
            (left.chars().count(), right.chars().count()),
            (AROUND, AROUND)
        );
    }
}
