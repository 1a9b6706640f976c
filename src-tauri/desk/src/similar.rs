//! Speeches that say the same as a passage, word for word or nearly.
//! How they are found is the archive's.

use archive::{SpeechId, Stop};

use crate::utf16::Utf16;
use crate::view;
use crate::wire::{SimilarPart, SimilarView};
use crate::{Desk, Problem};

impl Desk {
    /// What says the same as some words of at least six characters, the nearest first; `from` is
    /// the speech they stand in, which is left out.
    pub fn similar(
        &self,
        words: &str,
        from: Option<&str>,
        limit: u32,
    ) -> Result<Vec<SimilarView>, Problem> {
        let from = from.map(SpeechId::from);
        let found = self
            .archive
            .similar(words, from.as_ref(), limit as usize, &Stop::new())?;
        let mut views = Vec::with_capacity(found.len());
        for similar in found {
            let (record, text) = self.archive.speech_and_text(&similar.id)?;
            views.push(SimilarView {
                row: view::row(&self.row_of(&similar.id)?),
                at: Utf16::of(&text).span(similar.span),
                section: view::section_at(&record.outline, similar.span.start),
                share: similar.share,
                parts: similar
                    .parts
                    .into_iter()
                    .map(|part| SimilarPart {
                        text: part.text,
                        instead: part.instead,
                    })
                    .collect(),
            });
        }
        Ok(views)
    }

    /// The words of a speech's clean text from one character to before another (scalars).
    pub fn words_at(&self, id: &str, start: u32, end: u32) -> Result<String, Problem> {
        let text = self.text(id)?;
        let count = end.saturating_sub(start) as usize;
        Ok(text.chars().skip(start as usize).take(count).collect())
    }
}
