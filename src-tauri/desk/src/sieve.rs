//! Which notes a filter lets through, and how many each other choice would.
//! Reads nothing; what there is to look at is handed in.

use std::collections::{BTreeMap, HashSet};

use archive::{NoteId, NoteMark, Row, Terms};

use crate::annotate::{COLOURS, colour};
use crate::read::below;
use crate::wire::{IdCount, NotesFilter, NotesPage};

/// A part of the filter; what is counted for one is counted without its own condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Colour,
    Theme,
    Kind,
    Year,
    Commented,
    Lost,
}

/// What sifting looks at of a speech.
pub(crate) struct Holder {
    kind: Option<String>,
    year: Option<i32>,
}

impl Holder {
    pub(crate) fn new(row: &Row) -> Self {
        let date = row.date.as_ref();
        Self {
            kind: row.kind.clone(),
            year: date.and_then(|date| crate::view::date(&date.edtf).year),
        }
    }
}

/// A filter made ready.
pub(crate) struct Sieve<'a> {
    filter: &'a NotesFilter,
    colour: Option<String>,
    kinds: Option<Vec<String>>,
    /// In the order of the marks' speeches.
    holders: &'a [Holder],
    /// Those that hold the words looked for; all when none are.
    saying: Option<HashSet<NoteId>>,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(
        terms: &Terms,
        filter: &'a NotesFilter,
        holders: &'a [Holder],
        saying: Option<HashSet<NoteId>>,
    ) -> Self {
        Self {
            filter,
            colour: filter.colour.map(colour),
            kinds: filter.kind.as_deref().map(|id| below(terms.types(), id)),
            holders,
            saying,
        }
    }

    /// True when a note passes; `without` one part of the filter.
    pub(crate) fn passes(&self, note: &NoteMark, without: Option<Part>) -> bool {
        let of = |part: Part, passes: bool| without == Some(part) || passes;
        let holder = &self.holders[note.speech];
        of(
            Part::Colour,
            self.colour.as_ref().is_none_or(|c| *c == note.colour),
        ) && of(
            Part::Theme,
            self.filter
                .theme
                .as_ref()
                .is_none_or(|theme| note.themes.contains(theme)),
        ) && of(
            Part::Kind,
            self.kinds
                .as_ref()
                .is_none_or(|kinds| holder.kind.as_ref().is_some_and(|k| kinds.contains(k))),
        ) && of(
            Part::Year,
            self.filter
                .year
                .is_none_or(|year| holder.year == Some(year)),
        ) && of(Part::Commented, !self.filter.commented || note.commented)
            && of(Part::Lost, !self.filter.lost || note.lost)
            && self
                .saying
                .as_ref()
                .is_none_or(|ids| ids.contains(&note.id))
    }

    /// A page without its notes: what there is of each choice.
    pub(crate) fn counts(&self, all: &[NoteMark]) -> NotesPage {
        let of = |part: Part| all.iter().filter(move |n| self.passes(n, Some(part)));
        let listed = |counts: BTreeMap<&str, u64>| -> Vec<IdCount> {
            let mut list: Vec<(&str, u64)> = counts.into_iter().collect();
            list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            list.iter().map(|(id, n)| IdCount::new(id, *n)).collect()
        };
        let holder = |n: &NoteMark| &self.holders[n.speech];
        let colours = tally(of(Part::Colour).map(|n| n.colour.as_str()));
        let years = tally(of(Part::Year).filter_map(|n| holder(n).year));
        NotesPage {
            total: 0,
            all: all.len() as u32,
            colours: (1..=COLOURS)
                .map(|number| *colours.get(&*colour(number)).unwrap_or(&0) as u32)
                .collect(),
            themes: listed(tally(
                of(Part::Theme).flat_map(|n| n.themes.iter().map(String::as_str)),
            )),
            types: listed(tally(
                of(Part::Kind).filter_map(|n| holder(n).kind.as_deref()),
            )),
            years: years
                .iter()
                .rev()
                .map(|(year, n)| IdCount::new(&year.to_string(), *n))
                .collect(),
            commented: of(Part::Commented).filter(|n| n.commented).count() as u32,
            lost: of(Part::Lost).filter(|n| n.lost).count() as u32,
            rows: Vec::new(),
        }
    }
}

/// How often each came.
fn tally<K: Ord>(ids: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    counts
}
