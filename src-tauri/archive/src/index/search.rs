//! Answers a search from the index and, for speeches it has not seen yet, from the texts: the first
//! hits, a page with totals and facets, or all that is found. Writes nothing.

use std::collections::HashSet;

use rusqlite::Connection;

use super::ask::{Ask, Tables};
use super::bits::Bits;
use super::hits::{First, Hit, Hits, Order, Window};
use super::rank::{self, Key};
use super::scan::Prepared;
use super::shelf::{Shelf, Slice};
use super::snippet;
use super::source::{Record, Source};
use super::stop::Stop;
use super::tally::{Parts, Tally};
use crate::error::Result;
use crate::field::State;
use crate::ids::SpeechId;
use crate::list::Scope;
use crate::query::Plan;

/// Speeches of the first slice that is searched for the first hits; each further one is
/// [`GROWTH`] times as large. A common word fills a page from it, a rare one costs little anywhere.
const FIRST_SLICE: usize = 2_000;
const GROWTH: usize = 6;
/// Where the shelf holds too few of the first hits, so many times as many speeches are read.
const READ_MORE: usize = 5;

/// What is searched for, made ready.
pub(super) struct Search<'a> {
    pub plan: &'a Plan,
    pub scope: &'a Scope,
    pub window: Window,
    /// Last change of the catalogue that the index has seen.
    pub seen: i64,
}

/// An answer, if the shelf holds enough for it.
pub(super) enum Look<T> {
    Found(T),
    /// The shelf must be read on, by so many speeches at least.
    Short {
        more: usize,
    },
}

impl<T> Look<T> {
    /// All of the shelf is needed.
    pub const ALL: Self = Self::Short { more: usize::MAX };
}

/// A hit with the key by which it is ordered.
type Ranked = (Key, Found);

/// A found speech before its page is cut.
#[derive(Clone, Copy)]
enum Found {
    /// Number in the catalogue.
    Indexed(i64),
    /// Position among the speeches the index has not seen.
    New(usize),
}

/// One moment of the index and the catalogue, with a search.
pub(super) struct Moment<'a> {
    pub(super) index: Option<(&'a Connection, &'a Shelf)>,
    tables: Tables<'a>,
    pub(super) source: &'a dyn Source,
    search: &'a Search<'a>,
    pub(super) stop: &'a Stop,
    scope: Scoped,
    /// Numbers of the speeches that the index has not seen as they are.
    pub(super) unseen: Vec<i64>,
    /// The same in order.
    changed: Vec<i64>,
}

impl<'a> Moment<'a> {
    pub fn new(
        index: Option<(&'a Connection, &'a Shelf)>,
        source: &'a dyn Source,
        search: &'a Search<'a>,
        stop: &'a Stop,
    ) -> Result<Self> {
        let unseen = source.changes(search.seen, usize::MAX)?;
        let unseen: Vec<i64> = unseen.into_iter().map(|(_, num)| num).collect();
        let mut changed = unseen.clone();
        changed.sort_unstable();
        Ok(Self {
            index,
            tables: Tables::default(),
            source,
            search,
            stop,
            scope: Scoped::new(search.scope, source)?,
            unseen,
            changed,
        })
    }

    /// The first hits; newest first they are had without finding the rest.
    pub fn first(&self) -> Result<Look<First>> {
        let Window { limit, order, .. } = self.search.window;
        if order != Order::Newest {
            return Ok(match self.page()? {
                Look::Short { more } => Look::Short { more },
                Look::Found(page) => Look::Found(First {
                    more: page.total > page.hits.len() as u64,
                    hits: page.hits,
                }),
            });
        }
        let (new, mut found) = self.find_new(|speech, _| speech.holds(self.search.plan))?;
        if let Some((index, shelf)) = self.index {
            // One more than is shown, to say whether there are more.
            let enough = found.len().saturating_add(limit).saturating_add(1);
            let (mut from, mut size) = (0, FIRST_SLICE);
            while from < shelf.len() && found.len() < enough {
                let slice = shelf.slice(from, size);
                (from, size) = (slice.positions.end, size.saturating_mul(GROWTH));
                let (ask, within) = self.ask(index, shelf, slice);
                let hits = ask.eval(self.search.plan, &within)?;
                self.rank(&ask, &hits, enough, &mut found)?;
            }
            if found.len() < enough && !shelf.is_whole() {
                return Ok(Look::Short {
                    more: shelf.len().saturating_mul(READ_MORE),
                });
            }
        }
        let more = found.len() > limit;
        found.sort_unstable_by_key(|(key, _)| *key);
        found.truncate(limit);
        let hits = self.hits(&found, &new)?;
        Ok(Look::Found(First { hits, more }))
    }

    /// A page with exact totals and facets.
    pub fn page(&self) -> Result<Look<Hits>> {
        if self.is_partial() {
            return Ok(Look::ALL);
        }
        let parts = Parts::of(self.search.plan);
        let mut tally = Tally::default();
        let (new, mut found) =
            self.find_new(|speech, record| tally.add_record(&parts, speech, record))?;
        if let Some((index, shelf)) = self.index {
            let (ask, within) = self.ask(index, shelf, shelf.whole());
            let (hits, wider) = parts.find(&ask, &within)?;
            tally.add_all(shelf, &hits, &wider);
            self.rank(&ask, &hits, self.enough(), &mut found)?;
        }
        let Window { offset, limit, .. } = self.search.window;
        let end = offset.saturating_add(limit).min(found.len());
        if end < found.len() && end > 0 {
            found.select_nth_unstable_by_key(end, |(key, _)| *key);
            found.truncate(end);
        }
        found.sort_unstable_by_key(|(key, _)| *key);
        let page = found.get(offset..end).unwrap_or_default();
        Ok(Look::Found(Hits {
            total: tally.total,
            hits: self.hits(page, &new)?,
            facets: tally.facets(),
        }))
    }

    /// The ids of all that is found, in order.
    pub fn all(&self) -> Result<Look<Vec<SpeechId>>> {
        Ok(match self.numbers()? {
            Look::Short { more } => Look::Short { more },
            Look::Found(numbers) => {
                let ids = numbers.into_iter().map(|num| self.source.id(num));
                Look::Found(ids.collect::<Result<_>>()?)
            }
        })
    }

    /// The numbers of all that is found, in order.
    pub fn numbers(&self) -> Result<Look<Vec<i64>>> {
        if self.is_partial() {
            return Ok(Look::ALL);
        }
        let (new, mut found) = self.find_new(|speech, _| speech.holds(self.search.plan))?;
        if let Some((index, shelf)) = self.index {
            let (ask, within) = self.ask(index, shelf, shelf.whole());
            let hits = ask.eval(self.search.plan, &within)?;
            self.rank(&ask, &hits, self.enough(), &mut found)?;
        }
        found.sort_unstable_by_key(|(key, _)| *key);
        let number = |&(_, found): &Ranked| match found {
            Found::New(at) => new[at].num,
            Found::Indexed(num) => num,
        };
        Ok(Look::Found(found.iter().map(number).collect()))
    }

    /// True when speeches of the index are missing on the shelf.
    pub(super) fn is_partial(&self) -> bool {
        self.index.is_some_and(|(_, shelf)| !shelf.is_whole())
    }

    /// The index as it is asked about a slice, and those of the slice that may be found.
    pub(super) fn ask<'i>(
        &'i self,
        index: &'a Connection,
        shelf: &'i Shelf,
        slice: Slice,
    ) -> (Ask<'i, 'a>, Bits) {
        let range = slice.positions.clone();
        let within = if self.scope.is_all() && self.unseen.is_empty() {
            Bits::range(shelf.len(), range)
        } else {
            Bits::of(shelf.len(), range, |at| {
                let entry = &shelf.entries()[at];
                let num = i64::from(entry.num);
                self.scope.has(num, entry.facts.state) && self.changed.binary_search(&num).is_err()
            })
        };
        let ask = Ask {
            index,
            tables: &self.tables,
            shelf,
            slice,
            source: self.source,
            stop: self.stop,
        };
        (ask, within)
    }

    /// Those of the speeches that the index has not seen that are found, with their keys.
    fn find_new(
        &self,
        mut holds: impl FnMut(&Prepared<'_>, &Record) -> bool,
    ) -> Result<(Vec<Record>, Vec<Ranked>)> {
        let (mut new, mut found) = (Vec::new(), Vec::new());
        for &num in &self.unseen {
            self.stop.check()?;
            let in_scope = |record: &Record| self.scope.has(num, record.state);
            let Some(record) = self.source.record(num)?.filter(in_scope) else {
                continue;
            };
            let speech = Prepared::new(&record);
            if holds(&speech, &record) {
                let key = rank::of_record(self.search.plan, self.search.window.order, &speech);
                found.push((key, Found::New(new.len())));
                new.push(record);
            }
        }
        Ok((new, found))
    }

    /// How many hits a page needs, with those before it.
    fn enough(&self) -> usize {
        let Window { offset, limit, .. } = self.search.window;
        offset.saturating_add(limit)
    }

    /// Adds hits with their keys; `enough` of them where the order allows to leave the rest.
    fn rank(
        &self,
        ask: &Ask<'_, '_>,
        hits: &Bits,
        enough: usize,
        found: &mut Vec<Ranked>,
    ) -> Result<()> {
        let Search { plan, window, .. } = self.search;
        let ranked = rank::of_hits(ask, plan, window.order, hits, enough)?;
        let num = |at: usize| i64::from(ask.shelf.entries()[at].num);
        let ranked = ranked.into_iter();
        found.extend(ranked.map(|(key, at)| (key, Found::Indexed(num(at)))));
        Ok(())
    }

    fn hits(&self, page: &[Ranked], new: &[Record]) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(page.len());
        for (_, found) in page {
            self.stop.check()?;
            match *found {
                Found::New(at) => hits.push(hit(self.search.plan, &new[at])),
                Found::Indexed(num) => {
                    let record = self.source.shown(num)?;
                    hits.extend(record.map(|record| hit(self.search.plan, &record)));
                }
            }
        }
        Ok(hits)
    }
}

fn hit(plan: &Plan, record: &Record) -> Hit {
    let speech = Prepared::new(record);
    Hit {
        id: record.id.clone(),
        title: record.title.clone(),
        title_marks: snippet::title_marks(plan, &speech),
        date: record.date.clone(),
        kind: record.kind.clone(),
        state: record.state,
        snippets: snippet::snippets(plan, &speech),
    }
}

/// A scope with what only the catalogue knows of it.
struct Scoped {
    state: Option<State>,
    /// Numbers of its speeches, when it is more than a state.
    nums: Option<HashSet<i64>>,
}

impl Scoped {
    fn new(scope: &Scope, source: &dyn Source) -> Result<Self> {
        let state = match scope {
            Scope::Inbox => Some(State::Inbox),
            Scope::Filed => Some(State::Filed),
            _ => None,
        };
        let nums = match scope {
            Scope::All | Scope::Inbox | Scope::Filed => None,
            scope => Some(source.within(scope)?.into_iter().collect()),
        };
        Ok(Self { state, nums })
    }

    /// True when every speech of the index is in it.
    fn is_all(&self) -> bool {
        self.state.is_none() && self.nums.is_none()
    }

    fn has(&self, num: i64, state: State) -> bool {
        self.state.is_none_or(|own| own == state)
            && self.nums.as_ref().is_none_or(|nums| nums.contains(&num))
    }
}
