//! The query language of search: text to tree ([`parse`]), tree to text ([`print`]), tree to a plan
//! that an index or a scan can carry out ([`compile`]). Finds nothing itself.
//!
//! Words are substrings and all of them must be there; `OR`, `-` and parentheses combine; the rest
//! are the operators listed in `hints.tsv` beside the faults they can have. A wrong query is an
//! error that points at its place, never a search that quietly finds nothing.

mod compile;
mod fault;
mod literals;
mod parse;
mod print;
mod tree;

pub use compile::{Columns, Plan, compile};
pub use fault::{Fault, Wrong};
pub use parse::{OPERATORS, parse, parse_in};
pub use print::{print, print_in};
pub use tree::{Part, Query, TermField, TextField, When};

#[cfg(test)]
mod tests;
