//! Measures searching, importing and opening over made archives, beside other programs in the same
//! run: `cargo xtask bench`. Is no part of the product.

mod adding;
mod clock;
mod engine;
#[cfg(feature = "import")]
mod formats;
#[cfg(feature = "import")]
mod import;
mod made;
mod open;
mod ours;
mod peers;
mod queries;
mod report;
mod search;
mod similar;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use made::Sentences;
use report::Report;

const USAGE: &str = "\
bench formats [--cases FOLDER]
bench search|similar|adding|import|open [--speeches 10k|100k|1m] [--texts FOLDER] [--peers none|a,b] [--fresh] [--indexed]

  --speeches  how many (10k)
  --texts     a folder of .txt files to make the speeches of, also by ROSTRUM_BENCH_TEXTS;
              without it the sample archive of the program is used
  --peers     of tantivy, trigram, ripgrep, recoll: those to run beside (all that are installed;
              above 10k only tantivy, as the others take hours)
  --fresh     make the archive anew, else the one of the last run is used
  --cases     a folder of files of every format, with a manifest.jsonl that names for each its `file`,
              its `format` and the `expected` text, also by ROSTRUM_FORMAT_CASES; without it those
              of the tests are used
  --indexed   search in the index as it stands; how long it takes to make is not measured";

/// What is measured, with what.
pub struct Options {
    pub speeches: usize,
    pub sentences: Sentences,
    /// What the texts are, for the report.
    pub texts: &'static str,
    pub peers: Vec<String>,
    /// The index is not made anew.
    pub indexed: bool,
    /// Where made archives are kept.
    pub home: PathBuf,
}

impl Options {
    pub fn has_peer(&self, name: &str) -> bool {
        self.peers.iter().any(|peer| peer == name)
    }
}

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (verb, rest) = words.split_first().context(USAGE)?;
    if let ("chill", [folder]) = (*verb, rest) {
        return Ok(clock::chill_here(Path::new(folder))?);
    }
    if let ("page" | "session", [home, rest @ ..]) = (*verb, rest) {
        return search::own_process(verb, Path::new(home), rest);
    }
    #[cfg(feature = "import")]
    match (*verb, rest) {
        (desk::WORKER_FLAG, _) => {
            desk::serve_worker();
            return Ok(());
        }
        ("formats", _) => return of_formats(rest),
        _ => {}
    }
    let options = options(rest)?;
    let name = format!("{verb}-{}.txt", options.speeches);
    let mut report = Report::default();
    report.line(format!(
        "bench {verb}: {} made speeches of {}; {}",
        options.speeches,
        options.texts,
        clock::machine()
    ));
    match *verb {
        "search" => search::run(&options, &mut report)?,
        "similar" => similar::run_alone(&options, &mut report)?,
        "adding" => adding::run_alone(&options, &mut report)?,
        #[cfg(feature = "import")]
        "import" => import::run(options, &mut report)?,
        "open" => open::run(&options, &mut report)?,
        other => bail!("there is no bench `{other}`.\n\n{USAGE}"),
    }
    report.keep(&results(&name))
}

/// Where results are kept.
fn results(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("results")
        .join(name)
}

#[cfg(feature = "import")]
fn of_formats(words: &[&str]) -> Result<()> {
    let given = match words {
        [] => std::env::var_os("ROSTRUM_FORMAT_CASES").map(PathBuf::from),
        ["--cases", folder] => Some(PathBuf::from(folder)),
        _ => bail!("{USAGE}"),
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/formats");
    let (folder, told) = match given {
        Some(folder) => (folder, "a folder of cases"),
        None => (own, "the files of the tests"),
    };
    let mut report = Report::default();
    report.line(format!("bench formats: {told}; {}", clock::machine()));
    formats::run(&folder, &mut report)?;
    report.keep(&results("formats.txt"))
}

fn options(words: &[&str]) -> Result<Options> {
    let mut speeches = 10_000;
    let mut texts = std::env::var_os("ROSTRUM_BENCH_TEXTS").map(PathBuf::from);
    let mut peers: Option<Vec<String>> = None;
    let (mut fresh, mut indexed) = (false, false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().copied().context(USAGE);
        match *word {
            "--speeches" => speeches = count(value()?)?,
            "--texts" => texts = Some(value()?.into()),
            "--peers" => peers = Some(value()?.split(',').map(str::to_owned).collect()),
            "--fresh" => fresh = true,
            "--indexed" => indexed = true,
            other => bail!("there is no option `{other}`.\n\n{USAGE}"),
        }
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/desk/sample");
    let (folder, told) = match texts {
        Some(folder) => (folder, "a folder of texts"),
        None => (
            own,
            "the sample archive (few sentences: sizes are flattered)",
        ),
    };
    let sentences = Sentences::read(&folder)?;
    let usual: &[&str] = if speeches > 10_000 {
        &["tantivy"]
    } else {
        &["tantivy", "trigram", "ripgrep", "recoll"]
    };
    // Made archives are large; they lie beside the program in Cargo's target folder.
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).context("no target folder")?;
    let home = target
        .join("made")
        .join(format!("{speeches}-{:016x}", sentences.mark()));
    if fresh && home.exists() {
        std::fs::remove_dir_all(&home)?;
    }
    std::fs::create_dir_all(&home)?;
    Ok(Options {
        speeches,
        sentences,
        texts: told,
        indexed,
        peers: peers.unwrap_or_else(|| usual.iter().map(|p| (*p).to_owned()).collect()),
        home,
    })
}

/// `10k`, `1m` or plain digits.
fn count(word: &str) -> Result<usize> {
    let (digits, factor) = match word.strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1_000),
        None => match word.strip_suffix(['m', 'M']) {
            Some(digits) => (digits, 1_000_000),
            None => (word, 1),
        },
    };
    let digits: usize = digits
        .parse()
        .with_context(|| format!("not a number: {word}"))?;
    Ok(digits * factor)
}
