//! Writes the rows of one batch of an import into the catalogue.
//! Opens no transaction and stores no content; both are done around it.

use rusqlite::{Connection, OptionalExtension, named_params, params};
use speech::{Evidence, Guess, Proposal};

use super::{Imported, NewFile, NewSpeech, Outcome, ReportLine};
use crate::error::{Error, Result};
use crate::field::{Field, Origin, State, per_mille};
use crate::ids::{Hash, Millis, RunId, SpeechId};
use crate::terms::Heirs;
use crate::{folder, journal, reading, sql};

/// One batch on its way into the catalogue.
pub(super) struct Rows<'a> {
    pub catalogue: &'a Connection,
    pub run: &'a RunId,
    pub now: Millis,
    /// Proposals are kept in the terms that stand.
    pub heirs: Heirs,
}

/// What was found or written for one file.
pub(super) struct Taking {
    pub original: i64,
    pub hash: Hash,
    /// Each with its state.
    pub speeches: Vec<(i64, SpeechId, State)>,
    pub already: bool,
}

/// The fields of a proposal that stand by themselves.
pub(crate) fn guesses(own: &Proposal) -> [(Field, Option<&Guess<String>>); 11] {
    let meeting = &own.meeting;
    [
        (Field::Title, Some(&own.title)),
        (Field::Meeting, meeting.name.as_ref()),
        (Field::Type, meeting.kind.as_ref()),
        (Field::Mode, meeting.mode.as_ref()),
        (Field::Genre, own.genre.as_ref()),
        (Field::Level, own.level.as_ref()),
        (Field::Place, own.place.as_ref()),
        (Field::Speaker, own.speaker.as_ref()),
        (Field::Role, own.role.as_ref()),
        (Field::Source, own.source.as_ref()),
        (Field::Date, own.date.as_ref()),
    ]
}

/// Writes what reading gave for a speech, by a statement that adds or replaces it.
pub(crate) fn write_reading(
    catalogue: &Connection,
    statement: &str,
    num: i64,
    speech: &NewSpeech,
    clean: Hash,
) -> Result<()> {
    let (proposal, own) = (&speech.proposal, &speech.over_clean);
    catalogue
        .prepare_cached(statement)?
        .execute(named_params! {
            ":speech": num,
            ":clean": clean,
            ":body_start": own.body_start,
            ":territory_start": proposal.territory.start,
            ":territory_end": proposal.territory.end,
            ":span_start": proposal.span.start,
            ":span_end": proposal.span.end,
            ":ledger": serde_json::to_string(&proposal.ledger)?,
            ":outline": reading::pack_outline(&own.outline)?,
            ":findings": reading::pack_findings(&own.findings)?,
            ":other_dates": serde_json::to_string(&own.other_dates)?,
        })?;
    Ok(())
}

impl Rows<'_> {
    /// The number of an original that is there, and whether it has been read.
    pub fn known(&self, hash: Hash) -> Result<Option<(i64, bool)>> {
        Ok(self
            .catalogue
            .prepare_cached("SELECT num, text IS NOT NULL FROM original WHERE hash = ?1")?
            .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    pub fn speeches(&self, original: i64) -> Result<Vec<(i64, SpeechId, State)>> {
        let mut ask = self.catalogue.prepare_cached(sql!("import/speeches"))?;
        let rows = ask.query_map([original], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn take(
        &self,
        file: &NewFile<'_>,
        hash: Hash,
        text: Hash,
        clean: &[Hash],
    ) -> Result<Taking> {
        let original = match self.known(hash)? {
            Some((original, read)) => {
                let speeches = self.speeches(original)?;
                if read && (!speeches.is_empty() || file.speeches.is_empty()) {
                    return Ok(Taking {
                        original,
                        hash,
                        speeches,
                        already: true,
                    });
                }
                // It could not be read when it first came; a later program can. Taken back with the
                // speeches, so that it stands among the unread again.
                journal::record(self.catalogue, true)?;
                self.catalogue
                    .prepare_cached(sql!("import/read_after_all"))?
                    .execute(params![
                        original,
                        file.format,
                        file.encoding,
                        text,
                        serde_json::to_string(file.warnings)?
                    ])?;
                self.add_layer(original, text, file.producer)?;
                journal::record(self.catalogue, false)?;
                if !speeches.is_empty() && speeches.len() == file.speeches.len() {
                    // Read before, and that was taken back: its speeches come back.
                    return Ok(Taking {
                        original,
                        hash,
                        speeches,
                        already: true,
                    });
                }
                original
            }
            None => {
                let original = self.add_original(
                    hash,
                    file.bytes.len(),
                    file.format,
                    file.encoding,
                    Some(text),
                    file.warnings,
                )?;
                self.add_layer(original, text, file.producer)?;
                original
            }
        };
        let mut speeches = Vec::with_capacity(file.speeches.len());
        for (position, (speech, clean)) in file.speeches.iter().zip(clean).enumerate() {
            let state = match speech.state {
                State::Filed => State::Filed,
                State::Inbox | State::Trash | State::Withdrawn => State::Inbox,
            };
            let (num, id) = self.add_speech(original, position, speech, *clean, state)?;
            speeches.push((num, id, state));
        }
        Ok(Taking {
            original,
            hash,
            speeches,
            already: false,
        })
    }

    fn add_layer(&self, original: i64, text: Hash, producer: Option<&str>) -> Result<()> {
        let Some(producer) = producer else {
            return Ok(());
        };
        self.catalogue
            .prepare_cached(sql!("import/add_layer"))?
            .execute(params![original, text, producer])?;
        Ok(())
    }

    pub fn add_original(
        &self,
        hash: Hash,
        size: usize,
        format: &str,
        encoding: Option<&str>,
        text: Option<Hash>,
        warnings: &[String],
    ) -> Result<i64> {
        self.catalogue
            .prepare_cached(sql!("import/add_original"))?
            .execute(params![
                hash,
                size as i64,
                format,
                encoding,
                text,
                serde_json::to_string(warnings)?,
                self.now
            ])?;
        Ok(self.catalogue.last_insert_rowid())
    }

    fn add_speech(
        &self,
        original: i64,
        position: usize,
        speech: &NewSpeech,
        clean: Hash,
        state: State,
    ) -> Result<(i64, SpeechId)> {
        let id = SpeechId::new(self.now);
        let own = &*self.heirs.settled(&speech.over_clean);
        let (year, month) = speech.days.shelf();
        let total = |kind: &str| -> u32 {
            own.findings
                .iter()
                .filter(|f| f.kind == kind)
                .map(|f| f.count.unwrap_or(f.spans.len() as u32))
                .sum()
        };
        let value = |guess: &Option<Guess<String>>| guess.as_ref().map(|g| g.value.clone());
        self.catalogue
            .prepare_cached(sql!("import/add_speech"))?
            .execute(named_params! {
                ":id": id,
                ":original": original,
                ":position": position as i64,
                ":state": state,
                ":added": self.now,
                ":length": speech.clean.chars().count() as i64,
                ":title": own.title.value,
                ":title_supplied": own.title_supplied,
                ":speaker": value(&own.speaker),
                ":kind": value(&own.meeting.kind),
                ":genre": value(&own.genre),
                ":level": value(&own.level),
                ":date": value(&own.date),
                ":date_certainty": own.date.as_ref().map(|g| per_mille(g.certainty)),
                ":date_origin": own.date.as_ref().map(|_| Origin::Rule),
                ":earliest": speech.days.earliest,
                ":latest": speech.days.latest,
                ":year": year,
                ":month": month,
                ":complete": own.complete.as_str(),
                ":missing": total("gap"),
                ":slots": total("slot"),
            })?;
        let num = self.catalogue.last_insert_rowid();
        write_reading(
            self.catalogue,
            sql!("import/add_reading"),
            num,
            speech,
            clean,
        )?;
        let ruled = speech.ruled.as_deref();
        self.add_filing(num, own, ruled.and_then(|id| self.heirs.standing(id)))?;
        Ok((num, id))
    }

    fn add_filing(&self, num: i64, own: &Proposal, ruled: Option<&str>) -> Result<()> {
        let meeting = &own.meeting;
        let mut add = self.catalogue.prepare_cached(sql!("filing/insert"))?;
        let mut file = |field: Field, value: &str, certainty: f32, evidence: &[Evidence]| {
            let origin = Origin::of_proposal(evidence);
            let evidence = serde_json::to_string(evidence)?;
            add.execute(params![
                num,
                field,
                value,
                origin,
                per_mille(certainty),
                evidence,
                ruled.filter(|_| field == Field::Type),
                self.now
            ])?;
            Ok::<(), Error>(())
        };
        for (field, guess) in guesses(own) {
            if let Some(guess) = guess {
                file(field, &guess.value, guess.certainty, &guess.evidence)?;
            }
        }
        if !meeting.also.is_empty() {
            let certainty = meeting.kind.as_ref().map_or(0.0, |kind| kind.certainty);
            file(Field::Also, &meeting.also.join(" "), certainty, &[])?;
        }
        file(Field::Complete, own.complete.as_str(), 1.0, &[])?;
        let mut add = self.catalogue.prepare_cached(sql!("theme/insert"))?;
        for theme in &own.themes {
            add.execute(params![
                num,
                theme.id,
                Origin::of_proposal(&theme.evidence),
                per_mille(theme.score),
                serde_json::to_string(&theme.evidence)?
            ])?;
        }
        Ok(())
    }

    pub fn name(&self, original: i64, name: &str) -> Result<()> {
        let name = folder::relative(name);
        self.catalogue
            .prepare_cached(sql!("import/name"))?
            .execute(params![original, name, folder::of(&name), self.now])?;
        Ok(())
    }

    /// The recorded half: the name, and speeches that an undone import had withdrawn.
    pub fn show(
        &self,
        name: &str,
        taking: Taking,
        version_of: Option<SpeechId>,
    ) -> Result<Imported> {
        self.name(taking.original, name)?;
        let mut show = self.catalogue.prepare_cached(sql!("import/show"))?;
        let mut back = 0;
        for (num, _, _) in taking.speeches.iter().filter(|_| taking.already) {
            back += show.execute([num])?;
        }
        let outcome = if taking.speeches.is_empty() {
            Outcome::Empty
        } else if taking.already && back == 0 {
            Outcome::Already
        } else if version_of.is_some() {
            Outcome::Version
        } else {
            Outcome::Added
        };
        self.report(&ReportLine {
            name: name.to_owned(),
            outcome,
            reason: None,
            original: Some(taking.hash),
            speeches: taking.speeches.len() as u32,
        })?;
        Ok(Imported {
            original: taking.hash,
            speeches: taking.speeches.into_iter().map(|(_, id, _)| id).collect(),
            already: taking.already,
            version_of,
        })
    }

    pub fn report(&self, line: &ReportLine) -> Result<()> {
        self.catalogue
            .prepare_cached(sql!("import/add_line"))?
            .execute(params![
                self.run,
                folder::relative(&line.name),
                line.outcome,
                line.reason,
                line.original,
                line.speeches
            ])?;
        Ok(())
    }
}
