//! How a speech's outline and findings are kept: offsets and short words, not copies of the text.
//! Reads nothing into them.

use serde::{Deserialize, Serialize};
use speech::{Finding, Heading, Slot, SlotSort, Span};

use crate::error::Result;

/// A heading as `[depth, start, end]`, and its section's function where that is told; its words
/// stand in the text. Archives written before sections had functions hold only the first three.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KeptHeading {
    Told(u8, u32, u32, String),
    Bare(u8, u32, u32),
}

/// Headings as kept.
pub(crate) fn pack_outline(outline: &[Heading]) -> Result<String> {
    let rows: Vec<KeptHeading> = outline
        .iter()
        .map(|h| match &h.function {
            Some(told) => KeptHeading::Told(h.depth, h.span.start, h.span.end, told.clone()),
            None => KeptHeading::Bare(h.depth, h.span.start, h.span.end),
        })
        .collect();
    Ok(serde_json::to_string(&rows)?)
}

/// Headings with their words, cut from the text.
pub(crate) fn unpack_outline(json: &str, text: &Scalars<'_>) -> Result<Vec<Heading>> {
    let rows: Vec<KeptHeading> = serde_json::from_str(json)?;
    Ok(rows
        .into_iter()
        .map(|kept| {
            let (depth, start, end, function) = match kept {
                KeptHeading::Told(depth, start, end, told) => (depth, start, end, Some(told)),
                KeptHeading::Bare(depth, start, end) => (depth, start, end, None),
            };
            let span = Span::new(start, end);
            Heading {
                depth,
                text: text.cut(span).trim().to_owned(),
                span,
                function,
            }
        })
        .collect())
}

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(rename = "k")]
    kind: String,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    sort: Option<String>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(rename = "q", default, skip_serializing_if = "String::is_empty")]
    quote: String,
    #[serde(rename = "s")]
    spans: Vec<(u32, u32)>,
    /// Sort, words and places of each slot.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    slots: Vec<(SlotSort, String, Vec<u32>)>,
}

/// Findings as kept.
pub(crate) fn pack_findings(findings: &[Finding]) -> Result<String> {
    let rows: Vec<Kept> = findings
        .iter()
        .map(|f| Kept {
            kind: f.kind.clone(),
            sort: f.sort.clone(),
            count: f.count,
            quote: f.quote.clone(),
            spans: f.spans.iter().map(|s| (s.start, s.end)).collect(),
            slots: f
                .slots
                .iter()
                .map(|s| (s.sort, s.words.clone(), s.at.clone()))
                .collect(),
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
            sort: kept.sort,
            count: kept.count,
            quote: kept.quote,
            spans: kept
                .spans
                .into_iter()
                .map(|(start, end)| Span::new(start, end))
                .collect(),
            slots: kept
                .slots
                .into_iter()
                .map(|(sort, words, at)| Slot { sort, words, at })
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
    fn what_was_kept_comes_back_and_what_an_older_program_kept_is_read() {
        let text = "一、认清形势\n（一）XX县";
        let heading = |depth, start, end, function: Option<&str>| Heading {
            depth,
            text: text.chars().skip(start).take(end - start).collect(),
            span: Span::new(start as u32, end as u32),
            function: function.map(str::to_owned),
        };
        let outline = vec![
            heading(1, 0, 6, Some("section.situation")),
            heading(2, 7, 13, None),
        ];
        let scalars = Scalars::new(text);
        let kept = pack_outline(&outline).and_then(|json| unpack_outline(&json, &scalars));
        assert_eq!(kept.ok(), Some(outline));
        let old = unpack_outline("[[1,0,6]]", &scalars);
        assert_eq!(old.ok(), Some(vec![heading(1, 0, 6, None)]));
        let slots = Finding {
            kind: "slot".into(),
            count: Some(1),
            spans: vec![Span::new(10, 12)],
            slots: vec![Slot {
                sort: SlotSort::Place,
                words: "XX县".into(),
                at: vec![0],
            }],
            ..Finding::default()
        };
        let damage = Finding {
            kind: "damage".into(),
            sort: Some("doubled".into()),
            ..Finding::default()
        };
        let all = vec![slots, damage];
        let kept = pack_findings(&all).and_then(|json| unpack_findings(&json));
        assert_eq!(kept.ok(), Some(all));
        let old = unpack_findings(r#"[{"k":"slot","c":2,"s":[[0,1],[2,3]]}]"#);
        assert_eq!(old.map(|f| f[0].spans.len()).ok(), Some(2));
    }

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
