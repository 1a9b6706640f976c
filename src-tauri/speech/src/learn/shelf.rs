//! What a person's filings say of one set of labels (themes, or meeting types): which grams go with
//! each label, and how far they are to be believed beside the rules.
//! Changes no proposal and knows no text but its grams.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fit::{self, Case, Hold, Scale};
use super::grams::{Grams, PLACES};

/// A label is spoken of only with so many filings that carry it.
const EXAMPLES: usize = 5;
/// From here on the rules say a label themselves.
const RULED: f32 = 0.0;
/// Nothing is said before there are so many filings.
const FILINGS: usize = 20;
/// Grams kept for a label: those that tell most.
const TELLING: usize = 1_200;
/// Each filing is judged by what was learned from the others, in so many turns.
const TURNS: usize = 5;
/// Examples that halve the distrust of a label's grams.
const DISTRUST: f32 = 4.0;
/// Filings named as like ones.
const LIKE: usize = 2;

/// One filing, as far as one set of labels goes.
pub(super) struct Filed<'a> {
    /// Its grams.
    pub grams: &'a Grams,
    /// What the rules say for each label they say something of.
    pub rules: BTreeMap<&'a str, f32>,
    /// The labels the person gave.
    pub given: Vec<&'a str>,
    /// Its title.
    pub title: &'a str,
}

/// What was learned of a set of labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Shelf {
    scale: Option<Scale>,
    /// What makes the grams' say of a usual size.
    unit: f32,
    /// By id.
    labels: Vec<Label>,
}

/// One label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Label {
    /// Its id.
    pub id: String,
    /// How many filings carry it.
    pub examples: u32,
    /// Titles of filings that are most like what carries it.
    pub like: Vec<String>,
    own: f32,
    places: Vec<u32>,
    weights: Vec<f32>,
}

/// What is said of a label for one speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Say<'a> {
    /// The label.
    pub label: &'a Label,
    /// Log-odds.
    pub odds: f32,
    /// What the grams alone say.
    pub grams: f32,
}

impl Shelf {
    /// Learns from filings; the same filings give the same shelf. `unsaid` is what the rules count
    /// for a label of which they say nothing.
    pub fn learn(filings: &[Filed], unsaid: f32, hold: &Hold) -> Self {
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut ruled: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, filed) in filings.iter().enumerate() {
            for label in &filed.given {
                members.entry(label).or_default().push(at);
            }
            for (label, _) in filed.rules.iter().filter(|(_, rules)| **rules >= RULED) {
                *ruled.entry(label).or_default() += 1;
            }
        }
        // What the rules say again and again and the person never does is learned as well.
        for label in ruled
            .iter()
            .filter(|(_, n)| **n >= EXAMPLES)
            .map(|(l, _)| *l)
        {
            members.entry(label).or_default();
        }
        members.retain(|label, members| {
            members.len() >= EXAMPLES || ruled.get(label).is_some_and(|n| *n >= EXAMPLES)
        });
        if filings.len() < FILINGS || members.is_empty() {
            return Self::default();
        }
        let rarity = rarity(filings);
        let all: Vec<usize> = (0..filings.len()).collect();
        let mut says: Vec<Vec<f32>> = vec![Vec::new(); filings.len()];
        for turn in 0..TURNS {
            let seen = |at: &&usize| *at % TURNS != turn;
            let others: Vec<usize> = all.iter().filter(seen).copied().collect();
            let sides: Vec<Side> = sides(
                filings,
                &rarity,
                &others,
                members
                    .values()
                    .map(|m| m.iter().filter(seen).copied().collect()),
            );
            let index = Index::of(&sides);
            for at in all.iter().copied().filter(|at| at % TURNS == turn) {
                says[at] = index.says(filings[at].grams);
            }
        }
        let (mut sum, mut count) = (0.0f64, 0.0f64);
        for say in says.iter().flatten() {
            sum += f64::from(*say) * f64::from(*say);
            count += 1.0;
        }
        let unit = (count / sum.max(1e-12)).sqrt() as f32;
        let mut cases = Vec::with_capacity(filings.len() * members.len());
        for (filed, says) in filings.iter().zip(&says) {
            for (label, (id, grams)) in members.keys().zip(says).enumerate() {
                cases.push(Case {
                    label: label as u32,
                    rules: filed.rules.get(id).copied().unwrap_or(unsaid),
                    grams: grams * unit,
                    given: filed.given.contains(id),
                });
            }
        }
        let (scale, own) = fit::fit(&cases, members.len(), hold);
        let sides = sides(filings, &rarity, &all, members.values().cloned());
        let labels = members
            .iter()
            .zip(sides)
            .zip(own)
            .map(|(((id, members), side), own)| Label {
                id: (*id).to_owned(),
                examples: members.len() as u32,
                like: like(filings, members, &side),
                own,
                places: side.0.iter().map(|(place, _)| *place).collect(),
                weights: side.0.iter().map(|(_, weight)| *weight).collect(),
            })
            .collect();
        Self {
            scale: Some(scale),
            unit,
            labels,
        }
    }

    /// What is said of each label it has learned. `rules`: what the rules say of it.
    pub fn says<'a>(&'a self, grams: &Grams, rules: impl Fn(&str) -> f32) -> Vec<Say<'a>> {
        let Some(scale) = &self.scale else {
            return Vec::new();
        };
        self.labels
            .iter()
            .map(|label| {
                let say = label.side().say(grams) * self.unit;
                Say {
                    label,
                    odds: fit::odds(scale, rules(&label.id), say) + label.own,
                    grams: say * scale.grams,
                }
            })
            .collect()
    }

    /// Log-odds of a label it has not learned, from the rules alone.
    pub fn by_rules(&self, rules: f32) -> f32 {
        self.scale
            .map_or(rules, |scale| fit::odds(&scale, rules, 0.0))
    }

    /// How many labels it speaks of.
    pub fn len(&self) -> usize {
        self.labels.len()
    }
}

impl Label {
    /// True when enough filings carry it for it to be proposed.
    pub fn has_examples(&self) -> bool {
        self.examples as usize >= EXAMPLES
    }

    /// What a gram counts for this label; 0 for one that tells nothing.
    pub fn weight(&self, place: u32) -> f32 {
        match self.places.binary_search(&place) {
            Ok(at) => self.weights.get(at).copied().unwrap_or(0.0),
            Err(_) => 0.0,
        }
    }

    fn side(&self) -> Side {
        Side(
            self.places
                .iter()
                .copied()
                .zip(self.weights.iter().copied())
                .collect(),
        )
    }
}

/// The grams that go with a label (above 0) or against it, by place.
struct Side(Vec<(u32, f32)>);

impl Side {
    /// How much a text is on this side.
    fn say(&self, grams: &Grams) -> f32 {
        let mut mine = self.0.iter().peekable();
        let mut sum = 0.0;
        for (place, weight) in grams.iter() {
            while mine.next_if(|(p, _)| (*p as usize) < place).is_some() {}
            if let Some((_, w)) = mine.next_if(|(p, _)| *p as usize == place) {
                sum += weight * w;
            }
        }
        sum
    }
}

/// How telling a gram is by the share of filings that have it.
fn rarity(filings: &[Filed]) -> Vec<f32> {
    let mut has = vec![0u32; PLACES];
    for filed in filings {
        filed.grams.iter().for_each(|(place, _)| has[place] += 1);
    }
    let all = filings.len() as f32;
    has.into_iter()
        .map(|n| ((all + 1.0) / (n as f32 + 1.0)).ln().powi(2))
        .collect()
}

/// The side of each label by the filings of `members`, against all of `others`.
fn sides(
    filings: &[Filed],
    rarity: &[f32],
    others: &[usize],
    members: impl Iterator<Item = Vec<usize>>,
) -> Vec<Side> {
    let usual = mean(filings, others);
    members
        .map(|members| {
            let own = mean(filings, &members);
            let trust = members.len() as f32 / (members.len() as f32 + DISTRUST);
            let mut telling: Vec<(u32, f32)> = (0u32..)
                .zip(own.iter().zip(&usual).zip(rarity))
                .map(|(place, ((own, usual), rarity))| (place, (own - usual) * rarity * trust))
                .filter(|(_, weight)| *weight != 0.0)
                .collect();
            if telling.len() > TELLING {
                telling.select_nth_unstable_by(TELLING, |a, b| {
                    b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0))
                });
                telling.truncate(TELLING);
            }
            telling.sort_unstable_by_key(|(place, _)| *place);
            Side(telling)
        })
        .collect()
}

fn mean(filings: &[Filed], of: &[usize]) -> Vec<f32> {
    let mut sum = vec![0.0f32; PLACES];
    for &at in of {
        filings[at]
            .grams
            .iter()
            .for_each(|(place, weight)| sum[place] += weight);
    }
    let count = of.len().max(1) as f32;
    sum.iter_mut().for_each(|value| *value /= count);
    sum
}

/// Titles of the filings that are most on the side of a label they carry.
fn like(filings: &[Filed], members: &[usize], side: &Side) -> Vec<String> {
    let mut by: Vec<(f32, usize)> = members
        .iter()
        .filter(|at| !filings[**at].title.is_empty())
        .map(|&at| (side.say(filings[at].grams), at))
        .collect();
    by.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    by.into_iter()
        .take(LIKE)
        .map(|(_, at)| filings[at].title.to_owned())
        .collect()
}

/// The sides of all labels by gram, so that a text is walked once for all of them.
struct Index {
    /// For each place where its entries start; one more at the end.
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
    labels: usize,
}

impl Index {
    fn of(sides: &[Side]) -> Self {
        let mut starts = vec![0u32; PLACES + 1];
        for (place, _) in sides.iter().flat_map(|side| &side.0) {
            starts[*place as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts.last().map_or(0, |n| *n as usize)];
        for (label, side) in (0u32..).zip(sides) {
            for &(place, weight) in &side.0 {
                let at = &mut next[place as usize];
                entries[*at as usize] = (label, weight);
                *at += 1;
            }
        }
        Self {
            starts,
            entries,
            labels: sides.len(),
        }
    }

    fn says(&self, grams: &Grams) -> Vec<f32> {
        let mut says = vec![0.0f32; self.labels];
        for (place, weight) in grams.iter() {
            let (from, to) = (self.starts[place] as usize, self.starts[place + 1] as usize);
            for (label, w) in &self.entries[from..to] {
                says[*label as usize] += weight * w;
            }
        }
        says
    }
}
