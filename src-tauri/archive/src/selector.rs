//! A passage by its words and its place: cut from a text, found again in a changed one.
//! Holds the W3C selectors and nothing of what hangs on them.

use serde::{Deserialize, Serialize};
use speech::anchor::{Anchor, CONTEXT, Ground, How, Place};
use speech::{CleanText, Heading, Span};

use crate::error::{Error, Result};
use crate::reading::Scalars;

/// A passage of a text with its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    pub span: Span,
    pub quote: String,
    pub prefix: String,
    pub suffix: String,
    /// The headings it stands under, the outermost first; empty where none was kept.
    pub section: Vec<String>,
}

/// Characters kept of a heading: enough to know it by.
const HEADING: usize = 40;

/// Cuts a passage; the span must hold something and lie inside the text.
pub(crate) fn cut(text: &Scalars<'_>, outline: &[Heading], span: Span) -> Result<Passage> {
    if span.is_empty() || span.end > text.len() {
        return Err(Error::unfit(
            "span",
            format!("{}..{} of {}", span.start, span.end, text.len()),
        ));
    }
    let before = Span::new(span.start.saturating_sub(CONTEXT), span.start);
    let after = Span::new(span.end, (span.end + CONTEXT).min(text.len()));
    Ok(Passage {
        span,
        quote: text.cut(span).to_owned(),
        prefix: text.cut(before).to_owned(),
        suffix: text.cut(after).to_owned(),
        section: section_at(outline, span.start),
    })
}

/// The headings over a place, the outermost first.
fn section_at(outline: &[Heading], at: u32) -> Vec<String> {
    let over = outline.iter().filter(|heading| heading.span.start <= at);
    let mut path: Vec<&Heading> = Vec::new();
    for heading in over {
        path.retain(|upper| upper.depth < heading.depth);
        path.push(heading);
    }
    path.into_iter()
        .map(|heading| heading.text.lines().collect::<String>())
        .map(|words| words.chars().take(HEADING).collect())
        .collect()
}

/// What stands under a path of headings, when the outline has it just once.
fn section_of(outline: &[Heading], path: &[String], end: u32) -> Option<Span> {
    if path.is_empty() {
        return None;
    }
    let mut there = outline
        .iter()
        .enumerate()
        .filter(|(_, heading)| section_at(outline, heading.span.start) == path);
    let (at, head) = there.next()?;
    if there.next().is_some() {
        return None;
    }
    let next = outline[at + 1..]
        .iter()
        .find(|next| next.depth <= head.depth);
    Some(Span::new(
        head.span.start,
        next.map_or(end, |next| next.span.start),
    ))
}

/// The way from one clean text of a file to another one.
pub(crate) struct Carry<'a> {
    pub old: &'a CleanText,
    pub new: &'a CleanText,
}

impl Carry<'_> {
    /// Where a place is in the new text; one inside words that went, is where they were.
    pub(crate) fn point(&self, at: u32) -> u32 {
        self.new.to_clean(self.old.to_file(at))
    }

    /// Where one scalar went; `None` when it is not in the new text.
    fn scalar(&self, at: u32) -> Option<u32> {
        let file = self.old.to_file(at);
        let there = self.new.to_clean(file);
        (self.new.to_file(there) == file).then_some(there)
    }

    /// Where a span is in the new text, when both its ends are there. The end goes by the last
    /// scalar inside: going by the one after would draw in a line restored right behind the span.
    pub(crate) fn span(&self, span: Span) -> Option<Span> {
        let first = self.scalar(span.start)?;
        let last = self.scalar(span.end.checked_sub(1)?)?;
        (first <= last && !span.is_empty()).then(|| Span::new(first, last + 1))
    }

    /// The same for a passage someone marked, whose edge may have been corrected: what now stands
    /// between the characters outside it and those left of it is part of it. `None` when less than
    /// half of it is left.
    pub(crate) fn passage(&self, span: Span) -> Option<Span> {
        let left: Vec<u32> = (span.start..span.end)
            .filter_map(|at| self.scalar(at))
            .collect();
        if left.is_empty() || left.len() * 2 < span.len() as usize {
            return None;
        }
        let (first, last) = (*left.first()?, *left.last()?);
        let start = match self.scalar(span.start) {
            Some(start) => start,
            None => span
                .start
                .checked_sub(1)
                .map_or(Some(0), |before| Some(self.scalar(before)? + 1))
                .unwrap_or(first),
        };
        let end = match self.scalar(span.end.checked_sub(1)?) {
            Some(last) => last + 1,
            None => self.scalar(span.end).unwrap_or(last + 1),
        };
        (start <= first && last < end).then(|| Span::new(start, end))
    }
}

/// Finds a passage by its words in a text made ready. Only the very words count: of a passage that
/// is half hidden a similar one would be the other half, and it could never grow whole again.
pub(crate) fn find(ground: &Ground, outline: &[Heading], was: &Passage) -> Option<Span> {
    let anchor = Anchor {
        exact: was.quote.clone(),
        prefix: was.prefix.clone(),
        suffix: was.suffix.clone(),
        start: was.span.start,
        end: was.span.end,
    };
    match ground.find_near(&anchor, section_of(outline, &was.section, u32::MAX)) {
        Place::Found { span, how } if how != How::Similar => Some(span),
        Place::Found { .. } | Place::Lost => None,
    }
}

/// The selectors of the W3C Web Annotation model that we keep; offsets in scalars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
#[expect(
    clippy::enum_variant_names,
    reason = "the names that the model gives them"
)]
pub(crate) enum Selector {
    TextQuoteSelector {
        exact: String,
        prefix: String,
        suffix: String,
    },
    TextPositionSelector {
        start: u32,
        end: u32,
    },
    /// The section, and the words within it.
    FragmentSelector {
        #[serde(rename = "conformsTo")]
        conforms_to: String,
        /// The headings over it, the outermost first, one a line.
        value: String,
        #[serde(rename = "refinedBy")]
        refined_by: Box<Selector>,
    },
}

/// What the value of a fragment selector is: a path of headings.
const SECTIONS: &str = "urn:rostrum:sections";

impl Passage {
    pub(crate) fn selectors(&self) -> Vec<Selector> {
        let quote = Selector::TextQuoteSelector {
            exact: self.quote.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
        };
        let place = Selector::TextPositionSelector {
            start: self.span.start,
            end: self.span.end,
        };
        if self.section.is_empty() {
            return vec![quote, place];
        }
        let section = Selector::FragmentSelector {
            conforms_to: SECTIONS.to_owned(),
            value: self.section.join("\n"),
            refined_by: Box::new(quote.clone()),
        };
        vec![quote, place, section]
    }

    pub(crate) fn from_selectors(selectors: &[Selector]) -> Self {
        let mut passage = Self {
            span: Span::default(),
            quote: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            section: Vec::new(),
        };
        for selector in selectors {
            match selector {
                Selector::TextQuoteSelector {
                    exact,
                    prefix,
                    suffix,
                } => {
                    passage.quote.clone_from(exact);
                    passage.prefix.clone_from(prefix);
                    passage.suffix.clone_from(suffix);
                }
                Selector::TextPositionSelector { start, end } => {
                    passage.span = Span::new(*start, *end);
                }
                Selector::FragmentSelector { value, .. } => {
                    passage.section = value.lines().map(str::to_owned).collect();
                }
            }
        }
        passage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str, start: u32, end: u32) -> Passage {
        match cut(&Scalars::new(text), &[], Span::new(start, end)) {
            Ok(passage) => passage,
            Err(error) => unreachable!("{error}"),
        }
    }

    #[test]
    fn a_passage_is_found_again_by_its_surroundings() {
        let was = passage("抓项目。一要抓项目，二要促投资。", 6, 9);
        assert_eq!(
            (was.quote.as_str(), was.prefix.as_str()),
            ("抓项目", "抓项目。一要")
        );
        let find_in = |text: &str| find(&Ground::new(text), &[], &was);
        let now = "抓项目。抓项目。一要抓项目，二要促投资。抓项目";
        assert_eq!(find_in(now), Some(Span::new(10, 13)));
        assert_eq!(find_in("促投资"), None);
    }

    #[test]
    fn a_span_outside_the_text_is_refused() {
        let text = Scalars::new("同志们");
        assert!(cut(&text, &[], Span::new(2, 4)).is_err());
        assert!(cut(&text, &[], Span::new(1, 1)).is_err());
    }

    #[test]
    fn a_place_is_told_by_the_headings_over_it() {
        let heading = |depth, text: &str, start| Heading {
            depth,
            text: text.to_owned(),
            span: Span::new(start, start + 3),
            function: None,
        };
        let outline = [
            heading(1, "一、看", 5),
            heading(2, "（一）远", 20),
            heading(2, "（二）近", 40),
            heading(1, "二、做", 60),
        ];
        assert_eq!(section_at(&outline, 3), Vec::<String>::new());
        assert_eq!(section_at(&outline, 45), ["一、看", "（二）近"]);
        assert_eq!(section_at(&outline, 61), ["二、做"]);
        let path = section_at(&outline, 25);
        assert_eq!(section_of(&outline, &path, 99), Some(Span::new(20, 40)));
        assert_eq!(
            section_of(&outline, &["一、看".to_owned()], 99),
            Some(Span::new(5, 60))
        );
        assert_eq!(section_of(&outline, &["三、想".to_owned()], 99), None);
    }
}
