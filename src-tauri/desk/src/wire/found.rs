//! What a search finds.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// One passage of a hit.
    #[derive(Eq)]
    pub struct SnippetView {
        /// The passage.
        pub text: String,
        /// UTF-16 ranges in it.
        pub marks: Vec<[u32; 2]>,
        /// UTF-16 offset of the passage in the clean text; null for a title or note.
        pub at: Option<u32>,
        /// Section.
        pub section: Option<String>,
    }

    /// A speech that was found.
    #[derive(Eq)]
    pub struct HitView {
        /// As in a list.
        pub row: Row,
        /// UTF-16 ranges of hits in the title.
        pub title_marks: Vec<[u32; 2]>,
        /// Passages.
        pub snippets: Vec<SnippetView>,
        /// Further places in it.
        pub more: u32,
        /// The same for speeches of one meeting on one day, and for versions of one speech.
        pub together: String,
    }

    /// Counts of a result.
    #[derive(Eq)]
    pub struct Facets {
        /// By type.
        pub types: Vec<IdCount>,
        /// By year, oldest first.
        pub years: Vec<IdCount>,
        /// By theme.
        pub themes: Vec<IdCount>,
        /// By level.
        pub levels: Vec<IdCount>,
        /// By genre.
        pub genres: Vec<IdCount>,
        /// By where the texts come from; the id is the name.
        pub sources: Vec<IdCount>,
    }

    /// How much a query finds.
    #[derive(Eq)]
    pub struct Counted {
        /// Hits in all.
        pub total: u32,
        /// Facets over all hits.
        pub facets: Facets,
    }

    /// The first hits, which come before the counts.
    pub struct FirstHits {
        /// The query as understood, printed back.
        pub query: String,
        /// The first hits.
        pub hits: Vec<HitView>,
        /// False when these are all.
        pub more: bool,
        /// The counts, where the order needed all hits anyway; else null, to be asked for next.
        pub counted: Option<Counted>,
        /// Milliseconds it took.
        pub ms: f32,
    }

    /// What a person may mean by the letters they typed.
    #[derive(Eq)]
    pub struct Suggestion {
        /// `speaker`, `role`, `place`, `type`, `genre`, `level`, `theme` or `title`.
        pub field: String,
        /// The value as shown.
        pub value: Words,
        /// UTF-16 ranges of the Chinese value that were typed.
        pub marks: Vec<[u32; 2]>,
        /// The condition as it is written in a query.
        pub condition: String,
        /// Speeches that have it, where that is known.
        pub count: Option<u32>,
        /// Of a title: the speech.
        pub speech: Option<String>,
    }

    /// A page of results.
    pub struct SearchPage {
        /// The query as understood, printed back.
        pub query: String,
        /// Hits in all.
        pub total: u32,
        /// The page.
        pub hits: Vec<HitView>,
        /// Facets over all hits.
        pub facets: Facets,
        /// Milliseconds it took.
        pub ms: f32,
    }
}
