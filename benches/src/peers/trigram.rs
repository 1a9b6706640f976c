//! SQLite's own trigram index as a peer: three characters and more by `MATCH`, fewer by `LIKE`.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use archive::query::Query;
use rusqlite::{Connection, OptionalExtension, params};

use crate::engine::{Engine, Numbers, Page, Rows, snippet};
use crate::made::Sentences;
use crate::queries::Case;

/// A file with an FTS5 trigram table.
pub struct Trigram {
    connection: Connection,
    rows: Rows,
}

impl Trigram {
    /// Makes the file anew; gives the CPU time of making, that of the speeches left out.
    pub fn build(path: &Path, sentences: &Sentences, speeches: usize) -> Result<(Self, Duration)> {
        if path.exists() {
            std::fs::remove_file(path)?;
        }
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
             CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'trigram');
             INSERT INTO t(t, rank) VALUES ('hashsize', 33554432);",
        )?;
        let mut rows = Rows(Vec::with_capacity(speeches));
        let mut took = Duration::ZERO;
        for start in (0..speeches).step_by(5_000) {
            let made: Vec<_> = (start..speeches.min(start + 5_000))
                .map(|number| sentences.speech(number))
                .collect();
            let (spent, done) = crate::clock::time(|| -> Result<()> {
                connection.execute_batch("BEGIN")?;
                for (i, made) in made.iter().enumerate() {
                    connection
                        .prepare_cached("INSERT INTO t(rowid, text) VALUES (?1, ?2)")?
                        .execute(params![(start + i) as i64, made.text])?;
                }
                connection.execute_batch("COMMIT")?;
                Ok(())
            });
            done?;
            took += spent.cpu;
            rows.0.extend(made.iter().map(|m| (m.day, m.year(), 0)));
        }
        Ok((Self { connection, rows }, took))
    }

    fn found(&self, case: &Case) -> Result<Option<Numbers>> {
        let Query::Text(words) = &case.tree else {
            return Ok(None);
        };
        let (sql, wanted) = if words.chars().count() < 3 {
            (
                "SELECT rowid FROM t WHERE text LIKE ?1",
                format!("%{words}%"),
            )
        } else {
            (
                "SELECT rowid FROM t WHERE t MATCH ?1",
                format!("\"{}\"", words.replace('"', "\"\"")),
            )
        };
        let mut ask = self.connection.prepare_cached(sql)?;
        let found = ask.query_map([wanted], |row| row.get(0))?;
        Ok(Some(found.collect::<rusqlite::Result<_>>()?))
    }

    fn shown(&self, case: &Case, newest: &[u32]) -> Result<()> {
        let word = super::first_word(&case.tree).unwrap_or_default();
        let mut ask = self
            .connection
            .prepare_cached("SELECT text FROM t WHERE rowid = ?1")?;
        for number in newest {
            let text: Option<String> = ask.query_row([number], |row| row.get(0)).optional()?;
            std::hint::black_box(snippet(&text.unwrap_or_default(), word));
        }
        Ok(())
    }
}

impl Engine for Trigram {
    fn name(&self) -> &'static str {
        "trigram"
    }

    fn first(&self, case: &Case) -> Result<Option<Numbers>> {
        Ok(self.page(case)?.map(|page| page.newest))
    }

    fn page(&self, case: &Case) -> Result<Option<Page>> {
        let Some(found) = self.found(case)? else {
            return Ok(None);
        };
        let page = self.rows.page(&found);
        self.shown(case, &page.newest)?;
        Ok(Some(page))
    }

    fn all(&self, case: &Case) -> Result<Option<Numbers>> {
        self.found(case)
    }
}
