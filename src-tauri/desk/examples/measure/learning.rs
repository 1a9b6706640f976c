//! What learning changes, by ten-fold cross-validation: the labels of nine tenths are taken as
//! filings of a person, the last tenth is read without and with what was learned from them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use desk::describe;
use speech::learn::{Learned, Lesson};
use speech::lexicon::{meeting_types, themes};
use speech::{Proposal, Reading};

use crate::labels::Case;
use crate::marks;

const FOLDS: usize = 10;

/// Hits, said and true for an F1, and shares of right fields.
#[derive(Default)]
struct Tally {
    hit: usize,
    said: usize,
    is: usize,
    found: (u32, u32),
    kind: (u32, u32),
    learned: (u32, u32),
}

/// Prints the figures without and with learning; with `out`, writes both as proposals.
pub fn print(cases: &[Case], out: Option<&Path>) -> Result<(), Box<dyn std::error::Error>> {
    // Versions of one text are never on both sides.
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases {
        let next = groups.len();
        groups.entry(case.group()).or_insert(next);
    }
    let fold = |case: &Case| groups[&case.group()] % FOLDS;
    let lessons: Vec<Option<Lesson>> = cases.iter().map(lesson).collect();
    let (mut without, mut with) = (Tally::default(), Tally::default());
    let (mut plain, mut adjusted) = (Vec::new(), Vec::new());
    for turn in 0..FOLDS {
        let taught: Vec<Lesson> = cases
            .iter()
            .zip(&lessons)
            .filter(|(case, _)| fold(case) != turn)
            .filter_map(|(_, lesson)| lesson.clone())
            .collect();
        let learned = Learned::from(&taught);
        for case in cases.iter().filter(|c| fold(c) == turn) {
            let mut after = Reading {
                speeches: case.reading.speeches.clone(),
            };
            for proposal in &mut after.speeches {
                adjust(&learned, &case.extracted.text, proposal);
            }
            tell(case, &case.reading, &mut without, &mut plain);
            tell(case, &after, &mut with, &mut adjusted);
        }
    }
    println!(
        "{:>14}{:>12}{:>12}{:>12}{:>12}",
        "themes_f1", "theme_found", "type", "learned", "right"
    );
    for tally in [&without, &with] {
        let share = |(right, all): (u32, u32)| f64::from(right) / f64::from(all.max(1));
        let f1 = 2.0 * tally.hit as f64 / (tally.said + tally.is).max(1) as f64;
        println!(
            "{f1:>14.4}{:>12.4}{:>12.4}{:>12}{:>12}",
            share(tally.found),
            share(tally.kind),
            tally.learned.1,
            tally.learned.0
        );
    }
    if let Some(folder) = out {
        for (name, lines) in [("without.jsonl", plain), ("with.jsonl", adjusted)] {
            std::fs::File::create(folder.join(name))?.write_all(lines.join("\n").as_bytes())?;
        }
    }
    Ok(())
}

fn lesson(case: &Case) -> Option<Lesson> {
    let proposal = case.reading.speeches.first().filter(|_| case.single())?;
    let label = &case.label;
    let given: Option<Vec<String>> = label.themes.as_ref().map(|themes_given| {
        let terms = themes_given.iter().filter_map(|name| themes().meant(name));
        terms.map(|t| t.id.to_owned()).collect()
    });
    let said = proposal.meeting.kind.as_ref().map(|k| k.value.as_str());
    let kind = label
        .meeting_type
        .as_deref()
        .filter(|t| *t != "不明")
        .map(|name| {
            // An accepted other type is one a person would have let stand.
            let others = label.meeting_type_alt.iter().flatten().map(String::as_str);
            let ids = others
                .chain([name])
                .filter_map(|n| meeting_types().meant(n))
                .map(|t| t.id);
            let ids: Vec<&str> = ids.collect();
            said.filter(|s| ids.contains(s))
                .or(ids.last().copied())
                .unwrap_or_default()
        });
    let (clean, own) = proposal.over_clean_text(&case.extracted.text);
    let lesson = speech::learn::with_page(&clean.text, &own, |page| {
        Lesson::new(page, said, kind, given.as_deref())
    });
    Some(lesson)
}

/// Adjusts over the clean text and takes over what may change.
fn adjust(learned: &Learned, text: &str, proposal: &mut Proposal) {
    let (clean, mut own) = proposal.over_clean_text(text);
    learned.adjust(&clean.text, &mut own);
    proposal.themes = own.themes;
    proposal.meeting.kind = own.meeting.kind;
    proposal.meeting.also = own.meeting.also;
}

fn tell(case: &Case, reading: &Reading, tally: &mut Tally, lines: &mut Vec<String>) {
    let told = describe::in_json(&case.label.file, &case.bytes, &case.extracted, reading);
    lines.push(serde_json::to_string(&told).unwrap_or_default());
    let (Some(said), Some(proposal), true) = (
        told.speeches.first(),
        reading.speeches.first(),
        case.single(),
    ) else {
        return;
    };
    if let Some(is) = case.label.themes.as_ref().filter(|t| !t.is_empty()) {
        let hits = said
            .themes
            .iter()
            .filter(|t| is.iter().any(|i| i == t.name))
            .count();
        tally.hit += hits;
        tally.said += said.themes.len();
        tally.is += is.len();
        tally.found.0 += u32::from(hits > 0);
        tally.found.1 += 1;
        for theme in &proposal.themes {
            if speech::learn::is_learned(&theme.evidence) {
                let name = themes().get(&theme.id).map_or("", |t| t.zh);
                tally.learned.0 += u32::from(is.iter().any(|i| i == name));
                tally.learned.1 += 1;
            }
        }
    }
    for mark in marks::of(&case.label, said)
        .iter()
        .filter(|m| m.field == "type")
    {
        tally.kind.0 += u32::from(mark.right);
        tally.kind.1 += 1;
    }
}
