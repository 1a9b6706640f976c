//! Taking files in as people have them: a preview beside the whole, a file read in another encoding
//! afterwards, the report as a table.

use std::path::{Path, PathBuf};

use desk::import::Options;
use desk::report::report_csv;
use desk::wire::{ImportProgress, NewNote, Scope, Sort};
use desk::{Desk, Lang, Problem, Tools};

type Told = Result<(), Box<dyn std::error::Error>>;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/speeches");

fn desk(folder: &Path) -> Result<Desk, Problem> {
    let tools = Tools::new(PathBuf::from("no-such-program"));
    Desk::create(&folder.join("档案库"), tools)
}

fn take(desk: &Desk, path: PathBuf) -> Result<ImportProgress, Problem> {
    desk.import(&[path], Options::default(), &mut |_| {})
}

/// The longest of the made speeches.
fn longest() -> std::io::Result<String> {
    let mut texts: Vec<String> = std::fs::read_dir(FIXTURES)?
        .filter_map(|e| std::fs::read_to_string(e.ok()?.path()).ok())
        .collect();
    texts.sort_by_key(String::len);
    Ok(texts.pop().unwrap_or_default())
}

#[test]
fn a_preview_stands_behind_the_whole_and_can_be_laid_beside_it() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let whole = longest()?;
    let lines: Vec<&str> = whole.lines().collect();
    let part = lines[..lines.len() * 9 / 10].join("\n");
    let (first, second) = (
        folder.path().join("预览.txt"),
        folder.path().join("全文.txt"),
    );
    std::fs::write(&first, &part)?;
    std::fs::write(&second, whole.replace("。", "。 "))?;
    let preview = take(&desk, first)?;
    let report = take(&desk, second)?;
    assert_eq!((preview.versions, report.versions), (0, 1));
    assert_eq!(report.lines[0].outcome, "version");
    let page = desk.list(&Scope::All, Sort::Added, 0, 10)?;
    assert_eq!((page.total, page.folded, page.rows[0].versions), (1, 1, 2));
    let every = desk.list_versions(&Scope::All, Sort::Added, 0, 10)?;
    assert_eq!((every.total, every.folded), (2, 0));
    assert_eq!(desk.counts()?.all, 1);
    let (led, leader) = (&preview.lines[0].speeches[0], &report.lines[0].speeches[0]);
    let versions = desk.versions(led)?;
    assert!(versions[0].leads && versions[0].row.id == *leader);
    let beside = desk.compare(leader, led)?;
    assert!(beside.lines.iter().any(|l| l.same) && beside.lines.iter().any(|l| l.right.is_none()));
    desk.set_apart(led)?;
    assert_eq!(desk.list(&Scope::All, Sort::Added, 0, 10)?.total, 2);
    desk.undo()?;
    assert_eq!(desk.list(&Scope::All, Sort::Added, 0, 10)?.total, 1);
    Ok(())
}

#[test]
fn a_file_is_read_again_in_another_encoding_and_a_note_stays_on_its_words() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let path = folder.path().join("稿.txt");
    std::fs::write(&path, longest()?)?;
    let report = take(&desk, path)?;
    let id = &report.lines[0].speeches[0];
    let text = desk.text(id)?;
    let start = text.encode_utf16().count() as u32 / 2;
    desk.add_note(&NewNote {
        speech: id.clone(),
        at: [start, start + 12],
        colour: 1,
        style: "wash".into(),
        comment: "记".into(),
    })?;
    desk.reread(id, Some("big5"))?;
    assert_ne!(desk.text(id)?, text);
    assert_eq!(
        desk.speech(id, None)?.source.encoding.as_deref(),
        Some("big5")
    );
    desk.reread(id, None)?;
    assert_eq!(desk.text(id)?, text);
    let view = desk.speech(id, None)?;
    assert_eq!(view.notes[0].at, Some([start, start + 12]));
    desk.undo()?;
    assert_ne!(desk.text(id)?, text);
    desk.undo()?;
    assert_eq!(desk.text(id)?, text);
    let broken = folder.path().join("断.txt");
    std::fs::write(&broken, &text.as_bytes()[..text.len() - 5])?;
    let report = take(&desk, broken)?;
    let source = desk.speech(&report.lines[0].speeches[0], None)?.source;
    assert!(
        source.warnings[0].zh.contains("断在半个字上"),
        "{:?}",
        source.warnings
    );
    let refused = desk.reread(id, Some("no-such-encoding"));
    assert!(refused.is_err_and(|p| p.code() == "intake.unsupported"));
    Ok(())
}

#[test]
fn the_report_is_a_table_that_spreadsheets_read() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    std::fs::write(folder.path().join("=a,\"b\".txt"), "")?;
    let report = take(&desk, folder.path().join("=a,\"b\".txt"))?;
    let table = String::from_utf8(report_csv(&report.lines, Lang::Zh))?;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}\"结果\",\"文件\",\"说明\",\"编号\"");
    assert!(
        lines[1].starts_with("\"读不出\",\"'=a,\"\"b\"\".txt\","),
        "{}",
        lines[1]
    );
    Ok(())
}

#[test]
fn pasted_words_are_looked_at_taken_in_once_and_taken_back() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let text = longest()?;
    let seen = desk.preview_text(&text)?;
    assert!(!seen.already && !seen.speeches.is_empty());
    assert!(desk.preview_text(" \n ")?.speeches.is_empty());
    assert_eq!(desk.counts()?.all, 0, "a look takes nothing in");
    let report = desk.import_text(&text)?;
    assert_eq!(report.speeches as usize, seen.speeches.len());
    assert!(report.lines[0].name.starts_with("粘贴/"));
    assert!(desk.preview_text(&text)?.already);
    assert_eq!(desk.import_text(&text)?.duplicates, 1);
    desk.undo()?;
    assert_eq!(desk.counts()?.all, 0);
    Ok(())
}

#[test]
fn what_could_not_be_read_is_tried_again_from_its_original() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let path = folder.path().join("空.txt");
    std::fs::write(&path, "")?;
    assert_eq!(take(&desk, path)?.failed, 1);
    let again = desk.reread_unread(false, &mut |_| {})?;
    assert_eq!(
        (again.done, again.failed),
        (1, 1),
        "as before, by this program"
    );
    Ok(())
}

#[test]
fn a_held_import_goes_on_and_loses_nothing() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let given = folder.path().join("稿件");
    std::fs::create_dir(&given)?;
    for n in 0..40 {
        std::fs::write(
            given.join(format!("{n}.txt")),
            format!("第{n}件事\n{}", longest()?),
        )?;
    }
    let (mut held, mut done_while_held) = (false, None);
    let report = desk.import(&[given], Options::default(), &mut |progress| {
        if !held && progress.done > 0 {
            held = true;
            desk.pause_import(true);
        } else if progress.paused {
            // What was being read is still told; then nothing comes.
            match done_while_held {
                Some((done, 5)) => {
                    assert!(done < 40);
                    desk.pause_import(false);
                }
                Some((done, times)) if done == progress.done => {
                    done_while_held = Some((done, times + 1))
                }
                _ => done_while_held = Some((progress.done, 1)),
            }
        }
    })?;
    assert_eq!(report.done, 40);
    assert!(!report.paused && !report.cancelled);
    Ok(())
}

#[test]
fn a_stopped_import_keeps_what_is_in_and_is_gone_on_with_by_taking_the_same_again() -> Told {
    const FILES: u32 = 500;
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let given = folder.path().join("稿件");
    std::fs::create_dir(&given)?;
    // More than are on their way at once, read or in a batch.
    for n in 0..FILES {
        let text = format!("第{n}件事\n{}", longest()?);
        std::fs::write(given.join(format!("{n}.txt")), text)?;
    }
    let stopped = desk.import(
        std::slice::from_ref(&given),
        Options::default(),
        &mut |progress| {
            if progress.done > 0 {
                desk.stop_import();
            }
        },
    )?;
    assert!(stopped.cancelled && stopped.done > 0 && stopped.done < FILES);
    assert_eq!(stopped.failed, 0);
    let rest = take(&desk, given)?;
    assert!(!rest.cancelled);
    assert_eq!((rest.done, rest.duplicates), (FILES, stopped.done));
    let every = desk.list_versions(&Scope::All, Sort::Added, 0, 1)?;
    assert_eq!(every.total, FILES);
    Ok(())
}

#[test]
fn folders_are_kept_as_they_were_and_tell_what_the_text_does_not() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let given = folder.path().join("历年讲话/2016年/招商引资");
    std::fs::create_dir_all(&given)?;
    std::fs::write(
        given.join("稿.txt"),
        "同志们：\n今天把大家请来，说说几件事。\n一、路要修好\n二、桥要通车\n",
    )?;
    take(&desk, folder.path().join("历年讲话"))?;
    let of = |path: &str| Scope::Folder { path: path.into() };
    let page = desk.list(&of("历年讲话/2016年"), Sort::Added, 0, 10)?;
    assert_eq!(page.total, 1);
    assert_eq!(
        page.rows[0].date.as_ref().map(|d| d.edtf.as_str()),
        Some("2016")
    );
    assert!(page.rows[0].themes.contains(&"theme.promotion".to_owned()));
    assert_eq!(
        desk.inbox(0, 10)?.sure,
        0,
        "a folder alone is not sure enough"
    );
    assert_eq!(
        desk.list(&of("历年讲话/2017年"), Sort::Added, 0, 10)?.total,
        0
    );
    Ok(())
}

#[test]
fn what_appears_in_a_watched_folder_is_taken_in_once_it_is_whole() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = std::sync::Arc::new(desk(folder.path())?);
    let watched = folder.path().join("收稿");
    std::fs::create_dir(&watched)?;
    std::fs::write(watched.join("先到.txt"), longest()?)?;
    take(&desk, watched.clone())?;
    let (send, reports) = std::sync::mpsc::channel();
    let watch = desk::watch::Watch::begin(desk.clone(), &watched, move |report| {
        let _ = send.send(report.clone());
    })?;
    std::fs::create_dir(watched.join("六月"))?;
    let path = watched.join("六月/后到.txt");
    let whole = format!("后到的一篇\n{}", longest()?);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    for end in 1..=lines.len() {
        std::fs::write(&path, lines[..end].concat())?;
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
    std::fs::write(watched.join("没下完.txt.part"), "还没下完")?;
    let report = reports.recv_timeout(std::time::Duration::from_secs(30))?;
    let names: Vec<&str> = report.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(
        names,
        ["收稿/六月/后到.txt"],
        "what was there is not read again"
    );
    assert!(
        desk.file_text(&report.lines[0].speeches[0])?
            .ends_with(lines[lines.len() - 1])
    );
    drop(watch);
    Ok(())
}
