//! What of a filing wants a person's eye: one rule for the import report, the inbox and 各栏有据.
//! Decides nothing about what is done with it.

use speech::{Completeness, Proposal};

use crate::view;
use crate::wire::{Mark, Row};

/// The signs by which a filing is judged.
pub struct Signs {
    /// The text reads like a report, an article or minutes.
    pub not_speech: bool,
    /// The title was composed.
    pub supplied: bool,
    /// Text is missing.
    pub cut: bool,
    /// Mark of the date.
    pub date: Mark,
    /// Mark of the type.
    pub kind: Mark,
    /// Mark of the genre.
    pub genre: Mark,
    /// Mark of the level.
    pub level: Mark,
    /// No theme was found.
    pub no_theme: bool,
}

/// Genres from here on in the lexicon are no speeches.
const FIRST_NON_SPEECH: &str = "genre.news";

impl Signs {
    /// The signs of a proposal.
    pub fn of_proposal(p: &Proposal) -> Self {
        let mark = |guess: Option<f32>| {
            guess.map_or(Mark::Unknown, |c| view::mark(archive::Origin::Rule, c))
        };
        Self {
            not_speech: is_no_speech(p.genre.as_ref().map(|g| g.value.as_str())),
            supplied: p.title_supplied,
            cut: p.complete != Completeness::Full,
            date: mark(p.date.as_ref().map(|d| d.certainty)),
            kind: mark(p.meeting.kind.as_ref().map(|k| k.certainty)),
            genre: mark(p.genre.as_ref().map(|g| g.certainty)),
            level: mark(p.level.as_ref().map(|l| l.certainty)),
            no_theme: p.themes.is_empty(),
        }
    }

    /// The signs of a row with the marks of the fields it does not carry; a title that a person
    /// confirmed is no longer a matter.
    pub fn of_row(row: &Row, title: Mark, kind: Mark, genre: Mark, level: Mark) -> Self {
        Self {
            not_speech: is_no_speech(row.genre.as_deref()),
            supplied: row.supplied && title != Mark::Confirmed,
            cut: row.complete != Completeness::Full.as_str(),
            date: row.date_mark,
            kind,
            genre,
            level,
            no_theme: row.themes.is_empty(),
        }
    }

    /// What wants an eye, worst first; empty when all may be filed unseen.
    pub fn wants(&self) -> Vec<&'static str> {
        let weak = |mark: Mark| matches!(mark, Mark::Doubtful | Mark::Unknown);
        [
            ("not_speech", self.not_speech),
            ("title", self.supplied),
            ("date", weak(self.date)),
            ("type", weak(self.kind)),
            ("complete", self.cut),
            ("genre", weak(self.genre)),
            ("level", weak(self.level)),
            ("theme", self.no_theme),
        ]
        .into_iter()
        .filter_map(|(what, wanted)| wanted.then_some(what))
        .collect()
    }
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

    #[test]
    fn what_is_surely_filed_wants_nothing_and_an_undated_report_wants_two_things() {
        let sure = Signs {
            not_speech: false,
            supplied: false,
            cut: false,
            date: Mark::Inferred,
            kind: Mark::Stated,
            genre: Mark::Confirmed,
            level: Mark::Stated,
            no_theme: false,
        };
        assert!(sure.wants().is_empty());
        let report = Signs {
            not_speech: is_no_speech(Some("genre.news")),
            date: Mark::Unknown,
            ..sure
        };
        assert_eq!(report.wants(), ["not_speech", "date"]);
        assert!(!is_no_speech(Some("genre.speech")));
    }
}
