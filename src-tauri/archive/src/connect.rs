//! Opens the archive's database files: settings, format numbers, the writer and the pool of readers.
//! Knows no table but `meta`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::ids::Millis;

/// Newest file format this program knows. Raise with every change of a schema.
pub(crate) const FORMAT: i64 = 3;
/// Marks the files as ours ("Rstm").
const APPLICATION_ID: i64 = 0x5273_746d;
/// How long to wait for another program's write.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
/// Page cache of a writer of the catalogue, KiB: each batch of an import changes pages all over its
/// indexes, and the further those outgrow the cache, the slower it becomes.
const CATALOGUE_CACHE: i64 = 32 * 1024;
/// Page cache of a writer of content, KiB: what comes is put at the end.
const CONTENT_CACHE: i64 = 8 * 1024;
/// Page cache of a reader, KiB.
const READER_CACHE: i64 = 8 * 1024;
/// WAL pages before they are moved into the file; each move waits for the disk.
const WAL_PAGES: i64 = 4_000;
/// Readers kept open for the next question; more are opened when needed and closed after.
const KEPT_READERS: usize = 6;

/// The databases of an archive.
pub(crate) const CONTENT: &str = "content.db";
pub(crate) const CATALOGUE: &str = "catalogue.db";

/// Bytes of a page of content: in SQLite's usual 4 KiB, packed speeches, which take just that much,
/// left a fifth of the file empty.
const CONTENT_PAGE: i64 = 32_768;

/// Makes a database file with its schema. It gets its name only when it is whole, so a kill in
/// between leaves a `.part` that the next try replaces.
pub(crate) fn create(dir: &Path, file: &str, schema: &str, now: Millis) -> Result<()> {
    let part = dir.join(format!("{file}.part"));
    for leftover in ["", "-wal", "-shm"] {
        match std::fs::remove_file(dir.join(format!("{file}.part{leftover}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let mut connection = Connection::open(&part)?;
    if file == CONTENT {
        connection.pragma_update(None, "page_size", CONTENT_PAGE)?;
    }
    settle(&connection, file)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(schema)?;
    transaction.execute("INSERT INTO meta VALUES ('created', ?1)", [now])?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    std::fs::rename(&part, dir.join(file))?;
    Ok(())
}

/// Opens a file for writing, after making sure that this program may.
pub(crate) fn writer(dir: &Path, file: &'static str) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        dir.join(file),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    refuse_newer(&connection, "main", file)?;
    settle(&connection, file)?;
    Ok(connection)
}

fn settle(connection: &Connection, file: &str) -> Result<()> {
    let cache = match file {
        CONTENT => CONTENT_CACHE,
        _ => CATALOGUE_CACHE,
    };
    connection.busy_timeout(PATIENCE)?;
    keep_plans(connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -cache)?;
    connection.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Plans a statement once, whatever values are bound to it later. Otherwise SQLite plans some anew
/// with each new value, which took longer than to carry them out.
pub(crate) fn keep_plans(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// True when the file attached as `schema` holds what statements make that say `IF NOT EXISTS`, and
/// nothing that they drop: then they need not be run, and no connection that writes be opened.
fn is_complete(reader: &Connection, schema: &str, statements: &str) -> Result<bool> {
    let mut ask = reader.prepare(&format!("SELECT name FROM {schema}.sqlite_schema"))?;
    let names = ask.query_map([], |row| row.get(0))?;
    let there: HashSet<String> = names.collect::<rusqlite::Result<_>>()?;
    let is_there = |rest: &str| {
        let name = rest.trim_start().split([' ', '(', ';', '\n']).next();
        name.is_some_and(|name| there.contains(name))
    };
    let mut made = statements.split("IF NOT EXISTS").skip(1);
    let mut dropped = statements.split("IF EXISTS").skip(1);
    Ok(made.all(is_there) && !dropped.any(is_there))
}

/// Names the file in what is said of damage.
fn in_file(file: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |error| match Error::from(error) {
        Error::Damaged { detail, .. } => Error::Damaged {
            file: file.to_owned(),
            detail,
        },
        other => other,
    }
}

/// Refuses the file that is attached as `schema` when it is newer than this program.
fn refuse_newer(connection: &Connection, schema: &str, file: &'static str) -> Result<()> {
    let damaged = in_file(file);
    let version: i64 = connection
        .query_row(&format!("PRAGMA {schema}.user_version"), [], |row| {
            row.get(0)
        })
        .map_err(&damaged)?;
    if version <= FORMAT {
        return Ok(());
    }
    let found: i64 = connection
        .query_row(
            &format!("SELECT value FROM {schema}.meta WHERE key = 'compatible_since'"),
            [],
            |row| row.get(0),
        )
        .map_err(&damaged)?;
    if found > FORMAT {
        return Err(Error::Newer {
            file,
            found,
            known: FORMAT,
        });
    }
    Ok(())
}

/// Readers of the catalogue, with content attached as `content`. Each sees a consistent snapshot
/// while it is lent out inside one transaction, and none waits for the writer.
pub(crate) struct Readers {
    dir: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Lends a reader inside one read transaction, so that all its questions see the same moment.
    pub(crate) fn read<R>(&self, ask: impl FnOnce(&Connection) -> Result<R>) -> Result<R> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let reader = match idle {
            Some(reader) => reader,
            None => self.open()?,
        };
        reader.execute_batch("BEGIN")?;
        let answer = ask(&reader);
        let ended = reader.execute_batch("COMMIT");
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if ended.is_ok() && idle.len() < KEPT_READERS {
            idle.push(reader);
        }
        drop(idle);
        answer
    }

    /// True when both files are of a format this program knows and hold what these statements make.
    pub(crate) fn are_complete(&self, catalogue: &[&str], content: &[&str]) -> Result<bool> {
        self.read(|reader| {
            refuse_newer(reader, "main", CATALOGUE)?;
            refuse_newer(reader, "content", CONTENT)?;
            for (schema, all) in [("main", catalogue), ("content", content)] {
                for statements in all {
                    if !is_complete(reader, schema, statements)? {
                        return Ok(false);
                    }
                }
            }
            Ok(true)
        })
    }

    fn open(&self) -> Result<Connection> {
        // Opened as if to write, though it never does: only such a connection takes what stands in
        // the WAL into the file when it is the last to close.
        let reader = Connection::open_with_flags(
            self.dir.join(CATALOGUE),
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        reader.busy_timeout(PATIENCE)?;
        keep_plans(&reader)?;
        let damaged = in_file(CATALOGUE);
        let set = |name, value: i64| reader.pragma_update(None, name, value).map_err(&damaged);
        set("query_only", 1)?;
        set("temp_store", 2)?;
        set("cache_size", -READER_CACHE)?;
        let content = self.dir.join(CONTENT);
        // SQLite takes file names as UTF-8; a path that is none cannot be named in SQL.
        let content = content
            .to_str()
            .ok_or_else(|| Error::unfit("folder name", content.display()))?;
        reader
            .execute("ATTACH ?1 AS content", [content])
            .map_err(in_file(CONTENT))?;
        reader.set_prepared_statement_cache_capacity(128);
        Ok(reader)
    }
}
