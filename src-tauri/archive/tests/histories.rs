//! Any history of edits, undone to its start, gives the archive it started from.

mod made;

use archive::{
    Archive, Basis, Days, Field, NewExcerpt, NewNote, NoteChange, NoteFilter, Op, Place, Scope,
    Sort, SpeechId, State,
};
use made::{NOW, archive, dump};
use proptest::prelude::*;
use speech::Span;

#[derive(Clone, Debug)]
enum Step {
    Field(usize, usize, Option<String>),
    Date(usize, Option<(i32, i32)>),
    Confirm(usize, usize),
    State(usize, usize),
    Restore(usize),
    Theme(usize, usize, bool),
    Note(usize, u32, u32),
    ChangeNote(usize, String),
    RemoveNote(usize),
    Notebook(String),
    RemoveNotebook(usize),
    Excerpt(usize, usize, u32),
    Section(usize, u32, String),
    RenameSection(usize, String),
    MoveSection(usize, u32),
    RemoveSection(usize),
    MoveExcerpt(usize, usize, u32),
    RemoveExcerpt(usize),
    Line(usize, u32, bool),
    Search(String),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let word = "[\\PC甲乙'\"\\\\]{0,6}";
    prop_oneof![
        (0..3usize, 0..12usize, proptest::option::of(word))
            .prop_map(|(s, f, v)| Step::Field(s, f, v)),
        (0..3usize, proptest::option::of((0..20_000i32, 0..400i32)))
            .prop_map(|(s, d)| Step::Date(s, d)),
        (0..3usize, 0..12usize).prop_map(|(s, f)| Step::Confirm(s, f)),
        (0..3usize, 0..3usize).prop_map(|(s, t)| Step::State(s, t)),
        (0..3usize).prop_map(Step::Restore),
        (0..3usize, 0..3usize, any::<bool>()).prop_map(|(s, t, a)| Step::Theme(s, t, a)),
        (0..3usize, 0..40u32, 1..30u32).prop_map(|(s, a, n)| Step::Note(s, a, n)),
        (0..5usize, word).prop_map(|(n, c)| Step::ChangeNote(n, c)),
        (0..5usize).prop_map(Step::RemoveNote),
        word.prop_map(Step::Notebook),
        (0..3usize).prop_map(Step::RemoveNotebook),
        (0..3usize, 0..3usize, 0..40u32).prop_map(|(b, s, a)| Step::Excerpt(b, s, a)),
        (0..5usize, 0..3usize, 0..6u32).prop_map(|(e, b, p)| Step::MoveExcerpt(e, b, p)),
        (0..3usize, 0..6u32, word).prop_map(|(b, p, n)| Step::Section(b, p, n)),
        (0..4usize, word).prop_map(|(s, n)| Step::RenameSection(s, n)),
        (0..4usize, 0..4u32).prop_map(|(s, p)| Step::MoveSection(s, p)),
        (0..4usize).prop_map(Step::RemoveSection),
        (0..5usize).prop_map(Step::RemoveExcerpt),
        (0..3usize, 0..2u32, any::<bool>()).prop_map(|(s, i, on)| Step::Line(s, i, on)),
        word.prop_map(Step::Search),
        Just(Step::Undo),
        Just(Step::Redo),
    ]
}

/// Takes a step; one that does not fit the archive as it stands is refused by it, which is fine.
fn take(archive: &Archive, ids: &[SpeechId], step: &Step, now: i64) {
    let person = Basis::person();
    let themes = ["theme.projects", "theme.party", "theme.rural"];
    let notes = archive.notes(&NoteFilter::default()).expect("notes");
    let books = archive.notebooks().expect("notebooks");
    let excerpts = archive.excerpts(None).expect("excerpts");
    let sections = archive.sections().expect("sections");
    let section = |at: usize| sections.get(at).map(|section| &section.id);
    let op = Op::Refile;
    let _refused = archive.edit(op, now, |tx| match step {
        Step::Field(s, f, value) => {
            tx.set_field(&ids[*s], Field::ALL[*f], value.as_deref(), &person)
        }
        Step::Date(s, Some((from, days))) => {
            let days = Days {
                earliest: Some(*from),
                latest: Some(from + days),
            };
            tx.set_date(&ids[*s], Some("2020"), days, &person)
        }
        Step::Date(s, None) => tx.set_date(&ids[*s], None, Days::default(), &person),
        Step::Confirm(s, f) => tx.confirm_field(&ids[*s], Field::ALL[*f]),
        Step::State(s, t) => tx.set_state(&ids[*s], State::ALL[*t]),
        Step::Restore(s) => tx.restore(&ids[*s]),
        Step::Theme(s, t, true) => tx.add_theme(&ids[*s], themes[*t], &person),
        Step::Theme(s, t, false) => tx.remove_theme(&ids[*s], themes[*t]).map(|_| ()),
        Step::Note(s, start, length) => tx
            .add_note(&NewNote {
                speech: ids[*s].clone(),
                span: Span::new(*start, start + length),
                colour: "yellow".into(),
                style: "highlight".into(),
                comment: String::new(),
                themes: Vec::new(),
            })
            .map(|_| ()),
        Step::ChangeNote(n, comment) => match notes.get(*n) {
            Some(note) => tx.change_note(
                &note.id,
                &NoteChange {
                    comment: Some(comment.clone()),
                    ..NoteChange::default()
                },
            ),
            None => Ok(()),
        },
        Step::RemoveNote(n) => notes
            .get(*n)
            .map_or(Ok(()), |note| tx.remove_note(&note.id)),
        Step::Notebook(name) => tx.add_notebook(name).map(|_| ()),
        Step::RemoveNotebook(b) => books.get(*b).map_or(Ok(()), |b| tx.remove_notebook(&b.id)),
        Step::Excerpt(b, s, start) => match books.get(*b) {
            Some(book) => tx
                .add_excerpt(&NewExcerpt {
                    notebook: book.id.clone(),
                    place: Place::End,
                    speech: ids[*s].clone(),
                    span: Span::new(*start, start + 8),
                    comment: "评".into(),
                })
                .map(|_| ()),
            None => Ok(()),
        },
        Step::MoveExcerpt(e, b, position) => match (excerpts.get(*e), books.get(*b)) {
            (Some(excerpt), Some(book)) => tx.move_excerpt(&excerpt.id, &book.id, *position),
            _ => Ok(()),
        },
        Step::Section(b, p, name) => match books.get(*b) {
            Some(book) => tx.add_section(&book.id, name, &Place::At(*p)).map(|_| ()),
            None => Ok(()),
        },
        Step::RenameSection(s, name) => {
            section(*s).map_or(Ok(()), |id| tx.rename_section(id, name))
        }
        Step::MoveSection(s, place) => section(*s).map_or(Ok(()), |id| tx.move_section(id, *place)),
        Step::RemoveSection(s) => section(*s).map_or(Ok(()), |id| tx.remove_section(id)),
        Step::RemoveExcerpt(e) => excerpts
            .get(*e)
            .map_or(Ok(()), |excerpt| tx.remove_excerpt(&excerpt.id)),
        Step::Line(s, index, true) => tx.restore_removed(&ids[*s], *index),
        Step::Line(s, index, false) => tx.hide_again(&ids[*s], *index),
        Step::Search(name) => tx.save_search(name, "项目").map(|_| ()),
        Step::Undo | Step::Redo => Ok(()),
    });
    match step {
        // The import itself stays: what is compared is the archive after it.
        Step::Undo
            if archive
                .history(99)
                .expect("history")
                .iter()
                .filter(|h| !h.undone)
                .count()
                > 1 =>
        {
            archive.undo().expect("undo");
        }
        Step::Redo => {
            archive.redo().expect("redo");
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_history_can_be_undone_to_its_start_and_redone_to_its_end(
        steps in proptest::collection::vec(step(), 1..40)
    ) {
        let dir = tempfile::tempdir().expect("dir");
        let (archive, ids) = archive(dir.path(), 3);
        let start = dump(dir.path());
        for (step, now) in steps.iter().zip(NOW + 1..) {
            take(&archive, &ids, step, now);
        }
        prop_assert_eq!(archive.check().expect("check").problems, vec![]);
        while archive.redo().expect("redo").is_some() {}
        let end = dump(dir.path());
        let edits = archive.history(99).expect("history").len() - 1;
        for _ in 0..edits {
            archive.undo().expect("undo");
        }
        prop_assert_eq!(dump(dir.path()), start);
        for _ in 0..edits {
            archive.redo().expect("redo");
        }
        prop_assert_eq!(dump(dir.path()), end);
        let total = archive.list(&Scope::Ids(ids), Sort::NEWEST, 0, 9).expect("list").total;
        prop_assert_eq!(total, 3);
    }
}
