//! Learns from a person's own filings how they use themes and meeting types, and adjusts proposals
//! by it. Decides nothing a person has decided, and keeps no text: what it learns is numbers.

mod fit;
mod grams;
mod shelf;
mod speak;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::themes::{self, Input};
use fit::{Hold, Scale};
use grams::{Grams, Reach};
use shelf::{Filed, Shelf};

pub use speak::{Adjusted, LEFT_OUT, is_learned, with_page};

/// What the rules count for a theme they have no word for, and the most they count for any.
const NO_WORD: f32 = -4.0;
const SURE_WORDS: f32 = 4.0;
/// What the rules count for a type they do not name, and for the one they do.
const OTHER_TYPE: f32 = -1.0;
const RULED_TYPE: f32 = 1.0;
/// How much the type the rules read counts among the words that tell a type.
const RULED_WEIGHT: f32 = 0.5;

/// Themes before any filing: the chance that the rules give them.
const THEMES: Hold = Hold {
    start: Scale {
        bias: -0.62,
        rules: 1.0,
        grams: 0.0,
    },
    firm: Scale {
        bias: 6.0,
        rules: 6.0,
        grams: 5.0,
    },
    own: 2.0,
};
/// Types before any filing.
const TYPES: Hold = Hold {
    start: Scale {
        bias: -2.0,
        rules: 4.0,
        grams: 0.0,
    },
    firm: Scale {
        bias: 2.0,
        rules: 2.0,
        grams: 3.0,
    },
    own: 2.0,
};

/// One filing of a person, digested: what there is to learn from it.
#[derive(Clone, Debug)]
pub struct Lesson {
    title: String,
    words: Grams,
    head: Grams,
    weights: Vec<themes::Weight>,
    ruled: Option<String>,
    kind: Option<String>,
    themes: Option<Vec<String>>,
}

impl Lesson {
    /// A lesson from a speech. `ruled` is the meeting type the rules read, `kind` the one the
    /// person filed, `themes` those the person filed; `None` where the person decided nothing.
    pub fn new(
        page: &Input,
        ruled: Option<&str>,
        kind: Option<&str>,
        themes: Option<&[String]>,
    ) -> Self {
        Self {
            title: page.title.to_owned(),
            words: Grams::of(page, Reach::All, None),
            head: Grams::of(page, Reach::Head, ruled.map(|id| (id, RULED_WEIGHT))),
            weights: themes::weigh(page),
            ruled: ruled.map(str::to_owned),
            kind: kind.map(str::to_owned),
            themes: themes.map(<[String]>::to_vec),
        }
    }
}

/// What was learned. Derived: the same lessons give the same, so it may be thrown away.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    lessons: u32,
    themes: Shelf,
    types: Shelf,
}

impl Learned {
    /// Learns from filings, in their order.
    pub fn from(lessons: &[Lesson]) -> Self {
        let themed: Vec<Filed> = lessons
            .iter()
            .filter_map(|lesson| {
                let given = lesson.themes.as_ref()?;
                Some(Filed {
                    grams: &lesson.words,
                    rules: lesson
                        .weights
                        .iter()
                        .map(|w| (w.id, by_words(w.over)))
                        .collect(),
                    given: given.iter().map(String::as_str).collect(),
                    title: &lesson.title,
                })
            })
            .collect();
        let typed: Vec<Filed> = lessons
            .iter()
            .filter_map(|lesson| {
                let kind = lesson.kind.as_deref()?;
                Some(Filed {
                    grams: &lesson.head,
                    rules: lesson
                        .ruled
                        .iter()
                        .map(|id| (id.as_str(), RULED_TYPE))
                        .collect(),
                    given: vec![kind],
                    title: &lesson.title,
                })
            })
            .collect();
        Self {
            lessons: lessons.len() as u32,
            themes: Shelf::learn(&themed, NO_WORD, &THEMES),
            types: Shelf::learn(&typed, OTHER_TYPE, &TYPES),
        }
    }

    /// How many filings it rests on.
    pub fn lessons(&self) -> u32 {
        self.lessons
    }

    /// How many themes and meeting types it speaks of.
    pub fn labels(&self) -> (usize, usize) {
        (self.themes.len(), self.types.len())
    }
}

/// What the rules say for a theme, as the regression takes it.
fn by_words(over: f32) -> f32 {
    over.clamp(NO_WORD, SURE_WORDS)
}
