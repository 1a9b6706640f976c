//! Texts that come by no file of the moment: an original read again, words that were pasted.
//! Knows no format and no rule of filing.

use std::sync::atomic::Ordering;

use archive::{Hash, Op, Reread, SpeechId};
use intake::{Extracted, Hint};

use super::report::{Report, filing_in_words};
use super::{BATCH, LOOK, Options, Taken, speeches_of, warnings};
use crate::file::changed;
use crate::wire::{Changed, ImportProgress, Pasted, PastedSpeech};
use crate::{Desk, Problem};

/// The folder of the originals to which pasted words belong.
const PASTED: &str = "粘贴";
/// Letters of its first line by which pasted words are named.
const NAMED: usize = 40;

impl Desk {
    /// Reads the file of a speech again from its stored original: after the program learned to read
    /// more, or (a plain text) in another encoding. Notes stay on their words; what a person filed
    /// stays.
    pub fn reread(&self, id: &str, encoding: Option<&str>) -> Result<Changed, Problem> {
        let id = SpeechId::from(id);
        let record = self.archive.speech(&id)?;
        let bytes = self.archive.original(&id)?;
        let name = record.original.names.first().cloned().unwrap_or_default();
        let hint = Hint { name: &name };
        let extracted = match encoding {
            Some(encoding) => intake::extract_as(&bytes, &hint, &self.tools.limits, encoding),
            None => self.tools.reader.extract(&bytes, &hint),
        };
        let extracted = extracted.map_err(|error| Problem::intake(&name, error))?;
        self.put_reading(&id, &name, &extracted)
    }

    /// Recognises the file of a speech whose pages are pictures, as a text layer of its own beside
    /// the original; otherwise like [`Desk::reread`].
    pub fn recognise(&self, id: &str) -> Result<Changed, Problem> {
        let id = SpeechId::from(id);
        let record = self.archive.speech(&id)?;
        let bytes = self.archive.original(&id)?;
        let name = record.original.names.first().cloned().unwrap_or_default();
        let engine = self.tools.engine()?;
        let recognised =
            self.tools
                .reader
                .recognise(&bytes, &Hint { name: &name }, &engine, &|| true);
        let extracted = recognised.map_err(|error| Problem::intake(&name, error))?;
        self.put_reading(&id, &name, &extracted)
    }

    fn put_reading(
        &self,
        id: &SpeechId,
        name: &str,
        extracted: &Extracted,
    ) -> Result<Changed, Problem> {
        let speeches = speeches_of(extracted, name, &self.how(Options::default())?);
        let warnings = warnings(extracted);
        let file = Reread {
            format: extracted.format.as_str(),
            encoding: extracted.encoding.as_deref(),
            producer: extracted.producer.as_deref(),
            text: &extracted.text,
            warnings: &warnings,
            speeches: &speeches,
        };
        let done = self.edit(Op::Reread, |tx| tx.reread(id, &file))?;
        Ok(changed(Op::Reread, &done, &[]))
    }

    /// Reads again what could not be read when it came, from the stored originals: a later program
    /// reads more, and with `ocr` pictures of pages are recognised. `tell` hears as of an import.
    pub fn reread_unread(
        &self,
        ocr: bool,
        tell: &mut dyn FnMut(&ImportProgress),
    ) -> Result<ImportProgress, Problem> {
        let unread = self.archive.unread()?;
        self.alone(|| {
            let how = self.how(Options {
                ocr,
                ..Options::default()
            })?;
            let mut report = Report::new(String::new(), unread.len(), how.line);
            let run = self.archive.begin_import(self.now())?;
            // Recognising takes seconds a page: what is done is stored, and told, at once.
            for some in unread.chunks(if ocr { 1 } else { BATCH }) {
                report.tell(tell, false);
                if self.wait_to_go_on(&mut report, tell) {
                    break;
                }
                let mut batch: Vec<Taken> = Vec::new();
                for (hash, name) in some {
                    let bytes = self.archive.original_by_hash(*hash)?;
                    batch.extend(self.open_up(name, bytes, &how));
                }
                self.store(&run, batch, &mut report)?;
            }
            self.indexer.wake();
            self.archive.end_import()?;
            report.cancelled =
                self.stop_import.load(Ordering::SeqCst) && report.done < report.total;
            Ok(report.tell(tell, true))
        })
    }

    /// Waits while the import is held; true once it is to stop.
    fn wait_to_go_on(&self, report: &mut Report, tell: &mut dyn FnMut(&ImportProgress)) -> bool {
        loop {
            let is_held = self.pause_import.load(Ordering::SeqCst);
            let is_stopped = self.stop_import.load(Ordering::SeqCst);
            report.hold(is_held && !is_stopped);
            if is_stopped || !is_held {
                return is_stopped;
            }
            report.tell(tell, false);
            std::thread::sleep(LOOK);
        }
    }

    /// What pasted words would be filed as, before they are taken in.
    pub fn preview_text(&self, text: &str) -> Result<Pasted, Problem> {
        let name = named(text);
        let already = self.archive.has_original(Hash::of(text.as_bytes()))?;
        let Ok(extracted) = self
            .tools
            .reader
            .extract(text.as_bytes(), &Hint { name: &name })
        else {
            return Ok(Pasted {
                speeches: Vec::new(),
                already,
            });
        };
        let speeches = speeches_of(&extracted, &name, &self.how(Options::default())?);
        let speeches = speeches.iter().map(|speech| {
            let want = crate::view::wants_of_proposal(&speech.over_clean, self.habits().line);
            let want = match want.first() {
                Some(&"title") if speech.over_clean.title_supplied => "want.supplied".to_owned(),
                Some(want) => format!("want.{want}"),
                None => "import.sure".to_owned(),
            };
            PastedSpeech {
                title: speech.over_clean.title.value.clone(),
                supplied: speech.over_clean.title_supplied,
                words: filing_in_words(speech, &want),
                length: speech.clean.chars().count() as u32,
            }
        });
        Ok(Pasted {
            speeches: speeches.collect(),
            already,
        })
    }

    /// Takes pasted words in as a file of their own; undone like any import.
    pub fn import_text(&self, text: &str) -> Result<ImportProgress, Problem> {
        self.alone(|| {
            let how = self.how(Options::default())?;
            let name = named(text);
            let mut report = Report::new(name.clone(), 1, how.line);
            let run = self.archive.begin_import(self.now())?;
            let taken = self.digest(name, text.as_bytes().to_vec(), &how);
            self.store(&run, vec![taken], &mut report)?;
            self.indexer.wake();
            self.archive.end_import()?;
            Ok(report.tell(&mut |_| {}, true))
        })
    }
}

/// Pasted words are named by the first line that says something.
fn named(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let first = lines
        .into_iter()
        .find(|line| line.chars().any(char::is_alphanumeric));
    let is_fit = |c: &char| !c.is_control() && !"/\\:*?\"<>|".contains(*c);
    let words: String = first
        .unwrap_or_default()
        .chars()
        .filter(is_fit)
        .take(NAMED)
        .collect();
    format!("{PASTED}/{}.txt", words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_words_are_named_by_their_first_line() {
        assert_eq!(
            named("\n  在全市/防汛会议上的讲话\n同志们"),
            "粘贴/在全市防汛会议上的讲话.txt"
        );
        assert_eq!(named("……"), "粘贴/.txt");
    }
}
