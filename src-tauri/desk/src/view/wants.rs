//! What of a filing wants a person's eye: one rule for the import report, the inbox and filing
//! unseen. A field wants a look when it is less sure than the line that the person has drawn.
//! Decides nothing about what is done with it.

use archive::{Field, Filing, Origin};
use speech::{Completeness, Guess, Proposal};

use crate::wire::Row;

/// Genres from here on in the lexicon are no speeches.
const FIRST_NON_SPEECH: &str = "genre.news";

/// The fields that are looked at, worst first, and whether having none is a matter as well.
const FIELDS: [(&str, Field, bool); 8] = [
    ("date", Field::Date, true),
    ("type", Field::Type, true),
    ("genre", Field::Genre, true),
    ("title", Field::Title, true),
    ("level", Field::Level, true),
    ("speaker", Field::Speaker, false),
    ("mode", Field::Mode, false),
    ("place", Field::Place, false),
];

/// The signs by which a filing is judged.
struct Signs {
    /// The text reads like a report, an article or minutes.
    not_speech: bool,
    /// The title was composed, and nobody has looked at it.
    supplied: bool,
    /// Text is missing.
    cut: bool,
    /// How sure the main theme is; `None` without any.
    theme: Option<f32>,
}

/// What of a proposal wants an eye, worst first; empty when all may be filed unseen.
pub fn of_proposal(p: &Proposal, line: f32) -> Vec<&'static str> {
    let sure = |field: Field| {
        let sure = |guess: &Option<Guess<String>>| guess.as_ref().map(|g| g.certainty);
        match field {
            Field::Title => Some(p.title.certainty),
            Field::Date => sure(&p.date),
            Field::Type => sure(&p.meeting.kind),
            Field::Mode => sure(&p.meeting.mode),
            Field::Genre => sure(&p.genre),
            Field::Level => sure(&p.level),
            Field::Speaker => sure(&p.speaker),
            Field::Place => sure(&p.place),
            _ => None,
        }
    };
    let signs = Signs {
        not_speech: is_no_speech(p.genre.as_ref().map(|g| g.value.as_str())),
        supplied: p.title_supplied,
        cut: p.complete != Completeness::Full,
        theme: p.themes.first().map(|t| t.score),
    };
    wants(&signs, sure, line)
}

/// The same for a waiting speech. `theme`: how sure its main theme is.
pub fn of_row(row: &Row, filings: &[Filing], theme: Option<f32>, line: f32) -> Vec<&'static str> {
    let of = |field: Field| filings.iter().find(|f| f.field == field);
    // What a person left empty is as sure as what a person wrote.
    let by_person = |field: Field| of(field).is_some_and(|f| f.basis.origin == Origin::Person);
    let sure = |field: Field| match of(field) {
        Some(_) if by_person(field) => Some(1.0),
        Some(filing) if filing.value.is_some() => Some(filing.basis.certainty),
        _ => None,
    };
    let signs = Signs {
        not_speech: is_no_speech(row.genre.as_deref()),
        supplied: row.supplied && !by_person(Field::Title),
        cut: row.complete != Completeness::Full.as_str(),
        theme: if by_person(Field::Themes) {
            Some(1.0)
        } else {
            theme
        },
    };
    wants(&signs, sure, line)
}

fn wants(signs: &Signs, sure: impl Fn(Field) -> Option<f32>, line: f32) -> Vec<&'static str> {
    // Kept as thousandths: a field that is exactly on the line is above it.
    let below = |sure: f32| sure + 0.0005 < line;
    let fields = FIELDS.iter().filter_map(|&(id, field, needed)| {
        let composed = field == Field::Title && signs.supplied;
        (composed || sure(field).map_or(needed, below)).then_some(id)
    });
    let not_speech = signs.not_speech.then_some("not_speech");
    let cut = signs.cut.then_some("complete");
    let theme = signs.theme.is_none_or(below).then_some("theme");
    not_speech
        .into_iter()
        .chain(fields)
        .chain(cut)
        .chain(theme)
        .collect()
}

fn is_no_speech(genre: Option<&str>) -> bool {
    let genres = speech::lexicon::genres().terms();
    let first = genres.iter().position(|g| g.id == FIRST_NON_SPEECH);
    match (
        genre.and_then(|id| genres.iter().position(|g| g.id == id)),
        first,
    ) {
        (Some(at), Some(first)) => at >= first,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURE: Signs = Signs {
        not_speech: false,
        supplied: false,
        cut: false,
        theme: Some(0.92),
    };

    #[test]
    fn what_is_sure_throughout_wants_nothing() {
        let without_speaker = |field| (field != Field::Speaker).then_some(0.9);
        assert!(wants(&SURE, without_speaker, 0.9).is_empty());
    }

    #[test]
    fn the_line_is_the_persons_own() {
        let sure = |field| Some(if field == Field::Level { 0.85 } else { 0.95 });
        assert_eq!(wants(&SURE, sure, 0.9), ["level"]);
        assert!(wants(&SURE, sure, 0.8).is_empty());
    }

    #[test]
    fn an_undated_report_wants_two_things_and_a_weak_theme_a_third() {
        let report = Signs {
            not_speech: is_no_speech(Some("genre.news")),
            theme: Some(0.5),
            ..SURE
        };
        let undated = |field| (field != Field::Date).then_some(0.95);
        assert_eq!(
            wants(&report, undated, 0.9),
            ["not_speech", "date", "theme"]
        );
        assert!(!is_no_speech(Some("genre.speech")));
    }
}
