//! The words of a speech as hashed character n-grams, weighted by where they stand.
//! Knows no label: what the grams speak for is learned elsewhere.

use crate::lookup::plain;

use crate::themes::Input as Page;

/// Shortest and longest gram, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;
/// Places of the table that grams are hashed into.
pub(super) const PLACES: usize = 1 << 16;
/// So many characters of the body are the opening.
const OPENING: usize = 400;
/// No more of the body is looked at: what comes later repeats it.
const LOOKED_AT: usize = 1200;
/// What a gram of the title counts.
const IN_TITLE: f32 = 4.0;
/// What a gram of a heading counts.
const IN_HEADING: f32 = 1.5;
/// What a gram of the opening counts.
const IN_OPENING: f32 = 1.0;
/// What a gram of the rest of the body counts.
const IN_BODY: f32 = 0.6;

/// How much of a speech is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Title, meeting, headings, opening and body.
    All,
    /// Title, meeting and opening: what tells the sort of a meeting.
    Head,
}

/// A sparse vector over the table of grams, of length 1, by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grams(Vec<(u32, f32)>);

impl Grams {
    /// The grams of a page, and a mark that is no gram of it (what the rules read).
    pub fn of(page: &Page, reach: Reach, mark: Option<(&str, f32)>) -> Self {
        let mut found: Vec<(u32, f32)> = Vec::with_capacity(8_192);
        walk(page, reach, &mut |gram, weight| {
            found.push((place(gram), weight));
        });
        found.sort_unstable_by_key(|(place, _)| *place);
        let mut grams: Vec<(u32, f32)> = Vec::with_capacity(found.len() / 2);
        for (place, weight) in found {
            match grams.last_mut() {
                Some((last, sum)) if *last == place => *sum += weight,
                _ => grams.push((place, weight)),
            }
        }
        // The tenth time a word is said tells less than the first.
        grams.iter_mut().for_each(|(_, sum)| *sum = sum.ln_1p());
        let norm = grams
            .iter()
            .map(|(_, w)| w * w)
            .sum::<f32>()
            .sqrt()
            .max(1e-6);
        grams.iter_mut().for_each(|(_, weight)| *weight /= norm);
        if let Some((mark, weight)) = mark {
            let chars: Vec<char> = mark.chars().collect();
            let place = place(&chars);
            let at = grams.partition_point(|(p, _)| *p < place);
            grams.insert(at, (place, weight));
        }
        grams.shrink_to_fit();
        Self(grams)
    }

    /// Places with their weights, by place.
    pub fn iter(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.0
            .iter()
            .map(|&(place, weight)| (place as usize, weight))
    }
}

/// Tells every gram of a page with what it counts there, folded.
pub(super) fn walk(page: &Page, reach: Reach, tell: &mut impl FnMut(&[char], f32)) {
    let mut chars: Vec<char> = Vec::with_capacity(LOOKED_AT);
    let mut part = |text: &str, most: usize, weight: f32, later: f32| {
        chars.clear();
        chars.extend(text.chars().take(most).map(plain));
        for length in LENGTHS {
            for (at, gram) in chars.windows(length).enumerate() {
                if gram.iter().all(|c| is_word(*c)) {
                    tell(gram, if at < OPENING { weight } else { later });
                }
            }
        }
    };
    part(page.title, OPENING, IN_TITLE, IN_TITLE);
    part(page.meeting.unwrap_or(""), OPENING, IN_TITLE, IN_TITLE);
    if reach == Reach::Head {
        return part(page.body, OPENING / 2, IN_OPENING, IN_OPENING);
    }
    for heading in page.headings {
        part(heading, OPENING, IN_HEADING, IN_HEADING);
    }
    part(page.body, LOOKED_AT, IN_OPENING, IN_BODY);
}

/// Numbers tell nothing of what a text is about, and grams do not cross marks.
fn is_word(c: char) -> bool {
    c.is_alphabetic()
}

/// The place of a gram in the table (FNV-1a; the same in every run and on every machine).
pub(super) fn place(gram: &[char]) -> u32 {
    let hash = gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3)
    });
    ((hash ^ (hash >> 29)) % PLACES as u64) as u32
}
