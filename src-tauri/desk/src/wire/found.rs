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
