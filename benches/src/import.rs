//! Importing files with understanding and indexing, as a person would: rate, evenness, memory.

use std::time::Instant;

use anyhow::{Result, anyhow};
use desk::import::Options as Choices;
use desk::{Desk, Tools};

use crate::Options;
use crate::clock::{forget_peak, peak_memory, process_cpu, size};
use crate::peers::programs;
use crate::report::{Demand, Report, number};

pub fn run(options: Options, report: &mut Report) -> Result<()> {
    let files = options.home.join("files");
    programs::files(&files, &options.sentences, options.speeches)?;
    let folder = options.home.join("imported");
    // The sentences that the files were made of would count as memory of the import.
    drop(options);
    forget_peak();
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let problem = |p: desk::Problem| anyhow!("{p}");
    let tools = Tools::own()?;
    let desk = Desk::create(&folder, tools).map_err(problem)?;
    let (began, cpu) = (Instant::now(), process_cpu());
    let mut told: Vec<(f64, u32)> = vec![(0.0, 0)];
    let choices = Choices {
        file_sure: true,
        ..Choices::default()
    };
    let done = desk
        .import(&[files], choices, &mut |progress| {
            told.push((began.elapsed().as_secs_f64(), progress.done));
        })
        .map_err(problem)?;
    let imported = began.elapsed().as_secs_f64();
    // Closing waits for the index.
    drop(desk);
    let (all, cpu) = (began.elapsed().as_secs_f64(), process_cpu() - cpu);
    let count = f64::from(done.speeches);
    report.line(format!(
        "{} speeches of {} files, {} failed",
        done.speeches, done.total, done.failed
    ));
    report.line(format!(
        "import {} s ({}/s), index ready after {} s ({}/s), {} speeches a CPU second",
        number(imported),
        number(count / imported),
        number(all),
        number(count / all),
        number(count / cpu.as_secs_f64())
    ));
    let tenth = |number: u32| {
        let at = |done: u32| {
            let told = told.iter().find(|(_, n)| *n >= done);
            told.map_or(imported, |(t, _)| *t)
        };
        at(done.total / 10 * (number + 1)) - at(done.total / 10 * number)
    };
    let even = tenth(0) / tenth(9).max(0.001);
    let name = "import with understanding and indexing";
    report.target(name, count / all, "speeches/s", Demand::AtLeast(400.0));
    report.target(
        "rate of the last tenth against the first",
        even,
        "",
        Demand::AtLeast(0.9),
    );
    let tenths: Vec<String> = (0..10).map(|n| number(count / 10.0 / tenth(n))).collect();
    report.line(format!("speeches/s of each tenth: {}", tenths.join(" ")));
    if let Some(peak) = peak_memory() {
        report.target("highest memory", peak, "MB", Demand::AtMost(400.0));
    }
    report.line(format!(
        "archive {} MB on disk",
        number(size(&folder) as f64 / 1e6)
    ));
    Ok(())
}
