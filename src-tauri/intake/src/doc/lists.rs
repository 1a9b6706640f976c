//! The definitions of lists in a Word 97-2003 file.
//! Does not count; see [`crate::counting`]. Names and numbers are those of [MS-DOC].

use super::bytes::Bytes;
use super::file::{File, Part};
use crate::counting::{Counter, Instance, LEVELS, Level};
use crate::numerals::Numeral;

/// The lists of a file, ready to count. What cannot be read is left out: numbers are lost then,
/// never text.
pub(super) fn read_lists(file: &File) -> Counter {
    let mut counter = Counter::default();
    if let Some(bytes) = file.beyond(Part::Lists) {
        read_definitions(bytes, &mut counter);
    }
    if let Some(bytes) = file.beyond(Part::Overrides) {
        read_instances(bytes, &mut counter);
    }
    counter
}

fn read_definitions(bytes: Bytes, counter: &mut Counter) -> Option<()> {
    let count = usize::from(bytes.u16(0)?);
    let mut at = 2 + count * 28;
    for n in 0..count {
        let head = 2 + n * 28;
        let id = bytes.u32(head)?;
        let is_simple = bytes.u8(head + 26)? & 1 != 0;
        let mut levels = vec![None; LEVELS];
        for slot in levels.iter_mut().take(if is_simple { 1 } else { LEVELS }) {
            let (level, end) = read_level(bytes, at)?;
            *slot = Some(level);
            at = end;
        }
        counter.lists.insert(id.to_string(), levels);
    }
    Some(())
}

/// A level and where it ends.
fn read_level(bytes: Bytes, at: usize) -> Option<(Level, usize)> {
    let kind = bytes.u8(at + 4)?;
    let flags = bytes.u8(at + 5)?;
    let follow = bytes.u8(at + 15)?;
    let properties = usize::from(bytes.u8(at + 24)?) + usize::from(bytes.u8(at + 25)?);
    let limit = bytes.u8(at + 26)?;
    let text = at + 28 + properties;
    let length = usize::from(bytes.u16(text)?);
    let units: Vec<u16> = (0..length)
        .map_while(|n| bytes.u16(text + 2 + n * 2))
        .collect();
    let mut pattern = String::new();
    for c in char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')) {
        match u32::from(c) {
            level @ 0..9 => pattern.push_str(&format!("%{}", level + 1)),
            _ => pattern.push(c),
        }
    }
    let level = Level {
        start: bytes.u32(at)?,
        numeral: numeral(kind),
        pattern,
        decimals: flags & 0x04 != 0,
        restart: (flags & 0x08 != 0).then_some(usize::from(limit)),
        tight: follow == 2,
    };
    Some((level, text + 2 + length * 2))
}

fn read_instances(bytes: Bytes, counter: &mut Counter) -> Option<()> {
    let count = bytes.u32(0)? as usize;
    let mut at = 4 + count.checked_mul(16)?;
    for n in 0..count {
        let head = 4 + n * 16;
        let list = bytes.u32(head)?.to_string();
        let changes = bytes.u8(head + 12)?;
        let mut instance = Instance {
            list,
            ..Instance::default()
        };
        at += 4;
        for _ in 0..changes {
            let (Some(start), Some(flags)) = (bytes.u32(at), bytes.u32(at + 4)) else {
                break;
            };
            at += 8;
            let level = (flags & 0xF) as usize;
            let changed = if flags & 0x20 != 0 {
                let (changed, end) = read_level(bytes, at)?;
                at = end;
                Some(changed)
            } else {
                None
            };
            if level < LEVELS {
                // A changed level says itself where it starts.
                instance.starts[level] =
                    (flags & 0x10 != 0).then(|| changed.as_ref().map_or(start, |c| c.start));
                instance.levels[level] = changed;
            }
        }
        counter.instances.insert((n + 1).to_string(), instance);
    }
    Some(())
}

/// The format of numbers, in the order OOXML lists the same formats by name.
fn numeral(kind: u8) -> Numeral {
    match kind {
        1 => Numeral::Roman(true),
        2 => Numeral::Roman(false),
        3 => Numeral::Letter(true),
        4 => Numeral::Letter(false),
        10 | 17 | 36 | 40 => Numeral::ChineseDigits,
        11 | 33 | 35 | 37 | 39 => Numeral::Chinese,
        14 | 19 => Numeral::FullWidth,
        16 | 34 | 38 => Numeral::Legal,
        18 | 28 | 29 => Numeral::Circled,
        22 => Numeral::DecimalZero,
        23 => Numeral::Bullet,
        26 => Numeral::Dotted,
        27 => Numeral::Bracketed,
        30 => Numeral::Stems,
        31 | 32 => Numeral::Branches,
        255 => Numeral::None,
        _ => Numeral::Decimal,
    }
}
