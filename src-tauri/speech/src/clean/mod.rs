//! Tells what in a file is not the speech: notices, gaps, watermarks, page numbers, broken lines.
//! Writes it down as a ledger of reversible edits and as findings; decides nothing about the speech.

mod damage;
mod duplicate;
mod form;
mod gap;
mod inline;
mod inset;
mod layout;
mod notice;

use crate::layer::Edit;
use crate::model::{Finding, Span};
use crate::text::Text;

pub use notice::looks_like_title;

/// What cleaning a file's text yields. All spans are in the file's text.
#[derive(Debug, Default)]
pub struct Cleaning {
    /// Edits in order, none overlapping.
    pub ledger: Vec<Edit>,
    /// Gaps, previews, summaries, damage.
    pub findings: Vec<Finding>,
}

/// A part to be taken out or replaced, before it becomes an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
    span: Span,
    now: &'static str,
    rule: &'static str,
}

impl Cut {
    fn out(span: Span, rule: &'static str) -> Self {
        Self {
            span,
            now: "",
            rule,
        }
    }
}

/// Cleans a file's text.
pub fn clean(page: &Text) -> Cleaning {
    let mut findings = Vec::new();
    let mut cuts = inline::cuts(page);
    let noise: Vec<Span> = cuts
        .iter()
        .filter(|cut| cut.rule == inline::NOISE)
        .map(|cut| cut.span)
        .collect();
    inset::cuts(page, &mut cuts);
    let mut removed: Vec<Option<&'static str>> = vec![None; page.lines().len()];
    gap::mark(page, &mut removed, &mut cuts, &mut findings);
    duplicate::mark(page, &mut removed);
    notice::mark(page, &mut removed, &mut findings);
    gap::shortfall(page, &removed, &mut findings);
    damage::find(page, &removed, noise, &mut findings);
    layout::cuts(page, &removed, &mut cuts);
    cuts.sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end)));
    let mut ledger: Vec<Edit> = Vec::with_capacity(cuts.len());
    let mut at = 0;
    for cut in cuts {
        if cut.span.is_empty() || cut.span.start < at {
            continue;
        }
        at = cut.span.end;
        ledger.push(Edit {
            span: cut.span,
            was: page.raw(cut.span).to_owned(),
            now: cut.now.to_owned(),
            rule: cut.rule.to_owned(),
        });
    }
    findings.sort_by_key(|f| f.spans.first().copied());
    Cleaning { ledger, findings }
}

/// A finding at one place, with its words cut to a length fit for a report.
fn finding(page: &Text, kind: &str, count: Option<u32>, span: Span) -> Finding {
    Finding {
        kind: kind.to_owned(),
        count,
        spans: vec![span],
        quote: page.raw(span).chars().take(40).collect(),
        ..Finding::default()
    }
}
