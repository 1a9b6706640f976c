//! The only door for change: runs an edit in one transaction, journals it, numbers the change.
//! The verbs stand with their nouns (`filing`, `note`, `excerpt`, `section`, `ledger`, `saved`).

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::error::{Error, Result};
use crate::ids::{Millis, SpeechId};
use crate::op::Op;
use crate::{Archive, journal, sql};

/// What an edit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited<R> {
    /// What the edit returned.
    pub value: R,
    /// Number of the last change after it.
    pub revision: u64,
    /// The speeches whose data it changed; empty when it changed nothing.
    pub touched: Vec<SpeechId>,
}

/// An edit under way. Its verbs are the only way to change the catalogue.
pub struct Tx<'a> {
    pub(crate) catalogue: &'a Connection,
    pub(crate) content: &'a Connection,
    pub(crate) now: Millis,
}

impl Tx<'_> {
    /// The number of a speech, by which tables refer to it.
    pub(crate) fn num(&self, id: &SpeechId) -> Result<i64> {
        num_of(self.catalogue, id)
    }
}

/// The number of a speech, by which tables refer to it.
pub(crate) fn num_of(catalogue: &Connection, id: &SpeechId) -> Result<i64> {
    catalogue
        .prepare_cached("SELECT num FROM speech WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::missing("speech", id))
}

/// Numbers a change of these speeches, each by its own number so that the index can catch up in
/// steps; returns the last number given.
pub(crate) fn bump(catalogue: &Connection, speeches: &BTreeSet<i64>) -> Result<u64> {
    let last: i64 = catalogue
        .prepare_cached(sql!("catalogue/count_revisions"))?
        .query_row([speeches.len() as i64], |row| row.get(0))?;
    let first = last - speeches.len() as i64 + 1;
    let mut set = catalogue.prepare_cached(sql!("catalogue/set_revision"))?;
    for (revision, speech) in (first..).zip(speeches) {
        set.execute([*speech, revision])?;
    }
    Ok(last as u64)
}

/// The ids of speeches by number.
pub(crate) fn ids_of(catalogue: &Connection, speeches: &BTreeSet<i64>) -> Result<Vec<SpeechId>> {
    let mut ask = catalogue.prepare_cached("SELECT id FROM speech WHERE num = ?1")?;
    let mut ids = Vec::with_capacity(speeches.len());
    for speech in speeches {
        if let Some(id) = ask.query_row([speech], |row| row.get(0)).optional()? {
            ids.push(id);
        }
    }
    Ok(ids)
}

impl Archive {
    /// Changes the catalogue: all of `work` or, when it fails, nothing. `op` is what a person would
    /// call it; it is the Undo label. An edit that changes nothing leaves no trace in the journal.
    pub fn edit<R>(
        &self,
        op: Op,
        now: Millis,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R>,
    ) -> Result<Edited<R>> {
        let mut writer = self.writer()?;
        let writer = &mut *writer;
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        journal::record(&transaction, true)?;
        let value = work(&mut Tx {
            catalogue: &transaction,
            content: &writer.content,
            now,
        })?;
        let changes = journal::collect(&transaction)?;
        let touched = journal::touched(&changes);
        if !changes.is_empty() {
            journal::store(&transaction, op, now, None, &changes)?;
        }
        let revision = bump(&transaction, &touched)?;
        let ids = ids_of(&transaction, &touched)?;
        transaction.commit()?;
        Ok(Edited {
            value,
            revision,
            touched: ids,
        })
    }
}
