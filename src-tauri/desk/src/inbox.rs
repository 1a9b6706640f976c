//! The inbox: what waits, what needs a person most first, alike proposals together.
//! Changes nothing; what is done with it is `file`.

use std::cmp::Reverse;
use std::collections::HashMap;

use archive::{Field, Filing, Row, Scope as Shelf, SpeechId};

use crate::read::order;
use crate::view;
use crate::wire::{InboxGroup, InboxPage, InboxRow, Mark, Sort};
use crate::{Desk, Problem};

/// So many proposals from one folder make a group; fewer are as quickly seen one by one.
const GROUP: u32 = 3;

/// A waiting speech with its fields.
pub(crate) struct Waiting {
    pub row: Row,
    pub fields: Vec<Filing>,
}

impl Waiting {
    /// A field as filed.
    pub fn field(&self, field: Field) -> Option<&Filing> {
        self.fields.iter().find(|f| f.field == field)
    }

    /// A field's value.
    pub fn value(&self, field: Field) -> Option<&str> {
        self.field(field).and_then(|f| f.value.as_deref())
    }
}

/// The folder part of a path as given.
pub(crate) fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Desk {
    /// The inbox, what needs a person most first; then groups of alike proposals; then the sure.
    pub fn inbox(&self, offset: u32, limit: u32) -> Result<InboxPage, Problem> {
        let rows = self.review()?;
        Ok(InboxPage {
            total: rows.len() as u32,
            sure: rows.iter().filter(|r| r.sure).count() as u32,
            rows: rows
                .into_iter()
                .skip(offset as usize)
                .take(limit as usize)
                .collect(),
        })
    }

    /// The ids of a group of the inbox by its key.
    pub fn inbox_group(&self, key: &str) -> Result<Vec<String>, Problem> {
        let rows = self.review()?.into_iter();
        let of_group = rows.filter(|r| r.group.as_ref().is_some_and(|g| g.key == key));
        Ok(of_group.map(|r| r.row.id).collect())
    }

    /// The waiting speeches of which every field is above the line.
    pub(crate) fn sure_ids(&self) -> Result<Vec<String>, Problem> {
        let rows = self.review()?.into_iter();
        Ok(rows.filter(|r| r.sure).map(|r| r.row.id).collect())
    }

    /// All that waits, with its fields.
    pub(crate) fn waiting(&self) -> Result<Vec<Waiting>, Problem> {
        let page = self
            .archive
            .list(&Shelf::Inbox, order(Sort::Added), 0, u32::MAX)?;
        let mut filings: HashMap<SpeechId, Vec<Filing>> = self.archive.waiting_filings()?;
        let rows = page.rows.into_iter();
        Ok(rows
            .map(|row| Waiting {
                fields: filings.remove(&row.id).unwrap_or_default(),
                row,
            })
            .collect())
    }

    fn review(&self) -> Result<Vec<InboxRow>, Problem> {
        let line = self.habits().line;
        let waiting = self.waiting()?;
        let mut rows: Vec<InboxRow> = waiting.iter().map(|w| inbox_row(w, line)).collect();
        group(&mut rows);
        arrange(&mut rows);
        Ok(rows)
    }
}

fn inbox_row(waiting: &Waiting, line: f32) -> InboxRow {
    let mark = |field: Field| view::mark_of(waiting.field(field));
    let row = view::row(&waiting.row);
    let (title_mark, type_mark) = (mark(Field::Title), mark(Field::Type));
    let (genre_mark, level_mark) = (mark(Field::Genre), mark(Field::Level));
    let wants = view::wants_of_row(&row, &waiting.fields, waiting.row.theme_score, line);
    InboxRow {
        title_mark,
        type_mark,
        genre_mark,
        level_mark,
        theme_mark: waiting
            .row
            .theme_score
            .map_or(Mark::Unknown, |s| view::mark(archive::Origin::Rule, s)),
        sure: wants.is_empty(),
        meeting: waiting.value(Field::Meeting).map(str::to_owned),
        wants: wants.into_iter().map(str::to_owned).collect(),
        group: None,
        row,
    }
}

/// How much a proposal needs a person: what would be filed worst weighs most.
fn need(row: &InboxRow) -> u32 {
    let weight = |want: &String| match want.as_str() {
        "not_speech" => 8,
        "date" if row.row.date.is_none() => 6,
        "title" => 5,
        "date" | "type" => 4,
        "complete" => 3,
        "genre" | "level" => 2,
        _ => 1,
    };
    row.wants.iter().map(weight).sum()
}

/// Puts alike proposals into groups: those of one meeting, and those of one folder that were read
/// alike and leave the same in doubt.
fn group(rows: &mut [InboxRow]) {
    let of_meeting = |row: &InboxRow| {
        let name = row.meeting.clone().filter(|_| !row.sure)?;
        Some((format!("meeting {name}"), "meeting", name))
    };
    let of_folder = |row: &InboxRow| {
        let folder = folder_of(&row.row.file);
        let same = [&row.row.kind, &row.row.genre, &row.row.level];
        let key = format!("folder {folder} {same:?} {}", row.wants.join(" "));
        (!row.sure).then(|| (key, "folder", folder.to_owned()))
    };
    join(rows, 2, of_meeting);
    join(rows, GROUP, of_folder);
}

fn join(
    rows: &mut [InboxRow],
    least: u32,
    common: impl Fn(&InboxRow) -> Option<(String, &'static str, String)>,
) {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let free = |row: &InboxRow| row.group.is_none();
    for (key, ..) in rows.iter().filter(|r| free(r)).filter_map(&common) {
        *counts.entry(key).or_default() += 1;
    }
    for row in rows.iter_mut().filter(|r| free(r)) {
        let Some((key, kind, name)) = common(row) else {
            continue;
        };
        let count = counts.get(&key).copied().unwrap_or_default();
        if count >= least {
            row.group = Some(InboxGroup {
                key,
                kind: kind.to_owned(),
                name,
                count,
            });
        }
    }
}

/// Single ones first, then groups, then the sure; within each what needs a person most.
fn arrange(rows: &mut [InboxRow]) {
    let mut most: HashMap<String, u32> = HashMap::new();
    for row in rows.iter() {
        if let Some(group) = &row.group {
            let most = most.entry(group.key.clone()).or_default();
            *most = (*most).max(need(row));
        }
    }
    rows.sort_by_cached_key(|row| {
        let key = row.group.as_ref().map(|g| g.key.clone());
        let rank = match (&key, row.sure) {
            (_, true) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let of_group = key.as_ref().and_then(|k| most.get(k)).copied();
        let own = need(row);
        (rank, Reverse(of_group.unwrap_or(own)), key, Reverse(own))
    });
}
