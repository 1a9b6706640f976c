//! Takes files in: originals, text layers and proposals, one durable transaction a batch.
//! Reads no file and understands no text; both come with the batch.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params, params};
use serde::{Deserialize, Serialize};
use speech::{Evidence, Guess, Proposal};

use crate::content::{self, Packed, Packer};
use crate::edit::bump;
use crate::error::{Error, Result};
use crate::field::{Days, Field, Origin, State, per_mille};
use crate::ids::{Hash, Millis, RunId, SpeechId};
use crate::journal::RowChange;
use crate::op::Op;
use crate::words::words;
use crate::{Archive, folder, journal, reading, sql};

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
    /// The extracted text.
    pub text: &'a str,
    /// What intake wants to say about it.
    pub warnings: &'a [String],
    /// The speeches found in it, in order; none when it holds no words.
    pub speeches: &'a [NewSpeech],
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
}

words! {
    /// How a line of an import report ended.
    Outcome {
        /// New speeches came of it.
        Added = "added",
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
        self.writer().catalogue.execute(
            "INSERT INTO import_run (id, started) VALUES (?1, ?2)",
            params![run, now],
        )?;
        Ok(run)
    }

    /// Takes in a batch of files, all or (when it fails or the program dies) none of it; a batch of
    /// 50 to 200 files makes the syncing cheap. Bytes that are there already make no new speech, but
    /// speeches of theirs whose import was undone come back.
    pub fn import(&self, run: &RunId, now: Millis, files: &[NewFile<'_>]) -> Result<Vec<Imported>> {
        // Packing is the slow part and needs no lock.
        let mut packer = Packer::new()?;
        let mut pieces = Vec::new();
        let mut hashes = Vec::with_capacity(files.len());
        for file in files {
            let original = packer.pack(file.bytes)?;
            // The text of a UTF-8 file is mostly the file itself: the same piece.
            let text = if file.text.as_bytes() == file.bytes {
                original.hash
            } else {
                let layer = packer.pack(file.text.as_bytes())?;
                let hash = layer.hash;
                pieces.push(layer);
                hash
            };
            let mut clean = Vec::with_capacity(file.speeches.len());
            for speech in file.speeches {
                let layer = packer.pack(speech.clean.as_bytes())?;
                clean.push(layer.hash);
                pieces.push(layer);
            }
            hashes.push((original.hash, text, clean));
            pieces.push(original);
        }
        keep_all(&mut self.writer().content, &pieces)?;
        drop(pieces);
        self.take_in(run, now, |intake| {
            files
                .iter()
                .zip(&hashes)
                .map(|(file, (original, text, clean))| {
                    Ok((file.name, intake.take(file, *original, *text, clean)?))
                })
                .collect()
        })
    }

    /// Keeps a file that could not be read: its bytes, if any, and a line in the report.
    pub fn import_unread(&self, run: &RunId, now: Millis, file: &UnreadFile<'_>) -> Result<()> {
        let piece = file.bytes.map(content::pack).transpose()?;
        let mut writer = self.writer();
        let writer = &mut *writer;
        if let Some(piece) = &piece {
            content::keep(&writer.content, piece)?;
        }
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let intake = Intake {
            catalogue: &transaction,
            run,
            now,
        };
        let original = piece.as_ref().map(|piece| piece.hash);
        if let (Some(hash), Some(bytes)) = (original, file.bytes) {
            let num = match intake.known(hash)? {
                Some((num, _)) => num,
                None => intake.add_original(hash, bytes.len(), file.format, None, None, &[])?,
            };
            intake.name(num, file.name)?;
        }
        intake.report(&ReportLine {
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

    /// Notes names of originals that [`Archive::has_original`], one transaction a batch, without
    /// their text being read again. A hash that is not there is an error.
    pub fn import_known(
        &self,
        run: &RunId,
        now: Millis,
        files: &[(Hash, &str)],
    ) -> Result<Vec<Imported>> {
        self.take_in(run, now, |intake| {
            let mut known = Vec::with_capacity(files.len());
            for (hash, name) in files {
                let (original, _) = intake
                    .known(*hash)?
                    .ok_or_else(|| Error::missing("original", hash))?;
                let speeches = intake.speeches(original)?;
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
        write: impl FnOnce(&Intake<'_>) -> Result<Vec<(&'f str, Taking)>>,
    ) -> Result<Vec<Imported>> {
        let mut writer = self.writer();
        let transaction = writer
            .catalogue
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let intake = Intake {
            catalogue: &transaction,
            run,
            now,
        };
        let takings = write(&intake)?;
        let mut changes: Vec<RowChange> = takings
            .iter()
            .filter(|(_, taking)| !taking.already)
            .flat_map(|(_, taking)| &taking.speeches)
            .map(|(num, _, state)| RowChange::of_state(*num, State::Withdrawn, *state))
            .collect();
        journal::record(&transaction, true)?;
        let mut imported = Vec::with_capacity(takings.len());
        for (name, taking) in takings {
            imported.push(intake.show(name, taking)?);
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
fn keep_all(content: &mut Connection, pieces: &[Packed]) -> Result<()> {
    let transaction = content.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for piece in pieces {
        content::keep(&transaction, piece)?;
    }
    transaction.commit()?;
    Ok(())
}

/// One batch on its way into the catalogue.
struct Intake<'a> {
    catalogue: &'a Connection,
    run: &'a RunId,
    now: Millis,
}

/// What the unrecorded half found or wrote for one file.
struct Taking {
    original: i64,
    hash: Hash,
    /// Each with its state.
    speeches: Vec<(i64, SpeechId, State)>,
    already: bool,
}

impl Intake<'_> {
    /// The number of an original that is there, and whether it has been read.
    fn known(&self, hash: Hash) -> Result<Option<(i64, bool)>> {
        Ok(self
            .catalogue
            .prepare_cached("SELECT num, text IS NOT NULL FROM original WHERE hash = ?1")?
            .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    fn speeches(&self, original: i64) -> Result<Vec<(i64, SpeechId, State)>> {
        let mut ask = self.catalogue.prepare_cached(sql!("import/speeches"))?;
        let rows = ask.query_map([original], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn take(&self, file: &NewFile<'_>, hash: Hash, text: Hash, clean: &[Hash]) -> Result<Taking> {
        let original = match self.known(hash)? {
            Some((original, read)) => {
                let speeches = self.speeches(original)?;
                if read && (!speeches.is_empty() || file.speeches.is_empty()) {
                    return Ok(Taking {
                        original,
                        hash,
                        speeches,
                        already: true,
                    });
                }
                // It could not be read when it first came; a later program can.
                self.catalogue
                    .prepare_cached(sql!("import/read_after_all"))?
                    .execute(params![
                        original,
                        file.format,
                        file.encoding,
                        text,
                        serde_json::to_string(file.warnings)?
                    ])?;
                original
            }
            None => self.add_original(
                hash,
                file.bytes.len(),
                file.format,
                file.encoding,
                Some(text),
                file.warnings,
            )?,
        };
        let mut speeches = Vec::with_capacity(file.speeches.len());
        for (position, (speech, clean)) in file.speeches.iter().zip(clean).enumerate() {
            let state = match speech.state {
                State::Filed => State::Filed,
                State::Inbox | State::Trash | State::Withdrawn => State::Inbox,
            };
            let (num, id) = self.add_speech(original, position, speech, *clean, state)?;
            speeches.push((num, id, state));
        }
        Ok(Taking {
            original,
            hash,
            speeches,
            already: false,
        })
    }

    fn add_original(
        &self,
        hash: Hash,
        size: usize,
        format: &str,
        encoding: Option<&str>,
        text: Option<Hash>,
        warnings: &[String],
    ) -> Result<i64> {
        self.catalogue
            .prepare_cached(sql!("import/add_original"))?
            .execute(params![
                hash,
                size as i64,
                format,
                encoding,
                text,
                serde_json::to_string(warnings)?,
                self.now
            ])?;
        Ok(self.catalogue.last_insert_rowid())
    }

    fn add_speech(
        &self,
        original: i64,
        position: usize,
        speech: &NewSpeech,
        clean: Hash,
        state: State,
    ) -> Result<(i64, SpeechId)> {
        let id = SpeechId::new(self.now);
        let own = &speech.over_clean;
        let (year, month) = speech.days.shelf();
        let total = |kind: &str| -> u32 {
            own.findings
                .iter()
                .filter(|f| f.kind == kind)
                .map(|f| f.count.unwrap_or(f.spans.len() as u32))
                .sum()
        };
        let value = |guess: &Option<Guess<String>>| guess.as_ref().map(|g| g.value.clone());
        self.catalogue
            .prepare_cached(sql!("import/add_speech"))?
            .execute(named_params! {
                ":id": id,
                ":original": original,
                ":position": position as i64,
                ":state": state,
                ":added": self.now,
                ":length": speech.clean.chars().count() as i64,
                ":title": own.title.value,
                ":title_supplied": own.title_supplied,
                ":speaker": value(&own.speaker),
                ":kind": value(&own.meeting.kind),
                ":genre": value(&own.genre),
                ":level": value(&own.level),
                ":date": value(&own.date),
                ":date_certainty": own.date.as_ref().map(|g| per_mille(g.certainty)),
                ":date_origin": own.date.as_ref().map(|_| Origin::Rule),
                ":earliest": speech.days.earliest,
                ":latest": speech.days.latest,
                ":year": year,
                ":month": month,
                ":complete": own.complete.as_str(),
                ":missing": total("gap"),
                ":slots": total("slot"),
            })?;
        let num = self.catalogue.last_insert_rowid();
        self.add_reading(num, speech, clean)?;
        self.add_filing(num, own)?;
        Ok((num, id))
    }

    fn add_reading(&self, num: i64, speech: &NewSpeech, clean: Hash) -> Result<()> {
        let (proposal, own) = (&speech.proposal, &speech.over_clean);
        self.catalogue
            .prepare_cached(sql!("import/add_reading"))?
            .execute(named_params! {
                ":speech": num,
                ":clean": clean,
                ":body_start": own.body_start,
                ":territory_start": proposal.territory.start,
                ":territory_end": proposal.territory.end,
                ":span_start": proposal.span.start,
                ":span_end": proposal.span.end,
                ":ledger": serde_json::to_string(&proposal.ledger)?,
                ":outline": reading::pack_outline(&own.outline)?,
                ":findings": reading::pack_findings(&own.findings)?,
                ":other_dates": serde_json::to_string(&own.other_dates)?,
            })?;
        Ok(())
    }

    fn add_filing(&self, num: i64, own: &Proposal) -> Result<()> {
        let meeting = &own.meeting;
        let fields = [
            (Field::Title, Some(&own.title)),
            (Field::Meeting, meeting.name.as_ref()),
            (Field::Type, meeting.kind.as_ref()),
            (Field::Mode, meeting.mode.as_ref()),
            (Field::Genre, own.genre.as_ref()),
            (Field::Level, own.level.as_ref()),
            (Field::Place, own.place.as_ref()),
            (Field::Speaker, own.speaker.as_ref()),
            (Field::Role, own.role.as_ref()),
            (Field::Date, own.date.as_ref()),
        ];
        let mut add = self.catalogue.prepare_cached(sql!("filing/insert"))?;
        let mut file = |field: Field, value: &str, certainty: f32, evidence: &[Evidence]| {
            let evidence = serde_json::to_string(evidence)?;
            add.execute(params![
                num,
                field,
                value,
                Origin::Rule,
                per_mille(certainty),
                evidence,
                self.now
            ])?;
            Ok::<(), Error>(())
        };
        for (field, guess) in fields {
            if let Some(guess) = guess {
                file(field, &guess.value, guess.certainty, &guess.evidence)?;
            }
        }
        if !meeting.also.is_empty() {
            let certainty = meeting.kind.as_ref().map_or(0.0, |kind| kind.certainty);
            file(Field::Also, &meeting.also.join(" "), certainty, &[])?;
        }
        file(Field::Complete, own.complete.as_str(), 1.0, &[])?;
        let mut add = self.catalogue.prepare_cached(sql!("theme/insert"))?;
        for theme in &own.themes {
            add.execute(params![
                num,
                theme.id,
                Origin::Rule,
                per_mille(theme.score),
                serde_json::to_string(&theme.evidence)?
            ])?;
        }
        Ok(())
    }

    fn name(&self, original: i64, name: &str) -> Result<()> {
        let name = folder::relative(name);
        self.catalogue
            .prepare_cached(sql!("import/name"))?
            .execute(params![original, name, folder::of(&name), self.now])?;
        Ok(())
    }

    /// The recorded half: the name, and speeches that an undone import had withdrawn.
    fn show(&self, name: &str, taking: Taking) -> Result<Imported> {
        self.name(taking.original, name)?;
        let mut show = self.catalogue.prepare_cached(sql!("import/show"))?;
        let mut back = 0;
        for (num, _, _) in taking.speeches.iter().filter(|_| taking.already) {
            back += show.execute([num])?;
        }
        let outcome = if taking.speeches.is_empty() {
            Outcome::Empty
        } else if taking.already && back == 0 {
            Outcome::Already
        } else {
            Outcome::Added
        };
        self.report(&ReportLine {
            name: name.to_owned(),
            outcome,
            reason: None,
            original: Some(taking.hash),
            speeches: taking.speeches.len() as u32,
        })?;
        Ok(Imported {
            original: taking.hash,
            speeches: taking.speeches.into_iter().map(|(_, id, _)| id).collect(),
            already: taking.already,
        })
    }

    fn report(&self, line: &ReportLine) -> Result<()> {
        self.catalogue
            .prepare_cached(sql!("import/add_line"))?
            .execute(params![
                self.run,
                folder::relative(&line.name),
                line.outcome,
                line.reason,
                line.original,
                line.speeches
            ])?;
        Ok(())
    }
}
