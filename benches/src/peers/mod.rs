//! Other engines and programs, in the same run over the same speeches.

#[cfg(feature = "tantivy")]
pub mod inverted;
pub mod programs;
pub mod trigram;

use archive::query::Query;

/// The first string a query looks for, for cutting snippets.
pub fn first_word(query: &Query) -> Option<&str> {
    match query {
        Query::Text(words) | Query::Field(_, words) => Some(words),
        Query::And(all) | Query::Or(all) => all.iter().find_map(first_word),
        _ => None,
    }
}
