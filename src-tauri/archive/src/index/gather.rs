//! A function of SQL that gathers the row numbers of a question into one value: to fetch them row by
//! row took longer than to find them. Knows no table.

use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};

/// Registers `gathered(rowid)` on a connection.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_aggregate_function("gathered", 1, flags, Gathered)
}

/// The numbers that `gathered(rowid)` gave; none for what is no such value.
pub(super) fn rows(gathered: &[u8]) -> impl Iterator<Item = i64> {
    let (numbers, _) = gathered.as_chunks();
    numbers.iter().copied().map(i64::from_ne_bytes)
}

struct Gathered;

impl Aggregate<Vec<u8>, Vec<u8>> for Gathered {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn step(&self, row: &mut Context<'_>, rows: &mut Vec<u8>) -> rusqlite::Result<()> {
        rows.extend_from_slice(&row.get_raw(0).as_i64()?.to_ne_bytes());
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, rows: Option<Vec<u8>>) -> rusqlite::Result<Vec<u8>> {
        Ok(rows.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_numbers_come_back_as_they_are_also_when_there_are_none() {
        let connection = Connection::open_in_memory().expect("open");
        register(&connection).expect("register");
        for (values, numbers) in [
            ("SELECT 7 AS n WHERE 0", vec![]),
            (
                "VALUES (1), (-5), (9223372036854775807)",
                vec![1, -5, i64::MAX],
            ),
        ] {
            let sql = format!("WITH t(n) AS ({values}) SELECT gathered(n) FROM t");
            let gathered: Vec<u8> = connection
                .query_row(&sql, [], |row| row.get(0))
                .expect("gather");
            assert_eq!(rows(&gathered).collect::<Vec<_>>(), numbers);
        }
    }
}
