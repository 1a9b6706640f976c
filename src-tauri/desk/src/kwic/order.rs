//! Which lines of a concordance are shown and in which order. Reads no text but the contexts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::lines::Lines;
use crate::pinyin::first_reading;
use crate::wire::KwicView;

/// Most characters of the context that lines are sorted by.
const DEEPEST: usize = 5;

/// The context by which lines are sorted, a number a character.
type Key = [u32; DEEPEST];

/// A view carried out.
#[derive(Default)]
pub struct Arranged {
    /// The lines, in order.
    pub order: Vec<u32>,
    /// For the first of several lines whose sorted context is the same, by place in `order`: how
    /// many they are.
    pub heads: HashMap<u32, u32>,
    /// How many speeches hold them.
    pub speeches: u32,
    /// Lines by year, whatever year is chosen; `None` is undated.
    pub years: BTreeMap<Option<i32>, u32>,
    /// Lines by meeting type, whatever type is chosen.
    pub types: HashMap<Option<String>, u32>,
}

/// Carries a view out. `near` says of a line whether the word that the view wants is near.
pub fn arrange(lines: &Lines, view: &KwicView, near: &dyn Fn(usize) -> bool) -> Arranged {
    let wanted: Vec<String> = view
        .filter
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let mut arranged = Arranged::default();
    for line in 0..lines.len() {
        if !holds(lines, line, &wanted) || !near(line) {
            continue;
        }
        let holder = lines.holder(line);
        let in_year = view.years.is_none_or(|[first, last]| {
            holder
                .year
                .is_some_and(|year| (first..=last).contains(&year))
        });
        let in_type = view.kind.is_none() || view.kind == holder.kind;
        if in_type {
            *arranged.years.entry(holder.year).or_default() += 1;
        }
        if in_year {
            match arranged.types.get_mut(&holder.kind) {
                Some(count) => *count += 1,
                None => drop(arranged.types.insert(holder.kind.clone(), 1)),
            }
        }
        if in_year && in_type {
            arranged.order.push(line as u32);
        }
    }
    let mut speeches: Vec<usize> = arranged
        .order
        .iter()
        .map(|&line| lines.number(line as usize))
        .collect();
    speeches.dedup();
    arranged.speeches = speeches.len() as u32;
    match view.sort.as_str() {
        "oldest" => arranged.order.sort_by_key(|&line| {
            let line = line as usize;
            (!lines.holder(line).dated, Reverse(lines.number(line)))
        }),
        "left" => sort(lines, &mut arranged, view.depth, before),
        "right" => sort(lines, &mut arranged, view.depth, after),
        _ => {}
    }
    arranged
}

/// True when the context holds every word, letter case apart.
fn holds(lines: &Lines, line: usize, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let [left, _, right] = lines.parts(line);
    let is_in = |word: &String, context: &str| {
        if word.is_ascii() {
            context.to_ascii_lowercase().contains(word.as_str())
        } else {
            context.contains(word.as_str())
        }
    };
    wanted
        .iter()
        .all(|word| is_in(word, left) || is_in(word, right))
}

/// The characters before a place, the nearest first; those after it.
fn before(lines: &Lines, line: usize, take: &mut dyn FnMut(char) -> bool) {
    lines.parts(line)[0].chars().rev().all(take);
}

fn after(lines: &Lines, line: usize, take: &mut dyn FnMut(char) -> bool) {
    lines.parts(line)[2].chars().all(take);
}

type Walk = fn(&Lines, usize, &mut dyn FnMut(char) -> bool);

/// The first characters of a context; punctuation and blanks are passed over, so that “、挂图” and
/// “挂图” stand together.
fn first(lines: &Lines, line: usize, depth: usize, walk: Walk) -> [char; DEEPEST] {
    let mut key = ['\0'; DEEPEST];
    let mut count = 0;
    walk(lines, line, &mut |c| {
        if c.is_alphanumeric() {
            key[count] = c;
            count += 1;
        }
        count < depth
    });
    key
}

/// Sorts by context, of the same context the newer first, and finds where one begins.
fn sort(lines: &Lines, arranged: &mut Arranged, depth: u8, walk: Walk) {
    let depth = usize::from(depth).clamp(1, DEEPEST);
    let keys: Vec<[char; DEEPEST]> = arranged
        .order
        .iter()
        .map(|&line| first(lines, line as usize, depth, walk))
        .collect();
    let ranks = ranks(&keys);
    let rank = |c: char| ranks.get(&c).copied().unwrap_or(0);
    let mut keyed: Vec<(Key, u32)> = keys
        .iter()
        .zip(&arranged.order)
        .map(|(key, &line)| (key.map(rank), line))
        .collect();
    keyed.sort_unstable();
    arranged.order = keyed.iter().map(|(_, line)| *line).collect();
    let mut at = 0;
    for same in keyed.chunk_by(|a, b| a.0 == b.0) {
        if same.len() > 1 {
            arranged.heads.insert(at, same.len() as u32);
        }
        at += same.len() as u32;
    }
}

/// A number for each character: no character first, then Latin letters and digits, then Chinese by
/// pinyin.
fn ranks(keys: &[[char; DEEPEST]]) -> HashMap<char, u32> {
    let all: HashSet<char> = keys.iter().flatten().copied().collect();
    let mut all: Vec<(Option<&str>, char)> =
        all.into_iter().map(|c| (first_reading(c), c)).collect();
    all.sort_unstable();
    (0u32..).zip(all).map(|(rank, (_, c))| (c, rank)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kwic::lines::tests::lines_of;

    fn view(sort: &str, depth: u8, filter: &str) -> KwicView {
        KwicView {
            sort: sort.into(),
            depth,
            filter: filter.into(),
            years: None,
            kind: None,
            near: None,
        }
    }

    fn shown(lines: &Lines, view: &KwicView) -> Vec<String> {
        let arranged = arrange(lines, view, &|_| true);
        let line = |&line: &u32| lines.parts(line as usize).concat();
        arranged.order.iter().map(line).collect()
    }

    const TEXTS: &[&str] = &[
        "一律倒排工期、挂图作战",
        "逐个倒排工期，不得延误",
        "一律倒排工期，挂帅出征",
        "都要倒排工期 abc",
        "倒排工期",
    ];

    #[test]
    fn lines_are_sorted_by_what_follows_in_the_order_of_pinyin() {
        let lines = lines_of("工期", TEXTS);
        assert_eq!(
            shown(&lines, &view("right", 2, "")),
            [
                "倒排工期",
                "都要倒排工期 abc",
                "逐个倒排工期，不得延误",
                "一律倒排工期，挂帅出征",
                "一律倒排工期、挂图作战",
            ]
        );
        let arranged = arrange(&lines, &view("right", 1, ""), &|_| true);
        assert_eq!(arranged.heads, HashMap::from([(3, 2)]));
    }

    #[test]
    fn lines_are_sorted_by_what_stands_before_outwards() {
        let lines = lines_of("工期", TEXTS);
        let order = shown(&lines, &view("left", 3, ""));
        assert_eq!(order[0], "倒排工期");
        assert_eq!(order[1], "逐个倒排工期，不得延误");
        assert_eq!(order[4], "都要倒排工期 abc");
    }

    #[test]
    fn a_filter_wants_all_its_words_in_the_context() {
        let lines = lines_of("工期", TEXTS);
        assert_eq!(
            shown(&lines, &view("newest", 1, "一律 作战")),
            ["一律倒排工期、挂图作战"]
        );
        assert_eq!(
            shown(&lines, &view("newest", 1, "ABC")),
            ["都要倒排工期 abc"]
        );
        assert!(shown(&lines, &view("newest", 1, "工期")).is_empty());
    }
}
