//! What holds when things go wrong: a kill at any moment, damage, a newer program's file.

mod made;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use archive::{Archive, Error, NewFile, Problem, Scope, Sort};
use made::{Made, NOW, archive, dump, file};
use rusqlite::Connection;

const FILES: usize = 60;
const CHILD: &str = "ROSTRUM_TEST_IMPORT_INTO";

fn import_all(dir: &Path) {
    let archive = Archive::open(dir).expect("open");
    let run = archive.begin_import(NOW).expect("run");
    let made: Vec<Made> = (0..FILES)
        .map(|i| file(&format!("{i}.txt"), &format!("第{i}项")))
        .collect();
    for batch in made.chunks(3) {
        let files: Vec<NewFile<'_>> = batch.iter().map(Made::file).collect();
        archive.import(&run, NOW, &files).expect("import");
    }
}

/// Not a test of its own: the process that the next test starts and kills.
#[test]
fn child_that_imports_until_killed() {
    if let Some(dir) = std::env::var_os(CHILD) {
        import_all(Path::new(&dir));
    }
}

#[test]
fn a_kill_at_any_moment_of_an_import_leaves_whole_files_and_the_next_import_the_rest() {
    let program = std::env::current_exe().expect("this program");
    let mut cut_short = 0;
    for (wanted, more) in [
        (0, 0),
        (0, 40),
        (3, 0),
        (6, 1),
        (12, 3),
        (15, 5),
        (24, 2),
        (30, 7),
    ] {
        let dir = tempfile::tempdir().expect("dir");
        let watcher = Archive::create(dir.path(), NOW).expect("create");
        let mut child = Command::new(&program)
            .args(["--exact", "child_that_imports_until_killed"])
            .env(CHILD, dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start");
        // By what is there and not by the clock alone, so that slow machines test the same.
        while watcher.counts().expect("counts").inbox < wanted {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(more));
        child.kill().expect("kill");
        child.wait().expect("end");
        drop(watcher);

        let archive = Archive::open(dir.path()).expect("open");
        assert_eq!(
            archive.check().expect("check").problems,
            [],
            "killed at {wanted} and {more} ms"
        );
        let kept = archive.counts().expect("counts").inbox as usize;
        assert_eq!(kept % 3, 0, "a batch is all or nothing");
        cut_short += usize::from(kept < FILES);
        drop(archive);
        import_all(dir.path());
        let archive = Archive::open(dir.path()).expect("open");
        assert_eq!(archive.counts().expect("counts").inbox as usize, FILES);
        assert_eq!(archive.stats().expect("stats").originals as usize, FILES);
        assert_eq!(archive.check().expect("check").problems, []);
    }
    assert!(cut_short > 0, "no kill came in time to test anything");
}

fn alter(dir: &Path, file: &str, statement: &str) {
    Connection::open(dir.join(file))
        .expect("open")
        .execute_batch(statement)
        .expect("alter");
}

fn problems(dir: &Path) -> Vec<Problem> {
    Archive::open(dir)
        .expect("open")
        .check()
        .expect("check")
        .problems
}

#[test]
fn a_newer_archive_is_refused_unless_it_says_that_we_may() {
    for name in ["catalogue.db", "content.db"] {
        let dir = tempfile::tempdir().expect("dir");
        drop(archive(dir.path(), 1));
        alter(dir.path(), name, "PRAGMA user_version = 9");
        assert!(Archive::open(dir.path()).is_ok(), "compatible with ours");
        alter(
            dir.path(),
            name,
            "UPDATE meta SET value = 9 WHERE key = 'compatible_since'",
        );
        match Archive::open(dir.path()) {
            Err(Error::Newer { file, found: 9, .. }) => assert_eq!(file, name),
            other => panic!("{:?}", other.map(|_| "opened")),
        }
    }
}

#[test]
fn a_folder_without_an_archive_is_not_opened_and_one_with_it_not_made_again() {
    let dir = tempfile::tempdir().expect("dir");
    assert!(matches!(
        Archive::open(dir.path()),
        Err(Error::NotAnArchive(_))
    ));
    drop(archive(dir.path(), 1));
    assert!(matches!(
        Archive::create(dir.path(), NOW),
        Err(Error::AlreadyAnArchive(_))
    ));
}

#[test]
fn making_an_archive_can_be_tried_again_after_a_kill() {
    let dir = tempfile::tempdir().expect("dir");
    std::fs::write(dir.path().join("catalogue.db.part"), b"half").expect("write");
    std::fs::write(dir.path().join("catalogue.db.part-wal"), b"half").expect("write");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn a_damaged_original_is_named_and_the_others_are_still_read() {
    let dir = tempfile::tempdir().expect("dir");
    let (made, ids) = archive(dir.path(), 3);
    let hash = made.speech(&ids[1]).expect("speech").original.hash;
    drop(made);
    alter(
        dir.path(),
        "content.db",
        &format!("UPDATE piece SET bytes = zeroblob(length(bytes)) WHERE hash = '{hash}'"),
    );
    let archive = Archive::open(dir.path()).expect("open");
    let report = archive.check().expect("check");
    // A UTF-8 file and its text are one piece.
    assert_eq!(report.problems.len(), 1);
    assert_eq!(
        report.problems[0].to_string(),
        format!("content {hash} (of 2020/会议/1.txt) is damaged")
    );
    assert_eq!(report.originals, 2);
    assert!(matches!(
        archive.original(&ids[1]),
        Err(Error::ContentDamaged(_))
    ));
    assert!(archive.original(&ids[2]).is_ok());
}

#[test]
fn missing_content_wrong_copies_and_a_broken_journal_are_found() {
    let dir = tempfile::tempdir().expect("dir");
    let (made, ids) = archive(dir.path(), 1);
    let clean = made.speech(&ids[0]).expect("speech").clean;
    drop(made);
    alter(
        dir.path(),
        "content.db",
        &format!("DELETE FROM piece WHERE hash = '{clean}'"),
    );
    alter(
        dir.path(),
        "catalogue.db",
        "UPDATE speech SET title = '别的'; UPDATE journal SET changes = x'00';
         UPDATE original_name SET name = '/etc/passwd';
         PRAGMA foreign_keys = OFF; INSERT INTO theme VALUES (99, 't', 'rule', 1, '[]')",
    );
    let found: Vec<String> = problems(dir.path())
        .iter()
        .map(Problem::to_string)
        .collect();
    let expected = [
        "1 rows of theme refer to something that is not there".to_owned(),
        format!("content {clean} (of /etc/passwd) is missing"),
        format!(
            "the list shows another title for speech {} than is filed",
            ids[0]
        ),
        "edit 1 in the journal cannot be read".to_owned(),
        "\"/etc/passwd\" is not a relative name".to_owned(),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_archive_from_before_pieces_were_found_by_parts_is_read_and_added_to() {
    let dir = tempfile::tempdir().expect("dir");
    let (made, ids) = archive(dir.path(), 2);
    drop(made);
    alter(
        dir.path(),
        "content.db",
        "CREATE TABLE before (num INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
           size INTEGER NOT NULL, packed TEXT NOT NULL, bytes BLOB NOT NULL);
         INSERT INTO before SELECT * FROM piece; DROP TABLE piece;
         ALTER TABLE before RENAME TO piece;
         UPDATE meta SET value = 1 WHERE key = 'compatible_since'; PRAGMA user_version = 1",
    );
    let old = Archive::open(dir.path()).expect("open");
    let run = old.begin_import(NOW).expect("run");
    let new = file("另一份.txt", "另一份的话");
    old.import(&run, NOW, &[new.file()]).expect("import");
    assert!(old.original(&ids[1]).is_ok());
    assert_eq!(old.check().expect("check").problems, []);
    let copy = tempfile::tempdir().expect("dir");
    old.backup(copy.path(), NOW).expect("backup");
    assert_eq!(problems(copy.path()), []);
}

#[test]
fn damaged_pages_are_found_without_ending_the_check() {
    let dir = tempfile::tempdir().expect("dir");
    drop(archive(dir.path(), 40));
    let path = dir.path().join("content.db");
    let mut bytes = std::fs::read(&path).expect("bytes");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xAA);
    std::fs::write(&path, bytes).expect("write");
    let found = problems(dir.path());
    assert!(
        found
            .iter()
            .any(|p| matches!(p, Problem::Pages { file, .. } if file == "content.db")),
        "{found:?}"
    );
    let archive = Archive::open(dir.path()).expect("open");
    assert_eq!(
        archive
            .list(&Scope::All, Sort::NEWEST, 0, 99)
            .expect("list")
            .rows
            .len(),
        40
    );
}

#[test]
fn a_catalogue_that_is_no_database_is_said_to_be_damaged() {
    let dir = tempfile::tempdir().expect("dir");
    drop(archive(dir.path(), 1));
    std::fs::write(dir.path().join("catalogue.db"), [7; 8192]).expect("write");
    assert!(
        matches!(Archive::open(dir.path()), Err(Error::Damaged { file, .. }) if file == "catalogue.db")
    );
}

#[test]
fn many_threads_read_while_one_imports() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(dir.path(), 1);
    std::thread::scope(|scope| {
        scope.spawn(|| import_all(dir.path()));
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let page = archive
                        .list(&Scope::All, Sort::NEWEST, 0, 50)
                        .expect("list");
                    assert!(page.total >= page.rows.len() as u64);
                    for row in page.rows.iter().take(3) {
                        assert!(!archive.text(&row.id).expect("text").is_empty());
                    }
                }
            });
        }
    });
    assert_eq!(archive.counts().expect("counts").all as usize, FILES + 1);
}

#[test]
fn a_closed_archive_leaves_nothing_beside_its_files() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 3);
    archive.speech(&ids[0]).expect("speech");
    drop(archive);
    let mut names: Vec<String> = std::fs::read_dir(dir.path())
        .expect("dir")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["catalogue.db", "content.db"]);
}

#[test]
fn a_backup_is_brought_up_and_restored_and_spares_other_archives() {
    let home = tempfile::tempdir().expect("dir");
    let (archive, _) = archive(home.path(), 3);
    let copies = tempfile::tempdir().expect("dir");
    let copy = copies.path().join("备份");
    assert_eq!(archive.backed_up(&copy).expect("look"), None);
    let first = archive.backup(&copy, NOW).expect("backup");
    assert_eq!(archive.backed_up(&copy).expect("look"), Some(first));

    // What came since is added; what was there is not copied again but kept.
    let run = archive.begin_import(NOW).expect("run");
    let more = file("后来.txt", "教育");
    archive.import(&run, NOW, &[more.file()]).expect("import");
    let second = archive.backup(&copy, NOW + 5).expect("backup");
    assert_eq!(second.at, NOW + 5);

    let restored = Archive::restore(&copy, &copies.path().join("恢复"), NOW).expect("restore");
    assert_eq!(restored.check().expect("check").problems, []);
    assert_eq!(dump(&copies.path().join("恢复")), dump(home.path()));
    assert!(restored.undo().expect("undo").is_some());

    // Neither into itself, nor over another archive, nor out of nothing.
    let refused = |result: archive::Result<archive::Backup>| {
        assert!(
            matches!(result, Err(Error::AlreadyAnArchive(_))),
            "{result:?}"
        );
    };
    refused(archive.backup(home.path(), NOW));
    let other = copies.path().join("另一个");
    Archive::create(&other, NOW + 1).expect("create");
    refused(archive.backup(&other, NOW));
    assert!(matches!(
        Archive::restore(&copies.path().join("没有"), &copies.path().join("x"), NOW),
        Err(Error::NotAnArchive(_))
    ));
}
