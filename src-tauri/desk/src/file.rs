//! Filing: what a person changes, confirms, files and takes back.
//! Guesses nothing: the proposals come with the import.

use std::sync::Arc;

use archive::{Basis, Edited, Field, Op, Scope, Sort, SpeechId, State, Terms, Undone};
use speech::Span;
use speech::lexicon::Vocabulary;

use crate::annotate::find_quote;
use crate::view;
use crate::wire::{Changed, FieldChange, Words};
use crate::{Desk, Problem, words};

/// The fields that filing a speech confirms.
const CONFIRMED: [Field; 6] = [
    Field::Title,
    Field::Type,
    Field::Genre,
    Field::Level,
    Field::Date,
    Field::Mode,
];

impl Desk {
    /// Changes fields of speeches. Terms may be named by id or name, dates as people write them.
    pub fn set_fields(&self, ids: &[String], changes: &[FieldChange]) -> Result<Changed, Problem> {
        self.refile(ids, changes, &[], &[])
    }

    /// Gives and takes themes.
    pub fn set_themes(
        &self,
        ids: &[String],
        add: &[String],
        remove: &[String],
    ) -> Result<Changed, Problem> {
        self.refile(ids, &[], add, remove)
    }

    /// Changes fields and themes in one step, which is taken back in one.
    pub fn refile(
        &self,
        ids: &[String],
        changes: &[FieldChange],
        add: &[String],
        remove: &[String],
    ) -> Result<Changed, Problem> {
        let terms = self.terms()?;
        let changes = all_understood(&terms, changes)?;
        let (add, remove) = (themes_named(&terms, add)?, themes_named(&terms, remove)?);
        let themes = !add.is_empty() || !remove.is_empty();
        let op = match changes.as_slice() {
            [] => Op::Theme,
            [(Field::Type, _)] if !themes => Op::Retype,
            [(Field::Date, _)] if !themes => Op::Redate,
            [(Field::Title, _)] if !themes => Op::Retitle,
            _ => Op::Refile,
        };
        let done = self.edit(op, |tx| {
            for id in ids.iter().map(|id| SpeechId::from(id.as_str())) {
                for (field, value) in &changes {
                    set(tx, &id, *field, value.as_deref())?;
                }
                for theme in &add {
                    tx.add_theme(&id, theme, &Basis::person())?;
                }
                for theme in &remove {
                    tx.remove_theme(&id, theme)?;
                }
                if themes {
                    tx.confirm_field(&id, Field::Themes)?;
                }
            }
            Ok(())
        })?;
        let said = match changes.first() {
            Some((field, Some(value))) => view::in_words(&terms, *field, value),
            _ => Words::default(),
        };
        let mut changed = changed(op, &done, &[&ids.len().to_string(), &said.zh]);
        changed.words.en = words::say(&format!("done.{op}"), &[ids.len().to_string(), said.en]).en;
        Ok(changed)
    }

    /// A person vouches for a field as it stands.
    pub fn confirm_field(&self, ids: &[String], field: &str) -> Result<Changed, Problem> {
        let field = field_named(field)?;
        self.each(Op::Confirm, ids, |tx, id| tx.confirm_field(id, field))
    }

    /// Takes speeches out of the inbox; what stands in their main fields counts as confirmed.
    pub fn file(&self, ids: &[String]) -> Result<Changed, Problem> {
        self.file_alike(ids, &[])
    }

    /// The same with fields set first: what was settled for one of a group, for all of it, in one
    /// step that is taken back in one.
    pub fn file_alike(&self, ids: &[String], changes: &[FieldChange]) -> Result<Changed, Problem> {
        let changes = all_understood(&*self.terms()?, changes)?;
        self.each(Op::File, ids, |tx, id| {
            for (field, value) in &changes {
                set(tx, id, *field, value.as_deref())?;
            }
            for field in CONFIRMED {
                if tx.field(id, field)?.is_some() {
                    tx.confirm_field(id, field)?;
                }
            }
            tx.confirm_field(id, Field::Themes)?;
            tx.set_state(id, State::Filed)
        })
    }

    /// Files all waiting speeches of which every field is above the line. Nothing is marked as
    /// confirmed: nobody looked.
    pub fn file_sure(&self) -> Result<Changed, Problem> {
        let sure = self.sure_ids()?;
        self.each(Op::File, &sure, |tx, id| tx.set_state(id, State::Filed))
    }

    /// Moves speeches to the trash.
    pub fn trash(&self, ids: &[String]) -> Result<Changed, Problem> {
        self.each(Op::Trash, ids, |tx, id| tx.set_state(id, State::Trash))
    }

    /// Takes speeches out of the trash, to where they were.
    pub fn restore(&self, ids: &[String]) -> Result<Changed, Problem> {
        self.each(Op::Restore, ids, |tx, id| tx.restore(id))
    }

    /// Takes all that is in the trash out of the archive's lists. The originals stay; taking a file
    /// in again brings its speeches back.
    pub fn empty_trash(&self) -> Result<Changed, Problem> {
        let ids = self.archive.list_ids(&Scope::Trash, Sort::NEWEST)?;
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        self.each(Op::EmptyTrash, &ids, |tx, id| tx.withdraw(id))
    }

    /// Puts a removed line back into the text; notes stay on their words.
    pub fn restore_line(&self, speech: &str, index: u32) -> Result<Changed, Problem> {
        self.each(Op::RestoreLine, &[speech.to_owned()], |tx, id| {
            tx.restore_removed(id, index)
        })
    }

    /// Sets other words in place of a UTF-16 range of a speech's text; the file stays as it was.
    pub fn correct(&self, speech: &str, at: [u32; 2], now: &str) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let span = crate::utf16::Utf16::of(&self.archive.text(&id)?).range(at);
        self.correct_span(&id, span, now)
    }

    /// The same for words given as a quotation, told apart by what stands around them.
    pub fn correct_quote(
        &self,
        speech: &str,
        quote: &str,
        around: (&str, &str),
        now: &str,
    ) -> Result<Changed, Problem> {
        let id = SpeechId::from(speech);
        let span = find_quote(&self.archive.text(&id)?, quote, around)?;
        self.correct_span(&id, span, now)
    }

    fn correct_span(&self, id: &SpeechId, span: Span, now: &str) -> Result<Changed, Problem> {
        let now = now.replace("\r\n", "\n");
        let done = self.edit(Op::Correct, |tx| tx.correct(id, span, &now))?;
        Ok(changed(Op::Correct, &done, &[]))
    }

    /// Takes back the last change; `None` when there is none.
    pub fn undo(&self) -> Result<Option<Changed>, Problem> {
        self.not_while_importing()?;
        let undone = self.archive.undo()?;
        self.indexer.wake();
        Ok(undone.map(|undone| taken("undone", &undone)))
    }

    /// Does the last change taken back again.
    pub fn redo(&self) -> Result<Option<Changed>, Problem> {
        self.not_while_importing()?;
        let redone = self.archive.redo()?;
        self.indexer.wake();
        Ok(redone.map(|redone| taken("redone", &redone)))
    }

    fn each(
        &self,
        op: Op,
        ids: &[String],
        change: impl Fn(&mut archive::Tx<'_>, &SpeechId) -> archive::Result<()>,
    ) -> Result<Changed, Problem> {
        let done = self.edit(op, |tx| {
            ids.iter()
                .try_for_each(|id| change(tx, &SpeechId::from(id.as_str())))
        })?;
        Ok(changed(op, &done, &[&ids.len().to_string()]))
    }
}

/// Sets a field; a date comes with the days it may lie in.
fn set(
    tx: &mut archive::Tx<'_>,
    id: &SpeechId,
    field: Field,
    value: Option<&str>,
) -> archive::Result<()> {
    if field != Field::Date {
        return tx.set_field(id, field, value, &Basis::person());
    }
    let days = value
        .and_then(|edtf| edtf.parse().ok())
        .map(|date| view::days(&date));
    tx.set_date(id, value, days.unwrap_or_default(), &Basis::person())
}

/// What an edit did, for the toast.
pub(crate) fn changed<R>(op: Op, done: &Edited<R>, args: &[&str]) -> Changed {
    Changed {
        words: words::say(&format!("done.{op}"), args),
        touched: done.touched.iter().map(ToString::to_string).collect(),
        made: None,
    }
}

fn taken(how: &str, undone: &Undone) -> Changed {
    let op = words::say::<&str>(&format!("op.{}", undone.op), &[]);
    let mut words = words::say(how, &[op.zh]);
    words.en = words::say(how, &[op.en]).en;
    Changed {
        words,
        touched: undone.touched.iter().map(ToString::to_string).collect(),
        made: None,
    }
}

/// A field by its id.
pub fn field_named(word: &str) -> Result<Field, Problem> {
    Field::parse(word).ok_or_else(|| Problem::Term {
        what: "field".into(),
        word: word.to_owned(),
    })
}

/// The id of the term that a person means.
pub(crate) fn term<'a>(
    vocabulary: &'a Vocabulary,
    what: &str,
    word: &str,
) -> Result<&'a str, Problem> {
    let term = vocabulary.meant(word);
    term.map(|t| t.id).ok_or_else(|| Problem::Term {
        what: what.to_owned(),
        word: word.to_owned(),
    })
}

impl Desk {
    /// The vocabularies as they stand.
    pub fn terms(&self) -> Result<Arc<Terms>, Problem> {
        Ok(self.archive.terms()?)
    }

    /// The id of a meeting type by id or name.
    pub fn type_named(&self, word: &str) -> Result<String, Problem> {
        Ok(term(self.terms()?.types(), "type", word)?.to_owned())
    }

    /// The id of a theme by id or name.
    pub fn theme_named(&self, word: &str) -> Result<String, Problem> {
        Ok(term(self.terms()?.themes(), "theme", word)?.to_owned())
    }
}

/// The Chinese name of a term of any vocabulary; what is no term's id stands for itself.
pub fn name_of_term<'a>(terms: &'a Terms, id: &'a str) -> &'a str {
    use speech::lexicon::{genres, levels};
    let vocabularies = [terms.types(), genres(), levels(), terms.themes()];
    let term = vocabularies.iter().find_map(|terms| terms.get(id));
    term.map_or(id, |t| t.zh)
}

pub(crate) fn themes_named(terms: &Terms, named: &[String]) -> Result<Vec<String>, Problem> {
    let id = |word: &String| term(terms.themes(), "theme", word).map(str::to_owned);
    named.iter().map(id).collect()
}

fn all_understood(
    terms: &Terms,
    changes: &[FieldChange],
) -> Result<Vec<(Field, Option<String>)>, Problem> {
    changes.iter().map(|c| understood(terms, c)).collect()
}

/// A change with its value as it is stored: ids for terms, EDTF for dates; an empty value is none.
fn understood(terms: &Terms, change: &FieldChange) -> Result<(Field, Option<String>), Problem> {
    let field = field_named(&change.field)?;
    let Some(value) = change
        .value
        .as_deref()
        .map(str::trim)
        .filter(|v| !v.is_empty())
    else {
        return Ok((field, None));
    };
    if field == Field::Date {
        return Ok((field, Some(speech::date::parse_person(value)?.to_string())));
    }
    let Some(vocabulary) = view::vocabulary_of(terms, field) else {
        return Ok((field, Some(value.to_owned())));
    };
    let term = |word: &str| term(vocabulary, field.as_str(), word);
    let stored = match field {
        Field::Also => value
            .split([' ', ',', '，', '、'])
            .map(term)
            .collect::<Result<Vec<_>, _>>()?
            .join(" "),
        _ => term(value)?.to_owned(),
    };
    Ok((field, Some(stored)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, typed: &str, stored: &str) {
        let change = FieldChange {
            field: field.into(),
            value: Some(typed.into()),
        };
        let value = understood(Terms::standard(), &change)
            .ok()
            .and_then(|(_, v)| v);
        assert_eq!(value.as_deref(), Some(stored), "{field} {typed}");
    }

    #[test]
    fn a_person_files_with_names_and_dates_as_they_are_written() {
        check("type", "推进会", "meeting.progress");
        check("type", "meeting.progress", "meeting.progress");
        check(
            "also",
            "现场会、观摩会",
            "meeting.on_site meeting.observation",
        );
        check("date", "2020年6月", "2020-06");
        check("title", " 在全市会议上的讲话 ", "在全市会议上的讲话");
    }

    #[test]
    fn a_word_that_is_no_term_is_refused_by_name() {
        let change = FieldChange {
            field: "genre".into(),
            value: Some("讲化".into()),
        };
        assert!(
            matches!(understood(Terms::standard(), &change), Err(Problem::Term { word, .. }) if word == "讲化")
        );
    }
}
