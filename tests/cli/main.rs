//! Whole sittings at the command line, kept as text beside this file in `snapshots/`.
//! After an intended change: `INSTA_UPDATE=always cargo test -p rostrum-cli --test cli`, and read the difference.

mod beside;
#[cfg(unix)]
mod recognising;
mod sitting;
mod terminal;

use sitting::Sitting;
use terminal::{fixtures, outcome, rostrum};

/// A dated speech with a named speaker, and one by a mayor that must be dated from what it says.
const TWO: &[&str] = &["clean-dated-speaker.txt", "mayor-four-points.txt"];

fn archive() -> Sitting {
    let mut sitting = Sitting::with_speeches(TWO);
    sitting
        .run("rostrum init 档案")
        .run("rostrum import 档案 稿件");
    sitting
}

#[test]
fn describe_and_extract_need_no_archive() {
    let mut sitting = Sitting::with_speeches(TWO);
    sitting
        .run("rostrum describe 稿件")
        .run("rostrum describe --json 稿件/clean-dated-speaker.txt");
    sitting
        .run("rostrum extract 稿件/clean-dated-speaker.txt")
        .run("rostrum extract nothing.txt");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn import_list_and_read() {
    let mut sitting = archive();
    sitting.run("rostrum import 档案 稿件");
    sitting
        .run("rostrum list 档案 --inbox")
        .run("rostrum list 档案 --inbox --json --sort oldest");
    sitting
        .run("rostrum show 档案 ‹1›")
        .run("rostrum outline 档案 ‹1›")
        .run("rostrum text 档案 ‹1›");
    sitting.run("rostrum stats 档案").run("rostrum check 档案");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn folders_pasted_words_and_what_could_not_be_read() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --folder 稿件")
        .run("rostrum list 档案 --folder 别处")
        .run("rostrum import 档案 --text 稿件/mayor-four-points.txt")
        .run("rostrum import 档案 --text nothing.txt")
        .run("rostrum reread 档案 --unread")
        .run("rostrum reread 档案");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn the_original_comes_back_byte_for_byte() {
    for name in [
        "clean-dated-speaker.txt",
        "host-two-line-title.txt",
        "notices-then-speech.txt",
    ] {
        let mut sitting = Sitting::with_speeches(&[name]);
        sitting
            .run("rostrum init 档案")
            .run("rostrum import 档案 稿件")
            .run("rostrum list 档案 --inbox --json");
        let id = sitting.real_id("‹1›");
        let given = std::fs::read(fixtures().join("speeches").join(name)).unwrap_or_default();
        let kept = rostrum(sitting.path())
            .args(["original", "档案", &id])
            .output()
            .map(|o| o.stdout)
            .unwrap_or_default();
        assert!(!given.is_empty());
        assert!(given == kept, "{name} came back changed");
    }
}

#[test]
fn filing_is_corrected_filed_and_undone() {
    let mut sitting = archive();
    sitting.run("rostrum list 档案 --inbox --sort oldest");
    sitting
        .run("rostrum file 档案 ‹1›")
        .run("rostrum list 档案");
    sitting.run("rostrum file 档案 ‹2› --type 座谈会 --date 2020年11月 --title 在座谈会上的讲话 --theme +项目建设");
    sitting
        .run("rostrum show 档案 ‹2›")
        .run("rostrum list 档案 --type 座谈会");
    sitting
        .run("rostrum undo 档案")
        .run("rostrum show 档案 ‹2›")
        .run("rostrum redo 档案")
        .run("rostrum list 档案");
    sitting
        .run("rostrum file 档案 ‹1› --date 2016-13")
        .run("rostrum file 档案 ‹1› --type 没有这种会");
    sitting
        .run("rostrum file 档案 ‹1› --trash")
        .run("rostrum list 档案 --trash")
        .run("rostrum file 档案 ‹1› --restore");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn notes_stand_on_their_words() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum file 档案 ‹1›");
    sitting.run("rostrum note add 档案 ‹1› --quote 书在老去 --comment 可引 --colour 4");
    sitting.run("rostrum note add 档案 ‹1› --quote 没有这句话");
    sitting
        .run("rostrum note list 档案")
        .run("rostrum note list 档案 ‹1› --json");
    sitting
        .run("rostrum undo 档案")
        .run("rostrum note list 档案");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn a_text_is_corrected_marked_and_excerpted_without_a_window() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum note add 档案 ‹1› --quote 书在老去 --comment 可引");
    sitting
        .run("rostrum note change 档案 ‹3› --colour 2 --themes 文化旅游")
        .run("rostrum note list 档案 ‹1› --json")
        .run("rostrum note export 档案 批注.jsonld");
    sitting
        .run("rostrum correct 档案 ‹1› --quote 书在老去 --now 书正在老去")
        .run("rostrum correct 档案 ‹1›")
        .run("rostrum note list 档案")
        .run("rostrum undo 档案")
        .run("rostrum correct 档案 ‹1› --quote 没有这句话 --now 也没有");
    sitting
        .run("rostrum excerpt add 档案 ‹1› --quote 书在老去")
        .run("rostrum excerpt list 档案")
        .run("rostrum section add 档案 摘抄本 开头")
        .run("rostrum section add 档案 摘抄本 结尾")
        .run("rostrum excerpt add 档案 ‹1› --quote 准确把握古籍保护面临的问题 --into 摘抄本 --section 开头")
        .run("rostrum section move 档案 摘抄本 结尾 1")
        .run("rostrum section rename 档案 摘抄本 结尾 收束")
        .run("rostrum section add 档案 摘抄本 最前 --at 1")
        .run("rostrum excerpt list 档案 摘抄本")
        .run("rostrum excerpt export 档案 摘抄本 摘抄.md")
        .run("rostrum section remove 档案 摘抄本 最前")
        .run("rostrum undo 档案")
        .run("rostrum section rename 档案 摘抄本 没有这一栏 名")
        .run("rostrum excerpt list 档案 没有这一本")
        .run("rostrum excerpt export 档案 没有这一本 摘抄.md");
    sitting
        .run("rostrum notebook add 档案 开头的话")
        .run("rostrum notebook rename 档案 开头的话 开头")
        .run("rostrum excerpt list 档案")
        .run("rostrum notebook remove 档案 开头")
        .run("rostrum note add 档案 ‹1› --comment 全篇要引")
        .run("rostrum note add 档案 ‹1› --section 二、 --comment 这一节可引")
        .run("rostrum note add 档案 ‹1› --section 没有这一节")
        .run("rostrum note place 档案 ‹3› --quote 古籍保护面临的问题")
        .run("rostrum note list 档案 ‹1›")
        .run("rostrum note place 档案 ‹3› --quote 没有这句话")
        .run("rostrum file 档案 ‹1› --confirm title");
    insta::assert_snapshot!(sitting.transcript());
    let page = std::fs::read_to_string(sitting.path().join("批注.jsonld")).unwrap_or_default();
    for part in [
        "AnnotationPage",
        "TextQuoteSelector",
        "TextPositionSelector",
        "FragmentSelector",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn an_archive_is_backed_up_and_restored() {
    let mut sitting = archive();
    sitting
        .run("rostrum backup 档案 没有这个文件夹")
        .run("rostrum backup 档案 稿件")
        .run("rostrum backup 档案 稿件")
        .run("rostrum restore 稿件 恢复")
        .run("rostrum list 恢复 --inbox --sort oldest")
        .run("rostrum check 恢复")
        .run("rostrum restore 稿件 恢复")
        .run("rostrum restore 没有这个文件夹 别处");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn searching() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum file 档案 ‹1› ‹2›");
    sitting
        .run("rostrum search 档案 古籍")
        .run("rostrum search 档案 书 --limit 1")
        .run("rostrum search 档案 酸化 --json");
    sitting
        .run("rostrum search 档案 '招商 -古籍' --count")
        .run("rostrum search 档案 date:2016 --count");
    sitting
        .run("rostrum search 档案 项目 --facets --limit 0")
        .run("rostrum search 档案 没有这几个字");
    sitting
        .run("rostrum similar 档案 --text 要把招商引資作为第一要务来抓")
        .run("rostrum similar 档案 --text 短句");
    sitting
        .run("rostrum search 档案 '\"没有收住'")
        .run("rostrum search 档案 'date:明年'");
    sitting
        .run("rostrum saved add 档案 一六年 date:2016")
        .run("rostrum search 档案 --saved 一六年 --count")
        .run("rostrum search 档案 --saved 一六年 招商 --count")
        .run("rostrum saved rename 档案 一六年 二〇一六年")
        .run("rostrum saved list 档案")
        .run("rostrum saved remove 档案 一六年")
        .run("rostrum saved remove 档案 二〇一六年")
        .run("rostrum search 档案");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn every_place_on_a_line() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum search 档案 古籍 --kwic --sort right --depth 1")
        .run("rostrum search 档案 古籍 --kwic --sort left --limit 2 --json")
        .run("rostrum search 档案 古籍 --kwic --filter 普查");
    sitting
        .run("rostrum search 档案 古籍 --kwic --limit 1 --collocates --window 3 --least 2")
        .run("rostrum search 档案 古籍 --kwic --csv 对照.csv")
        .run("rostrum search 档案 type:推进会 --kwic")
        .run("rostrum search 档案 古籍 --filter 普查");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn names_by_pinyin() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum file 档案 ‹1› --speaker 张建军")
        .run("rostrum suggest 档案 zjj")
        .run("rostrum suggest 档案 gzhy --json")
        .run("rostrum suggest 档案 tuijinh")
        .run("rostrum search 档案 speaker:张建军 --count");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn hits_of_one_meeting_stand_together() {
    let mut sitting = archive();
    sitting
        .run("rostrum list 档案 --inbox --sort oldest")
        .run("rostrum file 档案 ‹1› ‹2› --meeting 全省文化工作会议 --date 2021-03-05")
        .run("rostrum search 档案 的讲话 --together")
        .run("rostrum search 档案 的讲话 --together --json");
    // Two files of one import come in either order.
    let told = sitting.transcript();
    for (follows, hits) in [("\"follows\":false", 1), ("\"follows\":true", 1)] {
        assert_eq!(told.matches(follows).count(), hits, "{told}");
    }
}

#[test]
fn wrong_usage_is_one_clear_sentence() {
    let mut sitting = Sitting::new();
    sitting
        .run("rostrum list 没有")
        .run("rostrum init 档案")
        .run("rostrum init 档案")
        .run("rostrum show 档案 abc");
    sitting
        .run("rostrum import 档案 没有.txt")
        .run("rostrum fly 档案")
        .run("rostrum list 档案 --sort sideways");
    insta::assert_snapshot!(sitting.transcript());
}

#[test]
fn each_verb_stands_in_both_manuals() {
    let (code, help, _) = outcome(rostrum(std::path::Path::new(".")).arg("--help"));
    assert_eq!(code, Some(0));
    let verbs: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(verbs.len() > 10, "{help}");
    for manual in ["en.md", "zh.md"] {
        let path = fixtures().join("../../docs/guide").join(manual);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for verb in &verbs {
            assert!(
                text.contains(&format!("`rostrum {verb}")),
                "docs/guide/{manual} says nothing of `rostrum {verb}`"
            );
        }
    }
}
