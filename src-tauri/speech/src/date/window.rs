//! Narrows the time in which a speech can lie by clues, strongest first, and keeps what disagrees.
//! Knows nothing of where a clue comes from.

use super::clues::{Clue, Frame, strength};

/// What the clues of one frame leave.
#[derive(Clone, Debug, Default)]
pub struct Narrowed<'a> {
    /// Not earlier than this day number.
    pub first: Option<i32>,
    /// Not later than this day number.
    pub last: Option<i32>,
    /// Not later than this day number, whatever is usual.
    pub outer: Option<i32>,
    /// Clues that agree, strongest first.
    pub used: Vec<&'a Clue>,
    /// Clues that do not fit stronger ones.
    pub dropped: Vec<&'a Clue>,
    contradictory: bool,
}

impl Clue {
    /// The last day on which such a speech is usually given.
    pub fn usual_last(&self) -> Option<i32> {
        Some(self.first? + self.usual?)
    }
}

impl Narrowed<'_> {
    /// Days from first to last, when both are known.
    pub fn width(&self) -> Option<i32> {
        Some(self.last? - self.first?)
    }

    /// True when evidence of the same weight cannot all be true.
    pub fn is_contradictory(&self) -> bool {
        self.contradictory
    }

    /// The clues that set the edges.
    pub fn binding(&self) -> Vec<&Clue> {
        let first = self
            .used
            .iter()
            .find(|c| c.first.is_some() && c.first == self.first);
        let last = self
            .used
            .iter()
            .find(|c| self.last.is_some() && (c.last == self.last || c.usual_last() == self.last));
        let mut binding: Vec<&Clue> = first.into_iter().chain(last).copied().collect();
        binding.dedup();
        binding
    }

    /// The same, with another last day that nothing usual bounds.
    pub fn until(mut self, last: i32) -> Self {
        self.last = Some(last);
        self.outer = Some(last);
        self
    }

    /// True when a clue leaves no more than the rim of a long time: of two long times that only touch the
    /// earlier is looked back on, and the later holds (2013年工作回顾 in a report of the year 2014).
    fn only_touches(&self, clue: &Clue) -> bool {
        let long = |from: Option<i32>, to: Option<i32>| match (from, to) {
            (Some(from), Some(to)) => to - from > LONG,
            _ => true,
        };
        let first = self.first.max(clue.first);
        let last = self.last.into_iter().chain(clue.last).min();
        let rim = first.zip(last).is_some_and(|(f, l)| l - f <= RIM);
        if !rim || !long(self.first, self.last) || !long(clue.first, clue.last) {
            return false;
        }
        let vague = clue.vague && self.binding().iter().all(|c| c.vague);
        let looked_back = clue.first < self.first && clue.strength <= strength::SIDE;
        let come = clue.first > self.first
            && clue.last > self.last
            && clue.last.is_some()
            && self.last.is_some()
            && self.strength() <= strength::NEAR;
        vague && (looked_back || come)
    }

    /// How strong the weaker edge is.
    pub fn strength(&self) -> u8 {
        self.binding().iter().map(|c| c.strength).min().unwrap_or(0)
    }
}

/// Days that are a long time: two months.
const LONG: i32 = 62;

/// Days at the rim of a long time.
const RIM: i32 = 31;

/// Narrows by the clues of a frame.
pub fn narrow(clues: &[Clue], frame: Frame) -> Narrowed<'_> {
    let mut sorted: Vec<&Clue> = clues.iter().filter(|c| c.frame == frame).collect();
    // Of equal strength, a later first day says more: words can be old, but not from the future.
    sorted.sort_by_key(|c| std::cmp::Reverse((c.strength, c.first)));
    let mut window = Narrowed::default();
    let mut out_of_fashion = 0;
    for clue in sorted {
        let first = window.first.max(clue.first);
        let last = match (window.last, clue.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let gap = first.zip(last).map_or(0, |(f, l)| f - l);
        if gap <= 0 && frame == Frame::Absolute && window.only_touches(clue) {
            if clue.first > window.first {
                let before = std::mem::take(&mut window.used);
                window.dropped.extend(before);
                (window.first, window.last) = (clue.first, clue.last);
                window.used.push(clue);
            } else {
                window.dropped.push(clue);
            }
            continue;
        }
        if gap <= 0 {
            (window.first, window.last) = (first, last);
            window.used.push(clue);
            continue;
        }
        // A year's turn: figures of November, and something that lies ahead in January.
        if frame == Frame::InYear && gap > 250 && clue.last.is_some() && clue.first.is_none() {
            continue;
        }
        let firm = window.strength() >= strength::YEAR;
        window.contradictory |= frame == Frame::Absolute
            && match clue.strength {
                strength::LIMIT => false,
                // One old wording is looked back on; several are an old text made to look new.
                strength::FASHION => {
                    out_of_fashion += i32::from(gap > 400);
                    out_of_fashion >= 3 && !firm
                }
                // A goal of years ago is looked back on: 到2010年，产量翻了一番.
                strength::USUAL if clue.first.is_none() && gap > 365 * 4 => false,
                strength::USUAL => gap > 400 && !firm,
                _ => gap > 60 && !firm,
            };
        window.dropped.push(clue);
    }
    window.outer = window.last;
    // Figures of May are spoken of in June or July, as long as nothing later is known.
    let usual = window
        .used
        .iter()
        .filter(|c| c.first.is_some() && c.first == window.first)
        .filter_map(|c| c.usual_last())
        .min();
    if let Some(usual) = usual
        && window.last.is_none_or(|l| l > usual)
    {
        window.last = Some(usual);
    }
    window
}
