//! Finds the place and the level of the body that called a meeting, by names and by 全市, 全县.
//! Does not know the meeting's type.

use crate::model::{Evidence, Guess, Reason, Span};

/// Where a meeting was and at which level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Place name, as the text has it.
    pub place: Option<Guess<String>>,
    /// Level id of `lexicon/levels.tsv`.
    pub level: Option<Guess<String>>,
}

/// Place and level from title, meeting and body; `offset` is the body's offset in the file's text.
pub fn find(title: &str, meeting: Option<&str>, body: &str, offset: u32) -> Places {
    let marks = [
        ("全国", "level.national"),
        ("全省", "level.province"),
        ("全区", "level.county"),
        ("全市", "level.city"),
        ("全县", "level.county"),
        ("全镇", "level.township"),
        ("全乡", "level.township"),
        ("全村", "level.village"),
    ];
    let level = marks.iter().find_map(|(word, id)| {
        let in_name = title.contains(word) || meeting.is_some_and(|m| m.contains(word));
        let byte = body.find(word);
        if !in_name && byte.is_none() {
            return None;
        }
        let span = byte.map(|b| {
            let start = offset + body[..b].chars().count() as u32;
            Span::new(start, start + 2)
        });
        let evidence = Evidence {
            quote: (*word).to_owned(),
            span,
            reason: Reason::with("level.word", &[word]),
        };
        Some(Guess::new(
            (*id).to_owned(),
            if in_name { 0.95 } else { 0.6 },
            vec![evidence],
        ))
    });
    Places { place: None, level }
}
