//! Knows short lines as notices by where they stand: among notices, before the title or after the end.
//! What a line itself says is weighed in `notice`.

use super::form;
use super::notice::{Seen, looks_like_title};
use crate::outline::number;
use crate::text::Text;

/// Short lines without a cue that stand between notices, before the title or after the end.
pub(super) fn mark(
    page: &Text,
    filled: &[usize],
    (first, last): (usize, usize),
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let lines = page.lines();
    let title = filled.iter().copied().rfind(|&i| {
        removed[i].is_none() && i <= first && looks_like_title(page.folded(lines[i].span))
    });
    if let Some(mut title) = title {
        if page.folded(lines[title].span).starts_with(['—', '-']) {
            // The theme line above a subtitle is the title; a repeat of it stands above that.
            title = filled
                .iter()
                .copied()
                .find(|&i| removed[i].is_none())
                .unwrap_or(title);
        }
        let before: Vec<usize> = filled.iter().copied().filter(|&i| i < title).collect();
        faint(page, &before, seen, removed);
        fill(page, &before, false, seen, removed);
        set_apart(page, &before, title, seen, removed);
    }
    let after: Vec<usize> = filled.iter().copied().filter(|&i| i > last).collect();
    faint(page, &after, seen, removed);
    fill(page, &after, true, seen, removed);
}

/// Above the title and below the end the faintest sign is enough.
fn faint(page: &Text, run: &[usize], seen: &[Seen], removed: &mut [Option<&'static str>]) {
    for &i in run {
        let saw = &seen[i];
        if removed[i].is_none() && saw.weight >= 1 && !saw.own && page.lines()[i].span.len() <= 80 {
            removed[i] = Some(saw.rule);
        }
    }
}

/// A block of short lines that blank lines set apart from the title below it, and in which one line
/// is a notice by its words: all of it is the notice. Sellers reword each line; the block stays.
fn set_apart(
    page: &Text,
    before: &[usize],
    title: usize,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let blank = |i: usize| page.lines()[i].span.is_empty();
    for block in before.chunk_by(|&a, &b| !(a + 1..b).any(blank)) {
        let Some(&end) = block.last() else { continue };
        let apart = (end + 1..title).any(blank);
        let told = block
            .iter()
            .any(|&i| removed[i].is_some_and(|r| r.starts_with("notice.")));
        let short = block
            .iter()
            .all(|&i| removed[i].is_some() || !seen[i].own && page.lines()[i].span.len() <= 40);
        if apart && told && short {
            for &i in block {
                removed[i].get_or_insert("notice.block");
            }
        }
    }
}

/// The next head of a row that the text above has, where a site cut the text: no link of a list.
fn continues(page: &Text, line: usize, removed: &[Option<&'static str>]) -> bool {
    let marker = |i: usize| number::marker(page.chars_in(page.lines()[i].span));
    marker(line).is_some_and(|own| {
        own.number > 1
            && (0..line)
                .rev()
                .filter(|&i| removed[i].is_none())
                .filter_map(marker)
                .any(|m| m.system == own.system && m.number + 1 == own.number)
    })
}

/// Short lines between notices. Below the end (`below`) a list is a list of links, and a banner may
/// be set upright, one character a line.
fn fill(
    page: &Text,
    run: &[usize],
    below: bool,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let lines = page.lines();
    let notice = |i: &&usize| removed[**i].is_some_and(|r| r.starts_with("notice."));
    let (Some(&from), Some(&to)) = (run.iter().find(notice), run.iter().rev().find(notice)) else {
        return;
    };
    if below {
        for &i in run.iter().rev().filter(|i| **i < from) {
            let linked = seen[i].listed && !continues(page, i, removed);
            if !(form::upright(page.chars_in(lines[i].span)) || linked) {
                break;
            }
            removed[i].get_or_insert("notice.block");
        }
    }
    for &i in run {
        let free = !seen[i].own || below && seen[i].listed;
        if i > from && i < to && removed[i].is_none() && free && lines[i].span.len() <= 40 {
            removed[i] = Some("notice.block");
        }
    }
}
