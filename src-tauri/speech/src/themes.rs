//! Tags a speech with themes from the words it uses, weighted by where they stand.
//! Knows no particular theme: cue words are in `lexicon/themes.tsv`.

use crate::lexicon;
use crate::model::{Evidence, Reason, Span, ThemeGuess};

/// What the themes of a speech are read from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The title.
    pub title: &'a str,
    /// The meeting's name.
    pub meeting: Option<&'a str>,
    /// The headings of the outline.
    pub headings: &'a [&'a str],
    /// The body.
    pub body: &'a str,
    /// File offset of the body's first scalar.
    pub body_offset: u32,
}

/// Themes of the text, strongest first, at most five.
pub fn tag(input: &Input) -> Vec<ThemeGuess> {
    let mut found: Vec<ThemeGuess> = lexicon::themes()
        .terms()
        .iter()
        .filter(|term| term.parent.is_some())
        .filter_map(|term| {
            let count =
                input.body.matches(term.zh).count() + 5 * input.title.matches(term.zh).count();
            let byte = input.body.find(term.zh);
            let span = byte.map(|b| {
                let start = input.body_offset + input.body[..b].chars().count() as u32;
                Span::new(start, start + term.zh.chars().count() as u32)
            });
            (count > 0).then(|| ThemeGuess {
                id: term.id.to_owned(),
                score: count as f32 / (count as f32 + 4.0),
                evidence: vec![Evidence {
                    quote: term.zh.to_owned(),
                    span,
                    reason: Reason::of("theme.words"),
                }],
            })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(5);
    found
}
