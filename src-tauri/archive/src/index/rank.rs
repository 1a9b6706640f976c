//! Orders hits: by day, by where and how heavily the words stand, by how often. Finds nothing.

use std::cmp::Reverse;

use rusqlite::params;

use super::ask::Ask;
use super::bits::Bits;
use super::expression::{expression, phrase};
use super::facts::NO_DAY;
use super::hits::Order;
use super::scan::{Prepared, places};
use crate::error::Result;
use crate::query::{Columns, Plan};

/// Hits whose words are weighed for relevance, the newest ones: to weigh a word that is everywhere
/// in all its speeches took ten times as long as finding them.
const WEIGHED: usize = 2_000;

/// What hits are sorted by, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    tier: u8,
    weight: Reverse<u64>,
    day: i64,
    num: i64,
}

impl Key {
    fn new(order: Order, tier: u8, weight: u64, latest: i32, num: i64) -> Self {
        let day = i64::from(latest);
        match order {
            Order::Oldest => Self {
                tier: u8::from(latest == NO_DAY),
                weight: Reverse(0),
                day,
                num,
            },
            // The day of an undated speech is the smallest there is, so it comes last.
            Order::Newest | Order::Relevance | Order::Most => Self {
                tier,
                weight: Reverse(weight),
                day: -day,
                num: -num,
            },
        }
    }
}

/// The key of a speech that the index has not seen. Its words are not weighed.
pub(super) fn of_record(plan: &Plan, order: Order, speech: &Prepared<'_>) -> Key {
    let in_column = |column| narrowed(plan, column).is_some_and(|narrowed| speech.holds(&narrowed));
    let tier = match order {
        Order::Relevance if in_column(Columns::TITLE) => 0,
        Order::Relevance if in_column(Columns::HEADING) => 1,
        Order::Relevance => 2,
        _ => 0,
    };
    let weight = match order {
        Order::Most => count(plan, speech),
        _ => 0,
    };
    let record = speech.record();
    Key::new(
        order,
        tier,
        weight,
        record.days.latest.unwrap_or(NO_DAY),
        record.num,
    )
}

/// The keys of hits with their positions: of all, or of the `enough` first ones where those are
/// known without looking at all.
pub(super) fn of_hits(
    ask: &Ask<'_, '_>,
    plan: &Plan,
    order: Order,
    hits: &Bits,
    enough: usize,
) -> Result<Vec<(Key, usize)>> {
    let entries = ask.shelf.entries();
    let key = |tier, weight, at: usize| {
        let entry = &entries[at];
        (
            Key::new(
                order,
                tier,
                weight,
                entry.facts.latest,
                i64::from(entry.num),
            ),
            at,
        )
    };
    Ok(match order {
        Order::Newest => hits.iter().take(enough).map(|at| key(0, 0, at)).collect(),
        Order::Oldest => {
            let all: Vec<usize> = hits.iter().collect();
            let (dated, undated) =
                all.split_at(all.partition_point(|&at| entries[at].facts.latest != NO_DAY));
            let oldest = dated.iter().rev().chain(undated.iter().rev());
            oldest.take(enough).map(|&at| key(0, 0, at)).collect()
        }
        Order::Relevance => {
            let titled = in_column(ask, plan, Columns::TITLE, hits)?;
            let headed = in_column(ask, plan, Columns::HEADING, hits)?;
            let weights = weigh(ask, plan, hits)?;
            let tier = |at| match (titled.has(at), headed.has(at)) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            let weight = |at: usize| weights.get(at).copied().unwrap_or(0);
            hits.iter()
                .map(|at| key(tier(at), weight(at), at))
                .collect()
        }
        Order::Most => {
            let counts = counts(ask, plan)?;
            let count = |at: usize| counts.get(at).copied().unwrap_or(0);
            hits.iter().map(|at| key(0, count(at), at)).collect()
        }
    })
}

/// Those hits whose words stand in a column.
fn in_column(ask: &Ask<'_, '_>, plan: &Plan, column: Columns, hits: &Bits) -> Result<Bits> {
    match narrowed(plan, column) {
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
        Plan::Written { wider, .. } => narrowed(wider, column),
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

/// How heavily the words stand in the newest hits, by position.
fn weigh(ask: &Ask<'_, '_>, plan: &Plan, hits: &Bits) -> Result<Vec<u64>> {
    let words: Vec<String> = words(plan).into_iter().filter_map(expression).collect();
    let Some(last) = hits
        .iter()
        .take(WEIGHED)
        .last()
        .filter(|_| !words.is_empty())
    else {
        return Ok(Vec::new());
    };
    let slice = ask.shelf.slice(0, last + 1);
    let mut rank = ask.index.prepare_cached(include_str!("sql/weigh.sql"))?;
    let mut rows = rank.query(params![words.join(" OR "), slice.first_row, slice.last_row])?;
    let mut weights = vec![0; slice.positions.end];
    let mut finder = ask.shelf.finder();
    while let Some(row) = rows.next()? {
        ask.stop.check()?;
        let Some(at) = finder.position(row.get(0)?).filter(|&at| at <= last) else {
            continue;
        };
        // FTS5 gives heavier ones smaller, negative numbers.
        let weight = (-row.get::<_, f64>(1)? * 1000.0).clamp(0.0, 1e15);
        weights[at] = weight as u64 + 1;
    }
    Ok(weights)
}

/// In how many places the words stand, by position.
fn counts(ask: &Ask<'_, '_>, plan: &Plan) -> Result<Vec<u64>> {
    let words: Vec<String> = words(plan).into_iter().filter_map(counted).collect();
    let mut counts = vec![0; ask.shelf.len()];
    if words.is_empty() {
        return Ok(counts);
    }
    let mut count = ask.index.prepare_cached(include_str!("sql/count.sql"))?;
    let slice = &ask.slice;
    let mut rows = count.query(params![words.join(" OR "), slice.first_row, slice.last_row])?;
    let mut finder = ask.shelf.finder();
    while let Some(row) = rows.next()? {
        ask.stop.check()?;
        if let Some(at) = finder.position(row.get(0)?) {
            counts[at] = row.get::<_, i64>(1)? as u64;
        }
    }
    Ok(counts)
}

/// The words that are looked for, not those that are excluded.
fn words(plan: &Plan) -> Vec<&Plan> {
    match plan {
        Plan::Text { .. } | Plan::Near { .. } => vec![plan],
        // In any script: what is found beside the hits is left out by position.
        Plan::Written { wider, .. } => vec![wider],
        Plan::And(all) | Plan::Or(all) => all.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

/// An expression whose places can be counted: of a single character, all pairs it begins.
fn counted(plan: &Plan) -> Option<String> {
    let single = match plan {
        Plan::Text { columns, forms } if *columns == Columns::ALL => {
            forms.iter().any(|form| form.len() < 2).then_some(forms)
        }
        _ => None,
    };
    match single {
        Some(forms) => {
            let any: Vec<String> = forms.iter().map(|form| phrase(form) + " *").collect();
            Some(format!("({})", any.join(" OR ")))
        }
        None => expression(plan),
    }
}

/// The same count by reading.
fn count(plan: &Plan, speech: &Prepared<'_>) -> u64 {
    let columns = Columns::EACH.iter();
    let values = columns.flat_map(|(column, _)| {
        let values = speech.values(*column).iter();
        values.map(|(text, folded)| places(plan, *column, text, folded).len() as u64)
    });
    values.sum()
}
