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
mod layout;
mod limits;
mod lookalikes;
mod markdown;
mod marks;
mod mht;
mod numerals;
mod ocr;
mod odt;
mod ofd;
mod pdf;
mod plain;
mod properties;
mod rtf;
mod tables;
pub mod worker;
mod xml;

pub use container::unpack;
pub use decode::{Decoded, decode};
pub use error::IntakeError;
pub use format::Format;
pub use limits::Limits;
pub use marks::Mark;
pub use ocr::Engine;

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
    /// The site that a page was saved from, by name or host, where it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Who made the text, where that was not this program: `tesseract 5.3.0 chi_sim`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// The title that the document tells beside its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The lines that the document sets as headings, and bold beginnings of lines, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// What was not quite right, in the order met.
    pub warnings: Vec<Warning>,
}

/// A title that stands beside the text and not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Its words on one line, without the name of the site or program.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

/// Where a document tells its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the head of a web page.
    Page,
    /// In the properties of a document, where they often are those of the one it was made from.
    Properties,
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
    /// The lines it tells of, where it tells of lines that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
}

impl Warning {
    pub(crate) fn new(code: &str, detail: &str, count: u32) -> Self {
        Self {
            code: code.to_string(),
            detail: detail.to_string(),
            count,
            lines: Vec::new(),
        }
    }
}

/// Reads a file in this process. Never panics on input, but a hostile document may take long or
/// much memory: go through [`worker::Reader`] for files that others made.
pub fn extract(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Extracted, IntakeError> {
    read(bytes, glance(bytes, hint, limits)?, hint, limits)
}

/// Reads a plain text file in an encoding that a person chose, whatever its bytes look like. What
/// cannot be read in it becomes U+FFFD and is counted in the warnings.
pub fn extract_as(
    bytes: &[u8],
    hint: &Hint,
    limits: &Limits,
    encoding: &str,
) -> Result<Extracted, IntakeError> {
    match glance(bytes, hint, limits)? {
        Glance::Plain(format, _) => {
            let decoded = decode::forced(bytes, encoding).ok_or_else(|| {
                let what = format!("the encoding {encoding}");
                IntakeError::Unsupported { what }
            })?;
            read(bytes, Glance::Plain(format, decoded), hint, limits)
        }
        Glance::Markup(..) | Glance::Binary(_) | Glance::Zip => Err(IntakeError::Unsupported {
            what: "a document that is no plain text in another encoding".into(),
        }),
    }
}

/// What a file is as far as bytes and characters tell, without parsing any structure.
enum Glance {
    /// Text to be taken as it is.
    Plain(Format, Decoded),
    /// Characters with markup in them.
    Markup(Format, Decoded),
    /// A binary document.
    Binary(Format),
    /// A zip container of a kind still to be told.
    Zip,
}

fn glance(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Glance, IntakeError> {
    if bytes.len() as u64 > limits.input {
        let limit = limits.input;
        return Err(IntakeError::TooLarge {
            what: "file".into(),
            limit,
        });
    }
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    match format::magic(bytes, hint.name) {
        Some(Magic::Is(Format::Image)) => return Err(IntakeError::NeedsOcr),
        Some(Magic::Is(format)) => return Ok(Glance::Binary(format)),
        Some(Magic::Zip) => return Ok(Glance::Zip),
        Some(Magic::Foreign(what)) => return Err(IntakeError::Unsupported { what: what.into() }),
        None => {}
    }
    let decoded = decode::text(bytes, None).ok_or(IntakeError::NotText)?;
    Ok(match format::sniff_text(&decoded.text, hint.name) {
        format @ (Format::Txt | Format::Markdown) => Glance::Plain(format, decoded),
        format => Glance::Markup(format, decoded),
    })
}

fn read(
    bytes: &[u8],
    glance: Glance,
    hint: &Hint,
    limits: &Limits,
) -> Result<Extracted, IntakeError> {
    let mut warnings = Vec::new();
    let mut site = None;
    let (format, encoding, (raw, title)) = match glance {
        Glance::Plain(format, decoded) | Glance::Markup(format, decoded) => {
            // A page says in its head how it is encoded; that breaks ties its bytes leave open.
            let stated = (format == Format::Html)
                .then(|| html::decoded(bytes))
                .flatten();
            let decoded = stated.unwrap_or(decoded);
            site = match format {
                Format::Html => html::site::of(&decoded.text),
                Format::Mht => mht::site(bytes),
                _ => None,
            };
            let encoding = decoded.encoding.clone();
            (
                format,
                Some(encoding),
                from_text(bytes, format, decoded, limits, &mut warnings)?,
            )
        }
        Glance::Binary(format) => (
            format,
            None,
            from_binary(bytes, format, limits, &mut warnings)?,
        ),
        Glance::Zip => {
            let format = format::sniff_zip(bytes, hint.name, limits)?;
            (
                format,
                None,
                from_binary(bytes, format, limits, &mut warnings)?,
            )
        }
    };
    let text = plain::tidy(&raw, &mut warnings);
    let (text, marks) = match format {
        // A text is kept as it is; the signs can only be its own.
        Format::Txt => (text, Vec::new()),
        _ => marks::take(text),
    };
    if text.trim().is_empty() {
        let is_plain = matches!(format, Format::Txt | Format::Markdown);
        return Err(if is_plain {
            IntakeError::Empty
        } else {
            IntakeError::NoText { format }
        });
    }
    Ok(Extracted {
        text,
        format,
        encoding,
        site,
        producer: None,
        title,
        marks,
        warnings,
    })
}

fn from_text(
    bytes: &[u8],
    format: Format,
    decoded: Decoded,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<(String, Option<Title>), IntakeError> {
    // A download that broke off: what is missing is not one character but the rest of the file.
    let is_cut = decoded.replaced > 0 && decoded.text.ends_with('\u{FFFD}');
    if is_cut {
        let detail = "the file ends in the middle of a character: text may be missing";
        warnings.push(Warning::new("decode.cut", detail, 1));
    }
    let replaced = decoded.replaced - u32::from(is_cut);
    if replaced > 0 {
        let detail = "bytes that are no characters in this encoding, shown as \u{FFFD}";
        warnings.push(Warning::new("decode.replaced", detail, replaced));
    }
    if decoded.foreign > 0 {
        let detail = "lines in another encoding than the rest, read in theirs";
        warnings.push(Warning::new("decode.mixed", detail, decoded.foreign));
    }
    let page = match format {
        Format::Markdown => return Ok((markdown::read(&decoded.text), None)),
        Format::Html => html::article(&decoded.text, warnings),
        Format::Mht => mht::read(bytes, limits, warnings)?,
        Format::Docx => return Ok((docx::read_flat(&decoded.text, limits, warnings)?, None)),
        _ => return Ok((decoded.text, None)),
    };
    let place = Place::Page;
    Ok((page.text, page.title.map(|words| Title { words, place })))
}

fn from_binary(
    bytes: &[u8],
    format: Format,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<(String, Option<Title>), IntakeError> {
    let text = match format {
        Format::Docx => docx::read(bytes, limits, warnings)?,
        Format::Epub => epub::read(bytes, limits)?,
        Format::Doc | Format::Wps => doc::read(bytes, format, limits, warnings)?,
        Format::Ofd => ofd::read(bytes, limits, warnings)?,
        Format::Odt => odt::read(bytes, limits, warnings)?,
        Format::Rtf => rtf::read(bytes, limits, warnings)?,
        Format::Pdf => {
            let (text, words) = pdf::read(bytes, limits, warnings)?;
            return Ok((text, words.map(of_properties)));
        }
        Format::Image => return Err(IntakeError::NeedsOcr),
        Format::Zip => {
            return Err(IntakeError::Unsupported {
                what: "an archive of files".into(),
            });
        }
        Format::Html | Format::Mht | Format::Txt | Format::Markdown | Format::Unknown => {
            return Err(IntakeError::NotText);
        }
    };
    let words = properties::title(bytes, format, limits);
    Ok((text, words.map(of_properties)))
}

fn of_properties(words: String) -> Title {
    Title {
        words,
        place: Place::Properties,
    }
}
