//! Which notes a filter lets through, and how many each other choice would.
//! Reads nothing; notes and the rows of their speeches are handed in.

use std::collections::{BTreeMap, HashMap};

use archive::{Note, Row, SpeechId};
use speech::lexicon;

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

/// A filter made ready.
pub(crate) struct Sieve<'a> {
    filter: &'a NotesFilter,
    colour: Option<String>,
    kinds: Option<Vec<String>>,
    words: String,
    rows: &'a HashMap<&'a SpeechId, &'a Row>,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(filter: &'a NotesFilter, rows: &'a HashMap<&'a SpeechId, &'a Row>) -> Self {
        Self {
            filter,
            colour: filter.colour.map(colour),
            kinds: filter
                .kind
                .as_deref()
                .map(|id| below(lexicon::meeting_types(), id)),
            words: filter.words.trim().to_lowercase(),
            rows,
        }
    }

    /// True when a note passes; `without` one part of the filter.
    pub(crate) fn passes(&self, note: &Note, without: Option<Part>) -> bool {
        let of = |part: Part, passes: bool| without == Some(part) || passes;
        let row = self.rows.get(&note.speech);
        let kind = row.and_then(|row| row.kind.as_ref());
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
                .is_none_or(|kinds| kind.is_some_and(|kind| kinds.contains(kind))),
        ) && of(
            Part::Year,
            self.filter
                .year
                .is_none_or(|year| self.year(note) == Some(year)),
        ) && of(
            Part::Commented,
            !self.filter.commented || !note.comment.is_empty(),
        ) && of(Part::Lost, !self.filter.lost || note.lost)
            && self.says(note)
    }

    /// A page without its notes: what there is of each choice.
    pub(crate) fn counts(&self, all: &[Note]) -> NotesPage {
        let of = |part: Part| all.iter().filter(move |n| self.passes(n, Some(part)));
        let tally = |ids: &mut dyn Iterator<Item = String>| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for id in ids {
                *counts.entry(id).or_default() += 1;
            }
            counts
        };
        let listed = |counts: BTreeMap<String, u64>| -> Vec<IdCount> {
            let mut list: Vec<(String, u64)> = counts.into_iter().collect();
            list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            list.iter().map(|(id, n)| IdCount::new(id, *n)).collect()
        };
        let colours = tally(&mut of(Part::Colour).map(|n| n.colour.clone()));
        let kind = |n: &Note| self.rows.get(&n.speech).and_then(|row| row.kind.clone());
        let years = tally(&mut of(Part::Year).filter_map(|n| Some(self.year(n)?.to_string())));
        NotesPage {
            total: 0,
            all: all.len() as u32,
            colours: (1..=COLOURS)
                .map(|number| *colours.get(&colour(number)).unwrap_or(&0) as u32)
                .collect(),
            themes: listed(tally(&mut of(Part::Theme).flat_map(|n| n.themes.clone()))),
            types: listed(tally(&mut of(Part::Kind).filter_map(kind))),
            years: years
                .iter()
                .rev()
                .map(|(id, n)| IdCount::new(id, *n))
                .collect(),
            commented: of(Part::Commented)
                .filter(|n| !n.comment.is_empty())
                .count() as u32,
            lost: of(Part::Lost).filter(|n| n.lost).count() as u32,
            rows: Vec::new(),
        }
    }

    fn year(&self, note: &Note) -> Option<i32> {
        let row = self.rows.get(&note.speech)?;
        crate::view::date(&row.date.as_ref()?.edtf).year
    }

    fn says(&self, note: &Note) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(&self.words);
        self.words.is_empty()
            || holds(&note.quote)
            || holds(&note.comment)
            || self
                .rows
                .get(&note.speech)
                .is_some_and(|row| holds(&row.title))
    }
}
