//! Notes: highlights and comments on a passage of the clean text, stored as W3C Web Annotations.
//! Paints nothing and makes no UTF-16 offsets.

use std::collections::HashMap;
use std::hash::Hash as Key;

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use speech::Span;

use crate::annotation::Annotation;
use crate::edit::{Tx, num_of};
use crate::error::{Error, Result};
use crate::ids::{Hash, Millis, NoteId, SpeechId};
use crate::reading::Scalars;
use crate::selector::{self, Passage};
use crate::{Archive, sql};

/// A note to be made. The quote and its surroundings are taken from the clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNote {
    /// On which speech.
    pub speech: SpeechId,
    /// On which passage of its clean text.
    pub span: Span,
    /// Colour id, such as `yellow`.
    pub colour: String,
    /// Style id: `highlight`, `underline`.
    pub style: String,
    /// Comment; may be empty.
    pub comment: String,
    /// Themes of the passage, by id.
    pub themes: Vec<String>,
}

/// What to change of a note; `None` leaves as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteChange {
    /// New colour.
    pub colour: Option<String>,
    /// New style.
    pub style: Option<String>,
    /// New comment.
    pub comment: Option<String>,
    /// New themes.
    pub themes: Option<Vec<String>>,
    /// New passage.
    pub span: Option<Span>,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// On which speech.
    pub speech: SpeechId,
    /// Its passage in the clean text; where it last stood when `lost`.
    pub span: Span,
    /// True when its words are no longer in the text.
    pub lost: bool,
    /// The words it is on.
    pub quote: String,
    /// Up to 32 scalars before.
    pub prefix: String,
    /// Up to 32 scalars after.
    pub suffix: String,
    /// The headings it stands under, the outermost first.
    pub section: Vec<String>,
    /// Colour id.
    pub colour: String,
    /// Style id.
    pub style: String,
    /// Comment; may be empty.
    pub comment: String,
    /// Themes of the passage, by id.
    pub themes: Vec<String>,
    /// When it was made.
    pub created: Millis,
    /// When it was last changed.
    pub modified: Millis,
}

/// Which notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteFilter {
    /// Only on this speech; otherwise those on live speeches.
    pub speech: Option<SpeechId>,
    /// Only in this colour.
    pub colour: Option<String>,
    /// Only with this theme.
    pub theme: Option<String>,
    /// Only those with a comment.
    pub commented: bool,
    /// Only those that lost their words.
    pub lost: bool,
}

/// A note as far as sifting and counting look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// Its id.
    pub id: NoteId,
    /// The speech's place among those with notes, in the order of [`NoteMarks::speeches`].
    pub speech: usize,
    /// Where it begins.
    pub start: u32,
    /// Colour id.
    pub colour: String,
    /// Whether it says something.
    pub commented: bool,
    /// True when its words are no longer in the text.
    pub lost: bool,
    /// Themes of the passage, by id.
    pub themes: Vec<String>,
}

/// The notes on live speeches, latest first, and the speeches they stand on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteMarks {
    /// Each once, that with the latest note first.
    pub speeches: Vec<SpeechId>,
    /// Latest first.
    pub notes: Vec<NoteMark>,
}

/// A note as its row and annotation hold it.
fn read(row: &Row<'_>) -> Result<Note> {
    let annotation: Annotation = serde_json::from_slice(row.get_ref("annotation")?.as_bytes()?)?;
    let passage = annotation.passage();
    Ok(Note {
        id: row.get("id")?,
        speech: row.get("speech_id")?,
        span: Span::new(row.get("start")?, row.get("end")?),
        lost: row.get("lost")?,
        quote: passage.quote,
        prefix: passage.prefix,
        suffix: passage.suffix,
        section: passage.section,
        colour: row.get("colour")?,
        style: row.get("style")?,
        comment: row.get("comment")?,
        themes: annotation.themes(),
        created: row.get("created")?,
        modified: row.get("modified")?,
    })
}

/// The notes on one speech, in text order.
pub(crate) fn of_speech(catalogue: &Connection, speech: i64) -> Result<Vec<Note>> {
    let mut ask = catalogue.prepare_cached(sql!("note/of_speech"))?;
    ask.query_and_then([speech], read)?.collect()
}

impl Note {
    pub(crate) fn passage(&self) -> Passage {
        Passage {
            span: self.span,
            quote: self.quote.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            section: self.section.clone(),
        }
    }

    pub(crate) fn stand_at(&mut self, passage: Passage) {
        self.span = passage.span;
        self.quote = passage.quote;
        self.prefix = passage.prefix;
        self.suffix = passage.suffix;
        self.section = passage.section;
        self.lost = false;
    }

    /// Writes the note over the text layer it stands on.
    pub(crate) fn write(&self, catalogue: &Connection, speech: i64, text: Hash) -> Result<()> {
        let annotation = Annotation::new(
            &self.id,
            text,
            &self.passage(),
            &self.colour,
            &self.style,
            &self.comment,
            &self.themes,
            self.created,
            self.modified,
        );
        catalogue
            .prepare_cached(sql!("note/write"))?
            .execute(params![
                self.id,
                speech,
                self.span.start,
                self.span.end,
                self.colour,
                self.style,
                self.comment,
                self.lost,
                self.created,
                self.modified,
                serde_json::to_string(&annotation)?
            ])?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Makes a note.
    pub fn add_note(&mut self, new: &NewNote) -> Result<NoteId> {
        let speech = self.num(&new.speech)?;
        let (hash, text) = self.clean_text(speech)?;
        let outline = self.outline(speech, &text)?;
        let mut note = Note {
            id: NoteId::new(self.now),
            speech: new.speech.clone(),
            span: new.span,
            lost: false,
            quote: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            section: Vec::new(),
            colour: new.colour.clone(),
            style: new.style.clone(),
            comment: new.comment.clone(),
            themes: new.themes.clone(),
            created: self.now,
            modified: self.now,
        };
        note.stand_at(selector::cut(&Scalars::new(&text), &outline, new.span)?);
        note.write(self.catalogue, speech, hash)?;
        Ok(note.id)
    }

    /// Changes a note.
    pub fn change_note(&mut self, id: &NoteId, change: &NoteChange) -> Result<()> {
        let mut note = self.note(id)?;
        let was = note.clone();
        let speech = self.num(&note.speech)?;
        let (hash, text) = self.clean_text(speech)?;
        if let Some(span) = change.span {
            let outline = self.outline(speech, &text)?;
            note.stand_at(selector::cut(&Scalars::new(&text), &outline, span)?);
        }
        note.colour = change.colour.clone().unwrap_or(note.colour);
        note.style = change.style.clone().unwrap_or(note.style);
        note.comment = change.comment.clone().unwrap_or(note.comment);
        note.themes = change.themes.clone().unwrap_or(note.themes);
        if note != was {
            note.modified = self.now;
            note.write(self.catalogue, speech, hash)?;
        }
        Ok(())
    }

    /// Removes a note.
    pub fn remove_note(&mut self, id: &NoteId) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM note WHERE id = ?1")?
            .execute([id])?;
        if rows == 0 {
            return Err(Error::missing("note", id));
        }
        Ok(())
    }

    /// A note as it stands inside this edit.
    pub fn note(&self, id: &NoteId) -> Result<Note> {
        one(self.catalogue, id)
    }
}

/// What a question gives, by its first column.
fn keyed<K: FromSql + Eq + Key, V>(
    catalogue: &Connection,
    ask: &str,
    value: impl Fn(&Row<'_>) -> Result<V>,
) -> Result<HashMap<K, V>> {
    let mut ask = catalogue.prepare_cached(ask)?;
    ask.query_and_then([], |row| Ok((row.get(0)?, value(row)?)))?
        .collect()
}

fn one(catalogue: &Connection, id: &NoteId) -> Result<Note> {
    let mut ask = catalogue.prepare_cached(sql!("note/one"))?;
    ask.query_and_then([id], read)?
        .next()
        .unwrap_or_else(|| Err(Error::missing("note", id)))
}

impl Archive {
    /// Notes, latest first; on one speech: in text order.
    pub fn notes(&self, filter: &NoteFilter) -> Result<Vec<Note>> {
        self.read(|reader| {
            let mut notes = match &filter.speech {
                Some(id) => of_speech(reader, num_of(reader, id)?)?,
                None => {
                    let mut ask = reader.prepare_cached(sql!("note/all"))?;
                    ask.query_and_then([], read)?.collect::<Result<_>>()?
                }
            };
            notes.retain(|note| {
                filter.colour.as_ref().is_none_or(|c| *c == note.colour)
                    && filter
                        .theme
                        .as_ref()
                        .is_none_or(|t| note.themes.contains(t))
                    && (!filter.commented || !note.comment.is_empty())
                    && (!filter.lost || note.lost)
            });
            Ok(notes)
        })
    }

    /// All notes on live speeches, as far as sifting and counting look at them.
    pub fn note_marks(&self) -> Result<NoteMarks> {
        self.read(|reader| {
            let live: HashMap<i64, SpeechId> =
                keyed(reader, sql!("note/noted"), |row| Ok(row.get(1)?))?;
            let mut themes: HashMap<NoteId, Vec<String>> =
                keyed(reader, sql!("note/themed"), |row| {
                    let json = row.get_ref(1)?.as_bytes()?;
                    Ok(serde_json::from_slice::<Annotation>(json)?.themes())
                })?;
            let mut marks = NoteMarks::default();
            let mut places: HashMap<i64, usize> = HashMap::new();
            let mut ask = reader.prepare_cached(sql!("note/marks"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let num = row.get(1)?;
                let Some(speech) = live.get(&num) else {
                    continue;
                };
                let speech = *places.entry(num).or_insert_with(|| {
                    marks.speeches.push(speech.clone());
                    marks.speeches.len() - 1
                });
                let id: NoteId = row.get(0)?;
                marks.notes.push(NoteMark {
                    speech,
                    start: row.get(2)?,
                    colour: row.get(3)?,
                    lost: row.get(4)?,
                    commented: row.get(5)?,
                    themes: themes.remove(&id).unwrap_or_default(),
                    id,
                });
            }
            Ok(marks)
        })
    }

    /// These notes, in this order.
    pub fn notes_of(&self, ids: &[&NoteId]) -> Result<Vec<Note>> {
        self.read(|reader| ids.iter().map(|id| one(reader, id)).collect())
    }

    /// One note.
    pub fn note(&self, id: &NoteId) -> Result<Note> {
        self.read(|reader| one(reader, id))
    }

    /// A note in its stored form: a W3C Web Annotation in JSON.
    pub fn annotation(&self, id: &NoteId) -> Result<String> {
        self.read(|reader| {
            reader
                .prepare_cached("SELECT annotation FROM note WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Error::missing("note", id))
        })
    }
}
