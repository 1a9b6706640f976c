//! Opening an archive: until the newest fifty are listed, and until the first search is answered.

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
        let (mut lists, mut searches): (Vec<Took>, Vec<Took>) = Default::default();
        for _ in 0..5 {
            if cold {
                chill(&folder)?;
            }
            let (listing, archive) = time(|| -> Result<Archive> {
                let archive = Archive::open(&folder)?;
                archive.counts()?;
                archive.list(&Scope::All, Sort::NEWEST, 0, 50)?;
                Ok(archive)
            });
            let archive = archive?;
            let (searching, hits) =
                time(|| archive.search(&query, &Scope::All, PAGE, &Stop::new()));
            hits?;
            lists.push(listing);
            searches.push(searching);
        }
        let (list, search) = (median(&lists), median(&searches));
        let how = if cold { "cold" } else { "warm" };
        report.line(format!(
            "{how}: newest 50 and the counts of the shelves {} ms; then the first search {} ms",
            number(ms(list.wall)),
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
