//! Brings the index up with the catalogue, a batch at a time. Decides nothing about when.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::facts::{Facts, NO_DAY};
use super::names::Naming;
use super::segment::{LETTER, PHRASE, Row};
use super::shelf::{Rows, season};
use super::source::{Catalogue, Record, Source, Words};
use super::store::FILE;
use crate::error::{Error, Result};

/// Rows of `gone` above which deletions are no longer told one by one.
const MANY_GONE: i64 = 10_000;

/// Speeches written one batch beside the other from which they are merged, and the work of one
/// transaction of merging, in blocks of FTS5.
const MERGE_FROM: i64 = 1_000;
const MERGE_PAGES: i64 = 500;
/// Free pages that are given back: so many, and one in so many of all.
const FREE_FROM: i64 = 64;
const FREE_SHARE: i64 = 64;

/// Speeches from which they are written as a segment of their own: FTS5 then need not gather them,
/// but a connection has to be opened anew.
const MANY: usize = 100;
/// Bytes of text that are made into one segment. Sorting takes three times as much.
const SEGMENT_TEXT: usize = 24 << 20;

/// How far the index is.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    /// Made anew with each new file.
    pub birth: String,
    /// Number of the last change of the catalogue that is in the index.
    pub seen: i64,
    pub generation: i64,
    pub forgotten: i64,
    /// How its rows are numbered.
    pub rows: Rows,
}

pub(super) fn stage(index: &Connection) -> Result<Stage> {
    Ok(index
        .prepare_cached(include_str!("sql/state.sql"))?
        .query_row([], |row| {
            Ok(Stage {
                birth: row.get(3)?,
                seen: row.get(0)?,
                generation: row.get(1)?,
                forgotten: row.get(2)?,
                rows: Rows { bits: row.get(4)? },
            })
        })?)
}

/// A speech on its way into the index.
struct Coming {
    /// The row it keeps; a new one is found when all that come are known.
    row: i64,
    revision: i64,
    /// Without its text, which is in the words.
    record: Record,
    words: Words,
    hash: [u8; 16],
}

/// What the catalogue has for the index.
struct Read {
    /// Number of the last change.
    revision: i64,
    /// The next changes, oldest first.
    changes: Vec<Change>,
}

/// A change of a speech.
struct Change {
    /// Its number.
    revision: i64,
    /// Number of the speech.
    num: i64,
    /// The speech, if it is to be found.
    found: Option<(Record, Words)>,
}

/// What came of taking changes in.
pub(super) enum Taken {
    /// All that there were.
    All,
    /// As many as were asked for; there may be more.
    Some,
    /// None: more speeches fall in a season than it has rows of this kind.
    Crowded(Rows),
}

/// Takes in at most `limit` changes; true besides when the connection must be closed after it.
pub(super) fn catch_up(
    index: &mut Connection,
    catalogue: &impl Catalogue,
    limit: usize,
) -> Result<(Taken, bool)> {
    let tx = index.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stage = stage(&tx)?;
    // The moment ends before the long work begins: while one is looked at, what an import writes
    // cannot leave SQLite's log, and each of its batches moved what it could of a log that only grew.
    let Read { revision, changes } = catalogue.moment(|source| read(source, stage.seen, limit))?;
    // Ahead of the catalogue: an older catalogue was put in its place, and what is in here may be
    // of another history.
    if stage.seen > revision {
        return Err(Error::Damaged {
            file: FILE.to_owned(),
            detail: "of another catalogue".into(),
        });
    }
    let Some(seen) = changes.last().map(|last| last.revision) else {
        return Ok((Taken::All, false));
    };
    let taken = match changes.len() == limit {
        true => Taken::Some,
        false => Taken::All,
    };
    let rows = stage.rows;
    let generation = stage.generation + 1;
    let mut coming = Vec::with_capacity(changes.len());
    let mut again = Vec::new();
    let mut dropped = false;
    let mut naming = Naming::new(&tx);
    for change in changes {
        let old = entry_of(&tx, change.num)?;
        let Some((record, words)) = change.found else {
            if let Some((row, _)) = old {
                dropped = true;
                drop_words(&tx, row)?;
                drop_entry(&tx, row, generation)?;
            }
            continue;
        };
        let hash = words.hash();
        let season = season(record.days.latest);
        let mut speech = Coming {
            row: rows.of(season).start,
            revision: change.revision,
            record,
            words,
            hash,
        };
        match old {
            Some((row, old_hash)) if rows.season(row) == season => {
                speech.row = row;
                if old_hash == hash {
                    put_entry(&mut naming, &speech, generation)?;
                    continue;
                }
                dropped = true;
                drop_words(&tx, row)?;
                again.push(speech);
                continue;
            }
            Some((row, _)) => {
                dropped = true;
                drop_words(&tx, row)?;
                drop_entry(&tx, row, generation)?;
            }
            None => {}
        }
        coming.push(speech);
    }
    if !give_rows(&tx, rows, &mut coming)? {
        return Ok((Taken::Crowded(rows), false));
    }
    coming.append(&mut again);
    // FTS5 starts a new segment whenever a row number is not larger than the one before.
    coming.sort_by_key(|speech| speech.row);
    // All entries first: with each of them SQLite sets a savepoint, at which FTS5 writes out what it
    // holds. One speech and then the next made a segment of every speech, and merging those took as
    // long as all the rest.
    for speech in &coming {
        put_entry(&mut naming, speech, generation)?;
    }
    // With nothing dropped FTS5 was not asked for its tables, and what is written past it is found
    // by the next connection.
    let at_once =
        !dropped && coming.len() >= MANY && PHRASE.has_room(&tx)? && LETTER.has_room(&tx)?;
    match at_once {
        true => put_segments(&tx, &coming)?,
        false => put_each(&tx, &coming)?,
    }
    forget(&tx)?;
    tx.prepare_cached(include_str!("sql/advance.sql"))?
        .execute([seen, generation, coming.len() as i64])?;
    tx.commit()?;
    Ok((taken, at_once))
}

/// Reads at most `limit` changes after `seen` with their speeches.
fn read(source: &dyn Source, seen: i64, limit: usize) -> Result<Read> {
    let mut changes = Vec::new();
    for (revision, num) in source.changes(seen, limit)? {
        let found = source.record(num)?.map(|record| {
            let words = record.words();
            let record = Record {
                body: Arc::default(),
                ..record
            };
            (record, words)
        });
        changes.push(Change {
            revision,
            num,
            found,
        });
    }
    let revision = source.revision()?;
    Ok(Read { revision, changes })
}

/// Adds words speech by speech.
fn put_each(tx: &Transaction<'_>, coming: &[Coming]) -> Result<()> {
    for speech in coming {
        let [body, title, heading, speaker, place, note] = &speech.words.columns;
        tx.prepare_cached(include_str!("sql/put_phrase.sql"))?
            .execute(params![
                speech.row, body, title, heading, speaker, place, note
            ])?;
    }
    for speech in coming {
        tx.prepare_cached(include_str!("sql/put_letter.sql"))?
            .execute(params![speech.row, speech.words.letters()])?;
    }
    Ok(())
}

/// Adds the words of many speeches at once, as many as memory holds beside the rest of an import.
fn put_segments(tx: &Transaction<'_>, mut coming: &[Coming]) -> Result<()> {
    while !coming.is_empty() {
        let mut bytes = 0;
        let fitting = coming.iter().take_while(|speech| {
            let fits = bytes == 0 || bytes < SEGMENT_TEXT;
            bytes += speech.words.columns.iter().map(String::len).sum::<usize>();
            fits
        });
        let (part, rest) = coming.split_at(fitting.count());
        let rows: Vec<Row<'_>> = part
            .iter()
            .map(|speech| Row {
                number: speech.row,
                columns: speech.words.columns.iter().map(String::as_str).collect(),
            })
            .collect();
        PHRASE.add(tx, &rows)?;
        let letters: Vec<String> = part.iter().map(|speech| speech.words.letters()).collect();
        let rows: Vec<Row<'_>> = part
            .iter()
            .zip(&letters)
            .map(|(speech, letters)| Row {
                number: speech.row,
                columns: vec![letters],
            })
            .collect();
        LETTER.add(tx, &rows)?;
        coming = rest;
    }
    Ok(())
}

/// Gives new speeches the next rows of their seasons, in the order of coming; false when a season
/// has none left.
fn give_rows(tx: &Transaction<'_>, all: Rows, coming: &mut [Coming]) -> Result<bool> {
    let mut next: HashMap<i64, i64> = HashMap::new();
    let mut last = tx.prepare_cached(include_str!("sql/last_row.sql"))?;
    for speech in coming {
        let season = all.season(speech.row);
        let rows = all.of(season);
        let row = match next.get(&season) {
            Some(&row) => row,
            None => {
                let last: Option<i64> = last.query_row([rows.start, rows.end], |row| row.get(0))?;
                last.map_or(rows.start, |last| last + 1)
            }
        };
        if !rows.contains(&row) {
            return Ok(false);
        }
        speech.row = row;
        next.insert(season, row + 1);
    }
    Ok(true)
}

fn entry_of(tx: &Transaction<'_>, num: i64) -> Result<Option<(i64, [u8; 16])>> {
    Ok(tx
        .prepare_cached(include_str!("sql/entry_of.sql"))?
        .query_row([num], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn drop_words(tx: &Transaction<'_>, row: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM phrase WHERE rowid = ?1")?
        .execute([row])?;
    tx.prepare_cached("DELETE FROM letter WHERE rowid = ?1")?
        .execute([row])?;
    Ok(())
}

fn drop_entry(tx: &Transaction<'_>, row: i64, generation: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM entry WHERE rowid = ?1")?
        .execute([row])?;
    tx.prepare_cached(include_str!("sql/put_gone.sql"))?
        .execute([row, generation])?;
    Ok(())
}

fn put_entry(naming: &mut Naming<'_>, speech: &Coming, generation: i64) -> Result<()> {
    let facts = facts(naming, &speech.record)?;
    naming
        .tx
        .prepare_cached(include_str!("sql/put_entry.sql"))?
        .execute(params![
            speech.row,
            speech.record.num,
            speech.revision,
            generation,
            speech.hash,
            facts,
        ])?;
    Ok(())
}

fn facts(naming: &mut Naming<'_>, record: &Record) -> Result<Vec<u8>> {
    let mut id = |id: &Option<String>| naming.number(id.as_deref().unwrap_or_default());
    let facts = Facts {
        earliest: record.days.earliest.unwrap_or(NO_DAY),
        latest: record.days.latest.unwrap_or(NO_DAY),
        year: record.days.shelf().0.and_then(|year| year.try_into().ok()),
        kind: id(&record.kind)?,
        genre: id(&record.genre)?,
        level: id(&record.level)?,
        source: id(&record.source)?,
        state: record.state,
        noted: !record.notes.is_empty(),
    };
    let terms = record.also.iter().chain(&record.themes);
    let terms: Result<Vec<u16>> = terms.map(|id| naming.number(id)).collect();
    Ok(facts.to_bytes(&terms?))
}

/// Drops the list of deletions when it has grown long; readers that missed some read all anew.
fn forget(tx: &Transaction<'_>) -> Result<()> {
    let gone: i64 = tx.query_row("SELECT count(*) FROM gone", [], |row| row.get(0))?;
    if gone > MANY_GONE {
        tx.execute(include_str!("sql/forget.sql"), [])?;
        tx.execute("DELETE FROM gone", [])?;
    }
    Ok(())
}

/// Merges a part of what single batches left side by side in the file, when that has become much;
/// true when there is more to do. What was merged takes a quarter less room and is found sooner.
pub(super) fn merge(index: &mut Connection) -> Result<bool> {
    let tx = index.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let [merging, loose, merged] = tx
        .prepare_cached(include_str!("sql/merge_state.sql"))?
        .query_row([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    if merging == 0 && (loose < MERGE_FROM || loose < merged / 2) {
        let more = shrink(&tx)?;
        tx.commit()?;
        return Ok(more);
    }
    // A negative number makes everything one task first, as the manual of FTS5 says.
    let pages: i64 = if merging == 0 {
        -MERGE_PAGES
    } else {
        MERGE_PAGES
    };
    let mut changed = 0;
    for table in ["phrase", "letter"] {
        let before: i64 = total_changes(&tx)?;
        tx.prepare_cached(&format!(
            "INSERT INTO {table}({table}, rank) VALUES ('merge', ?1)"
        ))?
        .execute([pages])?;
        changed += total_changes(&tx)? - before - 1;
    }
    let more = changed > 0;
    let sql = match (merging, more) {
        (0, _) => include_str!("sql/merge_begin.sql"),
        (_, false) => include_str!("sql/merge_end.sql"),
        _ => "SELECT 1 WHERE 0",
    };
    tx.execute_batch(sql)?;
    tx.commit()?;
    // When the last is merged, free pages are still to be given back.
    Ok(more || merging == 1)
}

/// Gives a part of the pages that merging left free back to the disk, when they are many; true when
/// there are more. A large archive's index kept a third of its size in them.
fn shrink(tx: &Transaction<'_>) -> Result<bool> {
    let number = |pragma| tx.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (free, pages) = (number("freelist_count")?, number("page_count")?);
    if free < FREE_FROM || free < pages / FREE_SHARE {
        return Ok(false);
    }
    tx.execute_batch(&format!("PRAGMA incremental_vacuum({MERGE_PAGES})"))?;
    Ok(number("freelist_count")? < free)
}

fn total_changes(tx: &Transaction<'_>) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT total_changes()")?
        .query_row([], |row| row.get(0))?)
}
