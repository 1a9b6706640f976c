//! Knows the lines of a page that holds many texts, where only one of them is there: 篇一, 目录.
//! Where several are there, the same lines part them, which is not its matter.

use super::notice::Seen;
use crate::outline::number;
use crate::recognise::page;
use crate::salutation;
use crate::text::{Text, is_word};

/// Scalars of text under a mark that make it one text of several.
const SHORTEST: u32 = 120;

/// True for a file in which two salutations or more have a text of their own.
pub(super) fn holds_several(text: &Text, filled: &[usize]) -> bool {
    let lines = text.lines();
    let mut since = SHORTEST;
    let mut called = 0;
    for &i in filled {
        let span = lines[i].span;
        if since >= SHORTEST && span.len() <= 60 && salutation::is(text.folded(span)) {
            called += 1;
            since = 0;
        }
        since += span.len();
    }
    called >= 2 && since >= SHORTEST
}

/// 春季讲话选（3篇） above three speeches is the file's own title.
pub(super) fn keep_title(text: &Text, filled: &[usize], seen: &mut [Seen]) {
    for &i in filled.iter().take(12) {
        let words = text.folded(text.lines()[i].span);
        let named = seen[i].rule == "notice.collection" && seen[i].weight <= 4;
        if named && page::is_collection(words) && words.ends_with(['）', ')', '篇', '辑', '编'])
        {
            seen[i] = Seen {
                own: true,
                ..Seen::default()
            };
        }
    }
}

/// Marks such lines among those not yet marked.
pub(super) fn mark(text: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = text.lines();
    let kept: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&i| removed[i].is_none())
        .collect();
    let places: Vec<usize> = (0..kept.len())
        .filter(|&at| {
            let span = lines[kept[at]].span;
            span.len() <= 70 && page::is_place(text.folded(span))
        })
        .collect();
    let body = |at: usize, end: usize| -> u32 {
        kept[at + 1..end].iter().map(|&i| lines[i].span.len()).sum()
    };
    let ends = places.iter().skip(1).copied().chain([kept.len()]);
    let texts = places
        .iter()
        .zip(ends)
        .filter(|(at, end)| body(**at, *end) >= SHORTEST)
        .count();
    if texts <= 1 {
        for &at in &places {
            removed[kept[at]] = Some("notice.collection");
        }
    }
    contents(text, &kept, removed);
}

/// 目录 and its entries, of which at most one comes again below.
fn contents(text: &Text, kept: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = text.lines();
    let words = |i: usize| text.folded(lines[i].span);
    let Some(at) = kept.iter().take(12).position(|&i| {
        let bare = || words(i).chars().filter(|c| is_word(*c));
        words(i).contains('目') && bare().eq("目录".chars())
    }) else {
        return;
    };
    let entries: Vec<usize> = kept[at + 1..]
        .iter()
        .copied()
        .take_while(|&i| {
            lines[i].span.len() <= 70 && number::marker(text.chars_in(lines[i].span)).is_some()
        })
        .collect();
    let title = |i: usize| {
        let skip = number::marker(text.chars_in(lines[i].span)).map_or(0, |m| m.length as usize);
        let title: String = words(i).chars().skip(skip).collect();
        title
            .trim_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ')
            .to_owned()
    };
    let below = &kept[(at + 1 + entries.len()).min(kept.len())..];
    // Headings of one speech come again with their numbers, titles of many each in its place.
    let again = below
        .iter()
        .filter(|&&i| entries.iter().any(|&e| words(i).trim() == title(e)))
        .count();
    if entries.len() >= 2 && again == 1 {
        for &i in entries.iter().chain([&kept[at]]) {
            removed[i] = Some("notice.collection");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(words: &str) -> Vec<bool> {
        let text = Text::new(words);
        let filled: Vec<usize> = (0..text.lines().len()).collect();
        let mut removed = vec![None; text.lines().len()];
        mark(&text, &filled, &mut removed);
        removed.iter().map(Option::is_some).collect()
    }

    #[test]
    fn marks_of_texts_that_are_not_there_go() {
        let body = "把水渠修通，把种子选好，把账算清，把话带到每一个村。".repeat(8);
        assert_eq!(
            gone(&format!(
                "县长在庆典致辞篇一\n各位来宾：\n{body}\n县长在庆典致辞篇二"
            )),
            [true, false, false, true]
        );
        assert_eq!(
            gone(&format!("县长致辞篇一\n{body}\n县长致辞篇二\n{body}")),
            [false; 4]
        );
        assert_eq!(
            gone(&format!(
                "目录\n1.在甲会上的讲话\n2.在乙会上的讲话\n在甲会上的讲话\n{body}"
            )),
            [true, true, true, false, false]
        );
    }
}
