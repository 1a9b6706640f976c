//! The table of reliability: of the values said to be so sure, how many are right.

use std::collections::BTreeMap;

use desk::describe;
use speech::{Guess, Proposal, ThemeGuess};

use crate::labels::Case;
use crate::marks;

/// Lower edges of the bins, highest first.
const BINS: [f32; 6] = [0.9, 0.8, 0.7, 0.6, 0.4, 0.0];

/// Prints right/said for each field and bin, then the wrong ones that were said to be sure.
pub fn print(cases: &[Case]) {
    let mut table: BTreeMap<&str, [(u32, u32); BINS.len()]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|c| c.single()) {
        let told = describe::in_json(
            &case.label.file,
            &case.bytes,
            &case.extracted,
            &case.reading,
        );
        for mark in told
            .speeches
            .first()
            .map(|s| marks::of(&case.label, s))
            .unwrap_or_default()
        {
            let bin = BINS
                .iter()
                .position(|low| mark.sure >= *low)
                .unwrap_or(BINS.len() - 1);
            let (right, said) = &mut table.entry(mark.field).or_default()[bin];
            *said += 1;
            *right += u32::from(mark.right);
            if !mark.right && bin == 0 {
                wrong.push((
                    mark.field,
                    case.label.id.clone(),
                    mark.sure,
                    mark.said,
                    mark.is,
                ));
            }
        }
    }
    print!("{:10}", "");
    BINS.iter()
        .for_each(|low| print!("{:>16}", format!(">= {low}")));
    println!();
    for (field, bins) in table {
        print!("{field:10}");
        for (right, said) in bins {
            let share = if said == 0 {
                "-".to_owned()
            } else {
                format!("{right}/{said} {:.3}", f64::from(right) / f64::from(said))
            };
            print!("{share:>16}");
        }
        println!();
    }
    signs(cases);
    wrong.sort_by(|a, b| a.0.cmp(b.0).then_with(|| a.1.cmp(&b.1)));
    for (field, id, sure, said, is) in wrong {
        println!("{field} {id} {sure:.2}: said {said}, is {is}");
    }
}

/// Prints right/said for each field by the first evidence of its value and how sure it is said.
fn signs(cases: &[Case]) {
    let mut table: BTreeMap<(&str, String, u32), (u32, u32)> = BTreeMap::new();
    for case in cases.iter().filter(|c| c.single()) {
        let told = describe::in_json(
            &case.label.file,
            &case.bytes,
            &case.extracted,
            &case.reading,
        );
        let (Some(said), Some(proposal)) = (told.speeches.first(), case.reading.speeches.first())
        else {
            continue;
        };
        let mut themes = proposal.themes.iter();
        for mark in marks::of(&case.label, said) {
            let theme = if mark.field == "theme" {
                themes.next()
            } else {
                proposal.themes.first()
            };
            let code = first_sign(proposal, mark.field, theme);
            let (right, all) = table
                .entry((mark.field, code, (mark.sure * 100.0).round() as u32))
                .or_default();
            *all += 1;
            *right += u32::from(mark.right);
        }
    }
    for ((field, code, sure), (right, all)) in table {
        println!(
            "{field:10} {code:22} {:.2} {right}/{all}",
            f64::from(sure) / 100.0
        );
    }
}

fn first_sign(proposal: &Proposal, field: &str, theme: Option<&ThemeGuess>) -> String {
    let meeting = &proposal.meeting;
    let of = |guess: &Option<Guess<String>>| guess.as_ref().map(|g| g.evidence.clone());
    let evidence = match field {
        "title" => Some(proposal.title.evidence.clone()),
        "type" => of(&meeting.kind),
        "mode" => of(&meeting.mode),
        "genre" => of(&proposal.genre),
        "level" => of(&proposal.level),
        "place" => of(&proposal.place),
        "speaker" => of(&proposal.speaker),
        "date" => of(&proposal.date),
        _ => theme.map(|t| t.evidence.clone()),
    };
    let first = evidence.and_then(|e| e.into_iter().next());
    first.map_or_else(|| "-".to_owned(), |e| e.reason.code)
}
