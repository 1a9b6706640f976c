//! The names that stand in filings, with how often: what a person may mean by a few letters.
//! Understands no pinyin and finds no words of texts.

use std::ops::ControlFlow;

use rusqlite::Connection;

use crate::error::Result;
use crate::field::Field;
use crate::ids::SpeechId;
use crate::{Archive, sql};

/// A name in the live speeches' filings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `Speaker`, `Role` or `Place`.
    pub field: Field,
    /// The name.
    pub name: String,
    /// Live speeches that have it.
    pub count: u64,
}

/// A live speech and its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The speech.
    pub id: SpeechId,
    /// Its title.
    pub title: String,
}

impl Archive {
    /// All speakers, roles and places.
    pub fn named(&self) -> Result<Vec<Named>> {
        self.read(|reader| {
            let mut all = of(reader, Field::Speaker, sql!("named/speakers"), None)?;
            for field in [Field::Role, Field::Place] {
                let sql = sql!("named/field");
                all.append(&mut of(reader, field, sql, Some(field.as_str()))?);
            }
            Ok(all)
        })
    }

    /// The titles, newest first, until `take` breaks off.
    pub fn titles(&self, mut take: impl FnMut(Titled) -> ControlFlow<()>) -> Result<()> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("named/titles"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let titled = Titled {
                    id: row.get(0)?,
                    title: row.get(1)?,
                };
                if take(titled).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }
}

fn of(reader: &Connection, field: Field, sql: &str, asked: Option<&str>) -> Result<Vec<Named>> {
    let mut ask = reader.prepare_cached(sql)?;
    let named = ask.query_map(rusqlite::params_from_iter(asked), |row| {
        Ok(Named {
            field,
            name: row.get(0)?,
            count: row.get::<_, i64>(1)? as u64,
        })
    })?;
    Ok(named.collect::<rusqlite::Result<_>>()?)
}
