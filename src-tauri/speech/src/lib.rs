//! What a speech is: reads the plain text of a file into proposals for filing, each with evidence.
//! Knows no file, clock, SQL, network or window, and never fails: it returns values and findings.

pub mod anchor;
pub mod date;
pub mod layer;
pub mod lexicon;
pub mod model;
pub mod phrasebook;
pub mod places;
pub mod reasons;
pub mod terms;
pub mod themes;

pub use layer::{CleanText, Edit};
pub use model::*;
