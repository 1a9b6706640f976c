//! A new table of objects for a PDF file whose own is lost or wrong.
//! Repairs nothing else: each object is still read as it stands.

use std::collections::BTreeMap;

/// Objects one file may hold; more is a bomb.
const OBJECTS: usize = 1_000_000;

/// The file with a table of the objects found by looking for them, or `None` where no root is found.
pub(super) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut places: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    let mut root = None;
    for at in memmem(bytes, b" obj") {
        let Some((start, number, generation)) = header(bytes, at) else {
            continue;
        };
        if places.len() >= OBJECTS {
            return None;
        }
        // The last one of a number is the one that counts: changes are put at the end of the file.
        places.insert(number, (start, generation));
        let body = &bytes[at..bytes.len().min(at + 400)];
        let body = &body[..find(body, b"endobj").unwrap_or(body.len())];
        if find(body, b"/Catalog").is_some() && find(body, b"/Pages").is_some() {
            root = Some((number, generation));
        }
    }
    let (number, generation) = root?;
    let size = places.keys().next_back()? + 1;
    let mut out = bytes.to_vec();
    out.extend_from_slice(b"\n");
    let table = out.len();
    out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    for (object, (place, generation)) in &places {
        out.extend_from_slice(format!("{object} 1\n{place:010} {generation:05} n \n").as_bytes());
    }
    let end = format!(
        "trailer\n<</Size {size}/Root {number} {generation} R>>\nstartxref\n{table}\n%%EOF\n"
    );
    out.extend_from_slice(end.as_bytes());
    Some(out)
}

/// Where an object begins whose ` obj` stands at `at`, and its two numbers.
fn header(bytes: &[u8], at: usize) -> Option<(usize, u32, u32)> {
    let digits = |end: usize| {
        let count = bytes[..end]
            .iter()
            .rev()
            .take(10)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let text = std::str::from_utf8(&bytes[end - count..end]).ok()?;
        Some((end - count, text.parse::<u32>().ok()?))
    };
    let (from, generation) = digits(at)?;
    let before = from.checked_sub(1).filter(|n| bytes[*n] == b' ')?;
    let (start, number) = digits(before)?;
    (number < 10_000_000).then_some((start, number, generation))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn memmem<'a>(bytes: &'a [u8], what: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes
        .windows(what.len())
        .enumerate()
        .filter(move |(_, w)| *w == what)
        .map(|(at, _)| at)
}
