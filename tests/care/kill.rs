//! An import that is killed, then begun again.

use super::{files_in, is_whole, made_speech};
use crate::terminal::{outcome, rostrum};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Enough for two batches of the writer.
const FILES: usize = 80;
/// Imports that are killed, each at a moment of its own.
const MOMENTS: u32 = 24;

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

    let unbroken = all_of(folder, "整");

    // On two threads, as an import on a busy machine is.
    let next = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let moment = next.fetch_add(1, Ordering::Relaxed);
                    if moment >= MOMENTS {
                        break;
                    }
                    let archive = format!("断{moment}");
                    init(folder, &archive);
                    killed_import(folder, &archive, moment_of(moment, whole));
                    import(folder, &archive);
                    all_there_once(folder, &archive);
                    assert_eq!(all_of(folder, &archive), unbroken, "killed at {moment}");
                }
            });
        }
    });
}

/// The moments are spread over a whole import and its start and end, each a little off the grid.
fn moment_of(moment: u32, whole: Duration) -> Duration {
    let jitter = moment.wrapping_mul(2_654_435_761) >> 24;
    let parts = f64::from(moment) + f64::from(jitter) / 256.0;
    whole.mul_f64(parts * 1.1 / f64::from(MOMENTS))
}

/// Everything an archive says of what is in it, but for ids and times: the speeches with their
/// filings, files and texts' lengths, the folders, how much there is, and what searches find.
fn all_of(folder: &Path, archive: &str) -> Vec<String> {
    let ids = regex::Regex::new(r#""(id|added|ms|bytes|index_bytes)":("[^"]*"|[0-9.]+),?"#)
        .unwrap_or_else(|e| panic!("{e}"));
    let mut all = Vec::new();
    for args in [
        &[
            "list", archive, "--inbox", "--limit", "1000", "--sort", "title",
        ][..],
        &[
            "list",
            archive,
            "--folder",
            "稿件/3组",
            "--limit",
            "1000",
            "--sort",
            "title",
        ],
        &[
            "search",
            archive,
            "汛期之前完成",
            "--limit",
            "0",
            "--facets",
        ],
        &["search", archive, "第37号水库", "--facets"],
        &[
            "search",
            archive,
            "type:调度会 date:2012",
            "--limit",
            "1000",
        ],
    ] {
        let (code, out, err) = outcome(rostrum(folder).args(args).arg("--json"));
        assert_eq!(code, Some(0), "{err}");
        let mut lines: Vec<String> = out
            .lines()
            .map(|line| ids.replace_all(line, "").into())
            .collect();
        assert!(!lines.is_empty(), "{args:?}");
        lines.sort();
        all.append(&mut lines);
    }
    all
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
