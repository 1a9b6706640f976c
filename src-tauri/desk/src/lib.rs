//! What a person can do: import, file, find, read, annotate, excerpt, care. Both doors use only
//! this room. Knows no window and no command line.

pub mod alike;
pub mod annotate;
pub mod care;
pub mod carry;
pub mod describe;
pub mod excerpt;
pub mod file;
pub mod files;
pub mod find;
pub mod import;
pub mod inbox;
mod indexer;
pub mod kwic;
pub mod learning;
pub mod others;
mod pinyin;
pub mod problem;
pub mod read;
pub mod report;
pub mod sample;
mod section;
pub mod settings;
mod sieve;
pub mod similar;
pub mod suggest;
pub mod terms;
mod utf16;
mod versions;
mod view;
pub mod watch;
pub mod wire;
mod words;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use archive::{Archive, Edited, Millis, Op, Tx};
use indexer::Indexer;
use intake::worker::Reader;
use intake::{Engine, Limits};

pub use annotate::On;
pub use archive::Terms;
pub use problem::Problem;
pub use settings::scripts;
pub use speech::phrasebook::Lang;

/// The argument by which a door's own program becomes the child process that reads strange files.
pub use intake::worker::{FLAG as WORKER_FLAG, serve as serve_worker};

/// How strange files are read.
pub struct Tools {
    pub(crate) reader: Reader,
    pub(crate) limits: Limits,
}

impl Tools {
    /// Tools whose child processes are started from `program`, which must answer [`WORKER_FLAG`].
    pub fn new(program: PathBuf) -> Arc<Self> {
        let limits = Limits::default();
        Arc::new(Self {
            reader: Reader::new(program, limits),
            limits,
        })
    }

    /// What recognises pictures of text on this machine; the problem says what is to be installed.
    pub(crate) fn engine(&self) -> Result<Engine, Problem> {
        Engine::found().map_err(|error| Problem::intake("", error))
    }

    /// Tools over the running program.
    pub fn own() -> std::io::Result<Arc<Self>> {
        std::env::current_exe().map(Self::new)
    }
}

/// How a person wants proposals treated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habits {
    /// Whether what was learned from earlier filings has a say.
    pub learning: bool,
    /// A field less sure than this wants a look, 0..=1.
    pub line: f32,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            learning: true,
            line: 0.9,
        }
    }
}

/// An open archive and all that can be done with it. Shared between threads.
pub struct Desk {
    archive: Arc<Archive>,
    indexer: Indexer,
    searches: find::Searches,
    lines: kwic::Seat,
    names: Mutex<suggest::Names>,
    tools: Arc<Tools>,
    importing: AtomicBool,
    stop_import: AtomicBool,
    pause_import: AtomicBool,
    learned: Mutex<learning::Memory>,
    habits: Mutex<Habits>,
}

impl Desk {
    /// Makes an archive in a folder that holds none.
    pub fn create(folder: &Path, tools: Arc<Tools>) -> Result<Self, Problem> {
        Ok(Self::over(Archive::create(folder, now())?, tools))
    }

    /// Opens the archive in a folder.
    pub fn open(folder: &Path, tools: Arc<Tools>) -> Result<Self, Problem> {
        Ok(Self::over(Archive::open(folder)?, tools))
    }

    /// Opens the archive in a folder, or makes one there when the folder holds none.
    pub fn open_or_create(folder: &Path, tools: Arc<Tools>) -> Result<Self, Problem> {
        match Self::open(folder, tools.clone()) {
            Err(Problem::Archive(archive::Error::NotAnArchive(_))) => Self::create(folder, tools),
            opened => opened,
        }
    }

    /// The speech that a person means by an id or the unique start of one.
    pub fn meant(&self, start: &str) -> Result<String, Problem> {
        Ok(self.archive.meant(start)?.to_string())
    }

    fn over(archive: Archive, tools: Arc<Tools>) -> Self {
        let archive = Arc::new(archive);
        let indexer = Indexer::new(archive.clone());
        // What another run of the program left unindexed is taken up now.
        indexer.wake();
        Self {
            archive,
            indexer,
            searches: find::Searches::default(),
            lines: kwic::Seat::default(),
            names: Mutex::default(),
            tools,
            importing: AtomicBool::new(false),
            stop_import: AtomicBool::new(false),
            pause_import: AtomicBool::new(false),
            learned: Mutex::default(),
            habits: Mutex::default(),
        }
    }

    /// How the person wants proposals treated.
    pub fn set_habits(&self, habits: Habits) {
        *self.habits.lock().unwrap_or_else(PoisonError::into_inner) = habits;
    }

    pub(crate) fn habits(&self) -> Habits {
        *self.habits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The archive's folder.
    pub fn folder(&self) -> &Path {
        self.archive.dir()
    }

    /// Changes the archive and lets the index follow.
    pub(crate) fn edit<R>(
        &self,
        op: Op,
        work: impl FnOnce(&mut Tx<'_>) -> archive::Result<R>,
    ) -> Result<Edited<R>, Problem> {
        let done = self.archive.edit(op, self.now(), work)?;
        self.indexer.wake();
        Ok(done)
    }

    /// This moment. The only clock of the product: other rooms are told the time.
    pub(crate) fn now(&self) -> Millis {
        now()
    }
}

/// A UTF-16 range of the wire as scalars of its text, for doors that do not speak UTF-16.
pub fn scalar_range(text: &str, at: [u32; 2]) -> [u32; 2] {
    let span = utf16::Utf16::of(text).range(at);
    [span.start, span.end]
}

pub(crate) fn now() -> Millis {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_millis() as Millis)
}

/// The day on which files are taken in now, where it is latest on earth: a bound that no place's
/// clock breaks.
pub(crate) fn today() -> speech::date::Day {
    let hours = now() / 3_600_000 + 14;
    speech::date::Day::from_number(hours.div_euclid(24) as i32)
}
