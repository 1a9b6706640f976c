//! The recogniser on this machine: Tesseract with simplified Chinese, found by asking it.
//! Recognises nothing.

use super::run;
use crate::IntakeError;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The language data that must be there.
pub(super) const LANGUAGE: &str = "chi_sim";
/// A program that does not say in this time who it is, is not asked to read.
const PATIENCE: Duration = Duration::from_secs(10);

/// A recogniser that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    pub(super) program: PathBuf,
    /// What it calls itself, e.g. `5.3.0`.
    version: String,
    /// Draws the pages of PDF files whose pictures cannot be taken out as they are.
    pub(super) renderer: Option<PathBuf>,
}

impl Engine {
    /// The one on the search path. `NoOcr` says what is missing.
    pub fn found() -> Result<Self, IntakeError> {
        Self::at(Path::new("tesseract"), Path::new("pdftoppm"))
    }

    /// The one that these programs are, by name or path.
    pub fn at(program: &Path, renderer: &Path) -> Result<Self, IntakeError> {
        let missing = |missing: &str| IntakeError::NoOcr {
            missing: missing.to_owned(),
        };
        let said = run::said(program, &["--version"], PATIENCE);
        let version = said.as_deref().and_then(version).map(str::to_owned);
        let version = version.ok_or_else(|| missing("tesseract-ocr"))?;
        let languages = run::said(program, &["--list-langs"], PATIENCE).unwrap_or_default();
        if !languages.lines().any(|line| line.trim() == LANGUAGE) {
            return Err(missing("tesseract-ocr-chi-sim"));
        }
        let draws = run::said(renderer, &["-v"], PATIENCE).is_some();
        Ok(Self {
            program: program.to_owned(),
            version,
            renderer: draws.then(|| renderer.to_owned()),
        })
    }

    /// Who made a text, as it is kept beside it: `tesseract 5.3.0 chi_sim`.
    pub fn name(&self) -> String {
        format!("tesseract {} {LANGUAGE}", self.version)
    }
}

/// `tesseract 5.3.0`, `tesseract v5.3.0.20221214`.
fn version(said: &str) -> Option<&str> {
    let first = said.lines().next()?.trim();
    let version = first.strip_prefix("tesseract ")?.trim();
    let version = version.strip_prefix('v').unwrap_or(version);
    (version.len() <= 40 && version.starts_with(|c: char| c.is_ascii_digit())).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recogniser_is_known_by_what_it_says() {
        assert_eq!(version("tesseract 5.3.0\n leptonica-1.82.0"), Some("5.3.0"));
        assert_eq!(version("tesseract v5.0.1.2022\n"), Some("5.0.1.2022"));
        assert_eq!(version("usage: tesseract image"), None);
        assert_eq!(version(""), None);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let nowhere = Path::new("/nonexistent/tesseract");
        let missing = Engine::at(nowhere, nowhere).unwrap_err();
        assert_eq!(missing.code(), "no_ocr");
        assert!(missing.to_string().contains("tesseract-ocr"), "{missing}");
    }
}
