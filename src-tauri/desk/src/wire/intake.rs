//! An import under way.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// One line of the import report.
    #[derive(Eq)]
    pub struct ImportLine {
        /// Path as given.
        pub name: String,
        /// `taken`, `waiting`, `split`, `version`, `duplicate`, `failed`.
        pub outcome: String,
        /// What came of it.
        pub words: Words,
        /// Ids of its speeches.
        pub speeches: Vec<String>,
        /// True for pictures of pages whose text can be recognised (OCR).
        pub needs_ocr: bool,
    }

    /// How an import stands.
    pub struct ImportProgress {
        /// Name of what is taken in.
        pub name: String,
        /// Files done.
        pub done: u32,
        /// Files in all; grows while folders are walked.
        pub total: u32,
        /// Files a second.
        pub rate: f32,
        /// Seconds left, once that can be said.
        pub seconds_left: Option<u32>,
        /// Speeches taken.
        pub speeches: u32,
        /// Files that were there already.
        pub duplicates: u32,
        /// Files with a version of a speech that was there.
        pub versions: u32,
        /// Files that could not be read.
        pub failed: u32,
        /// Files whose speech wants a look.
        pub waiting: u32,
        /// Pictures of pages whose text can be recognised (OCR).
        pub pictures: u32,
        /// The last lines, newest last, at most 12; all of them when finished. The window is handed
        /// a finished report without them and asks for those it shows.
        pub lines: Vec<ImportLine>,
        /// True at the end.
        pub finished: bool,
        /// True when it was stopped.
        pub cancelled: bool,
        /// True while it is held.
        pub paused: bool,
    }

    /// What pasted words would be filed as.
    #[derive(Eq)]
    pub struct Pasted {
        /// The speeches in them; none when they hold no words.
        pub speeches: Vec<PastedSpeech>,
        /// True when the same text is in the archive already.
        pub already: bool,
    }

    /// A speech among pasted words.
    #[derive(Eq)]
    pub struct PastedSpeech {
        /// Title.
        pub title: String,
        /// True when composed.
        pub supplied: bool,
        /// Meeting type, date, and what wants a look.
        pub words: Words,
        /// Characters.
        pub length: u32,
    }
}
