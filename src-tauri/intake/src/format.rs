//! What a file is, by its content; the name only settles what content cannot.
//! Does not open documents further than is needed to tell them apart.

use crate::IntakeError;
use crate::Limits;
use crate::container::Container;
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text in any encoding.
    Txt,
    /// Plain text with Markdown marks.
    Markdown,
    /// A web page.
    Html,
    /// A web page with its parts in one MIME file.
    Mht,
    /// Word 2007 and later, WPS of today.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// Older WPS Writer: the same container as `Doc`, told apart by its name.
    Wps,
    /// OpenDocument text.
    Odt,
    /// Pages of the Chinese standard for fixed layout, GB/T 33190.
    Ofd,
    /// Rich Text Format.
    Rtf,
    /// Electronic book.
    Epub,
    /// Portable Document Format.
    Pdf,
    /// An archive of files.
    Zip,
    /// A picture.
    Image,
    /// None of these.
    Unknown,
}

impl Format {
    /// The name in reports and JSON, e.g. `txt`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Wps => "wps",
            Self::Odt => "odt",
            Self::Ofd => "ofd",
            Self::Rtf => "rtf",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Image => "image",
            Self::Unknown => "unknown",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const PICTURES: &[&[u8]] = &[
    b"\x89PNG\r\n",
    b"\xFF\xD8\xFF",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"\0\0\x01\0",
];

const FOREIGN: &[(&[u8], &str)] = &[
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"MZ", "a program"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a database"),
];

fn has_extension(name: &str, wanted: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ext)| wanted.iter().any(|w| ext.eq_ignore_ascii_case(w)))
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Magic {
    /// Settled by the first bytes.
    Is(Format),
    /// A zip container: what lies in it decides.
    Zip,
    /// A known kind that holds no readable text.
    Foreign(&'static str),
}

/// Recognises binary kinds by their first bytes. `None` means: perhaps text.
pub(crate) fn magic(bytes: &[u8], name: &str) -> Option<Magic> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Some(Magic::Is(Format::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Magic::Zip);
    }
    if bytes.starts_with(OLE) {
        let old = has_extension(name, &["wps", "wpt"]);
        return Some(Magic::Is(if old { Format::Wps } else { Format::Doc }));
    }
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Some(Magic::Is(Format::Rtf));
    }
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    if riff || bitmap || PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(Magic::Is(Format::Image));
    }
    let foreign = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic));
    // "MZ" is also how a text may begin: a program has zero bytes right after.
    foreign
        .filter(|(magic, _)| *magic != b"MZ" || head.contains(&0))
        .map(|(_, what)| Magic::Foreign(what))
}

/// Tells zip containers apart by what lies in them.
pub(crate) fn sniff_zip(bytes: &[u8], name: &str, limits: &Limits) -> Result<Format, IntakeError> {
    // A truncated docx has no central directory: its name says which kind of file is damaged.
    let named = if has_extension(name, &["docx", "docm", "dotx", "wps"]) {
        Format::Docx
    } else if has_extension(name, &["odt"]) {
        Format::Odt
    } else if has_extension(name, &["ofd"]) {
        Format::Ofd
    } else if has_extension(name, &["epub"]) {
        Format::Epub
    } else {
        Format::Zip
    };
    let mut container = Container::open(Cursor::new(bytes), named, limits)?;
    let has = |part: &str| container.names().any(|n| n == part);
    let under = |folder: &str| container.names().any(|n| n.starts_with(folder));
    let office = has("[Content_Types].xml");
    if office && under("word/") {
        return Ok(Format::Docx);
    }
    for (folder, what) in [("xl/", "a spreadsheet"), ("ppt/", "a presentation")] {
        if office && under(folder) {
            return Err(IntakeError::Unsupported {
                what: what.to_string(),
            });
        }
    }
    if has("OFD.xml") {
        return Ok(Format::Ofd);
    }
    if has("META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    if has("mimetype") {
        let kind = container.read("mimetype")?;
        let kind = String::from_utf8_lossy(&kind);
        if kind.starts_with("application/vnd.oasis.opendocument.text") {
            return Ok(Format::Odt);
        }
        if kind.starts_with("application/vnd.oasis.opendocument") {
            return Err(IntakeError::Unsupported {
                what: "an OpenDocument sheet or slides".into(),
            });
        }
    }
    Ok(Format::Zip)
}

/// Tells kinds of text apart. Looks at the first part only: markup begins a file or is not there.
pub(crate) fn sniff_text(text: &str, name: &str) -> Format {
    let end = text.floor_char_boundary(4096);
    let head = text[..end].trim_start().to_ascii_lowercase();
    if head.contains("mime-version:") && head.contains("content-type:") {
        return Format::Mht;
    }
    let is_word = head.contains("progid=\"word.document\"") || head.contains("<w:worddocument");
    if head.starts_with("<?xml") && (is_word || head.contains("<pkg:package")) {
        return Format::Docx;
    }
    if head.starts_with('<') || has_extension(name, &["htm", "html", "xhtml", "shtml"]) {
        let tag = [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<div",
            "<p>",
            "<p ",
            "<table",
            "<meta",
        ];
        if tag.iter().any(|t| head.contains(t)) {
            return Format::Html;
        }
    }
    if has_extension(name, &["md", "markdown"]) {
        Format::Markdown
    } else {
        Format::Txt
    }
}
