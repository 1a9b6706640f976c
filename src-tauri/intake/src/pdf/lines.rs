//! Lines from placed characters, and which of them belong to the page rather than the text.
//! Does not join lines.

use super::content::Glyph;
use std::collections::{HashMap, HashSet};

/// A line as printed.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
}

/// The lines of a page, in the order of drawing unless that jumps about.
pub(super) fn of(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut drawn: HashSet<(String, i32, i32)> = HashSet::new();
    for glyph in glyphs {
        let blank = glyph.text.trim().is_empty();
        // Bold is sometimes made by drawing the same character twice, a hair apart.
        let step = (glyph.size * 0.3).max(0.5);
        let cell = |dx: i32| {
            (
                (glyph.left / step).round() as i32 + dx,
                (glyph.base / step).round() as i32,
            )
        };
        let twice = [-1, 0, 1]
            .iter()
            .any(|dx| drawn.contains(&(glyph.text.clone(), cell(*dx).0, cell(*dx).1)));
        if !blank && twice {
            continue;
        }
        drawn.insert((glyph.text.clone(), cell(0).0, cell(0).1));
        match lines.last_mut() {
            Some(line) if continues(line, &glyph) => line.push(&glyph),
            _ if blank => {}
            _ => lines.push(Line::begin(&glyph)),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    let jumps = lines
        .windows(2)
        .filter(|pair| pair[1].base > pair[0].base + pair[0].size * 0.5)
        .count();
    if jumps > 3 && jumps * 4 > lines.len() {
        lines.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    }
    merge_rows(lines)
}

fn continues(line: &Line, glyph: &Glyph) -> bool {
    let size = line.size.max(glyph.size).max(1.0);
    let drop = (line.base - glyph.base).abs();
    drop < size * 0.5 && glyph.left > line.right - size && glyph.left < line.right + size * 12.0
}

impl Line {
    fn begin(glyph: &Glyph) -> Self {
        Self {
            text: glyph.text.clone(),
            left: glyph.left,
            right: glyph.right,
            base: glyph.base,
            size: glyph.size,
        }
    }

    fn push(&mut self, glyph: &Glyph) {
        let gap = glyph.left - self.right;
        let size = self.size.max(glyph.size).max(1.0);
        if gap > size * 2.0 {
            self.text.push('\t');
        } else if gap > size * 0.2
            && !self.text.ends_with(' ')
            && (is_latin_end(&self.text) || is_latin_start(&glyph.text))
        {
            self.text.push(' ');
        }
        if glyph.size > self.size {
            // A small mark may come first: the line is as large as its text.
            self.base = glyph.base;
            self.size = glyph.size;
        }
        self.text.push_str(&glyph.text);
        if !glyph.text.trim().is_empty() {
            self.right = self.right.max(glyph.right);
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
                    && line.left >= last.right =>
            {
                last.text.push('\t');
                last.text.push_str(&line.text);
                last.right = line.right;
                last.size = last.size.max(line.size);
            }
            _ => merged.push(line),
        }
    }
    for line in &mut merged {
        let trimmed = line.text.trim();
        line.text = trimmed.to_string();
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
