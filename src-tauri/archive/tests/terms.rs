//! What a person makes of the vocabularies: undone to the letter, followed by lists, searches and
//! later imports.

mod made;

use archive::query::{parse, parse_in, print_in};
use archive::{
    Archive, Field, NewNote, NoteFilter, Op, Order, Result, Scope, Sort, SpeechId, State, Stop,
    TermChange, TermKind, Tx,
};
use made::{NOW, archive, dump, import};
use speech::Span;

const PROGRESS: &str = "meeting.progress";
const PROJECTS: &str = "theme.projects";
const PARTY: &str = "theme.party";

/// Does an edit of terms, and checks that undo and redo are exact.
fn edit<R>(
    archive: &Archive,
    dir: &std::path::Path,
    op: Op,
    work: impl Fn(&mut Tx<'_>) -> Result<R>,
) -> R {
    let before = dump(dir);
    let done = archive.edit(op, NOW, work).expect("edit");
    let after = dump(dir);
    assert_ne!(before, after, "{op} changed nothing");
    assert_eq!(archive.undo().expect("undo").expect("edit").op, op);
    assert_eq!(dump(dir), before);
    archive.redo().expect("redo");
    assert_eq!(dump(dir), after);
    done.value
}

fn found(archive: &Archive, query: &str) -> usize {
    let query = parse_in(query, &archive.terms().expect("terms")).expect("query");
    let found = archive.search_ids(&query, &Scope::All, Order::Newest, &Stop::new());
    found.expect("search").len()
}

fn themes(archive: &Archive, id: &SpeechId) -> Vec<String> {
    let record = archive.speech(id).expect("speech");
    record.themes.into_iter().map(|theme| theme.id).collect()
}

#[test]
fn a_renamed_type_answers_to_both_its_names() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(dir.path(), 2);
    let edition = archive.terms().expect("terms").edition();
    edit(&archive, dir.path(), Op::EditTerm, |tx| {
        let change = TermChange {
            name: Some(" 推动会 ".into()),
            colour: Some(Some(3)),
            aliases: Some(vec!["督战会".into(), " ".into()]),
            ..TermChange::default()
        };
        tx.change_term(PROGRESS, &change)
    });
    let terms = archive.terms().expect("terms");
    assert_ne!(terms.edition(), edition);
    assert_eq!(terms.types().get(PROGRESS).map(|t| t.zh), Some("推动会"));
    assert_eq!(terms.colour(PROGRESS), Some(3));
    for name in ["推动会", "推进会", "督战会"] {
        assert_eq!(found(&archive, &format!("type:{name}")), 2, "{name}");
    }
    let query = parse_in("type:推进会", &terms).expect("query");
    assert_eq!(print_in(&query, &terms), "type:推动会");
    // Another archive knows nothing of it.
    assert!(parse("type:推动会").is_err());
}

#[test]
fn merged_and_removed_terms_go_from_speeches_notes_and_later_imports() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    let own = edit(&archive, dir.path(), Op::AddTerm, |tx| {
        tx.add_term(TermKind::Theme, "重大项目", Some("theme.c_economy"))
    });
    assert_eq!(found(&archive, "theme:重大项目"), 0);
    let note = NewNote {
        speech: ids[0].clone(),
        span: Span::new(0, 3),
        colour: "1".into(),
        style: "wash".into(),
        comment: String::new(),
        themes: vec![PROJECTS.into(), PARTY.into()],
    };
    archive
        .edit(Op::AddNote, NOW, |tx| tx.add_note(&note))
        .expect("note");
    let tags = || {
        archive.notes(&NoteFilter::default()).expect("notes")[0]
            .themes
            .clone()
    };
    assert!(themes(&archive, &ids[0]).contains(&PROJECTS.to_owned()));
    edit(&archive, dir.path(), Op::MergeTerms, |tx| {
        tx.merge_term(PROJECTS, &own)
    });
    assert_eq!(themes(&archive, &ids[0])[0], own);
    assert_eq!(tags(), [own.clone(), PARTY.to_owned()]);
    assert_eq!(found(&archive, "theme:重大项目"), 2);
    assert_eq!(
        found(&archive, "theme:项目建设"),
        2,
        "its old name leads there"
    );
    // What comes later is proposed in the terms that stand.
    let run = archive.begin_import(NOW).expect("run");
    let later = import(&archive, &run, 2..3);
    assert_eq!(themes(&archive, &later[0])[0], own);
    edit(&archive, dir.path(), Op::RemoveTerm, |tx| {
        tx.remove_term(&own)
    });
    for id in ids.iter().chain(&later) {
        assert!(!themes(&archive, id).contains(&own));
    }
    assert_eq!(tags(), [PARTY]);
    let last = import(&archive, &run, 3..4);
    assert!(!themes(&archive, &last[0]).contains(&PROJECTS.to_owned()));
}

#[test]
fn a_type_that_goes_leaves_its_speeches_to_its_heir_or_without_a_type() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    let kind = || {
        archive
            .speech(&ids[0])
            .expect("speech")
            .value(Field::Type)
            .map(str::to_owned)
    };
    assert_eq!(kind().as_deref(), Some(PROGRESS));
    edit(&archive, dir.path(), Op::MergeTerms, |tx| {
        tx.merge_term(PROGRESS, "meeting.forum")
    });
    assert_eq!(kind().as_deref(), Some("meeting.forum"));
    assert_eq!(
        archive.rows(&ids).expect("rows")[0].kind.as_deref(),
        Some("meeting.forum")
    );
    edit(&archive, dir.path(), Op::RemoveTerm, |tx| {
        tx.remove_term("meeting.forum")
    });
    assert_eq!(kind(), None);
    let untyped = Scope::Type {
        ids: Vec::new(),
        year: None,
    };
    let page = archive.list(&untyped, Sort::NEWEST, 0, 9).expect("list");
    assert_eq!(page.total, 2);
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn what_would_break_a_vocabulary_is_refused() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(dir.path(), 1);
    let before = dump(dir.path());
    let refused = |work: &dyn Fn(&mut Tx<'_>) -> Result<()>| {
        assert!(archive.edit(Op::EditTerm, NOW, |tx| work(tx)).is_err());
        assert_eq!(dump(dir.path()), before);
    };
    let name = |name: &str| TermChange {
        name: Some(name.into()),
        ..TermChange::default()
    };
    let under = |id: &str| TermChange {
        parent: Some(Some(id.into())),
        ..TermChange::default()
    };
    refused(&|tx| tx.change_term(PROGRESS, &name("现场会")));
    refused(&|tx| tx.change_term(PROGRESS, &name("  ")));
    refused(&|tx| tx.change_term(PROGRESS, &under("meeting.on_site")));
    refused(&|tx| tx.change_term("theme.c_economy", &under("theme.c_society")));
    refused(&|tx| tx.change_term("meeting.nothing", &name("甲")));
    refused(&|tx| tx.merge_term(PROGRESS, PROJECTS));
    refused(&|tx| tx.merge_term(PROGRESS, PROGRESS));
    refused(&|tx| tx.add_term(TermKind::Theme, "项目建设", None).map(drop));
}

#[test]
fn what_is_taken_out_of_the_trash_for_good_comes_back_by_undo_or_with_its_file() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    let states = |tx: &mut Tx<'_>, state| tx.set_state(&ids[0], state);
    archive
        .edit(Op::Trash, NOW, |tx| states(tx, State::Trash))
        .expect("trash");
    edit(&archive, dir.path(), Op::EmptyTrash, |tx| {
        tx.withdraw(&ids[0])?;
        tx.withdraw(&ids[1])
    });
    let counts = archive.counts().expect("counts");
    assert_eq!((counts.all, counts.trash), (1, 0), "what is no trash stays");
    archive.undo().expect("undo");
    assert_eq!(archive.counts().expect("counts").trash, 1);
}
