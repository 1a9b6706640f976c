//! Turns what the archive holds into what the window shows: marks, words, UTF-16 offsets.
//! Asks the archive nothing and changes nothing.

mod care;
mod field;
mod row;
mod speech;
mod wants;

pub use care::{check_up, holdings};
pub use field::{
    field, in_words, mark_of, other_themes, others, theme, vocabulary as vocabulary_of,
};
pub use row::{count, row, vocabulary};
pub use speech::{Context, note, section_at, speech};
pub use wants::{of_proposal as wants_of_proposal, of_row as wants_of_row};

use crate::wire::{DateView, Mark, SectionView, Words};
use ::speech::date::Edtf;
use ::speech::lexicon;
use ::speech::phrasebook::Lang;
use archive::Origin;

/// From here on a value is as good as read off the text: nineteen in twenty such are right.
pub const STATED: f32 = 0.9;
/// From here on evidence carries the value; below, one weak sign or signs that disagree.
pub const INFERRED: f32 = 0.5;

/// A section of a notebook.
pub fn section(section: &archive::Section) -> SectionView {
    SectionView {
        id: section.id.to_string(),
        name: section.name.clone(),
    }
}

/// The name of a section's function.
pub fn section_function(id: &str) -> Option<Words> {
    lexicon::section_functions().get(id).map(|term| Words {
        zh: term.zh.to_owned(),
        en: term.en.to_owned(),
    })
}

/// The mark of a value.
pub fn mark(origin: Origin, certainty: f32) -> Mark {
    match origin {
        Origin::Person => Mark::Confirmed,
        _ if certainty >= STATED => Mark::Stated,
        _ if certainty >= INFERRED => Mark::Inferred,
        _ => Mark::Doubtful,
    }
}

/// A date in words. A stored value that is no EDTF is shown as it is.
pub fn date(edtf: &str) -> DateView {
    let parsed: Option<Edtf> = edtf.parse().ok();
    let words = parsed.as_ref().map_or_else(
        || Words::same(edtf),
        |date| Words {
            zh: date.words(Lang::Zh),
            en: date.words(Lang::En),
        },
    );
    DateView {
        edtf: edtf.to_owned(),
        words,
        year: parsed.as_ref().and_then(shelf_year),
    }
}

/// The year under which a date is shelved, as the archive counts it.
fn shelf_year(date: &Edtf) -> Option<i32> {
    days(date).shelf().0
}

/// The day numbers between which a date lies.
pub fn days(date: &Edtf) -> archive::Days {
    archive::Days {
        earliest: date.earliest().map(|d| d.number()),
        latest: date.latest().map(|d| d.number()),
    }
}
