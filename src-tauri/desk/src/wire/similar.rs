//! What says the same as a passage.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// A stretch of a similar passage.
    #[derive(Eq)]
    pub struct SimilarPart {
        /// The words in the speech; empty where it leaves something out.
        pub text: String,
        /// What the passage that was looked for says here; null where it says the same.
        pub instead: Option<String>,
    }

    /// A speech that says the same as a passage, exactly or nearly.
    pub struct SimilarView {
        /// As in a list.
        pub row: Row,
        /// UTF-16 range of the passage in the clean text.
        pub at: [u32; 2],
        /// Section.
        pub section: Option<String>,
        /// Share of the characters that are the same, 0..=1.
        pub share: f32,
        /// The passage from start to end, same and different by turns.
        pub parts: Vec<SimilarPart>,
    }
}
