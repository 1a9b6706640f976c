//! Ids as small numbers, which the file keeps: a speech has five of them and more. Knows no speech.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::error::Result;

/// The number of no id.
pub(super) const NO_NAME: u16 = 0;

/// The ids of the file, as far as they were read.
#[derive(Default)]
pub(super) struct Names {
    /// That of number 1 first.
    names: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Names {
    /// Reads those that came to the file since.
    pub fn read_on(&mut self, index: &Connection) -> Result<()> {
        let mut ask = index.prepare_cached(include_str!("sql/names.sql"))?;
        let mut rows = ask.query([self.names.len() as i64])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            self.numbers.insert(name.clone(), row.get(0)?);
            self.names.push(name);
        }
        Ok(())
    }

    /// The number of an id, if any speech has it.
    pub fn known(&self, id: &str) -> Option<u16> {
        self.numbers.get(id).copied()
    }

    /// The id of a number.
    pub fn name(&self, number: u16) -> Option<&str> {
        let at = usize::from(number).checked_sub(1)?;
        self.names.get(at).map(String::as_str)
    }

    /// For each number, [`NO_NAME`] included, whether its id passes.
    pub fn those(&self, pass: impl Fn(&str) -> bool) -> Vec<bool> {
        let none = std::iter::once(false);
        none.chain(self.names.iter().map(|name| pass(name)))
            .collect()
    }

    /// How many numbers there are, [`NO_NAME`] included.
    pub fn numbers(&self) -> usize {
        self.names.len() + 1
    }
}

/// Gives ids their numbers within one transaction.
pub(super) struct Naming<'a> {
    pub tx: &'a Transaction<'a>,
    /// Those that were asked for already.
    numbers: HashMap<String, u16>,
}

impl<'a> Naming<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Self {
        Self {
            tx,
            numbers: HashMap::new(),
        }
    }

    /// The number of an id, a new one where it has none yet. 65,535 different ids are more than all
    /// vocabularies have; what comes after them is counted as without a name.
    pub fn number(&mut self, id: &str) -> Result<u16> {
        if id.is_empty() {
            return Ok(NO_NAME);
        }
        if let Some(&number) = self.numbers.get(id) {
            return Ok(number);
        }
        let mut ask = self
            .tx
            .prepare_cached("SELECT num FROM name WHERE id = ?1")?;
        let known: Option<u16> = ask.query_row([id], |row| row.get(0)).optional()?;
        let number = match known {
            Some(number) => number,
            None => self.add(id)?,
        };
        self.numbers.insert(id.to_owned(), number);
        Ok(number)
    }

    fn add(&self, id: &str) -> Result<u16> {
        let mut last = self.tx.prepare_cached("SELECT max(num) FROM name")?;
        let last: Option<u16> = last.query_row([], |row| row.get(0))?;
        let Some(number) = last.unwrap_or(NO_NAME).checked_add(1) else {
            return Ok(NO_NAME);
        };
        self.tx
            .prepare_cached("INSERT INTO name (num, id) VALUES (?1, ?2)")?
            .execute((number, id))?;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Connection {
        let index = Connection::open_in_memory().expect("open");
        let table = "CREATE TABLE name (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)";
        index.execute_batch(table).expect("table");
        index
    }

    fn numbers<const N: usize>(index: &mut Connection, ids: [&str; N]) -> [u16; N] {
        let tx = index.transaction().expect("begin");
        let mut naming = Naming::new(&tx);
        let numbers = ids.map(|id| naming.number(id).expect("number"));
        tx.commit().expect("commit");
        numbers
    }

    #[test]
    fn an_id_keeps_its_number_and_readers_learn_those_that_come() {
        let mut index = file();
        let mut names = Names::default();
        assert_eq!(
            numbers(&mut index, ["会议", "", "主题", "会议"]),
            [1, 0, 2, 1]
        );
        names.read_on(&index).expect("read");
        assert_eq!(numbers(&mut index, ["来源", "主题"]), [3, 2]);
        assert_eq!((names.known("来源"), names.numbers()), (None, 3));
        names.read_on(&index).expect("read");
        assert_eq!((names.known("来源"), names.numbers()), (Some(3), 4));
        assert_eq!((names.name(2), names.name(0)), (Some("主题"), None));
        assert_eq!(names.those(|id| id == "主题"), [false, false, true, false]);
    }

    #[test]
    fn an_id_more_than_there_are_numbers_has_none() {
        let mut index = file();
        let full = "INSERT INTO name VALUES (65535, 'last')";
        index.execute_batch(full).expect("fill");
        assert_eq!(numbers(&mut index, ["more", "last"]), [0, 65_535]);
    }
}
