//! Similar passages: cut from the made speeches, edited and looked for again; how many are found
//! at their place, and how long it takes.

use anyhow::Result;
use archive::Stop;

use crate::Options;
use crate::clock::{at, ms, time};
use crate::made::Chance;
use crate::ours::Ours;
use crate::report::{Demand, Report, number};

/// Passages for each share of edits.
const TRIES: usize = 60;
/// Hits asked for.
const LIMIT: usize = 50;

/// Over the archive of the last run, or one made anew.
pub fn run_alone(options: &Options, report: &mut Report) -> Result<()> {
    Ours::made(&options.home, &options.sentences, options.speeches)?;
    let ours = Ours::open(&options.home)?;
    while ours.archive.catch_up()? {}
    run(options, &ours, report)
}

pub fn run(options: &Options, ours: &Ours, report: &mut Report) -> Result<()> {
    let mut chance = Chance::of(2_024);
    for (percent, least) in [(0, 1.0), (10, 0.95), (20, 0.85)] {
        let (mut found, mut times) = (0usize, Vec::new());
        for i in 0..TRIES {
            let speech = chance.below(options.speeches);
            let text: Vec<char> = options.sentences.speech(speech).text.chars().collect();
            // Of 20 to 500 characters, more of the shorter ones.
            let length = (20 + i * i * 480 / (TRIES * TRIES)).min(text.len() / 2);
            let from = chance.below(text.len() - length);
            let words = edited(&text[from..from + length], percent, &text, &mut chance);
            let search = || ours.archive.similar(&words, None, LIMIT, &Stop::new());
            search()?;
            let (took, hits) = time(search);
            times.push(took.cpu);
            let (id, hits) = (ours.id(speech as u32), hits?);
            let planted = hits.iter().any(|hit| {
                let (start, end) = (hit.span.start as usize, hit.span.end as usize);
                Some(&hit.id) == id && start < from + length && from < end
            });
            // A made sentence that more speeches hold than are asked for: all that came hold it
            // word for word, and no order of them could be told to be wrong.
            let crowded =
                percent == 0 && hits.len() == LIMIT && hits.iter().all(|h| h.share == 1.0);
            found += usize::from(planted || crowded);
        }
        report.line(format!(
            "similar passages, {percent} % of the characters edited: p50 {} p95 {} max {} ms",
            number(ms(at(times.clone(), 50))),
            number(ms(at(times.clone(), 95))),
            number(ms(at(times.clone(), 100)))
        ));
        let name = format!("planted passages found, {percent} % edited");
        let share = found as f64 / TRIES as f64;
        report.target(&name, share, "", Demand::AtLeast(least));
        let name = format!("similar passages, {percent} % edited, p95");
        report.target(&name, ms(at(times, 95)), "ms", Demand::AtMost(300.0));
    }
    Ok(())
}

/// A share of the characters changed to others of the same text, left out or joined by another.
fn edited(words: &[char], percent: usize, others: &[char], chance: &mut Chance) -> String {
    let mut edited = String::new();
    for &c in words {
        let other = others[chance.below(others.len())];
        match (chance.below(100) < percent, chance.below(3)) {
            (true, 0) => edited.push(other),
            (true, 1) => {}
            (true, _) => edited.extend([c, other]),
            (false, _) => edited.push(c),
        }
    }
    edited
}
