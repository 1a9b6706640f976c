//! Immutable pieces by SHA-256: originals and text layers, packed with zstd.
//! Does not know what a piece is for.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::ids::Hash;

/// zstd level: at 3 packing keeps up with an import on one core.
const LEVEL: i32 = 3;

/// Largest piece that SQLite stores by default.
const LARGEST: usize = 1_000_000_000;

/// A piece packed for the file, made outside any transaction.
pub(crate) struct Packed {
    pub hash: Hash,
    size: usize,
    packed: &'static str,
    bytes: Vec<u8>,
}

/// Packs pieces one after the other. Kept for a batch: making zstd's workbench anew for every
/// piece took as long as packing a speech.
pub(crate) struct Packer(zstd::bulk::Compressor<'static>);

impl Packer {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self(zstd::bulk::Compressor::new(LEVEL)?))
    }

    /// Packs a piece; keeps it as it is when packing does not make it smaller (docx, pdf).
    pub(crate) fn pack(&mut self, bytes: &[u8]) -> Result<Packed> {
        let small = self.0.compress(bytes)?;
        let (packed, stored) = if small.len() < bytes.len() {
            ("zstd", small)
        } else {
            ("none", bytes.to_vec())
        };
        Ok(Packed {
            hash: Hash::of(bytes),
            size: bytes.len(),
            packed,
            bytes: stored,
        })
    }
}

/// Packs one piece.
pub(crate) fn pack(bytes: &[u8]) -> Result<Packed> {
    Packer::new()?.pack(bytes)
}

/// Adds a piece; being there already is success.
pub(crate) fn keep(content: &Connection, piece: &Packed) -> Result<()> {
    content
        .prepare_cached(include_str!("sql/content/keep.sql"))?
        .execute(params![
            piece.hash,
            piece.size as i64,
            piece.packed,
            piece.bytes
        ])?;
    Ok(())
}

/// The bytes of a piece, checked against their hash. `reader` has content attached as `content`
/// or is a connection to content itself.
pub(crate) fn fetch(reader: &Connection, hash: Hash) -> Result<Vec<u8>> {
    let row = reader
        .prepare_cached(include_str!("sql/content/fetch.sql"))?
        .query_row([hash], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Vec<u8>>(2)?,
            ))
        })
        .optional()?;
    let (size, packed, bytes) = row.ok_or(Error::ContentMissing(hash))?;
    unpack(hash, size, &packed, bytes)
}

/// Unpacks and checks a stored piece.
pub(crate) fn unpack(hash: Hash, size: i64, packed: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let bytes = if packed == "zstd" {
        // A damaged size must not make us ask for more memory than there is.
        let size = usize::try_from(size)
            .ok()
            .filter(|&size| size <= LARGEST)
            .ok_or(Error::ContentDamaged(hash))?;
        zstd::bulk::decompress(&bytes, size).map_err(|_| Error::ContentDamaged(hash))?
    } else {
        bytes
    };
    if Hash::of(&bytes) == hash {
        Ok(bytes)
    } else {
        Err(Error::ContentDamaged(hash))
    }
}

/// A text layer.
pub(crate) fn text(reader: &Connection, hash: Hash) -> Result<String> {
    String::from_utf8(fetch(reader, hash)?).map_err(|_| Error::ContentDamaged(hash))
}
