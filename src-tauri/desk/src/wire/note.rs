//! Notes and excerpts.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// A note on a passage.
    #[derive(Eq)]
    pub struct NoteView {
        /// Note id.
        pub id: String,
        /// Speech id.
        pub speech: String,
        /// Speech title.
        pub title: String,
        /// True when the title is composed.
        pub supplied: bool,
        /// Speech date.
        pub date: Option<DateView>,
        /// UTF-16 range; null when lost.
        pub at: Option<[u32; 2]>,
        /// The words it was made on.
        pub quote: String,
        /// 1..=5.
        pub colour: u8,
        /// `wash`, `underline`, or `section`, `speech` for a note on the whole of either.
        pub style: String,
        /// The reader's words, in Markdown.
        pub comment: String,
        /// Section, such as 二（一）.
        pub section: Option<String>,
        /// Unix milliseconds.
        #[ts(type = "number")]
        pub created: i64,
        /// Unix milliseconds.
        #[ts(type = "number")]
        pub modified: i64,
        /// Themes of the passage, by id.
        pub themes: Vec<String>,
        /// Name of a notebook that holds the same words.
        pub excerpted: Option<String>,
    }

    /// Which notes of the archive; what is null or empty does not count.
    #[derive(Default, Eq)]
    pub struct NotesFilter {
        /// 1..=5.
        pub colour: Option<u8>,
        /// With this theme, by id.
        pub theme: Option<String>,
        /// On speeches of this meeting type or one below it.
        pub kind: Option<String>,
        /// On speeches of this year.
        pub year: Option<i32>,
        /// With words of the reader's own.
        pub commented: bool,
        /// That lost their place.
        pub lost: bool,
        /// With these words in the passage, the comment or the title.
        pub words: String,
    }

    /// Notes of the whole archive. What is counted beside them is what each choice would give,
    /// the others left as they are.
    #[derive(Eq)]
    pub struct NotesPage {
        /// Matching notes.
        pub total: u32,
        /// Notes of the archive.
        pub all: u32,
        /// Count of each colour, 1 to 5.
        pub colours: Vec<u32>,
        /// Notes by theme.
        pub themes: Vec<IdCount>,
        /// Notes by meeting type.
        pub types: Vec<IdCount>,
        /// Notes by year, newest first.
        pub years: Vec<IdCount>,
        /// Notes with a comment.
        pub commented: u32,
        /// Notes that lost their place.
        pub lost: u32,
        /// Grouped by speech, newest note first.
        pub rows: Vec<NoteView>,
    }

    /// What stands in a notebook, in one order.
    #[derive(Eq)]
    #[serde(tag = "kind")]
    pub enum BookItem {
        /// The heading of a section: what follows is in it, up to the next.
        Section(SectionView),
        /// An excerpt.
        Excerpt(Box<ExcerptView>),
    }

    /// A section of a notebook.
    #[derive(Eq)]
    pub struct SectionView {
        /// Section id.
        pub id: String,
        /// Its name.
        pub name: String,
    }

    /// Where an excerpt is put.
    #[derive(Eq)]
    #[serde(tag = "kind")]
    pub enum ExcerptPlace {
        /// In the section in which one last worked, of all notebooks or of this one.
        Last { /** Notebook id. */ notebook: Option<String> },
        /// At the end of a section; without one, of what stands before the first.
        Section { /** Notebook id. */ notebook: String, /** Section id. */ section: Option<String> },
        /// Before the item at this place, from 0.
        At { /** Notebook id. */ notebook: String, /** Place. */ position: u32 },
    }

    /// An excerpt in a notebook.
    #[derive(Eq)]
    pub struct ExcerptView {
        /// Excerpt id.
        pub id: String,
        /// Notebook id.
        pub notebook: String,
        /// The passage.
        pub quote: String,
        /// The reader's words under it.
        pub comment: String,
        /// Speech id.
        pub speech: String,
        /// Speech title.
        pub title: String,
        /// True when the title is composed.
        pub supplied: bool,
        /// Speech date.
        pub date: Option<DateView>,
        /// Speaker's name.
        pub speaker: Option<String>,
        /// Section.
        pub section: Option<String>,
        /// UTF-16 range in the speech; null when the words are no longer there.
        pub at: Option<[u32; 2]>,
    }

    /// A change to a note; what is null stays.
    #[derive(Default, Eq)]
    pub struct NoteChange {
        /// 1..=5.
        pub colour: Option<u8>,
        /// `wash` or `underline`.
        pub style: Option<String>,
        /// The reader's words.
        pub comment: Option<String>,
        /// Themes of the passage, by id.
        pub themes: Option<Vec<String>>,
        /// A passage to stand on, as a UTF-16 range: for a note that lost its own.
        pub at: Option<[u32; 2]>,
    }

    /// A new note.
    #[derive(Eq)]
    pub struct NewNote {
        /// Speech id.
        pub speech: String,
        /// UTF-16 range in the clean text.
        pub at: [u32; 2],
        /// 1..=5.
        pub colour: u8,
        /// `wash`, `underline`, `section` or `speech`.
        pub style: String,
        /// The reader's words.
        pub comment: String,
    }
}
