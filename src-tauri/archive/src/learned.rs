//! What a person's own filings teach, kept beside the archive: the filings to learn from, the
//! file of what was learned (derived: losing it costs nothing), and proposals made anew by it.
//! Learns nothing itself, and changes nothing that a person filed.

use std::path::PathBuf;

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use speech::{Evidence, Finding, Guess, Proposal};

use crate::edit::Tx;
use crate::error::Result;
use crate::field::{Basis, Field, Origin, per_mille};
use crate::ids::{Hash, SpeechId};
use crate::reading::{self, Scalars};
use crate::terms::Heirs;
use crate::{Archive, content, sql};

/// Newest filings that are learned from; the habits of years ago need not be.
const NEWEST: u32 = 10_000;
/// The file beside the databases.
const FILE: &str = "learned.zst";
/// zstd level of the file.
const LEVEL: i32 = 3;
/// No such file is larger when unpacked.
const LARGEST: usize = 64 << 20;

/// A filing that a person vouched for, as far as it teaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Taught {
    /// Its title; empty when it was composed.
    pub title: String,
    /// The meeting's name.
    pub meeting: Option<String>,
    /// Its headings.
    pub headings: Vec<String>,
    /// The clean text from the body on.
    pub body: String,
    /// Where the body starts in the clean text.
    pub body_start: u32,
    /// Its genre.
    pub genre: Option<String>,
    /// Its level.
    pub level: Option<String>,
    /// The meeting type the rules read.
    pub ruled: Option<String>,
    /// The meeting type a person filed or confirmed.
    pub kind: Option<String>,
    /// The themes a person filed or confirmed.
    pub themes: Option<Vec<String>>,
}

/// A waiting speech, with the text of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The speech and which of its file it is.
    pub speeches: Vec<(SpeechId, usize)>,
    /// The file's name as it came.
    pub name: String,
    /// The text extracted from it.
    pub text: String,
    /// The title of the first of them with what it rests on: the file may tell it beside its text.
    pub title: Option<(String, Vec<speech::Evidence>)>,
}

/// A taught row before its text is fetched.
struct Row {
    title: String,
    supplied: bool,
    clean: Hash,
    body_start: u32,
    outline: String,
    meeting: Option<String>,
    genre: Option<String>,
    level: Option<String>,
    kind: Option<String>,
    ruled: Option<String>,
    themes: Option<String>,
}

fn rows(reader: &Connection) -> Result<Vec<Row>> {
    let mut ask = reader.prepare_cached(sql!("learned/taught"))?;
    let rows = ask.query_map([NEWEST], |row| {
        Ok(Row {
            title: row.get("title")?,
            supplied: row.get("title_supplied")?,
            clean: row.get("clean")?,
            body_start: row.get("body_start")?,
            outline: row.get("outline")?,
            meeting: row.get("meeting")?,
            genre: row.get("genre")?,
            level: row.get("level")?,
            kind: row.get("kind")?,
            ruled: row.get("ruled")?,
            themes: row.get("themes")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Archive {
    /// What tells whether there is anything new to learn: a digest of all that is learned from.
    pub fn taught_digest(&self) -> Result<String> {
        self.read(|reader| {
            let mut digest = Sha256::new();
            for row in rows(reader)? {
                let none = String::new();
                let of = |value: &Option<String>| value.as_ref().unwrap_or(&none).clone();
                for part in [
                    row.clean.to_string(),
                    row.title,
                    row.outline,
                    of(&row.meeting),
                    of(&row.genre),
                    of(&row.level),
                    of(&row.kind),
                    of(&row.ruled),
                    row.themes.map_or(none.clone(), |t| format!("={t}")),
                ] {
                    digest.update((part.len() as u64).to_le_bytes());
                    digest.update(part);
                }
            }
            let digest: [u8; 32] = digest.finalize().into();
            Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
        })
    }

    /// The filings a person vouched for, newest first, one after the other.
    pub fn taught(&self, mut each: impl FnMut(Taught)) -> Result<()> {
        self.read(|reader| {
            for row in rows(reader)? {
                let text = content::text(reader, row.clean)?;
                let scalars = Scalars::new(&text);
                let outline = reading::unpack_outline(&row.outline, &scalars)?;
                let body = speech::Span::new(row.body_start, scalars.len());
                each(Taught {
                    title: if row.supplied {
                        String::new()
                    } else {
                        row.title
                    },
                    meeting: row.meeting,
                    headings: outline.into_iter().map(|h| h.text).collect(),
                    body: scalars.cut(body).to_owned(),
                    body_start: row.body_start,
                    genre: row.genre,
                    level: row.level,
                    ruled: row.ruled,
                    kind: row.kind,
                    themes: row
                        .themes
                        .map(|t| t.split_whitespace().map(str::to_owned).collect()),
                });
            }
            Ok(())
        })
    }

    /// What was kept of what was learned; `None` when there is none or it cannot be read.
    pub fn learned(&self) -> Option<Vec<u8>> {
        let packed = std::fs::read(self.learned_file()).ok()?;
        zstd::bulk::decompress(&packed, LARGEST).ok()
    }

    /// Keeps what was learned: written beside, then moved into place.
    pub fn keep_learned(&self, bytes: &[u8]) -> Result<()> {
        let file = self.learned_file();
        let part = file.with_extension("part");
        std::fs::write(&part, zstd::bulk::compress(bytes, LEVEL)?)?;
        Ok(std::fs::rename(part, file)?)
    }

    /// Throws away what was learned.
    pub fn forget_learned(&self) -> Result<()> {
        match std::fs::remove_file(self.learned_file()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn learned_file(&self) -> PathBuf {
        self.dir.join(FILE)
    }

    /// The files of what waits in the inbox, one after the other.
    pub fn waiting_texts(&self, mut each: impl FnMut(Waiting)) -> Result<()> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("learned/waiting"))?;
            let mut rows = ask.query([])?;
            let mut file: Option<(i64, Waiting)> = None;
            while let Some(row) = rows.next()? {
                let original: i64 = row.get("original")?;
                let speech = (row.get("id")?, row.get::<_, i64>("position")? as usize);
                match &mut file {
                    Some((of, waiting)) if *of == original => waiting.speeches.push(speech),
                    _ => {
                        let title: Option<String> = row.get("title")?;
                        let evidence: Option<String> = row.get("title_evidence")?;
                        let evidence = evidence.and_then(|e| serde_json::from_str(&e).ok());
                        let next = Waiting {
                            title: title.zip(evidence),
                            speeches: vec![speech],
                            name: row.get::<_, Option<String>>("name")?.unwrap_or_default(),
                            text: content::text(reader, row.get("text")?)?,
                        };
                        if let Some((_, waiting)) = file.replace((original, next)) {
                            each(waiting);
                        }
                    }
                }
            }
            if let Some((_, waiting)) = file {
                each(waiting);
            }
            Ok(())
        })
    }
}

impl Origin {
    /// Where a proposed value comes from, by its evidence.
    pub(crate) fn of_proposal(evidence: &[speech::Evidence]) -> Self {
        if speech::learn::is_learned(evidence) {
            Self::Learned
        } else {
            Self::Rule
        }
    }
}

impl Tx<'_> {
    /// Proposes type and themes of a waiting speech anew. What a person filed stays, as do the
    /// other fields. `ruled`: the type the rules read, where the proposal has another.
    pub fn repropose(
        &mut self,
        id: &SpeechId,
        proposal: &Proposal,
        ruled: Option<&str>,
    ) -> Result<()> {
        let speech = self.num(id)?;
        let heirs = Heirs::read(self.catalogue)?;
        let proposal = &*heirs.settled(proposal);
        let ruled = ruled.and_then(|id| heirs.standing(id));
        if let Some(kind) = &proposal.meeting.kind
            && !self.is_person(speech, Field::Type)?
        {
            let origin = Origin::of_proposal(&kind.evidence);
            let stands = self
                .catalogue
                .prepare_cached(sql!("learned/stands"))?
                .exists(params![
                    speech,
                    Field::Type,
                    kind.value,
                    origin,
                    per_mille(kind.certainty)
                ])?;
            if !stands {
                self.repropose_type(id, proposal, kind, ruled)?;
            }
        }
        if !self.is_person(speech, Field::Themes)? {
            self.repropose_themes(speech, proposal)?;
        }
        Ok(())
    }

    fn repropose_type(
        &mut self,
        id: &SpeechId,
        proposal: &Proposal,
        kind: &Guess<String>,
        ruled: Option<&str>,
    ) -> Result<()> {
        let basis = |origin, evidence: &[Evidence]| Basis {
            origin,
            certainty: kind.certainty,
            evidence: evidence.to_vec(),
        };
        if ruled.is_some() {
            // By way of the rules' own reading, so that it stays beside what was learned.
            self.set_field(id, Field::Type, ruled, &basis(Origin::Rule, &[]))?;
        }
        let learned = basis(Origin::of_proposal(&kind.evidence), &kind.evidence);
        self.set_field(id, Field::Type, Some(&kind.value), &learned)?;
        let speech = self.num(id)?;
        let also = proposal.meeting.also.join(" ");
        let stands = self.field(id, Field::Also)?.unwrap_or_default();
        if also != stands && !self.is_person(speech, Field::Also)? {
            let also = Some(also.as_str()).filter(|a| !a.is_empty());
            self.set_field(id, Field::Also, also, &basis(Origin::Rule, &[]))?;
        }
        Ok(())
    }

    fn repropose_themes(&self, speech: i64, proposal: &Proposal) -> Result<()> {
        let standing: Vec<(String, Origin, i64)> = {
            let mut ask = self.catalogue.prepare_cached(sql!("learned/themes"))?;
            let rows =
                ask.query_map([speech], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (theme, origin, _) in &standing {
            if *origin != Origin::Person && proposal.themes.iter().all(|t| t.id != *theme) {
                self.catalogue
                    .prepare_cached("DELETE FROM theme WHERE speech = ?1 AND theme = ?2")?
                    .execute(params![speech, theme])?;
            }
        }
        for theme in &proposal.themes {
            let origin = Origin::of_proposal(&theme.evidence);
            let score = per_mille(theme.score);
            let stands = standing.iter().find(|(id, ..)| *id == theme.id);
            if stands.is_some_and(|(_, o, s)| *o == Origin::Person || (*o, *s) == (origin, score)) {
                continue;
            }
            self.catalogue
                .prepare_cached(sql!("learned/set_theme"))?
                .execute(params![
                    speech,
                    theme.id,
                    origin,
                    score,
                    serde_json::to_string(&theme.evidence)?
                ])?;
        }
        let json: String = self
            .catalogue
            .prepare_cached(sql!("learned/findings"))?
            .query_row([speech], |row| row.get(0))?;
        let standing = reading::unpack_findings(&json)?;
        let told = |f: &&Finding| f.kind == speech::learn::LEFT_OUT;
        if !standing
            .iter()
            .filter(told)
            .eq(proposal.findings.iter().filter(told))
        {
            let others = standing.iter().filter(|f| !told(f));
            let findings: Vec<Finding> = others
                .chain(proposal.findings.iter().filter(told))
                .cloned()
                .collect();
            self.catalogue
                .prepare_cached(sql!("learned/set_findings"))?
                .execute(params![speech, reading::pack_findings(&findings)?])?;
        }
        Ok(())
    }

    /// True when a person decided the field.
    pub(crate) fn is_person(&self, speech: i64, field: Field) -> Result<bool> {
        Ok(self
            .catalogue
            .prepare_cached(
                "SELECT 1 FROM filing WHERE speech = ?1 AND field = ?2 AND origin = 'person'",
            )?
            .exists(params![speech, field])?)
    }
}
