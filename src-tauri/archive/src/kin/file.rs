//! The file of sketches beside the databases: derived, only added to, read whole.
//! What is cut, damaged or of another text is passed over and made again.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use speech::kin::Sketch;

use crate::ids::Hash;

/// What the file begins with; another number when sketches are made another way.
const HEAD: &[u8; 8] = b"RstmKin1";

/// A sketch by what it is of.
pub(super) struct Kept {
    /// The first bytes of the clean text's hash.
    pub of: [u8; 8],
    pub sketch: Sketch,
}

/// What is kept of a hash to tell whether a sketch is of that text.
pub(super) fn mark(hash: Hash) -> [u8; 8] {
    let mut mark = [0; 8];
    mark.copy_from_slice(&hash.0[..8]);
    mark
}

/// The file.
pub(super) struct File(PathBuf);

impl File {
    pub fn new(dir: &Path) -> Self {
        Self(dir.join("kin.bin"))
    }

    /// The sketches by the number of their speech, the last one of each; none when there is no file
    /// or it is not one of ours.
    pub fn read(&self) -> HashMap<u32, Kept> {
        let mut kept = HashMap::new();
        let bytes = std::fs::read(&self.0).unwrap_or_default();
        let Some(mut rest) = bytes.strip_prefix(HEAD) else {
            return kept;
        };
        while let Some((record, after)) = next(rest) {
            kept.insert(record.0, record.1);
            rest = after;
        }
        kept
    }

    /// Adds sketches at the end, or writes the file anew with them.
    pub fn write(&self, anew: bool, sketches: &[(u32, [u8; 8], Sketch)]) -> io::Result<()> {
        let mut bytes = Vec::new();
        for (number, of, sketch) in sketches {
            bytes.extend_from_slice(&number.to_le_bytes());
            bytes.extend_from_slice(of);
            bytes.extend_from_slice(&(sketch.hashes().len() as u32).to_le_bytes());
            for hash in sketch.hashes() {
                bytes.extend_from_slice(&hash.to_le_bytes());
            }
        }
        if anew || !self.0.exists() {
            let part = self.0.with_extension("part");
            std::fs::write(&part, [&HEAD[..], &bytes].concat())?;
            return std::fs::rename(part, &self.0);
        }
        let mut file = std::fs::OpenOptions::new().append(true).open(&self.0)?;
        file.write_all(&bytes)
    }
}

fn next(bytes: &[u8]) -> Option<((u32, Kept), &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    let (of, rest) = rest.split_first_chunk::<8>()?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let size = usize::try_from(u32::from_le_bytes(*count))
        .ok()?
        .checked_mul(4)?;
    let (hashes, rest) = rest.split_at_checked(size)?;
    let hashes = hashes
        .chunks_exact(4)
        .map(|h| u32::from_le_bytes([h[0], h[1], h[2], h[3]]));
    let kept = Kept {
        of: *of,
        sketch: Sketch::from_hashes(hashes.collect()),
    };
    Some(((u32::from_le_bytes(*number), kept), rest))
}
