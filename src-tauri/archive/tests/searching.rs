//! What holds for every search: complete before and after the index has caught up, and true to
//! every change and every undo.

mod made;

use archive::query::parse;
use archive::{
    Archive, Basis, Days, Error, Field, Hits, NewNote, Op, Order, Scope, SpeechId, State, Stop,
    Window,
};
use made::{NOW, archive};
use speech::Span;

const PAGE: Window = Window {
    offset: 0,
    limit: 20,
    order: Order::Newest,
};

fn search(archive: &Archive, query: &str, scope: &Scope) -> Hits {
    let query = parse(query).expect("query");
    archive
        .search(&query, scope, PAGE, &Stop::new())
        .expect("search")
}

/// The ids found, before and after the index takes in what it has not seen.
fn found(archive: &Archive, query: &str) -> Vec<SpeechId> {
    let ids = |hits: Hits| hits.hits.into_iter().map(|h| h.id).collect::<Vec<_>>();
    let behind = ids(search(archive, query, &Scope::All));
    let ahead = {
        while archive.catch_up().expect("catch up") {}
        ids(search(archive, query, &Scope::All))
    };
    assert_eq!(behind, ahead, "{query}");
    let report = archive.check_index().expect("check");
    assert!(report.is_sound() && report.behind == 0, "{report:?}");
    ahead
}

#[test]
fn a_speech_is_found_by_its_words_and_by_its_filing() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 3);
    let newest_first: Vec<SpeechId> = ids.iter().rev().cloned().collect();
    assert_eq!(found(&archive, "抓项目"), newest_first);
    assert_eq!(found(&archive, "第1项工作投资"), [ids[1].clone()]);
    assert_eq!(found(&archive, "第1项 OR 第2项"), newest_first[..2]);
    assert_eq!(
        found(&archive, "抓项目 -第1项"),
        [ids[2].clone(), ids[0].clone()]
    );
    assert_eq!(found(&archive, "in:heading 促投资"), newest_first);
    assert_eq!(found(&archive, "in:heading 下降"), []);
    assert_eq!(
        found(&archive, "type:推进会 level:市 theme:项目建设 date:2020-07"),
        newest_first
    );
    assert_eq!(found(&archive, "date:2021.."), []);
    assert_eq!(found(&archive, "near(投资 XX县, 5)"), newest_first);
    assert_eq!(found(&archive, "XX县"), newest_first);
    // A removed notice is not in the text.
    assert_eq!(found(&archive, "范文"), []);
}

#[test]
fn a_hit_shows_where_the_words_stand() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let hits = search(&archive, "推进会 投资", &Scope::Inbox);
    assert_eq!((hits.total, &hits.hits[0].id), (1, &ids[0]));
    let hit = &hits.hits[0];
    let cut = |text: &str, mark: &Span| -> String {
        text.chars()
            .skip(mark.start as usize)
            .take(mark.len() as usize)
            .collect()
    };
    assert_eq!(
        hit.title_marks
            .iter()
            .map(|m| cut(&hit.title, m))
            .collect::<Vec<_>>(),
        ["推进会"]
    );
    let text = archive.text(&hit.id).expect("text");
    let mut marked = Vec::new();
    for snippet in &hit.snippets {
        for mark in &snippet.marks {
            let words = cut(&snippet.text, mark);
            let at = snippet.start + mark.start;
            assert_eq!(cut(&text, &Span::new(at, at + mark.len())), words);
            marked.push(words);
        }
    }
    assert_eq!(marked, ["推进会", "投资", "投资", "投资"]);
    assert_eq!(
        hits.facets.kind[0].value.as_deref(),
        Some("meeting.progress")
    );
    assert_eq!(hits.facets.year[0].value.as_deref(), Some("2020"));
    assert_eq!(hits.facets.theme.len(), 2);
    assert_eq!(search(&archive, "投资", &Scope::Filed).total, 0);
    assert_eq!(search(&archive, "投资", &Scope::Year(2020)).total, 1);
    assert_eq!(search(&archive, "投资", &Scope::Undated).total, 0);
}

#[test]
fn every_change_is_searchable_at_once_and_so_is_its_undo() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 3);
    assert_eq!(found(&archive, "投资").len(), 3);

    let title = |tx: &mut archive::Tx<'_>| {
        tx.set_field(
            &ids[0],
            Field::Title,
            Some("关于山水画的讲话"),
            &Basis::person(),
        )
    };
    archive.edit(Op::Retitle, NOW, title).expect("edit");
    assert_eq!(found(&archive, "title:山水画"), [ids[0].clone()]);
    archive.undo().expect("undo");
    assert_eq!(found(&archive, "山水画"), []);
    archive.redo().expect("redo");
    assert_eq!(found(&archive, "山水画"), [ids[0].clone()]);

    let date = |tx: &mut archive::Tx<'_>| {
        let days = Days {
            earliest: Some(19_000),
            latest: Some(19_000),
        };
        tx.set_date(&ids[1], Some("2022-01-08"), days, &Basis::person())
    };
    archive.edit(Op::Redate, NOW, date).expect("edit");
    assert_eq!(found(&archive, "投资")[0], ids[1]);
    assert_eq!(found(&archive, "date:2022"), [ids[1].clone()]);
    archive.undo().expect("undo");
    assert_eq!(found(&archive, "投资")[0], ids[2]);

    let note = NewNote {
        speech: ids[2].clone(),
        span: Span::new(0, 4),
        colour: "yellow".into(),
        style: "highlight".into(),
        comment: "这一句写得好".into(),
        themes: Vec::new(),
    };
    let noted = archive
        .edit(Op::AddNote, NOW, |tx| tx.add_note(&note))
        .expect("edit");
    assert_eq!(found(&archive, "note:写得好"), [ids[2].clone()]);
    assert_eq!(found(&archive, "has:note"), [ids[2].clone()]);
    archive
        .edit(Op::RemoveNote, NOW, |tx| tx.remove_note(&noted.value))
        .expect("edit");
    assert_eq!(found(&archive, "写得好"), []);

    archive
        .edit(Op::Trash, NOW, |tx| tx.set_state(&ids[2], State::Trash))
        .expect("edit");
    assert_eq!(found(&archive, "投资").len(), 2);
    archive
        .edit(Op::Restore, NOW, |tx| tx.restore(&ids[2]))
        .expect("edit");
    assert_eq!(found(&archive, "投资").len(), 3);
    while archive.undo().expect("undo").is_some() {}
    assert_eq!(found(&archive, "投资"), []);
}

#[test]
fn a_lost_or_damaged_index_loses_nothing() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(dir.path(), 3);
    assert_eq!(found(&archive, "投资").len(), 3);
    archive.rebuild_index().expect("rebuild");
    assert_eq!(found(&archive, "投资").len(), 3);
    drop(archive);

    for damage in ["", "这不是数据库"] {
        for end in ["-wal", "-shm"] {
            drop(std::fs::remove_file(
                dir.path().join(format!("index.db{end}")),
            ));
        }
        std::fs::write(dir.path().join("index.db"), damage.repeat(1_000)).expect("write");
        let archive = Archive::open(dir.path()).expect("open");
        assert_eq!(search(&archive, "投资", &Scope::All).total, 3);
        assert_eq!(found(&archive, "投资").len(), 3);
    }

    // A page in the middle: what SQLite meets only while it reads.
    let path = dir.path().join("index.db");
    let mut bytes = std::fs::read(&path).expect("read");
    let from = 4_096.min(bytes.len());
    bytes[from..].fill(0xaa);
    std::fs::write(&path, bytes).expect("write");
    let archive = Archive::open(dir.path()).expect("open");
    assert_eq!(search(&archive, "投资", &Scope::All).total, 3);
    assert_eq!(found(&archive, "投资").len(), 3);
}

#[test]
fn a_stopped_search_says_so() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(dir.path(), 1);
    let stop = Stop::new();
    stop.stop();
    let query = parse("投资").expect("query");
    let stopped = archive.search(&query, &Scope::All, PAGE, &stop);
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!(search(&archive, "投资", &Scope::All).total, 1);
}
