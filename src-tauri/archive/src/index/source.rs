//! What the index asks of the catalogue, and the words of a speech made ready to be searched.
//! Knows no table of the catalogue.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use speech::terms::{BREAK, Folded};

use crate::error::Result;
use crate::field::{Days, State};
use crate::ids::SpeechId;
use crate::list::Scope;
use crate::query::Columns;

/// A catalogue that can be asked. A moment begins with the first question in it, so that an index
/// read before is never ahead of it.
pub(crate) trait Catalogue {
    /// Asks several questions of one moment.
    fn moment<R>(&self, ask: impl FnOnce(&dyn Source) -> Result<R>) -> Result<R>;
}

/// One moment of a catalogue.
pub(crate) trait Source {
    /// Number of the last change.
    fn revision(&self) -> Result<i64>;
    /// Number of the last change of each speech changed after `revision`, with the speech's number,
    /// oldest first, at most `limit`.
    fn changes(&self, revision: i64, limit: usize) -> Result<Vec<(i64, i64)>>;
    /// A speech by its number; `None` when it is not to be found (in the trash, withdrawn).
    fn record(&self, num: i64) -> Result<Option<Record>>;
    /// The clean text of such a speech alone.
    fn body(&self, num: i64) -> Result<Option<String>>;
    /// The id of a speech.
    fn id(&self, num: i64) -> Result<SpeechId>;
    /// Numbers of the speeches of a scope.
    fn within(&self, scope: &Scope) -> Result<Vec<i64>>;
    /// Numbers of the speeches that are to be found, with the number of their last change, by number.
    fn live(&self) -> Result<Vec<(i64, i64)>>;
}

/// A speech as the index sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    /// Its number in the catalogue: small, stable, never used again.
    pub num: i64,
    /// Its id.
    pub id: SpeechId,
    /// `Inbox` or `Filed`.
    pub state: State,
    /// Title.
    pub title: String,
    /// Headings of the outline.
    pub headings: Vec<String>,
    /// Speaker's name and role.
    pub speaker: Vec<String>,
    /// Place name.
    pub place: Option<String>,
    /// Comments of its notes; an empty one for a mere highlight.
    pub notes: Vec<String>,
    /// Clean text.
    pub body: String,
    /// Date as EDTF.
    pub date: Option<String>,
    /// The days it may lie in.
    pub days: Days,
    /// Meeting type id.
    pub kind: Option<String>,
    /// Further meeting type ids.
    pub also: Vec<String>,
    /// Genre id.
    pub genre: Option<String>,
    /// Level id.
    pub level: Option<String>,
    /// Theme ids.
    pub themes: Vec<String>,
}

impl Record {
    /// The values of one column.
    pub(super) fn values(&self, column: Columns) -> Vec<&str> {
        fn all(values: &[String]) -> Vec<&str> {
            values.iter().map(String::as_str).collect()
        }
        match column {
            Columns::TITLE => vec![&self.title],
            Columns::HEADING => all(&self.headings),
            Columns::SPEAKER => all(&self.speaker),
            Columns::PLACE => self.place.iter().map(String::as_str).collect(),
            Columns::NOTE => all(&self.notes),
            _ => vec![&self.body],
        }
    }

    /// The columns folded for the index, in the order of [`Columns::EACH`].
    pub(super) fn folded(&self) -> [String; 6] {
        Columns::EACH.map(|(column, _)| {
            let mut joined = String::new();
            for value in self.values(column) {
                if !joined.is_empty() {
                    joined.push(BREAK);
                }
                joined.extend(Folded::searchable(value).chars());
            }
            joined
        })
    }
}

/// Every character of some folded columns once.
pub(super) fn letters(columns: &[String; 6]) -> String {
    let letters: BTreeSet<char> = columns.iter().flat_map(|column| column.chars()).collect();
    letters.into_iter().filter(|&c| c != BREAK).collect()
}

/// Hash of some folded columns: while it stays the same, a change of filing needs no new words.
pub(super) fn words_hash(columns: &[String; 6]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for column in columns {
        hash.update((column.len() as u64).to_le_bytes());
        hash.update(column.as_bytes());
    }
    let full = hash.finalize();
    let mut short = [0; 16];
    short.copy_from_slice(&full[..16]);
    short
}
