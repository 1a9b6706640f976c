//! Correcting a text: other words set in place of a passage of the clean text, as edits over the
//! file's text, so that the original stays and each correction can be taken back.
//! Judges no words; what stands on the text is carried over by `ledger`.

use speech::moved::{Change, changes};
use speech::{Edit, Span};

use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::ids::SpeechId;
use crate::ledger::clean;
use crate::reading::Scalars;
use crate::record::{LedgerLine, ledger_lines};
use crate::{content, sql};

/// The rule of an edit that a person made.
pub const CORRECTION: &str = "person.correct";

impl Tx<'_> {
    /// Sets `now` in place of a passage of the clean text. Only what differs becomes an edit; one
    /// that was made there before is taken into the new one.
    pub fn correct(&mut self, id: &SpeechId, span: Span, now: &str) -> Result<()> {
        let speech = self.num(id)?;
        let was = self.reading(speech)?;
        let file_text = content::text(self.content, was.file_text)?;
        let old = clean(&file_text, was.territory, &was.ledger, &was.restored);
        let text = Scalars::new(&old.text);
        if span.end > text.len() || span.start > span.end {
            return Err(Error::unfit(
                "span",
                format!("{}..{}", span.start, span.end),
            ));
        }
        let lines = ledger_lines(was.territory, was.ledger.clone(), &was.restored);
        let mut hunks: Vec<Hunk> = changes(text.cut(span), now)
            .into_iter()
            .map(|change| Hunk::new(change, span.start, &lines, &old))
            .collect();
        if hunks.is_empty() {
            return Ok(());
        }
        if hunks
            .windows(2)
            .any(|pair| pair[0].file.end > pair[1].file.start)
        {
            let whole = Change {
                span: Span::new(0, span.len()),
                now: now.to_owned(),
            };
            hunks = vec![Hunk::new(whole, span.start, &lines, &old)];
        }
        let (mut ledger, mut restored) = (was.ledger.clone(), was.restored.clone());
        let file = Scalars::new(&file_text);
        for hunk in hunks {
            restored.extend(hunk.absorbed);
            ledger.push(Edit {
                span: hunk.file,
                was: file.cut(hunk.file).to_owned(),
                now: hunk.now,
                rule: CORRECTION.to_owned(),
            });
        }
        restored.sort_unstable();
        restored.dedup();
        let expected: String = [
            text.cut(Span::new(0, span.start)),
            now,
            text.cut(Span::new(span.end, text.len())),
        ]
        .concat();
        let new = clean(&file_text, was.territory, &ledger, &restored);
        if new.text != expected {
            return Err(Error::unfit("correction of speech", id));
        }
        self.catalogue
            .prepare_cached(sql!("speech/set_ledger"))?
            .execute(rusqlite::params![speech, serde_json::to_string(&ledger)?])?;
        self.relay(speech, &was, &restored, &old, &new)
    }
}

/// What follows for other edits when a correction is set aside (`on`) or comes back: those whose
/// place it had taken come back, or step aside again.
pub(crate) fn follow(ledger: &[Edit], restored: &mut Vec<u32>, index: u32, on: bool) {
    let Some(correction) = ledger.get(index as usize).filter(|e| e.rule == CORRECTION) else {
        return;
    };
    let taken = (0u32..)
        .zip(ledger)
        .filter(|(i, e)| *i != index && over(e.span, correction.span))
        .map(|(i, _)| i);
    if on {
        let taken: Vec<u32> = taken.filter(|i| *i < index).collect();
        restored.retain(|i| !taken.contains(i));
    } else {
        restored.extend(taken);
        restored.sort_unstable();
        restored.dedup();
    }
}

/// True when one cannot stand beside the other.
fn over(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// A change as an edit over the file's text.
struct Hunk {
    file: Span,
    now: String,
    /// Edits that it takes the place of.
    absorbed: Vec<u32>,
}

impl Hunk {
    fn new(change: Change, from: u32, lines: &[LedgerLine], old: &speech::CleanText) -> Self {
        let (a, b) = (change.span.start + from, change.span.end + from);
        let mut absorbed: Vec<&LedgerLine> = lines
            .iter()
            .filter(|line| !line.restored && touches(line.at, a, b))
            .collect();
        absorbed.sort_by_key(|line| line.edit.span);
        let mut now = change.now;
        let mut start = match a.checked_sub(1) {
            Some(before) if a == b => old.to_file(before) + 1,
            _ => old.to_file(a),
        };
        let mut end = if a == b {
            start
        } else {
            old.to_file(b - 1) + 1
        };
        if let Some(first) = absorbed.first() {
            let kept = a.saturating_sub(first.at.start) as usize;
            now = first
                .edit
                .now
                .chars()
                .take(kept)
                .chain(now.chars())
                .collect();
            if first.at.start <= a {
                start = first.edit.span.start;
            }
        }
        if let Some(last) = absorbed.last() {
            let gone = last.at.len().saturating_sub(last.at.end.saturating_sub(b)) as usize;
            now.extend(last.edit.now.chars().skip(gone));
            if last.at.end >= b {
                end = last.edit.span.end;
            }
        }
        Self {
            file: Span::new(start, end.max(start)),
            now,
            absorbed: absorbed.iter().map(|line| line.index).collect(),
        }
    }
}

/// True when a change of `a..b` reaches into what an edit left at `at`.
fn touches(at: Span, a: u32, b: u32) -> bool {
    if at.is_empty() {
        a < at.start && at.start < b
    } else if a == b {
        at.start < a && a < at.end
    } else {
        at.start < b && a < at.end
    }
}
