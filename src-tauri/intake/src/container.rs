//! Zip files with a budget: what docx, odt, epub and zipped folders are read through.
//! Does not know what the parts mean.

use crate::decode::decode;
use crate::{Format, IntakeError, Limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts smaller than this may have any ratio: a short run of one character packs a thousandfold.
const RATIO_FREE: u64 = 1024 * 1024;

/// An open zip file. Counts what it has unpacked and stops at the limits.
pub(crate) struct Container<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    format: Format,
    limits: Limits,
    unpacked: u64,
}

impl<'a> Container<'a> {
    /// Reads the directory. `format` is what damage is reported as.
    pub(crate) fn open(
        bytes: Cursor<&'a [u8]>,
        format: Format,
        limits: &Limits,
    ) -> Result<Self, IntakeError> {
        let zip = ZipArchive::new(bytes).map_err(|e| failure(format, e))?;
        if zip.len() as u64 > limits.entries {
            return Err(IntakeError::TooLarge {
                what: "number of parts".into(),
                limit: limits.entries,
            });
        }
        let names = zip.file_names_raw().map(part_name).collect();
        Ok(Self {
            zip,
            names,
            format,
            limits: *limits,
            unpacked: 0,
        })
    }

    /// The names of the parts, decoded, with forward slashes, in the order of the directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Unpacks one part; a missing part is damage.
    pub(crate) fn read(&mut self, name: &str) -> Result<Vec<u8>, IntakeError> {
        match self.names.iter().position(|n| n.eq_ignore_ascii_case(name)) {
            Some(index) => self.read_at(index),
            None => Err(IntakeError::damaged(
                self.format,
                format!("{name} is missing"),
            )),
        }
    }

    /// Unpacks one part, if it is there.
    pub(crate) fn read_optional(&mut self, name: &str) -> Result<Option<Vec<u8>>, IntakeError> {
        match self.names.iter().position(|n| n.eq_ignore_ascii_case(name)) {
            Some(index) => self.read_at(index).map(Some),
            None => Ok(None),
        }
    }

    fn read_at(&mut self, index: usize) -> Result<Vec<u8>, IntakeError> {
        let format = self.format;
        let mut part = self.zip.by_index(index).map_err(|e| failure(format, e))?;
        let packed = part.compressed_size().max(1);
        let left = self.limits.unpacked.saturating_sub(self.unpacked);
        // The sizes in a header may lie, so the budget holds for what is really unpacked.
        let allowed = left.min(packed.saturating_mul(self.limits.ratio).max(RATIO_FREE));
        let mut out = Vec::new();
        let read = part.by_ref().take(allowed + 1).read_to_end(&mut out);
        if out.len() as u64 > allowed {
            return Err(IntakeError::TooLarge {
                what: "unpacked content".into(),
                limit: allowed,
            });
        }
        read.map_err(|e| IntakeError::damaged(format, e))?;
        self.unpacked += out.len() as u64;
        Ok(out)
    }
}

fn failure(format: Format, error: ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IntakeError::Encrypted,
        other => IntakeError::damaged(format, other),
    }
}

/// Chinese Windows packs names as GBK without saying so; newer programs write UTF-8.
fn part_name(raw: &[u8]) -> String {
    decode(raw, None).text.replace('\\', "/")
}

/// Unpacks a zip archive of files: paths with forward slashes and their bytes, folders and the
/// leavings of macOS (`__MACOSX`, `.DS_Store`) left out. Paths are cleaned of `..`, drive letters
/// and leading slashes, so they are safe to show, but nothing is written anywhere.
pub fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, IntakeError> {
    if bytes.len() as u64 > limits.input {
        return Err(IntakeError::TooLarge {
            what: "file".into(),
            limit: limits.input,
        });
    }
    let mut container = Container::open(Cursor::new(bytes), Format::Zip, limits)?;
    let mut files = Vec::new();
    for index in 0..container.names.len() {
        let name = container.names[index].clone();
        let path = relative(&name);
        let leaving = path.starts_with("__MACOSX/") || path.ends_with(".DS_Store");
        if name.ends_with('/') || path.is_empty() || leaving {
            continue;
        }
        files.push((path, container.read_at(index)?));
    }
    Ok(files)
}

fn relative(name: &str) -> String {
    let steps = name
        .split('/')
        .filter(|s| !s.is_empty() && *s != "." && *s != ".." && !s.ends_with(':'));
    steps.collect::<Vec<_>>().join("/")
}

/// A path in the container from a reference in the package: `%20` decoded, `..` followed,
/// from the top where it begins with a slash.
pub(crate) fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    let folder = if href.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    let href = String::from_utf8_lossy(&bytes);
    for step in href.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed() {
        assert_eq!(
            resolve("OEBPS", "text/ch%201.xhtml#a"),
            "OEBPS/text/ch 1.xhtml"
        );
        assert_eq!(resolve("OEBPS/x", "../%E4%B8%80.html"), "OEBPS/一.html");
        assert_eq!(resolve("", "a%zz.html"), "a%zz.html");
        assert_eq!(resolve("Doc_0/Pages", "/Doc_0/a.xml"), "Doc_0/a.xml");
    }
}
