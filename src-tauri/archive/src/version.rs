//! Versions of one speech: which belong together and which of them stands for all. Finds none; what
//! is alike is found by `kin` or told by a person.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::edit::{Tx, num_of};
use crate::error::{Error, Result};
use crate::field::{Origin, fraction, per_mille};
use crate::ids::SpeechId;
use crate::{Archive, sql};

/// One of the versions of a speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: SpeechId,
    /// True for the one that stands for all in lists.
    pub leads: bool,
    /// True when a person chose it to lead.
    pub chosen: bool,
    /// The part of the shorter text that it and the one it was tied to have in common, 0..=1.
    pub share: f32,
    /// Who says that it is a version.
    pub origin: Origin,
}

/// The family of a speech: `None` when it has none, `Some(None)` when a person set it apart.
fn family(catalogue: &Connection, speech: i64) -> Result<Option<Option<i64>>> {
    Ok(catalogue
        .prepare_cached("SELECT family FROM version WHERE speech = ?1")?
        .query_row([speech], |row| row.get(0))
        .optional()?)
}

/// Makes two speeches versions of one, with all that were versions of either; returns the family.
pub(crate) fn tie(
    catalogue: &Connection,
    one: i64,
    other: i64,
    share: f32,
    origin: Origin,
) -> Result<i64> {
    let families = [family(catalogue, one)?, family(catalogue, other)?];
    let [of_one, of_other] = families.map(Option::flatten);
    let ours = of_other.or(of_one).unwrap_or(other);
    if let (Some(of_one), Some(of_other)) = (of_one, of_other)
        && of_one != of_other
    {
        catalogue
            .prepare_cached("UPDATE version SET family = ?2 WHERE family = ?1")?
            .execute([of_one, of_other])?;
    }
    let mut put = catalogue.prepare_cached(sql!("version/put"))?;
    for (speech, of) in [(one, of_one), (other, of_other)] {
        if of.is_none() {
            put.execute(params![speech, ours, per_mille(share), origin])?;
        }
    }
    elect(catalogue, ours)?;
    Ok(ours)
}

/// Lets the best of a family lead it; a family of one is none.
fn elect(catalogue: &Connection, family: i64) -> Result<()> {
    let members: i64 = catalogue
        .prepare_cached("SELECT count(*) FROM version WHERE family = ?1")?
        .query_row([family], |row| row.get(0))?;
    if members < 2 {
        catalogue
            .prepare_cached("DELETE FROM version WHERE family = ?1")?
            .execute([family])?;
        return Ok(());
    }
    let best: i64 = catalogue
        .prepare_cached(sql!("version/best"))?
        .query_row([family], |row| row.get(0))?;
    catalogue
        .prepare_cached(
            "UPDATE version SET leads = (speech = ?2) WHERE family = ?1 AND leads <> (speech = ?2)",
        )?
        .execute([family, best])?;
    Ok(())
}

impl Tx<'_> {
    /// Says that speeches are versions of one.
    pub fn tie_versions(&mut self, ids: &[SpeechId]) -> Result<()> {
        let nums: Vec<i64> = ids.iter().map(|id| self.num(id)).collect::<Result<_>>()?;
        for pair in nums.windows(2).filter(|pair| pair[0] != pair[1]) {
            tie(self.catalogue, pair[1], pair[0], 1.0, Origin::Person)?;
        }
        Ok(())
    }

    /// Says that a speech is no version of any other; it is not tied to one by rule again.
    pub fn set_apart(&mut self, id: &SpeechId) -> Result<()> {
        let speech = self.num(id)?;
        let was = family(self.catalogue, speech)?.flatten();
        self.catalogue
            .prepare_cached(sql!("version/put"))?
            .execute(params![speech, None::<i64>, 0, Origin::Person])?;
        was.map_or(Ok(()), |family| elect(self.catalogue, family))
    }

    /// Lets a speech stand for all its versions.
    pub fn let_lead(&mut self, id: &SpeechId) -> Result<()> {
        let speech = self.num(id)?;
        let ours = family(self.catalogue, speech)?.flatten();
        let ours = ours.ok_or_else(|| Error::missing("versions of speech", id))?;
        self.catalogue
            .prepare_cached(
                "UPDATE version SET chosen = (speech = ?2) WHERE family = ?1 AND chosen <> (speech = ?2)",
            )?
            .execute([ours, speech])?;
        elect(self.catalogue, ours)
    }
}

impl Archive {
    /// The versions of a speech, itself among them, the leading one first; empty when it has none.
    pub fn versions(&self, id: &SpeechId) -> Result<Vec<Version>> {
        self.read(|reader| {
            let speech = num_of(reader, id)?;
            let mut ask = reader.prepare_cached(sql!("version/members"))?;
            let members = ask.query_map([speech], |row| {
                Ok(Version {
                    id: row.get(0)?,
                    leads: row.get(1)?,
                    chosen: row.get(2)?,
                    share: fraction(row.get(3)?),
                    origin: row.get(4)?,
                })
            })?;
            let members: Vec<Version> = members.collect::<rusqlite::Result<_>>()?;
            Ok(if members.len() > 1 {
                members
            } else {
                Vec::new()
            })
        })
    }
}
