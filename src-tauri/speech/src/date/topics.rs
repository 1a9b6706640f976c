//! Finds what a speech is about when meetings on it were held at a certain time: 扫黑除恶专项斗争, 第六次全国人口普查.
//! The list is `lexicon/topics.tsv`; wordings in use for longer are `phrases`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::clues::{Clue, Frame, strength};
use super::edtf::Edtf;
use super::scene::{Scene, holds};
use crate::lexicon;
use crate::lookup::Finder;
use crate::model::{Reason, Span};

/// Where in a text such words say what the speech is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Title,
    Opening,
    Anywhere,
}

struct Topic {
    place: Where,
    /// The months between which it was spoken of, as EDTF.
    time: Edtf,
    first: i32,
    last: i32,
}

struct Topics {
    words: Finder,
    topic_of: Vec<usize>,
    topics: Vec<Topic>,
}

fn read(cells: &[&'static str]) -> Option<(Vec<&'static str>, Topic)> {
    let [words, place, from, to, _] = cells else {
        return None;
    };
    let time: Edtf = format!("{from}/{to}").parse().ok()?;
    let (first, last) = time.bounds()?;
    let topic = Topic {
        place: match *place {
            "title" => Where::Title,
            "opening" => Where::Opening,
            "anywhere" => Where::Anywhere,
            _ => return None,
        },
        time,
        first: first.number(),
        last: last.number(),
    };
    Some((words.split('|').collect(), topic))
}

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let (mut words, mut topic_of, mut topics) = (Vec::new(), Vec::new(), Vec::new());
    for cells in lexicon::rows(include_str!("../../lexicon/topics.tsv")) {
        let Some((its_words, topic)) = read(&cells) else {
            continue;
        };
        for word in its_words {
            words.push(word);
            topic_of.push(topics.len());
        }
        topics.push(topic);
    }
    Topics {
        words: Finder::new(&words),
        topic_of,
        topics,
    }
});

/// The first sentences, which say what is met for: how many scalars after the title block.
const OPENING: u32 = 160;

/// Clues of what the speech is about.
pub fn clues(scene: &Scene) -> Vec<Clue> {
    let table = &*TOPICS;
    let mut seen = HashSet::new();
    let mut clues = Vec::new();
    let hits: Vec<(Span, usize)> = table.words.find(&scene.folded).collect();
    // “七五”普法 beside “八五”普法 is what came before.
    let mut latest: HashMap<String, i32> = HashMap::new();
    for &(span, word) in &hits {
        let first = table.topics[table.topic_of[word]].first;
        let known = latest.entry(uncounted(&scene.text(span))).or_insert(first);
        *known = first.max(*known);
    }
    for (span, word) in hits {
        let index = table.topic_of[word];
        let topic = &table.topics[index];
        if latest
            .get(&uncounted(&scene.text(span)))
            .is_some_and(|first| *first > topic.first)
        {
            continue;
        }
        let here = match topic.place {
            Where::Title => scene.in_title(span),
            Where::Opening => scene.in_title(span) || span.start < scene.body + OPENING,
            Where::Anywhere => true,
        };
        if !here || !scene.is_own(span) || is_looked_back_on(scene, span) || !seen.insert(index) {
            continue;
        }
        let reason = Reason::with("date.topic", &[&scene.text(span), &topic.time.to_string()]);
        let evidence = scene.evidence(span, reason);
        let bound = |first, last, strength| {
            Clue::between(Frame::Absolute, first, last, strength, evidence.clone())
        };
        clues.push(bound(None, Some(topic.last), strength::FASHION));
        clues.push(bound(Some(topic.first), None, strength::SIDE));
    }
    clues
}

/// The name of a campaign without its number.
fn uncounted(words: &str) -> String {
    words
        .chars()
        .filter(|c| !"一二三四五六七八九十“”".contains(*c))
        .collect()
}

/// 抗美援朝70周年, 党的十八大以来, 纪念改革…: spoken of long after.
fn is_looked_back_on(scene: &Scene, span: Span) -> bool {
    holds(&scene.after(span, 10), "looked_back_on") || holds(&scene.before(span, 6), "recalled")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_whole_and_no_words_stand_twice() {
        let mut seen = HashSet::new();
        for cells in lexicon::rows(include_str!("../../lexicon/topics.tsv")) {
            let (words, topic) = read(&cells).unwrap_or_else(|| panic!("{cells:?}"));
            assert!(topic.last > topic.first, "{words:?}");
            assert!(words.iter().all(|w| seen.insert(*w)), "{words:?}");
        }
        assert!(seen.len() >= 200, "{}", seen.len());
    }
}
