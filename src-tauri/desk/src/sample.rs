//! The sample archive that the program carries, so that a newcomer sees a living archive at once.
//! Its speeches are made; it is an archive like any other once opened.

use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::import::Options;
use crate::{Desk, Problem, Tools, files};

/// The archive's folder below the home folder.
pub const FOLDER: &str = "sample";

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// How many files the sample holds.
pub fn count() -> u32 {
    fn files(dir: &Dir<'_>) -> usize {
        dir.files().count() + dir.dirs().map(files).sum::<usize>()
    }
    files(&SAMPLE) as u32
}

/// Opens the sample archive below `home`, made on first use: `home/sample` is the archive,
/// `home/样例原件` the files as a user would have them.
pub fn open(home: &Path, tools: Arc<Tools>) -> Result<Desk, Problem> {
    let folder = home.join(FOLDER);
    match Desk::open(&folder, tools.clone()) {
        Err(Problem::Archive(archive::Error::NotAnArchive(_))) => {}
        opened => return opened,
    }
    let originals = home.join("样例原件");
    lay_out(&SAMPLE, &originals)?;
    let desk = Desk::create(&folder, tools)?;
    let mut given: Vec<_> = std::fs::read_dir(&originals)
        .map_err(|e| Problem::io(&originals, e))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    given.sort();
    desk.import(
        &given,
        Options {
            file_sure: true,
            ..Options::default()
        },
        &mut |_| {},
    )?;
    Ok(desk)
}

/// Writes the carried files below a folder.
fn lay_out(dir: &Dir<'_>, root: &Path) -> Result<(), Problem> {
    for file in dir.files() {
        files::write_whole(&root.join(file.path()), file.contents())?;
    }
    dir.dirs().try_for_each(|dir| lay_out(dir, root))
}
