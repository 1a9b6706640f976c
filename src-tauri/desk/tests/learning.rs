//! What a person's filings teach, told through the desk: learned, used for what comes in and what
//! waits, taken back with what it rests on, switched off.

use std::path::{Path, PathBuf};

use desk::import::Options;
use desk::wire::{FieldView, Mark, Scope, Sort};
use desk::{Desk, Habits, Problem, Tools};

type Told = Result<(), Box<dyn std::error::Error>>;

/// On what a person calls grain, in words the rules do not take for it.
fn of_grain(n: usize) -> String {
    format!(
        "在第{n}次谷仓巡看碰头会上的讲话\n\n同志们：\n　　今天看了{n}座谷仓。谷仓的通风、晾晒、翻堆要跟上，仓门早晚各看一回。\n　　谷仓里的谷子不能返潮，翻堆的人手要够。\n"
    )
}

fn of_choirs(n: usize) -> String {
    format!(
        "在第{n}届童声合唱比赛筹备会上的讲话\n\n同志们：\n　　合唱队已报名{n}支。排练、服装、灯光要一项一项落实，评委名单早定。\n　　孩子们登台不容易，后台要有人照看。\n"
    )
}

fn take_in(desk: &Desk, folder: &Path, text: String) -> Result<String, Box<dyn std::error::Error>> {
    let path = folder.join(format!("{}.txt", text.chars().take(8).collect::<String>()));
    std::fs::write(&path, text)?;
    let report = desk.import(&[path], Options::default(), &mut |_| {})?;
    let line = report.lines.into_iter().next();
    Ok(line
        .and_then(|l| l.speeches.into_iter().next())
        .ok_or("nothing came in")?)
}

/// An archive in which a person filed two dozen speeches on grain and as many on choirs.
fn a_year_of_filing(folder: &Path) -> Result<Desk, Box<dyn std::error::Error>> {
    let tools = Tools::new(PathBuf::from("no-such-program"));
    let desk = Desk::create(&folder.join("档案库"), tools)?;
    for n in 1..25 {
        let choir = take_in(&desk, folder, of_choirs(n))?;
        desk.set_themes(std::slice::from_ref(&choir), &["文化旅游".into()], &[])?;
        desk.file(&[choir])?;
        let grain = take_in(&desk, folder, of_grain(n))?;
        desk.set_themes(std::slice::from_ref(&grain), &["粮食安全".into()], &[])?;
        desk.file(&[grain])?;
    }
    Ok(desk)
}

fn grain_of(desk: &Desk, id: &str) -> Result<Option<(Mark, String)>, Problem> {
    let view = desk.speech(id, None)?;
    let grain = view.themes.into_iter().find(|t| t.id == "theme.grain");
    Ok(grain.map(|t| {
        (
            t.mark,
            t.evidence
                .first()
                .map_or(String::new(), |e| e.reason.zh.clone()),
        )
    }))
}

#[test]
fn what_comes_in_is_proposed_as_the_person_files() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = a_year_of_filing(folder.path())?;
    let new = take_in(&desk, folder.path(), of_grain(40))?;
    let (mark, why) = grain_of(&desk, &new)?.ok_or("the theme is proposed")?;
    assert_ne!(mark, Mark::Confirmed);
    assert!(
        why.starts_with("学自你归档的 24 篇") && why.contains("谷仓"),
        "{why}"
    );
    Ok(())
}

#[test]
fn without_learning_the_rules_speak_alone_and_with_it_what_waits_is_made_anew() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = a_year_of_filing(folder.path())?;
    let off = Habits {
        learning: false,
        ..Habits::default()
    };
    desk.set_habits(off);
    let new = take_in(&desk, folder.path(), of_grain(40))?;
    assert_eq!(grain_of(&desk, &new)?, None);
    desk.set_habits(Habits::default());
    desk.repropose_waiting()?;
    assert!(grain_of(&desk, &new)?.is_some());
    assert!(
        desk.repropose_waiting()?.touched.is_empty(),
        "nothing new was learned"
    );
    desk.set_habits(off);
    desk.repropose_waiting()?;
    assert_eq!(grain_of(&desk, &new)?, None);
    desk.undo()?;
    assert!(grain_of(&desk, &new)?.is_some());
    Ok(())
}

#[test]
fn a_filing_taken_back_is_unlearned_and_what_is_thrown_away_is_learned_again() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = a_year_of_filing(folder.path())?;
    let before = desk.learned()?;
    assert_eq!(before.lessons(), 48);
    desk.undo()?;
    desk.undo()?;
    assert_eq!(desk.learned()?.lessons(), 47);
    desk.redo()?;
    desk.redo()?;
    desk.forget_learned()?;
    assert_eq!(*desk.learned()?, *before);
    Ok(())
}

#[test]
fn no_proposal_writes_over_what_a_person_filed() -> Told {
    let folder = tempfile::tempdir()?;
    let desk = a_year_of_filing(folder.path())?;
    let new = take_in(&desk, folder.path(), of_grain(40))?;
    let ids = [new.clone()];
    desk.set_themes(&ids, &[], &["粮食安全".into()])?;
    desk.repropose_waiting()?;
    assert_eq!(grain_of(&desk, &new)?, None, "the person took it away");
    let filed = desk.list(&Scope::All, Sort::Title, 0, 100)?;
    let kept = filed
        .rows
        .iter()
        .filter(|r| r.themes.contains(&"theme.grain".to_owned()));
    assert_eq!(kept.count(), 24);
    let confirmed = |f: &FieldView| f.mark == Mark::Confirmed;
    let first = filed
        .rows
        .iter()
        .find(|r| r.id != new)
        .ok_or("a filed one")?;
    assert!(desk.speech(&first.id, None)?.fields.iter().any(confirmed));
    Ok(())
}
