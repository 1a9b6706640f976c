//! Finds versions among what is taken in: the sketches of all speeches in memory while files come,
//! and the comparison of texts that look alike. Decides nothing a person decided otherwise.

mod file;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension};
use speech::kin::{Buckets, Letters, Noise, Sketch, Stated, Statement, version};

use crate::error::Result;
use crate::field::Origin;
use crate::ids::{Hash, SpeechId};
use crate::version::tie;
use crate::{Archive, content, sql};
use file::{File, mark};

/// Sketches that are not in the file yet, at most.
const MANY: usize = 1_000;

/// A text that comes, ready to be compared.
pub(crate) struct Coming {
    letters: Letters,
    sketch: Sketch,
    mark: [u8; 8],
}

impl Coming {
    pub(crate) fn new(text: &str, body_start: u32, hash: Hash) -> Self {
        let letters = Letters::new(text, body_start);
        Self {
            sketch: Sketch::new(&letters),
            mark: mark(hash),
            letters,
        }
    }
}

/// The sketches of all speeches.
pub(crate) struct Kin {
    buckets: Buckets,
    families: HashMap<u32, i64>,
    file: File,
    /// Those not in the file yet.
    fresh: Vec<(u32, [u8; 8], Sketch)>,
}

impl Kin {
    /// Of the archive in a folder: from the file, and from the texts of those it does not hold.
    fn load(dir: &Path, reader: &Connection) -> Result<Self> {
        let file = File::new(dir);
        let mut kept = file.read();
        let mut kin = Self {
            buckets: Buckets::default(),
            families: HashMap::new(),
            file,
            fresh: Vec::new(),
        };
        let mut ask =
            reader.prepare("SELECT speech, family FROM version WHERE family IS NOT NULL")?;
        let families = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        kin.families = families.collect::<rusqlite::Result<_>>()?;
        let mut ask = reader.prepare("SELECT speech, clean FROM reading ORDER BY speech")?;
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            let (number, hash): (u32, Hash) = (row.get(0)?, row.get(1)?);
            match kept.remove(&number).filter(|kept| kept.of == mark(hash)) {
                Some(kept) => kin.add(number, &kept.sketch),
                None => {
                    // A text that cannot be had is a matter for `check`, not for an import.
                    let Ok(text) = content::text(reader, hash) else {
                        continue;
                    };
                    let coming = Coming::new(&text, 0, hash);
                    kin.add(number, &coming.sketch);
                    kin.fresh.push((number, coming.mark, coming.sketch));
                }
            }
        }
        Ok(kin)
    }

    /// Takes what came to the file when it is so much that it would fill memory. What cannot be
    /// written now may be at the end.
    pub(crate) fn keep(&mut self) {
        if self.fresh.len() >= MANY && self.file.write(false, &self.fresh).is_ok() {
            self.fresh.clear();
        }
    }

    fn add(&mut self, number: u32, sketch: &Sketch) {
        let families = &self.families;
        let ours = families.get(&number);
        let kin = |held: u32| ours.is_some() && families.get(&held) == ours;
        self.buckets.add(number, sketch, kin);
    }

    /// Ties a new speech to those it is a version of and remembers it; the number of the one it is
    /// most alike.
    pub(crate) fn meet(
        &mut self,
        catalogue: &Connection,
        content: &Connection,
        number: i64,
        coming: Coming,
    ) -> Result<Option<SpeechId>> {
        let Ok(short) = u32::try_from(number) else {
            return Ok(None);
        };
        let own = statement(catalogue, number)?;
        let mut joined: Vec<Relative> = Vec::new();
        for one in self.alike(catalogue, content, &own, &coming)? {
            let is_tied = joined.iter().any(|other| other.speech == one.speech);
            let theirs = relatives(catalogue, &one)?;
            let parted = |other: &Relative| {
                own.contradicts(&other.says, one.noise)
                    || joined.iter().any(|held| held.contradicts(other))
            };
            // Through a speech without a date two of different years must not become one.
            if is_tied || theirs.iter().any(parted) {
                continue;
            }
            let family = tie(catalogue, number, one.speech, one.share, Origin::Rule)?;
            for member in [number, one.speech] {
                self.families
                    .insert(u32::try_from(member).unwrap_or(0), family);
            }
            joined.extend(theirs);
        }
        self.add(short, &coming.sketch);
        self.fresh.push((short, coming.mark, coming.sketch));
        let id = |other: i64| {
            catalogue
                .prepare_cached("SELECT id FROM speech WHERE num = ?1")?
                .query_row([other], |row| row.get(0))
        };
        Ok(joined.first().map(|one| id(one.speech)).transpose()?)
    }

    /// The speeches a new one is a version of, the likeliest first. None when two that contradict
    /// each other have it equally: a text without title and date that an office gave in two years
    /// belongs to neither rather than to the wrong one.
    fn alike(
        &self,
        catalogue: &Connection,
        content: &Connection,
        own: &Statement,
        coming: &Coming,
    ) -> Result<Vec<Relative>> {
        let mut alike = Vec::new();
        for other in self.buckets.find(&coming.sketch) {
            let found: Option<(Hash, u32, Option<i64>, bool)> = catalogue
                .prepare_cached(sql!("version/candidate"))?
                .query_row([other], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()?;
            // In the trash, taken back, or set apart by a person.
            let Some((hash, body_start, family, false)) = found else {
                continue;
            };
            let Ok(text) = content::text(content, hash) else {
                continue;
            };
            let theirs = Letters::new(&text, body_start);
            let found = match version(&coming.letters, &theirs) {
                Some(found) => found,
                None if theirs.is_short() => continue,
                // Those that follow share less.
                None => break,
            };
            let theirs = statement(catalogue, i64::from(other))?;
            if !own.contradicts(&theirs, found.noise) {
                alike.push(Relative {
                    speech: i64::from(other),
                    family,
                    share: found.share,
                    noise: found.noise,
                    says: theirs,
                });
            }
        }
        alike.sort_by(|a, b| b.share.total_cmp(&a.share));
        let is_torn = alike.first().is_some_and(|best| {
            alike.iter().skip(1).any(|one| {
                one.share >= best.share - EQUAL
                    && (one.family.is_none() || one.family != best.family)
                    && one.contradicts(best)
            })
        });
        Ok(if is_torn { Vec::new() } else { alike })
    }
}

/// Shares that differ by less tell nothing.
const EQUAL: f32 = 0.02;

/// A speech that another may be a version of.
struct Relative {
    speech: i64,
    family: Option<i64>,
    share: f32,
    noise: Noise,
    says: Statement,
}

impl Relative {
    fn contradicts(&self, other: &Self) -> bool {
        self.says.contradicts(&other.says, Noise::default())
    }
}

fn statement(catalogue: &Connection, speech: i64) -> Result<Statement> {
    let mut ask = catalogue.prepare_cached(sql!("version/statement"))?;
    Ok(ask.query_row([speech], |row| {
        let (origin, code): (Option<Origin>, Option<String>) = (row.get(4)?, row.get(5)?);
        let stated = match origin {
            Some(Origin::Person) => Some(Stated::Exactly),
            _ => code.as_deref().and_then(Stated::of_reason),
        };
        let days: (Option<i32>, Option<i32>) = (row.get(2)?, row.get(3)?);
        let days = days.0.zip(days.1).zip(stated);
        Ok(Statement {
            title: row.get(0)?,
            meeting: row.get(1)?,
            days: days.map(|((first, last), stated)| (first, last, stated)),
        })
    })?)
}

/// A speech and those it is tied to already.
fn relatives(catalogue: &Connection, one: &Relative) -> Result<Vec<Relative>> {
    let mut ask = catalogue.prepare_cached(sql!("version/relatives"))?;
    let members: Vec<i64> = ask
        .query_map([one.family], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let relative = |speech: i64| {
        Ok(Relative {
            speech,
            family: one.family,
            share: one.share,
            noise: one.noise,
            says: statement(catalogue, speech)?,
        })
    };
    let others = members.into_iter().filter(|member| *member != one.speech);
    std::iter::once(one.speech)
        .chain(others)
        .map(relative)
        .collect()
}

/// The sketches while files come; empty when none do.
pub(crate) type Slot = Option<Kin>;

impl Archive {
    /// The sketches, read when they are not in memory. Asked for before the writer, never after.
    pub(crate) fn kin(&self) -> Result<MutexGuard<'_, Slot>> {
        let mut slot = self.kin.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.is_none() {
            *slot = Some(self.read(|reader| Kin::load(&self.dir, reader))?);
        }
        Ok(slot)
    }

    /// Ends a run of an import: keeps the sketches of what came and lets go of the memory that all
    /// of them take. Without it nothing is lost; they are made again when next needed.
    pub fn end_import(&self) -> Result<()> {
        let mut slot = self.kin.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.take() {
            Some(kin) if !kin.fresh.is_empty() => Ok(kin.file.write(false, &kin.fresh)?),
            _ => Ok(()),
        }
    }
}
