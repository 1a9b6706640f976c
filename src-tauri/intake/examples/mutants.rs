//! Reads a thousand damaged files of each kind in a child process and prints how they ended.
//! Its own main is the child when called with the worker's flag.

#[path = "../tests/made/mod.rs"]
mod made;
#[path = "../tests/made/mutants.rs"]
mod mutants;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use intake::worker::{FLAG, Reader, serve};
use intake::{Hint, Limits};

fn main() -> std::process::ExitCode {
    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some(FLAG) {
        return serve();
    }
    let count = argument.and_then(|n| n.parse().ok()).unwrap_or(1000);
    let Ok(program) = std::env::current_exe() else {
        return 1.into();
    };
    let reader = Reader::new(program, Limits::default());
    let mut dice = mutants::Dice(0x5EED);
    for (name, whole) in mutants::seeds() {
        let mut ends: BTreeMap<&str, u32> = BTreeMap::new();
        let mut longest = Duration::ZERO;
        for _ in 0..count {
            let bytes = mutants::mutant(&mut dice, &whole);
            let began = Instant::now();
            let end = match name.ends_with(".zip") {
                true => intake::unpack(&bytes, &Limits::default()).map(drop),
                false => reader.extract(&bytes, &Hint { name }).map(drop),
            };
            longest = longest.max(began.elapsed());
            *ends
                .entry(end.map_or_else(|e| e.code(), |_| "text"))
                .or_default() += 1;
        }
        println!("{name}: {ends:?}, longest {longest:?}");
    }
    0.into()
}
