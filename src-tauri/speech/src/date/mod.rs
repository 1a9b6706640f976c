//! When a speech was given: EDTF dates, dates and clues found in a text, and what follows from them.
//! Reads text only; the day on which the program runs plays no part.

mod calendar;
mod clues;
mod day;
mod edtf;
mod hints;
mod infer;
mod lunar;
mod numeral;
mod others;
mod parse;
mod person;
mod phrases;
mod scene;
mod stated;
mod window;
mod words;

pub use day::{Day, month_length};
pub use edtf::{Date, Edtf, NotEdtf, Year};
pub use infer::{Context, Inferred, infer};
pub use others::{Held, candidates};
pub use person::{NotADate, parse_person};
