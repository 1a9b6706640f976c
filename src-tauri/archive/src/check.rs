//! Checks an archive: pages, fixity of every piece, references, filing, notes, journal; and counts
//! what it holds. Repairs nothing.

use std::collections::HashSet;
use std::fmt;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use speech::Span;

use crate::error::{Error, Result};
use crate::field::Field;
use crate::ids::{Hash, SpeechId};
use crate::reading::Scalars;
use crate::{Archive, connect, content, filing, folder, journal, note, sql};

/// What a check looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Pieces of content hashed again.
    pub pieces: u64,
    /// Originals whose content is there.
    pub originals: u64,
    /// Speeches whose text and filing were looked at.
    pub speeches: u64,
    /// Notes and excerpts held against their text.
    pub passages: u64,
    /// Edits in the journal that can be read.
    pub edits: u64,
    /// What is wrong; empty when the archive is sound.
    pub problems: Vec<Problem>,
}

/// Something wrong with an archive. `Display` gives an English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// SQLite found a damaged page.
    Pages {
        /// Which file.
        file: String,
        /// SQLite's words.
        detail: String,
    },
    /// A piece whose bytes are not those of its hash.
    DamagedPiece {
        /// Its name, where it can still be read.
        hash: Option<Hash>,
        /// Names of the files it belongs to.
        names: Vec<String>,
    },
    /// A piece that the catalogue refers to is not there.
    MissingPiece {
        /// Its name.
        hash: Hash,
        /// Names of the files it belongs to.
        names: Vec<String>,
    },
    /// A row refers to one that is not there.
    Reference {
        /// The table of the row.
        table: String,
        /// How many such rows.
        rows: u64,
    },
    /// A speech whose list row differs from its filing.
    Filing {
        /// The speech.
        speech: SpeechId,
        /// The field.
        field: Field,
    },
    /// A note or excerpt that does not stand on its words and does not say so.
    Passage {
        /// The speech.
        speech: SpeechId,
        /// Id of the note or excerpt.
        id: String,
    },
    /// A journal entry that cannot be read, so cannot be undone.
    Journal {
        /// Its number.
        seq: u64,
    },
    /// A name that ties the archive to one machine.
    AbsoluteName {
        /// The name.
        name: String,
    },
    /// The index cannot be used as it is; it can be deleted and is made again.
    Index {
        /// What is wrong.
        detail: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |names: &[String]| match names.first() {
            Some(name) => format!(" (of {name})"),
            None => String::new(),
        };
        match self {
            Self::Pages { file, detail } => write!(out, "{file} has a damaged page: {detail}"),
            Self::DamagedPiece {
                hash: Some(hash),
                names,
            } => write!(out, "content {hash}{} is damaged", of(names)),
            Self::DamagedPiece { hash: None, .. } => {
                out.write_str("a piece of content cannot be read")
            }
            Self::MissingPiece { hash, names } => {
                write!(out, "content {hash}{} is missing", of(names))
            }
            Self::Reference { table, rows } => {
                write!(
                    out,
                    "{rows} rows of {table} refer to something that is not there"
                )
            }
            Self::Filing { speech, field } => {
                write!(
                    out,
                    "the list shows another {field} for speech {speech} than is filed"
                )
            }
            Self::Passage { speech, id } => {
                write!(
                    out,
                    "note or excerpt {id} is not on its words in speech {speech}"
                )
            }
            Self::Journal { seq } => write!(out, "edit {seq} in the journal cannot be read"),
            Self::AbsoluteName { name } => write!(out, "{name:?} is not a relative name"),
            Self::Index { detail } => write!(out, "the index cannot be used: {detail}"),
        }
    }
}

/// What an archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Originals.
    pub originals: u64,
    /// Those that could not be read.
    pub unread: u64,
    /// Live speeches.
    pub speeches: u64,
    /// Scalars of their clean texts.
    pub characters: u64,
    /// Notes.
    pub notes: u64,
    /// Excerpts.
    pub excerpts: u64,
    /// Edits that can be undone.
    pub edits: u64,
    /// Bytes of the originals as given.
    pub original_bytes: u64,
    /// Bytes of `content.db`.
    pub content_bytes: u64,
    /// Bytes of `catalogue.db`.
    pub catalogue_bytes: u64,
    /// Bytes of `index.db`.
    pub index_bytes: u64,
}

impl Archive {
    /// Checks everything; takes as long as reading all content once. Damage does not end it: what
    /// can be read is looked at.
    pub fn check(&self) -> Result<Report> {
        let mut report = self.read(|reader| {
            let mut report = Report::default();
            pages(reader, &mut report)?;
            let damaged = pieces(reader, &mut report)?;
            references(reader, &mut report)?;
            contents(reader, &damaged, &mut report)?;
            filings(reader, &mut report)?;
            passages(reader, &mut report)?;
            edits(reader, &mut report)?;
            names(reader, &mut report)?;
            Ok(report)
        })?;
        let detail = match self.check_index() {
            Ok(index) if index.is_sound() => None,
            Ok(index) => Some(match index.damage {
                Some(damage) => damage,
                None => format!("{} speeches are not in it as they should be", index.wrong),
            }),
            Err(error) => Some(error.to_string()),
        };
        if let Some(detail) = detail {
            report.problems.push(Problem::Index { detail });
        }
        Ok(report)
    }

    /// What the archive holds.
    pub fn stats(&self) -> Result<Stats> {
        let size = |file: &str| std::fs::metadata(self.dir().join(file)).map_or(0, |m| m.len());
        self.read(|reader| {
            let number = |row: &rusqlite::Row<'_>, column| -> rusqlite::Result<u64> {
                row.get::<_, i64>(column).map(|n| n as u64)
            };
            Ok(reader
                .prepare_cached(sql!("catalogue/stats"))?
                .query_row([], |row| {
                    Ok(Stats {
                        originals: number(row, 0)?,
                        unread: number(row, 1)?,
                        original_bytes: number(row, 2)?,
                        speeches: number(row, 3)?,
                        characters: number(row, 4)?,
                        notes: number(row, 5)?,
                        excerpts: number(row, 6)?,
                        edits: number(row, 7)?,
                        content_bytes: size(connect::CONTENT),
                        catalogue_bytes: size(connect::CATALOGUE),
                        index_bytes: size("index.db"),
                    })
                })?)
        })
    }
}

fn pages(reader: &Connection, report: &mut Report) -> Result<()> {
    // The catalogue first: its moment must not be later than that of content, or an import that
    // ends in between looks like missing content.
    for (schema, file) in [("main", connect::CATALOGUE), ("content", connect::CONTENT)] {
        let mut ask = reader.prepare(&format!("PRAGMA {schema}.quick_check(20)"))?;
        let mut rows = ask.query([])?;
        loop {
            let detail = match rows.next() {
                Ok(Some(row)) => row.get::<_, String>(0)?,
                Ok(None) => break,
                // Badly damaged files end the pragma with an error instead of a line.
                Err(error) => error.to_string(),
            };
            if detail == "ok" {
                break;
            }
            report.problems.push(Problem::Pages {
                file: file.to_owned(),
                detail,
            });
            if report.problems.len() >= 40 {
                break;
            }
        }
    }
    Ok(())
}

/// Hashes every piece again, one row at a time, so that a damaged page costs only its own rows.
fn pieces(reader: &Connection, report: &mut Report) -> Result<HashSet<Hash>> {
    let mut damaged = HashSet::new();
    let last: i64 = reader
        .prepare_cached("SELECT coalesce(max(num), 0) FROM content.piece")?
        .query_row([], |row| row.get(0))?;
    let mut ask = reader.prepare_cached(sql!("content/piece"))?;
    for num in 1..=last {
        let row = ask
            .query_row([num], |row| {
                Ok((
                    row.get::<_, Hash>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, Vec<u8>>(3)?,
                ))
            })
            .optional();
        match row {
            Ok(None) => {}
            Ok(Some((hash, size, packed, bytes))) => {
                if content::unpack(reader, hash, size, &packed, bytes).is_ok() {
                    report.pieces += 1;
                } else {
                    damaged.insert(hash);
                    report.problems.push(Problem::DamagedPiece {
                        hash: Some(hash),
                        names: names_of(reader, hash)?,
                    });
                }
            }
            Err(_) => report.problems.push(Problem::DamagedPiece {
                hash: None,
                names: Vec::new(),
            }),
        }
    }
    Ok(damaged)
}

fn names_of(reader: &Connection, hash: Hash) -> Result<Vec<String>> {
    let mut ask = reader.prepare_cached(sql!("content/names"))?;
    let names = ask.query_map([hash], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn references(reader: &Connection, report: &mut Report) -> Result<()> {
    let mut ask =
        reader.prepare("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1")?;
    let mut rows = ask.query([])?;
    while let Some(row) = rows.next()? {
        report.problems.push(Problem::Reference {
            table: row.get(0)?,
            rows: row.get::<_, i64>(1)? as u64,
        });
    }
    let unread: i64 = reader
        .prepare(sql!("speech/without_reading"))?
        .query_row([], |row| row.get(0))?;
    if unread > 0 {
        report.problems.push(Problem::Reference {
            table: "speech".into(),
            rows: unread as u64,
        });
    }
    Ok(())
}

/// Every piece that the catalogue speaks of is in content.
fn contents(reader: &Connection, damaged: &HashSet<Hash>, report: &mut Report) -> Result<()> {
    let mut ask = reader.prepare(sql!("content/missing"))?;
    let missing = ask
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<Hash>>>()?;
    for hash in missing {
        report.problems.push(Problem::MissingPiece {
            hash,
            names: names_of(reader, hash)?,
        });
    }
    let mut ask = reader.prepare("SELECT hash FROM original")?;
    let hashes = ask.query_map([], |row| row.get::<_, Hash>(0))?;
    for hash in hashes {
        report.originals += u64::from(!damaged.contains(&hash?));
    }
    Ok(())
}

/// What lists show is what is filed.
fn filings(reader: &Connection, report: &mut Report) -> Result<()> {
    report.speeches = reader
        .prepare("SELECT count(*) FROM speech")?
        .query_row([], |row| row.get::<_, i64>(0))? as u64;
    for field in Field::ALL {
        let Some(column) = filing::column(*field) else {
            continue;
        };
        let mut ask = reader.prepare(&format!(
            "SELECT s.id FROM speech s LEFT JOIN filing f ON f.speech = s.num AND f.field = ?1 \
             WHERE s.{column} IS NOT f.value"
        ))?;
        let differing = ask.query_map([field], |row| row.get(0))?;
        for speech in differing {
            report.problems.push(Problem::Filing {
                speech: speech?,
                field: *field,
            });
        }
    }
    Ok(())
}

/// Every note and excerpt stands on its words or says that it lost them.
fn passages(reader: &Connection, report: &mut Report) -> Result<()> {
    let mut ask = reader.prepare(sql!("speech/with_passages"))?;
    let speeches = ask
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(i64, SpeechId, Hash)>>>()?;
    let mut excerpts = reader.prepare(sql!("excerpt/passages"))?;
    for (num, speech, clean) in speeches {
        let text = match content::text(reader, clean) {
            Ok(text) => text,
            // Said already, as a damaged or missing piece.
            Err(Error::ContentDamaged(_) | Error::ContentMissing(_)) => continue,
            Err(error) => return Err(error),
        };
        let scalars = Scalars::new(&text);
        let mut stands: Vec<(String, bool, Span, String)> = note::of_speech(reader, num)?
            .into_iter()
            .map(|note| (note.id.0, note.lost, note.span, note.quote))
            .collect();
        let rows = excerpts.query_map([num], |row| {
            let span = Span::new(row.get(2)?, row.get(3)?);
            Ok((row.get(0)?, row.get(1)?, span, row.get(4)?))
        })?;
        for row in rows {
            stands.push(row?);
        }
        for (id, lost, span, quote) in stands {
            report.passages += 1;
            if !lost && scalars.cut(span) != quote {
                report.problems.push(Problem::Passage {
                    speech: speech.clone(),
                    id,
                });
            }
        }
    }
    Ok(())
}

fn edits(reader: &Connection, report: &mut Report) -> Result<()> {
    let mut ask = reader.prepare("SELECT seq, changes FROM journal ORDER BY seq")?;
    let mut rows = ask.query([])?;
    while let Some(row) = rows.next()? {
        if journal::unpack(row.get_ref(1)?.as_blob().unwrap_or_default()).is_ok() {
            report.edits += 1;
        } else {
            report.problems.push(Problem::Journal {
                seq: row.get::<_, i64>(0)? as u64,
            });
        }
    }
    Ok(())
}

fn names(reader: &Connection, report: &mut Report) -> Result<()> {
    let mut ask = reader.prepare("SELECT name FROM original_name")?;
    let names = ask.query_map([], |row| row.get::<_, String>(0))?;
    for name in names {
        let name = name?;
        if folder::relative(&name) != name {
            report.problems.push(Problem::AbsoluteName { name });
        }
    }
    Ok(())
}
