//! The interface's libraries and its build, each done only when what it rests on changed.
//! Does not know what is in the interface.

use crate::place::Place;
use crate::steps::Step;
use anyhow::{Context, Result};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// Folders and files of `ui/` that are results, not sources.
const RESULTS: &[&str] = &["node_modules", "dist"];

/// `npm ci` when the lock file is not the one that was installed.
pub fn install(place: &Place) -> Result<()> {
    let ui = place.ui();
    let lock = ui.join("package-lock.json");
    let wanted = std::fs::read_to_string(&lock)
        .with_context(|| format!("cannot read {}", lock.display()))?;
    // Kept inside the folder it speaks of, so that deleting node_modules deletes it too.
    let stamp = ui.join("node_modules/.installed-lock.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"], &ui).run()?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Installs, then builds `ui/dist` when a source changed.
pub fn build(place: &Place) -> Result<()> {
    install(place)?;
    let ui = place.ui();
    let stamp = place.scratch()?.join("ui-dist.stamp");
    let sources = fingerprint(&ui)?;
    let built = ui.join("dist/index.html").is_file();
    if built && std::fs::read_to_string(&stamp).is_ok_and(|old| old == sources) {
        return Ok(());
    }
    npm(&["run", "--silent", "build"], &ui).run()?;
    std::fs::write(&stamp, sources).with_context(|| format!("cannot write {}", stamp.display()))
}

/// An npm command in `ui/`.
pub fn npm(arguments: &[&str], ui: &Path) -> Step {
    Step::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .arguments(arguments)
        .at(ui)
}

/// A number that changes when the name or content of a source does.
fn fingerprint(ui: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in crate::tidy::walk(ui, &|name| !RESULTS.contains(&name))? {
        path.hash(&mut hasher);
        std::fs::read(&path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_follows_sources_and_not_results() -> Result<()> {
        let ui = std::env::temp_dir().join(format!("rostrum-fingerprint-{}", std::process::id()));
        std::fs::create_dir_all(ui.join("src"))?;
        std::fs::create_dir_all(ui.join("dist"))?;
        std::fs::write(ui.join("src/a.ts"), "1")?;
        let before = fingerprint(&ui)?;
        std::fs::write(ui.join("dist/a.js"), "1")?;
        assert_eq!(fingerprint(&ui)?, before);
        std::fs::write(ui.join("src/a.ts"), "2")?;
        assert_ne!(fingerprint(&ui)?, before);
        std::fs::remove_dir_all(&ui)?;
        Ok(())
    }
}
