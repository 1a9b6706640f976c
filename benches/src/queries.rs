//! What is searched for, by class, and what a plain reading of the texts finds for it. The reading
//! folds and compares by code of its own, so that it does not share the index's faults.

use std::collections::BTreeSet;

use anyhow::Result;
use archive::query::{Part, Query, TermField, TextField, When, parse, print};
use memchr::memmem::Finder;
use speech::lexicon;

use crate::made::{Chance, Made, Sentences};

/// A query that is timed or only checked.
pub struct Case {
    pub class: &'static str,
    pub text: String,
    pub tree: Query,
    pub timed: bool,
}

const TIMED: &[(&str, &[&str])] = &[
    ("1 character", &["县", "的", "稳", "市", "农", "，"]),
    (
        "2 characters",
        &[
            "投资", "发展", "资进", "经济", "会议", "改革", "干部", "市重", "疫情", "廉洁",
        ],
    ),
    ("3 characters", &["高质量", "国务院", "新农村"]),
    (
        "4 characters",
        &[
            "固定资产",
            "招商引资",
            "和谐社会",
            "改革开放",
            "新闻联播",
            "中共中央",
        ],
    ),
    (
        "long",
        &[
            "乡村振兴战略",
            "坚持稳中求进工作总基调",
            "中共中央总书记、国家主席",
            "经济社会发展",
            "没有这样的一句话",
            "，同志们",
            "（新闻联播）：",
        ],
    ),
    ("typing", &["固", "固定", "固定资", "乡村振", "国家主"]),
    (
        "operators",
        &[
            "投资 项目",
            "投资 -项目",
            "投资 OR 招商 OR 引资",
            "(投资 OR 招商) 发展 -会议",
            "经济 县",
            "near(发展 投资, 10)",
            "in:title 推进",
        ],
    ),
    (
        "filtered",
        &[
            "type:推进会 发展",
            "date:2015..2018 发展",
            "theme:项目建设 投资",
            "title:座谈会",
        ],
    ),
    (
        "regex",
        &["/第[一二三]是.{2,6}投资/", "/固定资产.{2,8}增长/"],
    ),
];

/// The timed queries.
pub fn timed() -> Result<Vec<Case>> {
    let all = TIMED
        .iter()
        .flat_map(|(class, texts)| texts.iter().map(move |text| (class, text)));
    all.map(|(class, text)| {
        Ok(Case {
            class,
            text: (*text).to_owned(),
            tree: parse(text)?,
            timed: true,
        })
    })
    .collect()
}

/// The timed queries, then parts of the texts of every length from 1 to 100 and random joins of
/// them, which are only checked.
pub fn cases(sentences: &Sentences, speeches: usize, checked: usize) -> Result<Vec<Case>> {
    let mut cases = timed()?;
    let mut chance = Chance::of(77);
    let mut cut = |length: usize| loop {
        let made = sentences.speech(chance.below(speeches));
        let text: Vec<char> = made.text.chars().collect();
        let from = chance.below(text.len().saturating_sub(length));
        let part: String = text[from..].iter().take(length).collect();
        // A placeholder's X has rules of its own, which the index's tests hold.
        if !part.trim().is_empty() && !part.contains(['x', 'X', 'Ｘ', 'ｘ']) {
            return part;
        }
    };
    for i in 0..checked {
        let tree = Query::Text(cut(1 + i % 100));
        cases.push(check("parts of texts", tree));
    }
    for i in 0..checked / 2 {
        let words = |length| Query::Text(length);
        let (a, b, c) = (words(cut(1 + i % 3)), words(cut(2)), words(cut(1 + i % 5)));
        let not = |query| Query::Not(Box::new(query));
        let tree = match i % 4 {
            0 => Query::And(vec![a, b, not(c)]),
            1 => Query::And(vec![Query::Or(vec![a, b]), c]),
            2 => Query::Or(vec![Query::And(vec![a, not(b)]), c]),
            _ => Query::And(vec![not(Query::Or(vec![a, b])), c]),
        };
        cases.push(check("joins of parts", tree));
    }
    Ok(cases)
}

fn check(class: &'static str, tree: Query) -> Case {
    Case {
        class,
        text: print(&tree),
        tree,
        timed: false,
    }
}

/// A query made ready to be held against texts.
pub enum Probe {
    All,
    Text(Finder<'static>),
    Title(Finder<'static>),
    Near(Vec<String>, usize),
    Regex(regex::Regex),
    Kind(BTreeSet<&'static str>),
    Theme(BTreeSet<&'static str>),
    Days(i32, i32),
    Not(Box<Probe>),
    And(Vec<Probe>),
    Or(Vec<Probe>),
}

impl Probe {
    pub fn of(query: &Query, in_title: bool) -> Result<Self> {
        let several = |all: &[Query]| -> Result<Vec<Self>> {
            let narrow = in_title || all.contains(&Query::In(Part::Title));
            all.iter()
                .filter(|q| !matches!(q, Query::In(_)))
                .map(|q| Self::of(q, narrow))
                .collect()
        };
        let finder = |words: &str| Finder::new(&plain(words)).into_owned();
        Ok(match query {
            Query::All => Self::All,
            Query::Text(words) if in_title => Self::Title(finder(words)),
            Query::Text(words) => Self::Text(finder(words)),
            Query::Field(TextField::Title, words) => Self::Title(finder(words)),
            Query::Near(words, gap) => {
                Self::Near(words.iter().map(|w| plain(w)).collect(), *gap as usize)
            }
            Query::Regex(source) => Self::Regex(regex::Regex::new(source)?),
            Query::Term(TermField::Type, Some(id)) => {
                Self::Kind(narrower(lexicon::meeting_types(), id))
            }
            Query::Term(TermField::Theme, Some(id)) => Self::Theme(narrower(lexicon::themes(), id)),
            Query::Date(When::Within { from, to }) => Self::Days(
                from.and_then(|d| d.earliest())
                    .map_or(i32::MIN, |d| d.number()),
                to.and_then(|d| d.latest()).map_or(i32::MAX, |d| d.number()),
            ),
            Query::Not(inner) => Self::Not(Box::new(Self::of(inner, in_title)?)),
            Query::And(all) => Self::And(several(all)?),
            Query::Or(all) => Self::Or(several(all)?),
            other => anyhow::bail!("no plain reading for {other:?}"),
        })
    }

    /// `text` and `title` are [`plain`].
    pub fn holds(&self, made: &Made, text: &str, title: &str) -> bool {
        match self {
            Self::All => true,
            Self::Text(finder) => finder.find(text.as_bytes()).is_some(),
            Self::Title(finder) => finder.find(title.as_bytes()).is_some(),
            Self::Near(words, gap) => near(text, words, *gap),
            Self::Regex(regex) => regex.is_match(&made.text),
            Self::Kind(ids) => ids.contains(made.kind),
            Self::Theme(ids) => made.themes().iter().any(|id| ids.contains(id)),
            Self::Days(from, to) => (*from..=*to).contains(&made.day),
            Self::Not(inner) => !inner.holds(made, text, title),
            Self::And(all) => all.iter().all(|p| p.holds(made, text, title)),
            Self::Or(all) => all.iter().any(|p| p.holds(made, text, title)),
        }
    }
}

fn narrower(vocabulary: &lexicon::Vocabulary, id: &'static str) -> BTreeSet<&'static str> {
    let under = vocabulary.terms().iter().filter(|t| t.parent == Some(id));
    under.map(|t| t.id).chain([id]).collect()
}

/// Two words with at most `gap` characters between them, in either order.
fn near(text: &str, words: &[String], gap: usize) -> bool {
    let places = |word: &str| -> Vec<(usize, usize)> {
        let found = Finder::new(word);
        found
            .find_iter(text.as_bytes())
            .map(|at| (at, at + word.len()))
            .collect()
    };
    let apart = |a: usize, b: usize| a >= b || text[a..b].chars().count() <= gap;
    let [first, second] = words else {
        return false;
    };
    let second = places(second);
    places(first)
        .iter()
        .any(|a| second.iter().any(|b| apart(a.1, b.0) && apart(b.1, a.0)))
}

/// What is left of a text for finding: no white space, no difference of width, case or
/// script. The table of traditional characters is data, and shared.
pub fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let seen = text.chars().filter(|c| !c.is_whitespace());
    seen.map(narrow)
        .flat_map(char::to_lowercase)
        .map(speech::terms::simplified)
        .collect()
}

/// For each query the numbers of the speeches that hold it, in order.
pub fn truth(sentences: &Sentences, speeches: usize, cases: &[Case]) -> Result<Vec<Vec<u32>>> {
    let probes: Vec<Probe> = cases
        .iter()
        .map(|case| Probe::of(&case.tree, false))
        .collect::<Result<_>>()?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = speeches.div_ceil(cores);
    let parts: Vec<Vec<Vec<u32>>> = std::thread::scope(|scope| {
        let work: Vec<_> = (0..cores)
            .map(|core| {
                let probes = &probes;
                scope.spawn(move || {
                    let mut found = vec![Vec::new(); probes.len()];
                    for number in core * share..speeches.min((core + 1) * share) {
                        let made = sentences.speech(number);
                        let (text, title) = (plain(&made.text), plain(&made.title));
                        for (found, probe) in found.iter_mut().zip(probes) {
                            if probe.holds(&made, &text, &title) {
                                found.push(number as u32);
                            }
                        }
                    }
                    found
                })
            })
            .collect();
        work.into_iter()
            .map(|thread| thread.join().unwrap_or_default())
            .collect()
    });
    let mut all = vec![Vec::new(); cases.len()];
    for part in parts {
        for (all, found) in all.iter_mut().zip(part) {
            all.extend(found);
        }
    }
    Ok(all)
}
