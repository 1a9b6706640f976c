//! Carries a plan out on the index: the lists of its grams find words, the shelf decides filing and
//! dates, and the few things neither can decide are held against the speech itself. Does not sort or
//! count.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rusqlite::{Connection, params};
use speech::terms::{simplified, traditional};

use super::bits::Bits;
use super::expression::expression;
use super::facts::NO_DAY;
use super::gather;
use super::phrase::{BODY, Phrase, Places, Word, column, near};
use super::scan::{Prepared, holds_any};
use super::segment::{LETTER, List, PHRASE, Postings, Reader, Table};
use super::shelf::{Entry, Shelf, Slice};
use super::source::Source;
use super::stop::Stop;
use crate::error::Result;
use crate::query::{Columns, Plan, TermField};

/// The tables of words at one moment, each read when it is first needed.
#[derive(Default)]
pub(super) struct Tables<'a> {
    phrases: OnceCell<Reader<'a>>,
    letters: OnceCell<Reader<'a>>,
}

/// One question to one moment of the index, about a slice of its shelf.
pub(super) struct Ask<'a, 'm> {
    pub index: &'m Connection,
    pub tables: &'a Tables<'m>,
    pub shelf: &'a Shelf,
    pub slice: Slice,
    pub source: &'a dyn Source,
    pub stop: &'a Stop,
}

impl Ask<'_, '_> {
    /// Those of `within`, a part of the slice, that the plan finds.
    pub fn eval(&self, plan: &Plan, within: &Bits) -> Result<Bits> {
        self.stop.check()?;
        if within.is_empty() {
            return Ok(within.clone());
        }
        Ok(match plan {
            Plan::All => within.clone(),
            Plan::Text { columns, forms } => {
                let mut any = Bits::none(self.shelf.len());
                for form in forms {
                    any.or(&self.find(*columns, form, within)?);
                }
                any
            }
            Plan::Written { forms, wider, .. } => self.find_written(plan, forms, wider, within)?,
            // A word of one character has no pair to stand near another: find speeches that have
            // all the words, then look.
            Plan::Near {
                columns,
                words,
                gap,
            } => {
                let having = words.iter().map(|forms| Plan::Text {
                    columns: *columns,
                    forms: forms.clone(),
                });
                if words.iter().flatten().any(|form| form.len() < 2) {
                    let candidates = self.eval(&Plan::And(having.collect()), within)?;
                    self.look(plan, &candidates)?
                } else {
                    self.find_near(plan, *columns, (words, *gap), within)?
                }
            }
            Plan::Regex { needed, .. } => {
                let candidates = self.eval(needed, within)?;
                self.look(plan, &candidates)?
            }
            Plan::Terms(field, ids) => self.terms(*field, ids, within),
            Plan::NoTerm(field) => self.no_term(*field, within),
            Plan::Days(from, to) => self.pick(within, |e| {
                e.facts.earliest != NO_DAY
                    && e.facts.latest != NO_DAY
                    && e.facts.earliest <= *to
                    && *from <= e.facts.latest
            }),
            Plan::Undated => self.pick(within, |e| {
                e.facts.earliest == NO_DAY || e.facts.latest == NO_DAY
            }),
            Plan::Source(forms) if forms.is_empty() => self.pick(within, |e| e.facts.source == 0),
            Plan::Source(forms) => {
                // Asked of each name once and not of each speech.
                let named = self.shelf.names.those(|name| holds_any(name, forms));
                let is = |number: u16| named.get(usize::from(number)).copied().unwrap_or(false);
                self.pick(within, |e| is(e.facts.source))
            }
            Plan::HasNote => self.pick(within, |e| e.facts.noted),
            Plan::Not(inner) => {
                let mut rest = within.clone();
                rest.minus(&self.eval(inner, within)?);
                rest
            }
            Plan::And(all) => self.all_of(all, within)?,
            Plan::Or(all) => {
                let mut any = Bits::none(self.shelf.len());
                for plan in all {
                    any.or(&self.eval(plan, within)?);
                }
                any
            }
        })
    }

    /// Filing first, as it only reads memory; then words; last what must be looked at.
    fn all_of(&self, all: &[Plan], within: &Bits) -> Result<Bits> {
        let mut all: Vec<&Plan> = all.iter().collect();
        all.sort_by_key(|plan| cost(plan));
        let mut left = within.clone();
        for plan in all {
            left = self.eval(plan, &left)?;
        }
        Ok(left)
    }

    /// Those of `within` that have a string in one of some columns.
    pub(super) fn find(&self, columns: Columns, form: &[char], within: &Bits) -> Result<Bits> {
        self.stop.check()?;
        match form {
            _ if within.is_empty() => Ok(within.clone()),
            [_] if columns == Columns::ALL => {
                let letters = reader(&self.tables.letters, LETTER, self.index)?;
                self.rows_of(&letters.list(form)?, within)
            }
            // One character in some columns is the beginning of any pair there.
            [_] => self.find_beginning(columns, form, within),
            [_, _] if columns == Columns::ALL => {
                let pairs = reader(&self.tables.phrases, PHRASE, self.index)?;
                self.rows_of(&pairs.list(form)?, within)
            }
            _ => {
                let pairs = reader(&self.tables.phrases, PHRASE, self.index)?;
                let once = columns.has(Columns::BODY);
                let phrase = Phrase::new(pairs, form)?;
                let places = self.places(&phrase, within, once)?;
                let (found, unsure) = self.in_columns(&places, columns, phrase.is_whole);
                self.sure_of(found, unsure, |unsure| {
                    let places = self.places(&Phrase::whole(pairs, form)?, unsure, once)?;
                    Ok(self.in_columns(&places, columns, true).0)
                })
            }
        }
    }

    /// Found ones, with those of the unsure ones that a closer look finds.
    fn sure_of(
        &self,
        mut found: Bits,
        mut unsure: Bits,
        look: impl FnOnce(&Bits) -> Result<Bits>,
    ) -> Result<Bits> {
        unsure.minus(&found);
        if !unsure.is_empty() {
            found.or(&look(&unsure)?);
        }
        Ok(found)
    }

    /// Those that have a place in one of some columns: found for sure, and unsure, where values of
    /// a column may be taken for one.
    fn in_columns(&self, places: &Places, columns: Columns, is_whole: bool) -> (Bits, Bits) {
        let mut found = Bits::none(self.shelf.len());
        let mut unsure = found.clone();
        let mut finder = self.shelf.finder();
        for (row, places) in places.each() {
            let Some(at) = finder.position(row) else {
                continue;
            };
            let mut there = places.iter().map(|&place| column(place));
            if let Some(column) = there.find(|&column| is_among(columns, column)) {
                // The text is the first column.
                match is_whole || column == BODY {
                    true => found.set(at),
                    false => unsure.set(at),
                }
            }
        }
        (found, unsure)
    }

    /// Where a phrase stands in those of `within`.
    fn places(&self, phrase: &Phrase<'_, '_>, within: &Bits, once: bool) -> Result<Places> {
        let mut finder = self.shelf.finder();
        phrase.find(
            |list| self.read(list, within),
            |row| finder.position(*row).is_some_and(|at| within.has(at)),
            once,
        )
    }

    /// Those of `within` that a list has.
    fn rows_of(&self, list: &List<'_, '_>, within: &Bits) -> Result<Bits> {
        let mut found = Bits::none(self.shelf.len());
        let mut finder = self.shelf.finder();
        let postings = self.read(list, within)?;
        let positions = postings.rows().filter_map(|row| finder.position(row));
        positions.for_each(|at| found.set(at));
        found.and(within);
        Ok(found)
    }

    /// As much of a list as those of `within` need.
    fn read(&self, list: &List<'_, '_>, within: &Bits) -> Result<Postings> {
        if within.count() > list.pages() as u64 {
            return list.read(self.rows());
        }
        let entries = self.shelf.entries();
        let mut rows: Vec<i64> = within.iter().map(|at| entries[at].row).collect();
        rows.sort_unstable();
        list.read_of(&rows)
    }

    /// The row numbers of the slice.
    fn rows(&self) -> RangeInclusive<i64> {
        self.slice.first_row..=self.slice.last_row
    }

    /// Those of `within` that have one character in some columns.
    fn find_beginning(&self, columns: Columns, form: &[char], within: &Bits) -> Result<Bits> {
        let form = form.to_vec();
        let plan = Plan::Text {
            columns,
            forms: vec![form],
        };
        let mut found = Bits::none(self.shelf.len());
        let Some(expression) = expression(&plan) else {
            return Ok(found);
        };
        let mut ask = self
            .index
            .prepare_cached(include_str!("sql/find_beginning.sql"))?;
        let slice = &self.slice;
        let mut rows = ask.query(params![expression, slice.first_row, slice.last_row])?;
        let mut finder = self.shelf.finder();
        if let Some(row) = rows.next()? {
            let rows = gather::rows(row.get_ref(0)?.as_blob()?);
            rows.filter_map(|row| finder.position(row))
                .for_each(|at| found.set(at));
        }
        found.and(within);
        Ok(found)
    }

    /// Those of `within` where a form of every word stands near the others, in one column.
    fn find_near(
        &self,
        plan: &Plan,
        columns: Columns,
        (words, gap): (&[Vec<Vec<char>>], u32),
        within: &Bits,
    ) -> Result<Bits> {
        let pairs = reader(&self.tables.phrases, PHRASE, self.index)?;
        let mut left = within.clone();
        let mut all: Vec<Word> = Vec::with_capacity(words.len());
        for forms in words {
            let mut any: Option<Places> = None;
            for form in forms {
                self.stop.check()?;
                let places = self.places(&Phrase::new(pairs, form)?, &left, false)?;
                any = Some(match any {
                    Some(others) => others.and_also(&places),
                    None => places,
                });
            }
            let any = any.unwrap_or_default();
            // What may not be a word in another column is looked at below.
            left = self.in_columns(&any, columns, true).0;
            all.push((forms.first().map_or(0, Vec::len) as u64, any));
        }
        let near = near(&all, u64::from(gap), columns.has(Columns::BODY));
        let (found, unsure) = self.in_columns(&near, columns, false);
        self.sure_of(found, unsure, |unsure| self.look(plan, unsure))
    }

    /// Those that hold the forms as they are written. Traditional characters stand in the letter
    /// table beside the simplified ones they are folded to, so that only those few speeches must
    /// be looked at that have one which the words could stand in for.
    fn find_written(
        &self,
        plan: &Plan,
        forms: &[Vec<char>],
        wider: &Plan,
        within: &Bits,
    ) -> Result<Bits> {
        let mut candidates = self.eval(wider, within)?;
        let (own, simple): (Vec<char>, Vec<char>) =
            forms.iter().flatten().partition(|&&c| simplified(c) != c);
        let unsure = if own.is_empty() {
            self.find_any_letter(&traditional(&simple), &candidates)?
        } else {
            for c in own {
                candidates = self.find_any_letter(&[c], &candidates)?;
            }
            candidates.clone()
        };
        let held = self.look(plan, &unsure)?;
        candidates.minus(&unsure);
        candidates.or(&held);
        Ok(candidates)
    }

    fn find_any_letter(&self, letters: &[char], within: &Bits) -> Result<Bits> {
        let mut any = Bits::none(self.shelf.len());
        for &letter in letters {
            any.or(&self.find(Columns::ALL, &[letter], within)?);
        }
        Ok(any)
    }

    /// Holds the plan against each speech itself.
    fn look(&self, plan: &Plan, candidates: &Bits) -> Result<Bits> {
        let mut found = Bits::none(self.shelf.len());
        for at in candidates.iter() {
            self.stop.check()?;
            let num = i64::from(self.shelf.entries()[at].num);
            let holds = match plan {
                // The text alone is read several times faster than the whole speech.
                Plan::Regex { columns, regex, .. } if *columns == Columns::BODY => self
                    .source
                    .body(num)?
                    .is_some_and(|body| regex.is_match(&body)),
                plan => self
                    .source
                    .record(num)?
                    .is_some_and(|record| Prepared::new(&record).holds(plan)),
            };
            if holds {
                found.set(at);
            }
        }
        Ok(found)
    }

    fn pick(&self, within: &Bits, test: impl Fn(&Entry) -> bool) -> Bits {
        let entries = self.shelf.entries();
        within.those(|at| test(&entries[at]))
    }

    fn terms(&self, field: TermField, ids: &BTreeSet<&'static str>, within: &Bits) -> Bits {
        let mut wanted = vec![false; self.shelf.names.numbers()];
        for number in ids.iter().filter_map(|id| self.shelf.names.known(id)) {
            wanted[usize::from(number)] = true;
        }
        let is = |number: u16| wanted.get(usize::from(number)).copied().unwrap_or(false);
        self.pick(within, |e| match field {
            TermField::Type => is(e.facts.kind) || self.shelf.terms(e).iter().copied().any(is),
            TermField::Genre => is(e.facts.genre),
            TermField::Level => is(e.facts.level),
            TermField::Theme => self.shelf.terms(e).iter().copied().any(is),
        })
    }

    fn no_term(&self, field: TermField, within: &Bits) -> Bits {
        let of = |e: &Entry, field: TermField| {
            let is = |number: &u16| {
                self.shelf
                    .names
                    .name(*number)
                    .is_some_and(|id| field.has(id))
            };
            self.shelf.terms(e).iter().any(is)
        };
        self.pick(within, |e| match field {
            TermField::Type => e.facts.kind == 0 && !of(e, field),
            TermField::Genre => e.facts.genre == 0,
            TermField::Level => e.facts.level == 0,
            TermField::Theme => !of(e, field),
        })
    }
}

/// What order of work a part of an `And` is: memory, index, looking at texts.
fn cost(plan: &Plan) -> u8 {
    match plan {
        Plan::All
        | Plan::Terms(..)
        | Plan::NoTerm(_)
        | Plan::Days(..)
        | Plan::Undated
        | Plan::Source(_)
        | Plan::HasNote => 0,
        Plan::Text { .. } => 1,
        Plan::Regex { .. } => 3,
        Plan::Near { .. } | Plan::Written { .. } => 2,
        Plan::Not(inner) => cost(inner),
        Plan::And(all) | Plan::Or(all) => all.iter().map(cost).max().unwrap_or(0),
    }
}

/// The reader of a table, made when it is first needed.
fn reader<'a, 'r>(
    known: &'r OnceCell<Reader<'a>>,
    table: Table,
    index: &'a Connection,
) -> Result<&'r Reader<'a>> {
    if let Some(reader) = known.get() {
        return Ok(reader);
    }
    let reader = Reader::new(table, index)?;
    Ok(known.get_or_init(|| reader))
}

/// Whether the column of a number is one of some.
fn is_among(columns: Columns, number: u64) -> bool {
    let column = usize::try_from(number)
        .ok()
        .and_then(|at| Columns::EACH.get(at));
    column.is_some_and(|(column, _)| columns.has(*column))
}
