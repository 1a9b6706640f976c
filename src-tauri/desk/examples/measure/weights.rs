//! Fits what is seen of a theme in a text to the themes of its label: prints how well each list of
//! labels is told by what was fitted to the others, then the rows of `speech/lexicon/theme_weights.tsv`
//! fitted to all. Judges by the words that the lexicon has and looks for no others.

use std::collections::BTreeMap;
use std::path::PathBuf;

use speech::learn::with_page;
use speech::lexicon::themes;
use speech::themes::{ENOUGH, MOST, SEEN, weigh};

use crate::labels::Case;

/// What is seen, and one that is always there.
const WIDTH: usize = SEEN.len() + 1;
/// How firmly the weight of what is seen is held to none, when that is brought to one size.
const HOLD: f64 = 10.0;
/// The same for what is a theme's own: a few dozen texts are to be believed half.
const HOLD_OWN: f64 = 4.0;
/// Rounds of refinement; the problem is convex and small.
const ROUNDS: usize = 60;

/// What is seen of one theme in one text.
struct Seen {
    theme: &'static str,
    values: [f64; WIDTH],
    given: bool,
}

/// One text: the number of its list, what is seen of its themes, and how many its label has.
struct Page {
    list: usize,
    seen: Vec<Seen>,
    labelled: usize,
}

/// The weights: of what is seen, the last one of what is always there, and the own of each theme.
#[derive(Default)]
struct Weights {
    shared: [f64; WIDTH],
    own: BTreeMap<&'static str, f64>,
}

/// Prints the figures of lists left out, and the weights by all.
pub fn print(cases: &[Case], lists: &[PathBuf]) {
    let pages: Vec<Page> = cases.iter().filter_map(page).collect();
    for (number, list) in lists.iter().enumerate() {
        let others: Vec<&Page> = pages.iter().filter(|p| p.list != number).collect();
        let weights = fit(&others);
        let (mut hit, mut said, mut is) = (0, 0, 0);
        for page in pages.iter().filter(|p| p.list == number) {
            let given = told(page, &weights);
            hit += given.iter().filter(|seen| seen.given).count();
            said += given.len();
            is += page.labelled;
        }
        let f1 = 2.0 * hit as f64 / (said + is).max(1) as f64;
        println!("# {f1:.4} left out: {}", list.display());
    }
    let weights = fit(&pages.iter().collect::<Vec<_>>());
    println!("always\t{:.3}", weights.shared[WIDTH - 1]);
    for (name, weight) in SEEN.iter().zip(weights.shared) {
        println!("{name}\t{weight:.3}");
    }
    for term in themes().terms().iter().filter(|t| t.parent.is_some()) {
        let own = weights.own.get(term.id).copied().unwrap_or(0.0);
        println!("{}\t{own:.2}", term.id);
    }
}

fn page(case: &Case) -> Option<Page> {
    let labelled = case.label.themes.as_ref().filter(|t| !t.is_empty())?;
    let proposal = case.reading.speeches.first().filter(|_| case.single())?;
    let given: Vec<&str> = (labelled.iter())
        .filter_map(|name| Some(themes().meant(name)?.id))
        .collect();
    let (clean, own) = proposal.over_clean_text(&case.extracted.text);
    let weighed = with_page(&clean.text, &own, weigh);
    let seen = weighed.iter().map(|weight| {
        let mut values = [1.0; WIDTH];
        for (value, seen) in values.iter_mut().zip(weight.seen) {
            *value = f64::from(seen);
        }
        Seen {
            theme: weight.id,
            values,
            given: given.contains(&weight.id),
        }
    });
    Some(Page {
        list: case.list,
        seen: seen.collect(),
        labelled: labelled.len(),
    })
}

/// The themes that a text is told to be about, as `speech::themes::tag` does.
fn told<'a>(page: &'a Page, weights: &Weights) -> Vec<&'a Seen> {
    let mut order: Vec<(f64, &Seen)> = page.seen.iter().map(|s| (weights.chance(s), s)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let enough =
        |(rank, (chance, _)): &(usize, (f64, &Seen))| *rank == 0 || *chance >= f64::from(ENOUGH);
    let given = order.into_iter().enumerate().filter(enough).take(MOST);
    given.map(|(_, (_, seen))| seen).collect()
}

impl Weights {
    fn chance(&self, seen: &Seen) -> f64 {
        let shared = self.shared.iter().zip(seen.values).map(|(w, v)| w * v);
        let odds = shared.sum::<f64>() + self.own.get(seen.theme).copied().unwrap_or(0.0);
        1.0 / (1.0 + (-odds).exp())
    }
}

/// Turn by turn one Newton step of what is shared and one of each theme's own.
fn fit(pages: &[&Page]) -> Weights {
    let all: Vec<&Seen> = pages.iter().flat_map(|p| &p.seen).collect();
    let hold = holds(&all);
    let mut weights = Weights::default();
    for _ in 0..ROUNDS {
        let mut slope = [0.0; WIDTH];
        let mut bend = [[0.0; WIDTH]; WIDTH];
        for seen in &all {
            let chance = weights.chance(seen);
            let missed = f64::from(u8::from(seen.given)) - chance;
            for i in 0..WIDTH {
                slope[i] += missed * seen.values[i];
                for (bend, other) in bend[i].iter_mut().zip(seen.values) {
                    *bend += chance * (1.0 - chance) * seen.values[i] * other;
                }
            }
        }
        for i in 0..WIDTH {
            slope[i] -= hold[i] * weights.shared[i];
            bend[i][i] += hold[i];
        }
        for (weight, by) in weights.shared.iter_mut().zip(solve(bend, slope)) {
            *weight += by;
        }
        let mut own: BTreeMap<&'static str, (f64, f64)> = BTreeMap::new();
        for seen in &all {
            let chance = weights.chance(seen);
            let (slope, bend) = own.entry(seen.theme).or_default();
            *slope += f64::from(u8::from(seen.given)) - chance;
            *bend += chance * (1.0 - chance);
        }
        for (theme, (slope, bend)) in own {
            let own = weights.own.entry(theme).or_default();
            *own += (slope - HOLD_OWN * *own) / (bend + HOLD_OWN);
        }
    }
    weights
}

/// How firmly each weight is held: more where what is seen has large values; what is always there
/// hardly at all.
fn holds(all: &[&Seen]) -> [f64; WIDTH] {
    let count = all.len().max(1) as f64;
    std::array::from_fn(|i| {
        let mean = all.iter().map(|s| s.values[i]).sum::<f64>() / count;
        let spread = all.iter().map(|s| (s.values[i] - mean).powi(2));
        (HOLD * spread.sum::<f64>() / count).max(1e-6)
    })
}

/// Solves the equations by elimination; the matrix is positive definite by its holds.
fn solve(mut a: [[f64; WIDTH]; WIDTH], mut b: [f64; WIDTH]) -> [f64; WIDTH] {
    for i in 0..WIDTH {
        for j in i + 1..WIDTH {
            let share = a[j][i] / a[i][i];
            let row = a[i];
            for (cell, above) in a[j].iter_mut().zip(row) {
                *cell -= share * above;
            }
            b[j] -= share * b[i];
        }
    }
    for i in (0..WIDTH).rev() {
        for j in i + 1..WIDTH {
            b[i] -= a[i][j] * b[j];
        }
        b[i] /= a[i][i];
    }
    b
}
