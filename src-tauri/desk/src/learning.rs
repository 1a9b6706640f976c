//! Learning from a person's filings: taught when it is asked for and something was filed since,
//! kept beside the archive, and used for what comes in and what waits.
//! Files nothing: what is learned only proposes.

use std::sync::{Arc, PoisonError};

use archive::{Op, SpeechId, Waiting};
use serde::{Deserialize, Serialize};
use speech::learn::{Learned, Lesson};
use speech::themes::Input;
use speech::{Hints, Named, Proposal};

use crate::file::changed;
use crate::wire::Changed;
use crate::{Desk, Problem};

/// Raise when lessons are read otherwise, so that what an older program kept is learned anew.
const EDITION: u32 = 1;

/// What was learned, and from which filings.
#[derive(Serialize, Deserialize)]
struct Kept {
    edition: u32,
    digest: String,
    learned: Learned,
}

/// What was learned last in this run of the program, by the digest of its filings.
pub(crate) type Memory = Option<(String, Arc<Learned>)>;

/// A waiting speech's proposal, made anew.
struct Anew {
    id: SpeechId,
    proposal: Proposal,
    ruled: Option<String>,
}

impl Desk {
    /// What the person's filings teach as they stand now. Learns anew only when they changed,
    /// undone changes included.
    pub fn learned(&self) -> Result<Arc<Learned>, Problem> {
        let digest = self.archive.taught_digest()?;
        let mut memory = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, learned)) = &*memory
            && *of == digest
        {
            return Ok(learned.clone());
        }
        let kept: Option<Kept> = self
            .archive
            .learned()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let learned = match kept {
            Some(kept) if kept.edition == EDITION && kept.digest == digest => kept.learned,
            _ => self.study(&digest)?,
        };
        let learned = Arc::new(learned);
        *memory = Some((digest, learned.clone()));
        Ok(learned)
    }

    fn study(&self, digest: &str) -> Result<Learned, Problem> {
        let mut lessons = Vec::new();
        self.archive.taught(|taught| {
            let headings: Vec<&str> = taught.headings.iter().map(String::as_str).collect();
            let settings = [&taught.ruled, &taught.level, &taught.genre];
            let settings: Vec<&str> = settings.into_iter().flatten().map(String::as_str).collect();
            let page = Input {
                settings: &settings,
                title: &taught.title,
                meeting: taught.meeting.as_deref(),
                headings: &headings,
                body: &taught.body,
                body_offset: taught.body_start,
            };
            lessons.push(Lesson::new(
                &page,
                taught.ruled.as_deref(),
                taught.kind.as_deref(),
                taught.themes.as_deref(),
            ));
        })?;
        let kept = Kept {
            edition: EDITION,
            digest: digest.to_owned(),
            learned: Learned::from(&lessons),
        };
        // What cannot be kept is learned again next time; that is no reason not to use it.
        if let Ok(bytes) = serde_json::to_vec(&kept) {
            let _ = self.archive.keep_learned(&bytes);
        }
        Ok(kept.learned)
    }

    /// Throws away what was learned; the filings it came from stay.
    pub fn forget_learned(&self) -> Result<(), Problem> {
        *self.learned.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(self.archive.forget_learned()?)
    }

    /// Proposes anew what waits, as the person's habits are.
    pub fn repropose_waiting(&self) -> Result<Changed, Problem> {
        match self.habits().learning {
            true => self.repropose(Some(&*self.learned()?)),
            false => self.repropose(None),
        }
    }

    /// Proposes meeting type and themes anew for all that waits, with what was learned or
    /// (`learned` none) by the rules alone. What a person filed stays. One step, undone as one.
    fn repropose(&self, learned: Option<&Learned>) -> Result<Changed, Problem> {
        let mut waiting = Vec::new();
        self.archive.waiting_texts(|file| waiting.push(file))?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let share = waiting.len().div_ceil(cores).max(1);
        let anew: Vec<Anew> = std::thread::scope(|scope| {
            let shares: Vec<_> = waiting
                .chunks(share)
                .map(|files| {
                    scope.spawn(move || {
                        files
                            .iter()
                            .flat_map(|f| read_anew(f, learned))
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            shares
                .into_iter()
                .flat_map(|s| s.join().unwrap_or_default())
                .collect()
        });
        let done = self.edit(Op::Repropose, |tx| {
            anew.iter()
                .try_for_each(|a| tx.repropose(&a.id, &a.proposal, a.ruled.as_deref()))
        })?;
        let touched = done.touched.len().to_string();
        Ok(changed(Op::Repropose, &done, &[&touched]))
    }
}

fn read_anew(file: &Waiting, learned: Option<&Learned>) -> Vec<Anew> {
    let hints = Hints {
        file_name: Some(&file.name),
        // Bounds dates alone, and those are not proposed anew.
        taken_in: None,
        title: file
            .title
            .as_ref()
            .and_then(|(words, evidence)| Named::of_filing(words, evidence)),
        ..Hints::default()
    };
    let reading = speech::read(&file.text, &hints);
    file.speeches
        .iter()
        .filter_map(|(id, position)| {
            let (clean, mut proposal) =
                reading.speeches.get(*position)?.over_clean_text(&file.text);
            let ruled = learned.and_then(|l| l.adjust(&clean.text, &mut proposal).ruled);
            Some(Anew {
                id: id.clone(),
                proposal,
                ruled,
            })
        })
        .collect()
}
