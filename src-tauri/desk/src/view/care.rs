//! What a check and a count of the archive say, for the window.
//! Checks and counts nothing.

use archive::{Hash, Problem, Report, Stats};

use super::count;
use crate::wire::{CheckUp, Holdings, Words};
use crate::words::say;

/// What the archive holds.
pub fn holdings(stats: &Stats) -> Holdings {
    Holdings {
        originals: count(stats.originals),
        unread: count(stats.unread),
        speeches: count(stats.speeches),
        characters: stats.characters,
        notes: count(stats.notes),
        excerpts: count(stats.excerpts),
        bytes: stats.content_bytes + stats.catalogue_bytes + stats.index_bytes,
    }
}

/// What a check found.
pub fn check_up(report: &Report) -> CheckUp {
    CheckUp {
        originals: count(report.originals),
        speeches: count(report.speeches),
        passages: count(report.passages),
        problems: report.problems.iter().map(wrong).collect(),
    }
}

fn wrong(problem: &Problem) -> Words {
    let piece = |hash: Option<&Hash>, names: &[String]| match (names.first(), hash) {
        (Some(name), _) => name.clone(),
        (None, Some(hash)) => hash.to_string(),
        (None, None) => "?".to_owned(),
    };
    match problem {
        Problem::Pages { file, detail } => say("check.pages", &[file, detail]),
        Problem::DamagedPiece { hash, names } => {
            say("check.damaged", &[piece(hash.as_ref(), names)])
        }
        Problem::MissingPiece { hash, names } => say("check.missing", &[piece(Some(hash), names)]),
        Problem::Reference { table, rows } => say("check.reference", &[table, &rows.to_string()]),
        Problem::Filing { speech, field } => {
            say("check.filing", &[speech.to_string(), field.to_string()])
        }
        Problem::Passage { speech, id } => say("check.passage", &[speech.as_str(), id]),
        Problem::Journal { seq } => say("check.journal", &[seq.to_string()]),
        Problem::AbsoluteName { name } => say("check.absolute", &[name]),
        Problem::Index { detail } => say("check.index", &[detail]),
    }
}
