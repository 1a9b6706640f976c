//! versions: which there are, one beside another, and what a person says about them.

use desk::Problem;
use desk::wire::{ComparedLine, ComparedPart, VersionView};

use super::filing::done;
use super::open;
use crate::args::Verb;
use crate::out::{End, Out};

/// Lists the versions of a speech, compares two, or changes what belongs together.
pub fn versions(verb: Verb, out: &mut Out) -> Result<End, Problem> {
    let Verb::Versions {
        archive,
        id,
        beside,
        tie,
        apart,
        lead,
    } = verb
    else {
        return Ok(End::Done);
    };
    let desk = open(&archive)?;
    let id = desk.meant(&id)?;
    if let Some(other) = tie {
        let ids = [id, desk.meant(&other)?];
        return done(&desk.tie_versions(&ids)?, out);
    }
    if apart {
        return done(&desk.set_apart(&id)?, out);
    }
    if lead {
        return done(&desk.let_lead(&id)?, out);
    }
    match beside {
        Some(other) => {
            let found = desk.compare(&id, &desk.meant(&other)?)?;
            for line in &found.lines {
                out.item(|| line, || side_by_side(line));
            }
        }
        None => {
            for version in &desk.versions(&id)? {
                out.item(|| version, || in_words(version));
            }
        }
    }
    Ok(End::Done)
}

fn in_words(version: &VersionView) -> String {
    let lead = if version.leads { "*" } else { " " };
    let row = &version.row;
    format!(
        "{lead} {}  {:3} %  {:6}  {}  {}",
        row.id, version.share, row.length, row.title, row.file
    )
}

/// A line of both, or what each has in its place.
fn side_by_side(line: &ComparedLine) -> String {
    let words = |parts: &[ComparedPart]| -> String {
        let marked = |p: &ComparedPart| match p.differs {
            true => format!("[{}]", p.text),
            false => p.text.clone(),
        };
        parts.iter().map(marked).collect()
    };
    let side = |sign: &str, parts: &Option<Vec<ComparedPart>>| {
        parts
            .as_ref()
            .map(|parts| format!("{sign} {}", words(parts)))
    };
    if line.same {
        return side(" ", &line.left).unwrap_or_default();
    }
    let sides = [side("-", &line.left), side("+", &line.right)];
    sides.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
