//! Decides when a speech was given from all the evidence its text holds.
//! Finds no dates itself (`parse`, `clues`), and gives none when there is no evidence.

use super::parse;
use crate::model::{Evidence, Guess, OtherDate, Reason, Span};

/// What is known of a speech when its date is asked for. Spans are in the file's extracted text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The text of the speech's territory.
    pub text: &'a str,
    /// File offset of its first scalar.
    pub offset: u32,
    /// Where the title stands, if the text has one.
    pub title: Option<Span>,
    /// Where the body starts, after title, date and speaker lines.
    pub body_start: u32,
    /// What was removed as notices.
    pub removed: &'a [Span],
    /// Where the closing (signature) stands, if the text has one.
    pub closing: Option<Span>,
    /// Name of the file, without its folder.
    pub file_name: Option<&'a str>,
    /// Level id of the body that called the meeting.
    pub level: Option<&'a str>,
}

/// The speech's date and the dates that are not its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inferred {
    /// EDTF level 0/1; `None` when nothing dates the text.
    pub date: Option<Guess<String>>,
    /// Publish dates, reprints, datelines.
    pub others: Vec<OtherDate>,
}

/// The date of a speech from all the evidence.
pub fn infer(ctx: &Context) -> Inferred {
    let chars: Vec<char> = ctx.text.chars().map(parse::plain).collect();
    let start = ctx.title.map_or(0, |t| t.start.saturating_sub(ctx.offset));
    let head_end = ctx.body_start.saturating_sub(ctx.offset).max(start) + 1;
    let near_title = parse::written(&chars).into_iter().find(|w| {
        w.span.start >= start
            && w.span.end <= head_end
            && !ctx.removed.iter().any(|r| {
                r.holds(Span::new(
                    w.span.start + ctx.offset,
                    w.span.end + ctx.offset,
                ))
            })
    });
    let date = near_title.map(|w| {
        let quote = ctx
            .text
            .chars()
            .skip(w.span.start as usize)
            .take(w.span.len() as usize)
            .collect();
        let span = Span::new(w.span.start + ctx.offset, w.span.end + ctx.offset);
        Guess::new(
            w.edtf.to_string(),
            0.9,
            vec![Evidence {
                quote,
                span: Some(span),
                reason: Reason::of("date.stated_title"),
            }],
        )
    });
    Inferred {
        date,
        others: Vec::new(),
    }
}
