//! Notebooks of excerpts and saved searches.
//! An excerpt keeps its words and its source; the notebook's file form is the export room's.

use archive::{ExcerptId, Item, NewExcerpt, Note, NotebookId, Op, Place, SearchId, SpeechId};

use speech::Span;

use crate::annotate::find_quote;
use crate::file::changed;
use crate::utf16::Utf16;
use crate::view;
use crate::wire::{BookItem, Changed, ExcerptPlace, ExcerptView, Notebook, SavedSearch};
use crate::{Desk, Problem, words};

impl Desk {
    /// The notebooks in order.
    pub fn notebooks(&self) -> Result<Vec<Notebook>, Problem> {
        let sections = self.archive.sections()?;
        let notebooks = self.archive.notebooks()?;
        Ok(notebooks
            .iter()
            .map(|n| Notebook {
                id: n.id.to_string(),
                name: n.name.clone(),
                count: view::count(n.excerpts),
                sections: sections
                    .iter()
                    .filter(|section| section.notebook == n.id)
                    .map(view::section)
                    .collect(),
            })
            .collect())
    }

    /// Makes a notebook.
    pub fn add_notebook(&self, name: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::AddNotebook, |tx| tx.add_notebook(name))?;
        Ok(Changed {
            made: Some(done.value.to_string()),
            ..changed(Op::AddNotebook, &done, &["", name])
        })
    }

    /// Renames a notebook.
    pub fn rename_notebook(&self, id: &str, name: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RenameNotebook, |tx| {
            tx.rename_notebook(&NotebookId::from(id), name)
        })?;
        Ok(changed(Op::RenameNotebook, &done, &["", name]))
    }

    /// Removes a notebook with its excerpts and sections.
    pub fn remove_notebook(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RemoveNotebook, |tx| {
            tx.remove_notebook(&NotebookId::from(id))
        })?;
        Ok(changed(Op::RemoveNotebook, &done, &[]))
    }

    /// What stands in a notebook, in order: excerpts, and the headings of sections between them.
    pub fn items(&self, notebook: &str) -> Result<Vec<BookItem>, Problem> {
        self.archive
            .items(&NotebookId::from(notebook))?
            .iter()
            .map(|item| match item {
                Item::Section(section) => Ok(BookItem::Section(view::section(section))),
                Item::Excerpt(excerpt) => Ok(BookItem::Excerpt(self.excerpt_view(excerpt)?.into())),
            })
            .collect()
    }

    fn excerpt_view(&self, excerpt: &archive::Excerpt) -> Result<ExcerptView, Problem> {
        let record = self.archive.speech(&excerpt.speech)?;
        let utf16 = Utf16::of(&self.archive.text(&excerpt.speech)?);
        Ok(ExcerptView {
            id: excerpt.id.to_string(),
            notebook: excerpt.notebook.to_string(),
            quote: excerpt.quote.clone(),
            comment: excerpt.comment.clone(),
            speech: excerpt.speech.to_string(),
            title: excerpt.title.clone(),
            supplied: excerpt.title_supplied,
            date: excerpt.date.as_deref().map(view::date),
            speaker: excerpt.speaker.clone(),
            section: view::section_at(&record.outline, excerpt.span.start),
            at: (!excerpt.lost).then(|| utf16.span(excerpt.span)),
        })
    }

    /// Takes a UTF-16 range of a speech into a notebook. Where there is none yet, one is made, with
    /// the name `first` or the usual one.
    pub fn add_excerpt(
        &self,
        speech: &str,
        at: [u32; 2],
        place: &ExcerptPlace,
        first: Option<&str>,
    ) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let span = Utf16::of(&self.archive.text(&id)?).range(at);
        self.excerpt_span(&id, span, place, first)
    }

    /// The same for words given as a quotation, told apart by what stands around them.
    pub fn add_excerpt_of_quote(
        &self,
        speech: &str,
        quote: &str,
        around: (&str, &str),
        place: &ExcerptPlace,
    ) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let span = find_quote(&self.archive.text(&id)?, quote, around)?;
        self.excerpt_span(&id, span, place, None)
    }

    /// A notebook by its id or name.
    pub fn notebook_named(&self, word: &str) -> Result<String, Problem> {
        let known = self.archive.notebooks()?;
        let meant = known
            .iter()
            .find(|n| n.id.as_str() == word || n.name == word);
        meant
            .map(|n| n.id.to_string())
            .ok_or_else(|| Problem::Term {
                what: "notebook".into(),
                word: word.to_owned(),
            })
    }

    /// A saved search by its id or name.
    pub fn search_named(&self, word: &str) -> Result<SavedSearch, Problem> {
        let known = self.searches()?;
        let meant = known.into_iter().find(|s| s.id == word || s.name == word);
        meant.ok_or_else(|| Problem::Term {
            what: "search".into(),
            word: word.to_owned(),
        })
    }

    /// The saved searches in order.
    pub fn searches(&self) -> Result<Vec<SavedSearch>, Problem> {
        let saved = self.archive.searches()?.into_iter();
        Ok(saved
            .map(|s| SavedSearch {
                id: s.id.to_string(),
                name: s.name,
                query: s.query,
            })
            .collect())
    }

    fn excerpt_span(
        &self,
        id: &SpeechId,
        span: Span,
        place: &ExcerptPlace,
        first: Option<&str>,
    ) -> Result<Changed, Problem> {
        let target = self.target(place)?;
        let name = match &target {
            Some((notebook, place)) => self.place_name(notebook, place)?,
            None => first.map_or_else(
                || words::say::<&str>("notebook.first", &[]).zh,
                str::to_owned,
            ),
        };
        let done = self.edit(Op::AddExcerpt, |tx| {
            let (notebook, place) = match target {
                Some(target) => target,
                None => (tx.add_notebook(&name)?, Place::End),
            };
            tx.add_excerpt(&NewExcerpt {
                notebook,
                place,
                speech: id.clone(),
                span,
                comment: String::new(),
            })
        })?;
        Ok(Changed {
            made: Some(done.value.to_string()),
            ..changed(Op::AddExcerpt, &done, &["", &name])
        })
    }

    /// Changes the reader's words on an excerpt.
    pub fn change_excerpt(&self, id: &str, comment: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::EditExcerpt, |tx| {
            tx.comment_excerpt(&ExcerptId::from(id), comment)
        })?;
        Ok(changed(Op::EditExcerpt, &done, &[]))
    }

    /// Moves an excerpt to another place of its notebook, before the item that stands there without it.
    pub fn move_excerpt(&self, id: &str, position: u32) -> Result<Changed, Problem> {
        let id = ExcerptId::from(id);
        let all = self.archive.excerpts(None)?;
        let Some(excerpt) = all.iter().find(|e| e.id == id) else {
            return Err(archive::Error::Missing {
                what: "excerpt",
                id: id.to_string(),
            }
            .into());
        };
        let done = self.edit(Op::MoveExcerpt, |tx| {
            tx.move_excerpt(&id, &excerpt.notebook, position)
        })?;
        Ok(changed(Op::MoveExcerpt, &done, &[]))
    }

    /// Removes an excerpt.
    pub fn remove_excerpt(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RemoveExcerpt, |tx| {
            tx.remove_excerpt(&ExcerptId::from(id))
        })?;
        Ok(changed(Op::RemoveExcerpt, &done, &[]))
    }

    /// Saves a search.
    pub fn save_search(&self, name: &str, query: &str) -> Result<Changed, Problem> {
        self.understand(query)?;
        let done = self.edit(Op::SaveSearch, |tx| tx.save_search(name, query))?;
        Ok(Changed {
            made: Some(done.value.to_string()),
            ..changed(Op::SaveSearch, &done, &[])
        })
    }

    /// Gives a saved search another name.
    pub fn rename_search(&self, id: &str, name: &str) -> Result<Changed, Problem> {
        let id = SearchId::from(id);
        let done = self.edit(Op::RenameSearch, |tx| tx.rename_search(&id, name))?;
        Ok(changed(Op::RenameSearch, &done, &[]))
    }

    /// Removes a saved search.
    pub fn remove_search(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RemoveSearch, |tx| tx.remove_search(&SearchId::from(id)))?;
        Ok(changed(Op::RemoveSearch, &done, &[]))
    }

    /// Tells for a note in which notebook its words stand.
    pub(crate) fn excerpted(&self) -> Result<impl Fn(&Note) -> Option<String> + use<>, Problem> {
        let notebooks = self.archive.notebooks()?;
        let held: std::collections::HashMap<(SpeechId, String), String> = self
            .archive
            .excerpts(None)?
            .into_iter()
            .filter_map(|e| {
                let name = notebooks.iter().find(|n| n.id == e.notebook)?.name.clone();
                Some(((e.speech, e.quote), name))
            })
            .collect();
        Ok(move |note: &Note| {
            held.get(&(note.speech.clone(), note.quote.clone()))
                .cloned()
        })
    }
}
