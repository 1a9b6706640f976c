//! Labelled files and how the program reads them.
//! Judges nothing.

use std::path::{Path, PathBuf};

use desk::{Tools, describe};
use serde::Deserialize;
use speech::Reading;

/// A label, as far as it is used.
#[derive(Debug, Deserialize)]
pub struct Label {
    pub id: String,
    pub file: String,
    #[serde(default)]
    pub variant_of: serde_json::Value,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub title_verbatim: Option<String>,
    #[serde(default)]
    pub meeting_type: Option<String>,
    #[serde(default)]
    pub meeting_type_alt: Option<Vec<String>>,
    #[serde(default)]
    pub meeting_mode: Option<String>,
    #[serde(default)]
    pub genre: Option<String>,
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub speaker: Option<String>,
    #[serde(default)]
    pub date_edtf: Option<String>,
    #[serde(default)]
    pub date_bounds: Option<String>,
    #[serde(default)]
    pub themes: Option<Vec<String>>,
    #[serde(default)]
    pub n_speeches_in_file: Option<u32>,
}

/// A labelled file with what the program makes of it.
pub struct Case {
    /// Which of the lists it is from.
    pub list: usize,
    pub label: Label,
    pub bytes: Vec<u8>,
    pub extracted: intake::Extracted,
    pub reading: Reading,
}

impl Case {
    /// What versions of one text have in common.
    pub fn group(&self) -> String {
        match &self.label.variant_of {
            serde_json::Value::String(of) => of.clone(),
            serde_json::Value::Array(of) => of
                .first()
                .and_then(|v| v.as_str())
                .unwrap_or(&self.label.id)
                .to_owned(),
            _ => self.label.id.clone(),
        }
    }

    /// True when label and reading are of one speech.
    pub fn single(&self) -> bool {
        let one = self.reading.speeches.len() == 1;
        self.label.n_speeches_in_file.map_or(one, |n| n == 1) && !self.reading.speeches.is_empty()
    }
}

/// Reads the files of label lists; a file that cannot be read is told and left out.
pub fn read(lists: &[PathBuf], tools: &Tools) -> Result<Vec<Case>, Box<dyn std::error::Error>> {
    let mut cases = Vec::new();
    for (number, list) in lists.iter().enumerate() {
        let folder = list.parent().unwrap_or(Path::new("."));
        for line in std::fs::read_to_string(list)?
            .lines()
            .filter(|l| !l.trim().is_empty())
        {
            let label: Label = serde_json::from_str(line)?;
            let path = folder.join(&label.file);
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            let read = std::fs::read(&path)
                .map_err(|e| e.to_string())
                .and_then(|bytes| {
                    let extracted =
                        describe::extract(&name, &bytes, tools).map_err(|e| e.to_string())?;
                    Ok((bytes, extracted))
                });
            match read {
                Ok((bytes, extracted)) => {
                    let reading = describe::read(&name, &extracted);
                    cases.push(Case {
                        list: number,
                        label,
                        bytes,
                        extracted,
                        reading,
                    });
                }
                Err(why) => eprintln!("{}: {why}", path.display()),
            }
        }
    }
    Ok(cases)
}
