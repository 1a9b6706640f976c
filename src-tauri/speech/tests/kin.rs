//! Versions among many speeches built of the same formulas: those of one speech are found, whatever
//! sites, cuts and scans did to them, and no others. Seeded: the same texts every time.

#[path = "made/pairs.rs"]
mod pairs;

use pairs::{Dice, WORDS, measure, speech};
use speech::kin::{Buckets, Letters, Sketch, version};

#[test]
fn versions_are_found_and_formulas_are_not_taken_for_them() {
    let measured = measure(150, 0x5EED);
    assert!(measured.recall >= 0.98, "recall {}", measured.recall);
    assert!(
        measured.precision >= 0.98,
        "precision {}",
        measured.precision
    );
}

#[test]
fn marks_spaces_and_scripts_make_no_difference() {
    let one = Letters::new(
        &"同志们：今天，我们召开全市重点项目建设推进会。".repeat(9),
        0,
    );
    let other = "同志們︰今天 我們召開\n全市重點項目建設推進會".repeat(9);
    assert_eq!(one, Letters::new(&other, 0));
    let few = Letters::new("同志们：今天，我们召开全市重点项目建设推进会。", 0);
    assert_eq!(version(&few, &few), None, "too few to tell");
}

#[test]
fn nothing_is_no_version_of_anything() {
    let (empty, text) = (
        Letters::new("，。", 0),
        Letters::new("同志们，今天开会。", 0),
    );
    assert_eq!(
        (version(&empty, &text), version(&empty, &empty)),
        (None, None)
    );
    assert!(Buckets::default().find(&Sketch::new(&empty)).is_empty());
}

#[test]
fn a_speech_that_a_hundred_sites_carry_is_no_formula() {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let sentences = speech(&mut Dice(7), &words);
    let sketch = Sketch::new(&Letters::new(&sentences.concat(), 0));
    let mut buckets = Buckets::default();
    for number in 1..=100 {
        buckets.add(number, &sketch, |held| held == 1);
        assert_eq!(buckets.find(&sketch), [1], "after {number}");
    }
}
