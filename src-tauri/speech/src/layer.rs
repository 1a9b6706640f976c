//! The edit ledger: what was removed or repaired between a file's text and a speech's clean text,
//! and how offsets map across it. Decides nothing; the rules of `clean` write the ledger.

use serde::{Deserialize, Serialize};

use crate::model::Span;

/// One removal or repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What it covers, in the file's extracted text.
    pub span: Span,
    /// The words that stood there, so that the edit can be read and undone.
    pub was: String,
    /// What stands there now; empty for a removal.
    pub now: String,
    /// Rule id, such as `notice.site`, `gap.preview`, `wrap.join`, `layout.blank`.
    pub rule: String,
}

impl Edit {
    /// True when words of the file were taken out (not only white space or a joined line).
    pub fn removes_words(&self) -> bool {
        self.now.is_empty() && self.was.chars().any(|c| !c.is_whitespace())
    }
}

/// A text before and from its `count`th scalar on.
fn divide(text: &str, count: u32) -> (&str, &str) {
    let mut rest = text.chars();
    if let Some(before) = (count as usize).checked_sub(1) {
        rest.nth(before);
    }
    text.split_at(text.len() - rest.as_str().len())
}

/// A speech's clean text with the map between its offsets and those of the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanText {
    /// The text, `\n` between paragraphs.
    pub text: String,
    /// Runs that are the same on both sides: (clean start, file start, length), in order.
    runs: Vec<(u32, u32, u32)>,
    territory: Span,
}

impl CleanText {
    /// Applies a ledger to the part `territory` of `file_text`. Edits outside the territory or
    /// overlapping an earlier one are passed over.
    pub fn new(file_text: &str, territory: Span, ledger: &[Edit]) -> Self {
        let (_, from_there) = divide(file_text, territory.start);
        let (mut rest, _) = divide(from_there, territory.len());
        let mut edits: Vec<&Edit> = ledger.iter().filter(|e| territory.holds(e.span)).collect();
        edits.sort_by_key(|e| e.span);
        let mut text = String::with_capacity(rest.len());
        let mut runs = Vec::new();
        let (mut at, mut out) = (territory.start, 0u32);
        let end = territory.start + rest.chars().count() as u32;
        let mut keep = |from: u32, to: u32, kept: &str, text: &mut String, out: &mut u32| {
            if from < to {
                runs.push((*out, from, to - from));
                text.push_str(kept);
                *out += to - from;
            }
        };
        for edit in edits {
            if edit.span.start < at || edit.span.end > end {
                continue;
            }
            let (kept, from_there) = divide(rest, edit.span.start - at);
            keep(at, edit.span.start, kept, &mut text, &mut out);
            (_, rest) = divide(from_there, edit.span.len());
            text.push_str(&edit.now);
            out += edit.now.chars().count() as u32;
            at = edit.span.end;
        }
        keep(at, end, rest, &mut text, &mut out);
        Self {
            text,
            runs,
            territory,
        }
    }

    /// Where a file offset lands in the clean text; an offset inside a removed part lands where
    /// the part was.
    pub fn to_clean(&self, file_offset: u32) -> u32 {
        let next = self
            .runs
            .partition_point(|&(_, file, _)| file <= file_offset);
        match next.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(&(clean, file, len)) => {
                let inside = file_offset - file;
                if inside <= len {
                    clean + inside
                } else {
                    // After this run, inside an edit: the place where the next run starts.
                    self.runs.get(next).map_or(clean + len, |&(c, _, _)| c)
                }
            }
            None => self.runs.first().map_or(0, |&(c, _, _)| c),
        }
    }

    /// A file span in the clean text.
    pub fn span_to_clean(&self, span: Span) -> Span {
        Span::new(self.to_clean(span.start), self.to_clean(span.end))
    }

    /// Where a clean offset came from in the file's text.
    pub fn to_file(&self, clean_offset: u32) -> u32 {
        let next = self
            .runs
            .partition_point(|&(clean, _, _)| clean <= clean_offset);
        match next.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(&(clean, file, len)) => file + (clean_offset - clean).min(len),
            None => self.territory.start,
        }
    }

    /// A clean span in the file's text.
    pub fn span_to_file(&self, span: Span) -> Span {
        Span::new(self.to_file(span.start), self.to_file(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, was: &str, now: &str) -> Edit {
        Edit {
            span: Span::new(start, end),
            was: was.into(),
            now: now.into(),
            rule: "test".into(),
        }
    }

    #[test]
    fn a_removed_notice_moves_later_offsets_and_can_be_mapped_back() {
        let file = "仅供学习\n同志们：\n今天开会";
        let clean = CleanText::new(file, Span::new(0, 14), &[edit(0, 5, "仅供学习\n", "")]);
        assert_eq!(clean.text, "同志们：\n今天开会");
        assert_eq!(clean.to_clean(5), 0);
        assert_eq!(clean.to_clean(2), 0);
        assert_eq!(clean.to_file(5), 10);
        assert_eq!(clean.span_to_file(Span::new(0, 3)), Span::new(5, 8));
    }

    #[test]
    fn a_joined_line_keeps_both_halves_in_place() {
        let file = "分析形势,\n总结工作";
        let clean = CleanText::new(file, Span::new(0, 10), &[edit(5, 6, "\n", "")]);
        assert_eq!(clean.text, "分析形势,总结工作");
        assert_eq!(clean.to_clean(6), 5);
        assert_eq!(clean.to_file(4), 4);
        assert_eq!(clean.to_file(6), 7);
    }

    #[test]
    fn edits_that_overlap_or_leave_the_territory_change_nothing() {
        let clean = CleanText::new(
            "甲乙丙丁",
            Span::new(1, 4),
            &[edit(0, 2, "甲乙", ""), edit(2, 3, "丙", "")],
        );
        assert_eq!(clean.text, "乙丁");
    }
}
