//! similar.

use std::path::Path;

use desk::wire::SimilarView;
use desk::{Problem, Terms};
use serde_json::{Value, json};

use super::open;
use super::reading::{line, type_name};
use crate::out::{End, Out};

/// Which words.
pub enum Words {
    Given(String),
    /// `SPEECH:START-END`, scalars of the clean text, end excluded.
    Of(String),
}

/// A line a speech, the nearest first, and below it its passage; what differs in braces, with
/// what the words that were looked for say there.
pub fn similar(archive: &Path, words: Words, limit: u32, out: &mut Out) -> Result<End, Problem> {
    let desk = open(archive)?;
    let (words, from) = match words {
        Words::Given(words) => (words, None),
        Words::Of(place) => {
            let (start, from, to) = parsed(&place).ok_or_else(|| Problem::Term {
                what: "place".into(),
                word: place.clone(),
            })?;
            let id = desk.meant(start)?;
            (desk.words_at(&id, from, to)?, Some(id))
        }
    };
    let found = desk.similar(&words, from.as_deref(), limit)?;
    let terms = desk.terms()?;
    for hit in &found {
        let text = desk.text(&hit.row.id)?;
        out.item(|| object(&terms, hit, &text), || told(&terms, hit));
    }
    if !out.json() {
        out.progress(&format!("{} found", found.len()));
    }
    Ok(End::Done)
}

fn parsed(place: &str) -> Option<(&str, u32, u32)> {
    let (id, range) = place.rsplit_once(':')?;
    let (from, to) = range.split_once('-')?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from < to && !id.is_empty()).then_some((id, from, to))
}

fn object(terms: &Terms, hit: &SimilarView, text: &str) -> Value {
    let row = &hit.row;
    let [start, end] = desk::scalar_range(text, hit.at);
    json!({
        "id": row.id, "title": row.title, "date": row.date.as_ref().map(|d| &d.edtf),
        "type": row.kind.as_deref().map(|kind| type_name(terms, Some(kind))),
        "share": (f64::from(hit.share) * 1000.0).round() / 1000.0,
        "start": start, "end": end, "parts": hit.parts,
    })
}

fn told(terms: &Terms, hit: &SimilarView) -> String {
    let mut said = format!("{}\n    {:.0}%  ", line(terms, &hit.row), hit.share * 100.0);
    for part in &hit.parts {
        let text = part.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match &part.instead {
            None => said.push_str(&text),
            Some(instead) => said.push_str(&format!("{{{text}|{}}}", instead.trim())),
        }
    }
    said
}
