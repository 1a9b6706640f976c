//! What a search is asked and what it answers. Finds nothing.

use serde::{Deserialize, Serialize};
use speech::Span;

use super::snippet::Snippet;
use crate::field::State;
use crate::ids::SpeechId;

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Latest last day of the date first; undated last.
    #[default]
    Newest,
    /// Earliest last day of the date first; undated last.
    Oldest,
    /// Words found in the title first, then in a heading, then in the text. Among the newest 2,000
    /// hits those come first in which the words weigh most (bm25), then the rest, newest first.
    Relevance,
    /// Most places first; the newer of two with as many.
    Most,
}

/// Which page of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Hits to pass over.
    pub offset: usize,
    /// Most hits to return; 0 for totals alone.
    pub limit: usize,
    /// Their order.
    pub order: Order,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hits {
    /// How many speeches were found, exactly.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// How the found speeches spread.
    pub facets: Facets,
}

/// The beginning of an answer, before anything is counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct First {
    /// The first hits.
    pub hits: Vec<Hit>,
    /// False when these are all.
    pub more: bool,
}

/// One found speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The speech.
    pub id: SpeechId,
    /// Its title.
    pub title: String,
    /// The words found in the title.
    pub title_marks: Vec<Span>,
    /// Date as EDTF.
    pub date: Option<String>,
    /// Meeting type id.
    pub kind: Option<String>,
    /// `Inbox` or `Filed`.
    pub state: State,
    /// Why it was found.
    pub snippets: Vec<Snippet>,
}

/// How many of the found speeches have which value, most first. A facet whose own condition is part
/// of the query (`type:…`, `date:…`) counts what would be found without it, so that the other
/// choices can be seen. Of types only a speech's first one counts, so that the numbers add up; of
/// themes each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// Meeting type ids.
    #[serde(rename = "type")]
    pub kind: Vec<Count>,
    /// Years, latest first.
    pub year: Vec<Count>,
    /// Theme ids.
    pub theme: Vec<Count>,
    /// Level ids.
    pub level: Vec<Count>,
    /// Genre ids.
    pub genre: Vec<Count>,
    /// Where the texts come from.
    pub source: Vec<Count>,
}

/// How many have a value; `None` counts those without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value.
    pub value: Option<String>,
    /// How many.
    pub count: u64,
}
