//! The numbers beside the trees: how many speeches under each type, year, theme and notebook.
//! Counts live speeches (inbox and filed) unless said.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::ids::NotebookId;
use crate::{Archive, sql};

/// All counts, of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Live speeches, without versions that another one stands for; so are types, months and themes.
    pub all: u64,
    /// Waiting in the inbox.
    pub inbox: u64,
    /// Filed.
    pub filed: u64,
    /// In the trash.
    pub trash: u64,
    /// By meeting type and year; `None` = no type, no year.
    pub types: Vec<TypeCount>,
    /// By year and month, latest first, undated last.
    pub months: Vec<MonthCount>,
    /// By theme id; a speech counts under each of its themes.
    pub themes: Vec<(String, u64)>,
    /// Notes on live speeches.
    pub notes: u64,
    /// Excerpts in each notebook, in the notebooks' order.
    pub notebooks: Vec<(NotebookId, u64)>,
}

/// How many speeches of a type in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCount {
    /// Meeting type id.
    pub kind: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Speeches.
    pub count: u64,
    /// Those among them whose date is missing or less sure than 0.6.
    pub doubtful: u64,
}

/// How many speeches in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCount {
    /// Year; `None` = undated.
    pub year: Option<i32>,
    /// Month 1..=12; `None` when the date is wider than a month.
    pub month: Option<u32>,
    /// Speeches.
    pub count: u64,
}

impl Archive {
    /// All counts, of one moment.
    pub fn counts(&self) -> Result<Counts> {
        self.read(|reader| {
            let mut counts = Counts::default();
            let mut ask = reader.prepare_cached(sql!("speech/count_states"))?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let count = number(row, 1)?;
                match row.get_ref(0)?.as_str()? {
                    "inbox" => counts.inbox = count,
                    "filed" => counts.filed = count,
                    "trash" => counts.trash = count,
                    _ => {}
                }
            }
            let behind = reader
                .prepare_cached(sql!("version/count_followers"))?
                .query_row([], |row| number(row, 0))?;
            counts.all = (counts.inbox + counts.filed).saturating_sub(behind);
            counts.types = reader
                .prepare_cached(sql!("speech/count_types"))?
                .query_map([], |row| {
                    Ok(TypeCount {
                        kind: row.get(0)?,
                        year: row.get(1)?,
                        count: number(row, 2)?,
                        doubtful: number(row, 3)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            counts.months = reader
                .prepare_cached(sql!("speech/count_months"))?
                .query_map([], |row| {
                    Ok(MonthCount {
                        year: row.get(0)?,
                        month: row.get(1)?,
                        count: number(row, 2)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            counts.themes = reader
                .prepare_cached(sql!("theme/count"))?
                .query_map([], |row| Ok((row.get(0)?, number(row, 1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            counts.notes = reader
                .prepare_cached(sql!("note/count"))?
                .query_row([], |row| number(row, 0))?;
            counts.notebooks = reader
                .prepare_cached(sql!("excerpt/count"))?
                .query_map([], |row| Ok((row.get(0)?, number(row, 1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(counts)
        })
    }
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|n| n as u64)
}
