//! Rules of the house that no compiler checks; each broken one is one clear line.
//! Reads the checkout and changes nothing.

mod edges;
mod lexicon;
mod links;
mod locks;
mod sources;

use crate::place::Place;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Folders that hold no sources.
const NOT_SOURCES: &[&str] = &[".git", "target", "node_modules", "dist", "gen"];

/// A file of the checkout: its path from the top with `/` between parts, and its text.
pub struct Source {
    /// Path from the top folder.
    pub path: String,
    /// Content.
    pub text: String,
}

impl Source {
    /// True when the name ends in one of `endings`.
    fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

/// Fails with the number of broken rules, after printing each.
pub fn check(place: &Place) -> Result<()> {
    let sources = read(place.root())?;
    let mut broken = Vec::new();
    broken.extend(edges::check(place)?);
    broken.extend(sources::check(&sources, &here(place)));
    broken.extend(lexicon::check(&sources));
    broken.extend(locks::check(&sources));
    broken.extend(links::check(&sources, place.root()));
    for line in &broken {
        eprintln!("tidy: {line}");
    }
    match broken.len() {
        0 => Ok(()),
        n => bail!("tidy: {n} rules of the house are broken (see ARCHITECTURE.md)"),
    }
}

/// Starts of paths that exist on this machine only.
fn here(place: &Place) -> Vec<String> {
    let home = std::env::var("HOME").ok();
    let folders = home.into_iter().chain([place.root().display().to_string()]);
    // A home of `/` would forbid every path.
    folders
        .filter(|folder| folder.len() > 1)
        .map(|folder| format!("{}/", folder.trim_end_matches('/')))
        .collect()
}

/// Every text file of the checkout.
fn read(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in walk(root, &|name| !NOT_SOURCES.contains(&name))? {
        let bytes =
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let relative = path.strip_prefix(root).unwrap_or(&path);
        let path = relative
            .components()
            .map(|c| c.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        // Pictures, and the fixtures in old encodings.
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}

/// All files under `folder`, sorted; `enter` says by name which entries to look at.
pub fn walk(folder: &Path, enter: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let entry = entry?;
        if !enter(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            files.extend(walk(&entry.path(), enter)?);
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// `path:line: what` for each line of `source` for which `broken` has something to say.
fn lines_where(source: &Source, broken: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        if let Some(what) = broken(line) {
            found.push(format!("{}:{}: {what}", source.path, number + 1));
        }
    }
    found
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.into(),
        text: text.into(),
    }
}
