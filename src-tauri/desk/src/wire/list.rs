//! Lists and counts.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// A count for an id.
    #[derive(Eq)]
    pub struct IdCount {
        /// Id of a term, or a year as text.
        pub id: String,
        /// How many speeches.
        pub count: u32,
    }

    /// A count for a year; `year` is null for undated.
    #[derive(Eq)]
    pub struct YearCount {
        /// The year.
        pub year: Option<i32>,
        /// How many speeches.
        pub count: u32,
        /// Month (1..=12) counts; speeches dated to the year alone are in no month.
        pub months: Vec<MonthCount>,
    }

    /// A count for a month.
    #[derive(Eq)]
    pub struct MonthCount {
        /// 1..=12.
        pub month: u32,
        /// How many speeches.
        pub count: u32,
    }

    /// A meeting type with its years.
    #[derive(Eq)]
    pub struct TypeCount {
        /// Type id, second level.
        pub id: String,
        /// How many speeches.
        pub count: u32,
        /// By year, newest first, undated last.
        pub years: Vec<YearCount>,
    }

    /// Counts for the sidebar. All but `trash` count what is filed and what waits.
    #[derive(Eq)]
    pub struct Counts {
        /// Waiting.
        pub inbox: u32,
        /// Filed or waiting.
        pub all: u32,
        /// In the trash.
        pub trash: u32,
        /// Notes.
        pub notes: u32,
        /// By meeting type.
        pub types: Vec<TypeCount>,
        /// By year, newest first, undated last.
        pub years: Vec<YearCount>,
        /// By theme.
        pub themes: Vec<IdCount>,
        /// Excerpt notebooks.
        pub notebooks: Vec<Notebook>,
        /// The section in which one last worked, where the next excerpt goes.
        pub into: Option<ExcerptPlace>,
        /// Saved searches.
        pub saved: Vec<SavedSearch>,
        /// Folders of the originals as given.
        pub folders: Vec<IdCount>,
        /// Another number whenever the vocabularies changed.
        pub edition: u32,
    }

    /// An excerpt notebook.
    #[derive(Eq)]
    pub struct Notebook {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Excerpts in it.
        pub count: u32,
        /// Its sections, in order.
        pub sections: Vec<SectionView>,
    }

    /// A saved search.
    #[derive(Eq)]
    pub struct SavedSearch {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// The query as typed.
        pub query: String,
    }

    /// What is to change of a meeting type or theme; what is null stays.
    #[derive(Eq)]
    pub struct TermChange {
        /// Its name.
        pub name: Option<String>,
        /// Id of the term it stands under; empty for the top.
        pub under: Option<String>,
        /// Further words for it, all of them.
        pub aliases: Option<Vec<String>>,
        /// 1..=8; 0 takes the colour away.
        pub colour: Option<u8>,
    }

    /// What a list shows.
    #[derive(Eq)]
    #[serde(tag = "kind")]
    pub enum Scope {
        /// All that is not in the trash.
        All,
        /// Waiting.
        Inbox,
        /// Trash.
        Trash,
        /// A meeting type of either level; of one year when given.
        Type { /** Type id. */ id: String, /** Year. */ year: Option<i32> },
        /// A year, or a month of it.
        Time { /** Year. */ year: i32, /** 1..=12. */ month: Option<u32> },
        /// Undated.
        Undated,
        /// A theme of either level.
        Theme { /** Theme id. */ id: String },
        /// A folder of the originals.
        Folder { /** Path as given, `/` between parts. */ path: String },
        /// Where the texts come from.
        Source { /** Words that its name holds. */ words: String },
    }

    /// Order of a list.
    #[derive(Copy, Eq)]
    pub enum Sort {
        /// Newest first; undated last.
        DateDown,
        /// Oldest first; undated last.
        DateUp,
        /// By title.
        Title,
        /// By speaker.
        Speaker,
        /// Longest first.
        Length,
        /// Last added first.
        Added,
    }

    /// A date in EDTF and in words.
    #[derive(Eq)]
    pub struct DateView {
        /// EDTF.
        pub edtf: String,
        /// 2020年6—7月 / Jun–Jul 2020.
        pub words: Words,
        /// Year for grouping; null when open.
        pub year: Option<i32>,
    }

    /// A line of a list.
    #[derive(Eq)]
    pub struct Row {
        /// Speech id.
        pub id: String,
        /// Title without brackets.
        pub title: String,
        /// True when composed: shown in 〔〕.
        pub supplied: bool,
        /// Date.
        pub date: Option<DateView>,
        /// Mark of the date.
        pub date_mark: Mark,
        /// Meeting type id.
        #[serde(rename = "type")]
        #[ts(rename = "type")]
        pub kind: Option<String>,
        /// Genre id.
        pub genre: Option<String>,
        /// Level id.
        pub level: Option<String>,
        /// Speaker's name or role.
        pub speaker: Option<String>,
        /// Theme ids, at most five.
        pub themes: Vec<String>,
        /// Characters of the clean text.
        pub length: u32,
        /// `full`, `cut`, `outline`.
        pub complete: String,
        /// Missing characters where known.
        pub missing: Option<u32>,
        /// Slots (XX).
        pub slots: u32,
        /// Notes on it.
        pub notes: u32,
        /// Name of the file it came from.
        pub file: String,
        /// Versions of it, itself among them.
        pub versions: u32,
        /// When added, Unix milliseconds.
        #[ts(type = "number")]
        pub added: i64,
    }

    /// A stretch of a list.
    #[derive(Eq)]
    pub struct Page {
        /// Rows in the whole list.
        pub total: u32,
        /// First row's place in the whole list.
        pub offset: u32,
        /// The rows.
        pub rows: Vec<Row>,
        /// When sorted by date: counts by year in list order, for the year headings.
        pub years: Vec<YearCount>,
        /// Versions in the list's scope that are not in it, since another one stands for them.
        pub folded: u32,
        /// How many in the whole list have a doubtful or unknown date.
        pub doubtful_dates: u32,
    }
}
