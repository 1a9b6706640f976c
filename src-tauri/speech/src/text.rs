//! A text seen by scalar offsets: its lines, its folded form for looking words up, and slices.
//! Judges nothing about what a line is.

use crate::fold;
use crate::marked::Mark;
use crate::model::Span;

/// A text with scalar-indexed access. `folded` has one scalar for each scalar of `raw`.
pub struct Text<'a> {
    raw: &'a str,
    folded: String,
    chars: Vec<char>,
    raw_at: Vec<u32>,
    folded_at: Vec<u32>,
    lines: Vec<Line>,
    apart: Vec<u32>,
    marks: Vec<Mark>,
}

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line with its indent and its line break.
    pub whole: Span,
    /// What is left without white space at both ends; empty for a blank line.
    pub span: Span,
}

impl<'a> Text<'a> {
    /// Reads a text. Line breaks are `\n`, `\r\n` and a lone `\r`.
    pub fn new(raw: &'a str) -> Self {
        // Counted before: what grows while it is filled took a quarter of the time of this.
        let count = raw.chars().count();
        let mut raw_at = Vec::with_capacity(count + 1);
        let mut folded_at = Vec::with_capacity(count + 1);
        let mut chars: Vec<char> = Vec::with_capacity(count);
        chars.extend(raw.chars());
        let mut folded = String::with_capacity(raw.len());
        let mut marks = fold::Marks::default();
        let mut at = 0;
        for i in 0..chars.len() {
            let c = chars[i];
            let next = chars.get(i + 1).copied().unwrap_or('\n');
            chars[i] = marks.fold(fold::fold(c), next);
            raw_at.push(at);
            at += c.len_utf8() as u32;
            folded_at.push(folded.len() as u32);
            folded.push(chars[i]);
        }
        raw_at.push(raw.len() as u32);
        folded_at.push(folded.len() as u32);
        let lines = lines(&chars);
        Self {
            raw,
            folded,
            chars,
            raw_at,
            folded_at,
            lines,
            apart: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// The same text with what its document says of its lines, in order.
    pub fn with_marks(mut self, marks: Vec<Mark>) -> Self {
        self.marks = marks;
        self
    }

    /// What the document says of the line or paragraph that begins here.
    pub fn mark_at(&self, start: u32) -> Option<Mark> {
        let at = self.marks.partition_point(|mark| mark.span.start < start);
        let mark = self.marks.get(at).filter(|mark| mark.span.start == start);
        mark.copied()
    }

    /// The same text, told where its file had blank lines: at each of these offsets, in order, a line
    /// begins that stood apart from the one above. A file that sets most lines apart tells nothing by it.
    pub fn with_gaps(mut self, mut apart: Vec<u32>) -> Self {
        let filled = self.lines.iter().filter(|l| !l.span.is_empty()).count();
        apart.dedup();
        if apart.len() * 2 <= filled {
            self.apart = apart;
        }
        self
    }

    /// True when the file had a blank line between two spans.
    pub fn stand_apart(&self, above: Span, below: Span) -> bool {
        let next = self.apart.partition_point(|&at| at < above.end);
        self.apart.get(next).is_some_and(|&at| at <= below.start)
    }

    /// Length in scalars.
    pub fn len(&self) -> u32 {
        self.chars.len() as u32
    }

    /// The folded scalars.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The folded scalars of a span, cut to the text.
    pub fn chars_in(&self, span: Span) -> &[char] {
        let span = self.within(span);
        &self.chars[span.start as usize..span.end as usize]
    }

    /// The folded scalar at an offset.
    pub fn char_at(&self, offset: u32) -> Option<char> {
        self.chars.get(offset as usize).copied()
    }

    /// The words of a span as they stand.
    pub fn raw(&self, span: Span) -> &'a str {
        let span = self.within(span);
        &self.raw
            [self.raw_at[span.start as usize] as usize..self.raw_at[span.end as usize] as usize]
    }

    /// The words of a span, folded: simplified characters, half-width digits and letters, and the
    /// full-width marks where Chinese is written with half-width ones.
    pub fn folded(&self, span: Span) -> &str {
        let span = self.within(span);
        &self.folded[self.folded_at[span.start as usize] as usize
            ..self.folded_at[span.end as usize] as usize]
    }

    /// The whole text, folded.
    pub fn all_folded(&self) -> &str {
        &self.folded
    }

    /// The scalar offset of a byte offset of the folded text.
    pub fn offset_of(&self, folded_byte: usize) -> u32 {
        self.folded_at
            .partition_point(|&at| (at as usize) < folded_byte) as u32
    }

    /// The span of a byte range inside the folded slice of `base`.
    pub fn span_in(&self, base: Span, bytes: std::ops::Range<usize>) -> Span {
        let start = self.folded_at[self.within(base).start as usize] as usize;
        Span::new(
            self.offset_of(start + bytes.start),
            self.offset_of(start + bytes.end),
        )
    }

    /// All lines, blank ones too.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// A span without white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        trim(&self.chars, self.within(span))
    }

    fn within(&self, span: Span) -> Span {
        let end = span.end.min(self.len());
        Span::new(span.start.min(end), end)
    }
}

fn trim(chars: &[char], span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    while start < end && blank(chars[start as usize]) {
        start += 1;
    }
    while start < end && blank(chars[end as usize - 1]) {
        end -= 1;
    }
    Span::new(start, end)
}

/// White space of any sort, byte-order marks and zero-width spaces too.
pub fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}')
}

fn lines(chars: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0usize;
    let mut at = 0usize;
    while at < chars.len() {
        let ends = match chars[at] {
            '\n' => true,
            '\r' => chars.get(at + 1) != Some(&'\n'),
            _ => false,
        };
        at += 1;
        if ends {
            lines.push(line(chars, start, at));
            start = at;
        }
    }
    if start < chars.len() {
        lines.push(line(chars, start, chars.len()));
    }
    lines
}

fn line(chars: &[char], start: usize, end: usize) -> Line {
    let whole = Span::new(start as u32, end as u32);
    Line {
        whole,
        span: trim(chars, whole),
    }
}

/// True for a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// True for a letter or figure of any script. Chinese letters and marks are told without the tables
/// of all scripts, which took longer than what was asked for them.
pub fn is_word(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{3001}'..='\u{3004}' | '\u{2010}'..='\u{2027}' | '\u{ff0c}' | '\u{ff1b}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// True for a mark that ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '.')
}

/// The last scalar that is not a closing quote or bracket.
pub fn last_word_mark(chars: &[char]) -> Option<char> {
    chars
        .iter()
        .rev()
        .copied()
        .find(|c| !matches!(c, '”' | '’' | '"' | '）' | ')' | '」' | '』' | '】' | '》'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_place_whatever_the_line_break() {
        let text = Text::new("甲\r\n　乙丙 \r丁\n\n戊");
        let seen: Vec<&str> = text.lines().iter().map(|l| text.raw(l.span)).collect();
        assert_eq!(seen, ["甲", "乙丙", "丁", "", "戊"]);
        let joined: u32 = text.lines().iter().map(|l| l.whole.len()).sum();
        assert_eq!(joined, text.len());
    }

    #[test]
    fn letters_are_what_the_tables_say() {
        let all = ('\0'..=char::MAX).filter(|c| is_word(*c) != c.is_alphanumeric());
        assert_eq!(all.collect::<Vec<char>>(), []);
    }

    #[test]
    fn folding_keeps_offsets() {
        let text = Text::new("在２０２０級開學典禮上的講話");
        assert_eq!(text.all_folded(), "在2020级开学典礼上的讲话");
        let at = text.all_folded().find("典礼").map(|b| text.offset_of(b));
        assert_eq!(at, Some(8));
        assert_eq!(text.raw(Span::new(6, 10)), "開學典禮");
    }
}
