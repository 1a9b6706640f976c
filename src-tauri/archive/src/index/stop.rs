//! Stops a search from another thread: a new keystroke makes the answer to the last one useless.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, InterruptHandle};

use crate::error::{Error, Result};

/// The stop button of one search. Make one for each search and share it by reference or `Arc`.
#[derive(Default)]
pub struct Stop {
    stopped: AtomicBool,
    running: Mutex<Option<InterruptHandle>>,
}

impl Stop {
    /// A button that was not pressed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the search end with [`Error::Stopped`], now or as soon as it starts.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = running.as_ref() {
            handle.interrupt();
        }
    }

    /// True once the button was pressed.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Fails once the button was pressed.
    pub(super) fn check(&self) -> Result<()> {
        if self.is_stopped() {
            return Err(Error::Stopped);
        }
        Ok(())
    }

    /// Runs a search on a connection that the button interrupts; not before or after, when the
    /// connection may be serving another.
    pub(super) fn guard<R>(
        &self,
        connection: &Connection,
        search: impl FnOnce() -> Result<R>,
    ) -> Result<R> {
        let hold = |handle| {
            *self.running.lock().unwrap_or_else(PoisonError::into_inner) = handle;
        };
        hold(Some(connection.get_interrupt_handle()));
        let result = self.check().and_then(|()| search());
        hold(None);
        // SQLite says "interrupted" in its own words.
        self.check().and(result)
    }
}
