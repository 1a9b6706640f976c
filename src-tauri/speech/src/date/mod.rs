//! When a speech was given: EDTF dates, dates and clues found in a text, and what follows from them.
//! Reads text only; the day on which the program runs plays no part.

mod day;
mod edtf;
mod infer;
mod parse;
mod person;
mod words;

pub use day::{Day, month_length};
pub use edtf::{Date, Edtf, NotEdtf, Year};
pub use infer::{Context, Inferred, infer};
pub use person::{NotADate, parse_person};
