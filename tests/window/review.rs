//! The review in the real window: a hundred proposals in few keys, why a value stands, and a
//! correction made for speeches like the corrected one.

use crate::driver::Driven;
use crate::window::{Home, PLAIN, Window, fault, keys};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A made speech and what its filing must be.
struct Made {
    file: String,
    text: String,
    title: String,
    kind: &'static str,
    date: Option<String>,
}

const WORKS: [(&str, &str); 5] = [
    (
        "水利工程建设",
        "工程进度慢了半拍，水库除险加固、灌区改造和堤防加高都要赶在汛期前做完。",
    ),
    (
        "安全生产",
        "隐患排查不彻底，事故教训还在眼前，矿山、危化品和消防安全一处都不能放松。",
    ),
    (
        "招商引资",
        "引进企业的路子窄了，客商来得少，要把招商引资的服务和项目落地抓起来。",
    ),
    (
        "污染防治",
        "大气污染和水污染还很重，环境保护督察点出的问题要一件一件整改。",
    ),
    (
        "校园安全",
        "学校、教师和学生是教育的根本，校车、食堂、宿舍都要查一遍，办好人民满意的教育。",
    ),
];
const KINDS: [(&str, &str); 4] = [
    ("推进会", "meeting.progress"),
    ("调度会", "meeting.dispatch"),
    ("动员会", "meeting.mobilisation"),
    ("座谈会", "meeting.symposium"),
];

fn speech(n: usize, title: &str, day: &str, work: &str) -> String {
    format!(
        "{title}\n{day}\n同志们：\n今天我们把大家请来，专门说这件事。这是第{n}稿。\n一、看清形势\n{work}\n二、压实责任\n{work}哪一段出了问题，就由哪一段负责到底。\n三、抓好落实\n会后各单位要拿出清单，逐条销号。\n"
    )
}

/// A hundred files as a person keeps them: sixty dated, five meetings of four undated speeches
/// each, sixteen alike of one folder, four without a title.
fn hundred() -> Vec<Made> {
    let mut made = Vec::new();
    for n in 0..60 {
        let ((topic, work), (kind, id)) = (WORKS[n % 5], KINDS[n % 4]);
        let (year, month, day) = (2010 + n / 5, 1 + n % 12, 1 + n % 28);
        let title = format!("在全市{topic}{kind}上的讲话");
        made.push(Made {
            file: format!("{year}/{topic}{n}.txt"),
            text: speech(n, &title, &format!("（{year}年{month}月{day}日）\n"), work),
            title,
            kind: id,
            date: Some(format!("{year}-{month:02}-{day:02}")),
        });
    }
    for n in 60..80 {
        let ((topic, work), (kind, id)) = (WORKS[n % 5], KINDS[0]);
        let genre = ["讲话", "发言", "总结讲话", "主持词"][(n - 60) / 5];
        let title = format!("在全县{topic}现场{kind}上的{genre}");
        made.push(Made {
            file: format!("会议材料/{topic}/{n}.txt"),
            text: speech(n, &title, "", work),
            title,
            kind: id,
            date: None,
        });
    }
    for (n, river) in [
        "青", "白", "沙", "柳", "黑", "金", "银", "桃", "杏", "梅", "竹", "兰", "松", "柏", "桐",
        "榆",
    ]
    .iter()
    .enumerate()
    {
        let title = format!("在全市{river}河清淤调度会上的讲话");
        made.push(Made {
            file: format!("清淤/{river}河.txt"),
            text: speech(80 + n, &title, "", WORKS[0].1),
            title,
            kind: KINDS[1].1,
            date: None,
        });
    }
    for n in 96..100 {
        let (topic, work) = WORKS[n % 5];
        let opening = format!("今天我们召开全市{topic}动员会");
        let text = speech(n, "", "", work).replace("今天我们把大家请来", &opening);
        made.push(Made {
            file: format!("无题{n}.txt"),
            text: text.trim_start().to_owned(),
            title: String::new(),
            kind: KINDS[2].1,
            date: None,
        });
    }
    made
}

fn rows(window: &Window, scope: &str) -> Driven<Vec<Value>> {
    let listed = window.script(
        "return window.__TAURI_INTERNALS__.invoke('list', { scope: { kind: arguments[0] }, sort: 'title', offset: 0, limit: 500 })",
        &[json!(scope)],
    )?;
    Ok(listed["rows"].as_array().cloned().unwrap_or_default())
}

fn waiting(window: &Window) -> Driven<usize> {
    rows(window, "inbox").map(|rows| rows.len())
}

/// Waits until fewer than `before` wait, and the room shows it.
fn fewer(window: &Window, before: usize) -> Driven<usize> {
    window.eventually(&format!("fewer than {before} to wait"), || {
        let now = waiting(window)?;
        let opened = window.script(
            "return document.querySelector('.entry.open .line.focused, .entry.open .whole.focused, .inbox .empty, .empty') !== null",
            &[],
        )?;
        Ok((now < before && opened == json!(true)).then_some(now))
    })
}

#[test]
fn a_hundred_right_proposals_are_confirmed_in_under_a_hundred_keys() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let made = hundred();
    for one in &made {
        home.file(&one.file, &one.text)?;
    }
    let folder: PathBuf = home.path().join("稿件");
    let window = home.start_with("档案库", &[&folder])?;
    window.counts("inbox", 100)?;
    // The proposals are right: title, type, and no date but the one that is written.
    let proposed = rows(&window, "inbox")?;
    for one in &made {
        let row = proposed
            .iter()
            .find(|row| {
                row["file"]
                    .as_str()
                    .is_some_and(|file| file.ends_with(&one.file))
            })
            .ok_or_else(|| fault(format!("{} does not wait", one.file)))?;
        if !one.title.is_empty() {
            assert_eq!(row["title"], json!(one.title), "{}", one.file);
        }
        assert_eq!(row["type"], json!(one.kind), "{}", one.file);
        if let Some(date) = &one.date {
            assert_eq!(row["date"]["edtf"], json!(date), "{}", one.file);
        }
    }

    window.go("inbox")?;
    let mut strokes = 0;
    let mut left = 100;
    let mut last = 0;
    while left > 0 {
        window.find(".entry.open .line")?;
        let can = |css: &str| -> Driven<bool> { Ok(!window.all(css)?.is_empty()) };
        if can(".head button.main")? {
            window.chord(&[keys::CTRL, keys::SHIFT, keys::ENTER])?;
        } else if can(".group button kbd")? {
            window.chord(&["a"])?;
        } else {
            window.chord(&[keys::CTRL, keys::ENTER])?;
        }
        strokes += 1;
        let now = fewer(&window, left)?;
        last = left - now;
        left = now;
    }
    println!("100 proposals confirmed in {strokes} keystrokes");
    assert!(strokes < 100, "{strokes}");
    assert!(strokes <= 30, "groups were not taken at once: {strokes}");
    assert_eq!(rows(&window, "all")?.len(), 100);

    // One undo takes back the last stroke whole, and redo makes it again.
    window.ctrl("z")?;
    window.counts("inbox", u32::try_from(last).map_err(fault)?)?;
    window.chord(&[keys::CTRL, keys::SHIFT, "z"])?;
    window.counts("inbox", 0)?;
    assert_eq!(window.faults()?, Vec::<String>::new());
    Ok(())
}

/// The inbox with three undated speeches of one meeting and one of another, of one folder.
pub fn meeting(home: &Home) -> Driven<Window> {
    let work = WORKS[0].1;
    for (n, (name, title)) in [
        ("甲.txt", "在全市水利工程建设推进会上的讲话"),
        ("乙.txt", "在全市水利工程建设推进会上的发言"),
        ("丙.txt", "在全市水利工程建设推进会上的总结讲话"),
        ("丁.txt", "在全市河道治理调度会上的讲话"),
    ]
    .iter()
    .enumerate()
    {
        let text = speech(
            n,
            title,
            "",
            &format!("{work}去年6月12日开过一次会，2019年12月也开过。"),
        );
        home.file(&format!("水利/{name}"), &text)?;
    }
    let folder = home.path().join("稿件");
    let window = home.start_with("档案库", &[&folder])?;
    window.counts("inbox", 4)?;
    window.go("inbox")?;
    Ok(window)
}

fn of_file(window: &Window, name: &str, field: &str) -> Driven<Value> {
    let rows = rows(window, "all")?;
    let row = rows.iter().find(|row| {
        row["file"]
            .as_str()
            .is_some_and(|file| file.ends_with(name))
    });
    Ok(row.map(|row| row[field].clone()).unwrap_or_default())
}

/// Opens the first speech of the group and gives it the second of the types offered, by the
/// keyboard alone; the file and the name of the type.
pub fn correct_type(window: &Window) -> Driven<(String, String)> {
    window.find(".entry.open .line.focused")?;
    window.chord(&["j"])?;
    let file = window.eventually("a speech of the group to be open", || {
        let of = window.script(
            "return document.querySelector('.entry.open button')?.textContent.includes('推进会') ? document.querySelector('.preview header span').textContent : null",
            &[],
        )?;
        Ok(of.as_str().map(str::to_owned))
    })?;
    let type_line = "[...document.querySelectorAll('.entry.open .lines .line')].findIndex(line => line.classList.contains('focused'))";
    window.eventually("the field of the type in focus", || {
        let at = window.script(&format!("return {type_line}"), &[])?;
        if at == json!(2) {
            return Ok(Some(()));
        }
        window.chord(&["\u{E004}"])?;
        Ok(None)
    })?;
    let second = window.find(".entry.open .choice:nth-of-type(2) .value")?;
    let named = window.text(&second)?;
    window.chord(&["2"])?;
    window.find(".offer")?;
    Ok((file, named))
}

#[test]
fn a_correction_is_made_for_speeches_like_it_after_a_look_and_undone_in_one() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let window = meeting(&home)?;
    let (corrected, named) = correct_type(&window)?;
    window.shows(&format!("会议类型改为“{named}”"))?;
    window.chord(&["l"])?;
    window.find("dialog[open] [role=option]")?;
    let ticked = || window.all("dialog[open] [aria-selected=true]");
    let all = ticked()?.len();
    assert!(all >= 2, "speeches of the meeting are ticked: {all}");
    window.chord(&[" "])?;
    window.eventually(
        "one less",
        || Ok((ticked()?.len() == all - 1).then_some(())),
    )?;
    window.chord(&[" "])?;
    window.eventually("it again", || Ok((ticked()?.len() == all).then_some(())))?;
    window.chord(&[keys::ENTER])?;
    window.eventually("the sheet to go", || {
        Ok(window.all("dialog[open]")?.is_empty().then_some(()))
    })?;
    let changed = of_file(&window, &corrected, "type")?;
    let others: Vec<&str> = ["甲.txt", "乙.txt", "丙.txt"]
        .into_iter()
        .filter(|name| !corrected.ends_with(name))
        .collect();
    for name in &others {
        assert_eq!(of_file(&window, name, "type")?, changed, "{name}");
    }
    window.ctrl("z")?;
    window.eventually("the others as they were", || {
        for name in &others {
            if of_file(&window, name, "type")? == changed {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })?;
    assert_eq!(
        of_file(&window, &corrected, "type")?,
        changed,
        "the correction itself stays"
    );
    assert_eq!(window.faults()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn why_shows_the_words_the_rule_and_what_else_it_could_be() -> Driven<()> {
    let home = Home::new(PLAIN)?;
    let text = speech(
        1,
        "在全市水利工程建设推进会上的讲话",
        "（2020年6月12日）\n",
        WORKS[0].1,
    );
    let file = home.file("推进.txt", &text)?;
    let window = home.start_with("档案库", &[&file])?;
    window.counts("inbox", 1)?;
    window.go("all")?;
    window.open_speech("推进会")?;
    let field = window.find("article.text [data-field=date]")?;
    window.click(&field)?;
    window.find(".why")?;
    window.shows("日期：为什么？")?;
    window.shows("文中写明")?;
    window.shows("题下写明日期")?;
    window.is_painted("lit", "2020年6月12日")?;
    let other = window.find_saying(".why .choice", "2020年6月")?;
    assert!(window.text(&other)?.contains("只到月") || window.text(&other)?.contains("2020年6月"));
    window.eventually("other values", || {
        Ok((window.all(".why .choice")?.len() > 2).then_some(()))
    })?;
    window.chord(&["2"])?;
    window.eventually("the date to change", || {
        Ok((of_file(&window, "推进.txt", "date")?["edtf"] != json!("2020-06-12")).then_some(()))
    })?;
    window.chord(&[keys::ESCAPE])?;
    window.eventually("the answer to close", || {
        Ok(window.all(".why")?.is_empty().then_some(()))
    })?;
    assert_eq!(window.faults()?, Vec::<String>::new());
    Ok(())
}
