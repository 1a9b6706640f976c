//! A text is corrected in place: the original stays, notes keep to their words, and each correction
//! can be taken back alone or by undo.

mod made;

use archive::{Archive, CORRECTION, NewNote, NoteFilter, Op, SpeechId};
use made::{NOW, archive, dump};
use speech::Span;

fn span(archive: &Archive, id: &SpeechId, words: &str) -> Span {
    let text = archive.text(id).expect("text");
    let byte = text.find(words).expect("words");
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

fn correct(archive: &Archive, id: &SpeechId, words: &str, now: &str) {
    let span = span(archive, id, words);
    archive
        .edit(Op::Correct, NOW, |tx| tx.correct(id, span, now))
        .expect("correct");
}

fn note(archive: &Archive, id: &SpeechId, words: &str) {
    let span = span(archive, id, words);
    let new = NewNote {
        speech: id.clone(),
        span,
        colour: "1".into(),
        style: "wash".into(),
        comment: String::new(),
        themes: Vec::new(),
    };
    archive
        .edit(Op::AddNote, NOW, |tx| tx.add_note(&new))
        .expect("note");
}

/// The words of the only note; `None` when lost.
fn noted(archive: &Archive, id: &SpeechId) -> Option<String> {
    let filter = NoteFilter {
        speech: Some(id.clone()),
        ..NoteFilter::default()
    };
    let note = archive.notes(&filter).expect("notes").remove(0);
    let text = archive.text(id).expect("text");
    let words = text.chars().skip(note.span.start as usize);
    (!note.lost).then(|| words.take(note.span.len() as usize).collect())
}

/// Indexes of the corrections that hold.
fn corrections(archive: &Archive, id: &SpeechId) -> Vec<u32> {
    let ledger = archive.speech(id).expect("speech").ledger;
    ledger
        .iter()
        .filter(|line| line.edit.rule == CORRECTION && !line.restored)
        .map(|line| line.index)
        .collect()
}

fn take_back(archive: &Archive, id: &SpeechId, index: u32) {
    archive
        .edit(Op::RestoreLine, NOW, |tx| tx.restore_removed(id, index))
        .expect("taken back");
}

#[test]
fn a_corrected_slip_changes_the_clean_text_and_never_the_file() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    let before = dump(dir.path());
    let (text, file) = (
        archive.text(id).expect("text"),
        archive.file_text(id).expect("file"),
    );
    correct(&archive, id, "XX县要抓项目。", "XX县要狠抓好项目。");
    assert_eq!(
        archive.text(id).expect("text"),
        text.replace("县要抓项目", "县要狠抓好项目")
    );
    assert_eq!(archive.file_text(id).expect("file"), file);
    assert_eq!(corrections(&archive, id).len(), 2);
    assert_eq!(archive.check().expect("check").problems, []);
    archive.undo().expect("undo");
    assert_eq!(dump(dir.path()), before);
}

#[test]
fn a_note_keeps_to_words_that_were_corrected_inside_and_at_the_edge() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    note(&archive, id, "要抓项目");
    correct(&archive, id, "要抓项目", "须抓好项目");
    assert_eq!(noted(&archive, id).as_deref(), Some("须抓好项目"));
    correct(&archive, id, "须抓好项目", "");
    assert_eq!(noted(&archive, id), None);
    archive.undo().expect("undo");
    assert_eq!(noted(&archive, id).as_deref(), Some("须抓好项目"));
}

#[test]
fn paragraphs_are_joined_and_parted() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    let text = archive.text(id).expect("text");
    correct(&archive, id, "要抓项目", "要抓\n项目");
    assert!(archive.text(id).expect("text").contains("要抓\n项目"));
    correct(&archive, id, "要抓\n项目", "要抓项目");
    assert_eq!(archive.text(id).expect("text"), text);
}

#[test]
fn a_later_correction_takes_the_place_of_an_earlier_one_and_gives_it_back() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    let text = archive.text(id).expect("text");
    correct(&archive, id, "要抓项目", "要猛抓项目");
    correct(&archive, id, "要猛抓项目", "要紧紧盯住项目");
    assert!(archive.text(id).expect("text").contains("要紧紧盯住项目"));
    let last = *corrections(&archive, id).last().expect("a correction");
    take_back(&archive, id, last);
    for index in corrections(&archive, id) {
        take_back(&archive, id, index);
    }
    assert_eq!(archive.text(id).expect("text"), text);
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn a_correction_beside_a_hidden_line_leaves_it_hidden() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    let text = archive.text(id).expect("text");
    let hidden = archive.speech(id).expect("speech").ledger;
    for (n, line) in hidden.iter().enumerate() {
        let at = line.at.start;
        let edit = archive.edit(Op::Correct, NOW, |tx| {
            tx.correct(id, Span::new(at, at), "甲")
        });
        edit.expect("put in");
        assert_eq!(
            archive.text(id).expect("text").chars().count(),
            text.chars().count() + n + 1
        );
    }
}
