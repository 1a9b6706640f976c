//! The types the interface sees, from which its TypeScript is generated; offsets here are UTF-16
//! code units into the clean text, and here alone. Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident { $($body:tt)* })*) => {
        $(
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            #[ts(export, export_to = "wire.ts")]
            $(#[$meta])*
            pub $kind $name { $($body)* }
        )*
    };
}

wire! {
    /// One sentence or name in both languages of the interface.
    #[derive(Eq, Default)]
    pub struct Words {
        /// 简体中文.
        pub zh: String,
        /// English.
        pub en: String,
    }

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

    /// What a person set for the window; kept outside any archive.
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
        /// Archives opened before, newest first.
        pub recent: Vec<Recent>,
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

    /// Something that went wrong, or a refusal, in words.
    pub struct Problem {
        /// Stable code, such as `query.unclosed_quote`.
        pub code: String,
        /// What happened, to which file.
        pub message: Words,
        /// What to do.
        pub hint: Option<Words>,
        /// Place in a query, UTF-16.
        pub at: Option<[u32; 2]>,
    }

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
        /// Saved searches.
        pub saved: Vec<SavedSearch>,
        /// Folders of the originals as given.
        pub folders: Vec<IdCount>,
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

    /// How a value is marked: the shape says who decided, the fill how sure.
    #[derive(Copy, Eq)]
    pub enum Mark {
        /// A person confirmed or wrote it.
        Confirmed,
        /// The text says so.
        Stated,
        /// Follows from evidence.
        Inferred,
        /// One weak sign, or signs that disagree.
        Doubtful,
        /// Nothing to go on.
        Unknown,
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
        /// Further names or versions of it.
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
        /// How many in the whole list have a doubtful or unknown date.
        pub doubtful_dates: u32,
    }

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
        /// True when every field is stated or confirmed or well inferred: may be filed unseen.
        pub sure: bool,
        /// Meeting name, for grouping speeches of one meeting.
        pub meeting: Option<String>,
        /// Fields that want a look, worst first.
        pub wants: Vec<String>,
    }

    /// The inbox, what needs a person most first.
    #[derive(Eq)]
    pub struct InboxPage {
        /// Waiting in all.
        pub total: u32,
        /// How many of them are sure.
        pub sure: u32,
        /// The rows asked for.
        pub rows: Vec<InboxRow>,
    }

    /// The words a value rests on.
    #[derive(Eq)]
    pub struct EvidenceView {
        /// The words.
        pub quote: String,
        /// UTF-16 range in the clean text; null when they stand in a removed line or file name.
        pub at: Option<[u32; 2]>,
        /// 起 / 止 / 年, for dates.
        pub tag: Option<Words>,
        /// What they show.
        pub reason: Words,
    }

    /// Another value the text could support.
    #[derive(Eq)]
    pub struct Alternative {
        /// Value as stored (id or text).
        pub value: String,
        /// In words.
        pub words: Words,
        /// Why.
        pub reason: Words,
        /// Mark.
        pub mark: Mark,
    }

    /// A field of a speech's filing. Fields: title meeting type also mode genre level place
    /// speaker role date.
    pub struct FieldView {
        /// Field id.
        pub field: String,
        /// Value as stored (id, text or EDTF); null when unknown.
        pub value: Option<String>,
        /// Value in words.
        pub words: Words,
        /// Mark.
        pub mark: Mark,
        /// 0..=1.
        pub certainty: f32,
        /// What it rests on.
        pub evidence: Vec<EvidenceView>,
        /// Other values.
        pub alternatives: Vec<Alternative>,
    }

    /// A theme of a speech.
    pub struct ThemeView {
        /// Theme id.
        pub id: String,
        /// Mark.
        pub mark: Mark,
        /// 0..=1.
        pub score: f32,
        /// What it rests on.
        pub evidence: Vec<EvidenceView>,
    }

    /// A heading with its place.
    #[derive(Eq)]
    pub struct HeadingView {
        /// 1..=4.
        pub depth: u8,
        /// Heading.
        pub text: String,
        /// UTF-16 range.
        pub at: [u32; 2],
    }

    /// A place where text is missing.
    #[derive(Eq)]
    pub struct GapView {
        /// UTF-16 offset in the clean text.
        pub at: u32,
        /// Missing characters, where told.
        pub missing: Option<u32>,
        /// The words of the file that tell of it.
        pub quote: String,
        /// `gap` or `preview_end`.
        pub kind: String,
    }

    /// A removed line or passage.
    #[derive(Eq)]
    pub struct RemovedView {
        /// Its number in the ledger, for restoring.
        pub index: u32,
        /// UTF-16 offset in the clean text where it stood.
        pub at: u32,
        /// What stood there.
        pub text: String,
        /// Rule id.
        pub rule: String,
        /// The rule in words.
        pub reason: Words,
    }

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
        /// `wash` or `underline`.
        pub style: String,
        /// The reader's words.
        pub comment: String,
        /// Section, such as 二（一）.
        pub section: Option<String>,
        /// Unix milliseconds.
        #[ts(type = "number")]
        pub created: i64,
        /// Unix milliseconds.
        #[ts(type = "number")]
        pub modified: i64,
        /// Name of a notebook that holds the same words.
        pub excerpted: Option<String>,
    }

    /// Notes of the whole archive.
    #[derive(Eq)]
    pub struct NotesPage {
        /// Matching notes.
        pub total: u32,
        /// Count of each colour, 1 to 5.
        pub colours: Vec<u32>,
        /// Grouped by speech, newest note first.
        pub rows: Vec<NoteView>,
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
        /// Section.
        pub section: Option<String>,
        /// UTF-16 range in the speech; null when the words are no longer there.
        pub at: Option<[u32; 2]>,
    }

    /// The file a speech came from.
    #[derive(Eq)]
    pub struct SourceView {
        /// Path as given.
        pub name: String,
        /// All names under which the same bytes came.
        pub names: Vec<String>,
        /// Format.
        pub format: String,
        /// Encoding, for text.
        pub encoding: Option<String>,
        /// SHA-256.
        pub sha256: String,
        /// Size in bytes.
        #[ts(type = "number")]
        pub bytes: u64,
        /// What the reader of the format had to say.
        pub warnings: Vec<Words>,
        /// Speeches in the file.
        pub speeches: u32,
    }

    /// Everything the reader shows of a speech.
    pub struct SpeechView {
        /// As in a list.
        pub row: Row,
        /// `inbox`, `filed`, `trash`.
        pub state: String,
        /// Clean text.
        pub text: String,
        /// UTF-16 offset where the body starts, after title, date and speaker lines.
        pub body_start: u32,
        /// Fields.
        pub fields: Vec<FieldView>,
        /// Themes.
        pub themes: Vec<ThemeView>,
        /// Outline.
        pub outline: Vec<HeadingView>,
        /// Slots (XX), UTF-16 ranges.
        pub slots: Vec<[u32; 2]>,
        /// Gaps.
        pub gaps: Vec<GapView>,
        /// Removed lines.
        pub removed: Vec<RemovedView>,
        /// Other findings in words.
        pub remarks: Vec<Words>,
        /// Notes.
        pub notes: Vec<NoteView>,
        /// Where it came from.
        pub source: SourceView,
        /// Minutes to deliver it at 180 characters a minute.
        pub minutes: u32,
        /// Hits of the query given with the request, UTF-16 ranges.
        pub hits: Vec<[u32; 2]>,
    }

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

    /// A change that was made, for the toast and for what must be read again.
    #[derive(Eq)]
    pub struct Changed {
        /// What was done, such as 3 篇归入推进会.
        pub words: Words,
        /// Speeches touched.
        pub touched: Vec<String>,
        /// Id of what was made (note, excerpt, notebook), if something was.
        pub made: Option<String>,
    }

    /// One line of the import report.
    #[derive(Eq)]
    pub struct ImportLine {
        /// Path as given.
        pub name: String,
        /// `taken`, `waiting`, `split`, `duplicate`, `failed`.
        pub outcome: String,
        /// What came of it.
        pub words: Words,
        /// Ids of its speeches.
        pub speeches: Vec<String>,
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
        /// Files that could not be read.
        pub failed: u32,
        /// The last lines, newest last, at most 12; all of them when finished.
        pub lines: Vec<ImportLine>,
        /// True at the end.
        pub finished: bool,
        /// True when it was stopped.
        pub cancelled: bool,
    }

    /// A change to a field; `value` null empties it.
    #[derive(Eq)]
    pub struct FieldChange {
        /// Field id.
        pub field: String,
        /// Term id, text, or a date as a person writes it.
        pub value: Option<String>,
    }

    /// A change to a note; what is null stays.
    #[derive(Eq)]
    pub struct NoteChange {
        /// 1..=5.
        pub colour: Option<u8>,
        /// `wash` or `underline`.
        pub style: Option<String>,
        /// The reader's words.
        pub comment: Option<String>,
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
        /// `wash` or `underline`.
        pub style: String,
        /// The reader's words.
        pub comment: String,
    }
}
