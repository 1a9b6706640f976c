//! Keeps the interface's wire types equal to the Rust types they are made from.
//! The types themselves are `desk`'s; ts-rs writes them when `desk`'s tests run.

use crate::place::Place;
use crate::steps::cargo;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// The variable by which ts-rs is told where to write.
pub const FOLDER: &str = "TS_RS_EXPORT_DIR";

/// An empty folder for freshly made types.
pub fn fresh_folder(place: &Place) -> Result<PathBuf> {
    let folder = place.scratch()?.join("bindings");
    if folder.exists() {
        // ts-rs adds to a file that is there: a type that was removed would never leave it.
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Writes the committed file.
pub fn write(place: &Place) -> Result<()> {
    let made = made(place)?;
    std::fs::write(committed(place), made).context("cannot write the wire types")
}

/// Fails when the committed file is not what the types give.
pub fn check(place: &Place) -> Result<()> {
    compare(place, &made(place)?)
}

/// Compares the types that were written into [`fresh_folder`] with the committed ones.
pub fn check_made(place: &Place) -> Result<()> {
    compare(place, &read_made(place)?)
}

fn made(place: &Place) -> Result<String> {
    let folder = fresh_folder(place)?;
    cargo(
        place,
        &["test", "-q", "-p", "desk", "--lib", "export_bindings"],
    )
    .variable(FOLDER, &folder)
    .run()?;
    read_made(place)
}

fn read_made(place: &Place) -> Result<String> {
    let file = place.scratch()?.join("bindings/wire.ts");
    std::fs::read_to_string(&file).context("no wire types were made: did the tests of `desk` run?")
}

fn committed(place: &Place) -> PathBuf {
    place.ui().join("src/wire/wire.ts")
}

fn compare(place: &Place, made: &str) -> Result<()> {
    let committed = std::fs::read_to_string(committed(place)).unwrap_or_default();
    match first_difference(&committed, made) {
        None => Ok(()),
        Some((line, is, should)) => bail!(
            "ui/src/wire/wire.ts is out of date at line {line}: it says `{is}`, the Rust types say `{should}`. \
             Run: cargo xtask bindings"
        ),
    }
}

/// The first line that differs, counted from 1.
fn first_difference(old: &str, new: &str) -> Option<(usize, String, String)> {
    let (mut old, mut new) = (old.lines(), new.lines());
    for line in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => return Some((line, a.unwrap_or("").to_owned(), b.unwrap_or("").to_owned())),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(
            first_difference("a\nb\n", "a\nc\n"),
            Some((2, "b".into(), "c".into()))
        );
        assert_eq!(
            first_difference("a\n", "a\nb\n"),
            Some((2, String::new(), "b".into()))
        );
    }
}
