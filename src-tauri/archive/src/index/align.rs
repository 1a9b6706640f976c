//! Where in a text a passage stands again, exactly or nearly: the piece of the text that can be
//! made of the passage with the fewest changes of a character. Knows no index.

use std::collections::HashMap;
use std::ops::Range;

/// Characters of a piece that must stand unchanged to lead to a place.
const SEED: usize = 3;
/// Least share of the seeds that a place must have; below it fewer than half of the characters
/// would be the same.
const FEWEST: f32 = 0.08;
/// Same characters that stand alone between changed ones are chance, not words kept.
const CHANCE: usize = 1;

/// Holes of the sieve that most characters of a text fall through.
const SIEVE: usize = 1 << 14;

/// The hole of some characters.
fn hole(seed: &[char]) -> usize {
    let mixed = seed.iter().fold(0usize, |mixed, &c| {
        mixed.wrapping_mul(131).wrapping_add(c as usize)
    });
    mixed % SIEVE
}

/// A passage made ready to be looked for in many texts.
pub(super) struct Wanted {
    chars: Vec<char>,
    seeds: HashMap<[char; SEED], Vec<u32>>,
    /// Which seeds there may be: nearly all of a text is passed over by it.
    sieve: Vec<bool>,
}

/// A place where most of the seeds stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Folded characters of the text among which the passage is.
    pub around: Range<usize>,
    /// Share of the seeds there, about.
    pub share: f32,
}

/// How a piece of a text goes with the passage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// The piece, in folded characters of the text.
    pub piece: Range<usize>,
    /// Share of the characters that are the same, 0..=1, of the longer of the two.
    pub share: f32,
    /// From start to end, same and changed by turns.
    pub runs: Vec<Run>,
}

/// A stretch that is the same in both, or stands for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub same: bool,
    /// In the text.
    pub theirs: Range<usize>,
    /// In the passage.
    pub ours: Range<usize>,
}

impl Wanted {
    /// A passage of at most 65,535 characters.
    pub fn new(chars: Vec<char>) -> Self {
        let mut seeds: HashMap<[char; SEED], Vec<u32>> = HashMap::new();
        let mut sieve = vec![false; SIEVE];
        for (at, seed) in chars.windows(SEED).enumerate() {
            sieve[hole(seed)] = true;
            if let Ok(seed) = seed.try_into() {
                seeds.entry(seed).or_default().push(at as u32);
            }
        }
        Self {
            chars,
            seeds,
            sieve,
        }
    }

    /// The likeliest place in a text, if it has one.
    pub fn place(&self, text: &[char]) -> Option<Place> {
        let length = self.chars.len();
        let mut found: Vec<(usize, &[u32])> = Vec::new();
        for (at, seed) in text.windows(SEED).enumerate() {
            if !self.sieve[hole(seed)] {
                continue;
            }
            let seed: [char; SEED] = seed.try_into().ok()?;
            if let Some(ours) = self.seeds.get(&seed) {
                found.push((at, ours));
            }
        }
        // The stretch with the most seeds, a quarter longer than the passage.
        let reach = length + length / 4;
        let (mut best, mut last) = (0..0, 0);
        for first in 0..found.len() {
            while last < found.len() && found[last].0 <= found[first].0 + reach {
                last += 1;
            }
            if last - first > best.len() {
                best = first..last;
            }
        }
        let seeds = length.saturating_sub(SEED - 1).max(1);
        let share = best.len() as f32 / seeds as f32;
        if best.is_empty() || share < FEWEST {
            return None;
        }
        let (from, to) = (found[best.start].0, found[best.end - 1].0);
        // As far as the passage goes on before and after the seeds that are left of it.
        let before = |&(at, ours): &(usize, &[u32])| at.saturating_sub(ours[0] as usize);
        let after = |&(at, ours): &(usize, &[u32])| {
            at + length - ours.last().map_or(0, |&last| last as usize)
        };
        let inside = &found[best];
        let start = inside.iter().map(before).min().unwrap_or(from);
        let end = inside.iter().map(after).max().unwrap_or(to);
        let slack = length / 8 + SEED;
        let start = start.max(from.saturating_sub(length)).saturating_sub(slack);
        let end = (end.min(to + length) + slack).min(text.len());
        Some(Place {
            around: start..end,
            share,
        })
    }

    /// The best fit within a place: the whole passage against any piece of it, by the number of
    /// characters changed, added or left out.
    pub fn fit(&self, text: &[char], place: &Place) -> Fit {
        let (ours, theirs) = (&self.chars[..], &text[place.around.clone()]);
        let width = theirs.len() + 1;
        // The cost of each pair of prefixes, never more than a passage has characters; it may begin
        // anywhere.
        let mut costs = vec![0u16; (ours.len() + 1) * width];
        for i in 1..=ours.len() {
            let (above, row) = costs[(i - 1) * width..].split_at_mut(width);
            row[0] = i as u16;
            for j in 1..width {
                let change = above[j - 1] + u16::from(ours[i - 1] != theirs[j - 1]);
                row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            }
        }
        // Of equal ends the last, so that a changed end is taken for changed and not for left out.
        let ends = &costs[ours.len() * width..];
        let end = (0..width)
            .min_by_key(|&j| (ends[j], width - j))
            .unwrap_or(0);
        let (mut i, mut j) = (ours.len(), end);
        let mut runs: Vec<Run> = Vec::new();
        let mut same = 0;
        while i > 0 {
            let cost = costs[i * width + j];
            let equal = j > 0 && ours[i - 1] == theirs[j - 1];
            let (to_i, to_j) = (i, j);
            if j > 0 && costs[(i - 1) * width + j - 1] + u16::from(!equal) == cost {
                (i, j) = (i - 1, j - 1);
            } else if costs[(i - 1) * width + j] + 1 == cost {
                i -= 1;
            } else {
                j -= 1;
            }
            let kept = equal && (to_i, to_j) == (i + 1, j + 1);
            same += usize::from(kept);
            match runs.last_mut() {
                Some(run) if run.same == kept => {
                    (run.theirs.start, run.ours.start) = (j, i);
                }
                _ => runs.push(Run {
                    same: kept,
                    theirs: j..to_j,
                    ours: i..to_i,
                }),
            }
        }
        runs.reverse();
        let longer = ours.len().max(end - j).max(1);
        let offset = place.around.start;
        for run in &mut runs {
            run.theirs = run.theirs.start + offset..run.theirs.end + offset;
        }
        Fit {
            piece: j + offset..end + offset,
            share: same as f32 / longer as f32,
            runs: without_chance(runs),
        }
    }
}

/// Joins changed stretches over same ones that are too short to say anything.
fn without_chance(runs: Vec<Run>) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let mut joined: Vec<Run> = Vec::new();
    for (at, mut run) in runs.into_iter().enumerate() {
        let edge = at == 0 || at == last;
        run.same = run.same && (edge || run.theirs.len() > CHANCE);
        match joined.last_mut() {
            Some(before) if before.same == run.same => {
                before.theirs.end = run.theirs.end;
                before.ours.end = run.ours.end;
            }
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fit as text: changed stretches as `[theirs|ours]`.
    fn told(passage: &str, text: &str) -> Option<String> {
        let text: Vec<char> = text.chars().collect();
        let wanted = Wanted::new(passage.chars().collect());
        let fit = wanted.fit(&text, &wanted.place(&text)?);
        let theirs = |run: &Run| text[run.theirs.clone()].iter().collect::<String>();
        let ours = |run: &Run| wanted.chars[run.ours.clone()].iter().collect::<String>();
        Some(
            fit.runs
                .iter()
                .map(|run| match run.same {
                    true => theirs(run),
                    false => format!("[{}|{}]", theirs(run), ours(run)),
                })
                .collect(),
        )
    }

    #[track_caller]
    fn check(passage: &str, text: &str, expected: &str) {
        assert_eq!(told(passage, text).as_deref(), Some(expected));
    }

    #[test]
    fn a_passage_is_found_with_what_differs() {
        let passage = "全市上下要坚持项目为王，狠抓招商引资";
        check(
            passage,
            "同志们：全市上下要坚持项目为王，狠抓招商引资。谢谢",
            passage,
        );
        check(
            passage,
            "会上说全市上下要始终坚持项目为先，大力狠抓招商引资工作",
            "全市上下要[始终|]坚持项目为[先，大力|王，]狠抓招商引资",
        );
        check(
            passage,
            "全市上下要坚持项目，狠抓招商引资",
            "全市上下要坚持项目[|为王]，狠抓招商引资",
        );
    }

    #[test]
    fn a_passage_that_is_changed_at_its_ends_is_found_whole() {
        check(
            "全力抓好重点项目建设这个关键",
            "要努力抓好重点项目建设这个要害",
            "[努|全]力抓好重点项目建设这个[要害|关键]",
        );
    }

    #[test]
    fn a_text_without_the_passage_has_no_place() {
        assert_eq!(told("要坚持项目为王", "今天天气很好"), None);
        assert_eq!(told("要坚持项目为王", ""), None);
    }
}
