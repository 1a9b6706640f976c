//! Text from placed characters, for formats that say where each stands and not what it belongs to.
//! Knows no format; places are in points from the lower left of an upright page.

mod columns;
mod lines;
mod paragraphs;

use crate::{IntakeError, Warning, lookalikes};

/// Pages with fewer readable characters than this, and a picture, are scans.
const SCANNED: usize = 8;

/// Characters of one document, at most: some fifty times the longest report met.
pub(crate) const GLYPHS: usize = 5_000_000;

/// A character and its place.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) text: String,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) base: f32,
    pub(crate) size: f32,
    /// The file does not tell which character it is.
    pub(crate) is_unknown: bool,
    /// The direction it is set in, in quarter turns against the clock. Vertical text runs like text
    /// that was turned by three.
    pub(crate) turn: u8,
}

impl Glyph {
    /// A character set at a point of the page in a direction, `long` from its start to its end. Its
    /// place is that on a page turned upright.
    pub(crate) fn at((x, y): (f32, f32), turn: u8, long: f32, size: f32, text: String) -> Self {
        let (left, base) = match turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        Self {
            left,
            right: left + long,
            base,
            size,
            is_unknown: text.contains('\u{FFFD}'),
            text,
            turn,
        }
    }

    /// Whether a person could read it: fonts that draw characters under numbers of their own leave
    /// such of private use, if any.
    fn is_readable(&self) -> bool {
        let private = |c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
        !self.is_unknown && !self.text.trim().is_empty() && !self.text.chars().all(private)
    }
}

/// The quarter turns of text whose base line runs by `(x, y)`; `None` where it runs across the page.
pub(crate) fn turn((x, y): (f32, f32), is_vertical: bool) -> Option<u8> {
    let turn = match () {
        _ if y.abs() <= x.abs() * 0.05 && x != 0.0 => Some(if x > 0.0 { 0 } else { 2 }),
        _ if x.abs() <= y.abs() * 0.05 && y != 0.0 => Some(if y > 0.0 { 1 } else { 3 }),
        _ => None,
    };
    turn.map(|turn| if is_vertical { (turn + 3) % 4 } else { turn })
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) has_picture: bool,
    /// Characters set across the page, left out.
    pub(crate) slanted: usize,
}

impl Page {
    /// Whole pages are scanned or printed lying on their side without saying so; what runs another
    /// way than most is a stamp or a binding mark.
    pub(crate) fn keep_main_direction(&mut self) {
        let mut counts = [0usize; 4];
        for glyph in self.glyphs.iter().filter(|g| !g.text.trim().is_empty()) {
            counts[usize::from(glyph.turn & 3)] += 1;
        }
        let main = (0u8..4).rev().max_by_key(|turn| counts[usize::from(*turn)]);
        let main = main.unwrap_or(0);
        self.slanted += counts.iter().sum::<usize>() - counts[usize::from(main)];
        self.glyphs.retain(|glyph| glyph.turn == main);
    }
}

/// Whether pages hold text at all, or pictures of it, or text nobody can read: then it has to be
/// recognised. Single pages that do are warned of.
pub(crate) fn check(pages: &[Page], warnings: &mut Vec<Warning>) -> Result<(), IntakeError> {
    let readable = |page: &Page| page.glyphs.iter().filter(|g| g.is_readable()).count();
    let scans = pages
        .iter()
        .filter(|page| page.has_picture && readable(page) < SCANNED)
        .count();
    let shown: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let known: usize = pages.iter().map(readable).sum();
    if scans == pages.len() || (shown > 0 && known * 2 < shown) || (known == 0 && scans > 0) {
        return Err(IntakeError::NeedsOcr);
    }
    if scans > 0 {
        let detail = "pages that are pictures without text";
        warnings.push(Warning::new("needs_ocr", detail, scans as u32));
    }
    Ok(())
}

/// The text of all pages in reading order, a paragraph a line, without page numbers, running heads
/// and watermarks.
pub(crate) fn text(pages: Vec<Page>, warnings: &mut Vec<Warning>) -> String {
    let mut warn = |code: &str, detail: &str, count: usize| {
        if count > 0 {
            warnings.push(Warning::new(code, detail, count as u32));
        }
    };
    let glyphs = pages.iter().flat_map(|page| &page.glyphs);
    warn(
        "page.unmapped",
        "characters whose meaning the file does not tell, shown as \u{FFFD}",
        glyphs.filter(|g| g.is_unknown).count(),
    );
    warn(
        "page.slanted",
        "characters set across the page (watermarks) left out",
        pages.iter().map(|page| page.slanted).sum(),
    );
    let pages = pages.into_iter().map(|page| lines::of(page.glyphs));
    let (pages, furniture) = lines::without_furniture(pages.collect());
    warn(
        "page.furniture",
        "page numbers and running heads left out",
        furniture as usize,
    );
    let mut text = paragraphs::join(&pages);
    lookalikes::plain(&mut text);
    text
}
