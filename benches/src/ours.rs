//! An archive of made speeches, as Rostrum keeps and searches it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use archive::{Archive, Hit, NewFile, NewSpeech, Order, RunId, Scope, SpeechId, Stop, Window};

use crate::clock;
use crate::engine::{Engine, Numbers, Page};
use crate::made::{Made, Sentences, file};
use crate::queries::Case;

/// Speeches in one transaction of an import.
const BATCH: usize = 250;

/// The first page.
pub const PAGE: Window = Window {
    offset: 0,
    limit: 20,
    order: Order::Newest,
};

/// An open archive of made speeches.
pub struct Ours {
    pub archive: Archive,
    numbers: HashMap<SpeechId, u32>,
}

impl Ours {
    /// The archive of so many speeches below `home`, made when it is not there.
    pub fn made(home: &Path, sentences: &Sentences, speeches: usize) -> Result<PathBuf> {
        let folder = home.join("archive");
        let ids = home.join("ids.txt");
        if ids.exists() {
            return Ok(folder);
        }
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let archive = Archive::create(&folder, 0)?;
        let run = archive.begin_import(0)?;
        let mut all = String::new();
        for first in (0..speeches).step_by(BATCH) {
            let made: Vec<Made> = (first..speeches.min(first + BATCH))
                .map(|number| sentences.speech(number))
                .collect();
            for id in import(&archive, &run, first, &made)? {
                all.push_str(id.as_str());
                all.push('\n');
            }
        }
        std::fs::write(ids, all)?;
        Ok(folder)
    }

    pub fn open(home: &Path) -> Result<Self> {
        let ids = std::fs::read_to_string(home.join("ids.txt")).context("no archive was made")?;
        Ok(Self {
            archive: Archive::open(&home.join("archive"))?,
            numbers: ids
                .lines()
                .enumerate()
                .map(|(number, id)| (SpeechId::from(id), number as u32))
                .collect(),
        })
    }

    /// Opens it without the numbers of its speeches: for a process that only searches.
    pub fn open_cold(home: &Path) -> Result<Self> {
        Ok(Self {
            archive: Archive::open(&home.join("archive"))?,
            numbers: HashMap::new(),
        })
    }

    /// Makes the index anew: CPU and wall.
    pub fn index(&self) -> Result<(Duration, Duration)> {
        let (cpu, wall) = (clock::process_cpu(), Instant::now());
        self.archive.rebuild_index()?;
        Ok((clock::process_cpu() - cpu, wall.elapsed()))
    }

    /// The id of a made speech.
    pub fn id(&self, number: u32) -> Option<&SpeechId> {
        let mut ids = self.numbers.iter();
        ids.find(|(_, own)| **own == number).map(|(id, _)| id)
    }

    fn numbers(&self, hits: &[Hit]) -> Numbers {
        hits.iter()
            .filter_map(|hit| self.numbers.get(&hit.id).copied())
            .collect()
    }
}

/// Takes made speeches in, in one transaction.
pub fn import(
    archive: &Archive,
    run: &RunId,
    first: usize,
    made: &[Made],
) -> Result<Vec<SpeechId>> {
    let read: Vec<NewSpeech> = made.iter().map(Made::read).collect();
    let names: Vec<String> = (first..first + made.len())
        .map(|number| format!("{number}.txt"))
        .collect();
    let files: Vec<NewFile<'_>> = made
        .iter()
        .zip(&read)
        .zip(&names)
        .map(|((made, speech), name)| file(name, made, speech))
        .collect();
    let imported = archive.import(run, 0, &files)?;
    Ok(imported.into_iter().flat_map(|i| i.speeches).collect())
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        "rostrum"
    }

    fn first(&self, case: &Case) -> Result<Option<Numbers>> {
        let first = self
            .archive
            .search_first(&case.tree, &Scope::All, PAGE, &Stop::new())?;
        Ok(Some(self.numbers(&first.hits)))
    }

    fn page(&self, case: &Case) -> Result<Option<Page>> {
        let hits = self
            .archive
            .search(&case.tree, &Scope::All, PAGE, &Stop::new())?;
        let years = hits.facets.year.iter();
        Ok(Some(Page {
            total: hits.total,
            newest: self.numbers(&hits.hits),
            years: years
                .filter_map(|c| Some((c.value.as_deref()?.parse().ok()?, c.count)))
                .collect(),
        }))
    }

    fn all(&self, case: &Case) -> Result<Option<Numbers>> {
        let ids = self
            .archive
            .search_ids(&case.tree, &Scope::All, Order::Newest, &Stop::new())?;
        let known = ids.iter().filter_map(|id| self.numbers.get(id).copied());
        let mut all: Vec<u32> = known.collect();
        all.sort_unstable();
        Ok(Some(all))
    }
}
