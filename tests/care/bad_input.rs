//! A folder with good files and one of every bad kind.

use super::{files_in, is_whole, made_speech};
use crate::terminal::{fixtures, outcome, rostrum};
use std::path::Path;
use std::time::{Duration, Instant};

const GOOD: usize = 5;

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    std::fs::write(folder.join(name), bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
}

/// Bytes without a pattern, the same in every run.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Imports a folder with five good files and what `spoil` puts beside them.
/// Gives the exit code, the report, and the names of the speeches' files.
fn import_beside_good(spoil: impl FnOnce(&Path)) -> (Option<i32>, String, Vec<String>) {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let given = place.path().join("稿件");
    std::fs::create_dir(&given).unwrap_or_else(|e| panic!("{e}"));
    for number in 0..GOOD {
        write(
            &given,
            &format!("good{number}.txt"),
            made_speech(number).as_bytes(),
        );
    }
    spoil(&given);
    let (code, _, err) = outcome(rostrum(place.path()).args(["init", "档案"]));
    assert_eq!(code, Some(0), "{err}");
    let start = Instant::now();
    let (code, out, err) = outcome(rostrum(place.path()).args(["import", "档案", "稿件"]));
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "it hung for {:?}",
        start.elapsed()
    );
    is_whole(place.path(), "档案");
    let files = files_in(place.path(), "档案");
    (code, out + &err, files)
}

/// One bad thing named `name`: said with the reason in one line, the good ones imported, exit code 1.
#[track_caller]
fn check_bad(name: &str, reasons: &[&str], spoil: impl FnOnce(&Path)) {
    let (code, report, files) = import_beside_good(spoil);
    let lines: Vec<&str> = report.lines().filter(|line| line.contains(name)).collect();
    assert_eq!(lines.len(), 1, "lines that name {name} in:\n{report}");
    assert!(
        reasons.iter().any(|reason| lines[0].contains(reason)),
        "no reason in: {}",
        lines[0]
    );
    let good = files.iter().filter(|file| file.contains("good")).count();
    assert_eq!(good, GOOD, "the rest was not imported:\n{report}");
    assert_eq!(code, Some(1), "{report}");
}

#[test]
fn an_empty_file() {
    check_bad("empty.txt", &["empty"], |folder| {
        write(folder, "empty.txt", b"")
    });
}

#[test]
fn fifty_megabytes_of_noise() {
    check_bad("noise.txt", &["not a text"], |folder| {
        write(folder, "noise.txt", &noise(50 << 20))
    });
}

#[test]
fn noise_that_claims_to_be_word() {
    check_bad(
        "noise.doc",
        &["damaged", "not a text", "cannot be read"],
        |folder| write(folder, "noise.doc", &noise(1 << 20)),
    );
}

#[test]
fn a_truncated_docx() {
    let bytes = std::fs::read(fixtures().join("bad/truncated.docx")).unwrap_or_default();
    check_bad("truncated.docx", &["damaged"], |folder| {
        write(folder, "truncated.docx", &bytes)
    });
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_between_looking_and_reading() {
    check_bad("gone.txt", &["no longer there"], |folder| {
        let linked =
            std::os::unix::fs::symlink(folder.join("nowhere.txt"), folder.join("gone.txt"));
        linked.unwrap_or_else(|e| panic!("{e}"));
    });
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let closed = |folder: &Path, mode| {
        let locked = folder.join("locked");
        let _ = std::fs::create_dir(&locked);
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(mode))
            .unwrap_or_else(|e| panic!("{e}"));
    };
    let probe = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    closed(probe.path(), 0o000);
    let may_all = std::fs::read_dir(probe.path().join("locked")).is_ok();
    closed(probe.path(), 0o700);
    if may_all {
        // Root opens every folder; then a folder that is no folder (a link in a circle) stands for it.
        check_bad("locked", &["cannot be read"], |folder| {
            let linked = std::os::unix::fs::symlink(folder.join("locked"), folder.join("locked"));
            linked.unwrap_or_else(|e| panic!("{e}"));
        });
    } else {
        check_bad("locked", &["ermission"], |folder| closed(folder, 0o000));
    }
}

#[test]
fn invalid_utf8_is_read_as_far_as_it_goes_and_said() {
    let bytes = std::fs::read(fixtures().join("bad/invalid-utf8.txt")).unwrap_or_default();
    let (code, report, files) =
        import_beside_good(|folder| write(folder, "invalid-utf8.txt", &bytes));
    assert!(report.contains("invalid-utf8.txt"), "{report}");
    assert_eq!(
        files.iter().filter(|file| file.contains("good")).count(),
        GOOD,
        "{report}"
    );
    assert!(matches!(code, Some(0 | 1)), "{report}");
}

#[test]
fn a_single_line_of_five_megabytes() {
    let line = "要把项目建设抓在手上，".repeat((5 << 20) / 33);
    let (code, report, files) =
        import_beside_good(|folder| write(folder, "line.txt", line.as_bytes()));
    assert!(report.contains("line.txt"), "{report}");
    assert_eq!(
        files.iter().filter(|file| file.contains("good")).count(),
        GOOD,
        "{report}"
    );
    assert!(matches!(code, Some(0 | 1)), "{report}");
}

#[test]
fn all_of_them_at_once() {
    let (code, report, files) = import_beside_good(|folder| {
        write(folder, "empty.txt", b"");
        write(folder, "empty.docx", b"");
        write(folder, "noise.pdf", &noise(100_000));
        write(folder, "noise.zip", &noise(100_000));
        write(folder, "half.rtf", b"{\\rtf1\\ansi{\\fonttbl");
        write(folder, "zeros.txt", &[0; 4096]);
    });
    assert_eq!(
        files.iter().filter(|file| file.contains("good")).count(),
        GOOD,
        "{report}"
    );
    for name in [
        "empty.txt",
        "empty.docx",
        "noise.pdf",
        "noise.zip",
        "half.rtf",
        "zeros.txt",
    ] {
        assert!(
            report.lines().any(|line| line.contains(name)),
            "nothing is said of {name}:\n{report}"
        );
    }
    assert_eq!(code, Some(1), "{report}");
}
