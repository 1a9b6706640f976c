//! Notes on passages: made, changed, removed, listed.
//! Where a note stands after the text changed is the archive's business.

use archive::{Note, NoteFilter, NoteId, Op, SpeechId};

use crate::file::changed;
use crate::utf16::Utf16;
use crate::view::{self, Context};
use crate::wire::{Changed, NewNote, NoteChange, NotesPage};
use crate::{Desk, Problem};

/// Colours there are.
const COLOURS: u8 = 5;

impl Desk {
    /// Makes a note on a UTF-16 range.
    pub fn add_note(&self, note: &NewNote) -> Result<Changed, Problem> {
        let id = SpeechId::from(note.speech.as_str());
        let span = Utf16::of(&self.archive.text(&id)?).range(note.at);
        self.note_on(archive::NewNote {
            speech: id,
            span,
            colour: colour(note.colour),
            style: style(&note.style).to_owned(),
            comment: note.comment.clone(),
            themes: Vec::new(),
        })
    }

    /// Makes a note on words given as a quotation, told apart by what stands around them.
    pub fn add_note_on_quote(
        &self,
        speech: &str,
        quote: &str,
        around: (&str, &str),
        colour_number: u8,
        comment: &str,
    ) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let span = find_quote(&self.archive.text(&id)?, quote, around)?;
        self.note_on(archive::NewNote {
            speech: id,
            span,
            colour: colour(colour_number),
            style: "wash".into(),
            comment: comment.to_owned(),
            themes: Vec::new(),
        })
    }

    fn note_on(&self, new: archive::NewNote) -> Result<Changed, Problem> {
        let done = self.edit(Op::AddNote, |tx| tx.add_note(&new))?;
        Ok(Changed {
            made: Some(done.value.to_string()),
            ..changed(Op::AddNote, &done, &[])
        })
    }

    /// Changes a note.
    pub fn change_note(&self, id: &str, change: &NoteChange) -> Result<Changed, Problem> {
        let change = archive::NoteChange {
            colour: change.colour.map(colour),
            style: change.style.as_deref().map(|s| style(s).to_owned()),
            comment: change.comment.clone(),
            ..Default::default()
        };
        let done = self.edit(Op::EditNote, |tx| {
            tx.change_note(&NoteId::from(id), &change)
        })?;
        Ok(changed(Op::EditNote, &done, &[]))
    }

    /// Removes a note.
    pub fn remove_note(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RemoveNote, |tx| tx.remove_note(&NoteId::from(id)))?;
        Ok(changed(Op::RemoveNote, &done, &[]))
    }

    /// Notes of the whole archive, grouped by speech, the speech noted last first.
    pub fn notes(
        &self,
        colour_number: Option<u8>,
        offset: u32,
        limit: u32,
    ) -> Result<NotesPage, Problem> {
        let all = self.archive.notes(&NoteFilter::default())?;
        let mut colours = vec![0; COLOURS as usize];
        for note in &all {
            let number: usize = note.colour.parse().unwrap_or(1);
            if let Some(count) = colours.get_mut(number.saturating_sub(1)) {
                *count += 1;
            }
        }
        let wanted = colour_number.map(colour);
        let notes: Vec<Note> = all
            .into_iter()
            .filter(|n| wanted.as_ref().is_none_or(|c| *c == n.colour))
            .collect();
        let mut order: Vec<&SpeechId> = Vec::new();
        let mut of: std::collections::HashMap<&SpeechId, Vec<&Note>> =
            std::collections::HashMap::new();
        for note in &notes {
            of.entry(&note.speech).or_insert_with(|| {
                order.push(&note.speech);
                Vec::new()
            });
            if let Some(list) = of.get_mut(&note.speech) {
                list.push(note);
            }
        }
        let mut grouped: Vec<&Note> = Vec::with_capacity(notes.len());
        for speech in order {
            if let Some(mut list) = of.remove(speech) {
                list.sort_by_key(|n| n.span);
                grouped.extend(list);
            }
        }
        let page: Vec<&Note> = grouped
            .iter()
            .skip(offset as usize)
            .take(limit as usize)
            .copied()
            .collect();
        Ok(NotesPage {
            total: notes.len() as u32,
            colours,
            rows: self.note_views(&page)?,
        })
    }

    /// Views of notes; notes of one speech stand together, so each speech is read once.
    fn note_views(&self, notes: &[&Note]) -> Result<Vec<crate::wire::NoteView>, Problem> {
        let excerpted = self.excerpted()?;
        let mut views = Vec::with_capacity(notes.len());
        for group in notes.chunk_by(|a, b| a.speech == b.speech) {
            let id = &group[0].speech;
            let (record, row) = (self.archive.speech(id)?, self.row_of(id)?);
            let utf16 = Utf16::of(&self.archive.text(id)?);
            let context = Context {
                row: &row,
                outline: &record.outline,
                utf16: &utf16,
            };
            views.extend(group.iter().map(|n| view::note(n, &context, excerpted(n))));
        }
        Ok(views)
    }
}

/// Colours are kept as their number.
fn colour(number: u8) -> String {
    number.clamp(1, COLOURS).to_string()
}

fn style(style: &str) -> &str {
    if style == "underline" {
        "underline"
    } else {
        "wash"
    }
}

/// The one place where the words stand, given what is around them.
fn find_quote(
    text: &str,
    quote: &str,
    (before, after): (&str, &str),
) -> Result<speech::Span, Problem> {
    let places: Vec<usize> = text
        .match_indices(quote)
        .map(|(at, _)| at)
        .filter(|at| text[..*at].ends_with(before) && text[at + quote.len()..].starts_with(after))
        .collect();
    match places.as_slice() {
        [at] if !quote.is_empty() => {
            let start = text[..*at].chars().count() as u32;
            Ok(speech::Span::new(
                start,
                start + quote.chars().count() as u32,
            ))
        }
        _ => Err(Problem::Quote {
            quote: quote.to_owned(),
            found: places.len(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_that_stands_twice_needs_its_surroundings() {
        let text = "抓项目就是抓发展，抓项目就是抓民生。";
        assert!(matches!(
            find_quote(text, "抓项目", ("", "")),
            Err(Problem::Quote { found: 2, .. })
        ));
        assert_eq!(
            find_quote(text, "抓项目", ("，", "")).ok(),
            Some(speech::Span::new(9, 12))
        );
        assert!(matches!(
            find_quote(text, "招商", ("", "")),
            Err(Problem::Quote { found: 0, .. })
        ));
    }
}
