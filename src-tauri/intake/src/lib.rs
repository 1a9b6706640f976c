//! Intake turns the bytes of a file into plain text, whatever the format and encoding, within hard
//! limits. It opens no files, knows nothing of speeches, and judges nothing about the text.

mod container;
mod counting;
mod decode;
mod doc;
mod docx;
mod epub;
mod error;
mod format;
mod html;
mod limits;
mod mht;
mod numerals;
mod odt;
mod pdf;
mod plain;
mod rtf;
pub mod worker;
mod xml;

pub use container::unpack;
pub use decode::{Decoded, decode};
pub use error::IntakeError;
pub use format::Format;
pub use limits::Limits;

use format::Magic;
use serde::{Deserialize, Serialize};

/// What is known about a file besides its bytes. Content decides; this only breaks ties.
#[derive(Debug, Clone, Copy)]
pub struct Hint<'a> {
    /// The file name, with or without folders.
    pub name: &'a str,
}

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Plain text: `\n` line ends, no BOM, no NUL, tables as tab-separated lines.
    pub text: String,
    /// What the file really is.
    pub format: Format,
    /// The character encoding, for formats that have one, e.g. `gb18030`.
    pub encoding: Option<String>,
    /// What was not quite right, in the order met.
    pub warnings: Vec<Warning>,
}

/// Something a person should know about an extraction that did give text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable name, e.g. `decode.replaced`.
    pub code: String,
    /// The same in words.
    pub detail: String,
    /// How many times.
    pub count: u32,
}

impl Warning {
    pub(crate) fn new(code: &str, detail: &str, count: u32) -> Self {
        Self {
            code: code.to_string(),
            detail: detail.to_string(),
            count,
        }
    }
}

/// Reads a file in this process. Never panics on input, but a hostile document may take long or
/// much memory: go through [`worker::Reader`] for files that others made.
pub fn extract(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Extracted, IntakeError> {
    let (format, decoded) = recognise(bytes, hint, limits)?;
    let mut warnings = Vec::new();
    let encoding = decoded.as_ref().map(|d| d.encoding.clone());
    let raw = match (format, decoded) {
        (Format::Mht, _) => mht::read(bytes, limits, &mut warnings)?,
        (_, Some(decoded)) => from_text(format, decoded, limits, &mut warnings)?,
        (Format::Docx, None) => docx::read(bytes, limits, &mut warnings)?,
        (Format::Epub, None) => epub::read(bytes, limits)?,
        (Format::Doc | Format::Wps, None) => doc::read(bytes, format, limits, &mut warnings)?,
        (Format::Odt, None) => odt::read(bytes, limits, &mut warnings)?,
        (Format::Rtf, None) => rtf::read(bytes, limits, &mut warnings)?,
        (Format::Pdf, None) => pdf::read(bytes, limits, &mut warnings)?,
        (Format::Image, None) => return Err(IntakeError::NeedsOcr),
        (Format::Zip, None) => {
            return Err(IntakeError::Unsupported {
                what: "an archive of files".into(),
            });
        }
        (Format::Html | Format::Txt | Format::Markdown | Format::Unknown, None) => {
            return Err(IntakeError::NotText);
        }
    };
    let text = plain::tidy(&raw, &mut warnings);
    if text.trim().is_empty() {
        return Err(if format.is_plain() {
            IntakeError::Empty
        } else {
            IntakeError::NoText { format }
        });
    }
    Ok(Extracted {
        text,
        format,
        encoding,
        warnings,
    })
}

fn from_text(
    format: Format,
    decoded: Decoded,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    if decoded.replaced > 0 {
        let detail = "bytes that are no characters in this encoding, shown as \u{FFFD}";
        warnings.push(Warning::new("decode.replaced", detail, decoded.replaced));
    }
    Ok(match format {
        Format::Markdown => plain::without_markdown(&decoded.text),
        Format::Html => html::article(&decoded.text, warnings),
        Format::Docx => docx::read_flat(&decoded.text, limits, warnings)?,
        _ => decoded.text,
    })
}

/// What a file is, and its characters when it is text or markup.
fn recognise(
    bytes: &[u8],
    hint: &Hint,
    limits: &Limits,
) -> Result<(Format, Option<Decoded>), IntakeError> {
    if bytes.len() as u64 > limits.input {
        return Err(IntakeError::TooLarge {
            what: "file".into(),
            limit: limits.input,
        });
    }
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    match format::magic(bytes, hint.name) {
        Some(Magic::Is(format)) => return Ok((format, None)),
        Some(Magic::Zip) => return Ok((format::sniff_zip(bytes, hint.name, limits)?, None)),
        Some(Magic::Foreign(what)) => return Err(IntakeError::Unsupported { what: what.into() }),
        None => {}
    }
    let decoded = decode::text(bytes, None).ok_or(IntakeError::NotText)?;
    let format = format::sniff_text(&decoded.text, hint.name);
    match format {
        Format::Html => Ok((format, html::decoded(bytes))),
        _ => Ok((format, Some(decoded))),
    }
}

/// Whether only bytes and characters are looked at, so that reading it needs no child process.
fn is_plain(bytes: &[u8], hint: &Hint) -> bool {
    match format::magic(bytes, hint.name) {
        Some(Magic::Is(format)) => format.is_plain(),
        Some(Magic::Zip) => false,
        Some(Magic::Foreign(_)) => true,
        None => decode::text(bytes, None)
            .is_none_or(|d| format::sniff_text(&d.text, hint.name).is_plain()),
    }
}
