//! What the opening of a speech says of its occasion, when no meeting is named: words that are said
//! at one sort of meeting more than at others. Names are read in `meeting`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::lexicon;

struct Cues {
    finder: Option<AhoCorasick>,
    /// Type and weight of each word.
    of: Vec<(&'static str, u8)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words: Vec<&'static str> = Vec::new();
    let mut of = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/occasions.tsv")) {
        let [listed, kind, weight] = cells[..] else {
            continue;
        };
        let Ok(weight) = weight.parse() else { continue };
        for word in listed.split('|') {
            words.push(word);
            of.push((kind, weight));
        }
    }
    Cues {
        finder: AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .ok(),
        of,
    }
});

/// An occasion that words speak for.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// Type id.
    pub kind: &'static str,
    /// How strongly: the weights of its words, summed.
    pub weight: u32,
    /// Where its words stand, in bytes of the words looked at; the weightiest first.
    pub at: Vec<std::ops::Range<usize>>,
}

/// Occasions that folded words speak for, the likeliest first.
pub fn read(words: &str) -> Vec<Occasion> {
    let cues = &*CUES;
    let mut heard: BTreeMap<usize, std::ops::Range<usize>> = BTreeMap::new();
    for hit in cues.finder.iter().flat_map(|f| f.find_iter(words)) {
        heard.entry(hit.pattern().as_usize()).or_insert(hit.range());
    }
    let mut found: BTreeMap<&'static str, Vec<(u8, std::ops::Range<usize>)>> = BTreeMap::new();
    for (word, range) in heard {
        let (kind, weight) = cues.of[word];
        found.entry(kind).or_default().push((weight, range));
    }
    let mut occasions: Vec<Occasion> = found
        .into_iter()
        .map(|(kind, mut hits)| {
            hits.sort_by_key(|(weight, range)| (std::cmp::Reverse(*weight), range.start));
            Occasion {
                kind,
                weight: hits.iter().map(|(w, _)| u32::from(*w)).sum(),
                at: hits.into_iter().map(|(_, range)| range).collect(),
            }
        })
        .collect();
    // Of equal weight, the one said first.
    occasions.sort_by_key(|o| {
        (
            std::cmp::Reverse(o.weight),
            o.at.iter().map(|r| r.start).min(),
        )
    });
    occasions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, zh: &str) {
        let found = read(words);
        let name = found
            .first()
            .and_then(|o| lexicon::meeting_types().get(o.kind))
            .map(|t| t.zh);
        assert_eq!(name, Some(zh), "{words}: {found:?}");
    }

    #[test]
    fn an_opening_tells_its_occasion() {
        check("今天，大会选举我担任县长，我深感荣幸", "任职表态");
        check("刚才，部长宣布了市委关于我县主要领导调整的决定", "干部大会");
        check("祝贺全体毕业生顺利毕业，母校永远想念你们", "毕业典礼");
        check("新春佳节即将来临，我们欢聚一堂，辞旧迎新", "团拜会");
        check("请大家举杯，为两国人民的友谊干杯", "宴会酒会");
        check("支部让我给大家上党课，我就讲三个问题", "党课");
    }

    #[test]
    fn every_row_names_a_known_type() {
        for (kind, _) in &CUES.of {
            assert!(lexicon::meeting_types().get(kind).is_some(), "{kind}");
        }
    }
}
