//! Answers a search: exact total, facets, and a page of hits with snippets, from the index and, for
//! speeches it has not seen yet, from the texts. Writes nothing.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use speech::{Span, lexicon};

use super::ask::Ask;
use super::bits::Bits;
use super::scan::Prepared;
use super::shelf::{Shelf, is_undated, row_number};
use super::snippet::{self, Snippet};
use super::source::{Record, Source};
use super::stop::Stop;
use crate::error::Result;
use crate::field::State;
use crate::ids::SpeechId;
use crate::list::Scope;
use crate::query::{Columns, Plan};

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Latest last day of the date first; undated last.
    #[default]
    Newest,
    /// Earliest last day of the date first; undated last.
    Oldest,
    /// Words found in the title first, then in a heading, then in the text; newest first in each.
    Relevance,
}

/// Which page of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Hits to pass over.
    pub offset: usize,
    /// Most hits to return; 0 for totals alone.
    pub limit: usize,
    /// Their order.
    pub order: Order,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hits {
    /// How many speeches were found, exactly.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// How the found speeches spread.
    pub facets: Facets,
}

/// One found speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The speech.
    pub id: SpeechId,
    /// Its title.
    pub title: String,
    /// The words found in the title.
    pub title_marks: Vec<Span>,
    /// Date as EDTF.
    pub date: Option<String>,
    /// Meeting type id.
    pub kind: Option<String>,
    /// `Inbox` or `Filed`.
    pub state: State,
    /// Why it was found.
    pub snippets: Vec<Snippet>,
}

/// How many of the found speeches have which value, most first. Of types only a speech's first one
/// counts, so that the numbers add up; of themes each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// Meeting type ids.
    #[serde(rename = "type")]
    pub kind: Vec<Count>,
    /// Years, latest first.
    pub year: Vec<Count>,
    /// Theme ids.
    pub theme: Vec<Count>,
    /// Level ids.
    pub level: Vec<Count>,
    /// Genre ids.
    pub genre: Vec<Count>,
}

/// How many have a value; `None` counts those without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value.
    pub value: Option<String>,
    /// How many.
    pub count: u64,
}

/// What is searched for, made ready.
pub(super) struct Search<'a> {
    pub plan: &'a Plan,
    pub scope: &'a Scope,
    pub window: Window,
    /// Last change of the catalogue that the index has seen.
    pub seen: i64,
}

/// A found speech before its page is cut.
enum Found {
    Indexed(usize),
    /// Position among the speeches the index has not seen.
    New(usize),
}

/// Runs a search on one moment of the index and the catalogue.
pub(super) fn run(
    index: Option<(&Connection, &Shelf)>,
    source: &dyn Source,
    search: &Search<'_>,
    stop: &Stop,
) -> Result<Hits> {
    let scope = Scoped::new(search.scope, source)?;
    let empty = Shelf::default();
    let shelf = index.map_or(&empty, |(_, shelf)| shelf);
    let mut tally = Tally::default();
    // Each found speech with its key of order: (tier, row number).
    let mut found: Vec<((u8, i64), Found)> = Vec::new();

    let unseen = source.changes(search.seen, usize::MAX)?;
    if let Some((connection, shelf)) = index {
        let ask = Ask {
            index: connection,
            shelf,
            source,
            stop,
        };
        let mut within = Bits::of(shelf.len(), |at| {
            let entry = &shelf.entries()[at];
            scope.has(entry.num, entry.state)
        });
        if !unseen.is_empty() {
            let changed: HashSet<i64> = unseen.iter().map(|&(_, num)| num).collect();
            for (at, entry) in shelf.entries().iter().enumerate() {
                if changed.contains(&entry.num) {
                    within.unset(at);
                }
            }
        }
        let hits = ask.eval(search.plan, &within)?;
        tally.add_all(shelf, &hits);
        let titled = tier(&ask, search, Columns::TITLE, &hits)?;
        let headed = tier(&ask, search, Columns::HEADING, &hits)?;
        let key = |at: usize| {
            let tier = if titled.has(at) {
                0
            } else if headed.has(at) {
                1
            } else {
                2
            };
            (tier, shelf.entries()[at].row)
        };
        let enough = search.window.offset.saturating_add(search.window.limit);
        // Sorting is only needed when titles go first; else the page stands at one end of the set.
        match search.window.order {
            Order::Relevance => found.extend(hits.iter().map(|at| (key(at), Found::Indexed(at)))),
            Order::Newest => found.extend(
                hits.iter()
                    .rev()
                    .take(enough)
                    .map(|at| (key(at), Found::Indexed(at))),
            ),
            Order::Oldest => {
                let dated = |at: &usize| !is_undated(shelf.entries()[*at].row);
                let oldest = hits
                    .iter()
                    .filter(dated)
                    .chain(hits.iter().filter(|at| !dated(at)));
                found.extend(oldest.take(enough).map(|at| (key(at), Found::Indexed(at))));
            }
        }
    }

    let mut new: Vec<Record> = Vec::new();
    for &(_, num) in &unseen {
        stop.check()?;
        let in_scope = |record: &Record| scope.has(num, record.state);
        let Some(record) = source.record(num)?.filter(in_scope) else {
            continue;
        };
        let speech = Prepared::new(&record);
        if !speech.holds(search.plan) {
            continue;
        }
        let in_column = |column| {
            search.window.order == Order::Relevance
                && narrowed(search.plan, column).is_some_and(|plan| speech.holds(&plan))
        };
        let tier = if in_column(Columns::TITLE) {
            0
        } else if in_column(Columns::HEADING) {
            1
        } else {
            2
        };
        let row = row_number(record.days.latest, num).unwrap_or(0);
        tally.add_record(&record);
        found.push(((tier, row), Found::New(new.len())));
        new.push(record);
    }

    match search.window.order {
        Order::Oldest => found.sort_by_key(|&((_, row), _)| (is_undated(row), row)),
        _ => found.sort_by_key(|&((tier, row), _)| (tier, std::cmp::Reverse(row))),
    }
    let page = found
        .iter()
        .skip(search.window.offset)
        .take(search.window.limit);
    let mut hits = Vec::new();
    for (_, place) in page {
        stop.check()?;
        match place {
            Found::New(at) => hits.push(hit(search.plan, &new[*at])),
            Found::Indexed(at) => {
                let record = source.record(shelf.entries()[*at].num)?;
                hits.extend(record.map(|record| hit(search.plan, &record)));
            }
        }
    }
    Ok(Hits {
        total: tally.total,
        hits,
        facets: tally.facets(),
    })
}

/// Those hits whose words stand in a column, when that decides the order.
fn tier(ask: &Ask<'_>, search: &Search<'_>, column: Columns, hits: &Bits) -> Result<Bits> {
    let plan = match search.window.order {
        Order::Relevance => narrowed(search.plan, column),
        _ => None,
    };
    match plan {
        Some(plan) => ask.eval(&plan, hits),
        None => Ok(Bits::none(ask.shelf.len())),
    }
}

/// The words a plan looks for everywhere, looked for in one column instead; `None` when there are
/// no such words.
fn narrowed(plan: &Plan, column: Columns) -> Option<Plan> {
    match plan {
        Plan::Text { columns, forms } if columns.has(column) => Some(Plan::Text {
            columns: column,
            forms: forms.clone(),
        }),
        Plan::And(all) => several(all, column, Plan::And),
        Plan::Or(all) => several(all, column, Plan::Or),
        _ => None,
    }
}

fn several(all: &[Plan], column: Columns, join: fn(Vec<Plan>) -> Plan) -> Option<Plan> {
    let parts: Vec<Plan> = all
        .iter()
        .filter_map(|plan| narrowed(plan, column))
        .collect();
    (!parts.is_empty()).then(|| join(parts))
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

    fn has(&self, num: i64, state: State) -> bool {
        self.state.is_none_or(|own| own == state)
            && self.nums.as_ref().is_none_or(|nums| nums.contains(&num))
    }
}

/// Counts as it goes.
#[derive(Default)]
struct Tally {
    total: u64,
    kind: BTreeMap<Option<String>, u64>,
    year: BTreeMap<Option<i32>, u64>,
    theme: BTreeMap<Option<String>, u64>,
    level: BTreeMap<Option<String>, u64>,
    genre: BTreeMap<Option<String>, u64>,
}

impl Tally {
    /// Counts hits by the shelf's numbers, and names only what was counted.
    fn add_all(&mut self, shelf: &Shelf, hits: &Bits) {
        let names = shelf.names();
        let (mut kinds, mut genres, mut levels, mut terms) = (
            vec![0; names],
            vec![0; names],
            vec![0; names],
            vec![0u64; names],
        );
        for at in hits.iter() {
            let entry = &shelf.entries()[at];
            self.total += 1;
            *self.year.entry(entry.year).or_default() += 1;
            kinds[usize::from(entry.kind)] += 1;
            genres[usize::from(entry.genre)] += 1;
            levels[usize::from(entry.level)] += 1;
            for &term in &entry.terms {
                terms[usize::from(term)] += 1;
            }
        }
        let named = |number: usize| shelf.name(number as u16).map(str::to_owned);
        for (facet, counts) in [
            (&mut self.kind, &kinds),
            (&mut self.genre, &genres),
            (&mut self.level, &levels),
        ] {
            for (number, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                *facet.entry(named(number)).or_default() += count;
            }
        }
        for (number, &count) in terms.iter().enumerate().filter(|(_, count)| **count > 0) {
            // Further meeting types stand among the terms; they are no themes.
            let name = named(number).filter(|id| lexicon::meeting_types().get(id).is_none());
            if name.is_some() {
                *self.theme.entry(name).or_default() += count;
            }
        }
    }

    fn add_record(&mut self, record: &Record) {
        self.total += 1;
        *self.kind.entry(record.kind.clone()).or_default() += 1;
        *self.year.entry(record.days.shelf().0).or_default() += 1;
        *self.level.entry(record.level.clone()).or_default() += 1;
        *self.genre.entry(record.genre.clone()).or_default() += 1;
        for theme in &record.themes {
            *self.theme.entry(Some(theme.clone())).or_default() += 1;
        }
    }

    fn facets(self) -> Facets {
        let by_count = |facet: BTreeMap<Option<String>, u64>| {
            let mut counts: Vec<Count> = facet
                .into_iter()
                .map(|(value, count)| Count { value, count })
                .collect();
            counts.sort_by_key(|c| std::cmp::Reverse(c.count));
            counts
        };
        let years = self.year.into_iter().rev();
        Facets {
            kind: by_count(self.kind),
            year: years
                .map(|(year, count)| Count {
                    value: year.map(|y| y.to_string()),
                    count,
                })
                .collect(),
            theme: by_count(self.theme),
            level: by_count(self.level),
            genre: by_count(self.genre),
        }
    }
}
