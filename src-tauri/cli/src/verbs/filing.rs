//! file, empty-trash, undo, redo.

use std::path::Path;

use desk::wire::{Changed, FieldChange};
use desk::{Lang, Problem};
use serde_json::json;

use super::open;
use crate::args::Verb;
use crate::out::{End, Out};

/// Changes fields and themes; without any, files as it stands.
pub fn file(verb: Verb, out: &mut Out) -> Result<End, Problem> {
    let Verb::File {
        archive,
        ids,
        title,
        kind,
        date,
        genre,
        level,
        mode,
        place,
        meeting,
        speaker,
        role,
        source,
        theme,
        confirm,
        trash,
        restore,
    } = verb
    else {
        return Ok(End::Done);
    };
    let desk = open(&archive)?;
    let ids = ids
        .iter()
        .map(|id| desk.meant(id))
        .collect::<Result<Vec<_>, _>>()?;
    if trash {
        return done(&desk.trash(&ids)?, out);
    }
    if restore {
        return done(&desk.restore(&ids)?, out);
    }
    if let Some(field) = confirm {
        return done(&desk.confirm_field(&ids, &field)?, out);
    }
    let fields = [
        ("title", title),
        ("type", kind),
        ("date", date),
        ("genre", genre),
        ("level", level),
        ("mode", mode),
        ("place", place),
        ("meeting", meeting),
        ("speaker", speaker),
        ("role", role),
        ("source", source),
    ];
    let changes: Vec<FieldChange> = fields
        .into_iter()
        .filter_map(|(field, value)| {
            value.map(|v| FieldChange {
                field: field.to_owned(),
                value: Some(v),
            })
        })
        .collect();
    if changes.is_empty() && theme.is_none() {
        return done(&desk.file(&ids)?, out);
    }
    let signed = theme.as_deref().unwrap_or_default();
    let signs = || {
        signed
            .split([',', '，'])
            .map(str::trim)
            .filter(|w| !w.is_empty())
    };
    if let Some(stray) = signs().find(|w| !w.starts_with(['+', '-'])) {
        return Err(Problem::Term {
            what: "theme".into(),
            word: stray.to_owned(),
        });
    }
    let words = |sign: char| -> Vec<String> {
        signs()
            .filter_map(|w| w.strip_prefix(sign))
            .map(str::to_owned)
            .collect()
    };
    done(&desk.refile(&ids, &changes, &words('+'), &words('-'))?, out)
}

/// Empties the trash.
pub fn empty_trash(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    done(&open(archive)?.empty_trash()?, out)
}

/// Takes back the last change.
pub fn undo(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    match open(archive)?.undo()? {
        Some(changed) => done(&changed, out),
        None => nothing("nothing to take back", out),
    }
}

/// Does the change taken back last again.
pub fn redo(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    match open(archive)?.redo()? {
        Some(changed) => done(&changed, out),
        None => nothing("nothing to do again", out),
    }
}

fn nothing(words: &str, out: &mut Out) -> Result<End, Problem> {
    out.item(|| json!({"done": null}), || words.to_owned());
    Ok(End::Done)
}

pub(super) fn done(changed: &Changed, out: &mut Out) -> Result<End, Problem> {
    out.item(
        || json!({"done": changed.words.en, "touched": changed.touched, "made": changed.made}),
        || match &changed.made {
            Some(made) => format!("{} ({made})", changed.words.in_lang(Lang::En)),
            None => changed.words.in_lang(Lang::En).to_owned(),
        },
    );
    Ok(End::Done)
}
