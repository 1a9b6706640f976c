//! What holds of any file, whatever it says: not younger than its publishing, printing or taking in.
//! Reads nothing of the speech itself.

use super::clues::{Clue, Frame, strength};
use super::day::Day;
use super::scene::Scene;
use super::stated::Statements;
use crate::model::{Evidence, Reason};

/// Days within which a daily paper prints a speech.
const PRINTED_SOON: i32 = 7;

/// What holds of any file: a speech is not younger than its publishing, nor than the file.
pub fn limits(scene: &Scene, found: &Statements) -> Vec<Clue> {
    let until = |day: Day, evidence: Evidence| {
        Clue::between(
            Frame::Absolute,
            None,
            Some(day.number()),
            strength::LIMIT,
            evidence,
        )
        .exact()
    };
    let published = found.published.and_then(|day| {
        let told = found.others.iter().find(|o| o.kind == "publish")?;
        let reason = Reason::of("date.not_after_publish");
        Some(until(
            day,
            Evidence {
                reason,
                ..told.evidence.clone()
            },
        ))
    });
    // A paper prints a speech within days; its pages are numbered (第4版).
    let printed = found
        .published
        .filter(|_| scene.in_paper())
        .and_then(|day| {
            let told = found.others.iter().find(|o| o.kind == "publish")?;
            let reason = Reason::of("date.in_paper");
            let evidence = Evidence {
                reason,
                ..told.evidence.clone()
            };
            let (from, to) = (Some(day.number() - PRINTED_SOON), Some(day.number()));
            Some(Clue::between(Frame::Absolute, from, to, strength::USUAL, evidence).exact())
        });
    let taken_in = scene.ctx.taken_in.map(|day| {
        let reason = Reason::with("date.not_after_file", &[&day.to_string()]);
        let evidence = Evidence {
            quote: String::new(),
            span: None,
            reason,
        };
        until(day, evidence)
    });
    published
        .into_iter()
        .chain(printed)
        .chain(taken_in)
        .collect()
}
