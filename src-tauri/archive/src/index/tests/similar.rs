//! Passages cut from made speeches, some characters changed, and looked for again.

use super::*;
use crate::index::similar::{Passage, Similar};

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// A text as repetitive as speeches are: words of two to four characters, some much commoner.
    fn text(&mut self, length: usize) -> String {
        let mut text = String::new();
        while text.chars().count() < length {
            let word = self.below(40) * self.below(40);
            for at in 0..2 + word % 3 {
                let c = 0x4e00 + (word * 31 + at * 7 + word * at) % 3_000;
                text.extend(char::from_u32(c as u32));
            }
            if self.below(7) == 0 {
                text.push_str(["，", "。\n　　", "、"][self.below(3)]);
            }
        }
        text
    }

    /// The words with a share of the characters changed, left out or doubled.
    fn edited(&mut self, words: &str, percent: usize) -> String {
        let mut edited = String::new();
        for c in words.chars() {
            match (self.below(100) < percent, self.below(3)) {
                (true, 0) => edited.extend(char::from_u32(0x6000 + self.below(500) as u32)),
                (true, 1) => {}
                (true, _) => edited.extend([c, '新']),
                (false, _) => edited.push(c),
            }
        }
        edited
    }
}

fn made(count: i64) -> (tempfile::TempDir, Index, Made) {
    let mut chance = Chance(7);
    let texts: Vec<String> = (0..count).map(|_| chance.text(500)).collect();
    let speeches: Vec<(i64, Option<i32>, &str, &str)> = (1..)
        .zip(&texts)
        .map(|(num, text)| (num, Some(num as i32 % 700), "讲话", text.as_str()))
        .collect();
    indexed(&speeches)
}

fn similar(index: &Index, made: &Made, words: &str) -> Vec<Similar> {
    let passage = Passage {
        words,
        except: None,
        limit: 20,
    };
    index
        .search(
            made,
            &Query::All,
            (&Scope::All, ALL),
            &Stop::new(),
            |moment| passage.find(moment),
        )
        .expect("similar")
}

#[test]
fn planted_passages_are_found_again_however_they_are_edited() {
    let (_dir, index, made) = made(200);
    let mut chance = Chance(11);
    for (percent, least) in [(0, 100), (10, 95), (20, 85)] {
        let mut found = 0;
        let tries = 20;
        for i in 0..tries {
            let num = 1 + chance.below(200) as i64;
            let body = made.record(num).expect("record").expect("live").body;
            let length = 20 + i * 12;
            let from = chance.below(body.chars().count() - length);
            let cut: String = body.chars().skip(from).take(length).collect();
            let words = chance.edited(&cut, percent);
            let there = similar(&index, &made, &words)
                .into_iter()
                .find(|s| s.id.0 == format!("speech-{num}"));
            let near = |s: &Similar| {
                let end = (from + length) as u32;
                s.span.start < end && (from as u32) < s.span.end
            };
            found += usize::from(there.is_some_and(|s| near(&s)));
        }
        assert!(
            found * 100 >= tries * least,
            "{found} of {tries} at {percent} %"
        );
    }
}

#[test]
fn a_similar_passage_says_where_it_stands_and_what_differs() {
    let (_dir, index, made) = indexed(&[
        (
            1,
            Some(1),
            "甲",
            "同志们：要把项目建设\n作为头等大事来抓。谢谢大家",
        ),
        (
            2,
            Some(2),
            "乙",
            "会议强调，要把項目建設作为第一要务来抓，不松劲",
        ),
        (3, Some(3), "丙", "今天天气很好，大家都来了，谢谢"),
    ]);
    // Not seen by the index yet.
    made.put(4, Some(record(4, "丁", "必须要把项目建设作为头等大事来抓")));
    let found = similar(&index, &made, "要把项目建设作为头等大事来抓");
    let told: Vec<(&str, bool)> = found
        .iter()
        .map(|s| (s.id.0.as_str(), s.share == 1.0))
        .collect();
    assert_eq!(
        told,
        [("speech-4", true), ("speech-1", true), ("speech-2", false)]
    );
    assert_eq!(found[1].span, Span::new(4, 19));
    let parts: Vec<(&str, Option<&str>)> = found[2]
        .parts
        .iter()
        .map(|part| (part.text.as_str(), part.instead.as_deref()))
        .collect();
    assert_eq!(
        parts,
        [
            ("要把項目建設作为", None),
            ("第一要务", Some("头等大事")),
            ("来抓", None)
        ]
    );
}
