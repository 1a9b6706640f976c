//! Weighs what the rules say against what the grams say: one small logistic regression over all
//! labels, held close to the rules. Knows no text.

use serde::{Deserialize, Serialize};

/// One judgement to learn from: a label and a speech.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// Number of the label.
    pub label: u32,
    /// What the rules say.
    pub rules: f32,
    /// What the grams say, by a model that has not seen this speech.
    pub grams: f32,
    /// Whether the person gave the label.
    pub given: bool,
}

/// How much each side counts: log-odds = `bias + rules·r + grams·g + own bias of the label`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scale {
    /// For all labels alike.
    pub bias: f32,
    /// What the rules count.
    pub rules: f32,
    /// What the grams count.
    pub grams: f32,
}

/// What holds a scale to where it started: the larger, the more cases it takes to move it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hold {
    /// The scale before any lesson.
    pub start: Scale,
    /// How firmly each is held.
    pub firm: Scale,
    /// How firmly the own bias of a label is held to none.
    pub own: f32,
}

/// Rounds of refinement; the problem is convex and small.
const ROUNDS: usize = 12;

/// Fits a scale and the own bias of each of `labels` labels.
pub(super) fn fit(cases: &[Case], labels: usize, hold: &Hold) -> (Scale, Vec<f32>) {
    let mut scale = hold.start;
    let mut own = vec![0.0f32; labels];
    for _ in 0..ROUNDS {
        scale = step(cases, scale, &own, hold);
        let mut slope = vec![0.0f64; labels];
        let mut bend = vec![0.0f64; labels];
        for case in cases {
            let p = f64::from(chance(
                odds(&scale, case.rules, case.grams) + own[case.label as usize],
            ));
            slope[case.label as usize] += f64::from(u8::from(case.given)) - p;
            bend[case.label as usize] += p * (1.0 - p);
        }
        for (label, own) in own.iter_mut().enumerate() {
            let firm = f64::from(hold.own);
            let by = (slope[label] - firm * f64::from(*own)) / (bend[label] + firm);
            *own += by.clamp(-1.0, 1.0) as f32;
        }
    }
    (scale, own)
}

/// Log-odds without the label's own bias.
pub(super) fn odds(scale: &Scale, rules: f32, grams: f32) -> f32 {
    scale.bias + scale.rules * rules + scale.grams * grams
}

/// Log-odds as a chance.
pub(super) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// One Newton step of the three shared weights.
fn step(cases: &[Case], scale: Scale, own: &[f32], hold: &Hold) -> Scale {
    let mut slope = [0.0f64; 3];
    let mut bend = [[0.0f64; 3]; 3];
    for case in cases {
        let p = f64::from(chance(
            odds(&scale, case.rules, case.grams) + own[case.label as usize],
        ));
        let x = [1.0, f64::from(case.rules), f64::from(case.grams)];
        let missed = f64::from(u8::from(case.given)) - p;
        for i in 0..3 {
            slope[i] += missed * x[i];
            for j in 0..3 {
                bend[i][j] += p * (1.0 - p) * x[i] * x[j];
            }
        }
    }
    let (now, start, firm) = (list(scale), list(hold.start), list(hold.firm));
    for i in 0..3 {
        slope[i] -= firm[i] * (now[i] - start[i]);
        bend[i][i] += firm[i];
    }
    let by = solve(bend, slope);
    let moved = |i: usize| (now[i] + by[i].clamp(-1.0, 1.0)) as f32;
    Scale {
        bias: moved(0),
        rules: moved(1),
        grams: moved(2),
    }
}

fn list(scale: Scale) -> [f64; 3] {
    [scale.bias, scale.rules, scale.grams].map(f64::from)
}

/// Solves three equations by elimination; the matrix is positive definite by its holds.
fn solve(mut a: [[f64; 3]; 3], mut b: [f64; 3]) -> [f64; 3] {
    for i in 0..3 {
        for j in i + 1..3 {
            let share = a[j][i] / a[i][i];
            let row = a[i];
            for (cell, above) in a[j].iter_mut().zip(row) {
                *cell -= share * above;
            }
            b[j] -= share * b[i];
        }
    }
    for i in (0..3).rev() {
        for j in i + 1..3 {
            b[i] -= a[i][j] * b[j];
        }
        b[i] /= a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOLD: Hold = Hold {
        start: Scale {
            bias: 0.0,
            rules: 2.0,
            grams: 0.0,
        },
        firm: Scale {
            bias: 4.0,
            rules: 4.0,
            grams: 4.0,
        },
        own: 4.0,
    };

    fn case(rules: f32, grams: f32, given: bool) -> Case {
        Case {
            label: 0,
            rules,
            grams,
            given,
        }
    }

    #[test]
    fn without_cases_the_rules_stand_as_they_are() {
        assert_eq!(fit(&[], 1, &HOLD), (HOLD.start, vec![0.0]));
    }

    #[test]
    fn grams_gain_weight_where_the_rules_are_blind() {
        let cases: Vec<Case> = (0..200)
            .map(|i| case(0.0, if i % 2 == 0 { 1.0 } else { -1.0 }, i % 2 == 0))
            .collect();
        let (scale, _) = fit(&cases, 1, &HOLD);
        assert!(scale.grams > 1.0, "{scale:?}");
        let few = fit(&cases[..4], 1, &HOLD).0;
        assert!(few.grams < scale.grams / 2.0, "{few:?}");
    }

    #[test]
    fn a_label_the_person_hardly_gives_gets_rarer() {
        let cases: Vec<Case> = (0..60).map(|i| case(1.0, 0.0, i % 10 == 0)).collect();
        let (scale, own) = fit(&cases, 1, &HOLD);
        assert!(chance(odds(&scale, 1.0, 0.0) + own[0]) < 0.3);
    }
}
