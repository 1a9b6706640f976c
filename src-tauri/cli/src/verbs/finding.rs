//! search, its concordance, saved searches, and suggest.

use std::collections::HashMap;
use std::path::Path;

use desk::wire::{HitView, KwicLine, KwicView, Suggestion};
use desk::{Problem, Terms};
use serde_json::{Value, json};

use super::filing::done;
use super::open;
use super::reading::line;
use crate::args::{Lines, SavedVerb};
use crate::out::{End, Out};

/// Characters of the context that a terminal shows on either side.
const AROUND: usize = 20;
/// Lines asked for at a time.
const STRIDE: u32 = 2_000;

/// The query of a saved search, narrowed by another.
pub fn narrowed(archive: &Path, saved: Option<&str>, query: &str) -> Result<String, Problem> {
    let Some(saved) = saved else {
        return Ok(query.to_owned());
    };
    let saved = open(archive)?.search_named(saved)?.query;
    Ok(match query.is_empty() {
        true => saved,
        false => format!("({saved}) {query}"),
    })
}

/// How the hits of a search are shown.
pub struct Shown<'a> {
    pub sort: &'a str,
    pub limit: u32,
    pub facets: bool,
    /// Those of one meeting, or versions of one speech, behind the first of them.
    pub together: bool,
}

/// A line a hit, then the total; marks are scalar offsets in the snippet.
pub fn search(
    archive: &Path,
    query: &str,
    shown: &Shown<'_>,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    let page = desk.search(query, shown.sort, 0, shown.limit)?;
    let facets = shown.facets;
    let terms = desk.terms()?;
    let hits = match shown.together {
        true => together(&page.hits),
        false => page.hits.iter().map(|hit| (hit, false)).collect(),
    };
    for (hit, follows) in hits {
        let row = &hit.row;
        let before = if follows { "  " } else { "" };
        out.item(
            || {
                let snippets: Vec<Value> = hit
                    .snippets
                    .iter()
                    .map(|s| json!({"text": s.text, "marks": scalars(&s.text, &s.marks)}))
                    .collect();
                let mut told = json!({
                    "id": row.id, "title": row.title, "date": row.date.as_ref().map(|d| &d.edtf),
                    "type": name(&terms, row.kind.as_deref()), "snippets": snippets,
                });
                if shown.together {
                    told["follows"] = json!(follows);
                }
                told
            },
            || {
                let mut lines = vec![format!("{before}{}", line(&terms, row))];
                let snippets = hit.snippets.iter();
                lines.extend(snippets.map(|s| format!("{before}    {}", s.text)));
                lines.join("\n")
            },
        );
    }
    out.item(
        || {
            let mut totals = json!({"total": page.total, "ms": page.ms});
            if facets {
                totals["facets"] = json!(page.facets);
            }
            totals
        },
        || {
            let mut said = format!("{} found", page.total);
            if facets {
                for (name, counts) in [
                    ("type", &page.facets.types),
                    ("year", &page.facets.years),
                    ("theme", &page.facets.themes),
                    ("level", &page.facets.levels),
                    ("genre", &page.facets.genres),
                    ("source", &page.facets.sources),
                ] {
                    let counts: Vec<_> = counts
                        .iter()
                        .map(|c| format!("{} {}", desk::file::name_of_term(&terms, &c.id), c.count))
                        .collect();
                    said.push_str(&format!("\n  {name}: {}", counts.join(", ")));
                }
            }
            said
        },
    );
    Ok(End::Done)
}

/// The first of each group keeps its place; the others come behind it.
fn together(hits: &[HitView]) -> Vec<(&HitView, bool)> {
    let mut groups: Vec<Vec<&HitView>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for hit in hits {
        let place = *places.entry(&hit.together).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(hit),
            None => groups.push(vec![hit]),
        }
    }
    let groups = groups.into_iter().map(|group| {
        let hits = group.into_iter().enumerate();
        hits.map(|(at, hit)| (hit, at > 0))
    });
    groups.flatten().collect()
}

/// The desk's UTF-16 ranges as scalar ranges, which the command line speaks.
fn scalars(text: &str, marks: &[[u32; 2]]) -> Vec<[u32; 2]> {
    marks.iter().map(|m| desk::scalar_range(text, *m)).collect()
}

/// A line a place, then the totals, and the collocates when asked for. All lines with limit 0.
pub fn kwic(
    archive: &Path,
    query: &str,
    sort: &str,
    limit: u32,
    wanted: &Lines,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    let view = KwicView {
        sort: sort.to_owned(),
        depth: wanted.depth,
        filter: wanted.filter.clone(),
        years: None,
        kind: None,
        near: None,
    };
    let read = desk.kwic(query, &mut |_| {})?;
    let terms = desk.terms()?;
    let limit = if limit == 0 { u32::MAX } else { limit };
    let totals = desk.kwic_page(&view, 0, 0)?;
    if let Some(path) = &wanted.csv {
        desk.export_kwic(&view, path)?;
        out.progress(&format!("{} lines in {}", totals.total, path.display()));
    } else {
        let mut at = 0;
        while at < totals.total.min(limit) {
            let page = desk.kwic_page(&view, at, STRIDE.min(limit - at))?;
            at += page.lines.len().max(1) as u32;
            for one in &page.lines {
                out.item(|| place_json(&terms, one), || place_words(one));
            }
        }
    }
    if wanted.collocates {
        let near = desk.collocates(&view, wanted.window, wanted.least)?;
        for one in &near.words {
            out.item(
                || json!({"word": one.word, "left": one.left, "right": one.right, "expected": one.expected, "g2": one.g2}),
                || {
                    let observed = one.left + one.right;
                    format!("{}\t{observed}\t{:.1}\t{:.1}", one.word, one.expected, one.g2)
                },
            );
        }
    }
    out.item(
        || {
            let counts = |counts: &[desk::wire::IdCount]| -> Value {
                let named = counts.iter().map(|c| {
                    (
                        desk::file::name_of_term(&terms, &c.id).to_owned(),
                        json!(c.count),
                    )
                });
                Value::Object(named.collect())
            };
            json!({
                "total": totals.total, "speeches": totals.speeches, "capped": read.capped,
                "years": counts(&totals.years), "types": counts(&totals.types),
            })
        },
        || {
            let more = if read.capped {
                ", and more that were left out"
            } else {
                ""
            };
            let places = many(totals.total, "place", "places");
            let speeches = many(totals.speeches, "speech", "speeches");
            format!("{places} in {speeches}{more}")
        },
    );
    Ok(End::Done)
}

fn many(count: u32, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The name of a meeting type.
fn name<'a>(terms: &'a Terms, id: Option<&str>) -> Option<&'a str> {
    id.and_then(|id| terms.types().get(id)).map(|t| t.zh)
}

fn place_json(terms: &Terms, place: &KwicLine) -> Value {
    json!({
        "id": place.speech, "title": place.title, "date": place.date.as_ref().map(|d| &d.edtf),
        "type": name(terms, place.kind.as_deref()),
        "left": place.left, "hit": place.hit, "right": place.right,
        "start": place.scalars[0], "end": place.scalars[1],
    })
}

/// The places under one another: what stands before is filled up to its measure with full-width
/// blanks, as most of it is Chinese.
fn place_words(place: &KwicLine) -> String {
    let skip = place.left.chars().count().saturating_sub(AROUND);
    let left: String = place.left.chars().skip(skip).collect();
    let right: String = place.right.chars().take(AROUND).collect();
    let pad = "　".repeat(AROUND.saturating_sub(left.chars().count()));
    let date = place.date.as_ref().map_or("undated", |d| d.edtf.as_str());
    format!(
        "{pad}{left}【{}】{right}\t{date}\t{}",
        place.hit, place.title
    )
}

/// A line a suggestion: the condition, how many speeches, the field.
pub fn suggest(archive: &Path, typed: &str, limit: u32, out: &mut Out) -> Result<End, Problem> {
    for one in open(archive)?.suggest(typed, limit)? {
        out.item(
            || {
                json!({
                    "field": one.field, "value": one.value.zh, "condition": one.condition,
                    "count": one.count, "id": one.speech,
                })
            },
            || suggestion(&one),
        );
    }
    Ok(End::Done)
}

fn suggestion(one: &Suggestion) -> String {
    let count = one.count.map(|count| format!("\t{count}"));
    format!("{}{}", one.condition, count.unwrap_or_default())
}

/// Saved searches.
pub fn saved(verb: SavedVerb, out: &mut Out) -> Result<End, Problem> {
    match verb {
        SavedVerb::List { archive } => {
            for search in open(&archive)?.searches()? {
                out.item(
                    || &search,
                    || format!("{}  {}  {}", search.id, search.name, search.query),
                );
            }
            Ok(End::Done)
        }
        SavedVerb::Add {
            archive,
            name,
            query,
        } => done(&open(&archive)?.save_search(&name, &query)?, out),
        SavedVerb::Rename {
            archive,
            search,
            name,
        } => {
            let desk = open(&archive)?;
            let id = desk.search_named(&search)?.id;
            done(&desk.rename_search(&id, &name)?, out)
        }
        SavedVerb::Remove { archive, search } => {
            let desk = open(&archive)?;
            let id = desk.search_named(&search)?.id;
            done(&desk.remove_search(&id)?, out)
        }
    }
}
