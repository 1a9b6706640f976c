//! Text of PDF files: which characters stand where on each page.
//! Leaves out page numbers, running heads and watermarks; recognises no text in pictures.

mod cmap;
mod collection;
mod content;
mod font;
mod pictures;
mod repair;

pub(crate) use pictures::pictures;

use crate::layout::{self, Page};
use crate::{Format, IntakeError, Limits, Warning};
use crate::{decode, properties};
use lopdf::{Document, LoadOptions};

/// The text of a PDF file, and the title that its properties tell.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<(String, Option<String>), IntakeError> {
    let document = open(bytes, limits, warnings)?;
    let mut reader = content::Reader::new(&document, limits);
    let mut pages: Vec<Page> = Vec::new();
    let mut lost = 0;
    for id in document.page_iter() {
        match reader.page(id) {
            Ok(page) => pages.push(page),
            Err(IntakeError::Damaged { .. }) => lost += 1,
            Err(error) => return Err(error),
        }
    }
    if pages.is_empty() {
        return Err(IntakeError::damaged(
            Format::Pdf,
            "it has no readable pages",
        ));
    }
    if lost > 0 {
        warnings.push(Warning::new(
            "pdf.page_lost",
            "damaged pages left out",
            lost,
        ));
    }
    layout::check(&pages, warnings)?;
    Ok((layout::text(pages, warnings), title(&document)))
}

fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let title = info.as_dict().ok()?.get(b"Title").ok()?;
    let (_, title) = document.dereference(title).ok()?;
    let bytes = title.as_str().ok()?;
    // UTF-16 by its mark; programs of here also write what their system does.
    properties::tidy(&decode::text(bytes, None)?.text)
}

/// The document, its table of objects made again where that is damaged.
fn open(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<Document, IntakeError> {
    let damaged = |error: lopdf::Error| IntakeError::damaged(Format::Pdf, error);
    let most = usize::try_from(limits.unpacked).unwrap_or(usize::MAX);
    let load = |bytes: &[u8]| {
        Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(most))
    };
    let has_pages = |found: &Document| found.page_iter().next().is_some();
    let document = match load(bytes) {
        Ok(document) if document.is_encrypted() || has_pages(&document) => document,
        // Cut downloads and careless converters leave a table of objects that points nowhere.
        loaded => {
            let mended = repair::with_new_table(bytes)
                .and_then(|mended| load(&mended).ok())
                .filter(has_pages);
            match mended {
                Some(mended) => {
                    let detail = "the file's table of contents was damaged and made again";
                    warnings.push(Warning::new("pdf.repaired", detail, 1));
                    mended
                }
                None => loaded.map_err(damaged)?,
            }
        }
    };
    if document.is_encrypted() {
        return Err(IntakeError::Encrypted);
    }
    Ok(document)
}

/// How many pages a file has.
pub(crate) fn page_count(bytes: &[u8], limits: &Limits) -> Result<u32, IntakeError> {
    let document = open(bytes, limits, &mut Vec::new())?;
    Ok(document.page_iter().count() as u32)
}
