//! Puts the lines of a file in order: joins lines that a page or a program broke, drops blank runs, indents.
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
    let ragged = width.is_none() && ragged(page, kept);
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
        let torn = ragged
            && display_width(chars) >= NARROWEST
            && !chars.last().is_some_and(|c| is_stop(*c))
            && !(number::marker(chars).is_some() && here.len() < 20);
        if torn && !in_title
            || (full && !in_title && !(number::marker(chars).is_some() && here.len() < 20))
            || (width.is_none() && broken_off)
        {
            joins.push(i);
        }
    }
    joins
}

/// Half characters of the shortest line that may have been broken where lines are of any length.
const NARROWEST: u32 = 24;

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '：' | '”' | '…' | '）' | '!' | '?' | ';' | ':' | ')'
    )
}

/// True for a file whose lines were broken at no fixed width, as when it went through several
/// programs: most of its lines stop in the middle of a sentence that has its commas. Headings and
/// entries of a list stop without a mark as well, but have none inside.
fn ragged(page: &Text, kept: &[usize]) -> bool {
    let lines = page.lines();
    let (mut all, mut torn) = (0, 0);
    for pair in kept.windows(2).filter(|w| w[1] == w[0] + 1) {
        let chars = page.chars_in(lines[pair[0]].span);
        let next = page.chars_in(lines[pair[1]].span);
        if display_width(chars) < NARROWEST {
            continue;
        }
        all += 1;
        let open = chars
            .last()
            .is_some_and(|c| is_han(*c) || c.is_ascii_alphanumeric());
        let inside = chars.iter().any(|c| matches!(c, '，' | '。' | '、'));
        let goes_on = lines[pair[1]].whole.start == lines[pair[1]].span.start
            && number::marker(next).is_none();
        torn += u32::from(open && inside && goes_on && chars.len() <= 60);
    }
    torn >= 8 && torn * 2 >= all
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

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(words: &str) -> usize {
        let page = Text::new(words);
        let kept: Vec<usize> = (0..page.lines().len()).collect();
        joins(&page, &vec![None; kept.len()], &kept).len()
    }

    #[test]
    fn lines_broken_at_no_fixed_width_are_joined_and_lists_are_not() {
        let torn = "今年的水来得早，渠里的草还没有\n割，闸门上的锈也没有人去铲，我昨天下午到东沟走了一\n趟，看见三个口子都在往外漏。这\n样放水，放到田里的还不到六成，剩下的都喂\n了路边的杨树。大家算一算，一亩地\n少浇一遍，秋后少收多少，这笔账会计\n会算，我也会算，种地的人更会算，就是没有人肯去\n动手。从明天起，各组包一段，\n组长带着人下渠，先堵口，再割草，中午不\n回家，饭送到渠上，三天干完，第四天我去看，不合\n格的返工，误了放水的，年底不评先进，也不\n发奖金，话说在前头。";
        assert!(joined(torn) >= 9, "{}", joined(torn));
        let list = "东沟三个口子由一组包到月底\n西沟两座闸门由二组包到月底\n南渠割草由三组包到五月中旬\n北渠清淤由四组包到五月中旬\n".repeat(4);
        assert_eq!(joined(&list), 0);
    }
}
