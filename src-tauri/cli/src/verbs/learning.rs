//! learn.

use std::path::Path;

use desk::{Habits, Problem};
use serde_json::json;

use super::filing::done;
use super::open;
use crate::out::{End, Out};

/// Learns from what was filed, and with `repropose` makes the waiting proposals anew.
pub fn learn(
    archive: &Path,
    repropose: bool,
    rules_only: bool,
    out: &mut Out,
) -> Result<End, Problem> {
    let desk = open(archive)?;
    desk.set_habits(Habits {
        learning: !rules_only,
        ..Habits::default()
    });
    if !rules_only {
        let learned = desk.learned()?;
        let (filings, (themes, types)) = (learned.lessons(), learned.labels());
        out.item(
            || json!({"filings": filings, "themes": themes, "types": types}),
            || format!("learned from {filings} filings: {themes} themes, {types} meeting types"),
        );
    }
    match repropose {
        true => done(&desk.repropose_waiting()?, out),
        false => Ok(End::Done),
    }
}

/// Throws away what was learned.
pub fn forget(archive: &Path, out: &mut Out) -> Result<End, Problem> {
    open(archive)?.forget_learned()?;
    out.item(|| json!({"done": "forgotten"}), || "forgotten".to_owned());
    Ok(End::Done)
}
