//! What may happen to an archive: a kill in mid-import, damaged and strange input.
//! After each, nothing is lost and everything that went wrong was said.

#[path = "../cli/terminal.rs"]
mod terminal;

mod bad_input;
mod kill;

use std::path::Path;
use terminal::{outcome, rostrum};

/// Files and speeches as `list --json` gives them: one line a speech, the inbox included.
fn files_in(folder: &Path, archive: &str) -> Vec<String> {
    let (code, out, err) =
        outcome(rostrum(folder).args(["list", archive, "--inbox", "--limit", "100000", "--json"]));
    assert_eq!(code, Some(0), "{err}");
    let pattern = regex::Regex::new(r#""file":"([^"]*)""#).unwrap_or_else(|e| panic!("{e}"));
    let mut names: Vec<String> = out
        .lines()
        .filter_map(|line| pattern.captures(line))
        .map(|c| c[1].to_owned())
        .collect();
    names.sort();
    names
}

/// `check` finds nothing.
#[track_caller]
fn is_whole(folder: &Path, archive: &str) {
    let (code, out, err) = outcome(rostrum(folder).args(["check", archive]));
    assert_eq!(code, Some(0), "check is not clean:\n{out}{err}");
}

/// A speech that is no other's.
fn made_speech(number: usize) -> String {
    let (year, month, day) = (2008 + number % 17, 1 + number % 12, 1 + number % 28);
    let mut text = format!(
        "在第{number}次全市水利工程调度会议上的讲话\n（{year}年{month}月{day}日）\n\n同志们：\n\
         今天开第{number}次调度会，主要任务是把第{number}号水库的加固工程再往前推一步。\n"
    );
    for (mark, part) in ["一、看清进度", "二、守住质量", "三、压实责任"]
        .iter()
        .enumerate()
    {
        text.push_str(&format!(
            "{part}\n第{number}号工程的第{}个标段已经开工，投资{}万元，要在汛期之前完成坝体填筑，不能等，不能拖。\n",
            mark + 1,
            number * 37 + mark
        ));
    }
    text
}
