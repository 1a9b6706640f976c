//! Archives and files made for the tests, and a dump of all that an edit may change.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

use archive::{Archive, Days, NewFile, NewSpeech, RunId, SpeechId, State};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use speech::{
    Completeness, Edit, Evidence, Finding, Guess, Heading, Meeting, Proposal, Reason, Slot,
    SlotSort, Span, ThemeGuess,
};

/// 2020-06-01T00:00:00Z
pub const NOW: i64 = 1_590_969_600_000;
/// 2020-06-01 and 2020-07-31 as days.
pub const JUNE: Days = Days {
    earliest: Some(18_414),
    latest: Some(18_474),
};

/// A text whose first line is a site's notice, and what reading it gives.
pub struct Made {
    pub name: String,
    pub text: String,
    pub warnings: Vec<String>,
    pub speeches: Vec<NewSpeech>,
}

impl Made {
    pub fn file(&self) -> NewFile<'_> {
        NewFile {
            bytes: self.text.as_bytes(),
            name: &self.name,
            format: "txt",
            encoding: Some("utf-8"),
            producer: None,
            text: &self.text,
            warnings: &self.warnings,
            speeches: &self.speeches,
        }
    }
}

fn span_of(text: &str, words: &str) -> Span {
    let byte = text
        .find(words)
        .unwrap_or_else(|| panic!("{words} in {text}"));
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

fn guess(text: &str, value: &str, certainty: f32, words: &str) -> Guess<String> {
    let evidence = Evidence {
        quote: words.to_owned(),
        span: Some(span_of(text, words)),
        reason: Reason::of("test"),
    };
    Guess::new(value.to_owned(), certainty, vec![evidence])
}

/// One file with one speech; `topic` makes it different from others.
pub fn file(name: &str, topic: &str) -> Made {
    let text = format!(
        "仅供学习，禁止外传\n在全市{topic}推进会上的讲话\n同志们：\n一、抓项目\n今年1-5月{topic}投资下降，XX县要抓项目。\n更多范文请访问本站\n二、促投资\n要抓项目，促投资。\n"
    );
    let removed = |words: &str| Edit {
        span: span_of(&text, words),
        was: words.to_owned(),
        now: String::new(),
        rule: "notice.site".into(),
    };
    let heading = |words: &str| Heading {
        depth: 1,
        text: words.to_owned(),
        span: span_of(&text, words),
        function: None,
    };
    let proposal = Proposal {
        territory: Span::new(0, text.chars().count() as u32),
        span: Span::new(10, text.chars().count() as u32),
        ledger: vec![
            removed("仅供学习，禁止外传\n"),
            removed("更多范文请访问本站\n"),
        ],
        body_start: span_of(&text, "同志们").start,
        title: guess(
            &text,
            &format!("在全市{topic}推进会上的讲话"),
            0.95,
            &format!("在全市{topic}推进会上的讲话"),
        ),
        title_supplied: false,
        meeting: Meeting {
            name: Some(guess(&text, &format!("全市{topic}推进会"), 0.9, "推进会")),
            kind: Some(guess(&text, "meeting.progress", 0.9, "推进会")),
            also: vec!["meeting.onsite".into()],
            mode: None,
        },
        genre: Some(guess(&text, "genre.speech", 0.9, "讲话")),
        level: Some(guess(&text, "level.city", 0.8, "全市")),
        place: None,
        speaker: None,
        role: None,
        source: None,
        date: Some(guess(&text, "2020-06/2020-07", 0.5, "1-5月")),
        other_dates: Vec::new(),
        themes: vec![
            ThemeGuess {
                id: "theme.projects".into(),
                score: 0.93,
                evidence: vec![Evidence {
                    quote: "抓项目".into(),
                    span: Some(span_of(&text, "抓项目")),
                    reason: Reason::of("test"),
                }],
            },
            ThemeGuess {
                id: "theme.investment".into(),
                score: 0.7,
                evidence: Vec::new(),
            },
        ],
        outline: vec![heading("一、抓项目"), heading("二、促投资")],
        complete: Completeness::Full,
        findings: vec![Finding {
            kind: "slot".into(),
            count: Some(1),
            spans: vec![span_of(&text, "XX")],
            quote: "XX县".into(),
            slots: vec![Slot {
                sort: SlotSort::Place,
                words: "XX县".into(),
                at: vec![0],
            }],
            ..Finding::default()
        }],
    };
    let (clean, over_clean) = proposal.over_clean_text(&text);
    Made {
        name: name.to_owned(),
        text: text.clone(),
        warnings: vec!["made".into()],
        speeches: vec![NewSpeech {
            proposal,
            clean: clean.text,
            over_clean,
            ruled: None,
            days: JUNE,
            state: State::Inbox,
        }],
    }
}

/// A new archive with `count` speeches in one import run.
pub fn archive(dir: &Path, count: usize) -> (Archive, Vec<SpeechId>) {
    let archive = Archive::create(dir, NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let ids = import(&archive, &run, 0..count);
    (archive, ids)
}

pub fn import(archive: &Archive, run: &RunId, which: std::ops::Range<usize>) -> Vec<SpeechId> {
    let made: Vec<Made> = which
        .map(|i| file(&format!("2020/会议/{i}.txt"), &format!("第{i}项工作")))
        .collect();
    let files: Vec<NewFile<'_>> = made.iter().map(Made::file).collect();
    let imported = archive.import(run, NOW, &files).expect("import");
    imported.into_iter().flat_map(|i| i.speeches).collect()
}

/// All rows of the tables that edits may change, as text.
pub fn dump(dir: &Path) -> String {
    let catalogue = Connection::open(dir.join("catalogue.db")).expect("open");
    let mut out = String::new();
    for table in [
        "original",
        "original_name",
        "speech",
        "reading",
        "filing",
        "theme",
        "note",
        "notebook",
        "section",
        "excerpt",
        "saved_search",
        "term",
    ] {
        let mut ask = catalogue
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .expect("table");
        let width = ask.column_count();
        let mut rows = ask.query([]).expect("rows");
        while let Some(row) = rows.next().expect("row") {
            out.push_str(table);
            for column in 0..width {
                out.push('|');
                match row.get_ref(column).expect("column") {
                    ValueRef::Null => out.push('-'),
                    ValueRef::Integer(n) => out.push_str(&n.to_string()),
                    ValueRef::Text(text) => out.push_str(&String::from_utf8_lossy(text)),
                    other => {
                        panic!("{table} holds {other:?}: only TEXT and INTEGER are journalled")
                    }
                }
            }
            out.push('\n');
        }
    }
    out
}
