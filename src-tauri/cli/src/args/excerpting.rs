//! What can be asked of notebooks, their sections and excerpts.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum ExcerptVerb {
    /// The notebooks, or the excerpts of one under its sections.
    List {
        archive: PathBuf,
        /// By name or id.
        notebook: Option<String>,
    },
    /// Takes words of a speech into a notebook.
    Add {
        archive: PathBuf,
        id: String,
        /// The words, exactly as they stand in the text.
        #[arg(long)]
        quote: String,
        /// What stands right before them.
        #[arg(long, default_value = "")]
        prefix: String,
        /// What stands right after them.
        #[arg(long, default_value = "")]
        suffix: String,
        /// The notebook, by name or id; else the one last worked in, made if there is none.
        #[arg(long)]
        into: Option<String>,
        /// The section of the notebook, by name or id, at the end of which it goes; else the one
        /// last worked in.
        #[arg(long, requires = "into")]
        section: Option<String>,
    },
    /// Sets the reader's own words on an excerpt.
    Change {
        archive: PathBuf,
        excerpt: String,
        #[arg(long)]
        comment: String,
    },
    /// Moves an excerpt to another place of its notebook, counted from 1 as they are listed.
    Move {
        archive: PathBuf,
        excerpt: String,
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        place: u32,
    },
    /// Removes an excerpt.
    Remove { archive: PathBuf, excerpt: String },
    /// Writes a notebook to a file; the format follows its name: docx, md, html, txt.
    Export {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        out: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum NotebookVerb {
    /// Makes a notebook.
    Add { archive: PathBuf, name: String },
    /// Gives a notebook another name.
    Rename {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        name: String,
    },
    /// Removes a notebook with its excerpts.
    Remove {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
    },
}

#[derive(Subcommand)]
pub enum SectionVerb {
    /// Makes a section of a notebook.
    Add {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        name: String,
        /// Before what stands at this place of the notebook, counted from 1 as it is listed; else at
        /// its end.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        at: Option<u32>,
    },
    /// Gives a section another name.
    Rename {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        /// By name or id.
        section: String,
        name: String,
    },
    /// Moves a section with its excerpts to another place among the sections, counted from 1.
    Move {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        /// By name or id.
        section: String,
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        place: u32,
    },
    /// Removes a section; its excerpts stay, in the section before.
    Remove {
        archive: PathBuf,
        /// By name or id.
        notebook: String,
        /// By name or id.
        section: String,
    },
}
