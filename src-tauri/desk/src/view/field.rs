//! Fields and themes with their marks, words and evidence.
//! Knows nothing of where they are stored.

use archive::{Field, Filing, Theme};
use speech::Evidence;
use speech::date::Edtf;
use speech::lexicon::{self, Vocabulary};
use speech::phrasebook::Lang;

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
pub fn field(field: Field, filing: Option<&Filing>, utf16: &Utf16) -> FieldView {
    let value = filing.and_then(|f| f.value.clone());
    FieldView {
        field: field.as_str().to_owned(),
        words: value
            .as_deref()
            .map(|v| in_words(field, v))
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
        alternatives: filing.map(|f| alternatives(field, f)).unwrap_or_default(),
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
pub fn vocabulary(field: Field) -> Option<&'static Vocabulary> {
    match field {
        Field::Type | Field::Also => Some(lexicon::meeting_types()),
        Field::Mode => Some(lexicon::modes()),
        Field::Genre => Some(lexicon::genres()),
        Field::Level => Some(lexicon::levels()),
        _ => None,
    }
}

/// A stored value in words.
pub fn in_words(field: Field, value: &str) -> Words {
    if field == Field::Date {
        return view::date(value).words;
    }
    let Some(vocabulary) = vocabulary(field) else {
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

/// What else the value could be: what the program proposed before a person changed it, and for a
/// date with open or wide bounds its coarser forms.
fn alternatives(field: Field, filing: &Filing) -> Vec<Alternative> {
    let mut others = Vec::new();
    let mut offer = |value: String, reason: &str, mark: Mark| {
        if filing.value.as_deref() != Some(&value)
            && others.iter().all(|a: &Alternative| a.value != value)
        {
            let words = in_words(field, &value);
            others.push(Alternative {
                value,
                words,
                reason: words::say::<&str>(reason, &[]),
                mark,
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

impl FieldView {
    /// The value in a language, for the command line.
    pub fn said(&self, lang: Lang) -> &str {
        self.words.in_lang(lang)
    }
}
