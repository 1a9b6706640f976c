//! How much a file may cost to read.
//! Does not enforce anything: each reader asks, and the worker adds the limits of its process.

use serde::{Deserialize, Serialize};

/// Limits for one file. The defaults hold for any real document met so far and stop bombs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file as given.
    pub input: u64,
    /// Bytes of all unpacked parts together.
    pub unpacked: u64,
    /// Unpacked to packed size of one part, once it is larger than a megabyte.
    pub ratio: u64,
    /// Parts in one container.
    pub entries: u64,
    /// Nested elements, groups or tables.
    pub depth: u32,
    /// Seconds of reading, enforced by [`crate::worker::Reader`] from outside.
    pub seconds: u64,
    /// Seconds of recognising the text of one picture of a page.
    pub page_seconds: u64,
    /// Bytes the reading process may hold in memory, enforced by the system where it can: not on
    /// Windows and macOS, where the other limits have to do.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            input: 64 * MIB,
            unpacked: 256 * MIB,
            ratio: 200,
            entries: 4096,
            depth: 256,
            seconds: 20,
            page_seconds: 120,
            memory: 512 * MIB,
        }
    }
}
