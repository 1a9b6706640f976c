//! Prints how many of 1,000 planted pairs of versions are found, and how many found are right.
//! Stores nothing.

#[path = "../tests/made/pairs.rs"]
mod pairs;

fn main() {
    let pairs = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    let began = std::time::Instant::now();
    let found = pairs::measure(pairs, 0x5EED);
    println!(
        "{pairs} pairs among {} texts: recall {:.4}, precision {:.4}, {:.1} s",
        pairs * 3,
        found.recall,
        found.precision,
        began.elapsed().as_secs_f32()
    );
}
