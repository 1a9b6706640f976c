//! Near duplicates: which texts are versions of one speech - from several sites, cut to a preview,
//! read by a machine from a scan. Links nothing; says only how much two texts share, and whether
//! what they say of themselves can hold of one.

mod buckets;
mod likeness;
mod sketch;
mod statement;

pub use buckets::Buckets;
pub use likeness::{Letters, Likeness, Noise, likeness};
pub use sketch::Sketch;
pub use statement::{Stated, Statement};

/// The share of the shorter text that versions of one speech have in common at least. Texts of which
/// a third was rewritten keep 0.7; speeches built of the same formulas have 0.1 to 0.4.
pub const VERSION: f32 = 0.6;

/// The same for texts of a few hundred letters, where a form filled in anew is most of the text.
const SHORT: (usize, f32) = (400, 0.72);

/// Letters below which a text says too little to tell.
const FEWEST: usize = 150;

/// How alike two texts are, when by their words they are versions of one speech; what each says of
/// itself may still contradict.
pub fn version(one: &Letters, other: &Letters) -> Option<Likeness> {
    let least = match one.len().min(other.len()) {
        ..FEWEST => return None,
        few if few < SHORT.0 => SHORT.1,
        _ => VERSION,
    };
    Some(likeness(one, other)).filter(|alike| alike.share >= least)
}

/// The hashes of all shingles of so many letters; of a known length, so that one is hashed without
/// counting them.
fn hashes<const N: usize>(text: &[char]) -> impl Iterator<Item = u64> {
    text.array_windows::<N>().map(hash)
}

/// Mixes the letters of a shingle into a number.
#[inline]
fn hash<const N: usize>(shingle: &[char; N]) -> u64 {
    let mut sum = 0x9E37_79B9_7F4A_7C15u64;
    for c in shingle {
        sum = (sum ^ u64::from(u32::from(*c))).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        sum ^= sum >> 32;
    }
    sum = sum.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    sum ^ (sum >> 29)
}
