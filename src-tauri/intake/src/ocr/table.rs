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
        for word in &row.words {
            let count = word.text.chars().count() as u32;
            unsure += if word.confidence < SURE { count } else { 0 };
        }
        let characters = row.characters();
        if glyphs.len() + characters.len() > GLYPHS {
            return unsure;
        }
        glyphs.extend(characters.into_iter().map(|character| {
            let point = onto.point(character.left, row.bottom);
            let long = (character.right - character.left) * onto.across;
            let text = character.sign.to_string();
            Glyph::at(point, 0, long, size * onto.down, text)
        }));
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

/// A character of a line, in dots.
struct Character {
    sign: char,
    left: f32,
    right: f32,
}

impl Row<'_> {
    /// Its characters from left to right, marks among Chinese written as in Chinese.
    fn characters(&self) -> Vec<Character> {
        let mut line: Vec<Character> = Vec::new();
        for word in &self.words {
            let whole: f32 = word.text.chars().map(weight).sum();
            let step = (word.right - word.left) / whole.max(0.5);
            // The boxes of words overlap, and lines are put in order by place.
            let least = line.last().map_or(f32::MIN, |last| last.left + 1.0);
            let mut left = word.left.max(least);
            for sign in word.text.chars() {
                let right = left + (step * weight(sign)).max(1.0);
                line.push(Character { sign, left, right });
                left = right;
            }
        }
        let size = self.size();
        for at in 1..line.len() {
            let (before, next) = (&line[at - 1], &line[at]);
            // A box that is too small leaves a gap that nobody set.
            let is_gap = next.left - before.right < size * 1.5;
            if is_gap && is_chinese(before.sign) && is_chinese(next.sign) {
                line[at - 1].right = line[at - 1].right.max(line[at].left);
            }
        }
        let chinese: Vec<bool> = line.iter().map(|c| is_chinese(c.sign)).collect();
        for (at, character) in line.iter_mut().enumerate() {
            let beside = |at: Option<usize>| at.and_then(|at| chinese.get(at)).copied();
            let before = beside(at.checked_sub(1)).unwrap_or(false);
            // A mark belongs to what stands before it, an opening one to what follows.
            let is_own = match character.sign {
                '(' => beside(Some(at + 1)).unwrap_or(false),
                _ => before,
            };
            if is_own {
                character.sign = in_chinese(character.sign);
            }
        }
        line
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF60}' | '“' | '”')
}

fn in_chinese(mark: char) -> char {
    match mark {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        other => other,
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
    fn marks_among_chinese_are_chinese_and_false_gaps_are_closed() {
        let row = |words: &[(f32, f32, &'static str)]| Row {
            words: words
                .iter()
                .map(|(left, right, text)| Word {
                    left: *left,
                    right: *right,
                    text,
                    confidence: 90.0,
                })
                .collect(),
            bottom: 0.0,
            height: 30.0,
        };
        let line = row(&[
            (0.0, 60.0, "同志"),
            (95.0, 140.0, "们:"),
            (150.0, 240.0, "(一)抓"),
        ]);
        let characters = line.characters();
        let text: String = characters.iter().map(|c| c.sign).collect();
        assert_eq!(text, "同志们：（一）抓");
        assert_eq!(characters[1].right, characters[2].left);
        let latin = row(&[(0.0, 60.0, "WTO:"), (70.0, 100.0, "3.5,6")]).characters();
        assert_eq!(
            latin.iter().map(|c| c.sign).collect::<String>(),
            "WTO:3.5,6"
        );
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
