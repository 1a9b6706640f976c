//! The sections of notebooks, and in which of them one works.
//! What is in a section, its place in the notebook says.

use archive::{NotebookId, Op, Place, SectionId};

use crate::file::changed;
use crate::wire::{Changed, ExcerptPlace};
use crate::{Desk, Problem};

impl Desk {
    /// Makes a section, its heading before the item that stands at `position` in the notebook;
    /// without one, at its end.
    pub fn add_section(
        &self,
        notebook: &str,
        name: &str,
        position: Option<u32>,
    ) -> Result<Changed, Problem> {
        let place = position.map_or(Place::End, Place::At);
        let done = self.edit(Op::AddSection, |tx| {
            tx.add_section(&NotebookId::from(notebook), name, &place)
        })?;
        Ok(Changed {
            made: Some(done.value.to_string()),
            ..changed(Op::AddSection, &done, &["", name])
        })
    }

    /// Renames a section.
    pub fn rename_section(&self, id: &str, name: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RenameSection, |tx| {
            tx.rename_section(&SectionId::from(id), name)
        })?;
        Ok(changed(Op::RenameSection, &done, &["", name]))
    }

    /// Moves a section with its excerpts to another place among the sections of its notebook,
    /// from 0.
    pub fn move_section(&self, id: &str, place: u32) -> Result<Changed, Problem> {
        let done = self.edit(Op::MoveSection, |tx| {
            tx.move_section(&SectionId::from(id), place)
        })?;
        Ok(changed(Op::MoveSection, &done, &[]))
    }

    /// Removes the heading of a section; its excerpts stay, in the section before.
    pub fn remove_section(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::RemoveSection, |tx| {
            tx.remove_section(&SectionId::from(id))
        })?;
        Ok(changed(Op::RemoveSection, &done, &[]))
    }

    /// A section of a notebook by its id or name.
    pub fn section_named(&self, notebook: &str, word: &str) -> Result<String, Problem> {
        let mut sections = self.archive.sections()?;
        sections.retain(|section| section.notebook.as_str() == notebook);
        let is_id = sections.iter().find(|section| section.id.as_str() == word);
        let meant = is_id.or_else(|| sections.iter().find(|section| section.name == word));
        let meant = meant.ok_or_else(|| Problem::Term {
            what: "section".into(),
            word: word.to_owned(),
        })?;
        Ok(meant.id.to_string())
    }

    /// The section in which one last worked.
    pub(crate) fn worked_in(&self) -> Result<Option<ExcerptPlace>, Problem> {
        Ok(self
            .archive
            .worked_in(None)?
            .map(|(notebook, section)| ExcerptPlace::Section {
                notebook: notebook.to_string(),
                section: section.map(|id| id.to_string()),
            }))
    }

    /// The notebook and the place in it that are meant; `None` when there is no notebook yet.
    pub(crate) fn target(
        &self,
        place: &ExcerptPlace,
    ) -> Result<Option<(NotebookId, Place)>, Problem> {
        Ok(match place {
            ExcerptPlace::Last { notebook } => {
                let asked = notebook.as_deref().map(NotebookId::from);
                let worked = self.archive.worked_in(asked.as_ref())?;
                let under = worked.map(|(notebook, section)| (notebook, Place::Under(section)));
                // One that is not there is refused later, not taken for the first that is made.
                under.or_else(|| asked.map(|notebook| (notebook, Place::End)))
            }
            ExcerptPlace::Section { notebook, section } => Some((
                NotebookId::from(notebook.as_str()),
                Place::Under(section.as_deref().map(SectionId::from)),
            )),
            ExcerptPlace::At { notebook, position } => {
                Some((NotebookId::from(notebook.as_str()), Place::At(*position)))
            }
        })
    }

    /// What a place is called: the notebook, and the section where it names one.
    pub(crate) fn place_name(
        &self,
        notebook: &NotebookId,
        place: &Place,
    ) -> Result<String, Problem> {
        let notebooks = self.archive.notebooks()?;
        let name = notebooks.into_iter().find(|n| n.id == *notebook);
        let name = name.map(|n| n.name).unwrap_or_default();
        let Place::Under(Some(id)) = place else {
            return Ok(name);
        };
        let sections = self.archive.sections()?;
        let section = sections.into_iter().find(|section| section.id == *id);
        Ok(section.map_or(name.clone(), |section| format!("{name} · {}", section.name)))
    }
}
