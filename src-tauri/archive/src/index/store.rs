//! The file of the index: opens it, makes it anew when it is missing, of another format or damaged,
//! and lends connections. Knows no row of it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags};

use super::shelf::Rows;
use super::{gather, tokenizer};
use crate::connect;
use crate::error::{Error, Result};

/// Name of the file inside the archive's folder.
pub(crate) const FILE: &str = "index.db";
/// Raised with every change of the schema, the tokenizers or the folding; a file of another format
/// is made anew.
const FORMAT: i64 = 6;
/// Bytes of a page: four times SQLite's usual size keeps the blocks of FTS5 with less waste.
const PAGE: i64 = 16_384;
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
const KEPT_READERS: usize = 6;

/// The file with its writer and its idle readers.
pub(super) struct Store {
    path: PathBuf,
    /// How the rows of the next new file are numbered.
    rows: Mutex<Rows>,
    writer: Mutex<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
}

impl Store {
    /// The store in a folder; no file is touched yet.
    pub fn new(dir: &Path) -> Self {
        Self {
            path: dir.join(FILE),
            rows: Mutex::new(Rows::FIRST),
            writer: Mutex::default(),
            readers: Mutex::default(),
        }
    }

    /// Runs a change in the writer. A damaged file is made anew, empty, and the change tried once
    /// more. Where `is_spent` says so of what came of it, the connection is not used again.
    pub fn write<R>(
        &self,
        change: impl Fn(&mut Connection) -> Result<R>,
        is_spent: impl Fn(&R) -> bool,
    ) -> Result<R> {
        let mut writer = lock(&self.writer);
        if writer.is_some() && self.is_missing() {
            self.remove(&mut writer)?;
        }
        let done = match self.open_then(&mut writer, &change) {
            Err(Error::Damaged { .. }) => {
                self.remove(&mut writer)?;
                self.open_then(&mut writer, &change)
            }
            done => done,
        };
        if done.as_ref().map_or(true, is_spent) {
            *writer = None;
        }
        done
    }

    fn open_then<R>(
        &self,
        writer: &mut Option<Connection>,
        change: impl Fn(&mut Connection) -> Result<R>,
    ) -> Result<R> {
        let connection = match writer.take() {
            Some(connection) => connection,
            None => open_writer(&self.path, *lock(&self.rows))?,
        };
        change(writer.insert(connection))
    }

    /// Says how many speeches the next new file is for, at most; how it will number its rows.
    pub fn expect(&self, speeches: i64) -> Rows {
        let mut rows = lock(&self.rows);
        let wanted = Rows::of_speeches(speeches);
        if wanted.bits > rows.bits {
            *rows = wanted;
        }
        *rows
    }

    /// Deletes the file, in which a season is full; the next one has more room for each.
    pub fn widen(&self, full: Rows) -> Result<()> {
        let wider = full
            .wider()
            .ok_or_else(|| Error::unfit("bits of a row", full.bits))?;
        *lock(&self.rows) = wider;
        self.reset()
    }

    /// Deletes the file. Its readers must not be in use: Windows would keep it.
    pub fn reset(&self) -> Result<()> {
        let mut writer = lock(&self.writer);
        self.remove(&mut writer)
    }

    fn remove(&self, writer: &mut Option<Connection>) -> Result<()> {
        *writer = None;
        lock(&self.readers).clear();
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Lends a reader inside one read transaction, which sees the moment of its first question;
    /// `None` when there is no file to ask or it cannot be opened (a medium that may only be read).
    pub fn read<R>(&self, ask: impl FnOnce(&Connection) -> Result<R>) -> Result<Option<R>> {
        if self.is_missing() {
            return Ok(None);
        }
        let idle = lock(&self.readers).pop();
        let reader = match idle.map_or_else(|| open_reader(&self.path), Ok) {
            Ok(reader) => reader,
            Err(error @ Error::Damaged { .. }) => return Err(error),
            Err(_) => return Ok(None),
        };
        reader.execute_batch("BEGIN")?;
        let answer = ask(&reader);
        let ended = reader.execute_batch("COMMIT");
        let mut readers = lock(&self.readers);
        // A reader that met damage or was stopped is not kept: the next one starts clean.
        if answer.is_ok() && ended.is_ok() && readers.len() < KEPT_READERS {
            readers.push(reader);
        }
        answer.map(Some)
    }

    /// True when the file was deleted under us, by a person or another program.
    pub fn is_missing(&self) -> bool {
        !self.path.exists()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn format(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// What another version of the program made is made anew, like what is damaged.
fn other_format(format: i64) -> Error {
    let detail = format!("format {format}, this program makes {FORMAT}");
    Error::Damaged {
        file: FILE.to_owned(),
        detail,
    }
}

fn open_writer(path: &Path, rows: Rows) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    // Of no effect on a file that is there.
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    let format = format(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A lost last commit is only caught up again.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    settle(&connection)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (format, tables) {
        (0, 0) => {
            connection.execute_batch(&format!(
                "BEGIN IMMEDIATE; {} UPDATE meta SET value = {} WHERE key = 'bits'; \
                 PRAGMA user_version = {FORMAT}; COMMIT;",
                include_str!("sql/schema.sql"),
                rows.bits
            ))?;
            Ok(connection)
        }
        (FORMAT, _) => Ok(connection),
        _ => Err(other_format(format)),
    }
}

fn open_reader(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "query_only", true)?;
    settle(&connection)?;
    match format(&connection)? {
        FORMAT => Ok(connection),
        // Another program is making it at this moment.
        0 => Err(Error::Busy),
        other => Err(other_format(other)),
    }
}

fn settle(connection: &Connection) -> Result<()> {
    connect::keep_plans(connection)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(64);
    tokenizer::register(connection)?;
    gather::register(connection)?;
    Ok(())
}
