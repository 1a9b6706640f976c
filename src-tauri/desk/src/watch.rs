//! A watched folder: what appears in it is taken in once it has stopped changing. Files are only
//! read; nothing is watched while no archive is open.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::files::{self, Given};
use crate::import::Options;
use crate::wire::ImportProgress;
use crate::{Desk, Problem};

/// A file whose size and time stayed the same for so long is whole: copies from a stick or a share
/// stand still for a second or two.
const SETTLED: Duration = Duration::from_secs(3);
/// How often is looked whether something settled.
const LOOK: Duration = Duration::from_millis(400);
/// How often the whole folder is looked through: shares and some sticks tell of no change.
const WHOLE: Duration = Duration::from_secs(120);

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    changed: Option<SystemTime>,
}

/// A folder that is watched until this is dropped.
pub struct Watch {
    folder: PathBuf,
    ended: Arc<AtomicBool>,
}

impl Watch {
    /// Watches a folder for an archive; `tell` hears each finished report.
    pub fn begin(
        desk: Arc<Desk>,
        folder: &Path,
        tell: impl Fn(&ImportProgress) + Send + 'static,
    ) -> Result<Self, Problem> {
        let folder = std::path::absolute(folder).map_err(|e| Problem::io(folder, e))?;
        std::fs::read_dir(&folder).map_err(|e| Problem::io(&folder, e))?;
        let ended = Arc::new(AtomicBool::new(false));
        let waiting = Waiting {
            desk,
            folder: folder.clone(),
            seen: HashMap::new(),
        };
        let over = ended.clone();
        std::thread::Builder::new()
            .name("watch".into())
            .spawn(move || waiting.run(&over, &tell))
            .map_err(|e| Problem::io(&folder, e))?;
        Ok(Self { folder, ended })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}

/// A file of the folder: how it looked last, since when, and whether that state was taken in.
struct Seen {
    stamp: Stamp,
    since: Instant,
    taken: bool,
}

struct Waiting {
    desk: Arc<Desk>,
    folder: PathBuf,
    seen: HashMap<PathBuf, Seen>,
}

impl Waiting {
    fn run(mut self, ended: &AtomicBool, tell: &dyn Fn(&ImportProgress)) {
        let (send, changes) = channel();
        let watcher =
            notify::recommended_watcher(send).and_then(|mut watcher: RecommendedWatcher| {
                watcher.watch(&self.folder, RecursiveMode::Recursive)?;
                Ok(watcher)
            });
        self.look_through(&self.folder.clone(), true);
        let mut looked = Instant::now();
        while !ended.load(Ordering::SeqCst) {
            std::thread::sleep(LOOK);
            let is_lost = self.hear(&changes);
            if is_lost || looked.elapsed() >= WHOLE {
                self.look_through(&self.folder.clone(), false);
                looked = Instant::now();
            }
            self.take(tell);
        }
        drop(watcher);
    }

    /// Notes what was told to have changed; true when some of it may have been lost.
    fn hear(&mut self, changes: &Receiver<notify::Result<notify::Event>>) -> bool {
        let mut is_lost = false;
        // What is there now: looking through a folder is itself told as a change.
        for change in changes.try_iter().collect::<Vec<_>>() {
            match change {
                Ok(event) if event.need_rescan() => is_lost = true,
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
                Ok(event) => {
                    for path in event.paths {
                        self.look_through(&path, false);
                    }
                }
                Err(_) => is_lost = true,
            }
        }
        is_lost
    }

    /// Notes the files of a folder, or a file. At the beginning those that are in the archive as
    /// they stand now are not read again.
    fn look_through(&mut self, path: &Path, is_beginning: bool) {
        for entry in walkdir::WalkDir::new(path)
            .into_iter()
            .filter_map(Result::ok)
        {
            let name = entry.file_name().to_string_lossy();
            let Ok(facts) = entry.metadata() else {
                continue;
            };
            if !facts.is_file() || files::is_litter(&name) || is_unfinished(&name) {
                continue;
            }
            let stamp = Stamp {
                size: facts.len(),
                changed: facts.modified().ok(),
            };
            let is_same = |seen: &Seen| seen.stamp == stamp;
            if self.seen.get(entry.path()).is_some_and(is_same) {
                continue;
            }
            let taken = is_beginning && self.is_in(entry.path(), stamp);
            let seen = Seen {
                stamp,
                since: Instant::now(),
                taken,
            };
            self.seen.insert(entry.into_path(), seen);
        }
    }

    /// True when the archive has a file of this name and size that came after it was last changed.
    fn is_in(&self, path: &Path, stamp: Stamp) -> bool {
        let since = stamp
            .changed
            .and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok());
        let Some(since) = since.and_then(|d| i64::try_from(d.as_millis()).ok()) else {
            return false;
        };
        let name = self.name(path);
        self.desk
            .archive
            .came_since(&name, stamp.size, since)
            .unwrap_or(false)
    }

    /// The name of a file from the watched folder on.
    fn name(&self, path: &Path) -> String {
        files::name_below(path, self.folder.parent().unwrap_or(&self.folder))
    }

    fn take(&mut self, tell: &dyn Fn(&ImportProgress)) {
        let mut given = Vec::new();
        let mut gone = Vec::new();
        for (path, seen) in self.seen.iter_mut().filter(|(_, seen)| !seen.taken) {
            let Ok(facts) = std::fs::metadata(path) else {
                gone.push(path.clone());
                continue;
            };
            let stamp = Stamp {
                size: facts.len(),
                changed: facts.modified().ok(),
            };
            if stamp != seen.stamp {
                (seen.stamp, seen.since) = (stamp, Instant::now());
            } else if seen.since.elapsed() >= SETTLED {
                given.push(path.clone());
            }
        }
        for path in &gone {
            self.seen.remove(path);
        }
        if given.is_empty() {
            return;
        }
        given.sort();
        let files = given.iter().map(|path| Given {
            name: self.name(path),
            path: path.clone(),
        });
        // While a person's own import runs, these wait for the next look.
        if let Ok(report) = self.desk.import_given(files.collect(), Options::default()) {
            for path in &given {
                if let Some(seen) = self.seen.get_mut(path) {
                    seen.taken = true;
                }
            }
            tell(&report);
        }
    }
}

/// Names under which browsers and copying programs keep what is not whole yet.
fn is_unfinished(name: &str) -> bool {
    let ending = Path::new(name)
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    name.starts_with('.')
        || ["part", "partial", "crdownload", "download", "tmp", "td"].contains(&ending.as_str())
}

/// The folder that is watched for the open archive, if any.
#[derive(Default)]
pub struct Seat(Mutex<Option<Watch>>);

impl Seat {
    /// Puts another watch, or none, in place of the one there was.
    pub fn set(&self, watch: Option<Watch>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = watch;
    }
}
