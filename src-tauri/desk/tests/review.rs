//! Looking through the inbox: why a value stands and what else it could be, what a correction does
//! for speeches like it, alike proposals confirmed at once.

use std::path::{Path, PathBuf};

use desk::import::Options;
use desk::wire::{Alternative, FieldChange, Mark};
use desk::{Desk, Problem, Tools};

type Told = Result<(), Box<dyn std::error::Error>>;

/// A desk over an archive into which these files were taken, by path and text.
fn desk(folder: &Path, files: &[(&str, String)]) -> Result<Desk, Box<dyn std::error::Error>> {
    let given = folder.join("稿件");
    for (name, text) in files {
        let path = given.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&given))?;
        std::fs::write(path, text)?;
    }
    let desk = Desk::create(
        &folder.join("档案库"),
        Tools::new(PathBuf::from("no-such-program")),
    )?;
    desk.import(&[given], Options::default(), &mut |_| {})?;
    Ok(desk)
}

/// A speech without a date, on work of which a title alone tells.
fn undated(title: &str) -> String {
    format!(
        "{title}\n\n同志们：\n今天召开这次会议，任务是把水利工程建设抓到底。\n一、看清形势\n工程进度慢了半拍，水库除险加固还停在半路上。\n二、分清责任\n哪一段堤防出了问题，就由哪一段负责到底。\n"
    )
}

/// Three of one meeting and one of another, in one folder.
fn of_a_meeting(folder: &Path) -> Result<Desk, Box<dyn std::error::Error>> {
    desk(
        folder,
        &[
            ("水利/甲.txt", undated("在全市水利工程建设推进会上的讲话")),
            (
                "水利/乙.txt",
                undated("在全市水利工程建设推进会上的发言").replace("半拍", "一拍"),
            ),
            (
                "水利/丙.txt",
                undated("在全市水利工程建设推进会上的总结讲话").replace("半拍", "两拍"),
            ),
            ("水利/丁.txt", undated("在全市河道治理调度会上的讲话")),
            ("别处/戊.txt", undated("在全市春季造林动员会上的讲话")),
        ],
    )
}

fn id_of(desk: &Desk, file: &str) -> Result<String, Box<dyn std::error::Error>> {
    let rows = desk.inbox(0, 100)?.rows;
    let row = rows.into_iter().find(|r| r.row.file.ends_with(file));
    Ok(row.ok_or_else(|| format!("no {file} waits"))?.row.id)
}

fn date(value: &str) -> FieldChange {
    FieldChange {
        field: "date".into(),
        value: Some(value.into()),
    }
}

fn value(desk: &Desk, id: &str, field: &str) -> Result<Option<String>, Problem> {
    let view = desk.speech(id, None)?;
    Ok(view
        .fields
        .iter()
        .find(|f| f.field == field)
        .and_then(|f| f.value.clone()))
}

fn others(desk: &Desk, id: &str, field: &str) -> Result<Vec<Alternative>, Problem> {
    let all = desk.others(id)?.into_iter();
    let of_field = all.filter(|one| one.field == field);
    Ok(of_field.flat_map(|one| one.others).collect())
}

#[test]
fn a_field_has_other_values_with_their_place_in_the_text() -> Told {
    let folder = tempfile::tempdir()?;
    let text = "在全市防汛工作调度会上的讲话\n（2021年7月3日）\n市长 李明远\n\n同志们：\n去年我们开过推进会。2020年6月12日下了一场大雨😀，2019年也有。今年3月5日又来了一场。\n";
    let desk = desk(folder.path(), &[("2021/防汛.txt", text.to_owned())])?;
    let id = id_of(&desk, "防汛.txt")?;
    let dates = others(&desk, &id, "date")?;
    let values: Vec<&str> = dates.iter().map(|a| a.value.as_str()).collect();
    assert!(
        values.contains(&"2020-06-12") && values.contains(&"2021-07"),
        "{values:?}"
    );
    assert!(
        !values.contains(&"2021-07-03"),
        "what stands is no other value"
    );
    assert!(values.len() <= 8);
    let rain = dates
        .iter()
        .find(|a| a.value == "2020-06-12")
        .ok_or("no rain")?;
    let at = rain.evidence[0].at.ok_or("it stands in the text")?;
    let view = desk.speech(&id, None)?;
    let units: Vec<u16> = view.text.encode_utf16().collect();
    let words = String::from_utf16(&units[at[0] as usize..at[1] as usize])?;
    assert_eq!(words, "2020年6月12日");
    assert!(!rain.reason.zh.is_empty() && !rain.reason.en.is_empty());

    let types = others(&desk, &id, "type")?;
    assert_eq!(types[0].words.zh, "推进会", "the text names it: {types:?}");
    assert!(
        types.iter().any(|a| a.mark == Mark::Unknown),
        "neighbours of the type"
    );
    Ok(())
}

#[test]
fn the_same_is_offered_for_speeches_like_a_corrected_one_and_made_in_one_step() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = of_a_meeting(folder.path())?;
    let first = id_of(&desk, "甲.txt")?;
    desk.set_fields(std::slice::from_ref(&first), &[date("2020-06-12")])?;
    let alike = desk.alike(&first, "date", &[], &[])?;
    let files: Vec<(&str, bool)> = alike
        .rows
        .iter()
        .map(|r| (r.file.rsplit('/').next().unwrap_or_default(), r.fits))
        .collect();
    assert_eq!(alike.total, 3, "{files:?}");
    assert!(
        files[..2].iter().all(|(_, fits)| *fits),
        "the meeting has one date"
    );
    assert_eq!(
        files[2],
        ("丁.txt", false),
        "a folder does not have one date"
    );
    assert_eq!(alike.to.zh, "2020年6月12日");
    let kinds: Vec<(&str, u32)> = alike
        .kin
        .iter()
        .map(|k| (k.kind.as_str(), k.count))
        .collect();
    assert_eq!(kinds, [("meeting", 2), ("folder", 3)]);

    let ids: Vec<String> = alike
        .rows
        .iter()
        .filter(|r| r.fits)
        .map(|r| r.id.clone())
        .collect();
    desk.set_fields(&ids, &[date(alike.value.as_deref().unwrap_or_default())])?;
    for id in &ids {
        assert_eq!(value(&desk, id, "date")?.as_deref(), Some("2020-06-12"));
    }
    assert_eq!(
        desk.alike(&first, "date", &[], &[])?.total,
        1,
        "those have it now"
    );
    desk.undo()?;
    for id in &ids {
        assert_eq!(value(&desk, id, "date")?, None);
    }
    Ok(())
}

#[test]
fn what_a_person_confirmed_elsewhere_is_not_proposed_to_be_changed() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = of_a_meeting(folder.path())?;
    let (first, second) = (id_of(&desk, "甲.txt")?, id_of(&desk, "乙.txt")?);
    desk.set_fields(std::slice::from_ref(&second), &[date("2019")])?;
    desk.set_fields(std::slice::from_ref(&first), &[date("2020-06-12")])?;
    let alike = desk.alike(&first, "date", &[], &[])?;
    let row = alike
        .rows
        .iter()
        .find(|r| r.id == second)
        .ok_or("it is listed")?;
    assert_eq!((row.fits, row.mark), (false, Mark::Confirmed));
    Ok(())
}

#[test]
fn a_theme_taken_away_is_offered_to_be_taken_from_others() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = of_a_meeting(folder.path())?;
    let first = id_of(&desk, "甲.txt")?;
    let water = vec!["theme.water".to_owned()];
    assert!(
        desk.speech(&first, None)?
            .themes
            .iter()
            .any(|t| t.id == water[0])
    );
    desk.set_themes(std::slice::from_ref(&first), &[], &water)?;
    let alike = desk.alike(&first, "themes", &[], &water)?;
    assert!(alike.rows.iter().all(|r| r.fits) && alike.total >= 2);
    assert_eq!(alike.to.zh, "−水利");
    Ok(())
}

#[test]
fn a_group_is_filed_in_one_step_with_what_was_settled_for_it() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = of_a_meeting(folder.path())?;
    let rows = desk.inbox(0, 100)?.rows;
    let group = rows
        .iter()
        .find_map(|r| r.group.as_ref())
        .ok_or("no group")?;
    assert_eq!((group.kind.as_str(), group.count), ("meeting", 3));
    assert_eq!(group.name, "全市水利工程建设推进会");
    let ids = desk.inbox_group(&group.key)?;
    assert_eq!(ids.len(), 3);
    let waiting = desk.counts()?.inbox;
    desk.file_alike(&ids, &[date("2020年6月")])?;
    assert_eq!(desk.counts()?.inbox, waiting - 3);
    for id in &ids {
        let view = desk.speech(id, None)?;
        assert_eq!(view.state, "filed");
        let field = |name: &str| view.fields.iter().find(|f| f.field == name);
        let dated = field("date").map(|f| (f.value.as_deref(), f.mark));
        assert_eq!(dated, Some((Some("2020-06"), Mark::Confirmed)));
        assert_eq!(field("type").map(|f| f.mark), Some(Mark::Confirmed));
    }
    desk.undo()?;
    assert_eq!(desk.counts()?.inbox, waiting, "one step takes it back");
    assert_eq!(value(&desk, &ids[0], "date")?, None);
    Ok(())
}

#[test]
fn alike_proposals_of_a_folder_are_one_group_and_stand_after_single_ones() -> Told {
    let folder = tempfile::tempdir()?;
    let rivers = ["青河", "白河", "沙河", "柳河"];
    let texts = rivers.map(|river| {
        let title = format!("在全县{river}清淤调度会上的讲话");
        (format!("清淤/{river}.txt"), undated(&title))
    });
    let mut files: Vec<(&str, String)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    files.push((
        "无题.txt",
        "同志们：\n今天把大家请来，说三件事。\n一、进度\n慢了。\n二、人手\n少了。\n".into(),
    ));
    let desk = desk(folder.path(), &files)?;
    let rows = desk.inbox(0, 100)?.rows;
    let groups: Vec<Option<(&str, u32)>> = rows
        .iter()
        .map(|r| r.group.as_ref().map(|g| (g.kind.as_str(), g.count)))
        .collect();
    assert_eq!(
        groups,
        [
            None,
            Some(("folder", 4)),
            Some(("folder", 4)),
            Some(("folder", 4)),
            Some(("folder", 4))
        ]
    );
    assert!(rows[0].wants.contains(&"title".to_owned()));
    Ok(())
}
