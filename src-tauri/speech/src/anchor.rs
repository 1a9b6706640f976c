//! Keeps a note on its words: an anchor is a quote with what stood around it and where (the W3C
//! text quote and text position selectors), and can be found again in a changed text, or is openly
//! lost. Stores nothing and does not follow edits as they happen.

use serde::{Deserialize, Serialize};

use crate::model::Span;
use crate::terms::Folded;

/// Characters kept of what stands before and after a quote.
pub const CONTEXT: u32 = 32;

/// Shortest quote (folded) that may be found in a changed wording. 招商引资 and 招才引智 differ in
/// two characters of four: below this length a near quote is another quote.
const FUZZY_FROM: usize = 12;

/// Longest quote that is compared character by character with a changed wording.
const FUZZY_TO: usize = 6_000;

/// Shortest quote (folded) that being the only one of its kind identifies without any context.
const TELLING: usize = 4;

/// Matching characters of context that identify a quote which is too short to do so itself.
const TELLING_CONTEXT: usize = 4;

/// Where some words stand, told in a way that survives changes around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before them.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters after them.
    pub suffix: String,
    /// First scalar, in the text the anchor was made in.
    pub start: u32,
    /// One past the last scalar.
    pub end: u32,
}

/// What an anchor was found by, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The words stand where they stood.
    Position,
    /// The words stand elsewhere, once.
    Quote,
    /// The words stand in several places, and what is around them tells which.
    Context,
    /// The words were changed a little (long quotes only).
    Similar,
}

/// The outcome of looking for an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The words stand at `span`.
    Found {
        /// Where, in scalars of the text searched.
        span: Span,
        /// What told so.
        how: How,
    },
    /// The words are not there, or cannot be told from others like them.
    Lost,
}

/// Makes the anchor of `span` in `text`; a span that leaves the text is cut to it.
pub fn make(text: &str, span: Span) -> Anchor {
    let part = |from: u32, to: u32| -> String {
        text.chars()
            .skip(from as usize)
            .take(to.saturating_sub(from) as usize)
            .collect()
    };
    let len = text.chars().count() as u32;
    let (start, end) = (span.start.min(len), span.end.min(len));
    Anchor {
        exact: part(start, end),
        prefix: part(start.saturating_sub(CONTEXT), start),
        suffix: part(end, (end + CONTEXT).min(len)),
        start,
        end,
    }
}

/// Finds an anchor in a text. For many anchors in one text use [`Ground`].
pub fn find(text: &str, anchor: &Anchor) -> Place {
    Ground::new(text).find(anchor)
}

/// A text made ready for finding many anchors in it.
pub struct Ground {
    folded: Folded,
}

/// A place that may be the anchor's, in folded offsets.
#[derive(Clone, Copy)]
struct Candidate {
    start: usize,
    end: usize,
    /// Characters of context that match on both sides together.
    context: usize,
}

impl Ground {
    /// Folds the text once.
    pub fn new(text: &str) -> Self {
        Self {
            folded: Folded::plain(text),
        }
    }

    /// Finds an anchor: at its position, else as the only such quote, else by its context, else
    /// (long quotes) in a slightly changed wording.
    pub fn find(&self, anchor: &Anchor) -> Place {
        self.find_near(anchor, None)
    }

    /// The same where the section is known in which the words stood: of places that the context
    /// cannot tell apart, such as a sentence that ends each section, only those in it count.
    pub fn find_near(&self, anchor: &Anchor, section: Option<Span>) -> Place {
        let wanted = Wanted::new(anchor);
        if wanted.quote.is_empty() {
            return Place::Lost;
        }
        let there = self.folded.index_of(anchor.start);
        let home = self.candidate(there, there + wanted.quote.len(), &wanted);
        let at_home = self.holds(there, &wanted.quote);
        if at_home && home.context == wanted.context() {
            return self.found(home, How::Position);
        }
        let all: Vec<Candidate> = self
            .folded
            .find_all(&wanted.quote)
            .map(|at| self.candidate(at, at + wanted.quote.len(), &wanted))
            .collect();
        let best = all.iter().map(|c| c.context).max().unwrap_or(0);
        let mut top: Vec<Candidate> = all.iter().filter(|c| c.context == best).copied().collect();
        if let Some(section) = section {
            let (from, to) = (
                self.folded.index_of(section.start),
                self.folded.index_of(section.end),
            );
            let inside = |c: &Candidate| from <= c.start && c.end <= to;
            if top.iter().any(inside) {
                top.retain(inside);
            }
        }
        if at_home && top.iter().any(|c| c.start == there) {
            return self.found(home, How::Position);
        }
        match all.as_slice() {
            [] => self.find_similar(&wanted),
            [one] if wanted.identifies(one) => self.found(*one, How::Quote),
            [_] => Place::Lost,
            _ => self.by_context(&top, best, there),
        }
    }

    /// Of the places whose surroundings match best the nearest, when the surroundings match at all.
    fn by_context(&self, top: &[Candidate], best: usize, home: usize) -> Place {
        match top.iter().min_by_key(|c| c.start.abs_diff(home)) {
            Some(&place) if best >= TELLING_CONTEXT => self.found(place, How::Context),
            _ => Place::Lost,
        }
    }

    /// A place whose words differ from the quote in at most 15 of 100 characters, when there is
    /// just one such place or the context tells which.
    fn find_similar(&self, wanted: &Wanted) -> Place {
        let len = wanted.quote.len();
        if !(FUZZY_FROM..=FUZZY_TO).contains(&len) {
            return Place::Lost;
        }
        let allowed = len * 15 / 100;
        let mut places: Vec<(usize, Candidate)> = Vec::new();
        for start in self.likely_starts(&wanted.quote, allowed) {
            let from = start.saturating_sub(allowed);
            let to = (start + len + 2 * allowed).min(self.folded.chars().len());
            let Some((distance, s, e)) = closest(&wanted.quote, &self.folded.chars()[from..to])
            else {
                continue;
            };
            let place = self.candidate(from + s, from + e, wanted);
            let known = places
                .iter()
                .any(|(_, p)| p.start < place.end && place.start < p.end);
            if distance <= allowed && !known {
                places.push((distance, place));
            }
        }
        places.sort_by_key(|(distance, place)| (*distance, usize::MAX - place.context));
        match places.as_slice() {
            [(_, one)] => self.found(*one, How::Similar),
            [(d1, first), (d2, second), ..] if d1 < d2 || first.context > second.context => {
                self.found(*first, How::Similar)
            }
            _ => Place::Lost,
        }
    }

    /// Where a changed quote may start: the offsets that most of its bigrams agree on.
    fn likely_starts(&self, quote: &[char], allowed: usize) -> Vec<usize> {
        use std::collections::HashMap;
        let mut at: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        for (i, pair) in quote.windows(2).enumerate() {
            at.entry([pair[0], pair[1]]).or_default().push(i);
        }
        let width = allowed + 1;
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (j, pair) in self.folded.chars().windows(2).enumerate() {
            for &i in at.get(&[pair[0], pair[1]]).into_iter().flatten() {
                *votes
                    .entry((j + allowed).saturating_sub(i) / width)
                    .or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = votes.into_iter().map(|(bin, n)| (n, bin)).collect();
        best.sort_unstable_by_key(|&(n, bin)| (usize::MAX - n, bin));
        best.truncate(4);
        best.into_iter()
            .map(|(_, bin)| (bin * width).saturating_sub(allowed))
            .collect()
    }

    fn holds(&self, at: usize, quote: &[char]) -> bool {
        self.folded.chars().get(at..at + quote.len()) == Some(quote)
    }

    fn candidate(&self, start: usize, end: usize, wanted: &Wanted) -> Candidate {
        let chars = self.folded.chars();
        let before = &chars[..start.min(chars.len())];
        let after = &chars[end.min(chars.len())..];
        let same = |a: &mut dyn Iterator<Item = &char>, b: &mut dyn Iterator<Item = &char>| {
            a.zip(b).take_while(|(x, y)| x == y).count()
        };
        let context = same(&mut before.iter().rev(), &mut wanted.prefix.iter().rev())
            + same(&mut after.iter(), &mut wanted.suffix.iter());
        Candidate {
            start,
            end,
            context,
        }
    }

    fn found(&self, place: Candidate, how: How) -> Place {
        Place::Found {
            span: self.folded.span(place.start, place.end),
            how,
        }
    }
}

/// An anchor's words, folded.
struct Wanted {
    quote: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
}

impl Wanted {
    fn new(anchor: &Anchor) -> Self {
        let fold = |text: &str| Folded::plain(text).chars().to_vec();
        Self {
            quote: fold(&anchor.exact),
            prefix: fold(&anchor.prefix),
            suffix: fold(&anchor.suffix),
        }
    }

    fn context(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }

    /// True when the only place with these words can be taken for the anchor's: a short word whose
    /// surroundings are all gone was most likely deleted, and this is another one.
    fn identifies(&self, only: &Candidate) -> bool {
        self.quote.len() >= TELLING || only.context >= TELLING_CONTEXT.min(self.context())
    }
}

/// The part of `text` with the smallest edit distance to `quote`: (distance, start, end).
fn closest(quote: &[char], text: &[char]) -> Option<(usize, usize, usize)> {
    // One row of the table per character of the quote: (distance, where the part starts).
    let mut row: Vec<(usize, usize)> = (0..=text.len()).map(|j| (0, j)).collect();
    for (i, q) in quote.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1, 0);
        for (j, t) in text.iter().enumerate() {
            let up = row[j + 1];
            let left = row[j];
            let swap = (diagonal.0 + usize::from(q != t), diagonal.1);
            row[j + 1] = swap.min((up.0 + 1, up.1)).min((left.0 + 1, left.1));
            diagonal = up;
        }
    }
    row.iter()
        .enumerate()
        .min_by_key(|(_, (distance, _))| *distance)
        .map(|(end, &(distance, start))| (distance, start, end))
        .filter(|(_, start, end)| start < end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchor(text: &str, quote: &str) -> Anchor {
        let at = text
            .find(quote)
            .map(|byte| text[..byte].chars().count() as u32)
            .unwrap_or(0);
        make(text, Span::new(at, at + quote.chars().count() as u32))
    }

    /// The words found and how, or `lost`.
    fn check(before: &str, quote: &str, after: &str, expected: &str) {
        let got = match find(after, &anchor(before, quote)) {
            Place::Found { span, how } => {
                let words: String = after
                    .chars()
                    .skip(span.start as usize)
                    .take(span.len() as usize)
                    .collect();
                format!("{words} {how:?}@{}", span.start)
            }
            Place::Lost => "lost".to_owned(),
        };
        assert_eq!(got, expected);
    }

    #[test]
    fn words_that_did_not_move_are_found_at_their_position() {
        check(
            "抓投资，稳增长。",
            "投资",
            "抓投资，稳增长。",
            "投资 Position@1",
        );
        check(
            "抓投资，稳增长。",
            "投资",
            "抓投资，促发展。",
            "投资 Position@1",
        );
    }

    #[test]
    fn words_that_moved_are_found_by_their_quote() {
        check(
            "抓投资，稳增长。",
            "稳增长",
            "同志们：抓投资，稳增长。",
            "稳增长 Quote@8",
        );
        check(
            "一是抓好项目建设。",
            "抓好项目",
            "一是要\n抓好\n项目建设。",
            "抓好\n项目 Quote@4",
        );
    }

    #[test]
    fn of_several_places_the_surroundings_tell() {
        check(
            "要抓好投资工作，也要看投资环境。",
            "投资环境".strip_suffix("环境").unwrap_or(""),
            "首先，要抓好投资工作，也要看投资环境。",
            "投资 Context@6",
        );
        let before = "甲地投资增长快。乙地投资增长慢。";
        let moved = "导语。甲地投资增长快。乙地投资增长慢。";
        let slow = make(before, Span::new(10, 12));
        assert_eq!(
            find(moved, &slow),
            Place::Found {
                span: Span::new(13, 15),
                how: How::Context
            }
        );
    }

    #[test]
    fn a_word_at_the_old_place_is_not_taken_when_its_surroundings_stand_elsewhere() {
        let note = make("好，投资要抓紧落实", Span::new(2, 4));
        let text = "要投资，好，投资要抓紧落实";
        assert_eq!(
            find(text, &note),
            Place::Found {
                span: Span::new(6, 8),
                how: How::Context
            }
        );
    }

    #[test]
    fn a_similar_short_word_is_another_word() {
        check("抓好招商引资工作", "招商引资", "抓好招才引智工作", "lost");
        check("抓好投资工作", "投资", "抓好融资工作", "lost");
    }

    #[test]
    fn a_deleted_short_word_does_not_jump_to_one_elsewhere() {
        check(
            "第一，抓好投资，扩大内需。",
            "投资",
            "第一，扩大内需。第二，改善环境，吸引外来投资者。",
            "lost",
        );
    }

    #[test]
    fn a_long_passage_with_a_few_changes_is_found_again() {
        check(
            "会议指出，要牢固树立项目为王的理念，全力以赴抓项目。散会。",
            "要牢固树立项目为王的理念，全力以赴抓项目",
            "会议强调，要牢牢树立项目为王理念，全力以赴抓项目。散会。",
            "要牢牢树立项目为王理念，全力以赴抓项目 Similar@5",
        );
    }

    #[test]
    fn a_long_passage_that_was_rewritten_is_lost() {
        check(
            "要牢固树立项目为王的理念，全力以赴抓项目。",
            "要牢固树立项目为王的理念，全力以赴抓项目",
            "要始终坚持生态优先的理念，千方百计保民生。",
            "lost",
        );
    }

    #[test]
    fn an_empty_quote_is_lost() {
        check("抓投资", "", "抓投资", "lost");
        assert_eq!(find("", &anchor("抓投资", "投资")), Place::Lost);
    }

    proptest! {
        #[test]
        fn an_anchor_is_found_in_its_own_text(text in "[甲乙丙丁，\n ]{0,60}", a in 0u32..60, len in 1u32..20) {
            let made = make(&text, Span::new(a, a + len));
            let folded = Folded::plain(&made.exact);
            match find(&text, &made) {
                Place::Found { span, how } => {
                    prop_assert_eq!(how, How::Position);
                    let words: String = text.chars().skip(span.start as usize).take(span.len() as usize).collect();
                    prop_assert_eq!(Folded::plain(&words), Folded::plain(made.exact.trim()));
                }
                Place::Lost => prop_assert!(folded.chars().is_empty()),
            }
        }

        #[test]
        fn a_short_quote_is_found_as_it_is_or_not_at_all(
            before in "[甲乙丙]{4,30}", after in "[甲乙丙]{0,40}", a in 0u32..20, len in 1u32..11,
        ) {
            let made = make(&before, Span::new(a, a + len));
            if let Place::Found { span, .. } = find(&after, &made) {
                let words: String = after.chars().skip(span.start as usize).take(span.len() as usize).collect();
                prop_assert_eq!(words, made.exact);
            }
        }

        #[test]
        fn text_put_in_front_moves_an_anchor_by_its_length(
            front in "[子丑寅卯]{0,40}", text in "[甲乙丙丁戊己庚辛]{30,60}", a in 0u32..20,
        ) {
            let made = make(&text, Span::new(a, a + 8));
            let moved = format!("{front}{text}");
            let by = front.chars().count() as u32;
            match find(&moved, &made) {
                Place::Found { span, .. } => {
                    // Chance repeats of eight characters of eight are told apart by context.
                    prop_assert_eq!(span, Span::new(a + by, a + by + 8));
                }
                Place::Lost => prop_assert!(false, "lost"),
            }
        }
    }

    #[test]
    fn words_that_end_each_section_are_told_apart_by_their_section() {
        let close = "以上各项，请各单位对照清单逐条落实，年底前逐项交账，办公室按月通报进度，谁的事谁来办，谁的账谁来还。\n";
        let was = format!("一、抓项目\n{close}二、抓民生\n{close}");
        let at = |text: &str, byte: Option<usize>| text[..byte.unwrap_or(0)].chars().count() as u32;
        let start = at(&was, was.rfind("清单"));
        // The middle of the sentence: what stands around it is the same in both sections.
        let anchor = make(&was, Span::new(start + 8, start + 16));
        let (before, after) = (anchor.prefix.clone(), anchor.suffix.clone());
        let anchor = Anchor {
            prefix: before.chars().skip(20).collect(),
            suffix: after.chars().take(12).collect(),
            ..anchor
        };
        // The first section grew: its words now stand nearer to where the second one's stood.
        let now = format!(
            "一、抓项目\n{}\n{close}二、抓民生\n{close}",
            "新加的话。".repeat(12)
        );
        let head = at(&now, now.find("二、"));
        let ground = Ground::new(&now);
        let start_of = |place| match place {
            Place::Found { span, .. } => span.start,
            Place::Lost => 0,
        };
        assert!(start_of(ground.find(&anchor)) < head);
        let section = Span::new(head, u32::MAX);
        assert!(start_of(ground.find_near(&anchor, Some(section))) > head);
    }
}
