//! What a person made of the vocabularies: terms renamed, moved, merged, taken away, made, with
//! further words and colours. Knows no term by name; the standard ones are the lexicon's.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use speech::Proposal;
use speech::lexicon::{self, Altered, Vocabulary};

use crate::annotation::Annotation;
use crate::edit::Tx;
use crate::error::{Error, Result};
use crate::ids::SpeechId;
use crate::query::TermField;
use crate::words::words;
use crate::{Archive, sql};

words! {
    /// A vocabulary that a person may change.
    TermKind {
        /// Meeting types.
        Type = "type",
        /// Themes.
        Theme = "theme",
    }
}

impl TermKind {
    /// How the ids of its terms begin.
    fn prefix(self) -> &'static str {
        match self {
            Self::Type => "meeting.",
            Self::Theme => "theme.",
        }
    }

    /// The vocabulary a term belongs to, by its id.
    fn of(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| id.starts_with(kind.prefix()))
    }

    fn standard(self) -> &'static Vocabulary {
        match self {
            Self::Type => lexicon::meeting_types(),
            Self::Theme => lexicon::themes(),
        }
    }
}

/// What is to change of a term; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermChange {
    /// Its name.
    pub name: Option<String>,
    /// The term it stands under; `Some(None)` is the top.
    pub parent: Option<Option<String>>,
    /// Further words for it, all of them.
    pub aliases: Option<Vec<String>>,
    /// Its colour, 1..=8; `Some(None)` takes it away.
    pub colour: Option<Option<u8>>,
}

/// A row of the table: a term as a person altered it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    kind: TermKind,
    altered: Altered,
    colour: Option<u8>,
}

/// Which term stands for which. Cheaper than the vocabularies.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Heirs(Vec<Kept>);

impl Heirs {
    /// As they stand in a catalogue.
    pub fn read(catalogue: &Connection) -> Result<Self> {
        let mut ask = catalogue.prepare_cached(sql!("term/all"))?;
        let mut rows = ask.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let some = |text: Option<String>| text.map(|id| Some(id).filter(|id| !id.is_empty()));
            let aliases: String = row.get(4)?;
            all.push(Kept {
                kind: row.get(1)?,
                altered: Altered {
                    id: row.get(0)?,
                    name: row.get(2)?,
                    parent: some(row.get(3)?),
                    aliases: serde_json::from_str(&aliases)?,
                    gone: some(row.get(6)?),
                },
                colour: row.get(5)?,
            });
        }
        Ok(Self(all))
    }

    fn kept(&self, id: &str) -> Option<&Kept> {
        self.0.iter().find(|kept| kept.altered.id == id)
    }

    /// The term that stands for an id now: itself, its heir, or none when it was taken away.
    pub fn standing<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        let mut id = id;
        // A chain of heirs is as long as there are terms that went.
        for _ in 0..=self.0.len() {
            match self.kept(id).and_then(|kept| kept.altered.gone.as_ref()) {
                None => return Some(id),
                Some(heir) => id = heir.as_deref()?,
            }
        }
        None
    }

    /// A proposal in the terms that stand now.
    pub fn settled<'a>(&self, proposal: &'a Proposal) -> Cow<'a, Proposal> {
        if self.0.iter().all(|kept| kept.altered.gone.is_none()) {
            return Cow::Borrowed(proposal);
        }
        let mut proposal = proposal.clone();
        let meeting = &mut proposal.meeting;
        if let Some(kind) = &mut meeting.kind {
            match self.standing(&kind.value).map(str::to_owned) {
                Some(id) => kind.value = id,
                None => meeting.kind = None,
            }
        }
        let main = meeting.kind.as_ref().map(|kind| kind.value.clone());
        let mut also: Vec<String> = Vec::new();
        for id in &meeting.also {
            if let Some(id) = self.standing(id)
                && main.as_deref() != Some(id)
                && also.iter().all(|known| known != id)
            {
                also.push(id.to_owned());
            }
        }
        meeting.also = also;
        for mut theme in std::mem::take(&mut proposal.themes) {
            if let Some(id) = self.standing(&theme.id).map(str::to_owned)
                && proposal.themes.iter().all(|known| known.id != id)
            {
                theme.id = id;
                proposal.themes.push(theme);
            }
        }
        Cow::Owned(proposal)
    }
}

/// The vocabularies as they stand in an archive.
pub struct Terms {
    edition: u64,
    kept: Heirs,
    types: Vocabulary,
    themes: Vocabulary,
}

impl Terms {
    /// Those of the lexicon, as nobody changed them.
    pub fn standard() -> &'static Arc<Self> {
        static STANDARD: LazyLock<Arc<Terms>> =
            LazyLock::new(|| Arc::new(Terms::of(0, Heirs(Vec::new()))));
        &STANDARD
    }

    fn of(edition: u64, kept: Heirs) -> Self {
        let altered = |kind: TermKind| {
            let own = kept.0.iter().filter(|k| k.kind == kind);
            let changes: Vec<Altered> = own.map(|k| k.altered.clone()).collect();
            kind.standard().altered(&changes)
        };
        Self {
            edition,
            types: altered(TermKind::Type),
            themes: altered(TermKind::Theme),
            kept,
        }
    }

    /// Another number after each change.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The terms that a field of terms can name.
    pub fn vocabulary(&self, field: TermField) -> &Vocabulary {
        match field {
            TermField::Type => &self.types,
            TermField::Theme => &self.themes,
            TermField::Genre | TermField::Level => field.vocabulary(),
        }
    }

    /// Meeting types.
    pub fn types(&self) -> &Vocabulary {
        &self.types
    }

    /// Themes.
    pub fn themes(&self) -> &Vocabulary {
        &self.themes
    }

    /// The colour a person gave a term.
    pub fn colour(&self, id: &str) -> Option<u8> {
        self.kept.kept(id).and_then(|kept| kept.colour)
    }

    /// The further words a person gave a term.
    pub fn aliases(&self, id: &str) -> &[String] {
        self.kept.kept(id).map_or(&[], |kept| &kept.altered.aliases)
    }
}

impl Archive {
    /// The vocabularies as they stand. Made anew only when a person changed them.
    pub fn terms(&self) -> Result<Arc<Terms>> {
        let kept = self.read(Heirs::read)?;
        let mut known = self.terms.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref().is_none_or(|terms| terms.kept != kept) {
            let edition = known.as_ref().map_or(1, |terms| terms.edition + 1);
            *known = Some(Arc::new(Terms::of(edition, kept)));
        }
        Ok(known.as_ref().unwrap_or(Terms::standard()).clone())
    }
}

impl Tx<'_> {
    /// The vocabularies as they stand inside this edit.
    pub(crate) fn terms(&self) -> Result<Terms> {
        Ok(Terms::of(0, Heirs::read(self.catalogue)?))
    }

    /// Makes a term; under another, or at the top.
    pub fn add_term(&mut self, kind: TermKind, name: &str, parent: Option<&str>) -> Result<String> {
        // Only its id is needed here; a term is named apart from all others.
        let id = format!("{}own.{}", kind.prefix(), SpeechId::new(self.now));
        let change = TermChange {
            name: Some(name.to_owned()),
            parent: Some(parent.map(str::to_owned)),
            ..TermChange::default()
        };
        self.write_term(kind, &id, &change)?;
        Ok(id)
    }

    /// Changes a term.
    pub fn change_term(&mut self, id: &str, change: &TermChange) -> Result<()> {
        let kind = self.standing_kind(id)?;
        self.write_term(kind, id, change)
    }

    fn write_term(&self, kind: TermKind, id: &str, change: &TermChange) -> Result<()> {
        let terms = self.terms()?;
        let vocabulary = match kind {
            TermKind::Type => &terms.types,
            TermKind::Theme => &terms.themes,
        };
        let free = |word: &str| vocabulary.meant(word).is_none_or(|term| term.id == id);
        let name = change.name.as_deref().map(str::trim);
        if let Some(name) = name
            && (name.is_empty() || !free(name))
        {
            return Err(Error::unfit("name", name));
        }
        if let Some(Some(parent)) = &change.parent {
            let top = vocabulary.get(parent).is_some_and(|t| t.parent.is_none());
            let holds = vocabulary.terms().iter().any(|t| t.parent == Some(id));
            // Two levels at most.
            if !top || holds || parent == id {
                return Err(Error::unfit("place", parent));
            }
        }
        let aliases: Option<Vec<&str>> = change.aliases.as_ref().map(|all| {
            let words = all.iter().map(|word| word.trim());
            words.filter(|word| !word.is_empty()).collect()
        });
        if let Some(taken) = aliases.iter().flatten().find(|word| !free(word)) {
            return Err(Error::unfit("alias", taken));
        }
        let was = terms.kept.kept(id);
        let aliases = match &aliases {
            Some(aliases) => serde_json::to_string(aliases)?,
            None => serde_json::to_string(was.map_or(&[][..], |w| &w.altered.aliases))?,
        };
        let parent = change.parent.clone();
        let parent = parent.or_else(|| was.and_then(|w| w.altered.parent.clone()));
        let name = name.map(str::to_owned);
        let colour = change.colour.unwrap_or(was.and_then(|w| w.colour));
        self.catalogue
            .prepare_cached(sql!("term/write"))?
            .execute(params![
                id,
                kind,
                name.or_else(|| was.and_then(|w| w.altered.name.clone())),
                parent.map(Option::unwrap_or_default),
                aliases,
                colour.filter(|c| (1..=8).contains(c)),
            ])?;
        Ok(())
    }

    /// Lets another term of its vocabulary stand for a term, wherever it stood; its names lead
    /// there from now on.
    pub fn merge_term(&mut self, id: &str, into: &str) -> Result<()> {
        let kind = self.standing_kind(id)?;
        if self.standing_kind(into)? != kind || id == into {
            return Err(Error::unfit("term", into));
        }
        self.replace_term(kind, id, Some(into))
    }

    /// Takes a term away from wherever it stands.
    pub fn remove_term(&mut self, id: &str) -> Result<()> {
        let kind = self.standing_kind(id)?;
        self.replace_term(kind, id, None)
    }

    /// The vocabulary of a term that is there.
    fn standing_kind(&self, id: &str) -> Result<TermKind> {
        let terms = self.terms()?;
        TermKind::of(id)
            .filter(|kind| match kind {
                TermKind::Type => terms.types.get(id).is_some(),
                TermKind::Theme => terms.themes.get(id).is_some(),
            })
            .ok_or_else(|| Error::missing("term", id))
    }

    fn replace_term(&mut self, kind: TermKind, id: &str, into: Option<&str>) -> Result<()> {
        match kind {
            TermKind::Type => {
                self.run(sql!("term/retype_speeches"), id, into)?;
                self.run(sql!("term/retype_filings"), id, into)?;
                self.run(sql!("term/retype_proposed"), id, into)?;
                self.replace_also(id, into)?;
                // What had the heir as a further type has it as its type now.
                if let Some(into) = into {
                    self.replace_also(into, Some(into))?;
                }
            }
            TermKind::Theme => {
                if into.is_some() {
                    self.run(sql!("term/retheme"), id, into)?;
                }
                self.catalogue
                    .execute("DELETE FROM theme WHERE theme = ?1", [id])?;
                self.retag_notes(id, into)?;
            }
        }
        self.catalogue
            .prepare_cached(sql!("term/gone"))?
            .execute(params![id, kind, into.unwrap_or_default()])?;
        Ok(())
    }

    fn run(&self, sql: &str, id: &str, into: Option<&str>) -> Result<()> {
        self.catalogue
            .prepare_cached(sql)?
            .execute(params![id, into])?;
        Ok(())
    }

    /// Further types of a meeting are ids joined with a space.
    fn replace_also(&self, id: &str, into: Option<&str>) -> Result<()> {
        let found: Vec<(i64, String)> = {
            let mut ask = self.catalogue.prepare_cached(sql!("term/also"))?;
            let rows = ask.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (speech, also) in found {
            let kind: Option<String> = self
                .catalogue
                .prepare_cached("SELECT kind FROM speech WHERE num = ?1")?
                .query_row([speech], |row| row.get(0))
                .optional()?
                .flatten();
            let mut ids: Vec<&str> = Vec::new();
            for one in also.split(' ') {
                let one = if one == id { into } else { Some(one) };
                if let Some(one) = one
                    && kind.as_deref() != Some(one)
                    && !ids.contains(&one)
                {
                    ids.push(one);
                }
            }
            let joined = Some(ids.join(" ")).filter(|ids| !ids.is_empty());
            if joined.as_deref() == Some(&also) {
                continue;
            }
            self.catalogue
                .prepare_cached(sql!("term/set_also"))?
                .execute(params![speech, joined])?;
        }
        Ok(())
    }

    fn retag_notes(&self, id: &str, into: Option<&str>) -> Result<()> {
        let found: Vec<(String, String)> = {
            let mut ask = self.catalogue.prepare_cached(sql!("term/notes"))?;
            let rows = ask.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for (note, json) in found {
            let mut annotation: Annotation = serde_json::from_str(&json)?;
            if annotation.retag(id, into) {
                self.catalogue
                    .prepare_cached("UPDATE note SET annotation = ?2 WHERE id = ?1")?
                    .execute(params![note, serde_json::to_string(&annotation)?])?;
            }
        }
        Ok(())
    }
}
