//! Notes on passages: made, changed, removed, listed.
//! Where a note stands after the text changed is the archive's business.

use std::collections::HashSet;

use archive::{Note, NoteFilter, NoteId, NoteMark, NoteMarks, Op, Row, SpeechId};

use crate::file::{changed, themes_named};
use crate::sieve::{Holder, Sieve};
use crate::utf16::Utf16;
use crate::view::{self, Context};
use crate::wire::{Changed, NewNote, NoteChange, NotesFilter, NotesPage};
use crate::{Desk, Problem};

/// Colours there are.
pub(crate) const COLOURS: u8 = 5;

/// What a note is on, told in words.
#[derive(Clone, Copy, Debug)]
pub enum On<'a> {
    /// These words, told apart by what stands right before and after them.
    Words {
        /// The words, exactly as they stand in the text.
        quote: &'a str,
        /// What stands right before and right after them; may be empty.
        around: (&'a str, &'a str),
    },
    /// The section whose heading holds these words.
    Section(&'a str),
    /// The speech as a whole.
    Speech,
}

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

    /// Makes a note on what is told in words: a quotation, a section, the whole speech.
    pub fn add_note_on(
        &self,
        speech: &str,
        on: On<'_>,
        colour_number: u8,
        comment: &str,
    ) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let (span, style) = self.place_of(&id, on)?;
        self.note_on(archive::NewNote {
            speech: id,
            span,
            colour: colour(colour_number),
            style: style.into(),
            comment: comment.to_owned(),
            themes: Vec::new(),
        })
    }

    /// Gives a note other words to stand on, or one that lost its words their place again.
    pub fn place_note(
        &self,
        note: &str,
        quote: &str,
        around: (&str, &str),
    ) -> Result<Changed, Problem> {
        let id = NoteId::from(note);
        let speech = self.archive.note(&id)?.speech;
        let span = find_quote(&self.archive.text(&speech)?, quote, around)?;
        self.alter_note(
            &id,
            &archive::NoteChange {
                span: Some(span),
                ..archive::NoteChange::default()
            },
        )
    }

    /// Where a note stands that is on these, and its style.
    fn place_of(&self, id: &SpeechId, on: On<'_>) -> Result<(speech::Span, &'static str), Problem> {
        let text = self.archive.text(id)?;
        match on {
            On::Words { quote, around } => Ok((find_quote(&text, quote, around)?, "wash")),
            On::Section(words) => {
                let outline = self.archive.speech(id)?.outline;
                let mut heads = outline.iter().filter(|head| head.text.contains(words));
                match (heads.next(), heads.count()) {
                    (Some(head), 0) => Ok((head.span, "section")),
                    (first, more) => Err(Problem::Quote {
                        quote: words.to_owned(),
                        found: usize::from(first.is_some()) + more,
                    }),
                }
            }
            // It needs words to be bound to: the first line.
            On::Speech => {
                let blank = text.chars().take_while(|c| c.is_whitespace()).count();
                let line = text.trim_start().lines().next().unwrap_or_default();
                let end = blank + line.chars().count();
                Ok((speech::Span::new(blank as u32, end as u32), "speech"))
            }
        }
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
        let id = NoteId::from(id);
        let span = match change.at {
            Some(at) => {
                let speech = self.archive.note(&id)?.speech;
                Some(Utf16::of(&self.archive.text(&speech)?).range(at))
            }
            None => None,
        };
        let change = archive::NoteChange {
            colour: change.colour.map(colour),
            style: change.style.as_deref().map(|s| style(s).to_owned()),
            comment: change.comment.clone(),
            themes: match &change.themes {
                Some(themes) => Some(themes_named(&*self.terms()?, themes)?),
                None => None,
            },
            span,
        };
        self.alter_note(&id, &change)
    }

    fn alter_note(&self, id: &NoteId, change: &archive::NoteChange) -> Result<Changed, Problem> {
        let done = self.edit(Op::EditNote, |tx| tx.change_note(id, change))?;
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
        filter: &NotesFilter,
        offset: u32,
        limit: u32,
    ) -> Result<NotesPage, Problem> {
        let NoteMarks { speeches, notes } = self.archive.note_marks()?;
        let rows = self.archive.rows(&speeches)?;
        let holders: Vec<Holder> = rows.iter().map(Holder::new).collect();
        let terms = self.terms()?;
        let saying = self.notes_saying(filter.words.trim(), &rows)?;
        let sieve = Sieve::new(&terms, filter, &holders, saying);
        let mut page = sieve.counts(&notes);
        let mut found: Vec<&NoteMark> = notes.iter().filter(|n| sieve.passes(n, None)).collect();
        page.total = found.len() as u32;
        // By speech, that with the latest note first; those of one speech in text order.
        found.sort_by_key(|note| (note.speech, note.start));
        let shown = found.into_iter().skip(offset as usize).take(limit as usize);
        let shown: Vec<&NoteId> = shown.map(|mark| &mark.id).collect();
        page.rows = self.note_views(&self.archive.notes_of(&shown)?)?;
        Ok(page)
    }

    /// The notes that hold these words, in their quotation, their comment or the speech's title;
    /// `None` when no words are looked for.
    fn notes_saying(&self, words: &str, rows: &[Row]) -> Result<Option<HashSet<NoteId>>, Problem> {
        if words.is_empty() {
            return Ok(None);
        }
        let words = words.to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&words);
        let titled: HashSet<&SpeechId> = rows
            .iter()
            .filter(|row| holds(&row.title))
            .map(|row| &row.id)
            .collect();
        let all = self.archive.notes(&NoteFilter::default())?;
        let saying = all.into_iter().filter(|note| {
            titled.contains(&note.speech) || holds(&note.quote) || holds(&note.comment)
        });
        Ok(Some(saying.map(|note| note.id).collect()))
    }

    /// Views of notes; notes of one speech stand together, so each speech is read once.
    fn note_views(&self, notes: &[Note]) -> Result<Vec<crate::wire::NoteView>, Problem> {
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
pub(crate) fn colour(number: u8) -> String {
    number.clamp(1, COLOURS).to_string()
}

fn style(style: &str) -> &str {
    match style {
        "underline" | "section" | "speech" => style,
        _ => "wash",
    }
}

/// The one place where the words stand, given what is around them.
pub(crate) fn find_quote(
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
