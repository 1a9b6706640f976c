//! export, check, backup, restore, rebuild, stats.

use std::path::Path;

use desk::{Desk, Problem};
use serde_json::json;

use super::{open, tools};
use crate::out::{End, Out};

/// Each speech that the query finds as a file.
pub fn export(
    archive: &Path,
    query: &str,
    to: &str,
    folder: &Path,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    let mut names = Vec::new();
    desk.export_all(query, to, folder, &mut |name| names.push(name.to_owned()))?;
    for name in &names {
        out.item(|| json!({"file": name}), || name.clone());
    }
    Ok(End::Done)
}

/// Whether all is whole.
pub fn check(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    let report = open(archive)?.check()?;
    out.item(
        || &report,
        || {
            let mut lines: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
            lines.push(format!(
                "{} originals, {} speeches, {} passages, {} edits looked at: {}",
                report.originals,
                report.speeches,
                report.passages,
                report.edits,
                if report.problems.is_empty() {
                    "all whole".into()
                } else {
                    format!("{} problems", report.problems.len())
                }
            ));
            lines.join("\n")
        },
    );
    Ok(if report.problems.is_empty() {
        End::Done
    } else {
        End::SomeFailed
    })
}

/// Copies the archive into a folder.
pub fn backup(archive: &Path, folder: &Path, out: &mut Out) -> Result<End, Problem> {
    let made = open(archive)?.backup(folder)?;
    out.item(|| &made, || format!("backed up in {}", made.folder));
    Ok(End::Done)
}

/// Makes an archive of a backup.
pub fn restore(backup: &Path, archive: &Path, out: &mut Out) -> Result<End, Problem> {
    let stats = Desk::restore_backup(backup, archive, tools()?)?.stats()?;
    out.item(
        || &stats,
        || {
            format!(
                "restored: {} speeches, {} notes",
                stats.speeches, stats.notes
            )
        },
    );
    Ok(End::Done)
}

/// Makes the index anew.
pub fn rebuild(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    open(archive)?.rebuild_index()?;
    out.item(
        || json!({"rebuilt": true}),
        || "the index was made anew".to_owned(),
    );
    Ok(End::Done)
}

/// How much there is.
pub fn stats(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    let stats = open(archive)?.stats()?;
    out.item(
        || &stats,
        || {
            format!(
                "{} originals ({} unread), {} speeches, {} characters, {} notes, {} excerpts\n\
                 originals {} bytes; content.db {}, catalogue.db {}, index.db {}",
                stats.originals,
                stats.unread,
                stats.speeches,
                stats.characters,
                stats.notes,
                stats.excerpts,
                stats.original_bytes,
                stats.content_bytes,
                stats.catalogue_bytes,
                stats.index_bytes
            )
        },
    );
    Ok(End::Done)
}
