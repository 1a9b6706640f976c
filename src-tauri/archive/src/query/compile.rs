//! Tree to plan: strings folded into the forms to look for, terms widened to what lies under them,
//! dates to days, `in:` carried to the words it narrows. Carries nothing out.

use std::collections::BTreeSet;

use regex::{Regex, RegexBuilder};
use speech::Span;
use speech::lexicon::Vocabulary;
use speech::terms::{needle_forms, written_forms};

use super::fault::{Fault, Wrong};
use super::literals;
use super::tree::{Part, Query, TermField, TextField, When};
use crate::terms::Terms;

/// Parts of a speech that words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u8);

impl Columns {
    /// The title.
    pub const TITLE: Self = Self(1);
    /// The headings of the outline.
    pub const HEADING: Self = Self(2);
    /// The speaker's name and role.
    pub const SPEAKER: Self = Self(4);
    /// The place.
    pub const PLACE: Self = Self(8);
    /// The comments of the notes.
    pub const NOTE: Self = Self(16);
    /// The text.
    pub const BODY: Self = Self(32);
    /// Everywhere.
    pub const ALL: Self = Self(63);

    /// Each single column with its name in the index, in its order there.
    pub const EACH: [(Self, &'static str); 6] = [
        (Self::BODY, "body"),
        (Self::TITLE, "title"),
        (Self::HEADING, "heading"),
        (Self::SPEAKER, "speaker"),
        (Self::PLACE, "place"),
        (Self::NOTE, "note"),
    ];

    /// True when every column of `other` is among these.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What has to hold for a speech to be found.
#[derive(Clone, Debug)]
pub enum Plan {
    /// Nothing: every speech is found.
    All,
    /// One of the forms stands in one of the columns.
    Text {
        /// Where to look.
        columns: Columns,
        /// Folded strings (see `speech::terms::needle_forms`).
        forms: Vec<Vec<char>>,
    },
    /// One of the forms stands in one of the columns in the characters as they are written.
    Written {
        /// Where to look.
        columns: Columns,
        /// Strings as they are written (see `speech::terms::written_forms`).
        forms: Vec<Vec<char>>,
        /// Finds them in any script.
        wider: Box<Plan>,
    },
    /// In one column a form of every word stands, each ending at most `gap` characters before the
    /// last of them begins.
    Near {
        /// Where to look.
        columns: Columns,
        /// The forms of each word.
        words: Vec<Vec<Vec<char>>>,
        /// Most characters between.
        gap: u32,
    },
    /// A column as it is written, not folded, has a match.
    Regex {
        /// Where to look.
        columns: Columns,
        /// The expression.
        regex: Regex,
        /// Words that stand wherever it matches.
        needed: Box<Plan>,
    },
    /// The filing has one of these ids in a field.
    Terms(TermField, BTreeSet<&'static str>),
    /// The filing has no term in a field.
    NoTerm(TermField),
    /// The days of the date overlap these, both included (days since 1970-01-01).
    Days(i32, i32),
    /// No date with a year.
    Undated,
    /// The source holds one of the forms, folded; none: there is no source.
    Source(Vec<Vec<char>>),
    /// It has a note.
    HasNote,
    /// The opposite.
    Not(Box<Plan>),
    /// All of them.
    And(Vec<Plan>),
    /// One of them.
    Or(Vec<Plan>),
}

/// The plan of a query, with the terms of an archive. Only a tree that was not read by `parse` can fail, on its regular
/// expression.
pub fn compile(query: &Query, terms: &Terms) -> Result<Plan, Fault> {
    plan(query, None, terms)
}

fn plan(query: &Query, narrowed: Option<Part>, terms: &Terms) -> Result<Plan, Fault> {
    Ok(match query {
        // `in:` says nothing of itself; `and` has handed it to its neighbours.
        Query::All | Query::In(_) => Plan::All,
        Query::Text(words) => Plan::Text {
            columns: narrowed.map_or(Columns::ALL, part_columns),
            forms: needle_forms(words),
        },
        Query::Written(words) => {
            let columns = narrowed.map_or(Columns::ALL, part_columns);
            Plan::Written {
                columns,
                forms: written_forms(words),
                wider: Box::new(Plan::Text {
                    columns,
                    forms: needle_forms(words),
                }),
            }
        }
        Query::Field(field, words) => Plan::Text {
            columns: match field {
                TextField::Title => Columns::TITLE,
                TextField::Speaker => Columns::SPEAKER,
                TextField::Place => Columns::PLACE,
                TextField::Note => Columns::NOTE,
            },
            forms: needle_forms(words),
        },
        Query::Near(words, gap) => Plan::Near {
            columns: narrowed.map_or(Columns::BODY, part_columns),
            words: words.iter().map(|w| needle_forms(w)).collect(),
            gap: *gap,
        },
        Query::Regex(source) => {
            let columns = narrowed.map_or(Columns::BODY, part_columns);
            Plan::Regex {
                columns,
                regex: regex(source).map_err(|detail| Fault {
                    wrong: Wrong::BadRegex(detail),
                    at: Span::default(),
                })?,
                needed: Box::new(literals::needed(source, columns)),
            }
        }
        Query::Term(field, Some(id)) => {
            Plan::Terms(*field, with_narrower(terms.vocabulary(*field), id))
        }
        Query::Term(field, None) => Plan::NoTerm(*field),
        Query::Date(When::Undated) => Plan::Undated,
        Query::Date(When::Within { from, to }) => Plan::Days(
            from.and_then(|date| date.earliest())
                .map_or(i32::MIN, |day| day.number()),
            to.and_then(|date| date.latest())
                .map_or(i32::MAX, |day| day.number()),
        ),
        Query::Source(words) => {
            Plan::Source(words.as_deref().map(needle_forms).unwrap_or_default())
        }
        Query::HasNote => Plan::HasNote,
        Query::Not(inner) => Plan::Not(Box::new(plan(inner, narrowed, terms)?)),
        Query::And(all) => {
            let own = all.iter().find_map(|q| match q {
                Query::In(part) => Some(*part),
                _ => None,
            });
            let parts = all.iter().filter(|q| !matches!(q, Query::In(_)));
            Plan::And(
                parts
                    .map(|q| plan(q, own.or(narrowed), terms))
                    .collect::<Result<_, _>>()?,
            )
        }
        Query::Or(all) => Plan::Or(
            all.iter()
                .map(|q| plan(q, narrowed, terms))
                .collect::<Result<_, _>>()?,
        ),
    })
}

fn part_columns(part: Part) -> Columns {
    match part {
        Part::Title => Columns::TITLE,
        Part::Heading => Columns::HEADING,
        Part::Text => Columns::BODY,
        Part::Note => Columns::NOTE,
    }
}

/// A term and every narrower one.
fn with_narrower(vocabulary: &Vocabulary, id: &'static str) -> BTreeSet<&'static str> {
    let mut ids = BTreeSet::from([id]);
    loop {
        let before = ids.len();
        let under = vocabulary.terms().iter();
        ids.extend(
            under
                .filter(|t| t.parent.is_some_and(|p| ids.contains(p)))
                .map(|t| t.id)
                .collect::<Vec<_>>(),
        );
        if ids.len() == before {
            return ids;
        }
    }
}

/// A regular expression over a text as written; `^` and `$` are the ends of a paragraph. The fault
/// is told in one line.
pub(super) fn regex(source: &str) -> Result<Regex, String> {
    RegexBuilder::new(source)
        .multi_line(true)
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 21)
        .nest_limit(50)
        .build()
        .map_err(|error| {
            let told = error.to_string();
            let line = told.lines().last().unwrap_or_default();
            line.trim_start_matches("error:")
                .trim()
                .chars()
                .take(160)
                .collect()
        })
}
