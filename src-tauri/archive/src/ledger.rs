//! Brings a removed line back into the clean text, or hides it again: a new text layer, and all
//! that stands on the old one carried over. Decides no removal.

use std::cell::LazyCell;

use rusqlite::{OptionalExtension, params};
use speech::anchor::Ground;
use speech::moved::Moved;
use speech::{CleanText, Edit, Evidence, Heading, OtherDate, Span};

use crate::content;
use crate::correct;
use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::ids::{Hash, SpeechId};
use crate::note;
use crate::reading::{self, Scalars};
use crate::selector::{self, Carry, Passage};
use crate::sql;

/// The part of a speech's reading that changes with its text.
pub(crate) struct Reading {
    pub file_text: Hash,
    clean: Hash,
    pub territory: Span,
    body_start: u32,
    pub ledger: Vec<Edit>,
    pub restored: Vec<u32>,
    outline: String,
    findings: String,
    other_dates: String,
}

/// The clean text that a ledger gives when some of its edits are set aside.
pub(crate) fn clean(
    file_text: &str,
    territory: Span,
    ledger: &[Edit],
    restored: &[u32],
) -> CleanText {
    let edits: Vec<Edit> = (0u32..)
        .zip(ledger)
        .filter(|(index, _)| !restored.contains(index))
        .map(|(_, edit)| edit.clone())
        .collect();
    CleanText::new(file_text, territory, &edits)
}

impl Tx<'_> {
    /// Brings back what edit `index` of the ledger removed or repaired.
    pub fn restore_removed(&mut self, id: &SpeechId, index: u32) -> Result<()> {
        self.set_restored(id, index, true)
    }

    /// Hides it again.
    pub fn hide_again(&mut self, id: &SpeechId, index: u32) -> Result<()> {
        self.set_restored(id, index, false)
    }

    /// The clean text of a speech with its hash.
    pub(crate) fn clean_text(&self, speech: i64) -> Result<(Hash, String)> {
        let hash = self
            .catalogue
            .prepare_cached("SELECT clean FROM reading WHERE speech = ?1")?
            .query_row([speech], |row| row.get(0))?;
        Ok((hash, content::text(self.content, hash)?))
    }

    /// The outline of a speech's clean text.
    pub(crate) fn outline(&self, speech: i64, clean: &str) -> Result<Vec<Heading>> {
        let json: String = self
            .catalogue
            .prepare_cached("SELECT outline FROM reading WHERE speech = ?1")?
            .query_row([speech], |row| row.get(0))?;
        reading::unpack_outline(&json, &Scalars::new(clean))
    }

    fn set_restored(&mut self, id: &SpeechId, index: u32, on: bool) -> Result<()> {
        let speech = self.num(id)?;
        let was = self.reading(speech)?;
        if index as usize >= was.ledger.len() {
            return Err(Error::missing("edit", index));
        }
        if was.restored.contains(&index) == on {
            return Ok(());
        }
        let mut restored = was.restored.clone();
        if on {
            restored.push(index);
            restored.sort_unstable();
        } else {
            restored.retain(|other| *other != index);
        }
        correct::follow(&was.ledger, &mut restored, index, on);
        let file_text = content::text(self.content, was.file_text)?;
        let old = clean(&file_text, was.territory, &was.ledger, &was.restored);
        let new = clean(&file_text, was.territory, &was.ledger, &restored);
        self.relay(speech, &was, &restored, &old, &new)
    }

    /// Puts a new clean text in the place of the old one, with all that stands on it.
    pub(crate) fn relay(
        &self,
        speech: i64,
        was: &Reading,
        restored: &[u32],
        old: &CleanText,
        new: &CleanText,
    ) -> Result<()> {
        // Only a clean text that follows from its ledger can be mapped to another one.
        if Hash::of(old.text.as_bytes()) != was.clean {
            return Err(Error::unfit("ledger of speech", speech.to_string()));
        }
        let layer = content::pack(new.text.as_bytes())?;
        content::keep(self.content, &layer)?;
        let carry = Carry { old, new };
        self.carry_reading(speech, was, restored, layer.hash, &carry)?;
        self.carry_evidence(speech, &carry)?;
        self.carry_passages(speech, layer.hash, &carry)
    }

    pub(crate) fn reading(&self, speech: i64) -> Result<Reading> {
        let mut ask = self.catalogue.prepare_cached(sql!("speech/ledger"))?;
        ask.query_and_then([speech], |row| {
            Ok(Reading {
                file_text: row.get(0)?,
                clean: row.get(1)?,
                territory: Span::new(row.get(2)?, row.get(3)?),
                body_start: row.get(4)?,
                ledger: serde_json::from_slice(row.get_ref(5)?.as_bytes()?)?,
                restored: serde_json::from_slice(row.get_ref(6)?.as_bytes()?)?,
                outline: row.get(7)?,
                findings: row.get(8)?,
                other_dates: row.get(9)?,
            })
        })?
        .next()
        .unwrap_or_else(|| Err(Error::missing("reading", speech)))
    }

    fn carry_reading(
        &self,
        speech: i64,
        was: &Reading,
        restored: &[u32],
        hash: Hash,
        carry: &Carry<'_>,
    ) -> Result<()> {
        let old_text = Scalars::new(&carry.old.text);
        let mut outline = reading::unpack_outline(&was.outline, &old_text)?;
        outline.retain_mut(|heading| match carry.span(heading.span) {
            Some(span) => {
                heading.span = span;
                true
            }
            None => false,
        });
        let mut findings = reading::unpack_findings(&was.findings)?;
        for span in findings.iter_mut().flat_map(|f| f.spans.iter_mut()) {
            // A gap is a place without words: it goes by its place.
            *span = carry
                .span(*span)
                .unwrap_or_else(|| Span::new(carry.point(span.start), carry.point(span.end)));
        }
        let ground = LazyCell::new(|| Ground::new(&carry.new.text));
        let mut others: Vec<OtherDate> = serde_json::from_str(&was.other_dates)?;
        for other in &mut others {
            carry_one(&mut other.evidence, carry, &ground);
        }
        self.catalogue
            .prepare_cached(sql!("speech/set_reading"))?
            .execute(params![
                speech,
                hash,
                carry.point(was.body_start),
                serde_json::to_string(restored)?,
                reading::pack_outline(&outline)?,
                reading::pack_findings(&findings)?,
                serde_json::to_string(&others)?
            ])?;
        self.catalogue
            .prepare_cached("UPDATE speech SET length = ?2 WHERE num = ?1")?
            .execute(params![speech, carry.new.text.chars().count() as i64])?;
        Ok(())
    }

    fn carry_evidence(&self, speech: i64, carry: &Carry<'_>) -> Result<()> {
        let ground = LazyCell::new(|| Ground::new(&carry.new.text));
        for (list, set) in [
            (sql!("filing/evidence"), sql!("filing/set_evidence")),
            (sql!("theme/evidence"), sql!("theme/set_evidence")),
        ] {
            let rows: Vec<(String, String)> = {
                let mut ask = self.catalogue.prepare_cached(list)?;
                let rows = ask.query_map([speech], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            let mut set = self.catalogue.prepare_cached(set)?;
            for (name, json) in rows {
                let mut evidence: Vec<Evidence> = serde_json::from_str(&json)?;
                evidence
                    .iter_mut()
                    .for_each(|e| carry_one(e, carry, &ground));
                set.execute(params![speech, name, serde_json::to_string(&evidence)?])?;
            }
        }
        Ok(())
    }

    fn carry_passages(&self, speech: i64, hash: Hash, carry: &Carry<'_>) -> Result<()> {
        let scalars = Scalars::new(&carry.new.text);
        let ground = LazyCell::new(|| Ground::new(&carry.new.text));
        let moved = LazyCell::new(|| Moved::between(&carry.old.text, &carry.new.text));
        let outline = self.outline(speech, &carry.new.text)?;
        // A lost passage comes back when its words do.
        let carried = |lost: bool, was: &Passage| -> Result<Option<Passage>> {
            let span = if lost {
                selector::find(&ground, &outline, was)
            } else {
                carry.passage(was.span).or_else(|| moved.span(was.span))
            };
            span.map(|span| selector::cut(&scalars, &outline, span))
                .transpose()
        };
        for mut note in note::of_speech(self.catalogue, speech)? {
            match carried(note.lost, &note.passage())? {
                Some(passage) => note.stand_at(passage),
                // A note on the whole speech stands on it whatever becomes of its first line.
                None if note.style == "speech" => {
                    let whole = Span::new(0, scalars.len().min(note.span.len().max(1)));
                    note.stand_at(selector::cut(&scalars, &outline, whole)?);
                }
                None => note.lost = true,
            }
            note.write(self.catalogue, speech, hash)?;
        }
        self.carry_excerpts(speech, carried)
    }
}

/// Evidence whose words went keeps its quote; when they come back, so does its span.
fn carry_one(evidence: &mut Evidence, carry: &Carry<'_>, ground: &Ground) {
    evidence.span = match evidence.span {
        Some(span) => carry.span(span),
        None if evidence.quote.is_empty() => None,
        None => {
            let was = Passage {
                span: Span::default(),
                quote: evidence.quote.clone(),
                prefix: String::new(),
                suffix: String::new(),
                section: Vec::new(),
            };
            let back = Carry {
                old: carry.new,
                new: carry.old,
            };
            // Only in what has just come back: words that were there before had no span for
            // another reason, such as being those of the file's name.
            selector::find(ground, &[], &was).filter(|span| back.span(*span).is_none())
        }
    };
}

impl crate::Archive {
    /// The text as extracted from the file that a speech is in.
    pub fn file_text(&self, id: &SpeechId) -> Result<String> {
        self.read(|reader| {
            let hash: Option<Hash> = reader
                .prepare_cached(sql!("speech/file_text"))?
                .query_row([id], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Error::missing("speech", id))?;
            content::text(
                reader,
                hash.ok_or_else(|| Error::missing("text of speech", id))?,
            )
        })
    }
}
