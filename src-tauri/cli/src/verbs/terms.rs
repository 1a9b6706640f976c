//! terms, term.

use std::path::Path;

use desk::wire::{Term, TermChange};
use desk::{Desk, Problem};

use super::filing::done;
use super::open;
use crate::args::TermVerb;
use crate::out::{End, Out};

/// A line a term: id, name, what it stands under.
pub fn list(archive: &Path, kind: &str, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let vocabulary = desk.vocabulary()?;
    let terms = if kind == "theme" {
        vocabulary.themes
    } else {
        vocabulary.types
    };
    for term in &terms {
        out.item(|| term, || line(term));
    }
    Ok(End::Done)
}

fn line(term: &Term) -> String {
    let under = if term.parent.is_some() { "  " } else { "" };
    format!("{under}{}  {}", term.zh, term.id)
}

/// Makes, changes, merges or takes away a term.
pub fn term(verb: TermVerb, out: &mut Out) -> Result<End, Problem> {
    let changed = match verb {
        TermVerb::Add {
            archive,
            kind,
            name,
            under,
        } => {
            let desk = open(&archive)?;
            let under = under.map(|word| named(&desk, &kind, &word)).transpose()?;
            desk.add_term(&kind, &name, under.as_deref())?
        }
        TermVerb::Change {
            archive,
            kind,
            term,
            name,
            under,
            alias,
            colour,
        } => {
            let desk = open(&archive)?;
            let id = named(&desk, &kind, &term)?;
            let under = match under.as_deref() {
                Some("") => Some(String::new()),
                Some(word) => Some(named(&desk, &kind, word)?),
                None => None,
            };
            let aliases = alias.map(|all| all.split(',').map(str::to_owned).collect());
            desk.change_term(
                &id,
                &TermChange {
                    name,
                    under,
                    aliases,
                    colour,
                },
            )?
        }
        TermVerb::Merge {
            archive,
            kind,
            term,
            into,
        } => {
            let desk = open(&archive)?;
            let into = named(&desk, &kind, &into)?;
            desk.merge_terms(&[named(&desk, &kind, &term)?], &into)?
        }
        TermVerb::Remove {
            archive,
            kind,
            term,
        } => {
            let desk = open(&archive)?;
            desk.remove_term(&named(&desk, &kind, &term)?)?
        }
    };
    done(&changed, out)
}

fn named(desk: &Desk, kind: &str, word: &str) -> Result<String, Problem> {
    if kind == "theme" {
        desk.theme_named(word)
    } else {
        desk.type_named(word)
    }
}
