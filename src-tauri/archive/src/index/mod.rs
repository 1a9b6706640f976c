//! The index: finds any string of any speech, in `index.db`. The file is derived: it may be deleted,
//! damaged or behind at any time, and a search is complete all the same, because speeches it has
//! not seen are read instead. It changes nothing but its own file.
//!
//! Two FTS5 tables over folded text (`phrase`: pairs of characters with positions, `letter`: single
//! characters) find words, by their lists; a shelf in memory filters, counts and sorts; snippets and marks are made
//! from the clean text. The row numbers follow the date, so the newest hits come without sorting.

mod align;
mod ask;
mod bits;
mod concordance;
mod expression;
mod facts;
mod gather;
mod hits;
mod names;
mod phrase;
mod rank;
mod scan;
mod search;
mod segment;
mod shelf;
mod similar;
mod snapshot;
mod snippet;
mod source;
mod stop;
mod store;
mod tally;
mod texts;
mod tokenizer;
mod write;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use speech::Span;
use speech::terms::Folded;

pub use concordance::{Reading, Sampled};
pub use hits::{Count, Facets, First, Hit, Hits, Order, Window};
pub use similar::{Similar, SimilarPart};
pub use snippet::Snippet;
pub use stop::Stop;
pub(crate) use store::FILE;

use crate::Archive;
use crate::error::{Error, Result};
use crate::ids::SpeechId;
use crate::list::Scope;
use crate::query::{self, Columns, Query};
use crate::terms::Terms;
use search::{Look, Moment, Search};
use shelf::Shelf;
use similar::Passage;
use source::Catalogue;
use store::Store;
use texts::Texts;
use write::{Stage, Taken};

/// Changes taken in at once when catching up.
const BATCH: usize = 2_000;
/// The index is made anew for an import that brings so many times what there is.
const FAR_MORE: i64 = 8;
/// Speeches of the shelf read at once in the background.
const READ: usize = 10_000;
/// Speeches of the shelf that the first search after opening reads.
const READ_FIRST: usize = 1_000;
/// Speeches that are read at once for a search that needs more: meanwhile no other search looks, and
/// it cannot be stopped.
const READ_MOST: usize = 100_000;

/// The index of an archive.
pub(crate) struct Index {
    store: Store,
    shelf: RwLock<Shelf>,
    texts: Texts,
}

/// How the index compares with the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexReport {
    /// Changes of the catalogue that it has not seen yet: no fault, they are searched by reading.
    pub behind: u64,
    /// Speeches in it.
    pub speeches: u64,
    /// Speeches it should have seen and holds not, or not as they are, or holds without reason.
    pub wrong: u64,
    /// What SQLite says of the file; empty when all is well.
    pub damage: Option<String>,
}

impl IndexReport {
    /// True when nothing is wrong; being behind is not.
    pub fn is_sound(&self) -> bool {
        self.wrong == 0 && self.damage.is_none()
    }
}

impl Index {
    /// The index of the archive in a folder. Touches no file.
    pub fn new(dir: &Path) -> Self {
        Self {
            store: Store::new(dir),
            shelf: RwLock::default(),
            texts: Texts::default(),
        }
    }

    fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn shelf_mut(&self) -> RwLockWriteGuard<'_, Shelf> {
        self.shelf.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in at most `limit` changes; true when there may be more.
    pub fn catch_up(&self, catalogue: &impl Catalogue, limit: usize) -> Result<bool> {
        if self.store.is_missing() {
            // Each speech was a change once.
            self.store
                .expect(catalogue.moment(|source| source.revision())?);
        }
        let (taken, _) = self.store.write(
            |index| write::catch_up(index, catalogue, limit),
            |(_, is_spent)| *is_spent,
        )?;
        match taken {
            Taken::All => Ok(false),
            Taken::Some => Ok(true),
            Taken::Crowded(rows) => {
                // Holding the shelf keeps searches out while their connections are closed.
                let mut shelf = self.shelf_mut();
                *shelf = Shelf::default();
                self.store.widen(rows)?;
                Ok(true)
            }
        }
    }

    /// Makes room for so many speeches to come. An index that would be made anew half way, when a
    /// season is full, is made anew now if it holds little beside them.
    pub fn expect(&self, catalogue: &impl Catalogue, coming: i64) -> Result<()> {
        // Each speech was a change once.
        let there = catalogue.moment(|source| source.revision())?;
        let wanted = self.store.expect(there.saturating_add(coming));
        if coming / FAR_MORE < there {
            return Ok(());
        }
        let rows = self.store.read(|index| Ok(write::stage(index)?.rows))?;
        match rows {
            Some(rows) if rows.bits < wanted.bits => self.reset(),
            _ => Ok(()),
        }
    }

    /// Merges a part of what was written; true when there is more to do.
    pub fn merge(&self) -> Result<bool> {
        self.store.write(write::merge, |_| false)
    }

    /// Deletes the file; searches go on by reading until it has caught up.
    pub fn reset(&self) -> Result<()> {
        // Holding the shelf keeps searches out while their connections are closed.
        let mut shelf = self.shelf_mut();
        *shelf = Shelf::default();
        self.store.reset()
    }

    /// Answers a search in the way given.
    fn search<T>(
        &self,
        catalogue: &impl Catalogue,
        query: &Query,
        (scope, window): (&Scope, Window),
        stop: &Stop,
        answer: impl Fn(&Moment<'_>) -> Result<Look<T>>,
    ) -> Result<T> {
        let plan = query::compile(query, &*catalogue.terms()?)?;
        let ask = |seen| Search {
            plan: &plan,
            scope,
            window,
            seen,
        };
        match self.search_indexed(catalogue, &ask, stop, &answer) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(Error::Damaged { .. }) => self.reset()?,
            Err(error) => return Err(error),
        }
        catalogue.moment(|source| {
            match answer(&Moment::new(None, source, &ask(0), stop)?)? {
                Look::Found(found) => Ok(found),
                // Without an index there is no shelf to run short of.
                Look::Short { .. } => Err(Error::Stopped),
            }
        })
    }

    /// Answers a search with the index; `None` when there is none, or one of another catalogue.
    fn search_indexed<'a, T>(
        &self,
        catalogue: &impl Catalogue,
        ask: &impl Fn(i64) -> Search<'a>,
        stop: &Stop,
        answer: &impl Fn(&Moment<'_>) -> Result<Look<T>>,
    ) -> Result<Option<T>> {
        let look = |index: &Connection, shelf: &Shelf, stage: &Stage| {
            stop.guard(index, || {
                catalogue.moment(|source| {
                    if stage.seen > source.revision()? {
                        return Ok(None);
                    }
                    let search = ask(stage.seen);
                    let index = Some((index, shelf));
                    answer(&Moment::new(index, source, &search, stop)?).map(Some)
                })
            })
        };
        let mut wanted = None;
        loop {
            stop.check()?;
            let looked = match wanted {
                None => {
                    let shelf = self.shelf();
                    self.store.read(|index| {
                        let stage = write::stage(index)?;
                        match shelf.is_at(&stage) {
                            true => look(index, &shelf, &stage),
                            false => Ok(Some(Look::Short { more: 0 })),
                        }
                    })
                }
                Some(more) => {
                    let mut shelf = self.shelf_mut();
                    // Within one transaction: an index that goes on quickly was ahead of the shelf
                    // at every look, and a search of a million speeches waited until no more came.
                    self.store.read(|index| {
                        let stage = write::stage(index)?;
                        bring_up(&mut shelf, index, &stage, more)?;
                        look(index, &RwLockWriteGuard::downgrade(shelf), &stage)
                    })
                }
            };
            match looked? {
                None | Some(None) => return Ok(None),
                Some(Some(Look::Found(found))) => return Ok(Some(found)),
                Some(Some(Look::Short { more })) => wanted = Some(more.min(READ_MOST)),
            }
        }
    }

    /// Reads what the first search needs, while the catalogue is opened: after a start of the machine
    /// both wait for the disk, and a person waits for both. A fault is left for the search to tell.
    pub fn look_ahead(&self) {
        let _ = self.read_shelf(0);
    }

    /// Brings the shelf up with the index and reads so many more speeches of it; true when more are
    /// left.
    fn read_shelf(&self, more: usize) -> Result<bool> {
        let mut shelf = self.shelf_mut();
        let left = self.store.read(|index| {
            let stage = write::stage(index)?;
            bring_up(&mut shelf, index, &stage, more)?;
            Ok(!shelf.is_whole())
        })?;
        Ok(left.unwrap_or(false))
    }

    /// Compares the index with the catalogue, and asks SQLite about the file.
    pub fn check(&self, catalogue: &impl Catalogue) -> Result<IndexReport> {
        let compared = self.store.read(|index| {
            let seen = write::stage(index)?.seen;
            let mut ask = index.prepare(include_str!("sql/revisions.sql"))?;
            let rows = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let held: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
            // A reader that was idle while others wrote still knows the old parts of an FTS5 table,
            // and a check of it that no question went before takes them for lost.
            for table in ["phrase", "letter"] {
                let ask = format!("SELECT 1 FROM {table} WHERE {table} MATCH '\"一\"' LIMIT 1");
                index.prepare_cached(&ask)?.exists([])?;
            }
            let damage: String = index.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            catalogue
                .moment(|source| compare(&held, seen, source))
                .map(|report| IndexReport {
                    damage: (damage != "ok").then_some(damage),
                    ..report
                })
        });
        match compared {
            Ok(Some(report)) => Ok(report),
            Ok(None) => catalogue.moment(|source| compare(&[], 0, source)),
            Err(Error::Damaged { detail, .. }) => {
                let report = catalogue.moment(|source| compare(&[], 0, source))?;
                Ok(IndexReport {
                    damage: Some(detail),
                    ..report
                })
            }
            Err(error) => Err(error),
        }
    }
}

/// Brings the shelf to the stage that the index has for this reader, and reads so many more speeches
/// of it; of an empty one what the first search needs.
fn bring_up(shelf: &mut Shelf, index: &Connection, stage: &Stage, more: usize) -> Result<()> {
    if !shelf.is_at(stage) {
        shelf.update(index, stage)?;
    }
    let more = if shelf.is_empty() {
        more.max(READ_FIRST)
    } else {
        more
    };
    if more > 0 && !shelf.is_whole() {
        shelf.read_on(index, more)?;
    }
    Ok(())
}

/// What the index holds, (number, revision) by number, against what it should.
fn compare(held: &[(i64, i64)], seen: i64, source: &dyn source::Source) -> Result<IndexReport> {
    use std::collections::BTreeMap;
    let behind = source.changes(seen, usize::MAX)?;
    let mut held: BTreeMap<i64, i64> = held.iter().copied().collect();
    let speeches = held.len() as u64;
    for (_, num) in &behind {
        held.remove(num);
    }
    let mut wrong = 0;
    for (num, revision) in source.live()? {
        if revision <= seen && held.remove(&num) != Some(revision) {
            wrong += 1;
        }
    }
    let wrong = wrong + held.len() as u64;
    Ok(IndexReport {
        behind: behind.len() as u64,
        speeches,
        wrong,
        damage: None,
    })
}

/// Where the words of a query stand in a speech's clean text, in order and not overlapping: for
/// marking them in the reader. Words that are excluded, or looked for in other parts, mark nothing.
pub fn marks(text: &str, query: &Query) -> Result<Vec<Span>> {
    let plan = query::compile(query, Terms::standard())?;
    Ok(snippet::marks(
        &plan,
        Columns::BODY,
        text,
        &Folded::searchable(text),
    ))
}

impl Archive {
    /// Searches the live speeches: exact total, facets, and one page of hits. Complete whether or
    /// not the index has caught up. The trash is not searched.
    pub fn search(
        &self,
        query: &Query,
        scope: &Scope,
        window: Window,
        stop: &Stop,
    ) -> Result<Hits> {
        let within = (scope, window);
        self.index
            .search(self, query, within, stop, |moment| moment.page())
    }

    /// The first hits of the same search, before anything is counted: to be shown while
    /// [`Archive::search`] still counts. The window's offset is not looked at.
    pub fn search_first(
        &self,
        query: &Query,
        scope: &Scope,
        window: Window,
        stop: &Stop,
    ) -> Result<First> {
        let within = (scope, window);
        self.index
            .search(self, query, within, stop, |moment| moment.first())
    }

    /// The ids of all that a search finds, in order, without snippets.
    pub fn search_ids(
        &self,
        query: &Query,
        scope: &Scope,
        order: Order,
        stop: &Stop,
    ) -> Result<Vec<SpeechId>> {
        let window = Window {
            offset: 0,
            limit: usize::MAX,
            order,
        };
        let within = (scope, window);
        self.index
            .search(self, query, within, stop, |moment| moment.all())
    }

    /// The live speeches that say the same as a passage of at least six characters, exactly or
    /// with at most half of it changed: the nearest first, one place of each speech, at most
    /// `limit`. `except` leaves out the speech that the passage comes from. Of a passage that
    /// stands in hundreds of speeches the newest ones come.
    pub fn similar(
        &self,
        passage: &str,
        except: Option<&SpeechId>,
        limit: usize,
        stop: &Stop,
    ) -> Result<Vec<Similar>> {
        let passage = Passage {
            words: passage,
            except,
            limit,
        };
        let window = Window {
            offset: 0,
            limit,
            order: Order::Newest,
        };
        let within = (&Scope::All, window);
        self.index
            .search(self, &Query::All, within, stop, |moment| {
                passage.find(moment)
            })
    }

    /// Reads the next part of what searches keep in memory; true when more is left. For the
    /// background, after opening: a search reads by itself what it misses.
    pub fn read_shelf(&self) -> Result<bool> {
        self.index.read_shelf(READ)
    }

    /// Takes the next changes into the index; true when there may be more. Call it until it says
    /// false after an import or an edit, and when an archive was opened; best in the background,
    /// as searches do not wait for it.
    pub fn catch_up(&self) -> Result<bool> {
        self.index.catch_up(self, BATCH)
    }

    /// Says that so many speeches are about to come, so that the index has room for them from the
    /// beginning.
    pub fn expect(&self, speeches: usize) -> Result<()> {
        self.index
            .expect(self, i64::try_from(speeches).unwrap_or(i64::MAX))
    }

    /// A step of care for the index when it has caught up: merges what was written in many batches.
    /// True when there is more to do. It may be left off at any step and taken up again later.
    pub fn merge_index(&self) -> Result<bool> {
        self.index.merge()
    }

    /// Makes the index anew from the catalogue.
    pub fn rebuild_index(&self) -> Result<()> {
        self.index.reset()?;
        while self.catch_up()? {}
        while self.merge_index()? {}
        Ok(())
    }

    /// Compares the index with the catalogue.
    pub fn check_index(&self) -> Result<IndexReport> {
        self.index.check(self)
    }
}
