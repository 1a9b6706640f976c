//! What stands on a text stays on its words when a removed line comes back, or says it lost them.

mod made;

use archive::{Archive, NewExcerpt, NewNote, NoteFilter, Op, Place, SpeechId};
use made::{NOW, archive, dump};
use speech::Span;

const NOTICE: &str = "更多范文请访问本站";

fn span(archive: &Archive, id: &SpeechId, words: &str) -> Span {
    let text = archive.text(id).expect("text");
    let byte = text.find(words).expect("words");
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

fn annotate(archive: &Archive, id: &SpeechId, words: &str) {
    let span = span(archive, id, words);
    archive
        .edit(Op::AddNote, NOW, |tx| {
            let notebook = tx.add_notebook(words)?;
            tx.add_excerpt(&NewExcerpt {
                place: Place::End,
                notebook,
                speech: id.clone(),
                span,
                comment: String::new(),
            })?;
            tx.add_note(&NewNote {
                speech: id.clone(),
                span,
                colour: "yellow".into(),
                style: "highlight".into(),
                comment: String::new(),
                themes: Vec::new(),
            })
        })
        .expect("annotate");
}

/// The words each note and excerpt stands on now, `None` when lost.
fn words(archive: &Archive, id: &SpeechId) -> Vec<Option<String>> {
    let text: Vec<char> = archive.text(id).expect("text").chars().collect();
    let cut = |span: Span| {
        text[span.start as usize..span.end as usize]
            .iter()
            .collect()
    };
    let filter = NoteFilter {
        speech: Some(id.clone()),
        ..NoteFilter::default()
    };
    let notes = archive.notes(&filter).expect("notes");
    let excerpts = archive.excerpts(None).expect("excerpts");
    for (note, excerpt) in notes.iter().zip(&excerpts) {
        assert_eq!((note.span, note.lost), (excerpt.span, excerpt.lost));
    }
    notes
        .iter()
        .map(|n| (!n.lost).then(|| cut(n.span)))
        .collect()
}

fn restore(archive: &Archive, id: &SpeechId, index: u32) {
    archive
        .edit(Op::RestoreLine, NOW, |tx| tx.restore_removed(id, index))
        .expect("restore");
}

fn hide(archive: &Archive, id: &SpeechId, index: u32) {
    archive
        .edit(Op::HideLine, NOW, |tx| tx.hide_again(id, index))
        .expect("hide");
}

#[test]
fn notes_headings_evidence_and_findings_move_with_their_words() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    annotate(&archive, id, "XX县要抓项目。");
    annotate(&archive, id, "二、促投资");
    let before = dump(dir.path());
    restore(&archive, id, 1);
    restore(&archive, id, 0);
    assert_eq!(
        archive.text(id).expect("text"),
        archive.file_text(id).expect("text")
    );
    assert_eq!(
        words(&archive, id),
        [Some("XX县要抓项目。".into()), Some("二、促投资".into())]
    );
    let record = archive.speech(id).expect("speech");
    assert_eq!(record.outline[1].text, "二、促投资");
    assert_eq!(record.outline[1].span, span(&archive, id, "二、促投资"));
    assert_eq!(record.findings[0].spans[0], span(&archive, id, "XX"));
    assert_eq!(record.body_start, span(&archive, id, "同志们").start);
    assert!(record.ledger.iter().all(|line| line.restored));
    let title = record.field(archive::Field::Title).expect("title");
    let evidence = &title.basis.evidence[0];
    assert_eq!(evidence.span, Some(span(&archive, id, &evidence.quote)));
    assert_eq!(archive.check().expect("check").problems, []);

    archive.undo().expect("undo");
    archive.undo().expect("undo");
    assert_eq!(dump(dir.path()), before);
}

#[test]
fn a_note_on_a_hidden_line_says_it_is_lost_and_comes_back_with_the_line() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    restore(&archive, id, 1);
    annotate(&archive, id, NOTICE);
    hide(&archive, id, 1);
    assert_eq!(words(&archive, id), [None]);
    let lost = NoteFilter {
        lost: true,
        ..NoteFilter::default()
    };
    assert_eq!(archive.notes(&lost).expect("notes")[0].quote, NOTICE);
    assert_eq!(archive.check().expect("check").problems, []);
    restore(&archive, id, 1);
    assert_eq!(words(&archive, id), [Some(NOTICE.into())]);
}

#[test]
fn each_ledger_line_knows_its_place_in_the_clean_text() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let id = &ids[0];
    let places = || -> Vec<Span> {
        let record = archive.speech(id).expect("speech");
        record.ledger.iter().map(|line| line.at).collect()
    };
    let here = span(&archive, id, "二、促投资").start;
    assert_eq!(places(), [Span::new(0, 0), Span::new(here, here)]);
    restore(&archive, id, 1);
    assert_eq!(
        places(),
        [Span::new(0, 0), span(&archive, id, "更多范文请访问本站\n")]
    );
}

#[test]
fn a_ledger_has_only_its_own_lines() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let past = archive.edit(Op::RestoreLine, NOW, |tx| tx.restore_removed(&ids[0], 2));
    assert!(matches!(
        past,
        Err(archive::Error::Missing { what: "edit", .. })
    ));
}
