//! Single speeches added: until they are durable and found, and searching and adding at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use archive::query::parse;

use crate::Options;
use crate::clock::{at, ms, time};
use crate::engine::Engine;
use crate::made::Chance;
use crate::ours::{self, Ours};
use crate::queries::{self, Case};
use crate::report::{Demand, Report, number};

/// Single additions measured.
pub const ADDED: usize = 60;

/// Over the archive of the last run, or one made anew.
pub fn run_alone(options: &Options, report: &mut Report) -> Result<()> {
    Ours::made(&options.home, &options.sentences, options.speeches)?;
    let ours = Ours::open(&options.home)?;
    while ours.archive.catch_up()? {}
    let cases = queries::cases(&options.sentences, options.speeches, 0)?;
    let timed: Vec<&Case> = cases.iter().filter(|c| c.timed).collect();
    alone(options, &ours, report)?;
    together(options, &ours, &timed, report)
}

/// Additions one by one, each durable and found before the index has seen it.
pub fn alone(options: &Options, ours: &Ours, report: &mut Report) -> Result<()> {
    let (mut adds, mut finds, mut follows) = (Vec::new(), Vec::new(), Vec::new());
    let run = ours.archive.begin_import(0)?;
    for i in 0..ADDED {
        let number = options.speeches + 2_000_000 + i;
        let made = [options.sentences.speech(number)];
        let (took, ids) = time(|| ours::import(&ours.archive, &run, number, &made));
        let ids = ids?;
        adds.push(took.wall);
        let query = parse(&format!("第{number}次"))?;
        let search = || {
            ours.archive.search(
                &query,
                &archive::Scope::All,
                ours::PAGE,
                &Default::default(),
            )
        };
        let (took, hits) = time(search);
        anyhow::ensure!(
            hits?.hits.first().map(|h| &h.id) == ids.first(),
            "not found at once"
        );
        finds.push(took.wall);
        let (took, done) = time(|| ours.archive.catch_up());
        done?;
        follows.push(took.wall);
    }
    ours.archive.undo()?;
    while ours.archive.catch_up()? {}
    report.line(format!(
        "one speech added: durable p50 {} p95 {} ms, then found p95 {} ms, then indexed p95 {} ms (wall)",
        number(ms(at(adds.clone(), 50))),
        number(ms(at(adds.clone(), 95))),
        number(ms(at(finds, 95))),
        number(ms(at(follows, 95)))
    ));
    report.target(
        "durable addition of one speech, p95",
        ms(at(adds, 95)),
        "ms",
        Demand::AtMost(15.0),
    );
    Ok(())
}

/// Searching and adding, each alone and then both at once.
pub fn together(
    options: &Options,
    ours: &Ours,
    timed: &[&Case],
    report: &mut Report,
) -> Result<()> {
    let done = AtomicBool::new(false);
    let mut chance = Chance::of(9);
    let mut search = |most: usize, done: &AtomicBool| -> Result<Vec<Duration>> {
        let mut walls = Vec::new();
        while walls.len() < most && !done.load(Ordering::SeqCst) {
            let case = timed[chance.below(timed.len())];
            if case.class == "regex" {
                continue;
            }
            let (took, page) = time(|| ours.page(case));
            page?;
            walls.push(took.wall);
        }
        Ok(walls)
    };
    let add = |seed: usize| -> Result<Vec<Duration>> {
        let run = ours.archive.begin_import(0)?;
        let mut walls = Vec::new();
        for i in 0..ADDED * 2 {
            let number = options.speeches + seed + i;
            let made = [options.sentences.speech(number)];
            let began = Instant::now();
            ours::import(&ours.archive, &run, number, &made)?;
            walls.push(began.elapsed());
            ours.archive.catch_up()?;
        }
        Ok(walls)
    };
    let search_alone = search(300, &done)?;
    let add_alone = add(3_000_000)?;
    let (search_both, add_both) = std::thread::scope(|scope| {
        let adding = scope.spawn(|| {
            let walls = add(4_000_000);
            done.store(true, Ordering::SeqCst);
            walls
        });
        let searching = search(100_000, &done);
        (searching, adding.join())
    });
    let add_both = add_both.map_err(|_| anyhow::anyhow!("the adding thread ended"))??;
    for (name, alone, both) in [
        ("search while adding", search_alone, search_both?),
        ("adding while searching", add_alone, add_both),
    ] {
        let (alone, both) = (ms(at(alone, 95)), ms(at(both, 95)));
        report.line(format!(
            "{name}: p95 {} ms alone, {} ms together (wall)",
            number(alone),
            number(both)
        ));
        report.target(
            &format!("{name}, p95 against alone"),
            both / alone,
            "",
            Demand::AtMost(2.0),
        );
    }
    // The two imports from above, and no more: the next run searches the same archive.
    for _ in 0..2 {
        ours.archive.undo()?;
    }
    while ours.archive.catch_up()? {}
    Ok(())
}
