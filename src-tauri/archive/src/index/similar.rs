//! Finds speeches that say the same as a passage, word for word or nearly: its rarest pieces are
//! looked up in the index, and the speeches that have the most of them are held against it.
//! Keeps no index of its own.

use serde::{Deserialize, Serialize};
use speech::Span;
use speech::terms::Folded;

use super::align::{Fit, Place, Wanted};
use super::bits::Bits;
use super::search::{Look, Moment};
use crate::error::{Error, Result};
use crate::ids::SpeechId;
use crate::query::Columns;

/// Fewest folded characters of a passage, and how many of a longer one are looked at.
const SHORTEST: usize = 6;
const LONGEST: usize = 1_000;
/// Characters of a piece that is looked up, and most pieces that are.
const PIECE: usize = 4;
const PIECES: usize = 28;
/// Speeches whose pairs of characters are counted to tell which are rare.
const SAMPLE: usize = 2_000;
/// Speeches that are read, and those of them that are compared character by character.
const READ: usize = 300;
const COMPARED: usize = 80;
/// Least share of same characters of a passage that says the same.
const LEAST: f32 = 0.5;

/// A speech that says the same as a passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Similar {
    /// The speech.
    pub id: SpeechId,
    /// Where in its clean text.
    pub span: Span,
    /// Share of the characters that are the same, 0..=1, of the longer of the two passages.
    pub share: f32,
    /// Its passage from start to end, same and different by turns.
    pub parts: Vec<SimilarPart>,
}

/// A stretch of a similar passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarPart {
    /// The words in the speech; empty where it leaves something out.
    pub text: String,
    /// What the passage that was looked for says here; `None` where it says the same.
    pub instead: Option<String>,
}

/// A speech that has pieces of the passage.
struct Candidate {
    num: i64,
    place: Place,
    text: String,
    folded: Folded,
}

/// What is looked for.
pub(super) struct Passage<'a> {
    /// Its words.
    pub words: &'a str,
    /// A speech that is left out: the one it comes from.
    pub except: Option<&'a SpeechId>,
    /// Most speeches to return.
    pub limit: usize,
}

impl Passage<'_> {
    /// Those that say the same, the nearest first, of equals the newest.
    pub fn find(&self, moment: &Moment<'_>) -> Result<Look<Vec<Similar>>> {
        let ours = Folded::searchable(self.words);
        let mut chars = ours.chars().to_vec();
        chars.truncate(LONGEST);
        if chars.len() < SHORTEST {
            return Err(Error::unfit("passage", self.words));
        }
        if moment.is_partial() {
            return Ok(Look::ALL);
        }
        let nums = candidates(moment, &chars)?;
        let wanted = Wanted::new(chars);
        let mut read = Vec::new();
        for num in nums {
            moment.stop.check()?;
            let Some(text) = moment.source.body(num)? else {
                continue;
            };
            let folded = Folded::searchable(&text);
            if let Some(place) = wanted.place(folded.chars()) {
                read.push(Candidate {
                    num,
                    place,
                    text,
                    folded,
                });
            }
        }
        // Stable: of equals those with more pieces, and of these the newer, come first.
        read.sort_by(|a, b| b.place.share.total_cmp(&a.place.share));
        read.truncate(COMPARED.max(self.limit));
        let mut found: Vec<(Fit, &Candidate)> = Vec::new();
        for candidate in &read {
            moment.stop.check()?;
            let fit = wanted.fit(candidate.folded.chars(), &candidate.place);
            if fit.share >= LEAST {
                found.push((fit, candidate));
            }
        }
        found.sort_by(|a, b| b.0.share.total_cmp(&a.0.share));
        let mut similar = Vec::new();
        for (fit, candidate) in found {
            if similar.len() >= self.limit {
                break;
            }
            let id = moment.source.id(candidate.num)?;
            if Some(&id) != self.except {
                similar.push(told(id, &fit, candidate, &ours, self.words));
            }
        }
        Ok(Look::Found(similar))
    }
}

/// Numbers of the speeches that have the most and rarest pieces, and of those the index has not
/// seen.
fn candidates(moment: &Moment<'_>, chars: &[char]) -> Result<Vec<i64>> {
    let mut nums = moment.unseen.clone();
    let Some((index, shelf)) = moment.index else {
        return Ok(nums);
    };
    let (ask, all) = moment.ask(index, shelf, shelf.whole());
    let (sample, within) = moment.ask(index, shelf, shelf.slice(0, SAMPLE));
    let sampled = within.count().max(1) as f32;
    let mut rarities = Vec::with_capacity(chars.len());
    for pair in chars.windows(2) {
        moment.stop.check()?;
        let having = sample.find(Columns::ALL, pair, &within)?.count() as f32;
        rarities.push(((sampled + 1.0) / (having + 0.5)).ln());
    }
    let mut weights = vec![0f32; shelf.len()];
    let mut having = Bits::none(shelf.len());
    for (at, weight) in pieces(&rarities) {
        moment.stop.check()?;
        let hits = ask.find(Columns::ALL, &chars[at..at + PIECE], &all)?;
        hits.iter().for_each(|at| weights[at] += weight);
        having.or(&hits);
    }
    let mut ranked: Vec<usize> = having.iter().collect();
    ranked.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    ranked.truncate(READ);
    let num = |at: usize| i64::from(shelf.entries()[at].num);
    nums.extend(ranked.into_iter().map(num));
    Ok(nums)
}

/// Where the pieces to look up start, with their weights: the rarest of each stretch of the
/// passage, so that changes in one place leave those of the others. `rarities` are those of the
/// pairs of characters.
fn pieces(rarities: &[f32]) -> Vec<(usize, f32)> {
    let starts = (rarities.len() + 2).saturating_sub(PIECE);
    let weight = |at: usize| rarities[at] + rarities[at + PIECE - 2];
    let stretches = starts.min(PIECES);
    let stretch = |n: usize| n * starts / stretches..(n + 1) * starts / stretches;
    (0..stretches)
        .filter_map(|n| {
            let rarest = stretch(n).max_by(|&a, &b| weight(a).total_cmp(&weight(b)));
            rarest.map(|at| (at, weight(at).max(0.0)))
        })
        .collect()
}

/// A fit over the words as they are written; what was folded away goes with the stretch before it.
fn told(id: SpeechId, fit: &Fit, theirs: &Candidate, ours: &Folded, words: &str) -> Similar {
    let (mut in_theirs, mut in_ours) = (Cut::new(&theirs.text), Cut::new(words));
    let span = theirs.folded.span(fit.piece.start, fit.piece.end);
    in_theirs.to(span.start);
    let end = |folded: &Folded, range: &std::ops::Range<usize>| folded.span(range.start, range.end);
    let parts = fit.runs.iter().map(|run| SimilarPart {
        text: in_theirs.to(end(&theirs.folded, &run.theirs).end),
        instead: {
            let instead = in_ours.to(end(ours, &run.ours).end);
            (!run.same).then_some(instead)
        },
    });
    Similar {
        parts: parts.collect(),
        id,
        span,
        share: fit.share,
    }
}

/// Cuts a text from one offset to the next.
struct Cut<'a> {
    rest: std::str::Chars<'a>,
    at: u32,
}

impl<'a> Cut<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars(),
            at: 0,
        }
    }

    /// The text from where it stands to an offset; nothing when that lies behind.
    fn to(&mut self, end: u32) -> String {
        let count = end.saturating_sub(self.at);
        self.at += count;
        self.rest.by_ref().take(count as usize).collect()
    }
}
