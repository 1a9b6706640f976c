//! Looking after an archive: checking, counting, making the index anew, carrying originals out.
//! Repairs nothing silently.

use std::path::Path;

use archive::{Report, Stats};

use crate::{Desk, Problem, files};

impl Desk {
    /// Reads everything and tells what is not whole.
    pub fn check(&self) -> Result<Report, Problem> {
        Ok(self.archive.check()?)
    }

    /// Makes the search index anew.
    pub fn rebuild_index(&self) -> Result<(), Problem> {
        self.indexer.settle();
        Ok(self.archive.rebuild_index()?)
    }

    /// How much there is.
    pub fn stats(&self) -> Result<Stats, Problem> {
        Ok(self.archive.stats()?)
    }

    /// Writes the file a speech came from, byte for byte.
    pub fn save_original(&self, id: &str, path: &Path) -> Result<(), Problem> {
        files::write_whole(path, &self.original(id)?)
    }
}
