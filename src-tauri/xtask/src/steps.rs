//! Running another program as one named step. Knows nothing of what the programs do.

use crate::place::Place;
use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A program to run, its words shown before it runs.
pub struct Step {
    command: Command,
    words: String,
}

impl Step {
    /// The program `name`.
    pub fn new(name: impl Into<OsString>) -> Self {
        let name = name.into();
        Self {
            words: name.to_string_lossy().into_owned(),
            command: Command::new(name),
        }
    }

    /// Adds arguments.
    pub fn arguments<S: AsRef<OsStr>>(mut self, arguments: &[S]) -> Self {
        for argument in arguments {
            self.words.push(' ');
            self.words.push_str(&argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets a variable of its environment.
    pub fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in `folder`.
    pub fn at(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it, its output going where ours goes; an error when it fails.
    pub fn run(mut self) -> Result<()> {
        eprintln!("\n==> {}", self.words);
        let start = Instant::now();
        let status = self
            .command
            .status()
            .with_context(|| format!("cannot start `{}`", self.words))?;
        eprintln!("    {:.1} s", start.elapsed().as_secs_f32());
        if !status.success() {
            bail!("`{}` failed ({status})", self.words);
        }
        Ok(())
    }

    /// Runs it silently and gives its output; an error when it fails.
    pub fn output(mut self) -> Result<String> {
        let output = self
            .command
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("cannot start `{}`", self.words))?;
        if !output.status.success() {
            bail!("`{}` failed ({})", self.words, output.status);
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it silently; nothing when it cannot be started or fails.
    pub fn output_or_nothing(mut self) -> String {
        match self.command.stderr(Stdio::null()).output() {
            Ok(output) if output.status.success() => {
                String::from_utf8_lossy(&output.stdout).into_owned()
            }
            _ => String::new(),
        }
    }

    /// True when it can be started and succeeds; its output is not shown.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    }
}

/// Cargo in the checkout, with the lock file as it stands.
pub fn cargo(place: &Place, arguments: &[&str]) -> Step {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (verb, rest) = arguments.split_at(arguments.len().min(1));
    Step::new(cargo)
        .arguments(verb)
        .arguments(&["--locked"])
        .arguments(rest)
        .at(place.root())
}
