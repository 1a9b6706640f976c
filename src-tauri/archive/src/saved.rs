//! Saved searches: a name for a query.
//! Runs no query.

use serde::{Deserialize, Serialize};

use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::ids::{Millis, SearchId};
use crate::{Archive, sql};

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its id.
    pub id: SearchId,
    /// Its name.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// When it was saved.
    pub created: Millis,
}

impl Tx<'_> {
    /// Saves a search at the end of the list.
    pub fn save_search(&mut self, name: &str, query: &str) -> Result<SearchId> {
        let id = SearchId::new(self.now);
        self.catalogue
            .prepare_cached(sql!("search/insert"))?
            .execute(rusqlite::params![id, name, query, self.now])?;
        Ok(id)
    }

    /// Gives a saved search another name.
    pub fn rename_search(&mut self, id: &SearchId, name: &str) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("UPDATE saved_search SET name = ?2 WHERE id = ?1")?
            .execute(rusqlite::params![id, name])?;
        if rows == 0 {
            return Err(Error::missing("search", id));
        }
        Ok(())
    }

    /// Removes a saved search.
    pub fn remove_search(&mut self, id: &SearchId) -> Result<()> {
        let rows = self
            .catalogue
            .prepare_cached("DELETE FROM saved_search WHERE id = ?1")?
            .execute([id])?;
        if rows == 0 {
            return Err(Error::missing("search", id));
        }
        Ok(())
    }
}

impl Archive {
    /// The saved searches, in order.
    pub fn searches(&self) -> Result<Vec<SavedSearch>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("search/list"))?;
            let searches = ask.query_map([], |row| {
                Ok(SavedSearch {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    query: row.get(2)?,
                    created: row.get(3)?,
                })
            })?;
            Ok(searches.collect::<rusqlite::Result<_>>()?)
        })
    }
}
