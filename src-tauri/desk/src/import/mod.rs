//! Taking files in: read and understood on every core, written in batches by one hand, reported
//! line by line, held, stopped and resumed at will. Knows no format and no rule of filing.

mod again;
mod report;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use archive::{Hash, Imported, NewFile, NewSpeech, Ready, RunId, State, UnreadFile};
use intake::{Engine, Extracted, Hint, IntakeError};
use speech::learn::Learned;

use crate::describe;
use crate::files::{self, Given};
use crate::view;
use crate::wire::{Changed, ImportProgress};
use crate::{Desk, Problem, words};
use report::Report;

/// Files a transaction takes; with this many, an fsync costs less than a tenth of the reading.
const BATCH: usize = 128;
/// Files after which the index follows, and the part of all that are in when these are more: it takes
/// them in while others are read. The last are waited for, and each time leaves a piece to be merged.
const FOLLOW: usize = 500;
const FOLLOW_PART: usize = 32;
/// Longest a file that is read waits for its batch to fill.
const PATIENCE: Duration = Duration::from_millis(400);
/// Speeches of an import up to which the window is told their names.
const TOLD: u32 = 1_000;
/// How often a held import looks whether it may go on.
const LOOK: Duration = Duration::from_millis(50);

/// How an import treats what it takes in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// File at once what every field is sure of, instead of leaving all in the inbox.
    pub file_sure: bool,
    /// Recognise the text of pictures of pages, by the recogniser that is installed.
    pub ocr: bool,
}

/// How files are taken in: the options, the line below which a field wants a look, and what was
/// learned of the person's filings before.
struct How {
    options: Options,
    line: f32,
    learned: Arc<Learned>,
    /// What recognises pictures of pages, where that was asked for.
    engine: Option<Engine>,
}

/// A file after reading, on its way to the archive.
enum Taken {
    Read {
        name: String,
        bytes: Vec<u8>,
        extracted: Box<Extracted>,
        speeches: Vec<NewSpeech>,
        /// Until it is handed over to the archive.
        ready: Option<Ready>,
    },
    Known {
        name: String,
        hash: Hash,
    },
    Unread {
        name: String,
        bytes: Option<Vec<u8>>,
        problem: Problem,
    },
}

impl Desk {
    /// Takes in files and folders. `tell` hears at most ten times a second, and last of all the
    /// finished report, which is also returned. One bad file is one line of it.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: Options,
        tell: &mut dyn FnMut(&ImportProgress),
    ) -> Result<ImportProgress, Problem> {
        self.alone(|| {
            let (given, faults) = files::walk(paths);
            let name = paths
                .first()
                .map_or_else(String::new, |p| files::name_of(p));
            self.import_all(name, given, faults, options, tell)
        })
    }

    /// Takes in these files under the names they are given with.
    pub fn import_given(
        &self,
        given: Vec<Given>,
        options: Options,
    ) -> Result<ImportProgress, Problem> {
        self.alone(|| {
            let name = given
                .first()
                .map_or_else(String::new, |file| file.name.clone());
            self.import_all(name, given, Vec::new(), options, &mut |_| {})
        })
    }

    /// One import at a time.
    fn alone<T>(&self, work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
        if self.importing.swap(true, Ordering::SeqCst) {
            return Err(Problem::Importing);
        }
        self.stop_import.store(false, Ordering::SeqCst);
        self.pause_import.store(false, Ordering::SeqCst);
        let done = work();
        self.importing.store(false, Ordering::SeqCst);
        done
    }

    /// Taking back in the middle of an import would take back its first batches and leave the rest.
    pub(crate) fn not_while_importing(&self) -> Result<(), Problem> {
        if self.importing.load(Ordering::SeqCst) {
            Err(Problem::Importing)
        } else {
            Ok(())
        }
    }

    /// Asks a running import to stop after what it has read; what is in stays in.
    pub fn stop_import(&self) {
        self.stop_import.store(true, Ordering::SeqCst);
    }

    /// Holds a running import after the files it is reading, or lets it go on.
    pub fn pause_import(&self, paused: bool) {
        self.pause_import.store(paused, Ordering::SeqCst);
    }

    /// What an import did, as a change for the window.
    pub fn imported(&self, done: &ImportProgress) -> Changed {
        Changed {
            words: words::say("done.import", &[done.speeches.to_string()]),
            // None stands for any: nobody looks through the names of ten thousand.
            touched: match done.speeches > TOLD {
                true => Vec::new(),
                false => {
                    let lines = done.lines.iter();
                    lines.flat_map(|l| l.speeches.iter().cloned()).collect()
                }
            },
            made: None,
        }
    }

    fn import_all(
        &self,
        name: String,
        given: Vec<Given>,
        faults: Vec<(String, Problem)>,
        options: Options,
        tell: &mut dyn FnMut(&ImportProgress),
    ) -> Result<ImportProgress, Problem> {
        let how = self.how(options)?;
        let mut report = Report::new(name, given.len() + faults.len(), how.line);
        for (name, problem) in faults {
            report.failed(name, &problem);
        }
        let run = self.archive.begin_import(self.now())?;
        // Most files are one speech; what comes of it costs speed, not answers.
        let _ = self.archive.expect(given.len());
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let next = AtomicUsize::new(0);
        let failure = std::thread::scope(|scope| {
            // As many as are written at once: with fewer the readers stood still meanwhile.
            let (send, receive) = sync_channel::<Vec<Taken>>(BATCH);
            for _ in 0..cores {
                let (send, next, given, how) = (send.clone(), &next, &given, &how);
                scope.spawn(move || self.read_files(given, next, how, &send));
            }
            drop(send);
            let mut batch: Vec<Taken> = Vec::new();
            let mut since = Instant::now();
            let mut followed = 0;
            loop {
                let message = receive.recv_timeout(PATIENCE);
                let ended = matches!(
                    message,
                    Err(std::sync::mpsc::RecvTimeoutError::Disconnected)
                );
                let taken = message.unwrap_or_default();
                report.total += taken.len().saturating_sub(1);
                batch.extend(taken);
                if ended
                    || batch.len() >= BATCH
                    || (since.elapsed() >= PATIENCE && !batch.is_empty())
                {
                    if let Err(problem) = self.store(&run, std::mem::take(&mut batch), &mut report)
                    {
                        self.stop_import();
                        // The readers must not wait for a writer that has gone.
                        drop(receive);
                        return Some(problem);
                    }
                    since = Instant::now();
                    if report.done >= followed + FOLLOW.max(followed / FOLLOW_PART) {
                        followed = report.done;
                        self.indexer.keep_up();
                    }
                }
                report.hold(self.pause_import.load(Ordering::SeqCst));
                report.tell(tell, false);
                if ended {
                    return None;
                }
            }
        });
        self.indexer.wake();
        self.archive.end_import()?;
        if let Some(problem) = failure {
            return Err(problem);
        }
        report.cancelled = self.stop_import.load(Ordering::SeqCst) && report.done < report.total;
        Ok(report.tell(tell, true))
    }

    /// The options with the person's habits.
    fn how(&self, options: Options) -> Result<How, Problem> {
        let habits = self.habits();
        Ok(How {
            options,
            line: habits.line,
            learned: match habits.learning {
                true => self.learned()?,
                false => Arc::default(),
            },
            engine: match options.ocr {
                true => Some(self.tools.engine()?),
                false => None,
            },
        })
    }

    fn read_files(
        &self,
        given: &[Given],
        next: &AtomicUsize,
        how: &How,
        send: &SyncSender<Vec<Taken>>,
    ) {
        while !self.stop_import.load(Ordering::SeqCst) {
            if self.pause_import.load(Ordering::SeqCst) {
                std::thread::sleep(LOOK);
                continue;
            }
            let Some(file) = given.get(next.fetch_add(1, Ordering::SeqCst)) else {
                return;
            };
            if send.send(self.take(file, how)).is_err() {
                return;
            }
        }
    }

    /// One file; a zip archive gives one for each file in it.
    fn take(&self, file: &Given, how: &How) -> Vec<Taken> {
        let bytes = match files::read(&file.path, &self.tools.limits) {
            Ok(bytes) => bytes,
            Err(problem) => {
                return vec![Taken::Unread {
                    name: file.name.clone(),
                    bytes: None,
                    problem,
                }];
            }
        };
        self.open_up(&file.name, bytes, how)
    }

    fn open_up(&self, name: &str, bytes: Vec<u8>, how: &How) -> Vec<Taken> {
        if !files::is_zip(name) {
            return vec![self.digest(name.to_owned(), bytes, how)];
        }
        match intake::unpack(&bytes, &self.tools.limits) {
            Ok(entries) => entries
                .into_iter()
                .map(|(inner, bytes)| self.digest(format!("{name}/{inner}"), bytes, how))
                .collect(),
            Err(error) => {
                let problem = Problem::intake(name, error);
                vec![Taken::Unread {
                    name: name.to_owned(),
                    bytes: Some(bytes),
                    problem,
                }]
            }
        }
    }

    fn digest(&self, name: String, bytes: Vec<u8>, how: &How) -> Taken {
        // A resumed import passes over what is in already; the archive notes the further name.
        let hash = Hash::of(&bytes);
        if self.archive.has_original(hash).unwrap_or(false) {
            return Taken::Known { name, hash };
        }
        let read = self
            .read_speeches(&name, &bytes, how)
            .map_err(|error| Problem::intake(&name, error))
            .and_then(|(extracted, speeches)| {
                let archive = &self.archive;
                let ready = archive.make_ready(&bytes, &extracted.text, &speeches)?;
                Ok((extracted, speeches, ready))
            });
        match read {
            Ok((extracted, speeches, ready)) => Taken::Read {
                name,
                bytes,
                extracted: Box::new(extracted),
                speeches,
                ready: Some(ready),
            },
            Err(problem) => Taken::Unread {
                name,
                bytes: Some(bytes),
                problem,
            },
        }
    }

    /// Reads the bytes of a file into speeches ready for the archive.
    fn read_speeches(
        &self,
        name: &str,
        bytes: &[u8],
        how: &How,
    ) -> Result<(Extracted, Vec<NewSpeech>), IntakeError> {
        let (hint, reader) = (Hint { name }, &self.tools.reader);
        let extracted = match (reader.extract(bytes, &hint), &how.engine) {
            (Err(IntakeError::NeedsOcr), Some(engine)) => {
                let going = || !self.stop_import.load(Ordering::SeqCst);
                reader.recognise(bytes, &hint, engine, &going)
            }
            (read, _) => read,
        }?;
        let speeches = speeches_of(&extracted, name, how);
        Ok((extracted, speeches))
    }

    fn store(
        &self,
        run: &RunId,
        mut batch: Vec<Taken>,
        report: &mut Report,
    ) -> Result<(), Problem> {
        let ready: Vec<Ready> = batch
            .iter_mut()
            .filter_map(|taken| match taken {
                Taken::Read { ready, .. } => ready.take(),
                Taken::Known { .. } | Taken::Unread { .. } => None,
            })
            .collect();
        let warnings: Vec<Vec<String>> = batch.iter().map(Taken::warnings).collect();
        let read: Vec<NewFile<'_>> = batch
            .iter()
            .zip(&warnings)
            .filter_map(|(taken, warnings)| match taken {
                Taken::Read {
                    name,
                    bytes,
                    extracted,
                    speeches,
                    ..
                } => Some(NewFile {
                    bytes,
                    name,
                    format: extracted.format.as_str(),
                    encoding: extracted.encoding.as_deref(),
                    producer: extracted.producer.as_deref(),
                    text: &extracted.text,
                    warnings,
                    speeches,
                }),
                Taken::Known { .. } | Taken::Unread { .. } => None,
            })
            .collect();
        let known: Vec<(Hash, &str)> = batch
            .iter()
            .filter_map(|taken| match taken {
                Taken::Known { name, hash } => Some((*hash, name.as_str())),
                Taken::Read { .. } | Taken::Unread { .. } => None,
            })
            .collect();
        let mut imported = self
            .archive
            .import_ready(run, self.now(), &read, ready)?
            .into_iter();
        let mut there = self
            .archive
            .import_known(run, self.now(), &known)?
            .into_iter();
        for taken in &batch {
            match taken {
                Taken::Known { name, .. } => {
                    let ids = there.next().map(|known| ids_of(&known)).unwrap_or_default();
                    report.duplicate(name.clone(), ids);
                }
                Taken::Read { name, speeches, .. } => {
                    if let Some(outcome) = imported.next() {
                        let ids = ids_of(&outcome);
                        if outcome.already {
                            report.duplicate(name.clone(), ids);
                        } else {
                            let of = outcome.version_of.as_ref();
                            let of = of.map(|id| self.row_of(id)).transpose()?;
                            report.taken(name.clone(), speeches, ids, of.map(|row| row.title));
                        }
                    }
                }
                Taken::Unread {
                    name,
                    bytes,
                    problem,
                } => {
                    let reason = problem.to_string();
                    let file = UnreadFile {
                        bytes: bytes.as_deref(),
                        name,
                        format: "unknown",
                        reason: &reason,
                    };
                    self.archive.import_unread(run, self.now(), &file)?;
                    report.failed(name.clone(), problem);
                }
            }
        }
        Ok(())
    }
}

impl Taken {
    fn warnings(&self) -> Vec<String> {
        match self {
            Self::Read { extracted, .. } => warnings(extracted),
            Self::Known { .. } | Self::Unread { .. } => Vec::new(),
        }
    }
}

/// What intake said, as code and count: the words for it are the desk's, in both languages.
fn warnings(extracted: &Extracted) -> Vec<String> {
    let warnings = extracted.warnings.iter();
    warnings
        .map(|w| format!("{} {}", w.code, w.count))
        .collect()
}

fn ids_of(imported: &Imported) -> Vec<String> {
    imported.speeches.iter().map(ToString::to_string).collect()
}

/// The speeches of a file's text, ready for the archive.
fn speeches_of(extracted: &Extracted, name: &str, how: &How) -> Vec<NewSpeech> {
    describe::read(name, extracted)
        .speeches
        .into_iter()
        .map(|proposal| {
            let (clean, mut over_clean) = proposal.over_clean_text(&extracted.text);
            let ruled = how.learned.adjust(&clean.text, &mut over_clean).ruled;
            let date = proposal.date.as_ref().and_then(|d| d.value.parse().ok());
            let wants = view::wants_of_proposal(&over_clean, how.line);
            let filed = how.options.file_sure && wants.is_empty();
            NewSpeech {
                clean: clean.text,
                over_clean,
                proposal,
                ruled,
                days: date.as_ref().map(view::days).unwrap_or_default(),
                state: if filed { State::Filed } else { State::Inbox },
            }
        })
        .collect()
}
