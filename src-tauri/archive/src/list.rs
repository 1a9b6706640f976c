//! Lists of speeches: what to list, in which order, a page at a time.
//! Finds nothing by words; that is the index's work.

use std::sync::{Mutex, PoisonError};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::Archive;
use crate::error::Result;
use crate::field::{Origin, State, fraction};
use crate::ids::{Millis, SpeechId};

/// Which speeches. All but `Inbox`, `Trash` and `Ids` mean the live ones: inbox and filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// All live speeches.
    All,
    /// Waiting in the inbox.
    Inbox,
    /// Filed.
    Filed,
    /// In the trash.
    Trash,
    /// Of one of these meeting types, given as ids (a parent is asked for with its children);
    /// an empty list means those without a type.
    Type {
        /// Type ids.
        ids: Vec<String>,
        /// Only of this year.
        year: Option<i32>,
    },
    /// Shelved under a year.
    Year(i32),
    /// Shelved under a month of a year.
    Month(i32, u32),
    /// Shelved under no year.
    Undated,
    /// With at least one of these themes.
    Theme(Vec<String>),
    /// From this folder or below; `""` means files given without a folder.
    Folder(String),
    /// Whose source has a name that holds these words.
    Source(String),
    /// Exactly these, whatever their state; unknown ones are passed over.
    Ids(Vec<SpeechId>),
    /// Of another scope, the leading one of each speech's versions and those that have none.
    Leading(Box<Scope>),
}

/// What to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SortKey {
    /// Year under which it is shelved, then last day of the date; without a year last in both
    /// directions.
    Date,
    /// Title.
    Title,
    /// Speaker; those without one last.
    Speaker,
    /// Length of the clean text.
    Length,
    /// When it was imported.
    Added,
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// What to sort by.
    pub key: SortKey,
    /// Largest or latest first.
    pub descending: bool,
}

impl Sort {
    /// Newest date first.
    pub const NEWEST: Self = Self {
        key: SortKey::Date,
        descending: true,
    };
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// How many the whole list has.
    pub total: u64,
    /// The rows asked for.
    pub rows: Vec<Row>,
}

/// A date as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowDate {
    /// EDTF.
    pub edtf: String,
    /// 0..=1.
    pub certainty: f32,
    /// Who says so.
    pub origin: Origin,
}

/// One speech in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: SpeechId,
    /// Title; composed when `title_supplied`.
    pub title: String,
    /// True when the text has no title and one was composed.
    pub title_supplied: bool,
    /// Its date.
    pub date: Option<RowDate>,
    /// Meeting type id.
    pub kind: Option<String>,
    /// Genre id.
    pub genre: Option<String>,
    /// Level id.
    pub level: Option<String>,
    /// Speaker's name.
    pub speaker: Option<String>,
    /// Theme ids, strongest first, at most five.
    pub themes: Vec<String>,
    /// Scalars of the clean text.
    pub length: u32,
    /// Where it stands.
    pub state: State,
    /// `full`, `cut` or `outline`.
    pub complete: String,
    /// Scalars known to be missing.
    pub missing: u32,
    /// Placeholders (XX).
    pub slots: u32,
    /// When it was imported.
    pub added: Millis,
    /// Notes on it.
    pub notes: u32,
    /// Name of the file it came from, as first given.
    pub file: String,
    /// Further names under which the same bytes came.
    pub other_names: u32,
    /// Other live versions of it.
    pub versions: u32,
    /// Score of its strongest theme, 0..=1.
    pub theme_score: Option<f32>,
}

/// How many speeches of a list lie in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCount {
    /// Year; `None` = undated.
    pub year: Option<i32>,
    /// Speeches.
    pub count: u64,
    /// Those among them whose date is missing or less sure than 0.6.
    pub doubtful: u64,
}

/// How many the largest lists have, until something changes: to count a hundred thousand speeches
/// for each page of a list took longer than the page.
#[derive(Default)]
pub(crate) struct Totals(Mutex<Counted>);

#[derive(Default)]
struct Counted {
    /// Number of the last change when they were counted.
    revision: i64,
    totals: Vec<(Scope, i64)>,
}

impl Totals {
    /// The total of a scope at this reader's moment. Kept for those scopes that rest on nothing
    /// but the speeches themselves, whose every change is numbered.
    fn of(
        &self,
        reader: &Connection,
        scope: &Scope,
        count: impl FnOnce() -> rusqlite::Result<i64>,
    ) -> Result<i64> {
        if !matches!(
            scope,
            Scope::All | Scope::Inbox | Scope::Filed | Scope::Trash | Scope::Folder(_)
        ) {
            return Ok(count()?);
        }
        let revision = reader
            .prepare_cached("SELECT value FROM meta WHERE key = 'revision'")?
            .query_row([], |row| row.get(0))?;
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let counted = held();
            let known = counted.totals.iter().find(|(of, _)| of == scope);
            if let Some((_, total)) = known.filter(|_| counted.revision == revision) {
                return Ok(*total);
            }
        }
        let total = count()?;
        let mut counted = held();
        if counted.revision != revision {
            *counted = Counted {
                revision,
                totals: Vec::new(),
            };
        }
        counted.totals.push((scope.clone(), total));
        Ok(total)
    }
}

/// Names that a folder and those below it must have to be a large one.
const LARGE: i64 = 2_000;

fn is_large(reader: &Connection, folder: &str) -> Result<bool> {
    let mut ask = reader.prepare_cached(crate::sql!("import/few"))?;
    let names: i64 = ask.query_row(rusqlite::params![folder, LARGE], |row| row.get(0))?;
    Ok(names >= LARGE)
}

/// The condition that a scope means, with the values it binds.
struct Condition {
    sql: String,
    values: Vec<Sql>,
}

impl Condition {
    fn new(sql: &str, values: Vec<Sql>) -> Self {
        Self {
            sql: sql.to_owned(),
            values,
        }
    }

    fn of(reader: &Connection, scope: &Scope) -> Result<Self> {
        let list = |items: &[String]| -> Result<Sql> { Ok(serde_json::to_string(items)?.into()) };
        Ok(match scope {
            Scope::All => Self::new("s.live = 1", vec![]),
            Scope::Inbox => Self::new("s.state = 'inbox'", vec![]),
            Scope::Filed => Self::new("s.state = 'filed'", vec![]),
            Scope::Trash => Self::new("s.state = 'trash'", vec![]),
            Scope::Type { ids, year } => {
                let mut condition = if ids.is_empty() {
                    Self::new("s.live = 1 AND s.kind IS NULL", vec![])
                } else {
                    Self::new(
                        "s.live = 1 AND s.kind IN (SELECT value FROM json_each(?))",
                        vec![list(ids)?],
                    )
                };
                if let Some(year) = year {
                    condition.sql.push_str(" AND s.year = ?");
                    condition.values.push(i64::from(*year).into());
                }
                condition
            }
            Scope::Year(year) => {
                Self::new("s.live = 1 AND s.year = ?", vec![i64::from(*year).into()])
            }
            Scope::Month(year, month) => Self::new(
                "s.live = 1 AND s.year = ? AND s.month = ?",
                vec![i64::from(*year).into(), i64::from(*month).into()],
            ),
            Scope::Undated => Self::new("s.live = 1 AND s.year IS NULL", vec![]),
            Scope::Theme(ids) => Self::new(
                "s.live = 1 AND s.num IN (SELECT t.speech FROM theme t \
                 WHERE t.theme IN (SELECT value FROM json_each(?)))",
                vec![list(ids)?],
            ),
            Scope::Folder(path) => {
                let path = crate::folder::relative(path);
                let ours = "s.live = 1 AND s.original IN (SELECT n.original FROM original_name n";
                if path.is_empty() {
                    Self::new(&format!("{ours} WHERE n.folder = '')"), vec![])
                } else if is_large(reader, &path)? {
                    // Looked at speech by speech in the order of the list, which stops at a page:
                    // gathering all of a folder that holds most of an archive took half a second.
                    Self::new(
                        "s.live = 1 AND EXISTS (SELECT 1 FROM original_name n \
                         WHERE n.original = s.original AND (n.folder = ? OR \
                         (n.folder > ? || '/' AND n.folder < ? || '0')))",
                        vec![path.clone().into(), path.clone().into(), path.into()],
                    )
                } else {
                    // Below `a` is what lies from `a/` up to `a0`, the character after the slash.
                    Self::new(
                        &format!(
                            "{ours} WHERE n.folder = ? OR (n.folder > ? || '/' AND n.folder < ? || '0'))"
                        ),
                        vec![path.clone().into(), path.clone().into(), path.into()],
                    )
                }
            }
            Scope::Source(words) => Self::new(
                "s.live = 1 AND EXISTS (SELECT 1 FROM filing f WHERE f.speech = s.num \
                 AND f.field = 'source' AND instr(f.value, ?))",
                vec![words.clone().into()],
            ),
            Scope::Ids(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| id.0.clone()).collect();
                Self::new(
                    "s.state <> 'withdrawn' AND s.id IN (SELECT value FROM json_each(?))",
                    vec![list(&ids)?],
                )
            }
            Scope::Leading(of) => {
                let mut condition = Self::of(reader, of)?;
                condition
                    .sql
                    .push_str(" AND s.num NOT IN (SELECT speech FROM follower)");
                condition
            }
        })
    }
}

/// The order as SQL; the tie-breakers make a page boundary fall in the same place each time.
fn order(scope: &Scope, sort: Sort) -> String {
    let order = match (sort.key, sort.descending) {
        // The year first, as `years_of` counts by it: a speech of "June 2020 to May 2021" is shelved
        // under 2020, and by its last day alone it stood among the rows headed 2021.
        (SortKey::Date, true) => "s.year DESC, s.latest DESC, s.added DESC, s.num DESC",
        (SortKey::Date, false) => "s.year ASC NULLS LAST, s.latest, s.added, s.num",
        (SortKey::Title, true) => "s.title DESC, s.num DESC",
        (SortKey::Title, false) => "s.title, s.num",
        (SortKey::Speaker, true) => "s.speaker DESC, s.latest DESC, s.num DESC",
        (SortKey::Speaker, false) => "s.speaker ASC NULLS LAST, s.latest, s.num",
        (SortKey::Length, true) => "s.length DESC, s.num DESC",
        (SortKey::Length, false) => "s.length, s.num",
        (SortKey::Added, true) => "s.added DESC, s.num DESC",
        (SortKey::Added, false) => "s.added, s.num",
    };
    match scope {
        Scope::Leading(of) => self::order(of, sort),
        Scope::All | Scope::Inbox | Scope::Filed | Scope::Trash => order.to_owned(),
        // The plus keeps the planner from walking all speeches in date order to find the few of a
        // year among them: half a second at 100,000, where sorting those few takes a millisecond.
        _ => order.replace("s.", "+s."),
    }
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let themes: Option<String> = row.get("themes")?;
    let edtf: Option<String> = row.get("date")?;
    let date = match edtf {
        Some(edtf) => Some(RowDate {
            edtf,
            certainty: fraction(row.get::<_, Option<i64>>("date_certainty")?.unwrap_or(0)),
            origin: row
                .get::<_, Option<Origin>>("date_origin")?
                .unwrap_or(Origin::Rule),
        }),
        None => None,
    };
    Ok(Row {
        id: row.get("id")?,
        title: row.get("title")?,
        title_supplied: row.get("title_supplied")?,
        date,
        kind: row.get("kind")?,
        genre: row.get("genre")?,
        level: row.get("level")?,
        speaker: row.get("speaker")?,
        themes: themes
            .iter()
            .flat_map(|list| list.split(' '))
            .map(str::to_owned)
            .collect(),
        length: row.get("length")?,
        state: row.get("state")?,
        complete: row.get("complete")?,
        missing: row.get("missing")?,
        slots: row.get("slots")?,
        added: row.get("added")?,
        notes: row.get("notes")?,
        file: row.get("file")?,
        other_names: row.get("other_names")?,
        versions: row.get("versions")?,
        theme_score: row.get::<_, Option<i64>>("theme_score")?.map(fraction),
    })
}

/// The numbers of a scope's speeches, in no order.
pub(crate) fn nums(reader: &Connection, scope: &Scope) -> Result<Vec<i64>> {
    let Condition { sql, values } = Condition::of(reader, scope)?;
    let mut ask = reader.prepare_cached(&format!("SELECT s.num FROM speech s WHERE {sql}"))?;
    let nums = ask.query_map(params_from_iter(&values), |row| row.get(0))?;
    Ok(nums.collect::<rusqlite::Result<_>>()?)
}

impl Archive {
    /// A page of a list. First the numbers of the page's speeches from an index alone, then their
    /// rows: reading whole rows while skipping made page 1000 slower than page 1.
    pub fn list(&self, scope: &Scope, sort: Sort, offset: u64, limit: u32) -> Result<Page> {
        self.read(|reader| {
            let Condition { sql, mut values } = Condition::of(reader, scope)?;
            let total = self.totals.of(reader, scope, || {
                let count = match scope {
                    // SQLite counts a whole table at once and a part of it row by row.
                    Scope::All => "SELECT (SELECT count(*) FROM speech) \
                                   - (SELECT count(*) FROM speech WHERE live = 0)"
                        .to_owned(),
                    _ => format!("SELECT count(*) FROM speech s WHERE {sql}"),
                };
                reader
                    .prepare_cached(&count)?
                    .query_row(params_from_iter(&values), |row| row.get(0))
            })?;
            values.push(i64::from(limit).into());
            values.push((offset.min(i64::MAX as u64) as i64).into());
            let nums: Vec<i64> = reader
                .prepare_cached(&format!(
                    "SELECT s.num FROM speech s WHERE {sql} ORDER BY {} LIMIT ? OFFSET ?",
                    order(scope, sort)
                ))?
                .query_map(params_from_iter(&values), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut ask = reader.prepare_cached(crate::sql!("speech/row"))?;
            let rows = nums
                .into_iter()
                .map(|num| ask.query_row([num], row))
                .collect::<rusqlite::Result<_>>()?;
            Ok(Page {
                total: total as u64,
                rows,
            })
        })
    }

    /// How a list spreads over the years, newest first, undated last.
    pub fn years_of(&self, scope: &Scope) -> Result<Vec<YearCount>> {
        self.read(|reader| {
            let Condition { sql, values } = Condition::of(reader, scope)?;
            let years = reader
                .prepare_cached(&format!(
                    "SELECT s.year, count(*), sum(s.date IS NULL OR s.date_certainty < 600) \
                     FROM speech s WHERE {sql} GROUP BY s.year ORDER BY s.year DESC"
                ))?
                .query_map(params_from_iter(&values), |row| {
                    Ok(YearCount {
                        year: row.get(0)?,
                        count: row.get::<_, i64>(1)? as u64,
                        doubtful: row.get::<_, i64>(2)? as u64,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(years)
        })
    }

    /// The ids of a whole list, in order, for acting on all of it.
    pub fn list_ids(&self, scope: &Scope, sort: Sort) -> Result<Vec<SpeechId>> {
        self.read(|reader| {
            let Condition { sql, values } = Condition::of(reader, scope)?;
            let ids = reader
                .prepare_cached(&format!(
                    "SELECT s.id FROM speech s WHERE {sql} ORDER BY {}",
                    order(scope, sort)
                ))?
                .query_map(params_from_iter(&values), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(ids)
        })
    }

    /// The rows of these speeches, in the order given (that of search hits); unknown and withdrawn
    /// ones are passed over.
    pub fn rows(&self, ids: &[SpeechId]) -> Result<Vec<Row>> {
        self.read(|reader| {
            let mut num = reader.prepare_cached(crate::sql!("speech/num"))?;
            let mut ask = reader.prepare_cached(crate::sql!("speech/row"))?;
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                let num: Option<i64> = num.query_row([id], |row| row.get(0)).optional()?;
                if let Some(num) = num {
                    rows.push(ask.query_row([num], row)?);
                }
            }
            Ok(rows)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_in_order_of_date_is_sorted_row_by_row() -> Result<()> {
        let catalogue = Connection::open_in_memory()?;
        catalogue.execute_batch(crate::sql!("catalogue/schema"))?;
        catalogue.execute_batch(crate::sql!("catalogue/later"))?;
        for scope in [Scope::All, Scope::Inbox, Scope::Filed, Scope::Trash] {
            for descending in [true, false] {
                let key = SortKey::Date;
                let sort = Sort { key, descending };
                let Condition { sql, .. } = Condition::of(&catalogue, &scope)?;
                let plan: Vec<String> = catalogue
                    .prepare(&format!(
                        "EXPLAIN QUERY PLAN SELECT s.num FROM speech s WHERE {sql} ORDER BY {} LIMIT 50",
                        order(&scope, sort)
                    ))?
                    .query_map([], |row| row.get(3))?
                    .collect::<rusqlite::Result<_>>()?;
                assert_eq!(plan.len(), 1, "{plan:?}");
                assert!(plan[0].contains("USING COVERING INDEX"), "{plan:?}");
            }
        }
        Ok(())
    }
}
