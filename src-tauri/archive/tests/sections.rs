//! Sections of a notebook: what stands under which heading, and where the next excerpt goes.

mod made;

use archive::{
    Archive, Error, Excerpt, Item, NewExcerpt, NotebookId, Op, Place, Section, SectionId, SpeechId,
};
use made::{NOW, archive};
use speech::Span;

/// A notebook in an archive of one speech, and its moments, each later than the one before.
struct Book {
    _dir: tempfile::TempDir,
    archive: Archive,
    speech: SpeechId,
    id: NotebookId,
    now: std::cell::Cell<i64>,
}

impl Book {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("dir");
        let (archive, ids) = archive(dir.path(), 1);
        let made = archive.edit(Op::AddNotebook, NOW, |tx| tx.add_notebook("本"));
        Self {
            speech: ids[0].clone(),
            id: made.expect("notebook").value,
            archive,
            _dir: dir,
            now: NOW.into(),
        }
    }

    fn edit<R>(&self, work: impl FnOnce(&mut archive::Tx<'_>) -> archive::Result<R>) -> R {
        self.now.set(self.now.get() + 1);
        let done = self.archive.edit(Op::MoveExcerpt, self.now.get(), work);
        done.expect("edit").value
    }

    fn section(&self, name: &str, place: &Place) -> SectionId {
        self.edit(|tx| tx.add_section(&self.id, name, place))
    }

    /// Takes the character at `at` of the speech.
    fn take(&self, at: u32, place: Place) {
        self.edit(|tx| {
            tx.add_excerpt(&NewExcerpt {
                notebook: self.id.clone(),
                place,
                speech: self.speech.clone(),
                span: Span::new(at, at + 1),
                comment: String::new(),
            })
        });
    }

    fn excerpt(&self, at: u32) -> Excerpt {
        let all = self.archive.excerpts(Some(&self.id)).expect("excerpts");
        all.into_iter()
            .find(|one| one.span.start == at)
            .expect("the excerpt")
    }

    /// The notebook as it reads: `[name]` for a heading, the place of its words for an excerpt.
    fn reads(&self) -> String {
        let items = self.archive.items(&self.id).expect("items");
        let words: Vec<String> = items
            .iter()
            .map(|item| match item {
                Item::Section(Section { name, .. }) => format!("[{name}]"),
                Item::Excerpt(excerpt) => excerpt.span.start.to_string(),
            })
            .collect();
        words.join(" ")
    }
}

/// `0 [a] 1 2 [b] 3`
fn book() -> (Book, SectionId, SectionId) {
    let book = Book::new();
    book.take(0, Place::End);
    let a = book.section("a", &Place::End);
    let b = book.section("b", &Place::End);
    book.take(1, Place::Under(Some(a.clone())));
    book.take(2, Place::Under(Some(a.clone())));
    book.take(3, Place::Under(Some(b.clone())));
    assert_eq!(book.reads(), "0 [a] 1 2 [b] 3");
    (book, a, b)
}

#[test]
fn an_excerpt_goes_where_it_is_told_and_else_to_the_end() {
    let (book, _, _) = book();
    book.take(4, Place::Under(None));
    book.take(5, Place::At(3));
    book.take(6, Place::End);
    book.take(7, Place::At(99));
    assert_eq!(book.reads(), "0 4 [a] 5 1 2 [b] 3 6 7");
}

#[test]
fn an_excerpt_is_moved_from_one_section_to_another() {
    let (book, _, _) = book();
    let moved = book.excerpt(1);
    book.edit(|tx| tx.move_excerpt(&moved.id, &book.id, 4));
    assert_eq!(book.reads(), "0 [a] 2 [b] 1 3");
    let last = book.excerpt(3);
    book.edit(|tx| tx.move_excerpt(&last.id, &book.id, 0));
    assert_eq!(book.reads(), "3 0 [a] 2 [b] 1");
}

#[test]
fn a_section_moves_with_its_excerpts_and_leaves_those_before_the_first_alone() {
    let (book, a, b) = book();
    book.edit(|tx| tx.move_section(&b, 0));
    assert_eq!(book.reads(), "0 [b] 3 [a] 1 2");
    book.edit(|tx| tx.move_section(&b, 99));
    assert_eq!(book.reads(), "0 [a] 1 2 [b] 3");
    book.edit(|tx| tx.move_section(&a, 1));
    assert_eq!(book.reads(), "0 [b] 3 [a] 1 2");
}

#[test]
fn a_removed_section_leaves_its_excerpts_to_the_one_before() {
    let (book, a, b) = book();
    book.edit(|tx| tx.remove_section(&b));
    assert_eq!(book.reads(), "0 [a] 1 2 3");
    book.edit(|tx| tx.remove_section(&a));
    assert_eq!(book.reads(), "0 1 2 3");
    book.archive.undo().expect("undo");
    book.archive.undo().expect("undo");
    assert_eq!(book.reads(), "0 [a] 1 2 [b] 3");
}

#[test]
fn a_heading_put_between_excerpts_parts_them() {
    let (book, _, _) = book();
    book.section("c", &Place::At(3));
    assert_eq!(book.reads(), "0 [a] 1 [c] 2 [b] 3");
}

#[test]
fn one_works_in_the_section_in_which_something_was_made_or_written_last() {
    let (book, a, b) = book();
    let worked = |of: Option<&NotebookId>| book.archive.worked_in(of).expect("asked");
    let here = |section: &SectionId| Some((book.id.clone(), Some(section.clone())));
    assert_eq!(worked(None), here(&b));
    let written = book.excerpt(1);
    book.edit(|tx| tx.comment_excerpt(&written.id, "可用"));
    assert_eq!(worked(None), here(&a));
    let loose = book.excerpt(0);
    book.edit(|tx| tx.comment_excerpt(&loose.id, "可用"));
    assert_eq!(worked(None), Some((book.id.clone(), None)));
    // A new section, though nothing is in it yet; and a new notebook, which leaves the old as it was.
    let c = book.section("c", &Place::At(0));
    assert_eq!(worked(None), here(&c));
    let other = book.edit(|tx| tx.add_notebook("另一本"));
    assert_eq!(worked(None), Some((other, None)));
    assert_eq!(worked(Some(&book.id)), here(&c));
}

#[test]
fn a_section_without_a_name_or_of_no_notebook_is_refused() {
    let (book, a, _) = book();
    let refused = |work: fn(&mut archive::Tx<'_>, &Book, &SectionId) -> archive::Result<()>| {
        let done = book
            .archive
            .edit(Op::AddSection, NOW, |tx| work(tx, &book, &a));
        done.expect_err("done all the same")
    };
    let nameless = refused(|tx, book, _| tx.add_section(&book.id, " ", &Place::End).map(|_| ()));
    assert!(matches!(nameless, Error::Unfit { what: "name", .. }));
    let nameless = refused(|tx, _, a| tx.rename_section(a, ""));
    assert!(matches!(nameless, Error::Unfit { what: "name", .. }));
    let homeless = refused(|tx, _, _| {
        let nowhere = NotebookId::from("没有");
        tx.add_section(&nowhere, "名", &Place::End).map(|_| ())
    });
    assert!(matches!(
        homeless,
        Error::Missing {
            what: "notebook",
            ..
        }
    ));
    let gone = SectionId::from("没有");
    let under = Place::Under(Some(gone.clone()));
    for missing in [
        book.archive
            .edit(Op::MoveSection, NOW, |tx| tx.move_section(&gone, 0)),
        book.archive
            .edit(Op::RemoveSection, NOW, |tx| tx.remove_section(&gone)),
        book.archive.edit(Op::AddSection, NOW, |tx| {
            tx.add_section(&book.id, "名", &under).map(|_| ())
        }),
    ] {
        assert!(matches!(
            missing,
            Err(Error::Missing {
                what: "section",
                ..
            })
        ));
    }
    assert_eq!(book.reads(), "0 [a] 1 2 [b] 3");
}

#[test]
fn a_notebook_made_before_there_were_sections_has_them_added() {
    let book = Book::new();
    book.take(0, Place::End);
    book.take(1, Place::End);
    let path = book.archive.dir().join("catalogue.db");
    drop(book.archive);
    let old = rusqlite::Connection::open(path).expect("open");
    old.execute_batch("DROP TABLE section; UPDATE excerpt SET position = position * 3 + 5")
        .expect("as before");
    drop(old);
    let book = Book {
        archive: Archive::open(book._dir.path()).expect("opens"),
        ..book
    };
    assert_eq!(book.reads(), "0 1");
    book.section("a", &Place::At(1));
    assert_eq!(book.reads(), "0 [a] 1");
}
