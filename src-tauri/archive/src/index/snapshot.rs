//! The archive's catalogue as the index asks it. Reads only what searching needs of a speech.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::source::{Catalogue, Record, Source};
use super::texts::{Body, Texts};
use crate::error::Result;
use crate::field::Days;
use crate::ids::{Hash, SpeechId};
use crate::list::{self, Scope};
use crate::reading::{self, Scalars};
use crate::terms::Terms;
use crate::{Archive, content};

/// A reader of the catalogue with content attached, inside a transaction.
struct Snapshot<'a> {
    reader: &'a Connection,
    texts: &'a Texts,
}

impl Catalogue for Archive {
    fn moment<R>(&self, ask: impl FnOnce(&dyn Source) -> Result<R>) -> Result<R> {
        let texts = &self.index.texts;
        self.read(|reader| ask(&Snapshot { reader, texts }))
    }

    fn terms(&self) -> Result<Arc<Terms>> {
        Self::terms(self)
    }
}

impl Snapshot<'_> {
    fn strings(&self, sql: &str, num: i64) -> Result<Vec<String>> {
        let mut ask = self.reader.prepare_cached(sql)?;
        let rows = ask.query_map([num], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn pairs(&self, sql: &str, values: &[i64]) -> Result<Vec<(i64, i64)>> {
        let mut ask = self.reader.prepare_cached(sql)?;
        let rows = ask.query_map(rusqlite::params_from_iter(values), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A speech without text, headings and themes; its text's hash and its outline as it is kept.
    fn read(&self, num: i64) -> Result<Option<(Record, Hash, String)>> {
        let mut ask = self.reader.prepare_cached(include_str!("sql/record.sql"))?;
        let found = ask.query_row([num], |row| {
            let speaker: [Option<String>; 2] = [row.get("speaker")?, row.get("role")?];
            let also: Option<String> = row.get("also")?;
            let record = Record {
                num,
                id: row.get("id")?,
                state: row.get("state")?,
                title: row.get("title")?,
                headings: Vec::new(),
                speaker: speaker
                    .into_iter()
                    .flatten()
                    .filter(|s| !s.is_empty())
                    .collect(),
                place: row.get("place")?,
                notes: Vec::new(),
                body: Arc::default(),
                date: row.get("date")?,
                days: Days {
                    earliest: row.get("earliest")?,
                    latest: row.get("latest")?,
                },
                kind: row.get("kind")?,
                also: also
                    .iter()
                    .flat_map(|a| a.split_whitespace())
                    .map(str::to_owned)
                    .collect(),
                genre: row.get("genre")?,
                level: row.get("level")?,
                themes: Vec::new(),
                source: row.get("source")?,
            };
            Ok((
                record,
                row.get::<_, Hash>("clean")?,
                row.get::<_, String>("outline")?,
            ))
        });
        let Some((mut record, clean, outline)) = found.optional()? else {
            return Ok(None);
        };
        record.notes = self.strings(
            "SELECT comment FROM note WHERE speech = ?1 ORDER BY start, id",
            num,
        )?;
        Ok(Some((record, clean, outline)))
    }
}

impl Source for Snapshot<'_> {
    fn revision(&self) -> Result<i64> {
        Ok(self
            .reader
            .prepare_cached("SELECT value FROM meta WHERE key = 'revision'")?
            .query_row([], |row| row.get(0))?)
    }

    fn changes(&self, revision: i64, limit: usize) -> Result<Vec<(i64, i64)>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.pairs(include_str!("sql/changes.sql"), &[revision, limit])
    }

    fn record(&self, num: i64) -> Result<Option<Record>> {
        let Some((mut record, clean, outline)) = self.read(num)? else {
            return Ok(None);
        };
        record.body = match self.texts.get(clean) {
            Some(known) => known,
            None => Arc::new(Body::from(content::text(self.reader, clean)?)),
        };
        let headings = reading::unpack_outline(&outline, &Scalars::new(&record.body))?;
        record.headings = headings.into_iter().map(|heading| heading.text).collect();
        record.themes = self.strings("SELECT theme FROM theme WHERE speech = ?1", num)?;
        Ok(Some(record))
    }

    fn shown(&self, num: i64) -> Result<Option<Record>> {
        let Some((mut record, clean, _)) = self.read(num)? else {
            return Ok(None);
        };
        let read = || content::text(self.reader, clean);
        record.body = self.texts.get_or_read(clean, read)?;
        Ok(Some(record))
    }

    fn body(&self, num: i64) -> Result<Option<String>> {
        let mut ask = self.reader.prepare_cached(include_str!("sql/clean.sql"))?;
        let clean: Option<Hash> = ask.query_row([num], |row| row.get(0)).optional()?;
        clean
            .map(|hash| content::text(self.reader, hash))
            .transpose()
    }

    fn id(&self, num: i64) -> Result<SpeechId> {
        let mut ask = self
            .reader
            .prepare_cached("SELECT id FROM speech WHERE num = ?1")?;
        Ok(ask.query_row([num], |row| row.get(0))?)
    }

    fn within(&self, scope: &Scope) -> Result<Vec<i64>> {
        list::nums(self.reader, scope)
    }

    fn live(&self) -> Result<Vec<(i64, i64)>> {
        self.pairs(include_str!("sql/live.sql"), &[])
    }
}
