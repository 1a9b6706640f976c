//! excerpt, notebook, section: passages taken out, and the order they stand in.
//! What is taken where is the desk's business.

use std::path::Path;

use desk::wire::{BookItem, ExcerptPlace};
use desk::{Desk, Problem};
use serde_json::json;

use super::filing::done;
use super::open;
use crate::args::{ExcerptVerb, NotebookVerb, SectionVerb};
use crate::out::{End, Out};

/// Notebooks and their excerpts.
pub fn excerpt(verb: ExcerptVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        ExcerptVerb::List { archive, notebook } => {
            excerpts(&open(&archive)?, notebook.as_deref(), out)
        }
        ExcerptVerb::Add {
            archive,
            id,
            quote,
            prefix,
            suffix,
            into,
            section,
        } => {
            let desk = open(&archive)?;
            let notebook = into.map(|word| desk.notebook_named(&word)).transpose()?;
            let place = match (notebook, section) {
                (Some(notebook), Some(word)) => ExcerptPlace::Section {
                    section: Some(desk.section_named(&notebook, &word)?),
                    notebook,
                },
                (notebook, _) => ExcerptPlace::Last { notebook },
            };
            let (speech, around) = (desk.meant(&id)?, (&*prefix, &*suffix));
            done(
                &desk.add_excerpt_of_quote(&speech, &quote, around, &place)?,
                out,
            )
        }
        ExcerptVerb::Change {
            archive,
            excerpt,
            comment,
        } => done(&open(&archive)?.change_excerpt(&excerpt, &comment)?, out),
        ExcerptVerb::Move {
            archive,
            excerpt,
            place,
        } => done(&open(&archive)?.move_excerpt(&excerpt, place - 1)?, out),
        ExcerptVerb::Remove { archive, excerpt } => {
            done(&open(&archive)?.remove_excerpt(&excerpt)?, out)
        }
        ExcerptVerb::Export {
            archive,
            notebook,
            out: path,
        } => {
            let desk = open(&archive)?;
            desk.export_notebook(&desk.notebook_named(&notebook)?, &path)?;
            let file = path.display().to_string();
            out.item(|| json!({"file": file}), || file.clone());
            Ok(End::Done)
        }
    }
}

fn excerpts(desk: &Desk, notebook: Option<&str>, out: &mut Out) -> Result<End, Problem> {
    let Some(notebook) = notebook else {
        for notebook in desk.notebooks()? {
            out.item(
                || &notebook,
                || format!("{}  {}  {}", notebook.id, notebook.name, notebook.count),
            );
        }
        return Ok(End::Done);
    };
    for item in desk.items(&desk.notebook_named(notebook)?)? {
        match item {
            BookItem::Section(section) => out.item(
                || json!({"id": section.id, "heading": section.name}),
                || format!("{}  # {}", section.id, section.name),
            ),
            BookItem::Excerpt(excerpt) => out.item(
                || {
                    json!({
                        "id": excerpt.id, "speech": excerpt.speech, "title": excerpt.title,
                        "section": excerpt.section, "quote": excerpt.quote,
                        "comment": excerpt.comment, "lost": excerpt.at.is_none(),
                    })
                },
                || {
                    format!(
                        "{}  “{}” 《{}》 {}",
                        excerpt.id, excerpt.quote, excerpt.title, excerpt.comment
                    )
                },
            ),
        }
    }
    Ok(End::Done)
}

/// Makes, renames or removes a notebook.
pub fn notebook(verb: NotebookVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        NotebookVerb::Add { archive, name } => done(&open(&archive)?.add_notebook(&name)?, out),
        NotebookVerb::Rename {
            archive,
            notebook,
            name,
        } => {
            let desk = open(&archive)?;
            let id = desk.notebook_named(&notebook)?;
            done(&desk.rename_notebook(&id, &name)?, out)
        }
        NotebookVerb::Remove { archive, notebook } => {
            let desk = open(&archive)?;
            let id = desk.notebook_named(&notebook)?;
            done(&desk.remove_notebook(&id)?, out)
        }
    }
}

/// Makes, renames, moves or removes a section.
pub fn section(verb: SectionVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        SectionVerb::Add {
            archive,
            notebook,
            name,
            at,
        } => {
            let desk = open(&archive)?;
            let notebook = desk.notebook_named(&notebook)?;
            done(&desk.add_section(&notebook, &name, at.map(|n| n - 1))?, out)
        }
        SectionVerb::Rename {
            archive,
            notebook,
            section,
            name,
        } => {
            let (desk, id) = meant(&archive, &notebook, &section)?;
            done(&desk.rename_section(&id, &name)?, out)
        }
        SectionVerb::Move {
            archive,
            notebook,
            section,
            place,
        } => {
            let (desk, id) = meant(&archive, &notebook, &section)?;
            done(&desk.move_section(&id, place - 1)?, out)
        }
        SectionVerb::Remove {
            archive,
            notebook,
            section,
        } => {
            let (desk, id) = meant(&archive, &notebook, &section)?;
            done(&desk.remove_section(&id)?, out)
        }
    }
}

/// A section of a notebook of an archive, both by name or id.
fn meant(archive: &Path, notebook: &str, section: &str) -> Result<(Desk, String), Problem> {
    let desk = open(archive)?;
    let id = desk.section_named(&desk.notebook_named(notebook)?, section)?;
    Ok((desk, id))
}
