//! Rows of lists, counts, vocabularies.
//! Knows nothing of a speech's text.

use archive::Row;
use speech::lexicon::{self, Vocabulary as Terms};

use crate::wire::{self, IdCount, Mark, Term, Vocabulary};
use crate::{pinyin, view};

/// A row of a list.
pub fn row(row: &Row) -> wire::Row {
    wire::Row {
        id: row.id.to_string(),
        title: row.title.clone(),
        supplied: row.title_supplied,
        date: row.date.as_ref().map(|d| view::date(&d.edtf)),
        date_mark: row
            .date
            .as_ref()
            .map_or(Mark::Unknown, |d| view::mark(d.origin, d.certainty)),
        kind: row.kind.clone(),
        genre: row.genre.clone(),
        level: row.level.clone(),
        speaker: row.speaker.clone(),
        themes: row.themes.clone(),
        length: row.length,
        complete: row.complete.clone(),
        missing: (row.missing > 0).then_some(row.missing),
        slots: row.slots,
        notes: row.notes,
        file: row.file.clone(),
        versions: row.versions + 1,
        added: row.added,
    }
}

/// A count as the window wants it.
pub fn count(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The vocabularies of filing.
pub fn vocabulary(terms: &archive::Terms) -> Vocabulary {
    let all = |vocabulary: &Terms| -> Vec<Term> {
        vocabulary
            .terms()
            .iter()
            .map(|t| Term {
                id: t.id.to_owned(),
                zh: t.zh.to_owned(),
                en: t.en.to_owned(),
                parent: t.parent.map(str::to_owned),
                pinyin: pinyin::spelled(t.zh),
                colour: terms.colour(t.id),
                aliases: terms.aliases(t.id).to_vec(),
            })
            .collect()
    };
    Vocabulary {
        types: all(terms.types()),
        modes: all(lexicon::modes()),
        genres: all(lexicon::genres()),
        levels: all(lexicon::levels()),
        themes: all(terms.themes()),
    }
}

impl IdCount {
    /// A count for an id.
    pub fn new(id: &str, n: u64) -> Self {
        Self {
            id: id.to_owned(),
            count: count(n),
        }
    }
}
