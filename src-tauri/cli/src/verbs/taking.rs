//! describe, extract, init, import.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use desk::import::Options;
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

/// Takes files in; one line a file at the end.
pub fn import(
    archive: &Path,
    paths: &[PathBuf],
    file_sure: bool,
    habits: Habits,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    desk.set_habits(habits);
    let live = std::io::stderr().is_terminal();
    let report = desk.import(paths, Options { file_sure }, &mut |progress| {
        if live && !progress.finished {
            eprint!("\r{}", running(progress));
        }
    })?;
    if live {
        eprint!("\r\x1b[K");
    }
    for line in &report.lines {
        out.item(
            || json!({"file": line.name, "outcome": line.outcome, "speeches": line.speeches, "message": line.words.en}),
            || format!("{:9} {}  {}", line.outcome, line.name, line.words.in_lang(Lang::En)),
        );
    }
    out.progress(&format!(
        "{} files: {} speeches taken in, {} there already, {} failed",
        report.done, report.speeches, report.duplicates, report.failed
    ));
    Ok(if report.failed > 0 {
        End::SomeFailed
    } else {
        End::Done
    })
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
