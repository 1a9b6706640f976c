//! The folders that originals came from: relative paths as given, never absolute ones.
//! Touches no file system.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::{Archive, sql};

/// A folder with live speeches in it or below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Relative path, `/` between parts; `""` for files given without a folder.
    pub path: String,
    /// Live speeches directly in it.
    pub speeches: u64,
}

/// A name without anything that would tie it to one machine: drive, root, `.` and `..`.
pub(crate) fn relative(name: &str) -> String {
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    let parts = match parts.split_first() {
        Some((drive, rest)) if !rest.is_empty() && is_drive(drive) => rest,
        _ => &parts,
    };
    parts.join("/")
}

fn is_drive(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.as_str() == ":"
}

/// The folder part of a relative name.
pub(crate) fn of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Archive {
    /// The folders that live speeches came from, by path.
    pub fn folders(&self) -> Result<Vec<Folder>> {
        self.read(|reader| {
            let mut ask = reader.prepare_cached(sql!("import/folders"))?;
            let folders = ask.query_map([], |row| {
                Ok(Folder {
                    path: row.get(0)?,
                    speeches: row.get::<_, i64>(1)? as u64,
                })
            })?;
            Ok(folders.collect::<rusqlite::Result<_>>()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, kept: &str) {
        assert_eq!(relative(given), kept);
    }

    #[test]
    fn no_name_ties_the_archive_to_one_machine() {
        check("2020/会议/a.txt", "2020/会议/a.txt");
        check("/home/li/a.txt", "home/li/a.txt");
        check("C:\\讲话\\a.txt", "讲话/a.txt");
        check("../b/./a.txt", "b/a.txt");
        assert_eq!(of("2020/会议/a.txt"), "2020/会议");
        assert_eq!(of("a.txt"), "");
    }
}
