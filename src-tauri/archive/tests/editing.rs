//! What holds for every edit: journalled, undone and redone to the letter, numbered for the index.

mod made;

use archive::{
    Archive, Basis, Days, Error, Field, NewExcerpt, NewNote, NoteChange, NoteFilter, Op, Origin,
    Place, Result, Scope, Sort, SpeechId, State, Tx,
};
use made::{NOW, archive, dump, import};
use speech::Span;

fn note(id: &SpeechId, start: u32, end: u32) -> NewNote {
    NewNote {
        speech: id.clone(),
        span: Span::new(start, end),
        colour: "yellow".into(),
        style: "highlight".into(),
        comment: "要点".into(),
        themes: vec!["theme.projects".into()],
    }
}

/// Does an edit on an archive with some history, and checks that undo gives the archive before it
/// and redo the one after it.
fn check(op: Op, work: impl FnOnce(&mut Tx<'_>, &SpeechId) -> Result<()>) {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    archive
        .edit(Op::AddNote, NOW, |tx| {
            let book = tx.add_notebook("第一本")?;
            tx.add_note(&note(&ids[0], 4, 9))?;
            for span in [Span::new(0, 3), Span::new(4, 9)] {
                tx.add_excerpt(&NewExcerpt {
                    notebook: book.clone(),
                    place: Place::End,
                    speech: ids[0].clone(),
                    span,
                    comment: String::new(),
                })?;
            }
            tx.set_state(&ids[1], State::Trash)?;
            tx.save_search("重点", "项目 投资")?;
            Ok(())
        })
        .expect("history");
    let before = dump(dir.path());
    archive
        .edit(op, NOW + 1, |tx| work(tx, &ids[0]))
        .expect("edit");
    let after = dump(dir.path());
    assert_ne!(before, after, "{op} changed nothing");
    assert_eq!(archive.history(1).expect("history")[0].op, op);
    for _ in 0..2 {
        assert_eq!(archive.undo().expect("undo").expect("edit").op, op);
        assert_eq!(dump(dir.path()), before);
        assert_eq!(archive.redo().expect("redo").expect("edit").op, op);
        assert_eq!(dump(dir.path()), after);
    }
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn setting_any_field_can_be_undone() {
    for (op, field, value) in [
        (Op::Retitle, Field::Title, "另一个题目"),
        (Op::Retype, Field::Type, "meeting.other"),
        (Op::Refile, Field::Speaker, "李明"),
        (Op::Refile, Field::Complete, "cut"),
        (Op::Refile, Field::Meeting, "会"),
    ] {
        check(op, |tx, id| {
            tx.set_field(id, field, Some(value), &Basis::person())
        });
    }
    check(Op::Retype, |tx, id| {
        tx.set_field(id, Field::Type, None, &Basis::person())
    });
}

#[test]
fn filing_dating_and_theming_can_be_undone() {
    check(Op::File, |tx, id| {
        for field in Field::ALL {
            tx.confirm_field(id, *field)?;
        }
        tx.set_state(id, State::Filed)
    });
    let days = Days {
        earliest: Some(18_321),
        latest: Some(18_321),
    };
    check(Op::Redate, |tx, id| {
        tx.set_date(id, Some("2020-02-29"), days, &Basis::person())
    });
    check(Op::Redate, |tx, id| {
        tx.set_date(id, None, Days::default(), &Basis::person())
    });
    check(Op::Confirm, |tx, id| tx.confirm_field(id, Field::Date));
    check(Op::Theme, |tx, id| {
        tx.add_theme(id, "theme.party", &Basis::person())?;
        tx.remove_theme(id, "theme.projects").map(|_| ())
    });
    check(Op::Trash, |tx, id| tx.set_state(id, State::Trash));
}

#[test]
fn notes_excerpts_and_searches_can_be_undone() {
    check(Op::AddNote, |tx, id| {
        tx.add_note(&note(id, 1, 3)).map(|_| ())
    });
    check(Op::AddNotebook, |tx, _| {
        tx.add_notebook("第二本").map(|_| ())
    });
    check(Op::SaveSearch, |tx, _| {
        tx.save_search("新", "会").map(|_| ())
    });
    let removing = |op: Op, work: fn(&mut Tx<'_>, &Archive) -> Result<()>| {
        let dir = tempfile::tempdir().expect("dir");
        let (archive, ids) = archive(dir.path(), 1);
        archive
            .edit(Op::AddNote, NOW, |tx| {
                tx.add_note(&note(&ids[0], 4, 9))?;
                let book = tx.add_notebook("本")?;
                for start in 0..3 {
                    tx.add_excerpt(&NewExcerpt {
                        notebook: book.clone(),
                        place: Place::End,
                        speech: ids[0].clone(),
                        span: Span::new(start, start + 3),
                        comment: String::new(),
                    })?;
                }
                tx.add_section(&book, "开头", &Place::At(1))?;
                tx.add_section(&book, "过渡", &Place::At(3))?;
                tx.save_search("重点", "项目").map(|_| ())
            })
            .expect("history");
        let before = dump(dir.path());
        archive
            .edit(op, NOW + 5, |tx| work(tx, &archive))
            .expect("edit");
        let after = dump(dir.path());
        assert_ne!(before, after);
        archive.undo().expect("undo");
        assert_eq!(dump(dir.path()), before, "{op}");
        archive.redo().expect("redo");
        assert_eq!(dump(dir.path()), after, "{op}");
    };
    removing(Op::EditNote, |tx, archive| {
        let note = &archive.notes(&NoteFilter::default())?[0];
        let change = NoteChange {
            colour: Some("green".into()),
            comment: Some("改".into()),
            span: Some(Span::new(0, 5)),
            ..NoteChange::default()
        };
        tx.change_note(&note.id, &change)
    });
    removing(Op::RemoveNote, |tx, archive| {
        tx.remove_note(&archive.notes(&NoteFilter::default())?[0].id)
    });
    removing(Op::EditExcerpt, |tx, archive| {
        tx.comment_excerpt(&archive.excerpts(None)?[0].id, "好")
    });
    removing(Op::MoveExcerpt, |tx, archive| {
        let excerpt = &archive.excerpts(None)?[2];
        tx.move_excerpt(&excerpt.id, &excerpt.notebook, 0)
    });
    removing(Op::RemoveExcerpt, |tx, archive| {
        tx.remove_excerpt(&archive.excerpts(None)?[1].id)
    });
    removing(Op::AddSection, |tx, archive| {
        let book = &archive.notebooks()?[0].id;
        tx.add_section(book, "结尾", &Place::At(1)).map(|_| ())
    });
    removing(Op::RenameSection, |tx, archive| {
        tx.rename_section(&archive.sections()?[0].id, "改名")
    });
    removing(Op::MoveSection, |tx, archive| {
        tx.move_section(&archive.sections()?[1].id, 0)
    });
    removing(Op::RemoveSection, |tx, archive| {
        tx.remove_section(&archive.sections()?[0].id)
    });
    removing(Op::RenameNotebook, |tx, archive| {
        tx.rename_notebook(&archive.notebooks()?[0].id, "改名")
    });
    removing(Op::RemoveNotebook, |tx, archive| {
        tx.remove_notebook(&archive.notebooks()?[0].id)
    });
    removing(Op::RemoveSearch, |tx, archive| {
        tx.remove_search(&archive.searches()?[0].id)
    });
}

#[test]
fn an_edit_that_fails_changes_nothing_and_leaves_no_trace() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let before = dump(dir.path());
    let failed = archive.edit(Op::Retitle, NOW, |tx| {
        tx.set_field(&ids[0], Field::Title, Some("新"), &Basis::person())?;
        tx.set_state(&SpeechId::from("没有"), State::Filed)
    });
    assert!(matches!(failed, Err(Error::Missing { what: "speech", .. })));
    assert_eq!(dump(dir.path()), before);
    assert_eq!(archive.history(9).expect("history").len(), 1);
}

#[test]
fn an_edit_that_changes_nothing_is_no_edit() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let title = |tx: &mut Tx<'_>| tx.set_field(&ids[0], Field::Title, Some("新"), &Basis::person());
    archive.edit(Op::Retitle, NOW, title).expect("edit");
    let again = archive.edit(Op::Retitle, NOW, title).expect("edit");
    assert!(again.touched.is_empty());
    assert_eq!(archive.history(9).expect("history").len(), 2);
}

#[test]
fn a_new_edit_ends_what_could_be_redone() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let title = |name: &'static str| {
        archive
            .edit(Op::Retitle, NOW, |tx| {
                tx.set_field(&ids[0], Field::Title, Some(name), &Basis::person())
            })
            .expect("edit")
    };
    title("甲");
    archive.undo().expect("undo");
    title("乙");
    assert!(archive.redo().expect("redo").is_none());
    archive.undo().expect("undo");
    let record = archive.speech(&ids[0]).expect("speech");
    assert_eq!(
        record.value(Field::Title),
        Some("在全市第0项工作推进会上的讲话")
    );
}

#[test]
fn undo_of_what_another_hand_changed_says_so_and_changes_nothing() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    archive
        .edit(Op::Retitle, NOW, |tx| {
            tx.set_field(&ids[0], Field::Speaker, Some("李明"), &Basis::person())?;
            tx.set_field(&ids[0], Field::Title, Some("甲"), &Basis::person())
        })
        .expect("edit");
    rusqlite::Connection::open(dir.path().join("catalogue.db"))
        .expect("open")
        .execute("UPDATE filing SET value = '丙' WHERE field = 'speaker'", [])
        .expect("another hand");
    let before = dump(dir.path());
    assert!(matches!(archive.undo(), Err(Error::Conflict { .. })));
    assert_eq!(dump(dir.path()), before);
    assert!(!archive.history(1).expect("history")[0].undone);
}

#[test]
fn what_the_program_had_read_stays_beside_what_a_person_sets() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    archive
        .edit(Op::Retype, NOW + 7, |tx| {
            tx.set_field(
                &ids[0],
                Field::Type,
                Some("meeting.other"),
                &Basis::person(),
            )
        })
        .expect("edit");
    let record = archive.speech(&ids[0]).expect("speech");
    let filing = record.field(Field::Type).expect("type");
    assert_eq!(filing.value.as_deref(), Some("meeting.other"));
    assert_eq!(filing.proposed.as_deref(), Some("meeting.progress"));
    assert_eq!(
        (filing.basis.origin, filing.revision, filing.changed),
        (Origin::Person, 2, NOW + 7)
    );
}

#[test]
fn a_speech_comes_out_of_the_trash_to_where_it_was() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let state = |work: fn(&mut Tx<'_>, &SpeechId) -> Result<()>| {
        archive
            .edit(Op::Trash, NOW, |tx| work(tx, &ids[0]))
            .expect("edit");
        archive.speech(&ids[0]).expect("speech").state
    };
    assert_eq!(state(|tx, id| tx.set_state(id, State::Filed)), State::Filed);
    assert_eq!(state(|tx, id| tx.set_state(id, State::Trash)), State::Trash);
    assert_eq!(state(|tx, id| tx.set_state(id, State::Trash)), State::Trash);
    assert_eq!(
        archive
            .list(&Scope::Trash, Sort::NEWEST, 0, 9)
            .expect("list")
            .total,
        1
    );
    assert_eq!(archive.counts().expect("counts").trash, 1);
    assert_eq!(state(|tx, id| tx.restore(id)), State::Filed);
}

#[test]
fn every_change_is_numbered_for_the_index_undo_too() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 3);
    let all = archive.changes_since(0, 99).expect("changes");
    assert_eq!(all.len(), 3);
    assert_eq!(
        archive.changes_since(all[0].revision, 1).expect("changes"),
        [all[1].clone()]
    );
    let seen = archive.latest_revision().expect("revision");
    let edited = archive
        .edit(Op::AddNote, NOW, |tx| tx.add_note(&note(&ids[1], 0, 2)))
        .expect("edit");
    assert_eq!(edited.touched, [ids[1].clone()]);
    let changes = archive.changes_since(seen, 99).expect("changes");
    assert_eq!((changes.len(), changes[0].revision), (1, edited.revision));
    let entry = archive.index_entry(changes[0].num).expect("entry");
    assert_eq!(entry.record.notes[0].comment, "要点");
    assert!(entry.text.starts_with(entry.value(Field::Title)));
    let undone = archive.undo().expect("undo").expect("edit");
    let changes = archive.changes_since(edited.revision, 99).expect("changes");
    assert_eq!((changes.len(), changes[0].revision), (1, undone.revision));
    archive.undo().expect("undo import");
    let changes = archive.changes_since(undone.revision, 99).expect("changes");
    assert!(changes.len() == 3 && changes.iter().all(|c| c.state == State::Withdrawn));
}

#[test]
fn a_note_is_kept_as_a_web_annotation() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let text: Vec<char> = archive.text(&ids[0]).expect("text").chars().collect();
    let id = archive
        .edit(Op::AddNote, NOW, |tx| tx.add_note(&note(&ids[0], 3, 6)))
        .expect("edit")
        .value;
    let json: serde_json::Value =
        serde_json::from_str(&archive.annotation(&id).expect("annotation")).expect("json");
    let words: String = text[3..6].iter().collect();
    let clean = archive.speech(&ids[0]).expect("speech").clean;
    assert_eq!(json["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(json["created"], "2020-06-01T00:00:00.000Z");
    assert_eq!(json["body"][0]["value"], "要点");
    assert_eq!(json["body"][1]["purpose"], "tagging");
    assert_eq!(json["target"]["source"], format!("urn:sha256:{clean}"));
    assert_eq!(json["target"]["selector"][0]["exact"], words);
    assert_eq!(json["target"]["selector"][1]["start"], 3);
    let past = archive.edit(Op::AddNote, NOW, |tx| tx.add_note(&note(&ids[0], 3, 6000)));
    assert!(matches!(past, Err(Error::Unfit { what: "span", .. })));
}

#[test]
fn an_original_that_is_there_needs_no_second_reading() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let hash = archive.speech(&ids[0]).expect("speech").original.hash;
    assert!(archive.has_original(hash).expect("asked"));
    let run = archive.begin_import(NOW).expect("run");
    let known = archive
        .import_known(&run, NOW, &[(hash, "别处/a.txt")])
        .expect("known");
    assert!(known[0].already && known[0].speeches == ids);
    assert_eq!(
        archive
            .speech(&ids[0])
            .expect("speech")
            .original
            .names
            .len(),
        2
    );
    archive.undo().expect("the name");
    archive.undo().expect("the speech");
    assert!(!archive.has_original(hash).expect("asked"));
    import(&archive, &run, 0..1);
    assert!(archive.has_original(hash).expect("asked"));
}
