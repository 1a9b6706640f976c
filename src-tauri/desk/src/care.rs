//! Looking after an archive: checking, counting, backing up, making the index anew, carrying
//! originals out. Repairs nothing silently.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::{Archive, Report, Stats};

use crate::wire::{Backup, CheckUp, Holdings};
use crate::{Desk, Problem, Tools, files, now, view};

impl Desk {
    /// Reads everything and tells what is not whole.
    pub fn check(&self) -> Result<Report, Problem> {
        Ok(self.archive.check()?)
    }

    /// The same for the window.
    pub fn check_up(&self) -> Result<CheckUp, Problem> {
        Ok(view::check_up(&self.check()?))
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

    /// The same for the window.
    pub fn holdings(&self) -> Result<Holdings, Problem> {
        Ok(view::holdings(&self.stats()?))
    }

    /// Backs the archive up: into a folder of its own name within `folder`, which must be there. A
    /// copy that lies there already is brought up with the archive.
    pub fn backup(&self, folder: &Path) -> Result<Backup, Problem> {
        // Made by us, a stick's folder would be one on the disk while the stick is out.
        std::fs::read_dir(folder).map_err(|e| Problem::io(folder, e))?;
        let copy = self.copy_in(folder);
        let made = self.archive.backup(&copy, self.now())?;
        Ok(backup(&copy, made))
    }

    /// The backup of this archive within `folder`, if there is one.
    pub fn backed_up(&self, folder: &Path) -> Result<Option<Backup>, Problem> {
        let copy = self.copy_in(folder);
        let made = self.archive.backed_up(&copy)?;
        Ok(made.map(|made| backup(&copy, made)))
    }

    /// Makes an archive in `folder` of a backup, named by its own folder or by the one it was made
    /// in; opens it.
    pub fn restore_backup(from: &Path, folder: &Path, tools: Arc<Tools>) -> Result<Self, Problem> {
        let archive = match Archive::restore(from, folder, now()) {
            Err(archive::Error::NotAnArchive(_)) => {
                let copy = only_folder(from).unwrap_or_else(|| from.to_owned());
                Archive::restore(&copy, folder, now())?
            }
            restored => restored?,
        };
        Ok(Self::over(archive, tools))
    }

    fn copy_in(&self, folder: &Path) -> PathBuf {
        folder.join(files::name_of(self.folder()))
    }

    /// Writes the file a speech came from, byte for byte.
    pub fn save_original(&self, id: &str, path: &Path) -> Result<(), Problem> {
        files::write_whole(path, &self.original(id)?)
    }
}

fn backup(copy: &Path, made: archive::Backup) -> Backup {
    Backup {
        folder: copy.display().to_string(),
        at: made.at,
        bytes: made.bytes,
    }
}

/// The one folder that lies in a folder.
fn only_folder(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    let mut folders = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir());
    let first = folders.next()?;
    folders.next().is_none().then_some(first)
}
