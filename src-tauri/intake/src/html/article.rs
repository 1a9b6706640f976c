//! Which lines of a page are the article: where its sentences are, and the heading above them.
//! Does not look at words, only at structure, links and punctuation.

use super::lines::{self, Line};
use crate::marks;
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};
use std::collections::HashMap;

/// The part of an element's sentences that must lie in one child for the child to be the article.
const DOMINANT: f64 = 0.75;

/// How many lines above the text its heading is looked for.
const ABOVE: usize = 30;

/// Consecutive lines of nothing but links that make a list of links.
const LINK_LIST: usize = 3;

const CONTAINERS: &[&str] = &[
    "article",
    "body",
    "center",
    "div",
    "form",
    "html",
    "main",
    "section",
    "table",
    "tbody",
    "td",
    "tr",
    "font",
    "span",
    "ucapcontent",
    "blockquote",
    "dl",
    "dd",
];

/// The lines of the article, below `title` where it has no heading, and the lines of the page that were left out.
pub(super) fn choose(page: &Html, title: Option<&str>) -> (Vec<String>, Vec<String>) {
    let root = root_of(page);
    let lines = lines::of(page, root);
    let first = lines.iter().position(|line| line.inside).unwrap_or(0);
    let heading = heading_above(&lines, first, title);
    let start = heading.unwrap_or(first);
    let listed = link_lists(&lines);
    let is_kept = |(at, line): (usize, &Line)| {
        let above =
            at >= start && at < first && !line.aside && line.linked * 2 < line.text.chars().count();
        (line.inside && !listed[at]) || above
    };
    let keeps: Vec<bool> = lines.iter().enumerate().map(is_kept).collect();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for (line, is_kept) in lines.into_iter().zip(keeps) {
        if is_kept {
            kept.push(line.marked());
        } else {
            left_out.push(line.text);
        }
    }
    if heading.is_none()
        && let Some(title) = title
    {
        let opening: String = kept
            .iter()
            .take(8)
            .flat_map(|l| l.chars())
            .filter(|c| !c.is_whitespace() && !marks::is_sign(*c))
            .collect();
        let squeezed: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        if !opening.contains(&squeezed) && !left_out.is_empty() {
            kept.insert(0, title.to_owned());
        }
    }
    (kept, left_out)
}

/// The innermost container that holds most of the sentences; `None` for the whole page.
fn root_of(page: &Html) -> Option<NodeId> {
    let weights = weights(page);
    let weight = |id: NodeId| weights.get(&id).copied().unwrap_or(0);
    let mut current = page.tree.root();
    loop {
        let whole = weight(current.id());
        let heaviest = current.children().max_by_key(|child| weight(child.id()));
        let Some(next) = heaviest.filter(|_| whole > 0) else {
            break;
        };
        let is_container = next
            .value()
            .as_element()
            .is_some_and(|e| CONTAINERS.contains(&e.name()));
        if !is_container || (weight(next.id()) as f64) < DOMINANT * whole as f64 {
            break;
        }
        // One long paragraph among short ones is not the article.
        let blocks = next
            .descendants()
            .filter_map(|n| n.value().as_element())
            .filter(|e| breaks(e.name()));
        if blocks.take(3).count() < 3 && current.id() != page.tree.root().id() {
            break;
        }
        current = next;
    }
    (current.id() != page.tree.root().id()).then(|| current.id())
}

fn breaks(name: &str) -> bool {
    matches!(
        name,
        "p" | "br" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "pre"
    )
}

/// For each element, the characters of sentences in it: text with punctuation and outside links.
fn weights(page: &Html) -> HashMap<NodeId, usize> {
    let mut weights = HashMap::new();
    let mut sums: Vec<usize> = vec![0];
    let mut ignored = 0u32;
    let is_ignored = |node: &Node| {
        node.as_element()
            .is_some_and(|e| e.name() == "a" || lines::is_unseen(e) || lines::is_aside(e))
    };
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                ignored += u32::from(is_ignored(node.value()));
                sums.push(0);
                if let (Node::Text(text), 0, Some(sum)) = (node.value(), ignored, sums.last_mut()) {
                    let marks = text
                        .chars()
                        .filter(|c| "，。；：！？、”".contains(*c))
                        .count();
                    *sum += if marks > 0 {
                        text.trim().chars().count()
                    } else {
                        0
                    };
                }
            }
            Edge::Close(node) => {
                ignored -= u32::from(is_ignored(node.value()));
                let sum = sums.pop().unwrap_or(0);
                weights.insert(node.id(), sum);
                if let Some(parent) = sums.last_mut() {
                    *parent += sum;
                }
            }
        }
    }
    weights
}

/// The line of the heading that belongs to an article beginning at line `first`.
fn heading_above(lines: &[Line], first: usize, title: Option<&str>) -> Option<usize> {
    let squeeze = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let title = title.map(squeeze).unwrap_or_default();
    let from = first.saturating_sub(ABOVE);
    let above = || (from..first).rev().map(|at| (at, squeeze(&lines[at].text)));
    let is_long = |text: &str| text.chars().count() >= 4;
    let named = above().find(|(_, text)| {
        is_long(text) && (title.starts_with(text) || text.starts_with(&title)) && !title.is_empty()
    });
    let marked =
        || above().find(|(at, text)| lines[*at].rank > 0 && !lines[*at].aside && is_long(text));
    // Old pages are set in tables and know no headings: the bold line alone in its cell is one.
    let bold = || {
        above().find(|(at, text)| {
            let (line, count) = (&lines[*at], text.chars().count());
            (8..=60).contains(&count) && line.bold >= count && line.linked == 0 && !line.aside
        })
    };
    named.or_else(marked).or_else(bold).map(|(at, _)| at)
}

/// For each line, whether it is one of a list of links.
fn link_lists(lines: &[Line]) -> Vec<bool> {
    let is_link = |line: &Line| line.linked * 5 >= line.text.chars().count() * 4 && line.linked > 0;
    let mut listed = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_link(line)).count();
        if run >= LINK_LIST {
            listed[at..at + run].fill(true);
        }
        at += run.max(1);
    }
    listed
}
