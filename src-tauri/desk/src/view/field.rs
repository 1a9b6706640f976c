//! Fields and themes with their marks, words and evidence.
//! Knows nothing of where they are stored.

use archive::{Field, Filing, Terms, Theme};
use speech::date::Edtf;
use speech::lexicon::{self, Vocabulary};
use speech::phrasebook::Lang;
use speech::{Evidence, Guess};

use crate::utf16::Utf16;
use crate::view;
use crate::wire::{Alternative, EvidenceView, FieldView, Mark, ThemeView, Words};
use crate::words;

/// The mark of a field; unknown when it has no value.
pub fn mark_of(filing: Option<&Filing>) -> Mark {
    match filing {
        Some(f) if f.value.is_some() => view::mark(f.basis.origin, f.basis.certainty),
        _ => Mark::Unknown,
    }
}

/// A field as the window shows it.
pub fn field(terms: &Terms, field: Field, filing: Option<&Filing>, utf16: &Utf16) -> FieldView {
    let value = filing.and_then(|f| f.value.clone());
    FieldView {
        field: field.as_str().to_owned(),
        words: value
            .as_deref()
            .map(|v| in_words(terms, field, v))
            .unwrap_or_default(),
        mark: mark_of(filing),
        certainty: filing.map_or(0.0, |f| f.basis.certainty),
        evidence: filing
            .map(|f| {
                f.basis
                    .evidence
                    .iter()
                    .map(|e| evidence(e, utf16))
                    .collect()
            })
            .unwrap_or_default(),
        alternatives: filing
            .map(|f| alternatives(terms, field, f))
            .unwrap_or_default(),
        value,
    }
}

/// A theme as the window shows it.
pub fn theme(theme: &Theme, utf16: &Utf16) -> ThemeView {
    ThemeView {
        id: theme.id.clone(),
        mark: view::mark(theme.origin, theme.score),
        score: theme.score,
        evidence: theme.evidence.iter().map(|e| evidence(e, utf16)).collect(),
    }
}

/// A piece of evidence; dates carry a tag that says whether it bounds the start, the end or the year.
pub fn evidence(evidence: &Evidence, utf16: &Utf16) -> EvidenceView {
    let tag = format!("tag.{}", evidence.reason.code);
    EvidenceView {
        quote: evidence.quote.clone(),
        at: evidence.span.map(|s| utf16.span(s)),
        tag: words::knows(&tag).then(|| words::say::<&str>(&tag, &[])),
        reason: words::because(&evidence.reason),
    }
}

/// The vocabulary of a field whose values are ids.
pub fn vocabulary(terms: &Terms, field: Field) -> Option<&Vocabulary> {
    match field {
        Field::Type | Field::Also => Some(terms.types()),
        Field::Mode => Some(lexicon::modes()),
        Field::Genre => Some(lexicon::genres()),
        Field::Level => Some(lexicon::levels()),
        _ => None,
    }
}

/// A stored value in words.
pub fn in_words(terms: &Terms, field: Field, value: &str) -> Words {
    if field == Field::Date {
        return view::date(value).words;
    }
    let Some(vocabulary) = vocabulary(terms, field) else {
        return Words::same(value);
    };
    let names: Vec<_> = value
        .split(' ')
        .filter_map(|id| vocabulary.get(id))
        .collect();
    Words {
        zh: names.iter().map(|t| t.zh).collect::<Vec<_>>().join("、"),
        en: names.iter().map(|t| t.en).collect::<Vec<_>>().join(", "),
    }
}

/// At most so many others, so that with the value that stands each has a digit.
const OTHERS: usize = 8;
/// Below this nothing in the text speaks for a value.
const UNSAID: f32 = 0.12;

/// What else the value could be by itself: what the program proposed before a person changed it,
/// and for a date its coarser forms.
fn alternatives(terms: &Terms, field: Field, filing: &Filing) -> Vec<Alternative> {
    let mut others = Vec::new();
    let mut offer = |value: String, reason: &str, mark: Mark| {
        if filing.value.as_deref() != Some(&value)
            && others.iter().all(|a: &Alternative| a.value != value)
        {
            let words = in_words(terms, field, &value);
            others.push(Alternative {
                value,
                words,
                reason: words::say::<&str>(reason, &[]),
                mark,
                evidence: Vec::new(),
                apart: false,
            });
        }
    };
    if let Some(proposed) = &filing.proposed {
        offer(proposed.clone(), "alternative.proposed", Mark::Inferred);
    }
    let date: Option<Edtf> = filing
        .value
        .as_deref()
        .filter(|_| field == Field::Date)
        .and_then(|v| v.parse().ok());
    if let Some((first, last)) = date.as_ref().and_then(Edtf::bounds)
        && first.year == last.year
    {
        if first.month == last.month {
            offer(
                format!("{:04}-{:02}", first.year, first.month),
                "alternative.month",
                Mark::Inferred,
            );
        }
        offer(
            format!("{:04}", first.year),
            "alternative.year",
            Mark::Inferred,
        );
    }
    others
}

/// What else a field could be: what was proposed before, values out of the text and the file's
/// names, then coarser forms and, last, what the text holds that is not the speech's own.
pub fn others(
    terms: &Terms,
    field: Field,
    filing: Option<&Filing>,
    found: &[Guess<String>],
    apart: &[Guess<String>],
    utf16: &Utf16,
) -> Vec<Alternative> {
    let own = filing
        .map(|f| alternatives(terms, field, f))
        .unwrap_or_default();
    let proposed = filing.is_some_and(|f| f.proposed.is_some());
    let (before, coarser) = own.split_at(usize::from(proposed).min(own.len()));
    let foreign: Vec<Alternative> = apart
        .iter()
        .map(|guess| Alternative {
            apart: true,
            ..other(in_words(terms, field, &guess.value), guess, utf16)
        })
        .collect();
    let said = found.iter().filter(|guess| guess.certainty >= UNSAID);
    let unsaid = found.iter().filter(|guess| guess.certainty < UNSAID);
    let view = |guess: &Guess<String>| other(in_words(terms, field, &guess.value), guess, utf16);
    let mut all: Vec<Alternative> = before.to_vec();
    all.extend(said.map(view));
    all.extend_from_slice(coarser);
    all.extend(unsaid.map(view));
    let current = filing.and_then(|f| f.value.as_deref());
    let mut seen = std::collections::HashSet::new();
    all.retain(|a| Some(a.value.as_str()) != current && seen.insert(a.value.clone()));
    all.truncate(OTHERS.saturating_sub(foreign.len().min(2)));
    // The date of publishing may be the day of the speech all the same: the person decides.
    all.extend(
        foreign
            .into_iter()
            .filter(|a| seen.insert(a.value.clone()))
            .take(2),
    );
    all
}

/// Other themes than those a speech has.
pub fn other_themes(
    terms: &Terms,
    has: &[Theme],
    found: &[Guess<String>],
    utf16: &Utf16,
) -> Vec<Alternative> {
    found
        .iter()
        .filter(|guess| has.iter().all(|theme| theme.id != guess.value))
        .filter_map(|guess| {
            let term = terms.themes().get(&guess.value)?;
            let words = Words {
                zh: term.zh.to_owned(),
                en: term.en.to_owned(),
            };
            Some(other(words, guess, utf16))
        })
        .take(OTHERS + 1)
        .collect()
}

fn other(words: Words, guess: &Guess<String>, utf16: &Utf16) -> Alternative {
    let reason = guess.evidence.first().map(|e| words::because(&e.reason));
    let said = guess.evidence.iter().filter(|e| !e.quote.is_empty());
    Alternative {
        value: guess.value.clone(),
        words,
        reason: reason.unwrap_or_default(),
        mark: if guess.certainty < UNSAID {
            Mark::Unknown
        } else {
            view::mark(archive::Origin::Rule, guess.certainty)
        },
        evidence: said.map(|e| evidence(e, utf16)).collect(),
        apart: false,
    }
}

impl FieldView {
    /// The value in a language, for the command line.
    pub fn said(&self, lang: Lang) -> &str {
        self.words.in_lang(lang)
    }
}
