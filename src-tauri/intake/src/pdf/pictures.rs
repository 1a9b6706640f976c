//! The pictures that a page of a PDF is made of, as files that others read: JPEG and JPEG 2000 as
//! they are, fax in a TIFF, samples as a grey map. Decodes no picture itself.

use super::content::Reader;
use crate::ocr::{Matrix, Picture};
use crate::{IntakeError, Limits};
use lopdf::{Dictionary, Document, Object, Stream};

/// Dots of one picture, at most: a sheet of A2 at 600 dots an inch.
const DOTS: usize = 150_000_000;
/// What is smaller in one direction is a line, a logo or a stamp.
const SMALL: usize = 64;
/// Pictures of one page, at most.
const PICTURES: usize = 64;

/// The pictures of one page.
pub(crate) struct Found {
    pub(crate) pictures: Vec<Picture>,
    /// One upright picture is all there is to see.
    pub(crate) is_whole: bool,
    /// There are pictures in a packing that is not taken out.
    pub(crate) is_lost: bool,
}

/// The pictures of a page, from 0.
pub(crate) fn pictures(bytes: &[u8], limits: &Limits, page: u32) -> Result<Found, IntakeError> {
    let document = super::open(bytes, limits, &mut Vec::new())?;
    let at = usize::try_from(page).unwrap_or(usize::MAX);
    let missing = || IntakeError::damaged(crate::Format::Pdf, "a page is missing");
    let id = document.page_iter().nth(at).ok_or_else(missing)?;
    let mut reader = Reader::new(&document, limits);
    reader.page(id)?;
    let most = usize::try_from(limits.unpacked).unwrap_or(usize::MAX);
    let (mut pictures, mut is_lost, mut is_upright) = (Vec::new(), false, true);
    for (stream, place) in reader.drawn.iter().take(PICTURES) {
        let source = Source {
            document: &document,
            stream,
            most,
        };
        if source.size().is_none_or(|(w, h)| w < SMALL || h < SMALL) {
            continue;
        }
        is_upright &= upright(place);
        match source.file() {
            Some(bytes) => pictures.push(Picture {
                bytes,
                place: Some(*place),
            }),
            None => is_lost = true,
        }
    }
    Ok(Found {
        is_whole: pictures.len() == 1 && is_upright && !is_lost,
        is_lost: is_lost || pictures.is_empty(),
        pictures,
    })
}

fn upright([a, b, c, d, ..]: &Matrix) -> bool {
    *a > 0.0 && *d > 0.0 && b.abs() < a * 0.05 && c.abs() < d * 0.05
}

struct Source<'a> {
    document: &'a Document,
    stream: &'a Stream,
    most: usize,
}

/// How a sample becomes grey.
enum Colour {
    Grey,
    Rgb,
    Cmyk,
    /// The grey of each entry of a palette.
    Palette(Vec<u8>),
}

impl Colour {
    fn parts(&self) -> usize {
        match self {
            Self::Grey | Self::Palette(_) => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    fn grey(&self, parts: &[u8]) -> u8 {
        match (self, parts) {
            (Self::Palette(greys), [at]) => greys.get(usize::from(*at)).copied().unwrap_or(255),
            (Self::Rgb, [r, g, b]) => luminance([*r, *g, *b]),
            (Self::Cmyk, [c, m, y, k]) => {
                let light = |ink: &u8| {
                    let light = u16::from(255 - ink) * u16::from(255 - k) / 255;
                    light.min(255) as u8
                };
                luminance([light(c), light(m), light(y)])
            }
            (_, parts) => parts.first().copied().unwrap_or(255),
        }
    }
}

fn luminance([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 77 + u32::from(g) * 151 + u32::from(b) * 28) >> 8).min(255) as u8
}

impl Source<'_> {
    fn value(&self, key: &[u8]) -> Option<&Object> {
        self.stream.dict.get_deref(key, self.document).ok()
    }

    fn number(&self, key: &[u8]) -> Option<usize> {
        let number = self.value(key)?.as_i64().ok()?;
        usize::try_from(number).ok()
    }

    /// Width and height in dots.
    fn size(&self) -> Option<(usize, usize)> {
        let (width, height) = (self.number(b"Width")?, self.number(b"Height")?);
        (width.checked_mul(height)? <= DOTS).then_some((width, height))
    }

    /// Dark and light are exchanged.
    fn is_inverted(&self) -> bool {
        let decode = self.value(b"Decode").and_then(|d| d.as_array().ok());
        let first = decode.and_then(|d| d.first()?.as_float().ok());
        first.is_some_and(|first| first > 0.5)
    }

    /// The settings of the filter at a place of the chain.
    fn settings(&self, at: usize) -> Dictionary {
        let found = match self.value(b"DecodeParms") {
            Some(Object::Array(list)) => list.get(at),
            one => one.filter(|_| at == 0),
        };
        let found = found.and_then(|o| self.document.dereference(o).ok());
        let found = found.and_then(|(_, o)| o.as_dict().ok());
        found.cloned().unwrap_or_default()
    }

    /// The picture as a file; `None` for packings that nobody here undoes (JBIG2) and for damage.
    fn file(&self) -> Option<Vec<u8>> {
        let filters: Vec<Vec<u8>> = match self.value(b"Filter") {
            Some(Object::Array(list)) => {
                let names = list.iter().map(|o| Some(o.as_name().ok()?.to_vec()));
                names.collect::<Option<_>>()?
            }
            Some(one) => vec![one.as_name().ok()?.to_vec()],
            None => Vec::new(),
        };
        let mut content = self.stream.content.clone();
        for (at, filter) in filters.iter().enumerate() {
            let is_last = at + 1 == filters.len();
            content = match filter.as_slice() {
                b"DCTDecode" | b"DCT" | b"JPXDecode" if is_last => return Some(content),
                b"CCITTFaxDecode" | b"CCF" if is_last => {
                    return self.fax(&self.settings(at), &content);
                }
                filter => undone(filter, self.settings(at), content, self.most)?,
            };
        }
        self.grey_map(&content)
    }

    /// Fax data needs only a head to be a TIFF.
    fn fax(&self, settings: &Dictionary, data: &[u8]) -> Option<Vec<u8>> {
        let number = |key: &[u8], usual: i64| {
            let value = settings.get_deref(key, self.document);
            value.ok().and_then(|v| v.as_i64().ok()).unwrap_or(usual)
        };
        let is = |key: &[u8]| {
            let value = settings.get_deref(key, self.document);
            value.ok().and_then(|v| v.as_bool().ok()).unwrap_or(false)
        };
        if is(b"EncodedByteAlign") {
            return None;
        }
        let kind = number(b"K", 0);
        let compression = if kind < 0 { 4 } else { 3 };
        let is_dark = is(b"BlackIs1") != self.is_inverted();
        let width = u32::try_from(number(b"Columns", 1728)).ok()?;
        let height = u32::try_from(self.size()?.1).ok()?;
        let tags: [(u16, u32); 10] = [
            (256, width),
            (257, height),
            (258, 1),
            (259, compression),
            (262, u32::from(is_dark)),
            (273, 8),
            (277, 1),
            (278, height),
            (279, u32::try_from(data.len()).ok()?),
            (if kind < 0 { 293 } else { 292 }, u32::from(kind > 0)),
        ];
        let mut tiff = b"II*\0".to_vec();
        let start = u32::try_from(8 + data.len() + data.len() % 2).ok()?;
        tiff.extend(start.to_le_bytes());
        tiff.extend(data);
        tiff.resize(start as usize, 0);
        tiff.extend((tags.len() as u16).to_le_bytes());
        for (tag, value) in tags {
            // One value of four bytes.
            tiff.extend(tag.to_le_bytes());
            tiff.extend(4u16.to_le_bytes());
            tiff.extend(1u32.to_le_bytes());
            tiff.extend(value.to_le_bytes());
        }
        tiff.extend([0; 4]);
        Some(tiff)
    }

    fn colour(&self, space: Option<&Object>, nesting: u8) -> Option<Colour> {
        let Some(space) = space else {
            // A stencil: what is 0 is painted.
            return Some(Colour::Grey);
        };
        let space = self.document.dereference(space).ok()?.1;
        let list = space.as_array().ok();
        let at = |n: usize| {
            let found = self.document.dereference(list?.get(n)?).ok()?;
            Some(found.1)
        };
        let name = match list {
            Some(_) => at(0)?.as_name().ok()?,
            None => space.as_name().ok()?,
        };
        match name {
            b"DeviceGray" | b"CalGray" | b"G" => Some(Colour::Grey),
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(Colour::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Colour::Cmyk),
            b"ICCBased" => {
                let profile = &at(1)?.as_stream().ok()?.dict;
                match profile.get_deref(b"N", self.document).ok()?.as_i64().ok()? {
                    1 => Some(Colour::Grey),
                    3 => Some(Colour::Rgb),
                    4 => Some(Colour::Cmyk),
                    _ => None,
                }
            }
            b"Indexed" | b"I" if nesting > 0 => {
                let base = self.colour(at(1), nesting - 1)?;
                let table = match at(3)? {
                    Object::String(bytes, _) => bytes.clone(),
                    other => other
                        .as_stream()
                        .ok()?
                        .get_plain_content_with_limit(4096)
                        .ok()?,
                };
                let entries = table.chunks_exact(base.parts());
                Some(Colour::Palette(
                    entries.map(|entry| base.grey(entry)).collect(),
                ))
            }
            _ => None,
        }
    }

    /// Samples as a portable grey map.
    fn grey_map(&self, samples: &[u8]) -> Option<Vec<u8>> {
        let (width, height) = self.size()?;
        let is_stencil = self
            .value(b"ImageMask")
            .is_some_and(|mask| mask.as_bool().unwrap_or(false));
        let bits = match is_stencil {
            true => 1,
            false => self.number(b"BitsPerComponent").unwrap_or(8),
        };
        if ![1, 2, 4, 8, 16].contains(&bits) {
            return None;
        }
        let space = self.value(b"ColorSpace").filter(|_| !is_stencil);
        let colour = self.colour(space, 1)?;
        let parts = colour.parts();
        let row = (width * parts * bits).div_ceil(8);
        let most = (1u16 << bits.min(8)) - 1;
        let is_palette = matches!(colour, Colour::Palette(_));
        let is_inverted = self.is_inverted() && !is_palette;
        let sample = |line: &[u8], n: usize| -> u8 {
            let value = match bits {
                16 => line[n * 2],
                8 => line[n],
                _ => {
                    let at = n * bits;
                    let shift = 8 - bits - at % 8;
                    ((u16::from(line[at / 8]) >> shift) & most) as u8
                }
            };
            let scaled = match is_palette {
                true => value,
                false => (u16::from(value) * 255 / most) as u8,
            };
            if is_inverted { 255 - scaled } else { scaled }
        };
        let mut map = format!("P5\n{width} {height}\n255\n").into_bytes();
        map.reserve(width * height);
        let mut dot = [0u8; 4];
        for line in samples.chunks_exact(row).take(height) {
            for x in 0..width {
                for (part, value) in dot.iter_mut().enumerate().take(parts) {
                    *value = sample(line, x * parts + part);
                }
                map.push(colour.grey(&dot[..parts]));
            }
        }
        // What a broken stream lacks at its end is white.
        let head = map.len() - samples.chunks_exact(row).take(height).len() * width;
        map.resize(head + width * height, 255);
        Some(map)
    }
}

/// The content before a filter was applied; `None` for filters that are not undone here.
fn undone(
    filter: &[u8],
    mut settings: Dictionary,
    content: Vec<u8>,
    most: usize,
) -> Option<Vec<u8>> {
    let number = |key: &[u8], usual| settings.get(key).and_then(Object::as_i64).unwrap_or(usual);
    let bits = number(b"BitsPerComponent", 8);
    if number(b"Predictor", 1) == 2 && bits == 8 {
        let (colours, columns) = (number(b"Colors", 1), number(b"Columns", 1));
        settings.remove(b"Predictor");
        let mut content = undone(filter, settings, content, most)?;
        let colours = usize::try_from(colours).ok()?.clamp(1, 32);
        let row = usize::try_from(columns).ok()?.checked_mul(colours)?.max(1);
        for line in content.chunks_mut(row) {
            for at in colours..line.len() {
                line[at] = line[at].wrapping_add(line[at - colours]);
            }
        }
        return Some(content);
    }
    if bits < 8 {
        // Rows of bits are predicted byte by byte; the reader of filters counts whole bytes only.
        let columns = number(b"Columns", 1).checked_mul(number(b"Colors", 1))?;
        settings.set("Columns", columns.checked_mul(bits)?.checked_add(7)? / 8);
        settings.set("Colors", 1);
        settings.set("BitsPerComponent", 8);
    }
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(filter.to_vec()));
    dict.set("DecodeParms", Object::Dictionary(settings));
    let stream = Stream::new(dict, content);
    stream.decompressed_content_with_limit(most).ok()
}
