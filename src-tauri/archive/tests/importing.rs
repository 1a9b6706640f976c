//! What holds for every import: whole, once, byte for byte, and undone together.

mod made;

use archive::{Archive, Days, NewFile, Outcome, Scope, Sort, SortKey, State, UnreadFile};
use made::{NOW, archive, dump, file, import};

#[test]
fn an_import_can_be_listed_read_and_had_back_byte_for_byte() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 3);
    let page = archive
        .list(&Scope::Inbox, Sort::NEWEST, 0, 2)
        .expect("list");
    assert_eq!((page.total, page.rows.len()), (3, 2));
    assert_eq!(page.rows[0].themes, ["theme.projects", "theme.investment"]);
    let given = file("2020/会议/1.txt", "第1项工作");
    assert_eq!(
        archive.original(&ids[1]).expect("bytes"),
        given.text.as_bytes()
    );
    assert_eq!(
        archive.text(&ids[1]).expect("text"),
        given.speeches[0].clean
    );
    assert_eq!(archive.file_text(&ids[1]).expect("text"), given.text);
    let record = archive.speech(&ids[1]).expect("speech");
    assert_eq!(record.outline[0].text, "一、抓项目");
    assert_eq!(record.original.names, ["2020/会议/1.txt"]);
    assert_eq!(record.findings, given.speeches[0].over_clean.findings);
    assert_eq!(record.ledger.len(), 2);
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn the_same_bytes_again_make_no_second_speech_but_keep_the_name() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 1);
    let again = file("下载/另一个名字.txt", "第0项工作");
    let run = archive.begin_import(NOW).expect("run");
    let imported = archive
        .import(&run, NOW, &[again.file(), again.file()])
        .expect("import");
    assert!(imported.iter().all(|i| i.already && i.speeches == ids));
    assert_eq!(archive.counts().expect("counts").all, 1);
    let names = archive.speech(&ids[0]).expect("speech").original.names;
    assert_eq!(names, ["2020/会议/0.txt", "下载/另一个名字.txt"]);
    let report = archive.import_report(&run).expect("report");
    assert!(report.iter().all(|line| line.outcome == Outcome::Already));
}

#[test]
fn undoing_an_import_of_many_batches_takes_all_and_importing_again_brings_them_back() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let first = import(&archive, &run, 0..3);
    import(&archive, &run, 3..5);
    let before = dump(dir.path());
    let undone = archive.undo().expect("undo").expect("something");
    assert_eq!((undone.op.as_str(), undone.count), ("import", 5));
    assert_eq!(archive.counts().expect("counts").all, 0);
    assert_eq!(
        archive
            .list(&Scope::Ids(first.clone()), Sort::NEWEST, 0, 9)
            .expect("list")
            .total,
        0
    );
    assert!(archive.undo().expect("undo").is_none());
    assert_eq!(archive.redo().expect("redo").expect("something").count, 5);
    assert_eq!(dump(dir.path()), before);

    archive.undo().expect("undo");
    let run = archive.begin_import(NOW).expect("run");
    assert_eq!(import(&archive, &run, 0..3), first);
    assert_eq!(archive.counts().expect("counts").inbox, 3);
    assert!(archive.redo().expect("redo").is_none());
}

#[test]
fn a_file_that_cannot_be_read_is_kept_and_read_by_a_later_program() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let made = file("坏文件.doc", "甲");
    let unread = UnreadFile {
        bytes: Some(made.text.as_bytes()),
        name: "坏文件.doc",
        format: "doc",
        reason: "truncated",
    };
    archive.import_unread(&run, NOW, &unread).expect("keep");
    let gone = UnreadFile {
        bytes: None,
        name: "没了.txt",
        format: "txt",
        reason: "vanished",
    };
    archive.import_unread(&run, NOW, &gone).expect("keep");
    let report = archive.import_report(&run).expect("report");
    assert_eq!(report.len(), 2);
    let hash = report[0].original.expect("kept");
    assert_eq!(
        archive.original_by_hash(hash).expect("bytes"),
        made.text.as_bytes()
    );
    assert!(!archive.has_original(hash).expect("asked"));
    assert_eq!(archive.stats().expect("stats").unread, 1);

    let imported = archive.import(&run, NOW, &[made.file()]).expect("import");
    assert!(!imported[0].already);
    assert_eq!(imported[0].speeches.len(), 1);
    assert!(archive.has_original(hash).expect("asked"));
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn a_file_without_words_is_kept_and_said_to_be_empty() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let empty = NewFile {
        bytes: b"",
        name: "空.txt",
        format: "txt",
        encoding: None,
        producer: None,
        text: "",
        warnings: &[],
        speeches: &[],
    };
    archive.import(&run, NOW, &[empty]).expect("import");
    let report = archive.import_report(&run).expect("report");
    assert_eq!(report[0].outcome, Outcome::Empty);
    assert_eq!(archive.check().expect("check").problems, []);
}

#[test]
fn no_absolute_path_is_stored() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let made = file("/home/li/秘密路径/a.txt", "甲");
    archive.import(&run, NOW, &[made.file()]).expect("import");
    let id = &archive.list_ids(&Scope::All, Sort::NEWEST).expect("ids")[0];
    let record = archive.speech(id).expect("speech");
    assert_eq!(record.original.names, ["home/li/秘密路径/a.txt"]);
    drop(archive);
    let place = dir.path().to_str().expect("utf-8").as_bytes();
    for entry in std::fs::read_dir(dir.path()).expect("dir") {
        let path = entry.expect("entry").path();
        let bytes = std::fs::read(&path).expect("bytes");
        assert!(
            !bytes.windows(place.len()).any(|w| w == place),
            "{} names its own folder",
            path.display()
        );
    }
    let moved = tempfile::tempdir().expect("dir");
    let target = moved.path().join("搬走的档案库");
    std::fs::rename(dir.path(), &target).expect("move");
    let archive = Archive::open(&target).expect("open");
    assert_eq!(archive.text(id).expect("text"), made.speeches[0].clean);
}

#[test]
fn folders_are_listed_and_hold_what_lies_below() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    let folders = archive.folders().expect("folders");
    assert_eq!(
        (folders[0].path.as_str(), folders[0].speeches),
        ("2020/会议", 2)
    );
    let total = |path: &str| {
        let scope = Scope::Folder(path.into());
        archive
            .list(&scope, Sort::NEWEST, 0, 9)
            .expect("list")
            .total
    };
    assert_eq!(
        (total("2020"), total("2020/会议"), total("202"), total("")),
        (2, 2, 0, 0)
    );
    assert_eq!(archive.speech(&ids[0]).expect("speech").state, State::Inbox);
}

#[test]
fn a_speech_may_be_named_by_the_start_of_its_id() {
    let dir = tempfile::tempdir().expect("dir");
    let (archive, ids) = archive(dir.path(), 2);
    let id = ids[0].as_str();
    assert_eq!(archive.meant(id).expect("whole"), ids[0]);
    assert_eq!(archive.meant(&id[..id.len() - 1]).expect("start"), ids[0]);
    assert!(archive.meant(&id[..8]).is_err(), "both begin so");
    assert!(archive.meant("").is_err());
}

#[test]
fn a_speech_shelved_under_the_year_before_stood_among_the_rows_of_its_last_day() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    // 2020-06..2021-05 (shelved 2020), 2021-03-01, 1990..2022 (no year), 2020-12-31
    let dates = [
        (18_414, 18_778),
        (18_687, 18_687),
        (7_305, 19_357),
        (18_627, 18_627),
    ];
    for (i, (earliest, latest)) in dates.into_iter().enumerate() {
        let mut made = file(&format!("{i}.txt"), &format!("{i}"));
        made.speeches[0].days = Days {
            earliest: Some(earliest),
            latest: Some(latest),
        };
        archive.import(&run, NOW, &[made.file()]).expect("import");
    }
    let rows = |descending| -> Vec<String> {
        let key = SortKey::Date;
        let page = archive.list(&Scope::All, Sort { key, descending }, 0, 9);
        let rows = page.expect("list").rows;
        rows.into_iter().map(|row| row.file).collect()
    };
    assert_eq!(rows(true), ["1.txt", "0.txt", "3.txt", "2.txt"]);
    assert_eq!(rows(false), ["3.txt", "0.txt", "1.txt", "2.txt"]);
    let years = archive.years_of(&Scope::All).expect("years");
    let heads: Vec<_> = years.iter().map(|y| (y.year, y.count)).collect();
    assert_eq!(heads, [(Some(2021), 1), (Some(2020), 2), (None, 1)]);
}

#[test]
fn lists_are_sorted_with_the_undated_last_both_ways() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let days = [Some(100), None, Some(300), Some(200)];
    for (i, day) in days.into_iter().enumerate() {
        let mut made = file(&format!("{i}.txt"), &format!("{i}"));
        made.speeches[0].days = Days {
            earliest: day,
            latest: day,
        };
        archive.import(&run, NOW, &[made.file()]).expect("import");
    }
    let order = |scope: &Scope, key: SortKey, descending: bool| -> String {
        let sort = Sort { key, descending };
        let page = archive.list(scope, sort, 0, 9).expect("list");
        let ids: Vec<_> = page.rows.iter().map(|row| row.id.clone()).collect();
        assert_eq!(archive.list_ids(scope, sort).expect("ids"), ids);
        assert_eq!(archive.rows(&ids).expect("rows"), page.rows);
        let digit = |title: &str| title.chars().find(char::is_ascii_digit);
        page.rows
            .iter()
            .filter_map(|row| digit(&row.title))
            .collect()
    };
    for scope in [Scope::All, Scope::Inbox, Scope::Folder(String::new())] {
        assert_eq!(order(&scope, SortKey::Date, true), "2301");
        assert_eq!(order(&scope, SortKey::Date, false), "0321");
        assert_eq!(order(&scope, SortKey::Title, false), "0123");
        assert_eq!(order(&scope, SortKey::Added, true), "3210");
    }
    assert_eq!(order(&Scope::Undated, SortKey::Date, true), "1");
    assert_eq!(order(&Scope::Year(1970), SortKey::Date, true), "230");
    assert_eq!(order(&Scope::Month(1970, 4), SortKey::Date, true), "0");
    let kind = |ids: &[&str], year| Scope::Type {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        year,
    };
    assert_eq!(
        order(&kind(&["meeting.progress", "x"], None), SortKey::Date, true),
        "2301"
    );
    assert_eq!(
        order(
            &kind(&["meeting.progress"], Some(1970)),
            SortKey::Date,
            true
        ),
        "230"
    );
    assert_eq!(order(&kind(&[], None), SortKey::Date, true), "");
    assert_eq!(
        order(
            &Scope::Theme(vec!["theme.projects".into()]),
            SortKey::Title,
            true
        ),
        "3210"
    );

    let counts = archive.counts().expect("counts");
    assert_eq!(
        (
            counts.all,
            counts.inbox,
            counts.types.len(),
            counts.months.len()
        ),
        (4, 4, 2, 4)
    );
    let undated = counts
        .types
        .iter()
        .find(|t| t.year.is_none())
        .expect("undated");
    assert_eq!((undated.count, undated.doubtful), (1, 1));
    assert_eq!(
        counts.themes,
        [("theme.investment".into(), 4), ("theme.projects".into(), 4)]
    );
}
