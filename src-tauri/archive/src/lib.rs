//! The archive: a folder of `content.db`, `catalogue.db` and `index.db`, and the only room that
//! speaks SQL. It reads no clock and no file outside its folder, and stores no absolute path.
//!
//! - In: [`Archive::begin_import`], [`Archive::import`], [`Archive::import_unread`].
//! - Change: [`Archive::edit`] is the only door; [`Archive::undo`] and [`Archive::redo`] go back
//!   and forth over what came through it.
//! - Out: [`Archive::list`], [`Archive::counts`], [`Archive::speech`], [`Archive::text`],
//!   [`Archive::notes`], [`Archive::excerpts`], [`Archive::original`] and the like, each on a reader
//!   of its own that never waits for a writer.
//! - Find: [`Archive::search`] with a [`query::Query`]; [`Archive::catch_up`] keeps the index behind
//!   it up with the changes; [`Archive::concordance`] reads where the words stand.
//! - Care: [`Archive::check`], [`Archive::stats`], [`Archive::backup`], [`Archive::restore`].

mod annotation;
mod backup;
mod changes;
mod check;
mod connect;
mod content;
mod correct;
mod counts;
mod edit;
mod error;
mod excerpt;
mod field;
mod filing;
mod folder;
mod ids;
mod import;
mod index;
mod journal;
mod kin;
mod learned;
mod ledger;
mod list;
mod named;
mod note;
mod op;
pub mod query;
mod reading;
mod record;
mod reread;
mod saved;
mod section;
mod selector;
mod terms;
mod version;
mod words;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::Connection;

pub use backup::Backup;
pub use changes::{Change, IndexEntry};
pub use check::{Problem, Report, Stats};
pub use correct::CORRECTION;
pub use counts::{Counts, MonthCount, TypeCount};
pub use edit::{Edited, Tx};
pub use error::{Error, Result};
pub use excerpt::{Excerpt, NewExcerpt, Notebook};
pub use field::{Basis, Days, Field, Origin, State};
pub use folder::Folder;
pub use ids::{ExcerptId, Hash, Millis, NoteId, NotebookId, RunId, SearchId, SectionId, SpeechId};
pub use import::{Imported, NewFile, NewSpeech, Outcome, Ready, ReportLine, UnreadFile};
pub use index::{
    Count, Facets, First, Hit, Hits, IndexReport, Order, Reading, Sampled, Similar, SimilarPart,
    Snippet, Stop, Window, marks,
};
pub use journal::{HistoryEntry, Undone};
pub use learned::{Taught, Waiting};
pub use list::{Page, Row, RowDate, Scope, Sort, SortKey, YearCount};
pub use named::{Named, Titled};
pub use note::{NewNote, Note, NoteChange, NoteFilter, NoteMark, NoteMarks};
pub use op::Op;
pub use record::{Filing, LedgerLine, Original, SpeechRecord, Theme};
pub use reread::Reread;
pub use saved::SavedSearch;
pub use section::{Item, Place, Section};
pub use terms::{TermChange, TermKind, Terms};
pub use version::Version;

/// An open archive. Share it by reference or `Arc`: any thread may read and write; readers do not
/// wait for the writer, writers wait for each other.
pub struct Archive {
    dir: PathBuf,
    // In this order, so that the writer closes last: only a connection that may write can take what
    // stands in the WAL into the file, and a WAL left behind is lost when just the files are copied.
    readers: connect::Readers,
    index: index::Index,
    totals: list::Totals,
    kin: Mutex<kin::Slot>,
    /// Opened by the first change: to prepare for the journal took half as long as the first search.
    writer: OnceLock<Mutex<Writer>>,
    /// Set once the texts had nothing in common that a dictionary could hold.
    untrained: AtomicBool,
    /// What texts are packed by, once it was looked for.
    packing: Mutex<Option<Arc<content::dictionary::Dictionary>>>,
    /// The vocabularies as they were last read.
    terms: Mutex<Option<Arc<Terms>>>,
}

/// The one pair of connections that writes.
struct Writer {
    catalogue: Connection,
    content: Connection,
}

impl Writer {
    /// Opens both files for writing, and makes what earlier versions left out.
    fn open(dir: &Path) -> Result<Self> {
        let content = connect::writer(dir, connect::CONTENT)?;
        content.execute_batch(&LATER_CONTENT.concat())?;
        let catalogue = connect::writer(dir, connect::CATALOGUE)?;
        catalogue.execute_batch(&LATER_CATALOGUE.concat())?;
        journal::watch(&catalogue)?;
        Ok(Self { catalogue, content })
    }
}

/// Puts a statement's file into the program: `sql!("note/insert")`.
macro_rules! sql {
    ($file:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/sql/",
            $file,
            ".sql"
        ))
    };
}
pub(crate) use sql;

/// What files made by earlier versions lack.
const LATER_CONTENT: &[&str] = &[sql!("content/dictionary")];
const LATER_CATALOGUE: &[&str] = &[sql!("catalogue/versions"), sql!("catalogue/later")];

impl Archive {
    /// Makes an archive in a folder, which may exist but must hold no archive; opens it.
    pub fn create(dir: &Path, now: Millis) -> Result<Self> {
        std::fs::create_dir_all(dir)?;
        if dir.join(connect::CATALOGUE).exists() {
            return Err(Error::AlreadyAnArchive(dir.to_owned()));
        }
        // Content without a catalogue is what a kill in the middle of this leaves, or an archive
        // that lost its catalogue: its bytes are kept either way.
        if !dir.join(connect::CONTENT).exists() {
            connect::create(dir, connect::CONTENT, sql!("content/schema"), now)?;
        }
        connect::create(dir, connect::CATALOGUE, sql!("catalogue/schema"), now)?;
        Self::open(dir)
    }

    /// Opens the archive in a folder.
    pub fn open(dir: &Path) -> Result<Self> {
        if !dir.join(connect::CATALOGUE).is_file() || !dir.join(connect::CONTENT).is_file() {
            return Err(Error::NotAnArchive(dir.to_owned()));
        }
        let readers = connect::Readers::new(dir);
        let index = index::Index::new(dir);
        let is_complete = std::thread::scope(|both| {
            both.spawn(|| index.look_ahead());
            readers.are_complete(LATER_CATALOGUE, LATER_CONTENT)
        })?;
        let writer = OnceLock::new();
        if !is_complete {
            let _ = writer.set(Mutex::new(Writer::open(dir)?));
        }
        Ok(Self {
            dir: dir.to_owned(),
            writer,
            readers,
            index,
            totals: list::Totals::default(),
            untrained: AtomicBool::new(false),
            packing: Mutex::default(),
            kin: Mutex::default(),
            terms: Mutex::default(),
        })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writer>> {
        let writer = match self.writer.get() {
            Some(open) => open,
            None => {
                let opened = Mutex::new(Writer::open(&self.dir)?);
                self.writer.get_or_init(|| opened)
            }
        };
        // A panic inside an edit has rolled its transaction back, so the connections are sound.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks a reader. The catalogue's tables are `main`, those of content are `content`.
    pub(crate) fn read<R>(&self, ask: impl FnOnce(&Connection) -> Result<R>) -> Result<R> {
        self.readers.read(ask)
    }
}
