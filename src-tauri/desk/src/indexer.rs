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
    wishes: Arc<Wishes>,
    at_work: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Wishes {
    /// There may be something to take in.
    wanted: AtomicBool,
    /// No more comes at once, so that what is in can be put in order.
    rested: AtomicBool,
    /// What can be left for the next time is left.
    closing: AtomicBool,
}

impl Indexer {
    pub(crate) fn new(archive: Arc<Archive>) -> Self {
        Self {
            archive,
            wishes: Arc::default(),
            at_work: Mutex::default(),
        }
    }

    /// There may be something to take in.
    pub(crate) fn wake(&self) {
        self.start(true);
    }

    /// There is something to take in and more to come: merging is left for when all is there, as it
    /// would merge the same again with the next.
    pub(crate) fn keep_up(&self) {
        self.start(false);
    }

    fn start(&self, rested: bool) {
        self.wishes.rested.store(rested, Ordering::SeqCst);
        self.wishes.wanted.store(true, Ordering::SeqCst);
        let mut at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        if at_work.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        let (archive, wishes) = (self.archive.clone(), self.wishes.clone());
        *at_work = Some(std::thread::spawn(move || {
            // A failure here costs speed, not answers: what is not indexed is searched by reading,
            // and the next change tries again.
            while wishes.wanted.swap(false, Ordering::SeqCst) {
                while archive.catch_up().unwrap_or(false) {}
                if wishes.rested.load(Ordering::SeqCst) {
                    wishes.while_idle(|| archive.read_shelf().unwrap_or(false));
                    wishes.while_idle(|| archive.merge_index().unwrap_or(false));
                }
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
                None if self.wishes.wanted.load(Ordering::SeqCst) => self.wake(),
                None => return,
            }
        }
    }
}

impl Wishes {
    /// Goes on step by step while nothing else is to be done.
    fn while_idle(&self, mut step: impl FnMut() -> bool) {
        let busy = || self.closing.load(Ordering::SeqCst) || self.wanted.load(Ordering::SeqCst);
        while !busy() && step() {}
    }
}

impl Drop for Indexer {
    fn drop(&mut self) {
        self.wishes.closing.store(true, Ordering::SeqCst);
        self.settle();
    }
}
