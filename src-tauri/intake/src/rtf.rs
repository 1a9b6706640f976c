//! Text of Rich Text Format files.
//! Leaves out styles, pictures, headers, footers and hidden or deleted runs.

use crate::decode;
use crate::{Format, IntakeError, Limits, Warning};
use encoding_rs::Encoding;
use std::collections::HashMap;

/// Groups that hold no text of the document.
const SKIPPED: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "filetbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "fldinst",
    "annotation",
    "atnid",
    "atnauthor",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "template",
    "operator",
    "userprops",
    "sp",
    "shpinst",
    "panose",
    "falt",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "pgptbl",
    "mmathPr",
    "wgrffmtfilter",
    "passwordhash",
];

/// Groups marked `\*`, "leave out if unknown", that do hold text.
const KNOWN: &[&str] = &["shptxt", "pn", "pntext", "listtext"];

/// The text of an rtf file.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let mut reader = Reader::new(limits);
    reader.run(bytes)?;
    reader.flush();
    if reader.groups.len() > 1 {
        warnings.push(Warning::new(
            "rtf.cut",
            "the file ends inside a group: text may be missing",
            1,
        ));
    }
    if reader.replaced > 0 {
        let detail = "bytes that are no characters in this encoding, shown as \u{FFFD}";
        warnings.push(Warning::new("decode.replaced", detail, reader.replaced));
    }
    let mut text = reader.text;
    for note in reader.notes {
        text.push('\n');
        text.push_str(note.trim());
    }
    Ok(text)
}

/// What a group may change and its end restores.
#[derive(Debug, Clone)]
struct State {
    /// Nothing in here is shown.
    skipped: bool,
    /// This group lists the fonts.
    fonts: bool,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// Replacement characters that follow each `\u`.
    fallback: usize,
    /// The text is that of a note.
    note: bool,
}

struct Reader<'l> {
    limits: &'l Limits,
    groups: Vec<State>,
    state: State,
    /// Bytes of a character set of their own, read together: half a character has no meaning.
    pending: Vec<u8>,
    text: String,
    notes: Vec<String>,
    encoding: &'static Encoding,
    charsets: HashMap<i32, &'static Encoding>,
    default_font: Option<i32>,
    surrogate: Option<u16>,
    /// Characters still to leave out after a `\u`.
    skip: usize,
    /// The last token was `\*`.
    starred: bool,
    replaced: u32,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits) -> Self {
        let state = State {
            skipped: false,
            fonts: false,
            hidden: false,
            deleted: false,
            font: -1,
            fallback: 1,
            note: false,
        };
        Self {
            limits,
            groups: Vec::new(),
            state,
            pending: Vec::new(),
            text: String::new(),
            notes: Vec::new(),
            encoding: encoding_rs::WINDOWS_1252,
            charsets: HashMap::new(),
            default_font: None,
            surrogate: None,
            skip: 0,
            starred: false,
            replaced: 0,
        }
    }

    fn run(&mut self, bytes: &[u8]) -> Result<(), IntakeError> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.groups.len() as u64 >= u64::from(self.limits.depth) {
                        let limit = u64::from(self.limits.depth);
                        return Err(IntakeError::TooLarge {
                            what: "nesting of groups".into(),
                            limit,
                        });
                    }
                    self.groups.push(self.state.clone());
                    self.skip = 0;
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    match self.groups.pop() {
                        Some(state) => self.state = state,
                        None => {
                            return Err(IntakeError::damaged(
                                Format::Rtf,
                                "a group is closed twice",
                            ));
                        }
                    }
                    if self.groups.is_empty() {
                        // What follows the last group is not part of the document.
                        return Ok(());
                    }
                }
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        Ok(())
    }

    /// Reads what follows a backslash and returns where it ends.
    fn control(&mut self, bytes: &[u8], mut at: usize) -> usize {
        let Some(first) = bytes.get(at).copied() else {
            return at;
        };
        if !first.is_ascii_alphabetic() {
            at += 1;
            match first {
                b'\'' => {
                    let hex = bytes
                        .get(at..at + 2)
                        .and_then(|h| std::str::from_utf8(h).ok());
                    if let Some(value) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                        self.byte(value);
                        at += 2;
                    }
                }
                b'~' => self.push(" "),
                b'_' => self.push("-"),
                b'*' => self.starred = true,
                b'\r' | b'\n' => self.push("\n"),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return at;
        }
        let letters = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .take(40)
            .count();
        let word = String::from_utf8_lossy(&bytes[at..at + letters]).into_owned();
        at += letters;
        let minus = bytes.get(at) == Some(&b'-');
        let from = at + usize::from(minus);
        let digits = bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .take(10)
            .count();
        let mut value = None;
        if digits > 0 {
            let number = String::from_utf8_lossy(&bytes[from..from + digits])
                .parse::<i64>()
                .unwrap_or(0);
            value = Some(if minus { -number } else { number });
            at = from + digits;
        }
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if word == "bin" {
            let length = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
            return at.saturating_add(length).min(bytes.len());
        }
        self.word(&word, value);
        at
    }

    fn word(&mut self, word: &str, value: Option<i64>) {
        if std::mem::take(&mut self.starred) && !KNOWN.contains(&word) {
            self.flush();
            self.state.skipped = true;
        }
        let number = value.and_then(|v| i32::try_from(v).ok());
        let is_on = value != Some(0);
        match word {
            "u" => {
                if let Some(number) = number {
                    self.unit(number as u16);
                    self.skip = self.state.fallback;
                }
            }
            "par" | "line" | "sect" | "page" | "column" | "row" | "nestrow" => self.push("\n"),
            "tab" | "cell" | "nestcell" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" | "enspace" | "qmspace" => self.push(" "),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.encoding = number.and_then(code_page).unwrap_or(self.encoding),
            "deff" => self.default_font = number,
            "fonttbl" => {
                self.flush();
                self.state.fonts = true;
                self.state.skipped = true;
            }
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(-1);
            }
            "fcharset" if self.state.fonts => {
                if let Some(encoding) = number.and_then(charset) {
                    self.charsets.insert(self.state.font, encoding);
                }
            }
            "plain" => {
                self.flush();
                self.state.font = self.default_font.unwrap_or(-1);
                self.state.hidden = false;
                self.state.deleted = false;
            }
            "v" => {
                self.flush();
                self.state.hidden = is_on;
            }
            "deleted" => {
                self.flush();
                self.state.deleted = is_on;
            }
            "footnote" if !self.state.skipped && !self.state.note => {
                self.flush();
                let mark = self.notes.len() + 1;
                self.text.push_str(&format!("[{mark}]"));
                self.notes.push(format!("[{mark}] "));
                self.state.note = true;
            }
            word if SKIPPED.contains(&word) => {
                self.flush();
                self.state.skipped = true;
            }
            _ => {}
        }
    }

    fn is_shown(&self) -> bool {
        !(self.state.skipped || self.state.hidden || self.state.deleted)
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.is_shown() {
            self.pending.push(byte);
        }
    }

    /// One unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        self.flush();
        if !self.is_shown() {
            return;
        }
        let units = [self.surrogate.take().unwrap_or(unit), unit];
        if (0xD800..0xDC00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        let units = if units[0] == unit {
            &units[1..]
        } else {
            &units[..]
        };
        let text: String = char::decode_utf16(units.iter().copied())
            .map(|c| c.unwrap_or('\u{FFFD}'))
            .collect();
        self.append(&text);
    }

    fn push(&mut self, text: &str) {
        self.flush();
        if self.is_shown() {
            self.append(text);
        }
    }

    fn append(&mut self, text: &str) {
        match self.notes.last_mut() {
            Some(note) if self.state.note => note.push_str(&text.replace('\n', " ")),
            _ => self.text.push_str(text),
        }
    }

    /// Reads the bytes gathered so far in the character set of their font.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let stated = self
            .charsets
            .get(&self.state.font)
            .copied()
            .unwrap_or(self.encoding);
        let (text, damaged) = stated.decode_without_bom_handling(&bytes);
        // Chinese in a font that says it is Western: written by programs that ignore charsets.
        let high = bytes.iter().filter(|b| **b >= 0x80).count();
        let text = if high > 1 && (stated == encoding_rs::WINDOWS_1252 || damaged) {
            decode::text(&bytes, None).map_or_else(|| text.into_owned(), |d| d.text)
        } else {
            text.into_owned()
        };
        self.replaced += text.matches('\u{FFFD}').count() as u32;
        self.append(&text);
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        936 | 54936 => Some(encoding_rs::GB18030),
        950 => Some(encoding_rs::BIG5),
        932 => Some(encoding_rs::SHIFT_JIS),
        949 => Some(encoding_rs::EUC_KR),
        65001 => Some(encoding_rs::UTF_8),
        1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => None,
    }
}

/// Windows character sets as font tables name them.
fn charset(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(encoding_rs::GB18030),
        136 => Some(encoding_rs::BIG5),
        128 => Some(encoding_rs::SHIFT_JIS),
        129 => Some(encoding_rs::EUC_KR),
        204 => Some(encoding_rs::WINDOWS_1251),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let text = read(source.as_bytes(), &Limits::default(), &mut Vec::new());
        assert_eq!(text.as_deref().map(str::trim_end), Ok(expected));
    }

    #[test]
    fn unicode_with_fallbacks() {
        check(
            r"{\rtf1\ansi\uc1 \u35762?\u-29731 ?\par\u55360?\u56320?}",
            "讲话\n𠀀",
        );
        check(r"{\rtf1\uc2\u35762\'bd\'b2A{\uc0\u19968 B}}", "讲A一B");
    }

    #[test]
    fn code_pages_by_document_and_by_font() {
        check(r"{\rtf1\ansi\ansicpg936 \'bd\'b2\'bb\'b0}", "讲话");
        check(
            r"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset134 SimSun;}}\f1 \'bd\'b2\'bb\'b0\f0  A}",
            "讲话 A",
        );
        check(r"{\rtf1\ansi \'bd\'b2\'bb\'b0\'d6\'d8\'d2\'aa}", "讲话重要");
    }

    #[test]
    fn only_the_text_is_read() {
        check(
            r"{\rtf1{\info{\title x}}{\*\unknown y}{\header z}a{\v hidden}{\deleted gone}\tab b{\pict 00ff}\{c\}}",
            "a\tb{c}",
        );
        check(
            r"{\rtf1{\pntext 1.\tab}a{\footnote note\par}b\bin3 }}}c}",
            "1.\ta[1]bc\n[1] note",
        );
    }

    #[test]
    fn depth_and_damage() {
        let deep = format!("{{\\rtf1{}", "{".repeat(100_000));
        assert_eq!(
            read(deep.as_bytes(), &Limits::default(), &mut Vec::new())
                .unwrap_err()
                .code(),
            "too_large"
        );
        let mut warnings = Vec::new();
        assert_eq!(
            read(br"{\rtf1 cut {\b here", &Limits::default(), &mut warnings).as_deref(),
            Ok("cut here")
        );
        assert_eq!(warnings[0].code, "rtf.cut");
    }
}
