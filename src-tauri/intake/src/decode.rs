//! Characters from bytes: which encoding a text is in, decided by what reading it so would give.
//! Does not tidy line ends or controls, and never swallows an undecodable byte silently.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::LazyLock;

/// Text made from bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a leading BOM.
    pub text: String,
    /// The encoding they were read in, in lower case, e.g. `gb18030`.
    pub encoding: String,
    /// Byte sequences that are no characters and became U+FFFD.
    pub replaced: u32,
    /// Lines that were read in another encoding than the rest.
    pub foreign: u32,
}

/// How much of a file is looked at to see whether it is text.
const SAMPLE: usize = 64 * 1024;

/// How much is read on trial in each encoding, in bytes from the first that is not ASCII.
const TRIAL: usize = 8 * 1024;

/// The share of everyday Chinese characters below which a reading is not believed. Right readings
/// of speeches give 0.6 to 0.9, wrong ones under 0.15.
const BELIEVABLE: f64 = 0.3;

/// For each character from U+4E00, whether it is an everyday one.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let rows = include_str!("../data/common-characters.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'));
    let mut common = vec![false; 0x5200];
    for c in rows
        .filter_map(|l| l.split_once('\t'))
        .flat_map(|(_, chars)| chars.chars())
    {
        if let Some(slot) = place(c).and_then(|at| common.get_mut(at)) {
            *slot = true;
        }
    }
    common
});

fn place(c: char) -> Option<usize> {
    (c as usize).checked_sub(0x4E00)
}

fn is_common(c: char) -> bool {
    place(c)
        .and_then(|at| COMMON.get(at))
        .is_some_and(|common| *common)
}

/// Decodes text in an unknown or stated encoding. A stated one is believed only when the bytes bear
/// it out: pages are often marked gb2312 and sent as UTF-8. Always gives something; for bytes that
/// are no text at all that is a reading full of U+FFFD.
pub fn decode(bytes: &[u8], encoding: Option<&str>) -> Decoded {
    match text(bytes, encoding) {
        Some(decoded) => decoded,
        None => best(bytes, &[GB18030, BIG5])
            .map_or_else(|| read(bytes, GB18030), |(_, e)| read(bytes, e)),
    }
}

/// Decodes in this encoding and no other; `None` when there is none of that name.
pub(crate) fn forced(bytes: &[u8], encoding: &str) -> Option<Decoded> {
    let named = Encoding::for_label(encoding.trim().as_bytes())?;
    let named = if named == encoding_rs::GBK {
        GB18030
    } else {
        named
    };
    let mark = Encoding::for_bom(bytes).filter(|(of, _)| *of == named);
    Some(read(&bytes[mark.map_or(0, |(_, length)| length)..], named))
}

/// Like [`decode`], but `None` when the bytes are not text in any encoding known here.
pub(crate) fn text(bytes: &[u8], stated: Option<&str>) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(read(&bytes[mark..], encoding)).filter(|d| is_readable(&d.text));
    }
    let has_zero = bytes.iter().take(SAMPLE).any(|b| *b == 0);
    if !has_zero && let Ok(text) = std::str::from_utf8(bytes) {
        // UTF-16 of Chinese without a single ASCII character has no zero bytes, but it is no valid
        // UTF-8 either beyond a few characters.
        let decoded = Decoded {
            text: text.to_string(),
            encoding: name(UTF_8),
            replaced: 0,
            foreign: 0,
        };
        return Some(decoded).filter(|d| is_readable(&d.text));
    }
    let stated = stated.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let (score, encoding) = best(bytes, &candidates(bytes, has_zero, stated))?;
    if score >= BELIEVABLE {
        let decoded = mend(bytes, read(bytes, encoding), encoding);
        return Some(decoded).filter(|d| is_readable(&d.text));
    }
    if has_zero {
        return None;
    }
    if let Some(decoded) = by_lines(bytes) {
        return Some(decoded).filter(|d| is_readable(&d.text));
    }
    // Not Chinese. Western and other text is believed when the detector names an encoding in which
    // every byte is a character and most of them are letters.
    let voice = stated
        .filter(|e| *e != UTF_8)
        .unwrap_or_else(|| guess(bytes));
    let sample = read(&bytes[..bytes.len().min(SAMPLE)], voice).text;
    let letters = sample
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .count();
    if letters * 10 < sample.chars().count() * 7 {
        return None;
    }
    Some(read(bytes, voice)).filter(|d| d.replaced == 0 && is_readable(&d.text))
}

fn candidates(
    bytes: &[u8],
    has_zero: bool,
    stated: Option<&'static Encoding>,
) -> Vec<&'static Encoding> {
    // Order settles ties: the commonest first.
    let mut order = vec![GB18030, BIG5];
    if !has_zero {
        order.insert(0, UTF_8);
        let voice = guess(bytes);
        if !order.contains(&voice) && voice != encoding_rs::GBK {
            order.push(voice);
        }
    }
    order.extend([UTF_16LE, UTF_16BE]);
    if let Some(stated) = stated.map(|e| if e == encoding_rs::GBK { GB18030 } else { e }) {
        order.retain(|e| *e != stated);
        order.insert(0, stated);
    }
    order
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    detector.guess(None, Utf8Detection::Allow)
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

fn read(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let replaced = if damaged {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        encoding: name(encoding),
        replaced: replaced as u32,
        foreign: 0,
    }
}

/// The candidate whose reading looks most like Chinese, with its score.
fn best(bytes: &[u8], candidates: &[&'static Encoding]) -> Option<(f64, &'static Encoding)> {
    let first = bytes
        .iter()
        .position(|b| *b >= 0x80 || *b == 0)
        .unwrap_or(0);
    let mut winner: Option<(f64, &'static Encoding)> = None;
    for encoding in candidates {
        // A cut in the middle of a character costs one replacement in thousands.
        let wide = *encoding == UTF_16LE || *encoding == UTF_16BE;
        let start = if wide { first & !1 } else { first };
        let sample = &bytes[start..bytes.len().min(start + TRIAL)];
        let score = score(&encoding.decode_without_bom_handling(sample).0, wide);
        if winner.is_none_or(|(top, _)| score > top + 1e-9) {
            winner = Some((score, encoding));
        }
    }
    winner
}

/// The share of everyday characters among those that could be wrong; below zero for noise.
/// ASCII says nothing in byte encodings, and much in UTF-16, where half of it is zero bytes.
fn score(text: &str, wide: bool) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for c in text.chars() {
        let value = match c {
            '\t' | '\n' | '\r' => continue,
            ' '..='~' if !wide => continue,
            ' '..='~' => 1.0,
            '\u{FFFD}' | '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => -2.0,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => -1.0,
            '、'..='】' | '！' | '（'..='）' | '，' | '．' | '：'..='；' | '？' | '０'..='９' => {
                1.0
            }
            '\u{3000}' | '‘'..='”' | '—' | '…' | '·' | '\u{A0}' | '①'..='⑳' | '％' => {
                1.0
            }
            '\u{4E00}'..='\u{9FFF}' => f64::from(u8::from(is_common(c))),
            _ => -0.25,
        };
        sum += value;
        count += 1;
    }
    if count == 0 {
        0.0
    } else {
        sum / f64::from(count)
    }
}

/// Text has few control characters; a program or picture read as text has many.
fn is_readable(text: &str) -> bool {
    let end = text.floor_char_boundary(SAMPLE);
    let head = &text[..end];
    let total = head.chars().count();
    let odd = |c: char| matches!(c, '\u{FFFD}' | '\0'..='\u{8}' | '\u{E}'..='\u{19}' | '\u{1B}'..='\u{1F}' | '\u{7F}');
    let bad = head.chars().filter(|c| odd(*c)).count();
    bad * 10 <= total || (total < 40 && bad <= 2)
}

/// A file pasted together from two encodings: lines that cannot be read in the chosen one, or read
/// as rare characters what is everyday Chinese in UTF-8, are read in another.
fn mend(bytes: &[u8], decoded: Decoded, chosen: &'static Encoding) -> Decoded {
    if chosen == UTF_16LE || chosen == UTF_16BE {
        return decoded;
    }
    let is_foreign = |line: &[u8]| {
        let others = !line.is_ascii() && chosen != UTF_8;
        others && std::str::from_utf8(line).is_ok()
    };
    let lines = || bytes.split_inclusive(|b| *b == b'\n');
    if decoded.replaced == 0 && !lines().any(is_foreign) {
        return decoded;
    }
    let mut text = String::with_capacity(decoded.text.len());
    let (mut replaced, mut foreign) = (0, 0);
    for line in lines() {
        let mut reading = read(line, chosen);
        if (reading.replaced > 0 || is_foreign(line))
            && let Some((better, other)) = best(line, &[chosen, UTF_8, GB18030, BIG5])
            && other != chosen
            && better >= BELIEVABLE
        {
            let candidate = read(line, other);
            if candidate.replaced <= reading.replaced {
                reading = candidate;
                foreign += 1;
            }
        }
        text.push_str(&reading.text);
        replaced += reading.replaced;
    }
    Decoded {
        text,
        encoding: decoded.encoding,
        replaced,
        foreign,
    }
}

/// Text of which no encoding reads enough: halves in two encodings spoil each other's score.
fn by_lines(bytes: &[u8]) -> Option<Decoded> {
    let [of_utf8, of_gb] = [UTF_8, GB18030].map(|encoding| {
        let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_ascii());
        let read = |line: &&[u8]| best(line, &[UTF_8, GB18030]).is_some_and(|(_, e)| e == encoding);
        lines.filter(read).map(<[u8]>::len).sum::<usize>()
    });
    let chosen = if of_utf8 > of_gb { UTF_8 } else { GB18030 };
    let mended = mend(bytes, read(bytes, chosen), chosen);
    let end = mended.text.floor_char_boundary(TRIAL);
    let damage = mended.replaced as usize * 100 > mended.text.chars().count();
    let is_text = score(&mended.text[..end], false) >= BELIEVABLE && !damage;
    Some(mended).filter(|d| d.foreign > 0 && is_text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    const SPEECH: &str =
        "同志们：今天我们召开全市重点项目建设推进会，主要任务是分析形势、安排下一步工作。";
    const HANT: &str = "主席，我謹此動議議員通過這項議案，讓政府為市民提供更好的服務。";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let unit = |u: u16| {
            if little {
                u.to_le_bytes()
            } else {
                u.to_be_bytes()
            }
        };
        text.encode_utf16().flat_map(unit).collect()
    }

    fn check(bytes: &[u8], encoding: &str, expected: &str) {
        let decoded = text(bytes, None).expect("text");
        assert_eq!(
            (decoded.encoding.as_str(), decoded.text.as_str()),
            (encoding, expected)
        );
        assert_eq!(decoded.replaced, 0);
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        check(SPEECH.as_bytes(), "utf-8", SPEECH);
        check(format!("\u{FEFF}{SPEECH}").as_bytes(), "utf-8", SPEECH);
        check(b"plain ascii", "utf-8", "plain ascii");
    }

    #[test]
    fn gb_and_big5() {
        check(&GBK.encode(SPEECH).0, "gb18030", SPEECH);
        check(
            &GB18030.encode("㐀𠮷，我们的会议").0,
            "gb18030",
            "㐀𠮷，我们的会议",
        );
        check(&BIG5.encode(HANT).0, "big5", HANT);
        check(&GBK.encode(HANT).0, "gb18030", HANT);
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        for little in [true, false] {
            let encoding = if little { "utf-16le" } else { "utf-16be" };
            check(&utf16(SPEECH, little), encoding, SPEECH);
            check(
                &utf16(&format!("\u{FEFF}{SPEECH}"), little),
                encoding,
                SPEECH,
            );
            check(
                &utf16("一、2020年1-5月\r\n工作", little),
                encoding,
                "一、2020年1-5月\r\n工作",
            );
        }
    }

    #[test]
    fn a_few_characters_are_enough() {
        check(&GBK.encode("讲话").0, "gb18030", "讲话");
        check(
            &GBK.encode("在全市会议上的讲话.txt").0,
            "gb18030",
            "在全市会议上的讲话.txt",
        );
        check(&BIG5.encode("會議上的發言").0, "big5", "會議上的發言");
    }

    #[test]
    fn a_wrong_label_is_not_believed() {
        let decoded = decode(SPEECH.as_bytes(), Some("gb2312"));
        assert_eq!(
            (decoded.encoding.as_str(), decoded.text.as_str()),
            ("utf-8", SPEECH)
        );
        let decoded = decode(&GBK.encode(SPEECH).0, Some("utf-8"));
        assert_eq!(
            (decoded.encoding.as_str(), decoded.text.as_str()),
            ("gb18030", SPEECH)
        );
    }

    #[test]
    fn damage_is_counted_not_hidden() {
        let mut bytes = SPEECH.as_bytes().to_vec();
        bytes.insert(9, 0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding.as_str(), decoded.replaced), ("utf-8", 1));
        let gb = GBK.encode(SPEECH).0;
        let decoded = decode(&gb[..gb.len() - 1], None);
        assert_eq!(
            (decoded.encoding.as_str(), decoded.replaced),
            ("gb18030", 1)
        );
    }

    #[test]
    fn lines_of_another_encoding_are_read_in_theirs() {
        let mut bytes = format!("{SPEECH}\n{SPEECH}\n").into_bytes();
        bytes.extend_from_slice(&GBK.encode("我们要抓好落实。\n").0);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.replaced, 0);
        assert!(decoded.text.ends_with("我们要抓好落实。\n"));
    }

    #[test]
    fn a_heading_in_utf8_above_a_text_in_gbk() {
        let (head, body) = (
            "全市重点项目建设推进会\n",
            format!("{SPEECH}\n{SPEECH}\n{SPEECH}\n"),
        );
        let mixed = [head.as_bytes(), &GBK.encode(&body).0].concat();
        let decoded = decode(&mixed, None);
        assert_eq!(
            (decoded.text, decoded.foreign),
            (format!("{head}{body}"), 1)
        );
        let halves = [&GBK.encode(&body).0, body.as_bytes()].concat();
        let decoded = text(&halves, None).expect("text");
        assert_eq!(
            (decoded.text, decoded.replaced),
            (format!("{body}{body}"), 0)
        );
    }

    #[test]
    fn western_text_is_text_and_noise_is_not() {
        check(
            "Le président a présenté ses résultats.".as_bytes(),
            "utf-8",
            "Le président a présenté ses résultats.",
        );
        assert!(text(b"Le pr\xE9sident a pr\xE9sent\xE9 ses r\xE9sultats.", None).is_some());
        let noise: Vec<u8> = (0..60_000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(text(&noise, None), None);
        let no_zero: Vec<u8> = noise.into_iter().filter(|b| *b != 0).collect();
        assert_eq!(text(&no_zero, None), None);
    }
}
