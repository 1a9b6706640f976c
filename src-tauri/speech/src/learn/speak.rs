//! Adjusts a proposal by what was learned, and says on which filings and words that rests.
//! Learns nothing itself.

use std::collections::HashMap;

use crate::lexicon;
use crate::lookup::plain;
use crate::model::{Evidence, Finding, Guess, Proposal, Reason, Span, ThemeGuess};
use crate::themes::{self, Input};

use super::fit::chance;
use super::grams::{self, Grams, Reach};
use super::shelf::{Label, Say};
use super::{Learned, NO_WORD, OTHER_TYPE, RULED_TYPE, RULED_WEIGHT, by_words};

/// A theme the rules did not tag is given from this chance on.
const GIVE: f32 = 0.5;
/// A theme the rules tagged is left out below this chance.
const LEAVE_OUT: f32 = 0.15;
/// A type is taken for another from this chance on.
const RETYPE: f32 = 0.6;
/// At most so many themes.
const MOST: usize = 5;
/// Phrases named as evidence.
const PHRASES: usize = 3;
/// Nothing learned is as sure as what a text says of itself.
const SUREST: f32 = 0.95;
/// Characters with which no phrase that tells something begins or ends.
const WEAK: &str = "的了在和是与及把对要也将为以之其等就都而不我们这那有着过一上下个中大";

/// A theme with its log-odds.
type Judged = (f32, ThemeGuess);

/// The kind of finding that tells of a theme left out.
pub const LEFT_OUT: &str = "theme_left_out";

/// True for evidence of what was learned.
pub fn is_learned(evidence: &[Evidence]) -> bool {
    evidence
        .iter()
        .any(|e| e.reason.code.starts_with("learned."))
}

/// What an adjustment changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjusted {
    /// The meeting type the rules had read, where another is proposed now.
    pub ruled: Option<String>,
}

impl Learned {
    /// Adjusts a proposal over its clean text (see `Proposal::over_clean_text`).
    pub fn adjust(&self, text: &str, proposal: &mut Proposal) -> Adjusted {
        let before = proposal.clone();
        with_page(text, &before, |page| {
            self.adjust_themes(text, page, proposal);
            Adjusted {
                ruled: self.adjust_type(text, page, proposal),
            }
        })
    }

    fn adjust_themes(&self, text: &str, page: &Input, proposal: &mut Proposal) {
        if self.themes.len() == 0 {
            return;
        }
        let weights = themes::weigh(page);
        let by_rules = |id: &str| {
            let weight = weights.iter().find(|w| w.id == id);
            weight.map_or(NO_WORD, |w| by_words(w.over))
        };
        let says = self
            .themes
            .says(&Grams::of(page, Reach::All, None), by_rules);
        let said = |id: &str| says.iter().find(|say| say.label.id == id);
        let tagged = std::mem::take(&mut proposal.themes);
        let (mut kept, mut out): (Vec<Judged>, Vec<Judged>) = tagged
            .into_iter()
            .map(|guess| {
                let odds = said(&guess.id).map(|say| say.odds);
                (
                    odds.unwrap_or_else(|| self.themes.by_rules(by_rules(&guess.id))),
                    guess,
                )
            })
            .partition(|(odds, guess)| said(&guess.id).is_none() || chance(*odds) >= LEAVE_OUT);
        let mut new: Vec<&Say> = says
            .iter()
            .filter(|say| chance(say.odds) >= GIVE && say.grams > 0.0 && say.label.has_examples())
            .filter(|say| {
                kept.iter()
                    .chain(&out)
                    .all(|(_, guess)| guess.id != say.label.id)
            })
            .collect();
        new.sort_by(|a, b| {
            b.odds
                .total_cmp(&a.odds)
                .then_with(|| a.label.id.cmp(&b.label.id))
        });
        if kept.is_empty() && new.is_empty() && !out.is_empty() {
            // The strongest of a text stays: a speech is about something.
            kept.push(out.remove(0));
        }
        kept.extend(new.into_iter().map(|say| {
            let guess = ThemeGuess {
                id: say.label.id.clone(),
                score: chance(say.odds).min(SUREST),
                evidence: evidence("learned.theme", say.label, text, page, Reach::All),
            };
            (say.odds, guess)
        }));
        kept.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        out.extend(kept.split_off(kept.len().min(MOST)));
        proposal.themes = kept.into_iter().map(|(_, guess)| guess).collect();
        proposal.findings.extend(
            out.iter()
                .filter(|(_, guess)| !is_learned(&guess.evidence))
                .filter_map(|(_, guess)| left_out(guess, self.lessons)),
        );
    }

    fn adjust_type(&self, text: &str, page: &Input, proposal: &mut Proposal) -> Option<String> {
        if self.types.len() == 0 {
            return None;
        }
        let ruled = proposal.meeting.kind.as_ref()?.value.clone();
        let grams = Grams::of(page, Reach::Head, Some((&ruled, RULED_WEIGHT)));
        let by_rules = |id: &str| if id == ruled { RULED_TYPE } else { OTHER_TYPE };
        let says = self.types.says(&grams, by_rules);
        let own = says.iter().find(|say| say.label.id == ruled);
        let own = own.map_or_else(|| self.types.by_rules(RULED_TYPE), |say| say.odds);
        let best = says
            .iter()
            .filter(|say| say.label.id != ruled && say.label.has_examples())
            .max_by(|a, b| {
                a.odds
                    .total_cmp(&b.odds)
                    .then_with(|| b.label.id.cmp(&a.label.id))
            })?;
        let sure = chance(best.odds);
        if sure < RETYPE || best.odds <= own || best.grams <= 0.0 {
            return None;
        }
        let mut why = evidence("learned.type", best.label, text, page, Reach::Head);
        if let Some(rules) = &proposal.meeting.kind {
            why.extend(rules.evidence.iter().cloned());
        }
        for also in &mut proposal.meeting.also {
            if *also == best.label.id {
                *also = ruled.clone();
            }
        }
        let kind = Guess::new(best.label.id.clone(), sure.min(SUREST), why);
        proposal.meeting.kind = Some(kind);
        Some(ruled)
    }
}

/// A proposal over its clean text as a page to learn from or to judge.
pub fn with_page<R>(text: &str, proposal: &Proposal, see: impl FnOnce(&Input) -> R) -> R {
    let headings: Vec<&str> = proposal.outline.iter().map(|h| h.text.as_str()).collect();
    let of = |guess: &Option<Guess<String>>| guess.as_ref().map(|g| g.value.clone());
    let settings = [
        of(&proposal.meeting.kind),
        of(&proposal.level),
        of(&proposal.genre),
    ];
    let settings: Vec<&str> = settings.iter().flatten().map(String::as_str).collect();
    see(&Input {
        settings: &settings,
        title: if proposal.title_supplied {
            ""
        } else {
            &proposal.title.value
        },
        meeting: proposal.meeting.name.as_ref().map(|m| m.value.as_str()),
        headings: &headings,
        body: from(text, proposal.body_start),
        body_offset: proposal.body_start,
    })
}

fn from(text: &str, start: u32) -> &str {
    let at = text.char_indices().nth(start as usize);
    at.map_or("", |(byte, _)| text.get(byte..).unwrap_or(""))
}

fn left_out(guess: &ThemeGuess, lessons: u32) -> Option<Finding> {
    Some(Finding {
        kind: LEFT_OUT.to_owned(),
        count: Some(lessons),
        quote: lexicon::themes().get(&guess.id)?.zh.to_owned(),
        ..Finding::default()
    })
}

/// The phrases of a text that tell most for a label, each with where it first stands.
fn evidence(code: &str, label: &Label, text: &str, page: &Input, reach: Reach) -> Vec<Evidence> {
    let mut found: HashMap<Vec<char>, f32> = HashMap::new();
    grams::walk(page, reach, &mut |gram, weight| {
        if label.weight(grams::place(gram)) > 0.0 && tells(gram) {
            *found.entry(gram.to_vec()).or_default() += weight;
        }
    });
    let mut phrases: Vec<(f32, Vec<char>)> = found
        .into_iter()
        .map(|(gram, sum)| (label.weight(grams::place(&gram)) * sum.ln_1p(), gram))
        .collect();
    // Of 招商 and 招商引资, that tell alike, the longer says what is meant.
    let whole = |gram: &[char]| gram.len() as f32;
    phrases.sort_by(|a, b| {
        (b.0 * whole(&b.1))
            .total_cmp(&(a.0 * whole(&a.1)))
            .then_with(|| a.1.cmp(&b.1))
    });
    let mut taken: Vec<Vec<char>> = Vec::new();
    for (_, gram) in phrases {
        if taken.len() == PHRASES {
            break;
        }
        if taken.iter().all(|other| !share_words(other, &gram)) {
            taken.push(gram);
        }
    }
    let like: Vec<String> = label.like.iter().map(|title| named(title)).collect();
    let count = label.examples.to_string();
    let reason = match like.is_empty() {
        true => Reason::with("learned.untitled", &[&count]),
        false => Reason::with(code, &[&count, &like.concat()]),
    };
    let folded: Vec<char> = text.chars().map(plain).collect();
    let mut evidence: Vec<Evidence> = taken
        .iter()
        .map(|gram| {
            let at = folded
                .windows(gram.len())
                .position(|w| w == gram.as_slice());
            let span = at.map(|at| Span::new(at as u32, (at + gram.len()) as u32));
            let quote = span.map_or_else(
                || gram.iter().collect(),
                |s| {
                    text.chars()
                        .skip(s.start as usize)
                        .take(s.len() as usize)
                        .collect()
                },
            );
            Evidence {
                quote,
                span,
                reason: reason.clone(),
            }
        })
        .collect();
    if evidence.is_empty() {
        evidence.push(Evidence {
            quote: String::new(),
            span: None,
            reason,
        });
    }
    evidence
}

/// A title in title marks; a long one is cut short.
fn named(title: &str) -> String {
    let short: String = title.chars().take(24).collect();
    let dots = if short.len() < title.len() { "…" } else { "" };
    format!("《{short}{dots}》")
}

/// True for a gram that a reader takes for words.
fn tells(gram: &[char]) -> bool {
    let weak = |c: Option<&char>| c.is_none_or(|c| WEAK.contains(*c));
    !weak(gram.first()) && !weak(gram.last())
}

/// True when two grams have two neighbouring characters in common.
fn share_words(a: &[char], b: &[char]) -> bool {
    a.windows(2)
        .any(|pair| b.windows(2).any(|other| other == pair))
}
