//! Searching: every query held against a plain reading, then timed beside the peers; sizes, memory
//! and cold starts.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use archive::query::{Query, parse};

use crate::Options;
use crate::adding;
use crate::clock::{self, Took, at, chill, median, ms, time};
use crate::engine::Engine;
use crate::ours::{self, Ours};
#[cfg(feature = "tantivy")]
use crate::peers::inverted::Inverted;
use crate::peers::programs::{self, Recoll};
use crate::peers::trigram::Trigram;
use crate::queries::{self, Case};
use crate::report::{Demand, Report, number};
use crate::similar;

/// Runs of each timed query; their median counts.
const RUNS: usize = 5;

pub fn run(options: &Options, report: &mut Report) -> Result<()> {
    let (home, speeches) = (&options.home, options.speeches);
    let folder = Ours::made(home, &options.sentences, speeches)?;
    let ours = Ours::open(home)?;
    let bytes: u64 = (0..speeches)
        .map(|n| options.sentences.speech(n).text.len() as u64)
        .sum();
    report.line(format!("{} MB of text", number(bytes as f64 / 1e6)));

    let rate = match options.indexed {
        true => None,
        false => Some(index(&ours, speeches, report)?),
    };
    // Closing takes what stands beside the files into them.
    drop(ours);
    sizes(&folder, bytes, report);
    let ours = Ours::open(home)?;

    let cases = queries::cases(&options.sentences, speeches, checked(speeches))?;
    let truth = queries::truth(&options.sentences, speeches, &cases)?;
    correct(&ours, &cases, &truth, report)?;

    let timed: Vec<&Case> = cases.iter().filter(|c| c.timed).collect();
    let own = times(&ours, &timed, report, true)?;
    let (first, page) = (own.firsts(), own.pages());
    let goal = |small, large| if speeches > 200_000 { large } else { small };
    report.target(
        "first 20 with snippets, p95",
        ms(at(first.clone(), 95)),
        "ms",
        Demand::AtMost(goal(10.0, 50.0)),
    );
    report.target(
        "whole page, p95",
        ms(at(page.clone(), 95)),
        "ms",
        Demand::AtMost(goal(50.0, 250.0)),
    );
    list(&ours, report)?;
    similar::run(options, &ours, report)?;

    #[cfg(feature = "tantivy")]
    if options.has_peer("tantivy") {
        tantivy(options, &ours, &timed, &own, rate, report)?;
    }
    if options.has_peer("trigram") {
        trigram(options, &timed, &own, report)?;
    }
    whole_processes(options, report)?;
    memory(options, report)?;
    adding::alone(options, &ours, report)?;
    adding::together(options, &ours, &timed, report)?;
    Ok(())
}

/// Makes the index anew; speeches a CPU second.
fn index(ours: &Ours, speeches: usize, report: &mut Report) -> Result<f64> {
    let (cpu, wall) = ours.index()?;
    let rate = speeches as f64 / cpu.as_secs_f64();
    report.line(format!(
        "index: {} s CPU, {} s wall, {} speeches a CPU second",
        number(cpu.as_secs_f64()),
        number(wall.as_secs_f64()),
        number(rate)
    ));
    Ok(rate)
}

/// How many queries are only checked; a plain reading of a million texts takes its time.
fn checked(speeches: usize) -> usize {
    match speeches {
        0..=20_000 => 300,
        20_001..=200_000 => 100,
        _ => 20,
    }
}

fn sizes(folder: &Path, bytes: u64, report: &mut Report) {
    let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |m| m.len());
    let share = |size: u64| size as f64 / bytes as f64;
    let (content, index) = (size("content.db"), size("index.db"));
    report.line(format!(
        "bytes a byte of text: texts {}, index {}, catalogue {}",
        number(share(content)),
        number(share(index)),
        number(share(size("catalogue.db")))
    ));
    report.target(
        "index and text, bytes a byte of text",
        share(content + index),
        "",
        Demand::AtMost(2.0),
    );
}

/// Every query against what a plain reading found.
fn correct(ours: &Ours, cases: &[Case], truth: &[Vec<u32>], report: &mut Report) -> Result<()> {
    let (mut held, mut found, mut right, mut wrong) = (0u64, 0u64, 0u64, Vec::new());
    for (case, truth) in cases.iter().zip(truth) {
        let all = ours.all(case)?.context("own engine answers everything")?;
        let there: std::collections::HashSet<u32> = truth.iter().copied().collect();
        let hits = all.iter().filter(|n| there.contains(n)).count();
        held += truth.len() as u64;
        found += all.len() as u64;
        right += hits as u64;
        let page = ours.page(case)?.context("own engine answers everything")?;
        // A condition on the date is left out when years are counted.
        let sum: u64 = page.years.iter().map(|(_, n)| n).sum();
        let summed = sum == page.total || has_date(&case.tree);
        let first = ours.first(case)?.context("own engine answers everything")?;
        let same = page.total == truth.len() as u64 && summed && first == page.newest;
        if hits != truth.len() || hits != all.len() || !same {
            wrong.push(format!(
                "  wrong: {} ({} there, {} found, {} right, page says {})",
                case.text,
                truth.len(),
                all.len(),
                hits,
                page.total
            ));
        }
    }
    let ratio = |a: u64, b: u64| if b == 0 { 1.0 } else { a as f64 / b as f64 };
    report.line(format!(
        "{} queries held against a plain reading",
        cases.len()
    ));
    report.target("recall", ratio(right, held), "", Demand::AtLeast(1.0));
    report.target(
        "false hits",
        (found - right) as f64,
        "",
        Demand::AtMost(0.0),
    );
    wrong.iter().take(20).for_each(|line| report.line(line));
    Ok(())
}

fn has_date(query: &Query) -> bool {
    match query {
        Query::Date(_) => true,
        Query::And(all) => all.iter().any(has_date),
        _ => false,
    }
}

/// Times of one engine, by query; `None` where it cannot answer.
struct Times(Vec<Option<(Took, Took)>>);

impl Times {
    fn firsts(&self) -> Vec<Duration> {
        self.0
            .iter()
            .flatten()
            .map(|(first, _)| first.cpu)
            .collect()
    }

    fn pages(&self) -> Vec<Duration> {
        self.0.iter().flatten().map(|(_, page)| page.cpu).collect()
    }
}

fn times(engine: &dyn Engine, cases: &[&Case], report: &mut Report, each: bool) -> Result<Times> {
    let mut all = Vec::new();
    let mut walls: Vec<Duration> = Vec::new();
    for case in cases {
        let Some(page) = engine.page(case)? else {
            all.push(None);
            continue;
        };
        engine.first(case)?;
        let (mut firsts, mut pages) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            firsts.push(time(|| engine.first(case)).0);
            pages.push(time(|| engine.page(case)).0);
        }
        let (first, whole) = (median(&firsts), median(&pages));
        walls.push(whole.wall);
        if each {
            report.line(format!(
                "  {:>8} ms first {:>8} ms page {:>8} hits  {:<13} {}",
                number(ms(first.cpu)),
                number(ms(whole.cpu)),
                page.total,
                case.class,
                case.text
            ));
        }
        all.push(Some((first, whole)));
    }
    let all = Times(all);
    let told = |what: &str, times: Vec<Duration>| {
        format!(
            "{}: {what} p50 {} p95 {} max {} ms",
            engine.name(),
            number(ms(at(times.clone(), 50))),
            number(ms(at(times.clone(), 95))),
            number(ms(at(times, 100)))
        )
    };
    report.line(told("first (CPU)", all.firsts()));
    report.line(told("page (CPU)", all.pages()));
    report.line(told("page (wall)", walls));
    Ok(all)
}

/// Both engines' times of the queries that both can answer.
fn both(own: &Times, other: &Times, part: fn(&(Took, Took)) -> Took) -> [Vec<Duration>; 2] {
    let pairs = own.0.iter().zip(&other.0);
    let both = pairs.filter_map(|(a, b)| Some((part(a.as_ref()?).cpu, part(b.as_ref()?).cpu)));
    let (a, b) = both.unzip();
    [a, b]
}

fn ratio([own, other]: &[Vec<Duration>; 2], percent: usize) -> f64 {
    ms(at(own.clone(), percent)) / ms(at(other.clone(), percent)).max(1e-6)
}

fn list(ours: &Ours, report: &mut Report) -> Result<()> {
    let sort = archive::Sort::NEWEST;
    let mut runs = Vec::new();
    for _ in 0..100 {
        let (took, page) = time(|| ours.archive.list(&archive::Scope::All, sort, 0, 50));
        page?;
        runs.push(took.cpu);
    }
    report.target(
        "list of the newest 50, p95",
        ms(at(runs, 95)),
        "ms",
        Demand::AtMost(5.0),
    );
    Ok(())
}

#[cfg(feature = "tantivy")]
fn tantivy(
    options: &Options,
    ours: &Ours,
    timed: &[&Case],
    own: &Times,
    rate: Option<f64>,
    report: &mut Report,
) -> Result<()> {
    let folder = options.home.join("tantivy");
    let built = options.home.join("tantivy.txt");
    let (engine, cpu) = if built.exists() {
        let seconds: f64 = std::fs::read_to_string(&built)?.parse()?;
        (Inverted::open(&folder)?, seconds)
    } else {
        let (engine, took) = Inverted::build(&folder, &options.sentences, options.speeches)?;
        std::fs::write(&built, took.as_secs_f64().to_string())?;
        (engine, took.as_secs_f64())
    };
    let theirs = options.speeches as f64 / cpu;
    report.line(format!(
        "tantivy: {} speeches a CPU second, {} MB",
        number(theirs),
        number(clock::size(&folder) as f64 / 1e6)
    ));
    if let Some(rate) = rate {
        let name = "index build against tantivy, speeches a CPU second";
        report.target(name, rate / theirs, "", Demand::AtLeast(1.0));
    }
    let other = times(&engine, timed, report, false)?;
    let first = both(own, &other, |t| t.0);
    let page = both(own, &other, |t| t.1);
    let name = "first screen p95 against tantivy";
    report.target(name, ratio(&first, 95), "", Demand::AtMost(1.0));
    report.line(format!(
        "first screen p50 against tantivy: {}",
        number(ratio(&first, 50))
    ));
    let name = "page p50 against tantivy (aim: 1)";
    report.target(name, ratio(&page, 50), "", Demand::AtMost(3.0));
    let name = "page p95 against tantivy (aim: 1)";
    report.target(name, ratio(&page, 95), "", Demand::AtMost(2.5));

    // Closed first: what is mapped into memory is not forgotten.
    drop(engine);
    let several: Vec<&&Case> = timed.iter().step_by(4).collect();
    let mut cold = [Vec::new(), Vec::new()];
    for case in several {
        chill(&options.home.join("archive"))?;
        let (took, done) =
            time(|| -> Result<bool> { Ok(Ours::open_cold(&options.home)?.first(case)?.is_some()) });
        done?;
        chill(&folder)?;
        let (other, done) =
            time(|| -> Result<bool> { Ok(Inverted::open(&folder)?.first(case)?.is_some()) });
        if done? {
            cold[0].push(took.wall);
            cold[1].push(other.wall);
        }
    }
    report.line(format!(
        "cold first screen p50: rostrum {} ms, tantivy {} ms",
        number(ms(at(cold[0].clone(), 50))),
        number(ms(at(cold[1].clone(), 50)))
    ));
    let name = "cold first screen p50 against tantivy";
    report.target(name, ratio(&cold, 50), "", Demand::AtMost(0.2));

    let engine = Inverted::open(&folder)?;

    // The same number of additions as ours, each durable and found at once.
    let mut writer = engine.writer()?;
    let mut commits = Vec::new();
    for i in 0..adding::ADDED / 3 {
        let number = options.speeches + 1_000_000 + i;
        let made = options.sentences.speech(number);
        let (took, done) = time(|| engine.add(&mut writer, number, &made));
        done?;
        commits.push(took.wall);
    }
    let mut own_adds = Vec::new();
    let run = ours.archive.begin_import(0)?;
    for i in 0..adding::ADDED / 3 {
        let number = options.speeches + 1_000_000 + i;
        let made = [options.sentences.speech(number)];
        let (took, done) = time(|| ours::import(&ours.archive, &run, number, &made));
        done?;
        own_adds.push(took.wall);
    }
    ours.archive.undo()?;
    while ours.archive.catch_up()? {}
    report.line(format!(
        "durable addition p50: rostrum {} ms, tantivy {} ms (wall)",
        number(ms(at(own_adds.clone(), 50))),
        number(ms(at(commits.clone(), 50)))
    ));
    let name = "durable addition p50 against tantivy's commit";
    report.target(
        name,
        ratio(&[own_adds, commits], 50),
        "",
        Demand::AtMost(0.3),
    );
    Ok(())
}

fn trigram(options: &Options, timed: &[&Case], own: &Times, report: &mut Report) -> Result<()> {
    let path = options.home.join("trigram.db");
    let (engine, took) = Trigram::build(&path, &options.sentences, options.speeches)?;
    report.line(format!(
        "trigram: {} speeches a CPU second, {} MB",
        number(options.speeches as f64 / took.as_secs_f64()),
        number(std::fs::metadata(&path)?.len() as f64 / 1e6)
    ));
    let other = times(&engine, timed, report, false)?;
    let few = |case: &&Case| matches!(case.class, "1 character" | "2 characters");
    for (name, short, limit) in [
        ("1 and 2 character page p50 against trigram", true, 0.05),
        ("longer page p50 against trigram", false, 5.0),
    ] {
        let chosen = |times: &Times| {
            let of = timed.iter().zip(&times.0);
            let chosen = of.map(|(case, took)| took.filter(|_| few(case) == short));
            Times(chosen.collect())
        };
        let page = both(&chosen(own), &chosen(&other), |t| t.1);
        report.target(name, ratio(&page, 50), "", Demand::AtMost(limit));
    }
    Ok(())
}

/// A whole process of ours against whole processes of other programs.
fn whole_processes(options: &Options, report: &mut Report) -> Result<()> {
    let recoll = options.has_peer("recoll") && programs::is_installed("recollq");
    let ripgrep = options.has_peer("ripgrep") && programs::is_installed("rg");
    if !recoll && !ripgrep {
        return Ok(());
    }
    let files = options.home.join("files");
    programs::files(&files, &options.sentences, options.speeches)?;
    let recoll = if recoll {
        let (recoll, took) = Recoll::build(&options.home.join("recoll"), &files)?;
        if !took.is_zero() {
            report.line(format!("recollindex: {} s", number(took.as_secs_f64())));
        }
        Some(recoll)
    } else {
        None
    };
    let program = std::env::current_exe()?.display().to_string();
    let home = options.home.display().to_string();
    let files = files.display().to_string();
    for words in ["县", "投资", "固定资产"] {
        let (mut own, mut recolls, mut greps) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..7 {
            own.push(programs::whole_process(&program, &["page", &home, words])?);
            if let Some(recoll) = &recoll {
                recolls.push(recoll.ask(words)?);
            }
            if ripgrep {
                greps.push(programs::whole_process("rg", &["-c", "-F", words, &files])?);
            }
        }
        let own_ms = ms(at(own.clone(), 50));
        let mut line = format!("whole process, {words}: rostrum {} ms", number(own_ms));
        for (name, times) in [("recollq", &recolls), ("ripgrep", &greps)] {
            if !times.is_empty() {
                line += &format!(", {name} {} ms", number(ms(at(times.clone(), 50))));
            }
        }
        report.line(line);
        if !recolls.is_empty() {
            let ratio = own_ms / ms(at(recolls, 50));
            report.target(
                &format!("page against recollq, whole process, {words}"),
                ratio,
                "",
                Demand::AtMost(0.33),
            );
        }
    }
    Ok(())
}

/// What a process of its own does: `page HOME WORDS` answers one search; `session HOME` answers
/// all timed ones and says how much memory that took.
pub fn own_process(verb: &str, home: &Path, rest: &[&str]) -> Result<()> {
    let ours = Ours::open_cold(home)?;
    if verb == "page" {
        let text = rest.first().copied().unwrap_or_default();
        let case = Case {
            class: "",
            text: text.to_owned(),
            tree: parse(text)?,
            timed: true,
        };
        println!("{:?}", ours.page(&case)?);
        return Ok(());
    }
    for case in queries::timed()? {
        ours.first(&case)?;
        ours.page(&case)?;
    }
    println!("{}", clock::peak_memory().unwrap_or_default());
    Ok(())
}

fn memory(options: &Options, report: &mut Report) -> Result<()> {
    let output = std::process::Command::new(std::env::current_exe()?)
        .arg("session")
        .arg(&options.home)
        .output()?;
    let peak: f64 = String::from_utf8_lossy(&output.stdout).trim().parse()?;
    let limit = if options.speeches > 200_000 {
        400.0
    } else {
        120.0
    };
    report.target(
        "memory of a session of searches",
        peak,
        "MB",
        Demand::AtMost(limit),
    );
    Ok(())
}
