//! The concordance: every place of a query with what stands around it.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// How far the lines of a concordance are read.
    #[derive(Eq, Default)]
    pub struct KwicProgress {
        /// Lines so far.
        pub lines: u32,
        /// Speeches they stand in.
        pub speeches: u32,
        /// True when all are read.
        pub done: bool,
        /// True when there are more than are kept.
        pub capped: bool,
    }

    /// Which lines, in which order.
    #[derive(Eq)]
    pub struct KwicView {
        /// `newest`, `oldest`, `left` or `right`.
        pub sort: String,
        /// By how many characters of the context it is sorted, 1..=5.
        pub depth: u8,
        /// Words the context must hold, all of them.
        pub filter: String,
        /// Only of these years, first and last.
        pub years: Option<[i32; 2]>,
        /// Only of this meeting type.
        #[serde(rename = "type")]
        #[ts(rename = "type")]
        pub kind: Option<String>,
        /// Only with this word near.
        pub near: Option<Near>,
    }

    /// A word within some words of the place.
    #[derive(Eq)]
    pub struct Near {
        /// The word.
        pub word: String,
        /// How many words to either side.
        pub window: u8,
    }

    /// One place.
    #[derive(Eq)]
    pub struct KwicLine {
        /// The speech.
        pub speech: String,
        /// UTF-16 range of the place in its clean text.
        pub at: [u32; 2],
        /// The same in scalars, for doors that do not speak UTF-16.
        #[serde(skip)]
        #[ts(skip)]
        pub scalars: [u32; 2],
        /// What stands before, white space as single blanks.
        pub left: String,
        /// The words that were found.
        pub hit: String,
        /// What stands after.
        pub right: String,
        /// Title of the speech.
        pub title: String,
        /// True when the title was composed.
        pub supplied: bool,
        /// Its date.
        pub date: Option<DateView>,
        /// Meeting type id.
        #[serde(rename = "type")]
        #[ts(rename = "type")]
        pub kind: Option<String>,
        /// On the first of several lines whose sorted context is the same: how many they are.
        pub head: Option<u32>,
    }

    /// A stretch of the lines.
    #[derive(Eq)]
    pub struct KwicPage {
        /// Lines that the view holds.
        pub total: u32,
        /// Speeches they stand in.
        pub speeches: u32,
        /// The lines.
        pub lines: Vec<KwicLine>,
        /// Lines by year, oldest first, whatever year is chosen.
        pub years: Vec<IdCount>,
        /// Lines by meeting type, most first, whatever type is chosen.
        pub types: Vec<IdCount>,
        /// How far the reading is.
        pub progress: KwicProgress,
    }

    /// A word that stands near the places more often than chance would have it.
    pub struct Collocate {
        /// The word.
        pub word: String,
        /// Times near, before the place.
        pub left: u32,
        /// Times near, after it.
        pub right: u32,
        /// Times expected near, were it spread evenly.
        pub expected: f32,
        /// Log-likelihood ratio (Dunning's G²).
        pub g2: f32,
    }

    /// The collocates of a view.
    pub struct Collocates {
        /// The words, strongest first.
        pub words: Vec<Collocate>,
        /// Lines they were counted in.
        pub lines: u32,
        /// Lines of the view; more than `lines` when only a part was counted.
        pub of: u32,
        /// Speeches that were read to compare with.
        pub compared: u32,
    }
}
