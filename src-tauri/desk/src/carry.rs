//! Carrying speeches and notebooks out as files. What a document looks like is the export room's.
//! Changes nothing in the archive.

use std::path::Path;

use archive::{Field, SpeechId};
use export::{Block, Format};

use crate::wire::{BookItem, DateView, SpeechView};
use crate::{Desk, Lang, Problem, files, words};

impl Desk {
    /// Writes a notebook; the format follows the name.
    pub fn export_notebook(&self, id: &str, path: &Path) -> Result<(), Problem> {
        let format = format_of(path)?;
        let name = self
            .notebooks()?
            .into_iter()
            .find(|n| n.id == id)
            .map(|n| n.name);
        let missing = || archive::Error::Missing {
            what: "notebook",
            id: id.to_owned(),
        };
        let mut blocks = vec![Block::Title(name.ok_or_else(missing)?)];
        for item in self.items(id)? {
            let excerpt = match item {
                BookItem::Section(section) => {
                    blocks.push(Block::Heading(1, section.name));
                    continue;
                }
                BookItem::Excerpt(excerpt) => excerpt,
            };
            let source = source(
                &excerpt.title,
                excerpt.supplied,
                excerpt.date.as_ref(),
                excerpt.section.as_deref(),
            );
            blocks.push(Block::Quote(excerpt.quote, source));
            if !excerpt.comment.is_empty() {
                blocks.push(Block::Comment(excerpt.comment));
            }
        }
        files::write_whole(path, &export::write(&blocks, format))
    }

    /// Writes a speech; the format follows the name.
    pub fn export_speech(&self, id: &str, path: &Path) -> Result<(), Problem> {
        let format = format_of(path)?;
        files::write_whole(path, &export::write(&self.document(id)?, format))
    }

    /// Writes all notes as W3C Web Annotations: one page of JSON, the notes of a speech together.
    pub fn export_notes(&self, path: &Path) -> Result<u32, Problem> {
        let marks = self.archive.note_marks()?.notes;
        let mut notes: Vec<_> = marks.iter().collect();
        notes.sort_by_key(|note| (note.speech, note.start));
        let items = notes
            .iter()
            .map(|note| self.archive.annotation(&note.id))
            .collect::<Result<Vec<_>, _>>()?;
        // Each is stored as JSON: put together as text, they leave as they are kept.
        let page = format!(
            "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[\n{}\n]}}\n",
            items.join(",\n")
        );
        files::write_whole(path, page.as_bytes())?;
        Ok(items.len() as u32)
    }

    /// Writes each speech that a query finds as a file of its own into a folder; tells each name.
    pub fn export_all(
        &self,
        query: &str,
        format: &str,
        folder: &Path,
        tell: &mut dyn FnMut(&str),
    ) -> Result<u32, Problem> {
        let format = Format::named(format).ok_or_else(|| Problem::Format(format.to_owned()))?;
        let mut used = std::collections::HashSet::new();
        for id in self.found_ids(query)? {
            let row = self.row_of(&SpeechId::from(id.as_str()))?;
            let stem = export::name::safe(&row.title);
            // Two speeches of one title, or of titles that differ in case alone, are two files.
            let mut name = format!("{stem}.{}", format.ending());
            let mut number = 2;
            while !used.insert(name.to_lowercase()) {
                name = format!("{stem} {number}.{}", format.ending());
                number += 1;
            }
            files::write_whole(
                &folder.join(&name),
                &export::write(&self.document(&id)?, format),
            )?;
            tell(&name);
        }
        Ok(used.len() as u32)
    }

    /// A speech as a document: title, filing, text with its headings and gaps.
    fn document(&self, id: &str) -> Result<Vec<Block>, Problem> {
        let view = self.speech(id, None)?;
        let mut blocks = vec![
            Block::Title(titled(&view.row.title, view.row.supplied)),
            facts(&view),
        ];
        // The window's UTF-16 ranges are turned back once, into offsets of this text.
        let map = crate::utf16::Utf16::of(&view.text);
        let body = map.back(view.body_start);
        let mut gaps = view.gaps.iter().map(|g| (map.back(g.at), g)).peekable();
        let mut at = 0u32;
        for line in view.text.split('\n') {
            let (start, end) = (at, at + line.chars().count() as u32);
            at = end + 1;
            if start >= body && !line.trim().is_empty() {
                let heading = view.outline.iter().find(|h| {
                    let span = map.range(h.at);
                    start <= span.start && span.end <= end && line.trim() == h.text.trim()
                });
                blocks.push(match heading {
                    Some(heading) => Block::Heading(heading.depth, line.trim().to_owned()),
                    None => Block::Paragraph(line.trim().to_owned()),
                });
            }
            while let Some((_, gap)) = gaps.next_if(|(place, _)| *place <= end) {
                let words = match gap.missing {
                    Some(missing) => words::say("gap.counted", &[missing.to_string()]),
                    None => words::say::<&str>("gap.uncounted", &[]),
                };
                blocks.push(Block::Gap(words.zh));
            }
        }
        Ok(blocks)
    }
}

fn format_of(path: &Path) -> Result<Format, Problem> {
    let name = files::name_of(path);
    Format::named(&name)
        .filter(|_| name.contains('.'))
        .ok_or(Problem::Format(name))
}

/// A composed title stands in 〔〕 (DA/T 22 puts supplied titles in brackets).
fn titled(title: &str, supplied: bool) -> String {
    if supplied {
        format!("〔{title}〕")
    } else {
        title.to_owned()
    }
}

fn source(title: &str, supplied: bool, date: Option<&DateView>, section: Option<&str>) -> String {
    let parts = [
        Some(titled(title, supplied)),
        date.map(|d| d.words.zh.clone()),
        section.map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

fn facts(view: &SpeechView) -> Block {
    let shown = [
        Field::Date,
        Field::Meeting,
        Field::Type,
        Field::Genre,
        Field::Level,
        Field::Speaker,
        Field::Role,
    ];
    let mut facts: Vec<(String, String)> = shown
        .iter()
        .filter_map(|field| view.fields.iter().find(|f| f.field == field.as_str()))
        .filter(|f| f.value.is_some())
        .map(|f| {
            (
                words::say::<&str>(&format!("field.{}", f.field), &[]).zh,
                f.words.in_lang(Lang::Zh).to_owned(),
            )
        })
        .collect();
    facts.push((
        words::say::<&str>("field.file", &[]).zh,
        view.source.name.clone(),
    ));
    Block::Facts(facts)
}
