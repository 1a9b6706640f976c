//! What a secretary does in an afternoon, told through the desk: take in a folder, look through
//! the inbox, file, read, note, excerpt, find, take back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::import::Options;
use desk::wire::{
    Changed, ExcerptPlace, FieldChange, ImportProgress, Mark, NewNote, NoteChange, NotesFilter,
    Scope, Sort,
};
use desk::{Desk, Problem, Tools};

type Told = Result<(), Box<dyn std::error::Error>>;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/speeches");

/// A desk over a new archive. Plain text needs no child process, so none is named.
fn desk(folder: &Path) -> Result<Desk, Problem> {
    Desk::create(
        &folder.join("档案库"),
        Tools::new(PathBuf::from("no-such-program")),
    )
}

fn texts() -> std::io::Result<Vec<PathBuf>> {
    let mut texts: Vec<PathBuf> = std::fs::read_dir(FIXTURES)?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    texts.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.sort();
    Ok(texts)
}

fn take_in(desk: &Desk) -> Result<ImportProgress, Box<dyn std::error::Error>> {
    Ok(desk.import(&texts()?, Options::default(), &mut |_| {})?)
}

/// The id of the one speech whose title holds these words.
fn titled(desk: &Desk, words: &str) -> Result<String, Box<dyn std::error::Error>> {
    let page = desk.list(&Scope::All, Sort::Title, 0, 100)?;
    let row = page.rows.into_iter().find(|r| r.title.contains(words));
    Ok(row.ok_or_else(|| format!("no speech titled {words}"))?.id)
}

fn utf16(text: &str, words: &str) -> Option<[u32; 2]> {
    let at = text.find(words)?;
    let start = text[..at].encode_utf16().count() as u32;
    Some([start, start + words.encode_utf16().count() as u32])
}

#[test]
fn what_is_taken_in_waits_in_the_inbox_and_can_be_read_at_once() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let report = take_in(&desk)?;
    assert_eq!((report.done, report.failed, report.duplicates), (8, 0, 0));
    assert_eq!(report.lines.len(), 8);
    let inbox = desk.inbox(0, 100)?;
    assert_eq!(inbox.total, report.speeches);
    assert!(
        inbox.rows.windows(2).all(|w| w[0].sure <= w[1].sure),
        "what needs a person stands first"
    );
    let counts = desk.counts()?;
    assert_eq!(
        (counts.inbox, counts.all),
        (report.speeches, report.speeches)
    );
    assert!(desk.check()?.problems.is_empty());
    Ok(())
}

#[test]
fn the_same_files_again_make_no_second_speech() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let first = take_in(&desk)?;
    let again = take_in(&desk)?;
    assert_eq!((again.speeches, again.duplicates), (0, 8));
    assert_eq!(desk.counts()?.all, first.speeches);
    Ok(())
}

#[test]
fn a_person_files_corrects_and_takes_it_back() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let report = take_in(&desk)?;
    let id = titled(&desk, "观摩推进会")?;
    let ids = [id.clone()];
    let change = |field: &str, value: &str| FieldChange {
        field: field.into(),
        value: Some(value.into()),
    };
    desk.set_fields(&ids, &[change("date", "2021年9月")])?;
    desk.set_fields(&ids, &[change("type", "观摩会")])?;
    desk.set_themes(&ids, &["水利".into()], &[])?;
    desk.file(&ids)?;
    let view = desk.speech(&id, None)?;
    let field = |name: &str| view.fields.iter().find(|f| f.field == name);
    assert_eq!(
        field("date").map(|f| (f.value.as_deref(), f.mark)),
        Some((Some("2021-09"), Mark::Confirmed))
    );
    assert_eq!(field("type").map(|f| f.words.zh.as_str()), Some("观摩会"));
    assert!(
        view.themes
            .iter()
            .any(|t| t.id == "theme.water" && t.mark == Mark::Confirmed)
    );
    assert_eq!(
        (view.state.as_str(), desk.counts()?.inbox),
        ("filed", report.speeches - 1)
    );

    let mut undone = Vec::new();
    for _ in 0..4 {
        undone.extend(desk.undo()?.map(|c| c.words.zh));
    }
    assert_eq!(
        undone,
        [
            "已撤销：归档",
            "已撤销：改主题",
            "已撤销：改会议类型",
            "已撤销：改日期"
        ]
    );
    let before = desk.speech(&id, None)?;
    assert_eq!(before.row.kind.as_deref(), Some("meeting.progress"));
    assert_eq!(
        desk.redo()?.map(|c| c.words.en),
        Some("done again: changing the date".into())
    );
    Ok(())
}

#[test]
fn a_note_stays_on_its_words_and_an_excerpt_knows_its_source() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let id = titled(&desk, "现场推进会")?;
    let text = desk.text(&id)?;
    let words: String = text.chars().skip(120).take(12).collect();
    let at = utf16(&text, &words).ok_or("words not in their own text")?;
    let note = NewNote {
        speech: id.clone(),
        at,
        colour: 4,
        style: "wash".into(),
        comment: "可作收束".into(),
    };
    let Changed {
        made: Some(made), ..
    } = desk.add_note(&note)?
    else {
        return Err("no note was made".into());
    };
    desk.change_note(
        &made,
        &NoteChange {
            colour: Some(2),
            ..NoteChange::default()
        },
    )?;
    let last = ExcerptPlace::Last { notebook: None };
    desk.add_excerpt(&id, at, &last, None)?;

    let reopened = Desk::open(desk.folder(), Tools::new(PathBuf::from("no-such-program")))?;
    let view = reopened.speech(&id, None)?;
    assert_eq!(view.notes.len(), 1);
    assert_eq!(
        (view.notes[0].quote.as_str(), view.notes[0].colour),
        (words.as_str(), 2)
    );
    assert_eq!(view.notes[0].comment, "可作收束");
    assert_eq!(view.notes[0].excerpted.as_deref(), Some("摘抄本"));
    let notebook = &reopened.notebooks()?[0];
    let out = folder.path().join("摘抄.md");
    reopened.export_notebook(&notebook.id, &out)?;
    assert!(std::fs::read_to_string(out)?.contains(&view.row.title));
    Ok(())
}

#[test]
fn an_excerpt_goes_into_the_section_in_which_one_last_worked_and_out_under_its_heading() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let id = titled(&desk, "现场推进会")?;
    let at = |from: u32| [from, from + 12];
    let taken = |from: u32, place: &ExcerptPlace| -> Result<String, Problem> {
        Ok(desk.add_excerpt(&id, at(from), place, None)?.words.zh)
    };
    let last = ExcerptPlace::Last { notebook: None };
    assert_eq!(taken(120, &last)?, "已摘入《摘抄本》");
    let book = desk.notebooks()?.remove(0).id;
    desk.add_section(&book, "结尾", None)?;
    assert_eq!(taken(140, &last)?, "已摘入《摘抄本 · 结尾》");
    // Of two things done within one millisecond nothing tells which was the last.
    std::thread::sleep(Duration::from_millis(2));
    desk.add_section(&book, "开头", Some(1))?;
    assert_eq!(taken(160, &last)?, "已摘入《摘抄本 · 开头》");
    // Chosen once, the other section is the one for the next.
    let end = desk.section_named(&book, "结尾")?;
    let chosen = ExcerptPlace::Section {
        notebook: book.clone(),
        section: Some(end.clone()),
    };
    taken(180, &chosen)?;
    assert_eq!(desk.counts()?.into, Some(chosen));
    taken(200, &last)?;
    let nowhere = ExcerptPlace::Last {
        notebook: Some("没有".into()),
    };
    assert!(taken(220, &nowhere).is_err());
    assert_eq!(desk.notebooks()?.len(), 1);

    desk.rename_section(&end, "收束 #1")?;
    let out = folder.path().join("摘抄.md");
    desk.export_notebook(&book, &out)?;
    let written = std::fs::read_to_string(&out)?;
    let heads: Vec<&str> = written.lines().filter(|l| l.starts_with('#')).collect();
    assert_eq!(heads, ["# 摘抄本", "## 开头", "## 收束 #1"]);
    let under = |from: &str, to: &str| {
        let (_, rest) = written.split_once(from).unwrap_or_default();
        rest.split(to)
            .next()
            .unwrap_or_default()
            .matches("> ——")
            .count()
    };
    assert_eq!(
        (
            under("# 摘抄本", "## "),
            under("## 开头", "## "),
            under("## 收束", "## ")
        ),
        (1, 1, 3)
    );
    Ok(())
}

#[test]
fn a_removed_line_can_be_put_back_and_notes_move_with_the_text() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let id = titled(&desk, "现场推进会")?;
    let before = desk.speech(&id, None)?;
    assert_eq!(before.removed.len(), 8);
    let at = utf16(&before.text, "第二，").ok_or("no second head")?;
    desk.add_note(&NewNote {
        speech: id.clone(),
        at,
        colour: 1,
        style: "wash".into(),
        comment: String::new(),
    })?;
    desk.restore_line(&id, before.removed[0].index)?;
    let after = desk.speech(&id, None)?;
    assert_eq!(after.removed.len(), 7);
    assert!(after.text.contains(&before.removed[0].text));
    let note = &after.notes[0];
    assert_eq!(note.at, utf16(&after.text, "第二，"));
    desk.undo()?;
    assert_eq!(desk.speech(&id, None)?.text, before.text);
    Ok(())
}

#[test]
fn what_is_searched_is_found_marked_and_counted() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let page = desk.search("推进会", "newest", 0, 20)?;
    assert!(page.total >= 2 && page.hits.len() as u32 == page.total);
    let hit = page
        .hits
        .iter()
        .find(|h| !h.title_marks.is_empty())
        .ok_or("no hit in a title")?;
    let units: Vec<u16> = hit.row.title.encode_utf16().collect();
    let [start, end] = hit.title_marks[0];
    assert_eq!(
        String::from_utf16_lossy(&units[start as usize..end as usize]),
        "推进会"
    );
    assert_eq!(
        page.facets.types.iter().map(|c| c.count).sum::<u32>(),
        page.total
    );
    match desk.search("(推进会", "newest", 0, 20) {
        Err(problem) => assert!(problem.is_usage() && problem.wire().at.is_some()),
        Ok(_) => return Err("an open parenthesis was taken for a query".into()),
    }
    Ok(())
}

#[test]
fn a_compilation_becomes_speeches_that_share_their_original() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let report = take_in(&desk)?;
    let split = report
        .lines
        .iter()
        .find(|l| l.outcome == "split")
        .ok_or("nothing was split")?;
    assert_eq!(split.speeches.len(), 3);
    let originals: Vec<Vec<u8>> = split
        .speeches
        .iter()
        .map(|id| desk.original(id))
        .collect::<Result<_, _>>()?;
    let path = texts()?
        .into_iter()
        .find(|p| split.name.ends_with(&desk::files::name_of(p)))
        .ok_or("no such file")?;
    assert!(
        originals
            .iter()
            .all(|o| Some(o) == std::fs::read(&path).ok().as_ref())
    );
    Ok(())
}

#[test]
fn each_bad_file_is_one_line_with_its_reason_and_the_rest_is_taken_in() -> Told {
    let folder = tempfile::tempdir()?;
    let given = folder.path().join("收来的");
    std::fs::create_dir_all(&given)?;
    std::fs::write(given.join("空.txt"), "")?;
    std::fs::write(
        given.join("杂.bin"),
        (0..200_000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect::<Vec<_>>(),
    )?;
    std::fs::write(given.join("长.txt"), "项目建设要抓紧。".repeat(80_000))?;
    #[cfg(unix)]
    std::os::unix::fs::symlink(given.join("走了.txt"), given.join("断.txt"))?;
    std::fs::copy(&texts()?[0], given.join("好.txt"))?;
    let desk = desk(folder.path())?;
    let report = desk.import(&[given], Options::default(), &mut |_| {})?;
    let failed: Vec<&str> = report
        .lines
        .iter()
        .filter(|l| l.outcome == "failed")
        .map(|l| l.name.as_str())
        .collect();
    assert!(
        failed.contains(&"收来的/空.txt") && failed.contains(&"收来的/杂.bin"),
        "{failed:?}"
    );
    #[cfg(unix)]
    assert!(failed.contains(&"收来的/断.txt"), "{failed:?}");
    assert!(
        report
            .lines
            .iter()
            .any(|l| l.name == "收来的/好.txt" && l.outcome != "failed")
    );
    assert!(
        report
            .lines
            .iter()
            .all(|l| !l.words.zh.is_empty() && !l.words.en.is_empty())
    );
    assert!(desk.check()?.problems.is_empty());
    Ok(())
}

#[test]
fn a_text_is_corrected_and_a_note_that_lost_its_words_is_placed_again() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let id = titled(&desk, "项目")?;
    let view = desk.speech(&id, None)?;
    let body = view.text.lines().last().ok_or("no text")?.to_owned();
    let words: String = body.chars().take(8).collect();
    let at = utf16(&view.text, &words).ok_or("no words")?;
    desk.add_note(&NewNote {
        speech: id.clone(),
        at,
        colour: 3,
        style: "wash".into(),
        comment: "要**核对**".into(),
    })?;
    desk.correct(&id, at, "换成了别的话")?;
    let view = desk.speech(&id, None)?;
    assert!(view.text.contains("换成了别的话") && !view.corrections.is_empty());
    assert_eq!(desk.original(&id)?, desk.original(&id)?);
    let lost = NotesFilter {
        lost: true,
        ..NotesFilter::default()
    };
    let page = desk.notes(&lost, 0, 10)?;
    assert_eq!((page.total, page.lost, page.all), (1, 1, 1));
    let at = utf16(&view.text, "别的话").ok_or("no words")?;
    desk.change_note(
        &page.rows[0].id,
        &NoteChange {
            at: Some(at),
            ..NoteChange::default()
        },
    )?;
    assert_eq!(desk.notes(&lost, 0, 10)?.total, 0);
    let note = &desk.speech(&id, None)?.notes[0];
    assert_eq!((note.quote.as_str(), note.at), ("别的话", Some(at)));
    desk.undo()?;
    desk.undo()?;
    assert!(desk.speech(&id, None)?.text.contains(&words));
    Ok(())
}

#[test]
fn notes_are_sifted_by_colour_theme_and_words() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    take_in(&desk)?;
    let id = titled(&desk, "项目")?;
    for (n, comment) in [(1u8, ""), (2, "开头可用"), (2, "")] {
        let made = desk.add_note(&NewNote {
            speech: id.clone(),
            at: [u32::from(n), u32::from(n) + 4],
            colour: n,
            style: "wash".into(),
            comment: comment.into(),
        })?;
        let change = NoteChange {
            themes: Some(vec!["项目建设".into()]),
            ..NoteChange::default()
        };
        if n == 1 {
            desk.change_note(&made.made.ok_or("no note")?, &change)?;
        }
    }
    let second = NotesFilter {
        colour: Some(2),
        ..NotesFilter::default()
    };
    let page = desk.notes(&second, 0, 10)?;
    assert_eq!((page.total, page.commented, page.all), (2, 1, 3));
    assert_eq!(page.colours, [1, 2, 0, 0, 0]);
    assert!(page.themes.is_empty(), "no green note has a theme");
    let page = desk.notes(&NotesFilter::default(), 0, 10)?;
    assert_eq!(page.themes.len(), 1);
    let said = NotesFilter {
        words: "开头".into(),
        ..NotesFilter::default()
    };
    assert_eq!(desk.notes(&said, 0, 10)?.rows[0].comment, "开头可用");
    Ok(())
}
