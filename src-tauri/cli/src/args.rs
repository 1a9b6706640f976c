//! The arguments as typed. What they mean is decided in `verbs`.

mod excerpting;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use excerpting::{ExcerptVerb, NotebookVerb, SectionVerb};

/// Rostrum 讲稿簿: archives of meeting speeches.
#[derive(Parser)]
#[command(name = "rostrum", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// JSON Lines on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Filing proposals for files or folders, without any archive.
    Describe {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// The plain text of one file, of any format.
    Extract { path: PathBuf },
    /// Makes an archive in a folder.
    Init { archive: PathBuf },
    /// Takes in files, folders and zip archives; what is in already is passed over.
    Import {
        archive: PathBuf,
        /// `-` alone: the paths come on standard input, one a line.
        #[arg(required_unless_present = "text")]
        paths: Vec<PathBuf>,
        /// Takes the words of this file in as a speech of their own, as if they were pasted; `-`:
        /// the words come on standard input.
        #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "file_sure"])]
        text: Option<PathBuf>,
        /// Writes the report as a table (CSV) into this file.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// File at once what every field is sure of, instead of leaving all in the inbox.
        #[arg(long)]
        file_sure: bool,
        /// Recognise the text of pictures of pages (scans), by tesseract with chi_sim where that is
        /// installed.
        #[arg(long, conflicts_with = "text")]
        ocr: bool,
        /// How sure every field must be for that: of values said to be 0.9 sure, nineteen in
        /// twenty are right.
        #[arg(long, default_value_t = 0.9, value_parser = sureness)]
        line: f32,
        /// Propose by the rules alone, not by what was learned from earlier filings.
        #[arg(long)]
        rules_only: bool,
    },
    /// Takes in what appears in a folder, once it has stopped changing, until it is ended.
    Watch {
        archive: PathBuf,
        folder: PathBuf,
        /// Ends by itself after so many seconds.
        #[arg(long = "for", value_name = "SECONDS")]
        seconds: Option<u64>,
    },
    /// Reads the file of a speech again from its stored original.
    Reread {
        archive: PathBuf,
        #[arg(required_unless_present = "unread")]
        ids: Vec<String>,
        /// All files that could not be read when they came.
        #[arg(long, conflicts_with_all = ["ids", "encoding"])]
        unread: bool,
        /// A plain text, in this encoding: gb18030, big5, utf-8, utf-16le...
        #[arg(long)]
        encoding: Option<String>,
        /// Recognise the text of pictures of pages (scans), by tesseract with chi_sim where that is
        /// installed; the original stays as it is.
        #[arg(long, conflicts_with = "encoding")]
        ocr: bool,
    },
    /// Learns from what a person filed; proposals of later imports follow it.
    Learn {
        archive: PathBuf,
        /// Also make the proposals of what waits in the inbox anew.
        #[arg(long)]
        repropose: bool,
        /// By the rules alone: with --repropose, takes what was learned out of what waits.
        #[arg(long)]
        rules_only: bool,
        /// Throw away what was learned; the filings stay.
        #[arg(long, conflicts_with_all = ["repropose", "rules_only"])]
        forget: bool,
    },
    /// What is in the archive, one line a speech.
    List {
        archive: PathBuf,
        /// Only this meeting type, by name or id.
        #[arg(long = "type")]
        kind: Option<String>,
        /// Only this theme, by name or id.
        #[arg(long)]
        theme: Option<String>,
        /// Only this year.
        #[arg(long)]
        year: Option<i32>,
        /// Only what comes from this source, or one whose name holds these words.
        #[arg(long, conflicts_with_all = ["kind", "theme", "year", "folder"])]
        source: Option<String>,
        /// Only what came from this folder or below, as it was given: 历年讲话/2020.
        #[arg(long, conflicts_with_all = ["kind", "theme", "year"])]
        folder: Option<String>,
        /// Of several versions of one speech only the one that leads.
        #[arg(long)]
        leading: bool,
        /// Only what waits in the inbox.
        #[arg(long, conflicts_with = "trash")]
        inbox: bool,
        /// Only what is in the trash.
        #[arg(long)]
        trash: bool,
        /// date, oldest, title, speaker, length or added.
        #[arg(long, default_value = "date")]
        sort: String,
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, default_value_t = 0)]
        offset: u32,
    },
    /// The filing of a speech with its evidence.
    Show { archive: PathBuf, id: String },
    /// The clean text of a speech.
    Text { archive: PathBuf, id: String },
    /// The bytes of the file a speech came from, as they were given.
    Original { archive: PathBuf, id: String },
    /// The outline of a speech.
    Outline { archive: PathBuf, id: String },
    /// The versions of a speech: the same one from other sites, cut or read from a scan.
    Versions {
        archive: PathBuf,
        id: String,
        /// Shows it beside this one, line by line.
        #[arg(long, value_name = "ID")]
        beside: Option<String>,
        /// Says that this one is a version of it.
        #[arg(long, value_name = "ID", conflicts_with_all = ["beside", "apart", "lead"])]
        tie: Option<String>,
        /// Says that it is no version of any other.
        #[arg(long, conflicts_with_all = ["beside", "lead"])]
        apart: bool,
        /// Lets it stand for its versions in lists.
        #[arg(long, conflicts_with = "beside")]
        lead: bool,
    },
    /// Finds speeches.
    Search {
        archive: PathBuf,
        /// A query that begins with a minus comes after `--`.
        #[arg(required_unless_present = "saved")]
        query: Vec<String>,
        /// A saved search, by name or id; QUERY narrows it.
        #[arg(long)]
        saved: Option<String>,
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// Only the number of speeches.
        #[arg(long)]
        count: bool,
        /// Also the counts by type, year, theme, level and genre.
        #[arg(long)]
        facets: bool,
        /// Those of one meeting, and versions of one speech, behind the first of them.
        #[arg(long, conflicts_with = "kwic")]
        together: bool,
        /// newest, oldest, relevance or most (places); with --kwic newest, oldest, left or right.
        #[arg(long, default_value = "newest", value_parser = ["newest", "oldest", "relevance", "most", "left", "right"])]
        sort: String,
        /// Every place on a line, with what stands around it.
        #[arg(long, conflicts_with_all = ["count", "facets"])]
        kwic: bool,
        #[command(flatten)]
        lines: Lines,
    },
    /// Speakers, places, terms and titles by pinyin, initials or characters, as query conditions.
    Suggest {
        archive: PathBuf,
        typed: String,
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Finds speeches that say the same as a passage, word for word or nearly.
    Similar {
        archive: PathBuf,
        /// SPEECH:START-END, characters of its clean text, as in 0190a1b2:120-180.
        #[arg(required_unless_present = "text", conflicts_with = "text")]
        place: Option<String>,
        /// The words of the passage, at least six.
        #[arg(long)]
        text: Option<String>,
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Changes the filing of a speech, or files it as it stands.
    File {
        archive: PathBuf,
        #[arg(required = true)]
        ids: Vec<String>,
        #[arg(long)]
        title: Option<String>,
        #[arg(long)]
        meeting: Option<String>,
        #[arg(long = "type")]
        kind: Option<String>,
        #[arg(long)]
        date: Option<String>,
        #[arg(long)]
        genre: Option<String>,
        #[arg(long)]
        level: Option<String>,
        #[arg(long)]
        mode: Option<String>,
        #[arg(long)]
        place: Option<String>,
        #[arg(long)]
        speaker: Option<String>,
        #[arg(long)]
        role: Option<String>,
        /// Where the text comes from.
        #[arg(long)]
        source: Option<String>,
        /// +theme,-theme
        #[arg(long, allow_hyphen_values = true)]
        theme: Option<String>,
        /// Confirms a field as it stands, by its name; the speech stays where it is.
        #[arg(long, value_name = "FIELD")]
        confirm: Option<String>,
        /// Into the trash.
        #[arg(long, conflicts_with = "restore")]
        trash: bool,
        /// Out of the trash.
        #[arg(long)]
        restore: bool,
    },
    /// Takes what is in the trash out of the archive's lists; the originals stay.
    EmptyTrash { archive: PathBuf },
    /// The meeting types or themes, one line a term.
    Terms {
        archive: PathBuf,
        /// type or theme.
        #[arg(value_parser = ["type", "theme"])]
        kind: String,
    },
    /// Makes, changes, merges or takes away a meeting type or theme.
    #[command(subcommand)]
    Term(TermVerb),
    /// Notes on passages.
    #[command(subcommand)]
    Note(NoteVerb),
    /// Notebooks of excerpts.
    #[command(subcommand)]
    Excerpt(ExcerptVerb),
    /// Makes, renames or removes a notebook.
    #[command(subcommand)]
    Notebook(NotebookVerb),
    /// Makes, renames, moves or removes a section of a notebook.
    #[command(subcommand)]
    Section(SectionVerb),
    /// Saved searches.
    #[command(subcommand)]
    Saved(SavedVerb),
    /// Sets other words in place of some of a speech; without any, lists what was taken out or
    /// corrected. The file stays as it was.
    Correct {
        archive: PathBuf,
        id: String,
        /// The words, exactly as they stand in the text.
        #[arg(long, requires = "now")]
        quote: Option<String>,
        /// What stands right before them.
        #[arg(long, default_value = "", requires = "quote")]
        prefix: String,
        /// What stands right after them.
        #[arg(long, default_value = "", requires = "quote")]
        suffix: String,
        /// The words to stand there.
        #[arg(long, requires = "quote")]
        now: Option<String>,
        /// Takes back a correction or removal, by its number in the list.
        #[arg(long, value_name = "NUMBER", conflicts_with = "quote")]
        take_back: Option<u32>,
    },
    /// Writes speeches as files into a folder.
    Export {
        archive: PathBuf,
        #[arg(long, default_value = "")]
        query: String,
        /// md, txt or html.
        #[arg(long)]
        to: String,
        out: PathBuf,
    },
    /// Takes back the last change.
    Undo { archive: PathBuf },
    /// Does the change taken back last again.
    Redo { archive: PathBuf },
    /// Whether everything in the archive is whole.
    Check { archive: PathBuf },
    /// Copies the archive into a folder of its name within FOLDER; a copy there is brought up with it.
    Backup { archive: PathBuf, folder: PathBuf },
    /// Makes an archive of a backup, which stays as it is.
    Restore { backup: PathBuf, archive: PathBuf },
    /// Makes the search index anew.
    Rebuild { archive: PathBuf },
    /// How much there is.
    Stats { archive: PathBuf },
}

/// What `search --kwic` is asked.
#[derive(clap::Args)]
pub struct Lines {
    /// By how many characters of the context left and right sort, 1 to 5.
    #[arg(long, default_value_t = 2, requires = "kwic", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub depth: u8,
    /// Only lines whose context holds these words.
    #[arg(long, default_value = "", requires = "kwic")]
    pub filter: String,
    /// Also the words that stand near more often than elsewhere, by log-likelihood.
    #[arg(long, requires = "kwic")]
    pub collocates: bool,
    /// How many words to either side are near.
    #[arg(long, default_value_t = 5, requires = "collocates", value_parser = clap::value_parser!(u8).range(1..=10))]
    pub window: u8,
    /// Leave out words that stand near fewer times.
    #[arg(long, default_value_t = 3, requires = "collocates")]
    pub least: u32,
    /// Write all lines as a table (UTF-8 CSV) instead of printing them.
    #[arg(long, requires = "kwic")]
    pub csv: Option<PathBuf>,
}

fn sureness(typed: &str) -> Result<f32, String> {
    match typed.parse() {
        Ok(line) if (0.5..1.0).contains(&line) => Ok(line),
        _ => Err("a share from 0.5 to below 1, such as 0.9".to_owned()),
    }
}

#[derive(Subcommand)]
pub enum NoteVerb {
    /// Makes a note on words of a speech.
    Add {
        archive: PathBuf,
        id: String,
        /// The words, exactly as they stand in the text. Without any the note is on the whole speech.
        #[arg(long)]
        quote: Option<String>,
        /// What stands right before them.
        #[arg(long, default_value = "", requires = "quote")]
        prefix: String,
        /// What stands right after them.
        #[arg(long, default_value = "", requires = "quote")]
        suffix: String,
        /// On the section whose heading holds these words.
        #[arg(long, conflicts_with = "quote")]
        section: Option<String>,
        #[arg(long, default_value = "")]
        comment: String,
        /// 1 to 5.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=5))]
        colour: u8,
    },
    /// Notes of the archive, or of one speech.
    List {
        archive: PathBuf,
        id: Option<String>,
    },
    /// Changes a note.
    Change {
        archive: PathBuf,
        note: String,
        #[arg(long)]
        comment: Option<String>,
        /// 1 to 5.
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
        colour: Option<u8>,
        /// wash or underline.
        #[arg(long, value_parser = ["wash", "underline"])]
        style: Option<String>,
        /// The themes of the passage, parted by commas; empty for none.
        #[arg(long)]
        themes: Option<String>,
    },
    /// Gives a note other words, or one that lost its words their place again.
    Place {
        archive: PathBuf,
        note: String,
        /// The words, exactly as they stand in the text.
        #[arg(long)]
        quote: String,
        /// What stands right before them.
        #[arg(long, default_value = "")]
        prefix: String,
        /// What stands right after them.
        #[arg(long, default_value = "")]
        suffix: String,
    },
    /// Removes a note.
    Remove { archive: PathBuf, note: String },
    /// Writes all notes as W3C Web Annotations (JSON).
    Export { archive: PathBuf, out: PathBuf },
}

#[derive(Subcommand)]
pub enum SavedVerb {
    /// The saved searches, one a line.
    List { archive: PathBuf },
    /// Saves a search.
    Add {
        archive: PathBuf,
        name: String,
        query: String,
    },
    /// Gives a saved search another name.
    Rename {
        archive: PathBuf,
        /// By name or id.
        search: String,
        name: String,
    },
    /// Removes a saved search.
    Remove {
        archive: PathBuf,
        /// By name or id.
        search: String,
    },
}

#[derive(Subcommand)]
pub enum TermVerb {
    /// Makes a term.
    Add {
        archive: PathBuf,
        /// type or theme.
        #[arg(value_parser = ["type", "theme"])]
        kind: String,
        name: String,
        /// The term it stands under.
        #[arg(long)]
        under: Option<String>,
    },
    /// Changes a term.
    Change {
        archive: PathBuf,
        /// type or theme.
        #[arg(value_parser = ["type", "theme"])]
        kind: String,
        term: String,
        /// Another name; the old one goes on leading there.
        #[arg(long)]
        name: Option<String>,
        /// The term it stands under; empty for the top.
        #[arg(long)]
        under: Option<String>,
        /// Further words for it, parted by commas.
        #[arg(long)]
        alias: Option<String>,
        /// 1 to 8; 0 takes it away.
        #[arg(long, value_parser = clap::value_parser!(u8).range(0..=8))]
        colour: Option<u8>,
    },
    /// Lets another term stand for a term.
    Merge {
        archive: PathBuf,
        /// type or theme.
        #[arg(value_parser = ["type", "theme"])]
        kind: String,
        term: String,
        #[arg(long)]
        into: String,
    },
    /// Takes a term away from wherever it stands.
    Remove {
        archive: PathBuf,
        /// type or theme.
        #[arg(value_parser = ["type", "theme"])]
        kind: String,
        term: String,
    },
}
