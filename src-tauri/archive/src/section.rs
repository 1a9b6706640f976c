//! The sections of notebooks: headings in one order with the excerpts. An excerpt is in the section
//! whose heading is the last before it; nothing else ties the two.
//! Holds no excerpt.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::excerpt::{Excerpt, found, named};
use crate::ids::{ExcerptId, Millis, NotebookId, SectionId};
use crate::{Archive, sql};

/// A section of a notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// The notebook it is in.
    pub notebook: NotebookId,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created: Millis,
}

/// What stands in a notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// The heading of a section.
    Section(Section),
    /// An excerpt.
    Excerpt(Excerpt),
}

impl Item {
    /// Its id; no two items share one.
    pub fn id(&self) -> &str {
        match self {
            Self::Section(section) => section.id.as_str(),
            Self::Excerpt(excerpt) => excerpt.id.as_str(),
        }
    }
}

/// Where in a notebook something is put.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// At its end.
    #[default]
    End,
    /// At the end of a section; with `None`, of what stands before the first.
    Under(Option<SectionId>),
    /// Before the item that stands at this place, from 0; past the end means last.
    At(u32),
}

/// An item in the order of its notebook.
#[derive(Clone, PartialEq, Eq)]
enum Placed {
    Section(SectionId),
    Excerpt(ExcerptId),
}

impl Placed {
    fn heads(&self) -> bool {
        matches!(self, Self::Section(_))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Section> {
    Ok(Section {
        id: row.get("id")?,
        notebook: row.get("notebook")?,
        name: row.get("name")?,
        created: row.get("created")?,
    })
}

/// The sections of a notebook with the positions they share with its excerpts.
pub(crate) fn placed(reader: &Connection, notebook: &NotebookId) -> Result<Vec<(i64, Item)>> {
    let mut ask = reader.prepare_cached(sql!("section/list"))?;
    let sections = ask.query_map([notebook], |row| {
        Ok((row.get("position")?, Item::Section(read(row)?)))
    })?;
    Ok(sections.collect::<rusqlite::Result<_>>()?)
}

impl Tx<'_> {
    /// Makes a section. What stands after its heading up to the next is in it from then on.
    pub fn add_section(
        &mut self,
        notebook: &NotebookId,
        name: &str,
        place: &Place,
    ) -> Result<SectionId> {
        self.notebook_exists(notebook)?;
        let id = SectionId::new(self.now);
        let at = self.make_room(notebook, place)?;
        self.catalogue
            .prepare_cached(sql!("section/add"))?
            .execute(params![id, notebook, at, named(name)?, self.now])?;
        Ok(id)
    }

    /// Renames a section.
    pub fn rename_section(&mut self, id: &SectionId, name: &str) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("UPDATE section SET name = ?2 WHERE id = ?1")?
            .execute(params![id, named(name)?])?;
        found(rows, "section", id)
    }

    /// Moves a section with its excerpts to another place among the sections of its notebook, from
    /// 0; past the end means last. What stands before the first section stays there.
    pub fn move_section(&mut self, id: &SectionId, place: u32) -> Result<()> {
        let notebook = self.notebook_of(id)?;
        let order = self.order(&notebook)?;
        let head = order.iter().position(Placed::heads).unwrap_or(order.len());
        let (loose, rest) = order.split_at(head);
        let mut sections: Vec<&[Placed]> = rest.chunk_by(|_, next| !next.heads()).collect();
        let is_it = |block: &&[Placed]| matches!(&block[0], Placed::Section(one) if one == id);
        if let Some(from) = sections.iter().position(is_it) {
            let moved = sections.remove(from);
            sections.insert((place as usize).min(sections.len()), moved);
        }
        self.set_positions(&[loose, &sections.concat()].concat(), 0)
    }

    /// Removes the heading of a section. Its excerpts stay where they are, so are in the section
    /// before it.
    pub fn remove_section(&mut self, id: &SectionId) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM section WHERE id = ?1")?
            .execute([id])?;
        found(rows, "section", id)
    }

    /// Puts an excerpt before the item that stands at a position of its notebook.
    pub(crate) fn put_excerpt(
        &self,
        id: &ExcerptId,
        notebook: &NotebookId,
        position: u32,
    ) -> Result<()> {
        let mut order = self.order(notebook)?;
        let moved = Placed::Excerpt(id.clone());
        order.retain(|other| *other != moved);
        order.insert((position as usize).min(order.len()), moved);
        self.set_positions(&order, 0)
    }

    /// Moves the items of a notebook apart where one is to be put; returns its position.
    pub(crate) fn make_room(&self, notebook: &NotebookId, place: &Place) -> Result<u32> {
        let order = self.order(notebook)?;
        let section_from = |at: usize| {
            let length = order[at..].iter().position(Placed::heads);
            length.map_or(order.len(), |length| at + length)
        };
        let at = match place {
            Place::End => order.len(),
            Place::At(at) => (*at as usize).min(order.len()),
            Place::Under(None) => section_from(0),
            Place::Under(Some(id)) => {
                let head = Placed::Section(id.clone());
                let at = order.iter().position(|one| *one == head);
                found(usize::from(at.is_some()), "section", id)?;
                section_from(at.unwrap_or_default() + 1)
            }
        };
        let (before, after) = order.split_at(at);
        self.set_positions(before, 0)?;
        self.set_positions(after, at + 1)?;
        Ok(at as u32)
    }

    fn notebook_of(&self, id: &SectionId) -> Result<NotebookId> {
        let notebook = self
            .catalogue
            .prepare_cached("SELECT notebook FROM section WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        notebook.ok_or_else(|| Error::missing("section", id))
    }

    fn order(&self, notebook: &NotebookId) -> Result<Vec<Placed>> {
        let mut ask = self.catalogue.prepare_cached(sql!("section/order"))?;
        let items = ask.query_map([notebook], |row| {
            Ok(if row.get(1)? {
                Placed::Section(row.get(0)?)
            } else {
                Placed::Excerpt(row.get(0)?)
            })
        })?;
        Ok(items.collect::<rusqlite::Result<_>>()?)
    }

    /// Numbers these items from a position on.
    fn set_positions(&self, order: &[Placed], first: usize) -> Result<()> {
        let mut excerpt = self
            .catalogue
            .prepare_cached("UPDATE excerpt SET position = ?2 WHERE id = ?1 AND position <> ?2")?;
        let mut section = self
            .catalogue
            .prepare_cached("UPDATE section SET position = ?2 WHERE id = ?1 AND position <> ?2")?;
        for (position, item) in (first as i64..).zip(order) {
            match item {
                Placed::Excerpt(id) => excerpt.execute(params![id, position])?,
                Placed::Section(id) => section.execute(params![id, position])?,
            };
        }
        Ok(())
    }
}

impl Archive {
    /// The sections of all notebooks, in order.
    pub fn sections(&self) -> Result<Vec<Section>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("section/list"))?;
            let sections = ask.query_map([None::<&NotebookId>], read)?;
            Ok(sections.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The notebook, of all or just this one, and the section in it in which something was made or
    /// written last; no section means before the first.
    pub fn worked_in(
        &self,
        notebook: Option<&NotebookId>,
    ) -> Result<Option<(NotebookId, Option<SectionId>)>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("section/worked_in"))?;
            Ok(ask
                .query_row([notebook], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?)
        })
    }
}
