//! When a speech was given: EDTF dates, dates and clues found in a text, and what follows from them.
//! Knows no clock: the day on which a file is taken in is told to it, or it does without.

mod ago;
mod begins;
mod calendar;
mod clues;
mod day;
mod edtf;
mod elapsed;
mod founding;
mod hints;
mod infer;
mod limits;
mod lunar;
mod near;
pub(crate) mod numeral;
mod opening;
mod others;
mod parse;
mod person;
mod phrases;
mod placing;
mod report;
mod said;
mod scene;
mod seasons;
mod sessions;
mod spans;
mod stated;
mod topics;
mod window;
mod words;
mod yearless;
mod years;

pub use day::{Day, month_length};
pub use edtf::{Date, Edtf, NotEdtf, Year};
pub use infer::{Context, Inferred, infer};
pub use others::{Held, candidates};
pub use person::{NotADate, parse_person};
