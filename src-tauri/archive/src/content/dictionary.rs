//! What the texts of an archive have in common, trained once from some of them: a text packed with
//! it takes a third less room. Packs nothing itself.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use super::LEVEL;
use crate::connect::FORMAT;
use crate::error::{Error, Result};
use crate::ids::Hash;
use crate::sql;

/// Bytes of a dictionary: what zstd's own manual takes.
const SIZE: usize = 112_640;
/// Texts an archive must hold before one is trained; few texts are small anyway.
const ENOUGH: i64 = 2_000;
/// Texts it is trained from, and how many bytes of each.
const SAMPLES: i64 = 1_500;
const SAMPLE: usize = 4_096;
/// Prepared ones that are kept.
const KEPT: usize = 4;

/// A dictionary made ready to unpack. Its number counts within its archive.
pub(crate) struct Dictionary {
    hash: Hash,
    pub(super) num: i64,
    bytes: Box<[u8]>,
    /// Made by the first text that is packed: it takes longer than the hits of a page to unpack.
    pack: OnceLock<EncoderDictionary<'static>>,
    pub(super) unpack: DecoderDictionary<'static>,
}

impl Dictionary {
    /// What packs with it.
    pub(super) fn pack(&self) -> &EncoderDictionary<'static> {
        self.pack
            .get_or_init(|| EncoderDictionary::copy(&self.bytes, LEVEL))
    }
}

/// Those made ready last, of any archive: one is known by the hash of its bytes, so that it does
/// not matter whose it is.
static READY: Mutex<Vec<Arc<Dictionary>>> = Mutex::new(Vec::new());

/// The dictionary of a number. `reader` as for [`super::fetch`].
pub(crate) fn of(reader: &Connection, num: i64) -> Result<Arc<Dictionary>> {
    let hash: Hash = reader
        .prepare_cached("SELECT hash FROM dictionary WHERE num = ?1 AND copy = 1")?
        .query_row([num], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::missing("dictionary", num))?;
    let ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = ready
        .iter()
        .find(|known| (known.hash, known.num) == (hash, num))
    {
        return Ok(known.clone());
    }
    drop(ready);
    let mut copies =
        reader.prepare_cached("SELECT bytes FROM dictionary WHERE num = ?1 ORDER BY copy")?;
    let mut rows = copies.query([num])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_bytes()?;
        if Hash::of(bytes) == hash {
            return Ok(ready_made(hash, num, bytes));
        }
    }
    Err(Error::ContentDamaged(hash))
}

fn ready_made(hash: Hash, num: i64, bytes: &[u8]) -> Arc<Dictionary> {
    let made = Arc::new(Dictionary {
        hash,
        num,
        bytes: bytes.into(),
        pack: OnceLock::new(),
        unpack: DecoderDictionary::copy(bytes),
    });
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    if ready.len() >= KEPT {
        ready.remove(0);
    }
    ready.push(made.clone());
    made
}

/// The number of the newest dictionary, if there is one.
pub(crate) fn newest(reader: &Connection) -> Result<Option<i64>> {
    Ok(reader
        .prepare_cached("SELECT max(num) FROM dictionary")?
        .query_row([], |row| row.get(0))?)
}

/// Trains one from the texts that are there; `None` when they are too few, and an empty one when
/// they have nothing in common. `reader` asks the catalogue with content attached.
pub(crate) fn train(reader: &Connection) -> Result<Option<Vec<u8>>> {
    let count: i64 = reader.query_row("SELECT count(*) FROM reading", [], |row| row.get(0))?;
    if count < ENOUGH {
        return Ok(None);
    }
    let mut ask = reader.prepare_cached(sql!("content/samples"))?;
    let mut rows = ask.query([SAMPLES])?;
    let mut samples = Vec::new();
    while let Some(row) = rows.next()? {
        let mut text = super::fetch(reader, row.get(0)?)?;
        text.truncate(SAMPLE);
        samples.push(text);
    }
    Ok(Some(
        zstd::dict::from_samples(&samples, SIZE).unwrap_or_default(),
    ))
}

/// Keeps a dictionary for all that is packed from now on.
pub(crate) fn keep(content: &mut Connection, bytes: &[u8]) -> Result<i64> {
    let tx = content.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let num = newest(&tx)?.unwrap_or(0) + 1;
    for copy in 1..=2 {
        tx.execute(
            "INSERT INTO dictionary (num, copy, hash, bytes) VALUES (?1, ?2, ?3, ?4)",
            params![num, copy, Hash::of(bytes), bytes],
        )?;
    }
    // A program that does not know dictionaries would take every text for damaged.
    tx.execute(
        "UPDATE meta SET value = max(value, 2) WHERE key = 'compatible_since'",
        [],
    )?;
    tx.pragma_update(None, "user_version", FORMAT)?;
    tx.commit()?;
    Ok(num)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Archive, NewFile};

    fn import(archive: &Archive, text: &str) -> Hash {
        let run = archive.begin_import(0).expect("run");
        let file = NewFile {
            bytes: text.as_bytes(),
            name: "a.txt",
            format: "txt",
            encoding: None,
            producer: None,
            text,
            warnings: &[],
            speeches: &[],
        };
        archive.import(&run, 0, &[file]).expect("import");
        Hash::of(text.as_bytes())
    }

    #[test]
    fn texts_packed_with_a_dictionary_are_read_though_a_copy_of_it_is_damaged() {
        let dir = tempfile::tempdir().expect("dir");
        let archive = Archive::create(dir.path(), 0).expect("create");
        let common = "要坚持项目为王，全力以赴抓招商、促投资、稳增长。".repeat(3);
        let before = import(&archive, &format!("一、{common}"));
        keep(
            &mut archive.writer().expect("writer").content,
            common.as_bytes(),
        )
        .expect("keep");
        let damage = "UPDATE dictionary SET bytes = x'00' WHERE copy = 1";
        archive
            .writer()
            .expect("writer")
            .content
            .execute(damage, [])
            .expect("damage");
        let after = import(&archive, &format!("二、{common}"));
        let packed: Vec<String> = archive
            .read(|reader| {
                let mut ask = reader.prepare("SELECT packed FROM piece ORDER BY num")?;
                let rows = ask.query_map([], |row| row.get(0))?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            })
            .expect("pieces");
        assert_eq!(packed, ["zstd", "zstd:1"]);
        for (hash, text) in [(before, "一、"), (after, "二、")] {
            let bytes = archive.original_by_hash(hash).expect("original");
            assert!(String::from_utf8_lossy(&bytes).starts_with(text));
        }
        assert_eq!(archive.check().expect("check").problems, []);
    }
}
