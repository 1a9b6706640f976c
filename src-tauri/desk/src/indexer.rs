//! Lets the index follow the catalogue in the background; searches are complete meanwhile.
//! Knows nothing of what changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use archive::Archive;

/// At most one thread at work; waited for when the archive is closed, so that a command line that
/// ends at once leaves no index behind.
pub(crate) struct Indexer {
    archive: Arc<Archive>,
    wanted: Arc<AtomicBool>,
    at_work: Mutex<Option<JoinHandle<()>>>,
}

impl Indexer {
    pub(crate) fn new(archive: Arc<Archive>) -> Self {
        Self {
            archive,
            wanted: Arc::default(),
            at_work: Mutex::default(),
        }
    }

    /// There may be something to take in.
    pub(crate) fn wake(&self) {
        self.wanted.store(true, Ordering::SeqCst);
        let mut at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        if at_work.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let (archive, wanted) = (self.archive.clone(), self.wanted.clone());
        *at_work = Some(std::thread::spawn(move || {
            while wanted.swap(false, Ordering::SeqCst) {
                // A failure here costs speed, not answers: what is not indexed is searched by
                // reading, and the next change tries again.
                while archive.catch_up().unwrap_or(false) {}
            }
        }));
    }

    /// Waits until all that was wanted is taken in.
    pub(crate) fn settle(&self) {
        loop {
            let thread = self
                .at_work
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            match thread {
                Some(thread) => drop(thread.join()),
                None if self.wanted.load(Ordering::SeqCst) => self.wake(),
                None => return,
            }
        }
    }
}

impl Drop for Indexer {
    fn drop(&mut self) {
        self.settle();
    }
}
