//! list, show, text, original, outline.

use std::path::Path;

use desk::wire::{Row, Scope, Sort, SpeechView};
use desk::{Desk, Lang, Problem, Terms};
use serde_json::json;

use super::open;
use crate::args::Verb;
use crate::out::{End, Out};

/// One line a speech: id, date, type, title.
pub fn list(verb: Verb, out: &mut Out) -> Result<End, Problem> {
    let Verb::List {
        archive,
        kind,
        theme,
        year,
        folder,
        source,
        leading,
        inbox,
        trash,
        sort,
        limit,
        offset,
    } = verb
    else {
        return Ok(End::Done);
    };
    let desk = open(&archive)?;
    let scope = match (folder, source) {
        (Some(path), _) => Scope::Folder { path },
        (None, Some(words)) => Scope::Source { words },
        (None, None) => scope(&desk, inbox, trash, kind, theme, year)?,
    };
    let sort = match sort.as_str() {
        "date" => Sort::DateDown,
        "oldest" => Sort::DateUp,
        "title" => Sort::Title,
        "speaker" => Sort::Speaker,
        "length" => Sort::Length,
        "added" => Sort::Added,
        _ => {
            return Err(Problem::Term {
                what: "order".into(),
                word: sort,
            });
        }
    };
    let page = match leading {
        true => desk.list(&scope, sort, offset, limit)?,
        false => desk.list_versions(&scope, sort, offset, limit)?,
    };
    let terms = desk.terms()?;
    for row in &page.rows {
        out.item(|| row, || line(&terms, row));
    }
    if !out.json() {
        let folded = match page.folded {
            0 => String::new(),
            n => format!(", and {n} more versions of them"),
        };
        out.progress(&format!("{} of {}{folded}", page.rows.len(), page.total));
    }
    Ok(End::Done)
}

/// What a list is of.
fn scope(
    desk: &Desk,
    inbox: bool,
    trash: bool,
    kind: Option<String>,
    theme: Option<String>,
    year: Option<i32>,
) -> Result<Scope, Problem> {
    Ok(match (inbox, trash, kind, theme, year) {
        (true, ..) => Scope::Inbox,
        (_, true, ..) => Scope::Trash,
        (_, _, Some(word), _, year) => Scope::Type {
            id: desk.type_named(&word)?,
            year,
        },
        (_, _, _, Some(word), _) => Scope::Theme {
            id: desk.theme_named(&word)?,
        },
        (_, _, _, _, Some(year)) => Scope::Time { year, month: None },
        _ => Scope::All,
    })
}

pub(super) fn line(terms: &Terms, row: &Row) -> String {
    let date = row.date.as_ref().map_or("undated", |d| d.edtf.as_str());
    format!(
        "{}  {date}  {}  {}",
        row.id,
        type_name(terms, row.kind.as_deref()),
        titled(row)
    )
}

fn titled(row: &Row) -> String {
    if row.supplied {
        format!("〔{}〕", row.title)
    } else {
        row.title.clone()
    }
}

pub(super) fn type_name<'a>(terms: &'a Terms, id: Option<&str>) -> &'a str {
    id.and_then(|id| terms.types().get(id))
        .map_or("-", |t| t.zh)
}

/// The filing with its evidence.
pub fn show(archive: &Path, id: &str, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let view = desk.speech(&desk.meant(id)?, None)?;
    let terms = desk.terms()?;
    out.item(|| &view, || filing(&terms, &view));
    Ok(End::Done)
}

fn filing(terms: &Terms, view: &SpeechView) -> String {
    let mut lines = vec![
        titled(&view.row),
        format!("  {}  {}", view.row.id, view.state),
    ];
    for field in view.fields.iter().filter(|f| f.value.is_some()) {
        lines.push(format!(
            "  {:8} {}  ({:.2})",
            field.field,
            field.said(Lang::Zh),
            field.certainty
        ));
        for evidence in &field.evidence {
            lines.push(format!(
                "           “{}” {}",
                evidence.quote, evidence.reason.en
            ));
        }
    }
    let themes: Vec<_> = view
        .themes
        .iter()
        .filter_map(|t| terms.themes().get(&t.id).map(|t| t.zh))
        .collect();
    lines.push(format!("  {:8} {}", "theme", themes.join(" ")));
    lines.push(format!(
        "  {:8} {} ({})",
        "file", view.source.name, view.source.sha256
    ));
    if let Some(producer) = &view.source.producer {
        lines.push(format!("  {:8} recognised by {producer}", "text"));
    }
    for gap in &view.gaps {
        lines.push(format!("  gap      {}", gap.quote));
    }
    for removed in &view.removed {
        lines.push(format!(
            "  removed  {} [{}]",
            removed.text.replace('\n', " / "),
            removed.rule
        ));
    }
    for note in &view.notes {
        lines.push(format!("  note     “{}” {}", note.quote, note.comment));
    }
    lines.join("\n")
}

/// The clean text.
pub fn text(archive: &Path, id: &str, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let text = desk.text(&desk.meant(id)?)?;
    out.item(|| json!({"text": text}), || text.clone());
    Ok(End::Done)
}

/// The bytes of the file, as they were given.
pub fn original(archive: &Path, id: &str, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let bytes = desk.original(&desk.meant(id)?)?;
    out.bytes(&bytes);
    Ok(End::Done)
}

/// The outline, indented.
pub fn outline(archive: &Path, id: &str, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let view = desk.speech(&desk.meant(id)?, None)?;
    for heading in &view.outline {
        out.item(
            || json!({"depth": heading.depth, "heading": heading.text}),
            || {
                format!(
                    "{}{}",
                    "  ".repeat(usize::from(heading.depth.saturating_sub(1))),
                    heading.text
                )
            },
        );
    }
    Ok(End::Done)
}
