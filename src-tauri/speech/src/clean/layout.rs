//! Puts the lines of a file in order: joins lines broken at a fixed width, drops blank runs, indents.
//! Takes out no words except the lines that other rules have already marked.

use super::Cut;
use crate::model::Span;
use crate::outline::number;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};

/// Adds cuts for marked lines, blank runs, indents and joins.
pub(super) fn cuts(page: &Text, removed: &[Option<&'static str>], cuts: &mut Vec<Cut>) {
    let lines = page.lines();
    let kept: Vec<usize> = (0..lines.len())
        .filter(|&i| removed[i].is_none() && !lines[i].span.is_empty())
        .collect();
    let joins = joins(page, removed, &kept);
    let mut joined_next = joins.iter().copied().peekable();
    for (i, line) in lines.iter().enumerate() {
        match removed[i] {
            Some(rule) => cuts.push(Cut::out(line.whole, rule)),
            None if line.span.is_empty() => cuts.push(Cut::out(line.whole, "layout.blank")),
            None => {
                let before = Span::new(line.whole.start, line.span.start);
                cuts.push(Cut::out(before, "layout.space"));
                if joined_next.peek() == Some(&i) {
                    joined_next.next();
                    cuts.push(Cut::out(
                        Span::new(line.span.end, line.whole.end),
                        "wrap.join",
                    ));
                } else {
                    let line_break = page.raw(Span::new(line.span.end, line.whole.end));
                    if line_break != "\n" && !line_break.is_empty() {
                        cuts.push(Cut {
                            span: Span::new(line.span.end, line.whole.end),
                            now: if line_break.ends_with(['\n', '\r']) {
                                "\n"
                            } else {
                                ""
                            },
                            rule: "layout.space",
                        });
                    }
                }
            }
        }
    }
    merge_blanks(cuts);
}

/// One edit for a run of blank lines, not one for each.
fn merge_blanks(cuts: &mut Vec<Cut>) {
    let mut out: Vec<Cut> = Vec::with_capacity(cuts.len());
    for cut in cuts.drain(..) {
        match out.last_mut() {
            Some(last)
                if cut.rule == "layout.blank"
                    && last.rule == "layout.blank"
                    && last.span.end == cut.span.start =>
            {
                last.span.end = cut.span.end;
            }
            _ => out.push(cut),
        }
    }
    *cuts = out;
}

/// The lines whose break was put in by a page width or a converter, not by the writer.
fn joins(page: &Text, removed: &[Option<&'static str>], kept: &[usize]) -> Vec<usize> {
    let lines = page.lines();
    let width = wrap_width(page, kept);
    let mut joins = Vec::new();
    for pair in kept.windows(2) {
        let (i, next) = (pair[0], pair[1]);
        // Only page furniture may stand between the halves; a gap or a blank line ends a paragraph.
        let between = i + 1..next;
        if !between.clone().all(|k| removed[k] == Some("page.number")) {
            continue;
        }
        let (here, after) = (lines[i].span, lines[next].span);
        let indented = after.start - lines[next].whole.start >= 2
            || page.char_at(lines[next].whole.start) == Some('\u{20}') && width.is_none()
            || page
                .raw(Span::new(lines[next].whole.start, after.start))
                .contains('\u{3000}');
        let chars = page.chars_in(here);
        let next_chars = page.chars_in(after);
        let (Some(&last), Some(&first)) = (chars.last(), next_chars.first()) else {
            continue;
        };
        if indented || number::marker(next_chars).is_some() || opens_block(first, next_chars) {
            continue;
        }
        let full = width.is_some_and(|w| display_width(chars) + 3 >= w);
        let broken_off = matches!(last, ',' | '，' | '、')
            && here.len() >= 12
            && (is_han(first) || first.is_ascii_digit())
            && !last_word_mark(next_chars).is_some_and(|c| matches!(c, ':' | '：'));
        let in_title = super::looks_like_title(page.folded(here))
            || super::looks_like_title(page.folded(after));
        if (full && !in_title && !(number::marker(chars).is_some() && here.len() < 20))
            || (width.is_none() && broken_off)
        {
            joins.push(i);
        }
    }
    joins
}

fn opens_block(first: char, next: &[char]) -> bool {
    matches!(
        first,
        '【' | '—' | '＊' | '*' | '●' | '■' | '▲' | '◇' | '#' | '（' | '('
    ) && !next.iter().take(12).any(|c| matches!(c, '）' | ')'))
        || next.starts_with(&['尊', '敬'])
        || next.starts_with(&['各', '位'])
        || next.starts_with(&['同', '志', '们'])
}

/// The width, in half characters, at which this file's lines were broken; `None` when they were not.
fn wrap_width(page: &Text, kept: &[usize]) -> Option<u32> {
    let lines = page.lines();
    // Only lines followed at once by another can have been broken.
    let widths: Vec<(u32, bool)> = kept
        .windows(2)
        .filter(|w| w[1] - w[0] <= 2)
        .map(|w| {
            let chars = page.chars_in(Span::new(lines[w[0]].whole.start, lines[w[0]].span.end));
            (
                display_width(chars),
                last_word_mark(chars).is_some_and(ends_sentence),
            )
        })
        .filter(|&(w, _)| w >= 24)
        .collect();
    if widths.len() < 6 {
        return None;
    }
    let mut sorted: Vec<u32> = widths.iter().map(|w| w.0).collect();
    sorted.sort_unstable();
    let widest = sorted[sorted.len() * 9 / 10];
    if !(40..=140).contains(&widest) {
        return None;
    }
    let full: Vec<bool> = widths
        .iter()
        .filter(|w| w.0 + 5 >= widest && w.0 <= widest + 4)
        .map(|w| w.1)
        .collect();
    let open = full.iter().filter(|ended| !**ended).count();
    (full.len() * 10 >= widths.len() * 6 && open * 10 >= full.len() * 6).then_some(widest)
}

fn display_width(chars: &[char]) -> u32 {
    chars
        .iter()
        .map(|&c| {
            if c < '\u{2e80}' && !matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '×')
            {
                1
            } else {
                2
            }
        })
        .sum()
}
