//! The excerpt notebooks: passages taken out with their source.
//! Formats no citation.

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use speech::Span;

use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::ids::{ExcerptId, Millis, NotebookId, SpeechId};
use crate::reading::Scalars;
use crate::section::{self, Item, Place};
use crate::selector::{self, Passage};
use crate::{Archive, sql};

/// A passage to be taken into a notebook. The words are taken from the clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewExcerpt {
    /// Into which notebook.
    pub notebook: NotebookId,
    /// Where in it.
    pub place: Place,
    /// From which speech.
    pub speech: SpeechId,
    /// Which passage of its clean text.
    pub span: Span,
    /// Comment; may be empty.
    pub comment: String,
}

/// An excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Its id.
    pub id: ExcerptId,
    /// The notebook it is in.
    pub notebook: NotebookId,
    /// The speech it is from.
    pub speech: SpeechId,
    /// That speech's title.
    pub title: String,
    /// True when that title was composed.
    pub title_supplied: bool,
    /// That speech's date, EDTF.
    pub date: Option<String>,
    /// That speech's speaker.
    pub speaker: Option<String>,
    /// Its passage in the clean text; where it last stood when `lost`.
    pub span: Span,
    /// True when its words are no longer in the text; the excerpt keeps them.
    pub lost: bool,
    /// The words.
    pub quote: String,
    /// Comment; may be empty.
    pub comment: String,
    /// When it was taken.
    pub created: Millis,
    /// When it was last changed.
    pub modified: Millis,
}

/// A notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notebook {
    /// Its id.
    pub id: NotebookId,
    /// Its name.
    pub name: String,
    /// How many excerpts it has.
    pub excerpts: u64,
    /// When it was made.
    pub created: Millis,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Excerpt> {
    Ok(Excerpt {
        id: row.get("id")?,
        notebook: row.get("notebook")?,
        speech: row.get("speech_id")?,
        title: row.get("title")?,
        title_supplied: row.get("title_supplied")?,
        date: row.get("date")?,
        speaker: row.get("speaker")?,
        span: Span::new(row.get("start")?, row.get("end")?),
        lost: row.get("lost")?,
        quote: row.get("quote")?,
        comment: row.get("comment")?,
        created: row.get("created")?,
        modified: row.get("modified")?,
    })
}

impl Tx<'_> {
    /// Makes a notebook, after the others.
    pub fn add_notebook(&mut self, name: &str) -> Result<NotebookId> {
        let id = NotebookId::new(self.now);
        self.catalogue
            .prepare_cached(sql!("excerpt/add_notebook"))?
            .execute(params![id, named(name)?, self.now])?;
        Ok(id)
    }

    /// Renames a notebook.
    pub fn rename_notebook(&mut self, id: &NotebookId, name: &str) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("UPDATE notebook SET name = ?2 WHERE id = ?1")?
            .execute(params![id, named(name)?])?;
        found(rows, "notebook", id)
    }

    /// Removes a notebook with its excerpts and sections.
    pub fn remove_notebook(&mut self, id: &NotebookId) -> Result<()> {
        for all in [
            "DELETE FROM excerpt WHERE notebook = ?1",
            "DELETE FROM section WHERE notebook = ?1",
        ] {
            self.catalogue.prepare_cached(all)?.execute([id])?;
        }
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM notebook WHERE id = ?1")?
            .execute([id])?;
        found(rows, "notebook", id)
    }

    /// Takes a passage into a notebook.
    pub fn add_excerpt(&mut self, new: &NewExcerpt) -> Result<ExcerptId> {
        self.notebook_exists(&new.notebook)?;
        let speech = self.num(&new.speech)?;
        let (_, text) = self.clean_text(speech)?;
        let passage = selector::cut(&Scalars::new(&text), &[], new.span)?;
        let id = ExcerptId::new(self.now);
        let at = self.make_room(&new.notebook, &new.place)?;
        self.catalogue
            .prepare_cached(sql!("excerpt/add"))?
            .execute(params![
                id,
                new.notebook,
                speech,
                passage.span.start,
                passage.span.end,
                passage.quote,
                passage.prefix,
                passage.suffix,
                new.comment,
                self.now,
                at
            ])?;
        Ok(id)
    }

    /// Changes the comment of an excerpt.
    pub fn comment_excerpt(&mut self, id: &ExcerptId, comment: &str) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached(sql!("excerpt/comment"))?
            .execute(params![id, comment, self.now])?;
        found(rows, "excerpt", id)
    }

    /// Moves an excerpt into a notebook (its own or another one), before the item that stands at
    /// `position` there; past the end means last.
    pub fn move_excerpt(
        &mut self,
        id: &ExcerptId,
        notebook: &NotebookId,
        position: u32,
    ) -> Result<()> {
        self.notebook_exists(notebook)?;
        let rows = self
            .catalogue
            .prepare_cached("UPDATE excerpt SET notebook = ?2 WHERE id = ?1")?
            .execute(params![id, notebook])?;
        found(rows, "excerpt", id)?;
        self.put_excerpt(id, notebook, position)
    }

    /// Removes an excerpt.
    pub fn remove_excerpt(&mut self, id: &ExcerptId) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM excerpt WHERE id = ?1")?
            .execute([id])?;
        found(rows, "excerpt", id)
    }

    pub(crate) fn notebook_exists(&self, id: &NotebookId) -> Result<()> {
        let there = self
            .catalogue
            .prepare_cached("SELECT 1 FROM notebook WHERE id = ?1")?
            .exists([id])?;
        found(usize::from(there), "notebook", id)
    }

    /// Carries the excerpts of a speech over to its new clean text.
    pub(crate) fn carry_excerpts(
        &self,
        speech: i64,
        carried: impl Fn(bool, &Passage) -> Result<Option<Passage>>,
    ) -> Result<()> {
        let excerpts: Vec<(ExcerptId, bool, Passage)> = {
            let mut ask = self.catalogue.prepare_cached(sql!("excerpt/passages"))?;
            let rows = ask.query_map([speech], |row| {
                let passage = Passage {
                    span: Span::new(row.get(2)?, row.get(3)?),
                    quote: row.get(4)?,
                    prefix: row.get(5)?,
                    suffix: row.get(6)?,
                    section: Vec::new(),
                };
                Ok((row.get(0)?, row.get(1)?, passage))
            })?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        let mut place = self.catalogue.prepare_cached(sql!("excerpt/place"))?;
        for (id, lost, was) in excerpts {
            let now = carried(lost, &was)?;
            let lost = now.is_none();
            let passage = now.unwrap_or(was);
            place.execute(params![
                id,
                passage.span.start,
                passage.span.end,
                passage.quote,
                passage.prefix,
                passage.suffix,
                lost
            ])?;
        }
        Ok(())
    }
}

/// A name without the spaces around it; an empty one is none.
pub(crate) fn named(name: &str) -> Result<&str> {
    match name.trim() {
        "" => Err(Error::unfit("name", name)),
        name => Ok(name),
    }
}

/// Refuses when no row was met.
pub(crate) fn found(rows: usize, what: &'static str, id: &impl ToString) -> Result<()> {
    if rows == 0 {
        return Err(Error::missing(what, id.to_string()));
    }
    Ok(())
}

impl Archive {
    /// The notebooks, in order.
    pub fn notebooks(&self) -> Result<Vec<Notebook>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("excerpt/notebooks"))?;
            let notebooks = ask.query_map([], |row| {
                Ok(Notebook {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    created: row.get(2)?,
                    excerpts: row.get::<_, i64>(3)? as u64,
                })
            })?;
            Ok(notebooks.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The excerpts of a notebook, in order; with `None` those of all notebooks.
    pub fn excerpts(&self, notebook: Option<&NotebookId>) -> Result<Vec<Excerpt>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("excerpt/list"))?;
            let excerpts = ask.query_map([notebook], read)?;
            Ok(excerpts.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// What stands in a notebook, in order: its excerpts, and its sections as headings between them.
    pub fn items(&self, notebook: &NotebookId) -> Result<Vec<Item>> {
        self.read(|reader| {
            let mut items = section::placed(reader, notebook)?;
            let mut ask = reader.prepare_cached(sql!("excerpt/list"))?;
            let excerpts = ask.query_map([notebook], |row| {
                Ok((row.get("position")?, Item::Excerpt(read(row)?)))
            })?;
            for one in excerpts {
                items.push(one?);
            }
            items.sort_by(|(one, a), (other, b)| (one, a.id()).cmp(&(other, b.id())));
            Ok(items.into_iter().map(|(_, item)| item).collect())
        })
    }
}
