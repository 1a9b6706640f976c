//! Immutable pieces by SHA-256: originals and text layers, packed with zstd, once there are many
//! with a dictionary of what they have in common.
//! Does not know what a piece is for.

pub(crate) mod dictionary;

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, params};
use zstd::zstd_safe::{CCtx, DCtx};

use crate::error::{Error, Result};
use crate::ids::Hash;
use crate::sql;
use dictionary::Dictionary;

/// zstd level: at 3 packing keeps up with an import on one core.
const LEVEL: i32 = 3;

/// Largest piece that SQLite stores by default.
const LARGEST: usize = 1_000_000_000;

/// A piece packed for the file, made outside any transaction.
pub(crate) struct Packed {
    pub hash: Hash,
    size: usize,
    packed: String,
    bytes: Vec<u8>,
}

thread_local! {
    /// Kept for the next piece: making zstd's workbench anew for each took as long as packing a speech.
    static PACKER: RefCell<CCtx<'static>> = RefCell::new(CCtx::create());
}

/// Packs one piece, by what the texts of its archive have in common where that is known; keeps it as
/// it is when packing does not make it smaller (docx, pdf).
pub(crate) fn pack_with(dictionary: Option<&Dictionary>, bytes: &[u8]) -> Result<Packed> {
    let mut small = Vec::with_capacity(zstd::zstd_safe::compress_bound(bytes.len()));
    let packed = PACKER.with_borrow_mut(|packer| match dictionary {
        Some(dictionary) => {
            packer.compress_using_cdict(&mut small, bytes, dictionary.pack().as_cdict())
        }
        None => packer.compress(&mut small, bytes, LEVEL),
    });
    packed.map_err(|code| std::io::Error::other(zstd::zstd_safe::get_error_name(code)))?;
    let (packed, stored) = if small.len() < bytes.len() {
        small.shrink_to_fit();
        let packed = dictionary.map_or("zstd".to_owned(), |d| format!("zstd:{}", d.num));
        (packed, small)
    } else {
        ("none".to_owned(), bytes.to_vec())
    };
    Ok(Packed {
        hash: Hash::of(bytes),
        size: bytes.len(),
        packed,
        bytes: stored,
    })
}

/// Packs one piece.
pub(crate) fn pack(bytes: &[u8]) -> Result<Packed> {
    pack_with(None, bytes)
}

/// Adds a piece; being there already is success.
pub(crate) fn keep(content: &Connection, piece: &Packed) -> Result<()> {
    content
        .prepare_cached(sql!("content/keep"))?
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
        .prepare_cached(sql!("content/fetch"))?
        .query_row([hash], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Vec<u8>>(2)?,
            ))
        })
        .optional()?;
    let (size, packed, bytes) = row.ok_or(Error::ContentMissing(hash))?;
    unpack(reader, hash, size, &packed, bytes)
}

thread_local! {
    /// Kept for the next piece: it is larger than what it unpacks, and was asked of the system anew
    /// for each hit of a page.
    static UNPACKER: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

/// Unpacks and checks a stored piece.
pub(crate) fn unpack(
    reader: &Connection,
    hash: Hash,
    size: i64,
    packed: &str,
    bytes: Vec<u8>,
) -> Result<Vec<u8>> {
    let bytes = if let Some(with) = packed.strip_prefix("zstd") {
        // A damaged size must not make us ask for more memory than there is.
        let size = usize::try_from(size)
            .ok()
            .filter(|&size| size <= LARGEST)
            .ok_or(Error::ContentDamaged(hash))?;
        let mut unpacked = Vec::with_capacity(size);
        let done = match with.strip_prefix(':').map(str::parse) {
            None => UNPACKER.with_borrow_mut(|unpacker| unpacker.decompress(&mut unpacked, &bytes)),
            Some(Ok(num)) => {
                let dictionary = dictionary::of(reader, num)?;
                let dictionary = dictionary.unpack.as_ddict();
                UNPACKER.with_borrow_mut(|unpacker| {
                    unpacker.decompress_using_ddict(&mut unpacked, &bytes, dictionary)
                })
            }
            Some(Err(_)) => return Err(Error::ContentDamaged(hash)),
        };
        done.map_err(|_| Error::ContentDamaged(hash))?;
        unpacked
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_kept_once_and_found_by_the_index_in_whatever_part_it_stands() {
        let content = Connection::open_in_memory().expect("open");
        crate::connect::keep_plans(&content).expect("settings");
        let schema = [sql!("content/schema"), sql!("content/dictionary")].concat();
        content.execute_batch(&schema).expect("schema");
        let pieces: Vec<Packed> = (0..6u8).map(|n| pack(&[n; 9]).expect("pack")).collect();
        for (piece, num) in pieces.iter().zip([1, 32_767, 32_768, 65_536, 100_000]) {
            keep(&content, piece).expect("keep");
            let number = "UPDATE piece SET num = ?2 WHERE hash = ?1";
            let number = content.execute(number, params![piece.hash, num]);
            assert_eq!(number.expect("number"), 1);
        }
        for (n, piece) in (0..5u8).zip(&pieces) {
            keep(&content, piece).expect("again");
            assert_eq!(fetch(&content, piece.hash).expect("there"), [n; 9]);
        }
        assert!(matches!(
            fetch(&content, pieces[5].hash),
            Err(Error::ContentMissing(_))
        ));
        let count = content.query_row("SELECT count(*) FROM piece", [], |row| row.get(0));
        assert_eq!(count, Ok(5));
        for statement in [sql!("content/fetch"), sql!("content/keep")] {
            let mut ask = content
                .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
                .expect("plan");
            let nothing = (0..ask.parameter_count()).map(|_| None::<i64>);
            let steps = ask
                .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
                .expect("steps");
            let steps: Vec<String> = steps.collect::<rusqlite::Result<_>>().expect("steps");
            let wanted = "SEARCH piece USING INDEX piece_part (<expr>=? AND <expr>=?)";
            let is_found = |step: &String| step == wanted;
            assert!(steps.iter().any(is_found), "{steps:?}");
        }
    }
}
