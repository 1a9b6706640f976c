//! Text of pictures of pages, by a recogniser that the machine has: found, asked page by page, its
//! words put into lines. Recognises nothing itself and asks no one who is not there already.

mod engine;
mod pages;
mod run;
mod table;

pub use engine::Engine;

use crate::layout::{self, Page};
use crate::{Extracted, Format, Hint, IntakeError, Limits, Warning, format, plain};
use serde::{Deserialize, Serialize};

/// The transformation of a picture's unit square onto its page, in points from the lower left.
pub(crate) type Matrix = [f32; 6];

/// A picture of a page or of a part of it, as a file that the recogniser reads.
pub(crate) struct Picture {
    pub(crate) bytes: Vec<u8>,
    /// `None`: the whole page, upright.
    pub(crate) place: Option<Matrix>,
}

/// What a child is asked: one page, or with `None` how many there are.
#[derive(Serialize, Deserialize)]
pub(crate) struct Question {
    pub(crate) engine: Engine,
    pub(crate) page: Option<u32>,
}

/// What a child answers.
#[derive(Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) pages: u32,
    pub(crate) parts: Vec<Part>,
}

/// The recogniser's table for one picture.
#[derive(Serialize, Deserialize)]
pub(crate) struct Part {
    place: Option<Matrix>,
    table: String,
}

/// The limits under which one page is recognised: more time and memory than reading takes.
pub(crate) fn limits(reading: &Limits) -> Limits {
    const MIB: u64 = 1024 * 1024;
    Limits {
        seconds: reading.page_seconds,
        memory: reading.memory.max(1024 * MIB),
        ..*reading
    }
}

/// In the child: recognises one page, or counts them.
pub(crate) fn answer(
    bytes: &[u8],
    hint: &Hint,
    limits: &Limits,
    question: &Question,
) -> Result<Answer, IntakeError> {
    let format = format_of(bytes, hint, limits)?;
    let Some(page) = question.page else {
        let pages = pages::count(bytes, format, limits)?;
        let parts = Vec::new();
        return Ok(Answer { pages, parts });
    };
    let work = run::Work::new(&question.engine, limits);
    let pictures = pages::pictures(bytes, format, limits, page, &work)?;
    let parts = pictures.into_iter().map(|picture| {
        let inner = (format == Format::Image).then_some(page);
        let table = work.recognise(&picture.bytes, inner)?;
        let place = picture.place;
        Ok(Part { place, table })
    });
    Ok(Answer {
        pages: page + 1,
        parts: parts.collect::<Result<_, IntakeError>>()?,
    })
}

fn format_of(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Format, IntakeError> {
    match format::magic(bytes, hint.name) {
        Some(format::Magic::Is(format @ (Format::Pdf | Format::Image))) => Ok(format),
        Some(format::Magic::Zip) => match format::sniff_zip(bytes, hint.name, limits)? {
            Format::Ofd => Ok(Format::Ofd),
            _ => Err(no_pictures()),
        },
        _ => Err(no_pictures()),
    }
}

fn no_pictures() -> IntakeError {
    IntakeError::Unsupported {
        what: "a file that is no picture of pages".into(),
    }
}

/// The pages of a document as they are recognised one by one.
#[derive(Default)]
pub(crate) struct Recognised {
    pages: Vec<Page>,
    unsure: u32,
    lost: u32,
}

impl Recognised {
    pub(crate) fn add(&mut self, answer: &Answer) {
        let mut page = Page::default();
        for part in &answer.parts {
            self.unsure += table::read(&part.table, part.place, &mut page.glyphs);
        }
        self.pages.push(page);
    }

    /// A page that could not be recognised leaves a gap and not a failure.
    pub(crate) fn lose(&mut self) {
        self.lost += 1;
    }

    /// The text of all pages, marked as what it is.
    pub(crate) fn text(
        self,
        bytes: &[u8],
        hint: &Hint,
        engine: &Engine,
    ) -> Result<Extracted, IntakeError> {
        let format = match format::magic(bytes, hint.name) {
            Some(format::Magic::Is(format)) => format,
            _ => Format::Ofd,
        };
        let mut warnings = Vec::new();
        let mut warn = |code: &str, detail: &str, count: u32| {
            if count > 0 {
                warnings.push(Warning::new(code, detail, count));
            }
        };
        let read = self.pages.len() as u32;
        warn("ocr.pages", "pages recognised from pictures", read);
        let detail = "characters that the recogniser was not sure of";
        warn("ocr.unsure", detail, self.unsure);
        let detail = "pages that could not be recognised, left out";
        warn("ocr.lost", detail, self.lost);
        let text = layout::text(self.pages, &mut warnings);
        let text = plain::tidy(&text, &mut warnings);
        if text.trim().is_empty() {
            return Err(IntakeError::NoText { format });
        }
        Ok(Extracted {
            text,
            format,
            encoding: None,
            site: None,
            producer: Some(engine.name()),
            title: None,
            marks: Vec::new(),
            warnings,
        })
    }
}
