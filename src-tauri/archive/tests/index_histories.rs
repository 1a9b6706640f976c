//! Ten thousand random additions, edits, deletions and undos, the index deleted now and then: a
//! search always finds what it would find by an index made anew, caught up or not.

mod made;

use archive::query::parse;
use archive::{
    Archive, Basis, Days, Facets, Field, NewNote, Op, Order, Result, Scope, SpeechId, State, Stop,
    Tx, Window,
};
use made::{NOW, archive, import};
use speech::Span;

const CHANGES: usize = 10_000;
/// Changes in one edit.
const TOGETHER: usize = 25;
const QUERIES: [&str; 12] = [
    "抓项目",
    "第1项",
    "甲 -乙",
    "title:甲乙",
    "speaker:丙",
    "place:县 OR note:批",
    "written:項目",
    "has:note 投资",
    "type:推进会 level:市",
    "theme:项目建设 date:2015..2021",
    "date:none",
    "near(投资 XX县, 5) 一",
];

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn word(&mut self) -> &'static str {
        ["甲乙", "丙", "甲", "乙丁县", "項目", "批一"][self.below(6)]
    }
}

fn change(tx: &mut Tx<'_>, id: &SpeechId, chance: &mut Chance) -> Result<()> {
    let person = Basis::person();
    let themes = ["theme.projects", "theme.party", "theme.rural"];
    match chance.below(12) {
        0 => tx.set_field(id, Field::Title, Some(chance.word()), &person),
        1 => tx.set_field(id, Field::Speaker, Some(chance.word()), &person),
        2 => tx.set_field(id, Field::Place, Some(chance.word()), &person),
        3 => tx.set_field(id, Field::Speaker, None, &person),
        4 => {
            let first = 15_000 + chance.below(4_000) as i32;
            let days = Days {
                earliest: Some(first),
                latest: Some(first + chance.below(200) as i32),
            };
            tx.set_date(id, Some("2018"), days, &person)
        }
        5 => tx.set_date(id, None, Days::default(), &person),
        6 => tx.set_state(id, State::ALL[chance.below(3)]),
        7 => tx.add_theme(id, themes[chance.below(3)], &person),
        8 => tx.remove_theme(id, themes[chance.below(3)]).map(|_| ()),
        9 => tx.restore_removed(id, chance.below(2) as u32),
        10 => tx.hide_again(id, chance.below(2) as u32),
        _ => {
            let start = chance.below(30) as u32;
            let note = NewNote {
                speech: id.clone(),
                span: Span::new(start, start + 3),
                colour: "yellow".into(),
                style: "highlight".into(),
                comment: chance.word().into(),
                themes: Vec::new(),
            };
            tx.add_note(&note).map(|_| ())
        }
    }
}

fn answers(archive: &Archive) -> Vec<(u64, Vec<SpeechId>, Facets)> {
    let window = Window {
        offset: 0,
        limit: 1_000,
        order: Order::Newest,
    };
    let answer = |query: &&str| {
        let query = parse(query).expect("query");
        let mut found = archive
            .search(&query, &Scope::All, window, &Stop::new())
            .expect("search");
        // The further type of the made speeches is in no vocabulary, so it is told from a theme only
        // while the catalogue is read.
        let is_theme = |id: &Option<String>| id.as_ref().is_none_or(|id| id.starts_with("theme."));
        found.facets.theme.retain(|count| is_theme(&count.value));
        let ids = found.hits.into_iter().map(|hit| hit.id).collect();
        (found.total, ids, found.facets)
    };
    QUERIES.iter().map(answer).collect()
}

#[test]
fn the_index_is_what_a_fresh_one_would_be_after_ten_thousand_changes() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, mut ids) = archive(dir.path(), 30);
    let run = archive.begin_import(NOW).expect("run");
    let mut chance = Chance(4);
    let (mut changes, mut compared, mut undoable) = (0, 0, 0);
    while changes < CHANGES {
        match chance.below(40) {
            0..=1 => {
                let next = ids.len();
                ids.extend(import(&archive, &run, next..next + 1));
                changes += 1;
                undoable += 1;
            }
            2..=9 if undoable > 0 => {
                undoable -= usize::from(archive.undo().expect("undo").is_some());
                changes += TOGETHER;
            }
            10..=12 => {
                undoable += usize::from(archive.redo().expect("redo").is_some());
                changes += TOGETHER;
            }
            13..=22 => drop(archive.catch_up().expect("catch up")),
            23 => drop(std::fs::remove_file(dir.path().join("index.db"))),
            _ => {
                let edit = archive.edit(Op::Refile, NOW, |tx| {
                    for _ in 0..TOGETHER {
                        change(tx, &ids[chance.below(ids.len())], &mut chance)?;
                    }
                    Ok(())
                });
                // One that does not fit is refused with all of its edit.
                undoable += usize::from(edit.is_ok());
                changes += TOGETHER;
            }
        }
        if changes / 1_000 > compared {
            compared = changes / 1_000;
            let behind = answers(&archive);
            while archive.catch_up().expect("catch up") {}
            let report = archive.check_index().expect("check");
            assert!(report.is_sound() && report.behind == 0, "{report:?}");
            let ahead = answers(&archive);
            archive.rebuild_index().expect("rebuild");
            let fresh = answers(&archive);
            for (at, query) in QUERIES.iter().enumerate() {
                assert_eq!(behind[at], fresh[at], "{query}, behind, after {changes}");
                assert_eq!(ahead[at], fresh[at], "{query}, after {changes}");
            }
        }
    }
    assert!(ids.len() > 30 && answers(&archive).iter().all(|a| a.0 < ids.len() as u64));
}
