//! Finding as a person does it, through the desk: first hits, counts behind them, every place on a
//! line with the words near it, names by pinyin, searches kept. All queries are Chinese.

use std::path::{Path, PathBuf};

use desk::import::Options;
use desk::wire::{FieldChange, KwicView, Near};
use desk::{Desk, Tools};

type Told = Result<(), Box<dyn std::error::Error>>;

/// A desk with made speeches: every second names 倒排工期, with 挂图作战 after it.
fn desk(folder: &Path) -> Result<Desk, Box<dyn std::error::Error>> {
    let given = folder.join("稿件");
    std::fs::create_dir_all(&given)?;
    for n in 0..12 {
        let (kind, year) = (["推进会", "座谈会", "调度会"][n % 3], 2015 + n);
        let way = ["先急后缓", "分段包干", "昼夜三班"][n % 3];
        let said = match n % 2 {
            0 => format!("各标段一律倒排工期、挂图作战，{way}。有的地方倒排工期走了样。"),
            _ => format!("各标段要{way}，把进度追上来。"),
        };
        std::fs::write(
            given.join(format!("{n}.txt")),
            format!(
                "在全市水利工程{kind}上的讲话\n（{year}年3月{}日）\n\n同志们：\n今天开这个会，专门说第{n}件事。\n一、看清形势\n{said}\n二、压实责任\n哪一段出了问题，就由哪一段负责到底。\n",
                n + 1
            ),
        )?;
    }
    let desk = Desk::create(
        &folder.join("档案库"),
        Tools::new(PathBuf::from("no-such-program")),
    )?;
    desk.import(&[given], Options::default(), &mut |_| {})?;
    Ok(desk)
}

fn view(sort: &str) -> KwicView {
    KwicView {
        sort: sort.into(),
        depth: 2,
        filter: String::new(),
        years: None,
        kind: None,
        near: None,
    }
}

#[test]
fn the_first_hits_are_those_of_the_page() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    for order in ["newest", "oldest", "relevance", "most"] {
        let first = desk.search_first("工期 推进会", order, 20)?;
        let page = desk.search("工期 推进会", order, 0, 20)?;
        assert_eq!(first.hits, page.hits, "{order}");
        assert!(!first.hits.is_empty() && !first.more);
        assert_eq!(first.counted.is_some(), order != "newest");
        if let Some(counted) = first.counted {
            assert_eq!((counted.total, counted.facets), (page.total, page.facets));
        }
    }
    let few = desk.search_first("水利", "newest", 3)?;
    assert_eq!((few.hits.len(), few.more), (3, true));
    Ok(())
}

#[test]
fn speeches_of_one_meeting_can_be_told_from_the_hits() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let page = desk.search_first("推进会", "newest", 3)?;
    let set = |id: &str, field: &str, value: &str| {
        let change = FieldChange {
            field: field.into(),
            value: Some(value.into()),
        };
        desk.set_fields(&[id.to_owned()], &[change])
    };
    for (hit, name) in page
        .hits
        .iter()
        .zip(["全市 推进会", "全市推进会", "全县推进会"])
    {
        set(&hit.row.id, "meeting", name)?;
        set(&hit.row.id, "date", "2021-03-05")?;
    }
    let page = desk.search_first("推进会 date:2021-03-05", "newest", 5)?;
    let keys: Vec<&str> = page.hits.iter().map(|hit| hit.together.as_str()).collect();
    let same = keys
        .iter()
        .filter(|key| key.starts_with("全市推进会 "))
        .count();
    assert_eq!((keys.len(), same), (3, 2), "{keys:?}");
    Ok(())
}

#[test]
fn versions_stand_together_however_each_is_filed() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let page = desk.search_first("推进会", "newest", 3)?;
    let ids: Vec<String> = page.hits.iter().map(|hit| hit.row.id.clone()).collect();
    let keys = || -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let page = desk.search_first("推进会", "newest", 3)?;
        Ok(page.hits.into_iter().map(|hit| hit.together).collect())
    };
    let before = keys()?;
    assert!(before[0] != before[1] && before[1] != before[2]);
    desk.tie_versions(&ids[..2])?;
    let after = keys()?;
    assert_eq!(after[0], after[1]);
    assert!(
        before[..2].contains(&after[0]),
        "the key of the one that leads"
    );
    assert_eq!(after[2], before[2]);
    Ok(())
}

#[test]
fn most_places_come_first() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let page = desk.search("责任 OR 倒排工期", "most", 0, 20)?;
    assert_eq!(page.total, 12);
    let places = |at: usize| {
        page.hits[at]
            .snippets
            .iter()
            .map(|s| s.marks.len())
            .sum::<usize>()
    };
    assert_eq!((places(0), places(11)), (3, 1));
    Ok(())
}

#[test]
fn every_place_stands_on_a_line_and_leads_to_its_words() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let mut told = 0;
    let read = desk.kwic("倒排工期", &mut |_| told += 1)?;
    assert_eq!(
        (read.lines, read.speeches, read.done, read.capped),
        (12, 6, true, false)
    );
    let page = desk.kwic_page(&view("right"), 0, 100)?;
    assert_eq!((page.total, page.speeches, page.lines.len()), (12, 6, 12));
    // 挂图 before 走了, by pinyin; each group tells its number once.
    let heads: Vec<(usize, u32)> = page
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, line.head?)))
        .collect();
    assert_eq!(heads, [(0, 6), (6, 6)]);
    assert!(page.lines[0].right.starts_with("、挂图作战"));
    assert!(page.lines[6].right.starts_with("走了样"));
    for line in &page.lines {
        let text: Vec<u16> = desk.text(&line.speech)?.encode_utf16().collect();
        let [start, end] = line.at.map(|at| at as usize);
        assert_eq!(String::from_utf16_lossy(&text[start..end]), line.hit);
    }
    let years: Vec<(&str, u32)> = page
        .years
        .iter()
        .map(|y| (y.id.as_str(), y.count))
        .collect();
    assert_eq!(years[0], ("2015", 2));
    assert_eq!(page.types.iter().map(|t| t.count).sum::<u32>(), 12);

    // Newest first and oldest first are the same lines the other way round, speech by speech.
    let newest = desk.kwic_page(&view("newest"), 0, 100)?;
    let oldest = desk.kwic_page(&view("oldest"), 0, 100)?;
    assert_eq!(newest.lines[0].speech, oldest.lines[11].speech);
    assert!(oldest.lines[0].at < oldest.lines[1].at);
    Ok(())
}

#[test]
fn lines_are_narrowed_by_context_year_type_and_a_word_near() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    desk.kwic("倒排工期", &mut |_| {})?;
    let total = |view: &KwicView| desk.kwic_page(view, 0, 10).map(|page| page.total);
    assert_eq!(
        total(&KwicView {
            filter: "先急后缓 有的".into(),
            ..view("newest")
        })?,
        4
    );
    assert_eq!(
        total(&KwicView {
            filter: "没有这几个字".into(),
            ..view("newest")
        })?,
        0
    );
    let some = KwicView {
        years: Some([2015, 2018]),
        ..view("left")
    };
    let page = desk.kwic_page(&some, 0, 10)?;
    assert_eq!(
        (page.total, page.years.len()),
        (4, 6),
        "the years count whatever year is chosen"
    );
    let kind = page.types[0].id.clone();
    assert!(
        total(&KwicView {
            kind: Some(kind),
            ..view("left")
        })? > 0
    );
    let near = Some(Near {
        word: "挂图".into(),
        window: 3,
    });
    assert_eq!(
        total(&KwicView {
            near,
            ..view("right")
        })?,
        6
    );

    let found = desk.collocates(&view("right"), 5, 3)?;
    assert_eq!((found.lines, found.of, found.compared), (12, 12, 12));
    let first: Vec<&str> = found
        .words
        .iter()
        .map(|w| w.word.as_str())
        .take(6)
        .collect();
    assert!(
        first.contains(&"挂图") && first.contains(&"一律"),
        "{first:?}"
    );
    assert!(
        found
            .words
            .iter()
            .all(|w| f32::from((w.left + w.right) as u16) > w.expected)
    );
    Ok(())
}

#[test]
fn lines_go_out_as_a_table_that_office_programs_open() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    desk.kwic("倒排工期", &mut |_| {})?;
    let path = folder.path().join("对照.csv");
    desk.export_kwic(&view("right"), &path)?;
    let bytes = std::fs::read(&path)?;
    assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]));
    let text = String::from_utf8(bytes)?;
    assert_eq!(text.lines().count(), 13);
    assert!(text.contains(",推进会,在全市水利工程推进会上的讲话,"));
    assert!(
        desk.export_kwic(&view("right"), &folder.path().join("对照.xlsx"))
            .is_err()
    );
    Ok(())
}

#[test]
fn a_concordance_that_was_given_up_holds_nothing() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    assert!(desk.kwic_page(&view("right"), 0, 10).is_err());
    desk.kwic("type:推进会", &mut |_| {})?;
    assert_eq!(
        desk.kwic_page(&view("right"), 0, 10)?.total,
        0,
        "conditions alone have no place"
    );
    desk.kwic("工期", &mut |_| {})?;
    desk.close_kwic();
    assert!(desk.kwic_page(&view("right"), 0, 10).is_err());
    assert!(desk.kwic("\"没有收住", &mut |_| {}).is_err());
    Ok(())
}

#[test]
fn names_are_suggested_by_pinyin_and_become_conditions() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let page = desk.search_first("推进会", "newest", 1)?;
    let change = FieldChange {
        field: "speaker".into(),
        value: Some("张建军".into()),
    };
    desk.set_fields(&[page.hits[0].row.id.clone()], &[change])?;
    for typed in ["zjj", "zhangjj", "张建"] {
        let found = desk.suggest(typed, 5)?;
        assert_eq!(found[0].condition, "speaker:张建军", "{typed}");
        assert_eq!(
            (found[0].field.as_str(), found[0].count),
            ("speaker", Some(1))
        );
        assert_eq!(desk.search(&found[0].condition, "newest", 0, 5)?.total, 1);
    }
    let found = desk.suggest("tjh", 5)?;
    assert!(
        found
            .iter()
            .any(|one| one.condition == "type:推进会" && one.count == Some(4))
    );
    let title = found
        .iter()
        .find(|one| one.field == "title")
        .ok_or("no title")?;
    assert!(title.speech.is_some() && title.value.zh.contains("推进会"));
    let titles = found.iter().filter(|one| one.field == "title");
    assert_eq!(
        titles.count(),
        1,
        "four speeches of one title are one suggestion"
    );
    assert!(desk.suggest("z", 5)?.is_empty() && desk.suggest("type:推", 5)?.is_empty());
    Ok(())
}

#[test]
fn a_note_is_found_by_its_words_and_by_having_one() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let id = desk.search_first("第3件事", "newest", 1)?.hits[0]
        .row
        .id
        .clone();
    let words = desk::On::Words {
        quote: "今天开这个会",
        around: ("", ""),
    };
    desk.add_note_on(&id, words, 1, "开场写得干脆")?;
    for query in ["note:干脆", "has:note", "干脆", "in:note 开场 date:2018"] {
        let page = desk.search_first(query, "newest", 5)?;
        let ids: Vec<&str> = page.hits.iter().map(|hit| hit.row.id.as_str()).collect();
        assert_eq!(ids, [id.as_str()], "{query}");
    }
    desk.kwic("干脆", &mut |_| {})?;
    let lines = desk.kwic_page(&view("newest"), 0, 5)?;
    assert_eq!(
        lines.total, 0,
        "a note's words stand on no line of the texts"
    );
    Ok(())
}

#[test]
fn a_saved_search_is_renamed_run_removed_and_taken_back() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = desk(folder.path())?;
    let id = desk
        .save_search("工期", "倒排工期 date:2015..2020")?
        .made
        .ok_or("nothing made")?;
    desk.rename_search(&id, "工期怎么说")?;
    let saved = desk.counts()?.saved;
    assert_eq!((saved[0].name.as_str(), saved.len()), ("工期怎么说", 1));
    assert_eq!(desk.search(&saved[0].query, "newest", 0, 10)?.total, 3);
    desk.remove_search(&id)?;
    assert!(desk.counts()?.saved.is_empty());
    for _ in 0..2 {
        desk.undo()?;
    }
    assert_eq!(desk.counts()?.saved[0].name, "工期");
    assert!(desk.save_search("错的", "(工期").is_err());
    Ok(())
}
