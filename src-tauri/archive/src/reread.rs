//! Reads a file that is in the archive again: a new text layer, the proposals anew where no person
//! decided, and notes and excerpts on their words. Reads no bytes itself; what was read comes in.

use std::cell::LazyCell;

use rusqlite::params;
use speech::anchor::Ground;
use speech::{Guess, Proposal};

use crate::correct::CORRECTION;
use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::field::{Basis, Field, Origin};
use crate::ids::SpeechId;
use crate::import::{NewSpeech, guesses, write_reading};
use crate::reading::Scalars;
use crate::selector::{self, Passage};
use crate::{content, note, sql};

/// What another reading of a file gave.
#[derive(Clone, Copy, Debug)]
pub struct Reread<'a> {
    /// Format id, such as `txt`.
    pub format: &'a str,
    /// Encoding of a text file.
    pub encoding: Option<&'a str>,
    /// Who made the text, where that was another program than this one.
    pub producer: Option<&'a str>,
    /// The extracted text.
    pub text: &'a str,
    /// What intake wants to say about it.
    pub warnings: &'a [String],
    /// The speeches found in it, in order.
    pub speeches: &'a [NewSpeech],
}

impl Tx<'_> {
    /// Puts another reading in the place of the one a speech came from, for all speeches of its
    /// file; there must be as many as before. Nothing a person decided is changed.
    pub fn reread(&mut self, id: &SpeechId, file: &Reread<'_>) -> Result<()> {
        let speech = self.num(id)?;
        let original: i64 = self
            .catalogue
            .prepare_cached("SELECT original FROM speech WHERE num = ?1")?
            .query_row([speech], |row| row.get(0))?;
        let speeches: Vec<(i64, SpeechId)> = {
            let mut ask = self.catalogue.prepare_cached(
                "SELECT num, id FROM speech WHERE original = ?1 ORDER BY position",
            )?;
            let rows = ask.query_map([original], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        if speeches.len() != file.speeches.len() {
            return Err(Error::unfit("number of speeches", file.speeches.len()));
        }
        for (num, id) in &speeches {
            self.keeps_corrections(*num, id)?;
        }
        let layer = content::pack(file.text.as_bytes())?;
        content::keep(self.content, &layer)?;
        self.catalogue
            .prepare_cached(sql!("import/read_after_all"))?
            .execute(params![
                original,
                file.format,
                file.encoding,
                layer.hash,
                serde_json::to_string(file.warnings)?
            ])?;
        if let Some(producer) = file.producer {
            self.catalogue
                .prepare_cached(sql!("import/add_layer"))?
                .execute(params![original, layer.hash, producer])?;
        }
        for ((num, id), new) in speeches.iter().zip(file.speeches) {
            self.replace_reading(*num, new)?;
            self.propose_again(*num, id, new)?;
        }
        Ok(())
    }

    /// What a person corrected lies over the present reading and would be lost with it.
    fn keeps_corrections(&self, speech: i64, id: &SpeechId) -> Result<()> {
        let reading = self.reading(speech)?;
        let corrected = reading
            .ledger
            .iter()
            .zip(0u32..)
            .any(|(edit, at)| edit.rule == CORRECTION && !reading.restored.contains(&at));
        if corrected {
            return Err(Error::unfit("reading anew of a corrected text", id));
        }
        Ok(())
    }

    fn replace_reading(&self, speech: i64, new: &NewSpeech) -> Result<()> {
        let layer = content::pack(new.clean.as_bytes())?;
        content::keep(self.content, &layer)?;
        let statement = sql!("speech/reread");
        write_reading(self.catalogue, statement, speech, new, layer.hash)?;
        self.catalogue
            .prepare_cached("UPDATE speech SET length = ?2 WHERE num = ?1")?
            .execute(params![speech, new.clean.chars().count() as i64])?;
        // No map leads from one reading to the other: each passage is looked for by its words.
        let scalars = Scalars::new(&new.clean);
        let ground = LazyCell::new(|| Ground::new(&new.clean));
        let carried = |_: bool, was: &Passage| -> Result<Option<Passage>> {
            let found = selector::find(&ground, &new.over_clean.outline, was);
            found
                .map(|span| selector::cut(&scalars, &new.over_clean.outline, span))
                .transpose()
        };
        for mut note in note::of_speech(self.catalogue, speech)? {
            let passage = carried(note.lost, &note.passage())?;
            note.lost = passage.is_none();
            if let Some(passage) = passage {
                note.stand_at(passage);
            }
            note.write(self.catalogue, speech, layer.hash)?;
        }
        self.carry_excerpts(speech, carried)
    }

    fn propose_again(&mut self, speech: i64, id: &SpeechId, new: &NewSpeech) -> Result<()> {
        let own: &Proposal = &new.over_clean;
        let basis = |guess: &Guess<String>| Basis {
            origin: Origin::of_proposal(&guess.evidence),
            certainty: guess.certainty,
            evidence: guess.evidence.clone(),
        };
        let fields = guesses(own).into_iter();
        // The type comes with what was learned, the date with its days.
        for (field, guess) in fields.filter(|(f, _)| !matches!(f, Field::Type | Field::Date)) {
            if self.is_person(speech, field)? {
                continue;
            }
            match guess {
                Some(guess) => self.set_field(id, field, Some(&guess.value), &basis(guess))?,
                None if self.field(id, field)?.is_some() => {
                    self.set_field(id, field, None, &Basis::rule())?;
                }
                None => {}
            }
        }
        if !self.is_person(speech, Field::Date)? {
            match &own.date {
                Some(date) => self.set_date(id, Some(&date.value), new.days, &basis(date))?,
                None => self.set_date(id, None, new.days, &Basis::rule())?,
            }
        }
        if !self.is_person(speech, Field::Title)? {
            self.catalogue
                .prepare_cached("UPDATE speech SET title_supplied = ?2 WHERE num = ?1")?
                .execute(params![speech, own.title_supplied])?;
        }
        if !self.is_person(speech, Field::Complete)? {
            let complete = own.complete.as_str();
            self.set_field(id, Field::Complete, Some(complete), &Basis::rule())?;
        }
        self.repropose(id, own, new.ruled.as_deref())
    }
}
