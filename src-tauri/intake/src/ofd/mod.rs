//! Text of OFD files (GB/T 33190): which characters stand where on each page.
//! Leaves out templates (forms, running heads) and stamps; recognises no text in pictures.

mod pictures;

pub(crate) use pictures::pictures;

use crate::container::{Container, resolve};
use crate::layout::{self, GLYPHS, Glyph, Page, turn};
use crate::xml::{self, Element, Node};
use crate::{Format, IntakeError, Limits, Warning};
use std::io::Cursor;

/// Points in a millimetre, the unit of these files.
const POINTS: f32 = 72.0 / 25.4;

/// The text of an ofd file.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<String, IntakeError> {
    let mut container = Container::open(Cursor::new(bytes), Format::Ofd, limits)?;
    let damaged = |reason: &str| IntakeError::damaged(Format::Ofd, reason);
    let is_locked = |name: &str| name.eq_ignore_ascii_case("Encryptions.xml");
    if container.names().any(is_locked) {
        return Err(IntakeError::Encrypted);
    }
    let entry = xml::parse(&container.read("OFD.xml")?, Format::Ofd, limits)?;
    let mut roots = Vec::new();
    entry.descendants("DocRoot", &mut roots);
    let mut pages = Vec::new();
    let (mut lost, mut total) = (0, 0);
    for root in roots {
        let path = resolve("", words(root).trim());
        let folder = folder_of(&path).to_string();
        let document = xml::parse(&container.read(&path)?, Format::Ofd, limits)?;
        let listed = document.child("Pages");
        for listed in listed.iter().flat_map(|l| l.elements()) {
            let Some(place) = listed.attribute("BaseLoc") else {
                continue;
            };
            let Some(part) = container.read_optional(&resolve(&folder, place))? else {
                lost += 1;
                continue;
            };
            let page = match xml::parse(&part, Format::Ofd, limits) {
                Ok(page) => draw(&page),
                Err(IntakeError::Damaged { .. }) => {
                    lost += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            total += page.glyphs.len();
            if total > GLYPHS {
                return Err(IntakeError::TooLarge {
                    what: "number of characters".into(),
                    limit: GLYPHS as u64,
                });
            }
            pages.push(page);
        }
    }
    if pages.is_empty() {
        return Err(damaged("it has no readable pages"));
    }
    if lost > 0 {
        warnings.push(Warning::new("page.lost", "damaged pages left out", lost));
    }
    layout::check(&pages, warnings)?;
    Ok(layout::text(pages, warnings))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn words(element: &Element) -> String {
    let texts = element.children.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_str()),
        Node::Element(_) => None,
    });
    texts.collect()
}

fn draw(root: &Element) -> Page {
    let mut page = Page::default();
    for content in root.elements().filter(|e| e.name == "Content") {
        walk(content, &mut page);
    }
    page.keep_main_direction();
    page
}

/// Layers and blocks hold objects; what an object is clipped by or filled with is not drawn.
fn walk(parent: &Element, page: &mut Page) {
    for element in parent.elements() {
        match element.name.as_str() {
            "TextObject" if element.attribute("Visible") != Some("false") => text(element, page),
            "ImageObject" => page.has_picture = true,
            "Layer" | "PageBlock" => walk(element, page),
            _ => {}
        }
    }
}

fn text(object: &Element, page: &mut Page) {
    let number = |name: &str| object.attribute(name).and_then(|v| v.parse::<f32>().ok());
    let boundary = numbers(object.attribute("Boundary").unwrap_or_default());
    let corner = |n: usize| boundary.get(n).copied().unwrap_or(0.0);
    let matrix = numbers(object.attribute("CTM").unwrap_or_default());
    let [a, b, c, d, e, f] = match matrix[..] {
        [a, b, c, d, e, f] => [a, b, c, d, e, f],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    };
    let size = number("Size").unwrap_or(0.0);
    let scale = number("HScale").unwrap_or(1.0);
    let along = (a * a + b * b).sqrt();
    let height = size * (c * c + d * d).sqrt() * POINTS;
    // The page's y runs down. Characters read downwards are set like vertical ones.
    let reading = object.attribute("ReadDirection").unwrap_or("0");
    let direction = turn((a, -b), false).map(|turn| match reading {
        "90" => (turn + 3) % 4,
        "180" => (turn + 2) % 4,
        "270" => (turn + 1) % 4,
        _ => turn,
    });
    let (mut x, mut y) = (0.0, 0.0);
    for code in object.elements().filter(|e| e.name == "TextCode") {
        let place = |name: &str| code.attribute(name).and_then(|v| v.parse::<f32>().ok());
        // A place that is not given is that of the code before.
        x = place("X").unwrap_or(x);
        y = place("Y").unwrap_or(y);
        let characters = words(code);
        let mut steps = [
            steps(code.attribute("DeltaX").unwrap_or_default()),
            steps(code.attribute("DeltaY").unwrap_or_default()),
        ];
        let (mut dx, mut dy) = (0.0, 0.0);
        for character in characters.chars() {
            if page.glyphs.len() >= GLYPHS {
                return;
            }
            let Some(direction) = direction else {
                page.slanted += usize::from(!character.is_whitespace());
                continue;
            };
            let (px, py) = (x + dx, y + dy);
            let point = (
                (corner(0) + a * px + c * py + e) * POINTS,
                -(corner(1) + b * px + d * py + f) * POINTS,
            );
            let [across, down] = steps.each_mut().map(Iterator::next);
            let half = if character.is_ascii() { 0.5 } else { 1.0 };
            // Letters are as wide as the step to the next, and no wider than their size.
            let step = across.unwrap_or(0.0).abs().max(down.unwrap_or(0.0).abs());
            let width = size * half * scale;
            let wide = if step > 0.0 { step.min(width) } else { width };
            let long = wide * along * POINTS;
            let text = character.to_string();
            let glyph = Glyph::at(point, direction, long, height, text);
            page.glyphs.push(glyph);
            match (across, down) {
                (None, None) => dx += width,
                (across, down) => {
                    dx += across.unwrap_or(0.0);
                    dy += down.unwrap_or(0.0);
                }
            }
        }
    }
}

fn numbers(list: &str) -> Vec<f32> {
    list.split_ascii_whitespace()
        .take(6)
        .filter_map(|v| v.parse().ok())
        .filter(|v: &f32| v.is_finite())
        .collect()
}

/// The steps from character to character: numbers, and `g 3 4.2` for three times 4.2.
fn steps(list: &str) -> impl Iterator<Item = f32> {
    let mut words = list.split_ascii_whitespace();
    let mut again = (0u32, 0.0);
    std::iter::from_fn(move || {
        if again.0 == 0 {
            let word = words.next()?;
            again = match word {
                "g" => (words.next()?.parse().ok()?, words.next()?.parse().ok()?),
                one => (1, one.parse().ok()?),
            };
        }
        again.0 = again.0.checked_sub(1)?;
        Some(again.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_written_out_or_repeated() {
        let all = |list| steps(list).take(6).collect::<Vec<_>>();
        assert_eq!(all("3 g 2 4.5 1"), [3.0, 4.5, 4.5, 1.0]);
        assert_eq!(all("g 4000000000 1"), [1.0; 6]);
        assert!(all("g x").is_empty());
        assert!(all("g 0 1 2").is_empty());
    }
}
