//! The report of an import as it grows: counts, lines, rate.
//! Takes nothing in.

use std::collections::HashSet;
use std::rc::Rc;
use std::time::{Duration, Instant};

use archive::{NewSpeech, State};

use crate::wire::{ImportLine, ImportProgress, Words};
use crate::{Problem, view, words};

/// At most this often is progress told.
const TELL: Duration = Duration::from_millis(100);
/// Lines told while running.
const LAST_LINES: usize = 12;

/// A line as it is kept: of a hundred thousand files they took a tenth of the memory of an import.
struct Line {
    name: Box<str>,
    outcome: &'static str,
    /// The same words for all that have them.
    words: Rc<Words>,
    /// Ids with a space between.
    speeches: Box<str>,
    needs_ocr: bool,
}

impl Line {
    fn told(&self) -> ImportLine {
        let ids = self.speeches.split(' ').filter(|id| !id.is_empty());
        ImportLine {
            name: self.name.to_string(),
            outcome: self.outcome.to_owned(),
            words: Words::clone(&self.words),
            speeches: ids.map(str::to_owned).collect(),
            needs_ocr: self.needs_ocr,
        }
    }
}

/// The report as it grows.
pub(super) struct Report {
    line: f32,
    name: String,
    began: Instant,
    told: Option<Instant>,
    pub total: usize,
    pub done: usize,
    speeches: u32,
    duplicates: u32,
    versions: u32,
    failed: u32,
    waiting: u32,
    pictures: u32,
    lines: Vec<Line>,
    said: HashSet<Rc<Words>>,
    pub cancelled: bool,
    /// Since when it is held, and how long it was held before.
    held: (Option<Instant>, Duration),
}

impl Report {
    pub fn new(name: String, total: usize, line: f32) -> Self {
        Self {
            line,
            name,
            began: Instant::now(),
            told: None,
            total,
            done: 0,
            speeches: 0,
            duplicates: 0,
            versions: 0,
            failed: 0,
            waiting: 0,
            pictures: 0,
            lines: Vec::new(),
            said: HashSet::new(),
            cancelled: false,
            held: (None, Duration::ZERO),
        }
    }

    /// Held or not: time in which nothing is to be done is no part of the rate.
    pub fn hold(&mut self, is_held: bool) {
        match (is_held, self.held.0) {
            (true, None) => {
                self.held.0 = Some(Instant::now());
                self.told = None;
            }
            (false, Some(since)) => {
                self.held = (None, self.held.1 + since.elapsed());
                self.told = None;
            }
            _ => {}
        }
    }

    fn line(&mut self, name: String, outcome: &'static str, words: Words, speeches: &[String]) {
        self.done += 1;
        self.waiting += u32::from(outcome == "waiting");
        let words = match self.said.get(&words) {
            Some(said) => said.clone(),
            None => {
                let words = Rc::new(words);
                self.said.insert(words.clone());
                words
            }
        };
        self.lines.push(Line {
            name: name.into(),
            outcome,
            words,
            speeches: speeches.join(" ").into(),
            needs_ocr: false,
        });
    }

    pub fn failed(&mut self, name: String, problem: &Problem) {
        self.failed += 1;
        self.line(name, "failed", problem.about_file(), &[]);
        if let Some(line) = self.lines.last_mut() {
            line.needs_ocr = problem.code() == "intake.needs_ocr";
            self.pictures += u32::from(line.needs_ocr);
        }
    }

    pub fn duplicate(&mut self, name: String, ids: Vec<String>) {
        self.duplicates += 1;
        self.line(
            name,
            "duplicate",
            words::say::<&str>("import.duplicate", &[]),
            &ids,
        );
    }

    pub fn taken(
        &mut self,
        name: String,
        speeches: &[NewSpeech],
        ids: Vec<String>,
        version_of: Option<String>,
    ) {
        self.speeches += ids.len() as u32;
        let (outcome, words) = match (speeches, version_of) {
            ([_, ..], Some(title)) => {
                self.versions += 1;
                ("version", words::say("import.version", &[title]))
            }
            (speeches, _) => self.read(speeches),
        };
        if speeches.is_empty() {
            self.failed += 1;
        }
        self.line(name, outcome, words, &ids);
    }

    /// How reading went, where the file is no version of another.
    fn read(&self, speeches: &[NewSpeech]) -> (&'static str, Words) {
        match speeches {
            [] => ("failed", words::say::<&str>("import.no_words", &[])),
            [one] if one.state == State::Filed => ("taken", filing_in_words(one, "import.sure")),
            [one] => match view::wants_of_proposal(&one.over_clean, self.line).first() {
                Some(&"title") if one.over_clean.title_supplied => {
                    ("waiting", filing_in_words(one, "want.supplied"))
                }
                Some(want) => ("waiting", filing_in_words(one, &format!("want.{want}"))),
                None => ("waiting", filing_in_words(one, "import.sure")),
            },
            many => (
                "split",
                words::say("import.split", &[many.len().to_string()]),
            ),
        }
    }

    /// Tells how it stands, not too often; the last time with all lines.
    pub fn tell(
        &mut self,
        tell: &mut dyn FnMut(&ImportProgress),
        finished: bool,
    ) -> ImportProgress {
        let due = finished || self.told.is_none_or(|t| t.elapsed() >= TELL);
        let held = self.held.1 + self.held.0.map_or(Duration::ZERO, |since| since.elapsed());
        let seconds = (self.began.elapsed().saturating_sub(held))
            .as_secs_f32()
            .max(0.001);
        let rate = self.done as f32 / seconds;
        let left = self.total.saturating_sub(self.done) as f32 / rate.max(0.01);
        let progress = ImportProgress {
            name: self.name.clone(),
            done: self.done as u32,
            total: self.total.max(self.done) as u32,
            rate,
            // The first second says nothing about the rest.
            seconds_left: (seconds > 1.0 && self.done > 0).then_some(left.ceil() as u32),
            speeches: self.speeches,
            duplicates: self.duplicates,
            versions: self.versions,
            failed: self.failed,
            waiting: self.waiting,
            pictures: self.pictures,
            lines: match (finished, due) {
                (true, _) => self.lines.iter().map(Line::told).collect(),
                (false, true) => {
                    let last = self.lines.len().saturating_sub(LAST_LINES);
                    self.lines[last..].iter().map(Line::told).collect()
                }
                (false, false) => Vec::new(),
            },
            finished,
            cancelled: self.cancelled,
            paused: self.held.0.is_some() && !finished,
        };
        if due {
            self.told = Some(Instant::now());
            tell(&progress);
        }
        progress
    }
}

/// 推进会 · 2020年6—7月 · and what else there is to say.
pub(super) fn filing_in_words(speech: &NewSpeech, more: &str) -> Words {
    let own = &speech.over_clean;
    let kind = own
        .meeting
        .kind
        .as_ref()
        .and_then(|k| speech::lexicon::meeting_types().get(&k.value));
    let date = own.date.as_ref().map(|d| view::date(&d.value).words);
    let more = words::say::<&str>(more, &[]);
    let join = |kind: Option<&str>, date: Option<&String>, more: &str| {
        [kind, date.map(String::as_str), Some(more)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    };
    Words {
        zh: join(kind.map(|k| k.zh), date.as_ref().map(|d| &d.zh), &more.zh),
        en: join(kind.map(|k| k.en), date.as_ref().map(|d| &d.en), &more.en),
    }
}
