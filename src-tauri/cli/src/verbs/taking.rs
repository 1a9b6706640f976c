//! describe, extract, init, import, watch, reread.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use desk::import::Options;
use desk::report::report_csv;
use desk::watch::Watch;
use desk::wire::ImportProgress;
use desk::{Desk, Habits, Lang, Problem, describe as proposals, files};
use serde_json::json;

use super::{open, tools};
use crate::out::{End, Out};

/// One object a file with `--json`; else a line a speech.
pub fn describe(paths: &[PathBuf], out: &mut Out) -> Result<End, Problem> {
    let tools = tools()?;
    let mut end = End::Done;
    let (given, faults) = files::walk(paths);
    for (name, problem) in &faults {
        out.failed(name, problem);
        end = End::SomeFailed;
    }
    for file in &given {
        match proposals::describe_file(file, &tools) {
            Ok(described) => {
                let words = || in_words(&described);
                out.item(|| &described, words);
            }
            Err(problem) => {
                out.failed(&file.name, &problem);
                end = End::SomeFailed;
            }
        }
    }
    Ok(end)
}

fn in_words(described: &proposals::Described) -> String {
    let mut lines = vec![described.file.clone()];
    for speech in &described.speeches {
        let title = if speech.title_supplied {
            format!("〔{}〕", speech.title)
        } else {
            speech.title.clone()
        };
        let date = speech.date.as_ref().map_or("undated", |d| d.edtf.as_str());
        let themes: Vec<_> = speech.themes.iter().map(|t| t.name).collect();
        lines.push(format!("  {title}"));
        lines.push(format!(
            "    {date}  {}  {}  {}  {}",
            speech.meeting.kind.unwrap_or("-"),
            speech.genre.unwrap_or("-"),
            speech.level.unwrap_or("-"),
            themes.join(" ")
        ));
    }
    let removed = described.removed.len();
    if removed > 0 {
        lines.push(format!("  {removed} removed"));
    }
    lines.join("\n")
}

/// The plain text of a file.
pub fn extract(path: &Path, out: &mut Out) -> Result<End, Problem> {
    let extracted = proposals::extract_file(path, &*tools()?)?;
    if out.json() {
        out.item(|| &extracted, String::new);
    } else {
        out.bytes(extracted.text.as_bytes());
        for warning in &extracted.warnings {
            out.progress(&format!(
                "{}: {} ({})",
                path.display(),
                warning.detail,
                warning.count
            ));
        }
    }
    Ok(End::Done)
}

/// Makes an archive.
pub fn init(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    let desk = Desk::create(archive, tools()?)?;
    let folder = desk.folder().display().to_string();
    out.item(
        || json!({"archive": folder}),
        || format!("made an archive in {folder}"),
    );
    Ok(End::Done)
}

/// What is to be taken in.
pub enum Given {
    /// Files and folders; `-` alone: their paths come on standard input.
    Paths(Vec<PathBuf>),
    /// The words of this file; `-`: of standard input.
    Words(PathBuf),
}

/// Takes files in; one line a file at the end.
pub fn import(
    archive: &Path,
    given: Given,
    table: Option<&Path>,
    options: Options,
    habits: Habits,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    desk.set_habits(habits);
    let report = match given {
        Given::Words(path) => desk.import_text(&words(&path)?)?,
        Given::Paths(paths) => {
            let paths = match paths.as_slice() {
                [only] if only.as_os_str() == "-" => listed(std::io::stdin().lock()),
                _ => paths,
            };
            shown(|tell| desk.import(&paths, options, tell))?
        }
    };
    if let Some(table) = table {
        files::write_whole(table, &report_csv(&report.lines, Lang::Zh))?;
    }
    Ok(told(&report, out))
}

/// Works while its progress is shown, where someone looks at it.
fn shown(
    work: impl FnOnce(&mut dyn FnMut(&ImportProgress)) -> Result<ImportProgress, Problem>,
) -> Result<ImportProgress, Problem> {
    let live = std::io::stderr().is_terminal();
    let report = work(&mut |progress| {
        if live && !progress.finished {
            eprint!("\r{}", running(progress));
        }
    });
    if live {
        eprint!("\r\x1b[K");
    }
    report
}

/// Tells a finished report.
fn told(report: &ImportProgress, out: &mut Out) -> End {
    for line in &report.lines {
        out.item(
            || json!({"file": line.name, "outcome": line.outcome, "speeches": line.speeches, "message": line.words.en}),
            || format!("{:9} {}  {}", line.outcome, line.name, line.words.in_lang(Lang::En)),
        );
    }
    let versions = match report.versions {
        0 => String::new(),
        n => format!("{n} versions of others, "),
    };
    out.progress(&format!(
        "{} files: {} speeches taken in, {versions}{} there already, {} failed",
        report.done, report.speeches, report.duplicates, report.failed
    ));
    if report.failed > 0 {
        End::SomeFailed
    } else {
        End::Done
    }
}

/// Takes in what appears in a folder.
pub fn watch(
    archive: &Path,
    folder: &Path,
    seconds: Option<u64>,
    out: &mut Out,
) -> Result<End, Problem> {
    let (send, reports) = channel();
    let watch = Watch::begin(Arc::new(open(archive)?), folder, move |report| {
        // When nobody listens any more the watch is about to end.
        let _ = send.send(report.clone());
    })?;
    out.progress(&format!("watching {}", watch.folder().display()));
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut ended = End::Done;
    loop {
        let left = end.map_or(Duration::MAX, |end| {
            end.saturating_duration_since(Instant::now())
        });
        match reports.recv_timeout(left.min(Duration::from_secs(3600))) {
            Ok(report) => {
                if let End::SomeFailed = told(&report, out) {
                    ended = End::SomeFailed;
                }
            }
            Err(RecvTimeoutError::Timeout)
                if left.is_zero() || end.is_some_and(|e| Instant::now() >= e) =>
            {
                return Ok(ended);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(ended),
        }
    }
}

/// The words of a file or of standard input.
fn words(path: &Path) -> Result<String, Problem> {
    let words = match path.as_os_str() == "-" {
        true => std::io::read_to_string(std::io::stdin().lock()),
        false => std::fs::read_to_string(path),
    };
    words.map_err(|e| Problem::io(path, e))
}

/// The paths of a list, one a line.
fn listed(list: impl BufRead) -> Vec<PathBuf> {
    let lines = list.lines().map_while(Result::ok);
    let paths = lines.map(|line| line.trim_end_matches('\r').to_owned());
    paths.filter(|p| !p.is_empty()).map(PathBuf::from).collect()
}

/// Reads again what could not be read when it came.
pub fn reread_unread(archive: &Path, ocr: bool, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let report = shown(|tell| desk.reread_unread(ocr, tell))?;
    Ok(told(&report, out))
}

/// Reads files again from their stored originals.
pub fn reread(
    archive: &Path,
    ids: &[String],
    encoding: Option<&str>,
    ocr: bool,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    let mut end = End::Done;
    for id in ids {
        match desk.meant(id).and_then(|id| match ocr {
            true => desk.recognise(&id),
            false => desk.reread(&id, encoding),
        }) {
            Ok(changed) => out.item(
                || json!({"id": id, "message": changed.words.en}),
                || format!("{id}  {}", changed.words.en),
            ),
            Err(problem) => {
                out.failed(id, &problem);
                end = End::SomeFailed;
            }
        }
    }
    Ok(end)
}

fn running(progress: &ImportProgress) -> String {
    let left = progress
        .seconds_left
        .map_or(String::new(), |s| format!(", {s} s left"));
    format!(
        "{} / {} files, {:.0} a second{left}    ",
        progress.done, progress.total, progress.rate
    )
}
