//! The review: the inbox, other values of a field, and speeches like one.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// A proposal waiting in the inbox.
    #[derive(Eq)]
    pub struct InboxRow {
        /// As in a list.
        pub row: Row,
        /// Marks by field.
        pub title_mark: Mark,
        /// Mark of the type.
        pub type_mark: Mark,
        /// Mark of genre.
        pub genre_mark: Mark,
        /// Mark of the level.
        pub level_mark: Mark,
        /// Mark of the first theme.
        pub theme_mark: Mark,
        /// True when every field is confirmed or above the line: may be filed unseen.
        pub sure: bool,
        /// Meeting name.
        pub meeting: Option<String>,
        /// Fields that want a look, worst first.
        pub wants: Vec<String>,
        /// The proposals alike with which it can be confirmed at once; none when it is sure.
        pub group: Option<InboxGroup>,
    }

    /// Waiting proposals that are alike.
    #[derive(Eq)]
    pub struct InboxGroup {
        /// What they have in common, for asking for all of them.
        pub key: String,
        /// `meeting`: of one meeting; `folder`: from one folder, with the same type, genre, level
        /// and doubts.
        pub kind: String,
        /// Name of the meeting or path of the folder.
        pub name: String,
        /// How many.
        pub count: u32,
    }

    /// The inbox, what needs a person most first, then groups of alike ones, then the sure ones.
    #[derive(Eq)]
    pub struct InboxPage {
        /// Waiting in all.
        pub total: u32,
        /// How many of them are sure.
        pub sure: u32,
        /// The rows asked for.
        pub rows: Vec<InboxRow>,
    }

    /// What else a field could be.
    #[derive(Eq)]
    pub struct FieldOthers {
        /// Field id, or `themes`.
        pub field: String,
        /// Likeliest first; those that are not the speech's own last.
        pub others: Vec<Alternative>,
    }

    /// A way in which speeches are like one.
    #[derive(Eq)]
    pub struct Kin {
        /// `file`, `meeting`, `folder`, `source`.
        pub kind: String,
        /// The file's or meeting's name, the folder's path, the site's notice.
        pub name: String,
        /// How many that a correction would change.
        pub count: u32,
    }

    /// A waiting speech that a correction would change too.
    #[derive(Eq)]
    pub struct AlikeRow {
        /// Speech id.
        pub id: String,
        /// Title without brackets.
        pub title: String,
        /// True when composed.
        pub supplied: bool,
        /// Path as given.
        pub file: String,
        /// Its value now, in words; empty when it has none.
        pub from: Words,
        /// Mark of its value.
        pub mark: Mark,
        /// The ways in which it is like the corrected one.
        pub kin: Vec<String>,
        /// True when it has the fault that was corrected, so that the same is likely right.
        pub fits: bool,
    }

    /// The waiting speeches like a corrected one.
    #[derive(Eq)]
    pub struct Alike {
        /// Field id, or `themes`.
        pub field: String,
        /// The value as corrected, as it is stored; null when it was emptied.
        pub value: Option<String>,
        /// The same in words.
        pub to: Words,
        /// The ways in which there are any.
        pub kin: Vec<Kin>,
        /// How many there are; `rows` holds at most 500.
        pub total: u32,
        /// Those that it fits first.
        pub rows: Vec<AlikeRow>,
    }
}
