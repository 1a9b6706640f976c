//! Filing proposals for a file without any archive: what `rostrum describe` prints.
//! Offsets are Unicode scalars into the file's extracted text. Stores nothing.

use std::path::Path;

use archive::Hash;
use intake::{Extracted, Hint, Place, Warning};
use serde::Serialize;
use speech::date::Edtf;
use speech::lexicon::{self, Vocabulary};
use speech::phrasebook::Lang;
use speech::{Evidence, Guess, Hints, Mark, Named, Proposal, Reading, Span, reasons};

use crate::files::{self, Given};
use crate::{Problem, Tools};

/// One file.
#[derive(Debug, Serialize)]
pub struct Described {
    /// Name as given.
    pub file: String,
    /// The bytes.
    pub source: Source,
    /// Its speeches in order.
    pub speeches: Vec<Speech>,
    /// Lines and passages that are no part of a speech; those that stood around the text of a page
    /// come last, with an empty span.
    pub removed: Vec<Removed>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// The bytes a description rests on.
#[derive(Debug, Serialize)]
pub struct Source {
    /// SHA-256 in hex.
    pub sha256: String,
    /// Format by content.
    pub format: String,
    /// Encoding, for text.
    pub encoding: Option<String>,
}

/// A speech as proposed. Type, mode, genre and level carry their Chinese names.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Speech {
    pub title: String,
    pub title_supplied: bool,
    pub meeting: Meeting,
    pub genre: Option<&'static str>,
    pub level: Option<&'static str>,
    pub place: Option<String>,
    pub speaker: Option<String>,
    pub role: Option<String>,
    pub source: Option<String>,
    pub date: Option<Date>,
    pub other_dates: Vec<OtherDate>,
    pub themes: Vec<Theme>,
    pub outline: Vec<Heading>,
    pub complete: &'static str,
    pub certainty: Certainty,
    pub start: u32,
    pub end: u32,
}

/// How sure each field is that has a value, 0..=1; see `speech::certainty`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Certainty {
    pub title: f32,
    #[serde(rename = "type")]
    pub kind: Option<f32>,
    pub mode: Option<f32>,
    pub genre: Option<f32>,
    pub level: Option<f32>,
    pub place: Option<f32>,
    pub speaker: Option<f32>,
    pub role: Option<f32>,
    pub source: Option<f32>,
    pub date: Option<f32>,
}

/// The meeting.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Meeting {
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    pub also: Vec<&'static str>,
    pub mode: Option<&'static str>,
}

/// The date with its bounds (ISO days; null where open) and evidence.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Date {
    pub edtf: String,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub certainty: f32,
    pub evidence: Vec<Ground>,
}

/// A date that is not the speech's own.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct OtherDate {
    pub kind: String,
    pub edtf: String,
    pub quote: String,
    pub start: Option<u32>,
    pub end: Option<u32>,
}

/// Words a judgement rests on.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Ground {
    pub quote: String,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub reason: String,
}

/// A theme.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Theme {
    pub id: String,
    pub name: &'static str,
    pub score: f32,
}

/// A heading.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Heading {
    pub depth: u8,
    pub heading: String,
    pub start: u32,
    pub end: u32,
    /// What the section is for, by its Chinese name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<&'static str>,
}

/// A removal.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Removed {
    pub text: String,
    pub rule: String,
    pub start: u32,
    pub end: u32,
}

/// A finding.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Finding {
    pub kind: String,
    /// Of damage: which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    pub count: Option<u32>,
    pub quote: String,
    pub spans: Vec<[u32; 2]>,
    /// Of slots: what each stands for, with all its places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
}

/// A slot: `place`, `person`, `unit`, `number`, `date` or `other`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Slot {
    pub sort: &'static str,
    pub words: String,
    pub spans: Vec<[u32; 2]>,
}

/// Describes the bytes of one file.
pub fn describe(name: &str, bytes: &[u8], tools: &Tools) -> Result<Described, Problem> {
    let extracted = extract(name, bytes, tools)?;
    let reading = read(name, &extracted);
    Ok(in_json(name, bytes, &extracted, &reading))
}

/// Reads the text of a file that is taken in today.
pub fn read(name: &str, extracted: &Extracted) -> Reading {
    let marks = extracted.marks.iter().map(|mark| Mark {
        span: Span::new(mark.start, mark.end),
        rank: mark.rank,
    });
    let marks: Vec<Mark> = marks.collect();
    let hints = Hints {
        file_name: Some(name),
        taken_in: Some(crate::today()),
        marks: &marks,
        title: extracted.title.as_ref().map(|title| Named {
            words: &title.words,
            by_page: title.place == Place::Page,
        }),
    };
    let mut reading = speech::read(&extracted.text, &hints);
    for proposal in &mut reading.speeches {
        proposal.add_site(extracted.site.as_deref().unwrap_or_default());
    }
    reading
}

/// A reading as it is printed.
pub fn in_json(name: &str, bytes: &[u8], extracted: &Extracted, reading: &Reading) -> Described {
    let round = |x: f32| (x * 100.0).round() / 100.0;
    let removed = reading
        .speeches
        .iter()
        .flat_map(|s| &s.ledger)
        .filter(|e| e.removes_words());
    // Lines that the reader of a page left out have no place in the text.
    let around = extracted.warnings.iter().flat_map(|w| {
        w.lines.iter().map(|line| Removed {
            text: line.trim().to_owned(),
            rule: w.code.clone(),
            start: 0,
            end: 0,
        })
    });
    let findings = reading.speeches.iter().flat_map(|s| &s.findings);
    // A file that breaks off in a character, or holds bytes that are none.
    let of_bytes = |w: &&Warning| w.code.starts_with("decode.");
    let damage = extracted.warnings.iter().filter(of_bytes).map(|w| Finding {
        kind: w.code.clone(),
        sort: None,
        count: Some(w.count),
        quote: String::new(),
        spans: Vec::new(),
        slots: Vec::new(),
    });
    Described {
        file: name.to_owned(),
        source: Source {
            sha256: Hash::of(bytes).to_string(),
            format: extracted.format.to_string(),
            encoding: extracted.encoding.clone(),
        },
        removed: removed
            .map(|e| Removed {
                text: e.was.trim().to_owned(),
                rule: e.rule.clone(),
                start: e.span.start,
                end: e.span.end,
            })
            .chain(around)
            .collect(),
        findings: findings.map(finding_of).chain(damage).collect(),
        speeches: reading
            .speeches
            .iter()
            .map(|p| speech_of(p, round))
            .collect(),
    }
}

/// Describes a file on disk.
pub fn describe_file(file: &Given, tools: &Tools) -> Result<Described, Problem> {
    describe(&file.name, &files::read(&file.path, &tools.limits)?, tools)
}

/// The text of a file on disk.
pub fn extract_file(path: &Path, tools: &Tools) -> Result<Extracted, Problem> {
    extract(
        &files::name_of(path),
        &files::read(path, &tools.limits)?,
        tools,
    )
}

/// The text of a file through the child process where its format wants it.
pub fn extract(name: &str, bytes: &[u8], tools: &Tools) -> Result<Extracted, Problem> {
    tools
        .reader
        .extract(bytes, &Hint { name })
        .map_err(|e| Problem::intake(name, e))
}

fn finding_of(f: &speech::Finding) -> Finding {
    let pair = |s: &speech::Span| [s.start, s.end];
    Finding {
        kind: f.kind.clone(),
        sort: f.sort.clone(),
        count: f.count,
        quote: f.quote.clone(),
        spans: f.spans.iter().map(pair).collect(),
        slots: f
            .slots
            .iter()
            .map(|slot| Slot {
                sort: slot.sort.as_str(),
                words: slot.words.clone(),
                spans: slot
                    .at
                    .iter()
                    .filter_map(|i| f.spans.get(*i as usize))
                    .map(pair)
                    .collect(),
            })
            .collect(),
    }
}

fn speech_of(p: &Proposal, round: impl Fn(f32) -> f32) -> Speech {
    let text = |g: &Option<Guess<String>>| g.as_ref().map(|g| g.value.clone());
    let sure = |g: &Option<Guess<String>>| g.as_ref().map(|g| round(g.certainty));
    Speech {
        title: p.title.value.clone(),
        title_supplied: p.title_supplied,
        meeting: Meeting {
            name: text(&p.meeting.name),
            kind: named(lexicon::meeting_types(), &p.meeting.kind),
            also: p
                .meeting
                .also
                .iter()
                .filter_map(|id| lexicon::meeting_types().get(id))
                .map(|t| t.zh)
                .collect(),
            mode: named(lexicon::modes(), &p.meeting.mode),
        },
        genre: named(lexicon::genres(), &p.genre),
        level: named(lexicon::levels(), &p.level),
        place: text(&p.place),
        speaker: text(&p.speaker),
        role: text(&p.role),
        source: text(&p.source),
        date: p.date.as_ref().map(|g| date_of(g, round(g.certainty))),
        other_dates: p
            .other_dates
            .iter()
            .map(|o| OtherDate {
                kind: o.kind.clone(),
                edtf: o.edtf.clone(),
                quote: o.evidence.quote.clone(),
                start: o.evidence.span.map(|s| s.start),
                end: o.evidence.span.map(|s| s.end),
            })
            .collect(),
        themes: p
            .themes
            .iter()
            .filter_map(|t| {
                let name = lexicon::themes().get(&t.id)?.zh;
                Some(Theme {
                    id: t.id.clone(),
                    name,
                    score: round(t.score),
                })
            })
            .collect(),
        outline: p
            .outline
            .iter()
            .map(|h| Heading {
                depth: h.depth,
                heading: h.text.clone(),
                start: h.span.start,
                end: h.span.end,
                function: h
                    .function
                    .as_deref()
                    .and_then(|id| lexicon::section_functions().get(id))
                    .map(|t| t.zh),
            })
            .collect(),
        complete: p.complete.as_str(),
        certainty: Certainty {
            title: round(p.title.certainty),
            kind: sure(&p.meeting.kind),
            mode: sure(&p.meeting.mode),
            genre: sure(&p.genre),
            level: sure(&p.level),
            place: sure(&p.place),
            speaker: sure(&p.speaker),
            role: sure(&p.role),
            source: sure(&p.source),
            date: sure(&p.date),
        },
        start: p.span.start,
        end: p.span.end,
    }
}

fn named(vocabulary: &'static Vocabulary, guess: &Option<Guess<String>>) -> Option<&'static str> {
    guess
        .as_ref()
        .and_then(|g| vocabulary.get(&g.value))
        .map(|t| t.zh)
}

fn date_of(guess: &Guess<String>, certainty: f32) -> Date {
    let edtf: Option<Edtf> = guess.value.parse().ok();
    Date {
        edtf: guess.value.clone(),
        earliest: edtf
            .as_ref()
            .and_then(Edtf::earliest)
            .map(|d| d.to_string()),
        latest: edtf.as_ref().and_then(Edtf::latest).map(|d| d.to_string()),
        certainty,
        evidence: guess.evidence.iter().map(ground_of).collect(),
    }
}

fn ground_of(evidence: &Evidence) -> Ground {
    Ground {
        quote: evidence.quote.clone(),
        start: evidence.span.map(|s| s.start),
        end: evidence.span.map(|s| s.end),
        reason: reasons::say(&evidence.reason, Lang::En),
    }
}
