//! Finding: queries, their hits, and the places of a query in one text.
//! What a query means and how it is carried out is the archive's.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Instant;

use archive::query::{self, Query};
use archive::{Count, Field, Hit, Hits, Order, Snippet, Stop, Window};
use archive::{Scope, SpeechId, SpeechRecord};
use speech::Span;
use speech::terms::Folded;

use crate::utf16::Utf16;
use crate::view;
use crate::wire::{Counted, Facets, FirstHits, HitView, IdCount, SearchPage, SnippetView};
use crate::{Desk, Problem};

/// Ids asked for at a time when all that a query finds is wanted.
const STRIDE: usize = 500;
/// The part of a speech whose snippets have a place in the clean text.
const BODY: &str = "body";

impl Desk {
    /// The first hits of a query, before anything is counted; it is what a keystroke asks, so it
    /// stops every search that is still under way. Where the order needs all hits looked at
    /// anyway, the counts come along.
    pub fn search_first(&self, query: &str, sort: &str, limit: u32) -> Result<FirstHits, Problem> {
        let began = Instant::now();
        let stop = self.searches.only();
        let tree = self.understand(query)?;
        let window = Window {
            offset: 0,
            limit: limit as usize,
            order: order_named(sort),
        };
        let (hits, more, counted) = if window.order == Order::Newest {
            let first = self.archive.search_first(&tree, &Scope::All, window, &stop);
            let first = first.map_err(|error| of_query(query, error))?;
            (first.hits, first.more, None)
        } else {
            let found = self.found(query, &tree, window, &stop)?;
            let more = found.total > found.hits.len() as u64;
            let counted = Counted {
                total: view::count(found.total),
                facets: facets(&found.facets),
            };
            (found.hits, more, Some(counted))
        };
        Ok(FirstHits {
            query: query::print_in(&tree, &*self.terms()?),
            hits: self.hits(&hits, &tree)?,
            more,
            counted,
            ms: milliseconds(began),
        })
    }

    /// A page of what a query finds, by `newest`, `oldest`, `relevance` or `most` places, with
    /// exact counts. The next first hits that are asked for stop it.
    pub fn search(
        &self,
        query: &str,
        sort: &str,
        offset: u32,
        limit: u32,
    ) -> Result<SearchPage, Problem> {
        let began = Instant::now();
        let tree = self.understand(query)?;
        let window = Window {
            offset: offset as usize,
            limit: limit as usize,
            order: order_named(sort),
        };
        let found = self.found(query, &tree, window, &self.searches.another())?;
        Ok(SearchPage {
            query: query::print_in(&tree, &*self.terms()?),
            total: view::count(found.total),
            hits: self.hits(&found.hits, &tree)?,
            facets: facets(&found.facets),
            ms: milliseconds(began),
        })
    }

    /// A query as a tree, or what is wrong with it and where.
    pub(crate) fn understand(&self, query: &str) -> Result<Query, Problem> {
        query::parse_in(query, &*self.terms()?).map_err(|fault| Problem::Query {
            query: query.to_owned(),
            fault,
        })
    }

    /// The places of a query's words in a text.
    pub(crate) fn marks(&self, text: &str, query: &str) -> Result<Vec<Span>, Problem> {
        Ok(archive::marks(text, &self.understand(query)?)?)
    }

    /// The ids of all that a query finds, newest first.
    pub(crate) fn found_ids(&self, query: &str) -> Result<Vec<String>, Problem> {
        let tree = self.understand(query)?;
        let mut ids = Vec::new();
        loop {
            let window = Window {
                offset: ids.len(),
                limit: STRIDE,
                order: Order::Newest,
            };
            let page = self.found(query, &tree, window, &Stop::new())?;
            let full = page.hits.len() == STRIDE;
            ids.extend(page.hits.into_iter().map(|h| h.id.to_string()));
            if !full {
                return Ok(ids);
            }
        }
    }

    fn found(
        &self,
        query: &str,
        tree: &Query,
        window: Window,
        stop: &Stop,
    ) -> Result<Hits, Problem> {
        self.archive
            .search(tree, &Scope::All, window, stop)
            .map_err(|error| of_query(query, error))
    }

    fn hits(&self, hits: &[Hit], tree: &Query) -> Result<Vec<HitView>, Problem> {
        hits.iter().map(|hit| self.hit(hit, tree)).collect()
    }

    fn hit(&self, hit: &Hit, tree: &Query) -> Result<HitView, Problem> {
        let (record, text) = self.archive.speech_and_text(&hit.id)?;
        let row = self.row_of(&SpeechId::from(hit.id.as_str()))?;
        let (in_title, in_text) = (Utf16::of(&hit.title), Utf16::of(&text));
        let places = archive::marks(&text, tree)?.len();
        let shown: Vec<Snippet> = hit
            .snippets
            .iter()
            .filter_map(|s| below_title(s, record.body_start))
            .collect();
        let in_body = shown.iter().filter(|s| s.part == BODY);
        let marked: usize = in_body.map(|s| s.marks.len()).sum();
        let snippets = shown
            .into_iter()
            .map(|s| {
                let own = Utf16::of(&s.text);
                let body = s.part == BODY;
                SnippetView {
                    marks: s.marks.iter().map(|m| own.span(*m)).collect(),
                    at: body.then(|| in_text.out(s.start)),
                    section: body
                        .then(|| view::section_at(&record.outline, s.start))
                        .flatten(),
                    text: s.text,
                }
            })
            .collect();
        Ok(HitView {
            row: view::row(&row),
            title_marks: hit.title_marks.iter().map(|m| in_title.span(*m)).collect(),
            snippets,
            more: places.saturating_sub(marked) as u32,
            together: match self.version_ahead(&hit.id, row.versions)? {
                Some(lead) => together(&lead),
                None => together(&record),
            },
        })
    }

    /// The one of several versions that stands for all, when it is another.
    fn version_ahead(&self, id: &SpeechId, versions: u32) -> Result<Option<SpeechRecord>, Problem> {
        if versions == 0 {
            return Ok(None);
        }
        let all = self.archive.versions(id)?;
        let lead = all.iter().find(|one| one.leads && one.id != *id);
        Ok(lead.map(|one| self.archive.speech(&one.id)).transpose()?)
    }
}

/// The searches under way, so that a further keystroke can stop them.
#[derive(Default)]
pub(crate) struct Searches(Mutex<Vec<Weak<Stop>>>);

impl Searches {
    /// The button of a search that stops all others.
    fn only(&self) -> Arc<Stop> {
        let others = std::mem::take(&mut *self.under_way());
        others
            .iter()
            .filter_map(Weak::upgrade)
            .for_each(|s| s.stop());
        self.another()
    }

    /// The button of a search that runs beside the others: the counts behind the first hits, the
    /// next page, what an empty result could be widened to.
    fn another(&self) -> Arc<Stop> {
        let stop = Arc::new(Stop::new());
        let mut under_way = self.under_way();
        under_way.retain(|one| one.strong_count() > 0);
        under_way.push(Arc::downgrade(&stop));
        stop
    }

    fn under_way(&self) -> MutexGuard<'_, Vec<Weak<Stop>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The order of a word that crosses the wire.
fn order_named(sort: &str) -> Order {
    match sort {
        "oldest" => Order::Oldest,
        "relevance" => Order::Relevance,
        "most" => Order::Most,
        _ => Order::Newest,
    }
}

/// What failed while a query was answered.
pub(crate) fn of_query(query: &str, error: archive::Error) -> Problem {
    match error {
        archive::Error::Query(fault) => Problem::Query {
            query: query.to_owned(),
            fault,
        },
        other => other.into(),
    }
}

fn milliseconds(began: Instant) -> f32 {
    began.elapsed().as_secs_f32() * 1000.0
}

fn facets(found: &archive::Facets) -> Facets {
    let mut years = counts(&found.year);
    years.reverse();
    Facets {
        types: counts(&found.kind),
        years,
        themes: counts(&found.theme),
        levels: counts(&found.level),
        genres: counts(&found.genre),
        sources: counts(&found.source),
    }
}

/// What speeches of one meeting share: its name, however it is spaced, and its date. Without a name
/// the title stands for it. Versions go by the one that leads them, as each may be filed otherwise.
fn together(record: &SpeechRecord) -> String {
    let filed = |field| record.value(field).unwrap_or_default();
    let meeting = match filed(Field::Meeting) {
        "" => filed(Field::Title),
        name => name,
    };
    let mut key: String = Folded::plain(meeting).chars().iter().collect();
    key.push(' ');
    key.push_str(filed(Field::Date));
    key
}

/// A snippet without the title block, which stands above it as the title already; `None` when the
/// words found were in that block alone.
fn below_title(snippet: &Snippet, body_start: u32) -> Option<Snippet> {
    let above = body_start.saturating_sub(snippet.start);
    if snippet.part != BODY || above == 0 || snippet.marks.is_empty() {
        return Some(snippet.clone());
    }
    let marks: Vec<Span> = snippet
        .marks
        .iter()
        .filter(|m| m.start >= above)
        .map(|m| Span::new(m.start - above, m.end - above))
        .collect();
    (!marks.is_empty()).then(|| Snippet {
        part: snippet.part.clone(),
        text: snippet.text.chars().skip(above as usize).collect(),
        start: body_start,
        marks,
    })
}

/// Counts that have a value.
fn counts(counts: &[Count]) -> Vec<IdCount> {
    counts
        .iter()
        .filter_map(|c| Some(IdCount::new(c.value.as_deref()?, c.count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_does_not_say_the_title_again() {
        let snippet = |text: &str, marks: &[(u32, u32)]| Snippet {
            part: BODY.into(),
            text: text.into(),
            marks: marks.iter().map(|&(a, b)| Span::new(a, b)).collect(),
            start: 0,
        };
        let both = below_title(&snippet("推进会讲话 今天开推进会", &[(0, 3), (9, 12)]), 6);
        let both = both.map(|s| (s.text, s.marks, s.start));
        assert_eq!(
            both,
            Some(("今天开推进会".into(), vec![Span::new(3, 6)], 6))
        );
        assert!(below_title(&snippet("推进会讲话 今天开会", &[(0, 3)]), 6).is_none());
    }
}
