//! The verbs: raw arguments become one call of the desk, and its answer becomes lines.
//! Grouped as the desk is.

mod carrying;
mod excerpting;
mod filing;
mod finding;
mod learning;
mod marking;
mod reading;
mod similar;
mod taking;
mod terms;
mod versions;

use std::path::Path;

use desk::import::Options;
use desk::{Desk, Habits, Problem, Tools};

use crate::args::Verb;
use crate::out::{End, Out};

/// Carries out a verb.
pub fn run(verb: Verb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        Verb::Describe { paths } => taking::describe(&paths, out),
        Verb::Extract { path } => taking::extract(&path, out),
        Verb::Init { archive } => taking::init(&archive, out),
        Verb::Import {
            archive,
            paths,
            text,
            report,
            file_sure,
            ocr,
            line,
            rules_only,
        } => {
            let habits = Habits {
                learning: !rules_only,
                line,
            };
            let what = match text {
                Some(text) => taking::Given::Words(text),
                None => taking::Given::Paths(paths),
            };
            let options = Options { file_sure, ocr };
            taking::import(&archive, what, report.as_deref(), options, habits, out)
        }
        Verb::Watch {
            archive,
            folder,
            seconds,
        } => taking::watch(&archive, &folder, seconds, out),
        Verb::Reread {
            archive,
            ids,
            unread,
            encoding,
            ocr,
        } => match unread {
            true => taking::reread_unread(&archive, ocr, out),
            false => taking::reread(&archive, &ids, encoding.as_deref(), ocr, out),
        },
        Verb::Learn {
            archive,
            repropose,
            rules_only,
            forget,
        } => match forget {
            true => learning::forget(&archive, out),
            false => learning::learn(&archive, repropose, rules_only, out),
        },
        list @ Verb::List { .. } => reading::list(list, out),
        Verb::Show { archive, id } => reading::show(&archive, &id, out),
        Verb::Text { archive, id } => reading::text(&archive, &id, out),
        Verb::Original { archive, id } => reading::original(&archive, &id, out),
        Verb::Outline { archive, id } => reading::outline(&archive, &id, out),
        versions @ Verb::Versions { .. } => versions::versions(versions, out),
        Verb::Search {
            archive,
            query,
            saved,
            limit,
            count,
            facets,
            together,
            sort,
            kwic,
            lines,
        } => {
            let query = finding::narrowed(&archive, saved.as_deref(), &query.join(" "))?;
            if kwic {
                return finding::kwic(&archive, &query, &sort, limit, &lines, out);
            }
            let limit = if count { 0 } else { limit };
            let shown = finding::Shown {
                sort: &sort,
                limit,
                facets,
                together,
            };
            finding::search(&archive, &query, &shown, out)
        }
        Verb::Suggest {
            archive,
            typed,
            limit,
        } => finding::suggest(&archive, &typed, limit, out),
        Verb::Similar {
            archive,
            place,
            text,
            limit,
        } => {
            let words = match (text, place) {
                (Some(text), _) => similar::Words::Given(text),
                (None, place) => similar::Words::Of(place.unwrap_or_default()),
            };
            similar::similar(&archive, words, limit, out)
        }
        file @ Verb::File { .. } => filing::file(file, out),
        Verb::Terms { archive, kind } => terms::list(&archive, &kind, out),
        Verb::Term(verb) => terms::term(verb, out),
        Verb::EmptyTrash { archive } => filing::empty_trash(&archive, out),
        Verb::Note(verb) => marking::note(verb, out),
        Verb::Excerpt(verb) => excerpting::excerpt(verb, out),
        Verb::Notebook(verb) => excerpting::notebook(verb, out),
        Verb::Section(verb) => excerpting::section(verb, out),
        Verb::Saved(verb) => finding::saved(verb, out),
        correct @ Verb::Correct { .. } => marking::correct(correct, out),
        Verb::Export {
            archive,
            query,
            to,
            out: folder,
        } => carrying::export(&archive, &query, &to, &folder, out),
        Verb::Undo { archive } => filing::undo(&archive, out),
        Verb::Redo { archive } => filing::redo(&archive, out),
        Verb::Check { archive } => carrying::check(&archive, out),
        Verb::Backup { archive, folder } => carrying::backup(&archive, &folder, out),
        Verb::Restore { backup, archive } => carrying::restore(&backup, &archive, out),
        Verb::Rebuild { archive } => carrying::rebuild(&archive, out),
        Verb::Stats { archive } => carrying::stats(&archive, out),
    }
}

fn open(archive: &Path) -> Result<Desk, Problem> {
    Desk::open(archive, tools()?)
}

fn tools() -> Result<std::sync::Arc<Tools>, Problem> {
    Tools::own().map_err(|e| Problem::io(Path::new("rostrum"), e))
}
