//! Makes pictures small enough for the guide: 256 colours instead of millions.
//! A page of text in two or three hues loses nothing by it that an eye would miss.

use crate::driver::Driven;
use crate::window::fault;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::collections::HashMap;
use std::io::{Read, Write};

type Colour = [u8; 3];

/// What every PNG begins with.
const SIGN: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Colours of one picture.
const MOST: usize = 256;

/// The same picture, a PNG, with a palette.
pub fn thin(picture: &[u8]) -> Driven<Vec<u8>> {
    let (width, pixels) = read(picture)?;
    let palette = palette(&pixels);
    let mut known: HashMap<Colour, u8> = HashMap::new();
    let mut rows = Vec::new();
    for row in pixels.chunks(width) {
        // Unfiltered: neighbouring places in a palette are no neighbouring colours.
        rows.push(0);
        rows.extend(row.iter().map(|pixel| {
            *known
                .entry(*pixel)
                .or_insert_with(|| nearest(&palette, *pixel))
        }));
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&rows).map_err(fault)?;
    let size = [width, pixels.len() / width].map(|n| (n as u32).to_be_bytes());
    // Eight bits of a palette.
    let head = [&size.concat()[..], &[8, 3, 0, 0, 0]].concat();
    let mut thinned = SIGN.to_vec();
    write(&mut thinned, b"IHDR", &head);
    write(&mut thinned, b"PLTE", &palette.concat());
    write(&mut thinned, b"IDAT", &packed.finish().map_err(fault)?);
    write(&mut thinned, b"IEND", &[]);
    Ok(thinned)
}

fn write(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(name);
    file.extend(data);
    file.extend(sum.sum().to_be_bytes());
}

/// Width and pixels of a picture as the driver takes it: eight bits a part, three or four parts.
fn read(picture: &[u8]) -> Driven<(usize, Vec<Colour>)> {
    let number = |at: usize| -> Driven<usize> {
        let bytes = picture
            .get(at..at + 4)
            .ok_or_else(|| fault("a PNG breaks off"))?;
        Ok(bytes.iter().fold(0, |n, byte| n << 8 | usize::from(*byte)))
    };
    let width = number(16)?;
    let parts = match picture.get(24..29) {
        Some([8, 2, 0, 0, 0]) => 3,
        Some([8, 6, 0, 0, 0]) => 4,
        other => return Err(fault(format!("a PNG of another kind: {other:?}"))),
    };
    let mut packed = Vec::new();
    let mut at = SIGN.len();
    while at < picture.len() {
        let length = number(at)?;
        if picture.get(at + 4..at + 8) == Some(b"IDAT") {
            packed.extend_from_slice(picture.get(at + 8..at + 8 + length).unwrap_or_default());
        }
        at += length + 12;
    }
    let mut rows = Vec::new();
    ZlibDecoder::new(&packed[..])
        .read_to_end(&mut rows)
        .map_err(fault)?;
    let mut above = vec![0; width * parts];
    let mut pixels = Vec::new();
    for row in rows.chunks_exact_mut(width * parts + 1) {
        let (filter, row) = (row[0], &mut row[1..]);
        for n in 0..row.len() {
            let back = |from: &[u8]| n.checked_sub(parts).map_or(0, |n| from[n]);
            let (left, up, corner) = (back(row), above[n], back(&above));
            let guess = match filter {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => closest(left, up, corner),
                _ => 0,
            };
            row[n] = row[n].wrapping_add(guess);
        }
        pixels.extend(row.chunks_exact(parts).map(|p| [p[0], p[1], p[2]]));
        above.copy_from_slice(row);
    }
    Ok((width, pixels))
}

/// Paeth's guess: the neighbour closest to left + up − corner.
fn closest(left: u8, up: u8, corner: u8) -> u8 {
    let far = |to: u8| (i16::from(left) + i16::from(up) - i16::from(corner) - i16::from(to)).abs();
    [left, up, corner]
        .into_iter()
        .min_by_key(|to| far(*to))
        .unwrap_or_default()
}

/// The commonest colours themselves, so that papers that hardly differ stay apart; then one for
/// each group of the rest.
fn palette(pixels: &[Colour]) -> Vec<Colour> {
    let mut counts: HashMap<Colour, u32> = HashMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut chosen = commonest(counts.iter().map(|(colour, count)| (*colour, *count)));
    chosen.truncate(MOST / 4);
    let mut groups: HashMap<Colour, Vec<(Colour, u32)>> = HashMap::new();
    for (colour, count) in counts {
        let near = colour.map(|part| part >> 3);
        groups.entry(near).or_default().push((colour, count));
    }
    let rest = commonest(groups.values().filter_map(|group| {
        let first = group
            .iter()
            .max_by_key(|(colour, count)| (*count, *colour))?;
        Some((first.0, group.iter().map(|(_, count)| count).sum()))
    }));
    for colour in rest {
        if chosen.len() < MOST && !chosen.contains(&colour) {
            chosen.push(colour);
        }
    }
    chosen
}

fn commonest(counts: impl Iterator<Item = (Colour, u32)>) -> Vec<Colour> {
    let mut counts: Vec<(Colour, u32)> = counts.collect();
    counts.sort_unstable_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    counts.into_iter().map(|(colour, _)| colour).collect()
}

fn nearest(palette: &[Colour], to: Colour) -> u8 {
    let far = |colour: &Colour| -> u32 {
        (0..3)
            .map(|n| u32::from(colour[n].abs_diff(to[n])).pow(2))
            .sum()
    };
    (0u8..=255)
        .zip(palette)
        .min_by_key(|(_, colour)| far(colour))
        .map_or(0, |(place, _)| place)
}
