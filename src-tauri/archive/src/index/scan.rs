//! Holds a plan against one speech without any index: for speeches the index has not seen yet, and
//! for what an index cannot decide (regular expressions). Also says where the words stand.

use std::borrow::Cow;

use regex::Regex;
use speech::Span;
use speech::terms::Folded;

use super::source::Record;
use crate::query::{Columns, Plan, TermField};

/// A value of a column as it is and folded.
pub(super) type Value<'a> = (&'a str, Cow<'a, Folded>);

/// A speech made ready: each value of each column folded once.
pub(super) struct Prepared<'a> {
    record: &'a Record,
    columns: Vec<(Columns, Vec<Value<'a>>)>,
}

impl<'a> Prepared<'a> {
    pub fn new(record: &'a Record) -> Self {
        let columns = Columns::EACH
            .map(|(column, _)| {
                let folded = |value: &str| match column {
                    Columns::BODY => Cow::Borrowed(record.body.folded()),
                    _ => Cow::Owned(Folded::searchable(value)),
                };
                let values = record.values(column).into_iter();
                (column, values.map(|value| (value, folded(value))).collect())
            })
            .into();
        Self { record, columns }
    }

    /// The speech.
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// The values of a column.
    pub fn values(&self, column: Columns) -> &[Value<'a>] {
        let found = self.columns.iter().find(|(c, _)| *c == column);
        found.map_or(&[], |(_, values)| values)
    }

    fn any(&self, columns: Columns, mut test: impl FnMut(&str, &Folded) -> bool) -> bool {
        let mut within = self
            .columns
            .iter()
            .filter(|(column, _)| columns.has(*column));
        within.any(|(_, values)| values.iter().any(|(text, folded)| test(text, folded)))
    }

    /// True when the speech is one that the plan finds.
    pub fn holds(&self, plan: &Plan) -> bool {
        let record = self.record;
        match plan {
            Plan::All => true,
            Plan::Text { columns, forms } => self.any(*columns, |_, folded| {
                forms
                    .iter()
                    .any(|form| folded.find_all(form).next().is_some())
            }),
            Plan::Written {
                columns,
                forms,
                wider,
            } => {
                self.holds(wider)
                    && self.any(*columns, |text, _| {
                        let written = Folded::written(text);
                        let mut forms = forms.iter();
                        forms.any(|form| written.find_all(form).next().is_some())
                    })
            }
            Plan::Near {
                columns,
                words,
                gap,
            } => self.any(*columns, |_, folded| !near(folded, words, *gap).is_empty()),
            Plan::Regex { columns, regex, .. } => {
                self.any(*columns, |text, _| regex.is_match(text))
            }
            Plan::Terms(field, ids) => self.terms(*field).into_iter().any(|id| ids.contains(id)),
            Plan::NoTerm(field) => self.terms(*field).is_empty(),
            Plan::Days(from, to) => match (record.days.earliest, record.days.latest) {
                (Some(earliest), Some(latest)) => earliest <= *to && *from <= latest,
                _ => false,
            },
            Plan::Undated => record.days.earliest.is_none() || record.days.latest.is_none(),
            Plan::Source(forms) => match &record.source {
                Some(source) => holds_any(source, forms),
                None => forms.is_empty(),
            },
            Plan::HasNote => !record.notes.is_empty(),
            Plan::Not(inner) => !self.holds(inner),
            Plan::And(all) => all.iter().all(|plan| self.holds(plan)),
            Plan::Or(all) => all.iter().any(|plan| self.holds(plan)),
        }
    }

    fn terms(&self, field: TermField) -> Vec<&str> {
        let one = |id: &'a Option<String>| id.iter().map(String::as_str).collect::<Vec<_>>();
        let record = self.record;
        match field {
            TermField::Type => record
                .kind
                .iter()
                .chain(&record.also)
                .map(String::as_str)
                .collect(),
            TermField::Genre => one(&record.genre),
            TermField::Level => one(&record.level),
            TermField::Theme => record.themes.iter().map(String::as_str).collect(),
        }
    }
}

/// Whether a name, folded, holds one of the forms.
pub(super) fn holds_any(name: &str, forms: &[Vec<char>]) -> bool {
    let folded = Folded::searchable(name);
    forms
        .iter()
        .any(|form| folded.find_all(form).next().is_some())
}

/// Where the words of a `near` stand, when they stand near each other: folded start and length.
/// For every place where the last of them may begin, each word's last occurrence up to there is
/// the nearest; it must end at most `gap` characters before.
pub(super) fn near(folded: &Folded, words: &[Vec<Vec<char>>], gap: u32) -> Vec<(usize, usize)> {
    let places: Vec<(usize, Vec<usize>)> = words
        .iter()
        .map(|forms| {
            let length = forms.first().map_or(0, Vec::len);
            let mut starts: Vec<usize> = forms
                .iter()
                .flat_map(|form| folded.find_all(form))
                .collect();
            starts.sort_unstable();
            (length, starts)
        })
        .collect();
    let mut found = Vec::new();
    for &last in places.iter().flat_map(|(_, starts)| starts) {
        let together: Option<Vec<(usize, usize)>> = places
            .iter()
            .map(|(length, starts)| {
                let at = starts
                    .partition_point(|&start| start <= last)
                    .checked_sub(1)?;
                let start = starts[at];
                (last <= start + length + gap as usize).then_some((start, *length))
            })
            .collect();
        found.extend(together.into_iter().flatten());
    }
    found
}

/// Where the words that a plan looks for stand in one value of a column, as numbered searches:
/// (which search, span). Searches that exclude mark nothing.
pub(super) fn places(
    plan: &Plan,
    column: Columns,
    text: &str,
    folded: &Folded,
) -> Vec<(usize, Span)> {
    let mut marks = Marks {
        column,
        text,
        folded,
        search: 0,
        found: Vec::new(),
    };
    marks.add(plan);
    marks
        .found
        .sort_unstable_by_key(|&(search, span)| (span, search));
    marks.found.dedup();
    marks.found
}

struct Marks<'a> {
    column: Columns,
    text: &'a str,
    folded: &'a Folded,
    search: usize,
    found: Vec<(usize, Span)>,
}

impl Marks<'_> {
    fn add(&mut self, plan: &Plan) {
        self.search += 1;
        match plan {
            Plan::Text { columns, forms } if columns.has(self.column) => {
                self.add_forms(forms, self.folded);
            }
            Plan::Written { columns, forms, .. } if columns.has(self.column) => {
                self.add_forms(forms, &Folded::written(self.text));
            }
            Plan::Near {
                columns,
                words,
                gap,
            } if columns.has(self.column) => {
                for (at, length) in near(self.folded, words, *gap) {
                    self.found
                        .push((self.search, self.folded.span(at, at + length)));
                }
            }
            Plan::Regex { columns, regex, .. } if columns.has(self.column) => self.add_regex(regex),
            Plan::And(all) | Plan::Or(all) => all.iter().for_each(|plan| self.add(plan)),
            _ => {}
        }
    }

    fn add_forms(&mut self, forms: &[Vec<char>], folded: &Folded) {
        for form in forms {
            for at in folded.find_all(form) {
                self.found
                    .push((self.search, folded.span(at, at + form.len())));
            }
        }
    }

    /// Byte offsets of matches to scalars, counted on from match to match.
    fn add_regex(&mut self, regex: &Regex) {
        let (mut byte, mut scalar) = (0, 0u32);
        for found in regex.find_iter(self.text).filter(|found| !found.is_empty()) {
            scalar += self.text[byte..found.start()].chars().count() as u32;
            let length = found.as_str().chars().count() as u32;
            self.found
                .push((self.search, Span::new(scalar, scalar + length)));
            scalar += length;
            byte = found.end();
        }
    }
}

/// Spans in order, overlapping and touching ones joined.
pub(super) fn joined(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
