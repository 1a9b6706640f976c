//! Taking files in: read and understood on every core, written in batches by one hand, reported
//! line by line, stopped and resumed at will. Knows no format and no rule of filing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use archive::{Hash, Imported, NewFile, NewSpeech, RunId, State, UnreadFile};
use intake::{Extracted, Hint, IntakeError};
use speech::Hints;
use speech::learn::Learned;

use crate::files::{self, Given};
use crate::view;
use crate::wire::{Changed, ImportLine, ImportProgress, Words};
use crate::{Desk, Problem, Tools, words};

/// Files a transaction takes; with this many, an fsync costs less than a tenth of the reading.
const BATCH: usize = 64;
/// Longest a file that is read waits for its batch to fill.
const PATIENCE: Duration = Duration::from_millis(400);
/// At most this often is progress told.
const TELL: Duration = Duration::from_millis(100);
/// Lines told while running.
const LAST_LINES: usize = 12;

/// How an import treats what it takes in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// File at once what every field is sure of, instead of leaving all in the inbox.
    pub file_sure: bool,
}

/// How files are taken in: the options, the line below which a field wants a look, and what was
/// learned of the person's filings before.
struct How {
    options: Options,
    line: f32,
    learned: Arc<Learned>,
}

/// A file after reading, on its way to the archive.
enum Taken {
    Read {
        name: String,
        bytes: Vec<u8>,
        extracted: Extracted,
        speeches: Vec<NewSpeech>,
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
        if self.importing.swap(true, Ordering::SeqCst) {
            return Err(Problem::Importing);
        }
        self.stop_import.store(false, Ordering::SeqCst);
        let done = self.import_all(paths, options, tell);
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

    /// What an import did, as a change for the window.
    pub fn imported(&self, done: &ImportProgress) -> Changed {
        Changed {
            words: words::say("done.import", &[done.speeches.to_string()]),
            touched: done
                .lines
                .iter()
                .flat_map(|l| l.speeches.iter().cloned())
                .collect(),
            made: None,
        }
    }

    fn import_all(
        &self,
        paths: &[PathBuf],
        options: Options,
        tell: &mut dyn FnMut(&ImportProgress),
    ) -> Result<ImportProgress, Problem> {
        let (given, faults) = files::walk(paths);
        let habits = self.habits();
        let mut report = Report::new(paths, given.len() + faults.len(), habits.line);
        for (name, problem) in faults {
            report.failed(name, &problem);
        }
        let learned = match habits.learning {
            true => self.learned()?,
            false => Arc::default(),
        };
        let run = self.archive.begin_import(self.now())?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let next = AtomicUsize::new(0);
        let failure = std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Vec<Taken>>(cores * 8);
            for _ in 0..cores {
                let (send, next, given) = (send.clone(), &next, &given);
                let how = How {
                    options,
                    line: habits.line,
                    learned: learned.clone(),
                };
                scope.spawn(move || self.read_files(given, next, how, &send));
            }
            drop(send);
            let mut batch: Vec<Taken> = Vec::new();
            let mut since = Instant::now();
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
                }
                report.tell(tell, false);
                if ended {
                    return None;
                }
            }
        });
        self.indexer.wake();
        if let Some(problem) = failure {
            return Err(problem);
        }
        report.cancelled = self.stop_import.load(Ordering::SeqCst) && report.done < report.total;
        Ok(report.tell(tell, true))
    }

    fn read_files(
        &self,
        given: &[Given],
        next: &AtomicUsize,
        how: How,
        send: &SyncSender<Vec<Taken>>,
    ) {
        while !self.stop_import.load(Ordering::SeqCst) {
            let Some(file) = given.get(next.fetch_add(1, Ordering::SeqCst)) else {
                return;
            };
            if send.send(self.take(file, &how)).is_err() {
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
        if !files::is_zip(&file.name) {
            return vec![self.digest(file.name.clone(), bytes, how)];
        }
        match intake::unpack(&bytes, &self.tools.limits) {
            Ok(entries) => entries
                .into_iter()
                .map(|(name, bytes)| self.digest(format!("{}/{name}", file.name), bytes, how))
                .collect(),
            Err(error) => {
                let problem = Problem::intake(&file.name, error);
                vec![Taken::Unread {
                    name: file.name.clone(),
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
        match read_speeches(&self.tools, &name, &bytes, how) {
            Ok((extracted, speeches)) => Taken::Read {
                name,
                bytes,
                extracted,
                speeches,
            },
            Err(error) => {
                let problem = Problem::intake(&name, error);
                Taken::Unread {
                    name,
                    bytes: Some(bytes),
                    problem,
                }
            }
        }
    }

    fn store(&self, run: &RunId, batch: Vec<Taken>, report: &mut Report) -> Result<(), Problem> {
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
                } => Some(NewFile {
                    bytes,
                    name,
                    format: extracted.format.as_str(),
                    encoding: extracted.encoding.as_deref(),
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
        let mut imported = self.archive.import(run, self.now(), &read)?.into_iter();
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
                            report.taken(name.clone(), speeches, ids);
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
            Self::Read { extracted, .. } => extracted
                .warnings
                .iter()
                .map(|w| w.detail.clone())
                .collect(),
            Self::Known { .. } | Self::Unread { .. } => Vec::new(),
        }
    }
}

fn ids_of(imported: &Imported) -> Vec<String> {
    imported.speeches.iter().map(ToString::to_string).collect()
}

/// Reads the bytes of a file into speeches ready for the archive.
fn read_speeches(
    tools: &Tools,
    name: &str,
    bytes: &[u8],
    how: &How,
) -> Result<(Extracted, Vec<NewSpeech>), IntakeError> {
    let extracted = tools.reader.extract(bytes, &Hint { name })?;
    let reading = speech::read(
        &extracted.text,
        &Hints {
            file_name: Some(name),
            taken_in: Some(crate::today()),
        },
    );
    let speeches = reading
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
        .collect();
    Ok((extracted, speeches))
}

/// The report as it grows.
struct Report {
    line: f32,
    name: String,
    began: Instant,
    told: Option<Instant>,
    total: usize,
    done: usize,
    speeches: u32,
    duplicates: u32,
    failed: u32,
    lines: Vec<ImportLine>,
    cancelled: bool,
}

impl Report {
    fn new(paths: &[PathBuf], total: usize, line: f32) -> Self {
        Self {
            line,
            name: paths
                .first()
                .map_or_else(String::new, |p| files::name_of(p)),
            began: Instant::now(),
            told: None,
            total,
            done: 0,
            speeches: 0,
            duplicates: 0,
            failed: 0,
            lines: Vec::new(),
            cancelled: false,
        }
    }

    fn line(&mut self, name: String, outcome: &str, words: Words, speeches: Vec<String>) {
        self.done += 1;
        self.lines.push(ImportLine {
            name,
            outcome: outcome.to_owned(),
            words,
            speeches,
        });
    }

    fn failed(&mut self, name: String, problem: &Problem) {
        self.failed += 1;
        self.line(name, "failed", problem.about_file(), Vec::new());
    }

    fn duplicate(&mut self, name: String, ids: Vec<String>) {
        self.duplicates += 1;
        self.line(
            name,
            "duplicate",
            words::say::<&str>("import.duplicate", &[]),
            ids,
        );
    }

    fn taken(&mut self, name: String, speeches: &[NewSpeech], ids: Vec<String>) {
        self.speeches += ids.len() as u32;
        let (outcome, words) = match speeches {
            [] => ("failed", words::say::<&str>("import.no_words", &[])),
            [one] if one.state == State::Filed => ("taken", filing_in_words(one, "import.sure")),
            [one] => match view::wants_of_proposal(&one.over_clean, self.line).first() {
                Some(&"title") if one.over_clean.title_supplied => {
                    ("waiting", filing_in_words(one, "want.supplied"))
                }
                Some(want) => ("waiting", filing_in_words(one, &format!("want.{want}"))),
                None => ("waiting", filing_in_words(one, "import.sure")),
            },
            many => (
                "split",
                words::say("import.split", &[many.len().to_string()]),
            ),
        };
        if speeches.is_empty() {
            self.failed += 1;
        }
        self.line(name, outcome, words, ids);
    }

    /// Tells how it stands, not too often; the last time with all lines.
    fn tell(&mut self, tell: &mut dyn FnMut(&ImportProgress), finished: bool) -> ImportProgress {
        let due = finished || self.told.is_none_or(|t| t.elapsed() >= TELL);
        let seconds = self.began.elapsed().as_secs_f32().max(0.001);
        let rate = self.done as f32 / seconds;
        let left = self.total.saturating_sub(self.done) as f32 / rate.max(0.01);
        let from = if finished {
            0
        } else {
            self.lines.len().saturating_sub(LAST_LINES)
        };
        let progress = ImportProgress {
            name: self.name.clone(),
            done: self.done as u32,
            total: self.total.max(self.done) as u32,
            rate,
            // The first second says nothing about the rest.
            seconds_left: (seconds > 1.0 && self.done > 0).then_some(left.ceil() as u32),
            speeches: self.speeches,
            duplicates: self.duplicates,
            failed: self.failed,
            lines: if due {
                self.lines[from..].to_vec()
            } else {
                Vec::new()
            },
            finished,
            cancelled: self.cancelled,
        };
        if due {
            self.told = Some(Instant::now());
            tell(&progress);
        }
        progress
    }
}

/// 推进会 · 2020年6—7月 · and what else there is to say.
fn filing_in_words(speech: &NewSpeech, more: &str) -> Words {
    let own = &speech.over_clean;
    let kind = own
        .meeting
        .kind
        .as_ref()
        .and_then(|k| speech::lexicon::meeting_types().get(&k.value));
    let date = own.date.as_ref().map(|d| view::date(&d.value).words);
    let more = words::say::<&str>(more, &[]);
    let join = |kind: Option<&str>, date: Option<&String>, more: &str| {
        [kind, date.map(String::as_str), Some(more)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    };
    Words {
        zh: join(kind.map(|k| k.zh), date.as_ref().map(|d| &d.zh), &more.zh),
        en: join(kind.map(|k| k.en), date.as_ref().map(|d| &d.en), &more.en),
    }
}
