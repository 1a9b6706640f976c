//! What a person may mean by a few letters: speakers, places, terms and titles, by pinyin, by
//! initials or by the characters themselves, each as a condition for a query. Searches no text.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use archive::query::{self, Query, TermField, TextField};
use archive::{Field, Named};
use speech::Span;

use crate::utf16::Utf16;
use crate::wire::{Suggestion, Words};
use crate::{Desk, Problem, pinyin, view};

/// Most titles among the suggestions.
const TITLES: usize = 3;
/// Looking through titles ends after this, whatever was found: in an archive of a million it
/// would go on while the person has typed on.
const PATIENCE: Duration = Duration::from_millis(120);
/// Titles that are looked through all the same: on a busy machine the time was over with the first.
const LOOKED_THROUGH: usize = 2_000;

/// The names of the archive's filings as they stood at one of its changes.
#[derive(Default)]
pub(crate) struct Names(Option<(i64, Arc<Known>)>);

struct Known {
    named: Vec<Named>,
    /// Speeches of each meeting type and theme.
    terms: HashMap<String, u64>,
}

/// A suggestion with what it is ordered by: names that begin so, then those most speeches have.
type Ranked = ((bool, std::cmp::Reverse<u32>), Suggestion);

impl Desk {
    /// What `typed` may mean, at most `limit` values and then a few titles.
    pub fn suggest(&self, typed: &str, limit: u32) -> Result<Vec<Suggestion>, Problem> {
        let typed = typed.trim();
        let letters = pinyin::is_typed(typed);
        if !letters && (typed.chars().count() < 2 || typed.contains([':', '：', '"', '(', '/'])) {
            return Ok(Vec::new());
        }
        let found = |name: &str| -> Option<Span> {
            let at = name.find(typed).map(|at| {
                let start = name[..at].chars().count() as u32;
                Span::new(start, start + typed.chars().count() as u32)
            });
            at.or_else(|| pinyin::found(name, typed).filter(|_| letters))
        };
        let mut ranked: Vec<Ranked> = Vec::new();
        let known = self.known()?;
        let terms = self.terms()?;
        for named in &known.named {
            let operator = match named.field {
                Field::Place => TextField::Place,
                _ => TextField::Speaker,
            };
            if let Some(at) = found(&named.name) {
                let condition = Query::Field(operator, named.name.clone());
                let count = view::count(named.count);
                let words = Words::same(&named.name);
                ranked.push(suggestion(
                    named.field.as_str(),
                    words,
                    at,
                    &condition,
                    count,
                ));
            }
        }
        for field in [
            TermField::Type,
            TermField::Theme,
            TermField::Genre,
            TermField::Level,
        ] {
            for term in terms.vocabulary(field).terms() {
                let Some(at) = found(term.zh) else { continue };
                let counted = matches!(field, TermField::Type | TermField::Theme);
                let count = known.terms.get(term.id).copied().map_or(0, view::count);
                let words = Words {
                    zh: term.zh.to_owned(),
                    en: term.en.to_owned(),
                };
                let condition = Query::Term(field, Some(term.id));
                let mut one = suggestion(field.as_str(), words, at, &condition, count);
                one.1.count = counted.then_some(count);
                ranked.push(one);
            }
        }
        ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.zh.cmp(&b.1.value.zh)));
        let mut all: Vec<Suggestion> = ranked.into_iter().map(|(_, one)| one).collect();
        all.truncate(limit as usize);
        // The titles that hold Chinese characters are found by the search itself.
        if letters {
            all.extend(self.titles_like(&found)?);
        }
        Ok(all)
    }

    fn titles_like(
        &self,
        found: &dyn Fn(&str) -> Option<Span>,
    ) -> Result<Vec<Suggestion>, Problem> {
        let began = Instant::now();
        let mut titles: Vec<Suggestion> = Vec::new();
        let mut seen = 0;
        self.archive.titles(|titled| {
            seen += 1;
            // Of speeches with one title the newest stands for all.
            let told = titles.iter().any(|one| one.value.zh == titled.title);
            if let Some(at) = found(&titled.title).filter(|_| !told) {
                let condition = Query::Field(TextField::Title, titled.title.clone());
                let words = Words::same(&titled.title);
                let (_, mut one) = suggestion("title", words, at, &condition, 0);
                one.count = None;
                one.speech = Some(titled.id.to_string());
                titles.push(one);
            }
            if titles.len() == TITLES || (seen >= LOOKED_THROUGH && began.elapsed() > PATIENCE) {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        Ok(titles)
    }

    /// The names of the filings, read again when the archive changed.
    fn known(&self) -> Result<Arc<Known>, Problem> {
        let revision = self.archive.revision()?;
        let mut kept = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, known)) = &kept.0
            && *of == revision
        {
            return Ok(known.clone());
        }
        let counts = self.archive.counts()?;
        let mut terms: HashMap<String, u64> = counts.themes.into_iter().collect();
        for of_year in counts.types {
            *terms.entry(of_year.kind.unwrap_or_default()).or_default() += of_year.count;
        }
        let known = Arc::new(Known {
            named: self.archive.named()?,
            terms,
        });
        kept.0 = Some((revision, known.clone()));
        Ok(known)
    }
}

fn suggestion(field: &str, value: Words, at: Span, condition: &Query, count: u32) -> Ranked {
    let mark = Utf16::of(&value.zh).span(at);
    let key = (at.start > 0, std::cmp::Reverse(count));
    let suggestion = Suggestion {
        field: field.to_owned(),
        value,
        marks: vec![mark],
        condition: query::print(condition),
        count: Some(count),
        speech: None,
    };
    (key, suggestion)
}
