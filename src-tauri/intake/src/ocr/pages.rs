//! The pictures of the pages of a file: those that lie in it, or the page drawn by a program.
//! Recognises nothing.

use super::run::Work;
use super::{Picture, no_pictures};
use crate::{Format, IntakeError, Limits, ofd, pdf};

/// Pages of one file, at most.
const PAGES: u32 = 4096;

/// How many pages a file has.
pub(super) fn count(bytes: &[u8], format: Format, limits: &Limits) -> Result<u32, IntakeError> {
    let count = match format {
        Format::Pdf => pdf::page_count(bytes, limits)?,
        Format::Ofd => ofd::pictures(bytes, limits)?.pages() as u32,
        _ => tiff_pages(bytes).unwrap_or(1),
    };
    if count > PAGES {
        return Err(IntakeError::TooLarge {
            what: "number of pages".into(),
            limit: PAGES.into(),
        });
    }
    Ok(count)
}

/// The pictures of one page.
pub(super) fn pictures(
    bytes: &[u8],
    format: Format,
    limits: &Limits,
    page: u32,
    work: &Work,
) -> Result<Vec<Picture>, IntakeError> {
    let whole = |bytes: Vec<u8>| Picture { bytes, place: None };
    match format {
        Format::Pdf => {
            let found = pdf::pictures(bytes, limits, page)?;
            if found.is_whole {
                return Ok(found.pictures);
            }
            // Strips, turned pages and packings nobody else reads: better drawn than put together.
            match work.draw(bytes, page)? {
                Some(drawn) => Ok(vec![whole(drawn)]),
                None if found.is_lost => Err(IntakeError::NoOcr {
                    missing: "poppler-utils".into(),
                }),
                None => Ok(found.pictures),
            }
        }
        Format::Ofd => {
            let at = usize::try_from(page).unwrap_or(usize::MAX);
            let found = ofd::pictures(bytes, limits)?.of_page(at)?;
            match found.is_empty() {
                true => Err(no_pictures()),
                false => Ok(found.into_iter().map(whole).collect()),
            }
        }
        _ => Ok(vec![whole(bytes.to_vec())]),
    }
}

/// Pages of a TIFF file: the directories in its chain. `None` for other pictures.
fn tiff_pages(bytes: &[u8]) -> Option<u32> {
    let is_little = match bytes.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let number = |at: usize, long: usize| -> Option<usize> {
        let raw = bytes.get(at..at.checked_add(long)?)?;
        let digits = raw.iter().enumerate().map(|(n, byte)| {
            let place = if is_little { n } else { long - 1 - n };
            usize::from(*byte) << (8 * place)
        });
        Some(digits.sum())
    };
    let mut at = number(4, 4)?;
    let mut count = 0;
    // A chain may lead in a circle.
    while at != 0 && count <= PAGES {
        let entries = number(at, 2)?;
        count += 1;
        at = number(at + 2 + entries * 12, 4).unwrap_or(0);
    }
    Some(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_a_tiff_are_counted_even_in_a_circle() {
        let directory = |next: u8| [0, 0, next, 0, 0, 0];
        let two = [b"II*\0\x08\0\0\0".as_slice(), &directory(14), &directory(0)].concat();
        assert_eq!(tiff_pages(&two), Some(2));
        let circle = [b"II*\0\x08\0\0\0".as_slice(), &directory(8)].concat();
        assert_eq!(tiff_pages(&circle), Some(PAGES + 1));
        assert_eq!(tiff_pages(b"MM\0*\0\0\0\x08\0\0\0\0\0\0"), Some(1));
        assert_eq!(tiff_pages(b"\xFF\xD8\xFF\xE0"), None);
    }
}
