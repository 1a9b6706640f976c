//! What can go wrong in an archive, typed so that a door can say it in its own words.
//! Holds no wording for people beyond a plain English sentence for logs and the command line.

use std::path::PathBuf;

use crate::ids::Hash;

/// The result of every call into an archive.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no archive.
    #[error("there is no archive in {0}")]
    NotAnArchive(PathBuf),
    /// The folder already holds an archive.
    #[error("{0} already holds an archive")]
    AlreadyAnArchive(PathBuf),
    /// A newer program wrote this file, in a way this one must not touch.
    #[error("{file} was written by a newer version (format {found}, this program knows {known})")]
    Newer {
        /// File name inside the archive.
        file: &'static str,
        /// Oldest format a program must know to open it.
        found: i64,
        /// Newest format this program knows.
        known: i64,
    },
    /// No such thing in this archive; `what` is `speech`, `note`, `notebook`, `section`,
    /// `excerpt`, `search`, `original`, `edit`, `run`.
    #[error("no {what} {id} in this archive")]
    Missing {
        /// Kind of thing.
        what: &'static str,
        /// The id asked for.
        id: String,
    },
    /// A value that does not fit its place, such as a date that is no EDTF or a span outside the text.
    #[error("{value:?} is not a valid {what}")]
    Unfit {
        /// The place.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// What an undo or redo would change is no longer as that edit left it; nothing was changed.
    #[error("cannot {direction} {op}: {table} was changed since")]
    Conflict {
        /// `undo` or `redo`.
        direction: &'static str,
        /// Id of the operation.
        op: String,
        /// Where the difference stands.
        table: String,
    },
    /// Content that the catalogue refers to is not there.
    #[error("content {0} is missing")]
    ContentMissing(Hash),
    /// Content whose bytes are no longer those of its hash.
    #[error("content {0} is damaged")]
    ContentDamaged(Hash),
    /// A database file is damaged.
    #[error("{file} is damaged: {detail}")]
    Damaged {
        /// File name inside the archive.
        file: String,
        /// What was found.
        detail: String,
    },
    /// A wrong query.
    #[error(transparent)]
    Query(#[from] crate::query::Fault),
    /// The search was stopped by its [`Stop`](crate::Stop).
    #[error("the search was stopped")]
    Stopped,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the archive for longer than we wait.
    #[error("another program is writing to this archive")]
    Busy,
    /// The file or folder may not be written.
    #[error("this archive may only be read")]
    ReadOnly,
    /// Another failure of the file system.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A stored JSON value that could not be read or written.
    #[error("a stored value could not be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Another failure of SQLite.
    #[error("database: {0}")]
    Sql(rusqlite::Error),
}

impl Error {
    /// Nothing of this kind with this id.
    pub(crate) fn missing(what: &'static str, id: impl ToString) -> Self {
        Self::Missing {
            what,
            id: id.to_string(),
        }
    }

    /// A value that does not fit.
    pub(crate) fn unfit(what: &'static str, value: impl ToString) -> Self {
        Self::Unfit {
            what,
            value: value.to_string(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                file: "database".into(),
                detail: error.to_string(),
            },
            _ => Self::Sql(error),
        }
    }
}

impl From<rusqlite::types::FromSqlError> for Error {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sql(error.into())
    }
}
