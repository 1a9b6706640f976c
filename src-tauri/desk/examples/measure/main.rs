//! Measures filing over labelled files: `measure reliability LABELS.jsonl...` tells of how many
//! values said to be so sure how many are right; `measure learning LABELS.jsonl... [--out FOLDER]`
//! learns from nine tenths of the labels and reads the last tenth, ten times; `measure weights
//! LABELS.jsonl...` fits how the words of themes are weighed. Changes no archive.

mod labels;
mod learning;
mod marks;
mod reliability;
mod weights;

use std::path::PathBuf;
use std::process::ExitCode;

use desk::Tools;

const USAGE: &str = "usage: measure reliability|learning|weights LABELS.jsonl... [--out FOLDER]";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|a| a == desk::WORKER_FLAG) {
        return desk::serve_worker();
    }
    let out = arguments.iter().position(|a| a == "--out").map(|at| {
        let folder = arguments.get(at + 1).cloned().unwrap_or_default();
        arguments.drain(at..(at + 2).min(arguments.len()));
        PathBuf::from(folder)
    });
    let Some((what, sets)) = arguments.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let sets: Vec<PathBuf> = sets.iter().map(PathBuf::from).collect();
    let measured = Tools::own().map_err(Into::into).and_then(|tools| {
        let read = labels::read(&sets, &tools)?;
        match what.as_str() {
            "reliability" => reliability::print(&read),
            "weights" => weights::print(&read, &sets),
            "learning" => learning::print(&read, out.as_deref())?,
            _ => return Err(USAGE.into()),
        }
        Ok::<(), Box<dyn std::error::Error>>(())
    });
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
