//! Lines from placed characters, and which of them belong to the page rather than the text.
//! Does not join lines.

use super::Glyph;
use super::columns;
use std::collections::{HashMap, HashSet};

/// A line as printed.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    /// 1 or 2 on a page of two columns, else 0.
    pub(super) column: u8,
}

/// Characters drawn at one height and close to each other.
pub(super) struct Piece {
    glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) column: u8,
    /// When it was begun.
    order: usize,
}

/// The lines of a page, in the order of drawing unless that jumps about where it need not.
pub(super) fn of(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut pieces = whole(pieces(glyphs));
    let is_parted = columns::arrange(&mut pieces);
    let jumps = pieces
        .windows(2)
        .filter(|pair| pair[1].base > pair[0].base + pair[0].size * 0.5)
        .count();
    // One below the other they can only be meant to be read so: a title is often drawn last.
    let jumbled = jumps > 3 && jumps * 4 > pieces.len();
    if !is_parted && jumps > 0 && (jumbled || is_one_column(&pieces)) {
        pieces.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    }
    let lines = pieces
        .into_iter()
        .map(Line::from)
        .filter(|line| !line.text.is_empty());
    merge_rows(lines.collect())
}

/// Whether no piece stands beside another.
fn is_one_column(pieces: &[Piece]) -> bool {
    let mut heights: Vec<(f32, f32)> = pieces.iter().map(|p| (p.base, p.size)).collect();
    heights.sort_by(|a, b| b.0.total_cmp(&a.0));
    let apart = |pair: &[(f32, f32)]| pair[0].0 - pair[1].0 > pair[0].1.max(pair[1].1) * 0.5;
    heights.windows(2).all(apart)
}

/// Pieces in the order of drawing.
fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut drawn: HashSet<(String, i32, i32)> = HashSet::new();
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            // Gaps are seen by place; drawn spaces say nothing more in Chinese.
            if let Some(piece) = pieces.last_mut().filter(|piece| piece.takes(&glyph)) {
                piece.push(glyph);
            }
            continue;
        }
        // Bold is sometimes made by drawing the same character twice, a hair apart.
        let step = ((glyph.right - glyph.left) * 0.3).max(0.2);
        let (column, row) = (
            (glyph.left / step).round() as i32,
            (glyph.base / step).round() as i32,
        );
        let is_drawn =
            |dx: i32| drawn.contains(&(glyph.text.clone(), column.saturating_add(dx), row));
        if [-1, 0, 1].into_iter().any(is_drawn) {
            continue;
        }
        drawn.insert((glyph.text.clone(), column, row));
        match pieces.last_mut() {
            Some(piece) if piece.takes(&glyph) => piece.push(glyph),
            _ => pieces.push(Piece {
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size: glyph.size,
                order: pieces.len(),
                column: 0,
                glyphs: vec![glyph],
            }),
        }
    }
    pieces
}

/// Puts pieces that overlap into one: quotation marks of another font are drawn on their own,
/// before or after the line they stand in.
fn whole(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let above = rows
            .last()
            .and_then(|row| row.last())
            .map(|last| (last.base, last.size));
        match (rows.last_mut(), above) {
            (Some(row), Some((base, size))) if base - piece.base < size.max(piece.size) * 0.3 => {
                row.push(piece)
            }
            _ => rows.push(vec![piece]),
        }
    }
    let mut out: Vec<Piece> = Vec::new();
    for mut row in rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut joined: Vec<Piece> = Vec::new();
        for piece in row {
            match joined.last_mut() {
                Some(last) if last.right + last.size.max(piece.size) > piece.left => {
                    last.absorb(piece)
                }
                _ => joined.push(piece),
            }
        }
        out.append(&mut joined);
    }
    out.sort_by_key(|piece| piece.order);
    out
}

impl Piece {
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size).max(1.0);
        let drop = (self.base - glyph.base).abs();
        drop < size * 0.5 && glyph.left > self.right - size && glyph.left < self.right + size * 2.0
    }

    fn push(&mut self, glyph: Glyph) {
        if glyph.size > self.size {
            // A small mark may come first: the line is as large as its text.
            self.base = glyph.base;
            self.size = glyph.size;
        }
        if !glyph.text.trim().is_empty() {
            self.right = self.right.max(glyph.right);
        }
        self.glyphs.push(glyph);
    }

    fn absorb(&mut self, other: Piece) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.order = self.order.min(other.order);
        if other.size > self.size {
            self.base = other.base;
            self.size = other.size;
        }
        self.glyphs.extend(other.glyphs);
    }
}

impl From<Piece> for Line {
    fn from(mut piece: Piece) -> Self {
        piece.glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut text = String::new();
        let mut right = piece.left;
        let size = piece.size.max(1.0);
        for glyph in &piece.glyphs {
            let gap = glyph.left - right;
            let latin = is_latin_end(&text) || is_latin_start(&glyph.text);
            if gap > size * 2.0 {
                text.push('\t');
            } else if gap > size * 0.2 && latin && !text.ends_with(' ') {
                text.push(' ');
            } else if gap > size * 0.8 {
                text.push('\u{3000}');
            }
            text.push_str(&glyph.text);
            right = right.max(glyph.right);
        }
        let text = text.trim().to_string();
        Line {
            text,
            left: piece.left,
            right: piece.right,
            base: piece.base,
            size: piece.size,
            column: piece.column,
        }
    }
}

fn is_latin_end(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphanumeric() || ".,;:)".contains(c))
}

fn is_latin_start(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '(')
}

/// Pieces drawn one after the other at one height are one line: cells of a row, words set apart.
fn merge_rows(lines: Vec<Line>) -> Vec<Line> {
    let mut merged: Vec<Line> = Vec::new();
    for line in lines {
        match merged.last_mut() {
            Some(last)
                if (last.base - line.base).abs() < last.size.max(line.size) * 0.3
                    && line.left >= last.right
                    && line.column == last.column =>
            {
                last.text.push('\t');
                last.text.push_str(&line.text);
                last.right = line.right;
                last.size = last.size.max(line.size);
            }
            _ => merged.push(line),
        }
    }
    merged
}

/// Pages without page numbers and running heads, and how many lines that took away.
pub(super) fn without_furniture(mut pages: Vec<Vec<Line>>) -> (Vec<Vec<Line>>, u32) {
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    for page in &pages {
        for top in [true, false] {
            let edges: HashSet<String> = edge(page, top)
                .into_iter()
                .map(|n| pattern(&page[n].text))
                .collect();
            for text in edges {
                *seen.entry((top, text)).or_default() += 1;
            }
        }
    }
    let count = pages.len();
    let mut taken = 0;
    for page in &mut pages {
        let mut gone: HashSet<usize> = HashSet::new();
        for top in [true, false] {
            for at in edge(page, top) {
                let times = seen
                    .get(&(top, pattern(&page[at].text)))
                    .copied()
                    .unwrap_or(0);
                let repeated = times >= 3 && times * 2 >= count;
                if repeated
                    || (is_page_number(&page[at].text) && (count > 1 || stands_apart(page, at)))
                {
                    gone.insert(at);
                }
            }
        }
        taken += gone.len() as u32;
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
    (pages, taken)
}

/// The two lines nearest to the upper or lower edge of a page.
fn edge(page: &[Line], top: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*b].base.total_cmp(&page[*a].base));
    if !top {
        order.reverse();
    }
    order.truncate(2);
    order
}

/// A line with its numbers made alike.
fn pattern(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let mut out: String = letters
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    while out.contains("00") {
        out = out.replace("00", "0");
    }
    out
}

/// `3`, `- 3 -`, `第 3 页`, `第3页 共12页`, `3/12`: a number and nothing but what goes around it.
fn is_page_number(text: &str) -> bool {
    let rest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has_number = rest
        .chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let around = |c: char| {
        "-—–－·.第页共/／|".contains(c) || c.is_ascii_digit() || ('０'..='９').contains(&c)
    };
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    has_number && rest.chars().all(around) && digits <= 8 && rest.chars().count() <= 14
}

/// Whether a line is far below or above all others.
fn stands_apart(page: &[Line], at: usize) -> bool {
    let line = &page[at];
    let nearest = page
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != at)
        .map(|(_, l)| (l.base - line.base).abs());
    nearest.fold(f32::INFINITY, f32::min) > line.size * 4.0
}
