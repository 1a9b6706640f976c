//! What the command line prints and with which code it ends: text for people, or JSON Lines.
//! Progress and problems go to standard error.

use std::io::{BufWriter, Stdout, Write};
use std::process::ExitCode;

use desk::Problem;
use serde::Serialize;
use serde_json::json;

/// How a verb ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All went well.
    Done,
    /// Some items failed, each was named.
    SomeFailed,
}

/// The two streams.
pub struct Out {
    json: bool,
    stdout: BufWriter<Stdout>,
    broken: bool,
}

impl Out {
    pub fn new(json: bool) -> Self {
        Self {
            json,
            stdout: BufWriter::new(std::io::stdout()),
            broken: false,
        }
    }

    /// True when JSON Lines are wanted.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Prints one item: as a JSON line, or as the words for people.
    pub fn item<J: Serialize>(&mut self, json: impl FnOnce() -> J, words: impl FnOnce() -> String) {
        // Written straight from its type: through a `Value` a certainty of 0.97 became 0.9700000286.
        let line = if self.json {
            serde_json::to_string(&json()).unwrap_or_default()
        } else {
            words()
        };
        self.line(&line);
    }

    /// Prints a line.
    pub fn line(&mut self, line: &str) {
        self.bytes(line.as_bytes());
        self.bytes(b"\n");
    }

    /// Prints bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        // `rostrum list | head` closes the pipe: the rest is not wanted, and that is no failure.
        self.broken = self.broken || self.stdout.write_all(bytes).is_err();
    }

    /// Names an item that failed.
    pub fn failed(&mut self, name: &str, problem: &Problem) {
        if self.json {
            eprintln!(
                "{}",
                json!({"file": name, "code": problem.code(), "message": problem.words().en})
            );
        } else {
            eprintln!("{name}: {problem}");
        }
    }

    /// Says how far something is.
    pub fn progress(&self, line: &str) {
        eprintln!("{line}");
    }

    /// The exit code of a verb that ran.
    pub fn finish(mut self, end: End) -> ExitCode {
        self.broken = self.broken || self.stdout.flush().is_err();
        match end {
            End::Done => ExitCode::SUCCESS,
            End::SomeFailed => ExitCode::from(1),
        }
    }

    /// Says why a verb did nothing.
    pub fn refuse(mut self, problem: &Problem) -> ExitCode {
        self.broken = self.broken || self.stdout.flush().is_err();
        if self.json {
            eprintln!(
                "{}",
                serde_json::to_string(&problem.wire()).unwrap_or_default()
            );
        } else {
            eprintln!("rostrum: {problem}");
        }
        ExitCode::from(if problem.is_usage() { 2 } else { 1 })
    }
}
