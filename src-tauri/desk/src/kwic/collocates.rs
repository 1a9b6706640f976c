//! The words that keep company with a place: how often each stands near, how often it would by
//! chance, and how surely that differs (log-likelihood ratio, Dunning 1993).
//!
//! Words are cut by a dictionary. That decides nothing about what is found: the lines are given.

use std::collections::{HashMap, HashSet};

use archive::{Sampled, SpeechId};
use jieba_rs::Jieba;

use super::lines::Lines;
use crate::wire::Collocate;

/// Most lines that are cut; of more, every second, third... Cutting is the slow part.
const MOST_LINES: usize = 40_000;
/// Most words shown.
const SHOWN: usize = 200;
/// What is weaker is left out: so much difference comes by chance once in twenty times.
const LEAST_G2: f64 = 3.84;
/// Characters in which a word is looked for, for each word of the window: words of official
/// Chinese have two characters, names and set phrases four and more.
const A_WORD: usize = 4;

/// Cuts Chinese into words. Takes a moment and some memory to make.
pub struct Cutter(Jieba);

impl Cutter {
    /// With the dictionary that the library carries.
    pub fn new() -> Self {
        Self(Jieba::new())
    }

    /// The words of a text, without punctuation and numbers.
    fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let cut = self.0.cut(text, false).into_iter();
        cut.map(|token| token.word)
            .filter(|word| word.chars().any(char::is_alphabetic))
            .collect()
    }

    /// The words before a place, the nearest first, and after it.
    fn near<'a>(&self, lines: &'a Lines, line: usize, window: u8) -> [Vec<&'a str>; 2] {
        let [left, _, right] = lines.parts(line);
        let window = usize::from(window);
        let reach = (window + 1) * A_WORD;
        let mut before = self.words(tail(left, reach));
        before.reverse();
        before.truncate(window);
        let mut after = self.words(head(right, reach));
        after.truncate(window);
        [before, after]
    }

    /// True when a word stands near a place.
    pub fn is_near(&self, lines: &Lines, line: usize, word: &str, window: u8) -> bool {
        let [left, _, right] = lines.parts(line);
        // Most lines do not hold it at all, and need no cutting.
        (left.contains(word) || right.contains(word))
            && self
                .near(lines, line, window)
                .iter()
                .flatten()
                .any(|near| *near == word)
    }
}

fn head(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(end, _)| &text[..end])
}

fn tail(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most.saturating_sub(1));
    start.map_or(text, |(start, _)| &text[start..])
}

/// How often words stand in texts taken evenly from the archive.
pub struct Reference {
    /// The archive's last change when it was counted.
    pub revision: i64,
    speeches: HashSet<SpeechId>,
    counts: HashMap<String, u32>,
    words: u64,
}

impl Reference {
    /// Counts the words of texts; `None` when stopped.
    pub fn count(cutter: &Cutter, sampled: &Sampled, stop: &dyn Fn() -> bool) -> Option<Self> {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut words = 0;
        for (_, text) in &sampled.texts {
            if stop() {
                return None;
            }
            for word in text.lines().flat_map(|line| cutter.words(line)) {
                words += 1;
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_owned(), 1)),
                }
            }
        }
        Some(Self {
            revision: sampled.revision,
            speeches: sampled.texts.iter().map(|(id, _)| id.clone()).collect(),
            counts,
            words,
        })
    }

    /// How many texts were counted.
    pub fn speeches(&self) -> usize {
        self.speeches.len()
    }
}

/// How often a word stands near.
#[derive(Clone, Copy, Default)]
struct Near {
    left: u32,
    right: u32,
    /// Of both, those in speeches that the reference holds too.
    known: u32,
}

/// The words of some lines, strongest first, and how many lines they were counted in; `None` when
/// stopped. Words near fewer than `least` times are left out.
pub fn collocates(
    lines: &Lines,
    order: &[u32],
    cutter: &Cutter,
    reference: &Reference,
    (window, least): (u8, u32),
    stop: &dyn Fn() -> bool,
) -> Option<(Vec<Collocate>, usize)> {
    let step = order.len().div_ceil(MOST_LINES).max(1);
    let mut near: HashMap<&str, Near> = HashMap::new();
    let (mut words, mut known_words, mut counted) = (0u64, 0u64, 0);
    for &line in order.iter().step_by(step) {
        let line = line as usize;
        if counted % 256 == 0 && stop() {
            return None;
        }
        counted += 1;
        let known = u32::from(reference.speeches.contains(&lines.holder(line).id));
        let [before, after] = cutter.near(lines, line, window);
        words += (before.len() + after.len()) as u64;
        known_words += u64::from(known) * (before.len() + after.len()) as u64;
        for word in before {
            let count = near.entry(word).or_default();
            count.left += 1;
            count.known += known;
        }
        for word in after {
            let count = near.entry(word).or_default();
            count.right += 1;
            count.known += known;
        }
    }
    // The reference without what stands near in its own texts: what is elsewhere.
    let elsewhere = reference.words.saturating_sub(known_words) as f64;
    let mut found: Vec<Collocate> = near
        .into_iter()
        .filter(|(_, count)| count.left + count.right >= least.max(1))
        .filter_map(|(word, count)| {
            let observed = f64::from(count.left + count.right);
            let there = reference.counts.get(word).copied().unwrap_or(0);
            let there = f64::from(there.saturating_sub(count.known));
            let likely = Likelihood::of(observed, words as f64, there, elsewhere);
            (observed > likely.expected && likely.g2 >= LEAST_G2).then(|| Collocate {
                word: word.to_owned(),
                left: count.left,
                right: count.right,
                expected: likely.expected as f32,
                g2: likely.g2 as f32,
            })
        })
        .collect();
    found.sort_by(|a, b| b.g2.total_cmp(&a.g2).then_with(|| a.word.cmp(&b.word)));
    found.truncate(SHOWN);
    Some((found, counted))
}

/// How a word's two frequencies compare.
struct Likelihood {
    expected: f64,
    g2: f64,
}

impl Likelihood {
    /// Of a word that stands `near` times among `near_all` words and `there` times among
    /// `there_all`: what is expected near, and G² = 2 Σ O ln(O/E) over the four cells.
    fn of(near: f64, near_all: f64, there: f64, there_all: f64) -> Self {
        let all = near_all + there_all;
        let cell = |observed: f64, row: f64, column: f64| {
            let expected = row * column / all;
            if observed > 0.0 && expected > 0.0 {
                observed * (observed / expected).ln()
            } else {
                0.0
            }
        };
        let word = near + there;
        let others = all - word;
        let sum = cell(near, near_all, word)
            + cell(there, there_all, word)
            + cell(near_all - near, near_all, others)
            + cell(there_all - there, there_all, others);
        Self {
            expected: near_all * word / all.max(1.0),
            g2: 2.0 * sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kwic::lines::tests::lines_of;

    #[test]
    fn the_likelihood_is_that_of_the_four_cells() {
        // 10 of 200 words near, 20 of 1,000 elsewhere: 5 expected near, worked out by hand.
        let it = Likelihood::of(10.0, 200.0, 20.0, 1_000.0);
        assert!((it.expected - 5.0).abs() < 1e-9, "{}", it.expected);
        assert!((it.g2 - 5.093).abs() < 0.01, "{}", it.g2);
        let same = Likelihood::of(10.0, 100.0, 100.0, 1_000.0);
        assert!(same.g2.abs() < 1e-9, "{}", same.g2);
    }

    #[test]
    fn a_word_that_keeps_company_comes_first() {
        let texts = [
            "各地都要倒排工期，挂图作战，抓好项目建设。今天天气很好，大家来开会。",
            "一律倒排工期，挂图作战。今天的会议很重要，大家要认真开会。",
            "逐个倒排工期，挂图推进。大家要认真学习，天气转凉，注意保暖。",
        ];
        let lines = lines_of("倒排工期", &texts);
        let cutter = Cutter::new();
        let sampled = Sampled {
            revision: 1,
            of: 3,
            texts: texts
                .iter()
                .enumerate()
                .map(|(n, text)| (SpeechId::from(format!("s{n}").as_str()), (*text).to_owned()))
                .collect(),
        };
        let never = || false;
        let reference = Reference::count(&cutter, &sampled, &never).expect("not stopped");
        let order = [0, 1, 2];
        let (found, counted) =
            collocates(&lines, &order, &cutter, &reference, (5, 2), &never).expect("not stopped");
        assert_eq!(counted, 3);
        assert_eq!(found[0].word, "挂图", "{found:?}");
        assert_eq!((found[0].left, found[0].right), (0, 3));
        assert!(found[0].expected < 3.0 && found[0].g2 > 0.0);
        assert!(found.iter().all(|one| one.word != "天气"));
        assert!(cutter.is_near(&lines, 0, "挂图", 5) && !cutter.is_near(&lines, 0, "天气", 3));
        assert!(collocates(&lines, &order, &cutter, &reference, (5, 1), &|| true).is_none());
    }

    #[test]
    fn contexts_are_cut_at_characters() {
        assert_eq!((head("倒排工期", 2), head("倒", 5)), ("倒排", "倒"));
        assert_eq!((tail("倒排工期", 2), tail("倒", 5)), ("工期", "倒"));
    }
}
