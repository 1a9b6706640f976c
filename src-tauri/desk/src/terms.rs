//! What a person makes of meeting types and themes: own terms, names, places, further words,
//! colours; merging and taking away. What stands under a term is the archive's to change.

use archive::{Op, TermKind};
use speech::lexicon::Vocabulary;

use crate::file::changed;
use crate::wire::{Changed, TermChange};
use crate::{Desk, Problem};

impl Desk {
    /// Makes a term; `kind` is `type` or `theme`, `under` the term it stands under.
    pub fn add_term(
        &self,
        kind: &str,
        name: &str,
        under: Option<&str>,
    ) -> Result<Changed, Problem> {
        let kind = TermKind::parse(kind).ok_or_else(|| Problem::Term {
            what: "vocabulary".into(),
            word: kind.to_owned(),
        })?;
        let terms = self.terms()?;
        let vocabulary = match kind {
            TermKind::Type => terms.types(),
            TermKind::Theme => terms.themes(),
        };
        is_free(vocabulary, name, "")?;
        let done = self.edit(Op::AddTerm, |tx| tx.add_term(kind, name, under))?;
        Ok(Changed {
            made: Some(done.value.clone()),
            ..changed(Op::AddTerm, &done, &[name.trim()])
        })
    }

    /// Changes a term.
    pub fn change_term(&self, id: &str, change: &TermChange) -> Result<Changed, Problem> {
        let terms = self.terms()?;
        let vocabulary = match terms.types().get(id) {
            Some(_) => terms.types(),
            None => terms.themes(),
        };
        for word in change.name.iter().chain(change.aliases.iter().flatten()) {
            is_free(vocabulary, word, id)?;
        }
        let change = archive::TermChange {
            name: change.name.clone(),
            parent: change
                .under
                .clone()
                .map(|under| Some(under).filter(|id| !id.is_empty())),
            aliases: change.aliases.clone(),
            colour: change.colour.map(|colour| Some(colour).filter(|c| *c > 0)),
        };
        let done = self.edit(Op::EditTerm, |tx| tx.change_term(id, &change))?;
        Ok(changed(Op::EditTerm, &done, &[&self.name_of(id)?]))
    }

    /// Lets one term stand for others, in one step.
    pub fn merge_terms(&self, ids: &[String], into: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::MergeTerms, |tx| {
            ids.iter().try_for_each(|id| tx.merge_term(id, into))
        })?;
        Ok(changed(Op::MergeTerms, &done, &[&self.name_of(into)?]))
    }

    /// Takes a term away from wherever it stands.
    pub fn remove_term(&self, id: &str) -> Result<Changed, Problem> {
        let name = self.name_of(id)?;
        let done = self.edit(Op::RemoveTerm, |tx| tx.remove_term(id))?;
        Ok(changed(Op::RemoveTerm, &done, &[&name]))
    }

    fn name_of(&self, id: &str) -> Result<String, Problem> {
        Ok(crate::file::name_of_term(&*self.terms()?, id).to_owned())
    }
}

/// Says whose a word is already, where the archive would only refuse it.
fn is_free(vocabulary: &Vocabulary, word: &str, id: &str) -> Result<(), Problem> {
    match vocabulary.meant(word.trim()) {
        Some(owner) if owner.id != id => Err(Problem::Taken {
            word: word.trim().to_owned(),
            by: owner.zh.to_owned(),
        }),
        _ => Ok(()),
    }
}
