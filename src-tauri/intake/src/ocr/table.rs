//! The recogniser's table (TSV) as characters with places.
//! Does not make lines of them.

use super::Matrix;
use crate::layout::{GLYPHS, Glyph};

/// Points of a picture's dot where nothing says how large the page is: 300 dots an inch.
const POINTS: f32 = 72.0 / 300.0;
/// Words less sure than this, of a hundred, are counted.
const SURE: f32 = 60.0;
/// Lines whose characters differ less in size are set in one size.
const ALIKE: f32 = 0.25;

struct Word<'t> {
    left: f32,
    right: f32,
    text: &'t str,
    confidence: f32,
}

struct Row<'t> {
    words: Vec<Word<'t>>,
    bottom: f32,
    height: f32,
}

/// Adds the characters of a table; returns how many the recogniser was not sure of.
pub(super) fn read(table: &str, place: Option<Matrix>, glyphs: &mut Vec<Glyph>) -> u32 {
    let mut size = (0.0f32, 0.0f32);
    let mut rows: Vec<Row> = Vec::new();
    for line in table.lines() {
        let mut cells = line.splitn(12, '\t');
        let mut number = || cells.next().and_then(|cell| cell.parse::<f32>().ok());
        let Some(level) = number() else { continue };
        let numbers: Vec<f32> = (0..10).map_while(|_| number()).collect();
        let &[_, _, _, _, _, left, top, width, height, confidence] = numbers.as_slice() else {
            continue;
        };
        match level as u32 {
            1 => size = (width, height),
            4 => rows.push(Row {
                words: Vec::new(),
                bottom: top + height,
                height,
            }),
            5 => {
                let text = cells.next().unwrap_or_default().trim();
                if let Some(row) = rows.last_mut().filter(|_| !text.is_empty()) {
                    row.words.push(Word {
                        left,
                        right: left + width,
                        text,
                        confidence,
                    });
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.words.is_empty());
    let onto = Onto::new(place, size);
    let body = median(rows.iter().map(Row::size).collect());
    let mut unsure = 0;
    for row in &rows {
        let own = row.size();
        let size = match (own - body).abs() < body * ALIKE {
            true => body,
            false => own,
        };
        let mut from = f32::MIN;
        for word in &row.words {
            if glyphs.len() >= GLYPHS {
                return unsure;
            }
            let count = word.text.chars().count() as u32;
            unsure += if word.confidence < SURE { count } else { 0 };
            from = word.place(from, row.bottom, size, &onto, glyphs);
        }
    }
    unsure
}

impl Row<'_> {
    /// Chinese characters are as wide as they are high; the box of a line is as high as its highest
    /// stroke, and that of a line of small marks says nothing.
    fn size(&self) -> f32 {
        let (mut wide, mut count) = (0.0, 0.0);
        for word in &self.words {
            wide += word.right - word.left;
            count += word.text.chars().map(weight).sum::<f32>();
        }
        if count >= 3.0 {
            wide / count
        } else {
            self.height
        }
    }
}

/// How wide a character is set, as a part of its size.
fn weight(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

impl Word<'_> {
    /// Adds its characters; returns where the last begins. The boxes of words overlap, and lines are
    /// put in order by place: none may begin before the one before it.
    fn place(
        &self,
        from: f32,
        bottom: f32,
        size: f32,
        onto: &Onto,
        glyphs: &mut Vec<Glyph>,
    ) -> f32 {
        let whole: f32 = self.text.chars().map(weight).sum();
        let step = (self.right - self.left) / whole.max(0.5);
        let (mut left, mut last) = (self.left.max(from + 1.0), from);
        for c in self.text.chars() {
            let long = step * weight(c);
            let point = onto.point(left, bottom);
            let text = c.to_string();
            let glyph = Glyph::at(point, 0, long * onto.across, size * onto.down, text);
            glyphs.push(glyph);
            last = left;
            left += long.max(1.0);
        }
        last
    }
}

/// From dots of a picture, from its upper left, to points of a page, from its lower left.
struct Onto {
    matrix: Matrix,
    dots: (f32, f32),
    across: f32,
    down: f32,
}

impl Onto {
    fn new(place: Option<Matrix>, dots: (f32, f32)) -> Self {
        let dots = (dots.0.max(1.0), dots.1.max(1.0));
        let whole = [dots.0 * POINTS, 0.0, 0.0, dots.1 * POINTS, 0.0, 0.0];
        let matrix = place.unwrap_or(whole);
        Self {
            matrix,
            dots,
            across: matrix[0].hypot(matrix[1]) / dots.0,
            down: matrix[2].hypot(matrix[3]) / dots.1,
        }
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let (u, v) = (x / self.dots.0, 1.0 - y / self.dots.1);
        let [a, b, c, d, e, f] = self.matrix;
        (a * u + c * v + e, b * u + d * v + f)
    }
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_table_stand_where_they_stand_on_the_page() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t300\t600\t-1\t\n\
                     4\t1\t1\t1\t1\t0\t30\t60\t120\t30\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t30\t60\t60\t30\t96.5\t同志\n\
                     5\t1\t1\t1\t1\t2\t50\t60\t100\t30\t41\t们：\n";
        let mut glyphs = Vec::new();
        assert_eq!(read(table, None, &mut glyphs), 2, "two of doubt");
        let text: String = glyphs.iter().map(|g| g.text.as_str()).collect();
        assert_eq!(text, "同志们：");
        let at = |n: usize| (glyphs[n].left.round(), glyphs[n].base.round());
        assert_eq!((at(0), at(1)), ((7.0, 122.0), (14.0, 122.0)));
        assert!(glyphs.is_sorted_by(|a, b| a.left < b.left), "{glyphs:?}");
        assert!((glyphs[0].size - 9.6).abs() < 0.1, "{}", glyphs[0].size);
    }

    #[test]
    fn a_table_of_anything_is_no_table() {
        let mut glyphs = Vec::new();
        for table in ["", "\t\t\t", "5\t1\t1\t1\t1\t1\t0\t0\t1\t1\t9\tx", "4\tx"] {
            assert_eq!(read(table, None, &mut glyphs), 0);
        }
        assert!(glyphs.is_empty());
    }
}
