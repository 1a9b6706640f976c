//! The files a person gave: walks folders, reads bytes within the size limit, opens zip archives,
//! and writes files whole. Reads no format and stores no absolute path.

use std::io::Write;
use std::path::{Path, PathBuf};

use intake::{IntakeError, Limits};

use crate::Problem;

/// A file given, by a name that says where it lay below what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Path below the given folder's parent, `/` between parts: `历年讲话/2020/a.txt`.
    pub name: String,
    /// Where it lies now.
    pub path: PathBuf,
}

/// The last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// A path from below a folder on, with `/` between its parts.
pub fn name_below(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts = below.components().map(|c| c.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// All files below the given paths in name order, and what could not be looked into. Links are
/// followed for what is given itself, not below it: a link to a parent folder never ended.
pub fn walk(paths: &[PathBuf]) -> (Vec<Given>, Vec<(String, Problem)>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for given in paths {
        let given = std::path::absolute(given).unwrap_or_else(|_| given.clone());
        let base = given.parent().unwrap_or(&given).to_path_buf();
        let name = |path: &Path| name_below(path, &base);
        for entry in walkdir::WalkDir::new(&given).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.path().is_dir() => {}
                Ok(entry)
                    if is_litter(&entry.file_name().to_string_lossy()) && entry.depth() > 0 => {}
                Ok(entry) => files.push(Given {
                    name: name(entry.path()),
                    path: entry.into_path(),
                }),
                Err(error) => {
                    let path = error.path().unwrap_or(&given).to_path_buf();
                    let cause = error
                        .into_io_error()
                        .unwrap_or_else(|| std::io::Error::other("loop"));
                    faults.push((name(&path), Problem::io(&path, cause)));
                }
            }
        }
    }
    (files, faults)
}

/// Files that systems and office programs leave in folders; they are nobody's speeches.
pub fn is_litter(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// The bytes of a file, unless it is larger than `limits` allow.
pub fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let size = std::fs::metadata(path).map_err(|e| Problem::io(path, e))?;
    if !size.is_file() {
        return Err(Problem::io(
            path,
            std::io::Error::other("not a regular file"),
        ));
    }
    if size.len() > limits.input {
        let error = IntakeError::TooLarge {
            what: "file".into(),
            limit: limits.input,
        };
        return Err(Problem::intake(&name_of(path), error));
    }
    std::fs::read(path).map_err(|e| Problem::io(path, e))
}

/// True for the bytes of a plain zip archive by name; office documents are zips too, by content.
pub fn is_zip(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// Writes a file so that it is there whole or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let fault = |e| Problem::io(path, e);
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(fault)?;
    let part = path.with_file_name(format!(".{}.part", name_of(path)));
    let mut file = std::fs::File::create(&part).map_err(fault)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(fault)?;
    std::fs::rename(&part, path).map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_start_at_what_was_given_and_hold_no_absolute_path()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let given = folder.path().join("历年讲话");
        std::fs::create_dir_all(given.join("2020/推进会"))?;
        for name in ["2020/推进会/b.txt", "2020/a.txt", "~$锁.docx", ".DS_Store"] {
            std::fs::write(given.join(name), "x")?;
        }
        let (files, faults) = walk(&[
            given.clone(),
            given.join("2020/a.txt"),
            given.join("没有.txt"),
        ]);
        let names: Vec<_> = files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(
            names,
            ["历年讲话/2020/a.txt", "历年讲话/2020/推进会/b.txt", "a.txt"]
        );
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "没有.txt");
        Ok(())
    }
}
