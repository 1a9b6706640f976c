//! Versions of one speech, and two texts side by side.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// One of the versions of a speech.
    #[derive(Eq)]
    pub struct VersionView {
        /// As lists show it.
        pub row: Row,
        /// True for the one that stands for all in lists.
        pub leads: bool,
        /// True when a person chose it to lead.
        pub chosen: bool,
        /// How much of the shorter text it has in common with the one it was tied to, per cent.
        pub share: u32,
        /// True when a person said that it is a version.
        pub by_person: bool,
    }

    /// A part of a line.
    #[derive(Eq)]
    pub struct ComparedPart {
        /// The words.
        pub text: String,
        /// True when the other side has other words, or none, in this place.
        pub differs: bool,
    }

    /// A line of each text; null where one has none.
    #[derive(Eq)]
    pub struct ComparedLine {
        /// Of the first text.
        pub left: Option<Vec<ComparedPart>>,
        /// Of the second.
        pub right: Option<Vec<ComparedPart>>,
        /// True when both are the same.
        pub same: bool,
    }

    /// Two texts side by side.
    #[derive(Eq)]
    pub struct Comparison {
        /// In the order of the texts.
        pub lines: Vec<ComparedLine>,
        /// Lines that are not the same.
        pub differing: u32,
    }
}
