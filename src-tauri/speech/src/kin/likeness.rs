//! How much of one text stands in another, in its order: the letters that can be laid side by side.
//! Does not say which they are; a diff for the eye is made elsewhere.

use std::ops::Deref;

use super::{SHORT, hashes};
use crate::date::numeral::is_numeral;
use crate::fold::fold;
use crate::text::is_word;

/// Letters that must agree for two places to be tied together.
const TIE: usize = 5;

/// The share of ties below which no alignment is tried. Where three letters in ten were changed, one
/// tie in six is left; of fewer letters than [`MANY`] chance may leave less.
fn hopeless(letters: usize) -> f32 {
    if letters < MANY { 0.05 } else { 0.1 }
}

const MANY: usize = 800;

/// Between two ties, letters count as common where at least so many of the shorter side agree;
/// fewer are chance.
const AGREE: f32 = 0.45;

/// Letters times letters between two ties that are still compared one by one. Of a hundred letters
/// of which three in ten were changed, five in a row are left nearly always, and so a tie; what lies
/// between two further apart is not the same. To compare those all the same took more of an import
/// than to understand the speeches, where many share sentences.
const LARGEST: usize = 10_000;

/// Places in a body where single letters were changed, below which they are no noise but somebody's
/// corrections.
const PLACES: u32 = 3;

/// The longest run of changed letters that counts as single ones where little of it agrees.
const SINGLE: usize = 3;

/// A text reduced to what two copies of it have in common: letters and figures, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    all: Vec<char>,
    /// Letters before the body: title, date and whatever else says what the text is.
    head: usize,
    /// Hashes of some of its shingles, in order. Kept, as a text that comes is held against several.
    sample: Vec<u64>,
}

impl Letters {
    /// Of a text whose body begins after so many scalars. Marks, spaces and line ends are set
    /// differently by each site.
    pub fn new(text: &str, body_start: u32) -> Self {
        let mut all = Vec::with_capacity(text.len() / 3);
        let mut head = 0;
        for (at, c) in text.chars().enumerate() {
            let c = fold(c);
            if is_word(c) {
                all.push(c);
                head += usize::from(at < body_start as usize);
            }
        }
        let sample = sample(&all);
        Self { all, head, sample }
    }

    /// True for so few letters that more must be shared by a version, and may be by other speeches:
    /// that such a text is no version says nothing of the next one.
    pub fn is_short(&self) -> bool {
        self.len() < SHORT.0
    }
}

impl Deref for Letters {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.all
    }
}

/// How much of a text was changed letter by letter, as a scanner does and no writer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Letters changed.
    pub changed: u32,
    /// Letters compared.
    pub of: u32,
}

impl Noise {
    /// Letters of so many that may have been changed by the same hand.
    pub fn expected(self, letters: usize) -> usize {
        let mean = letters as f32 * self.changed as f32 / self.of.max(1) as f32;
        (mean + 3.0 * mean.sqrt()) as usize
    }
}

/// What two texts have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// The share of the shorter text's letters that stand in the other in the same order, 0..=1.
    pub share: f32,
    /// How their bodies differ letter by letter.
    pub noise: Noise,
}

/// How alike two texts are. What both have only by chance, or in another order, does not count.
pub fn likeness(one: &Letters, other: &Letters) -> Likeness {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    if short.len() < TIE {
        return Likeness::default();
    }
    if !may_be_alike(short, long) {
        return Likeness::default();
    }
    let ties = chain(ties(short, long));
    if (ties.len() as f32) < short.len() as f32 * hopeless(short.len()) {
        return Likeness::default();
    }
    let mut common = 0;
    let mut noise = Noise::default();
    let mut places = 0;
    let (mut s, mut l) = (0, 0);
    let mut first = true;
    for (at_s, at_l) in ties {
        if at_s < s || at_l < l {
            // Overlaps the tie before: on the same line it goes on, else it is passed over.
            if at_s + l == at_l + s && at_s + TIE > s {
                common += at_s + TIE - s;
                (s, l) = (at_s + TIE, at_l + TIE);
            }
            continue;
        }
        let from = match first {
            // Before the first tie the longer text may have anything.
            true => at_l.saturating_sub(at_s + at_s / 3 + 8),
            false => l,
        };
        let gap = (&short[s..at_s], &long[from..at_l]);
        let agree = agreeing(gap.0, gap.1);
        if !first && s >= short.head && l >= long.head {
            let changed = changed(gap.0, gap.1, agree);
            noise.changed += changed;
            noise.of += (gap.0.len() + TIE) as u32;
            places += u32::from(changed > 0);
        }
        first = false;
        common += agree + TIE;
        (s, l) = (at_s + TIE, at_l + TIE);
    }
    if places < PLACES {
        noise = Noise::default();
    }
    let rest = &short[s..];
    let room = (l + rest.len() + rest.len() / 3 + 8).min(long.len());
    common += agreeing(rest, &long[l..room]);
    Likeness {
        share: common as f32 / short.len() as f32,
        noise,
    }
}

/// Letters between two ties that were changed one by one; none where a passage was written anew, or
/// a figure was replaced.
fn changed(one: &[char], other: &[char], agree: usize) -> u32 {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let is_figure = |part: &[char]| !part.is_empty() && part.iter().all(|c| is_numeral(*c));
    let is_anew = long > SINGLE && (agree == 0 || long > short + short / 4 + 2);
    match is_anew || (is_figure(one) && is_figure(other)) {
        true => 0,
        false => (long - agree) as u32,
    }
}

/// Places with the same letters that occur once in each text, by their place in the first. Of texts
/// that a new one is held against most share little: what of each cannot stand in the other is left
/// out before anything is sorted.
fn ties(short: &[char], long: &[char]) -> Vec<(usize, usize)> {
    let own: Vec<u64> = hashes::<TIE>(short).collect();
    let theirs = singles(hashes::<TIE>(long), &Sieve::of(own.iter().copied()));
    let shared = Sieve::of(theirs.iter().map(|(shingle, _)| *shingle));
    let own = singles(own.into_iter(), &shared);
    let mut ties = Vec::with_capacity(own.len());
    let mut rest = &theirs[..];
    for (shingle, at) in own {
        let smaller = rest.iter().take_while(|(other, _)| *other < shingle);
        rest = &rest[smaller.count()..];
        if let Some((other, place)) = rest.first()
            && *other == shingle
        {
            ties.push((at as usize, *place as usize));
        }
    }
    ties.sort_unstable();
    ties
}

/// The shingles of a text that pass the sieve and stand in one place of it, by their hash, each with
/// that place.
fn singles(shingles: impl Iterator<Item = u64>, sieve: &Sieve) -> Vec<(u64, u32)> {
    let mut passed: Vec<(u64, u32)> = Vec::new();
    for (shingle, place) in shingles.zip(0..) {
        if sieve.passes(shingle) {
            passed.push((shingle, place));
        }
    }
    passed.sort_unstable();
    let same = passed.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|places| match places {
        [single] => Some(*single),
        _ => None,
    })
    .collect()
}

/// Lets all shingles of a text pass, and few others.
struct Sieve(Vec<u64>);

impl Sieve {
    /// Bits of a hash that are looked at.
    const BITS: u32 = 16;

    fn of(shingles: impl Iterator<Item = u64>) -> Self {
        let mut holes = vec![0; (1 << Self::BITS) / 64];
        for shingle in shingles {
            let (word, bit) = Self::hole(shingle);
            holes[word] |= bit;
        }
        Self(holes)
    }

    fn passes(&self, shingle: u64) -> bool {
        let (word, bit) = Self::hole(shingle);
        self.0[word] & bit != 0
    }

    fn hole(shingle: u64) -> (usize, u64) {
        let hole = shingle >> (64 - Self::BITS);
        ((hole / 64) as usize, 1 << (hole % 64))
    }
}

/// The longest part of the ties that runs forwards in both texts.
fn chain(ties: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ties.len());
    for (index, (_, place)) in ties.iter().enumerate() {
        let rank = ends.partition_point(|end| ties[*end].1 < *place);
        before.push(rank.checked_sub(1).map(|r| ends[r]));
        match ends.get_mut(rank) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.push(ties[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// One shingle in so many is looked at before all are: of the texts that share a sentence or a
/// formula with a new one, nearly all are told apart by these.
const SAMPLED: u64 = 8;

fn sample(text: &[char]) -> Vec<u64> {
    let mut kept = Vec::with_capacity(text.len() / SAMPLED as usize * 3 / 2);
    kept.extend(hashes::<TIE>(text).filter(|h| h % SAMPLED == 0));
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// False when so few of some shingles of one text stand in the other that no alignment is tried.
fn may_be_alike(short: &Letters, long: &Letters) -> bool {
    let mut rest = &long.sample[..];
    let stands = |h: &&u64| {
        rest = &rest[rest.iter().take_while(|other| other < h).count()..];
        rest.first() == Some(h)
    };
    let shared = short.sample.iter().filter(stands).count();
    shared as f32 >= short.sample.len() as f32 * hopeless(short.len())
}

/// Letters that agree between two ties, in order.
fn agreeing(one: &[char], other: &[char]) -> usize {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    if short.is_empty() || short.len() * long.len() > LARGEST {
        return 0;
    }
    let mut row = vec![0usize; short.len() + 1];
    for a in long {
        let mut corner = 0;
        for (at, b) in short.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = match a == b {
                true => corner + 1,
                false => above.max(row[at]),
            };
            corner = above;
        }
    }
    let common = row[short.len()];
    let is_chance = (common as f32) < short.len() as f32 * AGREE;
    if is_chance { 0 } else { common }
}
