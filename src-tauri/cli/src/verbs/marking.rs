//! note, correct: what a reader does to a text. Where things stand afterwards is the archive's
//! business.

use desk::wire::{NoteChange, NotesFilter};
use desk::{Desk, On, Problem};
use serde_json::json;

use super::filing::done;
use super::open;
use crate::args::{NoteVerb, Verb};
use crate::out::{End, Out};

/// Notes.
pub fn note(verb: NoteVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        NoteVerb::Add {
            archive,
            id,
            quote,
            prefix,
            suffix,
            section,
            comment,
            colour,
        } => {
            let desk = open(&archive)?;
            let on = match (&quote, &section) {
                (Some(quote), _) => On::Words {
                    quote,
                    around: (&prefix, &suffix),
                },
                (None, Some(words)) => On::Section(words),
                (None, None) => On::Speech,
            };
            let speech = desk.meant(&id)?;
            done(&desk.add_note_on(&speech, on, colour, &comment)?, out)
        }
        NoteVerb::Place {
            archive,
            note,
            quote,
            prefix,
            suffix,
        } => {
            let changed = open(&archive)?.place_note(&note, &quote, (&prefix, &suffix))?;
            done(&changed, out)
        }
        NoteVerb::List { archive, id } => notes(&open(&archive)?, id.as_deref(), out),
        NoteVerb::Change {
            archive,
            note,
            comment,
            colour,
            style,
            themes,
        } => {
            let change = NoteChange {
                colour,
                style,
                comment,
                themes: themes.map(|words| parted(&words)),
                at: None,
            };
            done(&open(&archive)?.change_note(&note, &change)?, out)
        }
        NoteVerb::Export { archive, out: path } => {
            let written = open(&archive)?.export_notes(&path)?;
            out.item(
                || json!({"notes": written}),
                || format!("notes written: {written}"),
            );
            Ok(End::Done)
        }
        NoteVerb::Remove { archive, note } => done(&open(&archive)?.remove_note(&note)?, out),
    }
}

fn notes(desk: &Desk, id: Option<&str>, out: &mut Out) -> Result<End, Problem> {
    let notes = match id {
        Some(id) => desk.speech(&desk.meant(id)?, None)?.notes,
        None => desk.notes(&NotesFilter::default(), 0, u32::MAX)?.rows,
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

fn parted(words: &str) -> Vec<String> {
    let words = words.split([',', '，']).map(str::trim);
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Corrects a text, or lists what was done to it.
pub fn correct(verb: Verb, out: &mut Out) -> Result<End, Problem> {
    let Verb::Correct {
        archive,
        id,
        quote,
        prefix,
        suffix,
        now,
        take_back,
    } = verb
    else {
        return Ok(End::Done);
    };
    let desk = open(&archive)?;
    let speech = desk.meant(&id)?;
    match (quote, take_back) {
        (Some(quote), _) => {
            let now = now.unwrap_or_default();
            let changed = desk.correct_quote(&speech, &quote, (&prefix, &suffix), &now)?;
            done(&changed, out)
        }
        (None, Some(number)) => done(&desk.restore_line(&speech, number)?, out),
        (None, None) => {
            let view = desk.speech(&speech, None)?;
            for one in &view.corrections {
                out.item(
                    || json!({"number": one.index, "rule": "correction", "was": one.was, "now": one.now}),
                    || format!("{}  correction  {} → {}", one.index, one.was, one.now),
                );
            }
            for one in &view.removed {
                out.item(
                    || json!({"number": one.index, "rule": one.rule, "was": one.text, "now": ""}),
                    || {
                        format!(
                            "{}  {}  {}",
                            one.index,
                            one.rule,
                            one.text.replace('\n', " / ")
                        )
                    },
                );
            }
            Ok(End::Done)
        }
    }
}
