//! Words that tell of a page only above the title and below the end, where a speech has few of its own.
//! Elsewhere they are anybody's words, and nobody asks for them.

use std::sync::LazyLock;

use crate::lexicon;
use crate::lookup::Finder;

/// The form of such words in `lexicon/notices.tsv`.
pub(super) const EDGE: &str = "edge";

struct Words {
    finder: Finder,
    /// Weight and rule of each.
    told: Vec<(u32, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../lexicon/notices.tsv"));
    let found: Vec<_> = rows
        .filter_map(|cells| match cells[..] {
            [word, EDGE, weight, rule] => Some((word, (weight.parse().unwrap_or(0), rule))),
            _ => None,
        })
        .collect();
    Words {
        finder: Finder::written(found.iter().map(|(word, _)| word)),
        told: found.into_iter().map(|(_, told)| told).collect(),
    }
});

/// The weight of such words in a folded line, each counted once, and the rule of the last.
pub(super) fn weigh(words: &[char]) -> (u32, &'static str) {
    let mut seen: Vec<usize> = Vec::new();
    let (mut weight, mut rule) = (0, "");
    for (_, _, id) in WORDS.finder.all_in(words) {
        if !seen.contains(&id) {
            seen.push(id);
            weight += WORDS.told[id].0;
            rule = WORDS.told[id].1;
        }
    }
    (weight, rule)
}

#[cfg(test)]
mod tests {
    use super::weigh;

    #[test]
    fn words_of_a_page_weigh_and_plain_words_do_not() {
        let weigh = |words: &str| weigh(&words.chars().collect::<Vec<_>>());
        assert!(weigh("更多稿子请收藏本站").0 >= 2);
        assert_eq!(weigh("云山县人民政府县长 何守成"), (0, ""));
    }
}
