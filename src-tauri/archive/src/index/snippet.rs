//! Cuts the few lines of a speech that show why it was found. Finds nothing itself.

use serde::{Deserialize, Serialize};
use speech::Span;

use super::scan::{self, Prepared};
use crate::query::{Columns, Plan};

/// Characters shown before the first mark and after the last.
const BEFORE: u32 = 18;
const AFTER: u32 = 42;
/// Longest snippet.
const LONGEST: u32 = 120;
/// Most snippets of the text of one speech.
const MOST: usize = 3;

/// A piece of a speech with the found words marked. Offsets are Unicode scalars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Which part of the speech: `body`, `speaker`, `place` or `note`.
    pub part: String,
    /// The words, line ends as spaces.
    pub text: String,
    /// What to mark, in `text`.
    pub marks: Vec<Span>,
    /// Where `text` starts in the part.
    pub start: u32,
}

/// The marks in the title.
pub(super) fn title_marks(plan: &Plan, speech: &Prepared<'_>) -> Vec<Span> {
    let values = speech.values(Columns::TITLE).iter();
    values
        .flat_map(|(text, folded)| marks(plan, Columns::TITLE, text, folded))
        .collect()
}

/// All marks in one value of a column, joined.
pub(super) fn marks(
    plan: &Plan,
    column: Columns,
    text: &str,
    folded: &speech::terms::Folded,
) -> Vec<Span> {
    scan::joined(
        scan::places(plan, column, text, folded)
            .into_iter()
            .map(|(_, span)| span),
    )
}

/// The snippets of a speech: the places of the text where most different words stand together, and
/// the note, speaker or place that was found; the beginning of the text when no word was asked for.
pub(super) fn snippets(plan: &Plan, speech: &Prepared<'_>) -> Vec<Snippet> {
    let mut all = Vec::new();
    for (text, folded) in speech.values(Columns::BODY) {
        let places = scan::places(plan, Columns::BODY, text, folded);
        all.extend(
            best(&places)
                .into_iter()
                .map(|(window, marks)| cut("body", text, window, marks)),
        );
    }
    for (column, part) in [
        (Columns::NOTE, "note"),
        (Columns::SPEAKER, "speaker"),
        (Columns::PLACE, "place"),
    ] {
        for (text, folded) in speech.values(column) {
            let marks = marks(plan, column, text, folded);
            if let Some(first) = marks.first() {
                let window = window(*first);
                let inside = marks
                    .into_iter()
                    .filter(|mark| window.holds(*mark))
                    .collect();
                all.push(cut(part, text, window, inside));
            }
        }
    }
    if all.is_empty() {
        let start = speech.values(Columns::BODY).iter();
        let window = Span::new(0, BEFORE + AFTER);
        all.extend(start.map(|(text, _)| cut("body", text, window, Vec::new())));
    }
    all
}

fn window(mark: Span) -> Span {
    let start = mark.start.saturating_sub(BEFORE);
    Span::new(
        start,
        (mark.end + AFTER).min(start + LONGEST.max(mark.len() + BEFORE)),
    )
}

/// The windows with the most different searches in them, at most [`MOST`], in text order.
fn best(places: &[(usize, Span)]) -> Vec<(Span, Vec<Span>)> {
    let mut windows: Vec<(usize, Span, Vec<Span>)> = Vec::new();
    let mut rest = places;
    while let Some(&(_, first)) = rest.first() {
        let span = window(first);
        let count = rest
            .iter()
            .take_while(|(_, mark)| mark.start < span.end)
            .count();
        let (inside, after) = rest.split_at(count);
        let mut searches: Vec<usize> = inside.iter().map(|(search, _)| *search).collect();
        searches.sort_unstable();
        searches.dedup();
        let whole = inside
            .iter()
            .map(|(_, mark)| *mark)
            .filter(|mark| span.holds(*mark));
        windows.push((searches.len(), span, scan::joined(whole)));
        rest = after;
    }
    windows.sort_by_key(|(searches, span, _)| (usize::MAX - searches, span.start));
    windows.truncate(MOST);
    windows.sort_by_key(|(_, span, _)| span.start);
    windows
        .into_iter()
        .map(|(_, span, marks)| (span, marks))
        .collect()
}

fn cut(part: &str, text: &str, window: Span, marks: Vec<Span>) -> Snippet {
    let shown = text
        .chars()
        .skip(window.start as usize)
        .take(window.len() as usize);
    Snippet {
        part: part.to_owned(),
        text: shown
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect(),
        marks: marks
            .into_iter()
            .map(|mark| Span::new(mark.start - window.start, mark.end - window.start))
            .collect(),
        start: window.start,
    }
}
