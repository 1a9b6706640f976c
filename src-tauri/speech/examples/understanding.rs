//! Measures how fast texts are understood on one core: `understanding [FOLDER] [SECONDS]`.
//! Reads every .txt file of FOLDER, or without one makes speeches of some 3,000 characters from the
//! fixtures; prints speeches and characters a second. Checks nothing about what is understood.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use speech::{Hints, read};

/// Scalars of a speech as offices keep them.
const USUAL: usize = 3000;

fn main() {
    let mut args = std::env::args().skip(1);
    let given = args.next().map(PathBuf::from);
    let seconds: u64 = args.next().and_then(|s| s.parse().ok()).unwrap_or(5);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/speeches");
    let texts = match &given {
        Some(folder) => texts_of(folder),
        None => made(&texts_of(&fixtures)),
    };
    if texts.is_empty() {
        eprintln!("no .txt files to read");
        std::process::exit(2);
    }
    let scalars: usize = texts.iter().map(|t| t.chars().count()).sum();
    // The first reading builds the finders; it is not part of the pace.
    let found: usize = texts
        .iter()
        .map(|t| read(t, &Hints::default()).speeches.len())
        .sum();
    let begun = Instant::now();
    let mut rounds: Vec<f64> = Vec::new();
    while rounds.is_empty() || begun.elapsed() < Duration::from_secs(seconds) {
        let (since, spent) = (Instant::now(), spent_here());
        for text in &texts {
            std::hint::black_box(read(text, &Hints::default()));
        }
        rounds.push(match (spent, spent_here()) {
            (Some(before), Some(now)) => (now - before).as_secs_f64(),
            _ => since.elapsed().as_secs_f64(),
        });
    }
    let took: f64 = rounds.iter().sum();
    let best = rounds.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "{:.0} speeches/s, {:.0} in the best round, {:.2} million characters/s ({} speeches of {} characters, {} found, {} rounds in {:.1} s)",
        (texts.len() * rounds.len()) as f64 / took,
        texts.len() as f64 / best,
        (scalars * rounds.len()) as f64 / took / 1e6,
        texts.len(),
        scalars / texts.len(),
        found,
        rounds.len(),
        took
    );
}

/// Time this process had a core, where the system tells it: others on the machine do not count.
fn spent_here() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn texts_of(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
        .iter()
        .filter_map(|p| std::fs::read_to_string(p).ok())
        .collect()
}

/// Speeches of the usual length: each keeps the head of one fixture and goes on with paragraphs of
/// them all, begun at another place, under numbered heads.
fn made(fixtures: &[String]) -> Vec<String> {
    let paragraphs: Vec<&str> = fixtures
        .iter()
        .flat_map(|t| t.lines())
        .map(str::trim)
        .filter(|l| l.chars().count() >= 40)
        .collect();
    let heads = ["认清形势", "突出重点", "强化保障", "狠抓落实"];
    let mut out = Vec::new();
    for (n, fixture) in fixtures.iter().enumerate() {
        for turn in 0..8 {
            let mut text: String = fixture.lines().take(8).flat_map(|l| [l, "\n"]).collect();
            let mut next = n * 7 + turn * 5;
            for (section, head) in ["一", "二", "三", "四"].iter().zip(heads) {
                text += &format!("{section}、{head}\n");
                let goal = USUAL * (out.len() % 3 + 9) / 40;
                let begun = text.chars().count();
                while text.chars().count() < begun + goal && !paragraphs.is_empty() {
                    text += paragraphs[next % paragraphs.len()];
                    text.push('\n');
                    next += 1;
                }
            }
            out.push(text.chars().take(USUAL).collect());
        }
    }
    out
}
