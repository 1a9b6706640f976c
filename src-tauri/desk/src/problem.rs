//! What went wrong, typed, and the one place where it gets its words, hint, wire form and exit kind.
//! Decides nothing about what happens next.

use std::path::{Path, PathBuf};

use intake::IntakeError;
use speech::date::NotADate;
use speech::phrasebook::Lang;

use crate::files::name_of;
use crate::utf16::Utf16;
use crate::wire::{self, Words};
use crate::words;

/// A failure or a refusal.
#[derive(Debug)]
pub enum Problem {
    /// The archive could not do it.
    Archive(archive::Error),
    /// A query that cannot be understood.
    Query {
        /// The query as typed.
        query: String,
        /// What is wrong and where.
        fault: archive::query::Fault,
    },
    /// A file whose text could not be had.
    Intake {
        /// File name.
        file: String,
        /// Why.
        error: IntakeError,
    },
    /// A file or folder that could not be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A date that is none.
    Date(NotADate),
    /// A word that names no term; `what` is a field id.
    Term {
        /// Field.
        what: String,
        /// The word.
        word: String,
    },
    /// A word that is a term's already.
    Taken {
        /// The word.
        word: String,
        /// Name of the term.
        by: String,
    },
    /// A passage that is not in the text, or more than once.
    Quote {
        /// The words.
        quote: String,
        /// How often they stand in the text.
        found: usize,
    },
    /// A format that nothing is written in.
    Format(String),
    /// No archive is open.
    NoArchive,
    /// An import is running already.
    Importing,
    /// The work was broken off inside the program.
    Stopped(String),
}

impl Problem {
    /// A problem with a file or folder.
    pub fn io(path: &Path, error: std::io::Error) -> Self {
        Self::Io {
            path: path.to_path_buf(),
            error,
        }
    }

    /// A problem with a file's content.
    pub fn intake(file: &str, error: IntakeError) -> Self {
        Self::Intake {
            file: file.to_owned(),
            error,
        }
    }

    /// Stable code; the head of the rows `problem.<code>` and `hint.<code>` of `words.tsv`.
    pub fn code(&self) -> String {
        use archive::Error as A;
        match self {
            Self::Archive(error) => match error {
                A::NotAnArchive(_) => "archive.none",
                A::AlreadyAnArchive(_) => "archive.exists",
                A::Newer { .. } => "archive.newer",
                A::Missing { .. } => "archive.missing",
                A::Unfit { .. } => "archive.unfit",
                A::Conflict { .. } => "archive.conflict",
                A::ContentMissing(_) | A::ContentDamaged(_) => "archive.content",
                A::Damaged { .. } => "archive.damaged",
                A::DiskFull => "archive.full",
                A::Busy => "archive.busy",
                A::ReadOnly => "archive.read_only",
                A::Stopped => "search.stopped",
                _ => "archive.other",
            }
            .to_owned(),
            Self::Query { fault, .. } => fault.wrong.code().to_owned(),
            Self::Intake { error, .. } => format!("intake.{}", error.code()),
            Self::Io { error, .. } => match error.kind() {
                std::io::ErrorKind::NotFound => "io.gone",
                std::io::ErrorKind::PermissionDenied => "io.denied",
                std::io::ErrorKind::StorageFull => "archive.full",
                _ => "io.other",
            }
            .to_owned(),
            Self::Date(_) => "date".to_owned(),
            Self::Term { .. } => "term".to_owned(),
            Self::Taken { .. } => "taken".to_owned(),
            Self::Quote { found: 0, .. } => "quote.none".to_owned(),
            Self::Quote { .. } => "quote.many".to_owned(),
            Self::Format(_) => "format".to_owned(),
            Self::NoArchive => "no_archive".to_owned(),
            Self::Importing => "importing".to_owned(),
            Self::Stopped(_) => "stopped".to_owned(),
        }
    }

    /// What fills the blanks of the sentence.
    fn args(&self) -> Vec<String> {
        match self {
            Self::Archive(error) => match error {
                archive::Error::NotAnArchive(path) | archive::Error::AlreadyAnArchive(path) => {
                    vec![path.display().to_string()]
                }
                archive::Error::Missing { what, id } => vec![(*what).to_owned(), id.clone()],
                archive::Error::Unfit { what, value } => vec![(*what).to_owned(), value.clone()],
                other => vec![other.to_string()],
            },
            Self::Intake { error, .. } => match error {
                IntakeError::TooLarge { what, limit } => {
                    vec![what.clone(), (limit / 1024 / 1024).to_string()]
                }
                IntakeError::Damaged { format, reason } => vec![format.to_string(), reason.clone()],
                IntakeError::NoOcr { missing } => vec![missing.clone()],
                IntakeError::NoText { format } => vec![format.to_string()],
                IntakeError::Unsupported { what } => vec![what.clone()],
                IntakeError::TimedOut { seconds } => vec![seconds.to_string()],
                IntakeError::Crashed { reason } | IntakeError::NoReader { reason } => {
                    vec![reason.clone()]
                }
                _ => Vec::new(),
            },
            Self::Io { path, error } => vec![path.display().to_string(), error.to_string()],
            Self::Term { what, word } => vec![what.clone(), word.clone()],
            Self::Taken { word, by } => vec![word.clone(), by.clone()],
            Self::Quote { quote, found } => vec![quote.clone(), found.to_string()],
            Self::Format(name) | Self::Stopped(name) => vec![name.clone()],
            Self::Query { .. } | Self::Date(_) | Self::NoArchive | Self::Importing => Vec::new(),
        }
    }

    /// What happened, in both languages.
    pub fn words(&self) -> Words {
        match self {
            Self::Date(fault) => return words::because(&fault.reason()),
            Self::Query { fault, .. } => {
                return Words {
                    zh: fault.say(Lang::Zh),
                    en: fault.say(Lang::En),
                };
            }
            _ => {}
        }
        words::say(&format!("problem.{}", self.code()), &self.args())
    }

    /// What to do, where there is something to say beyond the sentence itself.
    pub fn hint(&self) -> Option<Words> {
        let code = format!("hint.{}", self.code());
        words::knows(&code).then(|| words::say(&code, &self.args()))
    }

    /// The form that crosses to the window.
    pub fn wire(&self) -> wire::Problem {
        let at = match self {
            Self::Query { query, fault } => Some(Utf16::of(query).span(fault.at)),
            _ => None,
        };
        wire::Problem {
            code: self.code(),
            message: self.words(),
            hint: self.hint(),
            at,
        }
    }

    /// True when what was asked cannot be meant: a wrong query, date, term or quotation.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::Query { .. }
                | Self::Date(_)
                | Self::Term { .. }
                | Self::Taken { .. }
                | Self::Quote { .. }
                | Self::Format(_)
        )
    }

    /// The line of an import report, which names the file itself.
    pub fn about_file(&self) -> Words {
        match self {
            Self::Io { path, error } => words::say(
                &format!("problem.{}", self.code()),
                &[name_of(path), error.to_string()],
            ),
            other => other.words(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.words().in_lang(Lang::En))?;
        if let Self::Query { query, fault } = self {
            let pad = query
                .chars()
                .take(fault.at.start as usize)
                .map(width)
                .sum::<usize>();
            let marks = query
                .chars()
                .skip(fault.at.start as usize)
                .take(fault.at.len().max(1) as usize);
            write!(
                out,
                "\n  {query}\n  {:pad$}{}",
                "",
                "^".repeat(marks.map(width).sum::<usize>().max(1))
            )?;
        }
        match self.hint() {
            Some(hint) => write!(out, "\n  {}", hint.en),
            None => Ok(()),
        }
    }
}

/// Columns of a terminal that a character takes.
fn width(c: char) -> usize {
    if c as u32 >= 0x2E80 { 2 } else { 1 }
}

impl std::error::Error for Problem {}

impl From<archive::Error> for Problem {
    fn from(error: archive::Error) -> Self {
        Self::Archive(error)
    }
}

impl From<NotADate> for Problem {
    fn from(fault: NotADate) -> Self {
        Self::Date(fault)
    }
}
