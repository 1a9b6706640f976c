//! What the codes of a font mean and how wide they are.
//! Draws nothing; does not read the font program itself.

use super::{cmap, collection};
use encoding_rs::Encoding;
use lopdf::{Dictionary, Document, Object};
use std::collections::HashMap;

/// How a string is divided into codes.
enum Codes {
    /// One byte each; what each means if no table says otherwise.
    Bytes(Vec<String>),
    /// Two bytes each, without meaning of their own.
    Pairs,
    /// Two bytes each, numbers of Adobe's collection for simplified Chinese.
    Collection,
    /// UTF-16, big end first.
    Utf16,
    /// A code page of one and two bytes.
    Page(&'static Encoding),
}

/// One drawn code.
pub(super) struct Code {
    /// What it means, U+FFFD where that is not told.
    pub(super) text: String,
    /// Advance in thousandths of the font size.
    pub(super) width: f32,
    /// It is the code 32 of one byte, which word spacing applies to.
    pub(super) is_space: bool,
}

/// A font, as far as text goes.
pub(super) struct Font {
    codes: Codes,
    unicode: HashMap<u32, String>,
    widths: HashMap<u32, f32>,
    default_width: f32,
    /// Its text runs down the page.
    pub(super) is_vertical: bool,
}

impl Font {
    /// From a font dictionary; `most` bounds what its streams unpack to.
    pub(super) fn new(document: &Document, font: &Dictionary, most: usize) -> Self {
        let unicode = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream);
        let unicode = unicode.and_then(|stream| stream.get_plain_content_with_limit(most));
        let unicode = unicode
            .map(|source| cmap::parse(&source))
            .unwrap_or_default();
        let kind = font
            .get_deref(b"Subtype", document)
            .and_then(Object::as_name)
            .unwrap_or_default();
        let mut made = Self {
            codes: Codes::Pairs,
            unicode,
            widths: HashMap::new(),
            default_width: 1000.0,
            is_vertical: false,
        };
        if kind == b"Type0" {
            let name = font
                .get_deref(b"Encoding", document)
                .and_then(Object::as_name)
                .unwrap_or_default();
            made.codes = composite(&String::from_utf8_lossy(name));
            made.is_vertical = name.ends_with(b"-V") || name == b"V";
            if matches!(made.codes, Codes::Pairs) && is_adobe_gb1(document, font) {
                made.codes = Codes::Collection;
            }
            made.learn_composite_widths(document, font);
        } else {
            made.codes = Codes::Bytes(simple(document, font, most));
            made.learn_simple_widths(document, font);
        }
        made
    }

    fn learn_simple_widths(&mut self, document: &Document, font: &Dictionary) {
        self.default_width = 500.0;
        let first = font
            .get_deref(b"FirstChar", document)
            .and_then(Object::as_i64)
            .unwrap_or(0);
        let widths = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array);
        // The widths of a font that draws by procedures are in a space of its own.
        let matrix = font
            .get_deref(b"FontMatrix", document)
            .and_then(Object::as_array)
            .ok();
        let scale = matrix
            .and_then(|m| m.first()?.as_float().ok())
            .map_or(1.0, |a| a * 1000.0);
        for (n, width) in widths.into_iter().flatten().enumerate().take(256) {
            let width = resolve(document, width).and_then(|w| w.as_float().ok());
            if let (Some(width), Ok(code)) = (width, u32::try_from(first + n as i64)) {
                self.widths.insert(code, width * scale);
            }
        }
    }

    fn learn_composite_widths(&mut self, document: &Document, font: &Dictionary) {
        let children = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array);
        let child = children
            .ok()
            .and_then(|c| resolve(document, c.first()?)?.as_dict().ok());
        let Some(child) = child else { return };
        if let Ok(width) = child.get_deref(b"DW", document).and_then(Object::as_float) {
            self.default_width = width;
        }
        // The widths are by glyph number, which equals the code only where codes mean nothing else.
        let Some(Ok(widths)) = matches!(self.codes, Codes::Pairs | Codes::Collection)
            .then(|| child.get_deref(b"W", document).and_then(Object::as_array))
        else {
            return;
        };
        let mut items = widths.iter().filter_map(|item| resolve(document, item));
        while let (Some(first), Some(second)) =
            (items.next().and_then(|o| o.as_i64().ok()), items.next())
        {
            let Ok(first) = u32::try_from(first) else {
                return;
            };
            if let Ok(list) = second.as_array() {
                for (n, width) in list.iter().enumerate().take(0x1_0000) {
                    if let Some(width) = resolve(document, width).and_then(|w| w.as_float().ok()) {
                        self.widths.insert(first.saturating_add(n as u32), width);
                    }
                }
            } else if let (Ok(last), Some(Ok(width))) =
                (second.as_i64(), items.next().map(Object::as_float))
            {
                let last = u32::try_from(last).unwrap_or(0).min(0xFFFF);
                self.widths.extend((first..=last).map(|code| (code, width)));
            }
        }
    }

    /// The codes of a drawn string.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<Code> {
        let mut out = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = match &self.codes {
                Codes::Bytes(_) => 1,
                Codes::Pairs | Codes::Collection => 2,
                Codes::Utf16 if (0xD8..0xDC).contains(first) => 4,
                Codes::Utf16 => 2,
                Codes::Page(_) => 1 + usize::from(*first > 0x80),
            };
            let (code, tail) = rest.split_at(length.min(rest.len()));
            rest = tail;
            let number = code.iter().fold(0u32, |sum, b| sum << 8 | u32::from(*b));
            let own = || match &self.codes {
                Codes::Bytes(table) => table.get(number as usize).cloned().unwrap_or_default(),
                Codes::Pairs => "\u{FFFD}".to_string(),
                Codes::Collection => collection::adobe_gb1(number).to_string(),
                Codes::Utf16 => encoding_rs::UTF_16BE
                    .decode_without_bom_handling(code)
                    .0
                    .into_owned(),
                Codes::Page(encoding) => encoding.decode_without_bom_handling(code).0.into_owned(),
            };
            let text = self.unicode.get(&number).cloned().unwrap_or_else(own);
            let narrow = matches!(self.codes, Codes::Page(_)) && code.len() == 1;
            let width = self.widths.get(&number).copied();
            let width = width.unwrap_or(if narrow {
                self.default_width / 2.0
            } else {
                self.default_width
            });
            out.push(Code {
                text,
                width,
                is_space: code == b" ",
            });
        }
        out
    }
}

fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// Whether the numbers of a font's characters are those of Adobe's collection. Where the font is
/// embedded as TrueType they are places in the font instead, whatever it says.
fn is_adobe_gb1(document: &Document, font: &Dictionary) -> bool {
    let child = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|c| resolve(document, c.first()?)?.as_dict().ok());
    let Some(child) = child else { return false };
    let info = child
        .get_deref(b"CIDSystemInfo", document)
        .and_then(Object::as_dict);
    let ordering = info.and_then(|i| i.get_deref(b"Ordering", document)?.as_str());
    let maps_places = child
        .get_deref(b"CIDToGIDMap", document)
        .is_ok_and(|map| map.as_name().is_ok());
    ordering.is_ok_and(|o| o == b"GB1") && !maps_places
}

/// The predefined code maps for Chinese, Japanese and Korean, by the start of their names.
fn composite(name: &str) -> Codes {
    let starts = |all: &[&str]| all.iter().any(|start| name.starts_with(start));
    if starts(&["UniGB-", "UniCNS-", "UniJIS-", "UniKS-", "UniJIS2004-"]) {
        return if name.contains("UTF8") {
            Codes::Page(encoding_rs::UTF_8)
        } else {
            Codes::Utf16
        };
    }
    if starts(&["GBK", "GB-", "GBpc-", "GBT-"]) {
        return Codes::Page(encoding_rs::GB18030);
    }
    if starts(&["ETen", "B5pc", "HKscs", "ETHK"]) {
        return Codes::Page(encoding_rs::BIG5);
    }
    if starts(&["90ms", "90pv", "83pv", "RKSJ"]) {
        return Codes::Page(encoding_rs::SHIFT_JIS);
    }
    if starts(&["KSC"]) {
        return Codes::Page(encoding_rs::EUC_KR);
    }
    Codes::Pairs
}

/// What each of 256 codes means by the font's encoding.
fn simple(document: &Document, font: &Dictionary, most: usize) -> Vec<String> {
    let encoding = font.get_font_encoding_with_limit(document, most);
    let meaning = |byte: u8| {
        let text = encoding
            .as_ref()
            .ok()
            .and_then(|e| e.bytes_to_string(&[byte]).ok());
        text.filter(|t| !t.is_empty())
            .unwrap_or_else(|| "\u{FFFD}".to_string())
    };
    (0..=255).map(meaning).collect()
}
