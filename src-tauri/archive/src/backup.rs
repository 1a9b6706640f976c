//! A second copy of an archive in another folder, itself an archive. Content, which only grows, is
//! added to; the catalogue is taken over as it stands, and the one before it kept beside it.
//! Copies nothing that can be made again.

use std::path::Path;

use rusqlite::backup::{Backup as Pages, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::connect::{self, CATALOGUE, CONTENT};
use crate::error::{Error, Result};
use crate::ids::Millis;
use crate::{Archive, index, sql};

/// The catalogue of the backup before this one: who backs up after a mistake has not lost what was.
const PREVIOUS: &str = "catalogue.previous.db";

/// A backup that lies somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When it was made.
    pub at: Millis,
    /// Bytes of its content and its catalogue.
    pub bytes: u64,
}

impl Archive {
    /// Brings the copy in `to` up with this archive, or makes it there. Readers and the writer go on
    /// meanwhile. Refuses a folder that holds another archive, or this one.
    pub fn backup(&self, to: &Path, now: Millis) -> Result<Backup> {
        copy(&self.dir, to, now)
    }

    /// The backup of this archive in `to`, if there is one.
    pub fn backed_up(&self, to: &Path) -> Result<Option<Backup>> {
        if !to.join(CATALOGUE).is_file() || is_other(&self.dir, to)? {
            return Ok(None);
        }
        let made: Option<Millis> = look(&to.join(CATALOGUE))?
            .query_row(sql!("backup/made"), [], |row| row.get(0))
            .optional()?;
        Ok(made.map(|at| Backup {
            at,
            bytes: size(to),
        }))
    }

    /// Makes an archive in `to` of the backup in `from`, which stays as it is; opens it.
    pub fn restore(from: &Path, to: &Path, now: Millis) -> Result<Self> {
        if !from.join(CATALOGUE).is_file() || !from.join(CONTENT).is_file() {
            return Err(Error::NotAnArchive(from.to_owned()));
        }
        if to.join(CATALOGUE).exists() {
            return Err(Error::AlreadyAnArchive(to.to_owned()));
        }
        copy(from, to, now)?;
        Self::open(to)
    }
}

fn copy(from: &Path, to: &Path, now: Millis) -> Result<Backup> {
    std::fs::create_dir_all(to)?;
    if from.canonicalize()? == to.canonicalize()? || is_other(from, to)? {
        return Err(Error::AlreadyAnArchive(to.to_owned()));
    }
    let part = to.join(format!("{CATALOGUE}.part"));
    clear(to, &format!("{CATALOGUE}.part"))?;
    // The catalogue first: all that it refers to was stored before it, so content copied later
    // has it.
    copy_catalogue(&from.join(CATALOGUE), &part, now)?;
    copy_content(from, to)?;
    if to.join(CATALOGUE).exists() {
        std::fs::rename(to.join(CATALOGUE), to.join(PREVIOUS))?;
    }
    // The index of a copy in which someone worked speaks of that. And a WAL left
    // there would be read as the new catalogue's.
    for file in [CATALOGUE, index::FILE] {
        clear(to, file)?;
    }
    std::fs::rename(&part, to.join(CATALOGUE))?;
    Ok(Backup {
        at: now,
        bytes: size(to),
    })
}

fn copy_catalogue(from: &Path, part: &Path, now: Millis) -> Result<()> {
    let source = look(from)?;
    let mut made = Connection::open(part)?;
    // In one step, which is one moment of the archive.
    match Pages::new(&source, &mut made)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(Error::Busy),
    }
    // One file without companions, readable from a medium that cannot be written.
    made.pragma_update(None, "journal_mode", "DELETE")?;
    made.execute(sql!("backup/set_made"), [now])?;
    let found: String = made.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Error::Damaged {
            file: CATALOGUE.to_owned(),
            detail: found,
        });
    }
    made.close().map_err(|(_, error)| error.into())
}

fn copy_content(from: &Path, to: &Path) -> Result<()> {
    if !to.join(CONTENT).exists() {
        let created = created(&look(&from.join(CONTENT))?)?;
        connect::create(to, CONTENT, sql!("content/schema"), created)?;
    }
    let mut made = connect::writer(to, CONTENT)?;
    made.pragma_update(None, "journal_mode", "DELETE")?;
    let source = from.join(CONTENT);
    let source = source
        .to_str()
        .ok_or_else(|| Error::unfit("folder name", source.display()))?;
    made.execute("ATTACH ?1 AS source", [source])?;
    let all = made.transaction()?;
    all.execute_batch(sql!("content/dictionary"))?;
    all.execute(sql!("content/copy_dictionaries"), [])?;
    all.execute(sql!("content/copy_pieces"), [])?;
    all.commit()?;
    made.close().map_err(|(_, error)| error.into())
}

/// True when the second folder holds what was not begun as a copy of the first.
fn is_other(one: &Path, other: &Path) -> Result<bool> {
    if !other.join(CONTENT).exists() {
        return Ok(other.join(CATALOGUE).exists());
    }
    Ok(created(&look(&one.join(CONTENT))?)? != created(&look(&other.join(CONTENT))?)?)
}

/// When the archive that a content file belongs to was made: by that its copies are known.
fn created(content: &Connection) -> Result<Millis> {
    Ok(content.query_row(sql!("backup/created"), [], |row| row.get(0))?)
}

fn look(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(connect::PATIENCE)?;
    Ok(connection)
}

/// Removes a file with its companions, where they are.
fn clear(dir: &Path, file: &str) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match std::fs::remove_file(dir.join(format!("{file}{ending}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn size(dir: &Path) -> u64 {
    let of = |file| std::fs::metadata(dir.join(file)).map_or(0, |data| data.len());
    of(CONTENT) + of(CATALOGUE)
}
