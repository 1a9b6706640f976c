//! Counts found speeches by type, year, theme, level, genre and source. A facet is counted without the
//! query's own condition on it. Finds nothing.

use std::collections::BTreeMap;

use super::ask::Ask;
use super::bits::Bits;
use super::hits::{Count, Facets};
use super::scan::Prepared;
use super::shelf::Shelf;
use super::source::Record;
use crate::error::Result;
use crate::query::{Plan, TermField};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facet {
    Kind,
    Year,
    Theme,
    Level,
    Genre,
    Source,
}

const FACETS: [Facet; 6] = [
    Facet::Kind,
    Facet::Year,
    Facet::Theme,
    Facet::Level,
    Facet::Genre,
    Facet::Source,
];

/// A plan taken apart: what belongs to no facet, and the conditions on facets.
pub(super) struct Parts {
    rest: Plan,
    conditions: Vec<(Facet, Plan)>,
}

impl Parts {
    pub fn of(plan: &Plan) -> Self {
        let all = match plan {
            Plan::And(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (mut rest, mut conditions) = (Vec::new(), Vec::new());
        for part in all {
            match facet_of(part) {
                Some(facet) => conditions.push((facet, part.clone())),
                None => rest.push(part.clone()),
            }
        }
        Self {
            rest: Plan::And(rest),
            conditions,
        }
    }

    /// What the plan finds, and for each facet what it would find without its condition; `None`
    /// when that is the same.
    pub fn find(&self, ask: &Ask<'_, '_>, within: &Bits) -> Result<(Bits, [Option<Bits>; 6])> {
        let rest = ask.eval(&self.rest, within)?;
        let passed: Vec<Bits> = self
            .conditions
            .iter()
            .map(|(_, condition)| ask.eval(condition, &rest))
            .collect::<Result<_>>()?;
        let all_but = |facet: Option<Facet>| {
            let mut left = rest.clone();
            for ((own, _), passed) in self.conditions.iter().zip(&passed) {
                if facet != Some(*own) {
                    left.and(passed);
                }
            }
            left
        };
        let wider = FACETS.map(|facet| {
            let own = self.conditions.iter().any(|(own, _)| *own == facet);
            own.then(|| all_but(Some(facet)))
        });
        Ok((all_but(None), wider))
    }

    /// The same for one speech: whether the plan finds it, and in which facets it counts.
    fn hold(&self, speech: &Prepared<'_>) -> (bool, [bool; 6]) {
        if !speech.holds(&self.rest) {
            return (false, [false; 6]);
        }
        let failed: Vec<Facet> = self
            .conditions
            .iter()
            .filter(|(_, condition)| !speech.holds(condition))
            .map(|(facet, _)| *facet)
            .collect();
        let counts = FACETS.map(|facet| failed.iter().all(|other| *other == facet));
        (failed.is_empty(), counts)
    }
}

/// The facet that a condition is about.
fn facet_of(plan: &Plan) -> Option<Facet> {
    match plan {
        Plan::Terms(field, _) | Plan::NoTerm(field) => Some(match field {
            TermField::Type => Facet::Kind,
            TermField::Genre => Facet::Genre,
            TermField::Level => Facet::Level,
            TermField::Theme => Facet::Theme,
        }),
        Plan::Days(..) | Plan::Undated => Some(Facet::Year),
        Plan::Source(_) => Some(Facet::Source),
        _ => None,
    }
}

/// Counts as it goes.
#[derive(Default)]
pub(super) struct Tally {
    pub total: u64,
    named: [BTreeMap<Option<String>, u64>; 6],
    year: BTreeMap<Option<i32>, u64>,
}

impl Tally {
    /// Counts speeches of the shelf: those found, and for some facets a wider set.
    pub fn add_all(&mut self, shelf: &Shelf, found: &Bits, wider: &[Option<Bits>; 6]) {
        self.total += found.count();
        if wider.iter().all(Option::is_none) {
            // The usual case: one pass for all of them.
            self.add_of(shelf, found, &FACETS);
            return;
        }
        for (facet, wider) in FACETS.into_iter().zip(wider) {
            self.add_of(shelf, wider.as_ref().unwrap_or(found), &[facet]);
        }
    }

    /// Counts by the shelf's numbers, and names only what was counted.
    fn add_of(&mut self, shelf: &Shelf, found: &Bits, facets: &[Facet]) {
        let has = |facet| facets.contains(&facet);
        let [kind, year, theme, level, genre, source] = FACETS.map(has);
        let mut counts: [Vec<u64>; 6] = std::array::from_fn(|_| vec![0; shelf.names.numbers()]);
        // Years of speeches; a stray other one goes into the map at once.
        let mut years = vec![0u64; 3_000];
        for at in found.iter() {
            let entry = &shelf.entries()[at];
            if year {
                match entry.facts.year {
                    Some(year @ 0..3_000) => years[year as usize] += 1,
                    other => *self.year.entry(other.map(i32::from)).or_default() += 1,
                }
            }
            if kind {
                counts[Facet::Kind as usize][usize::from(entry.facts.kind)] += 1;
            }
            if level {
                counts[Facet::Level as usize][usize::from(entry.facts.level)] += 1;
            }
            if genre {
                counts[Facet::Genre as usize][usize::from(entry.facts.genre)] += 1;
            }
            if source {
                counts[Facet::Source as usize][usize::from(entry.facts.source)] += 1;
            }
            if theme {
                for &term in shelf.terms(entry) {
                    counts[Facet::Theme as usize][usize::from(term)] += 1;
                }
            }
        }
        for (year, &count) in years.iter().enumerate().filter(|(_, count)| **count > 0) {
            *self.year.entry(Some(year as i32)).or_default() += count;
        }
        for (facet, counts) in counts.iter().enumerate() {
            for (number, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let name = shelf.names.name(number as u16).map(str::to_owned);
                // Further meeting types stand among the terms; they are no themes.
                let counted = facet != Facet::Theme as usize
                    || name.as_deref().is_some_and(|id| !is_type(id));
                if counted {
                    *self.named[facet].entry(name).or_default() += count;
                }
            }
        }
    }

    /// Counts a speech that the index has not seen; true when it is found.
    pub fn add_record(&mut self, parts: &Parts, speech: &Prepared<'_>, record: &Record) -> bool {
        let (found, counts) = parts.hold(speech);
        self.total += u64::from(found);
        let mut add = |facet: Facet, value: Option<&String>| {
            if counts[facet as usize] {
                *self.named[facet as usize]
                    .entry(value.cloned())
                    .or_default() += 1;
            }
        };
        add(Facet::Kind, record.kind.as_ref());
        add(Facet::Level, record.level.as_ref());
        add(Facet::Genre, record.genre.as_ref());
        add(Facet::Source, record.source.as_ref());
        for theme in &record.themes {
            add(Facet::Theme, Some(theme));
        }
        if counts[Facet::Year as usize] {
            *self.year.entry(record.days.shelf().0).or_default() += 1;
        }
        found
    }

    pub fn facets(self) -> Facets {
        let years = self.year.into_iter().rev();
        let by_count = |facet: BTreeMap<Option<String>, u64>| {
            let mut counts: Vec<Count> = facet
                .into_iter()
                .map(|(value, count)| Count { value, count })
                .collect();
            counts.sort_by_key(|c| std::cmp::Reverse(c.count));
            counts
        };
        let [kind, _, theme, level, genre, source] = self.named.map(by_count);
        Facets {
            kind,
            year: years
                .map(|(year, count)| Count {
                    value: year.map(|y| y.to_string()),
                    count,
                })
                .collect(),
            theme,
            level,
            genre,
            source,
        }
    }
}

fn is_type(id: &str) -> bool {
    TermField::Type.has(id)
}
