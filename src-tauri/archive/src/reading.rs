//! How a speech's outline and findings are kept: offsets and short words, not copies of the text.
//! Reads nothing into them.

use serde::{Deserialize, Serialize};
use speech::{Finding, Heading, Span};

use crate::error::Result;

/// Headings as `[depth, start, end]`; their words stand in the text.
pub(crate) fn pack_outline(outline: &[Heading]) -> Result<String> {
    let rows: Vec<(u8, u32, u32)> = outline
        .iter()
        .map(|h| (h.depth, h.span.start, h.span.end))
        .collect();
    Ok(serde_json::to_string(&rows)?)
}

/// Headings with their words, cut from the text.
pub(crate) fn unpack_outline(json: &str, text: &Scalars<'_>) -> Result<Vec<Heading>> {
    let rows: Vec<(u8, u32, u32)> = serde_json::from_str(json)?;
    Ok(rows
        .into_iter()
        .map(|(depth, start, end)| {
            let span = Span::new(start, end);
            Heading {
                depth,
                text: text.cut(span).trim().to_owned(),
                span,
            }
        })
        .collect())
}

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(rename = "k")]
    kind: String,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(rename = "q", default, skip_serializing_if = "String::is_empty")]
    quote: String,
    #[serde(rename = "s")]
    spans: Vec<(u32, u32)>,
}

/// Findings as kept.
pub(crate) fn pack_findings(findings: &[Finding]) -> Result<String> {
    let rows: Vec<Kept> = findings
        .iter()
        .map(|f| Kept {
            kind: f.kind.clone(),
            count: f.count,
            quote: f.quote.clone(),
            spans: f.spans.iter().map(|s| (s.start, s.end)).collect(),
        })
        .collect();
    Ok(serde_json::to_string(&rows)?)
}

/// Findings from what was kept.
pub(crate) fn unpack_findings(json: &str) -> Result<Vec<Finding>> {
    let rows: Vec<Kept> = serde_json::from_str(json)?;
    Ok(rows
        .into_iter()
        .map(|kept| Finding {
            kind: kept.kind,
            count: kept.count,
            quote: kept.quote,
            spans: kept
                .spans
                .into_iter()
                .map(|(start, end)| Span::new(start, end))
                .collect(),
        })
        .collect())
}

/// A text that can be cut by scalar offsets.
pub(crate) struct Scalars<'a> {
    text: &'a str,
    /// Byte offset of every 256th scalar, so that a cut needs not count from the start.
    marks: Vec<usize>,
    len: u32,
}

const STRIDE: usize = 256;

impl<'a> Scalars<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / (STRIDE * 2) + 1);
        let mut len = 0;
        for (index, (byte, _)) in text.char_indices().enumerate() {
            if index % STRIDE == 0 {
                marks.push(byte);
            }
            len = index as u32 + 1;
        }
        Self { text, marks, len }
    }

    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    fn byte(&self, scalar: u32) -> usize {
        if scalar >= self.len {
            return self.text.len();
        }
        let mark = self.marks[scalar as usize / STRIDE];
        self.text[mark..]
            .char_indices()
            .nth(scalar as usize % STRIDE)
            .map_or(self.text.len(), |(byte, _)| mark + byte)
    }

    /// The words of a span; what lies past the end is left out.
    pub(crate) fn cut(&self, span: Span) -> &'a str {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        &self.text[start..end.max(start)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_by_scalars_not_bytes() {
        let text = "同志们：a𠀀今天".repeat(100);
        let scalars = Scalars::new(&text);
        assert_eq!(scalars.len(), 800);
        assert_eq!(scalars.cut(Span::new(4, 6)), "a𠀀");
        assert_eq!(scalars.cut(Span::new(796, 900)), "a𠀀今天");
        assert_eq!(scalars.cut(Span::new(900, 950)), "");
        assert_eq!(scalars.cut(Span::new(511, 514)), "天同志");
    }
}
