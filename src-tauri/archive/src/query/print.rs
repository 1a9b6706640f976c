//! Tree to query text: the shortest form that reads back as the same tree.

use super::tree::{Query, When};
use crate::terms::Terms;

/// Writes a query in the terms of the lexicon, so that reading it gives the same tree again.
pub fn print(query: &Query) -> String {
    print_in(query, Terms::standard())
}

/// Writes a query in the terms of an archive.
pub fn print_in(query: &Query, terms: &Terms) -> String {
    match query {
        Query::All => String::new(),
        Query::Or(all) => join(all, " OR ", terms),
        Query::And(all) => join(all, " ", terms),
        unit => print_unit(unit, terms),
    }
}

/// The members of `OR` or of an `AND`. Within either, an `AND` or `OR` of its own stands in
/// parentheses; an `AND` inside an `OR` would do without, and reads better with.
fn join(all: &[Query], between: &str, terms: &Terms) -> String {
    let units = all.iter().map(|unit| print_unit(unit, terms));
    units.collect::<Vec<_>>().join(between)
}

fn print_unit(query: &Query, terms: &Terms) -> String {
    match query {
        Query::Text(words) => quoted(words),
        Query::Written(words) => format!("written:{}", quoted(words)),
        Query::In(part) => format!("in:{}", part.as_str()),
        Query::Field(field, words) => format!("{}:{}", field.as_str(), quoted(words)),
        Query::Term(field, None) => format!("{}:none", field.as_str()),
        Query::Term(field, Some(id)) => {
            let vocabulary = terms.vocabulary(*field);
            let name = vocabulary.get(id).map_or(*id, |term| term.zh);
            let told = vocabulary.meant(name).is_some_and(|term| term.id == *id);
            format!(
                "{}:{}",
                field.as_str(),
                quoted(if told { name } else { id })
            )
        }
        Query::Source(None) => "source:none".to_owned(),
        Query::Source(Some(words)) => format!("source:{}", quoted(words)),
        Query::HasNote => "has:note".to_owned(),
        Query::Date(When::Undated) => "date:none".to_owned(),
        Query::Date(When::Within { from, to }) if from == to => {
            format!(
                "date:{}",
                from.map_or(String::new(), |date| date.to_string())
            )
        }
        Query::Date(When::Within { from, to }) => {
            let end = |date: &Option<_>| date.as_ref().map_or(String::new(), ToString::to_string);
            format!("date:{}..{}", end(from), end(to))
        }
        Query::Near(words, gap) => {
            let words: Vec<String> = words.iter().map(|w| quoted(w)).collect();
            format!("near({}, {gap})", words.join(" "))
        }
        Query::Regex(source) => format!("/{}/", escaped_regex(source)),
        Query::Not(inner) => format!("-{}", print_unit(inner, terms)),
        Query::All | Query::And(_) | Query::Or(_) => format!("({})", print_in(query, terms)),
    }
}

/// A string bare when nothing in it could be read as an operator, else in quotation marks.
fn quoted(words: &str) -> String {
    let plain = words
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '%' | '.' | '、' | '。'));
    let reserved = matches!(words, "OR" | "AND" | "NOT") || words.eq_ignore_ascii_case("none");
    if plain && !reserved && !words.is_empty() {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        if matches!(c, '"' | '＂' | '“' | '”' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

fn escaped_regex(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match c {
            '/' => out.push_str("\\/"),
            '\\' => {
                out.push(c);
                out.extend(chars.next());
            }
            _ => out.push(c),
        }
    }
    out
}
