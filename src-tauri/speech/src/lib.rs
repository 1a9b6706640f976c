//! What a speech is: reads the plain text of a file into proposals for filing, each with evidence.
//! Knows no file, clock, SQL, network or window, and never fails: it returns values and findings.

pub mod anchor;
pub mod certainty;
mod clean;
mod completeness;
pub mod date;
mod fold;
mod folder;
pub mod kin;
pub mod layer;
pub mod learn;
pub mod lexicon;
mod lookup;
mod marked;
pub mod model;
pub mod moved;
pub mod others;
mod outline;
pub mod phrasebook;
pub mod places;
mod read;
pub mod reasons;
mod recognise;
mod salutation;
pub mod script;
mod slots;
mod source;
mod split;
pub mod terms;
mod text;
pub mod themes;
mod titles;

pub use layer::{CleanText, Edit};
pub use marked::{Mark, Named};
pub use model::*;
pub use read::{Hints, read};
