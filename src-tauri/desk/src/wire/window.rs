//! The window and its archive: start, settings, vocabularies.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Words;

wire! {
    /// A term of a vocabulary.
    #[derive(Eq)]
    pub struct Term {
        /// Stable id.
        pub id: String,
        /// Chinese name.
        pub zh: String,
        /// English name.
        pub en: String,
        /// Id of the broader term.
        pub parent: Option<String>,
        /// The Chinese name's syllables parted by blanks, further readings after slashes:
        /// `tui jin hui/kuai`.
        pub pinyin: String,
        /// The colour a person gave it, 1..=8.
        pub colour: Option<u8>,
        /// The further words a person gave it.
        pub aliases: Vec<String>,
    }

    /// The vocabularies of filing.
    #[derive(Eq)]
    pub struct Vocabulary {
        /// Meeting types, two levels.
        pub types: Vec<Term>,
        /// Forms of a meeting.
        pub modes: Vec<Term>,
        /// Genres.
        pub genres: Vec<Term>,
        /// Levels.
        pub levels: Vec<Term>,
        /// Themes, two levels.
        pub themes: Vec<Term>,
    }

    /// Characters that differ between the two scripts, one to one: the n-th of `from` is shown as
    /// the n-th of `to`.
    #[derive(Eq)]
    pub struct Script {
        /// Characters as written.
        pub from: String,
        /// Characters as shown.
        pub to: String,
    }

    /// Both ways of showing.
    #[derive(Eq)]
    pub struct Scripts {
        /// As simplified characters.
        pub simplified: Script,
        /// As traditional ones; those that could be several are left as they are.
        pub traditional: Script,
    }

    /// What a person set for the window; kept outside any archive.
    #[serde(default)]
    pub struct Settings {
        /// `zh`, `en` or `system`.
        pub language: String,
        /// `light`, `sepia`, `dark` or `system`.
        pub theme: String,
        /// Steps from the standard text size, -2..=4.
        pub text_size: i32,
        /// Characters a line, 30..=42.
        pub measure: u32,
        /// `book` or `document` (公文).
        pub headings: String,
        /// Names of the five note colours; empty for the standard ones.
        pub colours: Vec<String>,
        /// How a passage is copied with its source: {quote}, {title}, {date}, {speaker},
        /// {section}; empty for the standard form.
        pub copy_form: String,
        /// Characters shown: `kept` as the text has them, `simplified` or `traditional`.
        pub script: String,
        /// Line height of the text in hundredths of its size, 150..=220.
        pub leading: u32,
        /// Whether a paragraph begins two characters in; else a wider gap stands between paragraphs.
        pub indent: bool,
        /// Whether the tour was seen or skipped.
        pub toured: bool,
        /// Archives opened before, newest first.
        pub recent: Vec<Recent>,
        /// Whether proposals learn from what the person filed.
        pub learning: bool,
        /// In the inbox a field less sure than this wants a look: per cent, 50..=99.
        pub review: u32,
        /// Whether what was searched for is remembered.
        pub remember: bool,
        /// What was searched for, newest first.
        pub searched: Vec<String>,
        /// The watched folder of each archive that has one.
        pub watched: Vec<FolderOf>,
        /// The folder in which each archive that has one is backed up.
        pub backups: Vec<FolderOf>,
    }

    /// A folder that a person chose for an archive.
    #[derive(Eq)]
    pub struct FolderOf {
        /// Folder of the archive.
        pub archive: String,
        /// The folder chosen.
        pub folder: String,
    }

    /// A backup that lies somewhere.
    #[derive(Eq)]
    pub struct Backup {
        /// Folder of the copy.
        pub folder: String,
        /// When it was made, Unix milliseconds.
        #[ts(type = "number")]
        pub at: i64,
        /// Bytes it takes.
        #[ts(type = "number")]
        pub bytes: u64,
    }

    /// What an archive holds.
    #[derive(Eq)]
    pub struct Holdings {
        /// Files taken in.
        pub originals: u32,
        /// Those that could not be read.
        pub unread: u32,
        /// Speeches outside the trash.
        pub speeches: u32,
        /// Characters of their texts.
        #[ts(type = "number")]
        pub characters: u64,
        /// Notes.
        pub notes: u32,
        /// Excerpts.
        pub excerpts: u32,
        /// Bytes its files take.
        #[ts(type = "number")]
        pub bytes: u64,
    }

    /// What a check of the archive looked at, and what is wrong.
    #[derive(Eq)]
    pub struct CheckUp {
        /// Files whose bytes were read again.
        pub originals: u32,
        /// Speeches whose text and filing were looked at.
        pub speeches: u32,
        /// Notes and excerpts held against their text.
        pub passages: u32,
        /// What is wrong; empty when all is whole.
        pub problems: Vec<Words>,
    }

    /// An archive opened before.
    #[derive(Eq)]
    pub struct Recent {
        /// Folder.
        pub path: String,
        /// Folder name.
        pub name: String,
    }

    /// The first thing the window asks for.
    pub struct Start {
        /// Settings as they stand.
        pub settings: Settings,
        /// The archive that is open already, if any.
        pub opened: Option<Opened>,
        /// How many speeches the sample archive holds.
        pub sample_count: u32,
        /// Program version.
        pub version: String,
        /// Files named on the command line, to be taken in at once.
        pub pending: Vec<String>,
    }

    /// An open archive.
    pub struct Opened {
        /// Folder.
        pub path: String,
        /// Folder name.
        pub name: String,
        /// True for the sample archive.
        pub sample: bool,
        /// True when only reading is safe (made by a newer program).
        pub read_only: bool,
        /// The vocabularies.
        pub vocabulary: Vocabulary,
    }
}
