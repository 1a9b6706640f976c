//! Why a file gave no text, in words a person can act on.
//! Does not decide what to do about it: a caller reports the line and goes on with the next file.

use crate::Format;
use serde::{Deserialize, Serialize};

/// The reason one file could not be read. `Display` is one sentence that ends with what to do;
/// [`IntakeError::code`] is stable and meant for translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum IntakeError {
    /// No bytes, or nothing but blanks.
    #[error("the file is empty; check that it was copied completely")]
    Empty,
    /// The bytes are neither a known document nor text in a known encoding.
    #[error("this is not a text or a document that can be read; remove it from the selection")]
    NotText,
    /// Larger than allowed, as given or when unpacked.
    #[error("the {what} is larger than {limit} bytes; split it into smaller files")]
    TooLarge {
        /// What was too large: `file`, `unpacked content`, `entries`...
        what: String,
        /// The limit that was passed.
        limit: u64,
    },
    /// The document's structure is broken.
    #[error("the {format} file is damaged ({reason}); get a fresh copy or save it again")]
    Damaged {
        /// What it was recognised as.
        format: Format,
        /// What was wrong with it.
        reason: String,
    },
    /// The document is a picture of text.
    #[error("the pages are pictures without text; run text recognition (OCR) on it first")]
    NeedsOcr,
    /// Text recognition was asked for and something it needs is not installed.
    #[error("text recognition needs {missing}; install it and try again")]
    NoOcr {
        /// What is missing, by the name of its Debian package.
        missing: String,
    },
    /// The document is sound but holds no text.
    #[error("the {format} file holds no text; open it to see whether it is the right one")]
    NoText {
        /// What it was recognised as.
        format: Format,
    },
    /// The document needs a password.
    #[error("the file is protected by a password; save a copy without it first")]
    Encrypted,
    /// A known kind of file that cannot be read as a speech.
    #[error("{what} cannot be read; save it as docx or txt first")]
    Unsupported {
        /// The kind of file, e.g. `a spreadsheet`.
        what: String,
    },
    /// Reading took longer than the deadline.
    #[error(
        "reading took longer than {seconds} seconds; save the file as docx or txt and try again"
    )]
    TimedOut {
        /// The deadline that was passed.
        seconds: u64,
    },
    /// The reading process died on this file.
    #[error("the reader stopped on this file ({reason}); save it as docx or txt and try again")]
    Crashed {
        /// How it ended, e.g. `signal 11`.
        reason: String,
    },
    /// The reading process could not be started.
    #[error("the reader could not be started ({reason}); install the program again")]
    NoReader {
        /// The system's reason.
        reason: String,
    },
}

impl IntakeError {
    /// A stable name of the reason, e.g. `needs_ocr`; the same as the serialised `kind`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText => "not_text",
            Self::TooLarge { .. } => "too_large",
            Self::Damaged { .. } => "damaged",
            Self::NeedsOcr => "needs_ocr",
            Self::NoOcr { .. } => "no_ocr",
            Self::NoText { .. } => "no_text",
            Self::Encrypted => "encrypted",
            Self::Unsupported { .. } => "unsupported",
            Self::TimedOut { .. } => "timed_out",
            Self::Crashed { .. } => "crashed",
            Self::NoReader { .. } => "no_reader",
        }
    }

    pub(crate) fn damaged(format: Format, reason: impl std::fmt::Display) -> Self {
        Self::Damaged {
            format,
            reason: reason.to_string(),
        }
    }
}
