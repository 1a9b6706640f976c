//! Speeches like a corrected one: which of those that wait have the same fault, and what the same
//! correction would change. Changes nothing; the correction is made by `file`.

use std::collections::HashSet;

use archive::{Field, LedgerLine, SpeechId, SpeechRecord, Terms};

use crate::file::{field_named, themes_named};
use crate::inbox::{Waiting, folder_of};
use crate::view;
use crate::wire::{Alike, AlikeRow, Kin, Mark, Words};
use crate::{Desk, Problem};

/// At most so many are listed.
const LISTED: usize = 500;
/// The ways of being alike, the closest first.
const KINDS: [&str; 4] = ["file", "meeting", "folder", "source"];

impl Desk {
    /// The waiting speeches that are like `id` and of which the field, or the themes (`field`
    /// `themes` with what was added and removed), stands otherwise.
    pub fn alike(
        &self,
        id: &str,
        field: &str,
        add: &[String],
        remove: &[String],
    ) -> Result<Alike, Problem> {
        let id = SpeechId::from(id);
        let record = self.archive.speech(&id)?;
        let terms = self.terms()?;
        let correction = Correction::of(&terms, &record, field, add, remove)?;
        let bonds = self.bonds(&record)?;
        let mut rows: Vec<AlikeRow> = self
            .waiting()?
            .iter()
            .filter(|other| other.row.id != id && correction.changes(other))
            .filter_map(|other| {
                let kin = bonds.with(other);
                (!kin.is_empty()).then(|| correction.row(&terms, other, kin))
            })
            .collect();
        rows.sort_by_key(|row| {
            let closest = KINDS
                .iter()
                .position(|k| row.kin.iter().any(|has| has == k));
            (!row.fits, closest, std::cmp::Reverse(row.kin.len()))
        });
        let kin = KINDS.iter().zip(bonds.names()).filter_map(|(kind, name)| {
            let count = rows
                .iter()
                .filter(|r| r.kin.iter().any(|k| k == kind))
                .count();
            (count > 0).then(|| Kin {
                kind: (*kind).to_owned(),
                name,
                count: view::count(count as u64),
            })
        });
        let kin = kin.collect();
        let total = view::count(rows.len() as u64);
        rows.truncate(LISTED);
        Ok(Alike {
            field: field.to_owned(),
            value: correction.value(),
            to: correction.words(&terms),
            kin,
            total,
            rows,
        })
    }

    fn bonds(&self, record: &SpeechRecord) -> Result<Bonds, Problem> {
        let source = source_of(&record.ledger);
        let of_source = match &source {
            Some(words) => self.archive.waiting_with_removed(words)?,
            None => HashSet::new(),
        };
        let file = record.original.names.first().cloned().unwrap_or_default();
        Ok(Bonds {
            siblings: record.original.speeches.iter().cloned().collect(),
            meeting: record.value(Field::Meeting).map(str::to_owned),
            source,
            of_source,
            file,
        })
    }
}

/// What a corrected speech may have in common with others.
struct Bonds {
    file: String,
    siblings: HashSet<SpeechId>,
    meeting: Option<String>,
    source: Option<String>,
    of_source: HashSet<SpeechId>,
}

impl Bonds {
    /// The ways in which another is like it.
    fn with(&self, other: &Waiting) -> Vec<String> {
        let id = &other.row.id;
        let folder = folder_of(&self.file);
        let alike = [
            self.siblings.contains(id),
            self.meeting.is_some() && self.meeting.as_deref() == other.value(Field::Meeting),
            !folder.is_empty() && folder == folder_of(&other.row.file),
            self.of_source.contains(id),
        ];
        let kinds = KINDS.iter().zip(alike).filter(|(_, is)| *is);
        kinds.map(|(kind, _)| (*kind).to_owned()).collect()
    }

    /// What is named for each of `KINDS`.
    fn names(&self) -> [String; 4] {
        [
            crate::files::name_of(std::path::Path::new(&self.file)),
            self.meeting.clone().unwrap_or_default(),
            folder_of(&self.file).to_owned(),
            self.source.clone().unwrap_or_default(),
        ]
    }
}

/// What was corrected, and from what.
enum Correction {
    Field {
        field: Field,
        value: Option<String>,
        was: Option<String>,
    },
    Themes {
        add: Vec<String>,
        remove: Vec<String>,
    },
}

impl Correction {
    fn of(
        terms: &Terms,
        record: &SpeechRecord,
        field: &str,
        add: &[String],
        remove: &[String],
    ) -> Result<Self, Problem> {
        if field == "themes" {
            return Ok(Self::Themes {
                add: themes_named(terms, add)?,
                remove: themes_named(terms, remove)?,
            });
        }
        let field = field_named(field)?;
        let filing = record.field(field);
        Ok(Self::Field {
            field,
            value: filing.and_then(|f| f.value.clone()),
            was: filing.and_then(|f| f.proposed.clone()),
        })
    }

    /// True when it would change another speech.
    fn changes(&self, other: &Waiting) -> bool {
        match self {
            Self::Field { field, value, .. } => other.value(*field) != value.as_deref(),
            Self::Themes { add, remove } => {
                let has = |id: &String| other.row.themes.contains(id);
                !add.iter().all(has) || remove.iter().any(has)
            }
        }
    }

    fn row(&self, terms: &Terms, other: &Waiting, kin: Vec<String>) -> AlikeRow {
        let (from, mark) = match self {
            Self::Field { field, .. } => (
                other
                    .value(*field)
                    .map(|v| view::in_words(terms, *field, v)),
                view::mark_of(other.field(*field)),
            ),
            Self::Themes { .. } => (Some(theme_words(terms, &other.row.themes)), Mark::Inferred),
        };
        AlikeRow {
            id: other.row.id.to_string(),
            title: other.row.title.clone(),
            supplied: other.row.title_supplied,
            file: other.row.file.clone(),
            from: from.unwrap_or_default(),
            mark,
            fits: self.fits(other, mark, &kin),
            kin,
        }
    }

    /// True when another has the same fault, and is alike in a way that goes with the field. What
    /// a person confirmed there is left as it is.
    fn fits(&self, other: &Waiting, mark: Mark, kin: &[String]) -> bool {
        let alike = |kinds: &[&str]| kin.iter().any(|k| kinds.contains(&k.as_str()));
        match self {
            Self::Field { field, was, .. } => {
                let same_fault = other.value(*field) == was.as_deref();
                let doubtful = !matches!(mark, Mark::Confirmed | Mark::Stated);
                let goes = match field {
                    Field::Title | Field::Complete | Field::Themes => false,
                    Field::Date | Field::Meeting | Field::Also => alike(&["meeting"]),
                    Field::Type | Field::Mode | Field::Level | Field::Place => true,
                    Field::Source => alike(&["folder", "source"]),
                    Field::Genre | Field::Speaker | Field::Role => {
                        alike(&["file", "folder", "source"])
                    }
                };
                let of_meeting = alike(&["meeting"]) && doubtful && !self.is_personal();
                mark != Mark::Confirmed && goes && (same_fault || of_meeting)
            }
            Self::Themes { remove, .. } => remove
                .iter()
                .any(|id| other.row.themes.iter().any(|theme| theme == id)),
        }
    }

    /// Speeches of one meeting differ in who speaks and in what the text is.
    fn is_personal(&self) -> bool {
        let personal = [Field::Speaker, Field::Role, Field::Genre];
        matches!(self, Self::Field { field, .. } if personal.contains(field))
    }

    fn value(&self) -> Option<String> {
        match self {
            Self::Field { value, .. } => value.clone(),
            Self::Themes { .. } => None,
        }
    }

    fn words(&self, terms: &Terms) -> Words {
        match self {
            Self::Field { field, value, .. } => value
                .as_deref()
                .map(|v| view::in_words(terms, *field, v))
                .unwrap_or_default(),
            Self::Themes { add, remove } => {
                let (add, remove) = (theme_words(terms, add), theme_words(terms, remove));
                let signed = |plus: &str, minus: &str| {
                    let of = |sign: &str, words: &str| {
                        (!words.is_empty()).then(|| format!("{sign}{words}"))
                    };
                    let both = [of("+", plus), of("−", minus)];
                    both.into_iter().flatten().collect::<Vec<_>>().join(" ")
                };
                Words {
                    zh: signed(&add.zh, &remove.zh),
                    en: signed(&add.en, &remove.en),
                }
            }
        }
    }
}

fn theme_words(terms: &Terms, ids: &[String]) -> Words {
    let terms: Vec<_> = ids.iter().filter_map(|id| terms.themes().get(id)).collect();
    Words {
        zh: terms.iter().map(|t| t.zh).collect::<Vec<_>>().join("、"),
        en: terms.iter().map(|t| t.en).collect::<Vec<_>>().join(", "),
    }
}

/// What the removed lines say of where a text comes from: an address, else the source they name,
/// else a site's standing notice.
fn source_of(ledger: &[LedgerLine]) -> Option<String> {
    let lines = || {
        let removed = ledger.iter().filter(|line| line.edit.removes_words());
        removed.map(|line| line.edit.was.trim())
    };
    let named = |line: &str| {
        let (_, after) = line.split_once("来源")?;
        let name = after.trim_start_matches([':', '：', ' ', '　']);
        let end = name.find([' ', '　', '|', '\t', '\n', '，', '。', '（', '(']);
        let name = &name[..end.unwrap_or(name.len())];
        (2..=20)
            .contains(&name.chars().count())
            .then(|| name.to_owned())
    };
    let standing =
        |line: &&str| (6..=40).contains(&line.chars().count()) && !line.contains(['\n', '"', '\\']);
    lines()
        .find_map(address)
        .or_else(|| lines().find_map(named))
        .or_else(|| {
            // A line with a number is about this text, not about the site.
            let general = lines().filter(|l| !l.contains(|c: char| c.is_ascii_digit()));
            general
                .filter(standing)
                .max_by_key(|l| l.chars().count())
                .map(str::to_owned)
        })
}

/// An address of the net in a line, without what stands behind its host.
fn address(line: &str) -> Option<String> {
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    line.split(|c: char| !host(c))
        .map(|word| word.trim_matches(['.', '-']))
        .find(|word| {
            let parts: Vec<&str> = word.split('.').collect();
            let last = parts.last().copied().unwrap_or_default();
            parts.len() >= 2
                && parts.iter().all(|part| !part.is_empty())
                && last.len() >= 2
                && last.chars().all(|c| c.is_ascii_alphabetic())
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_its_host() {
        assert_eq!(
            address("更多请访问 https://www.abc-def.com/x.html").as_deref(),
            Some("www.abc-def.com")
        );
        assert_eq!(address("第3.5节"), None);
        assert_eq!(address("v1.2.3"), None);
    }
}
