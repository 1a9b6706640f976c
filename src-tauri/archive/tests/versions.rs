//! Versions of one speech as files come: tied, one leading, untied and tied again by a person, undone.

mod made;

use archive::{Archive, Op, Origin, Outcome, RunId, Scope, Sort, SpeechId};
use made::{Made, NOW};

/// A file whose text is a made one followed by sentences of its own.
fn file(name: &str, sentences: impl IntoIterator<Item = usize>) -> Made {
    let mut made = made::file(name, "水利");
    let letter = |n: usize| char::from_u32(0x4E00 + (n * 7919 % 20_000) as u32).unwrap_or('一');
    let sentence = |n: usize| (0..16).map(|k| letter(n * 16 + k)).collect::<String>() + "。\n";
    let own: String = sentences.into_iter().map(sentence).collect();
    made.text.push_str(&own);
    for speech in &mut made.speeches {
        speech.clean.push_str(&own);
    }
    made
}

fn take(archive: &Archive, run: &RunId, made: &Made) -> (SpeechId, Option<SpeechId>) {
    let mut imported = archive.import(run, NOW, &[made.file()]).expect("import");
    let one = imported.remove(0);
    (one.speeches[0].clone(), one.version_of)
}

fn leading(archive: &Archive) -> Vec<SpeechId> {
    let scope = Scope::Leading(Box::new(Scope::All));
    let page = archive.list(&scope, Sort::NEWEST, 0, 100).expect("list");
    assert_eq!(page.total, page.rows.len() as u64);
    assert_eq!(archive.counts().expect("counts").all, page.total);
    page.rows.into_iter().map(|row| row.id).collect()
}

fn family(archive: &Archive, id: &SpeechId) -> Vec<SpeechId> {
    let versions = archive.versions(id).expect("versions");
    assert!(versions.iter().skip(1).all(|v| !v.leads) && versions.first().is_none_or(|v| v.leads));
    versions.into_iter().map(|v| v.id).collect()
}

#[test]
fn a_preview_a_whole_and_another_speech() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let (preview, none) = take(&archive, &run, &file("预览.txt", 0..20));
    let (other, no_kin) = take(&archive, &run, &file("别的.txt", 200..260));
    assert_eq!((none, no_kin), (None, None));
    let (whole, of) = take(&archive, &run, &file("全文.txt", 0..60));
    assert_eq!(of, Some(preview.clone()));
    assert_eq!(family(&archive, &preview), [whole.clone(), preview.clone()]);
    let mut both = leading(&archive);
    both.sort();
    let mut expected = vec![whole.clone(), other];
    expected.sort();
    assert_eq!(both, expected);
    let report = archive.import_report(&run).expect("report");
    assert_eq!(report[2].outcome, Outcome::Version);
    let rows = archive
        .rows(&[whole.clone(), preview.clone()])
        .expect("rows");
    assert_eq!([rows[0].versions, rows[1].versions], [1, 1]);
    // While the one that leads is in the trash, the others show.
    archive
        .edit(Op::Trash, NOW, |tx| {
            tx.set_state(&whole, archive::State::Trash)
        })
        .expect("trash");
    assert!(leading(&archive).contains(&preview));
}

#[test]
fn a_short_text_that_is_no_version_does_not_hide_one_that_shares_less() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    // Of under 400 letters 72 in 100 must be shared.
    let short = file("短.txt", (0..12).chain(300..307));
    let (_, none) = take(&archive, &run, &short);
    let (rewritten, no_kin) = take(&archive, &run, &file("改写.txt", 13..60));
    assert_eq!((none, no_kin), (None, None));
    let (_, of) = take(&archive, &run, &file("原稿.txt", 0..30));
    assert_eq!(of, Some(rewritten));
}

#[test]
fn a_person_sets_apart_ties_and_chooses_and_takes_it_all_back() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let (one, _) = take(&archive, &run, &file("一.txt", 0..40));
    let (two, _) = take(&archive, &run, &file("二.txt", 0..50));
    assert_eq!(family(&archive, &one)[0], two);
    archive
        .edit(Op::LetLead, NOW, |tx| tx.let_lead(&one))
        .expect("lead");
    assert_eq!(family(&archive, &two)[0], one);
    archive
        .edit(Op::SetApart, NOW, |tx| tx.set_apart(&two))
        .expect("apart");
    assert_eq!(family(&archive, &one), []);
    assert_eq!(leading(&archive).len(), 2);
    // A third is tied to the one that was not set apart, and only to it.
    let (three, of) = take(&archive, &run, &file("三.txt", 0..45));
    assert_eq!(of, Some(one.clone()));
    assert_eq!(family(&archive, &three).len(), 2);
    archive
        .edit(Op::TieVersions, NOW, |tx| {
            tx.tie_versions(&[one.clone(), two.clone()])
        })
        .expect("tie");
    let versions = archive.versions(&two).expect("versions");
    assert_eq!(versions.len(), 3);
    assert!(
        versions
            .iter()
            .any(|v| v.id == two && v.origin == Origin::Person)
    );
    // Back to what stood before the first of these: tie, third import, apart, lead.
    for _ in 0..4 {
        archive.undo().expect("undo");
    }
    assert_eq!(family(&archive, &one), [two, one]);
}

/// The same, named otherwise and dated by what stands under its title.
fn said(mut made: Made, title: &str, day: Option<i32>) -> Made {
    for speech in &mut made.speeches {
        let own = &mut speech.over_clean;
        own.title.value = title.to_owned();
        own.meeting.name = None;
        let code = day.map_or("date.figures_until", |_| "date.stated_title");
        if let Some(date) = &mut own.date {
            date.evidence[0].reason.code = code.to_owned();
        }
        let day = day.unwrap_or(18_500);
        speech.days.earliest = Some(day);
        speech.days.latest = Some(day);
    }
    made
}

#[test]
fn last_years_text_given_again_is_another_speech() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let take = |name: &str, own: std::ops::Range<usize>, title: &str, day| {
        take(&archive, &run, &said(file(name, own), title, day))
    };
    let spring = "在全市防汛会议上的讲话";
    let (first, _) = take("甲.txt", 0..60, spring, Some(18_000));
    let (next, of) = take("乙.txt", 0..61, spring, Some(18_365));
    assert_eq!(of, None, "a year later");
    let (_, of) = take("丙.txt", 0..62, "在全市抗旱会议上的讲话", None);
    assert_eq!(of, None, "another meeting");
    let (site, of) = take(
        "丁.txt",
        0..63,
        "在全市防汛会议上的讲话稿（范文）",
        Some(18_000),
    );
    assert_eq!(of, Some(first.clone()), "the same on another site");
    assert_eq!(leading(&archive).len(), 3);
    assert_eq!(family(&archive, &first), [site, first]);
    assert_eq!(family(&archive, &next), []);
    // Undated, it may be the speech of either year.
    assert_eq!(take("戊.txt", 0..64, spring, None).1, None);
}

#[test]
fn two_of_different_years_are_not_tied_through_an_undated_one() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let take = |name: &str, own: std::ops::Range<usize>, day| {
        let made = said(file(name, own), "在全市防汛会议上的讲话", day);
        take(&archive, &run, &made)
    };
    let (undated, _) = take("甲.txt", 0..60, None);
    let (first, of) = take("乙.txt", 0..61, Some(18_000));
    assert_eq!(of, Some(undated.clone()));
    let (next, of) = take("丙.txt", 0..62, Some(18_365));
    assert_eq!(of, None);
    assert_eq!(family(&archive, &undated), [first, undated]);
    assert_eq!(family(&archive, &next), []);
}

#[test]
fn the_file_of_sketches_may_be_kept_lost_or_damaged() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let (first, _) = take(&archive, &run, &file("一.txt", 0..40));
    archive.end_import().expect("end");
    let sketches = dir.path().join("kin.bin");
    let kept = std::fs::read(&sketches).expect("file");
    for (n, bytes) in [
        kept.clone(),
        kept[..kept.len() - 3].to_vec(),
        b"noise".to_vec(),
    ]
    .iter()
    .enumerate()
    {
        std::fs::write(&sketches, bytes).expect("write");
        let (_, of) = take(&archive, &run, &file(&format!("{n}.txt"), 0..41 + n));
        assert!(of.is_some(), "{n}: {first}");
        archive.end_import().expect("end");
    }
    std::fs::remove_file(&sketches).expect("remove");
    assert!(take(&archive, &run, &file("末.txt", 0..60)).1.is_some());
}

#[test]
fn undoing_an_import_leaves_the_versions_that_were() {
    let dir = tempfile::tempdir().expect("dir");
    let archive = Archive::create(dir.path(), NOW).expect("create");
    let run = archive.begin_import(NOW).expect("run");
    let (one, _) = take(&archive, &run, &file("一.txt", 0..40));
    let (two, _) = take(&archive, &run, &file("二.txt", 0..50));
    let later = archive.begin_import(NOW).expect("run");
    let (three, _) = take(&archive, &later, &file("三.txt", 0..60));
    assert_eq!(family(&archive, &one)[0], three);
    archive.undo().expect("undo");
    assert_eq!(family(&archive, &one), [two, one]);
}
