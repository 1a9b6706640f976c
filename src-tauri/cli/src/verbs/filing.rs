//! file, note, undo, redo.

use std::path::Path;

use desk::wire::{Changed, FieldChange};
use desk::{Desk, Lang, Problem};
use serde_json::json;

use super::open;
use crate::args::{NoteVerb, Verb};
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
        speaker,
        role,
        source,
        theme,
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
    let fields = [
        ("title", title),
        ("type", kind),
        ("date", date),
        ("genre", genre),
        ("level", level),
        ("mode", mode),
        ("place", place),
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

/// Notes.
pub fn note(verb: NoteVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        NoteVerb::Add {
            archive,
            id,
            quote,
            prefix,
            suffix,
            comment,
            colour,
        } => {
            let desk = open(&archive)?;
            let changed = desk.add_note_on_quote(
                &desk.meant(&id)?,
                &quote,
                (&prefix, &suffix),
                colour,
                &comment,
            )?;
            done(&changed, out)
        }
        NoteVerb::List { archive, id } => notes(&open(&archive)?, id.as_deref(), out),
        NoteVerb::Remove { archive, note } => done(&open(&archive)?.remove_note(&note)?, out),
    }
}

fn notes(desk: &Desk, id: Option<&str>, out: &mut Out) -> Result<End, Problem> {
    let notes = match id {
        Some(id) => desk.speech(&desk.meant(id)?, None)?.notes,
        None => {
            desk.notes(&desk::wire::NotesFilter::default(), 0, u32::MAX)?
                .rows
        }
    };
    for note in &notes {
        out.item(
            || {
                json!({
                    "id": note.id, "speech": note.speech, "title": note.title, "quote": note.quote,
                    "comment": note.comment, "colour": note.colour, "section": note.section, "lost": note.at.is_none(),
                })
            },
            || format!("{}  《{}》 “{}” {}", note.id, note.title, note.quote, note.comment),
        );
    }
    Ok(End::Done)
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
