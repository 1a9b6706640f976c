//! The journal: what each edit changed, row by row, and undo and redo from it.
//! Knows no table by name; triggers on the writer's own connection note the rows before and after.

use std::collections::BTreeSet;

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::edit::{bump, ids_of};
use crate::error::{Error, Result};
use crate::field::State;
use crate::ids::{Millis, SpeechId};
use crate::op::Op;
use crate::{Archive, sql};

/// Tables whose changes are no edits.
const UNTRACKED: [&str; 6] = [
    "meta",
    "journal",
    "revision",
    "import_run",
    "import_line",
    "sqlite_sequence",
];

/// What an undo or redo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The operation undone or redone.
    pub op: Op,
    /// How many speeches it touched.
    pub count: u32,
    /// Those speeches.
    pub touched: Vec<SpeechId>,
    /// Number of the last change after it.
    pub revision: u64,
}

/// One edit in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its number; later edits have larger ones.
    pub seq: u64,
    /// What it did.
    pub op: Op,
    /// When.
    pub at: Millis,
    /// How many speeches it touched.
    pub count: u32,
    /// True when it was undone and could be redone.
    pub undone: bool,
}

/// One row as it was and as it became. For a changed row both hold the changed columns only.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RowChange {
    #[serde(rename = "t")]
    table: String,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    speech: Option<i64>,
    #[serde(rename = "k")]
    key: Map<String, Value>,
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    before: Option<Map<String, Value>>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    after: Option<Map<String, Value>>,
}

impl RowChange {
    /// The change of where a speech stands, for rows that were written in their last state at once:
    /// changing it afterwards rewrote nine indexes a speech.
    pub(crate) fn of_state(speech: i64, from: State, to: State) -> Self {
        let image = |state: State| {
            let live = i64::from(matches!(state, State::Inbox | State::Filed));
            Map::from_iter([
                ("state".to_owned(), state.as_str().into()),
                ("live".to_owned(), live.into()),
            ])
        };
        Self {
            table: "speech".to_owned(),
            speech: Some(speech),
            key: Map::from_iter([("num".to_owned(), speech.into())]),
            before: Some(image(from)),
            after: Some(image(to)),
        }
    }
}

/// The speeches that a list of changes touches.
pub(crate) fn touched(changes: &[RowChange]) -> BTreeSet<i64> {
    changes.iter().filter_map(|change| change.speech).collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Makes the triggers that note row images while the switch is on. They are temporary: they live
/// with this connection, so no other program that opens the file is slowed or surprised by them.
pub(crate) fn watch(catalogue: &Connection) -> Result<()> {
    catalogue.execute_batch(sql!("journal/watch"))?;
    for table in tracked(catalogue)? {
        let columns = columns(catalogue, &table)?;
        let speech = if table == "speech" {
            Some("num")
        } else {
            columns
                .iter()
                .map(|c| c.0.as_str())
                .find(|c| *c == "speech")
        };
        let image = |side: &str| {
            let pairs: Vec<String> = columns
                .iter()
                .map(|(name, _)| format!("'{name}', {side}.{}", quoted(name)))
                .collect();
            format!("json_object({})", pairs.join(", "))
        };
        for (verb, side, before, after) in [
            ("INSERT", "NEW", "NULL".to_owned(), image("NEW")),
            ("UPDATE", "NEW", image("OLD"), image("NEW")),
            ("DELETE", "OLD", image("OLD"), "NULL".to_owned()),
        ] {
            let speech = speech.map_or("NULL".to_owned(), |c| format!("{side}.{}", quoted(c)));
            catalogue.execute_batch(&format!(
                "CREATE TEMP TRIGGER journal_{table}_{verb} AFTER {verb} ON main.{} \
                 WHEN (SELECT on_ FROM journal_switch) BEGIN \
                 INSERT INTO row_image (tbl, speech, before, after) \
                 VALUES ('{table}', {speech}, {before}, {after}); END",
                quoted(&table)
            ))?;
        }
    }
    Ok(())
}

fn tracked(catalogue: &Connection) -> Result<Vec<String>> {
    let mut ask = catalogue.prepare(sql!("journal/tables"))?;
    let names = ask.query_map([], |row| row.get::<_, String>(0))?;
    let mut tables = Vec::new();
    for name in names {
        let name = name?;
        if !UNTRACKED.contains(&name.as_str()) {
            tables.push(name);
        }
    }
    Ok(tables)
}

/// Stored columns of a table, each with whether it is part of the primary key.
fn columns(catalogue: &Connection, table: &str) -> Result<Vec<(String, bool)>> {
    let mut ask = catalogue.prepare_cached(sql!("journal/columns"))?;
    let columns = ask.query_map([table], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? > 0))
    })?;
    Ok(columns.collect::<rusqlite::Result<_>>()?)
}

/// Starts (or stops) noting row images.
pub(crate) fn record(catalogue: &Connection, on: bool) -> Result<()> {
    catalogue
        .prepare_cached("UPDATE journal_switch SET on_ = ?1")?
        .execute([on])?;
    Ok(())
}

/// Takes the row images noted since recording began, in order.
pub(crate) fn collect(catalogue: &Connection) -> Result<Vec<RowChange>> {
    record(catalogue, false)?;
    let mut changes = Vec::new();
    {
        let mut ask = catalogue.prepare_cached(sql!("journal/images"))?;
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            let image = |value: ValueRef<'_>| -> Result<Option<Map<String, Value>>> {
                match value {
                    ValueRef::Text(json) => Ok(Some(serde_json::from_slice(json)?)),
                    _ => Ok(None),
                }
            };
            let table: String = row.get(0)?;
            let mut before = image(row.get_ref(2)?)?;
            let mut after = image(row.get_ref(3)?)?;
            let mut key = Map::new();
            for (name, is_key) in columns(catalogue, &table)? {
                if is_key && let Some(value) = after.as_ref().or(before.as_ref()) {
                    let value = value.get(&name).cloned().unwrap_or(Value::Null);
                    key.insert(name, value);
                }
            }
            if let (Some(before), Some(after)) = (&mut before, &mut after) {
                let same: Vec<String> = before
                    .iter()
                    .filter(|(name, value)| after.get(*name) == Some(value))
                    .map(|(name, _)| name.clone())
                    .collect();
                for name in same {
                    before.remove(&name);
                    after.remove(&name);
                }
                if before.is_empty() {
                    continue;
                }
            }
            changes.push(RowChange {
                table,
                speech: row.get(1)?,
                key,
                before,
                after,
            });
        }
    }
    catalogue.execute("DELETE FROM row_image", [])?;
    Ok(changes)
}

/// Writes an edit into the journal; what had been undone before can then no longer be redone.
pub(crate) fn store(
    catalogue: &Connection,
    op: Op,
    now: Millis,
    run: Option<&str>,
    changes: &[RowChange],
) -> Result<()> {
    catalogue
        .prepare_cached("DELETE FROM journal WHERE undone = 1")?
        .execute([])?;
    let packed = zstd::bulk::compress(&serde_json::to_vec(changes)?, 3)?;
    catalogue
        .prepare_cached(sql!("journal/insert"))?
        .execute(params![op, now, run, touched(changes).len() as i64, packed])?;
    Ok(())
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<RowChange>> {
    let json = zstd::stream::decode_all(packed)?;
    Ok(serde_json::from_slice(&json)?)
}

fn bound(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(yes) => Sql::Integer(i64::from(*yes)),
        Value::Number(number) => number
            .as_i64()
            .map_or_else(|| Sql::Real(number.as_f64().unwrap_or(0.0)), Sql::Integer),
        Value::String(text) => Sql::Text(text.clone()),
        nested => Sql::Text(nested.to_string()),
    }
}

/// Turns one row from one image into the other. False when the row is not as `from` says.
fn turn(
    catalogue: &Connection,
    change: &RowChange,
    from: Option<&Map<String, Value>>,
    to: Option<&Map<String, Value>>,
) -> Result<bool> {
    let table = quoted(&change.table);
    let mut values: Vec<Sql> = Vec::new();
    let place = |values: &mut Vec<Sql>, value: &Value| {
        values.push(bound(value));
        format!("?{}", values.len())
    };
    let statement = match (from, to) {
        (None, None) => return Ok(true),
        (None, Some(row)) => {
            let names: Vec<String> = row.keys().map(|name| quoted(name)).collect();
            let places: Vec<String> = row.values().map(|v| place(&mut values, v)).collect();
            format!(
                "INSERT INTO {table} ({}) VALUES ({})",
                names.join(", "),
                places.join(", ")
            )
        }
        (Some(was), _) => {
            let set: Vec<String> = to
                .into_iter()
                .flatten()
                .map(|(name, v)| format!("{} = {}", quoted(name), place(&mut values, v)))
                .collect();
            let mut is: Vec<String> = Vec::new();
            for (name, value) in change.key.iter().chain(was) {
                is.push(format!("{} IS {}", quoted(name), place(&mut values, value)));
            }
            let is = is.join(" AND ");
            if to.is_some() {
                format!("UPDATE {table} SET {} WHERE {is}", set.join(", "))
            } else {
                format!("DELETE FROM {table} WHERE {is}")
            }
        }
    };
    match catalogue
        .prepare_cached(&statement)?
        .execute(params_from_iter(values))
    {
        Ok(rows) => Ok(rows == 1),
        Err(error)
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
        {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Which way to go through the journal.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Back,
    Forth,
}

struct Entry {
    seq: i64,
    op: Op,
    run: Option<String>,
    changes: Vec<u8>,
}

fn next(catalogue: &Connection, way: Way) -> Result<Option<Entry>> {
    let statement = match way {
        Way::Back => sql!("journal/last_done"),
        Way::Forth => sql!("journal/first_undone"),
    };
    Ok(catalogue
        .prepare_cached(statement)?
        .query_row([], |row| {
            Ok(Entry {
                seq: row.get(0)?,
                op: row.get(1)?,
                run: row.get(2)?,
                changes: row.get(3)?,
            })
        })
        .optional()?)
}

fn walk(catalogue: &Connection, entry: &Entry, way: Way) -> Result<BTreeSet<i64>> {
    let changes = unpack(&entry.changes)?;
    let apply = |change: &RowChange| -> Result<()> {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let (direction, met) = match way {
            Way::Back => ("undo", turn(catalogue, change, after, before)?),
            Way::Forth => ("redo", turn(catalogue, change, before, after)?),
        };
        if met {
            Ok(())
        } else {
            Err(Error::Conflict {
                direction,
                op: entry.op.to_string(),
                table: change.table.clone(),
            })
        }
    };
    match way {
        Way::Back => changes.iter().rev().try_for_each(apply)?,
        Way::Forth => changes.iter().try_for_each(apply)?,
    }
    catalogue
        .prepare_cached("UPDATE journal SET undone = ?2 WHERE seq = ?1")?
        .execute(params![entry.seq, way == Way::Back])?;
    Ok(touched(&changes))
}

impl Archive {
    /// Takes back the last edit that is not undone; the batches of one import together. `None` when
    /// there is none. All or nothing: a conflict changes nothing.
    pub fn undo(&self) -> Result<Option<Undone>> {
        self.go(Way::Back)
    }

    /// Does the last undone edit again. `None` when there is none.
    pub fn redo(&self) -> Result<Option<Undone>> {
        self.go(Way::Forth)
    }

    fn go(&self, way: Way) -> Result<Option<Undone>> {
        let mut writer = self.writer()?;
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Rows that refer to each other come back in journal order, so a reference may be open
        // for a moment; at the commit every one is checked.
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        let Some(first) = next(&transaction, way)? else {
            return Ok(None);
        };
        let mut touched = walk(&transaction, &first, way)?;
        while let Some(more) = next(&transaction, way)?
            && more.run.is_some()
            && more.run == first.run
        {
            touched.extend(walk(&transaction, &more, way)?);
        }
        let revision = bump(&transaction, &touched)?;
        let ids = ids_of(&transaction, &touched)?;
        transaction.commit()?;
        Ok(Some(Undone {
            op: first.op,
            count: ids.len() as u32,
            touched: ids,
            revision,
        }))
    }

    /// The latest edits, newest first; undone ones that could be redone come first of all.
    pub fn history(&self, limit: u32) -> Result<Vec<HistoryEntry>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("journal/history"))?;
            let entries = ask.query_map([limit], |row| {
                Ok(HistoryEntry {
                    seq: row.get::<_, i64>(0)? as u64,
                    op: row.get(1)?,
                    at: row.get(2)?,
                    count: row.get(3)?,
                    undone: row.get(4)?,
                })
            })?;
            Ok(entries.collect::<rusqlite::Result<_>>()?)
        })
    }
}
