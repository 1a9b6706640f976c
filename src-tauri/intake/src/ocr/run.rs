//! Running the recogniser and what draws pages for it: bytes in, bytes out, ended when late.
//! Writes no file; what runs inherits the limits of the process it is started from.

use super::engine::{Engine, LANGUAGE};
use crate::{IntakeError, Limits};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// Dots an inch at which pages are drawn: what recognisers are trained on.
const DOTS: &str = "300";
/// A table of one page is far smaller than this.
const TABLE: u64 = 64 * 1024 * 1024;

/// One page's work, with the time left for it.
pub(super) struct Work<'a> {
    pub(super) engine: &'a Engine,
    limits: Limits,
    end: Instant,
}

impl<'a> Work<'a> {
    pub(super) fn new(engine: &'a Engine, limits: &Limits) -> Self {
        // Sooner than the parent would end this process and leave the recogniser an orphan.
        let time = Duration::from_secs(limits.seconds).mul_f32(0.9);
        Self {
            engine,
            limits: *limits,
            end: Instant::now() + time,
        }
    }

    /// The table of words of a picture; `page` of a picture file that holds several.
    pub(super) fn recognise(
        &self,
        picture: &[u8],
        page: Option<u32>,
    ) -> Result<String, IntakeError> {
        let page = page.map(|page| format!("tessedit_page_number={page}"));
        let mut args = vec!["stdin", "stdout", "-l", LANGUAGE, "--psm", "3"];
        if let Some(page) = &page {
            args.extend(["-c", page]);
        }
        args.push("tsv");
        let table = self.run(&self.engine.program, &args, picture, TABLE)?;
        Ok(String::from_utf8_lossy(&table).into_owned())
    }

    /// A page of a PDF file as a picture; `None` where nothing is installed that draws it.
    pub(super) fn draw(&self, pdf: &[u8], page: u32) -> Result<Option<Vec<u8>>, IntakeError> {
        let Some(renderer) = &self.engine.renderer else {
            return Ok(None);
        };
        let page = (page + 1).to_string();
        let args = ["-r", DOTS, "-gray", "-f", &page, "-l", &page, "-"];
        self.run(renderer, &args, pdf, self.limits.unpacked)
            .map(Some)
    }

    fn run(
        &self,
        program: &Path,
        args: &[&str],
        input: &[u8],
        most: u64,
    ) -> Result<Vec<u8>, IntakeError> {
        let left = self.end.saturating_duration_since(Instant::now());
        run(program, args, input, left, most).map_err(|failure| match failure {
            Failure::Late => IntakeError::TimedOut {
                seconds: self.limits.seconds,
            },
            Failure::Other(reason) => IntakeError::Crashed { reason },
        })
    }
}

/// What a program prints about itself, on either of its outputs; `None` when it cannot be run.
pub(super) fn said(program: &Path, args: &[&str], patience: Duration) -> Option<String> {
    let said = run(program, args, &[], patience, 1024 * 1024).ok()?;
    Some(String::from_utf8_lossy(&said).into_owned())
}

enum Failure {
    Late,
    Other(String),
}

fn run(
    program: &Path,
    args: &[&str],
    input: &[u8],
    patience: Duration,
    most: u64,
) -> Result<Vec<u8>, Failure> {
    let other = |error: std::io::Error| Failure::Other(format!("{}: {error}", program.display()));
    let mut command = Command::new(program);
    command
        .args(args)
        // One thread: as many pages are recognised at once as there are children.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().map_err(other)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let end = Instant::now() + patience;
    let out = std::thread::scope(|scope| {
        if let Some(mut stdin) = stdin {
            // A program that reads nothing closes the pipe: what matters is what it answers.
            scope.spawn(move || stdin.write_all(input));
        }
        let (send, answers) = sync_channel(1);
        scope.spawn(move || {
            let mut out = Vec::new();
            let read = stdout.map(|pipe| pipe.take(most + 1).read_to_end(&mut out));
            // Fails only when nobody waits any more.
            let _ = send.send(read.transpose().map(|_| out));
        });
        let answer = answers.recv_timeout(patience);
        if !matches!(&answer, Ok(Ok(out)) if out.len() as u64 <= most) {
            // Ended already, when the pipe is what broke.
            let _ = child.kill();
        }
        match answer {
            Ok(Ok(out)) if out.len() as u64 > most => {
                Err(Failure::Other("too much output".to_owned()))
            }
            Ok(out) => out.map_err(other),
            Err(RecvTimeoutError::Timeout) => Err(Failure::Late),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::Other("no output".to_owned())),
        }
    });
    // It has closed its output: what is left is to see how it ended.
    while out.is_ok() && child.try_wait().map_err(other)?.is_none() {
        if Instant::now() >= end {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::Late);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let status = child.wait().map_err(other)?;
    match out {
        Ok(_) if !status.success() => {
            let name = program.file_name().unwrap_or_default().to_string_lossy();
            Err(Failure::Other(format!("{name}: {status}")))
        }
        out => out,
    }
}
