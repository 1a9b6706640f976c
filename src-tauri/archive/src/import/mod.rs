//! Takes files in: originals, text layers and proposals, one durable transaction a batch.
//! Reads no file and understands no text; both come with the batch.

mod rows;

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use rusqlite::{Connection, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use speech::Proposal;

use rows::{Rows, Taking};
pub(crate) use rows::{guesses, write_reading};

use crate::content::dictionary;
use crate::content::{self, Packed};
use crate::edit::bump;
use crate::error::{Error, Result};
use crate::field::{Days, State};
use crate::ids::{Hash, Millis, RunId, SpeechId};
use crate::journal::RowChange;
use crate::kin::{Coming, Kin};
use crate::op::Op;
use crate::terms::Heirs;
use crate::words::words;
use crate::{Archive, folder, journal, sql};

/// One file that was read.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// The bytes as given.
    pub bytes: &'a [u8],
    /// Its name as given, relative, `/` between parts: `2020/会议/a.txt`.
    pub name: &'a str,
    /// Format id, such as `txt`, `docx`.
    pub format: &'a str,
    /// Encoding of a text file, such as `gb18030`.
    pub encoding: Option<&'a str>,
    /// Who made the text, where that was another program than this one.
    pub producer: Option<&'a str>,
    /// The extracted text.
    pub text: &'a str,
    /// What intake wants to say about it.
    pub warnings: &'a [String],
    /// The speeches found in it, in order; none when it holds no words.
    pub speeches: &'a [NewSpeech],
}

/// What was made of a file before it is taken in: packed, hashed, and laid out for comparing.
pub struct Ready {
    original: Hash,
    text: Hash,
    clean: Vec<Hash>,
    pieces: Vec<Packed>,
    coming: Vec<Coming>,
}

/// One file that could not be read. What bytes there are, are kept.
#[derive(Clone, Copy, Debug)]
pub struct UnreadFile<'a> {
    /// The bytes as given; `None` when not even those could be had.
    pub bytes: Option<&'a [u8]>,
    /// Its name as given, relative.
    pub name: &'a str,
    /// Format id, as far as known.
    pub format: &'a str,
    /// Why, as a stable code with details, such as `encrypted` or `truncated: no end record`.
    pub reason: &'a str,
}

/// One speech of a file.
#[derive(Clone, Debug)]
pub struct NewSpeech {
    /// The proposal over the file's extracted text.
    pub proposal: Proposal,
    /// The clean text.
    pub clean: String,
    /// The same proposal over the clean text; see `Proposal::over_clean_text`.
    pub over_clean: Proposal,
    /// The meeting type the rules read, where another was learned.
    pub ruled: Option<String>,
    /// The days its date may lie in.
    pub days: Days,
    /// `Inbox`, or `Filed` when every field is sure.
    pub state: State,
}

/// What became of one file of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The original.
    pub original: Hash,
    /// Its speeches, in file order: new ones, or those there already.
    pub speeches: Vec<SpeechId>,
    /// True when the archive had these bytes already; its name is then kept as another name.
    pub already: bool,
    /// A speech that was there, of which one of these is a version.
    pub version_of: Option<SpeechId>,
}

words! {
    /// How a line of an import report ended.
    Outcome {
        /// New speeches came of it.
        Added = "added",
        /// New speeches came of it, and one is a version of another speech.
        Version = "version",
        /// The same bytes were there already.
        Already = "already",
        /// Kept, but it holds no words.
        Empty = "empty",
        /// Could not be read.
        Unread = "unread",
    }
}

/// One line of an import report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// The name as given.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it could not be read.
    pub reason: Option<String>,
    /// The original, where its bytes were kept.
    pub original: Option<Hash>,
    /// How many speeches it gave.
    pub speeches: u32,
}

impl Archive {
    /// Starts a run of an import. All batches of a run are undone together.
    pub fn begin_import(&self, now: Millis) -> Result<RunId> {
        let run = RunId::new(now);
        self.writer()?.catalogue.execute(
            "INSERT INTO import_run (id, started) VALUES (?1, ?2)",
            params![run, now],
        )?;
        Ok(run)
    }

    /// Packs the texts of a file and lays them out for comparing. Needs no lock and may be done where
    /// files are read, on several threads: the hand that writes was the last to be done.
    pub fn make_ready(&self, bytes: &[u8], text: &str, speeches: &[NewSpeech]) -> Result<Ready> {
        let dictionary = self.packing.lock();
        let dictionary = dictionary.unwrap_or_else(PoisonError::into_inner).clone();
        let dictionary = dictionary.as_deref();
        let original = content::pack_with(dictionary, bytes)?;
        let mut ready = Ready {
            original: original.hash,
            text: original.hash,
            clean: Vec::with_capacity(speeches.len()),
            coming: Vec::with_capacity(speeches.len()),
            pieces: Vec::new(),
        };
        // The text of a UTF-8 file is mostly the file itself: the same piece.
        if text.as_bytes() != bytes {
            let layer = content::pack_with(dictionary, text.as_bytes())?;
            ready.text = layer.hash;
            ready.pieces.push(layer);
        }
        for speech in speeches {
            // A file that is one speech with nothing removed.
            let hash = if speech.clean == text {
                ready.text
            } else {
                let layer = content::pack_with(dictionary, speech.clean.as_bytes())?;
                let hash = layer.hash;
                ready.pieces.push(layer);
                hash
            };
            let body_start = speech.over_clean.body_start;
            let coming = Coming::new(&speech.clean, body_start, hash);
            ready.coming.push(coming);
            ready.clean.push(hash);
        }
        ready.pieces.push(original);
        Ok(ready)
    }

    /// Takes in a batch of files, all or (when it fails or the program dies) none of it; a batch of
    /// 50 to 200 files makes the syncing cheap. Bytes that are there already make no new speech, but
    /// speeches of theirs whose import was undone come back.
    pub fn import(&self, run: &RunId, now: Millis, files: &[NewFile<'_>]) -> Result<Vec<Imported>> {
        self.find_dictionary()?;
        let ready = files
            .iter()
            .map(|file| self.make_ready(file.bytes, file.text, file.speeches));
        let ready = ready.collect::<Result<Vec<Ready>>>()?;
        self.import_ready(run, now, files, ready)
    }

    /// The same for files that were made ready, each with what came of that.
    pub fn import_ready(
        &self,
        run: &RunId,
        now: Millis,
        files: &[NewFile<'_>],
        ready: Vec<Ready>,
    ) -> Result<Vec<Imported>> {
        self.find_dictionary()?;
        let pieces: Vec<&Packed> = ready.iter().flat_map(|ready| &ready.pieces).collect();
        keep_all(&mut self.writer()?.content, &pieces)?;
        let mut hashes = Vec::with_capacity(ready.len());
        let mut coming = Vec::with_capacity(ready.len());
        for one in ready {
            hashes.push((one.original, one.text, one.clean));
            coming.push(one.coming);
        }
        let mut kin = self.kin()?;
        let imported = self.take_in(run, now, kin.as_mut().zip(Some(coming)), |rows| {
            files
                .iter()
                .zip(&hashes)
                .map(|(file, (original, text, clean))| {
                    Ok((file.name, rows.take(file, *original, *text, clean)?))
                })
                .collect()
        });
        match &mut *kin {
            Some(kin) if imported.is_ok() => kin.keep(),
            // It holds speeches that are not there now.
            slot => *slot = None,
        }
        imported
    }

    /// Looks for what the texts have in common, once there are enough of them to tell; what is made
    /// ready from now on is packed by it.
    fn find_dictionary(&self) -> Result<()> {
        let newest = self.read(dictionary::newest)?;
        let num = match newest {
            None if !self.untrained.load(Ordering::Relaxed) => self.train()?,
            newest => newest,
        };
        let found = num
            .map(|num| self.read(|reader| dictionary::of(reader, num)))
            .transpose()?;
        *self.packing.lock().unwrap_or_else(PoisonError::into_inner) = found;
        Ok(())
    }

    fn train(&self) -> Result<Option<i64>> {
        let Some(trained) = self.read(dictionary::train)? else {
            return Ok(None);
        };
        if trained.is_empty() {
            self.untrained.store(true, Ordering::Relaxed);
            return Ok(None);
        }
        let kept = dictionary::keep(&mut self.writer()?.content, &trained)?;
        Ok(Some(kept))
    }

    /// Keeps a file that could not be read: its bytes, if any, and a line in the report.
    pub fn import_unread(&self, run: &RunId, now: Millis, file: &UnreadFile<'_>) -> Result<()> {
        let piece = file.bytes.map(content::pack).transpose()?;
        let mut writer = self.writer()?;
        let writer = &mut *writer;
        if let Some(piece) = &piece {
            content::keep(&writer.content, piece)?;
        }
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rows = Rows {
            catalogue: &transaction,
            run,
            now,
            heirs: Heirs::read(&transaction)?,
        };
        let original = piece.as_ref().map(|piece| piece.hash);
        if let (Some(hash), Some(bytes)) = (original, file.bytes) {
            let num = match rows.known(hash)? {
                Some((num, _)) => num,
                None => rows.add_original(hash, bytes.len(), file.format, None, None, &[])?,
            };
            rows.name(num, file.name)?;
        }
        rows.report(&ReportLine {
            name: file.name.to_owned(),
            outcome: Outcome::Unread,
            reason: Some(file.reason.to_owned()),
            original,
            speeches: 0,
        })?;
        transaction.commit()?;
        Ok(())
    }

    /// The report of a run, in the order of taking in.
    pub fn import_report(&self, run: &RunId) -> Result<Vec<ReportLine>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("import/report"))?;
            let lines = ask.query_map([run], |row| {
                Ok(ReportLine {
                    name: row.get(0)?,
                    outcome: row.get(1)?,
                    reason: row.get(2)?,
                    original: row.get(3)?,
                    speeches: row.get(4)?,
                })
            })?;
            Ok(lines.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The runs of import, newest first, each with its start.
    pub fn import_runs(&self, limit: u32) -> Result<Vec<(RunId, Millis)>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("import/runs"))?;
            let runs = ask.query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(runs.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// True when these bytes were taken in and read before and need not be read again: a resumed
    /// import passes such files to [`Archive::import_known`]. False when their import was undone.
    pub fn has_original(&self, hash: Hash) -> Result<bool> {
        self.read(|reader| {
            Ok(reader
                .prepare_cached(sql!("import/has_original"))?
                .exists([hash])?)
        })
    }

    /// True when a file of this name and size came at this time or later.
    pub fn came_since(&self, name: &str, size: u64, time: Millis) -> Result<bool> {
        let name = folder::relative(name);
        self.read(|reader| {
            Ok(reader
                .prepare_cached(sql!("import/came_since"))?
                .exists(params![folder::of(&name), name, size as i64, time])?)
        })
    }

    /// The originals that could not be read when they came, each with its first name.
    pub fn unread(&self) -> Result<Vec<(Hash, String)>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("import/unread"))?;
            let unread = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(unread.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Notes names of originals that [`Archive::has_original`], one transaction a batch, without
    /// their text being read again. A hash that is not there is an error.
    pub fn import_known(
        &self,
        run: &RunId,
        now: Millis,
        files: &[(Hash, &str)],
    ) -> Result<Vec<Imported>> {
        // An empty transaction waits for the disk like any other.
        if files.is_empty() {
            return Ok(Vec::new());
        }
        self.take_in(run, now, None, |rows| {
            let mut known = Vec::with_capacity(files.len());
            for (hash, name) in files {
                let (original, _) = rows
                    .known(*hash)?
                    .ok_or_else(|| Error::missing("original", hash))?;
                let speeches = rows.speeches(original)?;
                let taking = Taking {
                    original,
                    hash: *hash,
                    speeches,
                    already: true,
                };
                known.push((*name, taking));
            }
            Ok(known)
        })
    }

    /// One transaction, journalled as the edit that brings the speeches into the lists: undoing it
    /// withdraws them and leaves their rows, so the journal does not hold the rows a second time.
    fn take_in<'f>(
        &self,
        run: &RunId,
        now: Millis,
        kin: Option<(&mut Kin, Vec<Vec<Coming>>)>,
        write: impl FnOnce(&Rows<'_>) -> Result<Vec<(&'f str, Taking)>>,
    ) -> Result<Vec<Imported>> {
        let mut writer = self.writer()?;
        let writer = &mut *writer;
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rows = Rows {
            catalogue: &transaction,
            run,
            now,
            heirs: Heirs::read(&transaction)?,
        };
        let takings = write(&rows)?;
        let mut changes: Vec<RowChange> = takings
            .iter()
            .filter(|(_, taking)| !taking.already)
            .flat_map(|(_, taking)| &taking.speeches)
            .map(|(num, _, state)| RowChange::of_state(*num, State::Withdrawn, *state))
            .collect();
        journal::record(&transaction, true)?;
        let mut versions: Vec<Option<SpeechId>> = vec![None; takings.len()];
        if let Some((kin, coming)) = kin {
            for (((_, taking), coming), version) in takings.iter().zip(coming).zip(&mut versions) {
                for ((num, _, _), coming) in taking.speeches.iter().zip(coming) {
                    if !taking.already {
                        let of = kin.meet(&transaction, &writer.content, *num, coming)?;
                        *version = version.take().or(of);
                    }
                }
            }
        }
        let mut imported = Vec::with_capacity(takings.len());
        for ((name, taking), version_of) in takings.into_iter().zip(versions) {
            imported.push(rows.show(name, taking, version_of)?);
        }
        changes.extend(journal::collect(&transaction)?);
        if !changes.is_empty() {
            journal::store(&transaction, Op::Import, now, Some(run.as_str()), &changes)?;
        }
        bump(&transaction, &journal::touched(&changes))?;
        transaction.commit()?;
        Ok(imported)
    }
}

/// Makes pieces durable before any row refers to them.
fn keep_all(content: &mut Connection, pieces: &[&Packed]) -> Result<()> {
    let transaction = content.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for piece in pieces {
        content::keep(&transaction, piece)?;
    }
    transaction.commit()?;
    Ok(())
}
