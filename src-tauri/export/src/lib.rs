//! Speeches, notebooks and tables as files people can use elsewhere: Markdown, HTML, Word, plain
//! text, CSV.
//! Returns bytes; opens no file and asks no archive.

mod docx;
mod html;
mod markdown;
pub mod name;
mod plain;
mod table;

pub use table::Table;

/// A format that something can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown (CommonMark).
    Markdown,
    /// HTML, whole page, UTF-8.
    Html,
    /// Word (docx).
    Docx,
    /// Plain text, UTF-8.
    Text,
}

impl Format {
    /// The format that a file name's ending, or a word, means.
    pub fn named(word: &str) -> Option<Self> {
        let ending = word.rsplit('.').next().unwrap_or(word);
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "txt" | "text" => Some(Self::Text),
            _ => None,
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Text => "txt",
        }
    }
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title; composed ones carry their 〔〕 already.
    Title(String),
    /// A heading of this depth, 1..=4.
    Heading(u8, String),
    /// Lines of filing: label and value.
    Facts(Vec<(String, String)>),
    /// A paragraph of the text.
    Paragraph(String),
    /// A place where text is missing, in words.
    Gap(String),
    /// A quotation and where it is from.
    Quote(String, String),
    /// The reader's own words.
    Comment(String),
}

/// Writes a document.
pub fn write(blocks: &[Block], format: Format) -> Vec<u8> {
    match format {
        Format::Docx => docx::write(blocks),
        Format::Markdown => markdown::write(blocks).into_bytes(),
        Format::Html => html::write(blocks).into_bytes(),
        Format::Text => plain::write(blocks).into_bytes(),
    }
}
