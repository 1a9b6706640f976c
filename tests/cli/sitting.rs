//! A person at a terminal: runs `rostrum` in a folder of its own and keeps what was printed.
//! Judges nothing; what may differ from run to run is written as `‹…›`.

use crate::terminal::{fixtures, outcome, rostrum};
use regex::Regex;
use std::fmt::Write;
use std::path::Path;
use tempfile::TempDir;

/// One sitting.
pub struct Sitting {
    folder: TempDir,
    /// Ids in the order in which they were first printed.
    ids: Vec<String>,
    transcript: String,
}

impl Sitting {
    /// In an empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
        Self {
            folder,
            ids: Vec::new(),
            transcript: String::new(),
        }
    }

    /// With `names` of the fixtures' speeches in a folder `稿件`.
    pub fn with_speeches(names: &[&str]) -> Self {
        let sitting = Self::new();
        let to = sitting.path().join("稿件");
        std::fs::create_dir(&to).unwrap_or_else(|e| panic!("{e}"));
        for name in names {
            std::fs::copy(fixtures().join("speeches").join(name), to.join(name))
                .unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        sitting
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a line such as `rostrum show 档案 ‹1›`; `‹1›` stands for the first id that was printed.
    /// Words with blanks stand between single quotes.
    pub fn run(&mut self, line: &str) -> &mut Self {
        let words: Vec<String> = words(line).iter().map(|word| self.real_id(word)).collect();
        let (code, out, err) = outcome(rostrum(self.path()).args(&words[1..]));
        let _ = writeln!(self.transcript, "$ {line}");
        for text in [out, err] {
            let text = self.steady(&text);
            // Several cores read: the lines of a report come in no fixed order.
            let text = if words.get(1).is_some_and(|verb| verb == "import") {
                sorted(&text)
            } else {
                text
            };
            self.transcript.push_str(&text);
            if !text.is_empty() && !text.ends_with('\n') {
                self.transcript.push('\n');
            }
        }
        if code != Some(0) {
            let _ = writeln!(
                self.transcript,
                "[exit code {}]",
                code.map_or("none".into(), |c| c.to_string())
            );
        }
        self.transcript.push('\n');
        self
    }

    /// All that was typed and printed.
    pub fn transcript(&self) -> &str {
        &self.transcript
    }

    /// The real id of `‹n›`.
    pub fn real_id(&self, word: &str) -> String {
        let number = word
            .strip_prefix('‹')
            .and_then(|rest| rest.strip_suffix('›'))
            .and_then(|n| n.parse::<usize>().ok());
        match number.and_then(|n| self.ids.get(n.wrapping_sub(1))) {
            Some(id) => id.clone(),
            None => word.to_owned(),
        }
    }

    /// Ids numbered in the order of their first appearance; times, durations and our folder blotted out.
    fn steady(&mut self, text: &str) -> String {
        let folder = self.path().display().to_string();
        let mut text = text.replace(&folder, "‹folder›");
        for (pattern, put) in [
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", "‹time›"),
            (r#""ms":\s*[0-9.]+"#, "\"ms\":‹ms›"),
            // A slow start makes two batches of two files.
            (r"\d+ edits looked at", "‹n› edits looked at"),
            (r"taken in on \d{4}-\d\d-\d\d", "taken in on ‹day›"),
            // How sure a rule is, and how large a file grew, is told by their own tests.
            (r"\([01]\.\d\d\)", "(‹sure›)"),
            (r#""certainty":\{[^}]*\}"#, "\"certainty\":{‹sure›}"),
            (r#""(certainty|score)":[0-9.]+"#, "\"$1\":‹sure›"),
            (r"(content|catalogue|index)\.db \d+", "$1.db ‹size›"),
            (r#""(added|created|modified)":\s*\d{13}"#, "\"$1\":‹time›"),
        ] {
            text = pattern_of(pattern).replace_all(&text, put).into_owned();
        }
        let uuid = pattern_of(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
        uuid.replace_all(&text, |found: &regex::Captures<'_>| {
            let at = self
                .ids
                .iter()
                .position(|id| *id == found[0])
                .unwrap_or_else(|| {
                    self.ids.push(found[0].to_owned());
                    self.ids.len() - 1
                });
            format!("‹{}›", at + 1)
        })
        .into_owned()
    }
}

fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

fn pattern_of(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"))
}

/// The words of a line; blanks inside single quotes belong to the word.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
