//! Filing as an edit: sets and confirms fields, themes and where a speech stands.
//! Judges no value; ids and dates come checked from above.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, params};
use speech::Completeness;

use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::field::{Basis, Days, Field, Origin, State, fraction, per_mille};
use crate::ids::SpeechId;
use crate::record::Filing;
use crate::{Archive, sql};

/// The column of the speech's row that copies a field for lists, if there is one.
pub(crate) fn column(field: Field) -> Option<&'static str> {
    match field {
        Field::Title => Some("title"),
        Field::Type => Some("kind"),
        Field::Genre => Some("genre"),
        Field::Level => Some("level"),
        Field::Speaker => Some("speaker"),
        Field::Date => Some("date"),
        Field::Complete => Some("complete"),
        Field::Meeting
        | Field::Also
        | Field::Mode
        | Field::Place
        | Field::Role
        | Field::Source
        | Field::Themes => None,
    }
}

impl Tx<'_> {
    /// Sets a field other than the date, or empties it with `None`. A title set this way is no
    /// longer a supplied one. What the program had read stays beside it as `proposed`.
    pub fn set_field(
        &mut self,
        id: &SpeechId,
        field: Field,
        value: Option<&str>,
        basis: &Basis,
    ) -> Result<()> {
        let speech = self.num(id)?;
        let value = value.map(str::trim).filter(|v| !v.is_empty());
        match field {
            Field::Date => return Err(Error::unfit("field without days", field)),
            Field::Title if value.is_none() => return Err(Error::unfit("title", "")),
            Field::Complete if completeness(value).is_none() => {
                return Err(Error::unfit("completeness", value.unwrap_or_default()));
            }
            _ => {}
        }
        if self.write(speech, field, value, basis)? {
            if let Some(column) = column(field) {
                self.catalogue
                    .prepare_cached(&format!("UPDATE speech SET {column} = ?2 WHERE num = ?1"))?
                    .execute(params![speech, value])?;
            }
            if field == Field::Title && basis.origin == Origin::Person {
                self.catalogue
                    .prepare_cached("UPDATE speech SET title_supplied = 0 WHERE num = ?1")?
                    .execute([speech])?;
            }
        }
        Ok(())
    }

    /// Sets the date with the days it may lie in, or empties it with `None`.
    pub fn set_date(
        &mut self,
        id: &SpeechId,
        edtf: Option<&str>,
        days: Days,
        basis: &Basis,
    ) -> Result<()> {
        let speech = self.num(id)?;
        let edtf = edtf.map(str::trim).filter(|v| !v.is_empty());
        let days = if edtf.is_some() {
            days
        } else {
            Days::default()
        };
        if let (Some(earliest), Some(latest)) = (days.earliest, days.latest)
            && latest < earliest
        {
            return Err(Error::unfit("date", edtf.unwrap_or_default()));
        }
        self.write(speech, Field::Date, edtf, basis)?;
        let (year, month) = days.shelf();
        self.catalogue
            .prepare_cached(sql!("filing/set_date"))?
            .execute(params![
                speech,
                edtf,
                edtf.map(|_| per_mille(basis.certainty)),
                edtf.map(|_| basis.origin),
                days.earliest,
                days.latest,
                year,
                month
            ])?;
        Ok(())
    }

    /// A person says that a field is right as it stands (also when it is empty).
    pub fn confirm_field(&mut self, id: &SpeechId, field: Field) -> Result<()> {
        let speech = self.num(id)?;
        let confirmed = self
            .catalogue
            .prepare_cached(sql!("filing/confirm"))?
            .execute(params![speech, field, self.now])?;
        if confirmed == 0 && !self.has_filing(speech, field)? {
            self.write(speech, field, None, &Basis::person())?;
        }
        if field == Field::Date {
            self.catalogue
                .prepare_cached(sql!("filing/confirm_date"))?
                .execute([speech])?;
        }
        Ok(())
    }

    fn has_filing(&self, speech: i64, field: Field) -> Result<bool> {
        Ok(self
            .catalogue
            .prepare_cached("SELECT 1 FROM filing WHERE speech = ?1 AND field = ?2")?
            .exists(params![speech, field])?)
    }

    /// Writes a filing; false when it stands so already.
    fn write(&self, speech: i64, field: Field, value: Option<&str>, basis: &Basis) -> Result<bool> {
        let rows = self
            .catalogue
            .prepare_cached(sql!("filing/set"))?
            .execute(params![
                speech,
                field,
                value,
                basis.origin,
                per_mille(basis.certainty),
                serde_json::to_string(&basis.evidence)?,
                self.now
            ])?;
        Ok(rows > 0)
    }

    /// Puts a speech into the inbox, among the filed, or into the trash.
    pub fn set_state(&mut self, id: &SpeechId, state: State) -> Result<()> {
        let speech = self.num(id)?;
        if state == State::Withdrawn {
            return Err(Error::unfit("state", state));
        }
        self.catalogue
            .prepare_cached(sql!("filing/set_state"))?
            .execute(params![speech, state])?;
        Ok(())
    }

    /// Takes a speech out of the trash for good: it is in no list any more, though undo brings it
    /// back, and so does taking in its file again. What is not in the trash stays.
    pub fn withdraw(&mut self, id: &SpeechId) -> Result<()> {
        let speech = self.num(id)?;
        self.catalogue
            .prepare_cached("UPDATE speech SET state = 'withdrawn', live = 0 WHERE num = ?1 AND state = 'trash'")?
            .execute([speech])?;
        Ok(())
    }

    /// Takes a speech out of the trash, to where it was before; others stay where they are.
    pub fn restore(&mut self, id: &SpeechId) -> Result<()> {
        let speech = self.num(id)?;
        self.catalogue
            .prepare_cached(sql!("filing/restore"))?
            .execute([speech])?;
        Ok(())
    }

    /// Gives a speech a theme; one it has already gets the new basis when a person says so.
    pub fn add_theme(&mut self, id: &SpeechId, theme: &str, basis: &Basis) -> Result<()> {
        let speech = self.num(id)?;
        self.catalogue
            .prepare_cached(sql!("theme/add"))?
            .execute(params![
                speech,
                theme,
                basis.origin,
                per_mille(basis.certainty),
                serde_json::to_string(&basis.evidence)?
            ])?;
        Ok(())
    }

    /// Takes a theme from a speech; true when it had it.
    pub fn remove_theme(&mut self, id: &SpeechId, theme: &str) -> Result<bool> {
        let speech = self.num(id)?;
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM theme WHERE speech = ?1 AND theme = ?2")?
            .execute(params![speech, theme])?;
        Ok(rows > 0)
    }

    /// The value of a field as it stands inside this edit.
    pub fn field(&self, id: &SpeechId, field: Field) -> Result<Option<String>> {
        let speech = self.num(id)?;
        Ok(self
            .catalogue
            .prepare_cached("SELECT value FROM filing WHERE speech = ?1 AND field = ?2")?
            .query_row(params![speech, field], |row| row.get(0))
            .optional()?
            .flatten())
    }
}

fn completeness(word: Option<&str>) -> Option<Completeness> {
    [Completeness::Full, Completeness::Cut, Completeness::Outline]
        .into_iter()
        .find(|c| Some(c.as_str()) == word)
}

impl Archive {
    /// What waits and had the words taken out of its text as a notice or the like.
    pub fn waiting_with_removed(&self, words: &str) -> Result<HashSet<SpeechId>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("filing/waiting_with_removed"))?;
            let ids = ask.query_map([words], |row| row.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The fields of all that waits in the inbox, without their evidence, for telling at a glance
    /// what wants an eye.
    pub fn waiting_filings(&self) -> Result<HashMap<SpeechId, Vec<Filing>>> {
        self.read(|reader| {
            let mut waiting: HashMap<SpeechId, Vec<Filing>> = HashMap::new();
            let mut ask = reader.prepare_cached(sql!("filing/waiting"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let filing = Filing {
                    field: row.get(1)?,
                    value: row.get(2)?,
                    basis: Basis {
                        origin: row.get(3)?,
                        certainty: fraction(row.get(4)?),
                        evidence: Vec::new(),
                    },
                    proposed: row.get(5)?,
                    revision: row.get(6)?,
                    changed: row.get(7)?,
                };
                waiting.entry(row.get(0)?).or_default().push(filing);
            }
            Ok(waiting)
        })
    }
}
