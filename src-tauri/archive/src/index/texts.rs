//! Keeps the texts that were shown last, unpacked and folded: the page of a search after its first
//! hits, and the next key of someone who types, show mostly the same ones. A text is known by its
//! hash and never changes, so nothing kept here can be out of date.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hashlink::LruCache;
use speech::terms::Folded;

use crate::error::Result;
use crate::ids::Hash;

/// Bytes of text that are kept; folded they take three times as much more.
const KEPT: usize = 3 << 20;
/// Largest text that is kept: one book must not push out all others.
const LARGEST: usize = KEPT / 8;

/// A text, folded when it is first searched in.
#[derive(Debug, Default)]
pub(crate) struct Body {
    text: String,
    folded: OnceLock<Folded>,
}

impl Body {
    /// As [`Folded::searchable`] gives it.
    pub fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::searchable(&self.text))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self {
            text,
            folded: OnceLock::new(),
        }
    }
}

impl Deref for Body {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The texts that were shown last.
pub(super) struct Texts(Mutex<Kept>);

struct Kept {
    texts: LruCache<Hash, Arc<Body>>,
    bytes: usize,
}

impl Default for Texts {
    fn default() -> Self {
        Self(Mutex::new(Kept {
            texts: LruCache::new_unbounded(),
            bytes: 0,
        }))
    }
}

impl Texts {
    /// The text of a hash, if it is here.
    pub fn get(&self, hash: Hash) -> Option<Arc<Body>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.texts.get(&hash).cloned()
    }

    /// The text of a hash; read and kept when it is not here.
    pub fn get_or_read(
        &self,
        hash: Hash,
        read: impl FnOnce() -> Result<String>,
    ) -> Result<Arc<Body>> {
        if let Some(known) = self.get(hash) {
            return Ok(known);
        }
        let body = Arc::new(Body::from(read()?));
        if body.len() <= LARGEST {
            self.keep(hash, body.clone());
        }
        Ok(body)
    }

    fn keep(&self, hash: Hash, body: Arc<Body>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += body.len();
        if let Some(same) = kept.texts.insert(hash, body) {
            kept.bytes -= same.len();
        }
        while kept.bytes > KEPT {
            match kept.texts.remove_lru() {
                Some((_, oldest)) => kept.bytes -= oldest.len(),
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(texts: &Texts, n: u8, bytes: usize) {
        let read = || Ok("a".repeat(bytes));
        texts.get_or_read(Hash([n; 32]), read).expect("text");
    }

    #[test]
    fn the_texts_shown_last_are_kept_and_no_more_than_there_is_room_for() {
        let texts = Texts::default();
        for n in 0..9 {
            keep(&texts, n, LARGEST);
        }
        assert!(texts.get(Hash([0; 32])).is_none());
        assert!(texts.get(Hash([8; 32])).is_some());
        keep(&texts, 9, LARGEST + 1);
        assert!(texts.get(Hash([9; 32])).is_none());
        assert!(texts.get(Hash([8; 32])).is_some());
    }
}
