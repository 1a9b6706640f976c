//! Query text to tree. Accepts the full-width forms of the operators' punctuation that a Chinese
//! input method types; never guesses at a wrong query.

use speech::Span;
use speech::date::{Edtf, parse_person};
use speech::lexicon::Vocabulary;
use speech::terms;

use super::fault::{Fault, Wrong};
use super::tree::{Part, Query, TermField, TextField, When};
use crate::terms::Terms;

/// Most characters a query may have.
const MAX_LENGTH: usize = 4_000;
/// Deepest nesting of parentheses and `-`. FTS5 refuses expressions nested some thirty deep.
const MAX_DEPTH: u32 = 12;
/// Farthest distance `near` allows.
pub(super) const MAX_NEAR: u32 = 1_000;

/// The words that may stand before a colon.
pub const OPERATORS: &[&str] = &[
    "title", "type", "genre", "level", "speaker", "place", "theme", "note", "has", "date", "in",
    "written", "source",
];

/// Reads a query in the terms of the lexicon. White space alone is [`Query::All`].
pub fn parse(query: &str) -> Result<Query, Fault> {
    parse_in(query, Terms::standard())
}

/// Reads a query in the terms of an archive.
pub fn parse_in(query: &str, terms: &Terms) -> Result<Query, Fault> {
    let chars: Vec<char> = query.chars().collect();
    let mut reader = Reader {
        chars,
        terms,
        at: 0,
        depth: 0,
    };
    if reader.chars.len() > MAX_LENGTH {
        let whole = Span::new(MAX_LENGTH as u32, reader.chars.len() as u32);
        return Err(Fault {
            wrong: Wrong::TooLong(MAX_LENGTH as u32),
            at: whole,
        });
    }
    reader.skip_space();
    if reader.peek().is_none() {
        return Ok(Query::All);
    }
    let tree = reader.alternatives()?;
    match reader.peek() {
        None => Ok(tree),
        Some(_) => Err(reader.fault(Wrong::StrayParenthesis, reader.at, reader.at + 1)),
    }
}

struct Reader<'a> {
    chars: Vec<char>,
    terms: &'a Terms,
    at: usize,
    depth: u32,
}

type Read<T> = Result<T, Fault>;

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Marks that open a quotation. An input method often gives ” where “ was meant.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

fn closes(open: char, c: char) -> bool {
    match open {
        '"' | '＂' => matches!(c, '"' | '＂'),
        _ => matches!(c, '”' | '“'),
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn fault(&self, wrong: Wrong, from: usize, to: usize) -> Fault {
        Fault {
            wrong,
            at: Span::new(from as u32, to as u32),
        }
    }

    /// The word that starts here, up to white space, a parenthesis or a quotation mark.
    fn bare_word_end(&self) -> usize {
        let word = self.chars[self.at..]
            .iter()
            .take_while(|&&c| !c.is_whitespace() && !is_open(c) && !is_close(c) && !is_quote(c));
        self.at + word.count()
    }

    /// True when `keyword` stands here as a word of its own.
    fn at_keyword(&self, keyword: &str) -> bool {
        let end = self.bare_word_end();
        self.chars[self.at..end].iter().copied().eq(keyword.chars())
    }

    fn deeper<T>(&mut self, from: usize, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.fault(Wrong::TooDeep(MAX_DEPTH), from, from + 1));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// `a OR b OR c`, up to the end or a closing parenthesis.
    fn alternatives(&mut self) -> Read<Query> {
        let mut all = Vec::new();
        loop {
            all.push(self.conjunction()?);
            if !self.at_keyword("OR") {
                break;
            }
            self.operator_between("OR")?;
        }
        Ok(one_or(all, Query::Or))
    }

    /// Passes over `OR` or `AND` and makes sure that something follows.
    fn operator_between(&mut self, word: &str) -> Read<()> {
        let from = self.at;
        self.at += word.len();
        self.skip_space();
        let nothing =
            self.peek().is_none_or(is_close) || self.at_keyword("OR") || self.at_keyword("AND");
        if nothing {
            return Err(self.fault(Wrong::Dangling(word.to_owned()), from, from + word.len()));
        }
        Ok(())
    }

    /// `a b c`, up to `OR`, the end or a closing parenthesis.
    fn conjunction(&mut self) -> Read<Query> {
        let mut all = Vec::new();
        let mut narrowed: Option<Span> = None;
        let first = self.at;
        loop {
            self.skip_space();
            if self.peek().is_none_or(is_close) || self.at_keyword("OR") {
                break;
            }
            if self.at_keyword("AND") {
                if all.is_empty() {
                    let wrong = Wrong::Dangling("AND".to_owned());
                    return Err(self.fault(wrong, self.at, self.at + 3));
                }
                self.operator_between("AND")?;
                continue;
            }
            let from = self.at;
            let unit = self.unit()?;
            if matches!(unit, Query::In(_)) {
                if narrowed.is_some() {
                    return Err(self.fault(Wrong::LonelyIn, from, self.at));
                }
                narrowed = Some(Span::new(from as u32, self.at as u32));
            }
            all.push(unit);
        }
        if all.is_empty() {
            if self.peek().is_some_and(is_close) {
                return Err(self.fault(Wrong::StrayParenthesis, self.at, self.at + 1));
            }
            // Only `OR` can stand here: the callers have seen to the rest.
            return Err(self.fault(Wrong::Dangling("OR".to_owned()), first, first + 2));
        }
        if let Some(at) = narrowed
            && !all.iter().any(looks_for_words)
        {
            return Err(Fault {
                wrong: Wrong::LonelyIn,
                at,
            });
        }
        Ok(one_or(all, Query::And))
    }

    fn unit(&mut self) -> Read<Query> {
        let from = self.at;
        match self.peek() {
            Some(c) if is_minus(c) => self.exclusion(1),
            Some(_) if self.at_keyword("NOT") => self.exclusion(3),
            Some(c) if is_open(c) => self.deeper(from, Self::parentheses),
            Some(c) if is_quote(c) => Ok(Query::Text(self.quotation()?)),
            Some('/') => self.regex(),
            _ if self.near_starts() => self.near(),
            _ => match self.operator_end() {
                Some(colon) => self.operator(colon),
                None => {
                    let end = self.bare_word_end();
                    let word: String = self.chars[from..end].iter().collect();
                    self.at = end;
                    self.words(word, from).map(Query::Text)
                }
            },
        }
    }

    /// A string to look for; it must hold something visible.
    fn words(&self, words: String, from: usize) -> Read<String> {
        if terms::Folded::plain(&words).chars().is_empty() {
            return Err(self.fault(Wrong::NoWords, from, self.at));
        }
        Ok(words)
    }

    fn exclusion(&mut self, length: usize) -> Read<Query> {
        let from = self.at;
        self.at += length;
        if length > 1 {
            self.skip_space();
        }
        let nothing = self.peek().is_none_or(|c| c.is_whitespace() || is_close(c))
            || self.at_keyword("OR")
            || self.at_keyword("AND");
        if nothing {
            return Err(self.fault(Wrong::NothingToExclude, from, from + length));
        }
        let unit = self.deeper(from, Self::unit)?;
        if matches!(unit, Query::In(_)) {
            return Err(self.fault(Wrong::LonelyIn, from, self.at));
        }
        Ok(Query::Not(Box::new(unit)))
    }

    fn parentheses(&mut self) -> Read<Query> {
        let from = self.at;
        self.at += 1;
        self.skip_space();
        match self.peek() {
            None => return Err(self.fault(Wrong::OpenParenthesis, from, from + 1)),
            Some(c) if is_close(c) => {
                return Err(self.fault(Wrong::EmptyParentheses, from, self.at + 1));
            }
            Some(_) => {}
        }
        let inner = self.alternatives()?;
        if self.peek().is_none() {
            return Err(self.fault(Wrong::OpenParenthesis, from, from + 1));
        }
        self.at += 1;
        Ok(inner)
    }

    /// `"…"` or `“…”`; a backslash takes the next mark or backslash as it is.
    fn quotation(&mut self) -> Read<String> {
        let from = self.at;
        let open = self.chars[from];
        let mut words = String::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.fault(Wrong::OpenQuote, from, from + 1)),
                Some(c) if closes(open, c) => break,
                Some('\\') => {
                    let next = self.chars.get(self.at + 1).copied();
                    match next.filter(|&c| is_quote(c) || c == '\\') {
                        Some(c) => {
                            words.push(c);
                            self.at += 1;
                        }
                        None => words.push('\\'),
                    }
                }
                Some(c) => words.push(c),
            }
            self.at += 1;
        }
        self.at += 1;
        self.words(words, from)
    }

    /// `/…/`; `\/` is a slash.
    fn regex(&mut self) -> Read<Query> {
        let from = self.at;
        let mut source = String::new();
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.fault(Wrong::OpenRegex, from, from + 1)),
                Some('/') => break,
                Some('\\') => {
                    let next = self.chars.get(self.at + 1).copied();
                    if next != Some('/') {
                        source.push('\\');
                    }
                    if let Some(c) = next {
                        source.push(c);
                        self.at += 1;
                    }
                }
                Some(c) => source.push(c),
            }
            self.at += 1;
        }
        self.at += 1;
        if source.is_empty() {
            return Err(self.fault(Wrong::NoWords, from, self.at));
        }
        match super::compile::regex(&source) {
            Ok(_) => Ok(Query::Regex(source)),
            Err(detail) => Err(self.fault(Wrong::BadRegex(detail), from, self.at)),
        }
    }

    fn near_starts(&self) -> bool {
        let head: String = self.chars[self.at..].iter().take(4).collect();
        head.eq_ignore_ascii_case("near")
            && self.chars.get(self.at + 4).copied().is_some_and(is_open)
    }

    /// `near(投资 项目, 10)`.
    fn near(&mut self) -> Read<Query> {
        let from = self.at;
        self.at += 5;
        let mut words = Vec::new();
        loop {
            self.skip_space();
            let start = self.at;
            match self.peek() {
                Some(c) if is_comma(c) => break,
                Some(c) if is_quote(c) => words.push(self.quotation()?),
                Some(c) if !is_open(c) && !is_close(c) => {
                    let end = self.bare_word_end();
                    let word = self.chars[start..end].iter().copied();
                    let word: String = word.take_while(|&c| !is_comma(c)).collect();
                    self.at += word.chars().count();
                    words.push(self.words(word, start)?);
                }
                _ => return Err(self.fault(Wrong::NearShape, from, self.at)),
            }
        }
        self.at += 1;
        self.skip_space();
        let start = self.at;
        let number = self.chars[start..self.bare_word_end()].iter().copied();
        let number: String = number.filter_map(terms::fold_char).collect();
        self.at = self.bare_word_end();
        let end_of_number = self.at;
        self.skip_space();
        if words.len() < 2
            || number.is_empty()
            || !number.chars().all(|c| c.is_ascii_digit())
            || !self.peek().is_some_and(is_close)
        {
            return Err(self.fault(Wrong::NearShape, from, self.at));
        }
        self.at += 1;
        match number.parse::<u32>() {
            Ok(gap) if gap <= MAX_NEAR => Ok(Query::Near(words, gap)),
            _ => Err(self.fault(Wrong::NearTooFar(MAX_NEAR), start, end_of_number)),
        }
    }

    /// Where the colon of an operator stands, when letters and a colon stand here.
    fn operator_end(&self) -> Option<usize> {
        let rest = &self.chars[self.at..];
        let letters = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let colon = rest.get(letters).copied().is_some_and(is_colon);
        (letters > 0 && colon).then_some(self.at + letters)
    }

    fn operator(&mut self, colon: usize) -> Read<Query> {
        let from = self.at;
        let name: String = self.chars[from..colon].iter().collect();
        let known = OPERATORS
            .iter()
            .copied()
            .find(|o| o.eq_ignore_ascii_case(&name));
        let Some(operator) = known else {
            let near = closest(&name.to_ascii_lowercase(), OPERATORS.iter().copied());
            return Err(self.fault(Wrong::UnknownOperator(name, near), from, colon + 1));
        };
        self.at = colon + 1;
        let start = self.at;
        let value = match self.peek() {
            Some(c) if is_quote(c) => self.quotation()?,
            _ => {
                let end = self.bare_word_end();
                self.at = end;
                self.chars[start..end].iter().collect()
            }
        };
        if value.is_empty() {
            return Err(self.fault(Wrong::NoValue(operator.to_owned()), from, start));
        }
        let at = Span::new(start as u32, self.at as u32);
        let wrong = |wrong| Fault { wrong, at };
        Ok(match operator {
            "title" => Query::Field(TextField::Title, self.words(value, start)?),
            "speaker" => Query::Field(TextField::Speaker, self.words(value, start)?),
            "place" => Query::Field(TextField::Place, self.words(value, start)?),
            "note" => Query::Field(TextField::Note, self.words(value, start)?),
            "type" => term(
                self.terms.vocabulary(TermField::Type),
                TermField::Type,
                &value,
            )
            .map_err(wrong)?,
            "genre" => term(
                self.terms.vocabulary(TermField::Genre),
                TermField::Genre,
                &value,
            )
            .map_err(wrong)?,
            "level" => term(
                self.terms.vocabulary(TermField::Level),
                TermField::Level,
                &value,
            )
            .map_err(wrong)?,
            "theme" => term(
                self.terms.vocabulary(TermField::Theme),
                TermField::Theme,
                &value,
            )
            .map_err(wrong)?,
            "source" if is_none(&value) => Query::Source(None),
            "source" => Query::Source(Some(self.words(value, start)?)),
            "written" => Query::Written(self.words(value, start)?),
            "has" if is_choice(&value, "note") => Query::HasNote,
            "has" => return Err(wrong(Wrong::UnknownChoice("has", value, "note".into()))),
            "in" => {
                let part = Part::ALL.iter().find(|(_, word)| is_choice(&value, word));
                let Some(&(part, _)) = part else {
                    let choices = Part::ALL.map(|(_, word)| word).join(", ");
                    return Err(wrong(Wrong::UnknownChoice("in", value, choices)));
                };
                Query::In(part)
            }
            _ => Query::Date(when(&value).map_err(wrong)?),
        })
    }
}

/// One query as it is, several under `join`.
fn one_or(mut all: Vec<Query>, join: fn(Vec<Query>) -> Query) -> Query {
    match all.pop() {
        Some(only) if all.is_empty() => only,
        Some(last) => {
            all.push(last);
            join(all)
        }
        None => Query::All,
    }
}

/// True when `in:` beside this query has something to narrow.
fn looks_for_words(query: &Query) -> bool {
    match query {
        Query::Text(_) | Query::Written(_) | Query::Near(..) | Query::Regex(_) => true,
        Query::Not(inner) => looks_for_words(inner),
        Query::And(all) | Query::Or(all) => all.iter().any(looks_for_words),
        _ => false,
    }
}

fn is_choice(typed: &str, choice: &str) -> bool {
    typed
        .chars()
        .filter_map(terms::fold_char)
        .eq(choice.chars())
}

fn is_none(typed: &str) -> bool {
    is_choice(typed, "none") || typed == "无"
}

fn term(vocabulary: &Vocabulary, field: TermField, typed: &str) -> Result<Query, Wrong> {
    match vocabulary.meant(typed.trim()) {
        Some(term) => Ok(Query::Term(field, Some(term.id))),
        None if is_none(typed) => Ok(Query::Term(field, None)),
        None => {
            let names = vocabulary.terms().iter().flat_map(|t| [t.zh, t.en, t.id]);
            let near = closest(typed, names);
            Err(Wrong::UnknownTerm(field.as_str(), typed.to_owned(), near))
        }
    }
}

/// `2020`, `2020..2021-06`, `..2020`, `2020..`, `none`.
fn when(typed: &str) -> Result<When, Wrong> {
    if is_none(typed) {
        return Ok(When::Undated);
    }
    let day = |text: &str| -> Result<Edtf, Wrong> {
        parse_person(text)
            .ok()
            .filter(|date| date.bounds().is_some())
            .ok_or_else(|| Wrong::NoDate(text.to_owned()))
    };
    let Some((from, to)) = typed.split_once("..").or_else(|| typed.split_once("．．")) else {
        let date = day(typed)?;
        return Ok(When::Within {
            from: Some(date),
            to: Some(date),
        });
    };
    let end = |text: &str| (!text.is_empty()).then(|| day(text)).transpose();
    let (from, to) = (end(from)?, end(to)?);
    match (&from, &to) {
        (None, None) => Err(Wrong::NoDate(typed.to_owned())),
        (Some(from), Some(to)) if from.earliest() > to.latest() => Err(Wrong::BackwardDates),
        _ => Ok(When::Within { from, to }),
    }
}

/// The candidate nearest to what was typed: at most one letter in three differs, or half of a
/// Chinese name of up to four characters is the same at its start.
fn closest(typed: &str, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let length = typed.chars().count();
    let allowed = if typed.is_ascii() {
        ((length + 1) / 3).clamp(1, 3)
    } else {
        (length / 2).min(2)
    };
    candidates
        .map(|candidate| (distance(typed, candidate), candidate))
        .filter(|&(d, candidate)| d <= allowed && d < candidate.chars().count())
        .min_by_key(|&(d, _)| d)
        .map(|(_, candidate)| candidate)
}

/// Number of single-character changes between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &y) in b.iter().enumerate() {
            let swap = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = swap.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
