//! What a person set for the window, kept as one JSON file outside any archive.
//! A file that cannot be read counts as none: settings are never a reason not to start.

use std::path::{Path, PathBuf};

use crate::wire::{Recent, Script, Scripts, Settings};
use crate::{Habits, Problem};

/// How many archives the start page remembers.
const RECENT: usize = 8;

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: "system".into(),
            theme: "system".into(),
            text_size: 0,
            measure: 36,
            headings: "book".into(),
            colours: Vec::new(),
            copy_form: String::new(),
            script: "kept".into(),
            leading: 180,
            indent: true,
            toured: false,
            recent: Vec::new(),
            learning: true,
            review: 90,
            remember: true,
            searched: Vec::new(),
            watched: Vec::new(),
            backups: Vec::new(),
        }
    }
}

impl From<&Settings> for Habits {
    fn from(settings: &Settings) -> Self {
        Self {
            learning: settings.learning,
            line: settings.review.clamp(50, 99) as f32 / 100.0,
        }
    }
}

/// How the window may show a text in the other script without changing it.
pub fn scripts() -> Scripts {
    let script = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        let (from, to) = pairs.unzip();
        Script { from, to }
    };
    let pairs = speech::script::pairs;
    Scripts {
        simplified: script(&mut pairs().map(|(simple, other, _)| (other, simple))),
        traditional: script(
            &mut pairs()
                .filter(|(_, _, only)| *only)
                .map(|(simple, other, _)| (simple, other)),
        ),
    }
}

/// Where the settings are kept.
pub struct SettingsFile {
    path: PathBuf,
}

impl SettingsFile {
    /// The settings of the configuration folder `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("settings.json"),
        }
    }

    /// The settings, or the standard ones.
    pub fn load(&self) -> Settings {
        std::fs::read(&self.path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Keeps the settings: written beside, synced, then moved into place.
    pub fn save(&self, settings: &Settings) -> Result<(), Problem> {
        let bytes =
            serde_json::to_vec_pretty(settings).map_err(|e| Problem::io(&self.path, e.into()))?;
        crate::files::write_whole(&self.path, &bytes)
    }

    /// Puts an archive at the head of those opened before.
    pub fn remember(&self, folder: &Path) -> Result<(), Problem> {
        let mut settings = self.load();
        let path = folder.display().to_string();
        settings.recent.retain(|r| r.path != path);
        settings.recent.insert(
            0,
            Recent {
                name: crate::files::name_of(folder),
                path,
            },
        );
        settings.recent.truncate(RECENT);
        self.save(&settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_settings_file_counts_as_none() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = SettingsFile::in_folder(folder.path());
        file.remember(Path::new("/a/历年讲话"))?;
        file.remember(Path::new("/b/样例"))?;
        file.remember(Path::new("/a/历年讲话"))?;
        let names: Vec<_> = file.load().recent.into_iter().map(|r| r.name).collect();
        assert_eq!(names, ["历年讲话", "样例"]);
        std::fs::write(folder.path().join("settings.json"), "{")?;
        assert_eq!(file.load(), Settings::default());
        Ok(())
    }
}
