//! What can be wrong with a query, where, and what to do about it. The sentences are rows of
//! `hints.tsv`, in both languages.

use std::fmt;
use std::sync::LazyLock;

use speech::Span;
use speech::phrasebook::{Lang, Phrasebook};

static HINTS: LazyLock<Phrasebook> = LazyLock::new(|| Phrasebook::parse(include_str!("hints.tsv")));

/// A wrong query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub wrong: Wrong,
    /// Where, in scalars of the query.
    pub at: Span,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A quotation mark is not closed.
    OpenQuote,
    /// A parenthesis is not closed.
    OpenParenthesis,
    /// A closing parenthesis too many.
    StrayParenthesis,
    /// Parentheses with nothing in them.
    EmptyParentheses,
    /// `OR` or `AND` without something on both sides.
    Dangling(String),
    /// `-` or `NOT` without something after it.
    NothingToExclude,
    /// Words that are only white space.
    NoWords,
    /// No such operator; the second is one that looks like it.
    UnknownOperator(String, Option<&'static str>),
    /// An operator with nothing after its colon.
    NoValue(String),
    /// No such term in the vocabulary of this operator; the third is one that looks like it.
    UnknownTerm(&'static str, String, Option<&'static str>),
    /// `has:` or `in:` with something else than it knows; the last lists what it knows.
    UnknownChoice(&'static str, String, String),
    /// Not a date that has a year.
    NoDate(String),
    /// A range of dates that ends before it begins.
    BackwardDates,
    /// `near(` not followed by two words or more, a comma, a number and `)`.
    NearShape,
    /// The number of `near` is above the limit.
    NearTooFar(u32),
    /// A regular expression without its closing `/`.
    OpenRegex,
    /// A regular expression with a fault of its own.
    BadRegex(String),
    /// `in:` without words beside it, or twice.
    LonelyIn,
    /// Parentheses or `-` nested deeper than the limit.
    TooDeep(u32),
    /// More characters than the limit.
    TooLong(u32),
}

impl Wrong {
    /// Stable code, such as `query.open_quote`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OpenQuote => "query.open_quote",
            Self::OpenParenthesis => "query.open_parenthesis",
            Self::StrayParenthesis => "query.stray_parenthesis",
            Self::EmptyParentheses => "query.empty_parentheses",
            Self::Dangling(_) => "query.dangling",
            Self::NothingToExclude => "query.nothing_to_exclude",
            Self::NoWords => "query.no_words",
            Self::UnknownOperator(_, None) => "query.unknown_operator",
            Self::UnknownOperator(_, Some(_)) => "query.misspelt_operator",
            Self::NoValue(_) => "query.no_value",
            Self::UnknownTerm(_, _, None) => "query.unknown_term",
            Self::UnknownTerm(_, _, Some(_)) => "query.misspelt_term",
            Self::UnknownChoice(..) => "query.unknown_choice",
            Self::NoDate(_) => "query.no_date",
            Self::BackwardDates => "query.backward_dates",
            Self::NearShape => "query.near_shape",
            Self::NearTooFar(_) => "query.near_too_far",
            Self::OpenRegex => "query.open_regex",
            Self::BadRegex(_) => "query.bad_regex",
            Self::LonelyIn => "query.lonely_in",
            Self::TooDeep(_) => "query.too_deep",
            Self::TooLong(_) => "query.too_long",
        }
    }

    /// What fills the blanks of its sentence.
    pub fn args(&self) -> Vec<String> {
        match self {
            Self::Dangling(word) | Self::NoValue(word) | Self::NoDate(word) => vec![word.clone()],
            Self::BadRegex(detail) => vec![detail.clone()],
            Self::UnknownOperator(name, near) => std::iter::once(name.clone())
                .chain(near.map(str::to_owned))
                .collect(),
            Self::UnknownTerm(operator, word, near) => [(*operator).to_owned(), word.clone()]
                .into_iter()
                .chain(near.map(str::to_owned))
                .collect(),
            Self::UnknownChoice(operator, word, choices) => {
                vec![(*operator).to_owned(), word.clone(), choices.clone()]
            }
            Self::NearTooFar(limit) | Self::TooDeep(limit) | Self::TooLong(limit) => {
                vec![limit.to_string()]
            }
            _ => Vec::new(),
        }
    }
}

impl Fault {
    /// The fault and its remedy as a sentence.
    pub fn say(&self, lang: Lang) -> String {
        HINTS.say(self.wrong.code(), &self.wrong.args(), lang)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "at character {}: {}",
            self.at.start + 1,
            self.say(Lang::En)
        )
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_with_its_place_and_in_both_languages() {
        let fault = Fault {
            wrong: Wrong::UnknownOperator("titel".into(), Some("title")),
            at: Span::new(3, 9),
        };
        assert!(fault.to_string().starts_with("at character 4: "));
        assert!(fault.say(Lang::Zh).contains("title:"));
    }
}
