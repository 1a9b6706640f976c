//! How a document sets the beginning of its lines: as a heading, or in bold. The readers say so by
//! signs in the line itself, which no text has, and which are taken out of the text at last.
//! Judges nothing: whether such a line heads a section is for others.

use serde::{Deserialize, Serialize};

/// A heading, or words in bold that begin a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The first character, as a Unicode scalar of the text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The rank of a heading, 1 the highest, to 6; 0 of words in bold.
    pub rank: u8,
}

/// Ends the words in bold that begin a line. It and those after it are no characters in Unicode,
/// kept free for uses like this.
const BOLD_ENDS: char = '\u{FDD0}';

/// The lowest rank of a heading.
const LOWEST: u8 = 6;

fn rank_of(c: char) -> Option<u8> {
    let rank = (c as u32).checked_sub(BOLD_ENDS as u32)?;
    u8::try_from(rank).ok().filter(|rank| *rank <= LOWEST)
}

/// Whether a character is one of the signs.
pub(crate) fn is_sign(c: char) -> bool {
    rank_of(c).is_some()
}

/// Says that a line is a heading; a rank of 0 says nothing.
pub(crate) fn heading(line: &mut String, rank: u8) {
    if rank > 0
        && let Some(sign) = char::from_u32(BOLD_ENDS as u32 + u32::from(rank.min(LOWEST)))
    {
        line.insert(0, sign);
    }
}

/// Says that a line is in bold from its beginning to this byte; nothing where that is no character.
pub(crate) fn bold(line: &mut String, end: usize) {
    if line.get(..end).is_some_and(|lead| !lead.trim().is_empty()) {
        line.insert(end, BOLD_ENDS);
    }
}

/// A text without the signs, and what they said.
pub(crate) fn take(text: String) -> (String, Vec<Mark>) {
    if !text.contains(is_sign) {
        return (text, Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut at = 0u32;
    for line in text.split_inclusive('\n') {
        let begin = line.trim_start();
        let rank = begin.chars().next().and_then(rank_of).unwrap_or(0);
        let mut span: Option<(u32, u32)> = None;
        let mut lead = None;
        for c in line.chars() {
            match rank_of(c) {
                Some(0) => lead = lead.or(span),
                Some(_) => {}
                None => {
                    if !c.is_whitespace() {
                        span = Some((span.map_or(at, |(start, _)| start), at + 1));
                    }
                    out.push(c);
                    at += 1;
                }
            }
        }
        let marked = if rank > 0 { span } else { lead };
        marks.extend(marked.map(|(start, end)| Mark { start, end, rank }));
    }
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_lines_is_told_and_the_signs_go() {
        let mut lines = ["讲话", "　先看渠。再看水。", "散会"].map(String::from);
        heading(&mut lines[0], 2);
        let end = lines[1].find('再').unwrap_or_default();
        bold(&mut lines[1], end);
        bold(&mut lines[2], 0);
        let (text, marks) = take(lines.join("\n"));
        assert_eq!(text, "讲话\n　先看渠。再看水。\n散会");
        let told: Vec<(u32, u32, u8)> = marks.iter().map(|m| (m.start, m.end, m.rank)).collect();
        assert_eq!(told, [(0, 2, 2), (4, 8, 0)]);
    }

    #[test]
    fn a_heading_in_a_cell_is_none_and_ranks_have_an_end() {
        let mut cell = String::from("名称");
        heading(&mut cell, 1);
        assert_eq!(take(format!("数量\t{cell}")), ("数量\t名称".into(), vec![]));
        let mut deep = String::from("甲");
        heading(&mut deep, 200);
        assert_eq!(take(deep).1[0].rank, 6);
    }
}
