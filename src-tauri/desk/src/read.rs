//! What there is to see: counts, lists, a speech.
//! Changes nothing.

use archive::{Row, Scope as Shelf, Sort as Order, SortKey, SpeechId, Terms};
use speech::lexicon;

use crate::view;
use crate::wire::{
    Counts, IdCount, MonthCount, Opened, Page, Scope, Sort, SpeechView, TypeCount, Vocabulary,
    YearCount,
};
use crate::{Desk, Problem, files, wire};

impl Desk {
    /// What the archive is, for a window that opens it. `home`: where the sample archive lies.
    pub fn opened(&self, home: &std::path::Path) -> Result<Opened, Problem> {
        Ok(Opened {
            path: self.folder().display().to_string(),
            name: files::name_of(self.folder()),
            sample: self.folder() == home.join(crate::sample::FOLDER),
            read_only: false,
            vocabulary: self.vocabulary()?,
        })
    }

    /// The vocabularies of filing, as a person changed them.
    pub fn vocabulary(&self) -> Result<Vocabulary, Problem> {
        Ok(view::vocabulary(&*self.terms()?))
    }

    /// Counts for the sidebar.
    pub fn counts(&self) -> Result<Counts, Problem> {
        let counts = self.archive.counts()?;
        let terms = self.terms()?;
        Ok(Counts {
            inbox: view::count(counts.inbox),
            all: view::count(counts.all),
            trash: view::count(counts.trash),
            notes: view::count(counts.notes),
            types: types(&terms, &counts.types),
            years: years(counts.months.iter().map(|m| (m.year, m.month, m.count))),
            themes: counts
                .themes
                .iter()
                .map(|(id, n)| IdCount::new(id, *n))
                .collect(),
            notebooks: self.notebooks()?,
            into: self.worked_in()?,
            saved: self.searches()?,
            folders: self
                .archive
                .folders()?
                .iter()
                .map(|f| IdCount::new(&f.path, f.speeches))
                .collect(),
            edition: view::count(terms.edition()),
        })
    }

    /// A stretch of a list. Of several versions of one speech only the leading one is in it, but
    /// for the inbox and the trash, where each is a matter of its own.
    pub fn list(
        &self,
        scope: &Scope,
        sort: Sort,
        offset: u32,
        limit: u32,
    ) -> Result<Page, Problem> {
        self.listed(&self.leading(scope)?, sort, offset, limit)
    }

    /// A stretch of a list in which every version stands.
    pub fn list_versions(
        &self,
        scope: &Scope,
        sort: Sort,
        offset: u32,
        limit: u32,
    ) -> Result<Page, Problem> {
        self.listed(&shelf(&*self.terms()?, scope), sort, offset, limit)
    }

    /// The speeches of a list: of several versions the one that stands for all.
    fn leading(&self, scope: &Scope) -> Result<Shelf, Problem> {
        let shelf = shelf(&*self.terms()?, scope);
        Ok(match scope {
            Scope::Inbox | Scope::Trash => shelf,
            _ => Shelf::Leading(Box::new(shelf)),
        })
    }

    fn listed(&self, shelf: &Shelf, sort: Sort, offset: u32, limit: u32) -> Result<Page, Problem> {
        let page = self
            .archive
            .list(shelf, order(sort), u64::from(offset), limit)?;
        // What a list leaves out is said, not hidden.
        let folded = match shelf {
            Shelf::Leading(of) => self.archive.list(of, order(sort), 0, 0)?.total - page.total,
            _ => 0,
        };
        let by_date = matches!(sort, Sort::DateDown | Sort::DateUp);
        let heads = if by_date && offset == 0 {
            self.archive.years_of(shelf)?
        } else {
            Vec::new()
        };
        let mut years = years(heads.iter().map(|h| (h.year, None, h.count)));
        if sort == Sort::DateUp {
            let dated = years.iter().take_while(|y| y.year.is_some()).count();
            years[..dated].reverse();
        }
        Ok(Page {
            total: view::count(page.total),
            offset,
            rows: page.rows.iter().map(view::row).collect(),
            years,
            folded: view::count(folded),
            doubtful_dates: heads.iter().map(|h| view::count(h.doubtful)).sum(),
        })
    }

    /// The rows of these speeches, in the order given; what is not there is passed over.
    pub fn rows(&self, ids: &[String]) -> Result<Vec<wire::Row>, Problem> {
        let ids: Vec<SpeechId> = ids.iter().map(|id| SpeechId::from(id.as_str())).collect();
        Ok(self.archive.rows(&ids)?.iter().map(view::row).collect())
    }

    /// The ids of a whole list, in order.
    pub fn list_ids(&self, scope: &Scope, sort: Sort) -> Result<Vec<String>, Problem> {
        let ids = self.archive.list_ids(&self.leading(scope)?, order(sort))?;
        Ok(ids.iter().map(ToString::to_string).collect())
    }

    /// Everything the reader shows; with a query, its hits too.
    pub fn speech(&self, id: &str, query: Option<&str>) -> Result<SpeechView, Problem> {
        let id = SpeechId::from(id);
        let (record, text) = self.archive.speech_and_text(&id)?;
        let row = self.row_of(&id)?;
        let hits = match query {
            Some(query) => self.marks(&text, query)?,
            None => Vec::new(),
        };
        let terms = self.terms()?;
        Ok(view::speech(
            &terms,
            &record,
            &row,
            text,
            &hits,
            &self.excerpted()?,
        ))
    }

    /// The clean text of a speech.
    pub fn text(&self, id: &str) -> Result<String, Problem> {
        Ok(self.archive.text(&SpeechId::from(id))?)
    }

    /// The text of the whole file a speech came from, before cleaning.
    pub fn file_text(&self, id: &str) -> Result<String, Problem> {
        Ok(self.archive.file_text(&SpeechId::from(id))?)
    }

    /// The bytes of the file a speech came from.
    pub fn original(&self, id: &str) -> Result<Vec<u8>, Problem> {
        Ok(self.archive.original(&SpeechId::from(id))?)
    }

    /// A speech as lists show it.
    pub(crate) fn row_of(&self, id: &SpeechId) -> Result<Row, Problem> {
        let missing = || archive::Error::Missing {
            what: "speech",
            id: id.to_string(),
        };
        let rows = self.archive.rows(std::slice::from_ref(id))?;
        Ok(rows.into_iter().next().ok_or_else(missing)?)
    }
}

/// What the archive is asked for a list; a first-level term stands for all below it.
fn shelf(terms: &Terms, scope: &Scope) -> Shelf {
    match scope {
        Scope::All => Shelf::All,
        Scope::Inbox => Shelf::Inbox,
        Scope::Trash => Shelf::Trash,
        Scope::Type { id, year } => Shelf::Type {
            ids: below(terms.types(), id),
            year: *year,
        },
        Scope::Time {
            year,
            month: Some(month),
        } => Shelf::Month(*year, *month),
        Scope::Time { year, month: None } => Shelf::Year(*year),
        Scope::Undated => Shelf::Undated,
        Scope::Theme { id } => Shelf::Theme(below(terms.themes(), id)),
        Scope::Folder { path } => Shelf::Folder(path.clone()),
        Scope::Source { words } => Shelf::Source(words.clone()),
    }
}

pub(crate) fn below(vocabulary: &lexicon::Vocabulary, id: &str) -> Vec<String> {
    let below = vocabulary
        .terms()
        .iter()
        .filter(|t| t.parent == Some(id))
        .map(|t| t.id.to_owned());
    std::iter::once(id.to_owned()).chain(below).collect()
}

pub(crate) fn order(sort: Sort) -> Order {
    let (key, descending) = match sort {
        Sort::DateDown => (SortKey::Date, true),
        Sort::DateUp => (SortKey::Date, false),
        Sort::Title => (SortKey::Title, false),
        Sort::Speaker => (SortKey::Speaker, false),
        Sort::Length => (SortKey::Length, true),
        Sort::Added => (SortKey::Added, true),
    };
    Order { key, descending }
}

/// Types with their years, in the order of the lexicon.
fn types(terms: &Terms, counts: &[archive::TypeCount]) -> Vec<TypeCount> {
    let mut types: Vec<TypeCount> = terms
        .types()
        .terms()
        .iter()
        .map(|term| {
            let own = counts.iter().filter(|c| c.kind.as_deref() == Some(term.id));
            let years = years(own.map(|c| (c.year, None, c.count)));
            TypeCount {
                id: term.id.to_owned(),
                count: years.iter().map(|y| y.count).sum(),
                years,
            }
        })
        .collect();
    types.retain(|t| t.count > 0);
    types
}

/// Counts by year, newest first, undated last; months ascending.
fn years(counts: impl Iterator<Item = (Option<i32>, Option<u32>, u64)>) -> Vec<YearCount> {
    let mut years: std::collections::BTreeMap<Option<i32>, YearCount> =
        std::collections::BTreeMap::new();
    for (year, month, n) in counts {
        let entry = years.entry(year).or_insert_with(|| YearCount {
            year,
            count: 0,
            months: Vec::new(),
        });
        entry.count += view::count(n);
        if let (Some(_), Some(month)) = (year, month) {
            entry.months.push(MonthCount {
                month,
                count: view::count(n),
            });
        }
    }
    let undated = years.remove(&None);
    let mut newest_first: Vec<YearCount> = years.into_values().rev().collect();
    for year in &mut newest_first {
        year.months.sort_by_key(|m| m.month);
    }
    newest_first.extend(undated);
    newest_first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_stand_newest_first_and_the_undated_last() {
        let counts = [
            (Some(2020), Some(6), 2),
            (None, None, 3),
            (Some(2024), None, 1),
            (Some(2020), None, 5),
        ];
        let years = years(counts.into_iter());
        let said: Vec<_> = years.iter().map(|y| (y.year, y.count)).collect();
        assert_eq!(said, [(Some(2024), 1), (Some(2020), 7), (None, 3)]);
        assert_eq!(years[1].months, [MonthCount { month: 6, count: 2 }]);
    }

    #[test]
    fn a_first_level_type_stands_for_all_below_it() {
        let Shelf::Type { ids, .. } = shelf(
            Terms::standard(),
            &Scope::Type {
                id: "meeting.deployment".into(),
                year: None,
            },
        ) else {
            panic!("not a type");
        };
        assert!(ids.contains(&"meeting.progress".to_owned()) && ids.len() > 5);
    }
}
