//! What the index needs to catch up: which speeches changed since a revision, and their words.
//! Knows nothing of how they are indexed.

use rusqlite::params;

use crate::error::{Error, Result};
use crate::field::{Field, State};
use crate::ids::SpeechId;
use crate::record::SpeechRecord;
use crate::{Archive, record, sql};

/// The last change of a speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number; no two speeches share one.
    pub revision: u64,
    /// The speech's own small number: stable, never reused, fit for a rowid.
    pub num: i64,
    /// The speech.
    pub id: SpeechId,
    /// Where it stands; a withdrawn one is to leave the index.
    pub state: State,
}

/// The words of a speech.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexEntry {
    /// Its number.
    pub num: i64,
    /// Its fields, headings, notes and the rest.
    pub record: SpeechRecord,
    /// Its clean text.
    pub text: String,
}

impl IndexEntry {
    /// A field's value, or nothing.
    pub fn value(&self, field: Field) -> &str {
        self.record.value(field).unwrap_or_default()
    }
}

impl Archive {
    /// The speeches whose last change has a larger number than `revision`, oldest change first, at
    /// most `limit`. Go on from the last one's number.
    pub fn changes_since(&self, revision: u64, limit: u32) -> Result<Vec<Change>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("catalogue/changes_since"))?;
            let changes = ask.query_map(params![revision as i64, limit], |row| {
                Ok(Change {
                    revision: row.get::<_, i64>(0)? as u64,
                    num: row.get(1)?,
                    id: row.get(2)?,
                    state: row.get(3)?,
                })
            })?;
            Ok(changes.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The number of the last change of all.
    pub fn latest_revision(&self) -> Result<u64> {
        self.read(|reader| {
            let revision: i64 = reader
                .prepare_cached("SELECT value FROM meta WHERE key = 'revision'")?
                .query_row([], |row| row.get(0))?;
            Ok(revision as u64)
        })
    }

    /// The words of a speech, by its number.
    pub fn index_entry(&self, num: i64) -> Result<IndexEntry> {
        self.read(|reader| {
            let (record, text) =
                record::whole(reader, num)?.ok_or_else(|| Error::missing("speech", num))?;
            Ok(IndexEntry { num, record, text })
        })
    }
}
