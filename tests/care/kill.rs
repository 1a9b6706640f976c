//! An import that is killed, then begun again.

use super::{files_in, is_whole, made_speech};
use crate::terminal::{outcome, rostrum};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

const FILES: usize = 200;
/// Moments of the kill, in parts of the time a whole import takes.
const MOMENTS: u32 = 8;

fn made_files() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let folder = place.path().join("稿件");
    for number in 0..FILES {
        let folder = folder.join(format!("{}组", number % 7));
        std::fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{e}"));
        std::fs::write(folder.join(format!("{number:03}.txt")), made_speech(number))
            .unwrap_or_else(|e| panic!("{e}"));
    }
    place
}

fn import(folder: &Path, archive: &str) {
    let (code, out, err) = outcome(rostrum(folder).args(["import", archive, "稿件"]));
    assert_eq!(code, Some(0), "{out}{err}");
}

fn init(folder: &Path, archive: &str) {
    let (code, _, err) = outcome(rostrum(folder).args(["init", archive]));
    assert_eq!(code, Some(0), "{err}");
}

/// Starts an import and kills it (SIGKILL) after `delay`.
fn killed_import(folder: &Path, archive: &str, delay: Duration) {
    let mut command = rostrum(folder);
    command
        .args(["import", archive, "稿件"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap_or_else(|e| panic!("{e}"));
    sleep(delay);
    child.kill().unwrap_or_else(|e| panic!("{e}"));
    child.wait().unwrap_or_else(|e| panic!("{e}"));
}

/// Every file there once, nothing broken.
#[track_caller]
fn all_there_once(folder: &Path, archive: &str) {
    let mut wanted: Vec<String> = (0..FILES).map(|n| format!("{n:03}.txt")).collect();
    wanted.sort();
    let mut names: Vec<String> = files_in(folder, archive)
        .iter()
        .map(|path| path.rsplit('/').next().unwrap_or(path).to_owned())
        .collect();
    names.sort();
    assert_eq!(names, wanted);
    is_whole(folder, archive);
}

#[test]
fn killed_at_any_moment_then_imported_again_every_file_is_there_once() {
    let place = made_files();
    let folder = place.path();
    init(folder, "整");
    let start = Instant::now();
    import(folder, "整");
    let whole = start.elapsed();
    all_there_once(folder, "整");

    for moment in 0..MOMENTS {
        let archive = format!("断{moment}");
        init(folder, &archive);
        killed_import(folder, &archive, whole * moment / MOMENTS);
        import(folder, &archive);
        all_there_once(folder, &archive);
    }
}

#[test]
fn killed_again_and_again_it_still_gets_there() {
    let place = made_files();
    let folder = place.path();
    init(folder, "档案");
    for delay in [40, 5, 90, 150, 20, 250] {
        killed_import(folder, "档案", Duration::from_millis(delay));
    }
    import(folder, "档案");
    all_there_once(folder, "档案");
}
