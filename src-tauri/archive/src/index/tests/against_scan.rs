//! The index against a plain reading of the same speeches: made texts, every kind of query, the
//! index caught up, behind, deleted and damaged.

use proptest::prelude::*;

use super::*;
use crate::query::{Part, TermField, TextField, When};

/// What is left of a text for finding: no white space, no difference of width, case or script.
fn plain(text: &str) -> String {
    let simple = |c| match c {
        '項' => '项',
        '資' => '资',
        '縣' => '县',
        c => c,
    };
    written(text).chars().map(simple).collect()
}

/// The same with characters as they are written.
fn written(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn parts(record: &Record, part: Option<Part>, folded: impl Fn(&str) -> String) -> Vec<String> {
    let mut all = Vec::new();
    if part.is_none_or(|p| p == Part::Title) {
        all.push(record.title.clone());
    }
    if part.is_none_or(|p| p == Part::Heading) {
        all.extend(record.headings.clone());
    }
    if part.is_none_or(|p| p == Part::Text) {
        all.push(record.body.to_string());
    }
    if part.is_none_or(|p| p == Part::Note) {
        all.extend(record.notes.clone());
    }
    if part.is_none() {
        all.extend(record.speaker.clone());
        all.extend(record.place.clone());
    }
    all.iter().map(|text| folded(text)).collect()
}

fn is_near(text: &str, words: &[String], gap: u32) -> bool {
    let text: Vec<char> = text.chars().collect();
    let places: Vec<Vec<(usize, usize)>> = words
        .iter()
        .map(|word| {
            let word: Vec<char> = plain(word).chars().collect();
            let starts = 0..(text.len() + 1).saturating_sub(word.len());
            let found = starts.filter(|&i| text[i..i + word.len()] == word[..]);
            found.map(|i| (i, i + word.len())).collect()
        })
        .collect();
    // Every choice of one place for each word.
    let mut choices: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for places in &places {
        choices = choices
            .iter()
            .flat_map(|chosen| places.iter().map(move |p| [&chosen[..], &[*p]].concat()))
            .collect();
    }
    choices.iter().any(|chosen| {
        let last = chosen.iter().map(|p| p.0).max().unwrap_or(0);
        chosen.iter().all(|p| last <= p.1 + gap as usize)
    })
}

fn holds(record: &Record, query: &Query, part: Option<Part>) -> bool {
    let stands = |texts: &[String], words: &str| {
        texts.iter().any(|text| plain(text).contains(&plain(words)))
    };
    match query {
        Query::All | Query::In(_) => true,
        Query::Text(words) => stands(&parts(record, part, plain), words),
        Query::Written(words) => parts(record, part, written)
            .iter()
            .any(|text| text.contains(&written(words))),
        Query::Field(TextField::Title, words) => stands(std::slice::from_ref(&record.title), words),
        Query::Field(TextField::Speaker, words) => stands(&record.speaker, words),
        Query::Field(TextField::Place, words) => {
            stands(&record.place.clone().into_iter().collect::<Vec<_>>(), words)
        }
        Query::Field(TextField::Note, words) => stands(&record.notes, words),
        Query::Near(words, gap) => parts(record, Some(part.unwrap_or(Part::Text)), plain)
            .iter()
            .any(|text| is_near(text, words, *gap)),
        Query::Regex(source) => regex::Regex::new(source)
            .expect("regex")
            .is_match(&record.body),
        Query::Term(field, id) => {
            let has: Vec<&String> = match field {
                TermField::Type => record.kind.iter().chain(&record.also).collect(),
                TermField::Genre => record.genre.iter().collect(),
                TermField::Level => record.level.iter().collect(),
                TermField::Theme => record.themes.iter().collect(),
            };
            match id {
                None => has.is_empty(),
                Some(id) => has.iter().any(|own| {
                    let parent = field.vocabulary().get(own).and_then(|term| term.parent);
                    own.as_str() == *id || parent == Some(*id)
                }),
            }
        }
        Query::Source(None) => record.source.is_none(),
        Query::Source(Some(words)) => stands(
            &record.source.clone().into_iter().collect::<Vec<_>>(),
            words,
        ),
        Query::HasNote => !record.notes.is_empty(),
        Query::Date(When::Undated) => record.days.latest.is_none(),
        Query::Date(When::Within { from, to }) => {
            let (Some(first), Some(last)) = (record.days.earliest, record.days.latest) else {
                return false;
            };
            let from = from
                .and_then(|d| d.earliest())
                .map_or(i32::MIN, |d| d.number());
            let to = to.and_then(|d| d.latest()).map_or(i32::MAX, |d| d.number());
            (first..=last).any(|day| (from..=to).contains(&day))
        }
        Query::Not(inner) => !holds(record, inner, part),
        Query::And(all) => {
            let own = all.iter().find_map(|q| match q {
                Query::In(part) => Some(*part),
                _ => None,
            });
            all.iter().all(|q| holds(record, q, own.or(part)))
        }
        Query::Or(all) => all.iter().any(|q| holds(record, q, part)),
    }
}

/// The numbers a search must give, newest first.
fn expected(made: &Made, query: &Query) -> Vec<i64> {
    let mut found: Vec<Record> = made
        .records()
        .into_iter()
        .filter(|r| holds(r, query, None))
        .collect();
    found.sort_by_key(|r| std::cmp::Reverse((r.days.latest, r.num)));
    found.into_iter().map(|r| r.num).collect()
}

fn check(index: &Index, made: &Made, query: &Query) -> std::result::Result<(), TestCaseError> {
    let hits = search(index, made, query, ALL);
    let expected = expected(made, query);
    prop_assert_eq!(nums(&hits), expected.clone(), "{}", query::print(query));
    prop_assert_eq!(hits.total, expected.len() as u64);
    let sum = |facet: &[Count]| facet.iter().map(|c| c.count).sum::<u64>();
    let without = |own: fn(&Query) -> bool| {
        let wider = match query {
            Query::And(all) => Query::And(all.iter().filter(|q| !own(q)).cloned().collect()),
            one if own(one) => Query::All,
            one => one.clone(),
        };
        self::expected(made, &wider).len() as u64
    };
    let on_type = |q: &Query| matches!(q, Query::Term(TermField::Type, _));
    prop_assert_eq!(sum(&hits.facets.kind), without(on_type));
    prop_assert_eq!(
        sum(&hits.facets.year),
        without(|q| matches!(q, Query::Date(_)))
    );
    let first = |limit| {
        let window = Window { limit, ..ALL };
        index.search(made, query, (&Scope::All, window), &Stop::new(), |moment| {
            moment.first()
        })
    };
    let beginning = first(3).expect("search");
    prop_assert_eq!(&beginning.hits, &hits.hits[..hits.hits.len().min(3)]);
    prop_assert_eq!(beginning.more, hits.total > 3);
    for hit in &hits.hits {
        for snippet in &hit.snippets {
            let length = snippet.text.chars().count() as u32;
            prop_assert!(
                snippet
                    .marks
                    .iter()
                    .all(|m| m.start < m.end && m.end <= length)
            );
        }
    }
    Ok(())
}

// ---- made speeches and queries

const ALPHABET: &str = "[投资資项項目建设县縣，。市1ＡａbＢ \n　\"（)-]";

fn speech() -> impl Strategy<Value = Record> {
    let text = |most: usize| {
        proptest::string::string_regex(&format!("{ALPHABET}{{0,{most}}}")).expect("regex")
    };
    let pick = |ids: &'static [&'static str]| {
        proptest::option::of(proptest::sample::select(ids).prop_map(str::to_owned))
    };
    let filing = (
        pick(&[
            "meeting.progress",
            "meeting.on_site",
            "meeting.work",
            "meeting.deployment",
        ]),
        pick(&["meeting.on_site"]),
        pick(&["genre.speech", "genre.host_script"]),
        pick(&["level.city", "level.county"]),
        proptest::collection::vec(
            proptest::sample::select(&["theme.projects", "theme.parks", "theme.economy"][..])
                .prop_map(str::to_owned),
            0..3,
        ),
        proptest::option::of((18_000i32..19_000, 0i32..90)),
        pick(&["某县日报", "某县政府网", "example.gov.cn"]),
    );
    let words = (
        text(12),
        text(120),
        proptest::collection::vec(text(8), 0..3),
        proptest::collection::vec(text(8), 0..3),
        proptest::collection::vec(text(4), 0..2),
        proptest::option::of(text(4)),
    );
    (words, filing).prop_map(|(words, filing)| {
        let (title, body, headings, notes, speaker, place) = words;
        let (kind, also, genre, level, mut themes, days, source) = filing;
        themes.sort();
        themes.dedup();
        Record {
            headings,
            notes,
            speaker,
            place,
            kind,
            also: also.into_iter().collect(),
            genre,
            level,
            source,
            themes,
            days: Days {
                earliest: days.map(|(first, _)| first),
                latest: days.map(|(first, length)| first + length),
            },
            ..record(0, &title, &body)
        }
    })
}

/// A query, of parts that are cut from the texts where they are meant to be found.
#[derive(Clone, Debug)]
enum Wish {
    Cut {
        speech: usize,
        from: usize,
        length: usize,
    },
    Words(String),
    Written(Box<Wish>),
    Leaf(Query),
    Near {
        speech: usize,
        from: usize,
        between: usize,
        lengths: (usize, usize),
        gap: u32,
    },
    Not(Box<Wish>),
    And(Vec<Wish>),
    Or(Vec<Wish>),
    In(Vec<Wish>, Part),
}

fn wish() -> impl Strategy<Value = Wish> {
    let cut =
        (any::<usize>(), any::<usize>(), 1usize..41).prop_map(|(speech, from, length)| Wish::Cut {
            speech,
            from,
            length,
        });
    let words = proptest::string::string_regex(&format!("{ALPHABET}{{0,2}}[投资县aＢ]"))
        .expect("regex")
        .boxed();
    let short = words.clone();
    let short_words = words.clone().prop_map(Wish::Words);
    let near = (
        any::<usize>(),
        any::<usize>(),
        0usize..12,
        (1usize..4, 1usize..4),
        0u32..12,
    )
        .prop_map(|(speech, from, between, lengths, gap)| Wish::Near {
            speech,
            from,
            between,
            lengths,
            gap,
        });
    let day = |year: i32, month| speech::date::Edtf::One(speech::date::Date::of(year, month, None));
    let leaf = prop_oneof![
        short.prop_map(|w| Wish::Leaf(Query::Field(TextField::Title, w))),
        words
            .clone()
            .prop_map(|w| Wish::Leaf(Query::Field(TextField::Note, w))),
        words
            .clone()
            .prop_map(|w| Wish::Leaf(Query::Field(TextField::Speaker, w))),
        words
            .clone()
            .prop_map(|w| Wish::Leaf(Query::Field(TextField::Place, w))),
        Just(Wish::Leaf(Query::Term(
            TermField::Type,
            Some("meeting.deployment")
        ))),
        Just(Wish::Leaf(Query::Term(
            TermField::Type,
            Some("meeting.on_site")
        ))),
        Just(Wish::Leaf(Query::Term(TermField::Type, None))),
        Just(Wish::Leaf(Query::Term(
            TermField::Theme,
            Some("theme.c_economy")
        ))),
        Just(Wish::Leaf(Query::Term(TermField::Theme, None))),
        Just(Wish::Leaf(Query::Term(
            TermField::Genre,
            Some("genre.speech")
        ))),
        Just(Wish::Leaf(Query::Term(TermField::Level, None))),
        Just(Wish::Leaf(Query::HasNote)),
        Just(Wish::Leaf(Query::Source(None))),
        Just(Wish::Leaf(Query::Source(Some("某县".into())))),
        Just(Wish::Leaf(Query::Source(Some("ＧＯＶ".into())))),
        Just(Wish::Leaf(Query::All)),
        Just(Wish::Leaf(Query::Date(When::Undated))),
        Just(Wish::Leaf(Query::Date(When::Within {
            from: Some(day(2020, None)),
            to: Some(day(2020, Some(6)))
        }))),
        Just(Wish::Leaf(Query::Date(When::Within {
            from: Some(day(2021, None)),
            to: None
        }))),
        Just(Wish::Leaf(Query::Regex("投.{1,3}项".into()))),
        Just(Wish::Leaf(Query::Regex("(?m)^市|县$".into()))),
    ];
    let written =
        prop_oneof![cut.clone(), short_words].prop_map(|wish| Wish::Written(Box::new(wish)));
    let any =
        prop_oneof![6 => cut, 2 => written, 2 => words.prop_map(Wish::Words), 2 => near, 3 => leaf];
    any.prop_recursive(3, 10, 3, |inner| {
        let several = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.prop_map(|w| Wish::Not(Box::new(w))),
            several.clone().prop_map(Wish::And),
            several.clone().prop_map(Wish::Or),
            (
                several,
                proptest::sample::select(&[Part::Title, Part::Heading, Part::Text, Part::Note][..])
            )
                .prop_map(|(all, part)| Wish::In(all, part)),
        ]
    })
}

fn cut(made: &Made, speech: usize, from: usize, length: usize) -> String {
    let records = made.records();
    let Some(record) = records.get(speech % records.len().max(1)) else {
        return "投".into();
    };
    let body: Vec<char> = record.body.chars().collect();
    let from = from % body.len().max(1);
    let words: String = body[from.min(body.len())..].iter().take(length).collect();
    if plain(&words).is_empty() {
        "投".into()
    } else {
        words
    }
}

fn granted(made: &Made, wish: &Wish) -> Query {
    let all = |wishes: &[Wish]| wishes.iter().map(|w| granted(made, w)).collect();
    match wish {
        Wish::Cut {
            speech,
            from,
            length,
        } => Query::Text(cut(made, *speech, *from, *length)),
        Wish::Words(words) => Query::Text(words.clone()),
        Wish::Written(wish) => match granted(made, wish) {
            Query::Text(words) => Query::Written(words),
            other => other,
        },
        Wish::Leaf(query) => query.clone(),
        Wish::Near {
            speech,
            from,
            between,
            lengths,
            gap,
        } => {
            let words = vec![
                cut(made, *speech, *from, lengths.0),
                cut(made, *speech, from.wrapping_add(*between), lengths.1),
            ];
            Query::Near(words, *gap)
        }
        Wish::Not(inner) => Query::Not(Box::new(granted(made, inner))),
        Wish::And(wishes) => Query::And(all(wishes)),
        Wish::Or(wishes) => Query::Or(all(wishes)),
        Wish::In(wishes, part) => {
            let mut parts: Vec<Query> = all(wishes);
            // A regular expression is held against the text by the plain reading.
            parts.retain(|q| !format!("{q:?}").contains("Regex"));
            parts.push(Query::In(*part));
            Query::And(parts)
        }
    }
}

/// What may happen to an archive between two searches.
#[derive(Clone, Debug)]
enum Event {
    Put(i64, Box<Record>),
    Remove(i64),
    CatchUp(usize),
    Delete,
    Damage,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => (1i64..12, speech()).prop_map(|(num, r)| Event::Put(num, Box::new(Record { num, id: SpeechId(format!("speech-{num}")), ..r }))),
        3 => (1i64..12).prop_map(Event::Remove),
        6 => (1usize..6).prop_map(Event::CatchUp),
        1 => Just(Event::Delete),
        1 => Just(Event::Damage),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_what_a_plain_reading_finds_whatever_state_the_index_is_in(
        events in proptest::collection::vec((event(), wish()), 4..24),
        wishes in proptest::collection::vec(wish(), 6..12),
    ) {
        let dir = tempfile::tempdir().expect("dir");
        let index = Index::new(dir.path());
        let made = Made::default();
        for (event, wish) in events {
            match event {
                Event::Put(num, record) => made.put(num, Some(*record)),
                Event::Remove(num) => made.put(num, None),
                Event::CatchUp(limit) => drop(index.catch_up(&made, limit).expect("catch up")),
                Event::Delete => drop(std::fs::remove_file(dir.path().join("index.db"))),
                Event::Damage => damage(dir.path()),
            }
            check(&index, &made, &granted(&made, &wish))?;
        }
        while index.catch_up(&made, 4).expect("catch up") {}
        let report = index.check(&made).expect("check");
        prop_assert!(report.is_sound() && report.behind == 0, "{:?}", report);
        for wish in wishes {
            check(&index, &made, &granted(&made, &wish))?;
        }
    }
}

/// Writes garbage over the file, as a bad disk would while the program is not running.
fn damage(dir: &Path) {
    let path = dir.join("index.db");
    for end in ["-wal", "-shm"] {
        drop(std::fs::remove_file(dir.join(format!("index.db{end}"))));
    }
    if path.exists() {
        drop(std::fs::remove_file(&path));
        std::fs::write(&path, "这不是数据库".repeat(2_000)).expect("write");
    }
}
