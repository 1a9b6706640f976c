//! Carries a plan out on the index: FTS5 finds words, the shelf decides filing and dates, and the
//! few things neither can decide are held against the speech itself. Does not sort or count.

use std::collections::BTreeSet;
use std::fmt::Write;

use rusqlite::{Connection, params};
use speech::terms::{simplified, traditional};

use super::bits::Bits;
use super::gather;
use super::scan::{Prepared, holds_any};
use super::shelf::{Entry, NO_DAY, Shelf, Slice};
use super::source::Source;
use super::stop::Stop;
use crate::error::Result;
use crate::query::{Columns, Plan, TermField};

/// An FTS5 table: the one of pairs of characters, or the one of single characters.
#[derive(Clone, Copy)]
pub(super) enum Words {
    Phrase,
    Letter,
}

impl Words {
    /// What it is asked, in all rows or in those between two.
    fn question(self, bounded: bool) -> &'static str {
        match (self, bounded) {
            (Self::Phrase, true) => include_str!("sql/find_phrase.sql"),
            (Self::Phrase, false) => include_str!("sql/find_phrase_anywhere.sql"),
            (Self::Letter, true) => include_str!("sql/find_letter.sql"),
            (Self::Letter, false) => include_str!("sql/find_letter_anywhere.sql"),
        }
    }
}

/// One question to one moment of the index, about a slice of its shelf.
pub(super) struct Ask<'a> {
    pub index: &'a Connection,
    pub shelf: &'a Shelf,
    pub slice: Slice,
    pub source: &'a dyn Source,
    pub stop: &'a Stop,
}

impl Ask<'_> {
    /// Those of `within`, a part of the slice, that the plan finds.
    pub fn eval(&self, plan: &Plan, within: &Bits) -> Result<Bits> {
        self.stop.check()?;
        if within.is_empty() {
            return Ok(within.clone());
        }
        if let Some(expression) = expression(plan) {
            return self.find(Words::Phrase, &expression, within);
        }
        Ok(match plan {
            Plan::All => within.clone(),
            Plan::Text { forms, .. } => self.find_letters(forms, within)?,
            Plan::Written { forms, wider, .. } => self.find_written(plan, forms, wider, within)?,
            // A word of one character has no pair to stand near another: find speeches that have
            // all the words, then look.
            Plan::Near { columns, words, .. } => {
                let having = words.iter().map(|forms| Plan::Text {
                    columns: *columns,
                    forms: forms.clone(),
                });
                let candidates = self.eval(&Plan::And(having.collect()), within)?;
                self.look(plan, &candidates)?
            }
            Plan::Regex { needed, .. } => {
                let candidates = self.eval(needed, within)?;
                self.look(plan, &candidates)?
            }
            Plan::Terms(field, ids) => self.terms(*field, ids, within),
            Plan::NoTerm(field) => self.no_term(*field, within),
            Plan::Days(from, to) => self.pick(within, |e| {
                e.earliest != NO_DAY && e.latest != NO_DAY && e.earliest <= *to && *from <= e.latest
            }),
            Plan::Undated => self.pick(within, |e| e.earliest == NO_DAY || e.latest == NO_DAY),
            Plan::Source(forms) if forms.is_empty() => self.pick(within, |e| e.source == 0),
            Plan::Source(forms) => {
                // Asked of each name once and not of each speech.
                let named = self.shelf.those_named(|name| holds_any(name, forms));
                let is = |number: u16| named.get(usize::from(number)).copied().unwrap_or(false);
                self.pick(within, |e| e.source != 0 && is(e.source))
            }
            Plan::HasNote => self.pick(within, |e| e.noted),
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

    /// Filing first, as it only reads memory; then what FTS5 can answer in one question, so that a
    /// rare word spares it the positions of a common one; last what must be looked at.
    fn all_of(&self, all: &[Plan], within: &Bits) -> Result<Bits> {
        let (words, mut rest): (Vec<&Plan>, Vec<&Plan>) =
            all.iter().partition(|plan| in_index(plan));
        rest.sort_by_key(|plan| cost(plan));
        let cheap = rest.iter().take_while(|plan| cost(plan) == 0).count();
        let mut left = within.clone();
        for plan in &rest[..cheap] {
            left = self.eval(plan, &left)?;
        }
        if words.iter().any(|plan| expression(plan).is_some()) {
            let together = Plan::And(words.into_iter().cloned().collect());
            if let Some(expression) = expression(&together) {
                left = self.find(Words::Phrase, &expression, &left)?;
            }
        } else {
            for plan in words {
                left = self.eval(plan, &left)?;
            }
        }
        for plan in &rest[cheap..] {
            left = self.eval(plan, &left)?;
        }
        Ok(left)
    }

    /// Those of `within` that an FTS5 table finds.
    pub(super) fn find(&self, words: Words, expression: &str, within: &Bits) -> Result<Bits> {
        let mut found = Bits::none(self.shelf.len());
        let Slice {
            first_row,
            last_row,
            ..
        } = self.slice;
        // Bounds that bound nothing would be looked at with every row, a tenth of a common word's
        // time.
        let bounded = (first_row, last_row) != (i64::MIN, i64::MAX);
        let mut ask = self.index.prepare_cached(words.question(bounded))?;
        let mut rows = if bounded {
            ask.query(params![expression, first_row, last_row])?
        } else {
            ask.query([expression])?
        };
        let mut finder = self.shelf.finder();
        if let Some(row) = rows.next()? {
            let rows = gather::rows(row.get_ref(0)?.as_blob()?);
            rows.filter_map(|row| finder.position(row))
                .for_each(|at| found.set(at));
        }
        found.and(within);
        Ok(found)
    }

    fn find_letters(&self, forms: &[Vec<char>], within: &Bits) -> Result<Bits> {
        let mut any = Bits::none(self.shelf.len());
        for form in forms {
            let expression = phrase(form);
            any.or(&self.find(Words::Letter, &expression, within)?);
        }
        Ok(any)
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
        if letters.is_empty() {
            return Ok(Bits::none(self.shelf.len()));
        }
        let any: Vec<String> = letters.iter().map(|&c| phrase(&[c])).collect();
        self.find(Words::Letter, &any.join(" OR "), within)
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
        let mut wanted = vec![false; self.shelf.names()];
        for number in ids.iter().filter_map(|id| self.shelf.known(id)) {
            wanted[usize::from(number)] = true;
        }
        let is = |number: u16| wanted.get(usize::from(number)).copied().unwrap_or(false);
        self.pick(within, |e| match field {
            TermField::Type => is(e.kind) || self.shelf.terms(e).iter().copied().any(is),
            TermField::Genre => is(e.genre),
            TermField::Level => is(e.level),
            TermField::Theme => self.shelf.terms(e).iter().copied().any(is),
        })
    }

    fn no_term(&self, field: TermField, within: &Bits) -> Bits {
        let of = |e: &Entry, field: TermField| {
            let is = |number: &u16| self.shelf.name(*number).is_some_and(|id| field.has(id));
            self.shelf.terms(e).iter().any(is)
        };
        self.pick(within, |e| match field {
            TermField::Type => e.kind == 0 && !of(e, field),
            TermField::Genre => e.genre == 0,
            TermField::Level => e.level == 0,
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

/// True when FTS5 can decide the plan as a part of an `AND`: found words, or their absence.
fn in_index(plan: &Plan) -> bool {
    match plan {
        Plan::Not(inner) => expression(inner).is_some(),
        plan => expression(plan).is_some(),
    }
}

/// The plan as an expression of the phrase table, when that table alone decides it.
pub(super) fn expression(plan: &Plan) -> Option<String> {
    match plan {
        Plan::Text { columns, forms } => text_expression(*columns, forms),
        Plan::Near {
            columns,
            words,
            gap,
        } => near_expression(*columns, words, *gap),
        Plan::Or(all) => {
            let parts: Option<Vec<String>> = all.iter().map(expression).collect();
            parts.map(|parts| format!("({})", parts.join(" OR ")))
        }
        Plan::And(all) => {
            let (mut with, mut without) = (Vec::new(), Vec::new());
            for plan in all {
                match plan {
                    Plan::Not(inner) => without.push(expression(inner)?),
                    plan => with.push(expression(plan)?),
                }
            }
            let with = (!with.is_empty()).then(|| with.join(" AND "))?;
            Some(match without.as_slice() {
                [] => format!("({with})"),
                _ => format!("(({with}) NOT ({}))", without.join(" OR ")),
            })
        }
        _ => None,
    }
}

fn text_expression(columns: Columns, forms: &[Vec<char>]) -> Option<String> {
    // One character everywhere is what the letter table is for: as the start of any pair it would
    // be found by a walk over thousands of pairs.
    let single = forms.iter().any(|form| form.len() < 2);
    if single && columns == Columns::ALL {
        return None;
    }
    let star = if single { " *" } else { "" };
    let any: Vec<String> = forms.iter().map(|form| phrase(form) + star).collect();
    Some(format!(
        "({}({}))",
        column_filter(columns),
        any.join(" OR ")
    ))
}

/// `NEAR` counts pairs from the end of one phrase to the start of the last: one less than
/// characters for each phrase of two characters or more.
fn near_expression(columns: Columns, words: &[Vec<Vec<char>>], gap: u32) -> Option<String> {
    if words.iter().flatten().any(|form| form.len() < 2) {
        return None;
    }
    let mut choices: Vec<Vec<&Vec<char>>> = vec![Vec::new()];
    for forms in words {
        choices = choices
            .iter()
            .flat_map(|chosen| {
                forms.iter().map(move |form| {
                    let mut longer = chosen.clone();
                    longer.push(form);
                    longer
                })
            })
            .collect();
        // Only words that begin and end with an x have several forms; a heap of them is looked at
        // in the texts instead.
        if choices.len() > 16 {
            return None;
        }
    }
    let any: Vec<String> = choices
        .into_iter()
        .map(|chosen| {
            let phrases: Vec<String> = chosen.into_iter().map(|form| phrase(form)).collect();
            format!("NEAR({}, {})", phrases.join(" "), gap + 1)
        })
        .collect();
    Some(format!(
        "({}({}))",
        column_filter(columns),
        any.join(" OR ")
    ))
}

fn column_filter(columns: Columns) -> String {
    if columns == Columns::ALL {
        return String::new();
    }
    let mut filter = String::from("{");
    for (_, name) in Columns::EACH
        .iter()
        .filter(|(column, _)| columns.has(*column))
    {
        let _ = write!(filter, "{name} ");
    }
    filter.push_str("} : ");
    filter
}

/// An FTS5 string.
pub(super) fn phrase(form: &[char]) -> String {
    let mut quoted = String::with_capacity(form.len() * 3 + 2);
    quoted.push('"');
    for &c in form {
        if c == '"' {
            quoted.push('"');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
