//! Reads the speeches that a query finds, each with every place where its words stand in the text,
//! and texts taken evenly from the whole archive to compare with. Keeps, sorts and counts nothing.

use std::ops::ControlFlow;
use std::thread;

use rusqlite::{Connection, OptionalExtension};
use speech::Span;
use speech::terms::Folded;

use super::hits::{Order, Window};
use super::scan;
use super::stop::Stop;
use crate::error::{Error, Result};
use crate::field::Days;
use crate::ids::{Hash, SpeechId};
use crate::list::Scope;
use crate::query::{self, Columns, Plan, Query};
use crate::{Archive, content};

/// Speeches read before the first are handed over: a screen of lines comes from a few dozen.
const FIRST: usize = 32;
/// Speeches read at once after that.
const STRIDE: usize = 512;
/// Threads that read. Unpacking, folding and looking share nothing, but each holds a reader.
const THREADS: usize = 4;

/// A speech in whose text the words of a query stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The speech.
    pub id: SpeechId,
    /// Its title.
    pub title: String,
    /// True when the title was composed.
    pub title_supplied: bool,
    /// Date as EDTF.
    pub date: Option<String>,
    /// The days the date may lie in.
    pub days: Days,
    /// Meeting type id.
    pub kind: Option<String>,
    /// The clean text.
    pub text: String,
    /// Where the words stand, in order; of places that overlap the first.
    pub places: Vec<Span>,
}

/// Texts taken evenly from all live speeches.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// Last change of the archive when they were taken.
    pub revision: i64,
    /// How many live speeches there were.
    pub of: usize,
    /// The speeches taken, with their clean texts.
    pub texts: Vec<(SpeechId, String)>,
}

impl Archive {
    /// Reads every speech that a query finds and in whose text its words stand, newest first, and
    /// hands it over, until `take` breaks off. Words looked for in other parts alone give nothing.
    pub fn concordance(
        &self,
        query: &Query,
        scope: &Scope,
        stop: &Stop,
        mut take: impl FnMut(Reading) -> ControlFlow<()>,
    ) -> Result<()> {
        let plan = query::compile(query, &*self.terms()?)?;
        let window = Window {
            offset: 0,
            limit: usize::MAX,
            order: Order::Newest,
        };
        let numbers = self
            .index
            .search(self, query, (scope, window), stop, |moment| {
                moment.numbers()
            })?;
        let (first, rest) = numbers.split_at(numbers.len().min(FIRST));
        for stride in std::iter::once(first).chain(rest.chunks(STRIDE)) {
            for reading in self.read_stride(&plan, stride, stop)? {
                if take(reading).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The readings of some speeches, in their order.
    fn read_stride(&self, plan: &Plan, numbers: &[i64], stop: &Stop) -> Result<Vec<Reading>> {
        let threads = thread::available_parallelism().map_or(1, |n| n.get().min(THREADS));
        let share = numbers.len().div_ceil(threads).max(1);
        let read = |numbers: &[i64]| -> Result<Vec<Reading>> {
            self.read(|reader| {
                let mut readings = Vec::new();
                for &num in numbers {
                    stop.check()?;
                    // A speech that went since the search was made is passed over.
                    let reading = reading(reader, plan, num)?;
                    readings.extend(reading.filter(|reading| !reading.places.is_empty()));
                }
                Ok(readings)
            })
        };
        let shares: Vec<Result<Vec<Reading>>> = thread::scope(|scope| {
            let threads: Vec<_> = numbers
                .chunks(share)
                .map(|numbers| scope.spawn(|| read(numbers)))
                .collect();
            let ended = threads.into_iter().map(thread::ScopedJoinHandle::join);
            ended
                .map(|end| end.unwrap_or(Err(Error::Stopped)))
                .collect()
        });
        let mut all = Vec::new();
        for share in shares {
            all.append(&mut share?);
        }
        Ok(all)
    }

    /// At most `most` texts, taken evenly from all live speeches.
    pub fn sample(&self, most: usize, stop: &Stop) -> Result<Sampled> {
        self.read(|reader| {
            let mut ask =
                reader.prepare_cached("SELECT num FROM speech WHERE live ORDER BY num")?;
            let numbers = ask.query_map([], |row| row.get(0))?;
            let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
            let step = numbers.len().div_ceil(most.max(1)).max(1);
            let mut texts = Vec::new();
            for &num in numbers.iter().step_by(step) {
                stop.check()?;
                let read = reading(reader, &Plan::All, num)?;
                texts.extend(read.map(|read| (read.id, read.text)));
            }
            Ok(Sampled {
                revision: revision(reader)?,
                of: numbers.len(),
                texts,
            })
        })
    }

    /// Number of the last change, of whatever kind.
    pub fn revision(&self) -> Result<i64> {
        self.read(revision)
    }
}

fn revision(reader: &Connection) -> Result<i64> {
    Ok(reader
        .prepare_cached("SELECT value FROM meta WHERE key = 'revision'")?
        .query_row([], |row| row.get(0))?)
}

fn reading(reader: &Connection, plan: &Plan, num: i64) -> Result<Option<Reading>> {
    let mut ask = reader.prepare_cached(include_str!("sql/reading.sql"))?;
    let found = ask.query_row([num], |row| {
        let reading = Reading {
            id: row.get(0)?,
            title: row.get(1)?,
            title_supplied: row.get(2)?,
            date: row.get(3)?,
            days: Days {
                earliest: row.get(4)?,
                latest: row.get(5)?,
            },
            kind: row.get(6)?,
            text: String::new(),
            places: Vec::new(),
        };
        Ok((reading, row.get::<_, Hash>(7)?))
    });
    let Some((mut reading, clean)) = found.optional()? else {
        return Ok(None);
    };
    reading.text = content::text(reader, clean)?;
    reading.places = places(plan, &reading.text);
    Ok(Some(reading))
}

/// Where the words stand. Touching places stay two: each is a line of its own.
fn places(plan: &Plan, text: &str) -> Vec<Span> {
    if matches!(plan, Plan::All) {
        return Vec::new();
    }
    let folded = Folded::searchable(text);
    let mut kept: Vec<Span> = Vec::new();
    for (_, place) in scan::places(plan, Columns::BODY, text, &folded) {
        if kept.last().is_none_or(|last| last.end <= place.start) {
            kept.push(place);
        }
    }
    kept
}
