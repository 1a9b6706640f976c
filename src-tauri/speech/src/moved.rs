//! Where the characters of one text stand in another one that came from it by insertions, deletions,
//! moved paragraphs and slips: what notes follow when a text layer takes the place of another.
//! Knows no notes, and needs both texts; with the quote alone, see [`crate::anchor`].

use std::collections::HashMap;

use crate::model::Span;
use crate::terms::Folded;

/// Lengths of the pieces that, standing once in both texts, tie them together; the shorter ones only
/// for what the longer left open.
const TIES: [usize; 2] = [14, 7];

/// Equal characters that must follow a slip, so that two different passages are not zipped together.
const AFTER_SLIP: usize = 4;

/// Slips that are stepped over, likeliest first: (characters of the old text, of the new).
const SLIPS: [(usize, usize); 8] = [
    (1, 1),
    (0, 1),
    (1, 0),
    (2, 2),
    (1, 2),
    (2, 1),
    (0, 2),
    (2, 0),
];

/// Largest stretch between two tied ones that is compared character by character.
const STRETCH: usize = 600;

/// Shortest passage (folded) that may have changed inside: below it a changed wording is another one.
const CHANGEABLE: usize = 12;

/// A sentence of this length may have been put into any passage that may have changed.
const PUT_IN: usize = 60;

/// Characters put in that do not yet part one piece of a passage from the next.
const HOLE: u32 = 4;

/// So many characters in a row stand where they stand by no accident.
const STANDS: usize = 8;

const NONE: u32 = u32::MAX;

/// Two texts laid beside each other.
pub struct Moved {
    old: Folded,
    new: Folded,
    /// Per folded character of the old text where it stands in the new one.
    to: Vec<u32>,
    /// And back.
    from: Vec<u32>,
}

impl Moved {
    /// Lays the texts beside each other. Width, case and white space do not count.
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (Folded::plain(old), Folded::plain(new));
        let mut moved = Self {
            to: vec![NONE; old.chars().len()],
            from: vec![NONE; new.chars().len()],
            old,
            new,
        };
        for length in TIES {
            moved.tie_longest_first(length);
        }
        moved.fill();
        moved
    }

    /// Where a passage of the old text stands now. `None` when its words are gone, were torn apart,
    /// or (under twelve characters) are not the very same.
    pub fn span(&self, span: Span) -> Option<Span> {
        let (a, b) = (self.old.index_of(span.start), self.old.index_of(span.end));
        let len = b.checked_sub(a).filter(|len| *len > 0)?;
        let run = self.longest_run(a, b);
        let (first, last) = (*run.first()?, *run.last()?);
        let (mut start, mut end) = (self.to[first] as usize, self.to[last] as usize + 1);
        if len < CHANGEABLE {
            return (run.len() == len && end - start == len).then(|| self.new.span(start, end));
        }
        let inside = self.from[start..end].iter();
        let foreign = inside.filter(|&&i| i != NONE && !(a..b).contains(&(i as usize)));
        let left = (a..b).filter(|i| self.to[*i] != NONE).count();
        let torn = run.len() * 4 < left * 3 || run.len() * 2 < len;
        // A sentence may have been put in, even one from elsewhere; a moved paragraph tears it.
        if torn || foreign.count() > PUT_IN || end - start > 2 * len + PUT_IN {
            return None;
        }
        // A slip at the edge belongs to the passage when what stands outside it is still there.
        if let Some(before) = a.checked_sub(1).map(|i| self.to[i]).filter(|j| *j != NONE) {
            let from = before as usize + 1;
            if first > a && from < start && start - from <= 2 * (first - a) {
                start = from;
            }
        }
        if let Some(&after) = self.to.get(b).filter(|j| **j != NONE) {
            let upto = after as usize;
            let left = b - 1 - last;
            if left > 0 && upto > end && upto - end <= 2 * left {
                end = upto;
            }
        }
        Some(self.new.span(start, end))
    }

    /// The characters of `a..b` that stayed together: the longest unbroken piece, and on both sides
    /// of it the pieces that keep the order and have no wide stretch before them.
    fn longest_run(&self, a: usize, b: usize) -> Vec<usize> {
        let mut pieces: Vec<Vec<usize>> = Vec::new();
        for i in (a..b).filter(|i| self.to[*i] != NONE) {
            let goes_on = |last: usize| {
                self.to[last] < self.to[i] && self.to[i] - self.to[last] <= (i - last) as u32 + HOLE
            };
            match pieces.last_mut() {
                Some(piece) if piece.last().is_some_and(|last| goes_on(*last)) => piece.push(i),
                _ => pieces.push(vec![i]),
            }
        }
        let longest = (0..pieces.len()).max_by_key(|n| pieces[*n].len());
        let Some(middle) = longest else {
            return Vec::new();
        };
        let widest = (2 * (b - a) + PUT_IN) as u32;
        let mut run = pieces[middle].clone();
        for piece in &pieces[middle + 1..] {
            // A piece of a few characters far off is not of this passage: 完成27|1件, 完成27|7件.
            let from = self.to[run[run.len() - 1]];
            let near = self.to[piece[0]].checked_sub(from);
            if near.is_some_and(|gap| gap <= widest && gap <= reach(piece)) {
                run.extend(piece);
            }
        }
        for piece in pieces[..middle].iter().rev() {
            let near = self.to[run[0]].checked_sub(self.to[piece[piece.len() - 1]]);
            if near.is_some_and(|gap| gap <= widest && gap <= reach(piece)) {
                run.splice(0..0, piece.iter().copied());
            }
        }
        run
    }

    fn free(&self, i: usize, j: usize) -> bool {
        self.to[i] == NONE && self.from[j] == NONE
    }

    fn tie(&mut self, i: usize, j: usize) {
        self.to[i] = j as u32;
        self.from[j] = i as u32;
    }

    fn same(&self, i: usize, j: usize) -> bool {
        let pair = (self.old.chars().get(i), self.new.chars().get(j));
        matches!(pair, (Some(x), Some(y)) if x == y) && self.free(i, j)
    }

    /// Pieces of `length` open characters that stand once in either text: where they begin.
    fn ties(&self, length: usize) -> Vec<(usize, usize)> {
        let once = |chars: &[char], taken: &[u32]| {
            let mut at: HashMap<u64, u32> = HashMap::new();
            let mut open = 0;
            for end in 0..chars.len() {
                open = if taken[end] == NONE { open + 1 } else { 0 };
                if open >= length {
                    let start = end + 1 - length;
                    at.entry(key(&chars[start..=end]))
                        .and_modify(|place| *place = NONE)
                        .or_insert(start as u32);
                }
            }
            at
        };
        let (old, new) = (self.old.chars(), self.new.chars());
        let there = once(new, &self.from);
        let mut ties: Vec<(usize, usize)> = once(old, &self.to)
            .into_iter()
            .filter(|(_, i)| *i != NONE)
            .filter_map(|(gram, i)| {
                let j = *there.get(&gram).filter(|j| **j != NONE)?;
                let (i, j) = (i as usize, j as usize);
                (old[i..i + length] == new[j..j + length]).then_some((i, j))
            })
            .collect();
        ties.sort_unstable();
        ties
    }

    /// Ties what grows from pieces of `length`, the longest first: a copied sentence is tied to its
    /// copy by whatever was spoilt in the original, and only that reaches its old neighbours.
    fn tie_longest_first(&mut self, length: usize) {
        let mut grown: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut covered = vec![NONE; self.to.len()];
        for (i, j) in self.ties(length) {
            if covered[i] == j as u32 {
                continue;
            }
            let mut pairs = vec![(i, j)];
            self.walk(&mut pairs, true);
            self.walk(&mut pairs, false);
            pairs.iter().for_each(|&(i, j)| covered[i] = j as u32);
            grown.push(pairs);
        }
        grown.sort_by_key(|pairs| std::cmp::Reverse(pairs.len()));
        for (i, j) in grown.into_iter().flatten() {
            if self.free(i, j) {
                self.tie(i, j);
            }
        }
    }

    /// Goes on from the first of `pairs`, over single slips, as far as the texts agree.
    fn walk(&self, pairs: &mut Vec<(usize, usize)>, forward: bool) {
        let step = |at: usize, by: usize| {
            if forward {
                at.checked_add(by)
            } else {
                at.checked_sub(by)
            }
        };
        let (mut i, mut j) = pairs[0];
        loop {
            let landing = std::iter::once((0, 0, 1)).chain(SLIPS.map(|(x, y)| (x, y, AFTER_SLIP)));
            let next = landing.into_iter().find_map(|(x, y, wanted)| {
                let (ni, nj) = (step(i, x + 1)?, step(j, y + 1)?);
                let agree = |n: usize| match (step(ni, n), step(nj, n)) {
                    (Some(p), Some(q)) => self.same(p, q),
                    _ => false,
                };
                let equal = (0..wanted).take_while(|n| agree(*n)).count();
                // Near the end of a sentence fewer are left to follow.
                let ends = |n| step(ni, n).is_some_and(|p| stops(self.old.chars()[p]));
                let sure = equal == wanted || (equal > 1 && (0..equal).any(ends));
                sure.then_some((ni, nj))
            });
            let Some(landed) = next else { return };
            pairs.push(landed);
            (i, j) = landed;
        }
    }

    /// Ties what is the same in the short open stretches between two that are tied in order.
    fn fill(&mut self) {
        let mut a = 0;
        while a < self.to.len() {
            if self.to[a] != NONE {
                a += 1;
                continue;
            }
            let b = (a..self.to.len())
                .find(|i| self.to[*i] != NONE)
                .unwrap_or(self.to.len());
            let from = a.checked_sub(1).map_or(0, |i| self.to[i] as usize + 1);
            let upto = self.to.get(b).map_or(self.from.len(), |j| *j as usize);
            let open = from < upto && self.from[from..upto].iter().all(|i| *i == NONE);
            if open && b - a <= STRETCH && upto - from <= STRETCH {
                let pairs = common(&self.old.chars()[a..b], &self.new.chars()[from..upto]);
                // Two different sentences between the same neighbours have half their signs and
                // particles in common: one was taken out, the other put in.
                if pairs.len() * 4 >= (b - a).min(upto - from) * 3 {
                    for (i, j) in pairs {
                        self.tie(a + i, from + j);
                    }
                }
            }
            a = b;
        }
    }
}

/// How far from the rest of its passage a piece may stand: a few characters only near by.
fn reach(piece: &[usize]) -> u32 {
    if piece.len() < STANDS {
        (2 * piece.len() + STANDS) as u32
    } else {
        u32::MAX
    }
}

fn stops(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';')
}

/// A passage of an old text and what stands there in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where, in scalars of the old text; empty for words put in.
    pub span: Span,
    /// The new words; empty for words taken out.
    pub now: String,
}

/// Characters of a change that is compared one by one; a longer one is told as a whole.
const COMPARED: usize = 2_000;

/// What leads from `old` to `new`, in order and as little of it as possible.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let ahead = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (rest, fresh) = (&old[ahead..], &new[ahead..]);
    let behind = rest.iter().rev().zip(fresh.iter().rev());
    let behind = behind.take_while(|(a, b)| a == b).count();
    let (rest, fresh) = (&rest[..rest.len() - behind], &fresh[..fresh.len() - behind]);
    let mut pairs = if rest.len() <= COMPARED && fresh.len() <= COMPARED {
        common(rest, fresh)
    } else {
        Vec::new()
    };
    pairs.push((rest.len(), fresh.len()));
    let (mut i, mut j, mut changes) = (0, 0, Vec::new());
    for (same, there) in pairs {
        if i < same || j < there {
            changes.push(Change {
                span: Span::new((ahead + i) as u32, (ahead + same) as u32),
                now: fresh[j..there].iter().collect(),
            });
        }
        (i, j) = (same + 1, there + 1);
    }
    changes
}

fn key(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(*c as u32)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The longest common subsequence, as pairs of places.
fn common(old: &[char], new: &[char]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut best = vec![0u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            best[i * width + j] = if old[i] == new[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, words: &str, new: &str, expected: Option<&str>) {
        let at = old.find(words).map_or(0, |b| old[..b].chars().count()) as u32;
        let span = Span::new(at, at + words.chars().count() as u32);
        let found = Moved::between(old, new).span(span).map(|s| {
            let words = new.chars().skip(s.start as usize);
            words.take(s.len() as usize).collect::<String>()
        });
        assert_eq!(found.as_deref(), expected);
    }

    const OLD: &str = "今年的粮食收购从八月初开始，各站点要提前检修烘干设备。收购资金由县里统一调度，一天一结账，不打白条。";

    #[test]
    fn changes_tell_only_what_differs() {
        let change = |start, end, now: &str| Change {
            span: Span::new(start, end),
            now: now.into(),
        };
        assert_eq!(changes("抓落买", "抓落实"), [change(2, 3, "实")]);
        assert_eq!(
            changes("甲地\n的路，已修通", "甲地的路，已经修通了"),
            [change(2, 3, ""), change(7, 7, "经"), change(9, 9, "了")]
        );
        assert_eq!(changes("同志们", "同志们"), []);
        assert_eq!(changes("", "新"), [change(0, 0, "新")]);
    }

    #[test]
    fn words_follow_a_moved_sentence() {
        let new = "收购资金由县里统一调度，一天一结账，不打白条。今年的粮食收购从八月初开始，各站点要提前检修烘干设备。";
        check(OLD, "一天一结账", new, Some("一天一结账"));
        check(OLD, "烘干设备", new, Some("烘干设备"));
    }

    #[test]
    fn a_long_passage_keeps_its_slips_and_what_was_put_in() {
        let new = OLD.replace("统一调度，", "统一调渡，随到随付，");
        check(
            OLD,
            "收购资金由县里统一调度，一天一结账",
            &new,
            Some("收购资金由县里统一调渡，随到随付，一天一结账"),
        );
    }

    #[test]
    fn a_slip_at_the_edge_belongs_to_the_passage() {
        let new = OLD.replace("检修烘干设备", "检修烘干设各");
        check(
            OLD,
            "各站点要提前检修烘干设备",
            &new,
            Some("各站点要提前检修烘干设各"),
        );
    }

    #[test]
    fn a_short_passage_that_changed_is_lost() {
        check(OLD, "烘干设备", &OLD.replace("烘干", "烘千"), None);
    }

    #[test]
    fn a_passage_that_was_taken_out_is_lost() {
        let new = OLD.replace("，一天一结账，不打白条", "");
        check(OLD, "一天一结账，不打白条", &new, None);
    }

    #[test]
    fn a_passage_torn_apart_is_lost() {
        let torn = "收购资金由县里统一调度，一天一结账，不打白条。各站点要提前检修烘干设备。中间隔着很长的一段别的话，说的是仓容和道路，与前后都不相干，一口气说了五十来个字才停下来歇一歇。今年的粮食收购从八月初开始，";
        check(
            OLD,
            "今年的粮食收购从八月初开始，各站点要提前检修烘干设备",
            torn,
            None,
        );
    }

    #[test]
    fn texts_without_anything_in_common_tie_nothing() {
        check(OLD, "统一调度", "", None);
        check(OLD, "统一调度", "同志们，散会。", None);
    }
}
