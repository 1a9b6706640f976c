//! Reading files of every format against their expected text, through the child process that the
//! program uses: how many are right, how long one takes, how much memory it needs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use desk::Tools;
use desk::describe;
use serde::Deserialize;

use crate::clock::{at, ms, peak_of};
use crate::report::{Report, number};

/// Letters of the expected text and the text read that must agree: twice those that both have in
/// the same order, by the letters of both.
const ALIKE: f64 = 0.99;
/// Letters that may differ before two texts are called different without counting on.
const APART: f64 = 0.2;
/// Readings of each file of which the median counts.
const RUNS: usize = 3;

/// A line of `manifest.jsonl`.
#[derive(Deserialize)]
struct Case {
    file: PathBuf,
    format: String,
    /// The file that holds the expected text; none, or an empty one, where the file is damaged or
    /// has no text and something must be said about it instead.
    expected: Option<PathBuf>,
}

/// What was seen of the files of one format.
#[derive(Default)]
struct Row {
    files: usize,
    right: usize,
    findings: BTreeMap<String, usize>,
    fresh: Vec<Duration>,
    running: Vec<Duration>,
    memory: f64,
}

pub fn run(folder: &Path, report: &mut Report) -> Result<()> {
    let list = folder.join("manifest.jsonl");
    let list = std::fs::read_to_string(&list)
        .with_context(|| format!("no list of cases: {}", list.display()))?;
    let running = Tools::own()?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in list.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line)?;
        let row = rows.entry(case.format.clone()).or_default();
        row.files += 1;
        match row.try_one(folder, &case, &running)? {
            None => row.right += 1,
            Some(why) => wrong.push(format!("wrong: {}: {why}", case.file.display())),
        }
    }
    report.line("format  files  right  ms, reader started  ms, reader running  MB  findings");
    let (mut files, mut right) = (0, 0);
    for (format, row) in &rows {
        (files, right) = (files + row.files, right + row.right);
        let findings: Vec<String> = row
            .findings
            .iter()
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        let line = format!(
            "{format:<6}  {:>5}  {:>5}  {:>18}  {:>18}  {:>2.0}  {}",
            row.files,
            row.right,
            number(ms(at(row.fresh.clone(), 50))),
            number(ms(at(row.running.clone(), 50))),
            row.memory,
            findings.join(", ")
        );
        report.line(line.trim_end());
    }
    report.line(format!("{right} of {files} are right"));
    wrong.iter().for_each(|line| report.line(line));
    Ok(())
}

impl Row {
    /// Reads one file; what is wrong with the outcome.
    fn try_one(&mut self, folder: &Path, case: &Case, running: &Tools) -> Result<Option<String>> {
        let path = folder.join(&case.file);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let name = case.file.to_string_lossy();
        let expected = match &case.expected {
            Some(text) => std::fs::read_to_string(folder.join(text))?,
            None => String::new(),
        };
        let mut fresh = Vec::new();
        for _ in 0..RUNS {
            let others = children();
            let tools = Tools::own()?;
            fresh.push(timed(|| drop(describe::extract(&name, &bytes, &tools))));
            let own = children().into_iter().filter(|id| !others.contains(id));
            let peak = own.filter_map(|id| peak_of(&id)).fold(0.0, f64::max);
            self.memory = self.memory.max(peak);
        }
        let mut warm = Vec::new();
        for _ in 0..RUNS {
            warm.push(timed(|| drop(describe::extract(&name, &bytes, running))));
        }
        self.fresh.push(at(fresh, 50));
        self.running.push(at(warm, 50));
        let extracted = match describe::extract(&name, &bytes, running) {
            Ok(extracted) => extracted,
            Err(problem) => {
                self.find(&problem.code());
                let is_meant = expected.trim().is_empty();
                return Ok((!is_meant).then(|| problem.to_string()));
            }
        };
        for warning in &extracted.warnings {
            self.find(&warning.code);
        }
        if expected.trim().is_empty() {
            let described = describe::in_json(
                &name,
                &bytes,
                &extracted,
                &describe::read(&name, &extracted),
            );
            let cut = described.speeches.iter().find(|s| s.complete != "full");
            if let Some(cut) = cut {
                self.find(&format!("graded {}", cut.complete));
            }
            let is_damage = |f: &describe::Finding| f.kind.starts_with("decode.");
            let is_said = cut.is_some() || described.findings.iter().any(is_damage);
            return Ok((!is_said).then(|| "nothing is said of what is wrong with it".to_owned()));
        }
        let alike = alike(&extracted.text, &expected);
        Ok((alike < ALIKE).then(|| format!("{alike:.4} of the text")))
    }

    fn find(&mut self, code: &str) {
        *self.findings.entry(code.to_owned()).or_default() += 1;
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// The processes that this one started and that are still there; none where the system does not say.
fn children() -> Vec<String> {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let lists = tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// How much of two texts is the same, 0..=1, white space aside: twice the letters that both have in
/// the same order, by the letters of both.
fn alike(one: &str, other: &str) -> f64 {
    let letters = |text: &str| -> Vec<char> {
        let shown = |c: &char| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}');
        text.chars().filter(shown).collect()
    };
    let (one, other) = (letters(one), letters(other));
    let all = (one.len() + other.len()).max(1) as f64;
    let apart = differences(&one, &other, (all * APART) as usize);
    1.0 - apart as f64 / all
}

/// Letters to take out and put in to make one text of the other, by the way of Myers; `most` + 1
/// where there are more.
fn differences(one: &[char], other: &[char], most: usize) -> usize {
    let (long, wide) = (one.len() as isize, other.len() as isize);
    let middle = most as isize + 1;
    // For each diagonal how far one can come.
    let mut far = vec![0isize; 2 * middle as usize + 1];
    for spent in 0..=most as isize {
        for diagonal in (-spent..=spent).step_by(2) {
            let index = |d: isize| (middle + d) as usize;
            let down = diagonal == -spent
                || diagonal != spent && far[index(diagonal - 1)] < far[index(diagonal + 1)];
            let mut x = match down {
                true => far[index(diagonal + 1)],
                false => far[index(diagonal - 1)] + 1,
            };
            while x < long
                && x - diagonal < wide
                && one[x as usize] == other[(x - diagonal) as usize]
            {
                x += 1;
            }
            far[index(diagonal)] = x;
            if x >= long && x - diagonal >= wide {
                return spent as usize;
            }
        }
    }
    most + 1
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn white_space_does_not_count_and_a_lost_letter_counts_once() {
        assert_eq!(alike("同志们：\n今天", "同志们： 今天\n"), 1.0);
        assert_eq!(alike("甲乙丙丁", "甲乙丁"), 1.0 - 1.0 / 7.0);
        assert!(alike("甲乙丙丁", "戊己庚辛") < 0.9);
        assert_eq!(alike("", ""), 1.0);
    }
}
