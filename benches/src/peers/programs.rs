//! Programs that search a folder of text files: ripgrep and Recoll, each a whole process a query.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::made::Sentences;

/// True when a program can be started.
pub fn is_installed(program: &str) -> bool {
    let started = Command::new(program)
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    started.is_ok()
}

/// Runs a program to its end and gives how long that took.
pub fn whole_process(program: &str, arguments: &[&str]) -> Result<Duration> {
    let began = Instant::now();
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {program}"))?;
    Ok(began.elapsed())
}

/// Writes the speeches as files, a hundred a folder; passes over what is there.
pub fn files(folder: &Path, sentences: &Sentences, speeches: usize) -> Result<()> {
    // Beside the folder: in it, it was counted as one more file of the import.
    let mark = folder.with_extension("whole");
    if mark.exists() {
        return Ok(());
    }
    for number in 0..speeches {
        let shelf = folder.join(format!("{:05}", number / 100));
        if number % 100 == 0 {
            std::fs::create_dir_all(&shelf)?;
        }
        std::fs::write(
            shelf.join(format!("{number}.txt")),
            sentences.speech(number).text,
        )?;
    }
    Ok(std::fs::write(mark, "")?)
}

/// A Recoll index over a folder.
pub struct Recoll {
    settings: PathBuf,
}

impl Recoll {
    pub fn build(settings: &Path, files: &Path) -> Result<(Self, Duration)> {
        let own = Self {
            settings: settings.to_owned(),
        };
        if settings.join("xapiandb").exists() {
            return Ok((own, Duration::ZERO));
        }
        std::fs::create_dir_all(settings)?;
        let dirs = format!("topdirs = {}\nidxflushmb = 100\n", files.display());
        std::fs::write(settings.join("recoll.conf"), dirs)?;
        let began = Instant::now();
        let status = Command::new("recollindex")
            .arg("-c")
            .arg(settings)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            bail!("recollindex failed ({status})");
        }
        Ok((own, began.elapsed()))
    }

    /// A whole process that shows twenty hits with abstracts.
    pub fn ask(&self, words: &str) -> Result<Duration> {
        let settings = self.settings.display().to_string();
        let quoted = format!("\"{words}\"");
        whole_process("recollq", &["-c", &settings, "-n", "20", "-A", &quoted])
    }
}
