//! A catalogue in memory for the tests of the index; orders, pages, marks and snippets.

mod against_scan;
mod similar;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::source::{Record, Source};
use super::texts::Body;
use super::*;
use crate::field::{Days, State};
use crate::ids::SpeechId;

/// A catalogue in memory.
#[derive(Default)]
struct Made {
    speeches: RefCell<BTreeMap<i64, (i64, Option<Record>)>>,
}

impl Made {
    fn put(&self, num: i64, record: Option<Record>) {
        let revision = self.revision().expect("made") + 1;
        self.speeches.borrow_mut().insert(num, (revision, record));
    }

    fn records(&self) -> Vec<Record> {
        self.speeches
            .borrow()
            .values()
            .filter_map(|(_, record)| record.clone())
            .collect()
    }
}

impl Source for Made {
    fn revision(&self) -> Result<i64> {
        Ok(self
            .speeches
            .borrow()
            .values()
            .map(|(r, _)| *r)
            .max()
            .unwrap_or(0))
    }

    fn changes(&self, revision: i64, limit: usize) -> Result<Vec<(i64, i64)>> {
        let mut changes: Vec<(i64, i64)> = self
            .speeches
            .borrow()
            .iter()
            .map(|(num, (r, _))| (*r, *num))
            .filter(|(r, _)| *r > revision)
            .collect();
        changes.sort_unstable();
        changes.truncate(limit);
        Ok(changes)
    }

    fn record(&self, num: i64) -> Result<Option<Record>> {
        Ok(self
            .speeches
            .borrow()
            .get(&num)
            .and_then(|(_, record)| record.clone()))
    }

    fn shown(&self, num: i64) -> Result<Option<Record>> {
        self.record(num)
    }

    fn body(&self, num: i64) -> Result<Option<String>> {
        Ok(self.record(num)?.map(|record| record.body.to_string()))
    }

    fn id(&self, num: i64) -> Result<SpeechId> {
        Ok(SpeechId(format!("speech-{num}")))
    }

    fn within(&self, scope: &Scope) -> Result<Vec<i64>> {
        let Scope::Undated = scope else {
            return Ok(Vec::new());
        };
        let undated = |r: &Record| r.days.shelf().0.is_none();
        Ok(self
            .records()
            .iter()
            .filter(|r| undated(r))
            .map(|r| r.num)
            .collect())
    }

    fn live(&self) -> Result<Vec<(i64, i64)>> {
        let speeches = self.speeches.borrow();
        let live = speeches.iter().filter(|(_, (_, record))| record.is_some());
        Ok(live.map(|(num, (revision, _))| (*num, *revision)).collect())
    }
}

impl Catalogue for Made {
    fn moment<R>(&self, ask: impl FnOnce(&dyn Source) -> Result<R>) -> Result<R> {
        ask(self)
    }

    fn terms(&self) -> Result<Arc<Terms>> {
        Ok(Terms::standard().clone())
    }
}

fn record(num: i64, title: &str, body: &str) -> Record {
    Record {
        num,
        id: SpeechId(format!("speech-{num}")),
        state: State::Filed,
        title: title.to_owned(),
        headings: Vec::new(),
        speaker: Vec::new(),
        place: None,
        notes: Vec::new(),
        body: Arc::new(Body::from(body.to_owned())),
        date: None,
        days: Days::default(),
        kind: None,
        also: Vec::new(),
        genre: None,
        level: None,
        source: None,
        themes: Vec::new(),
    }
}

const ALL: Window = Window {
    offset: 0,
    limit: usize::MAX,
    order: Order::Newest,
};

fn search(index: &Index, made: &Made, query: &Query, window: Window) -> Hits {
    index
        .search(made, query, (&Scope::All, window), &Stop::new(), |moment| {
            moment.page()
        })
        .expect("search")
}

fn nums(hits: &Hits) -> Vec<i64> {
    hits.hits
        .iter()
        .filter_map(|h| h.id.0.strip_prefix("speech-")?.parse().ok())
        .collect()
}

/// An index that has taken in these speeches: number, last day, title, text.
fn indexed(speeches: &[(i64, Option<i32>, &str, &str)]) -> (tempfile::TempDir, Index, Made) {
    let dir = tempfile::tempdir().expect("dir");
    let index = Index::new(dir.path());
    let made = Made::default();
    for &(num, day, title, body) in speeches {
        let days = Days {
            earliest: day,
            latest: day,
        };
        made.put(
            num,
            Some(Record {
                days,
                ..record(num, title, body)
            }),
        );
    }
    while index.catch_up(&made, 100).expect("catch up") {}
    (dir, index, made)
}

fn ordered(index: &Index, made: &Made, query: &str, order: Order) -> Vec<i64> {
    let query = query::parse(query).expect("query");
    nums(&search(index, made, &query, Window { order, ..ALL }))
}

#[test]
fn hits_come_in_the_order_asked_for_and_undated_ones_last() {
    let (_dir, index, made) = indexed(&[
        (1, Some(300), "讲话", "投资"),
        (2, None, "投资讲话", "一、投资"),
        (3, Some(100), "投资讲话", "投资"),
        (4, Some(200), "讲话", "项目"),
        (5, Some(-9_000), "讲话", "投资"),
    ]);
    // Not seen by the index yet: it takes its place among the others all the same.
    let days = Days {
        earliest: Some(150),
        latest: Some(150),
    };
    made.put(
        6,
        Some(Record {
            days,
            headings: vec!["抓投资".into()],
            ..record(6, "讲话", "投资")
        }),
    );
    for _ in 0..2 {
        assert_eq!(
            ordered(&index, &made, "投资", Order::Newest),
            [1, 6, 3, 5, 2]
        );
        assert_eq!(
            ordered(&index, &made, "投资", Order::Oldest),
            [5, 3, 6, 1, 2]
        );
        assert_eq!(
            ordered(&index, &made, "投资", Order::Relevance),
            [3, 2, 6, 1, 5]
        );
        assert_eq!(ordered(&index, &made, "date:none", Order::Newest), [2]);
        index.catch_up(&made, 100).expect("catch up");
    }
}

#[test]
fn pages_follow_each_other_and_totals_stay() {
    let speeches: Vec<(i64, Option<i32>, &str, &str)> = (1..=9)
        .map(|num| (num, Some(num as i32), "讲话", "投资"))
        .collect();
    let (_dir, index, made) = indexed(&speeches);
    let query = Query::Text("投资".into());
    for order in [Order::Newest, Order::Oldest, Order::Relevance] {
        let page = |offset, limit| {
            search(
                &index,
                &made,
                &query,
                Window {
                    offset,
                    limit,
                    order,
                },
            )
        };
        let mut all = Vec::new();
        for offset in [0, 4, 8, 12] {
            assert_eq!(page(offset, 4).total, 9);
            all.extend(nums(&page(offset, 4)));
        }
        assert_eq!(all, nums(&page(0, 100)));
        assert_eq!(all.len(), 9);
        assert!(page(0, 0).hits.is_empty());
    }
}

#[test]
fn the_first_hits_are_those_of_the_page_before_anything_is_counted() {
    // More speeches than the first slice holds, a rare word far back among them.
    let speeches: Vec<(i64, Option<i32>, &str, &str)> = (1..=2_500)
        .map(|num| match num {
            7 | 1_900 => (num, Some(num as i32), "讲话", "招商"),
            _ => (num, Some(num as i32), "讲话", "投资"),
        })
        .collect();
    let (_dir, index, made) = indexed(&speeches);
    let first = |query: &str, limit| {
        let window = Window { limit, ..ALL };
        let query = query::parse(query).expect("query");
        let first = index
            .search(
                &made,
                &query,
                (&Scope::All, window),
                &Stop::new(),
                |moment| moment.first(),
            )
            .expect("search");
        let ids: Vec<String> = first.hits.into_iter().map(|hit| hit.id.0).collect();
        (ids, first.more)
    };
    let ids = |nums: &[i64]| {
        nums.iter()
            .map(|n| format!("speech-{n}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(first("投资", 3), (ids(&[2_500, 2_499, 2_498]), true));
    assert_eq!(first("招商", 1), (ids(&[1_900]), true));
    assert_eq!(first("招商", 2), (ids(&[1_900, 7]), false));
    assert_eq!(first("招商", 3), (ids(&[1_900, 7]), false));
    assert_eq!(first("没有", 3), (ids(&[]), false));
}

#[test]
fn most_places_come_first_when_asked_for() {
    let (_dir, index, made) = indexed(&[
        (1, Some(1), "讲话", "投资，投资，再投资。县"),
        (2, Some(2), "讲话", "投资。县里的县委，县政府"),
        (3, Some(3), "讲话", "投资投资。县"),
    ]);
    for _ in 0..2 {
        assert_eq!(ordered(&index, &made, "投资", Order::Most), [1, 3, 2]);
        assert_eq!(ordered(&index, &made, "县", Order::Most), [2, 3, 1]);
        assert_eq!(ordered(&index, &made, "投资 OR 县", Order::Most), [2, 1, 3]);
        // The same by reading.
        index.reset().expect("reset");
    }
}

#[test]
fn a_facet_counts_what_would_be_found_without_its_own_condition() {
    let (_dir, index, made) = indexed(&[]);
    for (num, kind, day) in [
        (1, "meeting.work", 18_000),
        (2, "meeting.work", 18_400),
        (3, "meeting.progress", 18_400),
        (4, "meeting.progress", 10_000),
    ] {
        made.put(
            num,
            Some(Record {
                kind: Some(kind.into()),
                days: Days {
                    earliest: Some(day),
                    latest: Some(day),
                },
                ..record(num, "讲话", "投资")
            }),
        );
    }
    made.put(5, Some(record(5, "讲话", "项目")));
    let told = |facet: &[Count]| -> Vec<(String, u64)> {
        let all = facet.iter();
        all.map(|c| (c.value.clone().unwrap_or_default(), c.count))
            .collect()
    };
    let expected = |all: &[(&str, u64)]| -> Vec<(String, u64)> {
        all.iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect()
    };
    for _ in 0..2 {
        let query = query::parse("type:工作会议 date:2020 投资").expect("query");
        let hits = search(&index, &made, &query, ALL);
        assert_eq!(hits.total, 1);
        assert_eq!(
            told(&hits.facets.kind),
            expected(&[("meeting.progress", 1), ("meeting.work", 1)])
        );
        assert_eq!(
            told(&hits.facets.year),
            expected(&[("2020", 1), ("2019", 1)])
        );
        assert_eq!(told(&hits.facets.genre), expected(&[("", 1)]));
        while index.catch_up(&made, 100).expect("catch up") {}
    }
}

#[test]
fn a_state_and_a_list_of_the_catalogue_narrow_a_search() {
    let (_dir, index, made) = indexed(&[(1, Some(1), "甲", "投资"), (2, None, "乙", "投资")]);
    made.put(
        3,
        Some(Record {
            state: State::Inbox,
            ..record(3, "丙", "投资")
        }),
    );
    let query = Query::Text("投资".into());
    let within = |scope| {
        nums(
            &index
                .search(&made, &query, (&scope, ALL), &Stop::new(), |moment| {
                    moment.page()
                })
                .expect("search"),
        )
    };
    assert_eq!(within(Scope::Filed), [1, 2]);
    assert_eq!(within(Scope::Inbox), [3]);
    assert_eq!(within(Scope::Undated), [3, 2]);
}

/// The marked words of a text.
fn check_marks(text: &str, query: &str, expected: &[&str]) {
    let query = query::parse(query).expect("query");
    let marked: Vec<String> = marks(text, &query)
        .expect("marks")
        .into_iter()
        .map(|m| {
            text.chars()
                .skip(m.start as usize)
                .take(m.len() as usize)
                .collect()
        })
        .collect();
    assert_eq!(marked, expected);
}

#[test]
fn the_words_looked_for_are_marked_and_excluded_ones_are_not() {
    check_marks(
        "抓投资、抓项\n目、抓ＧＤＰ",
        "投资 项目 -抓",
        &["投资", "项\n目"],
    );
    check_marks("抓投资、抓ＧＤＰ", "gdp OR 工业", &["ＧＤＰ"]);
    check_marks("投资投资额", "投资投 资额", &["投资投资额"]);
    check_marks(
        "投资。项目。环境投资很远很远很远的项目",
        "near(投资 项目, 2)",
        &["投资", "项目"],
    );
    check_marks("第一条，第十二条", "/第.{1,2}条/", &["第一条", "第十二条"]);
    check_marks("投资", "title:投资 in:heading 投资", &[]);
    check_marks("投资", "/x*/", &[]);
}

#[test]
fn a_snippet_shows_the_place_where_most_words_stand_together() {
    let far = "开头说投资。".to_owned() + &"其他的话。".repeat(60);
    let body = format!(
        "{far}这里投资和项目\n都有。{}最后说项目。",
        "别的话。".repeat(60)
    );
    let (_dir, index, made) = indexed(&[(1, Some(1), "讲话", &body)]);
    let query = query::parse("投资 项目").expect("query");
    let hits = search(&index, &made, &query, ALL);
    let shown: Vec<&str> = hits.hits[0]
        .snippets
        .iter()
        .map(|s| s.text.as_str())
        .collect();
    assert_eq!(shown.len(), 3);
    assert!(shown[1].contains("这里投资和项目 都有"), "{shown:?}");
    assert_eq!(hits.hits[0].snippets[1].marks.len(), 2);

    let filed = search(&index, &made, &Query::All, ALL);
    assert!(filed.hits[0].snippets[0].text.starts_with("开头说投资"));
    assert!(filed.hits[0].snippets[0].marks.is_empty());
}

#[test]
fn shelves_of_long_standing_learn_what_came_and_went() {
    let (_dir, index, made) = indexed(&[(1, Some(1), "甲", "投资"), (2, Some(2), "乙", "投资")]);
    let query = Query::Text("投资".into());
    let found = || {
        index.catch_up(&made, 100).expect("catch up");
        nums(&search(&index, &made, &query, ALL))
    };
    assert_eq!(found(), [2, 1]);
    let days = Days {
        earliest: Some(9),
        latest: Some(9),
    };
    made.put(
        1,
        Some(Record {
            days,
            ..record(1, "甲", "投资")
        }),
    );
    made.put(3, Some(record(3, "丙", "投资")));
    assert_eq!(found(), [1, 2, 3]);
    made.put(1, None);
    assert_eq!(found(), [2, 3]);
    made.put(
        1,
        Some(Record {
            days,
            ..record(1, "甲", "投资")
        }),
    );
    assert_eq!(found(), [1, 2, 3]);
}

#[test]
fn a_catalogue_older_than_the_index_is_not_mistaken_for_its_own() {
    let (_dir, index, _) = indexed(&[(1, Some(1), "甲", "投资"), (2, Some(2), "乙", "投资")]);
    let restored = Made::default();
    restored.put(1, Some(record(1, "甲", "项目")));
    let query = Query::Text("投资".into());
    assert!(nums(&search(&index, &restored, &query, ALL)).is_empty());
    while index.catch_up(&restored, 100).expect("catch up") {}
    let query = Query::Text("项目".into());
    assert_eq!(nums(&search(&index, &restored, &query, ALL)), [1]);
    assert!(index.check(&restored).expect("check").is_sound());
}

#[test]
fn near_counts_the_characters_between_and_not_one_more() {
    let apart = |between: usize| format!("甲乙丙{}丁戊", "。".repeat(between));
    let bodies: Vec<String> = (0..8).map(apart).collect();
    let speeches: Vec<(i64, Option<i32>, &str, &str)> = (0..)
        .zip(&bodies)
        .map(|(num, body)| (num, Some(num as i32), "讲话", body.as_str()))
        .collect();
    let (_dir, index, made) = indexed(&speeches);
    // Two characters and more are counted by the index, one is counted in the text.
    for words in ["甲乙丙 丁戊", "丁戊 乙丙", "丙 丁戊", "丁 甲乙丙"] {
        for gap in 0..6 {
            let found = ordered(
                &index,
                &made,
                &format!("near({words}, {gap})"),
                Order::Oldest,
            );
            assert_eq!(
                found,
                (0..=gap).collect::<Vec<i64>>(),
                "near({words}, {gap})"
            );
        }
    }
    assert_eq!(
        ordered(&index, &made, "near(甲乙 乙丙, 0)", Order::Oldest).len(),
        8
    );
}

#[test]
fn a_season_with_more_speeches_than_rows_makes_the_index_anew_with_more() {
    let (_dir, index, made) = indexed(&[(9_999, Some(18_000), "讲话", "投资")]);
    for num in 0..4_100 {
        made.put(num, Some(record(num, "讲话", "县")));
    }
    while index.catch_up(&made, 3_000).expect("catch up") {}
    let total = |words: &str| {
        let query = Query::Text(words.to_owned());
        search(&index, &made, &query, ALL).total
    };
    assert_eq!((total("县"), total("投资")), (4_100, 1));
    let report = index.check(&made).expect("check");
    assert_eq!(
        (report.speeches, report.behind, report.wrong),
        (4_101, 0, 0)
    );
}

#[test]
fn an_index_has_room_for_the_import_that_was_said_to_come() {
    let (_dir, index, made) = indexed(&[(9_999, Some(18_000), "讲话", "投资")]);
    let birth = || {
        let read = index.store.read(|index| Ok(write::stage(index)?.birth));
        read.expect("read").expect("a file")
    };
    let first = birth();
    index.expect(&made, 200).expect("a few");
    assert_eq!(birth(), first, "there is room for a few");
    index.expect(&made, 20_000).expect("many");
    for num in 0..4_100 {
        made.put(num, Some(record(num, "讲话", "县")));
    }
    index.catch_up(&made, 3_000).expect("catch up");
    let second = birth();
    assert_ne!(second, first);
    while index.catch_up(&made, 3_000).expect("catch up") {}
    assert_eq!(birth(), second, "made anew half way");
    let query = Query::Text("县".into());
    assert_eq!(search(&index, &made, &query, ALL).total, 4_100);
    index.expect(&made, 30_000).expect("more");
    assert_eq!(birth(), second, "much is in it by now");
}

#[test]
fn words_at_the_end_of_one_heading_and_the_start_of_the_next_are_no_phrase_and_not_near() {
    let (_dir, index, made) = indexed(&[]);
    let headings = |num, headings: [&str; 2]| Record {
        headings: headings.map(str::to_owned).to_vec(),
        ..record(num, "讲话", "同志们")
    };
    made.put(1, Some(headings(1, ["狠抓招商", "引资项目"])));
    made.put(2, Some(headings(2, ["狠抓招商引资", "项目"])));
    made.put(3, Some(record(3, "讲话", "狠抓招商引资项目")));
    while index.catch_up(&made, 100).expect("catch up") {}
    let found = |query: &str| {
        let mut found = ordered(&index, &made, query, Order::Newest);
        found.sort_unstable();
        found
    };
    assert_eq!(found("招商引资"), [2, 3]);
    assert_eq!(found("in:heading 招商引资"), [2]);
    assert_eq!(found("狠抓招商引资项目"), [3]);
    assert_eq!(found("in:heading near(招商 引资, 4)"), [2]);
    assert_eq!(found("in:heading 引资"), [1, 2]);
    assert_eq!(found("near(狠抓 引资, 4)"), [3]);
    assert_eq!(found("in:heading near(狠抓 引资, 4)"), [2]);
}
