//! Opening an archive: until the newest fifty are listed, until the numbers beside the trees are
//! there, which the window asks for at the same time, and until the first search is answered.

use anyhow::Result;
use archive::query::parse;
use archive::{Archive, Scope, Sort, Stop};

use crate::Options;
use crate::clock::{Took, chill, median, ms, time};
use crate::ours::{Ours, PAGE};
use crate::report::{Demand, Report, number};

pub fn run(options: &Options, report: &mut Report) -> Result<()> {
    let folder = Ours::made(&options.home, &options.sentences, options.speeches)?;
    {
        let archive = Archive::open(&folder)?;
        while archive.catch_up()? {}
    }
    let query = parse("投资")?;
    for cold in [false, true] {
        let mut lists: Vec<Took> = Vec::new();
        let (mut counts, mut searches): (Vec<Took>, Vec<Took>) = Default::default();
        for _ in 0..5 {
            if cold {
                chill(&folder)?;
            }
            let (listing, archive) = time(|| -> Result<Archive> {
                let archive = Archive::open(&folder)?;
                archive.list(&Scope::All, Sort::NEWEST, 0, 50)?;
                Ok(archive)
            });
            let archive = archive?;
            let (counting, counted) = time(|| archive.counts());
            counted?;
            let (searching, hits) =
                time(|| archive.search(&query, &Scope::All, PAGE, &Stop::new()));
            hits?;
            lists.push(listing);
            counts.push(counting);
            searches.push(searching);
        }
        let (list, count, search) = (median(&lists), median(&counts), median(&searches));
        let how = if cold { "cold" } else { "warm" };
        report.line(format!(
            "{how}: newest 50 {} ms; then the counts of the shelves {} ms; then the first search {} ms",
            number(ms(list.wall)),
            number(ms(count.wall)),
            number(ms(search.wall))
        ));
        if !cold {
            report.target(
                "open to a usable list, warm",
                ms(list.wall),
                "ms",
                Demand::AtMost(300.0),
            );
        }
    }
    Ok(())
}
