//! What the index asks of the catalogue, and the words of a speech made ready to be searched.
//! Knows no table of the catalogue.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use speech::terms::{BREAK, Folded, simplified};

use super::texts::Body;
use crate::error::Result;
use crate::field::{Days, State};
use crate::ids::SpeechId;
use crate::list::Scope;
use crate::query::Columns;
use crate::terms::Terms;

/// A catalogue that can be asked. A moment begins with the first question in it, so that an index
/// read before is never ahead of it.
pub(crate) trait Catalogue {
    /// Asks several questions of one moment.
    fn moment<R>(&self, ask: impl FnOnce(&dyn Source) -> Result<R>) -> Result<R>;
    /// The terms that queries name.
    fn terms(&self) -> Result<Arc<Terms>>;
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
    /// The same without what no hit shows, headings and themes: to read those for each hit of a page
    /// took as long as to find them all.
    fn shown(&self, num: i64) -> Result<Option<Record>>;
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
    pub body: Arc<Body>,
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
    /// Where the text comes from.
    pub source: Option<String>,
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

    /// What the index keeps of it.
    pub(super) fn words(&self) -> Words {
        let mut traditional = BTreeSet::new();
        let columns = Columns::EACH.map(|(column, _)| {
            let mut joined = String::new();
            for value in self.values(column) {
                if !joined.is_empty() {
                    joined.push(BREAK);
                }
                for &c in Folded::written(value).chars() {
                    let simple = simplified(c);
                    if simple != c {
                        traditional.insert(c);
                    }
                    joined.push(simple);
                }
            }
            joined
        });
        Words {
            columns,
            traditional,
        }
    }
}

/// Characters below this one are nearly all of a speech; which of them it has stands in a bit of each,
/// as a tree of them was slow to build for every text.
const LETTERS: usize = 0xa000;

/// The words of a speech as the index keeps them.
pub(super) struct Words {
    /// Folded, in the order of [`Columns::EACH`].
    pub columns: [String; 6],
    /// The characters that were folded to simplified ones.
    traditional: BTreeSet<char>,
}

impl Words {
    /// Every character once, folded; the traditional ones as they are written too.
    pub fn letters(&self) -> String {
        let columns = self.columns.iter().flat_map(|column| column.chars());
        let mut seen = [0u64; LETTERS / 64];
        let mut rest = BTreeSet::new();
        for c in columns.chain(self.traditional.iter().copied()) {
            match seen.get_mut(c as usize / 64) {
                Some(seen) => *seen |= 1 << (c as usize % 64),
                None => drop(rest.insert(c)),
            }
        }
        seen[BREAK as usize / 64] &= !(1 << (BREAK as usize % 64));
        let mut letters = String::new();
        for (group, mut bits) in (0u32..).zip(seen) {
            while bits != 0 {
                letters.extend(char::from_u32(group * 64 + bits.trailing_zeros()));
                bits &= bits - 1;
            }
        }
        letters.extend(rest);
        letters
    }

    /// While it stays the same, a change of filing needs no new words.
    pub fn hash(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        let traditional: String = self.traditional.iter().collect();
        for part in self.columns.iter().chain([&traditional]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let full = hash.finalize();
        let mut short = [0; 16];
        short.copy_from_slice(&full[..16]);
        short
    }
}
