//! Reading files in a child process that dies, hangs or grows: this binary is its own child.
//! Without the standard test harness, because `main` must become the worker when asked to.

mod made;
#[path = "made/mutants.rs"]
mod mutants;
#[cfg(unix)]
#[path = "made/ocr.rs"]
mod ocr;

use intake::worker::{FLAG, Reader, serve};
use intake::{Hint, IntakeError, Limits};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const SPEECH: &str = "同志们：今天我们召开全市重点项目建设推进会。";

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(FLAG) {
        return serve();
    }
    let tests: &[(&str, fn())] = &[
        ("plain_text_needs_no_child", plain_text_needs_no_child),
        (
            "documents_are_read_in_a_child",
            documents_are_read_in_a_child,
        ),
        (
            "a_child_that_grows_is_an_error_of_its_file",
            a_child_that_grows_is_an_error_of_its_file,
        ),
        #[cfg(target_os = "linux")]
        (
            "a_child_that_fills_all_it_may_hold_does_not_weigh_on_the_program",
            a_child_that_fills_all_it_may_hold_does_not_weigh_on_the_program,
        ),
        (
            "a_child_that_hangs_is_ended_in_time",
            a_child_that_hangs_is_ended_in_time,
        ),
        (
            "a_program_that_is_no_worker_is_named",
            a_program_that_is_no_worker_is_named,
        ),
        ("many_threads_share_a_reader", many_threads_share_a_reader),
        #[cfg(unix)]
        (
            "pictures_are_recognised_page_by_page_by_what_is_installed",
            ocr::pictures_are_recognised_page_by_page_by_what_is_installed,
        ),
        #[cfg(unix)]
        (
            "a_recogniser_that_hangs_or_dies_costs_its_page",
            ocr::a_recogniser_that_hangs_or_dies_costs_its_page,
        ),
        (
            "damaged_files_end_in_an_answer_in_time",
            damaged_files_end_in_an_answer_in_time,
        ),
    ];
    for (name, test) in tests {
        let started = Instant::now();
        test();
        println!("{name} ... ok ({:?})", started.elapsed());
    }
    ExitCode::SUCCESS
}

fn reader(limits: Limits) -> Reader {
    Reader::new(std::env::current_exe().expect("own path"), limits)
}

fn read(reader: &Reader, bytes: &[u8], name: &str) -> Result<String, IntakeError> {
    reader
        .extract(bytes, &Hint { name })
        .map(|found| found.text)
}

/// Reads a file as it comes: of an archive the files in it.
fn take_in(reader: &Reader, bytes: &[u8], name: &str) -> Result<(), IntakeError> {
    if !name.ends_with(".zip") {
        return read(reader, bytes, name).map(drop);
    }
    for (inner, bytes) in intake::unpack(bytes, &Limits::default())? {
        // Whatever it holds, the next is read.
        let _ = read(reader, &bytes, &inner);
    }
    Ok(())
}

fn page(text: &str) -> Vec<u8> {
    format!("<html><body><p>{text}</p></body></html>").into_bytes()
}

/// A page that takes the parser long: each element looks through all that are open.
fn endless() -> Vec<u8> {
    [b"<html><body>".to_vec(), b"<div><p>".repeat(500_000)].concat()
}

fn plain_text_needs_no_child() {
    let reader = Reader::new(PathBuf::from("/nonexistent"), Limits::default());
    assert_eq!(
        read(&reader, SPEECH.as_bytes(), "a.txt").as_deref(),
        Ok(SPEECH)
    );
    assert_eq!(read(&reader, b"", "a.docx"), Err(IntakeError::Empty));
    assert_eq!(
        read(&reader, &page(SPEECH), "a.html").unwrap_err().code(),
        "no_reader"
    );
}

fn documents_are_read_in_a_child() {
    let reader = reader(Limits::default());
    for _ in 0..3 {
        assert_eq!(
            read(&reader, &page(SPEECH), "a.html").as_deref(),
            Ok(SPEECH)
        );
        assert_eq!(
            read(&reader, b"PK\x03\x04 cut", "a.docx")
                .unwrap_err()
                .code(),
            "damaged"
        );
    }
}

fn a_child_that_grows_is_an_error_of_its_file() {
    let reader = reader(Limits {
        memory: 48 * 1024 * 1024,
        ..Limits::default()
    });
    assert_eq!(
        read(&reader, &page(SPEECH), "a.html").as_deref(),
        Ok(SPEECH)
    );
    let large = page(&"a".repeat(40 * 1024 * 1024));
    let error = read(&reader, &large, "b.html").unwrap_err();
    assert_eq!(error.code(), "crashed", "{error}");
    assert_eq!(
        read(&reader, &page(SPEECH), "c.html").as_deref(),
        Ok(SPEECH),
        "the next file is read"
    );
}

/// The limit that ships, filled by a page of more elements than fit into it.
#[cfg(target_os = "linux")]
fn a_child_that_fills_all_it_may_hold_does_not_weigh_on_the_program() {
    let peak = || {
        let status = std::fs::read_to_string("/proc/self/status").expect("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().nth(1));
        kib.and_then(|kib| kib.parse::<u64>().ok()).expect("peak") * 1024
    };
    let reader = reader(Limits {
        // A reader that was not optimised takes its time to fill half a gigabyte.
        seconds: 120,
        ..Limits::default()
    });
    let large = [b"<html><body>".to_vec(), b"<p>a".repeat(10 << 20)].concat();
    let before = peak();
    let error = read(&reader, &large, "a.html").unwrap_err();
    assert_eq!(error.code(), "crashed", "{error}");
    let grown = peak() - before;
    assert!(grown < 128 << 20, "grown by {grown} bytes");
    assert_eq!(
        read(&reader, &page(SPEECH), "b.html").as_deref(),
        Ok(SPEECH),
        "the next file is read"
    );
}

fn a_child_that_hangs_is_ended_in_time() {
    let reader = reader(Limits {
        seconds: 1,
        ..Limits::default()
    });
    let started = Instant::now();
    assert_eq!(
        read(&reader, &endless(), "a.html"),
        Err(IntakeError::TimedOut { seconds: 1 })
    );
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(
        read(&reader, &page(SPEECH), "b.html").as_deref(),
        Ok(SPEECH),
        "the next file is read"
    );
}

fn a_program_that_is_no_worker_is_named() {
    let reader = Reader::new(PathBuf::from("/bin/true"), Limits::default());
    assert_eq!(
        read(&reader, &page(SPEECH), "a.html").unwrap_err().code(),
        "crashed"
    );
}

fn many_threads_share_a_reader() {
    let reader = reader(Limits::default());
    std::thread::scope(|scope| {
        for n in 0..4 {
            let reader = &reader;
            scope.spawn(move || {
                for m in 0..5 {
                    let text = format!("{SPEECH}{n}{m}");
                    assert_eq!(read(reader, &page(&text), "a.html"), Ok(text));
                }
            });
        }
    });
}

/// A thousand of each kind: `cargo run -p intake --example mutants`.
fn damaged_files_end_in_an_answer_in_time() {
    let reader = reader(Limits::default());
    let mut dice = mutants::Dice(0x5EED);
    for (name, whole) in mutants::seeds() {
        assert!(take_in(&reader, &whole, name).is_ok(), "{name}");
        for _ in 0..20 {
            let started = Instant::now();
            // Whatever the answer: the parent goes on, and soon.
            let _ = take_in(&reader, &mutants::mutant(&mut dice, &whole), name);
            assert!(started.elapsed() < Duration::from_secs(25), "{name}");
        }
    }
}
