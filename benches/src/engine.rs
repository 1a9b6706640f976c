//! What every engine that is measured can do, and its answers. Knows no engine.

use anyhow::Result;

use crate::queries::Case;

/// The numbers of speeches.
pub type Numbers = Vec<u32>;

/// A whole page of a search.
#[derive(Debug, Default, PartialEq)]
pub struct Page {
    pub total: u64,
    /// The newest twenty.
    pub newest: Numbers,
    /// How many of each year, latest first.
    pub years: Vec<(i32, u64)>,
}

/// An engine over the made speeches. `None`: it cannot answer such a query.
pub trait Engine {
    fn name(&self) -> &'static str;
    /// The newest twenty with snippets, as soon as they can be had.
    fn first(&self, case: &Case) -> Result<Option<Numbers>>;
    /// Exact count, counts of types and years, and the newest twenty with snippets.
    fn page(&self, case: &Case) -> Result<Option<Page>>;
    /// Everything that is found, in any order.
    fn all(&self, case: &Case) -> Result<Option<Numbers>>;
}

/// How a shelf in memory counts hits, for peers that have no facets of their own.
pub struct Rows(pub Vec<(i32, i32, u16)>);

impl Rows {
    /// A page of the rows found; each row is (day, year, type).
    pub fn page(&self, found: &[u32]) -> Page {
        let mut years = std::collections::BTreeMap::new();
        let mut kinds = vec![0u64; 1 << 10];
        for &number in found {
            let (_, year, kind) = self.0[number as usize];
            *years.entry(year).or_insert(0u64) += 1;
            kinds[usize::from(kind)] += 1;
        }
        std::hint::black_box(&kinds);
        let mut newest = found.to_vec();
        newest.sort_unstable_by_key(|&n| std::cmp::Reverse((self.0[n as usize].0, n)));
        newest.truncate(20);
        Page {
            total: found.len() as u64,
            newest,
            years: years.into_iter().rev().collect(),
        }
    }
}

/// Some characters around the first place of a word, as a plain engine would show it.
pub fn snippet(text: &str, word: &str) -> String {
    let at = memchr::memmem::find(text.as_bytes(), word.as_bytes()).unwrap_or(0);
    let before = text[..at].chars().rev().take(18).count();
    let start = text[..at]
        .char_indices()
        .rev()
        .nth(before.saturating_sub(1))
        .map_or(at, |(i, _)| i);
    text[start..].chars().take(60).collect()
}
