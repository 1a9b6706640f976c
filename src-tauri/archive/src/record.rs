//! A speech whole: every field with its origin and evidence, text, outline, ledger, notes.
//! Changes nothing.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use speech::{Edit, Evidence, Finding, Heading, OtherDate, Span};

use crate::edit::num_of;
use crate::error::{Error, Result};
use crate::field::{Basis, Days, Field, Origin, State, fraction};
use crate::ids::{Hash, Millis, SpeechId};
use crate::note::{self, Note};
use crate::reading::{self, Scalars};
use crate::{Archive, content, sql};

/// A field as filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// Which field.
    pub field: Field,
    /// Its value; `None` when a person emptied it.
    pub value: Option<String>,
    /// Where it comes from; evidence spans are over the clean text.
    #[serde(flatten)]
    pub basis: Basis,
    /// What the program had read, once a person set something else.
    pub proposed: Option<String>,
    /// 1 as imported, one more with each change.
    pub revision: u32,
    /// When it was last changed.
    pub changed: Millis,
}

/// A theme as filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Theme id.
    pub id: String,
    /// Who says so.
    pub origin: Origin,
    /// 0..=1.
    pub score: f32,
    /// The words that speak for it, over the clean text.
    pub evidence: Vec<Evidence>,
}

/// One removal or repair, with whether a person brought it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Its number; the one to restore or hide by.
    pub index: u32,
    /// The edit, over the file's text.
    #[serde(flatten)]
    pub edit: Edit,
    /// Where it stands (or, when removed, stood) in the clean text.
    pub at: Span,
    /// True when a person brought it back.
    pub restored: bool,
}

/// A speech whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpeechRecord {
    /// Its id.
    pub id: SpeechId,
    /// Where it stands.
    pub state: State,
    /// When it was imported.
    pub added: Millis,
    /// Number of the last change of anything about it; larger = later.
    pub revision: u64,
    /// Fields that have a value or were touched, in the order of `Field::ALL`.
    pub fields: Vec<Filing>,
    /// True when the text has no title and one was composed.
    pub title_supplied: bool,
    /// The days its date may lie in.
    pub days: Days,
    /// Themes, strongest first.
    pub themes: Vec<Theme>,
    /// Headings over the clean text.
    pub outline: Vec<Heading>,
    /// Findings over the clean text.
    pub findings: Vec<Finding>,
    /// Dates that are not the speech's own; evidence over the clean text.
    pub other_dates: Vec<OtherDate>,
    /// What was removed or repaired.
    pub ledger: Vec<LedgerLine>,
    /// Where the body starts in the clean text.
    pub body_start: u32,
    /// The clean text layer; fetch it with `Archive::text`.
    pub clean: Hash,
    /// Scalars of the clean text.
    pub length: u32,
    /// Its part of the file, in the file's text.
    pub territory: Span,
    /// The speech itself in the file's text.
    pub span: Span,
    /// The original.
    pub original: Original,
    /// Notes, in text order.
    pub notes: Vec<Note>,
}

impl SpeechRecord {
    /// A field as filed.
    pub fn field(&self, field: Field) -> Option<&Filing> {
        self.fields.iter().find(|f| f.field == field)
    }

    /// A field's value.
    pub fn value(&self, field: Field) -> Option<&str> {
        self.field(field).and_then(|f| f.value.as_deref())
    }
}

/// An original and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Its hash.
    pub hash: Hash,
    /// Bytes.
    pub size: u64,
    /// Format id.
    pub format: String,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// Who made its text, where that was another program: `tesseract 5.3.0 chi_sim`.
    pub producer: Option<String>,
    /// The names it came under, first one first.
    pub names: Vec<String>,
    /// What intake said about it.
    pub warnings: Vec<String>,
    /// The speeches of this file, in order.
    pub speeches: Vec<SpeechId>,
}

/// A speech whole, with its clean text.
pub(crate) fn whole(reader: &Connection, num: i64) -> Result<Option<(SpeechRecord, String)>> {
    let mut ask = reader.prepare_cached(sql!("speech/whole"))?;
    let mut rows = ask.query([num])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let clean: Hash = row.get("clean")?;
    let text = content::text(reader, clean)?;
    let scalars = Scalars::new(&text);
    let territory = Span::new(row.get("territory_start")?, row.get("territory_end")?);
    let edits: Vec<Edit> = json(row, "ledger")?;
    let restored: Vec<u32> = json(row, "restored")?;
    let record = SpeechRecord {
        id: row.get("id")?,
        state: row.get("state")?,
        added: row.get("added")?,
        revision: row.get::<_, i64>("revision")? as u64,
        fields: fields(reader, num)?,
        title_supplied: row.get("title_supplied")?,
        days: Days {
            earliest: row.get("earliest")?,
            latest: row.get("latest")?,
        },
        themes: themes(reader, num)?,
        outline: reading::unpack_outline(row.get_ref("outline")?.as_str()?, &scalars)?,
        findings: reading::unpack_findings(row.get_ref("findings")?.as_str()?)?,
        other_dates: json(row, "other_dates")?,
        ledger: ledger_lines(territory, edits, &restored),
        body_start: row.get("body_start")?,
        clean,
        length: row.get("length")?,
        territory,
        span: Span::new(row.get("span_start")?, row.get("span_end")?),
        original: original(reader, row.get("original")?)?,
        notes: note::of_speech(reader, num)?,
    };
    Ok(Some((record, text)))
}

fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    Ok(serde_json::from_slice(row.get_ref(column)?.as_bytes()?)?)
}

fn fields(reader: &Connection, num: i64) -> Result<Vec<Filing>> {
    let mut ask = reader.prepare_cached(sql!("filing/of_speech"))?;
    let mut fields = ask
        .query_and_then([num], |row| {
            Ok(Filing {
                field: row.get("field")?,
                value: row.get("value")?,
                basis: Basis {
                    origin: row.get("origin")?,
                    certainty: fraction(row.get("certainty")?),
                    evidence: json(row, "evidence")?,
                },
                proposed: row.get("proposed")?,
                revision: row.get("revision")?,
                changed: row.get("changed")?,
            })
        })?
        .collect::<Result<Vec<_>>>()?;
    fields.sort_by_key(|filing| filing.field);
    Ok(fields)
}

fn themes(reader: &Connection, num: i64) -> Result<Vec<Theme>> {
    let mut ask = reader.prepare_cached(sql!("theme/of_speech"))?;
    ask.query_and_then([num], |row| {
        Ok(Theme {
            id: row.get("theme")?,
            origin: row.get("origin")?,
            score: fraction(row.get("score")?),
            evidence: json(row, "evidence")?,
        })
    })?
    .collect()
}

/// Each edit with its place in the clean text: one walk over the ledger in text order, as
/// `CleanText` applies it, so that the file's text need not be read for it.
pub(crate) fn ledger_lines(territory: Span, edits: Vec<Edit>, restored: &[u32]) -> Vec<LedgerLine> {
    let mut order: Vec<usize> = (0..edits.len()).collect();
    order.sort_by_key(|&i| edits[i].span);
    let mut at = vec![Span::default(); edits.len()];
    let (mut file, mut clean) = (territory.start, 0u32);
    for i in order {
        let edit = &edits[i];
        let active = !restored.contains(&(i as u32)) && edit.span.start >= file;
        let start = clean + edit.span.start.saturating_sub(file);
        if active && territory.holds(edit.span) {
            let end = start + edit.now.chars().count() as u32;
            at[i] = Span::new(start, end);
            (file, clean) = (edit.span.end, end);
        } else {
            at[i] = Span::new(start, start + edit.span.len());
        }
    }
    (0u32..)
        .zip(edits)
        .zip(at)
        .map(|((index, edit), at)| LedgerLine {
            index,
            restored: restored.contains(&index),
            edit,
            at,
        })
        .collect()
}

fn original(reader: &Connection, num: i64) -> Result<Original> {
    let strings = |statement: &str| -> Result<Vec<String>> {
        let mut ask = reader.prepare_cached(statement)?;
        let rows = ask.query_map([num], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let names = strings(sql!("speech/names"))?;
    let speeches = strings(sql!("speech/of_original"))?;
    let mut ask = reader.prepare_cached(sql!("speech/original"))?;
    ask.query_and_then([num], |row| {
        Ok(Original {
            hash: row.get("hash")?,
            size: row.get::<_, i64>("size")? as u64,
            format: row.get("format")?,
            encoding: row.get("encoding")?,
            producer: row.get("producer")?,
            names: names.clone(),
            warnings: json(row, "warnings")?,
            speeches: speeches
                .iter()
                .map(|id| SpeechId::from(id.as_str()))
                .collect(),
        })
    })?
    .next()
    .unwrap_or_else(|| Err(Error::missing("original", num)))
}

impl Archive {
    /// A speech whole.
    pub fn speech(&self, id: &SpeechId) -> Result<SpeechRecord> {
        Ok(self.speech_and_text(id)?.0)
    }

    /// A speech whole, with its clean text, of one moment.
    pub fn speech_and_text(&self, id: &SpeechId) -> Result<(SpeechRecord, String)> {
        self.read(|reader| {
            whole(reader, num_of(reader, id)?)?.ok_or_else(|| Error::missing("speech", id))
        })
    }

    /// The clean text of a speech.
    pub fn text(&self, id: &SpeechId) -> Result<String> {
        self.read(|reader| {
            let hash = reader
                .prepare_cached(sql!("speech/clean"))?
                .query_row([id], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Error::missing("speech", id))?;
            content::text(reader, hash)
        })
    }

    /// The bytes of the file that a speech is in, as given.
    pub fn original(&self, id: &SpeechId) -> Result<Vec<u8>> {
        self.read(|reader| {
            let hash = reader
                .prepare_cached(sql!("speech/original_hash"))?
                .query_row([id], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Error::missing("speech", id))?;
            content::fetch(reader, hash)
        })
    }

    /// The bytes of an original by its hash.
    pub fn original_by_hash(&self, hash: Hash) -> Result<Vec<u8>> {
        self.read(|reader| {
            let known = reader
                .prepare_cached("SELECT 1 FROM original WHERE hash = ?1")?
                .exists([hash])?;
            if !known {
                return Err(Error::missing("original", hash));
            }
            content::fetch(reader, hash)
        })
    }

    /// The speech that a person means by an id or the unique start of one (at least 4 characters).
    pub fn meant(&self, start: &str) -> Result<SpeechId> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("speech/meant"))?;
            let mut found = ask
                .query_map([start], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<SpeechId>>>()?;
            match (found.len(), found.pop()) {
                (1, Some(id)) if id.as_str() == start || start.len() >= 4 => Ok(id),
                _ => Err(Error::missing("speech", start)),
            }
        })
    }
}
